"""Questions for what there is: which documents, and who is on record in them."""

from datetime import date

import pytest

from index.store import Filter
from qa.replies import Question

BRIDGE = """---
title: The bridge will close
date: 2024-03-03
---
The bridge over the Orr will close on Monday, mayor Ann Lind said. "It is not safe," Lind said.
"""
FERRY = """---
title: A ferry for the Orr
date: 2024-04-09
---
A ferry will cross the Orr while the bridge is closed, harbour master Olaf Rudge said.
"""
SCHOOL = """---
title: A new roof for the school
---
The school gets its roof in May. Nobody spoke at the meeting.
"""


@pytest.fixture(scope="module")
def folder(written):
    return written({"bridge.md": BRIDGE, "ferry.md": FERRY, "school.md": SCHOOL})


ALL = [
    "“A ferry for the Orr” (9 April 2024).",
    "“A new roof for the school”.",
    "“The bridge will close” (3 March 2024).",
]


@pytest.mark.parametrize(
    "question",
    ["What documents are there?", "list all documents", "Which documents do you have?"],
)
def test_the_documents_are_listed_by_their_titles(folder, question):
    assert [s.text for s in folder.ask(question).sentences] == ALL


def test_documents_are_counted_and_paged(folder):
    assert folder.ask("How many documents are there?").sentences[0].text == "There are 3 documents."
    page = folder.ask("list all documents", limit=1, offset=1)
    assert [s.text for s in page.sentences] == ["There are 3 documents.", ALL[1]]


@pytest.mark.parametrize(
    ("question", "titles"),
    {
        "Which documents mention the ferry?": [ALL[0]],
        "Are there any articles about the roof of the school?": [ALL[1]],
        "Where is Ann Lind mentioned?": [ALL[2]],
        "Does any document mention the ferry?": [ALL[0]],
        "Do the articles mention the ferry?": [ALL[0]],
        "Is the ferry mentioned anywhere?": [ALL[0]],
        "Is Ann Lind mentioned in any of the documents?": [ALL[2]],
    }.items(),
)
def test_the_documents_on_a_matter_are_listed(folder, question, titles):
    reply = folder.ask(question)
    assert [s.text for s in reply.sentences] == titles
    assert [f"“{p.title}”" in titles[0] for p in reply.passages] == [True]


def test_of_what_no_document_is_about_none_is_listed(folder):
    for question in ("Which documents mention photosynthesis?", "Is photosynthesis mentioned?"):
        refusal = folder.ask(question).refusal
        assert refusal is not None
        assert refusal.reason == "nothing_relevant"


def test_a_document_that_has_every_word_is_listed_though_it_is_of_much_else(written):
    said = [
        "Ann Lind said that the drought would cost £20m.",
        "Tom Obi said that three people had died in the fire.",
        "Paul Hahn said that the debt was $1.5bn, and that half of all pupils had failed.",
        "Dana Frost said that the company employed 12,000 people.",
        "Eve Moss said that a third of shops had closed.",
        "Ned Rowe said that the tunnel would open in the second quarter.",
        "Sam Pike said that sixty ships had sunk.",
        "Una Bell said that twenty-five schools would close.",
        "Olga Zorn said that the fields were dry, Jan Wolf that the five-year plan had failed.",
    ]
    reply = written({"a.txt": " ".join(said)}).ask("Where are shops mentioned?")
    assert [s.text for s in reply.sentences] == ["“A”."]


@pytest.mark.parametrize(
    "question",
    [
        "Who is quoted most often?",
        "List all speakers",
        "Who is on record?",
        "Who are the speakers?",
    ],
)
def test_speakers_are_listed_who_says_most_first(folder, question):
    reply = folder.ask(question)
    assert [s.text for s in reply.sentences] == [
        "Ann Lind is on record with 2 statements.",
        "Olaf Rudge is on record with 1 statement.",
    ]
    assert reply.statements_total == 2


def test_filters_hold_for_what_is_listed(folder):
    where = Filter(published_from=date(2024, 4, 1))
    for question, said in (("list all documents", ALL[0]), ("who is on record?", "Olaf Rudge")):
        (sentence,) = folder.answerer.ask(Question(question, filters=where)).sentences
        assert sentence.text.startswith(said)


@pytest.mark.parametrize(
    "message", ["hello", "Thank you!", "what can you do?", "why?", "According to whom?"]
)
def test_what_asks_nothing_of_the_documents_is_answered_by_none(folder, message):
    refusal = folder.ask(message).refusal
    assert refusal is not None
    assert refusal.message.startswith("That asks nothing of the documents.")


@pytest.mark.parametrize("question", ["What is the WHO?", "Who is Will?"])
def test_a_name_of_common_words_is_asked_for(folder, question):
    refusal = folder.ask(question).refusal
    assert refusal is not None
    assert not refusal.message.startswith("That asks nothing of the documents.")


def test_what_a_document_reports_is_still_asked_for_as_such(folder):
    reply = folder.ask("who is quoted on the ferry?")
    assert [f.statement.speaker.name for f in reply.statements] == ["Olaf Rudge"]


def test_speakers_of_one_kind_are_listed_where_these_are_asked_for(written):
    text = "The Harbour Board said it would wait. Mayor Ann Lind said no. Norway said it agreed."
    library = written({"a.txt": text})
    asked = [
        library.ask(f"Which {kind} are on record?") for kind in ("bodies", "people", "nations")
    ]
    told = [[f.statement.speaker.name for f in reply.statements] for reply in asked]
    assert told == [["Harbour Board"], ["Ann Lind"], ["Norway"]]
