"""Words that no stemmer leads together are one word: a country and what is of it."""

import pytest

from qa.terms import Weights, inflected, stem, terms


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("China", "Chinese goods"),
        ("the Chinese", "in China"),
        ("Russia", "the Russians"),
        ("Ukrainian", "Ukraine’s"),
        ("the Netherlands", "Dutch"),
        ("the UK", "British farmers"),
        ("the uk", "British farmers"),
        ("Britain", "the United Kingdom"),
        ("British", "the U.K."),
        ("they sell", "they sold"),
    ],
)
def test_a_text_has_a_word_in_whichever_form(asked, told):
    assert Weights(len, 10).coverage(terms(asked))(told) == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Finland", "It was finished."),
        ("the US", "African-American"),
        ("Korea", "North Korean"),
        ("China", "the chin"),
        ("Niger", "Nigerian"),
    ],
)
def test_other_words_are_none_of_its_forms(asked, told):
    assert Weights(len, 10).coverage(terms(asked))(told) == 0


def test_a_search_looks_for_a_country_and_what_is_of_it():
    assert inflected(["russians"]) == ["russians", "russia", "russian"]
    assert stem("finnish") == stem("finland")


@pytest.mark.e2e
def test_what_is_said_of_a_country_is_found_by_its_name(written):
    told = written(
        {
            "a.txt": "Ann Lind told the committee that Chinese goods had flooded the market and"
            " that small shops could not compete with them any more."
        }
    )
    assert told.ask("What did Lind say about China?").statements
    assert told.ask("Who spoke about China?").statements
    assert not told.ask("What did Lind say about Japan?").answered
