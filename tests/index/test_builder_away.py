"""What is away or not mounted is not taken for what was deleted."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index import folder as folders
from index.drift import Drift
from index.update import Progress
from tests.index.desk import AUSTIN, KIRBY, ZELENSKY, drifted


def aged(monkeypatch: pytest.MonkeyPatch, build: Callable[[], object]) -> None:
    """Build an hour from now, so that the directories there are have long been as they are."""
    now = time.time
    with monkeypatch.context() as patched:
        patched.setattr("index.builder.time.time", lambda: now() + 3600)
        build()


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
