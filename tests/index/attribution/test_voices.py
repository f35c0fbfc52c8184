"""Who speaks in the turns of a transcript: labels are led to full names."""

import pytest

from tests.index.attribution.transcribed import FIRST_NAMES, found, speakers, spoken


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
    "by a title that goes on with a word of the text": (
        "Remarks by President Marta Lund Visits the Port",
        "THE PRESIDENT: Lund visits the port. Visits are good.\n\nQ: Why?\n\nTHE PRESIDENT: Visits "
        "are for the port.",
        ["Marta Lund", None, "Marta Lund"],
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
