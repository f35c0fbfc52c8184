"""One question on its way through one snapshot: what every intent needs, and how each ends."""

from collections.abc import Sequence
from dataclasses import replace

from index.documents import Passage, Span, StoredStatement
from index.embedding import Embedder
from index.store import Filter, Snapshot
from qa import evidence, refusals, relevance, wording
from qa.question import Query
from qa.replies import FoundStatement, Question, Refusal, Reply, Sentence
from qa.retrieval import Candidate, Retrieval
from qa.stances import stance

_MOST_ON_TOPIC = 500  # of one speaker; all of them can be paged through
_MOST_BY_CUE = 1000


class Case:
    """``where`` are the question's filters, ``by_speakers`` the same for its speakers alone."""

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        question: Question,
        query: Query,
        reply: Reply,
    ) -> None:
        self.snapshot = snapshot
        self.retrieval = Retrieval(snapshot, embedder)
        self.question = question
        self.query = query
        self.where = question.filters
        self._reply = reply

    @property
    def by_speakers(self) -> Filter:
        ids = frozenset(s.id for s in self.query.speakers)
        if ids and self.where.speakers:
            ids = ids & self.where.speakers or frozenset({""})
        return replace(self.where, speakers=ids or self.where.speakers)

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
        rows, total = self.snapshot.statements_by(where, self.question.offset, self.question.limit)
        return self.statements([FoundStatement(r, r.confidence) for r in rows], total=total)

    def statements(self, found: Sequence[FoundStatement], *, total: int | None = None) -> Reply:
        """Statements one below the other; without ``total``, ``found`` is all of them, unpaged."""
        page = list(found)
        if total is None:
            total = len(page)
            page = self.page(page)
        sentences = [
            Sentence(
                wording.told_by(f.statement, dated=self.query.when), evidence.citations(f.statement)
            )
            for f in page
        ]
        return self.answered(sentences, page, total, evidence.holding(self.snapshot, page))

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
            statements=tuple(statements),
            statements_total=total,
            passages=evidence.passages(self.snapshot, rows),
        )

    def refused(self, refusal: Refusal) -> Reply:
        return replace(self._reply, refusal=refusal)

    def nothing(self) -> Reply:
        """The documents hold nothing on it; the nearest passage is offered if any is near."""
        found = self.retrieval.passages(self.query.text, 1, self.where)
        near = [(c.row, c.score, ()) for c in found if relevance.near_at_all(c)]
        return self.refused(refusals.nothing(self.query, evidence.passages(self.snapshot, near)))
