"""Several writers of one store, and a rebuild beside what is served."""

from contextlib import suppress
from dataclasses import replace

import pytest

from index.store import StoreBusy
from index.stores.milvus.store import MilvusStore
from tests.index.contract.stored import AUSTIN, BUILD, KIRBY, OTHER, counts, put
from tests.index.samples import MANIFEST, file


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
