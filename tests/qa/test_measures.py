"""How well what was given fits what was wanted; the figures are worked out by hand."""

from math import log2

import pytest

from qa.measures import Place, contained, evidence_hit, exact, f1, ndcg, recall, same_person


def test_recall_counts_distinct_documents():
    ranked = ["a", "a", "b", "a", "c", "d"]
    assert recall({"b", "d"}, ranked, 1) == 0
    assert recall({"b", "d"}, ranked, 2) == 0.5
    assert recall({"b", "d"}, ranked, 4) == 1
    assert recall({"x"}, [], 10) == 0


def test_ndcg_discounts_by_rank_and_knows_the_best_there_could_be():
    assert ndcg({"a"}, ["a"], 10) == 1
    assert ndcg({"b"}, ["a", "a", "b"], 10) == pytest.approx(1 / log2(3))
    both = (1 / log2(2) + 1 / log2(4)) / (1 / log2(2) + 1 / log2(3))
    assert ndcg({"a", "c"}, ["a", "b", "c"], 10) == pytest.approx(both)
    assert ndcg({"k"}, list("abcdefghijk"), 10) == 0


@pytest.mark.parametrize(
    ("found", "hit"),
    [
        (Place("d", 0, 100), 1),  # holds it
        (Place("d", 50, 150), 1),  # half of the evidence
        (Place("d", 51, 151), 0),
        (Place("d", 90, 100), 1),  # a short passage within it
        (Place("other", 0, 100), 0),
    ],
)
def test_evidence_is_hit_by_half_of_the_shorter_range(found, hit):
    assert evidence_hit([Place("d", 0, 100)], [found], 5) == hit


def test_evidence_is_looked_for_among_the_first_alone():
    ranked = [Place("d", 500, 600)] * 5 + [Place("d", 0, 10)]
    assert evidence_hit([Place("d", 0, 10)], ranked, 5) == 0
    assert evidence_hit([Place("d", 0, 10)], ranked, 6) == 1


@pytest.mark.parametrize(
    ("given", "is_exact", "is_f1", "is_contained"),
    [
        ("The “Tessen” bridge.", 1, 1, 1),
        ("tessen", 0, 2 / 3, 0),
        ("It was the Tessen bridge", 0, 2 * 2 / (4 + 2), 1),
        ("Tessen bridges", 0, 0.5, 0),
        ("", 0, 0, 0),
        ("...", 0, 0, 0),
    ],
)
def test_answers_are_compared_as_squad_does(given, is_exact, is_f1, is_contained):
    acceptable = ["nothing like it", "Tessen bridge"]
    assert exact(given, acceptable) == is_exact
    assert f1(given, acceptable) == pytest.approx(is_f1)
    assert contained(given, acceptable) == is_contained


@pytest.mark.parametrize(
    ("given", "wanted", "same"),
    [
        ("John Kirby", "MR. KIRBY", 1),
        ("John F. Kirby", "John Kirby (NSC)", 1),
        ("Jane Kirby", "John Kirby", 1),  # by the first initial
        ("Ann Kirby", "John Kirby", 0),
        ("Karine Jean-Pierre", "MS. JEAN-PIERRE", 1),
        ("Press Secretary", "PRESS SECRETARY", 1),  # titles alone
        ("Lloyd Austin", "John Kirby", 0),
        ("", "John Kirby", 0),
    ],
)
def test_one_person_by_two_names(given, wanted, same):
    assert same_person(given, wanted) == same
