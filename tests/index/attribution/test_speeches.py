"""A speech or a statement is on record, whole, as of whom its title or its head says it is."""

import pytest

from index.attribution import attribute, on_record
from index.documents import Document
from tests.index.parsed import parser

SPEECH = """I have come from Sandvik, where I met the men and women of the night shift.

We will rebuild the hall. My government has set aside forty million crowns for it.

Thank you."""


def told(text: str, title: str = "") -> list[tuple[str | None, str, str]]:
    """Who is on record, the words that tell it, and with what."""
    found = on_record(attribute(parser().parse(Document("d", title, text, language="en"))))
    return [
        (
            found.profiles[s.speaker].name if s.speaker is not None else None,
            s.source_text,
            text[s.spans[0].start : s.spans[-1].end],
        )
        for s in found.statements
    ]


def test_fields_above_a_witness_statement_are_no_labels_in_it():
    head = "WITNESS STATEMENT OF INGRID SOLHEIM\n\nStatement of: Ingrid Solheim\nAge: over 18"
    text = f"{head}\nOccupation: Nurse\nDate: 3 May\n\n{SPEECH}\n\nSigned: I. Solheim"
    assert told(text) == [("Ingrid Solheim", "INGRID SOLHEIM", SPEECH)]


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("Address by Prime Minister Ingrid Solheim", "Prime Minister Ingrid Solheim"),
        ("Remarks by Ingrid Solheim at the Opening of the Port", "Ingrid Solheim"),
        ("Keynote speech by the Prime Minister, Ingrid Solheim, Oslo, 2 June", None),
        ("# Statement from Prime Minister Ingrid Solheim on the Fire", None),
        ("Remarks as prepared for delivery by Ingrid Solheim\n\nWashington, D.C.", None),
        ("The Port and Us\n\nOpening statement of Ingrid Solheim, Prime Minister\n2 June", None),
    ],
)
def test_all_that_stands_below_a_speechs_head_is_its_speakers(head, source):
    ((name, written, words),) = told(f"{head}\n\n{SPEECH}")
    assert (name, words) == ("Ingrid Solheim", SPEECH)
    assert source in (written, None)


def test_the_title_may_be_all_that_tells_it():
    title = "Remarks by First Lady Ingrid Solheim Before the Opening of the Port"
    assert told(f"Sandvik\n\n{SPEECH}\n\n###\n\nContact: the press office.", title) == [
        ("Ingrid Solheim", "", SPEECH)
    ]


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("Address by Ingrid Solheim\nBy Jon Berg", ""),
        ("Speech by Ingrid Solheim on the Port", " Solheim spoke for an hour."),
        ("Remarks by Ingrid Solheim and Jon Berg", ""),
        ("Remarks by President Solheim, Prime Minister Berg of Oland", ""),
        ("Remarks by President Solheim Two Years After", " Two years after, we go on."),
        ("Statement by the Ministry of Ports", ""),
        ("Statement by the Leaders of Norway, Sweden", ""),
        ("Remarks by the Prime Minister", ""),
        ("How I Became a Docker", ""),
        ("Speech by Prime Minister Ingrid Solheim: five things we learned", ""),
        ("Speech by Prime Minister Ingrid Solheim", " The prime minister left at noon."),
    ],
)
def test_what_is_a_report_or_several_peoples_or_nobodys_by_name_is_nobodys(head, rest):
    assert all(name is None for name, _, _ in told(f"{head}\n\n{SPEECH}{rest}"))


def test_a_report_that_says_neither_i_nor_we_is_nobodys():
    text = "Address by Ingrid Solheim\n\nThe hall was full. The port will be rebuilt in May."
    assert told(text) == []


@pytest.mark.parametrize(
    "behind",
    [
        "Statement by President Tom Obi\n\nWe regret it. My government will appeal.",
        "Question: Did you steal our money?\n\nI did not.",
        "The Chancellor: We thank you for it.",
        "More from our newsroom\n\nWe told you so.",
    ],
)
def test_a_speech_ends_where_somebody_else_begins(behind):
    found = told(f"Statement by Prime Minister Ingrid Solheim\n\n{SPEECH}\n\n{behind}")
    assert [words for name, _, words in found if name == "Ingrid Solheim"] == [SPEECH]


