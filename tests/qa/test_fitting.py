"""Whether words can be the number, price, age, reason or person that is asked for."""

import pytest

from index.documents import Span
from qa.fitting import aged, is_own_deed, may_be, priced
from qa.question import Query
from qa.terms import stem, terms


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
        ("Who funded the study?", "National Lung Fund", True),
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


def test_who_else_did_it_has_a_name():
    asked = Query("Who else scored in the second half?", "fact", "", wanted="person")
    assert not may_be(asked, "twice in ten minutes", set())
    assert may_be(asked, "Sam Iqbal", set())


def test_in_what_capacity_somebody_did_a_thing_is_nobody():
    asked = Query("Who was nominated to the court?", "fact", "", wanted="person")
    assert not may_be(asked, "senator and mayor", set(), "nominated as senator and mayor, he")
    assert may_be(asked, "senator Ann Lind", set(), "nominated senator Ann Lind as")
