"""Rows of the store → the evidence of a reply: passages with their speakers and highlights."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from types import MappingProxyType

from index import dates
from index.documents import Document, Passage, Span, Speaker, StoredStatement
from index.store import Filter, Snapshot
from qa.candidates import Candidate
from qa.question import Query
from qa.replies import Copy, FoundPassage, FoundStatement, Stance, Words
from qa.terms import stems


def stated(row: StoredStatement, stance: Stance | None = None) -> FoundStatement:
    """A statement as it is on record, for as much as it is sure."""
    return FoundStatement(row, row.confidence, stance)


def ranked(candidate: Candidate[StoredStatement], stance: Stance | None = None) -> FoundStatement:
    """A statement as a search put it in order."""
    return FoundStatement(candidate.row, round(candidate.score, 4), stance)


def day(statement: StoredStatement) -> date | None:
    """When it was said: the day that stands before a diary's words, or else the document's."""
    before = statement.spans[0].start - statement.sentence.start if statement.spans else 0
    diary = statement.kind == "turn" and before > 0
    found = dates.FULL.search(statement.sentence_text, 0, before) if diary else None
    return (dates.on(found) if found else None) or statement.published


def passages(
    snapshot: Snapshot,
    rows: Iterable[tuple[Passage, float, Sequence[Span]]],
    repeated: Mapping[str, Sequence[Passage]] = MappingProxyType({}),
) -> tuple[FoundPassage, ...]:
    """Each passage once, in the order given, with all highlights given for it.

    A highlight is cut to its passage; a passage's speakers are those with a statement in it.
    ``repeated`` are passages with the same text as the one of that id.
    """
    order: dict[str, tuple[Passage, float]] = {}
    marks: dict[str, set[Span]] = {}
    for passage, score, highlights in rows:
        order.setdefault(passage.id, (passage, score))
        inside = (Span(max(a, passage.start), min(b, passage.end)) for a, b in highlights)
        marks.setdefault(passage.id, set()).update(s for s in inside if s.start < s.end)
    speakers = _speakers(snapshot, list(order))
    documents: dict[str, Document | None] = {}

    def place(passage: Passage) -> Copy:
        if passage.document_id not in documents:
            stored = snapshot.document(passage.document_id)
            documents[passage.document_id] = stored.document if stored else None
        document = documents[passage.document_id]
        title, published = (document.title, document.published) if document else ("", None)
        return Copy(passage, title, published)

    found = []
    for id, (passage, score) in order.items():
        at = place(passage)
        also = tuple(place(each) for each in repeated.get(id, ()) if each.id not in order)
        of, words = speakers.get(id, ()), tuple(sorted(marks[id]))
        found.append(FoundPassage(passage, at.title, at.published, score, of, words, also))
    return tuple(found)


def holding(
    snapshot: Snapshot, statements: Sequence[FoundStatement]
) -> list[tuple[Passage, float, Sequence[Span]]]:
    """The passages that hold these statements, with the statements' words to highlight."""
    ids = dict.fromkeys(f.statement.passage_id for f in statements if f.statement.passage_id)
    rows = {p.id: p for p in snapshot.passages(list(ids))}
    return [
        (rows[f.statement.passage_id], f.score, f.statement.spans)
        for f in statements
        if f.statement.passage_id in rows
    ]


def within(published: date | None, where: Filter) -> bool:
    """Whether a date passes a filter; a filter by date leaves out what has none."""
    if where.published_from is None and where.published_to is None:
        return True
    first, last = where.published_from or date.min, where.published_to or date.max
    return published is not None and first <= published <= last


def words(
    query: Query,
    found: Sequence[FoundStatement],
    rows: Sequence[tuple[Passage, float, Sequence[Span]]],
) -> Words | None:
    """The shortest words of the first passage that answer: who it was where that was asked, the
    fact, else what the best statement says. Who somebody is the first that tells it does, and none
    of what that one says; who holds an office, by the name."""
    if not rows:
        return None
    if query.wanted == "role" and query.speakers:
        who = query.speakers[0]
        named = not stems(query.text).isdisjoint(stems(" ".join((who.name, *who.aliases))))
        sought = [who.role or ""] if named else [who.name]
        told = (_spelt(passage, form) for form in sought for passage, *_ in rows)
        return next(filter(None, told), None)
    passage, _, highlights = rows[0]
    asked: Sequence[str] = ()
    if found and query.intent == "speaker":
        speaker, source = found[0].statement.speaker, found[0].statement.source_text
        asked = (*((speaker.name, *speaker.aliases) if speaker else ()), source)
    for form in asked:
        if told_by := _spelt(passage, form):
            return told_by
    inside = [Span(max(a, passage.start), min(b, passage.end)) for a, b in highlights]
    return next((_words(passage, span) for span in inside if span.start < span.end), None)


def _spelt(passage: Passage, form: str) -> Words | None:
    """Where a passage first has these words, in any case; None for no words."""
    at = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", passage.text, re.IGNORECASE)
    if not (form and at):
        return None
    return _words(passage, Span(passage.start + at.start(), passage.start + at.end()))


def citations(statement: StoredStatement) -> tuple[str, ...]:
    return (statement.passage_id,) if statement.passage_id else ()


def cited(statements: Iterable[StoredStatement]) -> tuple[str, ...]:
    """What all of them rest on, each passage once."""
    return tuple(dict.fromkeys(chain.from_iterable(map(citations, statements))))


def _words(passage: Passage, span: Span) -> Words:
    text = passage.text[span.start - passage.start : span.end - passage.start]
    return Words(text, passage.id, span)


def _speakers(snapshot: Snapshot, ids: Sequence[str]) -> dict[str, tuple[Speaker, ...]]:
    found: dict[str, dict[str, Speaker]] = {}
    for statement in snapshot.statements_in(ids):
        if statement.speaker and statement.passage_id:
            found.setdefault(statement.passage_id, {})[statement.speaker.id] = statement.speaker
    return {id: tuple(each.values()) for id, each in found.items()}
