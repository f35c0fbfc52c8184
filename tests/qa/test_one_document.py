"""A conversation about one document: what it is about goes without saying."""

from collections.abc import Iterable
from datetime import date

import pytest

from index.store import Filter
from qa.reading.reader import Reader
from qa.replies import Question, Reply, Turn
from tests.qa.library import Library

OBITUARY = """# Tove Aalund, who mapped the fjord floors, dies at 81

Tove Aalund, a marine geologist whose charts of the Norwegian fjord floors are still printed on \
fishing boats' screens, died on 3 November in Ålesund. She was 81. Her daughter, Ragna Aalund, \
said the cause was heart failure.

She was born in 1944 on the island of Runde, the third of five children of a lighthouse keeper. \
Her mother ran the post office from the kitchen. She left school at fifteen to gut herring, and \
went back at nineteen after a summer aboard a research vessel as a cook's assistant.

Aalund studied at the University of Bergen, where she took her doctorate in 1974 with a thesis on \
submarine landslides. In 1979 she joined the hydrographic service, and from 1983 to 2004 she led \
its fjord programme. The programme mapped 212 fjords and cost 38 million kroner, less than a third \
of what the ministry had set aside.

She married Per Hovden, a ferry captain, in 1970; they divorced in 1988. Besides her daughter she \
leaves a son, Eirik, and four grandchildren.

In 2006 the university gave her an honorary professorship. A ridge on the floor of Storfjorden \
bears her name. She refused a royal medal twice, saying that the crew had done the work.
"""
FERRY = """# The ferry that nobody wanted

The county bought the ferry in 2011 for 64 million kroner and never used it. It lies in Molde still.
"""


def last_reply(library: Library, *questions: str, documents: Iterable[str] = ()) -> Reply:
    """The reply to the last question of a conversation."""
    history: list[Turn] = []
    where = Filter(documents=frozenset(documents))
    for each in questions:
        reply = library.answerer.ask(Question(each, tuple(history), where))
        library.check(reply)
        refused = reply.refusal.message if reply.refusal else ""
        history += [Turn("user", each), Turn("assistant", reply.text or refused)]
    return reply


@pytest.fixture(scope="module")
def alone(written):
    return written({"aalund.md": OBITUARY}, Reader())


@pytest.fixture(scope="module")
def both(written):
    return written({"aalund.md": OBITUARY, "ferry.md": FERRY}, Reader())


CONVERSATIONS = [
    (["When did Tove Aalund die?", "How old was she?"], "81"),
    (["When did Tove Aalund die?", "Where was she born?"], "Runde"),
    (["Where did she study?", "What was her thesis about?"], "submarine landslides"),
    (["Where did she study?", "How many fjords did they map?", "How much did it cost?"],
     "38 million kroner"),
    (["Was she married?", "When did they divorce?"], "1988"),
]  # fmt: skip


@pytest.mark.parametrize(("questions", "words"), CONVERSATIONS)
def test_a_follow_up_is_answered_from_it(alone, questions, words):
    assert last_reply(alone, *questions).words.text == words


@pytest.mark.parametrize(("questions", "words"), CONVERSATIONS)
def test_a_document_that_is_chosen_is_as_one_that_is_alone(both, questions, words):
    with both.store.snapshot() as snapshot:
        chosen = [file.document_id for file in snapshot.files() if file.path == "aalund.md"]
    assert last_reply(both, *questions, documents=chosen).words.text == words


def test_what_is_asked_to_be_so_is_told_in_its_sentence(alone):
    reply = last_reply(alone, "Where was she born?", "Was she married?")
    assert [s.text for s in reply.sentences] == [
        "She married Per Hovden, a ferry captain, in 1970; they divorced in 1988."
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Did she win the Nobel Prize?",
        "How much did she earn?",
        "Did she ever visit Japan?",
        "Did she speak Italian?",
    ],
)
def test_what_it_does_not_tell_is_refused(alone, question):
    assert last_reply(alone, "What awards did she get?", question).refusal


def test_a_refusal_is_nothing_to_go_on_from(alone):
    asked = ["Was she married?", "What did they quarrel about?", "When did they divorce?"]
    assert last_reply(alone, *asked[:2]).refusal
    assert last_reply(alone, *asked).words.text == "1988"


@pytest.mark.parametrize(("questions", "words"), CONVERSATIONS[:2] + CONVERSATIONS[3:])
def test_words_are_read_in_the_context_of_the_conversation(both, questions, words):
    """Of several documents, all of which are asked."""
    assert last_reply(both, *questions).words.text == words


def test_an_age_is_no_time(alone):
    assert last_reply(alone, "When did Tove Aalund die?").words.text == "3 November"


@pytest.mark.parametrize(
    "question",
    ["What is this about?", "Summarize the document", "Can you give me a short summary of it?"],
)
def test_what_it_is_about_is_how_it_begins_and_who_is_on_record(alone, question):
    told = [sentence.text for sentence in last_reply(alone, question).sentences]
    assert told[0].startswith("Tove Aalund, a marine geologist")
    assert told[0].endswith("died on 3 November in Ålesund.")
    assert told[-1] == "On record here: Ragna Aalund."
    assert len(told) == 4


def test_what_it_is_about_keeps_to_the_filters(alone):
    with alone.store.snapshot() as snapshot:
        (ragna,) = (s.id for s in snapshot.speakers()[0] if s.name == "Ragna Aalund")
    for speaker, told in ((ragna, "On record here: Ragna Aalund."), ("nobody", "")):
        where = Filter(speakers=frozenset({speaker}))
        assert alone.answerer.ask(Question("What is this about?", filters=where)).text == told
    dated = Filter(published_from=date(2020, 1, 1))
    assert alone.answerer.ask(Question("What is this about?", filters=dated)).refusal


def test_in_a_conversation_it_may_be_anything(alone):
    reply = last_reply(alone, "Where did she study?", "What is it about?")
    assert "On record here" not in reply.text


def test_of_several_documents_none_is_the_one(both):
    refusal = last_reply(both, "Summarize the document").refusal
    assert refusal.message == "There are 2 documents: choose one of them to ask what it is about."


LEASE = """# Lease agreement for 14 Quay Street

This agreement is made on 2 February 2023 between Marlow Estates Ltd ("the Landlord") and Piet \
Verhagen and Dora Lund ("the Tenants").

The rent is 1,450 euros a month, payable in advance. The Tenants pay a deposit of 2,900 euros.
"""


@pytest.fixture(scope="module")
def three(written):
    return written({"aalund.md": OBITUARY, "ferry.md": FERRY, "lease.md": LEASE}, Reader())


def test_what_a_document_is_about_may_stand_in_its_title_alone(three):
    words = last_reply(three, "How much is the rent at 14 Quay Street?").words
    assert words.text.startswith("1,450 euros")


def test_a_whole_question_can_begin_anew(three):
    """Though it shares a word with the answer before it."""
    reply = last_reply(three, "How much is the deposit at 14 Quay Street?", "Who are the tenants?")
    assert reply.words.text == "Piet Verhagen and Dora Lund"


def test_what_a_writing_says_is_what_its_document_tells(three):
    reply = last_reply(three, "What does the lease say about the deposit?")
    assert reply.words.text
    assert [s.text for s in reply.sentences][-1] == "The Tenants pay a deposit of 2,900 euros."


def test_what_somebody_says_is_not(three):
    """A landlord who is on record nowhere is not what the documents tell."""
    reply = last_reply(three, "What does the landlord say about the deposit?")
    assert reply.refusal
    assert reply.refusal.reason == "no_statements"
