"""How likely a passage answers a question: one calibrated chance of what reader and search say.

``calibration.py`` fits the weights and the threshold; docs/benchmarks.md has what they reach.
"""

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from qa.reading.reader import Read

WEIGHTS = Path(__file__).with_name("chance.json")
FEATURES = ("answers", "cosine")


def features(read: Read, cosine: float) -> list[float]:
    """In the order of FEATURES: whether the reader thinks that the passage answers, and its cosine
    to the question."""
    return [read.answers, cosine]


def chance(features: Sequence[float]) -> float:
    """The chance, in [0, 1], that a passage answers of which these are the features."""
    given = zip(_learnt()["weights"], [*features, 1.0], strict=True)
    return 1 / (1 + math.exp(-sum(weight * feature for weight, feature in given)))


def enough() -> float:
    """The chance from which on a question is answered."""
    return _learnt()["threshold"][0]


@cache
def _learnt() -> dict[str, list[float]]:
    found: dict[str, list[float]] = json.loads(WEIGHTS.read_text("utf-8"))
    return found
