"""Who is one with whom of those that a document names, and what they are."""

import pytest

from index.attribution.mentions import Cast
from tests.index.attribution.resolved import resolve
from tests.index.parsed import parse

NAMES = {
    "a first name that the parse takes for a noun": (
        "We thank our negotiator, Hector Villanueva, who slept little. Hector likes to say, “The "
        "clock never sleeps.”",
        "Hector",
        "Hector Villanueva",
    ),
    "nobody of another first name that the parse takes for a noun": (
        "Karl Brandt came to the port. Anders Brandt asked me whether he should turn round.",
        "Anders Brandt",
        "Anders Brandt",
    ),
    "by half of two surnames": (
        "Emeka Aske-Udeh built the bridge. Nobody thanked him. Dr. Udeh said that it hummed.",
        "Dr. Udeh",
        "Emeka Aske-Udeh",
    ),
    "by half of two surnames, which is another's": (
        "Emeka Aske-Udeh built the bridge. Tom Udeh paid. Mr. Udeh said that it hummed.",
        "Mr. Udeh",
        "Tom Udeh",
    ),
    "whose first name the parse takes for a people": (
        "A Jamal Ekins penalty won it. Ekins said that it was late.",
        "Ekins",
        "Jamal Ekins",
    ),
    "by a first name that the parse takes for a place": (
        "Yusra Haddad-Lowe made a fortune. In May Yusra Haddad-Lowe left. Yusra said that it was "
        "late.",
        "Yusra",
        "Yusra Haddad-Lowe",
    ),
    "not by a first name that is a country": (
        "Jordan Pike came to the port. It was late. Jordan said that it was closed.",
        "Jordan",
        "Jordan",
    ),
    "a surname the parser takes for a verb": (
        "Marta Trump owns the yard. The yard is old. Trump quickly denied that it was for sale.",
        "Trump",
        "Marta Trump",
    ),
    "Mr. and Mrs.": (
        "Judith Arlen and Samuel Arlen run the fund. Mr. Arlen was away. Mrs. Arlen said so.",
        "Mrs. Arlen",
        "Judith Arlen",
    ),
    "father and son": (
        "Samuel Okafor founded the bank. Samuel Okafor Jr. said that he would sell it.",
        "Samuel Okafor Jr.",
        "Samuel Okafor Jr",
    ),
    "a daughter by her first name leaves the surname to her father": (
        "Samuel Okafor owns the bank. Okafor is old. His daughter, Ivana Okafor, runs it. Ivana "
        "left early on Monday and went home. It rained all day in Corvane, and the streets were "
        "empty until the evening, when the shops opened again. The bank was closed, as it is on "
        "every Monday of the year, and nobody was seen near it. The town was quiet, the river was "
        "high, and the bridge had been closed by the police since the morning of the day before, "
        "because of the ice on it and the wind. Okafor said that all was well.",
        "Okafor",
        "Samuel Okafor",
    ),
    "a surname before a first name": (
        "John Kasper met Tom John in Corvane. Nobody else came. John said that it was late.",
        "John",
        "Tom John",
    ),
    "capitals of a heading are no names": (
        "Holt Files Largest Complaint Against River Agency\n\nAgnes Holt complained on Monday.",
        "Agnes Holt",
        "Agnes Holt",
    ),
    "what ran into the name and role of a source": (
        "“It is dear,” said Marta Oduya, senior vice president for sales, Halden.",
        "Marta Oduya, senior vice president for sales, Halden",
        "Marta Oduya",
    ),
    "what stands in brackets behind it": (
        "Rep. Diana Voss (R-FL): “President Holt is RIGHT to combat Communist #China!”",
        "Rep. Diana Voss (R-FL)",
        "Diana Voss",
    ),
    "the night when somebody spoke": (
        "Marta Oduya was tired. On that point, Oduya Sunday night recounted a talk with the mayor.",
        "Oduya Sunday night",
        "Marta Oduya",
    ),
    "a name before a noun is not the speaker": (
        "Lena Fiske was in Ohio. A Fiske aide said that she was tired.",
        "A Fiske aide",
        None,
    ),
    "a president is not the granddaughter who is named later": (
        "The talks went on. President Lund was tired. Then Naomi Lund came in. She had a letter. "
        "It was late, President Lund said.",
        "President Lund",
        "Lund",
    ),
    "nor the first lady who was named before": (
        "First Lady Jill Lund came to the port. Talks went on. It was late, President Lund said.",
        "President Lund",
        "Lund",
    ),
    "a director is the doctor": (
        "Dr. Marta Lund came to the port. The talks went on. It was late, Director Lund said.",
        "Director Lund",
        "Marta Lund",
    ),
    "a president who is introduced by the whole name": (
        "Marta Lund came to the port. The talks went on. It was late, President Lund said.",
        "President Lund",
        "Marta Lund",
    ),
    "and no former one, whatever office is told": (
        "Marta Lund, the president, met Tom Lund. Vice President Lund she had been for a year. "
        "It was late, President Lund said.",
        "President Lund",
        "Marta Lund",
    ),
    "of two the one who has the office": (
        "President Marta Lund met Tom Lund. Tom Lund was tired. It was late, President Lund said.",
        "President Lund",
        "Marta Lund",
    ),
}


