"""Attribution figures on sets of hand-labelled documents, beside the best open systems'.

    python -m benchmarks.attribution [FOLDER]

FOLDER (default ../shared) holds ``data/attribution/NAME/dev.jsonl`` and the scorer,
``score/score_attribution.py``. What is scored is what ``onrecord statements --jsonl`` writes. The
sets are not part of the project. Peers' figures are those of their held-out halves.

Two tables tell how far what is written can be trusted: how many of the statements that go on record
with a speaker have the right one, and how many are right of those of each confidence.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from index.attribution import SURE, calibration
from index.attribution.lessons import quotes_of
from index.documents import Span

_SETS = ("polnear", "gum_news", "litbank", "pdnc")
# set, row and figure of the scorer; what it is; the best open system's figure, and what is aimed at
_TABLE = (
    ("polnear", "speech", "joint", "PolNeAR, speech, joint F1", 59.2, 80),
    ("polnear", "all", "joint", "PolNeAR, attitudes too, joint F1", 50.7, 74),
    ("polnear", "indirect+speech", "pjoint", "PolNeAR, indirect speech, pjoint F1", 59.8, 75),
    ("polnear", "direct", "pjoint", "PolNeAR, direct, pjoint F1", 79.5, 95),
    ("gum_news", "speech", "joint", "GUM news, speech, joint F1", 73.9, 80),
    ("gum_news", "speech", "pjoint", "GUM news, speech, pjoint F1", None, None),
    ("litbank", "direct", "canon", "LitBank (fiction), direct, speaker", None, None),
    ("pdnc", "direct", "canon", "PDNC (fiction), direct, speaker", None, None),
)
_TRUSTED = {"polnear": "PolNeAR", "gum_news": "GUM news"}  # news, where both figures make sense
_FORMS = {"name": ("named sources", 97, 98), "other": ("pronouns and descriptions", 46, 80)}


def main() -> None:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared").resolve()
    scorer = shared / "score" / "score_attribution.py"
    if not scorer.exists():
        sys.exit(f"{scorer} is not there; name the folder of the sets: make eval DATA=FOLDER")
    scores: dict[str, dict[str, Any]] = {}
    shown: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in _SETS:
            gold = shared / "data" / "attribution" / name / "dev.jsonl"
            if not gold.exists():
                continue
            predicted = _statements(gold, Path(folder) / f"{name}.jsonl")
            scores[name] = _scored(scorer, gold, predicted)
            if name in _TRUSTED:
                kept = _only_shown(predicted, Path(folder) / f"{name}-shown.jsonl")
                shown[name] = _scored(scorer, gold, kept, quiet=True)["all"]
                print(f"\nconfidence, {_TRUSTED[name]}: statements with a source")
                print(_reliability(gold, predicted), flush=True)
    print("\n| what (development halves) | here | best open system (held out) | aim |")
    print("|---|---|---|---|")
    for name, row, figure, what, peer, aim in _TABLE:
        if row in scores.get(name, {}):
            found = scores[name][row][figure]
            told = _percent(found) if figure == "canon" else _three(found)
            print(f"| {what} | {told} | {peer or '–'} | {f'≥ {aim}' if aim else '–'} |")
    forms = _forms([scores[n]["canon_by_source"] for n in ("polnear", "gum_news") if n in scores])
    for form, (what, peer, aim) in _FORMS.items():
        right, total = forms[form]
        told = f"{_percent(right / total)} ({total})" if total else "–"
        print(f"| canonical speaker, {what} | {told} | {peer} | ≥ {aim} |")
    for name, row in shown.items():
        for figure, what in (("src", "source right"), ("canon", "speaker right")):
            told = f"{_percent(row[figure])} ({row[f'{figure}_n']})"
            print(f"| {_TRUSTED[name]}, on record with a speaker, {what} | {told} | – | ≥ 95 |")


def _statements(gold: Path, predicted: Path) -> Path:
    start = time.perf_counter()
    command = str(Path(sys.executable).with_name("onrecord"))
    with predicted.open("w") as output:
        subprocess.run([command, "statements", str(gold), "--jsonl"], stdout=output, check=True)
    print(f"\n{gold.parent.name} (dev), {time.perf_counter() - start:.0f} s", flush=True)
    return predicted


def _scored(scorer: Path, gold: Path, predicted: Path, *, quiet: bool = False) -> dict[str, Any]:
    figures = predicted.with_suffix(".json")
    score = [sys.executable, str(scorer), str(gold), str(predicted), "--json", str(figures)]
    subprocess.run(score, check=True, stdout=subprocess.DEVNULL if quiet else None)
    found: dict[str, Any] = json.loads(figures.read_text())
    return found


def on_record(quotes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of what is written, what an index would show, and with a speaker."""
    return [
        q
        for q in quotes
        if q["speech"] and q["source"] and q["speaker"] and q["confidence"] >= SURE
    ]


def _only_shown(predicted: Path, kept: Path) -> Path:
    with kept.open("w") as output:
        for one in _lines(predicted):
            print(json.dumps({**one, "quotes": on_record(one["quotes"])}), file=output)
    return kept


def _reliability(gold: Path, predicted: Path) -> str:
    """By confidence, how many statements with a source are right: the same words marked by a
    person, as speech or attitude, and the same source."""
    said: list[float] = []
    was: list[bool] = []
    for labelled, written in zip(_lines(gold), _lines(predicted), strict=True):
        quotes = quotes_of(labelled)
        for one in written["quotes"]:
            if one["source"]:
                spans = [Span(*span) for span in one["content"]]
                said.append(one["confidence"])
                was.append(calibration.right(spans, Span(*one["source"]), quotes))
    return calibration.reliability(np.array(said), np.array(was))


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _forms(tables: list[dict[str, list[int]]]) -> dict[str, list[int]]:
    """Right and total by the form of the gold source: by name, or by pronoun and description."""
    found = {"name": [0, 0], "other": [0, 0]}
    for table in tables:
        for form, (right, total) in table.items():
            which = found["other" if "pronoun" in form or "descri" in form else "name"]
            which[0] += right
            which[1] += total
    return found


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def _three(figures: list[float]) -> str:
    """Precision, recall and F1, the last one in bold."""
    precision, recall, f1 = (f"{100 * figure:.1f}" for figure in figures)
    return f"{precision} {recall} **{f1}**"


if __name__ == "__main__":
    main()
