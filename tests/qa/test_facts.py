"""Sentences → the shortest exact words that answer."""

import time
from dataclasses import replace
from datetime import date

import pytest

from index.documents import Document, Passage, Span
from index.store import Reading
from qa.candidates import Candidate
from qa.facts import facts, read_out
from qa.fitting import (
    aged,
    is_anothers_time,
    is_disowned,
    is_of_dateline,
    is_of_other_event,
    is_own_day,
    is_own_deed,
    is_program,
    may_be,
    priced,
)
from qa.question import Query
from qa.reading.reader import Reader
from qa.terms import Weights, stem, stems, terms
from qa.wanted import wanted
from tests.index.parsed import parse

TEXT = (
    "The service reported that approximately 1,500 troops were sent to Russia in October. "
    "A treaty was signed in Pyongyang in June 2024. The yard lost $48 million and 12 percent of "
    "its orders. Victor Lanz, 58, faces up to 12 years in prison. The rain lasted eleven hours."
)


@pytest.mark.parametrize(
    ("question", "wanted", "words"),
    [
        ("how many troops were sent?", "number", "approximately 1,500"),
        ("when was the treaty signed?", "time", "June 2024"),
        ("where was the treaty signed?", "place", "Pyongyang"),
        ("how much money did the yard lose?", "money", "$48 million"),
        ("what percentage of its orders did the yard lose?", "percent", "12 percent"),
        ("how old is Victor Lanz?", "age", "58"),
        ("how long does Lanz face in prison?", "duration", "up to 12 years"),
    ],
)
def test_the_words_that_answer(question, wanted, words):
    parsed = parse(TEXT)
    reading = Reading(parsed.document, parsed.sentences, parsed.entities)
    best, *_ = facts(
        question, wanted, [(reading, Span(0, len(TEXT)), 0.5)], Weights(lambda _: 1, 10)
    )
    assert TEXT[slice(*best.words)] == words
    assert best.exact
    assert best.sentence.holds(best.words)


def test_a_figure_counts_what_stands_nearest_behind_it():
    parsed = parse("You have served 14,300 meals, lent 96 dryers and made tea.")
    reading = Reading(parsed.document, parsed.sentences, parsed.entities)
    where = Span(0, len(parsed.document.text))
    asked = "how many dryers have you lent?"
    (fact,) = facts(asked, "number", [(reading, where, 0.5)], Weights(len, 10))
    assert parsed.document.text[slice(*fact.words)] == "96"


def test_without_such_an_expression_the_sentence_answers():
    parsed = parse(TEXT)
    reading = Reading(parsed.document, parsed.sentences, parsed.entities)
    where = parsed.sentences[-1]
    (fact,) = facts("how old is the rain?", "age", [(reading, where, 0.5)], Weights(len, 10))
    assert (fact.words, fact.exact) == (where, False)


@pytest.mark.parametrize(
    ("found", "wanted", "words", "exact"),
    [
        ("Her brother", "person", "Her brother", True),
        ("did", "person", "Her brother did.", False),
        ("it", "words", "He signed it for one crown.", False),
        ("a gift” from her", "words", "“a gift” from her", True),
        ("one", "number", "one", True),
    ],
)
def test_words_that_say_nothing_by_themselves_answer_by_their_sentence(found, wanted, words, exact):
    text = "Her brother did. He signed it for one crown. It was “a gift” from her."
    parsed = parse(text)
    at = text.index(found)
    candidate = Candidate(Passage("d:0", "d", 0, len(text), text), 1.0, 0.5, 1.0)
    reading = Reading(parsed.document, parsed.sentences)
    fact = read_out(candidate, Span(at, at + len(found)), wanted, reading)
    assert (text[slice(*fact.words)], fact.exact) == (words, exact)


@pytest.mark.parametrize(
    ("found", "words"),
    [("lock", "mill.lock"), ("set_speed", "mill.set_speed"), ("mill", "mill"), ("noon", "noon")],
)
def test_words_that_are_part_of_a_name_with_a_dot_are_all_of_it(found, words):
    text = "It keeps them in mill.lock until noon. Then mill.set_speed is run by the mill"
    parsed = parse(text)
    reading = Reading(parsed.document, parsed.sentences, parsed.entities)
    candidate = Candidate(Passage("d:0", "d", 0, len(text), text), 1.0, 0.5, 1.0)
    at = text.rindex(found)
    fact = read_out(candidate, Span(at, at + len(found)), "words", reading)
    assert text[slice(*fact.words)] == words


