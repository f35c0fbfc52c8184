"""Retrieval, answers and refusals on public sets of questions, beside the obvious recipe's.

    python -m benchmarks.retrieval [FOLDER] [--cache DIR] [--set NAME …] [--queries N]

FOLDER (default ../shared) holds ``data/retrieval/NAME/{corpus,queries_dev}.jsonl`` and the scorers,
``score/score_retrieval.py`` and ``score_qa.py``. What is scored is what ``onrecord search --run``
and ``onrecord ask --run`` write. The sets are not part of the project.

A set's documents become a folder of ``ID.txt``, so a document's path is its id in the set and its
text is the set's, code point for code point. The folder and its index stay in the cache (indexing
takes minutes) under a name that tells the corpus and the versions of chunker and attribution.
``--queries`` takes the same N questions every time. Of the sets that the reader was trained on,
only questions about texts that it has not seen are asked. What is a set of conversations about one
text each is asked of that text alone.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from index.attribution import ATTRIBUTION
from index.embedding import BUNDLED
from index.passages import CHUNKER
from index.stores.catalogue import FORMAT
from qa.reading.lessons import is_held_out

# The sets that the reader learnt from, but for some of their texts
_TAUGHT = frozenset(["squad2_dev", "quac_val3"])
_OF_ONE_DOCUMENT = "quac_val3"  # its questions name no topic, so the document is given
_ROOT = Path(__file__).parents[1]
_DEPTH = 50  # passages a question; documents are counted once, at their first passage

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Row:
    """A figure of a scorer, what the obvious recipe reaches (on held-out halves), and the aim.

    The recipe: passages of 200 words, MiniLM in a flat FAISS index and BM25, fused by rank.
    ``run``: the passages found, the exact words or the whole reply.
    """

    set: str
    run: str
    figure: str
    what: str
    recipe: float | None
    aim: float | None


_TABLE = (
    _Row("squad2_dev", "passages", "ndcg@10", "nDCG@10", 0.879, 0.94),
    _Row("squad2_dev", "passages", "recall@5", "recall@5", 0.958, 0.98),
    _Row("squad2_dev", "words", "has_ans_f1", "exact words, F1 where answerable", None, 0.65),
    _Row("squad2_dev", "words", "has_ans_em", "exact words, exact where answerable", None, None),
    _Row("squad2_dev", "reply", "answer_recall", "reply holds the answer", None, 0.90),
    _Row("squad2_dev", "words", "abstain_precision", "refusal, precision", None, None),
    _Row("squad2_dev", "words", "abstain_recall", "refusal, recall", None, None),
    _Row("squad2_dev", "words", "abstain_f1", "refusal, F1 (always refusing: .685)", 0.685, 0.80),
    _Row("squad2_dev", "words", "auroc_no_answer", "refusal, AUROC", None, None),
    _Row("squad2_dev", "words", "grounded", "words verbatim in a cited passage", None, 1.0),
    _Row("wh_kirby_briefings", "passages", "ev_hit@5", "evidence hit@5", 0.435, 0.60),
    _Row("wh_kirby_briefings", "passages", "ev_hit@10", "evidence hit@10", 0.556, 0.72),
    _Row("wh_kirby_briefings", "words", "speaker_acc", "speaker right", None, None),
    _Row("wh_kirby_briefings", "words", "grounded", "words verbatim in a cited passage", None, 1.0),
    _Row("qmsum_committee", "passages", "ev_hit@5", "evidence hit@5", 0.833, 0.90),
    _Row("qmsum_committee", "passages", "ev_hit@10", "evidence hit@10", 0.868, 0.93),
    _Row("qmsum_committee", "words", "grounded", "words verbatim in a cited passage", None, 1.0),
    _Row("cast_followups", "passages", "recall@5", "raw turn with history, recall@5", 0.713, None),
    _Row("cast_followups", "passages", "recall@10", "raw turn with history, recall@10", 0.80, 0.95),
    _Row("cast_followups", "passages", "ndcg@10", "raw turn with history, nDCG@10", 0.607, None),
    _Row("cast_followups", "words", "grounded", "words verbatim in a cited passage", None, 1.0),
    _Row("mtrag_un", "passages", "recall@5", "raw turn with history, recall@5", 0.837, 0.90),
    _Row("mtrag_un", "passages", "ndcg@10", "raw turn with history, nDCG@10", 0.829, None),
    _Row("mtrag_un", "words", "abstain_precision", "refusal, precision", None, None),
    _Row("mtrag_un", "words", "abstain_recall", "refusal, recall", None, None),
    _Row("mtrag_un", "words", "abstain_f1", "refusal, F1", None, 0.80),
    _Row("mtrag_un", "words", "grounded", "words verbatim in a cited passage", None, 1.0),
    _Row("quac_val3", "reply", "has_ans_f1", "of one document: reply, F1", None, None),
    _Row("quac_val3", "words", "has_ans_f1", "of one document: exact words, F1", None, None),
    _Row("quac_val3", "words", "f1", "of one document: F1, refusals too", None, None),
    _Row("quac_val3", "words", "cite_recall", "of one document: answer's passage told", None, None),
    _Row("quac_val3", "words", "abstain_precision", "refusal, precision", None, None),
    _Row("quac_val3", "words", "abstain_recall", "refusal, recall", None, None),
    _Row("quac_val3", "words", "grounded", "words verbatim in a cited passage", None, 1.0),
)
SETS = tuple(dict.fromkeys(row.set for row in _TABLE))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--cache", type=Path, default=user_cache_path("onrecord") / "benchmarks")
    parser.add_argument("--set", dest="sets", nargs="+", choices=SETS, default=SETS)
    parser.add_argument("--queries", type=int, metavar="N", help="a fixed sample of this size")
    options = parser.parse_args()
    shared = options.shared.resolve()
    if not (shared / "score" / "score_retrieval.py").exists():
        sys.exit(f"{shared} holds no scorers; name the folder of the sets: make eval DATA=FOLDER")
    figures = {
        name: scored(shared, folder, options.cache.resolve(), options.queries)
        for name in options.sets
        if (folder := shared / "data" / "retrieval" / name).is_dir()
    }
    print("\n| set (development half) | figure | obvious recipe (held out) | aim | here |")
    print("|---|---|---|---|---|")
    for row in _TABLE:
        if (found := figures.get(row.set, {}).get(f"{row.run} {row.figure}")) is not None:
            aim = f"≥ {_three(row.aim)}" if row.aim is not None else "–"
            recipe = "–" if row.recipe is None else _three(row.recipe)
            print(f"| {row.set} | {row.what} | {recipe} | {aim} | **{_three(found)}** |")


def scored(shared: Path, folder: Path, cache: Path, size: int | None) -> dict[str, float]:
    """Every figure of the scorers, by run and name."""
    corpus = folder / "corpus.jsonl"
    home = indexed(corpus, cache)
    queries = home / "queries.jsonl"
    given = map(json.loads, _lines(folder / "queries_dev.jsonl"))
    asked = sample((q for q in given if folder.name not in _TAUGHT or _is_new(q)), size)
    if folder.name == _OF_ONE_DOCUMENT:
        asked = [each | {"documents": each["relevant"]} for each in asked]
    write(queries, asked)
    passages, words, reply = (home / f"{run}.jsonl" for run in ("passages", "words", "reply"))
    search = ("search", "--run", str(queries), "--limit", str(_DEPTH), "--data", str(home / "data"))
    ask = ("ask", "--run", str(queries), "--data", str(home / "data"))
    _timed(f"{folder.name}, {len(asked)} searches", lambda: _onrecord(search, passages))
    _timed(f"{folder.name}, {len(asked)} questions", lambda: _onrecord(ask, words))
    write(reply, [each | {"answer": each["reply"]} for each in map(json.loads, _lines(words))])
    figures: dict[str, float] = {}
    for name, run in (("passages", passages), ("words", words), ("reply", reply)):
        scorer = "score_retrieval.py" if name == "passages" else "score_qa.py"
        command = [sys.executable, str(shared / "score" / scorer), str(queries), str(run), "--json"]
        given = [] if name == "passages" else ["--corpus", str(corpus)]
        done = subprocess.run([*command, *given], check=True, capture_output=True, text=True)
        figures |= {f"{name} {k}": v for k, v in json.loads(done.stdout)["all"].items()}
    return figures


def _is_new(query: Line) -> bool:
    """Whether the reader has learnt from no question about its text."""
    return any(map(is_held_out, query["relevant"]))


def sample(queries: Iterable[dict[str, Any]], size: int | None) -> list[dict[str, Any]]:
    """``size`` of the questions that can be scored, the same ones in the same order every time.

    A question without judged documents that isn't marked as unanswerable can't be.
    """
    judged = [q for q in queries if q.get("relevant") or not q.get("answerable", True)]
    judged.sort(key=lambda q: hashlib.sha256(q["qid"].encode()).digest())
    return judged[:size]


def lay_out(corpus: Iterable[Line], documents: Path) -> None:
    """A folder of ``ID.txt``; a carriage return, which no reader keeps, becomes a space, so that
    every offset stays what it is."""
    for line in corpus:
        path = documents / f"{line['doc_id']}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(line["text"].replace("\r", " ").encode())


def indexed(corpus: Path, cache: Path) -> Path:
    """A set's folder in the cache: its ``documents``, and ``data`` with the index of them."""
    home = cache / f"{corpus.parent.name}-{_version(corpus)}"
    _timed(f"{corpus.parent.name}, index", lambda: _index(corpus, home))
    return home


