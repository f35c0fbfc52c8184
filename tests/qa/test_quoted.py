"""Who said a thing is not who repeats it in a turn as another's."""

import pytest

from qa.reading.reader import Reader

LETTER = """Harlow, 4 March

Dear shareholders,

It was a hard year. As my predecessor, Alun Prosser, liked to say, “A shipping company \
without a yard is a travel agent.” As our largest customer told us, “You are the only supplier who \
has shipped on time.”

I say that the yard will stay, whatever it costs us. Bo Holm says that the yard is old.

Yours sincerely,

Grace Obi
Chair
"""


@pytest.fixture(scope="module")
def told(written):
    return written({"letter.txt": LETTER}, Reader())


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who said a shipping company without a yard is a travel agent?", "Alun Prosser"),
        ("Who said you are the only supplier who has shipped on time?", "our largest customer"),
        ("Who said that the yard is old?", "Bo Holm"),
    ],
)
def test_who_said_it_is_who_is_quoted(told, question, words):
    assert told.ask(question).words.text == words


@pytest.mark.e2e
def test_what_the_writer_says_is_the_writers(told):
    reply = told.ask("Who said that the yard will stay?")
    assert reply.statements[0].statement.speaker.name == "Grace Obi"