def test_words_end_where_the_next_field_begins():
    text = "Landlord: Foyle Estates Limited\nTenant: Miriam Adeyemi"
    parsed = parse(text)
    at = text.index("Foyle")
    candidate = Candidate(Passage("d:0", "d", 0, len(text), text), 1.0, 0.5, 1.0)
    reading = Reading(parsed.document, parsed.sentences, parsed.entities)
    fact = read_out(candidate, Span(at, len(text)), "person", reading)
    assert text[slice(*fact.words)] == "Foyle Estates Limited"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("Lending a boat", "Ask the warden for the key."),
        ("a boat", "a boat"),
        ("3.4 Lending a boat", "Ask the warden for the key."),
    ],
)
def test_a_heading_is_answered_for_by_the_sentence_behind_it(found, told):
    text = "3.4 Lending a boat\n\nAsk the warden for the key. Bring it back by noon."
    parsed = parse(text)
    at = text.index(found)
    candidate = Candidate(Passage("d:0", "d", 0, len(text), text), 1.0, 0.5, 1.0)
    reading = Reading(parsed.document, parsed.sentences)
    fact = read_out(candidate, Span(at, at + len(found)), "words", reading)
    assert text[slice(*fact.words)] == told


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ("118", "1,118"),
        ("260,000", "$260,000"),
        ("9 million", "$1.9 million"),
        ("64", "64"),
        ("12", "12"),
        ("300", "300"),
        ("us £7.2 million", "£7.2 million"),
        ("US $3", "US $3"),
    ],
)
def test_a_part_of_a_figure_answers_by_the_whole(found, words):
    text = (
        "In 2019, 300 of 1,118 dogs cost $260,000, and 64 of line 7-12 cost $1.9 million. They "
        "cost us £7.2 million, or US $3 each."
    )
    parsed = parse(text)
    at = text.index(found)
    candidate = Candidate(Passage("d:0", "d", 0, len(text), text), 1.0, 0.5, 1.0)
    reading = Reading(parsed.document, parsed.sentences)
    fact = read_out(candidate, Span(at, at + len(found)), "number", reading)
    assert text[slice(*fact.words)] == words


@pytest.mark.parametrize(
    ("question", "wanted", "exact"),
    [
        ("what did the lawyer's difference come to?", "words", False),
        ("what was it about?", "words", True),
        ("how many differences were there?", "number", True),
    ],
)
def test_words_that_are_the_questions_own_answer_by_their_sentence(question, wanted, exact):
    text = "The difference came to nothing."
    parsed = parse(text)
    words = Span(0, len("The difference"))
    candidate = Candidate(Passage("d:0", "d", 0, len(text), text), 1.0, 0.5, 1.0)
    reading = Reading(parsed.document, parsed.sentences)
    fact = read_out(candidate, words, wanted, reading, stems(question))
    assert (fact.words, fact.exact) == (words if exact else Span(0, len(text)), exact)


@pytest.mark.parametrize(
    ("text", "found", "words"),
    [
        ("It failed because the form came late, and not for want of money.",
         "not for want of money", "because the form came late"),
        ("It failed because the form came late, and not for want of money.",
         "the form came late", "the form came late"),
        ("It failed for want of money.", "for want of money", "for want of money"),
        ("It failed because it was late and, they say, because it was dear, which is no lie.",
         "which is no lie", "which is no lie"),
    ],
)  # fmt: skip
def test_the_reason_is_what_the_sentence_says_it_is(text, found, words):
    parsed = parse(text)
    at = text.index(found)
    candidate = Candidate(Passage("d:0", "d", 0, len(text), text), 1.0, 0.5, 1.0)
    reading = Reading(parsed.document, parsed.sentences)
    fact = read_out(candidate, Span(at, at + len(found)), "reason", reading)
    assert text[slice(*fact.words)] == words


def best(question: str, text: str) -> str:
    parsed = parse(text)
    reading = Reading(parsed.document, parsed.sentences, parsed.entities)
    found = facts(question, "words", [(reading, Span(0, len(text)), 0.5)], Weights(lambda _: 1, 10))
    return text[slice(*found[0].sentence)]


