"""Letters: on record as whose name stands below."""

import pytest

from index.attribution.floor import Floor
from index.documents import Document
from tests.index.attribution.transcribed import spoken
from tests.index.parsed import parser, roles

BODY = "It is safe.\n\nRespectfully, I told the council so."


def written(text: str) -> list[tuple[str | None, str]]:
    """Who writes and what, letter by letter."""
    return spoken(text, "A letter")


LETTERS = {
    "a name and an office": (
        f"Harlow, 4 March\n\nDear Mr. Holt:\n\n{BODY}\n\nSincerely,\n\nGrace Obi\nMayor of "
        "Harlow\n\ncc: Daniel Holt"
    ),
    "an office on the same line": (
        f"Dear Sir,\n\n{BODY}\n\nYours faithfully,\nGrace Obi, Mayor of Harlow"
    ),
    "capitals": (
        f"Dear Mr. Speaker:   (Dear Madam President:)\n\n{BODY}\n\n   Sincerely,\n \n   GRACE OBI"
    ),
    "two greetings": f"Dear Mr. Speaker:\n(Dear Mr. Holt:)\n\n{BODY}\n\nSincerely,\nGrace Obi",
    "the name behind the closing": f"Dear Mr. Holt,\n\n{BODY}\n\nBest regards, Grace Obi",
    "capitals without a closing": f"Dear Mr. Holt:\n\n{BODY}\n\nGRACE OBI",
    "a greeting without a mark": f"Dear Mr Holt\n\n{BODY}\n\nYours sincerely\n\nGrace Obi",
    "marks around the name": f"Dear Mr Holt,\n\n{BODY}\n\nYours,\n\n**Grace Obi**  \n*Mayor*",
    "the office above": f"Dear Mr Holt,\n\n{BODY}\n\nYours faithfully,\n\nMayor\nGrace Obi",
    "under an office of several words": (
        f"Dear Sir,\n\n{BODY}\n\nYours faithfully,\n\nOffice of the Public Port Ombudsman\n\n"
        "Grace Obi"
    ),
    "an office and a body below": (
        f"Dear Sir,\n\n{BODY}\n\nYours,\nGrace Obi\nDirector of Retail Banking\n"
        "Port Savings Bank plc"
    ),
    "copies": f"Dear Mr Holt,\n\n{BODY}\n\nYours,\nGrace Obi\n\nEnc. Plan\ncc\nDaniel Holt",
    "a signature": f"Dear Sir,\n\n{BODY}\n\nSincerely,\n\n/s/ Grace Obi\nGrace Obi\nMayor",
    "for a body": (
        f"Dear Sir,\n\n{BODY}\n\nSincerely,\n\n[signature]\nOn behalf of the port\nGrace Obi"
    ),
    "thanks": f"## Us\n\nDear friends,\n\n{BODY}\n\nThank you.\n\nGrace Obi\n\n## Volunteer of "
    "the month: Ann Lind",
    "within another text": (
        f"The port got this:\n\nDear Mr. Holt,\n\n{BODY}\n\nKind regards\nGrace Obi\n\n"
        "Nobody has answered it."
    ),
}


@pytest.mark.parametrize("text", LETTERS.values(), ids=LETTERS)
def test_a_letter_is_on_record_as_whose_name_stands_below(text):
    assert written(text) == [("Grace Obi", BODY)]


TO_THE_EDITOR = """LETTERS

Thursday 28 March 2024

Save our pier

SIR – It is safe. Mr Holt says so.

Nobody has asked me.

GRACE OBI
9a Fishergate

The other side

Sir, As chair of the board I deny it.

(Mrs) Ellen Lind
Harbour Board

MADAM - My mother was fed by them.

DR DANIEL HOLT

Editor's note: The board says that it is unsafe.
"""


def test_letters_to_an_editor_are_each_whose_name_stands_below_without_a_closing():
    assert written(TO_THE_EDITOR) == [
        ("Grace Obi", "It is safe. Mr Holt says so.\n\nNobody has asked me."),
        ("Ellen Lind", "As chair of the board I deny it."),
        ("Daniel Holt", "My mother was fed by them."),
    ]


def test_the_day_above_letters_to_an_editor_is_the_papers():
    turns = Floor(parser().parse(Document("d", "Letters", TO_THE_EDITOR))).turns
    assert TO_THE_EDITOR[slice(*turns[0].sentence)].startswith("It is safe.")


