"""Query → ranked passages and statements: dense and lexical, fused by score; the first passages are
read by the reader, which has the last word on their order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from index.documents import Passage, Span, StoredStatement, passage_id, passage_place
from index.embedding import Embedder
from index.interrogatives import asked_at_end, only_asks
from index.store import Filter, Hit, Snapshot, Vectors, What
from qa import excerpts, initials
from qa.candidates import Candidate
from qa.compounds import halves
from qa.fusion import CANDIDATES, fuse, fuse_ranks
from qa.reading.reader import Read, Reader
from qa.relevance import may_answer
from qa.repetitions import alike
from qa.spellings import other
from qa.stages import Stages, unobserved
from qa.terms import Weights, inflected, stem, stems, terms

_EXCERPTS = 10  # of long turns that are weighed anew, at some 2 ms each
_TELLING = 4  # content words beside the question's, from which on a passage counts whole
_ALL_THE_WORDS = 0.9  # of a question, by weight
_LONG = 300  # characters, in which there are other words: they need not be counted
_SEARCH = 0.5  # how much the search's score counts beside the reader's, at its best
_GOING_ON = 0.8  # how much relevance counts beside the search where a question goes on
# What an answer has in figures: "how old is he?" – "Lanz, 58"
_MEASURED = re.compile(
    r"\bhow (?:old|long|far|large|big|tall|high|deep|wide|fast)\b", re.IGNORECASE
)
READ = 4  # passages that may answer, and that are read first
RANKED = 12  # passages that are read where none of these seems to: what a question costs most
_BESIDE_IT = -1.0  # (a logit) under which a passage is about nothing that the question itself asks
_LEAST = -1.5  # (a logit) to which what a context asks as well can lower it
_SURE = 0.5  # the reader's own chance that one answers


class Retrieval:
    """Searches one snapshot for one question."""

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        reader: Reader | None = None,
        stages: Stages = unobserved,
        told: Sequence[str] = (),
    ) -> None:
        """``told`` are words that the reader is not to answer with again."""
        self._snapshot = snapshot
        self._embedder = embedder
        self._reader = reader
        self._stages = stages
        self._told = told
        self._vectors: dict[str, Vectors] = {}
        self._reads: dict[tuple[str, str], Read] = {}  # by question and passage
        self._weighed: dict[tuple[str, int, Filter], list[Candidate[str]]] = {}
        self._fused: dict[
            tuple[What, tuple[str, ...], int, Filter], list[tuple[str, float, float]]
        ] = {}
        self._repeated: dict[str, Sequence[Passage]] = {}
        self._titles: dict[str, str] = {}
        counts = snapshot.counts()
        self.weights = Weights(self._frequency, counts.passages)

    def _frequency(self, word: str) -> int:
        """In how many passages a word stands, in its other spelling or in halves where those alone
        are there; of what goes by its initials the rarest word of its name."""
        parts = (name if (name := initials.name(word)) else word).casefold().split()
        found = min(self._snapshot.frequency("passages", part) for part in parts)
        spelt = (other(word), " ".join(halves(word) or ()))
        return found or max(self._snapshot.frequency("passages", each) for each in spelt)

    def passages(
        self,
        text: str,
        k: int,
        where: Filter,
        wordings: Sequence[str] = (),
        *,
        unread: bool = False,
    ) -> list[Candidate[Passage]]:
        """The ``k`` best passages, best first, each text once (see ``repeated``). ``wordings`` are
        searched for together in the place of ``text``, which is one of them, where it goes on from
        a conversation: as its own words are too few, what the reader says of such passages counts
        for their order, and little, and for no answer (see ``in_context``). ``unread``: they stay
        in the order of the search."""
        ranked = self._ranked("passages", wordings or [text], max(k, CANDIDATES), where)
        depth = max(k, RANKED)
        scored = {id: (score, cosine) for id, score, cosine in ranked}
        wanted = matter(text)
        coverage = self.weights.coverage(wanted)
        weighed = []
        for row in self._snapshot.passages(list(scored)[: 2 * depth]):
            (score, cosine), covered = scored[row.id], coverage(row.labelled)
            weighed.append(
                Candidate(row, score * _tells(row.text, wanted, covered), cosine, covered)
            )
        weighed.sort(key=_first)
        different = alike(weighed, lambda each: each.row.text, depth)
        self._repeated.update(
            (c.row.id, [other.row for other in others]) for c, others in different if others
        )
        found = [candidate for candidate, _ in different]
        if not where.speakers:  # what answers a speaker's question is another's
            found = self._with_answers(found)
        if unread or self._reader is None:
            return found[:k]
        return self._ordered(text, found, goes_on=len(wordings) > 1)[:k]

    def in_context(
        self, question: str, contexts: Sequence[str], found: Sequence[Candidate[Passage]]
    ) -> list[Candidate[Passage]]:
        """These passages for a question that goes on from a conversation, the likeliest first. How
        likely one answers is the mean of what the reader makes of the question alone and in each of
        the ``contexts``; the words are the question's own, as the others ask for more."""
        alone = self._read(question, found)
        among = [self._read(context, found) for context in contexts]
        judged = [
            replace(c, read=_together(alone[c.row.id], [each[c.row.id] for each in among]))
            if c.row.id in alone
            else c
            for c in found
        ]
        return sorted(judged, key=lambda c: -c.chance)

    def _with_answers(self, found: list[Candidate[Passage]]) -> list[Candidate[Passage]]:
        """Behind each passage that only asks, the one that follows it: what a document asks in the
        words of a question it answers in others."""
        asking = {_beside(c.row.id, 1): c for c in found if only_asks(c.row.text)}
        if not asking:
            return found
        known = {c.row.id for c in found}
        new = self._snapshot.passages([id for id in asking if id not in known])
        lifted = [
            max(c, replace(asking.get(c.row.id, c), row=c.row), key=lambda c: c.score)
            for c in found
        ]
        answers = [replace(asking[row.id], row=row) for row in new]
        return sorted([*lifted, *answers], key=lambda c: -c.score)

    def order(self, text: str, where: Filter) -> list[str]:
        """The ids of the best passages, best first, unread."""
        return [id for id, _, _ in self._ranked("passages", [text], CANDIDATES, where)]

    def _ordered(
        self, question: str, found: list[Candidate[Passage]], *, goes_on: bool
    ) -> list[Candidate[Passage]]:
        """The first ones read, as far as they may answer, and all in the order that the reader and
        the search put them in; those that were read go first."""
        reads = self._read(question, found[:READ])
        if goes_on or all(read.chance < _SURE for read in reads.values()):
            reads |= self._read(question, found[READ:RANKED])
        best = max((c.score for c in found), default=0.0) or 1.0
        judged = []
        for candidate in found:
            read, share = reads.get(candidate.row.id), candidate.score / best
            if goes_on:
                score = best * (share + _GOING_ON * (read.bearing if read else 0.0))
                judged.append((read is None, replace(candidate, score=score)))
            else:
                score = (read.worth if read else 0.0) + _SEARCH * share
                judged.append((read is None, replace(candidate, score=score, read=read)))
        judged.sort(key=lambda each: (each[0], -each[1].score, each[1].row.id))
        return [candidate for _, candidate in judged]

    def _read(self, question: str, found: Sequence[Candidate[Passage]]) -> dict[str, Read]:
        """What the reader says of those that may answer, by id."""
        rows = [c.row for c in found if may_answer(c)]
        if new := [row for row in rows if (question, row.id) not in self._reads]:
            reads = self.read(question, [row.text for row in new], self._before(question, new))
            self._reads |= {(question, row.id): each for row, each in zip(new, reads, strict=True)}
        return {row.id: self._reads[question, row.id] for row in rows}

    def _before(self, question: str, rows: Sequence[Passage]) -> list[str]:
        """What each passage is read behind: the question it answers, else its document's title
        where that alone has a word of the question."""
        wanted = {stem(word) for word in terms(question)}
        before = self._asked(rows)
        for n, row in enumerate(rows):
            if not before[n] and (lacking := wanted - stems(row.text)):
                title = self._title(row.document_id)
                before[n] = title if lacking & stems(title) else ""
        return before

    def _title(self, document: str) -> str:
        if document not in self._titles:
            stored = self._snapshot.document(document)
            self._titles[document] = stored.document.title if stored else ""
        return self._titles[document]

    def _asked(self, rows: Sequence[Passage]) -> list[str]:
        """Of each passage the question that the one before it ends with, as that alone may name
        what it tells of ("About two million"); nothing where there is none."""
        before = {row.id: _beside(row.id, -1) for row in rows}
        known = {each.id: each.text for each in self._snapshot.passages(list(before.values()))}
        texts = [known.get(before[row.id], "") for row in rows]
        spans = [asked_at_end(text, Span(0, len(text))) for text in texts]
        return [text[slice(*span)] if span else "" for text, span in zip(texts, spans, strict=True)]

    @property
    def repeated(self) -> Mapping[str, Sequence[Passage]]:
        """Of passages found so far, by id: those further down that have the same text."""
        return self._repeated

    def statements(self, weighed: Sequence[Candidate[str]]) -> list[Candidate[StoredStatement]]:
        """These, as the store has them."""
        rows = self._snapshot.statements([c.row for c in weighed])
        of = {row.id: row for row in rows}
        return [Candidate(of[c.row], c.score, c.cosine, c.coverage) for c in weighed if c.row in of]

    def weighed(self, topic: str, k: int, where: Filter) -> list[Candidate[str]]:
        """The ids of the ``k`` best statements on a topic, by cosine and the share of its words
        they hold: few of them are wanted as a rule, and what they are is told by that."""
        if known := self._weighed.get((topic, k, where)):
            return known
        cosines = _cosines(*self._searched("statements", [topic], max(k, CANDIDATES), where))
        coverage = self.weights.coverage(terms(topic))
        found = []
        for id, context in self._snapshot.contexts(list(cosines)).items():
            covered = coverage(context)
            found.append((-_weight(cosines[id], covered), id, covered))
        best = [
            Candidate(id, -score, cosines[id], covered) for score, id, covered in sorted(found)[:k]
        ]
        self._weighed[topic, k, where] = best
        return best

    def excerpt(self, statement: StoredStatement, topic: str) -> StoredStatement:
        """See ``qa.excerpts``; without a topic the whole."""
        wanted = terms(topic)
        if not wanted:
            return statement
        return excerpts.excerpt(self._snapshot, statement, self.weights.coverage(wanted))

    def excerpts(
        self, found: Sequence[Candidate[StoredStatement]], topic: str, predicate: str = ""
    ) -> list[Candidate[StoredStatement]]:
        """The candidates, best first, long turns cut to what bears on a topic, on the ``predicate``
        of a claim more than on whom it is about, and weighed by that alone; of these no more than a
        few that hold most of its words."""
        coverage = self.weights.coverage(terms(topic))
        claim = terms(predicate)
        claimed = self.weights.coverage(claim) if claim else None

        def bears(text: str) -> float:
            return coverage(text) + (claimed(text) if claimed else 0.0)

        whole, cut = [], []
        for candidate in found:
            row = excerpts.excerpt(self._snapshot, candidate.row, bears)
            if row is candidate.row:
                whole.append(candidate)
            else:
                cut.append((row, coverage(row.text)))
        cut = sorted(cut, key=lambda each: -each[1])[:_EXCERPTS]
        self._embed([topic, *(row.text for row, _ in cut)])
        for row, covered in cut:
            cosine = float(self._vectors[row.text] @ self._vectors[topic])
            whole.append(Candidate(row, _weight(cosine, covered), cosine, covered))
        return sorted(whole, key=lambda c: -c.score)

    @property
    def reads(self) -> bool:
        """Whether there is a reader."""
        return self._reader is not None

    def read(
        self, question: str, texts: Sequence[str], asked: Sequence[str] | None = None
    ) -> list[Read]:
        """What the reader makes of each text, and of what it answers; it has to be there."""
        assert self._reader is not None  # noqa: S101  asked for only where there is one
        with self._stages("reading"):
            return self._reader.read(question, texts, asked, self._told)

    def _ranked(
        self, what: What, wordings: Sequence[str], k: int, where: Filter
    ) -> list[tuple[str, float, float]]:
        """(id, fused score, cosine) of the union of all searches, ``k`` of each, best first. What a
        refusal offers, and what a heading answers, is looked for in what was found before."""
        asked = (what, tuple(wordings), k, where)
        if asked not in self._fused:
            self._fused[asked] = self._fuse(what, wordings, k, where)
        return self._fused[asked]

    def _fuse(
        self, what: What, wordings: Sequence[str], k: int, where: Filter
    ) -> list[tuple[str, float, float]]:
        dense, lexical = self._searched(what, wordings, k, where)
        if len(lexical) == 1:
            fused = fuse(dense, lexical[0])
        else:  # long wordings and short ones: their scores don't compare
            fused = fuse_ranks(*[dense] * len(wordings), *lexical)
        cosines = _cosines(dense, lexical)
        return [(id, score, cosines[id]) for id, score in fused]

    def _searched(
        self, what: What, wordings: Sequence[str], k: int, where: Filter
    ) -> tuple[Sequence[Hit], Sequence[Sequence[Hit]]]:
        """A dense search for the mean of the wordings' vectors, and a lexical one for each."""
        vector = self._vector(wordings)
        with self._stages("search"):
            dense = self._snapshot.dense(what, vector, k, where)
            lexical = [
                self._snapshot.lexical(what, inflected(terms(text)), k, where) for text in wordings
            ]
        return dense, lexical

    def _embed(self, texts: Sequence[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            with self._stages("embedding"):
                self._vectors.update(zip(new, self._embedder.encode(new), strict=True))

    def _vector(self, wordings: Sequence[str]) -> Vectors:
        self._embed(wordings)
        mean = np.mean([self._vectors[text] for text in wordings], axis=0, dtype=np.float32)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)


def matter(question: str) -> list[str]:
    """The content words of a question, but for those of how long or how old a thing is."""
    return terms(_MEASURED.sub("", question)) or terms(question)


def _together(alone: Read, among: Sequence[Read]) -> Read:
    """What is read of a passage for a question alone and in its contexts, as one."""
    count = 1 + len(among)
    answers = alone.answers + sum(max(each.answers, _LEAST) for each in among)
    relevance = alone.relevance
    if relevance >= _BESIDE_IT:
        relevance = (relevance + sum(each.relevance for each in among)) / count
    return replace(alone, answers=answers / count, relevance=relevance)


def _weight(cosine: float, coverage: float) -> float:
    """What statements on a topic are put in order by."""
    return cosine + 0.4 * coverage


def _tells(text: str, wanted: Sequence[str], covered: float) -> float:
    """How much a passage counts of what it is found by: one with hardly a word beside the
    question's ("KIRBY: Indeed.") is near to whatever names its speaker, and tells nothing; unless
    it has them all."""
    if covered > _ALL_THE_WORDS or len(text) > _LONG:
        return 1.0
    return min(1.0, len(set(terms(text)).difference(wanted)) / _TELLING)


def _first(candidate: Candidate[Passage]) -> tuple[float, str]:
    return -candidate.score, candidate.row.id


def _beside(id: str, steps: int) -> str:
    """The id of a passage so many further on in its document."""
    document, number = passage_place(id)
    return passage_id(document, number + steps)


def _cosines(dense: Sequence[Hit], lexical: Sequence[Sequence[Hit]]) -> dict[str, float]:
    """Of all that was found, by id; what the dense search left out is as near as its last, at the
    most."""
    found = {hit.id: hit.score for hit in dense}
    lowest = min(found.values(), default=0.0)
    return {hit.id: lowest for hits in lexical for hit in hits} | found
