"""The bare recipe: Sentence Transformers in float32 and a flat FAISS index. It has no full text and
no catalogue; passages lie in a file of JSON."""

import json
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from sentence_transformers import SentenceTransformer

from benchmarks.peers.program import run
from index.embedding import bundled_folder


class Recipe:
    def __init__(self) -> None:
        self._model = SentenceTransformer(str(bundled_folder()), device="cpu")

    def build(
        self, passages: Sequence[str], index: Path, vectors: np.ndarray | None = None
    ) -> None:
        if vectors is None:
            vectors = self._encode(list(passages))
        made = faiss.IndexFlatIP(vectors.shape[1])
        made.add(vectors)
        index.mkdir(parents=True)
        faiss.write_index(made, str(index / "vectors.faiss"))
        (index / "passages.json").write_text(json.dumps(passages))

    def load(self, index: Path) -> None:
        self._index = faiss.read_index(str(index / "vectors.faiss"))
        self._passages = json.loads((index / "passages.json").read_text())

    def search(self, question: str, k: int) -> list[str]:
        _, rows = self._index.search(self._encode([question]), k)
        return [self._passages[row] for row in rows[0]]

    def _encode(self, texts: list[str]) -> np.ndarray:
        return self._model.encode(texts, normalize_embeddings=True)


if __name__ == "__main__":
    run(Recipe)