def test_letters_to_an_editor_may_close_with_yours_etc():
    text = (
        "Sir, – It is safe. I was there.\n\nYours, etc.,\nGRACE OBI\nHarlow\n\n"
        "Sir, — It is not.\n\nYours etc\nDaniel Holt\nMillbrook"
    )
    assert written(text) == [
        ("Grace Obi", "It is safe. I was there."),
        ("Daniel Holt", "It is not."),
    ]


def test_a_letter_to_an_editor_may_be_in_short_lines():
    text = "Sir – The pier is shut, and it was so in May. It is a\nshame.\n\nGrace Obi"
    assert written(text) == [("Grace Obi", text[6:].removesuffix("\n\nGrace Obi"))]


@pytest.mark.parametrize(
    "text",
    [
        "Sir, I said, it is not safe.\n\nGrace Obi laughed.",
        "Dear Sir,\n\nIt is safe.\n\nSincerely,\n\nThe Harbour Board\n\nGrace Obi",
        "Sir, is it safe?\nIt is. It was told to all who had asked.\nAll right, Grace Obi.",
        "Editor – Daniel Holt\n\nThe pier is shut.\n\nGrace Obi",
        "Sir, the boat is here\n\nThe captain nodded.\n\nGrace Obi",
    ],
    ids=["no letter", "a body's", "a question", "who edits a paper", "a line of talk"],
)
def test_no_name_that_stands_elsewhere_signs_a_letter_to_an_editor(text):
    assert written(text) == []


def test_a_heading_below_a_letter_is_no_office_of_who_signs():
    text = f"Dear all,\n\n{BODY}\n\nThank you.\n\nGrace Obi\n\nVolunteer of the month: Ann Lind"
    assert roles(text) == {"Grace Obi": None}


def test_each_letter_is_its_own():
    text = (
        "Letters\n\nDear editor,\n\nIt is safe.\n\nYours,\nGrace Obi\n\nDear editor,\n\nIt is "
        "not.\n\nSincerely,\nDaniel Holt"
    )
    assert written(text) == [("Grace Obi", "It is safe."), ("Daniel Holt", "It is not.")]


@pytest.mark.parametrize(
    "below",
    ["Sincerely,\n\nThe Harbour Board", "Sincerely,\nGRACE OBI\nDANIEL HOLT",
     "Sincerely,\nGrace Obi and Daniel Holt", "Grace Obi", "Sincerely,", "Thank you, Grace Obi"],
    ids=["a body", "two", "two on a line", "no closing", "nobody", "somebody thanked"],
)  # fmt: skip
def test_who_signs_has_to_be_one_person_by_name(below):
    assert written(f"Dear Mr. Holt,\n\n{BODY}\n\n{below}") == []


def test_a_name_in_capitals_keeps_its_junior():
    assert written(f"Dear Sir:\n\n{BODY}\n\nSincerely,\nJOSEPH R. OBI JR.")[0][0] == (
        "Joseph R. Obi Jr."
    )


@pytest.mark.parametrize(
    ("below", "who"),
    [
        ("Oyinkan Obi-Aastrup\nOmbudsman", "Oyinkan Obi-Aastrup"),
        ("Oyinkan Obi-Aastrup, Head of Complaints", "Oyinkan Obi-Aastrup"),
        ("Dr Oyinkan Obi-Aastrup", "Oyinkan Obi-Aastrup"),
        ("Rt Hon Oyinkan Obi-Aastrup MP\nMinister of State", "Oyinkan Obi-Aastrup"),
        ("O. Aastrup\nGeneral Counsel", "O. Aastrup"),
    ],
)
def test_an_office_or_a_title_tells_that_words_are_a_name(below, who):
    assert [name for name, _ in written(f"Dear Sir,\n\n{BODY}\n\nSincerely,\n\n{below}")] == [who]


def test_words_that_nothing_tells_to_be_a_name_are_none():
    assert written(f"Dear Sir,\n\n{BODY}\n\nSincerely,\n\nHarlow Coastguard") == []


@pytest.mark.parametrize(
    ("below", "role"),
    [
        ("Grace Obi\nChair\n6 March 2025", "Chair"),
        ("Grace Obi, Mayor of Harlow\nChair", "Mayor of Harlow"),
        ("Interim Head of Complaints\nGrace Obi", "Interim Head of Complaints"),
        ("Grace Obi\nOffice of the Port Ombudsman", None),
        ("Grace Obi\nHalden plc", None),
    ],
)
def test_the_office_beside_the_name_is_what_who_signs_is(below, role):
    assert roles(f"Dear Sir,\n\n{BODY}\n\nSincerely,\n\n{below}") == {"Grace Obi": role}


