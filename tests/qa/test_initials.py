"""Countries and bodies go by their initials or by their name in full."""

import pytest

from qa.context import left_out
from qa.initials import as_words
from qa.replies import Turn
from qa.terms import Weights, inflected, terms


@pytest.mark.parametrize(
    ("text", "as_one"),
    [
        ("the US and the U.N.", "the UnitedStates and the UnitedNations."),
        ("the United States of America", "the UnitedStates"),
        ("a UK-led plan", "a UnitedKingdom-led plan"),
        ("the U.S.'s plan", "the UnitedStates.'s plan"),
        ("they told us who it was", "they told us who it was"),
        ("the U.S.S.R. and the USS Obi", "the U.S.S.R. and the USS Obi"),
        ("THEY TOLD US", "THEY TOLD US"),
        ("THE US AND THE UK", "THE UnitedStates AND THE UnitedKingdom"),
        (
            "the us, the united states and the eu",
            "the UnitedStates, the UnitedStates and the EuropeanUnion",
        ),
        ("Kim Jong Un is un-American", "Kim Jong Un is un-American"),
        ("the Un\u0131ted States", "the Un\u0131ted States"),  # a letter that is an "i" in no case
        ("Mrs May’s plan for IT", "Mrs May_’s plan for IT_"),
        ("May we go on 5 May, or in May?", "May we go on 5 May, or in May?"),
        ("MR. HOLT: WHAT WAS IT FOR", "MR. HOLT: WHAT WAS IT FOR"),
    ],
)
def test_initials_are_told_from_what_they_look_like(text, as_one):
    assert as_words(text) == as_one


def test_the_us_is_a_matter_and_us_is_not():
    assert terms("What did they say about the US?") == ["unitedstates"]
    assert terms("What did they tell us?") == []


@pytest.mark.parametrize("told", ["the U.S. fleet", "the US fleet", "the United States' fleet"])
@pytest.mark.parametrize(
    "asked",
    ["the US fleet", "U.S. fleet", "the fleet of the United States", "fleet of the united states"],
)
def test_a_text_has_the_name_in_whichever_form(asked, told):
    covers = Weights(len, 10).coverage(terms(asked))
    assert covers(told) == 1
    assert covers("They told us of a fleet of united nations and states.") < 1


def test_a_search_looks_for_every_form():
    assert inflected(["unitednations"]) == ["united nations", "un", "u.n"]
    assert inflected(["unitedstates"]) == ["united states", "u.s"]


def test_a_follow_up_shows_the_name_that_it_leaves_out():
    before = [Turn("user", "Which ports of the United States are closed?")]
    assert left_out("and since when?", before) == ("ports United States closed",)


@pytest.mark.e2e
def test_a_name_that_looks_like_a_common_word_is_a_matter(written):
    told = written(
        {
            "a.txt": "Ann Lind said that the strike may last.\n\n"
            "Ann Lind told the party that May has no plan.\n\nLind said that IT costs had risen."
        }
    )
    for asked, words in (("May", "has no plan"), ("IT", "had risen")):
        reply = told.ask(f"What did Lind say about {asked}?")
        assert [words in found.statement.text for found in reply.statements] == [True]


@pytest.mark.e2e
def test_what_somebody_said_about_the_us_is_told(written):
    told = written(
        {
            "a.txt": "Ann Lind said that the United States would leave.\n\n"
            "Ann Lind said that the council had told us nothing.\n\n"
            "Ann Lind said that U.N. envoys were late."
        }
    )
    for asked, words in (("US", "would leave"), ("UN", "envoys")):
        reply = told.ask(f"What did Lind say about the {asked}?")
        assert [words in found.statement.text for found in reply.statements] == [True]