@pytest.mark.parametrize(
    "head",
    [
        "Opinion\n\nThe hall is ours\n\nIngrid Solheim\n20 March 2026",
        "The Sandvik Courier\nOpinion\n\nWho needs a hall?\n\nBy Ingrid Solheim, former minister",
        "**Comment | Ports**\n\n# The hall is ours\n\n*Ingrid Solheim*",
    ],
)
@pytest.mark.parametrize("note", ["", "\n\nIngrid Solheim was minister of ports until 2015."])
def test_an_opinion_is_its_authors(head, note):
    found = told(f"{head}\n\n{SPEECH}{note}")
    assert [(name, words) for name, _, words in found] == [("Ingrid Solheim", SPEECH)]


def test_the_line_that_names_an_author_is_the_whole_of_it():
    assert [source for _, source, _ in told(f"Opinion\n\nDr. Ingrid Solheim\n\n{SPEECH}")] == [
        "Dr. Ingrid Solheim"
    ]


def test_a_name_that_may_be_a_suffix_is_nobodys():
    assert told("Statement by Minister KC\n\nWe will rebuild the clinics. I thank you.") == []


def test_an_opinion_ends_where_another_is_signed():
    found = told(f"Comment\n\nIngrid Solheim\n\n{SPEECH}\n\nJon Berg\n\nI did not like it at all.")
    assert [(name, words) for name, _, words in found] == [("Ingrid Solheim", SPEECH)]


@pytest.mark.parametrize(
    "head",
    [
        "The hall is ours\n\nIngrid Solheim",
        "Opinion\n\nThe hall is ours\n\nBy Ingrid Solheim and Jon Berg",
        "Opinion\n\nThe hall is ours\n\nThe Editorial Board",
        "Opinion\n\nThe hall is ours\n\nJon Berg, the mayor, told me that the hall was safe.",
    ],
)
def test_what_is_no_opinion_or_several_peoples_is_no_turn(head):
    assert all(words != SPEECH for _, _, words in told(f"{head}\n\n{SPEECH}"))


def test_who_speaks_of_the_family_by_other_names_and_offices_speaks():
    more = "President Solheim and I thank the Solheim administration and Lars Solheim."
    title = "Remarks by First Lady Ingrid Solheim at the Port"
    assert told(f"{SPEECH}\n\n{more}", title)[0][0] == "Ingrid Solheim"


@pytest.mark.parametrize("name", ["Mrs. Solheim", "First Lady Solheim", "Ingrid Solheim"])
def test_a_text_that_tells_of_whom_it_is_headed_by_is_none_of_hers(name):
    title = "Remarks by First Lady Ingrid Solheim at the Port"
    assert not told(f"{SPEECH}\n\nOur guest was {name}, who left early.", title)


def test_a_speech_may_begin_below_a_line_of_stars():
    title = "Remarks as Prepared for Delivery by Ingrid Solheim"
    assert told(f"Sandvik\n\n***\n\n{SPEECH}", title)[0][0] == "Ingrid Solheim"


STATEMENT = "The talks in Sandvik have ended.\n\nBoth countries will have a port."


@pytest.mark.parametrize(
    "title",
    [
        "Statement by Press Secretary Ingrid Solheim on the Talks in Sandvik",
        "Statement from Senior Advisor and Chief Spokesperson Ingrid Solheim on the Talks",
        "Statement by Press Secretary Ingrid Solheim Rejecting the Talks",
    ],
)
def test_a_statement_of_who_has_an_office_need_not_say_we(title):
    assert told(STATEMENT, title)[0] == ("Ingrid Solheim", "", STATEMENT)


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("Statement by Press Secretary Ingrid Solheim on the Talks", "Solheim left."),
        ("Statement by Ingrid Solheim on the Talks", "All is well."),
        ("Remarks by Press Secretary Ingrid Solheim on the Talks", "All is well."),
        ("Statement by Minister Ingrid Solheim and Mayor Per Lind on the Talks", "All is well."),
    ],
)
def test_what_may_be_a_report_of_a_statement_is_none(title, more):
    assert told(f"{STATEMENT}\n\n{more}", title) == []
