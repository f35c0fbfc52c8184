"""What is compared to tell who is who: sightings of speakers, and clusters of those that are one.

The rules by which they are put together are ``index.joining``'s.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.attribution.lexicon import SOLE_OFFICES
from index.documents import Profile
from index.people import PersonName, agree
from index.rulings import Group, Key, Rulings

OF_BODIES = "organisation:"
"""What the block of a body begins with, before the initials of its name or its acronym."""


class Sighting(NamedTuple):
    """A profile with the document it is from, and the files that hold that document.

    ``block``: only those of one block are compared. ``names``: those, folded, by which a correction
    can mean it. ``identity``: a body's own name, which has a space where it is a full one.
    ``acronym``: the block of the acronym that its document tells, which need not be that of the
    name's initials (DOJ, of the Department of Justice); it is among ``names``, too.
    """

    profile: Profile
    document: str
    paths: tuple[str, ...]
    block: str
    names: tuple[str, ...]
    identity: str
    acronym: str = ""


@dataclass(eq=False)
class Cluster:
    """Sightings, by position, that are one speaker as far as is known.

    ``full``: a name tells more than a surname or an acronym does. ``said``: the corrections that
    name it, with the place among their names by position. ``marks``: its side in each correction
    that keeps apart. ``scoped``: it is named with its document, so no rule joins it to anybody.
    ``acronyms``: the blocks of those that its documents tell. ``parts``: what corrections put
    together, the first to be named first. ``roles``: what its documents say it is. ``by_office``
    and ``by_title``: those of them that are its own by that or by a "Mr." alone. ``female``: what
    such a title tells.
    """

    block: str
    full: bool
    identity: str
    forms: list[PersonName]
    marks: dict[int, str]
    scoped: bool
    order: tuple[object, ...]
    members: set[int] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    said: dict[Group, dict[int, int]] = field(default_factory=dict)
    parts: list[set[int]] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    by_office: set[int] = field(default_factory=set)
    by_title: set[int] = field(default_factory=set)
    female: bool | None = None

    @property
    def office(self) -> str | None:
        """The one that one at a time holds, where no other role is told in more documents."""
        held = max(self.roles.keys() & SOLE_OFFICES, key=lambda r: (self.roles[r], r), default=None)
        most = max(self.roles.values(), default=0)
        return held if held and self.roles[held] == most else None

    def agrees(self, other: "Cluster") -> bool:
        """Whether neither a correction nor a middle name says that they are two."""
        return not self.apart(other) and all(agree(a, b) for a in self.forms for b in other.forms)

    def apart(self, other: "Cluster") -> bool:
        return any(other.marks.get(place, side) != side for place, side in self.marks.items())

    def add(self, position: int, sighting: Sighting, keys: Sequence[Key], rulings: Rulings) -> None:
        self.members.add(position)
        self.blocks |= {sighting.block, sighting.acronym or sighting.block}
        self.acronyms |= {sighting.acronym} - {""}
        self.documents.add(sighting.document)
        if role := sighting.profile.role:
            self.roles[role.casefold()] += 1
        for key in keys:
            if group := rulings.group(key):
                self.said.setdefault(group, {}).setdefault(position, group.keys.index(key))

    def absorb(self, other: "Cluster") -> None:
        self.members |= other.members
        self.blocks |= other.blocks
        self.acronyms |= other.acronyms
        self.documents |= other.documents
        self.full |= other.full
        self.forms += [form for form in other.forms if form not in self.forms]
        self.marks = other.marks | self.marks
        self.scoped &= other.scoped
        self.roles += other.roles
        self.by_office |= other.by_office
        self.by_title |= other.by_title
        for group, places in other.said.items():
            self.said.setdefault(group, {}).update(places)
