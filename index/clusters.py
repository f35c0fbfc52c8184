"""Clusters: which sightings are of one speaker, by the rules and by what users corrected.

In this order: the very same names; full names that tell more or less ("Joe Biden", "Joseph R.
Biden"); a surname with an office that one at a time holds ("President Biden"), where just one full
name has it; what corrections put together; and then what tells least (a surname, an acronym), which
joins a full name where its block has a single one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.attribution import gender
from index.attribution.governments import country_of
from index.attribution.lexicon import SOLE_OFFICES
from index.attribution.short_forms import is_short_for
from index.documents import Profile
from index.people import PersonName, agree, person_name
from index.rulings import Group, Key, Rulings

OF_BODIES = "organisation:"
"""What the block of a body begins with, before the initials of its name or its acronym."""

_SLIPS = 10  # as many documents have it right where one is wrong
_BENCH = re.compile(r"\b(?:judge|justice)\b")
_COURT = re.compile(r"\b(?:court|judge|judicial|jurist|justice|magistrate|nominee)\b")


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


def cluster(sightings: Sequence[Sighting], rulings: Rulings) -> list[Cluster]:
    """The speakers among sightings of some blocks, which hold all that corrections join."""
    blocks: dict[str, list[Cluster]] = defaultdict(list)
    for alike in _alike(sightings, rulings):
        blocks[alike.block].append(alike)
    found = [c for name in sorted(blocks) for c in _named(blocks[name])]
    for each in found:
        each.parts = [set(each.members)]
    groups = {group for each in found for group in each.said}
    for group in sorted(groups, key=lambda g: str(g.keys)):
        found = _corrected(found, group, sightings)
    for name in sorted({block for each in found for block in each.blocks}):
        found = _abbreviated(found, name)
    for name in sorted(blocks):
        found = _completed(found, name, sightings)
    return found


def _alike(sightings: Sequence[Sighting], rulings: Rulings) -> Iterator[Cluster]:
    """Those of a block with the very same name, of whom the same corrections speak."""
    found: dict[tuple[object, ...], Cluster] = {}
    for position, sighting in enumerate(sightings):
        keys = rulings.keys(sighting.names, sighting.paths) if rulings.names else []
        marks = rulings.marks(keys)
        form = person_name(sighting.profile.name) if sighting.profile.kind == "person" else None
        scope = tuple(key for key in keys if key[1] is not None)
        role = (sighting.profile.role or "").casefold() if form and not form.given else ""
        office = role if role in SOLE_OFFICES else ""
        female = _female(sighting.profile) if form and not form.given else None
        same = (
            sighting.block,
            form,
            sighting.identity,
            tuple(sorted(marks.items())),
            scope,
            office,
            female,
        )
        if same not in found:
            found[same] = Cluster(
                block=sighting.block,
                full=not scope and (bool(form.given) if form else " " in sighting.identity),
                identity=sighting.identity,
                forms=[form] if form else [],
                marks=marks,
                scoped=bool(scope),
                female=female,
                order=(  # what tells most comes first
                    bool(form and form.abbreviated),
                    -len(marks),
                    -(form.detail if form else 0),
                    repr(same),
                ),
            )
        found[same].add(position, sighting, keys, rulings)
    yield from found.values()


def _named(block: Sequence[Cluster]) -> list[Cluster]:
    """What the rules for full names make of a block."""
    scoped = [c for c in block if c.scoped]
    people = [c for c in block if c.full and c.forms]
    others = [c for c in block if not (c.scoped or (c.full and c.forms))]
    people = _gathered(people, lambda k, c: _given(k) == _given(c) and _of_age(k, c))
    people = _shortened(people)
    people = _gathered(
        people,
        lambda k, c: (
            c.forms[0].abbreviated and _given(k).startswith(_given(c)) and _elsewhere(k, c)
        ),
    )
    others = _titled(people, _in_office(people, others))
    others = _gathered(
        others,
        lambda k, c: (k.identity, k.forms) == (c.identity, c.forms) and not _opposed(k, c),
    )
    return scoped + people + others


def _gathered(
    clusters: Sequence[Cluster], fits: Callable[[Cluster, Cluster], bool]
) -> list[Cluster]:
    """Each that tells less joins the one that tells more, where just one fits it."""
    kept: list[Cluster] = []
    for each in sorted(clusters, key=lambda c: c.order):
        found = [k for k in kept if fits(k, each) and k.agrees(each)]
        if len(found) == 1:
            found[0].absorb(each)
        else:
            kept.append(each)
    return kept


def _shortened(people: Sequence[Cluster]) -> list[Cluster]:
    """Joe joins Joseph, where nobody else fits either of them and no document tells of both."""
    joining: dict[Cluster, list[Cluster]] = defaultdict(list)
    for each in people:
        formal = [k for k in people if is_short_for(_given(each), _given(k)) and k.agrees(each)]
        if len(formal) == 1 and _elsewhere(formal[0], each):
            joining[formal[0]].append(each)
    joined: set[Cluster] = set()
    for formal_one, short in joining.items():
        if all(a.agrees(b) for a in short for b in short):
            for each in short:
                formal_one.absorb(each)
            joined.update(short)
    return [each for each in people if each not in joined]


def _in_office(people: Sequence[Cluster], others: Sequence[Cluster]) -> list[Cluster]:
    """Surnames with an office join the one who holds it, where just one full name does: in most
    documents, as some have a slip."""
    if len(people) < 2:
        return list(others)  # whose surname they are, with or without office
    offices = {c.office for c in others if c.forms and c.office}
    holders = {office: _holder(people, office) for office in offices}
    left = []
    for each in others:
        holder = holders.get(each.office) if each.forms and each.office else None
        if holder is not None and holder.agrees(each):
            holder.absorb(each)
            holder.by_office |= each.members
        else:
            left.append(each)
    return left


def _titled(people: Sequence[Cluster], others: Sequence[Cluster]) -> list[Cluster]:
    """Surnames behind a "Mr." or "Ms." join the one full name that can be his or hers, where all
    others cannot."""
    left = []
    for each in others:
        fitting = [p for p in people if gender.of_name(p.forms[0].told) is not (not each.female)]
        known = each.female is not None and bool(each.forms) and len(people) > 1
        one = fitting[0] if known and len(fitting) == 1 else None
        if one is not None and one.agrees(each):
            one.absorb(each)
            one.by_title |= each.members
        else:
            left.append(each)
    return left


def _opposed(one: Cluster, other: Cluster) -> bool:
    """Whether the one is called "Mr." and the other "Ms."."""
    return None not in (one.female, other.female) and one.female != other.female


def _female(profile: Profile) -> bool | None:
    """What the title tells by which a document calls somebody: "Mr. Lind"."""
    titles = {alias.split()[0] for alias in profile.aliases} & {"Mr.", "Ms."}
    return "Ms." in titles if len(titles) == 1 else None


def _holder(people: Sequence[Cluster], office: str) -> Cluster | None:
    holders = sorted((p for p in people if p.office == office), key=lambda p: -p.roles[office])
    if len(holders) > 1 and holders[0].roles[office] < _SLIPS * holders[1].roles[office]:
        return None
    return next(iter(holders), None)


def _corrected(
    clusters: Sequence[Cluster], group: Group, sightings: Sequence[Sighting]
) -> list[Cluster]:
    """Put together what is said to be one: whole clusters, and where another correction keeps these
    apart, what is named alone."""
    named = [c for c in clusters if group in c.said]
    named.sort(key=lambda c: min(c.said[group].values()))
    first, *others = named
    if not any(a.apart(b) for a in named for b in named):
        for other in others:
            first.absorb(other)
            first.parts += other.parts
        return [c for c in clusters if c not in others]
    alone = [_taken(c, group, sightings) for c in named]
    for each in alone[1:]:
        alone[0].absorb(each)
        alone[0].parts += each.parts
    return [c for c in (*clusters, alone[0]) if c.members]


def _taken(cluster: Cluster, group: Group, sightings: Sequence[Sighting]) -> Cluster:
    """What a group names of a cluster, taken out of it."""
    places = cluster.said.pop(group)
    cluster.members -= places.keys()
    cluster.parts = [part - places.keys() for part in cluster.parts if part - places.keys()]
    cluster.documents = {sightings[n].document for n in cluster.members}
    people = [sightings[n].profile.name for n in places if sightings[n].profile.kind == "person"]
    taken = Cluster(
        block=cluster.block,
        full=cluster.full,
        identity=cluster.identity,
        forms=list(dict.fromkeys(map(person_name, people))),
        marks=cluster.marks,
        order=cluster.order,
        members=set(places),
        blocks={sightings[n].block for n in places},
        documents={sightings[n].document for n in places},
        said={group: places},
        parts=[set(places)],
        scoped=cluster.scoped,
    )
    cluster.marks = {}
    return taken


def _abbreviated(clusters: Sequence[Cluster], block: str) -> list[Cluster]:
    """Bodies of one acronym whose names tell more or less join, where just one fits: the Center for
    Disease Control and the Centers for Disease Control and Prevention."""
    bodies = [c for c in clusters if block in c.blocks and c.full and not (c.forms or c.scoped)]
    bodies.sort(key=lambda c: (-len(_stems(c)), c.order))
    joined: set[Cluster] = set()
    for n, each in enumerate(bodies):
        fitting = [
            k for k in bodies[:n]
            if k not in joined and _stems(each) <= _stems(k) and k.agrees(each)
            and not any(map(country_of, _stems(k) - _stems(each)))
        ]  # fmt: skip
        if len(fitting) == 1 and block in each.acronyms & fitting[0].acronyms:
            fitting[0].absorb(each)
            joined.add(each)
    return [c for c in clusters if c not in joined]


def _stems(body: Cluster) -> set[str]:
    return {word.removesuffix("s") for word in body.identity.split()}


def _completed(
    clusters: Sequence[Cluster], block: str, sightings: Sequence[Sighting]
) -> list[Cluster]:
    """A block's short names join its full one, where it has no other."""
    here = [c for c in clusters if block in c.blocks]
    full = [c for c in here if c.full]
    people = [c for c in full if c.forms]
    joined: set[Cluster] = set()
    alone = people if len(people) == 1 else full
    if len(alone) == 1:
        for short in here:
            fits = not (short.full or short.scoped) and bool(short.forms) == bool(alone[0].forms)
            if fits and alone[0].agrees(short) and not _is_somebody_else(short, alone[0]):
                alone[0].absorb(short)
                joined.add(short)
    if len(people) == 1:
        for body in here:
            bare = not (body.full or body.scoped or body.forms)
            if bare and _mistaken(body, people[0], sightings):
                people[0].absorb(body)
                joined.add(body)
    return [c for c in clusters if c not in joined]


