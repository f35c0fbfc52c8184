"""Figures are the same however they are written."""

import pytest

from qa.numerals import has_figures


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("3 people died", "Three people died."),
        ("25 schools would close", "Twenty-five schools would close."),
        ("it cost £20 million", "It cost £20m."),
        ("it cost £20m", "It cost 20 million pounds."),
        ("the debt was $1.5 billion", "The debt was $1.5bn."),
        ("the 1st train had left", "The first train had left."),
        ("on the 2nd", "On 2 May."),
        ("three people died", "3 people died."),  # no figure, and a word as any other
        ("it fell by 5 percent", "It fell by 5%."),
    ],
)
def test_a_text_has_the_figures_of_a_claim(claim, text):
    assert has_figures(text, claim)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("4 people died", "Three people died."),
        ("26 schools would close", "Twenty-five schools would close."),
        ("it cost £20 billion", "It cost £20m."),
        ("it cost £20 billion", "It cost £20 million."),
        ("the debt was $1.6 billion", "The debt was $1.5bn."),
        ("the 2nd train", "The first train."),
        ("20 people died", "Twenty-five people died."),
    ],
)
def test_another_figure_is_not_that_of_a_claim(claim, text):
    assert not has_figures(text, claim)


@pytest.mark.e2e
def test_who_said_a_figure_is_found_in_whichever_form(written):
    told = written({"a.txt": "Ann Lind said that the dam had cost two firms £20m in the spring."})
    assert told.ask("Who said that the dam had cost 2 firms £20 million?").answered
    assert not told.ask("Who said that the dam had cost 2 firms £20 billion?").answered
