"""One question on its way through one snapshot: what every intent needs, and how each ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.documents import Passage, Span, StoredStatement
from index.store import Filter, Snapshot
from qa import evidence, refusals, relevance, wording
from qa.dates import Period
from qa.question import Query
from qa.replies import FoundStatement, Question, Refusal, Reply, Sentence
from qa.retrieval import Candidate, Retrieval
from qa.stances import stance

_MOST_ON_TOPIC = 500  # of one speaker; all of them can be paged through
_MOST_BY_CUE = 1000


class Case:
    """``where`` are the filters given and the period asked for, ``by_speakers`` the same for the
    question's speakers alone."""

    def __init__(
        self,
        snapshot: Snapshot,
        retrieval: Retrieval,
        question: Question,
        query: Query,
        reply: Reply,
    ) -> None:
        self.snapshot = snapshot
        self.retrieval = retrieval
        self.question = question
        self.query = query
        self.where = _within(question.filters, query.period)
        self._reply = reply

    @property
    def by_speakers(self) -> Filter:
        return self._of_speakers(self.where)

    @property
    def whenever(self) -> Filter:
        """The same without the period asked for: what a refusal can offer."""
        return self._of_speakers(self.question.filters)

    def _of_speakers(self, where: Filter) -> Filter:
        ids = frozenset(s.id for s in self.query.speakers)
        if ids and where.speakers:
            ids = ids & where.speakers or frozenset({""})
        return replace(where, speakers=ids or where.speakers)

    def by_words(self) -> "Case":
        """The same question as a search for a fact, by whoever it is told."""
        query = replace(self.query, intent="fact", topic=self.query.text, who="", speakers=())
        reply = replace(self._reply, intent="fact")
        return Case(self.snapshot, self.retrieval, self.question, query, reply)

    def candidates(self, where: Filter) -> list[Candidate[StoredStatement]]:
        """Statements on the topic, best first; every one where there is no topic."""
        if self.query.topic:
            return self.retrieval.statements(self.query.topic, _MOST_ON_TOPIC, where)
        rows, _ = self.snapshot.statements_by(where, 0, _MOST_BY_CUE)
        return [Candidate(row, row.confidence, 1.0, 1.0) for row in rows]

    def as_asked(self, found: list[Candidate[StoredStatement]]) -> list[Candidate[StoredStatement]]:
        """Only denials where denials were asked for; the question's own verb where it is there."""
        if self.query.cue is not None:
            return [c for c in found if stance(c.row) == self.query.cue]
        if self.query.verb:
            return [c for c in found if relevance.has_cue(c.row, self.query.verb)] or found
        return found

    # the ends

    def all(self, where: Filter) -> Reply:
        """Every statement that passes, a page at a time."""
        if self.query.order == "earliest":  # the store has them the other way round
            return self.statements([_found(c.row) for c in self.candidates(where)])
        rows, total = self.snapshot.statements_by(where, self.question.offset, self.question.limit)
        return self.statements([_found(row) for row in rows], total=total)

    def statements(self, found: Sequence[FoundStatement], *, total: int | None = None) -> Reply:
        """Statements one below the other; without ``total``, ``found`` is all of them, unpaged."""
        page = list(found)
        if total is None:
            total = len(page)
            page = self.page(self.ordered(page))
        query = self.query
        dated = query.when or query.order is not None or query.period is not None
        sentences = [
            Sentence(wording.told_by(f.statement, dated=dated), evidence.citations(f.statement))
            for f in page
        ]
        if query.counted and page:
            cited = dict.fromkeys(id for f in page for id in evidence.citations(f.statement))
            who = wording.listed([wording.called(s) for s in query.speakers] or [query.who])
            sentences.insert(0, Sentence(wording.times(who, total), tuple(cited)))
        return self.answered(sentences, page, total, evidence.holding(self.snapshot, page))

    def ordered(self, found: Sequence[FoundStatement]) -> list[FoundStatement]:
        """By date where the question asks for it, undated ones last; else as they are."""
        dated = [f for f in found if f.statement.published]
        if self.query.order is None or not dated:
            return list(found)
        dated.sort(
            key=lambda f: f.statement.published or date.min, reverse=self.query.order == "latest"
        )
        return dated + [f for f in found if not f.statement.published]

    def page(self, found: Sequence[FoundStatement]) -> list[FoundStatement]:
        return list(found[self.question.offset :][: self.question.limit])

    def answered(
        self,
        sentences: Sequence[Sentence],
        statements: Sequence[FoundStatement],
        total: int,
        rows: Sequence[tuple[Passage, float, Sequence[Span]]],
    ) -> Reply:
        """Each sentence once, and none that cites nothing."""
        return replace(
            self._reply,
            sentences=tuple(s for s in wording.once(sentences) if s.citations),
            words=evidence.words(self.query, statements, rows),
            statements=tuple(statements),
            statements_total=total,
            passages=evidence.passages(self.snapshot, rows),
        )

    def refused(self, refusal: Refusal) -> Reply:
        return replace(self._reply, refusal=refusal)

    def nothing(self) -> Reply:
        """The documents hold nothing on it; the nearest passage is offered if any is near."""
        query = self.query
        found = self.retrieval.passages(query.text, 1, self.where, query.wordings)
        near = [(c.row, c.score, ()) for c in found if relevance.near_at_all(c)]
        return self.refused(refusals.nothing(query, evidence.passages(self.snapshot, near)))


def _found(row: StoredStatement) -> FoundStatement:
    return FoundStatement(row, row.confidence)


def _within(where: Filter, period: Period | None) -> Filter:
    """The filter, for this period of what it lets through."""
    if period is None:
        return where
    firsts = [day for day in (where.published_from, period.first) if day]
    lasts = [day for day in (where.published_to, period.last) if day]
    return replace(
        where, published_from=max(firsts, default=None), published_to=min(lasts, default=None)
    )
