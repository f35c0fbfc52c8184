"""Files of a store: changed, copied, renamed, failed, forgotten."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index.store import FileRecord
from tests.index.contract.stored import AUSTIN, BUILD, KIRBY, counts, put
from tests.index.samples import DIMENSION, MANIFEST, entry, file


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