@pytest.mark.parametrize("heading", ["Lighthouse", "# The lighthouse", "**Of the lighthouse**"])
def test_a_heading_is_no_answer_and_its_words_count_for_what_stands_behind_it(heading):
    told = "It was built of granite by the Stevens family."
    text = f"{heading}\n\n{told} The island has no trees."
    assert best("What is known of the lighthouse?", text) == told


def test_a_heading_stands_before_a_sentence_that_leads_in_a_listing_too():
    text = "Lending a boat\n\nTo lend a boat, write this:\n\nboat --lend"
    assert best("How do I lend a boat?", text) == "To lend a boat, write this:"


@pytest.mark.parametrize(
    "line",
    [
        "let boat = 5;",
        "fn lend() {",
        "Red,\nBlink { times: i32 },",
        "boat.lend('a', {});",
    ],
)
def test_a_line_of_a_program_is_known_by_its_marks(line):
    assert is_program(line)


def test_no_line_of_a_program_is_told_before_what_explains():
    text = "Ask the warden for a boat.\n\nlet boat = lend(boat, {});"
    assert best("How do I lend a boat?", text) == "Ask the warden for a boat."


@pytest.mark.parametrize(
    "line", ["Lend a boat (see below);", "the key(s),", "boat = 5", "Ask for the key."]
)
def test_what_is_no_line_of_a_program(line):
    assert not is_program(line)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- A warm coat\n- A coat for the rain\n\nGuests pay on Sunday.", "A warm coat"),
        ("Coat room: 12 crowns\n\nGuests pay on Sunday.", "12 crowns"),
        ("Bring a warm coat.\n\nGuests pay on Sunday.", "Bring a warm coat"),
    ],
)
def test_what_tells_something_is_no_heading(text, told):
    assert told in best("Which coat?", text)


def test_a_line_that_begins_with_a_figure_is_no_heading(written):
    text = (
        "42 residents signed the petition\nThe petition was handed to the council on Friday.\n\n"
        "12 people were killed in the fire\nThe fire broke out at night.\n"
    )
    library = written({"news.txt": text})
    assert library.ask("How many residents signed the petition?").words.text == "42"
    assert library.ask("How many people were killed in the fire?").words.text == "12"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("The bank burst.\n\nWhat came then", "The bank burst."),
        ("The flood\n\nThe bank burst", "The bank burst."),
        ("A coat\n\nA lamp", "A coat\n\nA lamp"),
    ],
)
def test_what_is_told_runs_over_no_heading(found, told):
    text = "The flood\n\nThe bank burst.\n\nWhat came then\n\nA coat\n\nA lamp\n\n12 beds\n"
    parsed = parse(text)
    reading = Reading(parsed.document, parsed.sentences, parsed.entities)
    candidate = Candidate(Passage("p", "d", 0, len(text), text), 1.0, 1.0, 1.0)
    at = text.index(found)
    fact = read_out(candidate, Span(at, at + len(found)), "words", reading)
    assert text[slice(*fact.sentence)] == told
    assert fact.sentence.holds(fact.words)


def test_a_number_is_part_of_its_heading():
    text = "6. Resetting the kiln\n\nTo restart the kiln, press the ring.\n"
    parsed = parse(text)
    reading = Reading(parsed.document, parsed.sentences, parsed.entities)
    candidate = Candidate(Passage("p", "d", 0, len(text), text), 1.0, 1.0, 1.0)
    words = Span(text.index("Resetting"), text.index(", press"))
    fact = read_out(candidate, words, "words", reading)
    assert text[slice(*fact.sentence)] == "To restart the kiln, press the ring."


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many health posts had closed?", "34"),
        ("How many health posts did she reach?", "51"),
    ],
)
def test_of_a_part_and_the_whole_it_is_the_one_asked_for(question, words):
    text = "She reported that 34 of the 51 health posts that she was able to reach had closed."
    parsed = parse(text)
    reading = Reading(parsed.document, parsed.sentences, parsed.entities)
    candidate = Candidate(Passage("p", "d", 0, len(text), text), 1.0, 1.0, 1.0)
    at = text.index("51")
    fact = read_out(candidate, Span(at, at + 2), "number", reading, stems(question))
    assert text[slice(*fact.words)] == words


