"""How fast an index follows its folder, and how fast a large one is there again after a restart.

    python -m benchmarks.living [--files 10000] [--passages 100000]

The store, the builder, the watcher and the readers are the real ones; the documents are generated,
read by rule and embedded by hashing (``benchmarks.crashes``), because what is measured is all that
goes on beside the analysis. Vectors of the restart have the bundled model's 384 dimensions.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import numpy as np

from benchmarks.crashes import encoded, parts
from benchmarks.serving import machine
from index.attribution import ATTRIBUTION
from index.builder import Builder
from index.documents import Attribution, Document, Passage
from index.embedding import BUNDLED_DIMENSION
from index.passages import CHUNKER
from index.store import Build, Entry, FileRecord, Manifest
from index.stores.local import LocalStore
from index.watcher import watch

_HASHED = Manifest("hashed", 32, "lines", "colons")
_LARGE = Manifest("synthetic", BUNDLED_DIMENSION, CHUNKER, ATTRIBUTION)
_A_DOCUMENT = 100  # passages
_RESTART = """
import resource, sys, time
from pathlib import Path
began = time.perf_counter()
import numpy as np
from index.stores.local import LocalStore
with LocalStore(Path(sys.argv[1])).snapshot() as snapshot:
    vector = np.zeros(int(sys.argv[2]), np.float32)
    vector[0] = 1
    assert len(snapshot.dense("passages", vector, 10)) == 10
    assert snapshot.mentions("passage number 7", 1)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(time.perf_counter() - began, peak)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    print(machine())
    print("\n| what | median | least – most |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        _following(Path(folder), options.files, options.runs)
    with tempfile.TemporaryDirectory() as folder:
        _restarting(Path(folder), options.passages, options.runs)


def _following(root: Path, files: int, runs: int) -> None:
    documents = root / "documents"
    for n in range(files):
        path = documents / f"{n // 100}" / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'Ann Speaker said: "word{n} is new."')
    store = LocalStore(root / "data")
    builder = Builder(documents, store, parts(_HASHED))
    began = time.perf_counter()
    builder.build()
    _row(f"first build of {files:,} files of a line", [time.perf_counter() - began])
    _row(f"re-index of {files:,} unchanged files", [_timed(builder.build) for _ in range(runs)])

    stop = Event()

    def follow() -> None:
        for _ in watch(documents, stop):
            builder.build()

    follower = Thread(target=follow)
    follower.start()
    times = []
    for run in range(runs):
        time.sleep(2.0)  # so that the one before is over
        (documents / "0" / "0.txt").write_text(f'Ann Speaker said: "fresh{run} is new."')
        began = time.perf_counter()
        while not _answered(store, f"fresh{run}"):
            time.sleep(0.01)
        times.append(time.perf_counter() - began)
    stop.set()
    follower.join()
    _row(f"one changed file among {files:,}: written → answered", times)
    store.close()


def _restarting(root: Path, passages: int, runs: int) -> None:
    store = LocalStore(root / "data")
    began = time.perf_counter()
    with store.writer(_LARGE) as writer:
        for n in range(passages // _A_DOCUMENT):
            entry = _document(n)
            path = f"{n}.txt"
            writer.put(FileRecord(path, 1, 1, entry.document.id, entry.document.id), entry)
        writer.finish(Build(0.0, 0.0))
    _row(f"storing {passages:,} passages", [time.perf_counter() - began])
    store.close()
    times, peaks = [], []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", _RESTART, root / "data", str(BUNDLED_DIMENSION)],
            capture_output=True,
            text=True,
            check=True,
        )
        seconds, peak = map(float, done.stdout.split())
        times.append(seconds)
        peaks.append(peak)
    _row(f"restart over {passages:,} passages: a process to its first search", times)
    print(f"| memory of that process, at most | {max(peaks):,.0f} MB | |")


def _document(n: int) -> Entry:
    lines = [f"This is passage number {n * _A_DOCUMENT + k}." for k in range(_A_DOCUMENT)]
    document = Document(f"{n:016x}", f"Document {n}", "\n".join(lines))
    cut, at = [], 0
    for k, line in enumerate(lines):
        cut.append(Passage(f"{document.id}-p{k}", document.id, at, at + len(line), line))
        at += len(line) + 1
    vectors = encoded(lines, BUNDLED_DIMENSION)
    nothing = np.empty((0, BUNDLED_DIMENSION), np.float32)
    return Entry(document, cut, Attribution((), ()), [], [], vectors, nothing)


def _answered(store: LocalStore, word: str) -> bool:
    with store.snapshot() as snapshot:
        return bool(snapshot.mentions(word, 1))


def _timed(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def _row(what: str, times: list[float]) -> None:
    spread = f"{min(times):.2f} – {max(times):.2f}" if len(times) > 1 else ""
    print(f"| {what} | {statistics.median(times):.2f} s | {spread} |", flush=True)


if __name__ == "__main__":
    main()