def _is_somebody_else(short: Cluster, person: Cluster) -> bool:
    """Whether a surname alone is a judge's, or that of a "Mr." where its one bearer is a woman."""
    by_name = gender.of_name(person.forms[0].told) if person.forms else None
    other = None not in (by_name, short.female) and by_name != short.female
    return other or _is_judge_beside(short, person)


def _is_judge_beside(short: Cluster, person: Cluster) -> bool:
    """Whether a surname alone is a judge's, and its one bearer is nowhere told to be one."""
    judge = any(_BENCH.search(role) for role in short.roles)
    return judge and not any(_COURT.search(role) for role in person.roles)


def _mistaken(body: Cluster, person: Cluster, sightings: Sequence[Sighting]) -> bool:
    """Whether a body is the surname of the one who bears it, taken for a body by a parser: no
    document tells of both, most tell of the person, and the body has no other name."""
    alone = all(
        not sightings[n].profile.aliases and sightings[n].profile.name.istitle()
        for n in body.members
    )
    rare = len(body.documents) <= len(person.documents)
    return alone and rare and _elsewhere(body, person) and not body.apart(person)


def _given(cluster: Cluster) -> str:
    return cluster.forms[0].given


def _of_age(one: Cluster, other: Cluster) -> bool:
    """Whether a "Jr." of one name alone can be left out, as no document tells of father and son."""
    return one.forms[0].suffix == other.forms[0].suffix or _elsewhere(one, other)


def _elsewhere(one: Cluster, other: Cluster) -> bool:
    return not one.documents & other.documents
