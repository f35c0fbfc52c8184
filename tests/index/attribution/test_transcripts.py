"""Transcripts: what is one, and what its turns are."""

import pytest

from index.attribution.transcripts import turns
from tests.index.attribution.transcribed import (
    FIRST_NAMES,
    document,
    found,
    speakers,
    spoken,
    turned,
)
from tests.index.parsed import attributed, parse, parser

BRIEFING = """MS. OBI:  Good afternoon.  With me today is Daniel Holt, the harbour commissioner.

MR. HOLT:  Thank you.  The bridge will reopen in May.

Nobody should doubt that.  (Laughter.)

Q    Thanks, Grace.  Is it safe?

And when was it tested?

MS. OBI:  It is safe.  Next question.

SENIOR CITY OFFICIAL:  I can't say more.

END   3:04 P.M.
"""
BRIEFED = "Press Briefing by Press Secretary Grace Obi, May 2"


@pytest.mark.parametrize("end", ["12:19 P.M. EDT", "4:05 p.m. CEST", "END   3:04 P.M. EDT"])
def test_nobody_says_at_what_time_it_ended(end):
    text = f"MR. HOLT:  Is it safe?\n\nMS. OBI:  It is.\n\nThank you.\n\n{end}\n"
    assert spoken(text)[-1] == ("Obi", "It is.\n\nThank you.")


def test_every_turn_has_its_speaker_by_full_name():
    assert spoken(BRIEFING, BRIEFED) == [
        (
            "Grace Obi",
            "Good afternoon.  With me today is Daniel Holt, the harbour commissioner.",
        ),
        (
            "Daniel Holt",
            "Thank you.  The bridge will reopen in May.\n\nNobody should doubt that.  (Laughter.)",
        ),
        (None, "Thanks, Grace.  Is it safe?\n\nAnd when was it tested?"),
        ("Grace Obi", "It is safe.  Next question."),
        (None, "I can't say more."),
    ]


def test_an_answer_knows_what_was_asked():
    asked = [text and BRIEFING[slice(*text)] for text in (t.asked for t in turned(BRIEFING))]
    assert asked == [
        None, None, None, "Thanks, Grace.  Is it safe?\n\nAnd when was it tested?", None
    ]  # fmt: skip


def test_who_is_labelled_as_asking_asks_without_a_mark_too():
    told = "Q.  Tell us what you saw.\n\nMR. HOLT:  A lamp.\n\nQ.  Where?\n\nMR. HOLT:  Here."
    assert [t.asked and told[slice(*t.asked)] for t in turned(told)][1::2] == [
        "Tell us what you saw.", "Where?"
    ]  # fmt: skip


def test_what_somebody_asks_himself_is_not_asked_of_him():
    told = "MR. HOLT:  Is it safe?\n\nMR. HOLT:  It is.\n\nMS. OBI:  Good.\n\nMR. HOLT:  Yes."
    assert [turn.asked for turn in turned(told)] == [None] * 4


def test_a_turn_is_one_statement_whose_source_is_the_label():
    told = found(BRIEFING, BRIEFED)
    statement = told.statements[1]
    assert statement.kind == "turn"
    assert statement.cue is None
    assert statement.source is not None
    assert BRIEFING[slice(*statement.source)] == statement.source_text == "MR. HOLT"
    assert [BRIEFING[slice(*span)][-10:] for span in statement.spans] == ["Laughter.)"]
    assert statement.confidence > 0.9


def test_the_title_tells_the_role():
    told = found(BRIEFING, BRIEFED)
    assert {p.name: p.role for p in told.profiles}["Grace Obi"] == "Press Secretary"


def test_a_delegate_speaks_for_the_country_behind_the_name():
    told = found(
        "Ms. Obi (Kenya): It is safe.\n\nMr. Holt (Maravia) (spoke in French): Is it?\n\nMs. Obi: "
        "I thank the representative of Maravia. It is.\n\nMr. Lund (Marsh): When?"
    )
    assert [p.role for p in told.profiles] == ["Kenya", "Maravia", None]


def test_whom_somebody_advises_is_not_the_role():
    title = "Briefing by Harbour Director and Chief Medical Advisor to the President Dr. Ruth Berg"
    told = found("DR. BERG: It is safe.\n\nQ: Is it?\n\nDR. BERG: It is.", title)
    assert [p.role for p in told.profiles] == ["Chief Medical Advisor to the President"]


def test_what_is_done_in_the_room_is_not_said():
    text = "SEN. OBI: It is safe.\n\n(APPLAUSE)\n\nREP. HOLT: It is not.\n\n(LAUGHTER)\n"
    assert spoken(text) == [("Obi", "It is safe."), ("Holt", "It is not.")]


