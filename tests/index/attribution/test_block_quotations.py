"""Quotations without marks that a file sets off as blocks, and whose they are."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from index.attribution import attribute, on_record
from index.readers import read
from tests.index.parsed import parser

WORDS = "The cost was never told to the staff. It was the worst of our mistakes."
AFTER = "The merger went ahead in May."


def markdown(lead: str, *block: str) -> tuple[str, bytes]:
    quoted = "\n>\n".join(f"> {each}" for each in block)
    return "a.md", f"# The merger\n\n{lead}\n\n{quoted}\n\n{AFTER}\n".encode()


def page(lead: str, *block: str) -> tuple[str, bytes]:
    quoted = "".join(f"<p>{each}</p>" for each in block)
    told = f"<body><p>{lead}</p><blockquote>{quoted}</blockquote><p>{AFTER}</p></body>"
    return "a.html", f"<title>The merger</title>{told}".encode()


def word(lead: str, *block: str) -> tuple[str, bytes]:
    written, data = docx.Document(), BytesIO()
    written.add_paragraph(lead)
    for each in block:
        written.add_paragraph(each, style="Quote")
    written.add_paragraph(AFTER)
    written.save(data)
    return "a.docx", data.getvalue()


def on_the_record(file: tuple[str, bytes]) -> list[tuple[str | None, str, str]]:
    """Who said it, in which kind of words, and what."""
    name, data = file
    document = read(Path(name), data)
    found = on_record(attribute(parser().parse(document)))
    return [
        (
            found.profiles[s.speaker].name if s.speaker is not None else None,
            s.kind,
            "\n".join(document.text[slice(*span)] for span in s.spans),
        )
        for s in found.statements
    ]


@pytest.mark.parametrize("file", [markdown, page, word])
def test_a_block_behind_a_colon_is_word_for_word_what_was_said(file):
    assert on_the_record(file("Ann Lind said in a statement:", WORDS)) == [
        ("Ann Lind", "direct", WORDS)
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "Tom Harker, the founder of the firm, had this to say:",
        "In his memoir, Tom Harker had the following to say:",
        "According to Tom Harker, the founder:",
        "Tom Harker, the founder, put it this way:",
        "The following is from Tom Harker’s letter:",
        "Others were against it. From Tom Harker’s mail:",
    ],
)
def test_many_words_lead_to_a_block(lead):
    assert on_the_record(markdown(lead, WORDS)) == [("Tom Harker", "direct", WORDS)]


def test_all_paragraphs_of_a_block_are_one_statement():
    more = "We shall all pay for it in the end."
    found = on_the_record(page("Ann Lind wrote to the board:", WORDS, more))
    assert found == [("Ann Lind", "direct", f"{WORDS}\n{more}")]


def test_a_block_that_a_line_behind_a_dash_signs_is_that_ones():
    signed = markdown("The firms merged in March.", WORDS, "— Ann Lind, chairwoman")
    assert on_the_record(signed) == [("Ann Lind", "direct", WORDS)]


@pytest.mark.parametrize(
    ("lead", "block"),
    [
        ("Ann Lind left in April.", WORDS),
        ("Two things are to be kept in mind:", "The merger is told of in another chapter."),
        ("Ann Lind wrote:", "Note: the merger is told of in another chapter."),
        ("The firms merged in March:", "Warning"),
    ],
)
def test_a_block_that_nobody_is_led_to_from_is_nobodys(lead, block):
    assert on_the_record(markdown(lead, block)) == []


def test_a_note_behind_a_quotation_is_no_part_of_it():
    found = on_the_record(markdown(f"Ann Lind wrote:\n\n> {WORDS}", "Note: it is shortened."))
    assert found == [("Ann Lind", "direct", WORDS)]


def test_a_block_is_not_whose_words_stand_in_marks_behind_it():
    lead = "Ben Holm held up the letter that the firm had sent to all of them in May:"
    name, data = markdown(lead, WORDS)
    said = data.decode().replace(AFTER, "“So which is it?” Holm asked.").encode()
    assert ("Ben Holm", "direct", WORDS) not in on_the_record((name, said))
    assert ("Ben Holm", "direct", "“So which is it?”") in on_the_record((name, said))
