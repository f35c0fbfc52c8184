"""What is told as somebody's is what he said, and nobody else, and not what he denied."""

import pytest

from index.store import Filter
from qa.reading.reader import Reader
from qa.replies import Question, Reply
from tests.qa.library import Library

TROOPS = (
    "John Kirby, the spokesman, said that 3,000 troops were sent to Norvanta, while Lloyd Austin,"
    " the minister, said that 5,000 troops were sent to Norvanta."
)
DOCUMENTS = {
    "troops.txt": f"{TROOPS}\n\nNina Holt, the mayor, denied that 400 houses were destroyed in the"
    " flood. Ann Quill, a baker, dismissed the report as a complete fabrication of the facts.\n",
    "desk.md": "# Questions\n\nHow do I renew a library card?\n\nBring the old card and a bill with"
    " your address to the desk in the hall. Karl Voss said that the desk would close in May.\n\n"
    "The mayor of Corvane, Ada Holm, opened the desk.\n",
    "pier.txt": "Briefing\n\nPresent: Nina Holt (Mayor), Karl Voss (Treasurer)\n\nMS. HOLT: Some 40"
    " people work at the pier, I believe. Mr. Voss says it is 60 people who work at the pier.\n\n"
    "MR. VOSS: When does it open?\n\nMS. HOLT: Soon.\n",
}


@pytest.fixture(scope="module", params=[True, False], ids=["read", "unread"])
def told(written, request):
    return written(DOCUMENTS, Reader() if request.param else None)


def by(told: Library, question: str, speaker: str) -> Reply:
    where = Filter(speakers=frozenset({speaker}))
    reply = told.answerer.ask(Question(question, filters=where))
    told.check(reply)
    return reply


@pytest.mark.e2e
@pytest.mark.parametrize(("who", "words"), [("Kirby", "3,000"), ("Austin", "5,000")])
def test_a_figure_of_one_is_not_another_ones_of_the_same_sentence(told, who, words):
    reply = told.ask(f"How many troops did {who} say were sent to Norvanta?")
    assert reply.words.text == words
    assert reply.text.startswith(f"{words}, according to ")
    assert who in [found.statement.speaker.name.split()[-1] for found in reply.statements]


@pytest.mark.e2e
@pytest.mark.parametrize(("who", "words"), [("Nina Holt", "40"), ("Karl Voss", "60")])
def test_a_figure_that_somebody_tells_of_another_is_the_others(told, who, words):
    reply = told.ask(f"How many people did {who} say work at the pier?")
    assert reply.words.text.removeprefix("Some ") == words
    assert f"{words}, according to {who}." in reply.text


@pytest.mark.e2e
def test_who_speaks_of_a_thing_has_not_said_all_that_is_claimed_of_it(written):
    told = "Tom May, the treasurer, said the dam would hold."
    library = written({"a.txt": f"The dam\n\n{told}\n", "b.txt": "It is late."}, Reader())
    assert library.ask("Did Tom May say that the dam would hold?").text == told
    assert not library.ask("Did Tom May say that the dam would be repaired?").answered


@pytest.mark.e2e
def test_a_figure_that_is_only_denied_is_told_as_denied_alone(told):
    reply = told.ask("How many houses were destroyed in the flood?")
    assert reply.text.startswith("Nina Holt, the mayor, denied that 400 houses were destroyed")
    assert reply.words.text == reply.text


@pytest.mark.e2e
def test_words_that_somebody_denied_were_not_said_by_that_one(told):
    denied = told.ask("who said “400 houses were destroyed in the flood”?")
    assert denied.refusal.reason == "nothing_relevant"
    own = told.ask("who said “a complete fabrication of the facts”?")
    assert own.words.text == "Ann Quill"


@pytest.mark.e2e
@pytest.mark.parametrize(
    "question", ["How do I renew a library card?", "Who is the mayor of Corvane?"]
)
def test_where_speakers_are_chosen_nothing_is_told_that_they_do_not_say(told, question):
    assert told.ask(question).answered
    assert not by(told, question, "karl-voss").answered
