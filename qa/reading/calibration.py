"""Fit the chance that a passage answers, on questions that the reader was not trained on.

    python -m qa.reading.calibration DATA QUESTIONS.jsonl [DATA QUESTIONS.jsonl …]

DATA is the data directory of an index of the questions' documents. Of questions as those of
lessons.py only the held out ones count; of turns of conversations ("history") all do that stand
alone; what goes on from the turns before it is put in order otherwise, and is left out. Writes
chance.json beside this file and prints, each question judged by a fit without it, how well
questions without an answer are refused: at several thresholds, and at the one that is written,
under which a stated share of the questions with an answer is lost.
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
_LOST = 0.16  # share of the questions with an answer that may be refused
_STRENGTH = 0.3  # of the fit's inverse regularisation


def rows(
    data: Path, questions: Path, model: Embedder, reader: Reader
) -> Iterator[tuple[list[float], bool]]:
    """Of each question, what speaks for its best passage, and whether it has an answer at all;
    questions of which no passage was worth reading are left out."""
    asked = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    store = LocalStore(data)
    with store.snapshot() as snapshot:
        names = Names(snapshot)
        for each in tqdm([a for a in asked if _counts(a)], unit="question"):
            if found := _features(each, snapshot, names, model, reader):
                yield found, each["answerable"]
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
    passages = retrieval.passages(alone.text, READ, Filter(), alone.wordings)
    return next((c.features for c in passages if c.read), [])


def scored(refused: NDArray[np.bool_], rightly: NDArray[np.bool_]) -> tuple[float, float, float]:
    """(precision, recall, F1) of refusing."""
    right = float((refused & rightly).sum())
    precision, recall = right / max(1, refused.sum()), right / max(1, rightly.sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def threshold_of(chances: NDArray[np.float64], answerable: NDArray[np.bool_]) -> float:
    """The chance under which no more questions with an answer are refused than may be."""
    return float(np.quantile(chances[answerable], _LOST))


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
        print(f"{questions.parent.name}: {len(found)} questions")
        _tell(said[own], y[own], threshold)
    learnt = [*fit.coef_[0], fit.intercept_[0]]
    print("  ".join(f"{n} {w:.2f}" for n, w in zip((*FEATURES, "bias"), learnt, strict=True)))
    written = {"weights": [round(float(w), 4) for w in learnt], "threshold": [round(threshold, 2)]}
    WEIGHTS.write_text(json.dumps(written) + "\n", "utf-8")


def _tell(said: NDArray[np.float64], answerable: NDArray[np.bool_], threshold: float) -> None:
    area = roc_auc_score(answerable, said)
    print(f"{answerable.mean():.0%} have an answer; area under the curve {area:.3f}")
    print("refused under   precision  recall  F1     of those with an answer")
    for each in sorted([*np.arange(0.2, 0.7, 0.1), threshold]):
        precision, recall, f1 = scored(said < each, ~answerable)
        lost = (said < each)[answerable].mean()
        mark = " (written)" if each == threshold else ""
        print(
            f"{each:.2f}            {precision:.3f}      {recall:.3f}   {f1:.3f}  {lost:.0%}{mark}"
        )


if __name__ == "__main__":
    main()
