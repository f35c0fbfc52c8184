"""When it was said, how often, and which comes first are asked for."""

from datetime import date

import pytest

from qa.periods import Period
from qa.understanding import understand


@pytest.mark.parametrize(
    ("question", "order"),
    {
        "what is Kirby's latest statement?": "latest",
        "what did Kirby say most recently about the treaty?": "latest",
        "the last thing Kirby said": "latest",
        "Kirby latest": "latest",
        "who first said it?": "earliest",
        "what did Kirby say first?": "earliest",
        "who was the first to say so?": "earliest",
        "what is the latest on the treaty?": "latest",
        "what did Kirby say, latest first?": "latest",
        "what did Kirby say about the first treaty?": None,
        "what did Kirby say about the last days of the war?": None,
    }.items(),
)
def test_an_order_is_asked_for(known, question, order):
    assert understand(question, known).order == order


def test_a_period_is_when_something_was_said(known):
    query = understand("what did Kirby say in October 2024?", known)
    assert query.period == Period(date(2024, 10, 1), date(2024, 10, 31))
    assert understand("how many troops were sent in October 2024?", known).period is None


def test_a_month_by_itself_is_when_it_was_said_only_after_a_word_of_time(known):
    latest = date(2025, 6, 12)
    september = Period(date(2024, 9, 1), date(2024, 9, 30))
    assert understand("what did Kirby say in September?", known, lambda: latest).period == september
    assert understand("what did Kirby say about September?", known, lambda: latest).period is None


def test_how_often_counts_and_when_asks_for_dates(known):
    often = understand("how often did Kirby say that?", known)
    assert (often.counted, often.when) == (True, True)
    when = understand("when did Kirby say that?", known)
    assert (when.counted, when.when) == (False, True)


@pytest.mark.parametrize(
    "question",
    [
        "on what date did Kirby speak about the treaty?",
        "which day did Kirby talk about the treaty?",
        "when exactly did Kirby comment on the treaty?",
        "in which article did Kirby talk about the treaty?",
        "when was Kirby quoted on the treaty?",
    ],
)
def test_when_it_was_said_is_asked_in_many_ways(known, question):
    query = understand(question, known)
    assert (query.intent, query.when) == ("statements", True)
    assert query.topic.removeprefix("the ") == "treaty"
