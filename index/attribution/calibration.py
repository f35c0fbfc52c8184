"""Fit the confidence of reports on labelled articles that the tagger was not trained on.

    python -m index.attribution.calibration DEV.jsonl

Writes confidence.json beside this file, and prints how reliable the confidence is: the share of
reports that are right, by what they were said to be, each judged by a fit without its document.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from tqdm import tqdm

from index.attribution import read
from index.attribution.agreement import likeness
from index.attribution.confidence import BOTH, RULES, WEIGHTS, features
from index.attribution.lessons import Quote, quotes_of
from index.documents import Document, Span
from index.parsing import Parser

_SAME = 0.5  # share of characters, the least that two contents of one quotation have in common
_FOLDS = 8
_STRENGTH = 0.3  # of the fit's inverse regularisation


def right(spans: Sequence[Span], source: Span | None, quotes: Sequence[Quote]) -> bool:
    """Whether a person marked the same words as a quotation, and as its source the same words."""
    same = max(quotes, key=lambda q: likeness(spans, q.content), default=None)
    if same is None or likeness(spans, same.content) < _SAME:
        return False
    if same.source is None or source is None:
        return same.source is None and source is None
    return source.overlaps(same.source)


def reliability(said: NDArray[np.float64], was: NDArray[np.bool_]) -> str:
    """A table: in each tenth of confidence, how many there are, what they said, what was right."""
    lines = ["confidence   reports  said   right"]
    for n in range(10):
        inside = _tenths(said) == n
        if inside.any():
            told, true = 100 * said[inside].mean(), 100 * was[inside].mean()
            lines.append(
                f"{n / 10:.1f} – {(n + 1) / 10:.1f}  {inside.sum():8d}  {told:4.1f}  {true:6.1f}"
            )
    error = np.abs(_by_tenth(said, said) - _by_tenth(said, was)).sum() / len(said)
    return "\n".join([*lines, f"expected calibration error {100 * error:.1f} points"])


def _by_tenth(said: NDArray[np.float64], what: NDArray[np.generic]) -> NDArray[np.float64]:
    sums = np.bincount(_tenths(said), what.astype(np.float64), 10)
    return sums.astype(np.float64)


def _tenths(said: NDArray[np.float64]) -> NDArray[np.int64]:
    """0 to 9; what is wholly sure is in the last."""
    return np.minimum((said * 10).astype(np.int64), 9)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("labelled", type=Path)
    lines = parser.parse_args().labelled.read_text("utf-8").splitlines()
    spacy = Parser()
    rows: dict[str, list[list[float]]] = {"both": [], "rules": []}
    was: dict[str, list[bool]] = {"both": [], "rules": []}
    groups: dict[str, list[int]] = {"both": [], "rules": []}
    for number, line in enumerate(tqdm(lines, unit="doc")):
        given = json.loads(line)
        parsed = spacy.parse(Document(given["doc_id"], "", given["text"]))
        reports, quoted = read(parsed)
        quotes = quotes_of(given)
        for report in reports:
            which = "rules" if report.tagged is None else "both"
            rows[which].append(features(report, given["text"], quoted))
            source = report.source.span if report.source else None
            was[which].append(right(report.finding.spans, source, quotes))
            groups[which].append(number)
    weights = {}
    for which, names in (("both", BOTH), ("rules", RULES)):
        fit = LogisticRegression(C=_STRENGTH, max_iter=1000)
        x, y = np.array(rows[which]), np.array(was[which])
        folds = GroupKFold(_FOLDS)
        said = cross_val_predict(fit, x, y, groups=groups[which], cv=folds, method="predict_proba")
        fit.fit(x, y)
        print(f"\n{which}: {len(y)} reports, {100 * y.mean():.1f} % right")
        print(reliability(said[:, 1], y))
        learnt = [*fit.coef_[0], fit.intercept_[0]]
        print("  ".join(f"{n} {w:.2f}" for n, w in zip((*names, "bias"), learnt, strict=True)))
        weights[which] = [round(float(w), 4) for w in learnt]
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
