"""Pairs that look as if they answered."""

import random

import pytest

from index.documents import Span
from index.parsing import Parser
from qa.reading.negatives import exchanged, kinds, parsed, without_answer

PARAGRAPH = (
    "The bridge over the Tessen was opened by Mayor Anna Lopez in May 1931. It was built of steel "
    "and stone, by four hundred workers from Harlow and from Brannock. Two years later a flood "
    "took the northern pier, and the council had it built anew, at twice the price."
)
QUESTION = "When did Anna Lopez open the bridge?"
CHANCE = random.Random(0)  # noqa: S311  nothing secret


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def test_a_paragraph_without_its_answer_has_all_of_its_other_sentences(parser: Parser) -> None:
    at = PARAGRAPH.index("May 1931")
    rest = without_answer(parsed(PARAGRAPH, parser), [Span(at, at + 8)])
    assert rest == PARAGRAPH[PARAGRAPH.index("It was built") :]


def test_a_paragraph_that_answers_elsewhere_too_is_none_without_an_answer(parser: Parser) -> None:
    told = f"{PARAGRAPH} All of that began in May 1931."
    at = told.index("May 1931")
    assert without_answer(parsed(told, parser), [Span(at, at + 8)]) is None


def test_a_paragraph_of_one_sentence_leaves_nothing(parser: Parser) -> None:
    text = "The bridge was opened in May 1931."
    assert without_answer(parsed(text, parser), [Span(25, 33)]) is None


def test_a_name_is_exchanged_for_another_of_its_kind(parser: Parser) -> None:
    far = kinds([parsed("Kofi Mensah met Anna Lopez in Harlow.", parser)])
    other = exchanged(parsed(QUESTION, parser), {}, far, CHANCE)
    assert other == "When did Kofi Mensah open the bridge?"


def test_a_question_whose_names_have_no_others_stays_without_a_likeness(parser: Parser) -> None:
    question = parsed(QUESTION, parser)
    assert exchanged(question, {}, {}, CHANCE) is None
    assert exchanged(parsed("Why?", parser), {}, kinds([question]), CHANCE) is None