def test_the_part_of_a_whole_is_looked_for_right_before_it():
    text = "1," * 100_000 + " and 34 of the 51 posts had closed."
    reading = Reading(Document("d", "", text), [Span(0, len(text))], [])
    candidate = Candidate(Passage("p", "d", 0, len(text), text), 1.0, 1.0, 1.0)
    at = text.index("51")
    fact = read_out(candidate, Span(at, at + 2), "number", reading, stems("How many had closed?"))
    assert text[slice(*fact.words)] == "34"


def test_what_a_correction_takes_back_is_no_answer(written):
    text = """The agency says 61,400 children in the north had been vaccinated by June.

Correction: an earlier version of this article said that 64,100 children in the north had been \
vaccinated.
"""
    reply = written({"north.txt": text}, Reader()).ask(
        "How many children in the north had been vaccinated?"
    )
    assert reply.words.text == "61,400"
    assert "64,100" not in reply.text


def test_an_earlier_version_of_anything_else_is_an_answer(written):
    text = "The original version of the song was recorded by Ann Lind in 1965."
    reply = written({"song.txt": text}, Reader()).ask(
        "Who recorded the original version of the song?"
    )
    assert reply.words.text == "Ann Lind"


@pytest.mark.parametrize(
    ("words", "lasts"),
    [
        ("six weeks", True),
        ("until 6 December", True),
        ("1914-18", True),
        ("1870 to 1939", True),
        ("the quarter-final on 6 December", False),
        ("2004", False),
        ("2024-05-03", False),
    ],
)
def test_how_long_is_no_day(words, lasts):
    asked = Query("how long was he out?", "fact", "", wanted="duration")
    assert may_be(asked, words, set()) == lasts
    assert may_be(asked, words, set(), f"from {words} until") is True


def test_how_long_is_no_mere_name():
    asked = Query("How long did Voss work for Kelm?", "fact", "", wanted="duration")
    assert not may_be(asked, "Kelm Secure Services", set())
    assert may_be(asked, "almost a decade", set())
    for lasts in ("his whole life", "her entire career", "generations", "Forever"):
        assert may_be(asked, lasts, set())


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("how long does the owl live?", False),
        ("how long will the lamp last?", False),
        ("how long is the owl?", True),
        ("how long did its tail grow?", True),
    ],
)
def test_how_long_a_thing_lasts_is_no_length(question, may):
    asked = Query(question, "fact", "", wanted="duration")
    assert may_be(asked, "34 to 39 centimetres", set()) is may
    assert may_be(asked, "17 years", set())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much is parking at the station?", "£6"),
        ("How much is it for 220 spaces?", "220"),
        ("How much is left of the car park?", "220"),
        ("How much does it hold?", "220"),
    ],
)
def test_how_much_a_thing_is_is_its_price_and_not_what_is_counted_beside_it(question, words):
    text = "There is a car park. It has 220 spaces and costs £6 a day."
    at = text.index("220")
    found = priced(text, Span(at, at + 3), question)
    assert text[slice(*found)] == words


def test_of_two_sums_neither_is_the_price():
    text = "It has 220 spaces and costs £6 a day or £30 a week."
    at = text.index("220")
    assert priced(text, Span(at, at + 3), "How much is parking?") == Span(at, at + 3)


def test_what_date_is_not_so_long_ago():
    asked = Query("On what date was she confirmed?", "fact", "", wanted="time")
    assert not may_be(asked, "two weeks ago", set())
    assert may_be(asked, "2 March, two weeks ago", set())
    assert may_be(asked, "2 March", set())
    assert may_be(replace(asked, text="When was she confirmed?"), "two weeks ago", set())


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("bank holiday Mondays", False),
        ("Wednesday", False),
        ("every Sunday from noon", True),
        ("Sun. 12:00", True),
        ("Friday to Sunday", True),
        ("12:00–17:00", True),
    ],
)
def test_when_on_sundays_is_no_other_day_of_the_week(words, may):
    asked = Query("When is it open on Sundays?", "fact", "", wanted="time")
    assert may_be(asked, words, set()) is may
    assert may_be(replace(asked, text="Which day was Sunday's meeting moved to?"), "Friday", set())


