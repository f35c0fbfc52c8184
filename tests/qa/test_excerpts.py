"""Of a long turn, the sentences that bear on what is asked tell where somebody stands."""

import pytest

from qa.replies import Question
from tests.qa.library import Library

pytestmark = pytest.mark.e2e

FERRY = "The island ferry will sail all through the winter."
BRIEFING = f"""Briefing by Harbour Secretary Ann Lind

MS. LIND: Good morning, everybody. Thank you for coming out in this weather. Let me begin with the
school, which has a new roof since Monday, and with the children who helped to carry the slates.
They were painted by the fourth form and look splendid.

I have three things on the harbour. The crane is back from the yard and lifts again. {FERRY}
The council has found the money for that, and the crew is hired. The last thing is the lighthouse.
It keeps its lamp, which is red, and its keeper, who is ninety years old and in good spirits.

The market moves to the square while the hall is dry-docked, as we call it. Stalls are given out on
Friday, and whoever wants one writes to the clerk. With that I take your questions.

Q I think the winter ferry is a waste. Will the island ferry sail all through the winter?

MS. LIND: I have said so.
"""


@pytest.fixture(scope="module")
def briefing(written):
    return written({"briefing.txt": BRIEFING})


@pytest.mark.parametrize(
    "question",
    ["Will the island ferry sail in winter?", "Who said that the island ferry sails in winter?"],
)
def test_a_long_turn_is_cut_to_what_bears_on_the_claim(briefing, question):
    reply = briefing.ask(question)
    told = next(s for s in reply.sentences if FERRY in s.text)
    assert "Good morning" not in reply.text
    (statement,) = [f.statement for f in reply.statements if FERRY in f.statement.text]
    assert (statement.text, statement.speaker.name) == (FERRY, "Ann Lind")
    with briefing.store.snapshot() as snapshot:
        text = snapshot.document(statement.document_id).document.text
    assert [text[slice(*span)] for span in statement.spans] == [FERRY]
    assert statement.passage_id in told.citations
    cited = {p.passage.id: p for p in reply.passages}[statement.passage_id]
    assert cited.highlights == statement.spans


def test_who_asks_takes_no_side(briefing):
    reply = briefing.ask("Will the island ferry sail in winter?")
    assert {f.statement.speaker.name for f in reply.statements} == {"Ann Lind"}


def test_statements_are_given_whole_and_told_by_what_bears_on_the_topic(briefing):
    reply = briefing.ask("What did Lind say about the island ferry?")
    assert any("Good morning" in f.statement.text for f in reply.statements)
    assert "Good morning" not in reply.text
    assert FERRY in reply.text


def test_who_somebody_is_that_no_statement_tells_is_told_without_them(embedder, tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "minutes.txt").write_text(
        "The meeting was opened at nine by Harbour Secretary Ann Lind, who was tired.\n\n"
        "MS. LIND: Good morning, everybody. The ferry will sail all winter.\n\n"
        "MR. VOSS: That is good to hear.\n\nMS. LIND: It is, and the crane is back.\n"
    )
    library = Library(tmp_path / "documents", tmp_path / "data", embedder)
    reply = library.ask("Who is Ann Lind?")
    beyond = library.answerer.ask(Question("Who is Ann Lind?", offset=50))
    library.store.close()
    assert reply.text == "Ann Lind, Harbour Secretary."
    assert len(reply.statements) == 2
    assert beyond.statements == ()


def test_who_said_the_very_words_is_told_by_the_sentence_with_them(briefing):
    reply = briefing.ask('Who said "the island ferry will sail all through the winter"?')
    assert [f.statement.text for f in reply.statements] == [FERRY]
