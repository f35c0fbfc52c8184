"""Sentences → the shortest exact words that answer."""

import pytest

from index.documents import Passage, Span
from index.store import Reading
from qa.candidates import Candidate
from qa.facts import facts, read_out
from qa.terms import Weights
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
        ("one", "number", "one", True),
    ],
)
def test_words_that_say_nothing_by_themselves_answer_by_their_sentence(found, wanted, words, exact):
    text = "Her brother did. He signed it for one crown."
    parsed = parse(text)
    at = text.index(found)
    candidate = Candidate(Passage("d:0", "d", 0, len(text), text), 1.0, 0.5, 1.0)
    reading = Reading(parsed.document, parsed.sentences)
    fact = read_out(candidate, Span(at, at + len(found)), wanted, reading)
    assert (text[slice(*fact.words)], fact.exact) == (words, exact)
