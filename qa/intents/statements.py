"""What did X say: a speaker's statements, nobody else's."""

from collections.abc import Sequence

from index.documents import StoredStatement
from index.store import Filter
from qa import evidence, refusals, relevance
from qa.intents import fact
from qa.intents.case import Case
from qa.replies import FoundStatement, Reply


def answer(case: Case) -> Reply:
    query, where = case.query, case.by_speakers
    if not query.topic and query.cue is None and not query.verb:
        reply = case.all(where)
        return reply if reply.statements_total else _unspoken(case, [])
    candidates = case.candidates(where)
    on_topic = case.as_asked([c for c in candidates if relevance.on_topic(c)])
    if on_topic:
        return case.statements([FoundStatement(c.row, round(c.score, 4)) for c in on_topic])
    if query.bare:  # the name may be no more than one of the words
        return fact.answer(case.by_words())
    return _unspoken(case, [FoundStatement(c.row, round(c.cosine, 4)) for c in candidates])


def _unspoken(case: Case, nearest: Sequence[FoundStatement]) -> Reply:
    """On record, but not with this, or not then."""
    if not nearest:
        rows, _ = case.snapshot.statements_by(case.whenever, 0, 1)
        nearest = [FoundStatement(row, 0.0) for row in rows]
    return case.refused(refusals.off_topic(case.query, nearest))


def of_nobody(case: Case) -> Reply:
    """For a source that is no indexed speaker: its statements in the documents' own words
    ("officials", "the report"), or why there are none."""
    wanted = set(case.query.who.casefold().split()) - {"the", "a", "an"}
    phrase = " ".join(sorted(wanted, key=case.query.who.casefold().find))
    rows = [
        s for s in case.snapshot.statements_in([h.id for h in case.snapshot.mentions(phrase, 200)])
        if s.speaker is None and wanted <= set(s.source_text.casefold().split())
        and _passes(s, case.where)
    ]  # fmt: skip
    if rows:
        return case.statements([FoundStatement(row, row.confidence) for row in rows])
    return case.refused(refusals.no_speaker(case.query, case.snapshot, case.retrieval, case.where))


def _passes(statement: StoredStatement, where: Filter) -> bool:
    """Whether a statement without a speaker passes the question's filters."""
    if where.speakers or (where.documents and statement.document_id not in where.documents):
        return False
    return evidence.within(statement.published, where)
