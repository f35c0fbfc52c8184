"""Transcripts: what is one, its turns, who speaks in each, and what is reported within a turn."""

from unicodedata import normalize

import pytest

from index.attribution import attribute
from index.attribution.called import read
from index.attribution.floor import Floor
from index.attribution.labels import is_list
from index.attribution.transcripts import Turn, turns
from index.documents import Attribution, Document
from tests.index.parsed import attributed, parse, parser, said

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


def document(text: str, title: str = "A title") -> Document:
    return Document("d", title, text)


def spoken(text: str, title: str = "A title") -> list[tuple[str | None, str]]:
    """Who speaks and what, turn by turn; the speaker is None where the label names nobody."""
    floor = Floor(parser().parse(document(text, title)))
    return [(who.name if who else None, text[slice(*turn.words)]) for turn, who in floor.taken()]


def turned(text: str) -> tuple[Turn, ...]:
    return turns(parser().parse(document(text)))


def speakers(text: str, title: str = "A title") -> list[str | None]:
    return [who for who, _ in spoken(text, title)]


def found(text: str, title: str = "A title") -> Attribution:
    return attribute(parser().parse(document(text, title)))


def nested(text: str, title: str = "A title") -> list[tuple[str | None, str, str]]:
    """The speaker, the source and the words of what is reported inside of turns."""
    told = found(text, title)
    return [
        (
            None if s.speaker is None else told.profiles[s.speaker].name,
            s.source_text,
            " … ".join(text[slice(*span)] for span in s.spans),
        )
        for s in told.statements
        if s.kind != "turn"
    ]


DEBATE = (
    "MR. HOLT: The Minister of Ports, Ann Lind, came with the Minister of Roads, Karl Voss.\n\n"
    "MS. OBI: I saw them.\n\nMR. HOLT: I was late.\n\n"
    "MS. OBI: It is late. The minister said that the bridge would open. The government said that "
    "it was safe.\n"
)


def test_of_several_ministers_the_one_who_was_named_long_before_is_not_meant():
    assert {who for who, *_ in nested(DEBATE)} == {None}
    alone = DEBATE.replace("came with the Minister of Roads, Karl Voss", "came")
    assert [who for who, *_ in nested(alone)] == ["Ann Lind", None]
    near = DEBATE.replace("The minister said", "Ann Lind came. The minister said")
    assert [who for who, *_ in nested(near)] == ["Ann Lind", None]


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


