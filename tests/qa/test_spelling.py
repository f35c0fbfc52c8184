"""A slip in a word of a question is the word of the documents that it can be, and nothing else."""

import pytest

from qa.names import Names
from qa.spelling import corrected

DOCUMENTS = {
    "quay.txt": """The harbour master Ann Lind said that the military would inspect the batteries.

Lind said on Monday that the government had accommodated separate committees. Their parliamentary
level rose, as the singer predicted; doctors prescribe a dose of it. The Republican delegation
welcomed it. It holds 1,200 tons since 1994, and 3400 men.
"""
}


@pytest.fixture
def names(written):
    with written(DOCUMENTS).store.snapshot() as snapshot:
        yield Names(snapshot)


@pytest.mark.parametrize(
    ("typed", "meant"),
    {
        "what did Lind say about the miltiary?": "what did Lind say about the military?",
        "who spoke of the Miltiary's plan?": "who spoke of the Military's plan?",
        "who said the goverment paid?": "who said the government paid?",
        "what about the delegaton?": "what about the delegation?",
        "who said the goverrnment paid?": "who said the government paid?",
        "were the battries inspected?": "were the batteries inspected?",
        "seperate comittees": "separate committees",
        "acommodated": "accommodated",
        "what happens above 1200 tons in 1994?": "what happens above 1,200 tons in 1994?",
        "and of 3,400 men?": "and of 3400 men?",
        "what did Lind say about the Repulbican delegatoin?": (
            "what did Lind say about the Republican delegation?"
        ),
    }.items(),
)
def test_a_slip_is_the_word_of_the_documents_that_it_can_be(names, typed, meant):
    assert corrected(typed, names) == meant


@pytest.mark.parametrize(
    "question",
    [
        "what did Lind say about the levee?",  # near "level"
        "what did Lind say about the inspector?",
        "what did Lind say about salaries?",
        "what did Lind say about “the miltiary”?",
        "what did Lind say about Goverment House?",  # may be a name
        "what did Lind say about xqzvw?",
        "what did Lind say about 2031, 1,300 and 1994.5?",
        "mail miltiary@lind.example",
        "is it true that sprinklers were installed?",
        "who would proscribe the prescription?",
        "who was the signer of the tallying?",
        "Dose recommended for children",  # no "Does"
    ],
)
def test_other_words_names_and_what_is_quoted_stay_as_they_are(names, question):
    assert corrected(question, names) == question


def test_what_is_too_long_for_a_word_or_a_list_of_names_is_not_looked_at(names, monkeypatch):
    looked: list[str] = []
    nearest, frequency = names.nearest, names.frequency
    monkeypatch.setattr(names, "nearest", lambda name: looked.append(name) or nearest(name))
    monkeypatch.setattr(names, "frequency", lambda word: looked.append(word) or frequency(word))
    long = "who spoke of " + "abcd" * 120
    assert corrected(long, names) == long
    many = "what did " + ", ".join(f"Ab{n}cdef" for n in range(300)) + " say?"
    assert corrected(many, names) == many
    assert set(looked) <= {"who", "spoke", "what"}


def test_a_text_of_another_language_stays_as_it_is_at_the_cost_of_a_look_a_word(names, monkeypatch):
    looked: list[str] = []
    frequency = names.frequency
    monkeypatch.setattr(names, "frequency", lambda word: looked.append(word) or frequency(word))
    foreign = (
        "havnemesteren fortalte miltiary folkeskolen beboerne oversvømmelsen kommunalbestyrelsen"
        " trafikudvalget borgmesterkontoret brandvæsenet undersøgelsen skoleledelsen lederne"
    )
    assert corrected(foreign, names) == foreign
    assert len(looked) <= len(foreign.split()) + 1


def test_what_is_set_right_is_shown(written):
    reply = written(DOCUMENTS).ask("What did Lind say about the miltiary?")
    assert reply.standalone == "What did Lind say about the military?"
    assert len(reply.statements) == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("waht did Lind say", "what did Lind say"),
        ("Waht is it", "What is it"),
        ("hwo is", "hwo is"),
        ("wat did Lind say", "what did Lind say"),
        ("Wht did Lind say", "What did Lind say"),
        ("Hat did Lind say", "Hat did Lind say"),
        ("Wat pictures", "Wat pictures"),
    ],
)
def test_a_question_word_has_all_its_letters_in_order(names, typed, meant):
    assert corrected(typed, names) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whats linds take on it", "whats lind's take on it"),
        ("Linds views", "Lind's views"),
        ("nobodys views", "nobodys views"),
        ("linds are trees", "linds are trees"),
    ],
)
def test_what_is_somebodys_has_its_apostrophe(names, typed, meant):
    assert corrected(typed, names) == meant


def test_an_s_of_a_name_stays(written):
    with written({"a.txt": "Ann Adam said no. Tom Adams said yes."}).store.snapshot() as snapshot:
        assert corrected("Adams views", Names(snapshot)) == "Adams views"
