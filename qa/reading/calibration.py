"""Fit the chance that a passage answers, on questions that the reader was not trained on.

    python -m qa.reading.calibration DATA QUESTIONS.jsonl [DATA QUESTIONS.jsonl …]

DATA is the data directory of an index of the questions' documents. Of questions as those of
lessons.py only the held out ones count; of turns of conversations ("history") all do. Writes
chance.json beside this file and prints, each question judged by a fit without it, how reliable the
chance is and how well questions without an answer are refused at the threshold that is written: the
one of the best F1.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from tqdm import tqdm

from index.embedding import BUNDLED, Embedder, embedder
from index.store import Filter, Snapshot
from index.stores.local import LocalStore
from qa.conversation import standalone
from qa.names import Names
from qa.reading.chance import FEATURES, WEIGHTS
from qa.reading.lessons import is_held_out
from qa.reading.reader import Reader
from qa.replies import Turn
from qa.retrieval import READ, Retrieval

_FOLDS = 8
_STRENGTH = 0.3  # of the fit's inverse regularisation


def rows(
    data: Path, questions: Path, model: Embedder, reader: Reader
) -> Iterator[tuple[list[float], bool]]:
    """Of each question, what speaks for its best passage, and whether it has an answer at all."""
    asked = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    store = LocalStore(data)
    with store.snapshot() as snapshot:
        names = Names(snapshot)
        for each in tqdm([a for a in asked if _counts(a)], unit="question"):
            yield _features(each, snapshot, names, model, reader), each["answerable"]
    store.close()


def _counts(question: dict[str, Any]) -> bool:
    if "history" in question:
        return bool(question["relevant"]) or not question["answerable"]
    return any(map(is_held_out, question["relevant"]))


def _features(
    asked: dict[str, Any], snapshot: Snapshot, names: Names, model: Embedder, reader: Reader
) -> list[float]:
    said = [(h["speaker"] == "user", h["text"]) for h in asked.get("history", ())]
    history = [Turn("user" if user else "assistant", text) for user, text in said]
    alone = standalone(asked["question"], history, names)
    retrieval = Retrieval(snapshot, model, reader)
    best, *_ = (c for c in retrieval.passages(alone.text, READ, Filter(), alone.wordings) if c.read)
    return best.features


def scored(refused: NDArray[np.bool_], rightly: NDArray[np.bool_]) -> tuple[float, float, float]:
    """(precision, recall, F1) of refusing."""
    right = float((refused & rightly).sum())
    precision, recall = right / max(1, refused.sum()), right / max(1, rightly.sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def threshold_of(chances: NDArray[np.float64], answerable: NDArray[np.bool_]) -> float:
    """The chance under which refusing has the best F1."""
    thresholds = np.linspace(0.05, 0.95, 91)
    f1 = [scored(chances < each, ~answerable)[2] for each in thresholds]
    return float(thresholds[int(np.argmax(f1))])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sets", type=Path, nargs="+", metavar="DATA QUESTIONS")
    given: Sequence[Path] = parser.parse_args().sets
    model, reader = embedder(BUNDLED, user_cache_path("onrecord")), Reader()
    each = [
        list(rows(data, asked, model, reader))
        for data, asked in zip(given[::2], given[1::2], strict=True)
    ]
    x, y = (
        np.array(column) for column in zip(*(row for rows in each for row in rows), strict=True)
    )
    fit = LogisticRegression(C=_STRENGTH, max_iter=1000)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    said = cross_val_predict(fit, x, y, cv=folds, method="predict_proba")[:, 1]
    fit.fit(x, y)
    threshold = threshold_of(said, y)
    at = 0
    for questions, found in zip(given[1::2], each, strict=True):
        own = slice(at, at + len(found))
        at += len(found)
        _tell(f"{questions.parent.name}: {len(found)} questions", said[own], y[own], threshold)
    _tell("all", said, y, threshold)
    learnt = [*fit.coef_[0], fit.intercept_[0]]
    print("  ".join(f"{n} {w:.2f}" for n, w in zip((*FEATURES, "bias"), learnt, strict=True)))
    written = {"weights": [round(float(w), 4) for w in learnt], "threshold": [round(threshold, 2)]}
    WEIGHTS.write_text(json.dumps(written) + "\n", "utf-8")


def _tell(
    what: str, said: NDArray[np.float64], answerable: NDArray[np.bool_], threshold: float
) -> None:
    precision, recall, f1 = scored(said < threshold, ~answerable)
    area = roc_auc_score(answerable, said)
    lost = (said < threshold)[answerable].mean()
    print(
        f"{what}: {answerable.mean():.0%} answerable, area {area:.3f}; refusing under"
        f" {threshold:.2f}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f},"
        f" and {lost:.0%} of what has an answer"
    )


if __name__ == "__main__":
    main()
