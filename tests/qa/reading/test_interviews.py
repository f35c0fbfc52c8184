"""What is learnt from interviews: a question, the passage that answers it, and others."""

import random
from itertools import pairwise

import pytest

from index.documents import Document
from index.embedding import Embedder
from index.parsing import Parser
from qa.reading.interviews import OTHERS, Asked, asked, rankings
from tests.index.parsed import parser

MATTERS = ("ferry", "school", "bridge", "harvest", "museum", "hospital", "dam", "market", "tunnel")
QUESTION = "Thank you. Can you tell us when the {matter} in the north is going to open again?"
ANSWER = (
    "The {matter} will open in May, as far as we know today. We are doing all that can be done "
    "about the {matter}, and I have nothing to announce on it beyond what the minister said."
)


def briefing() -> str:
    turns = [f"Q\t{QUESTION}\n\nMS. OBI: {ANSWER}".format(matter=each) for each in MATTERS]
    return "\n\n".join(["MS. OBI: Good afternoon, everybody. I have nothing.", *turns])


def chance() -> random.Random:
    return random.Random(1)  # noqa: S311  nothing secret


@pytest.fixture(scope="module")
def found() -> list[Asked]:
    return list(asked(parser().outline(Document("1", "Briefing", briefing()))))


def test_every_question_comes_with_the_turn_behind_it(found: list[Asked]) -> None:
    assert [each.question for each in found] == [QUESTION.format(matter=m) for m in MATTERS]
    for each, matter in zip(found, MATTERS, strict=True):
        assert all(matter in passage for passage in each.answers[:1])


def test_what_is_short_or_answered_by_another_question_is_left_out() -> None:
    text = briefing().replace(ANSWER.format(matter="school"), "Next.")
    text = text.replace(QUESTION.format(matter="dam"), "Why?")
    left = [e.question for e in asked(Parser().outline(Document("1", "Briefing", text)))]
    assert len(left) == len(MATTERS) - 2
    assert not any("school" in question or "dam" in question for question in left)


def test_the_first_passage_answers_and_the_others_do_not(
    found: list[Asked], embedder: Embedder
) -> None:
    made = list(rankings(found, embedder, 100, chance()))
    assert sorted(each.question for each in made) == sorted(each.question for each in found)
    answers = {each.question: each.answers for each in found}
    for each in made:
        right, *others = each.passages
        assert right in answers[each.question]
        assert len(others) == OTHERS
        assert not set(others) & {each.question, *answers[each.question]}
    assert any(other.endswith("?") for each in made for other in each.passages[1:])


def test_they_are_the_same_every_time(found: list[Asked], embedder: Embedder) -> None:
    runs = [list(rankings(found, embedder, 5, chance())) for _ in range(2)]
    assert all(one == other for one, other in pairwise(runs))
    assert len(runs[0]) == 5
