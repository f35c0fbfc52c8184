"""Two of one surname, of whom a time or a document tells which is meant."""

import pytest

from index.store import Filter
from qa.replies import Question

pytestmark = pytest.mark.e2e

DOCUMENTS = {
    "2024-01-18-school.txt": "Councillor Martin Ockley said that the school would close.",
    "2022-10-03-pool.txt": "The late Councillor Reg Ockley said that the pool was a luxury.",
    "pier.txt": "The diver Jane Moor said that the pier was safe.",
    "2024-02-01-pier.txt": "The surveyor Tom Moor said that the pier was rotten.",
    "dam.txt": "Ann Lind said that the dam held. Karl Lind said that the dam broke.",
}


@pytest.fixture(scope="module")
def town(written):
    return written(DOCUMENTS)


def test_who_alone_is_on_record_in_a_time_is_meant(town):
    (found,) = town.ask("What did Ockley say in January 2024?").statements
    assert found.statement.speaker.name == "Martin Ockley"
    assert town.ask("What did Ockley say?").refusal.reason == "ambiguous_speaker"


def test_who_alone_is_on_record_in_the_documents_that_are_asked_is_meant(town):
    (pool,) = town.ask("What did Reg Ockley say?").statements
    filters = Filter(documents=frozenset({pool.statement.document_id}))
    (found,) = town.answerer.ask(Question("What did Ockley say?", filters=filters)).statements
    assert found.statement.speaker.name == "Reg Ockley"


@pytest.mark.parametrize(("title", "name"), [("Mr.", "Karl Lind"), ("Ms", "Ann Lind")])
def test_who_is_called_so_is_told_by_the_title_in_front(town, title, name):
    (found,) = town.ask(f"What did {title} Lind say?").statements
    assert found.statement.speaker.name == name


def test_another_may_be_meant_who_said_what_has_no_date(town):
    assert town.ask("What did Moor say in February 2024?").refusal.reason == "ambiguous_speaker"
