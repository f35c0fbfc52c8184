"""Questions that nobody wrote: what answers them stands where they say, or nowhere."""

import random

import pytest

from index.parsing import Parser
from qa.reading.cloze import Cloze, clozes

BRIDGE = (
    "The bridge over the Tessen was opened by Mayor Anna Lopez in May 1931. It was built of steel "
    "and stone by four hundred workers from Harlow. Two years later a flood took the northern pier,"
    " and the council had it built anew. It cost 2.4 million crowns, twice the price of the first."
)
MAYOR = (
    "Anna Lopez was the mayor of Harlow for eleven years. She had the bridge over the Tessen opened"
    " and the old market closed. In 1940 Lopez left the town for the coast, where she wrote a book "
    "about the flood. Anna Lopez died in May 1931 or later, the parish register says nothing of it."
)


@pytest.fixture(scope="module")
def made() -> list[Cloze]:
    chance = random.Random(2)  # noqa: S311  nothing secret
    return list(clozes([BRIDGE, MAYOR] * 12, Parser(), chance, each=8))


def test_an_answer_stands_in_its_passage_and_not_in_the_question(made: list[Cloze]) -> None:
    answered = [c for c in made if c.answer]
    assert len(answered) > 20
    for cloze in answered:
        words = cloze.passage[slice(*cloze.answer)]
        assert words
        assert words == words.strip()
        assert words.casefold() not in cloze.question.casefold()


def test_a_question_asks_for_the_kind_of_thing_that_answers_it(made: list[Cloze]) -> None:
    dates = [c.question for c in made if c.answer and c.passage[slice(*c.answer)] == "May 1931"]
    assert dates
    for asked in dates:
        assert any(way in asked.casefold() for way in ("when", "year", "how long", "what date"))


def test_some_have_no_answer_and_their_passage_does_not_hold_it(made: list[Cloze]) -> None:
    without = [c for c in made if c.answer is None]
    assert without
    assert len(without) < len(made) / 2
    shortened = [c for c in without if c.passage not in (BRIDGE, MAYOR)]
    assert shortened
    assert all(len(c.passage) < max(len(BRIDGE), len(MAYOR)) for c in shortened)


def test_a_question_may_be_put_in_the_words_of_another_text_that_tells_the_same() -> None:
    here = "In 1950 Ada Holm painted the harbour of Bristol. She was forty then."
    there = "The council hung the harbour that Ada Holm painted above the stairs."
    chance = random.Random(3)  # noqa: S311  nothing secret
    made = clozes([here, there], Parser(), chance, each=8)
    about = [c for c in made if c.answer and here[slice(*c.answer)] == "Ada Holm"]
    assert any("council" in c.question or "stairs" in c.question for c in about)


def test_the_same_seed_makes_the_same_questions() -> None:
    first, second = (
        list(clozes([BRIDGE, MAYOR], Parser(), random.Random(5)))  # noqa: S311  nothing secret
        for _ in range(2)
    )
    assert first == second


def test_what_is_too_short_to_ask_about_is_left_out() -> None:
    assert list(clozes(["Anna Lopez left."], Parser(), random.Random(1))) == []  # noqa: S311
