"""British and American spellings of one word are one word."""

import pytest

from qa.spellings import american, other
from qa.terms import Weights, inflected, stem


@pytest.mark.parametrize(
    ("british", "in_america"),
    [
        ("organisation", "organization"),
        ("apologised", "apologized"),
        ("analysing", "analyzing"),
        ("labourers", "laborers"),
        ("neighbourhood", "neighborhood"),
        ("centre", "center"),
        ("centred", "centered"),
        ("defence", "defense"),
        ("programmes", "programs"),
        ("practised", "practiced"),
        ("paediatrician", "pediatrician"),
        ("sceptical", "skeptical"),
    ],
)
def test_two_spellings_are_one_word(british, in_america):
    assert american(british) == american(in_america) == in_america
    assert other(british) == in_america
    assert other(in_america) == british
    assert stem(british) == stem(in_america)


@pytest.mark.parametrize(
    "word", ["hour", "four", "rise", "size", "crisis", "program", "horizon", "grey"]
)
def test_what_only_looks_alike_stays_as_it_is_in_america(word):
    assert american(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [("supervise", "supervision"), ("precise", "precision"), ("surprise", "surprisingly")],
)
def test_words_that_s_is_in_everywhere_keep_their_family(one, other):
    assert stem(one) == stem(other)


def test_a_search_looks_for_both_spellings():
    assert inflected(["harbor", "sell", "pier"]) == ["harbor", "harbour", "sell", "sold", "pier"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["paediatric", "ward"], "The pediatric ward is shut."),
        (["pediatric", "ward"], "The paediatric ward is shut."),
        (["labour", "dispute"], "A labor dispute went on."),
        (["color", "harbor"], "It was the harbour's colour."),
    ],
)
def test_a_text_has_a_word_in_whichever_spelling(asked, told):
    assert Weights(len, 10).coverage(asked)(told) == 1


@pytest.mark.e2e
def test_a_question_is_answered_from_documents_that_spell_otherwise(written):
    told = written({"a.txt": "Ann Lind apologized for the labor dispute at the defense center."})
    assert told.ask("Who apologised for the labour dispute at the defence centre?").answered
    again = written({"b.txt": "Ann Lind said that the harbour's defences were grey."})
    reply = again.ask("What did Ann Lind say about the harbor's defenses?")
    assert [found.statement.speaker.name for found in reply.statements] == ["Ann Lind"]
