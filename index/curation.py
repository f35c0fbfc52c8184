"""Curation: what a user wants of the speakers they see → the corrections that bring it about.

Nothing is changed here; ``known`` are the corrections that there are. A speaker is named in a
correction by the name it goes by, so that whoever the rules find to be the same comes along, now
and later.
"""

from collections.abc import Sequence
from typing import NamedTuple

from index.corrections import Apart, Called, Correction, Corrections, Same, correction_id
from index.documents import Speaker, SpeakerKind
from index.rulings import Rulings, fold
from index.store import Evidence, Snapshot


class UnknownSpeaker(LookupError):
    """There is no speaker of this id."""


class Impossible(ValueError):
    """What is asked for makes no sense of these speakers. The message says why."""


class Conflict(ValueError):
    """What is asked for goes against what there is. The message says how."""


class Change(NamedTuple):
    """Corrections to make, and the ids of those to take back."""

    added: tuple[Correction, ...] = ()
    removed: tuple[str, ...] = ()


def merging(
    snapshot: Snapshot,
    known: Corrections,
    ids: Sequence[str],
    name: str | None = None,
    role: str | None = None,
    kind: SpeakerKind | None = None,
) -> Change:
    """These speakers are one: the first, unless another name is given."""
    distinct = list(dict.fromkeys(ids))
    if len(distinct) < 2:
        raise Impossible("Name two speakers or more.")
    return Change((Same(tuple(_called(snapshot, known, id) for id in distinct), name, role, kind),))


def splitting(snapshot: Snapshot, id: str, names: Sequence[tuple[str, str | None]]) -> Change:
    """These names of a speaker are somebody else's; several are one other speaker's. Each goes with
    the id of the document it is meant in, or None for all."""
    known = _evidence(snapshot, id)
    split = list(dict.fromkeys(c for each in names for c in _split(snapshot, known, *each)))
    gone = {(fold(name), path) for name, path in split}
    rest = [
        Called(each.alias)
        for each in known
        if (fold(each.alias), None) not in gone
        and any(
            (fold(each.alias), path) not in gone
            for document in each.documents
            for path in _paths(snapshot, document.id)
        )
    ]
    if not rest:
        raise Impossible("Those are all the names that this speaker has.")
    added: list[Correction] = [Same(tuple(split))] if len(split) > 1 else []
    return Change((*added, Apart((rest[0], split[0]))))


def renaming(
    snapshot: Snapshot,
    known: Corrections,
    id: str,
    name: str | None = None,
    role: str | None = None,
    kind: SpeakerKind | None = None,
) -> Change:
    """This speaker is shown by another name, role or kind."""
    called = _called(snapshot, known, id)
    if name is not None:
        for alias, other in snapshot.aliases():
            found = snapshot.speaker(other) if other != id and fold(alias) == fold(name) else None
            if found is not None and fold(found.name) == fold(name):
                raise Conflict(f"{found.name} is another speaker, {other!r}; merge them instead.")
    former = [
        each
        for each in known.same
        if each.names == (called,)  # nothing but what this speaker is shown by
    ]
    for each in former:
        name, role, kind = name or each.name, role or each.role, kind or each.kind
    if name is None and role is None and kind is None:
        raise Impossible("Give a name, a role or a kind.")
    return Change((Same((called,), name, role, kind),), tuple(map(correction_id, former)))


def concerned(snapshot: Snapshot, corrections: Sequence[Correction]) -> Sequence[Speaker]:
    """Everybody who goes by a name that these corrections speak of, by name."""
    names = {fold(called.name) for each in corrections for called in each.names}
    names |= {fold(each.name) for each in corrections if isinstance(each, Same) and each.name}
    ids = {id for alias, id in snapshot.aliases() if fold(alias) in names}
    found = [speaker for id in ids if (speaker := snapshot.speaker(id))]
    return sorted(found, key=lambda speaker: (speaker.name, speaker.id))


def _evidence(snapshot: Snapshot, id: str) -> list[Evidence]:
    """The names a speaker's profiles have, the one it is known by first. Raises UnknownSpeaker."""
    if snapshot.speaker(id) is None:
        raise UnknownSpeaker(id)
    known = [each for each in snapshot.evidence(id) if each.rule != "same document"]
    return sorted(known, key=lambda e: (e.rule != "same name", "correction" not in e.rule))


def _called(snapshot: Snapshot, corrections: Corrections, id: str) -> Called:
    """A name that stands for this speaker, and for none of its namesakes that are told apart."""
    known = _evidence(snapshot, id)
    rulings = Rulings(corrections)
    scoped = None
    for each in known:
        for document in each.documents:
            paths = _paths(snapshot, document.id) if rulings.paths else []
            keys = rulings.keys([fold(each.alias)], paths)
            path = keys[0][1] if keys else None
            if path is None:
                return Called(each.alias)
            scoped = scoped or Called(each.alias, path)
    if scoped is None:
        raise UnknownSpeaker(id)
    return scoped


def _split(
    snapshot: Snapshot, known: Sequence[Evidence], name: str, document_id: str | None
) -> list[Called]:
    """A name as a correction has it: by the paths of its document, if it is about one."""
    found = [each for each in known if fold(each.alias) == fold(name)]
    documents = [document.id for each in found for document in each.documents]
    if not found:
        names = ", ".join(dict.fromkeys(each.alias for each in known))
        raise Impossible(f"{name!r} is no name by which a document introduces them; {names} are.")
    if document_id is None:
        return [Called(found[0].alias)]
    if document_id not in documents:
        raise Impossible(f"Document {document_id!r} does not name them {name!r}.")
    return [Called(found[0].alias, path) for path in _paths(snapshot, document_id)]


def _paths(snapshot: Snapshot, document_id: str) -> tuple[str, ...]:
    stored = snapshot.document(document_id)
    return stored.paths if stored else ()
