"""The day that a document or a line bears as its own answers nothing else."""

from datetime import date

import pytest

from index.documents import Document, Span
from qa.fitting import is_anothers_time, is_of_dateline, is_own_day

OBITUARY = """Obituaries

Agnes Holt, who drained the marsh, dies at 88

The Corvane Courier, 21 March 2025

Agnes Holt died on March 12. She would have been 89 on 21 March 2025, her son said."""


@pytest.mark.parametrize(
    ("question", "before", "its_own"),
    [
        ("When did Agnes Holt die?", "Courier, ", True),
        ("When was it published?", "Courier, ", False),
        ("When would she have been 89?", "89 on ", False),
    ],
)
def test_the_day_that_a_document_prints_is_not_when_something_happened(question, before, its_own):
    document = Document("d", "Agnes Holt", OBITUARY, published=date(2025, 3, 21))
    start = OBITUARY.index(before + "21 March") + len(before)
    assert is_own_day(question, document, Span(start, start + 13)) is its_own


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Minutes of the board\n\n12 May 2025\n\nThe board met.", "When did the board meet?"),
        ("Invitation to the concert\n\n12 May 2025\n\nCake.", "When is the concert?"),
        (
            "Lights\n\nNew lighthouse lit: 12 May 2025\n\nIt is tall.",
            "When was the lighthouse lit?",
        ),
    ],
)
def test_the_day_of_what_is_about_that_day_answers(text, question):
    document = Document("d", "", text, published=date(2025, 5, 12))
    start = text.index("12 May")
    assert not is_own_day(question, document, Span(start, start + 11))


def test_a_dateline_answers_where_and_when_alone():
    text = "HARLOW, 3 May 2024 — The yard lost two customers."
    place = Span(0, len("HARLOW"))
    assert is_of_dateline("words", text, place)
    assert is_of_dateline("person", f"News\n\n{text}", Span(6, 12))
    assert not is_of_dateline("place", text, place)
    assert not is_of_dateline("words", "HMRC – collects the duty", Span(0, len("HMRC")))
    assert not is_of_dateline("words", text, Span(text.index("two"), len(text)))


@pytest.mark.parametrize(
    ("words", "wanted", "its_own"),
    [
        ("Last updated: 14 March 2024", "words", True),
        ("Last updated: 14 March 2024", "number", True),
        ("14 March 2024", "time", True),
        ("Ana Ruiz", "person", False),
        ("Applications close on 31 May 2024", "words", False),
    ],
)
def test_the_line_with_a_documents_own_day_answers_nothing_else(words, wanted, its_own):
    text = "By Ana Ruiz\n\nLast updated: 14 March 2024\n\nApplications close on 31 May 2024."
    document = Document("d", "A grant", text, published=date(2024, 3, 14))
    at = text.index(words)
    place = Span(at, at + len(words))
    assert is_own_day("What documents do I need?", document, place, wanted) == its_own


@pytest.mark.parametrize(
    ("time", "anothers"),
    [("12.35", True), ("13.40", False), ("\n12.35", True), ("noon", False), ("19.30", False)],
)
def test_the_time_at_the_head_of_a_line_is_of_what_that_line_tells(time, anothers):
    text = (
        "13.40 BREAKING: Holt has resigned.\n\n12.35 A spokesman praised her.\n\nIt was noon.\n"
        "19.30 Doors open\n"
    )
    start = text.index(time)
    where = Span(start, start + len(time))
    assert is_anothers_time("when did Holt resign?", text, where) is anothers
