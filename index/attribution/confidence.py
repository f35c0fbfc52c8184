"""How sure a report is: the chance that its words were put on record, by the source it names.

A logistic regression over what the tagger and the rules say, fitted by calibration.py on articles
that neither was made from; its weights lie beside this file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from index.attribution.agreement import Report, tells
from index.attribution.nobody import may_speak
from index.attribution.quotations import kind, words
from index.documents import Span

WEIGHTS = Path(__file__).with_name("confidence.json")
_EDGE = 1e-4  # probabilities are kept this far from 0 and 1 before their logit is taken
_LONG = 60  # words; a longer content says no more than one of this length

BOTH = (
    "certain", "linked", "sourced", "speech", "unsourced", "found", "same bounds", "same source",
    "other source", "may speak", "direct", "mixed", "length", "spans",
)  # fmt: skip
RULES = ("may speak",)  # of what the rules alone found there is too little to learn more


def features(report: Report, text: str, quoted: Sequence[Span]) -> list[float]:
    """What speaks for a report: BOTH where the tagger read it, RULES where the rules alone did."""
    finding, source, tagged = report.finding, report.source, report.tagged
    marks = kind(text, finding.spans, quoted)
    length = math.log1p(min(_LONG, sum(words(text, s) for s in finding.spans)))
    able = float(source is not None and may_speak(finding, source))
    form = [able, float(marks == "direct"), float(marks == "mixed"), length]
    if tagged is None:
        return [able]
    found = report.found is not None
    return [
        _logit(tagged.certain),
        _logit(tagged.linked),
        _logit(tagged.sourced),
        _logit(tagged.speech),
        float(source is None),
        float(found),
        float(report.same_bounds),
        float(report.same_source),
        float(found and not report.same_source),
        *form,
        math.log(len(finding.spans)),
    ]


def confidence(report: Report, text: str, quoted: Sequence[Span]) -> float:
    """The chance, in [0, 1], that a report is right: its words and its source both."""
    finding = report.finding
    plain = report.nested or finding.cue is None or tells(finding, report.source)
    if report.tagged is None and plain:
        return finding.confidence  # what no labelled set of ours marks as readers would
    weights = _weights()["rules" if report.tagged is None else "both"]
    score = weights[-1] + sum(
        w * f for w, f in zip(weights, features(report, text, quoted), strict=False)
    )
    return 1 / (1 + math.exp(-score))


def _logit(chance: float) -> float:
    inside = min(max(chance, _EDGE), 1 - _EDGE)
    return math.log(inside / (1 - inside))


@cache
def _weights() -> dict[str, list[float]]:
    found: dict[str, list[float]] = json.loads(WEIGHTS.read_text("utf-8"))
    return found
