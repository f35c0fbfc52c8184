"""The profiles of many documents → speakers, one over all documents.

Who could be one is compared, block by block (``index.joining``); who is in doubt stays apart. A
surname alone joins a full name only where just one full name has it (or has the office that stands
beside it: "President Biden"), and a government is known by
its country, whatever palace or capital speaks for it. What a user corrects (``index.corrections``)
comes before all rules.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, count
from typing import NamedTuple

from index.attribution.governments import Government, government
from index.attribution.lexicon import PARTIES
from index.clusters import OF_BODIES, Cluster, Sighting
from index.corrections import Corrections
from index.documents import Profile, Rule, Speaker, SpeakerKind
from index.identifiers import identifier, slug
from index.joining import cluster
from index.people import bare_of_title, person_name, surname_of, untitled
from index.rulings import Rulings, fold

_SMALL = frozenset("a an and at de for in of on the und".split())
_OWNER = re.compile(r"^.+?['’]s?\s+(?=\S+\s+\S)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z&.]{1,5}")
_FEDERAL = re.compile(r"^(?:u\.s\.|us|united states) (?=department of )")
_TURNED = re.compile(r"^(?!department|ministry)(\w.*) (department|ministry)$")
_ONE_ACRONYM: Rule = "same acronym, and a name that tells more or less"
_NOTHING = Rulings(Corrections())


class Merged(NamedTuple):
    """A speaker, the positions of its sightings, and why each of them is this speaker's."""

    speaker: Speaker
    members: tuple[int, ...]
    rules: tuple[Rule, ...]


def sighting(profile: Profile, document: str, paths: Sequence[str] = ()) -> Sighting:
    """A profile as it is compared: with its document's id and the files that hold it."""
    return Sighting(profile, document, tuple(paths), *_compared_by(profile))


@lru_cache(maxsize=65536)
def _compared_by(profile: Profile) -> tuple[str, tuple[str, ...], str, str]:
    body = profile.kind == "organisation"
    acronym = f"{OF_BODIES}{told}" if body and (told := _told_acronym(profile)) else ""
    called = dict.fromkeys((*names(profile), acronym))
    called.pop("", None)
    return block(profile), tuple(called), _identity(profile), acronym


def block(profile: Profile) -> str:
    """A key that profiles share if they could be one speaker: only these are compared."""
    if found := _government(profile):
        return f"government:{found.country}"
    if profile.kind == "person":
        return f"called:{person_name(profile.name).surname}"
    if letters := _letters(profile):
        return f"{OF_BODIES}{letters}"
    return f"called:{_bare(profile.name)}"  # a surname may have been taken for a body's name


def names(profile: Profile) -> tuple[str, ...]:
    """The names, folded, by which a correction can mean a profile; its own name first.

    A person's other names in a document are left out: "Kirby" is many people's.
    """
    if profile.kind == "person":
        return (fold(profile.name),)
    found = _government(profile)
    forms = [profile.name, *profile.aliases, *(found.names if found else ())]
    return tuple(dict.fromkeys(fold(form) for name in forms for form in (name, _unowned(name))))


def merge(sightings: Sequence[Sighting], rulings: Rulings = _NOTHING) -> Sequence[Merged]:
    """The speakers of some blocks, which must hold all that corrections join with them.

    The same sightings give the same speakers, in whatever order they come. The speakers' counts are
    left at 0; ids are unique within a block.
    """
    clusters = sorted(cluster(sightings, rulings), key=lambda c: (c.scoped, c.order))
    taken: set[str] = set()
    merged = []
    for each in clusters:
        name = _name(each, sightings)
        speaker = _speaker(each, name, sightings, taken)
        taken.add(speaker.id)
        members = tuple(sorted(each.members))
        rules = tuple(_rule(each, n, name, sightings) for n in members)
        merged.append(Merged(speaker, members, rules))
    return sorted(merged, key=lambda each: each.members)


def _speaker(
    cluster: Cluster, name: str, sightings: Sequence[Sighting], taken: set[str]
) -> Speaker:
    profiles = [sightings[n].profile for n in cluster.members]
    groups = sorted(cluster.said, key=lambda g: str(g.keys))
    kind = _kind(cluster, sightings)
    shown = next((g.name for g in groups if g.name), name)
    roles = Counter(p.role for p in profiles if p.role)
    # Of somebody who is the plaintiff in one document, any other tells more
    lasting = [r for r in roles if r.casefold() not in PARTIES]
    role = max(lasting or roles, key=lambda r: (roles[r], len(r), r), default=None)
    aliases = {n for p in profiles for n in (p.name, *bare_of_title(p.name, p.aliases))} | {name}
    aliases.update(n for group in groups for n in group.names)
    if kind == "person":  # two of one surname answer to it both, and are asked back for
        surnames = {surname_of(n) for n in (name, *(p.name for p in profiles if p.kind == kind))}
        aliases |= surnames | {word for surname in surnames for word in surname.split()[-1:]}
    if kind == "organisation":
        aliases |= {_unowned(n) for n in aliases}
    found = _government(profiles[0]) if kind == "government" and not cluster.marks else None
    if found:
        aliases |= set(found.names)
    base = identifier(found.country if found else name, kind)
    return Speaker(
        id=_free(base, name, taken),
        name=shown,
        kind=next((g.kind for g in groups if g.kind), kind),
        role=next((g.role for g in groups if g.role), role),
        aliases=tuple(sorted(aliases - {shown})),
    )


