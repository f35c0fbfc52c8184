"""Sentences → the shortest exact words that answer."""

import pytest

from index.documents import Document, Passage, Span
from index.store import Reading
from qa.candidates import Candidate
from qa.facts import facts, read_out
from qa.reading.reader import Reader
from qa.terms import Weights, stems
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


def test_of_rows_of_a_list_the_one_with_words_of_the_question_answers():
    text = "- Ann Lind, historian\n\n- Tom Obi, painter and brewer"
    parsed = parse(text)
    candidate = Candidate(Passage("d:0", "d", 0, len(text), text), 1.0, 0.5, 1.0)
    reading = Reading(parsed.document, parsed.sentences)
    at = Span(text.index("historian"), len(text))
    fact = read_out(candidate, at, "words", reading, frozenset({"tom", "obi"}))
    assert text[slice(*fact.words)] == "- Tom Obi, painter and brewer"


def test_how_a_thing_reacted_is_told_and_not_said(written):
    text = "Norvik recalled 38,000 heaters in May. After the recall the share price fell by 34%."
    library = written({"news.txt": text}, Reader())
    assert library.ask("How did the share price react to the recall?").words.text == "34%"
    assert library.ask("How did the mayor react?").refusal.reason == "unknown_speaker"


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
