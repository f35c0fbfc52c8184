"""What somebody said to somebody, and not what he said of him or to others."""

import pytest

DOCUMENTS = {
    "key.txt": """Ann Lind told Karl Voss that the key was lost. Lind warned reporters that the \
bridge might close.

Lind said that Voss was an old friend. The council met on Monday.
"""
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    "question", ["What did Lind tell Voss?", "What did Lind say to Karl Voss about the key?"]
)
def test_what_is_said_to_somebody_is_in_a_sentence_with_him(told, question):
    reply = told.ask(question)
    assert [found.statement.text for found in reply.statements[:1]] == ["that the key was lost"]
    assert {found.statement.speaker.name for found in reply.statements} == {"Ann Lind"}


@pytest.mark.e2e
def test_all_may_be_said_to_a_room_that_is_told_of(told):
    assert told.ask("What did Lind tell the council?").statements
    assert not told.ask("What did Lind tell the jury?").answered


@pytest.mark.e2e
def test_all_is_said_to_the_press_though_nothing_tells_of_it(told):
    (found,) = told.ask("What did Lind tell journalists about the key?").statements
    assert found.statement.text == "that the key was lost"


TALKS = {
    "talk.txt": """Remarks by Mayor Obi and Minister Berg

Harbour Hall
Kelmouth

MAYOR OBI: Welcome to our town. I am glad to see you again.

MINISTER BERG: Thank you for the welcome. The crane will be painted.

MAYOR OBI: We had no rain in the spring.

MINISTER BERG: The ferry goes to the north at noon.
""",
    "alone.txt": """Remarks by Minister Berg

MINISTER BERG: The library will be sold. We have no use for it.

MR. VOSS: That is a pity for the town.
""",
}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Minister Berg tell Obi about the crane?", "crane"),
        ("What did Berg tell Obi about the ferry?", "ferry"),
        ("What did Berg tell Voss about the library?", "library"),
    ],
)
def test_what_is_said_to_somebody_is_said_where_both_have_the_floor(written, question, words):
    (found,) = written(TALKS).ask(question).statements
    assert words in found.statement.text


@pytest.mark.parametrize("where", ["", " in Kelmouth", " at Harbour Hall"])
def test_all_is_said_to_somebody_where_they_met(written, where):
    first, second = written(TALKS).ask(f"What did Berg say to Obi{where}?").statements
    assert "crane" in first.statement.text
    assert "ferry" in second.statement.text
