"""How vectors are searched at a size: recall, time on one thread, memory, beside comparing all.

    python -m benchmarks.vectors FOLDER [--passages 1000000]

The vectors are made from those of real passages: a sample of the paragraphs in FOLDER's texts is
embedded (minutes), and each vector is one of these with half of the difference of two others added,
so that they lie as texts do and no two alike. What is searched for are sentences of paragraphs that
are not among them. All are stored by the real store with its real checkpoint, and searched by a
process of its own. Needs about 4 KB of disk and a second of memory bandwidth a thousand passages.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from platformdirs import user_cache_path

from benchmarks.living import A_DOCUMENT, LARGE, document_id, made_of, passage_id
from benchmarks.serving import machine
from index import readers
from index.embedding import BUNDLED_DIMENSION, QuantisedEmbedder
from index.store import Build, FileRecord, Vectors
from index.stores.local import LocalStore

_SHORTEST, _LONGEST = 200, 1200  # characters of a paragraph that is taken
_SAMPLED, _ASKED = 5500, 500
_FEW = 30  # of these, where every vector is compared
_OTHERS = 0.6  # how much of the difference of two others is added
_SEARCHES = """
import json, sys, time
from pathlib import Path
import numpy as np
from index.store import Filter
from index.stores.local import LocalStore

began = time.perf_counter()
store = LocalStore(Path(sys.argv[1]))
questions = np.load(sys.argv[2])[: int(sys.argv[4])]
some = Filter(documents=frozenset(json.loads(sys.argv[3])))
with store.snapshot() as snapshot:
    view = snapshot.view("passages")
    told = {"kind": view.base.kind, "ready": time.perf_counter() - began}

    def timed(name, search):
        search(questions[0])
        taken, used, found = [], [], []
        for question in questions:
            start, thread = time.perf_counter(), time.thread_time()
            hits = search(question)
            taken.append(time.perf_counter() - start)
            used.append(time.thread_time() - thread)
            found.append([hit.id for hit in hits] if name != "view" else [])
        told[name] = {"taken": taken, "used": used, "found": found}

    timed("view", lambda question: view.search(question, 10))
    timed("10", lambda question: snapshot.dense("passages", question, 10))
    timed("100", lambda question: snapshot.dense("passages", question, 100))
    timed("filtered", lambda question: snapshot.dense("passages", question, 10, some))
for line in Path("/proc/self/status").read_text().splitlines():
    if line.startswith(("VmRSS", "RssAnon")):
        told[line.partition(":")[0]] = int(line.split()[1]) * 1024
print(json.dumps(told))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="texts that the sample is taken from")
    parser.add_argument("--passages", type=int, default=1_000_000)
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), options.folder, options.passages)


def _measure(work: Path, texts: Path, passages: int) -> None:
    paragraphs = _paragraphs(texts)
    sample, others = paragraphs[:-_ASKED][:_SAMPLED], paragraphs[-_ASKED:]
    embedder = QuantisedEmbedder(user_cache_path("onrecord"))
    real = embedder.encode(sample)
    questions = embedder.encode([text.partition(". ")[0] for text in others])
    print(f"{len(sample):,} paragraphs embedded, {len(questions)} sentences of others\n")
    vectors = np.concatenate(list(_made(real, passages)))
    np.save(work / "questions.npy", questions)
    _store(work / "data", vectors)
    compare(work, vectors, questions)


