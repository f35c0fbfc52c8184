"""A heading and a line of a program tell nothing: what stands behind a heading does."""

import pytest

from index.documents import Passage, Span
from index.store import Reading
from qa.candidates import Candidate
from qa.facts import facts, read_out
from qa.fitting import is_program
from qa.terms import Weights
from tests.index.parsed import parse


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
