"""A follow-up and what came before it → a question that stands alone."""

import pytest

from qa.conversation import standalone
from qa.replies import Turn
from tests.qa.named import names

# what was asked before, the follow-up, what it is read as
READ = [
    ("what did Kirby say?", "and Austin?", "What did Austin say?"),
    ("what did Kirby say?", "What about Austin?", "What did Austin say?"),
    ("what did Kirby say?", "Austin?", "What did Austin say?"),
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
    ("what did Kirby say?", "what else?", "What else did John Kirby say?"),
    ("what did Kirby say?", "when did he say that?", "When did John Kirby say that?"),
    (
        "what did Kirby say about the treaty?",
        "when did he say that?",
        "When did John Kirby say about the treaty?",
    ),
    ("what did Kirby say?", "what did Austin say?", "what did Austin say?"),
    ("what did Pyongyang say?", "do they deny it?", None),
    ("did North Korea send troops?", "who denied it?", "Who denied North Korea send troops?"),
    ("what did Kirby say?", "when was the treaty signed?", "when was the treaty signed?"),
    ("what did Kirby say?", "and Merkel?", "What did Merkel say?"),
]


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    with names(tmp_path_factory.mktemp("names")) as found:
        yield found


@pytest.mark.parametrize(("before", "text", "read"), READ, ids=[f"{b} {t}" for b, t, _ in READ])
def test_a_follow_up_is_read_as(known, before, text, read):
    found = standalone(text, [Turn("user", before), Turn("assistant", "He said it.")], known)
    if read is None:
        assert "North Korean government" in found
    else:
        assert found == read


def test_a_chain_of_follow_ups_holds(known):
    history = [
        Turn("user", "what did Kirby say about the treaty?"),
        Turn("assistant", "…"),
        Turn("user", "and Austin?"),
        Turn("assistant", "…"),
    ]
    assert standalone("and Calloway?", history, known) == "What did Calloway say about the treaty?"


def test_the_first_question_stays_as_it_is(known):
    assert standalone("and Austin?", [], known) == "and Austin?"


def test_an_assistants_turn_alone_is_no_question(known):
    assert standalone("and Austin?", [Turn("assistant", "Hello.")], known) == "and Austin?"
