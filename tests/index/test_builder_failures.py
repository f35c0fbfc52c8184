"""A file that cannot be taken up is listed with the reason, and the rest is taken up."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from index import folder as folders
from index.builder import Builder
from index.documents import Document
from index.readers.archive import EXPANDED
from index.readers.content import LONGEST
from index.store import StoreAway, StoreDamaged
from index.stores.writer import LocalWriter
from tests.index.desk import AUSTIN, KIRBY, ZELENSKY, tally
from tests.index.made import ENCRYPTED, archive, lines, pdf


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