@pytest.mark.parametrize(
    "note",
    [
        "(The committee suspended for ten minutes.)",
        "[The witness withdrew]",
        "*(Laughter.)*",
        "(Recess.)\n\n[Grace Obi joined the meeting at 7.15pm.]",
        "2.58 pm",
        "Mr Peter Lund (Marsh) (Ind) rose—\n\n2.58 p.m.",
        "Question put and agreed to.",
    ],
)
def test_a_note_in_a_line_of_its_own_is_not_said(note):
    text = f"Daniel Holt: Is it safe?\n\nGrace Obi: It is.\n\n{note}\n\nDaniel Holt: When?"
    assert spoken(text)[1] == ("Grace Obi", "It is.")


@pytest.mark.parametrize(
    "aside", ["(I was told so.)", "(It was safe.) Now it is not.", "(As you do)"]
)
def test_what_somebody_says_in_brackets_is_said(aside):
    text = f"Daniel Holt: Is it safe?\n\nGrace Obi: It is.\n\n{aside}\n\nDaniel Holt: When?"
    assert spoken(text)[1] == ("Grace Obi", f"It is.\n\n{aside}")


@pytest.mark.parametrize(
    "label",
    ["Witnesses", "Members present", "Company participants", "Present", "**Attendees**", "PRESENT"],
)
def test_a_list_of_who_is_there_is_no_turn_and_ends_one(label):
    people = f"{label}: Grace Obi, mayor of Harlow; Daniel Holt."
    text = "Mr Holt: Is it safe?\n\nMs Obi: It is."
    told = spoken(f"{people}\n\n{text}\n\n{people}\n\n{text}")
    assert told == [("Daniel Holt", "Is it safe?"), ("Grace Obi", "It is.")] * 2


def test_a_line_before_anybody_speaks_is_no_turn():
    text = "Sea Time, Ep. 12: It sails\n\n" + FIRST_NAMES.format(
        introduced="Nobody is.", greeted=""
    )
    assert speakers(text)[0] == "Dario Lima"


FALSE_FRIENDS = {
    "a headline": "Holt: troops are targets\n\nDaniel Holt said on Monday that it was so.",
    "a headline in capitals": "MR. HOLT: TROOPS ARE TARGETS, AND SO ARE SHIPS AND PLANES\n\n"
    "Daniel Holt said on Monday that it was so.",
    "two headlines": "Holt: bridge is safe\n\nIt is.\n\nObi: bridge is not safe\n\nIt isn't.",
    "a question of principle": "Question: why is it shut? Nobody at the port could say.",
    "fields": "Date: May 2\nTime: 3pm\nLocation: Harlow\nDate: May 3\nTime: 4pm\nLocation: Marsh",
    "a recipe": "Serves: four\nIngredients: flour.\nStep 1: Mix.\nStep 2: Bake.\nStep 3: Eat.",
    "questions and answers": "Q: Is it safe?\nA: It is.\nQ: When?\nA: In May.",
    "claims and facts": "CLAIM: It is shut.\nFACT: It is open.\nCLAIM: It fell.\nFACT: It stands.",
    "release notes": "4.3, May 2\nNew: The ring shows the mean.\nNew: The hum is gone.\nFixed: It "
    "was too loud after a restart.\n4.2, May 1\nFixed: It fell silent.\nNew: It counts.",
    "cities": "Harlow: The port is open.\nMarsh: The port is shut.\nCalder: There is no port.",
    "notes": "Note: The port is shut.\n\nIt opens in May.\n\nNote: Bring a coat.",
    "headings": "THE BRIDGE: It is shut.\n\nTHE PORT: It is open.\n\nTHE ROAD: It is wet.",
    "quotations": "Grace Obi: “It is safe.”\nDaniel Holt: “It is shut.”\nGrace Obi: “It is so.”",
    "sentences": "Here is the deal: It is shut.\nLet me be clear: It is.\nHere is the deal: No.",
    "prose": "The mayor put it so: nobody knows.\n\nThe council had one wish: that it would end.",
    "portraits": "Grace Obi, Member, Harbour Board\nDaniel Holt, Member, Harbour Board\n\n"
    "Grace Obi, Member, Harbour Board\nObi has served for years.\n\nDaniel Holt, Member, Harbour "
    "Board\nHolt is a diver. He is new.",
    "bodies": "Harlow Port Board (HPB): HPB will dig.\nMarsh Port Board (MPB): MPB will wait.\n"
    "Harlow Port Board (HPB): HPB has dug.",
    "headings that recur": "The Bridge\nIt is shut.\n\nThe Port\nIt is open.\n\nThe Bridge\nIt fell"
    ".\n\nThe Port\nIt stands.",
    "quarters": "Q1 Design: We finish the plans.\nQ2 Build: We build it.\nQ3 Design: We paint it.\n"
    "Q4 Build: We open it.",
    "what a program reports": ">>> open(port)\nTraceback (most recent call last):\n"
    "  File 'port.py', line 1\nNameError: there is no port\n\nIt was shut.\n\n>>> 2 + port\n"
    "Traceback (most recent call last):\n  File 'port.py', line 2\n"
    "TypeError: a port is no number\n\nIt is not.\n\n>>> raise NameError('Port')\n"
    "Traceback (most recent call last):\n  File 'port.py', line 3\nNameError: Port",
    "times": "12:30: The port is shut.\n13:00: It opens.\n13:30: It is shut again.",
}