CORRESPONDENCE = """Letters of Sir Josiah Lind to Grace Obi, 1906

Harlow, 11th October 1906.

Dear Sir Josiah,

The clay is too sandy. My foreman says so.

I remain, Sir, your obedient servant,

Grace Obi

Westminster, 13th October 1906.

My dear Obi,

Use none of it.

Yours faithfully,

J. Lind

Harlow, 9th January 1907.

Dear Sir Josiah,

We are closing up.

Grace Obi

Westminster, 12th January.

Obi,

I must rely upon you.

J. L.
"""


def test_letters_between_two_are_each_whose_name_or_initials_stand_below():
    assert written(CORRESPONDENCE) == [
        ("Grace Obi", "The clay is too sandy. My foreman says so."),
        ("Josiah Lind", "Use none of it."),
        ("Grace Obi", "We are closing up."),
        ("Josiah Lind", "I must rely upon you."),
    ]


def test_a_first_name_signs_for_who_is_known_to_write():
    text = "Letters of Jane Lind\n\nDearest Tom,\n\nIt rains.\n\nYour affectionate sister,\n\nJane"
    assert written(text) == [("Jane Lind", "It rains.")]


def test_initials_that_two_have_sign_for_nobody():
    text = "Jane Lind and Josiah Lind\n\nDear Tom,\n\nIt rains.\n\nYours ever,\n\nJ. L."
    assert written(text) == []


def test_a_partner_signs_with_a_first_name_that_no_list_has():
    signed = "Sincerely,\n\nXoran Obi\nManaging Partner\nHarlow Capital LP"
    text = f"Dear Members of the Board:\n\n{BODY}\n\n{signed}"
    assert written(text) == [("Xoran Obi", BODY)]


def test_the_day_above_a_letter_is_read_with_it():
    floor = Floor(parser().parse(Document("d", "A letter", CORRESPONDENCE)))
    days = [CORRESPONDENCE[slice(*turn.sentence)].split("\n")[0] for turn in floor.turns]
    assert days[0] == "Harlow, 11th October 1906."
    assert days[3] == "I must rely upon you."


@pytest.mark.parametrize(
    "letter",
    [
        "Dear Jane,\n\nI am ruined.\n\nYour loving father\n\nJane Lind\n5 High Street\nHarlow",
        "Dear Tom,\n\nI am ruined.\n\nYour loving father\n\nJane Lind\n5 High Street\nHarlow",
        "Dear Tom,\n\nI am ruined.\n\nYour loving father\n\nJane Lind\nHarlow",
        "Dear Tom,\n\nI am ruined.\n\nJane Lind\n\nHarlow",
    ],
)
def test_to_whom_the_next_letter_goes_does_not_sign_this_one(letter):
    text = f"Letters to Jane Lind\n\n{letter}\n\n4 March 1850\n\nDear Jane,\n\nIt rains."
    assert written(text) == []


@pytest.mark.parametrize(
    "words",
    [
        "It rains. We meet on 5 April 1850.\n\nJane Lind",
        "It rains.\n\nOn 5 April 1850.\n\nJane Lind",
        "It rains.\n\nJane Lind\n\nWe met on 5 April 1850.",
    ],
)
def test_a_day_of_the_letter_before_is_not_this_letters(words):
    head = f"Jane Lind and James Lunt\n\nDear James,\n\n{words}"
    text = f"{head}\n\nDear Jane,\n\nSo be it.\n\nJames Lunt"
    turns = Floor(parser().parse(Document("d", "A letter", text))).turns
    assert [text[slice(*turn.sentence)] for turn in turns][1:] == ["So be it."]


@pytest.mark.parametrize("day", ["Harlow, 5 April 1850.", "Friday, April 5th, 1850", "1850-04-05"])
def test_a_day_may_have_a_place_or_a_weekday_beside_it(day):
    text = f"{day}\n\nDear Jane,\n\nSo be it.\n\nSincerely,\n\nGrace Obi"
    (turn,) = Floor(parser().parse(Document("d", "A letter", text))).turns
    assert text[slice(*turn.sentence)].startswith(day)
