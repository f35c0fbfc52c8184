"""A question of a fact that leaves out what the one before has is made whole."""

import pytest

from qa.conversation import standalone
from qa.replies import Turn

# what was asked before, the follow-up, what it is read as
READ = [
    ("when was the treaty signed?", "great. and where?", "Where was the treaty signed?"),
    (
        "when was the treaty signed?",
        "No, I meant the pact.",
        "When was the pact signed?",
    ),
    ("how many ships does Norway have?", "and Sweden?", "how many ships does Sweden have?"),
    ("what is Norway's capital?", "what about Sweden?", "what is Sweden's capital?"),
    ("when did Norway and Denmark part?", "and Sweden?", "and Sweden? (Norway Denmark)"),
    ("how many ships sank in 2021?", "and in 2022?", "How many ships sank in 2022?"),
    ("when was the treaty signed?", "the embassy?", "When was the embassy signed?"),
    ("who is the landlord?", "and the tenants?", "Who are the tenants?"),
    ("who is the landlord?", "and the boss?", "Who is the boss?"),
    ("how much is the rent?", "what about the deposit?", "How much is the deposit?"),
    ("when was the treaty signed?", "and the protocol?", "When was the protocol signed?"),
    ("why was it not signed?", "who asked that?", "Who asked why was it not signed?"),
    ("when is the next meeting?", "what about the office move?", "When is the office move?"),
    ("who is the finance director?", "and the clerk?", "Who is the clerk?"),
    ("when is it open on Sundays?", "and on Saturdays?", "when is it open on Saturdays?"),
    ("when is the pool open?", "what about winter?", "when is the pool open in winter?"),
    ("were there any side effects?", "who led it?", "who led it? (side effects)"),
    (
        "how much does the Tarn Card cost?",
        "and for a secretary of defense?",
        "and for a secretary of defense? (Tarn Card cost)",
    ),
    ("how much is the ticket?", "what about children?", "how much is the ticket for children?"),
    ("what is the fee for adults?", "and students?", "what is the fee for students?"),
    ("when is the pool open?", "and for children?", "when is the pool open for children?"),
    ("who looks after the yard?", "and children?", "and children? (looks yard)"),
    ("what does the orange lamp mean?", "and the red one?", "What does the red lamp mean?"),
    ("when was the treaty signed?", "and the other one?", "When was the other one signed?"),
    ("is it dear?", "and Mamma Rina?", "Is Mamma Rina dear?"),
    ("is life in Corvane dear?", "and Mamma Rina?", "and Mamma Rina? (life Corvane dear)"),
    ("is Chez Nous dear?", "and Mamma Rina?", "Is Mamma Rina dear?"),
    (
        "how much is the rent?",
        "ok thanks. Where was Ines Calloway born?",
        "Where was Ines Calloway born?",
    ),
    ("how much is the rent?", "thanks, that helps", "thanks, that helps"),
]


@pytest.mark.parametrize(("before", "text", "read"), READ, ids=[f"{b} {t}" for b, t, _ in READ])
def test_a_question_that_leaves_something_out_is_read_as(known, before, text, read):
    history = [Turn("user", before), Turn("assistant", "He said it.")]
    assert standalone(text, history, known).shown == read


def test_what_a_follow_up_was_read_as_is_gone_on_from(known):
    history = [
        Turn("user", "How much is the ferry?"),
        Turn("assistant", "9 euros. It is 9 euros."),
        Turn("user", "and for children?"),
        Turn("assistant", "5 euros. It is 5 euros for children."),
    ]
    assert standalone("why?", history, known).text == "why? (ferry children)"
    assert standalone("and students?", history, known).text == "How much is the ferry for students?"


def test_it_is_what_was_asked_about_in_what_others_are_asked_about(known):
    history = [
        Turn("user", "When is the lighthouse open in May?"),
        Turn("assistant", "At ten. It is open at ten."),
        Turn("user", "How much is it?"),
        Turn("assistant", "8 euros. It is 8 euros for adults."),
    ]
    read = standalone("what about children?", history, known).text
    assert read == "How much is the lighthouse for children?"


def test_a_fact_asked_of_another_is_looked_for_with_what_came_before(known):
    history = [Turn("user", "How much is the rent?"), Turn("assistant", "40 euros in Corvane.")]
    found = standalone("and the deposit?", history, known)
    assert found.shown == "How much is the deposit?"
    assert found.wordings[1:] == (
        "How much is the rent? How much is the deposit?",
        "40 euros in Corvane. How much is the deposit?",
    )