# What labels look like, each with the speakers of its turns
FORMS = {
    "surnames": (
        "HOLT: Is it safe?\nOBI: It is, said Grace Obi's report.\nHOLT: Good.\nOBI: Yes.",
        ["Holt", "Grace Obi", "Holt", "Grace Obi"],
    ),
    "full names": (
        "Daniel Holt: Is it safe?\nGrace Obi: It is.\nDaniel Holt: Good.",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "full names once, surnames then": (
        "Daniel Holt: Is it safe?\nGrace Obi: It is.\nHolt: Good.\nObi: Yes.\nHolt: Fine.",
        ["Daniel Holt", "Grace Obi", "Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "a role in front": (
        "Deputy Mayor of Harlow Grace Obi: It is safe.\nDaniel Holt: When?\nGrace Obi: In May.",
        ["Grace Obi", "Daniel Holt", "Grace Obi"],
    ),
    "a role behind": (
        "Grace Obi (Deputy Mayor): It is safe.\nDaniel Holt: When?\nGrace Obi: In May.",
        ["Grace Obi", "Daniel Holt", "Grace Obi"],
    ),
    "the chair and a constituency": (
        "The Chair (Mrs. Ruth Lund (Calder South, Ind.)): Order.\nHon. Grace Obi (Minister of "
        "Ports): It is safe.\nThe Chair: Mr. Holt.\nMr. Daniel Holt (Marsh, Lib.): When?\n"
        "The Chair: Order.",
        ["Ruth Lund", "Grace Obi", "Ruth Lund", "Daniel Holt", "Ruth Lund"],
    ),
    "what an office is for, and its holder": (
        "The Minister of State, Department for Rural Affairs (Grace Obi): It is safe.\nDaniel Holt "
        "(Calder Vale) (Ind): When?\nGrace Obi: In May.\nDaniel Holt: Why?\nThe Secretary of State "
        "for Ports and Trade (Lord Lund) (Lab): Wait.\nGrace Obi: Yes.",
        ["Grace Obi", "Daniel Holt", "Grace Obi", "Daniel Holt", "Lund", "Grace Obi"],
    ),
    "who asks, and for whom": (
        "PRESIDENT OBI (as interpreted): No.\nQUESTION (Daniel Holt, Harlow Post): Is the question "
        "safe?\nPRESIDENT OBI (as interpreted): It is.\nQUESTION (Ruth Lund, Marsh TV) (as "
        "interpreted): When?\nPRESIDENT OBI (as interpreted): In May.",
        ["Obi", "Daniel Holt", "Obi", "Ruth Lund", "Obi"],
    ),
    "bold": (
        "**Daniel Holt:** Is it safe?\n\n**Grace Obi**: It is.\n\n**Daniel Holt:** Good.",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "brackets": (
        "[Daniel Holt] Is it safe?\n[Grace Obi] It is.\n[Daniel Holt] Good.",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "times in front": (
        "[00:01:02] Daniel Holt: Is it safe?\n[00:01:05] Grace Obi: It is.\n"
        "[00:01:09] Daniel Holt: Good.",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "times behind, the words on the next line": (
        "Daniel Holt 00:12\nIs it safe?\n\nGrace Obi 00:15\nIt is.\n\nDaniel Holt 00:19\nGood.",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "captions": (
        ">> DANIEL HOLT: Is it safe?\n>> GRACE OBI: It is.\n>> DANIEL HOLT: Good.",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "a parliament's record": (
        "Mr. HOLT. Madam President, is it safe?\nMs. OBI. It is.\nMr. HOLT. Good.",
        ["Holt", "Obi", "Holt"],
    ),
    "a committee's record, with titles and the chair": (
        "Mr. HOLT. The committee will come to order.\nGeneral OBI. It is safe.\n"
        "The CHAIRMAN. Is it?\nSenator LUND of Harlow. It is.\nMr. HOLT. Good.",
        ["Holt", "Obi", "The Chairman", "Lund", "Holt"],
    ),
    "a committee's record, without capitals": (
        "    Chairman Holt. The committee will come to order.\n    General Obi. It is safe.\n"
        "    Chairman Holt. Thank you.\n    Ms. Van Lund. When was it tested?\n"
        "    General Obi. In May.",
        ["Holt", "Obi", "Holt", "Van Lund", "Obi"],
    ),
    "a committee's record, the names alone": (
        "CHAIR OBI. It is safe.\nRUMI McLUND. When was it tested?\nCHAIR OBI. In May.\n"
        "DANIEL HOLT. Of which year?",
        ["Obi", "Rumi McLund", "Obi", "Daniel Holt"],
    ),
    "a stand-in in the chair": (
        "Mr. HOLT. It is safe.\nThe SPEAKER pro tempore. Order.\nMrs. VAN LUND. It is not.\n"
        "Mr. HOLT. It is.\n[Whereupon, at 3 p.m., the committee was adjourned.]",
        ["Holt", "The Speaker pro tempore", "Van Lund", "Holt"],
    ),
    "a role, a full stop and a dash": (
        "President. – Order.\n\nGrace Obi, on behalf of the Harbour Group. – (ES) It is safe.\n\n"
        "Daniel Holt (Marsh). – When?\n\nPresident. – Order.",
        ["The President", "Grace Obi", "Daniel Holt", "The President"],
    ),
    "one person with two honorifics": (
        "Mr. Daniel Holt (Marsh, Lib.): Is it safe?\nRight Hon. Grace Obi (Mayor, Ind.): It is.\n"
        "Hon. Daniel Holt: When?\nHon. Grace Obi: In May.",
        ["Daniel Holt", "Grace Obi", "Daniel Holt", "Grace Obi"],
    ),
    "television": (
        "DANIEL HOLT, CNN HOST: Is it safe?\nMAYOR GRACE OBI (D), HARLOW (on camera): It is.\n"
        "(BEGIN VIDEO CLIP)\nUNIDENTIFIED FEMALE: It fell.\n(END VIDEO CLIP)\nHOLT: It fell.\n"
        "OBI: It stands.\n(COMMERCIAL BREAK)",
        ["Daniel Holt", "Grace Obi", None, "Daniel Holt", "Grace Obi"],
    ),
    "captions that tell another voice and not whose": (
        ">> MAYOR OBI: It is safe.\n>> It is not!\n>> MAYOR OBI: It is.\n>> DANIEL HOLT: When?",
        ["Obi", None, "Obi", "Daniel Holt"],
    ),
    "a line of its own, with the role": (
        "Operator\n\nGood morning.\n\nGrace Obi -- Chief Executive Officer\n\nThank you.\n\n"
        "Daniel Holt - Marsh Bank - Analyst\n\nIs it safe?\n\nGrace Obi -- Chief Executive "
        "Officer\n\nIt is.\n\nQuestions and Answers:\n\nOperator\n\nGoodbye.",
        [None, "Grace Obi", "Daniel Holt", "Grace Obi", None],
    ),
    "a line of its own, under a list of who takes part": (
        "Participants\n\nGrace Obi - Chief Executive\nDaniel Holt - Marsh Bank\n\nGrace Obi\n\n"
        "Good morning.\n\nDaniel Holt\n\nIs it safe?\n\nGrace Obi\n\nIt is.",
        ["Grace Obi", "Daniel Holt", "Grace Obi"],
    ),
    "a line of its own, with a firm and a role behind a name that is nowhere else": (
        "Operator\n\nGood morning.\n\nGrace Obi - Chief Executive\n\nThank you.\n\n"
        "Nkechi Adeyemi - Brill Securities - Analyst\n\nIs it safe?\n\nGrace Obi - Chief Executive"
        "\n\nIt is.\n\nOperator\n\nGoodbye.",
        [None, "Grace Obi", "Nkechi Adeyemi", "Grace Obi", None],
    ),
    "a line of its own, under lists of who calls": (
        "Call Participants\n\nGrace Obi - Chief Executive\nDaniel Holt - Marsh Bank\n\nPresentation"
        "\n\nGrace Obi - Chief Executive\n\nGood morning.\n\nDaniel Holt - Marsh Bank\n\nWhen?"
        "\n\nGrace Obi - Chief Executive\n\nIn May.",
        ["Grace Obi", "Daniel Holt", "Grace Obi"],
    ),
    "a house's record": (
        "The Prime Minister (Grace Obi)\nIt is safe.\n\nDaniel Holt (Marsh) (Lab)\nWhen?\n\n"
        "The Prime Minister\nIn May.\n\nMr Speaker\nOrder.\n\nDaniel Holt\nOf which year?",
        ["Grace Obi", "Daniel Holt", "Grace Obi", "The Speaker", "Daniel Holt"],
    ),
    "a paper's name": (
        "Guardian: Is it safe?\nGrace Obi: It is.\nGuardian: When?\nObi: In May.",
        ["Guardian", "Grace Obi", "Guardian", "Grace Obi"],
    ),
    "one label in capitals that does not recur": (
        "MS. OBI: It is.\nMR. HOLT: When?\nMS. OBI: In May.\nMODERTOR: Thank you.\nMS. OBI: Yes.",
        ["Obi", "Holt", "Obi", None, "Obi"],
    ),
    "questions and answers by name": (
        "Question: Is it safe?\nGrace Obi: It is.\nQuestion: When?\nGrace Obi: In May.",
        [None, "Grace Obi", None, "Grace Obi"],
    ),
    "hard spaces": (
        "MS.\u00a0OBI:\u00a0 It is.\nQ\u00a0\u00a0\u00a0 When?\nMS. OBI:\u00a0 In May.",
        ["Obi", None, "Obi"],
    ),
    "a chat on a phone": (
        "12/05/2023, 10:15 - Daniel Holt: Is it safe?\n[4/3/24, 10:15:22 AM] Grace Obi: It is.\n"
        "12/05/2023, 10:17 - Daniel Holt: When?",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "a chat at work": (
        "Daniel Holt  10:15 AM\nIs it safe?\n\nGrace Obi — Today at 10:18 AM\nIt is.\n\n"
        "Daniel Holt — 03/04/2024 10:20 AM\nWhen?",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "a chat beside a call": (
        "10:15:22\t From Daniel Holt to Everyone:\n\tIs it safe?\n10:15:45\t From Grace Obi to "
        "Daniel Holt(Direct Message):\n\tIt is.\n10:16:02\t From Daniel Holt to Everyone:\n\tWhen?",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "posts": (
        "Daniel Holt (@holt) · Mar 4, 2024\nIt fell.\n\nGrace Obi (@obi) · Mar 5, 2024\nIt stands."
        "\n\nDaniel Holt (@holt) · Mar 5, 2024\nNot for long.",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "a machine's transcript, of one whom it does not know": (
        "Speaker 1  0:05\nIs it safe?\n\nGrace Obi  0:21\nIt is.\n\nSpeaker 1  1:00:40\nWhen?\n\n"
        "Grace Obi  1:00:44\nIn May.\n\nTranscribed by a machine",
        [None, "Grace Obi", None, "Grace Obi"],
    ),
    "a machine's transcript, with the times above": (
        "0:0:5.120 --> 0:0:9.330\nDaniel Holt\nIs it safe?\n\n0:0:10.1 --> 0:0:14.3\nGrace Obi\n"
        "It is.\n\n0:0:15.1 --> 0:0:19.3\nDaniel Holt\nWhen?",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "numbers": (
        "1. Daniel Holt: Is it safe?\n2. Grace Obi: It is.\n3. Daniel Holt: When?",
        ["Daniel Holt", "Grace Obi", "Daniel Holt"],
    ),
    "numbers of questions": (
        "Q1 Chair: Is it safe?\n\nGrace Obi: It is.\n\nQ2 Daniel Holt: When?\n\nGrace Obi: In May."
        "\n\nChair: Order.\n\nDaniel Holt: Good.\n\nQ 103 Sir Peter Moe: Why?",
        [
            "The Chair",
            "Grace Obi",
            "Daniel Holt",
            "Grace Obi",
            "The Chair",
            "Daniel Holt",
            "Peter Moe",
        ],
    ),
    "numbers of questions, with a stop, in bold or in brackets": (
        "Q1. The Chair: Is it safe?\n\nGrace Obi: Yes.\n\n**Q2** **Baroness Lind of Marsh:** Why?"
        "\n\nGrace Obi: In May.\n\n[3] The Chair: Good.",
        ["The Chair", "Grace Obi", "Lind", "Grace Obi", "The Chair"],
    ),
    "numbers of questions, and one of somebody who is no name": (
        "Q1 Daniel Holt: Is it safe?\n\nGrace Obi: It is.\n\nQ2 Housing: when?\n\nGrace Obi: Now.",
        ["Daniel Holt", "Grace Obi", None, "Grace Obi"],
    ),
    "parts in a meeting, one of them a common word": (
        "Project Manager: The marketing is next.\nMarketing: People lose it.\n"
        "Industrial Designer: It will beep.\nProject Manager: Good.\n"
        "Marketing: They will find it.\nIndustrial Designer: They will.\nSales: I see.",
        [
            "Project Manager",
            "Marketing",
            "Industrial Designer",
            "Project Manager",
            "Marketing",
            "Industrial Designer",
            None,
        ],
    ),
    "titles and letters": (
        "Professor B: Is it safe?\nGrad E: It is.\nProfessor B: When?\nGrad E: In May.",
        ["Professor B", "Grad E", "Professor B", "Grad E"],
    ),
    "initials": (
        "Daniel Holt met Grace Obi at the port.\n\nDH: Is it safe?\nGO: It is.\nDH: When?\n"
        "GO: In May.",
        ["Daniel Holt", "Grace Obi", "Daniel Holt", "Grace Obi"],
    ),
}


@pytest.mark.parametrize(("text", "who"), FORMS.values(), ids=FORMS)
def test_forms_of_labels(text, who):
    assert speakers(text) == who


@pytest.mark.parametrize(
    "label",
    [
        "Q", "QUESTION", "REPORTER", "MODERATOR", "PARTICIPANT", "AUDIENCE MEMBER", "Interviewer",
        "M", "P1",
        "SENIOR ADMINISTRATION OFFICIAL", "SENIOR CITY OFFICIAL TWO", "Speaker 2", "SPEAKER_02",
    ],
)  # fmt: skip
def test_nobody_by_name_is_nobody_and_not_the_speaker_before(label):
    colon = "" if label == "Q" else ":"
    text = f"MS. OBI: It is safe.\n{label}{colon} When?\nMS. OBI: In May.\n{label}{colon} I see."
    assert speakers(text) == ["Obi", None, "Obi", None]


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Q&A: Grace Obi, mayor of Harlow", "Grace Obi"),
        ("An interview with Dr. Rumi Obi", "Rumi Obi"),
        ("DEPOSITION OF GRACE OBI", "Grace Obi"),
    ],
)
def test_answers_are_of_whom_the_title_says_is_asked(title, who):
    text = "Q: Is it safe?\nA: It is.\n\nQ: When?\nA: In May.\n\nNobody doubts that."
    assert spoken(text, title) == [
        (None, "Is it safe?"),
        (who, "It is."),
        (None, "When?"),
        (who, "In May.\n\nNobody doubts that."),
    ]


@pytest.mark.parametrize(
    "title",
    ["Questions about the bridge", "Q&A: Best Bridges", "Interview with Grace Obi, Q&A: Dan Holt"],
)
def test_answers_are_nobodys_where_the_title_names_nobody_or_two(title):
    assert speakers("Q: Is it safe?\nA: It is.\n\nQ: When?\nA: In May.", title) == []


TRIAL = """THE COURT:  Mr. Holt, your witness.

GRACE OBI, called as a witness by the port, having been duly sworn, testified as follows:

DIRECT EXAMINATION

BY MR. HOLT:

Q.  Is it safe?

A.  It is.

MS. LIND:  Objection.

CROSS-EXAMINATION BY MS. LIND:

Q.  When?

THE WITNESS:  In May.

RUMI MOE,
called as a witness, being first duly sworn, was examined:

BY MR. HOLT:

Q.  Is it?

A.  No.
"""


def test_a_courts_questions_are_who_examines_and_the_answers_who_was_sworn_last():
    assert spoken(TRIAL) == [
        ("The Court", "Mr. Holt, your witness."),
        ("Holt", "Is it safe?"),
        ("Grace Obi", "It is."),
        ("Lind", "Objection."),
        ("Lind", "When?"),
        ("Grace Obi", "In May."),
        ("Holt", "Is it?"),
        ("Rumi Moe", "No."),
    ]


DEPOSITION = """DEPOSITION OF GRACE T. OBI
Tuesday, 4 March

APPEARANCES:

For the Port:
DANIEL HOLT, ESQ.

GRACE T. OBI,
having been first duly sworn, was examined and testified as follows:

EXAMINATION
BY MR. HOLT:

Q. What did Mr. Moe tell you?
MS. LIND: Objection. Hearsay. You can answer.
A. He told me that it was safe.
Q. When?
A. In May.
"""


def test_an_examiner_of_a_surname_of_several_is_the_one_whom_the_title_fits():
    told = "A. He told me that Elaine Holt shut the door. Diane Holt, the chief, did not.\n"
    text = DEPOSITION.replace("A. He told me that it was safe.\n", told)
    assert spoken(text)[0][0] == "Daniel Holt"


def test_the_head_of_a_deposition_is_nobodys_turn():
    assert [who for who, _ in spoken(DEPOSITION)] == [
        "Daniel Holt", "Lind", "Grace T. Obi", "Daniel Holt", "Grace T. Obi",
    ]  # fmt: skip


def test_what_is_answered_behind_an_objection_is_the_question():
    floor = Floor(parser().parse(document(DEPOSITION)))
    answers = [turn for turn in floor.turns if turn.label.form == "answer"]
    asked = [DEPOSITION[slice(*turn.asked)] for turn in answers if turn.asked]
    assert asked == ["What did Mr. Moe tell you?", "When?"]


def test_he_behind_an_objection_is_whom_the_question_names():
    told = ("Moe", "told", "that it was safe")
    assert told in said(DEPOSITION)


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


@pytest.mark.parametrize(
    ("line", "lists"),
    [
        ("Hosts: Grace Obi, Daniel van Holt", True),
        ("**Guest:** Capt. Ruth Moe (ret.)", True),
        ("Moderator: Grace Obi, Harlow Port", True),
        ("Guest: Thank You Grace.", False),
        ("Host: Welcome to the show", False),
    ],
)
def test_who_is_billed_is_a_list_and_what_a_guest_says_is_none(line, lists):
    assert is_list(line, 0, len(line)) is lists


FIRST_NAMES = """Two Hours at Sea, Episode 3

Dario: Welcome back. I'm Dario Lima.

Ottilie: And I am not, whatever it says on the door of this place. {introduced}

Dario: You never were. {greeted} Is it cold?

Ottilie: It is always cold there.
"""


def test_an_account_has_the_words_below_it_whatever_its_name_is():
    text = (
        "Grace Obi (@obi) · Mar 4, 2024\nIt is shut. All traders know it.\n\n"
        "Harlow Traders (@harlowtraders) · Mar 5, 2024\nWe need more than that.\n\n"
        "Daniel Holt (@holt) · Mar 5, 2024\nIt opens soon.\n\n"
        "Grace Obi (@obi) · Mar 6, 2024\nIt is open."
    )
    assert speakers(text) == ["Grace Obi", "Harlow Traders", "Daniel Holt", "Grace Obi"]


def test_a_first_name_is_led_to_the_full_name_of_another_label():
    text = (
        "GRACE OBI: You had a barn.\n\nDANIEL HOLT: I had a shed.\n\nGRACE OBI: Was it warm?\n\n"
        "DANIEL HOLT: It was dry.\n\nGRACE: And then?\n\nDANIEL: I sold it.\n\nGRACE: To whom?\n\n"
        "DANIEL: To you."
    )
    assert speakers(text) == ["Grace Obi", "Daniel Holt"] * 4


@pytest.mark.parametrize(
    ("introduced", "greeted", "who"),
    [
        ("My name is Ottilie Brandvold.", "", "Ottilie Brandvold"),
        ("Nobody is.", "With me is Capt. Ottilie Brandvold.", "Ottilie Brandvold"),
        ("Nobody is.", "Thanks, Ottilie Brandvold.", "Ottilie Brandvold"),
        ("Nobody is.", "Ottilie Brandvold, welcome.", "Ottilie Brandvold"),
        ("Nobody is.", "We are joined by Ann Lund and Ottilie Brandvold.", "Ottilie Brandvold"),
        ("Nobody is.", "With me is Ottilie Brandvold, not Ottilie Lund.", "Ottilie"),
        ("They named Ottilie Street after me.", "Welcome to Ottilie Street.", "Ottilie"),
        ("Nobody is.", "", "Ottilie"),
    ],
)
def test_a_first_name_is_led_to_the_one_full_name_that_is_introduced(introduced, greeted, who):
    text = FIRST_NAMES.format(introduced=introduced, greeted=greeted)
    assert speakers(text) == ["Dario Lima", who] * 2


@pytest.mark.parametrize("outside", ["With Ottilie Brandvold", "Ottilie Brandvold: at the oars"])
def test_a_first_name_is_led_to_a_full_name_above_the_turns(outside):
    text = FIRST_NAMES.format(introduced="", greeted="").replace("Two Hours at Sea", outside)
    assert speakers(text)[-1] == "Ottilie Brandvold"


@pytest.mark.parametrize(
    "told",
    [
        "Today we talk about Ottilie Brandvold and the boats that she made.",
        "Capt. Ottilie Brandvold was an aunt of mine.",
        "Thanks, Ann. Ottilie Brandvold made boats.",
        "Welcome to Ottilie Brandvold's boat.",
    ],
)
def test_whom_the_turns_tell_of_speaks_in_none(told):
    text = FIRST_NAMES.format(introduced=told, greeted=told)
    assert speakers(text) == ["Dario Lima", "Ottilie"] * 2
    assert speakers(text, "The life of Ottilie Brandvold")[1] == "Ottilie"


def test_a_line_before_anybody_speaks_is_no_turn():
    text = "Sea Time, Ep. 12: It sails\n\n" + FIRST_NAMES.format(
        introduced="Nobody is.", greeted=""
    )
    assert speakers(text)[0] == "Dario Lima"


def test_a_number_is_no_part_of_a_role():
    text = "Q1 Sir Peter Moe: Is it safe?\n\nGrace Obi: It is.\n\nQ2 Sir Peter Moe: When?"
    assert {p.name: p.role for p in found(text).profiles}["Peter Moe"] is None


@pytest.mark.parametrize("question", ["Q1: Thanks, Grace: is it safe?", "Q. Mayor: is it safe?"])
def test_what_a_reporter_calls_somebody_is_no_label(question):
    text = f"MS. OBI: Good.\n\n{question}\n\nMS. OBI: It is.\n\nQ: When?\n\nMS. OBI: In May."
    assert [turn.label.form for turn in turned(text)][1::2] == ["question", "question"]


def test_numbered_answers_are_to_nobodys_questions():
    text = "Q1. Mayor Holt: is it safe?\nA1. It is.\nQ2. When?\nA2. In May."
    assert speakers(text, "Q&A: Grace Obi, mayor") == [None, "Grace Obi", None, "Grace Obi"]


OFFICES = {
    "by the title": (
        "Remarks by President Marta Lund and Vice President Obi at the Port",
        "THE VICE PRESIDENT: Thank you.\n\nTHE PRESIDENT: We are here.\n\nTHE VICE PRESIDENT: Yes.",
        ["Obi", "Marta Lund", "Obi"],
    ),
    "by the title, which has capitals throughout": (
        "President Lund Visits The Port",
        "THE PRESIDENT: We are here.\n\nQ: Why, President Lund?\n\nTHE PRESIDENT: For the port.",
        ["Lund", None, "Lund"],
    ),
    "by a title that goes on with what is done": (
        "Remarks by President Lund Welcoming the Guard",
        "THE PRESIDENT: We are here.\n\nQ: Why?\n\nTHE PRESIDENT: For the port.",
        ["Lund", None, "Lund"],
    ),
    "by the list of who is there": (
        "10412th meeting",
        "President: Ms. Lund . . . . . . (Norway)\n\nMembers: Kenya . . . . . . . Mr. Obi\n\n"
        "The President (spoke in French): We are here.\n\nMr. Obi (Kenya): Why?\n\nThe President "
        "(spoke in French): For the port.",
        ["Lund", "Obi", "Lund"],
    ),
    "by the office in brackets behind the name of one who is there": (
        "Oral evidence: The port",
        "Members present: Daniel Holt; Dame Marta Lund (Chair); Grace Obi\n\n"
        "Q1 Chair: Is the port open?\n\nMr. Reyes: It is.\n\nQ2 Chair: Since when?",
        ["Marta Lund", "Reyes", "Marta Lund"],
    ),
    "by nothing": (
        "Remarks at the Port",
        "THE PRESIDENT: We are here.\n\nQ: Why?\n\nTHE PRESIDENT: For the port.",
        ["The President", None, "The President"],
    ),
    "alone": (
        "Remarks by President Lund",
        "THE PRESIDENT: My friends, we are here.\n\nThis is a good port.",
        ["Lund"],
    ),
    "of two who have one name": (
        "Remarks by President Lund and First Lady Jill Lund at the Port",
        "THE FIRST LADY: Thank you.\n\nTHE PRESIDENT: We are here.\n\nTHE FIRST LADY: Yes.",
        ["Jill Lund", "Lund", "Jill Lund"],
    ),
    "and not to a granddaughter of whom the text tells": (
        "Remarks by President Lund at the Port",
        "THE PRESIDENT: My grandchild, Naomi Lund, called.\n\nQ: Why?\n\nTHE PRESIDENT: So.",
        ["Lund", None, "Lund"],
    ),
    "who is no other of the family, of whom the title alone tells": (
        "Remarks by President Lund and First Lady Jill Lund at the Port",
        "THE FIRST LADY: Thank you.  Joe Lund and I are here.  Joe, come.\n\n"
        "THE PRESIDENT: I am Joe.\n\nTHE FIRST LADY: He is.  That is Joe Lund, the President.",
        ["Jill Lund", "Joe Lund", "Jill Lund"],
    ),
    "and not to a mother of several names": (
        "Remarks by President Lund at the Port",
        "PRESIDENT LUND: My mother, Catherine Ann Marie Lund, swam here.\n\nQ: Why?\n\n"
        "PRESIDENT LUND: So.",
        ["Lund", None, "Lund"],
    ),
    "and not to a wife of whom he tells that he is hers": (
        "Remarks by President Lund at the Port",
        "THE PRESIDENT: I am the President and Jill Lund’s husband.\n\nQ: Why?\n\n"
        "THE PRESIDENT: So.",
        ["Lund", None, "Lund"],
    ),
    "whose office stands between her and a relative": (
        "Remarks by President Lund at the Port",
        "THE PRESIDENT: We are here.\n\nMR. HOLT: First, President Marta Lund is well. Your "
        "mother, President Marta Lund, is well.\n\nTHE PRESIDENT: So.",
        ["Marta Lund", "Holt", "Marta Lund"],
    ),
    "and not to a son who has a label of his own": (
        "Remarks by President Lund at the Port",
        "THE PRESIDENT: We are here.\n\nMR. TOM LUND: Yes.\n\nTHE PRESIDENT: So.",
        ["Lund", "Tom Lund", "Lund"],
    ),
    "by a slip where another label has office and name": (
        "Remarks by President Lund at the Port",
        "PRESIDENT LUND: We are here.\n\nQ: Why?\n\nTHE PRESIDENT: So.",
        ["Lund", None, "Lund"],
    ),
    "and not by another's office and name": (
        "Remarks by the President and President Obi of Oland",
        "PRESIDENT OBI: We are here.\n\nQ: Why?\n\nTHE PRESIDENT: So.",
        ["Obi", None, "The President"],
    ),
    "by a title that goes on with where it is": (
        "Remarks by President Lund Aboard the Ferry",
        "THE PRESIDENT: We are here.\n\nQ: Why?\n\nTHE PRESIDENT: So.",
        ["Lund", None, "Lund"],
    ),
    "by a title that goes on behind a full name": (
        "Remarks by President Lund and First Lady Jill Lund Opening the Port",
        "THE FIRST LADY: Thank you.\n\nTHE PRESIDENT: We are here.\n\nTHE FIRST LADY: Yes.",
        ["Jill Lund", "Lund", "Jill Lund"],
    ),
    "whom the text names in full": (
        "Remarks by President Lund at the Port",
        "THE PRESIDENT: We are here.\n\nQ: Marta Lund, the president?\n\nTHE PRESIDENT: I am.",
        ["Marta Lund", None, "Marta Lund"],
    ),
}


@pytest.mark.parametrize(("title", "text", "who"), OFFICES.values(), ids=OFFICES)
def test_an_office_is_led_to_its_holder(title, text, who):
    assert speakers(text, title) == who


def test_a_surname_is_not_led_to_a_relative():
    text = (
        "PRESIDENT LUND: We are here with the First Lady, Jill Lund.\n\nQ: Why?\n\n"
        "PRESIDENT LUND: My wife, Jill Lund, loves the port.\n\nPRIME MINISTER OBI: I do, too."
    )
    assert speakers(text)[0] == "Lund"


@pytest.mark.parametrize(
    "told",
    ["Joining us is Dr. Grace Obi.", "Joining us is my former boss, Grace Obi."],
)
def test_what_stands_before_a_name_and_is_no_office_of_another_leads_to_it(told):
    text = (
        f"MR. HOLT: {told}\n\nSECRETARY OBI: Thank you.\n\nMR. HOLT: When?\n\nSECRETARY OBI: Now."
    )
    assert set(speakers(text, "Briefing by Mr. Holt and Secretary Grace Obi")) == {
        "Holt", "Grace Obi"
    }  # fmt: skip


def test_who_advises_now_is_who_is_labelled_by_an_older_office():
    text = "ADMINISTRATOR OBI: Thank you.\n\nQ: When?\n\nADMINISTRATOR OBI: In May."
    title = "Briefing by Climate Advisor Grace Obi"
    assert speakers(text, title) == ["Grace Obi", None, "Grace Obi"]


def test_two_are_called_by_their_title_and_neither_by_it():
    text = "DR. OBI: Yes.\n\nDR. HOLT: I leave that to you, Doctors Obi or Lund.\n\nDR. OBI: No."
    assert speakers(text) == ["Obi", "Holt", "Obi"]


def test_two_of_one_surname_stay_two():
    text = (
        "MR. HOLT: Is it safe?\nMS. HOLT: It is.\nMR. HOLT: When?\nMS. HOLT: In May.\n"
        "MR. HOLT: Good."
    )
    assert speakers(text) == ["Mr. Holt", "Ms. Holt", "Mr. Holt", "Ms. Holt", "Mr. Holt"]
    named = "Daniel Holt met Susan Holt.\n\n" + text
    assert speakers(named)[:2] == ["Daniel Holt", "Susan Holt"]


def test_who_is_labelled_by_an_office_is_no_namesake_whom_a_label_names_in_full():
    text = (
        "Present: Mayor Ann Lund; Alderman Susan Holt\n\nMAYOR LUND: Shall we begin?\n\nALDERMAN "
        "HOLT: The ferry is late.\n\nMR. PETER HOLT: I sell the tickets for it.\n\nALDERMAN HOLT: "
        "Then you know.\n\nMAYOR LUND: Thank you both."
    )
    who = ["Ann Lund", "Susan Holt", "Peter Holt", "Susan Holt", "Ann Lund"]
    assert speakers(text) == who


def test_a_slip_of_the_honorific_makes_no_second_person():
    turn = "MS. OBI: It is.\nMR. HOLT: Is it safe?\n"
    text = turn * 3 + "MR. OBI: In May.\n" + turn
    assert set(speakers(text)) == {"Holt", "Obi"}


def test_the_short_form_by_which_somebody_is_talked_of_is_who_is_labelled_with_the_whole_name():
    text = (
        "MR. HOLT: With me is Liz Obi.  Liz Obi said that it is safe.\n\nMS. OBI: I did.\n\n"
        "MR. HOLT: Elizabeth Obi knows the port."
    )
    told = found(text, "Press briefing by Tom Holt and Director Elizabeth Obi")
    assert {p.name for p in told.profiles} == {"Tom Holt", "Elizabeth Obi"}


def test_an_honorific_that_lacks_a_letter_is_no_first_name():
    text = "MS. OBI: It is.\n\nQ: Is it safe?\n\n" * 3 + "S. OBI: In May."
    said_by = speakers(text, "Press briefing by Press Secretary Grace Obi")
    assert set(said_by[:-1]) == {"Grace Obi", None}


def test_a_name_that_ends_a_sentence_is_no_part_of_the_next():
    text = "MR. HOLT: Thank you, Tom. Tom Conley is next.\n\nMR. CONLEY: Good.\n\nMR. HOLT: Yes."
    assert speakers(text)[1] == "Tom Conley"


def test_a_name_of_many_words_begins_behind_the_office():
    text = "PRESIDENT OBI: We are here.\n\nPRESIDENT TAN: Thank you.\n\nPRESIDENT OBI: Yes."
    title = "Remarks by President Obi and President Vo Van Ngoc Tan of Oland"
    assert speakers(text, title)[1] == "Vo Van Ngoc Tan"


def test_a_surname_that_stands_in_front_leads_to_the_whole_name():
    text = "PRESIDENT OBI: We are here.\n\nPRESIDENT HONG: Thank you.\n\nPRESIDENT OBI: Yes."
    title = "Remarks by President Obi and H.E. Hong Gil-dong, President of Oland"
    assert speakers(text, title)[1] == "Hong Gil-dong"


@pytest.mark.parametrize("what", ["Co-hosting the Fair", "Pre-recorded"])
def test_what_somebody_does_is_no_given_name_behind_the_surname(what):
    text = "PRESIDENT OBI: We are here.\n\nQ: Why?\n\nPRESIDENT OBI: So."
    assert speakers(text, f"Remarks by President Obi {what}") == ["Obi", None, "Obi"]


def test_a_full_name_is_whole_behind_a_full_stop_without_a_space():
    text = "MR. HOLT: It is late.Daniel Holt, they call me.\n\nQ: Why?\n\nMR. HOLT: So."
    assert speakers(text)[0] == "Daniel Holt"


def test_the_speaker_and_who_is_named_in_the_words_are_one():
    told = found(
        "MR. HOLT: I am here.\n\nQ: Has Daniel Holt told the council that it is safe?\n\n"
        "MR. HOLT: I did.\n\nMS. OBI: Holt said that the tests were fine."
    )
    assert [p.name for p in told.profiles if "Holt" in p.name] == ["Daniel Holt"]


def test_what_a_speaker_reports_is_a_statement_within_the_turn():
    text = (
        "MS. OBI: Good afternoon. The governor has said that the bridge will reopen in May.\n\n"
        "MR. HOLT: Marta Lund told the council that the tests were fine.\n\nMS. OBI: Yes."
    )
    assert nested(text) == [
        (None, "The governor", "that the bridge will reopen in May"),
        ("Marta Lund", "Marta Lund", "that the tests were fine"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "I said last week that the bridge was safe.",
        "You said that the bridge was safe.",
        "We have said that the bridge is safe.",
    ],
)
def test_what_is_said_by_those_in_the_room_is_no_second_statement(words):
    assert nested(f"MS. OBI: {words}\n\nQ: {words} Is it?\n\nMS. OBI: It is.") == []


def test_he_is_not_the_speaker_himself():
    text = "Daniel Holt: He said that it was safe.\nGrace Obi: Who?\nDaniel Holt: The engineer."
    assert all(who != "Daniel Holt" for who, _, _ in nested(text))


def test_a_quotation_does_not_go_on_from_the_turn_before():
    text = (
        'MS. OBI: Marta Lund said, "We will reopen the bridge in the month of May."\n\n'
        'MR. HOLT: "Nobody is above the law of the sea," as they put it.\n\nMS. OBI: Yes.'
    )
    assert all("sea" not in words for who, _, words in nested(text) if who == "Marta Lund")


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
    "times": "12:30: The port is shut.\n13:00: It opens.\n13:30: It is shut again.",
}


@pytest.mark.parametrize("text", FALSE_FRIENDS.values(), ids=FALSE_FRIENDS)
def test_what_is_no_transcript_has_no_turns(text):
    assert turns(parser().parse(document(text, "Holt: troops are targets"))) == ()


@pytest.mark.parametrize(
    "words",
    [
        "But here’s the thing: it is safe.",
        "Washington: A city of bridges.",
        "The bottom line: It is safe.",
        "(Laughter.)",
        "[Laughter] It is safe.",
        "Time: 3 p.m. on May 2.",
        "And as Daniel Holt told Grace Obi: it is safe.",
        "Mr. Lund.  (Applause.)",
        "Mr. President.  We are here.",
    ],
)
def test_what_looks_like_a_label_within_a_turn_is_part_of_it(words):
    text = f"MS. OBI: First.\n\n{words}\n\nMR. HOLT: When?\n\nMS. OBI: In May."
    assert [who.split()[-1] for who in speakers(text) if who] == ["Obi", "Holt", "Obi"]


def test_offsets_hold_wherever_the_words_stand():
    text = "\n\n \u2028 **MS. OBI:**\t It is 😀 safe. \n\nQ. When? \n\n**MS. OBI:** In May.  \n"
    assert spoken(text) == [("Obi", "It is 😀 safe."), (None, "When?"), ("Obi", "In May.")]


LABELS = {
    "SECRETARY OF STATE OBI": ("OBI", "Secretary of State"),
    "Rector of Harlow State University Grace Obi": (
        "Grace Obi",
        "Rector of Harlow State University",
    ),
    "Talk show host, writer Grace Obi": ("Grace Obi", "Talk show host, writer"),
    "Grace Obi, Mayor of Harlow": ("Grace Obi", "Mayor of Harlow"),
    "Minister of Ports, Roads and Mass Media Grace Obi": (
        "Grace Obi",
        "Minister of Ports, Roads and Mass Media",
    ),
    "Dr Grace Obi": ("Grace Obi", None),
    "Grace Obi MP": ("Grace Obi", None),
    "Mr. Daniel Baker (Marsh, Lib.)": ("Daniel Baker", None),
    "PRESIDENT VON DER LUND": ("VON DER LUND", "President"),
    "Mr. HOLT of Ohio": ("HOLT", None),
    "Senator HOLT of Ohio": ("HOLT", "Senator"),
    "GRACE OBI, CNN HOST": ("GRACE OBI", "CNN Host"),
    "GRACE OBI, BYLINE": ("GRACE OBI", None),
    "The Convener": (None, None),
    "QUESTION (Grace Obi, Harlow Post)": ("Grace Obi", None),
    "MODERATOR (Grace Obi)": ("Grace Obi", "Moderator"),
    "Baroness Obi of Harlow": ("Obi", "Baroness"),
    "SECRETARY OF STATE, GRACE OBI": ("GRACE OBI", "Secretary of State"),
    "COUNTY CLERK OBI": ("OBI", "County Clerk"),
    "HARBOUR WORKS DIRECTOR OBI": ("OBI", "Harbour Works Director"),
    "DARYL BAKER OBI": ("DARYL BAKER OBI", None),
}


@pytest.mark.parametrize(("label", "told"), LABELS.items(), ids=LABELS)
def test_what_a_label_says(label, told):
    called = read(label)
    assert (called.name, called.role) == told


@pytest.mark.parametrize(
    "line", ["A" * 2_000_000, "Ab " * 700_000, "a: " * 700_000, "(" * 2_000_000, "Mr. " * 500_000]
)
def test_a_huge_line_is_got_through(line):  # quadratic time would be hours here
    text = f"MS. OBI: Yes.\n{line}\nMS. OBI: No.\nQ: Why?\n{line}"
    parsed = parser().parse(document("Nothing."))
    object.__setattr__(parsed, "document", document(text))
    assert all(turn.span.end <= len(text) for turn in turns(parsed))


def test_times_in_front_of_first_names_make_no_chat_of_a_transcript():
    text = """Night shift

Hosts: Anna Lind, Karl Holm
Guest: Capt. Ottilie Tarn

[00:00:03] Anna: Welcome back to the show.

[00:00:07] Karl: Captain Ottilie Tarn sailed the ferry for nineteen years.

[00:00:24] Ottilie: Twenty-one. But who counts?

[00:00:27] Anna: Take us to that night.

[00:00:33] Ottilie: The wind was forty knots.
"""
    assert ("Ottilie Tarn", "The wind was forty knots.") in spoken(text)


TOWN_HALL = """ANN LIND: Let's take some questions. The lady in blue.

AUDIENCE MEMBER: Thank you. My name is Rosa Pell. Was it safe?

DANIEL HOLT: It was.

AUDIENCE MEMBER: Councillor Grace Moe. Who pays for it?

DANIEL HOLT: I can't say.

TOM OBI: I'll take that as a yes.

AUDIENCE MEMBER: Daniel Holt. You said in May that it was safe.

AUDIENCE MEMBER: Thank you, Ann Lind. Is it true about the bells?

AUDIENCE MEMBER: I'm afraid of the dark.

ANN LIND: One more.
"""


def test_who_asks_from_the_audience_is_who_says_the_own_name_first():
    assert speakers(TOWN_HALL) == [
        "Ann Lind", "Rosa Pell", "Daniel Holt", "Grace Moe", "Daniel Holt", "Tom Obi", None, None,
        None, "Ann Lind",
    ]  # fmt: skip
    briefing = TOWN_HALL.replace("AUDIENCE MEMBER", "REPORTER")
    assert speakers(briefing)[1:4] == ["Rosa Pell", "Daniel Holt", None]


@pytest.mark.parametrize(
    "question",
    [
        "AUDIENCE MEMBER: Yes, Ben Moss. Was it safe?",
        "AUDIENCE MEMBER: Thank you. Tom Obi. What about him, does he lie?",
        "AUDIENCE MEMBER: Tom Obi. Why did you lie to us?",
        "REPORTER: I'm Christian Science Monitor correspondent here. Was it safe?",
    ],
)
def test_who_is_asked_or_asked_about_does_not_ask(question):
    text = f"ANN LIND: Any questions?\n\n{question}\n\nMR. MOSS: It was.\n\nANN LIND: Thanks.\n"
    assert [who for who in speakers(text) if who not in ("Moss", "Ben Moss")] == [
        "Ann Lind", None, "Ann Lind",
    ]  # fmt: skip
    assert speakers(text)[1] is None


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


def test_a_label_may_have_its_accents_as_letters_of_their_own():
    text = "JOSÉ LIND: It is late.\n\nTOM REY: Is it open?\n\nJOSÉ LIND: It is.\n\nTOM REY: Good.\n"
    decomposed = normalize("NFD", text)
    assert [words for _, words in spoken(decomposed)] == [words for _, words in spoken(text)]
    assert len(spoken(text)) == 4


@pytest.mark.parametrize(
    "line",
    [
        "04/03/2024, 10:15 - {}: {}\n",
        "[04/03/2024, 10:15:22] {}: {}\n",
        "{} — Today at 10:15 AM\n{}\n\n",
    ],
)
def test_who_writes_at_a_time_each_needs_no_full_stops(line):
    wrote = [("Ann Lind", "are you coming"), ("Tom Rey", "not sure yet")] * 3
    assert spoken("".join(line.format(*each) for each in wrote)) == wrote


def test_the_parts_of_a_machine_write_nothing():
    line = "2024-03-04 10:15:0{} {}: started job {}\n"
    text = "".join(line.format(n, ("Scheduler", "Worker")[n % 2], n) for n in range(8))
    assert spoken(text) == []
