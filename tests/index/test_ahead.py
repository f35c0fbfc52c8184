"""Files are analysed side by side and ahead of their turn, as far as the bounds allow."""

import hashlib
import sys
from dataclasses import replace
from threading import Barrier, Event

import pytest

from index import ahead as module
from index.ahead import Ahead
from index.builder import Builder
from index.folder import Folders
from index.readers import Unreadable
from index.stores.local import LocalStore
from index.update import Progress
from tests.index.samples import Workshop

PATIENCE = 60  # seconds after which two that should meet never will


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "documents"
    made.mkdir()
    return made


def write(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)


def begun(folder, parts, known=()):
    folders = Folders.of(folder)
    ahead = Ahead(folders, parts, known)
    ahead.begin(folders.scan(parts.supported))
    return ahead


def analysed(ahead, folder, name):
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    return ahead.analysed(name, digest)


def test_the_next_file_is_analysed_while_this_one_is_and_each_is_committed_in_its_turn(
    folder, tmp_path
):
    write(folder, a="One.", b="Two.")
    workshop, both = Workshop(), Barrier(2)

    def analyse(document):
        both.wait(PATIENCE)
        return workshop.parts.analyse(document)

    steps = []
    store = LocalStore(tmp_path / "data")
    parts = replace(workshop.parts, analyse=analyse)
    Builder(folder, store, parts).build(progress=steps.append)
    store.close()
    assert [step for step in steps if step.stage == "committing"] == [
        Progress("committing", 0, 2, "a.txt"),
        Progress("committing", 1, 2, "b.txt"),
    ]


def test_files_behind_a_long_one_are_made_while_it_lasts(folder):
    write(folder, a="Long.", b="Short.", c="Brief.", d="Curt.")
    parts, others = Workshop().parts, set()
    over = Event()

    class Makers:
        room = 2

        def made(self, path, data):
            if path.name == "a.txt":
                assert over.wait(PATIENCE)
            else:
                others.add(path.name)
                if len(others) == 3:
                    over.set()
            return parts.made(path, data)

    folders = Folders.of(folder)
    with Ahead(folders, Makers(), ()) as ahead:
        ahead.begin(folders.scan(parts.supported))
        assert analysed(ahead, folder, "a.txt").document.text == "Long."


def test_threads_take_turns_more_often_only_while_files_are_made(folder):
    before = sys.getswitchinterval()
    with begun(folder, Workshop().parts):
        assert sys.getswitchinterval() < before
    assert sys.getswitchinterval() == before


def test_a_file_that_leaves_no_room_is_in_work_by_itself(folder, monkeypatch):
    monkeypatch.setattr(module, "_ROOM", 10)
    write(folder, a="A text that is longer than the room.", b="Short.")
    with begun(folder, Workshop().parts) as ahead:
        assert analysed(ahead, folder, "b.txt") is None
        assert analysed(ahead, folder, "a.txt").document.text.startswith("A text")


def test_what_changed_since_it_was_begun_counts_for_nothing(folder):
    write(folder, a="Before.")
    with begun(folder, Workshop().parts) as ahead:
        assert ahead.analysed("a.txt", "another digest") is None


def test_the_same_content_is_analysed_once_and_what_is_stored_never(folder):
    write(folder, a="The same.", b="The same.", c="Stored.")
    workshop = Workshop()
    stored = hashlib.sha256(b"Stored.").hexdigest()
    with begun(folder, workshop.parts, [stored]) as ahead:
        made = [analysed(ahead, folder, f"{name}.txt") for name in "abc"]
    assert sum(each is not None for each in made) == 1
    assert workshop.analysed == ["The same."]


def test_files_that_are_gone_in_their_turn_leave_room_for_those_after_them(folder, tmp_path):
    write(folder, a="One.", b="Two.", c="Three.", d="Four.")
    parts, made = Workshop().parts, set()

    class Makers:
        room = 1

        def made(self, path, data):
            made.add(path.name)
            return parts.made(path, data)

    def progress(at):
        if at.stage == "reading" and at.path in ("a.txt", "b.txt", "c.txt"):
            (folder / at.path).unlink()

    store = LocalStore(tmp_path / "data")
    Builder(folder, store, parts, makers=Makers()).build(progress=progress)
    store.close()
    assert "d.txt" in made


def test_what_goes_wrong_ahead_is_told_in_the_files_turn(folder):
    write(folder, a="", b="unanalysable")
    with begun(folder, Workshop().parts) as ahead:
        with pytest.raises(Unreadable, match="empty"):
            analysed(ahead, folder, "a.txt")
        with pytest.raises(ZeroDivisionError):
            analysed(ahead, folder, "b.txt")