def test_when_in_a_year_is_no_day_of_another():
    asked = Query("When were the bids opened in 2025?", "fact", "", wanted="time")
    assert not may_be(asked, "27 February 2026", set())
    assert may_be(asked, "27 February 2025", set())
    assert may_be(asked, "on 27 February", set())
    whole = replace(asked, text="When was the report of 2025 published?")
    assert may_be(whole, "27 February 2026", set())


def test_in_what_capacity_somebody_did_a_thing_is_nobody():
    asked = Query("Who was nominated to the court?", "fact", "", wanted="person")
    assert not may_be(asked, "senator and mayor", set(), "nominated as senator and mayor, he")
    assert may_be(asked, "senator Ann Lind", set(), "nominated senator Ann Lind as")


TOWER = """The tower of Harlow

The tower was built in 1871. From April to October it is open daily from nine to six. From \
November to March it is open from Thursday to Sunday, ten to four.
"""


def test_when_in_a_season_is_not_told_by_a_sentence_of_another(written):
    tower = written({"tower.txt": TOWER}, Reader())
    assert "November to March" in tower.ask("When is the tower open in winter?").text
    assert "November" not in tower.ask("When is the tower open in summer?").text


@pytest.mark.parametrize(
    ("told", "another"),
    [
        ("In 1898 she married Joachim Reuter.", True),
        ("Joachim Reuter was born in 1861.", False),
        ("Joachim Reuter (1861 – 1918) was a botanist.", False),
        ("His birthday was 4 May 1861.", False),
    ],
)
def test_when_somebody_was_born_is_told_of_a_birth(told, another):
    assert is_of_other_event("When was Joachim Reuter born?", told) is another
    assert not is_of_other_event("When was Joachim Reuter married?", told)


@pytest.mark.parametrize(
    ("question", "told", "another"),
    [
        ("When does the levy end?", "I impose a levy, effective 24 February.", True),
        ("When does the levy end?", "The levy, effective 24 February, ends on 3 May.", False),
        ("When did the strike end?", "They were back at work on 3 May.", False),
        ("When does the sale start?", "The sale is on until 3 May.", True),
        ("When does the sale start?", "The sale runs from 1 to 3 May.", False),
        ("When was the levy raised?", "The levy is effective from 24 February.", False),
    ],
)
def test_when_a_thing_ends_is_not_told_by_how_it_began(question, told, another):
    assert is_of_other_event(question, told) is another


def test_why_is_no_day():
    query = Query("Why is it being shut?", "fact", "", wanted="reason")
    assert not may_be(query, "Friday 19 July", set())
    assert may_be(query, "falling numbers", set())
    assert may_be(query, "because of the flood of 4 May 2020", set())


@pytest.mark.parametrize(
    ("found", "age"),
    [("Echo", "88"), ("Ann Lind, who has died", "88"), ("88", "88"), ("Tom Obi", "88")],
)
def test_how_old_is_the_age_of_the_sentence_with_the_name(found, age):
    text = "The Echo\n\nAnn Lind, who has died aged 88, built it. Tom Obi, 51, did not."
    at = text.index(found)
    span = aged(text, Span(at, at + len(found)), {"ann", "lind", stem("died")})
    assert text[slice(*span)] == age
    query = Query("How old was she?", "fact", "", wanted="age")
    assert not may_be(query, "Ann Lind", set())
    assert not may_be(query, "4 May 2020", set())
    assert may_be(query, "88 when she died on 4 May 2020", set())


def test_of_rows_of_a_list_the_one_with_words_of_the_question_answers():
    text = "- Ann Lind, historian\n\n- Tom Obi, painter and brewer"
    parsed = parse(text)
    candidate = Candidate(Passage("d:0", "d", 0, len(text), text), 1.0, 0.5, 1.0)
    reading = Reading(parsed.document, parsed.sentences)
    at = Span(text.index("historian"), len(text))
    fact = read_out(candidate, at, "words", reading, frozenset({"tom", "obi"}))
    assert text[slice(*fact.words)] == "- Tom Obi, painter and brewer"