def _free(base: str, name: str, taken: set[str]) -> str:
    """The identifier itself or, where another speaker has it, one that tells more."""
    fuller = [full] if (full := slug(name)).startswith(base) else []
    numbered = (f"{base}-{number}" for number in count(2))
    return next(id for id in chain([base, *fuller], numbered) if id not in taken)


def _main(cluster: Cluster) -> set[int]:
    """The sightings that say what a cluster is called: those that a correction names first."""
    return cluster.parts[0] if len(cluster.parts) > 1 else cluster.members


def _kind(cluster: Cluster, sightings: Sequence[Sighting]) -> SpeakerKind:
    kinds = {sightings[n].profile.kind for n in _main(cluster)}
    order: tuple[SpeakerKind, ...] = ("person", "government", "organisation")
    return next(kind for kind in order if kind in kinds)


def _name(cluster: Cluster, sightings: Sequence[Sighting]) -> str:
    """What the documents call a speaker: a government by its body, everyone else by the fullest."""
    kind = _kind(cluster, sightings)
    profiles = [p for n in _main(cluster) if (p := sightings[n].profile).kind == kind]
    used = Counter(untitled(p.name) if kind == "person" else p.name for p in profiles)

    def rank(name: str) -> tuple[object, ...]:
        length = len(_bare(name).split())
        if kind == "person":
            form = person_name(name)
            fullness = 2 * bool(form.given) - form.abbreviated
            return fullness, not name.isupper(), used[name], name
        full = int("government" in name) if kind == "government" else length
        return full, used[name], name

    return max(used, key=rank)


def _rule(cluster: Cluster, position: int, name: str, sightings: Sequence[Sighting]) -> Rule:
    """How a sighting follows from the name of its speaker."""
    profile = sightings[position].profile
    said = [group.name for group, places in cluster.said.items() if position in places]
    renamed = any(other and fold(other) != fold(name) for other in said)
    if renamed or any(position in part for part in cluster.parts[1:]):
        return "correction in speakers.toml"
    if fold(_unowned(profile.name)) == fold(_unowned(name)):
        return "same name"
    if profile.kind == "government" and _government(profile):
        return "government of the same country"
    if profile.kind != "person":
        body = _kind(cluster, sightings) != "person"
        if not body:
            return "surname taken for an organisation, the only one of that name"
        identity = _identity(profile)
        if identity == _plain(name):
            return "same name"
        more = " " in identity
        return _ONE_ACRONYM if more else "acronym, the only name it fits"
    form, main = person_name(profile.name), person_name(name)
    if not form.given:
        if position in cluster.by_office:
            return "surname and office, the only one of both"
        if position in cluster.by_title:
            return "surname and title, the only one of both"
        return "surname, the only one of that name"
    if form.given == main.given:
        return "same name, with or without middle names"
    if form.abbreviated:
        return "initial of the given name, the only one it fits"
    return "short form of the given name"


def _identity(profile: Profile) -> str:
    """What tells two bodies of a block apart: the fullest name, of which an acronym is none."""
    if profile.kind == "person" or _government(profile):
        return ""
    forms = map(_plain, (profile.name, *profile.aliases))
    longest = max(forms, key=lambda n: len(n.split()))
    return "" if " " not in longest and _told_acronym(profile) else longest


def _government(profile: Profile) -> Government | None:
    if profile.kind != "government":
        return None
    return next(filter(None, map(government, (profile.name, *profile.aliases))), None)


@lru_cache(maxsize=65536)
def _unowned(name: str) -> str:
    """South Korea's National Intelligence Service → National Intelligence Service."""
    return _OWNER.sub("", name)


def _bare(name: str) -> str:
    return _unowned(name).casefold().removeprefix("the ")


def _plain(name: str) -> str:
    """A body's name as it is compared: the Department of Justice of "the Justice Department" and
    "the U.S. Department of Justice"."""
    turned = _TURNED.sub(r"\2 of \1", _FEDERAL.sub("", _bare(name)))
    return turned.replace(" of the ", " of ")


def _letters(profile: Profile) -> str:
    """nis, of the National Intelligence Service, or of NIS where no name of several words is told;
    empty for one word that is no acronym."""
    words = [word for word in _identity(profile).split() if word not in _SMALL]
    initials = (w.replace(".", "") if "." in w[:-1] else w[0] for w in words)  # "U.S. Senate"
    return "".join(initials) if len(words) > 1 else _told_acronym(profile)


def _told_acronym(profile: Profile) -> str:
    """nis, where NIS is among the names that a document tells."""
    for name in (profile.name, *profile.aliases):
        if _ACRONYM.fullmatch(name.removeprefix("the ")):
            return "".join(c for c in name if c.isupper()).casefold()
    return ""
