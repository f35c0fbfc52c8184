"""Labels: what names the speaker of a turn, in which form, and what it says of whom."""

from unicodedata import normalize

import pytest

from index.attribution.labels import is_list
from tests.index.attribution.transcribed import found, speakers, spoken, turned
from tests.index.parsed import said

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


def test_an_account_has_the_words_below_it_whatever_its_name_is():
    text = (
        "Grace Obi (@obi) · Mar 4, 2024\nIt is shut. All traders know it.\n\n"
        "Harlow Traders (@harlowtraders) · Mar 5, 2024\nWe need more than that.\n\n"
        "Daniel Holt (@holt) · Mar 5, 2024\nIt opens soon.\n\n"
        "Grace Obi (@obi) · Mar 6, 2024\nIt is open."
    )
    assert speakers(text) == ["Grace Obi", "Harlow Traders", "Daniel Holt", "Grace Obi"]


def test_a_number_is_no_part_of_a_role():
    text = "Q1 Sir Peter Moe: Is it safe?\n\nGrace Obi: It is.\n\nQ2 Sir Peter Moe: When?"
    assert {p.name: p.role for p in found(text).profiles}["Peter Moe"] is None


@pytest.mark.parametrize("question", ["Q1: Thanks, Grace: is it safe?", "Q. Mayor: is it safe?"])
def test_what_a_reporter_calls_somebody_is_no_label(question):
    text = f"MS. OBI: Good.\n\n{question}\n\nMS. OBI: It is.\n\nQ: When?\n\nMS. OBI: In May."
    assert [turn.label.form for turn in turned(text)][1::2] == ["question", "question"]


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


def test_a_field_with_one_word_behind_it_speaks_nothing_however_often_it_recurs():
    prose = (
        "The program waits for the word that the other one sends, and prints it as soon as it "
        "comes. That takes a moment, as neither knows how far the other is."
    )
    field = "Filename: src/main.py"
    text = "\n\n".join([field, prose] * 4 + ["Got: hi", prose, field, "Got: hi", prose])
    assert said(text) == []
