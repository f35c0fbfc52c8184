"""Passages hold every sentence once, in the document's own words and at its offsets."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents import Document, Place
from index.passages import split
from tests.index.parsed import parse, parser

SENTENCE = "The river burst its banks early on Thursday and cut the only railway to the north."


def held(text: str) -> str:
    """The passages' words, one after the other."""
    return "".join(re.findall(r"\w+", " ".join(p.text for p in split(parse(text)))))


def test_a_paragraph_of_middling_length_is_one_passage():
    text = " ".join([SENTENCE] * 4)
    (passage,) = split(parse(text))
    assert (passage.start, passage.end, passage.text) == (0, len(text), text)


def test_a_passage_knows_the_pages_it_stands_on():
    text = " ".join([SENTENCE] * 24)
    places = (Place(0, 1200, "page", "1"), Place(1200, len(text), "page", "2"))
    passages = split(parser().parse(Document("d", "A title", text, places=places)))
    assert [p.place for p in passages] == ["page 1", "pages 1–2", "page 2"]


def test_a_heading_is_read_together_with_what_follows():
    text = f"The flood\n\n{SENTENCE}"
    (passage,) = split(parse(text))
    assert passage.text == text


def test_a_long_paragraph_is_cut_between_sentences_into_parts_of_about_equal_length():
    text = " ".join([SENTENCE] * 24)
    passages = split(parse(text))
    assert len(passages) == 3
    assert all(p.text.startswith("The river") and p.text.endswith("north.") for p in passages)
    lengths = [len(p.text) for p in passages]
    assert max(lengths) <= 900
    assert max(lengths) < 1.3 * min(lengths)


def test_a_sentence_longer_than_a_passage_is_cut_between_words():
    text = "and " * 600 + "so on"
    passages = split(parse(text))
    assert all(len(p.text) <= 900 for p in passages)
    assert " ".join(p.text for p in passages).split() == text.split()


def test_a_word_longer_than_a_passage_is_cut_all_the_same():
    text = "a" * 2500
    assert "".join(p.text for p in split(parse(text))) == text


def test_ids_name_the_document_and_the_place():
    passages = split(parse("\n\n".join([" ".join([SENTENCE] * 4)] * 3)))
    assert [p.id for p in passages] == ["d-p0", "d-p1", "d-p2"]
    assert {p.document_id for p in passages} == {"d"}


def test_no_passage_runs_from_one_turn_into_the_next():
    turn = f"MS. OBI: {SENTENCE}\n\nQ When?\n\nMR. HOLT: In May.\n\n{SENTENCE}\n\n"
    text = f"The bridge\n\nHarlow\n\n{turn}MS. OBI: Yes.\n\nEND 3:04 P.M."
    assert [p.text for p in split(parse(text))] == [
        "The bridge\n\nHarlow",
        f"MS. OBI: {SENTENCE}",
        "Q When?",
        f"MR. HOLT: In May.\n\n{SENTENCE}",
        "MS. OBI: Yes.",
        "END 3:04 P.M.",
    ]


def test_a_long_turn_is_cut_and_each_passage_tells_who_speaks():
    text = f"MS. OBI (by video): {' '.join([SENTENCE] * 15)}\nQ: When?\nMS. OBI: In May."
    first, second, question, answer = split(parse(text))
    assert first.text.startswith("MS. OBI (by video): The river")
    assert second.text.startswith("The river")
    assert [p.label for p in (first, second, question, answer)] == [None, "MS. OBI", None, None]
    assert (question.text, answer.text) == ("Q: When?", "MS. OBI: In May.")


def test_paragraphs_of_a_turn_are_read_together_as_far_as_there_is_room():
    paragraph = " ".join([SENTENCE] * 4)  # of a middling length
    told = "\n".join([paragraph] * 5)
    spoken = split(parse(f"Q When?\nMS. OBI: {told}\nQ Why?\nMS. OBI: {told}"))
    assert len(spoken) < 10 <= len(split(parse(f"{told}\n{told}")))
    assert {p.label for p in spoken} == {None, "MS. OBI"}


def test_a_line_of_a_chat_is_a_passage_with_whose_it_is():
    lines = [
        "[14:07] ann.lind: who looked at the glaze?",
        "[14:11] bo.holm: Petra from the lab and Jonas",
        "[14:12] pager: ALERT kiln 40%",
        "[14:13] ann.lind: thanks",
    ]
    text = "# What happened\n\nNobody typed it.\n\n" + "\n".join(lines) + "\n"
    assert [p.text for p in split(parse(text))][-4:] == lines


def test_no_words_no_passages():
    assert split(parse(" \n\n\t ")) == ()


PIECES = [
    SENTENCE, "CAPITALS WITHOUT AN END ", "“", '"', "no end", "\n", "\n\n", "\r\n", "\t",
    "\u200b", "\u202eright to left\u202c", "שלום עולם.", "😀👩‍👩‍👧", "Was it? It was! ",
    "MS. OBI: ", "Q When? ", "\nMR. HOLT: Yes. ",
    "word " * 250, "x" * 1200, "\u2028", "\x0c", "Das ist ein Satz.", "1. 2. 3.", "é́",
]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_offsets_hold_and_every_sentence_is_held_once(text):
    parsed = parse(text)
    passages = split(parsed)
    at = 0
    for passage in passages:
        assert at <= passage.start < passage.end <= len(text)
        assert text[passage.start : passage.end] == passage.text
        assert len(passage.text) <= 900
        at = passage.end
    for sentence in parsed.sentences:
        if sentence.end - sentence.start <= 900:
            holding = [p for p in passages if p.start <= sentence.start and sentence.end <= p.end]
            assert len(holding) == 1
    assert held(text) == "".join(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    "text",
    [
        "KIRBY: They are targets.\nQ Are they?\nKIRBY: They are.\nQ Thank you.",
        "Lind: The dam held.\nHolt: It did not.\nLind: It did.\nHolt: And then it broke.",
        "Background: It rained.\nNext steps: The dam is mended.",
    ],
    ids=["in capitals", "by surnames", "not a transcript"],
)
def test_an_outline_is_cut_where_the_whole_parse_is(text):
    document = Document("d", "A title", text)
    assert split(parser().outline(document)) == split(parser().parse(document))
