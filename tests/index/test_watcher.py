"""The watcher tells of changes in the folder, through bursts and through the folder's absence."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, Queue
from threading import Event, Thread

import pytest

from index import watcher
from index.folder import Folders
from index.watcher import watch

DEADLINE = 20.0  # seconds after which something has gone wrong
SILENCE = 1.2  # seconds in which a change would have been told


class Ear(Thread):
    """Listens in a thread of its own; ``told`` has an item for every time something was told."""

    def __init__(self, folder, stop, **options) -> None:
        super().__init__(daemon=True)
        self.told: Queue[None] = Queue()
        self._watch = watch(folder, stop, **options)

    def run(self) -> None:
        for each in self._watch:
            self.told.put(each)

    def hears(self) -> bool:
        try:
            self.told.get(timeout=DEADLINE)
        except Empty:
            return False
        return True

    def silent(self) -> bool:
        try:
            self.told.get(timeout=SILENCE)
        except Empty:
            return True
        return False


@contextmanager
def listening(folder, **options) -> Iterator[Ear]:
    stop = Event()
    ear = Ear(folder, stop, **options)
    ear.start()
    try:
        yield ear
    finally:
        stop.set()
        ear.join(DEADLINE)
        assert not ear.is_alive()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    (folder / "deep").mkdir(parents=True)
    return folder


@pytest.mark.parametrize("polling", [None, True])
def test_a_change_is_told(folder, polling):
    with listening(folder, polling=polling) as ear:
        assert ear.hears()  # that it listens now
        (folder / "deep" / "a.txt").write_text("new")
        assert ear.hears()
        (folder / "deep" / "a.txt").rename(folder / "b.txt")
        assert ear.hears()
        (folder / "b.txt").unlink()
        assert ear.hears()


def test_a_burst_is_told_once(folder):
    with listening(folder) as ear:
        assert ear.hears()
        for n in range(50):
            (folder / f"{n}.txt").write_text("new")
        assert ear.hears()
        assert ear.silent()


def test_what_is_hidden_or_skipped_is_not_told(folder):
    data = folder / "data"
    data.mkdir()
    with listening(folder, skip=[data]) as ear:
        assert ear.hears()
        (data / "catalogue").write_text("written by ourselves")
        (folder / ".swap").write_text("an editor's")
        assert ear.silent()
        (folder / "a.txt").write_text("new")
        assert ear.hears()
        (folder / ".onrecordignore").write_text("a.txt")
        assert ear.hears()


def test_a_folder_that_is_made_anew_at_once_is_watched(folder, monkeypatch):
    """Even where it gets the inode of the one that is gone."""
    inode = watcher._there([folder])
    monkeypatch.setattr(watcher, "_there", lambda _: inode if folder.exists() else {})
    with listening(folder) as ear:
        assert ear.hears()
        shutil.rmtree(folder)
        folder.mkdir()
        assert ear.hears()
        while not ear.silent():
            pass
        (folder / "b.txt").write_text("and watched")
        assert ear.hears()


def test_a_folder_that_goes_away_is_waited_for(folder):
    with listening(folder) as ear:
        assert ear.hears()
        shutil.rmtree(folder)
        assert ear.hears()
        folder.mkdir()
        (folder / "a.txt").write_text("back")
        assert ear.hears()
        while not ear.silent():
            pass
        (folder / "b.txt").write_text("and watched")
        assert ear.hears()


def test_a_folder_that_goes_while_a_change_is_told_is_told_to_be_gone(folder):
    stop = Event()
    told = watch(folder, stop)
    next(told)  # and suspended there
    shutil.rmtree(folder)
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(next, told, None)
        try:
            following.result(DEADLINE)
        finally:
            stop.set()


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path):
    folder = tmp_path / "later"
    with listening(folder) as ear:
        assert ear.silent()
        folder.mkdir()
        assert ear.hears()


def test_of_several_folders_each_is_watched_and_waited_for(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    with listening(Folders([one, other])) as ear:
        assert ear.hears()
        assert ear.silent()
        other.mkdir()
        assert ear.hears()
        (other / "a.txt").write_text("new")
        assert ear.hears()
        while not ear.silent():
            pass
        shutil.rmtree(other)
        assert ear.hears()
        (one / "b.txt").write_text("still watched")
        assert ear.hears()
