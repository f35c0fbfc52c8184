"""A peer as a program: passages of 200 words, an index, and a search of it, also over HTTP.

    python -m benchmarks.peers.recipe build FOLDER INDEX [--vectors FILE]
    python -m benchmarks.peers.recipe ask INDEX QUESTION
    python -m benchmarks.peers.recipe serve INDEX PORT

``build`` prints what it took as a line of JSON; the clock starts when everything is imported and
the model loaded. With ``--vectors`` (an .npy file, a row a passage) nothing is embedded: for an
index that is only searched. ``serve`` answers ``POST /ask``, and ``GET /readyz`` once it can.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from fastapi import FastAPI
from pydantic import BaseModel

WORDS = 200  # a passage
NEAREST = 10  # passages a question


class Peer(Protocol):
    """Loaded, with its model. Safe for use by several threads as far as its makers say so."""

    def build(
        self, passages: Sequence[str], index: Path, vectors: np.ndarray | None = None
    ) -> None:
        """Writes an index of them into a new folder."""

    def load(self, index: Path) -> None: ...

    def search(self, question: str, k: int) -> list[str]:
        """The ``k`` nearest passages, best first."""


class Asked(BaseModel):
    question: str


def run(peer: Callable[[], Peer]) -> None:
    parser = argparse.ArgumentParser()
    verbs = parser.add_subparsers(dest="verb", required=True)
    build = verbs.add_parser("build")
    build.add_argument("folder", type=Path)
    build.add_argument("index", type=Path)
    build.add_argument("--vectors", type=Path)
    ask = verbs.add_parser("ask")
    ask.add_argument("index", type=Path)
    ask.add_argument("question")
    serve = verbs.add_parser("serve")
    serve.add_argument("index", type=Path)
    serve.add_argument("port", type=int)
    options = parser.parse_args()
    loaded = peer()
    if options.verb == "build":
        _build(loaded, options.folder, options.index, options.vectors)
        return
    loaded.load(options.index)
    if options.verb == "ask":
        print(loaded.search(options.question, NEAREST)[0])
    else:
        import uvicorn

        uvicorn.run(_app(loaded), port=options.port, log_level="warning")


def texts(folder: Path) -> list[str]:
    """The files as they are."""
    return [path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.is_file()]


def split(texts: Sequence[str]) -> list[str]:
    """Passages of so many words, none over two files."""
    passages = []
    for text in texts:
        words = text.split()
        passages += [" ".join(words[n : n + WORDS]) for n in range(0, len(words), WORDS)]
    return passages


def _build(peer: Peer, folder: Path, index: Path, vectors: Path | None) -> None:
    start, before = time.perf_counter(), time.process_time()
    read = texts(folder)
    passages = split(read)
    peer.build(passages, index, np.load(vectors) if vectors else None)
    told = {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - before,
        "characters": sum(map(len, read)),
        "passages": len(passages),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    print(json.dumps(told))


def _app(peer: Peer) -> FastAPI:
    app = FastAPI()

    @app.get("/readyz")
    def ready() -> None:
        pass

    @app.post("/ask")
    def ask(asked: Asked) -> dict[str, object]:
        start = time.perf_counter()
        found = peer.search(asked.question, NEAREST)
        return {"passages": found, "took_ms": (time.perf_counter() - start) * 1000}

    return app
