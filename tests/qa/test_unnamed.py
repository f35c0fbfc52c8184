"""Who said it, where whoever did is not named: told as the document tells it."""

import pytest

DOCUMENTS = {
    "plant.txt": """A former safety officer at the plant, who asked not to be named, said the \
masks handed to workers were useless against dust. Ann Lind, the owner, said that the floor was \
swept.

Two diplomats said the envoy had left the hall early. Karl Voss warned that the harbour would \
close in May, and a pilot said that the harbour would close in May.
""",
    "radon.txt": """The inspector, who argued that doors help, left early. The WHO has had
another figure in mind since May.
""",
    "desk.txt": """A woman in support, who gave her name as Becky, said that there was a bulletin.

After it alarms, the nurse restarts the pump. Norvik Marine calls this “catch-up behaviour”.
""",
    "bath.txt": """He said that the bath was cold and the towels were damp.
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Who said the masks were useless against dust?", "former safety officer"),
        ("Who said that the envoy had left the hall early?", "Two diplomats"),
    ],
)
def test_who_is_not_named_is_told_in_the_documents_words(told, question, who):
    reply = told.ask(question)
    assert [found.statement.speaker for found in reply.statements] == [None]
    assert who in reply.text


@pytest.mark.e2e
def test_who_is_named_comes_first(told):
    (found,) = told.ask("Who said that the harbour would close in May?").statements
    assert found.statement.speaker.name == "Karl Voss"


@pytest.mark.e2e
@pytest.mark.parametrize(
    "question", ["Who said that the bath was cold?", "Who said that the floor was mined?"]
)
def test_a_pronoun_is_nobody_and_what_was_not_said_is_nobodys(told, question):
    assert not told.ask(question).answered


@pytest.mark.e2e
def test_the_who_is_nobody_who(told):
    reply = told.ask("what did the WHO say?")
    assert reply.refusal.reason == "no_statements"


@pytest.mark.e2e
def test_who_gave_a_name_is_asked_for_by_it(told):
    (found,) = told.ask("What did Becky say?").statements
    assert found.statement.text == "that there was a bulletin"


@pytest.mark.e2e
def test_words_that_point_back_to_somebody_blame_nobody(told):
    assert told.ask("Does Norvik Marine blame the nurse?").refusal


@pytest.mark.e2e
def test_who_speaks_by_a_description_alone_is_asked_for_by_it(written):
    text = "The company said that the plant would reopen. Norvanta Ltd makes valves.\n"
    (found,) = written({"plant.txt": text}).ask("What did the company say?").statements
    assert found.statement.speaker.name == "Norvanta Ltd"
