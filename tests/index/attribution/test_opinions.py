"""A court's decision: whose each opinion is."""

import pytest

from index.attribution.floor import Floor
from index.documents import Document
from tests.index.parsed import parser


def written(text: str) -> list[tuple[str, str]]:
    """Who writes and what, opinion by opinion."""
    floor = Floor(parser().parse(Document("d", "Lampert v. Harlow", text)))
    return [(who.name if who else "", text[slice(*turn.words)]) for turn, who in floor.taken()]


OPINIONS = {
    "a supreme court's": (
        "LAMPERT v. IDA\n\nJUSTICE OBI delivered the opinion of the Court, in which REYES, C. J., "
        "and LIND, J., joined.\n\nIt may.\n\nAffirmed.\n\nJUSTICE HOLT, with whom JUSTICE MOE "
        "joins, dissenting.\n\nIt may not.\n\nGrant, J., concurring in the judgment.\n\nPerhaps.",
        [("Obi", "It may.\n\nAffirmed."), ("Holt", "It may not."), ("Grant", "Perhaps.")],
    ),
    "a bench's": (
        "Before OBI, HOLT, and MOE, Circuit Judges.\n\nOBI, Circuit Judge:\n\nIt may.\n\n"
        "MOE, Circuit Judge, dissenting:\n\nIt may not.",
        [("Obi", "It may."), ("Moe", "It may not.")],
    ),
    "one that dissents on the same line": (
        "Judge Obi delivered the opinion of the court.\n\nIt may.\n\nJUDGE HOLT, dissenting: It "
        "may not.",
        [("Obi", "It may."), ("Holt", "It may not.")],
    ),
    "one behind a colon, and a list of all": (
        "Before OBI and HOLT, Judges.\n\nOBI, J., delivered the opinion of the court. HOLT, J., "
        "filed a dissenting opinion.\n\nJUDGE OBI delivered the opinion of the court:\n\nIt may."
        "\n\nJUDGE HOLT, dissenting:\n\nIt may not.",
        [("Obi", "It may."), ("Holt", "It may not.")],
    ),
    "in numbered paragraphs": (
        "LAMPERT v. IDA\n\nBefore: Mrs Justice Obi\n\nMrs Justice Obi DBE :\n\nIntroduction\n\n1. "
        "It may.\n\n2. I accept it.\n\nLORD JUSTICE HOLT (with whom Lady Moe agrees):\n\n3. I "
        "agree.\n\n**Judge Moe:**\n\n[4] I also agree.",
        [
            ("Obi", "Introduction\n\n1. It may.\n\n2. I accept it."),
            ("Holt", "3. I agree."),
            ("Moe", "[4] I also agree."),
        ],
    ),
    "of a member who is no judge, and dissents": (
        "LAMPERT v IDA\n\nLord Justice Obi (with whom Dame Ruth Holt agrees):\n\n1. It may. I "
        "accept it.\n\nSir Arne Moe (dissenting):\n\n2. I regret that it may not.",
        [("Obi", "1. It may. I accept it."), ("Arne Moe", "2. I regret that it may not.")],
    ),
    "of one who is named before it": (
        "LAMPERT v IDA\n\nOn appeal from Judge Holt\n\nBefore: Mr Justice Obi KC (sitting alone)"
        "\n\nJUDGMENT\n\n1. It may.\n\n2. I accept it.",
        [("Obi", "1. It may.\n\n2. I accept it.")],
    ),
    "of one on the line below": (
        "Before:\n\nMRS JUSTICE OBI\n\nBetween:\n\nLAMPERT\n\nIDA\n\n[1] It may.\n\n[2] I "
        "accept it.",
        [("Obi", "[1] It may.\n\n[2] I accept it.")],
    ),
    "of one whose decision it is": (
        "Lampert v Ida\n\nJUDGMENT of Her Honour Judge Ann Obi\n\n1. It may. I accept it.",
        [("Ann Obi", "1. It may. I accept it.")],
    ),
    "of one in a field": (
        "Lampert v Ida\n\n**Judge:** Ann Obi\n\n1. It may. I accept it.",
        [("Ann Obi", "1. It may. I accept it.")],
    ),
}


@pytest.mark.parametrize(("text", "parts"), OPINIONS.values(), ids=OPINIONS)
def test_an_opinion_is_on_record_as_its_judges(text, parts):
    assert written(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Justice Obi said that the court would sit.\n\nJustice Holt, concurring, left.\n\nShe ate.",
        "The opinion of the Court was short.\n\nJustice Obi read it.",
        "Judge Obi: a portrait\n\nShe was born in Harlow.",
        "Mrs Justice Obi:\n\nI was born in Harlow.",
        "Questions for Judge Obi:\n\n1. How do I apply?",
        "Judge Obi:\n\n1. Born in Harlow.",
        "Before: Mr Justice Obi\n\nIt may. I accept it.",
        "Before: Mr Justice Obi\n\n1. It may.",
        "Cakes\n\nJudge: Ann Obi\n\n1. It may. I accept it.",
        "Before: Mr Justice Obi and Mr Justice Holt\n\n1. It may. I accept it.",
        "Before:\n\nMRS JUSTICE OBI\nSIR ARNE HOLT\n\n1. It may. I accept it.",
    ],
)
def test_what_is_told_of_judges_is_no_opinion(text):
    assert written(text) == []


@pytest.mark.parametrize(
    "line", ["JUSTICE OBI, " + "and " * 500_000, "Justice " * 250_000, "Before: " * 250_000]
)
def test_a_huge_line_is_got_through(line):  # quadratic time would be hours here
    parsed = parser().parse(Document("d", "A title", "Nothing."))
    object.__setattr__(parsed, "document", Document("d", "A title", f"{line}\n{line}"))
    assert Floor(parsed).turns == ()