def _index(corpus: Path, home: Path) -> None:
    laid_out = home / "laid-out"
    if not laid_out.exists():
        lay_out(map(json.loads, _lines(corpus)), home / "documents")
        laid_out.touch()
    _onrecord(("index", str(home / "documents"), "--data", str(home / "data")), home / "index.log")


def _onrecord(arguments: Sequence[str], output: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_")}
    if "ONRECORD_MODELS" in os.environ:
        environment["ONRECORD_MODELS"] = os.environ["ONRECORD_MODELS"]
    environment["PYTHONPATH"] = str(_ROOT)
    command = [sys.executable, "-m", "api", *arguments]
    with output.open("w") as writing:
        subprocess.run(command, stdout=writing, env=environment, cwd=output.parent, check=True)


def _timed(what: str, step: Callable[[], None]) -> None:
    start = time.perf_counter()
    step()
    print(f"{what}: {time.perf_counter() - start:.0f} s", flush=True)


def _version(corpus: Path) -> str:
    """Of what an index is made: a change of any makes another."""
    digest = hashlib.sha256(corpus.read_bytes())
    digest.update(f"{BUNDLED} {CHUNKER} {ATTRIBUTION} {FORMAT}".encode())
    return digest.hexdigest()[:12]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").split("\n") if line.strip()]


def write(path: Path, lines: Iterable[Line]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def _three(figure: float) -> str:
    return f"{figure:.3f}"


if __name__ == "__main__":
    main()
