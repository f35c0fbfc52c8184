"""What somebody said on an occasion that documents are titled by."""

import pytest

from qa.intents import occasions
from qa.terms import stems

DOCUMENTS = {
    "fair-2023.md": """---
title: Remarks by Mayor Obi at the Fair | Kelmouth
date: 2023-05-09
---

MAYOR OBI: The cows are fat. We have never had so many.
""",
    "fair-2024.md": """---
title: Remarks by Mayor Obi at the Fair | Kelmouth
date: 2024-05-09
---

MAYOR OBI: The sheep are thin. Kelmouth has had no rain.
""",
    "a.md": """# Remarks by Mayor Obi at the Harbour Conference

MAYOR OBI: The crane is old. We will paint it.

MR. HOLT: The ferry is late.
""",
    "b.md": """# Remarks by Mayor Obi at the Library

MAYOR OBI: Books are dear. Cranes are no matter of mine.

MR. HOLT: They are.
""",
    "c.txt": """Council passes its budget

Mayor Obi said that parking at the library was dear.
""",
}


@pytest.fixture(scope="module")
def remarks(written):
    return written(DOCUMENTS)


def told(library, question):
    reply = library.ask(question)
    return {f.statement.document_id: f.statement.title for f in reply.statements}.values()


@pytest.mark.parametrize(
    "question",
    [
        "What did Obi say at the harbour conference?",
        "what did obi say during the conference",
        "What did Obi say about the crane at the Harbour Conference?",
        "What did Mayor Obi say in her remarks at the harbour conference?",
    ],
)
def test_what_was_said_on_an_occasion_is_told_of_the_documents_titled_so(remarks, question):
    assert list(told(remarks, question)) == ["Remarks by Mayor Obi at the Harbour Conference"]


def test_what_was_said_elsewhere_is_not_told_of_an_occasion(remarks):
    reply = remarks.ask("What did Obi say about books at the harbour conference?")
    assert reply.refusal.reason == "nothing_on_topic"


def test_a_place_of_what_is_asked_about_is_no_occasion(remarks):
    reply = remarks.ask("What did Obi say about parking at the library?")
    assert "that parking at the library was dear" in [f.statement.text for f in reply.statements]


def test_what_no_title_has_is_a_matter_like_any_other(remarks):
    assert remarks.ask("What did Obi say in the storm?").refusal.reason == "nothing_on_topic"
    assert remarks.ask("What did Holt say about the ferry in the harbour?").answered


def test_when_somebody_spoke_on_an_occasion_is_told_of_its_documents(remarks):
    question = "When did Obi speak about the crane at the conference?"
    assert set(told(remarks, question)) == {"Remarks by Mayor Obi at the Harbour Conference"}


@pytest.mark.parametrize("where", ["in Kelmouth", "at the fair"])
def test_of_occasions_those_of_the_time_are_meant(remarks, where):
    reply = remarks.ask(f"What did Obi say {where} in May 2023?")
    assert "The cows are fat." in reply.text
    assert "sheep" not in reply.text


def test_titles_are_read_once_for_all_places_where_an_occasion_may_begin(remarks, monkeypatch):
    read: list[str] = []
    monkeypatch.setattr(occasions, "stems", lambda text: read.append(text) or stems(text))
    remarks.ask("What did Obi say " + "in the storm at noon " * 30 + "at the harbour conference?")
    assert 0 < len(read) < 12


def test_a_matter_in_a_town_is_told_of_what_was_said_there_if_no_other_text_has_it(remarks):
    assert remarks.ask("What did Obi say about cows in Kelmouth?").text == (
        "Obi, Mayor: The cows are fat. We have never had so many."
    )
