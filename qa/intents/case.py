"""One question on its way through one snapshot: what every intent needs, and how each ends."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain

from index.documents import Document, Passage, Span, Speaker, StoredStatement
from index.store import Filter, Snapshot
from qa import (
    contradictions,
    dates,
    evidence,
    positions,
    refusals,
    relevance,
    settling,
    talk,
    wording,
)
from qa.candidates import Candidate
from qa.contradictions import Contradiction
from qa.lead_in import lead_in
from qa.periods import Period
from qa.plain import plainest
from qa.question import Query
from qa.repetitions import folded
from qa.replies import FoundStatement, Question, Refusal, Reply, Sentence
from qa.retrieval import Retrieval
from qa.terms import inflected, stem, terms, words

MOST_ON_TOPIC = 500  # of one speaker; all of them can be paged through
_MOST_BY_CUE = 1000
_MOST_PASSAGES = 300  # in which a cue is looked for
_MOST_LED_TO = 40
_LONGEST_HEADLINE = 200  # characters
_HEAD = 1000  # characters
_SUBJECT = re.compile(r"^[*_ ]*Subject:[*_ ]*(?P<told>.+)$", re.MULTILINE)
_MOST_FOLDED = 500  # of one list; a longer one is paged through as it is stored


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
        return _of_speakers(self.query.speakers, self.where)

    @property
    def by_subject(self) -> Filter:
        """``where``, for whom a claim is about."""
        return _of_speakers(self.query.subject, self.where)

    @property
    def whenever(self) -> Filter:
        """The same without the period asked for: what a refusal can offer."""
        return _of_speakers(self.query.speakers, self.question.filters)

    @property
    def of_one_document(self) -> bool:
        """Whether there is but one document to answer: what it is about goes without saying."""
        return len(self.where.documents or range(self.snapshot.counts().documents)) == 1

    @cached_property
    def plain(self) -> str:
        """The question in plain words."""
        return plainest(self.query.text)

    def of_its_time(self) -> "tuple[str, Case] | None":
        """The question in plain words without the time that it ends with, and the case of that time
        alone; None where it ends with none, or is of a period already."""
        dated = dates.find(self.plain, lambda: latest(self.snapshot))
        if dated is None or dated.end != len(self.plain) or self.query.period is not None:
            return None
        undated = self.plain[: dated.start].strip(" ,")
        return undated, self.asking(replace(self.query, period=dated.period))

    def by_words(self) -> "Case":
        """The same question as a search for a fact, by whoever it is told."""
        query = replace(self.query, intent="fact", topic=self.query.text, who="", speakers=())
        reply = replace(self._reply, intent="fact")
        return Case(self.snapshot, self.retrieval, self.question, query, reply)

    def within(self, documents: frozenset[str], query: Query) -> "Case":
        """A question to some documents alone."""
        filters = replace(self.question.filters, documents=documents)
        question = replace(self.question, filters=filters)
        return Case(self.snapshot, self.retrieval, question, query, self._reply)

    def asking(self, query: Query) -> "Case":
        """The same question, understood otherwise."""
        return Case(self.snapshot, self.retrieval, self.question, query, self._reply)

    def on_topic(
        self,
        where: Filter,
        most: int = MOST_ON_TOPIC,
        *,
        by_stance: bool = False,
        topic: str | None = None,
    ) -> list[Candidate[StoredStatement]]:
        """Those of the ``most`` best statements that are on the topic (the question's, if no other
        is given), best first but for what tells little of it; every one where there is no topic.
        See ``relevance.on_topic``."""
        if topic := self.query.topic if topic is None else topic:
            weighed = self.retrieval.weighed(topic, most, where)
            on_it = [
                c for c in weighed
                if relevance.on_topic(c, by_stance=by_stance)
                or (self.query.compared and relevance.on_topic_compared(c))
                or (self.query.speakers and relevance.holds_topic(c))
            ]  # fmt: skip
            return self.telling_first(self.retrieval.statements(on_it), topic)
        rows, _ = self.snapshot.statements_by(where, 0, _MOST_BY_CUE)
        return [Candidate(row, row.confidence, 1.0, 1.0) for row in rows]

    def telling_first(
        self, found: Sequence[Candidate[StoredStatement]], topic: str
    ) -> list[Candidate[StoredStatement]]:
        """As they are, what says little of the topic behind, and mere talk behind that."""
        covers = self.retrieval.weights.coverage(terms(topic))
        little = {c.row.id for c in found if talk.says_little_of(c.row, covers)}
        return sorted(found, key=lambda c: (talk.says_nothing(c.row), c.row.id in little))

    def led_to(self, where: Filter) -> list[Candidate[StoredStatement]]:
        """Those whose words point back to the topic: it stands right before them, and not in them.
        See ``qa.lead_in``."""
        wanted = terms(self.query.topic)
        coverage = self.retrieval.weights.coverage(wanted)
        rows = self.reported(wanted, where)[:_MOST_LED_TO] if wanted else []
        if rows and where.speakers:  # what a passage leads to may stand in the next one
            rows += self.snapshot.statements_by(where, 0, _MOST_LED_TO)[0]
        rows = list({row.id: row for row in rows}.values())
        weighed = ((row, coverage(lead_in(self.snapshot, row))) for row in rows)
        return [
            Candidate(row, covered, 0.0, covered) for row, covered in weighed
            if covered >= relevance.ALL_THE_WORDS
        ]  # fmt: skip

    def headed(self, where: Filter) -> list[Candidate[StoredStatement]]:
        """Those near the topic in documents whose headlines have every word of it: what an article
        is about need not be told with each statement; and all in messages with such a subject."""
        covers = self.retrieval.weights.coverage(terms(self.query.topic))
        weighed = self.retrieval.weighed(self.query.topic, _MOST_LED_TO, where)
        found = self.retrieval.statements(weighed)
        documents = {c.row.document_id: self.snapshot.document(c.row.document_id) for c in found}
        heads = {id: headline(stored.document) for id, stored in documents.items() if stored}
        about = {id for id, head in heads.items() if covers(head) >= relevance.ALL_THE_WORDS}
        messages = {id for id in about if (s := documents[id]) and subject(s.document)}
        return [
            c for c in found
            if c.row.document_id in messages
            or (c.row.document_id in about and relevance.near_headline(c))
        ]  # fmt: skip

    def nearest(
        self, text: str, where: Filter, most: int = refusals.NEAREST
    ) -> list[FoundStatement]:
        """The statements that a refusal can offer; without a text any, the latest first."""
        if not text:
            rows, _ = self.snapshot.statements_by(where, 0, refusals.NEAREST)
            return [FoundStatement(row, 1.0) for row in rows]
        weighed = self.retrieval.weighed(text, most, where)[: refusals.NEAREST]
        found = self.retrieval.statements(weighed)
        return [FoundStatement(c.row, round(c.cosine, 4)) for c in found]

    def as_asked(self, found: list[Candidate[StoredStatement]]) -> list[Candidate[StoredStatement]]:
        """Only denials where denials were asked for; the question's own verb where it is there."""
        if self.query.cue is not None:
            cue, covers = self.query.cue, self.retrieval.weights.coverage(terms(self.query.topic))
            telling = ((c, positions.telling(c.row.text, covers)) for c in found)
            return [c for c, words in telling if settling.stands(c, cue, words)]
        if self.query.verb:
            verb = self.query.verb
            own = [c for c in found if relevance.has_cue(c.row, verb)]
            meant = [c for c in own if relevance.is_meant(c.row, verb, self.query.text)]
            return meant or own or found
        return found

    def by_verb(self, where: Filter) -> Reply | None:
        """What is reported by the question's own verb; None where nothing is."""
        verb = self.query.verb
        forms = [word for word in words(self.query.text) if stem(word) == verb]
        rows = self.reported(forms, where)
        found = [evidence.stated(row) for row in rows if relevance.has_cue(row, verb)]
        return self.statements(found) if found else None

    def reported(self, wanted: Sequence[str], where: Filter) -> list[StoredStatement]:
        """The statements of the passages with most of these words, among which may be the cues,
        the best passages' first."""
        hits = self.snapshot.lexical("passages", inflected(wanted), _MOST_PASSAGES, where)
        rows = self.snapshot.statements_in([hit.id for hit in hits])
        speakers = where.speakers
        return [row for row in rows if not speakers or (row.speaker and row.speaker.id in speakers)]

    def by_itself(self) -> "Case":
        """The same question without the conversation before it."""
        query = replace(self.query, wordings=(self.query.text,), in_context=())
        reply = replace(self._reply, standalone=query.text)
        return Case(self.snapshot, self.retrieval, self.question, query, reply)

    # the ends

    def all(self, where: Filter) -> Reply:
        """Every statement that passes, a page at a time.

        Of a list too long to be read whole, a page is read, and repetitions stay in it.
        """
        offset, limit = self.question.offset, self.question.limit
        rows, total = self.snapshot.statements_by(where, offset, limit)
        if total > _MOST_FOLDED:
            rows = self._earliest(where) if self.query.order == "earliest" else rows
            return self._listed(list(map(evidence.stated, rows)), total, total)
        if total > len(rows):
            rows, _ = self.snapshot.statements_by(where, 0, _MOST_FOLDED)
        return self.statements(list(map(evidence.stated, sorted(rows, key=talk.says_nothing))))

    def _earliest(self, where: Filter) -> Sequence[StoredStatement]:
        """A page of a list by date, which the store has the other way round; what has no date is
        last in both."""
        tally = self.snapshot.tally(where)
        days = [(each.document.published or date.max, each) for each in tally]
        offset, limit = self.question.offset, self.question.limit
        rows: list[StoredStatement] = []
        for _, each in sorted(days, key=lambda day: day[0]):
            if offset < each.statement_count and len(rows) < limit:
                own = replace(where, documents=frozenset({each.document.id}))
                rows += self.snapshot.statements_by(own, offset, limit - len(rows))[0]
            offset = max(0, offset - each.statement_count)
        return rows

    def statements(self, found: Sequence[FoundStatement]) -> Reply:
        """One page of these, each once: by date where that is asked for, those of a document
        together."""
        once = folded(self.ordered(found))
        clashes = contradictions.among(once) if self.query.topic or self.query.changed else []
        return self._listed(self.page(once), len(once), len(found), clashes)

    def _listed(
        self,
        page: Sequence[FoundStatement],
        total: int,
        places: int,
        clashes: Sequence[Contradiction] = (),
    ) -> Reply:
        """One below the other, ``total`` of them in so many places; how often, if that is asked.

        The statements are whole; the sentences tell of a long turn what bears on the topic.
        """
        query, page = self.query, _by_document(page)
        told = list(map(self.cut, page))
        sentences = [
            Sentence(wording.told_by(f, dated=self.dated), evidence.citations(f.statement))
            for f in told
        ]
        if query.counted and page:
            cited = evidence.cited(f.statement for f in told)
            who = wording.listed([wording.called(s) for s in query.speakers] or [query.who])
            sentences.insert(0, Sentence(wording.times(who, total, places), cited))
        rows = evidence.holding(self.snapshot, told)
        return self.answered(sentences, page, total, rows, clashes)

    def cut(self, found: FoundStatement) -> FoundStatement:
        """With what of a long turn bears on the topic alone, as of the day of all of it."""
        cut = self.retrieval.excerpt(found.statement, self.query.topic)
        return replace(found, statement=replace(cut, published=evidence.day(found.statement)))

    @property
    def dated(self) -> bool:
        """Whether the answer is to tell dates."""
        query = self.query
        return query.when or query.order is not None or query.period is not None

    def ordered(self, found: Sequence[FoundStatement]) -> list[FoundStatement]:
        """By date where the question asks for it, undated ones last; else as they are."""
        days = [(day, f) for f in found if (day := evidence.day(f.statement))]
        if self.query.order is None or not days:
            return list(found)
        days.sort(key=lambda each: each[0], reverse=self.query.order == "latest")
        return [f for _, f in days] + [f for f in found if not evidence.day(f.statement)]

    def page(self, found: Sequence[FoundStatement]) -> list[FoundStatement]:
        return list(found[self.question.offset :][: self.question.limit])

    def answered(
        self,
        sentences: Sequence[Sentence],
        statements: Sequence[FoundStatement],
        total: int,
        rows: Sequence[tuple[Passage, float, Sequence[Span]]] | None = None,
        clashes: Sequence[Contradiction] = (),
    ) -> Reply:
        """Each sentence once, and none that cites nothing.

        ``rows`` are the passages; where none are given, those that hold the statements.
        Contradictions are told on the first page, wherever their statements are listed.
        """
        if rows is None:
            rows = evidence.holding(self.snapshot, statements)
        if clashes and not self.question.offset:
            both = list(map(evidence.stated, contradictions.statements(clashes)))
            rows = [*rows, *evidence.holding(self.snapshot, both)]
            sentences = [*sentences, *map(_clash, clashes)]
        return replace(
            self._reply,
            sentences=tuple(s for s in wording.once(sentences) if s.citations),
            words=evidence.words(self.query, statements, rows),
            statements=tuple(statements),
            statements_total=total,
            passages=evidence.passages(self.snapshot, rows, self.retrieval.repeated),
        )

    def refused(self, refusal: Refusal) -> Reply:
        return replace(self._reply, refusal=refusal)

    def nothing(self) -> Reply:
        """The documents hold nothing on it; the nearest passage is offered if any is near."""
        query = self.query
        found = self.retrieval.passages(query.text, 1, self.where, query.wordings)
        near = [(c.row, c.score, ()) for c in found if relevance.near_at_all(c)]
        return self.refused(refusals.nothing(query, evidence.passages(self.snapshot, near)))