@pytest.mark.parametrize(
    ("words", "may"),
    [("£1.5 million", True), ("twenty-four", True), ("no more than a few", True), ("CWSA", False)],
)
def test_how_much_is_no_name(words, may):
    query = Query("How much has Halden set aside?", "fact", "", wanted="money")
    assert may_be(query, words, set()) == may


@pytest.mark.parametrize(
    ("question", "name", "may"),
    [
        ("Who criticised Trump?", "Donald Trump", False),
        ("Who criticised Trump?", "Donald Trump Jr. and Mike Pence", True),
        ("Who is Trump's lawyer?", "Ivana Trump", True),
        ("Who built the Murray Schoolhouse?", "Michael Murray", True),
        ("Who was the last Kolb to live there?", "Harold Kolb", True),
    ],
)
def test_who_did_it_is_nobody_whom_the_question_names(question, name, may):
    query = Query(question, "fact", "", wanted="person")
    assert may_be(query, name, {stem(word) for word in terms(question)}) == may


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ("I signed the warrant on Monday.", True),
        ("It was late, and I have signed the warrant.", True),
        ("King Charles I signed the warrant.", False),
    ],
)
def test_i_did_it_is_nobody_called_the_first(told, own):
    assert is_own_deed("Who signed the warrant?", told) == own


OBITUARY = """Obituaries

Agnes Holt, who drained the marsh, dies at 88

The Corvane Courier, 21 March 2025

Agnes Holt died on March 12. She would have been 89 on 21 March 2025, her son said."""


@pytest.mark.parametrize(
    ("question", "before", "its_own"),
    [
        ("When did Agnes Holt die?", "Courier, ", True),
        ("When was it published?", "Courier, ", False),
        ("When would she have been 89?", "89 on ", False),
    ],
)
def test_the_day_that_a_document_prints_is_not_when_something_happened(question, before, its_own):
    document = Document("d", "Agnes Holt", OBITUARY, published=date(2025, 3, 21))
    start = OBITUARY.index(before + "21 March") + len(before)
    assert is_own_day(question, document, Span(start, start + 13)) is its_own


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Minutes of the board\n\n12 May 2025\n\nThe board met.", "When did the board meet?"),
        ("Invitation to the concert\n\n12 May 2025\n\nCake.", "When is the concert?"),
        (
            "Lights\n\nNew lighthouse lit: 12 May 2025\n\nIt is tall.",
            "When was the lighthouse lit?",
        ),
    ],
)
def test_the_day_of_what_is_about_that_day_answers(text, question):
    document = Document("d", "", text, published=date(2025, 5, 12))
    start = text.index("12 May")
    assert not is_own_day(question, document, Span(start, start + 11))


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("March 12", True),
        ("in her nineties", True),
        ("last spring", True),
        ("daughter", False),
        ("given her party 250,000 crowns", False),
        ("£40", False),
        ("at forty", True),
        ("in childbirth", True),
        ("shortly before the wedding", True),
        ("Dogs are welcome in the cabins on a short lead", False),
        ("1,200 years ago", True),
        ("10,000 BC", True),
    ],
)
def test_when_is_some_time_and_no_mere_thing(words, may):
    query = Query("When did Agnes Holt die?", "fact", "Agnes Holt die", wanted="time")
    assert may_be(query, words, set()) is may


def test_how_a_thing_reacted_is_told_and_not_said(written):
    text = "Norvik recalled 38,000 heaters in May. After the recall the share price fell by 34%."
    library = written({"news.txt": text}, Reader())
    assert library.ask("How did the share price react to the recall?").words.text == "34%"
    assert library.ask("How did the mayor react?").refusal.reason == "unknown_speaker"


def test_a_dateline_answers_where_and_when_alone():
    text = "HARLOW, 3 May 2024 — The yard lost two customers."
    place = Span(0, len("HARLOW"))
    assert is_of_dateline("words", text, place)
    assert is_of_dateline("person", f"News\n\n{text}", Span(6, 12))
    assert not is_of_dateline("place", text, place)
    assert not is_of_dateline("words", "HMRC – collects the duty", Span(0, len("HMRC")))
    assert not is_of_dateline("words", text, Span(text.index("two"), len(text)))


def test_which_number_is_a_figure():
    assert wanted("Which ticket number did Voss open?") == "number"
    assert wanted("Which number did she like?") == "words"


