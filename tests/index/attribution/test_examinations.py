"""Who examines and who answers, before a court and in a deposition."""

from index.attribution.floor import Floor
from tests.index.attribution.transcribed import document, spoken
from tests.index.parsed import parser, said

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
