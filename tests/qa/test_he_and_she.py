"""Who he, she and they are: who was asked about, or told of, last."""

from dataclasses import replace

import pytest

from index.documents import Profile, Speaker
from qa.conversation import standalone
from qa.follow_ups import speaker_of
from qa.question import Query
from qa.replies import Turn
from tests.qa.named import names


def test_whom_somebody_agrees_with_is_she_who_was_named_last(known):
    history = [
        Turn("user", "who demanded that Ines Calloway resign?"),
        Turn("assistant", "Lloyd Austin demanded that Ines Calloway resign."),
        Turn("user", "what did Kirby say?"),
        Turn("assistant", "John Kirby said that it was late."),
    ]
    read = standalone("did Tom Obi agree with her?", history, known).text
    assert read == "did Tom Obi agree with Ines Calloway?"


def test_he_is_whom_an_answer_named_where_nobody_was_asked_for(known):
    history = [
        Turn("user", "When was the treaty signed?"),
        Turn("assistant", "In June, according to John Kirby. It was signed in June."),
        Turn("user", "Where was it signed?"),
        Turn("assistant", "In Oslo. It was signed in Oslo."),
    ]
    asked = {
        "What did he say?": "What did John Kirby say?",
        "Who is he?": "Who is John Kirby?",
        "What does he say about that?": "What does John Kirby say?",
        "What did she say?": "What did she say? (signed, treaty)",  # nobody who could be her
        "Where was he born?": "Where was he born? (signed, treaty)",  # who, nobody knows
    }
    assert {text: standalone(text, history, known).shown for text in asked} == asked


@pytest.mark.parametrize(
    ("history", "question", "read"),
    [
        (
            ["Was Marta Lund afraid of another flood?"],
            "what did she say about the pump?",
            "What did Marta Lund say about the pump?",
        ),
        (
            ["Why was Daniel Reyes not insured?"],
            "What does Reyes say about the river?",
            "What does Daniel Reyes say about the river?",
        ),
        (
            ["What did Reyes say?", "How old is Hector Reyes?"],
            "What does Reyes say about the river?",
            "What does Hector Reyes say about the river?",
        ),
        (["What did Reyes say?"], "What does Reyes say about the river?", None),
        (["When was Daniel Reyes born?"], "Did he marry?", "Did Daniel Reyes marry?"),
    ],
)
def test_who_was_named_last_is_meant_by_a_pronoun_or_a_surname_of_several(
    known, history, question, read
):
    turns = [Turn("user", text) for text in history]
    assert standalone(question, turns, known).text == (read or question)


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("Daniel Reyes. It is led by Daniel Reyes.", "Is Daniel Reyes ill?"),
        ("In June, according to Daniel Reyes.", "Is he ill?"),
    ],
)
def test_he_in_a_yes_or_no_question_is_who_was_asked_about_or_answered(known, answer, read):
    history = [Turn("user", "Who leads the review?"), Turn("assistant", answer)]
    assert standalone("Is he ill?", history, known).text == read


def test_nobody_is_he_whom_a_refusal_named(known):
    refused = "“Kirby” can be more than one speaker: John Kirby, Al Kirby. Ask for one of them."
    history = [Turn("user", "When was the bridge closed?"), Turn("assistant", refused)]
    found = standalone("What did he say?", history, known)
    assert found.shown == "What did he say? (bridge closed)"


@pytest.mark.parametrize(
    ("text", "read"),
    {
        "compare them": "Compare John Kirby and Lloyd Austin about the treaty?",
        "do they agree on the training?": "Compare John Kirby and Lloyd Austin about the training?",
    }.items(),
)
def test_they_are_the_two_who_were_asked_about_last(known, text, read):
    asked = ("what did Kirby say about the treaty?", "and Austin?")
    history = [
        turn for each in asked for turn in (Turn("user", each), Turn("assistant", "He said no."))
    ]
    assert standalone(text, history, known).text == read


def test_who_is_surely_meant_by_a_surname_may_be_named_otherwise_in_the_question(tmp_path):
    austin = [Profile("Lloyd Austin", "person")] * 40
    profiles = (*austin, Profile("Will Austin", "person"), Profile("John Kirby", "person"))
    with names(tmp_path, profiles) as several:
        history = [Turn("user", "Will Austin sign the treaty?")]
        read = standalone("and Kirby?", history, several).text
    assert read == "What did Kirby say about Austin sign the treaty?"


def test_he_is_who_goes_by_two_names_and_not_one_of_two():
    both = Speaker("1", "Obi", "person"), Speaker("2", "J. Obi", "person")
    asked = Query("what did Alderman Obi say", "statements", "", "Alderman Obi", both, several=True)
    assert speaker_of(asked, ()) == both[0]
    assert speaker_of(replace(asked, who="Alderman Obi and J. Obi"), ()) is None
    assert speaker_of(replace(asked, several=False), ()) is None
