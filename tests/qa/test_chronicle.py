"""Questions over articles of several dates and sources that do not agree: tests/qa/chronicle."""

from pathlib import Path

import pytest

from tests.qa.library import Library, speakers, words

pytestmark = pytest.mark.e2e  # the real model

FOLDER = Path(__file__).parent / "chronicle"
OPENS = "on whether the tunnel would open in September"


@pytest.fixture(scope="module")
def chronicle(embedder, tmp_path_factory):
    library = Library(FOLDER, tmp_path_factory.mktemp("chronicle"), embedder)
    yield library
    library.store.close()


def places(reply):
    """How often each listed statement is on record, and on which dates."""
    return [
        sorted(str(s.published) for s in (f.statement, *f.repeated_in)) for f in reply.statements
    ]


# statements: each once, by document and date


def test_a_statement_of_two_documents_is_listed_once_with_both_places(chronicle):
    reply = chronicle.ask("What did Tove Lind say?")
    assert reply.statements_total == len(reply.statements) == 1
    assert places(reply) == [["2025-05-02", "2025-06-12"]]


def test_a_folded_list_is_paged_through_without_gap_or_repetition(chronicle):
    whole = chronicle.ask("What did Lena Marsh say?", limit=100)
    pages = [chronicle.ask("What did Lena Marsh say?", limit=3, offset=n) for n in range(0, 12, 3)]
    assert {page.statements_total for page in pages} == {whole.statements_total}
    listed = [f.statement.id for page in pages for f in page.statements]
    assert sorted(listed) == sorted(f.statement.id for f in whole.statements)
    assert len(listed) == whole.statements_total
    every = [s.id for f in whole.statements for s in (f.statement, *f.repeated_in)]
    assert len(every) == len(set(every)) > whole.statements_total


def test_every_place_of_a_statement_has_its_own_words_at_its_offsets(chronicle):
    reply = chronicle.ask("What did Lena Marsh say?", limit=100)
    others = [other for f in reply.statements for other in f.repeated_in]
    assert others
    with chronicle.store.snapshot() as snapshot:
        for other in others:
            text = snapshot.document(other.document_id).document.text
            assert other.text == " … ".join(text[slice(*span)] for span in other.spans)


@pytest.mark.parametrize(
    "question",
    ["What did Lena Marsh say?", "What did Marsh say about the tunnel?", "what did the union say?"],
)
def test_the_statements_of_a_document_stand_together(chronicle, question):
    reply = chronicle.ask(question, limit=100)
    listed = [f.statement.document_id for f in reply.statements]
    runs = [id for n, id in enumerate(listed) if n == 0 or listed[n - 1] != id]
    assert len(runs) == len(set(runs))


# when, where, how often, latest


def test_when_it_was_said_has_every_date_and_no_denial(chronicle):
    reply = chronicle.ask("when did Marsh say that the tunnel would open in September?")
    assert places(reply) == [["2025-05-01", "2025-05-02"]]
    for told in ("2025-05-01", "2025-05-02"):
        assert told in reply.text


def test_where_it_was_said_names_the_documents(chronicle):
    reply = chronicle.ask("where did Marsh say that the trains are ready?")
    assert "Vessa tunnel to open in September" in reply.text
    assert "In brief" in reply.text


def test_how_often_counts_statements_and_places(chronicle):
    reply = chronicle.ask("how often did Krohn say that the water had damaged the signals?")
    assert reply.sentences[0].text == "Ida Krohn is on record with 1 statement, in 2 places."


@pytest.mark.parametrize(
    ("question", "day"),
    {
        "what is the latest from Falk?": "2025-06-10",
        "what is the latest on the signals?": "2025-06-10",
        "who last spoke about the signals?": "2025-06-10",
        "what did Orlik say first?": "2025-05-01",
        "what did Marsh say, latest first?": "2025-06-03",
        "who was the first to say that water entered the eastern tube?": "2025-05-20",
    }.items(),
)
def test_an_order_puts_the_date_asked_for_first(chronicle, question, day):
    reply = chronicle.ask(question)
    assert str(reply.statements[0].statement.published) == day
    assert day in reply.sentences[0].text


def test_a_month_can_be_what_it_is_about(chronicle):
    reply = chronicle.ask("what is Marsh's position on September?")
    assert reply.statements_total == 2


# who stands where


def test_a_claim_has_both_sides_and_the_contradiction(chronicle):
    reply = chronicle.ask("Did the water damage the signals?")
    assert {f.statement.speaker.name: f.stance for f in reply.statements} == {
        "Ida Krohn": "asserts",
        "Tunnel Authority": "denies",
    }
    assert reply.sentences[-1].text == (
        "Ida Krohn (20 May 2025) and the Tunnel Authority (20 May 2025) contradict each other on"
        " whether the water had damaged the signals."
    )
    assert reply.sentences[-1].citations


def test_who_takes_back_what_they_said_is_on_record_both_ways(chronicle):
    reply = chronicle.ask("Will the tunnel open in September?")
    told = f"Lena Marsh is on record both ways {OPENS}: asserting it on 1 May 2025, denying it on"
    assert told in reply.text
    assert len(set(reply.sentences[-1].citations)) == 2


