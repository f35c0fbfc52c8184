"""The terms that a document defines, and a lawsuit's parties, lead to whom they stand for."""

import pytest

from tests.index.parsed import said

ANSWER = (
    'Defendant Halden Foods Corp. ("Halden" or the "Company"), by its attorneys, Lunt Moe LLP, '
    "answers as follows:\n\n"
    "1. Halden admits that it ran the mill. It denies that it closed the mill.\n\n"
    "2. The Company states that nobody was dismissed.\n\n"
)


def test_a_defined_term_is_whom_it_is_defined_for_and_so_is_it():
    assert said(ANSWER) == [
        ("Halden Foods Corp.", "admits", "that it ran the mill"),
        ("Halden Foods Corp.", "denies", "that it closed the mill"),
        ("Halden Foods Corp.", "states", "that nobody was dismissed"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "GRACE OBI, Plaintiff, v. HALDEN FOODS CORP., Defendant.",
        "GRACE OBI,\nPlaintiff-Appellee,\n\nv.\n\nHALDEN FOODS CORP.,\nDefendant-Appellant.",
        "Plaintiff Grace Obi, by her attorneys, alleges as follows:",
    ],
)
@pytest.mark.parametrize("party", ["Plaintiff", "The Plaintiff"])
def test_a_partys_name_is_told_at_the_head(head, party):
    text = f"{head}\n\n1. {party} alleges that the mill was unsafe."
    assert ("Grace Obi", "alleges", "that the mill was unsafe") in said(text)


def test_a_term_of_two_is_nobodys():
    head = "Plaintiff Grace Obi and Plaintiff Daniel Holt live in Harlow.\n\n"
    text = f"{head}1. Plaintiff alleges that the mill was unsafe."
    assert (None, "alleges", "that the mill was unsafe") in said(text)


def test_a_firm_goes_by_the_first_word_of_its_name():
    text = "Halden Grain Foods Corp. ran the mill. Obi sued. Halden says that she was late."
    assert said(text) == [("Halden Grain Foods Corp.", "says", "that she was late")]
    two = f"Halden Rail Works Ltd. laid the tracks. {text}"
    assert said(two) == [("Halden", "says", "that she was late")]


@pytest.mark.parametrize("name", ["Halden Grain Foods Corp.", "Halden Inc.", "Halden Bank"])
def test_the_first_word_of_two_bodies_is_neither_of_them(name):
    firm = f"{name} said that it was sold."
    short = "Halden said that its students were safe."
    text = f"{firm} {short} Halden University is open."
    assert ("Halden", "said", "that its students were safe") in said(text)
    text = f"{firm} Halden University is open. {short}"
    assert ("Halden", "said", "that its students were safe") in said(text)


def test_a_party_is_no_part_of_a_firms_name():
    text = (
        'Ana Ruiz says that Defendant Gold Harbor Bank, N.A. ("Gold Harbor") overcharged her.\n\n'
        "Gold Harbor denies that it was slow. Defendant contends that it was not asked."
    )
    assert [who for who, _, _ in said(text)] == ["Ana Ruiz", *["Gold Harbor Bank"] * 2]


@pytest.mark.parametrize(
    "text",
    [
        'Ada Lunt, a professor at Harlow State University ("HSU"), left. HSU said it was late.',
        'Tom Voss, a member of the board (the "Board"), left. The Board said that it was late.',
        'Tom Voss, a board member (the "Board"), left. The Board said that it was late.',
    ],
)
def test_a_term_for_what_somebody_belongs_to_is_not_that_one(text):
    assert not {who for who, _, _ in said(text)} & {"Ada Lunt", "Tom Voss"}


def test_a_body_is_told_what_it_is_before_its_term():
    text = 'Halden Foods Corp., a Harlow corporation ("Hal"), left. Hal said that it was late.'
    assert [who for who, _, _ in said(text)] == ["Halden Foods Corp."]
