"""Query → ranked passages and statements: dense and lexical, fused by rank."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from index.documents import Passage, StoredStatement
from index.embedding import Embedder
from index.store import Filter, Hit, Snapshot, Vectors, What
from qa.repetitions import alike
from qa.terms import Weights, stems, terms

Row = TypeVar("Row")

_FUSION = 60  # the constant of reciprocal rank fusion (Cormack et al., 2009)
_CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Row]):
    """``cosine`` is to the vector searched with, ``coverage`` the share of the question's words
    in the text."""

    row: Row
    score: float
    cosine: float
    coverage: float


class Retrieval:
    """Searches one snapshot for one question."""

    def __init__(self, snapshot: Snapshot, embedder: Embedder) -> None:
        self._snapshot = snapshot
        self._embedder = embedder
        self._vectors: dict[str, Vectors] = {}
        self._repeated: dict[str, Sequence[Passage]] = {}
        counts = snapshot.counts()
        self.weights = Weights(lambda w: snapshot.frequency("passages", w), counts.passages)

    def passages(
        self, text: str, k: int, where: Filter, wordings: Sequence[str] = ()
    ) -> list[Candidate[Passage]]:
        """The ``k`` best passages, best first, each text once (see ``repeated``). ``wordings`` are
        searched for together in the place of ``text``, which is one of them, where it goes on from
        a conversation."""
        ranked = self._ranked("passages", wordings or [text], max(k, _CANDIDATES), where)
        found = {id: (score, cosine) for id, score, cosine in ranked}
        rows = self._snapshot.passages(list(found)[: 2 * k])
        wanted = terms(text)
        different = alike(rows, lambda row: row.text, k)
        self._repeated.update((row.id, others) for row, others in different if others)
        return [
            Candidate(row, *found[row.id], self.weights.coverage(wanted, stems(row.text)))
            for row, _ in different
        ]

    @property
    def repeated(self) -> Mapping[str, Sequence[Passage]]:
        """Of passages found so far, by id: those further down that have the same text."""
        return self._repeated

    def statements(self, topic: str, k: int, where: Filter) -> list[Candidate[StoredStatement]]:
        """The ``k`` best statements on a topic, by cosine and the share of its words they hold."""
        ranked = self._ranked("statements", [topic], max(k, _CANDIDATES), where)
        wanted = terms(topic)
        found = []
        cosines = {id: cosine for id, _, cosine in ranked}
        for row in self._snapshot.statements(list(cosines)):
            around = stems(f"{row.sentence_text} {row.text}")
            coverage = self.weights.coverage(wanted, around)
            found.append(
                Candidate(row, cosines[row.id] + 0.4 * coverage, cosines[row.id], coverage)
            )
        found.sort(key=lambda c: (-c.score, c.row.id))
        return found[:k]

    def _ranked(
        self, what: What, wordings: Sequence[str], k: int, where: Filter
    ) -> list[tuple[str, float, float]]:
        """(id, fused score, cosine) of the union of all searches, ``k`` of each, best first.

        One dense search, for the mean of the wordings' vectors, counts as much as the lexical ones
        of all wordings do together.
        """
        dense = self._snapshot.dense(what, self._vector(wordings), k, where)
        lexical = [self._snapshot.lexical(what, terms(text), k, where) for text in wordings]
        cosines = {hit.id: hit.score for hit in dense}
        lowest = min(cosines.values(), default=0.0)  # what the dense search left out is no nearer
        fused = fuse(*[dense] * len(wordings), *lexical)
        return [(id, score, cosines.get(id, lowest)) for id, score in fused]

    def _vector(self, wordings: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(wordings) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._embedder.encode(new), strict=True))
        mean = np.mean([self._vectors[text] for text in wordings], axis=0, dtype=np.float32)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)


def fuse(*rankings: Sequence[Hit]) -> list[tuple[str, float]]:
    """Rankings → one, by the sum of reciprocal ranks; ties by id."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(_unique(ranking), start=1):
            scores[hit.id] = scores.get(hit.id, 0.0) + 1 / (_FUSION + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _unique(hits: Iterable[Hit]) -> Iterable[Hit]:
    return {hit.id: hit for hit in hits}.values()
