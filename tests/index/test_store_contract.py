"""The contract of ``index.store``, run over every store there is."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.corrections import Apart, Called, Contradiction, Corrections, Same
from index.documents import Place, Profile, Span
from index.store import (
    Build,
    Counts,
    Entry,
    FileRecord,
    Filter,
    Manifest,
    Store,
    StoreBusy,
    What,
    Writer,
)
from index.stores.local import LocalStore
from index.stores.milvus.store import MilvusStore
from tests.index.milvus_server import MilvusServer
from tests.index.reference import ReferenceStore
from tests.index.samples import DIMENSION, MANIFEST, encode, entry, file

Make = Callable[[pytest.FixtureRequest, Path], Store]


def milvus_store(request: pytest.FixtureRequest, _: Path) -> Store:
    server: MilvusServer = request.getfixturevalue("milvus")
    return MilvusStore(server.address())


STORES: dict[str, Make] = {
    "local": lambda _, folder: LocalStore(folder),
    "local, in inverted lists": lambda _, folder: LocalStore(folder, lists_from=1),
    "milvus": milvus_store,
    "by brute force": lambda *_: ReferenceStore(),
}

KIRBY = entry(
    'John Kirby: "They would be legitimate targets."\nHe spoke in Washington on Wednesday.',
    title="Targets",
    published=date(2024, 10, 23),
)
AUSTIN = entry(
    'Lloyd Austin: "It is a very serious issue."\nJohn Kirby: "We have seen the ships."\n'
    'Officials: "The training goes on."',
    title="Ships",
    published=date(2024, 10, 24),
)
UNDATED = entry("Nobody says a word of targets here.", title="Silence")
BUILD = Build(started=1.0, finished=2.0, added=2)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    store = STORES[request.param](request, tmp_path / "data")
    yield store
    assert store.verify() == []
    store.close()


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writer(MANIFEST) as writer:
        put(writer, kirby=KIRBY, austin=AUSTIN, undated=UNDATED)
        writer.finish(BUILD)
    return store


def put(writer: Writer, **entries) -> None:
    for name, each in entries.items():
        writer.put(file(f"{name}.txt", each), each)


def counts(store: Store) -> Counts:
    with store.snapshot() as snapshot:
        return snapshot.counts()


def speaker_id(store: Store, name: str) -> str:
    with store.snapshot() as snapshot:
        (speaker,) = snapshot.speakers(name)[0]
        return speaker.id


def test_a_store_that_nothing_was_written_to_is_empty_and_answers(store):
    with store.snapshot() as snapshot:
        assert snapshot.counts() == Counts()
        assert snapshot.last_build() is None
        assert snapshot.files() == []
        assert snapshot.speakers() == ([], 0)
        assert list(snapshot.aliases()) == []
        assert snapshot.dense("passages", encode(["targets"])[0], 5) == []
        assert snapshot.lexical("statements", ["targets"], 5) == []
    assert store.manifest is None


def test_a_commit_is_seen_by_the_next_snapshot_and_by_no_earlier_one(store):
    with store.writer(MANIFEST) as writer:
        put(writer, kirby=KIRBY)
        with store.snapshot() as before:
            put(writer, austin=AUSTIN)
            with store.snapshot() as after:
                assert after.counts().documents == 2
                assert after.generation > before.generation
            assert before.counts().documents == 1
            assert before.document(AUSTIN.document.id) is None
            found = before.dense("passages", AUSTIN.passage_vectors[0], 10)
            assert {hit.id for hit in found} == {p.id for p in KIRBY.passages}
    assert store.manifest == MANIFEST


def test_what_is_put_together_is_all_there_at_the_end_and_to_its_writer_at_once(store):
    changed = entry('John Kirby: "They are targets no more."', title="Targets")
    with store.writer(MANIFEST) as writer:
        put(writer, kirby=KIRBY)
        with writer.together():
            put(writer, austin=AUSTIN, kirby=changed, copy=AUSTIN)
            given = writer.entry(changed.document.id)
            assert given is not None
            assert given.document == changed.document
        with store.snapshot() as snapshot:
            assert {d.document.id for d in snapshot.documents()} == {
                AUSTIN.document.id, changed.document.id,
            }  # fmt: skip
            assert snapshot.counts().files == 3
            assert {s.name for s in snapshot.speakers()[0]} >= {"John Kirby", "Lloyd Austin"}


def test_what_was_put_together_is_there_for_every_other_verb(store):
    with store.writer(MANIFEST) as writer, writer.together():
        put(writer, kirby=KIRBY)
        assert [f.path for f in writer.files()] == ["kirby.txt"]
        put(writer, austin=AUSTIN)
        writer.point(file("copy.txt", AUSTIN))
        put(writer, undated=UNDATED)
        writer.forget(["undated.txt"])
        assert [f.path for f in writer.files()] == ["austin.txt", "copy.txt", "kirby.txt"]


def test_what_is_unsound_is_refused_when_it_is_put_and_spoils_nothing_put_with_it(store):
    wrong = replace(KIRBY, passage_vectors=KIRBY.passage_vectors[:0])
    with store.writer(MANIFEST) as writer:
        with writer.together():
            put(writer, austin=AUSTIN)
            with pytest.raises(ValueError, match="Vectors of shape"):
                put(writer, kirby=wrong)
        assert [f.path for f in writer.files()] == ["austin.txt"]


def test_a_snapshot_goes_on_finding_what_was_removed_after_it_was_opened(filled):
    with filled.snapshot() as before:
        with filled.writer(MANIFEST) as writer:
            writer.forget(["kirby.txt"])
            with filled.snapshot() as after:
                late = after.dense("passages", KIRBY.passage_vectors[0], 10)
                assert not {hit.id for hit in late} & {p.id for p in KIRBY.passages}
        found = before.dense("passages", KIRBY.passage_vectors[0], 10)
        assert found[0].id == KIRBY.passages[0].id
        assert before.lexical("passages", ["legitimate"], 5)[0].id == KIRBY.passages[0].id


def test_a_writer_gives_back_what_was_put(filled):
    with filled.writer(MANIFEST) as writer:
        for each in (KIRBY, AUSTIN, UNDATED):
            stored = writer.entry(each.document.id)
            assert stored is not None
            for name in ("document", "attribution"):
                assert getattr(stored, name) == getattr(each, name)
            for name in ("passages", "sentences", "entities"):
                assert list(getattr(stored, name)) == list(getattr(each, name))
            assert np.array_equal(stored.passage_vectors, each.passage_vectors)
            assert np.array_equal(stored.statement_vectors, each.statement_vectors)
            writer.put(file("again.txt", stored), stored)
        assert writer.entry("none") is None


def test_a_part_of_a_document_is_read_with_its_whole_sentences_and_what_they_name(filled):
    for sentence in KIRBY.sentences:
        where = Span(sentence.start + 1, sentence.start + 2)
        with filled.snapshot() as snapshot:
            reading = snapshot.reading(KIRBY.document.id, where)
        assert reading is not None
        assert reading.document == KIRBY.document
        assert sentence in reading.sentences
        for entity in KIRBY.entities:
            assert entity in reading.entities or not sentence.holds(Span(*entity[:2]))


def test_a_document_comes_back_as_it_was_put(filled):
    with filled.snapshot() as snapshot:
        stored = snapshot.document(KIRBY.document.id)
        reading = snapshot.reading(KIRBY.document.id)
        assert snapshot.passages_of(KIRBY.document.id) == list(KIRBY.passages)
    assert stored is not None
    assert stored.document == KIRBY.document
    assert (stored.paths, stored.passage_count, stored.statement_count) == (("kirby.txt",), 2, 1)
    assert reading is not None
    assert reading.document == KIRBY.document
    assert list(reading.sentences) == list(KIRBY.sentences)


def test_author_and_places_come_back_and_passages_know_theirs(store):
    places = (Place(0, 10, "page", "1"), Place(10, 31, "page", "2"))
    made = entry("First words and words after them.")
    told = replace(made.document, author="Ann Lee", places=places)
    passages = [replace(p, place=told.place(p.start, p.end)) for p in made.passages]
    with store.writer(MANIFEST) as writer:
        put(writer, pages=replace(made, document=told, passages=passages))
    with store.snapshot() as snapshot:
        assert snapshot.document(told.id).document == told
        assert [p.place for p in snapshot.passages_of(told.id)] == ["pages 1–2"]


@pytest.mark.parametrize("places", [[(5, 3)], [(0, 9), (8, 12)], [(0, 99)], [(-1, 3)]])
def test_places_that_are_not_in_the_text_or_its_order_are_refused(store, places):
    made = entry("Thirteen words or fewer are in this.")
    told = tuple(Place(start, end, "page", "1") for start, end in places)
    bad = replace(made, document=replace(made.document, places=told))
    with store.writer(MANIFEST) as writer, pytest.raises(ValueError, match="places"):
        put(writer, pages=bad)


def test_documents_are_listed_by_title_without_their_text(filled):
    with filled.snapshot() as snapshot:
        listed = snapshot.documents()
        assert [each.document.title for each in listed] == ["Ships", "Silence", "Targets"]
        assert {each.document.text for each in listed} == {""}
        assert snapshot.documents(offset=1, limit=1) == listed[1:2]


def test_documents_are_found_by_words_of_title_and_path_in_any_case(filled):
    with filled.snapshot() as snapshot:
        assert [d.document.title for d in snapshot.titled("sh")[0]] == ["Ships"]
        assert [d.document.title for d in snapshot.titled("targets KIRBY")[0]] == ["Targets"]
        found, total = snapshot.titled("txt", offset=1, limit=1)
        assert ([d.document.title for d in found], total) == (["Silence"], 3)
        assert snapshot.titled("100%_'\"") == ([], 0), "no word is taken for syntax"


def test_a_statement_comes_back_with_its_words_its_document_and_its_speaker(filled):
    with filled.snapshot() as snapshot:
        (statement,) = snapshot.statements([f"{KIRBY.document.id}-s0"])
        assert snapshot.contexts([statement.id, "none"]) == {statement.id: statement.context}
    text = KIRBY.document.text
    assert statement.text == "They would be legitimate targets."
    assert [text[slice(*span)] for span in statement.spans] == [statement.text]
    assert text[slice(*statement.sentence)] == statement.sentence_text
    assert (statement.asked, statement.asked_text) == (None, "")
    assert (statement.cue, statement.source_text) == (":", "John Kirby")
    assert (statement.title, statement.published) == ("Targets", date(2024, 10, 23))
    assert statement.passage_id == KIRBY.passages[0].id
    assert statement.speaker is not None
    assert statement.speaker.name == "John Kirby"


def test_an_answer_comes_back_with_what_was_asked(store):
    answer = entry('Have they fired?\nJohn Kirby: "No."')
    with store.writer(MANIFEST) as writer:
        writer.put(file("a.txt", answer), answer)
    with store.writer(MANIFEST) as writer:
        stored = writer.entry(answer.document.id)
        assert stored is not None
        assert stored.attribution == answer.attribution
    with store.snapshot() as snapshot:
        (statement,) = snapshot.statements([f"{answer.document.id}-s0"])
        contexts = snapshot.contexts([statement.id])
    assert (statement.asked, statement.asked_text) == (Span(0, 16), "Have they fired?")
    assert contexts == {statement.id: 'Have they fired? John Kirby: "No."'}


def test_absent_ids_are_left_out_and_order_is_kept(filled):
    first, second = (passage.id for passage in KIRBY.passages)
    with filled.snapshot() as snapshot:
        assert [p.id for p in snapshot.passages([second, "none", first])] == [second, first]
        assert snapshot.statements(["none", "\ud800"]) == []
        assert snapshot.document("none") is None
        assert snapshot.reading("\ud800") is None
        assert snapshot.speaker("none") is None
        assert snapshot.passage_at("none", 0) is None


def test_a_passage_is_found_by_any_of_its_code_points(filled):
    with filled.snapshot() as snapshot:
        for passage in AUSTIN.passages:
            for offset in (passage.start, passage.end - 1):
                assert snapshot.passage_at(AUSTIN.document.id, offset) == passage
        assert snapshot.passage_at(AUSTIN.document.id, AUSTIN.passages[0].end) is None


def test_statements_are_paged_latest_document_first_then_by_place(filled):
    with filled.snapshot() as snapshot:
        page, total = snapshot.statements_by(Filter(), limit=3)
        rest, _ = snapshot.statements_by(Filter(), offset=3)
    assert total == 4
    names = [statement.source_text for statement in (*page, *rest)]
    assert names == ["Lloyd Austin", "John Kirby", "Officials", "John Kirby"]


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


def test_the_statements_of_passages_are_those_they_hold_in_text_order(filled):
    ids = [AUSTIN.passages[1].id, AUSTIN.passages[0].id]
    with filled.snapshot() as snapshot:
        found = snapshot.statements_in(ids)
        assert [s.source_text for s in found] == ["Lloyd Austin", "John Kirby"]
        assert snapshot.statements_in([KIRBY.passages[1].id]) == []


def test_a_speaker_is_one_over_all_documents(filled):
    with filled.snapshot() as snapshot:
        (kirby,), total = snapshot.speakers("KIR")
        assert total == 1
        assert (kirby.name, kirby.statement_count, kirby.document_count) == ("John Kirby", 2, 2)
        assert snapshot.speaker(kirby.id) == kirby
        assert ("john kirby", kirby.id) in snapshot.aliases()
        assert [each.name for each in snapshot.speakers()[0]] == ["John Kirby", "Lloyd Austin"]
        assert snapshot.speakers("john k")[0] == [kirby]
        assert snapshot.speakers("irby") == ([], 0)


def test_speakers_are_counted_within_a_filter(filled):
    from_24th = Filter(published_from=date(2024, 10, 24))
    with filled.snapshot() as snapshot:
        found, total = snapshot.speakers(where=from_24th)
        assert [(s.name, s.statement_count, s.document_count) for s in found] == [
            ("John Kirby", 1, 1),
            ("Lloyd Austin", 1, 1),
        ]
        assert total == 2
        assert [s.name for s in snapshot.speakers("aus", where=from_24th)[0]] == ["Lloyd Austin"]
        in_kirby = Filter(documents=frozenset([KIRBY.document.id]))
        assert [s.name for s in snapshot.speakers(where=in_kirby)[0]] == ["John Kirby"]
        assert snapshot.speakers(where=Filter(documents=frozenset(["none"]))) == ([], 0)


def test_statements_are_counted_by_document_the_latest_first(filled):
    kirby = speaker_id(filled, "Kirby")
    with filled.snapshot() as snapshot:
        tally = snapshot.tally(Filter(speakers=frozenset([kirby])))
        assert [(t.document.title, t.statement_count) for t in tally] == [
            ("Ships", 1),
            ("Targets", 1),
        ]
        assert [t.statement_count for t in snapshot.tally(Filter())] == [3, 1]


def test_a_speaker_goes_with_the_last_statement(filled):
    with filled.writer(MANIFEST) as writer:
        writer.forget(["austin.txt"])
    with filled.snapshot() as snapshot:
        (kirby,), _ = snapshot.speakers()
        assert (kirby.name, kirby.statement_count) == ("John Kirby", 1)
        assert {alias for alias, _ in snapshot.aliases()} == {"john kirby", "kirby"}


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


def test_a_file_that_changes_takes_its_old_document_with_it(filled):
    changed = entry('John Kirby: "I take it back."')
    with filled.writer(MANIFEST) as writer:
        writer.put(file("kirby.txt", changed), changed)
    with filled.snapshot() as snapshot:
        assert snapshot.document(KIRBY.document.id) is None
        assert snapshot.lexical("passages", ["legitimate"], 5) == []
        assert snapshot.lexical("statements", ["legitimate"], 5) == []
        assert snapshot.document(changed.document.id) is not None
        assert snapshot.counts().files == 3


def test_two_files_of_one_content_are_one_document_until_both_are_gone(filled):
    with filled.writer(MANIFEST) as writer:
        writer.point(file("copy.txt", KIRBY))
        with filled.snapshot() as snapshot:
            stored = snapshot.document(KIRBY.document.id)
            assert stored is not None
            assert stored.paths == ("copy.txt", "kirby.txt")
        writer.forget(["kirby.txt"])
        assert counts(filled).documents == 3
        writer.forget(["copy.txt"])
        assert counts(filled).documents == 2


def test_a_rename_keeps_the_document_and_may_give_it_a_new_title(filled):
    before = counts(filled)
    named = replace(KIRBY.document, title="New", published=date(2025, 1, 1))
    with filled.writer(MANIFEST) as writer:
        writer.point(file("new.txt", KIRBY), instead_of="kirby.txt", document=named)
    assert counts(filled) == before
    with filled.snapshot() as snapshot:
        stored = snapshot.document(KIRBY.document.id)
        assert stored is not None
        assert stored.paths == ("new.txt",)
        assert stored.document == named


def test_putting_the_same_document_again_changes_nothing_but_the_generation(filled):
    before = counts(filled)
    with filled.writer(MANIFEST) as writer:
        put(writer, kirby=KIRBY)
    assert counts(filled) == before
    with filled.snapshot() as snapshot:
        vector = KIRBY.passage_vectors[0]
        assert snapshot.dense("passages", vector, 1)[0].id == KIRBY.passages[0].id
        assert len(snapshot.dense("passages", vector, 50)) == before.passages


def test_a_failed_file_keeps_its_last_good_document_and_says_why(filled):
    failed = replace(file("kirby.txt", KIRBY), digest="f" * 64, error="it cannot be decoded")
    lost = FileRecord("lost.txt", 1, 1, "e" * 64, None, "the file is empty")
    with filled.writer(MANIFEST) as writer:
        writer.point(failed)
        writer.point(lost)
        assert writer.files() == [file("austin.txt", AUSTIN), failed, lost, writer.files()[-1]]
    with filled.snapshot() as snapshot:
        assert [each.error for each in snapshot.files()] == [None, failed.error, lost.error, None]
        assert snapshot.document(KIRBY.document.id) is not None


def test_an_unknown_path_is_forgotten_without_complaint(filled):
    before = counts(filled)
    with filled.writer(MANIFEST) as writer:
        writer.forget(["none.txt"])
        writer.forget([])
    assert counts(filled) == before


def test_a_finished_pass_is_remembered(filled):
    with filled.snapshot() as snapshot:
        assert snapshot.last_build() == BUILD


def wrong_entries():
    yield replace(KIRBY, passages=[replace(KIRBY.passages[0], start=1), KIRBY.passages[1]])
    yield replace(KIRBY, passage_vectors=KIRBY.passage_vectors[:1])
    yield replace(KIRBY, passage_vectors=KIRBY.passage_vectors * 2)
    yield replace(KIRBY, passage_vectors=KIRBY.passage_vectors * np.float32("nan"))
    yield replace(KIRBY, statement_vectors=np.ones((1, DIMENSION + 1), np.float32))
    yield replace(KIRBY, attribution=replace(KIRBY.attribution, profiles=()))


@pytest.mark.parametrize("wrong", list(wrong_entries()))
def test_an_entry_that_is_not_true_to_itself_is_refused_whole(filled, wrong):
    before = counts(filled)
    with filled.writer(MANIFEST) as writer:
        with pytest.raises(ValueError, match=r"\w"):
            writer.put(file("wrong.txt", wrong), wrong)
        with pytest.raises(ValueError, match="not stored"):
            writer.point(replace(file("wrong.txt", KIRBY), document_id="none"))
    assert counts(filled) == before


def test_a_second_writer_has_its_turns_or_is_refused_and_told_who_holds_the_right(filled):
    second = filled.writer(MANIFEST)
    with filled.writer(MANIFEST) as first:
        if isinstance(filled, MilvusStore):
            with second as other:
                put(other, again=KIRBY)
                put(first, more=AUSTIN)
                other.forget(["undated.txt"])
            first.point(file("third.txt", KIRBY))
            assert [each.path for each in first.files()] == [
                "again.txt", "austin.txt", "kirby.txt", "more.txt", "third.txt",
            ]  # fmt: skip
        else:
            with pytest.raises(StoreBusy, match=r"Process \d+"):
                second.__enter__()
    with filled.writer(MANIFEST):
        pass


def test_no_file_is_claimed_by_two_writers(filled):
    paths = ["kirby.txt", *(f"{n}.txt" for n in range(20))]
    with filled.writer(MANIFEST) as first, suppress(StoreBusy):
        claimed = first.claim(paths, 4).taken
        assert list(claimed) == paths[: len(claimed)] != []
        with filled.writer(MANIFEST) as second:
            others = second.claim(paths, 4)
            assert others.taken
            assert not {*claimed} & {*others.taken}
            assert file("kirby.txt", KIRBY) in others.records
            assert not {*first.claim(paths, 4).taken} & {*others.taken}
        assert {*first.claim(others.taken, 40).taken} & {*others.taken}


OTHER = Manifest("another-model", DIMENSION, "paragraphs-1", "colons-1")


@pytest.mark.parametrize(("manifest", "fresh"), [(OTHER, False), (MANIFEST, True)])
def test_a_rebuild_is_served_when_it_is_finished_and_not_before(filled, manifest, fresh):
    with filled.snapshot() as snapshot:
        generation = snapshot.generation
    with filled.snapshot() as held, filled.writer(manifest, fresh=fresh) as writer:
        assert writer.files() == []
        put(writer, austin=AUSTIN)
        assert counts(filled).documents == 3
        assert filled.manifest == MANIFEST
        writer.finish(BUILD)
        assert counts(filled).documents == 1
        assert filled.manifest == manifest
        assert held.counts().documents == 3
        assert held.dense("passages", KIRBY.passage_vectors[0], 1)[0].id == KIRBY.passages[0].id
        put(writer, kirby=KIRBY)
        with filled.snapshot() as after:
            assert after.counts().documents == 2
            assert after.generation > generation


def test_an_unfinished_rebuild_is_gone_on_with_by_the_same_manifest_only(filled):
    with filled.writer(OTHER) as writer:
        put(writer, kirby=KIRBY)
    with filled.writer(OTHER) as writer:
        assert [each.path for each in writer.files()] == ["kirby.txt"]
    with filled.writer(replace(OTHER, chunker="sentences-1")) as writer:
        assert writer.files() == []
    with filled.writer(OTHER) as writer:
        assert writer.files() == []
    assert counts(filled).documents == 3


JACK = entry('Jack Kirby: "I draw them as I see them."', title="Drawings")
SURNAME = entry('Kirby: "No comment."', title="Silent")
ONE = Corrections(same=(Same((Called("John Kirby"), Called("Jack Kirby"))),))


def said_by(store: Store) -> dict[str, int]:
    """How many statements each speaker has, by id."""
    with store.snapshot() as snapshot:
        return {each.id: each.statement_count for each in snapshot.speakers()[0]}


@pytest.fixture
def kirbys(filled: Store) -> Store:
    with filled.writer(MANIFEST) as writer:
        put(writer, jack=JACK, surname=SURNAME)
    return filled


def test_a_correction_changes_speakers_and_no_document(kirbys):
    before = said_by(kirbys)
    assert before == {"john-kirby": 2, "jack-kirby": 1, "kirby": 1, "lloyd-austin": 1}
    with kirbys.snapshot() as snapshot:
        documents, passages = snapshot.documents(), snapshot.counts().passages
        assert not snapshot.corrections()
    with kirbys.writer(MANIFEST) as writer:
        writer.correct(ONE)
        assert writer.corrections() == ONE
    assert said_by(kirbys) == {"john-kirby": 4, "lloyd-austin": 1}
    assert kirbys.verify() == []
    with kirbys.snapshot() as snapshot:
        assert snapshot.corrections() == ONE
        assert (snapshot.documents(), snapshot.counts().passages) == (documents, passages)
        jack = Filter(speakers=frozenset(["john-kirby"]), documents=frozenset([JACK.document.id]))
        assert snapshot.statements_by(jack)[1] == 1
    with kirbys.writer(MANIFEST) as writer:
        writer.correct(Corrections())
    assert said_by(kirbys) == before


def test_a_correction_in_force_is_true_of_what_comes_and_goes_later(filled):
    with filled.writer(MANIFEST) as writer:
        writer.correct(ONE)
        put(writer, jack=JACK)
        assert said_by(filled) == {"john-kirby": 3, "lloyd-austin": 1}
        put(writer, surname=SURNAME)
        assert said_by(filled) == {"john-kirby": 4, "lloyd-austin": 1}
        writer.forget(["kirby.txt", "austin.txt"])
        assert said_by(filled) == {"jack-kirby": 2}
        writer.forget(["jack.txt", "surname.txt"])
        assert said_by(filled) == {}


def test_a_correction_for_one_document_follows_its_file(kirbys):
    whose = Corrections(same=(Same((Called("Jack Kirby"), Called("Kirby", "surname.txt"))),))
    with kirbys.writer(MANIFEST) as writer:
        writer.correct(whose)
        assert said_by(kirbys)["jack-kirby"] == 2
        writer.point(file("moved.txt", SURNAME), instead_of="surname.txt")
        assert said_by(kirbys) == {"john-kirby": 2, "jack-kirby": 1, "kirby": 1, "lloyd-austin": 1}
        writer.point(file("surname.txt", SURNAME))
        assert said_by(kirbys)["jack-kirby"] == 2
        writer.forget(["surname.txt"])
        assert said_by(kirbys)["kirby"] == 1


def test_corrections_that_contradict_each_other_are_refused_whole(kirbys):
    before = said_by(kirbys)
    with kirbys.writer(MANIFEST) as writer:
        with pytest.raises(ValueError, match=r"J\w+ Kirby"):
            writer.correct(replace(ONE, apart=(Apart(ONE.same[0].names),)))
        assert not writer.corrections()
    assert said_by(kirbys) == before


def test_a_rebuild_begins_without_corrections(kirbys):
    with kirbys.writer(MANIFEST) as writer:
        writer.correct(ONE)
    with kirbys.writer(OTHER) as writer:
        assert not writer.corrections()
        with kirbys.snapshot() as snapshot:
            assert snapshot.corrections() == ONE


def test_what_a_correction_joined_comes_apart_when_the_last_of_a_name_goes(store):
    said = {
        name: entry(f'{name}: "{n} words."')
        for n, name in enumerate(["John Kirby", "Jack Kirby", "A Lee", "Lee"])
    }
    with store.writer(MANIFEST) as writer:
        put(writer, **{name.replace(" ", ""): each for name, each in said.items()})
        writer.correct(Corrections((Same((Called("John Kirby"), Called("A Lee"))),)))
        writer.forget(["JohnKirby.txt"])
    with store.snapshot() as snapshot:
        assert {s.name for s in snapshot.speakers()[0]} >= {"Jack Kirby", "A Lee"}


def test_what_an_acronym_joined_comes_apart_when_the_one_document_that_tells_it_goes(store):
    """DOJ is not the initials of the name, so that the two are kept in different blocks."""

    def body(n: int, name: str, *aliases: str) -> Entry:
        said = entry(f'Ann Lee: "{n} words."')
        profile = Profile(name, "organisation", None, aliases)
        return replace(said, attribution=replace(said.attribution, profiles=(profile,)))

    justice = "Department of Justice"
    told, full, short = body(1, justice, "DOJ"), body(2, justice), body(3, "DOJ")

    def names() -> set[str]:
        with store.snapshot() as snapshot:
            return {speaker.name for speaker in snapshot.speakers()[0]}

    with store.writer(MANIFEST) as writer:
        put(writer, told=told, full=full, short=short)
    assert names() == {justice}
    with store.writer(MANIFEST) as writer:
        writer.forget(["told.txt"])
    assert names() == {justice, "DOJ"}
    assert store.verify() == []


def test_why_names_were_put_together_is_told_with_the_documents(kirbys):
    with kirbys.writer(MANIFEST) as writer:
        writer.correct(ONE)
    with kirbys.snapshot() as snapshot:
        told = [
            (e.alias, e.rule, [d.id for d in e.documents]) for e in snapshot.evidence("john-kirby")
        ]
        assert snapshot.evidence("nobody") == []
    assert told == [
        ("John Kirby", "same name", [AUSTIN.document.id, KIRBY.document.id]),
        ("Jack Kirby", "correction in speakers.toml", [JACK.document.id]),
        ("Kirby", "surname, the only one of that name", [SURNAME.document.id]),
    ]


NAMES = ["John Kirby", "Jack Kirby", "Kirby", "Ann Lee", "A Lee", "Lee", "John Lee"]
SAID = st.builds(
    lambda same, apart: Corrections(tuple(same), tuple(apart)),
    st.lists(
        st.builds(
            lambda names: Same(tuple(Called(*each) for each in names)),
            st.lists(
                st.tuples(st.sampled_from(NAMES), st.sampled_from([None, "0.txt", "1.txt"])),
                min_size=2, max_size=3,
            ),
        ),
        max_size=2,
    ),
    st.lists(
        st.builds(
            lambda names: Apart(tuple(map(Called, names))),
            st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True),
        ),
        max_size=2,
    ),
)  # fmt: skip


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(
    steps=st.lists(
        st.one_of(st.tuples(st.integers(0, 3), st.sampled_from(NAMES)), st.integers(0, 3), SAID),
        max_size=8,
    )
)
def test_whatever_is_said_and_changed_the_speakers_follow_from_it(store, steps):
    """``verify`` resolves every speaker anew; the fixture asks it once more at the end."""
    with store.writer(MANIFEST) as writer:
        for step in steps:
            if isinstance(step, Corrections):
                with suppress(Contradiction):
                    writer.correct(step)
            elif isinstance(step, int):
                writer.forget([f"{step}.txt"])
            else:
                put(writer, **{str(step[0]): entry(f'{step[1]}: "Words."')})
    assert store.verify() == []
