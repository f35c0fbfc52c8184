"""What a study found stands below its conclusions or results."""

import pytest

from qa.reading.reader import Reader

pytestmark = pytest.mark.e2e

PAPER = """Lead in garden soil: a cohort study

Anna Lindqvist, Jorge Prado and Mei Tanaka

Abstract

Background: Little is known about lead in gardens. Methods: We followed 612 children of four towns \
for ten years. Results: Lead was found in 9.4% of the children with gardens. Conclusions: Playing \
in gardens nearly doubles the risk of lead in the blood. We recommend screening.

Funding: The study was funded by the National Lung Fund.
"""


@pytest.fixture(scope="module")
def told(written):
    return written({"paper.txt": PAPER, "other.txt": "The painters of Arle are old."}, Reader())


@pytest.mark.parametrize("verb", ["show", "conclude", "reveal"])
def test_what_a_study_found_are_its_conclusions(told, verb):
    assert "nearly doubles the risk" in told.ask(f"What does the study {verb}?").text


def test_who_funded_it_may_be_a_fund(told):
    assert told.ask("Who funded the study?").words.text == "National Lung Fund"
