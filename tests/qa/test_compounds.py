"""A compound is one word, whether it is written as one, with a hyphen or as two."""

import re

import pytest

from qa.terms import Weights, inflected, stems, terms


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("e-mail", "email"),
        ("cease-fire", "ceasefire"),
        ("cease‑fire", "ceasefire"),
        ("Health care", "healthcare"),
        ("health-care", "healthcare"),
        ("policy makers", "policymakers"),
        ("cyber-security", "cybersecurity"),
        ("co-operation", "cooperation"),
        ("re-election", "reelection"),
        ("mid-term", "midterm"),
        ("anti-Semitism", "antisemitism"),
    ],
)
def test_a_compound_is_asked_for_and_told_in_all_its_forms(written, word):
    assert terms(written) == [word]
    assert {re.sub("[-‑]", " ", written).casefold(), word} <= set(inflected(terms(written)))
    for asked in (written, word):
        for told in (written, word, re.sub("[-‑]", " ", written).casefold()):
            assert Weights(len, 10).coverage(terms(asked))(f"It was the {told}.") == 1
    assert stems(word) <= stems(f"the {written}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the post-Brexit trade", ["post", "brexit", "trade"]),  # Brexit is asked about
        ("co-op", ["co", "op"]),
        ("what the law makes of it", ["law"]),
        ("the fund raised money", ["fund", "raised", "money"]),
        ("data based on it", ["data", "based"]),
        ("the A 9", ["9"]),
        ("the long-term plan", ["long", "term", "plan"]),
        ("Mid-Sussex", ["mid", "sussex"]),
    ],
)
def test_other_words_with_hyphens_stay_apart(text, words):
    assert terms(text) == words


def test_letters_and_digits_have_a_hyphen_or_none():
    for asked in ("F-16", "F16", "F-16s"):
        for told in ("an F-16", "the F16", "some F16s", "two F-16s"):
            assert Weights(len, 10).coverage(terms(asked))(told) == 1
    assert Weights(len, 10).coverage(terms("the A9"))("a 9 percent rise") == 0


def test_halves_are_found_by_themselves_too():
    for asked in (["health"], ["care"]):
        assert Weights(len, 10).coverage(asked)("Health care is dear.") == 1
    assert Weights(len, 10).coverage(["healthcare"])("Health and care are dear.") == 0
    assert {"health", "care"} <= stems("health care")


@pytest.mark.e2e
def test_a_question_is_answered_from_documents_that_write_otherwise(written):
    told = written({"a.txt": "Ann Lind said that the e-mail about the ceasefire was forged."})
    assert told.ask("What did Lind say about emails?").answered
    assert told.ask("What did Lind say about the cease-fire?").answered
