"""What is the same statement, and the same text, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.repetitions import alike, folded
from tests.qa.said import found, said

CLOSED = "that the old bridge would stay closed until the end of the winter"


def places(*statements):
    """How many places each listed statement stands in."""
    return [1 + len(each.repeated_in) for each in folded(found(*statements))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CLOSED, CLOSED),
        (CLOSED, CLOSED.removeprefix("that ")),
        (CLOSED, CLOSED.upper()),
        ("“The work is done,” … “and paid for,”", "“The work is done” … “and paid for.”"),
        (CLOSED, f"{CLOSED} at least"),
        (CLOSED.removeprefix("that "), f"for now {CLOSED.removeprefix('that ')}"),
    ],
)
def test_the_same_words_of_one_speaker_are_one_statement(one, other):
    first, second = said("Holt", one, document="a"), said("Holt", other, document="b")
    (listed,) = folded(found(first, second))
    assert listed.statement == first
    assert listed.repeated_in == (second,)


@pytest.mark.parametrize(
    "other",
    [
        said("Becker", CLOSED),
        said("Holt", CLOSED, cue="denied"),
        said("Holt", "that the old bridge would not stay closed until the end of the winter"),
        said("Holt", CLOSED.replace("old", "new")),
        said("Holt", f"{CLOSED} unless it freezes"),
        said("Holt", f"{CLOSED} of 2026"),
        said("Holt", f"{CLOSED} and that the ferry would be free for everybody"),
        said("", CLOSED),
    ],
    ids=lambda each: f"{each.source_text} {each.cue} {each.text}",
)
def test_anything_else_is_another(other):
    assert places(said("Holt", CLOSED), other) == [1, 1]


def test_a_word_or_two_said_twice_are_two_answers():
    assert places(said("Holt", "“Yes,”"), said("Holt", "“Yes,”")) == [1, 1]
    turn = "Thank you all very much."
    assert places(said("Holt", turn, kind="turn"), said("Holt", turn, kind="turn")) == [1, 1]


def test_a_source_without_a_name_is_the_same_where_the_whole_sentence_is():
    assert places(said("", CLOSED), said("", CLOSED, document="b")) == [2]
    assert places(said("", CLOSED), said("", CLOSED, cue="told reporters")) == [1, 1]


def test_every_place_is_kept_in_the_order_given():
    many = [said("Holt", CLOSED, document=str(n)) for n in range(5)]
    between = said("Holt", "that the ferry would be free for everybody")
    first, other = folded(found(many[0], between, *many[1:]))
    assert [first.statement, *first.repeated_in] == many
    assert other.statement == between


@given(st.lists(st.sampled_from([CLOSED, f"{CLOSED} at least", "that it rains", "“No,”"])))
def test_none_is_lost(texts):
    statements = [said("Holt", text) for text in texts]
    listed = folded(found(*statements))
    kept = [s.id for each in listed for s in (each.statement, *each.repeated_in)]
    assert sorted(kept) == sorted(s.id for s in statements)


PARAGRAPH = (
    "Photographs of a flooded railway tunnel spread through Brask on Tuesday. The authority sent"
    " 14 pumps to the northern portal, and the trains over the Vessa were led around by Halle."
)


def listed(*texts, most=8):
    return [(row, list(others)) for row, others in alike(texts, str, most)]


@pytest.mark.parametrize(
    "again",
    [
        PARAGRAPH,
        PARAGRAPH.replace("Photographs", "Pictures"),
        PARAGRAPH.upper(),
        f"BRASK - {PARAGRAPH}",
    ],
)
def test_a_paragraph_printed_again_takes_one_place(again):
    between = "The winter ferry runs until Easter, as it does every year."
    assert listed(PARAGRAPH, between, again) == [(PARAGRAPH, [again]), (between, [])]


@pytest.mark.parametrize(
    "other",
    [
        PARAGRAPH.replace("14", "40"),
        PARAGRAPH.replace("were led", "were not led"),
        PARAGRAPH[:60],
        f"{PARAGRAPH} {PARAGRAPH.replace('Brask', 'Halle').replace('pumps', 'boats')}",
    ],
)
def test_another_figure_a_not_or_more_text_is_another_paragraph(other):
    assert listed(PARAGRAPH, other) == [(PARAGRAPH, []), (other, [])]


@pytest.mark.parametrize("denied", ["didn't", "didn’t", "cannot"])
def test_one_that_is_contracted_is_a_not_in_a_long_paragraph_too(denied):
    told = f"{PARAGRAPH} The engineers did find cracks in the old pillars. The road was open."
    told = f"{told} {CLOSED}, and that the ferry would be free for everybody on the days before."
    other = told.replace("did", denied)
    assert listed(told, other) == [(told, []), (other, [])]


def test_the_list_is_filled_up_with_different_texts():
    texts = [PARAGRAPH, f"{PARAGRAPH} ", "a b c d e f", "g h i j k l"]
    assert [row for row, _ in listed(*texts, most=2)] == [PARAGRAPH, "a b c d e f"]
