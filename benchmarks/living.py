"""How fast an index follows its folder, and how fast a large one is there again after a restart.

    python -m benchmarks.living [--files 10000] [--passages 100000]

The store, the builder, the watcher and the readers are the real ones; the documents are generated,
read by rule and embedded by hashing (``benchmarks.crashes``), because what is measured is all that
goes on beside the analysis. The restart is the real server's, over passages of a line each that
are stored as if the real parts had made them, with vectors of the bundled model's 384 dimensions.
"""

import argparse
import hashlib
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread

import numpy as np

from benchmarks.crashes import encoded, parts
from benchmarks.serving import command, machine, memory, serving, until_ready
from benchmarks.systems import peers
from index.attribution import ATTRIBUTION
from index.builder import Builder
from index.documents import Attribution, Document, Passage
from index.embedding import BUNDLED_DIMENSION, QuantisedEmbedder
from index.passages import CHUNKER
from index.readers import Readers
from index.store import Build, Entry, FileRecord, Manifest, Vectors
from index.stores.local import LocalStore
from index.watcher import watch

LARGE = Manifest(
    QuantisedEmbedder.name, BUNDLED_DIMENSION, CHUNKER, ATTRIBUTION, Readers(None).version
)
A_DOCUMENT = 500  # passages
_SPEAKERS = 100  # of the small files: with each that changes, its speaker's others are looked at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    print(machine())
    print("\n| what | median | least – most | the bare recipe |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        _following(Path(folder), options.files, options.runs)
    with tempfile.TemporaryDirectory() as folder:
        _restarting(Path(folder), options.passages, options.runs)


def _following(root: Path, files: int, runs: int) -> None:
    documents = root / "documents"
    for n in range(files):
        path = documents / f"{n // 100}" / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'Ann Speaker{n % _SPEAKERS} said: "word{n} is new."')
    store = LocalStore(root / "data")
    builder = Builder(documents, store, parts())
    began = time.perf_counter()
    builder.build()
    first = time.perf_counter() - began
    theirs = f"{_built_by_recipe(documents, root / 'recipe'):.1f} s"
    _row(f"first build of {files:,} files of a line", [first], theirs)
    again = [_timed(builder.build) for _ in range(runs)]
    _row(f"re-index of {files:,} unchanged files", again, theirs)

    stop = Event()

    def follow() -> None:
        for _ in watch(documents, stop):
            builder.build()

    follower = Thread(target=follow)
    follower.start()
    times = []
    for run in range(runs):
        time.sleep(2.0)  # so that the one before is over
        (documents / "0" / "0.txt").write_text(f'Ann Speaker0 said: "fresh{run} is new."')
        began = time.perf_counter()
        while not _answered(store, f"fresh{run}"):
            time.sleep(0.01)
        times.append(time.perf_counter() - began)
    stop.set()
    follower.join()
    _row(f"one changed file among {files:,}: written → answered", times, f"{theirs}, when told")
    store.close()


def _built_by_recipe(documents: Path, index: Path, *more: str) -> float:
    """Seconds, without what it takes to load the model."""
    recipe = peers()[0]
    command = [*recipe.filled(recipe.build, folder=documents, index=index), *more]
    environment = {**os.environ, **recipe.environment}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    told: float = json.loads(done.stdout.splitlines()[-1])["seconds"]
    return told


def _recipe_restarted(root: Path, passages: int, runs: int) -> tuple[str, str, str]:
    """What its server takes to be ready and to its first reply, and the most memory it held."""
    texts, vectors = root / "texts", root / "vectors.npy"
    texts.mkdir()
    lines = [f"This is passage number {n}." for n in range(passages)]
    for n, line in enumerate(lines):
        (texts / f"{n}.txt").write_text(line)
    np.save(vectors, encoded(lines, BUNDLED_DIMENSION))
    _built_by_recipe(texts, root / "recipe", "--vectors", str(vectors))
    recipe = peers()[0]
    ready, answered, held = [], [], []
    for _ in range(runs):
        began = time.perf_counter()
        arguments = recipe.filled(recipe.serve, index=root / "recipe", port=0)
        with serving(arguments, {**os.environ, **recipe.environment}) as (process, port):
            until_ready(port)
            ready.append(time.perf_counter() - began)
            _asked(port, f"passage number {passages // 2}", recipe.path)
            answered.append(time.perf_counter() - began)
            held.append(memory(process.pid))
    seconds = (f"{statistics.median(times):.2f} s" for times in (ready, answered))
    return *seconds, f"{max(held):,.0f} MB"


