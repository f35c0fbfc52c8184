"""What a question that leaves something out goes on from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import context
from qa.replies import Turn

HISTORY = [
    Turn("user", "How do I lay a gravel path?"),
    Turn("assistant", "Dig first. Then rake the gravel."),
    Turn("user", "Okay, which tools does that take?"),
    Turn("assistant", "A spade and a rake."),
]


@pytest.mark.parametrize(
    ("question", "leaves_out"),
    {
        "Is it expensive?": True,
        "What about slate?": True,
        "why?": True,
        "How many?": True,
        "Is there another way?": True,
        "Cheaper stones": True,  # no whole question
        "How do you tell apart the two?": True,
        "Who were the two painters?": False,
        "How deep is the gravel?": True,  # goes on about it
        "Who painted the ceiling?": False,  # shares nothing
        "Which gravel path crosses the northern moor near Corvane village?": False,  # is whole
    }.items(),
)
def test_a_question_leaves_something_out(question, leaves_out):
    assert context.leaves_out(question, HISTORY) == leaves_out
    assert not context.leaves_out(question, [])


@pytest.mark.parametrize("question", ["Who said that?", "And who says so?", "who told you"])
def test_who_said_that_is_asked_of_what_was_answered(question):
    answer = "Before May, according to Bo Lind. The tram will run before May."
    history = [Turn("user", "When will the tram run?"), Turn("assistant", answer)]
    assert context.left_out(question, history) == ("Before May", "tram run")
    assert context.left_out("Who paid for that?", history) == ("tram run",)
    earlier = [Turn("user", "Which park was closed?"), Turn("assistant", "The old one.")]
    assert context.left_out(question, [*earlier, *history]) == ("Before May", "tram run")
    history[1] = Turn("assistant", "Before May. The tram will run before May.")
    assert context.left_out(question, history) == ("tram run",)


@pytest.mark.parametrize(
    ("question", "leaves_out"),
    {
        "Who is Marta Oduya?": False,
        "Where is Corvane?": False,
        "Where is the Corvane yard?": True,  # of which yard was told
        "Why Corvane?": True,
        "WHERE IS CORVANE?": True,  # capitals tell no names
    }.items(),
)
def test_a_question_of_nothing_but_names_is_whole(question, leaves_out):
    history = [Turn("user", "Who said the yard in Corvane would close?"),
               Turn("assistant", "Bo Lind, and Marta Oduya confirmed it.")]  # fmt: skip
    assert context.leaves_out(question, history) == leaves_out


@pytest.mark.parametrize(
    ("question", "another"),
    {
        "Where was Marta Oduya born?": True,
        "Where did she meet Marta Oduya?": False,  # who "she" is was told
        "Which gravel is Corvane's?": False,  # shares a word
        "What is the fee?": False,  # of what, may have been told
        "Corvane, then": False,
    }.items(),
)
def test_a_whole_question_of_new_names_begins_another_subject(question, another):
    assert context.begins_another(question, HISTORY) == another
    assert not context.begins_another(question, [])


@pytest.mark.parametrize(
    ("question", "few"),
    {
        "how many people watched?": True,
        "who decides?": True,
        "who got the first goal?": True,
        "Who painted the ceiling of the chapel?": False,
        "Who painted Corvane?": False,
        "What is an identifier?": False,  # of no other thing
        "what is the fee?": True,
    }.items(),
)
def test_a_question_with_few_words_may_go_on_from_anything(question, few):
    assert context.has_few_words(question) == few


def test_it_is_read_behind_the_last_question_its_answer_and_what_all_is_about():
    assert context.in_context("Is it dear?", HISTORY) == (
        "Okay, which tools does that take? Is it dear?",
        "Okay, which tools does that take? A spade and a rake. Is it dear?",
        "How do I lay a gravel path? Is it dear?",
    )
    of_corvane = [Turn("user", "Who built the yard of Corvane?"), *HISTORY[1:]]
    assert context.in_context("Is it dear?", of_corvane)[-1] == "Corvane Is it dear?"


def test_what_it_is_read_behind_never_pushes_it_out():
    (read,) = context.in_context("Is it dear?", [Turn("user", "word " * 70)])
    assert read.endswith(" Is it dear?")
    assert len(read.split()) == 45


def test_it_is_searched_for_after_the_first_and_last_question_and_after_the_last_answer():
    assert context.wordings("Is it dear?", HISTORY) == (
        "Is it dear?",
        "How do I lay a gravel path? Okay, which tools does that take? Is it dear?",
        "A spade and a rake. Is it dear?",
    )


def test_of_a_long_answer_the_beginning_counts():
    history = [Turn("user", "gravel?"), Turn("assistant", "word " * 1000)]
    assert len(context.wordings("Is it dear?", history)[-1]) < 700


def test_the_words_it_lacks_are_shown_and_taken_off_again():
    lacking = context.left_out("Is it dear?", HISTORY)
    assert lacking == ("tools", "lay gravel path")
    shown = context.shown("Is it dear?", lacking)
    assert shown == "Is it dear? (tools, lay gravel path)"
    assert context.unshown(shown) == "Is it dear?"
    assert context.unshown("(all of it)") == "(all of it)"


turns = st.builds(Turn, st.sampled_from(["user", "assistant"]), st.text(max_size=80))


@given(st.text(min_size=1, max_size=80), st.lists(turns, max_size=4))
def test_the_question_itself_is_always_the_first_wording(question, history):
    assert context.wordings(question, history)[0] == question
    context.leaves_out(question, history)
    context.left_out(question, history)
