"""Where the time of a build and of a question goes, stage by stage, and what bounds it.

    python -m benchmarks.stages [FOLDER] [--data DIR]

A build's stages over the documents of FOLDER (default seeds/) and a question's over the index in
DIR (default: one of FOLDER), in seconds of the processor, which what else runs on the machine bears
on little. Beside a stage that is a network stands the least that its arithmetic takes at the rate
at which one core multiplies large int8 matrices here; beside the search, the time in which one core
reads the vectors from memory.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

from api.service import Service
from api.settings import Settings
from benchmarks.comparison import QUESTIONS
from benchmarks.serving import machine
from index import passages
from index.attribution import ATTRIBUTION, attribute, on_record
from index.embedding import BUNDLED_DIMENSION, BUNDLED_WORD_PIECES, QuantisedEmbedder, tokenizer
from index.parsing import Parser
from index.parts import embedded
from index.readers import read, supported
from index.store import Build, Entry, FileRecord, Manifest
from index.stores.local import LocalStore
from qa.replies import Question
from qa.retrieval import READ
from qa.stages import Timings

_SEEDS = Path(__file__).parents[1] / "seeds"
_HIDDEN, _INNER = 384, 1536  # of every network here; all come from MiniLM
_LAYERS = {"attribution": 12, "embedding": 6, "reading": 12}
_SIZE = 1024  # rows and columns of the matrices that are multiplied
_READ_FROM_MEMORY = 400_000_000  # bytes; more than any cache holds
_ROUNDS = 5
_A_READ = 100  # word pieces of a question with a passage of middling length
_Given = TypeVar("_Given")
_Found = TypeVar("_Found")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=_SEEDS)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    peak, bandwidth = multiplied(), read_from_memory()
    print(machine())
    print(f"one core: {peak / 1e9:,.0f} billion int8 operations a second in matrices of {_SIZE},")
    print(f"{bandwidth / 1e9:.1f} GB a second from memory")
    with tempfile.TemporaryDirectory() as folder:
        _build(options.folder, Path(folder) / "data", peak)
        data = options.data
        if data is None:
            data = Path(folder) / "asked"
            Service(Settings(documents=(options.folder,), data=data)).build()
        _questions(data, peak, bandwidth)


def multiplied() -> float:
    """Multiplications and additions a second of one core, of unsigned with signed bytes."""
    given = helper.make_tensor_value_info("a", TensorProto.UINT8, [_SIZE, _SIZE])
    made = helper.make_tensor_value_info("c", TensorProto.INT32, [_SIZE, _SIZE])
    weights = np.random.default_rng(1).integers(-64, 64, (_SIZE, _SIZE), dtype=np.int8)
    held = helper.make_tensor("b", TensorProto.INT8, weights.shape, weights.tobytes(), raw=True)
    node = helper.make_node("MatMulInteger", ["a", "b"], ["c"])
    graph = helper.make_graph([node], "product", [given], [made], [held])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    matrix = np.full((_SIZE, _SIZE), 7, np.uint8)
    session.run(None, {"a": matrix})
    return 2 * _SIZE**3 / min(_seconds(lambda _: session.run(None, {"a": matrix}), range(20)))


def read_from_memory() -> float:
    """Bytes a second that one core adds up from memory."""
    numbers = np.ones(_READ_FROM_MEMORY // 4, np.float32)
    return numbers.nbytes / min(_seconds(lambda _: numbers.sum(), range(5)))


def operations(layers: int, pieces: int, *, together: int) -> float:
    """Of an encoder over so many word pieces, ``together`` of them a text."""
    products = 4 * _HIDDEN**2 + 2 * _HIDDEN * _INNER  # attention's four, and the two after it
    return 2.0 * layers * pieces * (products + 2 * together * _HIDDEN)


def _build(folder: Path, data: Path, peak: float) -> None:
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and supported(p)]
    parser, model = Parser(), QuantisedEmbedder(Settings().models)
    warm = parser.parse(read(files[0], files[0].read_bytes()))
    attribute(warm)
    spent: dict[str, float] = {}

    def each(stage: str, step: Callable[[_Given], _Found], given: Iterable[_Given]) -> list[_Found]:
        start = time.process_time()
        made = [step(one) for one in given]
        spent[stage] = time.process_time() - start
        return made

    documents = each("reading the files", lambda p: read(p, p.read_bytes()), files)
    parsed = each("parsing", parser.parse, documents)
    split = each("splitting", passages.split, parsed)
    found = each("attribution", lambda one: on_record(attribute(one)), parsed)
    texts = [
        embedded(document, some, attribution.statements)
        for document, some, attribution in zip(documents, split, found, strict=True)
    ]
    vectors = each("embedding", model.encode, texts)
    entries = [
        Entry(
            replace(one.document, language=one.language), some, attribution, one.sentences,
            one.entities, rows[: len(some)], rows[len(some) :],
        )
        for one, some, attribution, rows in zip(parsed, split, found, vectors, strict=True)
    ]  # fmt: skip
    each("writing", lambda _: _written(entries, data), [None])
    size = sum(len(document.text) for document in documents)
    words = _pieces(document.text for document in documents)
    pieces = _pieces(text for some in texts for text in some)
    count = sum(map(len, texts))
    least = {
        "attribution": operations(_LAYERS["attribution"], words, together=BUNDLED_WORD_PIECES),
        "embedding": operations(_LAYERS["embedding"], pieces, together=pieces // count),
    }
    print(f"\n{len(documents):,} documents, {size:,} characters, {words:,} word pieces;")
    print(f"{pieces:,} word pieces are embedded, of {count:,} texts\n")
    print("| stage of a build | processor, s a million characters | share | at least |")
    print("|---|---|---|---|")
    whole = sum(spent.values())
    for stage, seconds in spent.items():
        bound = f"{least[stage] / peak / size * 1e6:.1f} s" if stage in least else ""
        share = seconds / whole
        print(f"| {stage} | {seconds / size * 1e6:.1f} | {share:.0%} | {bound} |")
    print(f"| all | {whole / size * 1e6:.1f} | | |")


def _written(entries: Sequence[Entry], data: Path) -> None:
    manifest = Manifest(QuantisedEmbedder.name, BUNDLED_DIMENSION, passages.CHUNKER, ATTRIBUTION)
    store = LocalStore(data)
    with store.writer(manifest) as writer:
        for n, entry in enumerate(entries):
            writer.put(FileRecord(f"{n}.md", 1, 1, str(n), entry.document.id), entry)
        writer.finish(Build(0.0, 0.0))
    store.close()


def _questions(data: Path, peak: float, bandwidth: float) -> None:
    service = Service(Settings(data=data))
    with service.store.snapshot() as snapshot:
        counts = snapshot.counts()
    for question in QUESTIONS:
        service.ask(Question(question))
    spent: dict[str, list[float]] = {}
    for question in QUESTIONS * _ROUNDS:
        timings = Timings(time.process_time)
        start = time.process_time()
        service.ask(Question(question), timings)
        whole = time.process_time() - start
        for stage, seconds in timings.seconds.items():
            spent.setdefault(stage, []).append(seconds)
        spent.setdefault("rest", []).append(whole - sum(timings.seconds.values()))
    service.close()
    asked = _pieces(QUESTIONS) // len(QUESTIONS)
    scanned = (counts.passages + counts.statements) / 2 * BUNDLED_DIMENSION * 4
    read = operations(_LAYERS["reading"], READ * _A_READ, together=_A_READ)
    least = {
        "embedding": operations(_LAYERS["embedding"], asked, together=asked) / peak,
        "search": scanned / bandwidth,
        "reading": read / peak,
    }
    print(f"\n{len(QUESTIONS)} questions {_ROUNDS} times, over {counts.passages:,} passages and")
    print(f"{counts.statements:,} statements; processor time\n")
    print("| stage of a question | questions with it | mean, ms | median, ms | most | at least |")
    print("|---|---|---|---|---|---|")
    for stage, each in spent.items():
        entered = [seconds * 1000 for seconds in each if seconds]
        if not entered:
            continue
        bound = f"{least[stage] * 1000:.2f} ms" if stage in least else ""
        print(
            f"| {stage} | {len(entered) / len(each):.0%} | {statistics.mean(entered):.2f} |"
            f" {statistics.median(entered):.2f} | {max(entered):.2f} | {bound} |"
        )
    service.close()


def _pieces(texts: Iterable[str]) -> int:
    return sum(len(each.ids) for each in tokenizer().encode_batch_fast(list(texts)))


def _seconds(step: Callable[[int], object], given: Iterable[int]) -> list[float]:
    taken = []
    for each in given:
        start = time.thread_time()
        step(each)
        taken.append(time.thread_time() - start)
    return taken


if __name__ == "__main__":
    main()