def _restarting(root: Path, passages: int, runs: int) -> None:
    documents, data = root / "documents", root / "data"
    documents.mkdir()
    store = LocalStore(data)
    began = time.perf_counter()
    with store.writer(LARGE) as writer:
        for n in range(passages // A_DOCUMENT):
            lines = [f"This is passage number {n * A_DOCUMENT + k}." for k in range(A_DOCUMENT)]
            entry = made_of(n, encoded(lines, BUNDLED_DIMENSION), lines)
            path = documents / f"{n}.txt"
            path.write_text(entry.document.text)
            writer.put(_record(path, entry.document.id), entry)
        writer.finish(Build(0.0, 0.0))
    store.close()
    _row(f"storing {passages:,} passages", [time.perf_counter() - began])
    environment = {
        **os.environ, "ONRECORD_DATA": str(data), "ONRECORD_DOCUMENTS": str(documents),
    }  # fmt: skip
    ready, answered, held = [], [], []
    for _ in range(runs):
        began = time.perf_counter()
        with serving([command(), "serve", "--port", "0"], environment) as (process, port):
            until_ready(port)
            ready.append(time.perf_counter() - began)
            _asked(port, f"passage number {passages // 2}")
            answered.append(time.perf_counter() - began)
            held.append(memory(process.pid))
    with LocalStore(data).snapshot() as snapshot:
        build = snapshot.last_build()
        if build is None or build.unchanged != passages // A_DOCUMENT:
            sys.exit("the restarts changed the index")
    theirs = _recipe_restarted(root, passages, runs)
    _row(f"unchanged restart over {passages:,} passages, to `/readyz`", ready, theirs[0])
    _row("… to the first reply", answered, theirs[1])
    print(f"| memory of the server then, at most | {max(held):,.0f} MB | | {theirs[2]} |")


def _record(path: Path, id: str) -> FileRecord:
    status = path.stat()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return FileRecord(path.name, status.st_size, status.st_mtime_ns, digest, id)


def _asked(port: int, question: str, path: str = "/api/ask") -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = json.dumps({"question": question})
    connection.request("POST", path, body, {"Content-Type": "application/json"})
    if connection.getresponse().status != http.HTTPStatus.OK:
        sys.exit("a question was not answered")


def made_of(number: int, vectors: Vectors, lines: Sequence[str] | None = None) -> Entry:
    """A document with a passage to each vector, and ``lines`` to be its words."""
    lines = lines or [f"This is passage {n} of document {number}." for n in range(len(vectors))]
    document = Document(document_id(number), f"Document {number}", "\n".join(lines))
    cut, at = [], 0
    for n, line in enumerate(lines):
        id = passage_id(number * A_DOCUMENT + n)
        cut.append(Passage(id, document.id, at, at + len(line), line))
        at += len(line) + 1
    nothing = np.empty((0, BUNDLED_DIMENSION), np.float32)
    return Entry(document, cut, Attribution((), ()), [], [], vectors, nothing)


def document_id(number: int) -> str:
    return f"{number:016x}"


def passage_id(number: int) -> str:
    """Of the passage of this number, over all documents."""
    return f"{document_id(number // A_DOCUMENT)}-p{number % A_DOCUMENT}"


def _answered(store: LocalStore, word: str) -> bool:
    with store.snapshot() as snapshot:
        return bool(snapshot.mentions(word, 1))


def _timed(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def _row(what: str, times: list[float], theirs: str = "") -> None:
    spread = f"{min(times):.2f} – {max(times):.2f}" if len(times) > 1 else ""
    print(f"| {what} | {statistics.median(times):.2f} s | {spread} | {theirs} |", flush=True)


if __name__ == "__main__":
    main()
