"""A commit is seen whole, by every snapshot that is opened after it and by none before."""

from dataclasses import replace

import pytest

from index.store import Counts
from tests.index.contract.stored import AUSTIN, KIRBY, UNDATED, put
from tests.index.samples import MANIFEST, encode, entry, file


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
