"""What attribution takes beside embedding the same text, and the memory it adds.

    python -m benchmarks.attribution_cost [FOLDER]

The parts of a build, over the documents of FOLDER (default seeds/), one after the other in each
round: so what else runs on the machine slows all of them alike. Times are the process's own
(processor time of all its threads) and steadier than the clock's on a machine that is not idle.
Embedding is by the bundled model as it serves, and as Sentence Transformers runs it (float32).
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from api.settings import Settings
from benchmarks.serving import machine, memory
from index import passages
from index.attribution import attribute, on_record
from index.documents import Attribution, Document
from index.embedding import (
    BUNDLED,
    SentenceTransformersEmbedder,
    bundled_folder,
    embedder,
)
from index.parsing import Parsed, Parser
from index.parts import embedded
from index.readers import read, supported

_SEEDS = Path(__file__).parents[1] / "seeds"
_Given = TypeVar("_Given")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=_SEEDS)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    documents = [
        read(path, path.read_bytes())
        for path in sorted(options.folder.rglob("*"))
        if path.is_file() and supported(path)
    ]
    print(machine())
    print(f"{len(documents)} documents, {sum(len(d.text) for d in documents):,} characters")
    print("\n| what | median | least – most |\n|---|---|---|")
    _measure(documents, options.rounds)


def _measure(documents: Sequence[Document], rounds: int) -> None:
    parser, model = Parser(), embedder(BUNDLED, Settings().models)
    recipe = SentenceTransformersEmbedder(str(bundled_folder()), device="cpu")
    times: dict[str, list[float]] = {
        "parsing": [], "attribution": [], "embedding": [], "embedding in float32": [],
    }  # fmt: skip
    parsed = [parser.parse(document) for document in documents]
    split = [passages.split(one) for one in parsed]
    for some in split:
        model.encode([passage.text for passage in some])
    before = memory(os.getpid())
    found = [_attributed(one) for one in parsed]
    grown = memory(os.getpid()) - before
    texts = [
        embedded(document, some, attribution.statements)
        for document, some, attribution in zip(documents, split, found, strict=True)
    ]
    for _ in range(rounds):
        times["parsing"].append(_seconds(parser.parse, documents))
        times["attribution"].append(_seconds(_attributed, parsed))
        times["embedding"].append(_seconds(model.encode, texts))
        times["embedding in float32"].append(_seconds(recipe.encode, texts))
    size = sum(len(document.text) for document in documents)
    for what, seconds in times.items():
        _row(f"{what}, characters a second", [size / each for each in seconds], ",.0f")
    pairs = list(zip(*times.values(), strict=True))
    for n, what in ((2, "embedding's"), (3, "embedding's in float32")):
        _row(f"attribution's time to {what}", [t[1] / t[n] for t in pairs], ".2f")
        _row("the same, with parsing", [(t[0] + t[1]) / t[n] for t in pairs], ".2f")
    print(f"| memory that attribution adds (resident) | {grown:.0f} MB | |")


def _attributed(parsed: Parsed) -> Attribution:
    return on_record(attribute(parsed))


def _seconds(step: Callable[[_Given], object], given: Iterable[_Given]) -> float:
    start = time.process_time()
    for each in given:
        step(each)
    return time.process_time() - start


def _row(what: str, figures: Sequence[float], form: str) -> None:
    median, least, most = (
        format(each, form) for each in (statistics.median(figures), min(figures), max(figures))
    )
    print(f"| {what} | {median} | {least} – {most} |", flush=True)


if __name__ == "__main__":
    main()
