"""A follow-up and what came before it → a question that stands alone."""

import pytest

from qa.conversation import standalone
from qa.replies import Turn

# what was asked before, the follow-up, what it is read as
READ = [
    ("what did Kirby say?", "and Austin?", "What did Austin say?"),
    ("what did Kirby say?", "What about Austin?", "What did Austin say?"),
    ("what did Kirby say?", "Austin?", "What did Austin say?"),
    ("what did Kirby say?", "Ok thanks. And Austin?", "What did Austin say?"),
    (
        "what did Kirby say about the treaty?",
        "and Austin?",
        "What did Austin say about the treaty?",
    ),
    (
        "what did Kirby say?",
        "what about the training?",
        "What did John Kirby say about the training?",
    ),
    ("what did Kirby say?", "about the treaty?", "What did John Kirby say about the treaty?"),
    ("what did Kirby say?", "the treaty?", "What did John Kirby say about the treaty?"),
    ("what did Kirby say?", "ok, and the treaty?", "What did John Kirby say about the treaty?"),
    ("what did Kirby say?", "now the treaty", "What did John Kirby say about the treaty?"),
    ("what did Kirby say?", "same for the treaty", "What did John Kirby say about the treaty?"),
    (
        "what did Kirby say?",
        "and regarding the treaty?",
        "What did John Kirby say about the treaty?",
    ),
    ("what did Kirby say?", "and will he resign?", "Will John Kirby resign?"),
    ("what did Kirby say?", "anything on the treaty?", "What did John Kirby say about the treaty?"),
    (
        "what did Kirby say about the treaty?",
        "and in 2022?",
        "What did Kirby say about the treaty in 2022?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "only from 2022",
        "What did Kirby say about the treaty in 2022?",
    ),
    (
        "what did Kirby say about the treaty?",
        "and last week?",
        "What did Kirby say about the treaty last week?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "and Austin in March 2022?",
        "What did Austin say about the treaty in March 2022?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "and Austin?",
        "What did Austin say about the treaty in 2021?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "what about the training?",
        "What did John Kirby say about the training in 2021?",
    ),
    (
        "what did Kirby say about the treaty?",
        "any statements from 2022?",
        "What did Kirby say about the treaty in 2022?",
    ),
    (
        "what is Kirby's view on the treaty?",
        "and Austin's?",
        "What is Austin's view on the treaty?",
    ),
    (
        "what did Kirby say about Austin?",
        "and vice versa?",
        "What did Austin say about John Kirby?",
    ),
    ("what did Kirby say about Austin?", "vice versa?", "What did Austin say about John Kirby?"),
    ("what did Kirby say?", "more", "What else did John Kirby say?"),
    (
        "what did Kirby think of it?",
        "and of the treaty?",
        "What did John Kirby say about the treaty?",
    ),
    ("what did Kirby say?", "what else?", "What else did John Kirby say?"),
    (
        "what did Kirby say about the treaty in 2021?",
        "what else?",
        "What else did John Kirby say about the treaty in 2021?",
    ),
    ("what did Kirby say?", "what did Austin say?", "what did Austin say?"),
    (
        "did North Korea send troops?",
        "did anyone disagree?",
        "Did anyone disagree that North Korea send troops?",
    ),
    (
        "what did Kirby say about the treaty?",
        "who disagreed?",
        "Who disagreed with John Kirby about the treaty?",
    ),
    (
        "did Kirby say that the treaty was signed?",
        "how often?",
        "How often did John Kirby say that the treaty was signed?",
    ),
    ("what did Kirby say?", "when was the treaty signed?", "when was the treaty signed?"),
    ("what did Kirby say?", "and Merkel?", "What did Merkel say?"),
    (
        "did Kirby sign the treaty?",
        "and Calloway?",
        "Did Calloway sign the treaty?",
    ),
    (
        "did Kirby mention China?",
        "what about Japan?",
        "What did John Kirby say about Japan?",
    ),
    ("did Kirby mention China?", "what about Austin?", "Did Austin mention China?"),
    ("what did Kirby say to Austin?", "and to Calloway?", "What did John Kirby say to Calloway?"),
    (
        "what did Kirby tell the National River Agency?",
        "and the WHO?",
        "What did Kirby tell the WHO?",
    ),
    (
        "what is said about Secretary Austin?",
        "and Kirby?",
        "What did Kirby say about Secretary Austin?",
    ),
    (
        "what do they say about the secretary of defense?",
        "and John Kirby?",
        "What did John Kirby say about the secretary of defense?",
    ),
    ("who is Kirby?", "what about the mayor of Corvane?", "Who is the mayor of Corvane?"),
    ("who is Kirby?", "and Austin?", "Who is Austin?"),
    ("who is Kirby?", "what about the training?", "What did John Kirby say about the training?"),
    (
        "did Kirby deny that the port would open?",
        "who disagrees?",
        "Who said that the port would open?",
    ),
    (
        "did Kirby say that the port would open?",
        "who disagrees?",
        "Who disagreed that the port would open?",
    ),
    (
        "what did Kirby say about the treaty?",
        "no, I meant Austin",
        "What did Austin say about the treaty?",
    ),
    (
        "what did Kirby say about the treaty?",
        "Sorry, I meant the training.",
        "What did John Kirby say about the training?",
    ),
    (
        "what did Kirby say?",
        "Now back to the lamps. What does green mean?",
        "What does green mean? (the lamps)",
    ),
    (
        "what did Kirby say about the treaty?",
        "No, not Kirby, Austin.",
        "What did Austin say about the treaty?",
    ),
    (
        "what did Kirby say about the treaty?",
        "not the treaty but the training",
        "What did John Kirby say about the training?",
    ),
]