def test_a_rate_is_a_percentage():
    assert wanted("What was the unemployment rate in Kelm?") == "percent"
    assert wanted("What is the first-rate harbour called?") == "words"


@pytest.mark.parametrize(
    ("question", "words", "around", "may"),
    [
        ("how many did they buy?", "86 million", "pumps for 86 million crowns.", False),
        ("how many did they buy?", "1,200", "bought 1,200 pumps for 86", True),
        ("how many pumps were sold?", "40", "sold for £40 a piece", False),
        ("how many crowns did they pay?", "86 million", "pumps for 86 million crowns.", True),
        ("how much did they pay?", "86 million", "pumps for 86 million crowns.", True),
    ],
)
def test_how_many_is_no_sum_of_money(question, words, around, may):
    query = Query(question, "fact", "", wanted="number")
    assert may_be(query, words, set(), around) is may


CHECK = """Fact check: what was said of the mayor

Claim: A picture that was shared 40,000 times shows Mayor Ann Holt in chains.
Who said it: Users of social media.
Verdict: FALSE

The picture was taken in 2017 on the set of a series.
"""


def test_a_claim_that_is_checked_is_not_what_the_document_says(written):
    reply = written({"check.txt": CHECK}, Reader()).ask("is the picture of Holt in chains real?")
    assert "Claim:" not in reply.text


def test_a_claim_that_nothing_checks_is_said():
    sentence = "Claim: water came through the roof of the shed."
    assert not is_disowned(sentence, f"{sentence}\n\nPolicy: 4711")
    assert is_disowned(sentence, f"{sentence}\n\nVerdict: false")


def test_whether_a_long_empty_text_checks_a_claim_is_told_at_once():
    started = time.monotonic()
    assert not is_disowned("Claim: it leaked.", "Claim: it leaked." + "\n" * 20_000)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("words", "wanted", "its_own"),
    [
        ("Last updated: 14 March 2024", "words", True),
        ("Last updated: 14 March 2024", "number", True),
        ("14 March 2024", "time", True),
        ("Ana Ruiz", "person", False),
        ("Applications close on 31 May 2024", "words", False),
    ],
)
def test_the_line_with_a_documents_own_day_answers_nothing_else(words, wanted, its_own):
    text = "By Ana Ruiz\n\nLast updated: 14 March 2024\n\nApplications close on 31 May 2024."
    document = Document("d", "A grant", text, published=date(2024, 3, 14))
    at = text.index(words)
    place = Span(at, at + len(words))
    assert is_own_day("What documents do I need?", document, place, wanted) == its_own


@pytest.mark.parametrize(
    ("time", "anothers"),
    [("12.35", True), ("13.40", False), ("\n12.35", True), ("noon", False), ("19.30", False)],
)
def test_the_time_at_the_head_of_a_line_is_of_what_that_line_tells(time, anothers):
    text = (
        "13.40 BREAKING: Holt has resigned.\n\n12.35 A spokesman praised her.\n\nIt was noon.\n"
        "19.30 Doors open\n"
    )
    start = text.index(time)
    where = Span(start, start + len(time))
    assert is_anothers_time("when did Holt resign?", text, where) is anothers


@pytest.mark.parametrize("words", ["1.56", "v2.0", "12"])
def test_a_version_is_no_year(words):
    asked = Query("What year was the second edition released?", "fact", "", wanted="time")
    assert not may_be(asked, words, set())
    assert may_be(asked, "1956", set())
    assert may_be(asked, "AD 14", set())


MANUAL = """# The cord manual

The default width of a cord is `w32`.

A cord is a thin line of hemp. A rope is a thick line of several cords.

The option `fold_twice` folds a cord two times.
"""


@pytest.fixture(scope="module")
def manual(written):
    return written({"manual.md": MANUAL}, Reader())


def test_words_that_are_no_words_of_the_language_keep_their_letters(manual):
    assert manual.ask("What is the default width of a cord?").text.startswith("w32.")


@pytest.mark.parametrize(
    "question",
    ["What's the difference between Cord and Rope?", "Cord vs. Rope", "Compare Cord with Rope"],
)
def test_the_difference_between_two_things_is_no_matter_of_speakers(manual, question):
    assert manual.ask(question).intent == "fact"
