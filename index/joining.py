"""Which sightings are of one speaker, by the rules and by what users corrected.

In this order: the very same names; full names that tell more or less ("Joe Biden", "Joseph R.
Biden"); a surname with an office that one at a time holds ("President Biden"), where just one full
name has it; what corrections put together; bodies of one acronym whose names tell more or less; and
then what tells least (a surname, an acronym), which joins a full name where its block has a single
one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from index.attribution import gender
from index.attribution.governments import country_of
from index.attribution.lexicon import SOLE_OFFICES
from index.attribution.short_forms import is_short_for
from index.clusters import Cluster, Sighting
from index.documents import Profile
from index.people import person_name
from index.rulings import Group, Rulings

_SLIPS = 10  # as many documents have it right where one is wrong
_BENCH = re.compile(r"\b(?:judge|justice)\b")
_COURT = re.compile(r"\b(?:court|judge|judicial|jurist|justice|magistrate|nominee)\b")


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
    for acronym in sorted({block for each in found for block in each.acronyms}):
        found = _abbreviated(found, acronym)
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
    if not named:  # another correction has taken all of it
        return list(clusters)
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
    """What a group names of a cluster, taken out of it, and out of what other groups name there."""
    places = cluster.said.pop(group)
    others = {
        each: {n: place for n, place in told.items() if n not in places}
        for each, told in cluster.said.items()
    }
    cluster.said = {each: told for each, told in others.items() if told}
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


def _abbreviated(clusters: Sequence[Cluster], acronym: str) -> list[Cluster]:
    """Bodies of one acronym whose names tell more or less behind the same word join, where just one
    fits: the Center for Ferry Control and the Centers for Ferry Control and Safety, but not
    the Harlow Department of Health and another."""
    bodies = [c for c in clusters if acronym in c.blocks and c.full and c.identity]
    bodies = [c for c in bodies if not (c.forms or c.scoped)]
    stems = {c: [word.removesuffix("s") for word in c.identity.split()] for c in bodies}
    bodies.sort(key=lambda c: (-len({*stems[c]}), c.order))
    joined: set[Cluster] = set()
    for n, each in enumerate(bodies):
        fitting = [
            k for k in bodies[:n]
            if k not in joined and stems[each][0] == stems[k][0] and {*stems[each]} <= {*stems[k]}
            and k.agrees(each) and not any(map(country_of, {*stems[k]} - {*stems[each]}))
        ]  # fmt: skip
        if len(fitting) == 1 and acronym in each.acronyms & fitting[0].acronyms:
            fitting[0].absorb(each)
            joined.add(each)
    return [c for c in clusters if c not in joined]


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
