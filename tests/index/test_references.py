"""References in brackets: which they are, whom they name, and where sentences end beside them."""

import pytest

from index.documents import Span
from index.references import author, bare, references
from tests.index.parsed import parse

REFERENCES = {
    "a book and a page": ("It pays. [Ann Lind, The Quay, p. 12]", ["[Ann Lind, The Quay, p. 12]"]),
    "a page alone": ("It pays (see pp. 4-5).", ["(see pp. 4-5)"]),
    "a year and a page": ("It pays (Lind 1998: 12).", ["(Lind 1998: 12)"]),
    "a year": ("It pays (Lind, 1998).", ["(Lind, 1998)"]),
    "the same again": (
        "It pays. [Op. Cit., p. 3] So be it. [Ibid.]",
        ["[Op. Cit., p. 3]", "[Ibid.]"],
    ),
    "who hands it on": (
        "It pays. [quoted by Bo Holm, The Port]",
        ["[quoted by Bo Holm, The Port]"],
    ),
    "a month is none": ("It paid (May 2015) and failed (July 2015).", []),
    "an aside is none": ("It pays (as Lind knew in May) [or did].", []),
    "an aside with a reference in it": ("(It pays. [The Quay, p. 3])", ["[The Quay, p. 3]"]),
}


@pytest.mark.parametrize(("text", "expected"), REFERENCES.values(), ids=REFERENCES)
def test_a_reference_is_a_bracket_with_a_page_a_year_or_who_quotes(text, expected):
    assert [text[slice(*r)] for r in references(text)] == expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("[Ann Lind, The Quay, p. 12]", "Ann Lind"),
        ("[P-J Lind, What is a Quay?, p. 12]", "P-J Lind"),
        ("[Lind, Op. Cit., p. 12]", "Lind"),
        ("[Ann Lind, quoted by Bo Holm, The Port, p. 7]", "Ann Lind"),
        ("(Lind, 1998, p. 12)", "Lind"),
        ("(Lind 1998: 12)", "Lind"),
        ("[The Quay, p. 12]", None),
        ("[quoted by Bo Holm, The Port, p. 7]", None),
        ("[Op. Cit., p. 12]", None),
    ],
)
def test_the_author_stands_in_front_of_the_work(reference, expected):
    found = author(reference, Span(0, len(reference)))
    assert (reference[slice(*found)] if found else None) == expected


def test_words_are_bare_without_the_references_behind_them():
    text = "“It pays.” [The Quay, p. 3] (Lind 1998: 12)"
    assert text[slice(*bare(text, Span(0, len(text))))] == "“It pays.”"
    assert text[slice(*bare(text, Span(0, 20)))] == "“It pays.”"
    assert bare(text, Span(11, 27)) == Span(11, 27)


def test_a_reference_is_in_no_sentence_in_two_and_joins_none():
    text = (
        "It “pays for all of it.” [Op. Cit., p. 49] Ann Lind left. She called it “theirs” [Holm, "
        "Op. Cit., p. 3] and went. The rest is well known (see p. 12). Nobody stayed."
    )
    assert [text[slice(*s)] for s in parse(text).sentences] == [
        "It “pays for all of it.”",
        "[Op. Cit., p. 49]",
        "Ann Lind left.",
        "She called it “theirs” [Holm, Op. Cit., p. 3] and went.",
        "The rest is well known (see p. 12).",
        "Nobody stayed.",
    ]