@pytest.mark.parametrize("text", FALSE_FRIENDS.values(), ids=FALSE_FRIENDS)
def test_what_is_no_transcript_has_no_turns(text):
    assert turns(parser().parse(document(text, "Holt: troops are targets"))) == ()


def test_offsets_hold_wherever_the_words_stand():
    text = "\n\n \u2028 **MS. OBI:**\t It is 😀 safe. \n\nQ. When? \n\n**MS. OBI:** In May.  \n"
    assert spoken(text) == [("Obi", "It is 😀 safe."), (None, "When?"), ("Obi", "In May.")]


@pytest.mark.parametrize(
    "line", ["A" * 2_000_000, "Ab " * 700_000, "a: " * 700_000, "(" * 2_000_000, "Mr. " * 500_000]
)
def test_a_huge_line_is_got_through(line):  # quadratic time would be hours here
    text = f"MS. OBI: Yes.\n{line}\nMS. OBI: No.\nQ: Why?\n{line}"
    parsed = parser().parse(document("Nothing."))
    object.__setattr__(parsed, "document", document(text))
    assert all(turn.span.end <= len(text) for turn in turns(parsed))


HOUSE = """The Prime Minister (Ann Lund): I will answer the hon. Member for Harlow.

Tom Obi (Harlow) (Ind): Will she go?

The Prime Minister: No. My right hon. Friend is right. He said, “Every day is a day too long.”

Several hon. Members rose—

Mr Speaker: Order. We must move on.

Research Vessel “Linnea” and the Port

4.02 pm

The Prime Minister (Ann Lund): The ship is safe, and he asked for the football results. [Hon. \
Members: “Hear, hear.”]

Hon. Members: Oh!

Tom Obi: I welcome that.
"""


def test_the_heading_of_what_is_debated_next_and_who_rises_is_nobodys_turn() -> None:
    words = [HOUSE[slice(*turn.words)] for turn in turns(parse(HOUSE))]
    assert "Order. We must move on." in words
    assert not any("rose" in each or "Vessel" in each for each in words)


NOTED = {
    "a heading": "Action items\n- Grace: the quay, by Friday\n- Daniel: the bill\n",
    "several": "**Next steps:**\n\n1. Grace asks for a price\n\nOpen points\n\n* The bill\n",
}


@pytest.mark.parametrize("noted", NOTED.values(), ids=NOTED)
def test_what_is_noted_below_the_last_turn_is_not_said(noted):
    text = "Grace: Is the quay open?\n\nDaniel: Not yet.\n\nGrace: Then we wait.\n\nDaniel: Fine."
    assert spoken(f"{text}\n\n{noted}")[-1] == ("Daniel", "Fine.")


def test_a_list_that_somebody_goes_on_from_or_leads_in_is_said():
    text = "Grace: Is it open?\n\nDaniel: Not yet.\n\nGrace: Why?\n\nDaniel: For two reasons."
    led = f"{text}\n\nHere they are, as I said:\n- the crane\n- the bill"
    assert spoken(led)[-1][1].endswith("- the bill")
    on = f"{text}\n\nReasons\n- the crane\n- the bill\n\nAnd that is all there is to it."
    assert spoken(on)[-1][1].endswith("to it.")


def test_the_last_of_a_list_is_no_heading_of_what_is_debated_next() -> None:
    text = "Ann Lund: I thank these:\n\nTom Obi\n\nJane Holt\n\nTom Obi: So do I.\n\nAnn Lund: Yes."
    assert text[slice(*turns(parse(text))[0].words)].endswith("Jane Holt")


def test_what_members_call_each_other_is_nobodys_name() -> None:
    profiles = attributed(HOUSE).profiles
    assert {profile.name for profile in profiles} <= {
        "Ann Lund",
        "Tom Obi",
        "Speaker",
        "The Speaker",
    }