def latest(snapshot: Snapshot) -> date | None:
    """The latest date of the documents that have statements, which come the latest first."""
    rows, _ = snapshot.statements_by(Filter(), 0, 1)
    return rows[0].published if rows else None


def headline(document: Document) -> str:
    """The title, and of a message its subject, else the first line of the text, if that is no
    paragraph."""
    told = subject(document) or document.text.lstrip().partition("\n")[0]
    return f"{document.title}\n{told if len(told) <= _LONGEST_HEADLINE else ''}"


def subject(document: Document) -> str:
    """What a message is headed with; empty for what is none."""
    found = _SUBJECT.search(document.text, 0, _HEAD)
    return found["told"] if found else ""


def _of_speakers(speakers: Sequence[Speaker], where: Filter) -> Filter:
    """Within a filter, what these say; where there are none, what it lets through."""
    ids = frozenset(s.id for s in speakers)
    if ids and where.speakers:
        ids = ids & where.speakers or frozenset({""})
    return replace(where, speakers=ids or where.speakers)


def _by_document(page: Sequence[FoundStatement]) -> list[FoundStatement]:
    """Those of one document together, in the order of the first of each."""
    groups: dict[str, list[FoundStatement]] = {}
    for each in page:
        groups.setdefault(each.statement.document_id, []).append(each)
    return list(chain.from_iterable(groups.values()))


def _clash(found: Contradiction) -> Sentence:
    return Sentence(wording.contradicted(found), evidence.cited(found.in_time))


def _within(where: Filter, period: Period | None) -> Filter:
    """The filter, for this period of what it lets through."""
    if period is None:
        return where
    firsts = [day for day in (where.published_from, period.first) if day]
    lasts = [day for day in (where.published_to, period.last) if day]
    return replace(
        where, published_from=max(firsts, default=None), published_to=min(lasts, default=None)
    )
