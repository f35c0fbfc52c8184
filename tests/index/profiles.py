"""Profiles of documents, and the speakers that are made of them."""

from index.corrections import Apart, Called, Corrections, Same
from index.documents import Profile
from index.rulings import Rulings
from index.speakers import Merged, merge, sighting


def person(name: str, role: str | None = None, *aliases: str) -> Profile:
    return Profile(name, "person", role, aliases)


def body(name: str, *aliases: str) -> Profile:
    return Profile(name, "organisation", None, aliases)


def government(name: str, *aliases: str) -> Profile:
    return Profile(name, "government", None, aliases)


def together(*profiles: Profile, corrections: Corrections | None = None) -> list[Merged]:
    """Each profile from a document of its own: 0.txt, 1.txt, …"""
    seen = [sighting(p, str(n), [f"{n}.txt"]) for n, p in enumerate(profiles)]
    return list(merge(seen, Rulings(corrections or Corrections())))


def speakers(*profiles: Profile, corrections: Corrections | None = None) -> dict[str, list[int]]:
    """Which profiles each speaker has, by the speaker's name."""
    found = together(*profiles, corrections=corrections)
    assert len({each.speaker.id for each in found}) == len(found)
    return {each.speaker.name: list(each.members) for each in found}


def same(*names: str | Called, **shown: str) -> Same:
    return Same(tuple(Called(n) if isinstance(n, str) else n for n in names), **shown)  # type: ignore[arg-type]


def apart(*names: str | Called) -> Apart:
    return Apart(tuple(Called(n) if isinstance(n, str) else n for n in names))
