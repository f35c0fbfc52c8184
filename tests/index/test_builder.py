"""A folder into the store: what is taken up, what is left alone, what is listed as failed."""

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import folder as folders
from index import readers
from index.builder import BuildCancelled, Builder, BuildFailed, Progress
from index.documents import Document
from index.drift import Drift, drift, verify_files
from index.parts import Analysis
from index.readers.archive import EXPANDED
from index.readers.content import LONGEST
from index.store import Build, Difference, Filter, Manifest, StoreAway, StoreDamaged
from index.stores.local import LocalStore
from index.stores.writer import LocalWriter
from tests.index.made import ENCRYPTED, archive, lines, pdf
from tests.index.samples import MANIFEST, Workshop, encode
from tests.index.test_local_store import UNTRUE, tamper
from tests.index.test_local_store import text as numbered

KIRBY = 'John Kirby: "They would be legitimate targets."'
AUSTIN = 'Lloyd Austin: "It is a very serious issue."'
ZELENSKY = 'Volodymyr Zelensky: "They are in the training camps."'
OTHER = replace(MANIFEST, embedder="another-model")


class Desk:
    """A folder, its store, and the parts that fill it."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "documents"
        self.folder.mkdir()
        self.data = tmp_path / "data"
        self.store = LocalStore(self.data)
        self.workshop = Workshop()

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def builder(self, manifest: Manifest = MANIFEST) -> Builder:
        parts = replace(self.workshop.parts, manifest=manifest)
        return Builder(self.folder, self.store, parts, skip=[self.data])

    def build(self, manifest: Manifest = MANIFEST, *, fresh: bool = False) -> dict[str, int]:
        """What the pass did: the counts that are not zero."""
        self.workshop.analysed.clear()
        self.workshop.embedded.clear()
        build = self.builder(manifest).build(fresh=fresh)
        with self.store.snapshot() as snapshot:
            assert snapshot.last_build() == build
        assert build.finished >= build.started
        return tally(build)

    def answers(self) -> dict[str, set[str]]:
        """Every document that is answered from: text → paths."""
        with self.store.snapshot() as snapshot:
            documents = [snapshot.document(d.document.id) for d in snapshot.documents(limit=1000)]
        answers: dict[str, set[str]] = {}
        for d in documents:  # the same text as .txt and as .md is two documents
            if d:
                answers.setdefault(d.document.text, set()).update(d.paths)
        return answers

    def errors(self) -> dict[str, str]:
        with self.store.snapshot() as snapshot:
            return {file.path: file.error for file in snapshot.files() if file.error}

    def speakers(self) -> set[str]:
        with self.store.snapshot() as snapshot:
            return {speaker.id for speaker in snapshot.speakers()[0]}

    def whole_by_files(self) -> bool:
        return not verify_files(self.folder, self.store, readers.supported, skip=[self.data])

    def whole(self) -> bool:
        differences = verify_files(self.folder, self.store, readers.supported, skip=[self.data])
        return not differences and not self.store.verify()


def aged(monkeypatch: pytest.MonkeyPatch, build: Callable[[], object]) -> None:
    """Build an hour from now, so that the directories there are have long been as they are."""
    now = time.time
    with monkeypatch.context() as patched:
        patched.setattr("index.builder.time.time", lambda: now() + 3600)
        build()


def tally(build: Build) -> dict[str, int]:
    names = ("added", "changed", "renamed", "removed", "failed", "unchanged")
    return {name: getattr(build, name) for name in names if getattr(build, name)}


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def built(desk):
    desk.write("kirby.txt", KIRBY)
    desk.write("news/austin.txt", AUSTIN)
    assert desk.build() == {"added": 2}
    return desk


def test_every_supported_file_of_the_folder_is_taken_up(built):
    assert built.answers() == {KIRBY: {"kirby.txt"}, AUSTIN: {"news/austin.txt"}}
    with built.store.snapshot() as snapshot:
        assert {each.name for each in snapshot.speakers()[0]} == {"John Kirby", "Lloyd Austin"}
    assert built.whole()


def test_an_unchanged_folder_is_not_read(built, monkeypatch):
    monkeypatch.setattr(folders, "read", lambda path: pytest.fail(f"{path} was read"))
    assert built.build() == {"unchanged": 2}


def test_a_changed_file_alone_is_analysed_and_replaces_what_it_said(built):
    built.write("kirby.txt", ZELENSKY)
    assert built.build() == {"changed": 1, "unchanged": 1}
    assert built.workshop.analysed == [ZELENSKY]
    assert built.answers() == {ZELENSKY: {"kirby.txt"}, AUSTIN: {"news/austin.txt"}}
    assert built.whole()


def test_what_did_not_change_in_a_changed_file_is_not_embedded_again(built):
    built.write("kirby.txt", f"A line of nobody's.\n{KIRBY}\n{AUSTIN}")
    built.build()
    everything = set(built.workshop.embedded)
    assert everything == {"A line of nobody's.", AUSTIN}, "Kirby's passage and statement are known"
    built.write("kirby.txt", f"{ZELENSKY}\n{AUSTIN}\n{KIRBY}")
    built.build()
    assert built.workshop.embedded == [ZELENSKY], "a passage and a statement of the same words"
    built.write("kirby.txt", f"{AUSTIN}\n{ZELENSKY}")
    built.build()
    assert built.workshop.embedded == []
    assert built.whole()
    with built.store.snapshot() as snapshot:
        (first, *_) = snapshot.dense("passages", encode([ZELENSKY])[0], 3)
        assert snapshot.passages([first.id])[0].text == ZELENSKY


def test_a_rebuild_and_a_repair_embed_everything_anew(built):
    built.build(fresh=True)
    assert set(built.workshop.embedded) == {KIRBY, AUSTIN}
    tamper(built.store, "UPDATE statement_vectors SET vector = zeroblob(64)")
    built.workshop.embedded.clear()
    repaired(built)
    assert set(built.workshop.embedded) == {KIRBY, AUSTIN}
    tamper(built.store, "DELETE FROM passage_vectors")
    built.write("kirby.txt", f"{KIRBY}\n{ZELENSKY}")
    built.build()
    assert set(built.workshop.embedded) == {KIRBY, ZELENSKY}, "what is not sound is not taken over"


def test_a_touched_file_is_not_analysed(built):
    os.utime(built.folder / "kirby.txt", ns=(1, 1))
    assert built.build() == {"unchanged": 2}
    assert built.workshop.analysed == []
    assert built.build() == {"unchanged": 2}
    assert built.whole()


def test_a_renamed_file_keeps_its_document_under_its_new_name(built):
    (built.folder / "kirby.txt").rename(built.folder / "news" / "2024-10-23-on-targets.txt")
    assert built.build() == {"renamed": 1, "unchanged": 1}
    assert built.workshop.analysed == []
    assert built.answers()[KIRBY] == {"news/2024-10-23-on-targets.txt"}
    with built.store.snapshot() as snapshot:
        (statement,) = snapshot.statements_by(snapshot_filter(snapshot, "kirby"))[0]
        assert statement.title == "On Targets"
        assert str(statement.published) == "2024-10-23"
    assert built.whole()


def snapshot_filter(snapshot, name):
    from index.store import Filter

    (speaker,) = snapshot.speakers(name)[0]
    return Filter(speakers=frozenset([speaker.id]))


def test_a_copy_is_one_document_with_two_paths(built):
    built.write("copy.txt", KIRBY)
    assert built.build() == {"added": 1, "unchanged": 2}
    assert built.workshop.analysed == []
    assert built.answers()[KIRBY] == {"kirby.txt", "copy.txt"}
    (built.folder / "kirby.txt").unlink()
    assert built.build() == {"removed": 1, "unchanged": 2}
    assert built.answers()[KIRBY] == {"copy.txt"}
    assert built.whole()


@pytest.mark.parametrize("change", ["deleted", "rewritten"])
def test_title_and_date_are_those_of_a_file_that_still_has_the_document(desk, change):
    first = desk.write("2024-01-01-first.txt", KIRBY)
    desk.write("2024-05-05-second.txt", KIRBY)
    desk.build()
    if change == "deleted":
        first.unlink()
    else:
        first.write_text(AUSTIN)
    desk.build()
    with desk.store.snapshot() as snapshot:
        (found,) = [d for d in snapshot.documents() if d.paths == ("2024-05-05-second.txt",)]
    assert (found.document.title, found.document.published) == ("Second", date(2024, 5, 5))
    assert desk.whole()


def test_two_files_that_change_places_change_documents(built):
    built.write("kirby.txt", AUSTIN)
    built.write("news/austin.txt", KIRBY)
    built.build()
    assert built.answers() == {AUSTIN: {"kirby.txt"}, KIRBY: {"news/austin.txt"}}
    assert built.whole()


def test_a_deleted_file_is_answered_no_more(built):
    (built.folder / "kirby.txt").unlink()
    assert built.build() == {"removed": 1, "unchanged": 1}
    assert built.answers() == {AUSTIN: {"news/austin.txt"}}
    assert built.whole()


def test_a_deleted_file_is_gone_before_the_others_are_read(built):
    (built.folder / "kirby.txt").unlink()
    built.write("new.txt", ZELENSKY)
    seen = []

    def progress(at: Progress) -> None:
        if at.stage == "reading":
            seen.append(set(built.answers()))

    built.builder().build(progress=progress)
    assert seen == [{AUSTIN}]


def test_a_folder_that_is_away_is_not_taken_for_an_empty_one(built):
    built.folder.rename(built.folder.with_name("elsewhere"))
    with pytest.raises(OSError, match="documents"):
        built.build()
    assert set(built.answers()) == {KIRBY, AUSTIN}


@pytest.mark.parametrize("mounted", ["", "news"])
def test_what_is_not_mounted_is_not_taken_for_what_was_emptied(desk, monkeypatch, mounted):
    desk.write("kirby.txt", KIRBY)
    desk.write("news/austin.txt", AUSTIN)
    other = desk.folder.with_name("other")
    (other / "news").mkdir(parents=True)
    if mounted:
        (other / "kirby.txt").hardlink_to(desk.folder / "kirby.txt")
    else:
        (other / "news").rmdir()
    aged(monkeypatch, desk.build)

    # The directories below a drive are as old as they were; only links can swap them unchanged.
    drive = desk.folder.rename(desk.folder.with_name("drive"))
    desk.folder.symlink_to(other)
    if mounted:
        assert drifted(desk) == Drift(new=1), "the directory that cannot be seen"
        assert desk.build() == {"unchanged": 1, "failed": 1}
        assert list(desk.errors()) == ["news/"]
    else:
        with pytest.raises(OSError, match="mounted"):
            desk.build()
        with pytest.raises(OSError, match="mounted"):
            desk.build(fresh=True)
    assert set(desk.answers()) == {KIRBY, AUSTIN}

    desk.folder.unlink()
    drive.rename(desk.folder)
    assert desk.build()["unchanged"] == 2
    assert desk.errors() == {}


def test_an_emptied_folder_is_answered_no_more_whatever_time_it_has(built):
    (built.folder / "kirby.txt").unlink()
    (built.folder / "news/austin.txt").unlink()
    os.utime(built.folder / "news", (1, 1))  # as a copy of another folder gives it
    assert built.build() == {"removed": 2}
    built.write("kirby.txt", KIRBY)
    built.build()
    (built.folder / "kirby.txt").unlink()
    (built.folder / "news").rmdir()
    os.utime(built.folder, (1, 1))
    assert built.build() == {"removed": 1}
    assert built.answers() == {}


def test_a_file_that_cannot_be_read_is_listed_and_the_rest_is_taken_up(built):
    built.write("empty.txt", "")
    built.write("flaw.txt", "unanalysable")
    built.write("new.txt", ZELENSKY)
    assert built.build() == {"added": 1, "failed": 2, "unchanged": 2}
    assert set(built.answers()) == {KIRBY, AUSTIN, ZELENSKY}
    errors = built.errors()
    assert errors.keys() == {"empty.txt", "flaw.txt"}
    assert "empty" in errors["empty.txt"]
    assert "ZeroDivisionError: the analysis has a flaw" in errors["flaw.txt"]
    assert built.whole()


def test_a_failed_file_keeps_its_last_good_version_until_it_is_gone(built):
    built.write("kirby.txt", "unanalysable now")
    assert built.build() == {"failed": 1, "unchanged": 1}
    assert built.answers()[KIRBY] == {"kirby.txt"}
    (built.folder / "kirby.txt").unlink()
    assert built.build() == {"removed": 1, "unchanged": 1}
    assert set(built.answers()) == {AUSTIN}
    assert built.errors() == {}


def test_a_failed_file_is_tried_again_when_it_changes_and_not_before(built):
    built.write("kirby.txt", "unanalysable now")
    built.build()
    assert built.build() == {"failed": 1, "unchanged": 1}
    assert built.workshop.analysed == []
    built.write("kirby.txt", KIRBY)
    assert built.build() == {"changed": 1, "unchanged": 1}
    assert built.workshop.analysed == []  # its last good version is what it is again
    assert built.errors() == {}
    assert built.whole()


@pytest.mark.parametrize("trouble", [OSError(24, "Too many open files"), MemoryError()])
def test_a_file_that_the_machine_had_no_room_for_is_tried_again_each_time(built, trouble):
    def read(*_: object) -> Document:
        raise trouble

    built.write("new.txt", ZELENSKY)
    short = replace(built.workshop.parts, read=read)
    assert tally(Builder(built.folder, built.store, short).build()) == {"failed": 1, "unchanged": 2}
    assert "for now" in built.errors()["new.txt"]
    assert built.build() == {"changed": 1, "unchanged": 2}
    assert built.errors() == {}


@pytest.mark.parametrize("trouble", [StoreAway("It does not answer"), StoreDamaged("A page")])
def test_a_store_that_goes_away_ends_the_pass_and_is_no_files_failure(built, monkeypatch, trouble):
    def entry(*_: object) -> None:
        raise trouble

    built.write("kirby.txt", ZELENSKY)
    monkeypatch.setattr(LocalWriter, "entry", entry)
    with pytest.raises(type(trouble)):
        built.build()
    monkeypatch.undo()
    assert built.errors() == {}
    assert built.build() == {"changed": 1, "unchanged": 1}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_tried_again_each_time(built):
    file = built.write("secret.txt", ZELENSKY)
    file.chmod(0)
    assert built.build() == {"failed": 1, "unchanged": 2}
    file.chmod(0o600)
    assert built.build() == {"changed": 1, "unchanged": 2}


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


def test_progress_names_the_files_and_how_many_there_are(desk):
    for name in ("a.txt", "b.txt"):
        desk.write(name, f'Person {name[0].upper()}: "Word."')
    seen = []
    desk.builder().build(progress=seen.append)
    assert seen == [
        Progress("scanning"),
        Progress("reading", 0, 2, "a.txt"),
        Progress("committing", 0, 2, "a.txt"),
        Progress("reading", 1, 2, "b.txt"),
        Progress("committing", 1, 2, "b.txt"),
        Progress("finishing"),
    ]


def test_hidden_unsupported_and_skipped_files_are_no_documents(tmp_path):
    desk = Desk(tmp_path)
    desk.data = desk.folder / "index-data"
    desk.store = LocalStore(desk.data)
    desk.write("kirby.txt", KIRBY)
    for path in (".hidden.txt", ".git/x.txt", "photo.jpeg", "index-data/x.txt"):
        desk.write(path, ZELENSKY)
    assert desk.build() == {"added": 1}
    assert set(desk.answers()) == {KIRBY}


def test_a_link_is_read_where_its_file_lies_in_the_folder(built, tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text(ZELENSKY)
    (built.folder / "inside.txt").symlink_to(built.folder / "kirby.txt")
    (built.folder / "out.txt").symlink_to(outside)
    (built.folder / "nowhere.txt").symlink_to(tmp_path / "nothing.txt")
    (built.folder / "loop").symlink_to(built.folder, target_is_directory=True)
    assert built.build() == {"added": 1, "failed": 2, "unchanged": 2}
    assert built.answers() == {
        KIRBY: {"kirby.txt", "inside.txt"},
        AUSTIN: {"news/austin.txt"},
    }
    assert "out of the folder" in built.errors()["out.txt"]
    assert built.build() == {"failed": 2, "unchanged": 3}


def test_a_link_to_a_name_that_no_file_can_have_is_listed_and_the_rest_is_taken_up(built):
    (built.folder / "bad.txt").symlink_to("b" * 300)
    built.write("new.txt", ZELENSKY)
    assert built.build() == {"added": 1, "failed": 1, "unchanged": 2}
    assert "cannot be reached" in built.errors()["bad.txt"]
    assert set(built.answers()) == {KIRBY, AUSTIN, ZELENSKY}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter every directory")
def test_a_directory_that_is_listed_and_not_entered_costs_its_own_files_alone(built):
    (built.folder / "news").chmod(0o600)
    built.write("new.txt", ZELENSKY)
    assert built.build() == {"added": 1, "failed": 1, "unchanged": 1}
    (built.folder / "news").chmod(0o700)
    assert set(built.answers()) == {KIRBY, AUSTIN, ZELENSKY}


def test_what_is_no_regular_file_and_what_has_no_proper_name_is_listed(built):
    os.mkfifo(built.folder / "pipe.txt")
    (built.folder / os.fsdecode(b"caf\xe9.txt")).write_text(ZELENSKY)
    built.write("new\nline.txt", ZELENSKY)
    assert built.build() == {"added": 1, "failed": 2, "unchanged": 2}
    assert built.errors().keys() == {"pipe.txt", "caf\\xe9.txt"}
    assert built.answers()[ZELENSKY] == {"new\nline.txt"}


@pytest.fixture
def growing(built, monkeypatch):
    """Writes to a file of this name whenever one is read, until the patch is undone."""

    def written(name: str) -> pytest.MonkeyPatch:
        real = os.fstat

        def fstat(descriptor: int) -> os.stat_result:
            status = real(descriptor)
            with (built.folder / name).open("a") as file:
                file.write(" More.")
            return status

        monkeypatch.setattr(folders.os, "fstat", fstat)
        return monkeypatch

    return written


def test_a_file_that_is_still_being_written_is_left_for_the_next_pass(built, growing):
    built.write("growing.txt", ZELENSKY)
    patch = growing("growing.txt")
    assert built.build() == {"unchanged": 2}
    patch.undo()
    assert built.build() == {"added": 1, "unchanged": 2}
    assert built.whole()


def test_a_rebuild_keeps_the_last_good_version_of_a_file_that_is_being_written(built, growing):
    patch = growing("kirby.txt")
    assert built.build(fresh=True) == {"added": 1, "failed": 1}
    assert set(built.answers()) == {KIRBY, AUSTIN}
    patch.undo()
    assert built.build() == {"changed": 1, "unchanged": 1}
    assert built.errors() == {}
    assert built.whole()


def test_a_file_that_vanishes_between_listing_and_reading_is_gone(built, monkeypatch):
    built.write("kirby.txt", ZELENSKY)
    real = folders.read

    def read(path: Path) -> folders.Contents | None:
        path.unlink()
        return real(path)

    monkeypatch.setattr(folders, "read", read)
    assert built.build() == {"removed": 1, "unchanged": 1}
    assert set(built.answers()) == {AUSTIN}


def test_a_drive_that_goes_away_during_a_rebuild_leaves_the_old_index(built):
    def progress(at: Progress) -> None:
        if at.path == "news/austin.txt" and at.stage == "reading":
            shutil.rmtree(built.folder)
            built.folder.mkdir()

    with pytest.raises(FileNotFoundError):
        built.builder().build(fresh=True, progress=progress)
    assert set(built.answers()) == {KIRBY, AUSTIN}


def test_differences_between_folder_and_catalogue_are_named(built):
    (built.folder / "kirby.txt").unlink()
    built.write("news/austin.txt", KIRBY)
    built.write("new.txt", ZELENSKY)
    found = verify_files(built.folder, built.store, readers.supported)
    assert {(each.where, each.what) for each in found} == {
        ("file kirby.txt", "is in the index and not in the folder"),
        ("file news/austin.txt", "was changed after it was indexed"),
        ("file new.txt", "is not in the index"),
    }


def drifted(desk: Desk) -> Drift:
    return drift(desk.folder, desk.store, readers.supported, skip=[desk.data])


def test_how_far_an_index_is_behind_is_told_without_reading_a_file(built, monkeypatch):
    assert drifted(built) == Drift()
    built.write("bad.txt", "")
    built.build()
    assert drifted(built) == Drift(), "a failed file is known as it is"
    monkeypatch.setattr(folders, "read", lambda path: pytest.fail(f"{path} was read"))
    (built.folder / "kirby.txt").unlink()
    built.write("news/austin.txt", AUSTIN + " And more.")
    built.write("new.txt", ZELENSKY)
    built.write("newer.txt", ZELENSKY)
    assert drifted(built) == Drift(new=2, changed=1, gone=1)


# Repair


def repaired(desk: Desk) -> list[str]:
    """Repairs what verification finds; gives what was said to be done."""
    found = verify_files(desk.folder, desk.store, readers.supported, skip=[desk.data])
    done: list[str] = []
    differences = [*desk.store.verify(), *found]
    assert differences
    desk.builder().build(repair=differences, note=done.append)
    return done


@pytest.mark.parametrize("statement", UNTRUE)
def test_whatever_verify_names_is_mended(desk, statement):
    for n in range(5):
        desk.write(f"{n}.txt", numbered(n))
    desk.build()
    with desk.store.snapshot() as snapshot:
        said, _ = snapshot.statements_by(Filter())
        assert len(snapshot.dense("passages", encode([numbered(1)])[0], 20)) == 10
    tamper(desk.store, statement)
    assert repaired(desk)
    assert desk.whole()
    assert desk.answers() == {numbered(n): {f"{n}.txt"} for n in range(5)}
    with desk.store.snapshot() as snapshot:
        assert snapshot.statements_by(Filter()) == (said, 5)
        assert snapshot.mentions("Statement 0 of number 3", 5)[0].id.endswith("-p0")
        assert len(snapshot.dense("passages", encode([numbered(1)])[0], 20)) == 10
    again = LocalStore(desk.data)
    assert again.verify() == []
    again.close()


def test_a_view_that_differs_is_made_anew_in_every_process(built):
    other = LocalStore(built.data)
    for store in (built.store, other):
        with store.snapshot() as snapshot:
            snapshot.dense("passages", encode(["load the view"])[0], 1)
    vector = encode(["other words"])[0].tobytes().hex()
    tamper(built.store, f"UPDATE passage_vectors SET vector = x'{vector}' WHERE row = 2")  # noqa: S608
    assert other.verify()
    assert repaired(built) == ["The views of the vectors were made anew."]
    assert other.verify() == built.store.verify() == []
    other.close()


def test_a_repair_sees_a_change_that_left_size_and_time_as_they_were(built):
    file = built.folder / "kirby.txt"
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    file.write_text(KIRBY.replace("legitimate", "ridiculous"))
    os.utime(file, ns=times)
    assert built.build() == {"unchanged": 2}
    assert not built.whole()
    assert repaired(built) == []
    assert built.whole()


def test_a_repair_analyses_nothing_that_is_sound(built):
    tamper(built.store, "UPDATE statements SET text = 'Never said.' WHERE text LIKE '%serious%'")
    built.workshop.analysed.clear()
    repaired(built)
    assert built.workshop.analysed == [AUSTIN]


def test_a_last_good_version_is_mended_from_its_own_text(built):
    built.write("kirby.txt", "unanalysable now")
    built.build()
    tamper(built.store, "DELETE FROM passage_vectors")
    assert repaired(built)
    assert built.whole()
    assert built.answers()[KIRBY] == {"kirby.txt"}
    assert built.errors().keys() == {"kirby.txt"}


def test_what_only_a_rebuild_mends_is_told(built):
    broken = Difference("catalogue", "a page is missing", "pages")
    with pytest.raises(StoreDamaged):
        built.builder().build(repair=[broken])
    assert set(built.answers()) == {KIRBY, AUSTIN}


JACK = 'Jack Kirby: "I draw them as I see them."'
ONE = '[[same]]\nnames = ["John Kirby", "Jack Kirby"]\n'


@pytest.fixture
def kirbys(built):
    built.write("jack.txt", JACK)
    built.build()
    assert built.speakers() == {"john-kirby", "jack-kirby", "lloyd-austin"}
    return built


def test_corrections_in_the_folder_are_taken_up_without_reading_a_document(kirbys, monkeypatch):
    real = folders.read

    def read(path: Path) -> folders.Contents | None:
        assert path.name == "speakers.toml"
        return real(path)

    monkeypatch.setattr(folders, "read", read)
    kirbys.write("speakers.toml", ONE)
    assert not kirbys.whole_by_files()
    assert kirbys.build() == {"unchanged": 3}
    assert kirbys.speakers() == {"john-kirby", "lloyd-austin"}
    kirbys.write("speakers.toml", "# nothing any more\n")
    kirbys.build()
    assert kirbys.speakers() == {"john-kirby", "jack-kirby", "lloyd-austin"}
    kirbys.write("speakers.toml", ONE)
    kirbys.build()
    (kirbys.folder / "speakers.toml").unlink()
    kirbys.build()
    assert kirbys.speakers() == {"john-kirby", "jack-kirby", "lloyd-austin"}
    monkeypatch.undo()
    assert kirbys.whole()


@pytest.mark.parametrize("bad", ["[[same]\n", '[[same]]\nnmaes = ["A"]\n', b"\xff\xfe"])
def test_bad_corrections_are_listed_and_the_last_good_ones_stay_in_force(kirbys, bad):
    kirbys.write("speakers.toml", ONE)
    kirbys.build()
    kirbys.write("speakers.toml", bad)
    kirbys.write("new.txt", ZELENSKY)
    assert kirbys.build() == {"added": 1, "failed": 1, "unchanged": 3}
    (error,) = kirbys.errors().items()
    assert error[0] == "speakers.toml"
    assert error[1].startswith("line 1: ")
    assert "jack-kirby" not in kirbys.speakers()
    assert kirbys.build() == {"failed": 1, "unchanged": 4}
    assert kirbys.whole()
    for build in ({"fresh": True}, {"manifest": OTHER}):
        assert kirbys.build(**build) == {"added": 4, "failed": 1}
        assert "jack-kirby" not in kirbys.speakers(), "a rebuild carries them over"
    kirbys.write("speakers.toml", ONE)
    assert kirbys.build(OTHER) == {"unchanged": 4}
    assert kirbys.errors() == {}
    assert kirbys.whole()


def test_corrections_survive_rebuilds_and_the_loss_of_the_index(kirbys):
    kirbys.write("speakers.toml", ONE)
    kirbys.build(fresh=True)
    assert kirbys.speakers() == {"john-kirby", "lloyd-austin"}
    kirbys.store.close()
    kirbys.store = LocalStore(kirbys.data.with_name("new data"))
    kirbys.build()
    assert kirbys.speakers() == {"john-kirby", "lloyd-austin"}
    assert kirbys.whole()


def test_a_correction_does_not_wait_for_the_end_of_a_build(kirbys):
    for n in range(3):
        kirbys.write(f"{n}.txt", f'Person N{n}: "Word {n}."')
    seen = []

    def progress(at: Progress) -> None:
        if at.stage == "reading":
            seen.append("jack-kirby" in kirbys.speakers())
            kirbys.write("speakers.toml", ONE)

    kirbys.builder().build(progress=progress)
    assert seen == [True, False, False]


TEXTS = [KIRBY, AUSTIN, ZELENSKY, "Nobody says a word.", "unanalysable"]
PATHS = ["a.txt", "b.txt", "c.md", "d/e.txt"]
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from(TEXTS)),
        st.tuples(st.just("delete"), st.sampled_from(PATHS), st.none()),
        st.tuples(st.just("move"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
        st.tuples(st.just("build"), st.booleans(), st.none()),
    ),
    max_size=25,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=25,
)
@given(changes=CHANGES)
def test_after_any_changes_the_index_is_true_to_the_folder(tmp_path_factory, changes):
    desk = Desk(tmp_path_factory.mktemp("desk"))
    clock = 0
    for verb, one, other in changes:
        if verb == "build":
            desk.build(fresh=one)
        elif verb == "write":
            clock += 1  # as far apart as a clock tells times
            os.utime(desk.write(one, other), (clock, clock))
        elif verb == "delete":
            (desk.folder / one).unlink(missing_ok=True)
        elif (desk.folder / one).exists():
            (desk.folder / other).parent.mkdir(exist_ok=True)
            (desk.folder / one).rename(desk.folder / other)
    counts = desk.build()
    files = {path: desk.folder / path for path in PATHS if (desk.folder / path).exists()}
    good = {path for path, file in files.items() if "unanalysable" not in file.read_text()}
    assert sum(n for name, n in counts.items() if name != "removed") == len(files)
    assert desk.errors().keys() == files.keys() - good
    for text, paths in desk.answers().items():
        assert paths <= files.keys()
        assert all(files[path].read_text() == text for path in paths & good)
    assert good <= set().union(*desk.answers().values())
    assert desk.whole()
    assert desk.build() == {
        name: n for name, n in (("unchanged", len(good)), ("failed", len(files) - len(good))) if n
    }


def test_the_worst_of_files_are_listed_and_never_the_end_of_the_build(built):
    outside = built.folder.parent / "secret.txt"
    outside.write_text(ZELENSKY)
    with (built.folder / "huge.txt").open("wb") as huge:
        huge.truncate(500_000_000)  # takes no room on the disk
    built.write("long.txt", b"word " * (LONGEST // 5 + 1))
    built.write("bomb.docx", archive({"word/document.xml": bytes(EXPANDED + 1)}))
    built.write("locked.pdf", pdf([lines([KIRBY])], trailer=ENCRYPTED))
    built.write("cut.pdf", pdf([lines([KIRBY])])[:-100])
    built.write("lie.pdf", b"no PDF at all")
    built.write("scan.pdf", pdf([[]]))
    os.mkfifo(built.folder / "pipe.pdf")
    (built.folder / "link.pdf").symlink_to(outside)
    (Path(os.fsdecode(os.fsencode(built.folder) + b"/b\xffd.html"))).write_bytes(b"<p>x")
    built.write("new\nline.html", f"<p>{ZELENSKY}</p>")
    tally = built.build()
    assert (tally["added"], tally["unchanged"], tally["failed"]) == (1, 2, 10)
    reasons = {
        "huge.txt": "too large",
        "long.txt": "longer than the 5,000,000 characters",
        "bomb.docx": "unpacks to 381 MiB",
        "locked.pdf": "encrypted",
        "cut.pdf": "cut off",
        "lie.pdf": "no PDF",
        "scan.pdf": "OCR",
        "pipe.pdf": "not a regular file",
        "link.pdf": "leads out of the folder",
        "b\\xffd.html": "not UTF-8",
    }
    errors = built.errors()
    assert errors.keys() == reasons.keys()
    assert all(reasons[path] in errors[path] for path in reasons)
    assert built.answers()[ZELENSKY] == {"new\nline.html"}
    again = built.build()
    assert (again["unchanged"], again["failed"]) == (3, 10)
    assert built.workshop.analysed == []


def test_a_file_that_has_become_a_pipe_or_grown_is_listed_and_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="no regular file"):
        folders.read(pipe)
    grown = tmp_path / "grown.txt"
    with grown.open("wb") as file:
        file.truncate(folders.LARGEST + 1)
    with pytest.raises(OSError, match="bytes are read"):
        folders.read(grown)
