"""Names of people, taken apart: which could be one person's, and which could not.

Everything here looks at the names alone. Who else bears the surname, and so whether a short form
can be told apart, is for ``index.speakers`` to see.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index import accents
from index.attribution.lexicon import HONORIFICS, SUFFIXES

_GENERATIONS = frozenset("jr sr ii iii iv".split())
_PARTICLES = frozenset(
    "al bin da das de del della den der di do dos du el ibn la le ten ter van von zu".split()
)
_INITIALS = re.compile(r"(?:\w\.){2,}")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, in lower case and without full stops and accents, which not everybody
    types; empty where it has none.

    ``given`` is empty where the name is a surname alone; it and each of ``middle`` may be an
    initial. ``suffix`` tells generations apart: jr, sr, ii.
    """

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str

    @property
    def abbreviated(self) -> bool:
        return len(self.given) == 1

    @property
    def told(self) -> list[str]:
        """The given names and the surname, as names begin."""
        return [part.capitalize() for part in (self.given, *self.middle, self.surname) if part]

    @property
    def detail(self) -> int:
        """How much the name tells beyond given name and surname."""
        return sum(map(len, (*self.middle, self.suffix)))


@lru_cache(maxsize=65536)
def untitled(name: str) -> str:
    """A name without "the", "Mr." and the like in front, its spaces and apostrophes made alike."""
    words = name.replace("’", "'").split()
    while len(words) > 1 and words[0].casefold().strip(".,") in HONORIFICS | {"the"}:
        words.pop(0)
    return " ".join(words)


def bare_of_title(name: str, aliases: Iterable[str]) -> list[str]:
    """The aliases without the "Mr. Lind" that tells a document's Lind from namesakes."""
    return [alias for alias in aliases if alias not in (f"Mr. {name}", f"Ms. {name}")]


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """The parts of somebody's name: "Sen. John F. Kirby Jr." → john, f, kirby, jr."""
    words = [
        part
        for word in accents.without(untitled(name)).split()
        for part in (re.findall(r"\w", word) if _INITIALS.fullmatch(word) else [word.strip(",")])
        if part
    ]
    suffix = ""
    while len(words) > 1 and (last := words[-1].casefold().strip(".")) in SUFFIXES:
        suffix = last if last in _GENERATIONS else suffix
        words.pop()
    surname = re.sub(r"^(?:al|el)-", "", words.pop().casefold()) if words else ""
    while words and words[-1] in _PARTICLES:  # "de la Cruz" is a surname; "De" may be a given name
        words.pop()
    given, *middle = [word.casefold().strip(".") for word in words] or [""]
    return PersonName(given, tuple(filter(None, middle)), surname.strip(".") or surname, suffix)


@lru_cache(maxsize=65536)
def surname_of(name: str) -> str:
    """The surname as it is written, with what belongs to it: von der Leyen."""
    words = untitled(name).split()
    while len(words) > 1 and words[-1].casefold().strip(".,") in SUFFIXES:
        words.pop()
    first = len(words) - 1
    while first > 0 and words[first - 1] in _PARTICLES:
        first -= 1
    return " ".join(words[first:]).strip(",") or name


def agree(one: PersonName, other: PersonName) -> bool:
    """Whether middle names and suffixes can be one person's; given names are left out of it."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    return all(_alike(a, b) for a, b in zip(one.middle, other.middle, strict=False))


def short_name(name: str) -> str:
    """John F. Kirby Jr. → John Kirby; an initial in front stays."""
    words = untitled(name).split()
    while len(words) > 1 and words[-1].casefold().strip(".,") in SUFFIXES:
        words.pop()
    middle = [word for word in words[1:-1] if len(word.strip(".")) > 1]
    return " ".join(words[:1] + middle + words[1:][-1:])


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (len(shorter) == 1 and longer.startswith(shorter))