@pytest.mark.parametrize(
    "question",
    [
        "did Marsh change her mind about September?",
        "has Marsh's position on the opening changed?",
        "did Marsh contradict herself?",
    ],
)
def test_a_change_of_mind_is_shown_by_its_two_statements(chronicle, question):
    reply = chronicle.ask(question)
    assert f"Lena Marsh is on record both ways {OPENS}" in reply.text
    assert reply.statements_total == 2


@pytest.mark.parametrize(
    "question",
    ["did Orlik contradict himself?", "what did everyone say about the ferry?", "is the tube dry?"],
)
def test_no_contradiction_is_made_of_what_is_merely_about_the_same(chronicle, question):
    reply = chronicle.ask(question)
    assert reply.answered
    assert "both ways" not in reply.text
    assert "contradict" not in reply.text


def test_another_figure_asserts_nothing(chronicle):
    reply = chronicle.ask("did the tunnel cost 5.1 billion crowns?")
    stances = {(f.statement.speaker.name, f.stance) for f in reply.statements}
    assert ("Jon Averin", "asserts") in stances
    assert ("Lena Marsh", "denies") in stances
    assert ("Lena Marsh", "asserts") not in stances


def test_what_is_about_something_else_takes_no_side(chronicle):
    reply = chronicle.ask("did the minister know of the water?")
    assert {f.statement.speaker.name for f in reply.statements if f.stance} == {"Lena Marsh"}
    assert "Unsure: Lena Marsh." in reply.text


def test_of_a_mere_matter_nobody_is_for_or_against(chronicle):
    reply = chronicle.ask("what do they say about the eastern tube?")
    assert set(speakers(reply)) == {"Mira Falk", "Pavel Orlik", "Tunnel Authority"}
    assert {f.stance for f in reply.statements} == {None}
    assert "Asserted by" not in reply.text


@pytest.mark.parametrize(
    ("question", "who"),
    {
        "who disagreed with Krohn?": "Tunnel Authority",
        "did anyone disagree with Ida Krohn about the signals?": "Tunnel Authority",
        "who contradicted Orlik?": "Tunnel Authority",
        "who contradicted Averin?": "Lena Marsh",
        "did anyone deny that the water damaged the signals?": "Tunnel Authority",
        "who denied that the tunnel had cost 5.1 billion crowns?": "Lena Marsh",
        "who said the tunnel had cost 5.1 billion crowns?": "Jon Averin",
        "who confirmed that water had entered the eastern tube?": "Pavel Orlik",
        "who agrees that the water damaged the signals?": "Ida Krohn",
        "who called it a fairy tale?": "Ida Krohn",
    }.items(),
)
def test_who_it_was(chronicle, question, who):
    assert speakers(chronicle.ask(question))[0] == who


@pytest.mark.parametrize(
    "question",
    [
        "who said that the tunnel was safe?",
        "did anyone confirm that the opening would be put off?",
        "who disagreed with Tove Lind?",
        "did anyone dispute the council's approval?",
    ],
)
def test_nobody_is_named_where_nobody_said_so(chronicle, question):
    reply = chronicle.ask(question)
    assert reply.refusal is not None
    assert reply.refusal.reason == "nothing_relevant"


# follow-ups


@pytest.mark.parametrize(
    ("before", "question", "read", "who"),
    [
        (
            "Did the water damage the signals?",
            "did anyone disagree?",
            "Did anyone disagree that the water damage the signals?",
            "Tunnel Authority",
        ),
        (
            "Who said that the water had damaged the signals?",
            "who denied it?",
            "Who denied that the water had damaged the signals?",
            "Tunnel Authority",
        ),
        (
            "What did Krohn say?",
            "did anyone disagree with her?",
            "Did anyone disagree with Ida Krohn?",
            "Tunnel Authority",
        ),
        (
            "What did Krohn say about the signals?",
            "who says otherwise?",
            "Who disagreed with Ida Krohn about the signals?",
            "Tunnel Authority",
        ),
        (
            "Did the water damage the signals?",
            "what do they say about it?",
            "Did the water damage the signals?",
            "Ida Krohn",
        ),
        (
            "What did Krohn say about the signals?",
            "how often?",
            "How often did Ida Krohn speak about the signals?",
            "Ida Krohn",
        ),
    ],
)
def test_a_follow_up_goes_on_from_the_claim(chronicle, before, question, read, who):
    reply = chronicle.ask(question, before)
    assert reply.standalone == read
    assert speakers(reply)[0] == who


# passages


def test_a_paragraph_of_two_documents_takes_one_place_in_a_search(chronicle):
    found = chronicle.answerer.search("bicycles on the winter ferry", limit=8)
    first, *others = found
    (also,) = first.also_in
    assert {first.title, also.title} == {"A timetable for the winter", "Notices"}
    assert not {first.title, also.title} & {each.title for each in others}
    with chronicle.store.snapshot() as snapshot:
        text = snapshot.document(also.passage.document_id).document.text
    assert text[also.passage.start : also.passage.end] == also.passage.text


def test_a_fact_names_every_document_that_has_it_in_these_words(chronicle):
    reply = chronicle.ask("what does a ticket for the winter ferry cost?")
    (passage,) = reply.passages
    assert {passage.title, *(place.title for place in passage.also_in)} == {
        "A timetable for the winter",
        "Notices",
    }


def test_neither_confirmed_nor_denied_is_no_denial(chronicle):
    assert "that she had known of the water" not in words(chronicle.ask("what did Marsh deny?"))
