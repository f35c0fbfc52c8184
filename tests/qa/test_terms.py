"""Words and their stems."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.terms import Weights, inflected, stem, stems, terms, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The minister’s U.S. trip, again.", ["the", "minister", "u.s", "trip", "again"]),
        ("“Don’t,” İnci said", ["don't", "i̇nci", "said"]),
        ("— …", []),
        ("", []),
    ],
)
def test_words_are_in_lower_case_and_without_possessive_endings(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Why don’t they vaccinate?", ["vaccinate"]),
        ("Couldn't we've said who'll pay, and why she won't?", ["pay"]),
        ("Who wouldn't say what the O'Briens own?", ["o'briens"]),
        ("What did they say about the mine?", ["mine"]),
    ],
)
def test_contractions_carry_no_matter(question, found):
    assert terms(question) == found


def test_stems_are_the_same_however_many_threads_ask():
    many = [
        f"{a}{b}"
        for a in "nation organ relat hope walk".split()
        for b in "al ization ing ed ional fulness".split()
    ]
    alone = [stem(word) for word in many]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            for _ in range(20):
                stem.cache_clear()
                found = threads.map(lambda _: [stem(word) for word in many], range(8))
                assert all(each == alone for each in found)
    finally:
        sys.setswitchinterval(before)


_WORDS = """a.b don’t Do's Dying happily happy hopes hoping İnci lie lying NATO’s tie tying U.S. us
    x_y""".split()
SAID = st.builds(
    str.join,
    st.sampled_from((" ", "\xa0", "—", "” “", " é ")),
    st.lists(st.sampled_from(_WORDS), max_size=8),
)


@given(SAID, SAID | st.text(max_size=30))
def test_coverage_is_the_share_of_the_words_whose_stems_are_there(asked, text):
    wanted = terms(asked)
    covered = Weights(lambda _: 1, 10).coverage(wanted)(text)
    there = [word for word in wanted if stem(word) in stems(text)]
    assert covered == pytest.approx(len(there) / len(wanted) if wanted else 0.0)


@pytest.mark.parametrize(
    ("asked", "said"), [("lie", "lying"), ("happy", "happiness"), ("ox", "OX")]
)
def test_a_word_is_found_whose_stem_ends_otherwise(asked, said):
    assert Weights(lambda _: 1, 10).coverage([asked])(f"“{said}”") == pytest.approx(1.0)


def test_a_verb_is_one_word_in_all_its_forms():
    assert stem("sold") == stem("sell") == stem("selling")
    covered = Weights(lambda _: 1, 10).coverage(terms("Did Holt sell it and withdraw?"))
    assert covered("Holt sold it, and then he withdrew.") == pytest.approx(1.0)
    assert inflected(["sell", "piano"]) == ["sell", "sold", "piano"]
