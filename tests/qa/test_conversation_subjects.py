"""What a conversation is about: what a question goes on from, returns to and leaves behind."""

import pytest

from qa.conversation import standalone
from qa.replies import Turn

GENERAL = [Turn("user", "How do I lay a gravel path?"), Turn("assistant", "Dig first. Then rake.")]


def test_a_question_that_points_back_is_searched_for_with_what_came_before(known):
    found = standalone("Is it expensive?", GENERAL, known)
    assert found.text == "Is it expensive?"
    assert found.shown == "Is it expensive? (lay gravel path)"
    assert found.wordings == (
        "Is it expensive?",
        "How do I lay a gravel path? Is it expensive?",
        "Dig first. Then rake. Is it expensive?",
    )


def test_small_talk_is_nothing_that_a_conversation_goes_on_from(known):
    talk = [Turn("user", "Great, thanks, that helps!"), Turn("assistant", "Ask for a fact.")]
    for question in ("Is it expensive?", "why?"):
        expected = standalone(question, GENERAL, known)
        assert standalone(question, [*GENERAL, *talk], known) == expected


SUBJECTS = [
    *GENERAL,
    Turn("user", "Where was Ines Calloway born?"),
    Turn("assistant", "In Corvane. She was born in Corvane."),
]


def test_what_goes_on_from_another_subject_has_nothing_of_the_first(known):
    found = standalone("When was that?", SUBJECTS, known)
    assert found.text == "When was that? (Ines Calloway born)"
    assert not any("gravel" in wording for wording in found.wordings)


@pytest.mark.parametrize("question", ["Back to the gravel: is it dear?", "Is it dear?"])
def test_a_conversation_returns_to_what_it_was_about(known, question):
    back = [
        Turn("user", "Let's go back to the gravel: how deep is it?"),
        Turn("assistant", "Deep."),
    ]
    history = SUBJECTS if question.startswith("Back") else [*SUBJECTS, *back]
    found = standalone(question, history, known)
    assert "gravel" in found.shown
    assert "Calloway" not in " ".join((found.shown, *found.wordings))


def test_a_question_without_matter_of_its_own_has_that_of_the_one_before(known):
    assert standalone("how many?", GENERAL, known).text == "how many? (lay gravel path)"


def test_a_new_topic_is_not_mixed_with_the_old(known):
    text = "Who painted the ceiling of the chapel?"
    found = standalone(text, GENERAL, known)
    assert (found.shown, found.wordings) == (text, (text,))


def test_the_words_shown_are_no_part_of_the_next_question(known):
    history = [*GENERAL, Turn("user", "what did Kirby say? (gravel path)")]
    assert standalone("and Austin?", history, known).shown == "What did Austin say?"