@pytest.mark.parametrize(("text", "words", "speaker"), NAMES.values(), ids=NAMES)
def test_a_name_stands_for_one_person(text, words, speaker):
    assert resolve(text, words)[0] == speaker


def test_a_short_form_with_the_same_office_is_the_same_person():
    text = "Mayor James Obi came. It was late, Mayor Jim Obi said."
    assert resolve(text, "Mayor Jim Obi")[0] == "James Obi"
    assert resolve(text.replace("Mayor James", "James"), "Mayor Jim Obi")[0] == "Jim Obi"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Aske said he had dropped his threat to sue.", True),
        ("Aske said the steel had not come.", False),
        ("NORDA said he had not asked.", False),
        ("Aske said he would step down. The company said that it was sorry.", False),
    ],
)
def test_who_says_he_of_himself_is_a_person(text, person):
    """The parse takes the name for a body's."""
    names = {f.name for f in Cast(parse(text)).figures("person")}
    assert bool(names) == person


@pytest.mark.parametrize(
    ("told", "female"),
    [
        ("Varga opened her practice. Varga was slow when she began. Varga left the bar.", True),
        ("Varga opened his practice. Varga was slow. Varga left after his defeat.", False),
        ("Varga opened its first shop. Varga was small. Varga praised his work.", None),
        ("Varga opened a shop in her street. Varga closed.", None),
    ],
)
def test_whom_he_or_she_goes_on_from_is_a_person(told, female):
    """The parse takes the name for a body's."""
    people = {f.name: f.female for f in Cast(parse(told)).figures("person")}
    assert people == ({"Varga": female} if female is not None else {})


def test_of_whom_somebody_speaks_tells_nothing_of_the_speaker():
    text = "Varga said she was late. Varga said that she would go. Varga told of her work."
    assert not any(figure.female for figure in Cast(parse(text)).figures("person"))


def test_a_title_tells_the_former_of_two_surnames():
    text = "Clara Acosta Febo, a lawyer, runs the bank. It was late, Ms. Acosta said."
    assert resolve(text, "Ms. Acosta")[0] == "Clara Acosta Febo"
    assert resolve(text.replace("Ms.", "Mr."), "Mr. Acosta")[0] == "Acosta"
    given = "William Howard Lind, a lawyer, runs the bank. It was late, Mr. Howard said."
    assert resolve(given, "Mr. Howard")[0] == "Howard"


def test_who_goes_by_a_first_name_is_whom_a_label_names_in_full():
    cast = Cast(parse("Henrike came to the yard, and Marta Lund was late. Henrike was glad."))
    cast.billed("Henrike Osterkamp")
    assert {f.name for f in cast.figures("person")} == {"Henrike Osterkamp", "Marta Lund"}


def test_a_label_is_nobody_of_its_surname_with_another_first_name():
    text = "We go now to Bryan Lind, who was late. It was late, Mr. Lind. Thank you, Ms. Lind."
    speaker = Cast(parse(text)).billed("Elizabeth Lind")
    assert "Bryan Lind" not in speaker.names
