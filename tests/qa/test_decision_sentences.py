"""Which questions ask for decisions, and which sentences make one."""

import pytest

from qa.decisions import asked, is_agreed, is_decision, whether


@pytest.mark.parametrize(
    ("question", "topic", "who"),
    [
        ("what was decided about the roof", "the roof", ""),
        ("what did the board agree on the rent", "the rent", "the board"),
        ("which decisions were taken by the council on the rent", "the rent", "the council"),
        ("what was decided about the rent at the March meeting", "the rent", "the March"),
    ],
)
def test_a_question_for_decisions_tells_of_what_and_whose(question, topic, who):
    found = asked(question)
    assert found
    assert (found.topic, found.who.strip()) == (topic, who)


@pytest.mark.parametrize(
    "question",
    [
        "what did Ann Lind decide about the rent",
        "what did the board agree to pay",
        "who decided on the rent",
        "what is decided by the speaker",
        "what did the judge decide about the rent",
    ],
)
def test_what_one_person_decides_is_asked_of_that_person(question):
    assert asked(question) is None
    assert whether(question) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "It was agreed to sell the field.",
        "RESOLVED: that the field be sold.",
        "The amendment was narrowly defeated.",
        "The committee has unanimously approved the budget.",
        "They resolved not to sell.",
        "24/0031, garage at 2 Mill Row: no objection.",
    ],
)
def test_minutes_tell_a_decision_in_many_forms(sentence):
    assert is_decision(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr Holm voted against it.",
        "The budget will be approved in June.",
        "She proposed that the field be sold.",
        "If the motion is carried, the field is sold.",
        "Was it agreed to sell the field?",
        "The meeting was adjourned at nine.",
    ],
)
def test_what_is_yet_to_be_decided_is_no_decision(sentence):
    assert not is_decision(sentence)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("", "OK, that's agreed then."),
        ("", "So we'll meet in the chapel."),
        ("That's five to two.", "We'll paint it green."),
        ("", "The motion carries."),
    ],
)
def test_those_who_talk_decide_in_few_words(before, sentence):
    assert is_agreed(sentence, before)


@pytest.mark.parametrize("sentence", ["We'll see.", "I agreed with her.", "Are we agreed?"])
def test_talk_that_settles_nothing_is_no_decision(sentence):
    assert not is_agreed(sentence)
