"""What there is: the documents, on a matter or all; those on record, who says most first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.documents import Document, Passage, Span
from index.store import Filter
from qa import evidence, relevance, wording
from qa.intents.case import Case
from qa.replies import FoundStatement, Reply, Sentence

_LISTED = 100  # passages among which documents on a matter are looked for
Row = tuple[Passage, float, Sequence[Span]]


def answer(case: Case) -> Reply:
    if case.query.listed == "speakers":
        return _speakers(case)
    return _on_topic(case) if case.query.topic else _documents(case)


def _speakers(case: Case) -> Reply:
    """Each with how often and the latest statement, a page at a time; those of one kind alone,
    where people or bodies are asked for."""
    question, kind = case.question, case.query.kind
    found, total = case.snapshot.speakers("", question.offset, question.limit, case.where)
    if kind:
        everybody, _ = case.snapshot.speakers("", 0, total, case.where)
        same = [speaker for speaker in everybody if speaker.kind == kind]
        total = len(same)
        found = same[question.offset :][: question.limit]
    shown, sentences = [], []
    for speaker in found:
        own = replace(case.where, speakers=frozenset({speaker.id}))
        for row in case.snapshot.statements_by(own, 0, 1)[0]:
            shown.append(FoundStatement(row, 1.0))
            told = wording.times(wording.called(speaker), speaker.statement_count, 0)
            sentences.append(Sentence(told, evidence.citations(row)))
    if case.query.counted:
        sentences = [_counted(total, "speaker", sentences), *sentences]
    return case.answered(sentences, shown, total) if shown else case.nothing()


def _documents(case: Case) -> Reply:
    """Whatever there is, each with how it begins."""
    where, offset, limit = case.where, case.question.offset, case.question.limit
    every = case.snapshot.counts().documents
    if where == Filter():
        total = every
        page = [stored.document for stored in case.snapshot.documents(offset, limit)]
    else:
        spoken = {each.document.id for each in case.snapshot.tally(where)}
        known = (stored.document for stored in case.snapshot.documents(0, every))
        allowed = [d for d in known if _passes(d, where, spoken)]
        total, page = len(allowed), allowed[offset : offset + limit]
    return _told(case, ((d, p) for d in page for p in case.snapshot.passages_of(d.id)[:1]), total)


def _on_topic(case: Case) -> Reply:
    """Those with a passage on it, the best first."""
    best: dict[str, Passage] = {}
    for found in case.retrieval.passages(case.query.topic, _LISTED, case.where, unread=True):
        if relevance.on_topic(found) or relevance.holds_topic(found):
            best.setdefault(found.row.document_id, found.row)
    page = list(best.items())[case.question.offset :][: case.question.limit]
    stored = ((case.snapshot.document(id), passage) for id, passage in page)
    return _told(case, ((d.document, passage) for d, passage in stored if d), len(best))


def _told(case: Case, found: Iterable[tuple[Document, Passage]], total: int) -> Reply:
    told = list(found)
    sentences = [Sentence(wording.titled(document), (p.id,)) for document, p in told]
    if case.query.counted or total > len(told):
        sentences = [_counted(total, "document", sentences), *sentences]
    rows: list[Row] = [(passage, 1.0, ()) for _, passage in told]
    return case.answered(sentences, [], 0, rows) if told else case.nothing()


def _counted(total: int, of: str, sentences: Sequence[Sentence]) -> Sentence:
    cited = dict.fromkeys(id for each in sentences for id in each.citations)
    return Sentence(wording.are_there(total, of), tuple(cited))


def _passes(document: Document, where: Filter, spoken: set[str]) -> bool:
    return (
        evidence.within(document.published, where)
        and (not where.documents or document.id in where.documents)
        and (not where.speakers or document.id in spoken)
    )
