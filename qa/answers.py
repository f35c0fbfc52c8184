"""A question → a reply: an answer in the sources' words, or a refusal with its reason.

This is the whole life of a question: understood (``qa.question``, ``qa.conversation``), searched
for (``qa.retrieval``) and answered here, a function an intent, all within one snapshot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from index.documents import Passage, Span, StoredStatement
from index.embedding import Embedder
from index.store import Filter, Snapshot, Store
from qa import evidence, refusals, relevance, wording
from qa.conversation import standalone
from qa.facts import Fact, facts
from qa.names import Index, Names
from qa.question import Query, understand
from qa.replies import (
    FoundPassage,
    FoundStatement,
    Question,
    Refusal,
    Reply,
    Sentence,
    Stance,
)
from qa.retrieval import Candidate, Retrieval
from qa.stances import stance
from qa.terms import terms

_MOST_POSITIONS = 40
_MOST_ON_TOPIC = 500  # of one speaker; all of them can be paged through
_HEADS: Mapping[Stance | None, str] = {
    "asserts": "Asserted by",
    "denies": "Denied by",
    "unsure": "Unsure:",
    None: "Also on record about it:",
}
# Of these kinds of words there is an expression in the text, or there is no answer
_EXPRESSIBLE = frozenset(("number", "money", "percent", "time", "duration", "age"))


class Answerer:
    """Answers over a store. Safe for use by several threads."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._names: Index | None = None

    def ask(self, question: Question) -> Reply:
        with self._store.snapshot() as snapshot:
            names = Names(snapshot, self._names)
            self._names = names.index
            text = standalone(question.text, question.history, names)
            query = understand(text, names)
            reply = Reply(question.text, text, query.intent, snapshot.generation)
            return _Answering(snapshot, self._embedder, question, query, reply).reply()

    def search(
        self,
        query: str,
        *,
        limit: int,
        where: Filter = Filter(),  # noqa: B008  frozen
    ) -> Sequence[FoundPassage]:
        """Passages alone, best first, whatever they are worth."""
        with self._store.snapshot() as snapshot:
            found = Retrieval(snapshot, self._embedder).passages(query, limit, where)
            return evidence.passages(snapshot, [(c.row, c.score, ()) for c in found])