def compare(work: Path, vectors: Vectors, questions: Vectors) -> None:
    """Print what searches of a store in ``work`` find and cost, by its checkpoint and without."""
    chosen = np.arange(0, len(vectors) // A_DOCUMENT, 100)  # documents a filter lets through
    among = (chosen[:, None] * A_DOCUMENT + np.arange(A_DOCUMENT)).ravel()
    exact = {
        "10": _nearest(vectors, questions, 10),
        "100": _nearest(vectors, questions, 100),
        "filtered": among[_nearest(vectors[among], questions, 10)],
    }
    (checkpoint,) = (work / "data").glob("edition-*/passages.view")
    sizes = [checkpoint.stat().st_size / len(vectors), 4 * BUNDLED_DIMENSION + 8]
    told = [_searched(work, chosen, len(questions))]
    checkpoint.unlink()
    told.append(_searched(work, chosen, _FEW))
    print("| what | " + " | ".join(each["kind"] for each in told) + " |\n|---|---|---|")
    _row("bytes a vector", [f"{size:,.0f}" for size in sizes])
    for k, expected in exact.items():
        name = f"recall@{k}" if k != "filtered" else "recall@10 with a filter of 1 % of documents"
        _row(name, [f"{_recall(each[k]['found'], expected):.4f}" for each in told])
    for name, key in (
        ("10 nearest in the view", "view"),
        ("10 nearest, with their exact scores from the catalogue", "10"),
        ("100 nearest, the same", "100"),
        ("10 nearest with the filter", "filtered"),
    ):
        _row(name, [_times(each[key]) for each in told])
    _row("process: opened, view at hand", [f"{each['ready']:.2f} s" for each in told])
    _row("its memory (resident)", [f"{each['VmRSS'] / 1e6:,.0f} MB" for each in told])
    _row("… of that not mapped from files", [f"{each['RssAnon'] / 1e6:,.0f} MB" for each in told])


def _paragraphs(folder: Path) -> list[str]:
    """Distinct paragraphs of the folder's texts, shuffled: up to 8 a file, as many as are used."""
    shuffled, found = random.Random(0), dict[str, None]()  # noqa: S311
    files = sorted(path for path in folder.rglob("*") if readers.supported(path))
    shuffled.shuffle(files)
    for file in files:
        text = readers.read(file, file.read_bytes()).text
        fitting = [part for part in text.split("\n") if _SHORTEST <= len(part) <= _LONGEST]
        found.update(dict.fromkeys(shuffled.sample(fitting, min(8, len(fitting)))))
        if len(found) >= _SAMPLED + _ASKED:
            break
    if len(found) < 2 * _ASKED:
        sys.exit(f"{folder} has too few paragraphs")
    paragraphs = list(found)
    shuffled.shuffle(paragraphs)
    return paragraphs


def _made(real: Vectors, count: int) -> Iterator[Vectors]:
    """``count`` vectors from real ones, in parts."""
    rng = np.random.default_rng(0)
    while count > 0:
        one, other, another = rng.integers(0, len(real), (3, min(count, 50_000)))
        made = real[one] + _OTHERS * (real[other] - real[another])
        yield made / np.linalg.norm(made, axis=1, keepdims=True)
        count -= len(made)


def _nearest(vectors: Vectors, questions: Vectors, k: int) -> npt.NDArray[np.int64]:
    """The ``k`` rows nearest to each question: shape (questions, k)."""
    found = []
    for at in range(0, len(questions), 50):
        scores = questions[at : at + 50] @ vectors.T
        found.append(np.argpartition(-scores, k - 1, axis=1)[:, :k])
    return np.concatenate(found)


def _store(data: Path, vectors: Vectors) -> None:
    store = LocalStore(data)
    for n, part in enumerate(np.split(vectors, len(vectors) // A_DOCUMENT)):
        entry = made_of(n, part)
        id = entry.document.id
        with store.writer(LARGE) as writer:  # a new one each time, so that none makes a checkpoint
            writer.put(FileRecord(f"{n}.txt", 1, 1, id, id), entry)
    began = time.perf_counter()
    with store.writer(LARGE) as writer:
        writer.finish(Build(0.0, 0.0))
    store.close()
    taken = time.perf_counter() - began
    print(f"checkpoint made in {taken:.0f} s\n")


def _searched(work: Path, chosen: npt.NDArray[np.int64], asked: int) -> dict[str, Any]:
    """What a process of its own tells of its searches."""
    documents = json.dumps([document_id(n) for n in chosen.tolist()])
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            _SEARCHES,
            work / "data",
            work / "questions.npy",
            documents,
            str(asked),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _recall(found: Sequence[Sequence[str]], expected: npt.NDArray[np.int64]) -> float:
    shares = []
    for ids, rows in zip(
        found, expected, strict=False
    ):  # of the first few where so many were asked
        wanted = {passage_id(row) for row in rows.tolist()}
        shares.append(len(wanted & set(ids)) / len(wanted))
    return statistics.mean(shares)


def _times(told: dict[str, list[float]]) -> str:
    taken, used = (statistics.median(told[key]) * 1000 for key in ("taken", "used"))
    return f"{taken:.2f} ms, {used:.2f} of the processor"


def _row(what: str, values: Sequence[str]) -> None:
    print(f"| {what} | " + " | ".join(values) + " |", flush=True)


if __name__ == "__main__":
    main()
