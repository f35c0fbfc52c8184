"""Inverted lists against comparing every row: what they miss, and what they must not."""

import numpy as np
import pytest

from index.store import Vectors
from index.stores.bases import Lists, lists, mapped, sample_size, selector, write

ROWS, DIMENSION = 60_000, 32


def points(rows: int, seed: int) -> Vectors:
    """Shape (rows, DIMENSION), float32, L2-normalised, about 2,000 middles."""
    middles = np.random.default_rng(0).standard_normal((2000, DIMENSION), np.float32)
    rng = np.random.default_rng(seed)
    around = 0.7 * rng.standard_normal((rows, DIMENSION), np.float32)
    found = middles[rng.integers(0, 2000, rows)] + around
    return found / np.linalg.norm(found, axis=1, keepdims=True)


VECTORS, QUESTIONS = points(ROWS, seed=1), points(100, seed=2)
NAMES = np.arange(ROWS) * 3 + 1  # rows have gaps where others were removed


@pytest.fixture(scope="module")
def base() -> Lists:
    sample = VECTORS[:: ROWS // sample_size(ROWS)][: sample_size(ROWS)]
    made, last = lists(((NAMES, VECTORS),), sample, ROWS)
    assert (len(made), last) == (ROWS, NAMES[-1])
    return made


def exact(question: Vectors, k: int) -> list[int]:
    return NAMES[np.argsort(-(VECTORS @ question), kind="stable")[:k]].tolist()


@pytest.mark.parametrize("k", [10, 100])
def test_lists_find_nearly_all_of_the_nearest(base, k):
    found = [base.search(q, k, None, thorough=False)[0].tolist() for q in QUESTIONS]
    shares = [len({*f} & {*exact(q, k)}) / k for f, q in zip(found, QUESTIONS, strict=True)]
    assert 0.98 <= np.mean(shares) < 1.0  # all of them would be no lists


def test_scores_are_as_near_to_the_exact_ones_as_is_said(base):
    for question in QUESTIONS:
        rows, scores = base.search(question, 100, None, thorough=False)
        assert np.abs(scores - VECTORS[(rows - 1) // 3] @ question).max() <= base.error


@pytest.mark.parametrize("share", [0.001, 0.1, 1.0])
def test_a_thorough_search_misses_nothing_that_its_scores_can_tell_apart(base, share):
    chosen = np.random.default_rng(3).permutation(ROWS)[: int(share * ROWS)]
    among = selector(NAMES[chosen])
    for question in QUESTIONS[:20]:
        rows, scores = base.search(question, 20, among, thorough=True)
        best = np.sort(VECTORS[chosen] @ question)[::-1][:20]
        assert np.abs(scores - best).max() <= base.error
        assert set(rows) <= set(NAMES[chosen])


def test_a_base_is_searched_where_it_lies(base, tmp_path):
    with (tmp_path / "base").open("wb") as file:
        write(base, file)
        file.write(b"what stands behind it")
    again = mapped(tmp_path / "base", base.kind)
    for question in QUESTIONS[:5]:
        rows, scores = again.search(question, 20, None, thorough=False)
        expected = base.search(question, 20, None, thorough=False)
        assert (rows.tolist(), scores.tolist()) == tuple(each.tolist() for each in expected)


def test_what_is_no_base_of_its_kind_is_refused(base, tmp_path):
    with (tmp_path / "base").open("wb") as file:
        write(base, file)
    with pytest.raises(TypeError):
        mapped(tmp_path / "base", "flat")
    with pytest.raises(KeyError):
        mapped(tmp_path / "base", "graph")
    (tmp_path / "base").write_bytes(b"nothing of the kind")
    with pytest.raises(RuntimeError):
        mapped(tmp_path / "base", "lists")
