"""Messages: whose words each part of an e-mail or of a memorandum is."""

import pytest

from index.attribution import attribute, on_record
from index.attribution.floor import Floor
from index.documents import Document
from tests.index.attribution.transcribed import spoken
from tests.index.parsed import parser

HEADER = "From: Grace Obi <grace@port.example>\nTo: Daniel Holt\nSubject: The bridge\n\n"


def written(text: str) -> list[tuple[str | None, str]]:
    """Who writes and what, part by part; None where the text does not tell a name."""
    return spoken(text, "The bridge")


def test_a_message_is_its_senders():
    text = HEADER + "It is safe.\n\nIt opens in May.\n\nGrace"
    assert written(text) == [("Grace Obi", "It is safe.\n\nIt opens in May.\n\nGrace")]


def test_a_message_goes_on_record_with_its_sender_as_the_source():
    text = HEADER + "I told the governor that it is safe.\n\nMarta Lund said that it would open."
    found = on_record(attribute(parser().parse(Document("d", "The bridge", text))))
    assert [
        (s.kind, found.profiles[s.speaker].name, text[slice(*s.source)])
        for s in found.statements
        if s.speaker is not None and s.source is not None
    ] == [("turn", "Grace Obi", "Grace Obi"), ("indirect", "Marta Lund", "Marta Lund")]


@pytest.mark.parametrize(
    ("sender", "who"),
    [
        ("Grace Obi", "Grace Obi"),
        ('"Grace Obi" <grace@port.example>', "Grace Obi"),
        ("Obi, Grace (Port) <grace@port.example>", "Grace Obi"),
        ("Grace Obi [mailto:grace@port.example]", "Grace Obi"),
        ("Grace Obi, Chief Engineer", "Grace Obi"),
        ("Dr. Grace Obi on behalf of The Port", "Grace Obi"),
        ("Harlow Port Press Office <press@port.example>", "Harlow Port Press Office"),
        ("grace@port.example", None),
        ("<grace@port.example>", None),
    ],
)
def test_senders(sender, who):
    assert written(f"From: {sender}\nTo: Daniel Holt\n\nIt is safe.") == [(who, "It is safe.")]


QUOTING = {
    "below": (
        "It is safe.\n\nOn Mon, Mar 4, 2024 at 9:02 AM Daniel Holt <holt@port.example> wrote:\n"
        "> Is it safe?\n> When?\n",
        [("Grace Obi", "It is safe."), ("Daniel Holt", "Is it safe?\n> When?")],
    ),
    "above and between": (
        "Daniel Holt wrote:\n> Is it safe?\n\nIt is.\n\n> When?\n\nIn May.",
        [
            ("Daniel Holt", "Is it safe?"),
            ("Grace Obi", "It is."),
            ("Daniel Holt", "When?"),
            ("Grace Obi", "In May."),
        ],
    ),
    "of one who quotes": (
        "Yes.\n\nDaniel Holt wrote:\n> Ask her.\n> On 4 March 2024, Marta Lund wrote:\n"
        ">> Is it safe?\n> Soon.",
        [
            ("Grace Obi", "Yes."),
            ("Daniel Holt", "Ask her."),
            ("Marta Lund", "Is it safe?"),
            ("Daniel Holt", "Soon."),
        ],
    ),
    "in a line that is wrapped": (
        "Yes.\n\nOn Mon, Mar 4, 2024 at 9:02 AM Daniel Holt <daniel.holt@port.example>\nwrote:\n\n"
        "> Is it safe?",
        [("Grace Obi", "Yes."), ("Daniel Holt", "Is it safe?")],
    ),
    "without marks": (
        "Yes.\n\nOn Mon, Mar 4, 2024 Daniel Holt <holt@port.example> wrote:\n\nIs it safe?",
        [("Grace Obi", "Yes."), ("Daniel Holt", "Is it safe?")],
    ),
    "as other programs do": (
        "Yes.\n\n-----Original Message-----\nFrom: Daniel Holt\nSent: Monday, March 4, 2024 9:02 "
        "AM\nTo: Grace Obi <grace@port.example>;\n Marta Lund\nSubject: The bridge\n\nIs it safe?",
        [("Grace Obi", "Yes."), ("Daniel Holt", "Is it safe?")],
    ),
    "behind a header without marks": (
        "Yes.\n\nFrom: Daniel Holt\nSent: Monday, March 4, 2024 9:02 AM\nTo: Grace Obi\nSubject: "
        "The bridge\n\n> Is it safe?\n>\n> When?\n\nFrom: Marta Lund\nTo: Daniel Holt\n\n> Ask.\n",
        [("Grace Obi", "Yes."), ("Daniel Holt", "Is it safe?\n>\n> When?"), ("Marta Lund", "Ask.")],
    ),
    "of nobody who is told": (
        "Yes.\n\n> Is it safe?\n\nNo.",
        [("Grace Obi", "Yes."), ("Grace Obi", "No.")],
    ),
    "in its own words": (
        "Daniel Holt wrote:\n\n“It is shut.”\n\nIt is not.",
        [("Grace Obi", "Daniel Holt wrote:\n\n“It is shut.”\n\nIt is not.")],
    ),
    "by an address": (
        "Yes.\n\nOn 4 March 2024 <holt@port.example> wrote:\n> Is it safe?",
        [("Grace Obi", "Yes.")],
    ),
}


@pytest.mark.parametrize(("text", "parts"), QUOTING.values(), ids=QUOTING)
def test_what_a_message_quotes_is_who_wrote_it(text, parts):
    assert written(HEADER + text) == parts


def test_the_first_line_is_no_part_of_the_header():
    assert written(HEADER + "Write to holt@port.example. Yes.")[0][1].startswith("Write")


def test_lines_between_parts_are_nobodys():
    text = (
        HEADER + "Yes.\n\n____________________\nFrom: Daniel Holt\nTo: Grace Obi\n\nIs it?\n-----\n"
    )
    assert written(text) == [("Grace Obi", "Yes."), ("Daniel Holt", "Is it?")]


def test_a_memorandum_is_its_authors():
    text = (
        "MEMORANDUM\n\nTO: All staff\nFROM: Grace Obi\nDATE: May 2\nRE: The bridge\n\nIt is safe."
    )
    assert written(text) == [("Grace Obi", "It is safe.")]


@pytest.mark.parametrize(
    "text",
    [
        "From: Staff reports\nDate: May 2\n\nIt is safe.",
        "To: Daniel Holt\nSubject: The bridge\n\nIt is safe.",
        "The port has seen it. " * 12 + "\n\n" + HEADER + "It is safe.\n\nHolt denied it.",
        "Daniel Holt wrote:\n\nIt is safe.",
    ],
    ids=["no addressee", "no sender", "shown in an article", "no header"],
)
def test_what_is_no_message_has_no_parts(text):
    assert written(text) == []


@pytest.mark.parametrize(
    "line", ["> " * 1_000_000, "On " * 700_000, "From: " * 300_000, "From: " + "x" * 1_000_000]
)
def test_a_huge_line_is_got_through(line):  # quadratic time would be hours here
    text = f"{HEADER}Yes.\n{line}\nNo."
    parsed = parser().parse(Document("d", "The bridge", "Nothing."))
    object.__setattr__(parsed, "document", Document("d", "The bridge", text))
    assert [turn.span.end <= len(text) for turn in Floor(parsed).turns]
