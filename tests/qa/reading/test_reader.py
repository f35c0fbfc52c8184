"""The reader: the words that answer, verbatim, and passages that answer above those that don't."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.reading import reader as reading
from qa.reading.reader import Reader, best_span

pytestmark = pytest.mark.e2e  # the real model

PASSAGE = (
    "The lighthouse at Skerry Point was built in 1871 by the engineer Ada Holm. It stands 42 metres"
    " above the water and has burnt without a pause since the harbour was closed to sailing ships."
)
OTHERS = [
    "The parish council met on Tuesday to discuss the drains of Mill Lane.",
    "Skerry Point has a tearoom, which opens at noon.",
]


@pytest.fixture(scope="module")
def reader():
    return Reader()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When was the lighthouse at Skerry Point built?", "1871"),
        ("Who built the lighthouse at Skerry Point?", "Ada Holm"),
        ("How high does the lighthouse stand above the water?", "42 metres"),
    ],
)
def test_the_shortest_words_that_answer(reader, question, words):
    (read,) = reader.read(question, [PASSAGE])
    assert words in PASSAGE[slice(*read.words)]
    assert len(PASSAGE[slice(*read.words)]) <= len(words) + 14


def test_what_holds_no_answer_is_looked_for_once_in_a_text_of_many_parts(reader, monkeypatch):
    looked: list[str] = []
    find = reading.questions
    monkeypatch.setattr(reading, "questions", lambda text: looked.append(text) or find(text))
    reader.read("Who built it?", [PASSAGE * 16])
    assert len(looked) == 1


def test_a_dateline_is_no_answer_to_when(reader):
    told = "EASTMERE, 4 March 2026 — The port of Eastmere will raise its tolls from July."
    for text in (told, f"Tolls to rise\n\n{told}"):
        (read,) = reader.read("When will the tolls rise?", [text])
        assert "July" in text[slice(*read.words)]
        assert "March" not in text[slice(*read.words)]


def test_the_day_of_a_dateline_is_that_of_what_is_told_to_be_today(reader):
    text = "ARLE, 12 March 2025 – The firm today announced that the board had approved the pump."
    (read,) = reader.read("When was the pump approved?", [text])
    assert text[slice(*read.words)] == "12 March 2025"


def test_no_question_and_no_mere_yes_or_no_is_an_answer(reader):
    told = "No. The mirror cracked in March, and the new one takes fourteen months."
    asked = "Will the telescope be finished this year?"
    (read,) = reader.read("When will the telescope be finished?", [told], [asked])
    assert told[slice(*read.words)] not in ("No", "No.")
    (read,) = reader.read("When will the telescope be finished?", [f"{asked} {told}"])
    assert "this year" not in f"{asked} {told}"[slice(*read.words)]


@pytest.mark.parametrize(
    ("question", "barred"), [("Who won?", True), ("Who interviewed her?", False)]
)
def test_who_wrote_it_is_nobody_who_did_what_is_told(reader, question, barred):
    text = "Interview by Dan Pell, 4 November 2025\n\nShe is glad."
    (read,) = reader.read(question, [text])
    assert ("Pell" not in text[slice(*read.words)]) == barred


def test_what_was_told_already_is_no_answer_again(reader):
    text = "The captain, Al Grady, was sent off at noon. Bo Hendry was sent off later."
    (read,) = reader.read("Who else was sent off?", [text], told=["Al Grady"])
    assert text[slice(*read.words)] == "Bo Hendry"


def test_a_number_that_begins_with_no_is_no_no(reader):
    text = "The mayor issued Order No. 269 on the harbour."
    (read,) = reader.read("Which order did the mayor issue?", [text])
    assert "No. 269" in text[slice(*read.words)]


def test_by_whom_a_thing_was_made_is_no_byline(reader):
    text = "Designed by Ada Renwick in 1962. By Monday Mayor Holt had signed the contract."
    (read,) = reader.read("Who designed the bridge?", [text])
    assert text[slice(*read.words)] == "Ada Renwick"


def test_a_passage_is_read_with_what_it_answers_and_its_words_are_its_own(reader):
    told = "Fabricius: Only Schubert. The hall wanted Liszt, and I said no."
    alone, behind = (
        reader.read("What will be played tonight?", [told], [asked])[0]
        for asked in ("", "What will you play tonight?")
    )
    assert told[slice(*behind.words)] in ("Only Schubert", "Schubert")
    assert behind.answers > alone.answers


def test_the_passage_that_answers_is_worth_most_wherever_it_stands(reader):
    question = "When was the lighthouse at Skerry Point built?"
    for at in range(3):
        passages = [*OTHERS[:at], PASSAGE, *OTHERS[at:]]
        reads = reader.read(question, passages)
        assert max(range(3), key=lambda n: reads[n].worth) == at
        assert max(range(3), key=lambda n: reads[n].answers) == at


def test_what_is_not_told_is_less_likely_an_answer_than_what_is(reader):
    told, untold = (
        reader.read(question, [PASSAGE])[0].answers
        for question in (
            "When was the lighthouse at Skerry Point built?",
            "When was the lighthouse at Skerry Point painted?",
        )
    )
    assert told > untold


def test_a_long_passage_is_read_to_its_end(reader):
    long = " ".join(["The parish council met to discuss the drains of Mill Lane."] * 60)
    (read,) = reader.read("Who built the lighthouse?", [f"{long} {PASSAGE}"])
    start, end = read.words
    assert f"{long} {PASSAGE}"[start:end] in PASSAGE


def test_nothing_to_read_is_no_error(reader):
    assert reader.read("Who?", []) == []
    (read,) = reader.read("Who?", [""])
    assert read.words is None


@settings(max_examples=15)
@given(question=st.text(max_size=80), passage=st.text(max_size=300))
def test_whatever_is_asked_the_words_are_the_passages_own(reader, question, passage):
    (read,) = reader.read(question, [passage])
    if read.words is not None:
        assert 0 <= read.words.start < read.words.end <= len(passage)


def test_the_best_span_is_the_best_of_all_spans():
    chance = np.random.default_rng(7)
    bounds = chance.normal(size=(12, 2)).astype(np.float32)
    inside = np.array([False] * 4 + [True] * 8)
    spans = [(a, b) for a in range(4, 12) for b in range(a, 12)]
    best = max(spans, key=lambda s: bounds[s[0], 0] + bounds[s[1], 1])
    found, sure = best_span(bounds, inside)
    assert found == best
    assert sure < 0


def test_where_nothing_lies_inside_there_is_no_span():
    assert best_span(np.zeros((3, 2), dtype=np.float32), np.zeros(3, dtype=bool))[1] == 0.0


def test_no_span_reaches_across_what_holds_no_answer():
    bounds = np.zeros((4, 2), dtype=np.float32)
    bounds[0, 0] = bounds[3, 1] = 5.0
    assert best_span(bounds, np.ones(4, dtype=bool))[0] == (0, 3)
    assert best_span(bounds, np.array([True, False, True, True]))[0] in {(0, 0), (2, 3), (3, 3)}
