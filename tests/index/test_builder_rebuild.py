"""Everything is made anew beside what is served: by another manifest, or because it is wanted."""

from dataclasses import replace

import pytest

from index.builder import Builder
from index.documents import Document
from index.parts import Analysis
from index.store import StoreAway
from index.update import BuildCancelled, BuildFailed, Progress
from tests.index.desk import AUSTIN, KIRBY, OTHER
from tests.index.samples import MANIFEST


def test_a_changed_manifest_makes_everything_anew_beside_the_old(built):
    seen = []

    def progress(at: Progress) -> None:
        seen.append((at.stage, built.store.manifest, len(built.answers())))

    built.workshop.analysed.clear()
    built.builder(OTHER).build(progress=progress)
    assert set(seen) == {(stage, MANIFEST, 2) for stage, _, _ in seen}
    assert {stage for stage, _, _ in seen} == {"scanning", "reading", "committing", "finishing"}
    assert built.store.manifest == OTHER
    assert sorted(built.workshop.analysed) == sorted([KIRBY, AUSTIN])
    assert built.whole()


def test_a_rebuild_tries_failed_files_again_and_carries_last_good_versions_over(built):
    built.write("kirby.txt", b"unanalysable now")
    built.build()
    assert built.build(fresh=True) == {"added": 1, "failed": 1}
    assert "unanalysable now" in built.workshop.analysed
    assert built.answers() == {KIRBY: {"kirby.txt"}, AUSTIN: {"news/austin.txt"}}
    assert built.errors().keys() == {"kirby.txt"}
    assert built.store.verify() == []


@pytest.mark.parametrize("trouble", [MemoryError(), OSError(28, "No space left"), StoreAway("x")])
def test_a_rebuild_without_room_to_carry_a_last_good_version_over_leaves_the_old_index(
    built, trouble
):
    built.write("kirby.txt", "")
    built.build()

    def analyse(document: Document) -> Analysis:
        if document.text == KIRBY:
            raise trouble
        return built.workshop.parts.analyse(document)

    short = replace(built.workshop.parts, analyse=analyse)
    with pytest.raises(type(trouble)):
        Builder(built.folder, built.store, short).build(fresh=True)
    assert set(built.answers()) == {KIRBY, AUSTIN}
    assert built.build(fresh=True) == {"added": 1, "failed": 1}
    assert set(built.answers()) == {KIRBY, AUSTIN}


def test_a_rebuild_in_which_everything_fails_leaves_the_old_index(built):
    def broken(_):
        raise RuntimeError("the model is not there")

    parts = replace(built.workshop.parts, manifest=OTHER, analyse=broken)
    with pytest.raises(BuildFailed):
        Builder(built.folder, built.store, parts).build()
    assert set(built.answers()) == {KIRBY, AUSTIN}
    assert built.store.manifest == MANIFEST


def test_a_cancelled_build_keeps_what_was_committed_and_goes_on_from_there(desk):
    for n in range(5):
        desk.write(f"{n}.txt", f'Person N{n}: "Word {n}."')
    committed = []

    def progress(at: Progress) -> None:
        if at.stage == "committing":
            committed.append(at.path)

    with pytest.raises(BuildCancelled):
        desk.builder().build(progress=progress, cancelled=lambda: len(committed) == 2)
    assert len(desk.answers()) == 2
    assert desk.build() == {"added": 3, "unchanged": 2}
    assert desk.whole()


def test_a_cancelled_rebuild_is_not_served_and_is_resumed(built):
    calls = iter([False, True])
    with pytest.raises(BuildCancelled):
        built.builder(OTHER).build(cancelled=lambda: next(calls))
    assert built.store.manifest == MANIFEST
    assert len(built.answers()) == 2
    assert built.build(OTHER) == {"added": 1, "unchanged": 1}
    assert built.store.manifest == OTHER
    assert built.whole()


def test_a_rebuild_by_the_same_manifest_is_resumed_too(built):
    calls = iter([False, True])
    with pytest.raises(BuildCancelled):
        built.builder().build(fresh=True, cancelled=lambda: next(calls))
    assert len(built.answers()) == 2
    assert built.build(fresh=True) == {"added": 1, "unchanged": 1}
    assert built.whole()
