"""Follow-ups that name another time, over documents: what moves with it and what does not."""

import pytest

from qa.conversation import standalone
from qa.names import Names
from qa.replies import Turn

PORT_2022 = """---
title: The port
date: 2022-05-03
---
Mayor Ada Lunt said that the ferry would return in spring. Tom Voss said that the ferry was too \
dear. Minister Theresa May said that the port was safe.
"""
PORT_2023 = """---
title: The port again
date: 2023-05-04
---
Mayor Ada Lunt said that the ferry was late. Tom Voss said that the ferry was a mistake.
"""


@pytest.fixture(scope="module")
def port(written):
    return written({"one.md": PORT_2022, "two.md": PORT_2023})


@pytest.fixture(scope="module")
def known(port):
    with port.store.snapshot() as snapshot:
        yield Names(snapshot)


@pytest.mark.parametrize(
    ("before", "text", "read"),
    [
        ("What did Lunt say about the ferry?", "and May?", "What did May say about the ferry?"),
        (
            "Compare Lunt and Voss on the ferry in 2023",
            "and in 2022?",
            "Compare Lunt and Voss on the ferry in 2022?",
        ),
        ("Who is Ada Lunt?", "any statements from 2022?", "What did Ada Lunt say in 2022?"),
        (
            "Did Lunt say the ferry would return?",
            "and in 2023?",
            "What did Ada Lunt say about the ferry would return in 2023?",
        ),
        ("Who won in Harlow?", "and Voss?", "and Voss? (won Harlow)"),
        ("Where is Lunt's boat?", "and Voss's?", "Where is Voss's boat?"),
    ],
)
def test_a_time_is_put_where_it_is_one_of_saying(known, before, text, read):
    history = [Turn("user", before), Turn("assistant", "It was so.")]
    assert standalone(text, history, known).shown == read


def test_a_comparison_is_of_its_time_alone(port):
    reply = port.ask("Compare Lunt and Voss on the ferry in 2023")
    assert {f.statement.title for f in reply.statements} == {"The port again"}


@pytest.mark.parametrize("question", ["objections", "the concerns", "any reactions?"])
def test_a_word_for_what_is_said_lists_not_everything(port, question):
    reply = port.ask(question)
    assert reply.refusal or reply.statements_total < 5


def test_all_statements_are_listed_where_they_are_asked_for(port):
    assert port.ask("all statements").statements_total == 5
    assert port.ask("any statements from May 2023?").statements_total == 2