class _Answering:
    """One question on its way through one snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        question: Question,
        query: Query,
        reply: Reply,
    ) -> None:
        self._snapshot = snapshot
        self._retrieval = Retrieval(snapshot, embedder)
        self._question = question
        self._query = query
        self._reply = reply
        self._where = question.filters

    def reply(self) -> Reply:
        query = self._query
        if not self._snapshot.counts().documents:
            return self._refuse(refusals.empty())
        if query.ambiguous:
            return self._refuse(refusals.ambiguous(query))
        if query.who and not query.speakers:
            if unnamed := self._unnamed():
                return self._statements(unnamed)
            return self._refuse(
                refusals.no_speaker(query, self._snapshot, self._retrieval, self._where)
            )
        if query.intent == "statements":
            return self._of_speakers()
        if query.intent == "fact":
            return self._fact()
        return self._on_claim()

    # what did X say

    def _of_speakers(self) -> Reply:
        query = self._query
        where = self._by_speakers()
        if not query.topic and query.cue is None and not query.verb:
            return self._all(where)
        candidates = self._candidates(where)
        on_topic = self._as_asked([c for c in candidates if relevance.on_topic(c)])
        if not on_topic:
            nearest = [FoundStatement(c.row, round(c.cosine, 4)) for c in candidates]
            if not nearest:
                rows, _ = self._snapshot.statements_by(where, 0, 1)
                nearest = [FoundStatement(row, 0.0) for row in rows]
            return self._refuse(refusals.off_topic(query, nearest))
        return self._statements([FoundStatement(c.row, round(c.score, 4)) for c in on_topic])

    def _all(self, where: Filter) -> Reply:
        """Every statement that passes, a page at a time."""
        rows, total = self._snapshot.statements_by(
            where, self._question.offset, self._question.limit
        )
        return self._statements([FoundStatement(r, r.confidence) for r in rows], total=total)

    def _as_asked(
        self, found: list[Candidate[StoredStatement]]
    ) -> list[Candidate[StoredStatement]]:
        """Only denials where denials were asked for; the question's own verb where it is there."""
        if self._query.cue is not None:
            return [c for c in found if stance(c.row) == self._query.cue]
        if self._query.verb:
            return [c for c in found if relevance.has_cue(c.row, self._query.verb)] or found
        return found

    def _candidates(self, where: Filter) -> list[Candidate[StoredStatement]]:
        if self._query.topic:
            return self._retrieval.statements(self._query.topic, _MOST_ON_TOPIC, where)
        rows, _ = self._snapshot.statements_by(where, 0, 1000)
        return [Candidate(row, row.confidence, 1.0, 1.0) for row in rows]

    def _statements(self, found: Sequence[FoundStatement], *, total: int | None = None) -> Reply:
        """Statements one below the other; without ``total``, ``found`` is all of them, unpaged."""
        page = list(found)
        if total is None:
            total = len(page)
            page = page[self._question.offset : self._question.offset + self._question.limit]
        sentences = [
            Sentence(
                wording.told_by(f.statement, dated=self._query.when),
                evidence.citations(f.statement),
            )
            for f in page
        ]
        return self._answered(
            wording.once(sentences), page, total, evidence.holding(self._snapshot, page)
        )

    def _unnamed(self) -> list[FoundStatement]:
        """The statements of a source that is no speaker: "officials", "the report"."""
        wanted = set(self._query.who.casefold().split()) - {"the", "a", "an"}
        hits = self._snapshot.mentions(
            " ".join(sorted(wanted, key=self._query.who.casefold().find)), 200
        )
        rows = [
            s for s in self._snapshot.statements_in([hit.id for hit in hits])
            if s.speaker is None and wanted <= set(s.source_text.casefold().split())
            and self._passes(s)
        ]  # fmt: skip
        return [FoundStatement(row, row.confidence) for row in rows]

    def _passes(self, statement: StoredStatement) -> bool:
        """Whether a statement without a speaker passes the question's filters."""
        where, day = self._where, statement.published
        if where.speakers or (where.documents and statement.document_id not in where.documents):
            return False
        if where.published_from or where.published_to:
            first, last = where.published_from or date.min, where.published_to or date.max
            return day is not None and first <= day <= last
        return True

    # who said it, who denies it

    def _on_claim(self) -> Reply:
        query = self._query
        if not terms(query.topic) and query.cue is None:  # "who said what?"
            return self._all(self._where)
        found = self._retrieval.statements(query.topic or query.text, _MOST_POSITIONS, self._where)
        unnamed = query.intent == "positions"
        named = [c for c in found if c.row.speaker or (unnamed and relevance.tells_who(c.row))]
        by_stance = query.cue is not None
        on_topic = self._as_asked([c for c in named if relevance.on_topic(c, by_stance=by_stance)])
        if not on_topic:
            return self._nothing()
        best = on_topic[0].score
        if query.cue is None:
            margins = 2 if query.intent == "positions" else 1
            on_topic = relevance.leading(on_topic, margins=margins)
        shown = [
            FoundStatement(c.row, round(c.score, 4), relevance.position(c, best)) for c in on_topic
        ]
        if query.intent == "speaker":
            shown = [replace(f, stance=None) if query.cue is None else f for f in shown]
            return self._speaker(shown)
        return self._positions(shown)

    def _speaker(self, found: Sequence[FoundStatement]) -> Reply:
        """Who it was: the best statement answers, others near it follow."""
        many = self._query.cue is not None
        answering = found if many else found[:1]
        page = found[self._question.offset :][: self._question.limit]
        sentences = [
            Sentence(wording.told_by(f.statement), evidence.citations(f.statement))
            for f in answering[: self._question.limit]
        ]
        rows = evidence.holding(self._snapshot, page)
        return self._answered(wording.once(sentences), page, len(found), rows)

    def _positions(self, found: Sequence[FoundStatement]) -> Reply:
        """Who stands where, a sentence a stance, with the best words for it and against it."""
        page = _in_turn(found)[self._question.offset :][: self._question.limit]
        sentences: list[Sentence] = []
        told: set[str] = set()
        for position, head in _HEADS.items():
            taken = [f.statement for f in page if f.stance == position]
            if position is None:
                taken = [s for s in taken if wording.name(s) not in told]
            if not taken:
                continue
            told.update(map(wording.name, taken))
            names = refusals.listed(list(dict.fromkeys(map(wording.name, taken))))
            cited = dict.fromkeys(id for s in taken for id in evidence.citations(s))
            sentences.append(Sentence(f"{head} {names}.", tuple(cited)))
            if position in ("asserts", "denies"):
                sentences.append(Sentence(wording.reported(taken[0]), evidence.citations(taken[0])))
        return self._answered(
            wording.once(sentences), page, len(found), evidence.holding(self._snapshot, page)
        )

    # how many, when, where, who

    def _fact(self) -> Reply:
        query = self._query
        where = self._by_speakers()
        if query.wanted == "role":
            return self._role()
        if query.speakers:
            candidates = [
                c for c in self._candidates(where) if not query.topic or relevance.on_topic(c)
            ]
            if not candidates:
                return self._unspoken()
            places = [(c.row.document_id, c.row.sentence, c.score / 1.5) for c in candidates]
        else:
            passages = self._retrieval.passages(query.text, 8, where)
            near = [c for c in passages if relevance.answers(c)]
            if not near:
                return self._nothing()
            places = [
                (c.row.document_id, Span(c.row.start, c.row.end), max(0.0, c.cosine)) for c in near
            ]
        best = self._best_fact(places)
        if best is None or (query.wanted in _EXPRESSIBLE and not best.exact):
            return self._unspoken() if query.speakers else self._nothing()
        return self._fact_reply(best)

    def _role(self) -> Reply:
        """Who somebody is: the role, out of the statement whose source tells it."""
        rows, _ = self._snapshot.statements_by(self._by_speakers(), 0, 1000)
        role = self._query.speakers[0].role
        telling = [r for r in rows if role and role.casefold() in r.sentence_text.casefold()]
        if not telling:
            return self._all(self._by_speakers())
        found = [FoundStatement(telling[0], telling[0].confidence)]
        told = Sentence(f"{wording.who(telling[0])}.", evidence.citations(telling[0]))
        sentence = Sentence(wording.reported(telling[0]), evidence.citations(telling[0]))
        return self._answered([told, sentence], found, 1, evidence.holding(self._snapshot, found))

    def _best_fact(self, places: Sequence[tuple[str, Span, float]]) -> Fact | None:
        ids = {document_id for document_id, _, _ in places}
        read = {id: reading for id in ids if (reading := self._snapshot.reading(id))}
        readings = [(read[id], where, prior) for id, where, prior in places if id in read]
        found = facts(self._query.text, self._query.wanted, readings, self._retrieval.weights)
        if not found or (found[0].coverage < 0.25 and not self._query.speakers):
            return None
        return found[0]

    def _fact_reply(self, fact: Fact) -> Reply:
        stored = self._snapshot.document(fact.document_id)
        passage = self._snapshot.passage_at(fact.document_id, fact.words.start)
        if stored is None or passage is None:
            return self._nothing()
        text = stored.document.text
        vouching = [
            s for s in self._snapshot.statements_in([passage.id])
            if any(span.overlaps(fact.words) for span in s.spans)
            and (not self._query.speakers or s.speaker in self._query.speakers)
        ]  # fmt: skip
        vouching.sort(key=lambda s: -s.confidence)
        words = text[fact.words.start : fact.words.end]
        sentence = text[fact.sentence.start : fact.sentence.end]
        sentences = []
        if fact.exact:
            said = f", according to {wording.name(vouching[0])}" if vouching else ""
            sentences.append(Sentence(f"{words[:1].upper() + words[1:]}{said}.", (passage.id,)))
        sentences.append(Sentence(sentence, (passage.id,)))
        found = [FoundStatement(s, round(fact.score, 4)) for s in vouching[:1]]
        rows: list[tuple[Passage, float, Sequence[Span]]] = [(passage, fact.score, (fact.words,))]
        return self._answered(sentences, found, len(found), rows)

    def _unspoken(self) -> Reply:
        """The speakers are on record, but not with what was asked for."""
        nearest = self._retrieval.statements(self._query.text, 3, self._by_speakers())
        shown = [FoundStatement(c.row, round(c.cosine, 4)) for c in nearest]
        return self._refuse(refusals.off_topic(self._query, shown))

    # the end of every way

    def _by_speakers(self) -> Filter:
        ids = frozenset(s.id for s in self._query.speakers)
        if ids and self._where.speakers:
            ids = ids & self._where.speakers or frozenset({""})
        return replace(self._where, speakers=ids or self._where.speakers)

    def _nothing(self) -> Reply:
        found = self._retrieval.passages(self._query.text, 1, self._where)
        near = [(c.row, c.score, ()) for c in found if relevance.near_at_all(c)]
        return self._refuse(refusals.nothing(self._query, evidence.passages(self._snapshot, near)))

    def _answered(
        self,
        sentences: Sequence[Sentence],
        statements: Sequence[FoundStatement],
        total: int,
        rows: Sequence[tuple[Passage, float, Sequence[Span]]],
    ) -> Reply:
        return replace(
            self._reply,
            sentences=tuple(s for s in sentences if s.citations),
            words=evidence.words(self._query, statements, rows),
            statements=tuple(statements),
            statements_total=total,
            passages=evidence.passages(self._snapshot, rows),
        )

    def _refuse(self, refusal: Refusal) -> Reply:
        return replace(self._reply, refusal=refusal)


def _in_turn(found: Sequence[FoundStatement]) -> list[FoundStatement]:
    """The best of each stance in turn, so that every page has every stance there is left."""
    piles = [[f for f in found if f.stance == s] for s in ("asserts", "denies", "unsure", None)]
    rounds = zip_longest(*piles)
    return [f for each in rounds for f in each if f is not None]
