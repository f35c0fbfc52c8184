"""Whether a thing is so, of which nobody is on record: the documents may tell it themselves."""

import pytest

from qa.answers import Answerer
from qa.reading.reader import Reader
from tests.qa.library import Library

pytestmark = pytest.mark.e2e

RULES = """The reading room

Members may take home up to four books at a time, for three weeks. Readers under sixteen need the
signature of a parent on their card. Newspapers and maps stay in the reading room.

The reading room is open from nine to six on weekdays and closed on Sundays. Dogs are not allowed
in the reading room, but for those that guide the blind.
"""
REPORT = """The council

The librarian Ada Holm denied that the reading room would be closed for good.

Mayor Ines Falk said that readers love the little garden behind the library.
"""


@pytest.fixture(scope="module")
def rules(written):
    return written({"rules.txt": RULES, "report.txt": REPORT}, Reader())


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Do readers under sixteen need a signature?", "signature of a parent"),
        ("Are dogs allowed in the reading room?", "Dogs are not allowed"),
        ("Can I take home four books?", "up to four books"),
    ],
)
def test_the_sentence_answers_alone_where_nobody_is_on_record(rules, question, sentence):
    reply = rules.ask(question)
    assert reply.answered
    assert reply.intent == "fact"
    assert not reply.statements
    assert sentence in reply.sentences[0].text
    assert any(reply.sentences[0].text in p.passage.text for p in reply.passages)


ENVOY = """The envoy

Before the talks Voss met the envoy in May. The parking at the hall was free.
"""


def test_what_has_not_the_name_that_is_asked_about_says_nothing_of_it(written):
    envoy = written({"envoy.txt": ENVOY, "rules.txt": RULES}, Reader())
    assert envoy.ask("Did Voss meet the envoy in Oslo?").refusal
    assert "in May" in envoy.ask("Did Voss meet the envoy in May?").text


def test_what_a_writing_asks_for_is_told_by_the_writing(written):
    order = "The order on pumps asks the Tarn Board to name a deputy by June."
    asked = written({"order.txt": f"An order on pumps\n\n{order}\n", "rules.txt": RULES}, Reader())
    assert "name a deputy" in asked.ask("What does the pump order ask the Tarn Board to do?").text


def test_whoever_is_on_record_comes_first(rules):
    reply = rules.ask("Will the reading room be closed for good?")
    assert reply.intent == "positions"
    assert [f.statement.speaker.name for f in reply.statements] == ["Ada Holm"]


def test_who_merely_speaks_of_it_answers_nothing_and_is_offered(rules):
    reply = rules.ask("Are roses grown behind the library?")
    assert reply.refusal
    assert reply.refusal.reason == "nothing_relevant"
    assert "whether this is so" in reply.refusal.message
    assert [f.statement.speaker.name for f in reply.refusal.nearest] == ["Ines Falk"]


def test_what_the_documents_do_not_tell_is_refused(rules):
    reply = rules.ask("Did the mayor of Brannock resign over the harbour tax?")
    assert reply.refusal
    assert reply.refusal.reason == "nothing_relevant"
    assert reply.refusal.message.startswith("The documents hold nothing that answers this.")
    assert reply.intent == "positions"


def test_a_filter_by_speaker_keeps_the_documents_own_words_out(rules):
    from index.store import Filter
    from qa.replies import Question

    with rules.store.snapshot() as snapshot:
        (speaker, *_), _ = snapshot.speakers(limit=5)
    filters = Filter(speakers=frozenset({speaker.id}))
    reply = rules.answerer.ask(Question("Are dogs allowed in the reading room?", filters=filters))
    assert reply.refusal
    assert reply.refusal.message.startswith("Nobody is on record on this.")


HANDBOOK = """# Handbook of the Brindle lathe

## With food, drink and tobacco

Avoid alcohol at the machine. Ear plugs hang beside the door.
"""


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Can I drink alcohol at the Brindle lathe?", "Avoid alcohol at the machine."),
        ("Can I drink coffee at the Brindle lathe?", None),
    ],
)
def test_a_sentence_that_leaves_out_what_heads_it_is_read_behind_that(written, question, sentence):
    reply = written({"lathe.md": HANDBOOK, "rules.txt": RULES}, Reader()).ask(question)
    assert (reply.text or None) == sentence


OPINIONS = """The harbour

The fishers’ chairman, Per Wallin, thinks the board should resign. The minister of transport, Annika
Falk, believes that the port can reopen in August. Mayor Lars Edholm doubts it.

Critics of Mark Dahl believe that the tunnel will flood.

The board met on Monday in the old customs house. Otto Brandt took the minutes.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does Per Wallin think?", "The fishers’ chairman, Per Wallin, thinks"),
        ("What does Annika Falk believe about the port?", "Falk, believes that the port can"),
        ("Does Wallin think that the board should resign?", "thinks the board should resign"),
        ("What does Wallin think of the harbour fees?", None),
        ("What does Otto Brandt think?", None),
        ("What does Mark Dahl believe about the tunnel?", None),
    ],
)
def test_what_somebody_is_told_to_think_is_told_in_the_documents_words(written, question, told):
    reply = written({"harbour.txt": OPINIONS}, Reader()).ask(question)
    assert not reply.statements
    assert told in reply.text if told else reply.refusal.reason == "no_statements"


GUIDE = """Renewing a card

A reader's card is renewed at the desk of the reading room, with the old card and a letter that
shows the address. Renewal by post takes three weeks; at the desk it is done at once. The green
card lends books alone, and the white card lends books, records and maps.
"""


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How do I renew my reader's card?", "is renewed at the desk"),
        ("What is the difference between the green card and the white card?", "white card lends"),
        ("Explain the renewal of cards by post", "Renewal by post takes three weeks"),
    ],
)
def test_what_no_few_words_answer_is_told_in_a_sentence(
    embedder, tmp_path, question, sentence
) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "guide.txt").write_text(GUIDE)
    (tmp_path / "documents" / "rules.txt").write_text(RULES)
    library = Library(tmp_path / "documents", tmp_path / "data", embedder)
    library.answerer = Answerer(library.store, embedder, Reader())
    reply = library.ask(question)
    library.store.close()
    assert reply.answered
    assert any(sentence in each.text for each in reply.sentences)


OBITUARY = """Agnes Holt-Lind, engineer who drained the Corvane marsh, dies at 88

By Ruth Obi
The Corvane Courier, 21 March 2025

Agnes Holt-Lind, the engineer whose long ditches changed the coast, died on March 12 at her home.

Her brother, Tom Breck, was an engineer as well. He died in 2011.
"""


def test_when_somebody_died_is_not_the_day_of_the_paper(written):
    told = written({"obituary.txt": OBITUARY}, Reader())
    reply = told.ask("When did Agnes Holt-Lind die?")
    assert reply.words is not None
    assert reply.words.text == "March 12"


def test_he_who_is_on_record_in_a_sentence_is_nobody_else(written):
    text = (
        "Karl Dahl once called Tom Lund a clown. He apologised the next day, saying that it was"
        " childish.\n\nTom Lund said that the choir was full."
    )
    told = written({"a.txt": text}, Reader())
    assert told.ask("Did Dahl apologise?").text.startswith("He apologised the next day")
    assert told.ask("Did Lund apologise?").refusal
