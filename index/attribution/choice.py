"""Whom words stand for, chosen among all whom they may."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from index.attribution.figures import Figure


class Choice(NamedTuple):
    """Whom words stand for, None where that is nobody by name, and how sure it is, in [0, 1]."""

    figure: Figure | None
    certainty: float


NO_ONE = Choice(None, 0.9)


def likeliest(weighed: Sequence[tuple[Figure, float]]) -> Choice:
    """The one of the highest logit, as surely as is its share in all."""
    if not weighed:
        return NO_ONE
    figure, top = max(weighed, key=lambda pair: pair[1])
    return Choice(figure, 1 / sum(math.exp(score - top) for _, score in weighed))
