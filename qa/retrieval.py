"""Query → ranked passages and statements: dense and lexical, fused by rank."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from index.documents import Passage, StoredStatement
from index.embedding import Embedder
from index.store import Filter, Hit, Snapshot, Vectors, What
from qa.terms import Weights, stems, terms

Row = TypeVar("Row")

_FUSION = 60  # the constant of reciprocal rank fusion (Cormack et al., 2009)
_CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Row]):
    """``cosine`` is to the question's vector, ``coverage`` the share of its words in the text."""

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
        counts = snapshot.counts()
        self.weights = Weights(lambda w: snapshot.frequency("passages", w), counts.passages)

    def passages(self, text: str, k: int, where: Filter) -> list[Candidate[Passage]]:
        """The ``k`` best passages, best first."""
        ranked = self._ranked("passages", text, max(k, _CANDIDATES), where)
        rows = {p.id: p for p in self._snapshot.passages([id for id, _, _ in ranked[:k]])}
        wanted = terms(text)
        return [
            Candidate(rows[id], score, cosine, self.weights.coverage(wanted, stems(rows[id].text)))
            for id, score, cosine in ranked[:k]
            if id in rows
        ]

    def statements(self, topic: str, k: int, where: Filter) -> list[Candidate[StoredStatement]]:
        """The ``k`` best statements on a topic, by cosine and the share of its words they hold."""
        ranked = self._ranked("statements", topic, max(k, _CANDIDATES), where)
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
        self, what: What, text: str, k: int, where: Filter
    ) -> list[tuple[str, float, float]]:
        """(id, fused score, cosine) of the union of both searches, ``k`` of each, best first."""
        vector = self._vector(text)
        dense = self._snapshot.dense(what, vector, k, where)
        lexical = self._snapshot.lexical(what, terms(text), k, where)
        cosines = {hit.id: hit.score for hit in dense}
        lowest = min(cosines.values(), default=0.0)  # what the dense search left out is no nearer
        fused = fuse(dense, lexical)
        return [(id, score, cosines.get(id, lowest)) for id, score in fused]

    def _vector(self, text: str) -> Vectors:
        if text not in self._vectors:
            self._vectors[text] = np.asarray(self._embedder.encode([text])[0], dtype=np.float32)
        return self._vectors[text]


def fuse(*rankings: Sequence[Hit]) -> list[tuple[str, float]]:
    """Rankings → one, by the sum of reciprocal ranks; ties by id."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(_unique(ranking), start=1):
            scores[hit.id] = scores.get(hit.id, 0.0) + 1 / (_FUSION + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _unique(hits: Iterable[Hit]) -> Iterable[Hit]:
    return {hit.id: hit for hit in hits}.values()
