"""Which bodies or countries said a thing: none that is a person."""

import pytest

from qa.reading.reader import Reader

DOCUMENTS = {
    "pumps.txt": """Norvanta and Halden Foods pledge to build pumps

Norvanta Ltd said it would build the pumps in Harlow. Halden Foods Ltd said that it would build \
them, too.

Engineer Mia Holm said that she would build one of the pumps herself.

Norway said that the pumps should be built at sea.
""",
    "ferry.txt": """The ferry

Mayor Ines Falk said that the ferry runs daily. She added that the ferry runs on gas, and that \
the crew run a shop on board.
""",
}


@pytest.fixture(scope="module")
def pumps(written):
    return written(DOCUMENTS, Reader())


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "kind", "names"),
    [
        ("Which companies said they would build the pumps?", "organisation", "Norvanta"),
        ("Which country said that the pumps should be built at sea?", "government", "Norway"),
    ],
)
def test_which_bodies_said_it_is_no_person(pumps, question, kind, names):
    reply = pumps.ask(question)
    assert {found.statement.speaker.kind for found in reply.statements} == {kind}
    assert names in reply.text


@pytest.mark.e2e
def test_a_word_that_a_claim_shares_by_chance_does_not_make_it_said(pumps):
    reply = pumps.ask("When did Falk say that she would run again?")
    assert reply.refusal.reason == "nothing_on_topic"
    assert "as saying that she would run again" in reply.refusal.message
