"""txtai with content and hybrid search (BM25 beside the vectors), as its documentation begins."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from txtai import Embeddings

from benchmarks.peers.program import run
from index.embedding import bundled_folder


class Txtai:
    def __init__(self) -> None:
        self._settings = {"path": str(bundled_folder()), "content": True, "hybrid": True}
        self._embeddings = Embeddings(self._settings)

    def build(
        self, passages: Sequence[str], index: Path, vectors: np.ndarray | None = None
    ) -> None:
        if vectors is not None:
            rows = dict(zip(passages, vectors, strict=True))
            given = {"path": None, "method": "external"}
            given["transform"] = lambda texts: np.array([rows[text] for text in texts])
            self._embeddings = Embeddings({**self._settings, **given})
        self._embeddings.index(list(passages))
        self._embeddings.config.pop("transform", None)  # a function cannot be saved
        self._embeddings.save(str(index))

    def load(self, index: Path) -> None:
        searched = {**self._settings, "method": "transformers"}
        self._embeddings.load(str(index), config=searched)

    def search(self, question: str, k: int) -> list[str]:
        return [found["text"] for found in self._embeddings.search(question, k)]


if __name__ == "__main__":
    run(Txtai)