@pytest.mark.parametrize(("before", "text", "read"), READ, ids=[f"{b} {t}" for b, t, _ in READ])
def test_a_follow_up_is_read_as(known, before, text, read):
    history = [Turn("user", before), Turn("assistant", "He said it.")]
    assert standalone(text, history, known).shown == read


def test_a_chain_of_follow_ups_holds(known):
    history = [
        Turn("user", "what did Kirby say about the treaty?"),
        Turn("assistant", "…"),
        Turn("user", "and Austin?"),
        Turn("assistant", "…"),
    ]
    found = standalone("and Calloway?", history, known)
    assert found.shown == "What did Calloway say about the treaty?"
    assert found.wordings == (found.text,)  # it is whole: nothing else is searched for


def test_the_first_question_stays_as_it_is(known):
    found = standalone("and Austin?", [], known)
    assert (found.shown, found.wordings) == ("and Austin?", ("and Austin?",))


def test_an_assistants_turn_alone_is_no_question(known):
    found = standalone("and Austin?", [Turn("assistant", "Hello.")], known)
    assert found.shown == "and Austin?"


def test_a_slip_in_a_name_is_set_right_and_shown(known):
    assert standalone("what did Kirbey say?", [], known).shown == "what did John Kirby say?"
    assert standalone("Who is John Kirbey?", [], known).shown == "Who is John Kirby?"
    assert standalone("who is first?", [], known).shown == "who is first?"
    history = [Turn("user", "what did Kirby say?")]
    assert standalone("and Autsin?", history, known).shown == "What did Lloyd Austin say?"


@pytest.mark.parametrize(
    ("before", "answer", "of_matter"),
    [
        ("How much is the berth fee?", "40 euros. It is 40 euros a week.", True),
        ("Can a berth be let?", "Nobody is on record on this.", True),
        ("Can a berth be let?", "Asserted by John Kirby.", False),
        ("Who said that the fee is dear?", "They said so.", False),
        ("What did Austin say?", "It is dear.", False),
    ],
)
def test_what_about_another_asks_for_statements_only_where_speakers_were_asked_for(
    known, before, answer, of_matter
):
    history = [Turn("user", before), Turn("assistant", answer)]
    found = standalone("And what about the people who moor it?", history, known)
    assert found.of_matter == of_matter


@pytest.mark.parametrize("long", ["a" + " " * 900_000 + "b", "Kirby said no. " * 60_000])
def test_a_conversation_of_any_length_is_read_as_far_as_it_can_matter(known, long):
    history = [Turn("user", long)] * 500 + [Turn("user", "what did Kirby say?")]
    assert standalone("and Austin?", history, known).text == "What did Austin say?"


def test_a_question_of_before_is_read_as_far_as_one_can_be_asked(known):
    history = [Turn("user", f"Is it {'so ' * 700} Kirby?"), Turn("assistant", "Yes.")]
    assert standalone("did he sign it?", history, known).text == "did he sign it?"
    history = [Turn("user", f"Is it {'so ' * 600} Kirby?"), Turn("assistant", "Yes.")]
    assert standalone("did he sign it?", history, known).text == "Did John Kirby sign?"


@pytest.mark.parametrize(
    "typed",
    [
        "\ufeffwhat did Kirby say about the treaty?",
        "what did Kirby say about the trea\u200bty?",
        "what did Kirby say about the trea\u00adty?",
        "what did\u00a0Kirby say about the treaty?",
    ],
)
def test_a_question_has_no_marks_that_are_not_seen(known, typed):
    assert standalone(typed, (), known).text == "what did Kirby say about the treaty?"
