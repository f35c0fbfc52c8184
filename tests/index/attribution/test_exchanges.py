"""Interviews whose questions are paragraphs of their own, without labels."""

import pytest

from index.attribution.transcripts import turns
from tests.index.parsed import attributed, parse, said

INTERVIEW = """"I cried in the shower": Sue Brennan on the night Harwick won

Interview by Dan Pell, 4 November 2025

Sue Brennan has managed Harwick Town for three years.

What went through your head when Adeyemi equalised?

Nothing that you can print. I thought of my mother.

Did you think about substituting Zielony?

Never. I trust him.

Conti says Sale should have been sent off.

Andrea is a friend, and he is right. I say that it was luck.

How long will Mbeki be out?

Six weeks. He is furious with me because I kept him on.

What do you do next?

The quarter-final is on 6 December. I would rather be at home.
"""
FAQ = """Ask Sue Brennan: renewing your card

How do I renew my card?

You go to the desk with your old card.

What if I have lost it?

You pay five pounds at the desk.

Can you send it to me?

No, you have to come in.

When are you open?

At nine.
"""


def answers(text):
    parsed = parse(text)
    return {
        text[slice(*turn.asked)]: text[slice(*turn.words)] for turn in turns(parsed) if turn.asked
    }


def test_an_answer_is_whose_whom_the_title_names():
    found = answers(INTERVIEW)
    assert found["Did you think about substituting Zielony?"] == "Never. I trust him."
    assert len(found) == 4
    assert ("Sue Brennan", None, "Never. I trust him.") in said(INTERVIEW)


def test_who_asks_again_without_a_question_is_not_whom_the_title_names():
    told = " ".join(answers(INTERVIEW).values())
    assert "Conti says" not in told
    assert "Andrea is a friend" not in told


def test_i_is_nobody_who_asks():
    assert all(profile.name != "Dan Pell" for profile in attributed(INTERVIEW).profiles)
    unknown = INTERVIEW.replace("Sue Brennan", "the manager")
    assert all(profile.name != "Dan Pell" for profile in attributed(unknown).profiles)


@pytest.mark.parametrize(
    "head",
    [
        "The night Harwick won\n\nInterview by Dan Pell",
        "By Dan Pell, 4 November 2025",
        "The woman who beat Lewis Tarrant\n\nLewis Tarrant did not come.",
        "The manager sat down at noon. Lewis Tarrant did not come.",
    ],
)
def test_who_asks_or_is_merely_named_answers_nothing(head):
    text = INTERVIEW.split("three years.\n", 1)[1]
    assert answers(f"{head}\n\n{text}") == {}


def test_questions_that_everybody_asks_are_no_interview():
    assert turns(parse(FAQ)) == ()
