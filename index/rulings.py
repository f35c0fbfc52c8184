"""Rulings: corrections made ready to be looked up, name by name."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from index.corrections import Apart, Called, Contradiction, Corrections, Same
from index.documents import SpeakerKind
from index.people import untitled


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """What two spellings of one name have in common."""
    return untitled(name).replace(".", "").casefold()


Key = tuple[str, str | None]
"""A folded name and, where it is meant in one document alone, the path of that document."""


@dataclass(eq=False)
class Group:
    """Names that were said to be one speaker, in the order of the file."""

    keys: list[Key] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    name: str | None = None
    role: str | None = None
    kind: SpeakerKind | None = None

    def add(self, called: Called) -> None:
        self.keys.append(key_of(called))
        if called.document is None:
            self.names.append(called.name)


class Rulings:
    """Corrections made ready to be looked up. Raises Contradiction where they are none."""

    def __init__(self, corrections: Corrections) -> None:
        self.groups: list[Group] = []
        self._groups: dict[Key, Group] = {}
        self._sides: list[dict[Key, str]] = []  # of each Apart: whose side a key is on
        for same in corrections.same:
            self._join(same)
        for place, apart in enumerate(corrections.apart):
            self._part(place, apart)
        keys = {*self._groups, *(key for sides in self._sides for key in sides)}
        self.names = frozenset(name for name, _ in keys)
        self.paths = frozenset(path for _, path in keys if path is not None)
        self._keys = keys

    def keys(self, names: Iterable[str], paths: Sequence[str]) -> list[Key]:
        """What is said of a profile that goes by these folded names in the document there."""
        found: list[Key] = []
        for name in names:
            if name in self.names:
                scoped = [(name, path) for path in paths if (name, path) in self._keys]
                found += scoped or [key for key in [(name, None)] if key in self._keys]
        return found

    def group(self, key: Key) -> Group | None:
        return self._groups.get(key)

    def marks(self, keys: Sequence[Key]) -> dict[int, str]:
        """For each Apart that names one of these, the side it puts them on."""
        marks: dict[int, str] = {}
        for key in keys:
            for place, sides in enumerate(self._sides):
                if key in sides:
                    marks.setdefault(place, sides[key])
        return marks

    def _join(self, same: Same) -> None:
        called = [*same.names, *([Called(same.name)] if same.name else [])]
        known = dict.fromkeys(
            group for each in called if (group := self._groups.get(key_of(each))) is not None
        )
        group, *others = known or [Group()]
        if not known:
            self.groups.append(group)
        for other in others:
            self.groups.remove(other)
            group.keys += other.keys
            group.names += other.names
            group.name = other.name or group.name
            group.role = other.role or group.role
            group.kind = other.kind or group.kind
            self._groups.update(dict.fromkeys(other.keys, group))
        for each in called:
            if key_of(each) not in self._groups:
                group.add(each)
                self._groups[key_of(each)] = group
        group.name = same.name or group.name
        group.role = same.role or group.role
        group.kind = same.kind or group.kind

    def _part(self, place: int, apart: Apart) -> None:
        sides: dict[Key, str] = {}
        for called in apart.names:
            key = key_of(called)
            group = self._groups.get(key)
            keys = group.keys if group else [key]
            if keys[0] in sides:
                raise Contradiction(
                    place, f"{shown(called)!r} is said to be the same as, and apart from, another"
                )
            side = json.dumps(keys[0])
            sides.update(dict.fromkeys(keys, side))
        self._sides.append(sides)


def key_of(called: Called) -> Key:
    return fold(called.name), called.document


def shown(called: Called) -> str:
    return called.name + (f" in {called.document}" if called.document else "")
