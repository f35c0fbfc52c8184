"""Both searches of a store: by vectors and by words, within a filter."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.store import Filter, What
from tests.index.contract.stored import AUSTIN, KIRBY, UNDATED, put, speaker_id
from tests.index.samples import MANIFEST, encode, entry, file


def test_filters_are_joined_by_and(filled):
    kirby = speaker_id(filled, "kirby")

    def sources(where: Filter) -> list[str]:
        with filled.snapshot() as snapshot:
            statements, total = snapshot.statements_by(where)
        assert total == len(statements)
        return [f"{each.title}: {each.source_text}" for each in statements]

    by_kirby = Filter(speakers=frozenset([kirby]))
    assert sources(by_kirby) == ["Ships: John Kirby", "Targets: John Kirby"]
    ships = replace(by_kirby, documents=frozenset([AUSTIN.document.id]))
    assert sources(ships) == ["Ships: John Kirby"]
    assert sources(replace(by_kirby, published_to=date(2024, 10, 23))) == ["Targets: John Kirby"]
    assert sources(replace(ships, published_to=date(2024, 10, 23))) == []
    assert sources(Filter(spoken_only=True, published_from=date(2024, 10, 24))) == [
        "Ships: Lloyd Austin",
        "Ships: John Kirby",
    ]


@pytest.mark.parametrize("search", ["dense", "lexical"])
def test_both_searches_keep_to_the_filter(filled, search):
    kirby = speaker_id(filled, "kirby")

    def found(what: What, where: Filter) -> set[str]:
        with filled.snapshot() as snapshot:
            if search == "dense":
                hits = snapshot.dense(what, encode(["targets ships training"])[0], 20, where)
            else:
                hits = snapshot.lexical(what, ["targets", "ships", "training", "he"], 20, where)
            return {hit.id for hit in hits}

    by_kirby = Filter(speakers=frozenset([kirby]))
    assert found("passages", by_kirby) == {KIRBY.passages[0].id, AUSTIN.passages[1].id}
    assert found("statements", by_kirby) == {
        f"{KIRBY.document.id}-s0",
        f"{AUSTIN.document.id}-s1",
    }
    undated = Filter(documents=frozenset([UNDATED.document.id]))
    assert found("passages", undated) == {UNDATED.passages[0].id}
    assert found("passages", replace(undated, published_from=date(1900, 1, 1))) == set()
    assert f"{AUSTIN.document.id}-s2" not in found("statements", Filter(spoken_only=True))


def test_words_are_found_stemmed_in_any_case_and_without_accents(store):
    cafe = entry("The troops were training near the Café Élysée.")
    with store.writer(MANIFEST) as writer:
        put(writer, cafe=cafe)
    with store.snapshot() as snapshot:
        for word in ("TRAINED", "troop", "cafe", "ÉLYSÉE"):
            assert [hit.id for hit in snapshot.lexical("passages", [word], 5)] == [
                cafe.passages[0].id
            ]
            assert snapshot.frequency("passages", word) == 1
        assert snapshot.frequency("passages", "train's cafe") == 0
        assert snapshot.lexical("passages", ["unheard"], 5) == []


def test_a_rare_word_weighs_more_than_a_common_one(filled):
    with filled.snapshot() as snapshot:
        hits = snapshot.lexical("passages", ["the", "ships"], 5)
    assert hits[0].id == AUSTIN.passages[1].id
    assert all(a.score >= b.score > 0 for a, b in pairwise(hits))


def test_a_mention_is_the_words_of_a_name_side_by_side(store):
    apart = entry("John met Mr. Kirby.")
    beside = entry("It was John Kirby’s turn.")
    with store.writer(MANIFEST) as writer:
        put(writer, apart=apart, beside=beside)
    with store.snapshot() as snapshot:
        assert [hit.id for hit in snapshot.mentions("john kirby", 5)] == [beside.passages[0].id]
        assert snapshot.mentions("?!", 5) == []


def test_a_passage_is_found_by_the_label_of_its_turn_and_mentions_nobody_by_it(store):
    plain = entry("The ships are ours.")
    told = replace(plain, passages=[replace(plain.passages[0], label="MR. KIRBY")])
    with store.writer(MANIFEST) as writer:
        put(writer, told=told)
    with store.snapshot() as snapshot:
        (hit,) = snapshot.lexical("passages", ["Kirby"], 5)
        assert snapshot.passages([hit.id]) == told.passages
        assert snapshot.mentions("Kirby", 5) == []
    with store.writer(MANIFEST) as writer:
        writer.forget(["told.txt"])
    with store.snapshot() as snapshot:
        assert snapshot.lexical("passages", ["Kirby"], 5) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.lists(st.text(max_size=12), max_size=8))
def test_no_word_is_taken_for_syntax(filled, words):
    with filled.snapshot() as snapshot:
        snapshot.lexical("passages", words, 5)
        for word in words:
            snapshot.mentions(word, 5)
            snapshot.frequency("statements", word)
            snapshot.speakers(word)


@pytest.mark.parametrize(
    "words", [['targets" OR "x', "NEAR(", "text:", "*", "^targets", "AND", "NOT"], ["w"] * 5000]
)
def test_operators_and_long_lists_of_words_are_only_words(filled, words):
    with filled.snapshot() as snapshot:
        found = snapshot.lexical("passages", ["legitimate", *words], 5)
        assert found[0].id == KIRBY.passages[0].id
        distinct = [f"{word}{n}" for n, word in enumerate(words)]
        assert snapshot.lexical("passages", ["legitimate", *distinct], 5)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30
)
@given(question=st.text(min_size=1, max_size=30), k=st.integers(0, 7))
def test_dense_scores_are_exact_cosines_best_first(filled, question, k):
    vector = encode([question])[0]
    entries = (KIRBY, AUSTIN, UNDATED)
    ids = [p.id for e in entries for p in e.passages]
    scores = np.concatenate([e.passage_vectors for e in entries]).astype(float) @ vector
    expected = sorted(zip(-scores, ids, strict=True))[:k]
    with filled.snapshot() as snapshot:
        hits = snapshot.dense("passages", vector, k)
    assert [hit.id for hit in hits] == [id for _, id in expected]
    assert [hit.score for hit in hits] == pytest.approx([-s for s, _ in expected], abs=1e-6)


def numbered(n: int):
    return entry(f"The same words.\n{n}")


def test_equal_scores_are_in_the_order_of_ids_at_every_length(store):
    twins = [numbered(n) for n in range(40)]
    with store.writer(MANIFEST) as writer:
        for n, twin in enumerate(twins):
            writer.put(file(f"{n}.txt", twin), twin)
    ids = sorted(p.id for twin in twins for p in twin.passages[:1])
    with store.snapshot() as snapshot:
        for k in (1, 3, 39, 40, 100):
            dense = snapshot.dense("passages", encode(["The same words."])[0], k)
            assert [hit.id for hit in dense[:40]] == ids[:k]
            assert [hit.id for hit in snapshot.lexical("passages", ["same"], k)] == ids[:k]
