"""Calibration: what counts as right, and how reliable what was said is."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed")
pytest.importorskip("sklearn", reason="scikit-learn is not installed")
from index.attribution.calibration import reliability, right
from index.attribution.lessons import Quote
from index.documents import Span

MARKED = [Quote((Span(10, 30),), Span(5, 9), Span(0, 4), speech=True),
          Quote((Span(50, 70),), Span(40, 45), None, speech=True)]  # fmt: skip


@pytest.mark.parametrize(
    ("spans", "source", "expected"),
    [
        ([Span(10, 28)], Span(0, 4), True),
        ([Span(10, 18)], Span(0, 4), False),  # less than half of the words
        ([Span(10, 30)], Span(32, 36), False),
        ([Span(10, 30)], None, False),
        ([Span(50, 70)], None, True),
        ([Span(50, 70)], Span(46, 48), False),  # nobody was marked as its source
    ],
)
def test_right_are_the_words_and_the_source_that_a_person_marked(
    spans: list[Span], source: Span | None, expected: bool
) -> None:
    assert right(spans, source, MARKED) is expected
    assert not right(spans, source, [])


def test_reliability_counts_every_report_the_wholly_sure_ones_too() -> None:
    lines = reliability(np.array([0.05, 0.95, 1.0, 1.0]), np.array([False, True, True, False]))
    rows = [line.split() for line in lines.splitlines()[1:-1]]
    assert [(row[0], row[3], row[5]) for row in rows] == [("0.0", "1", "0.0"), ("0.9", "3", "66.7")]
