"""Several folders are one index: each file is told by its folder, and none costs another's."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from index import readers
from index.builder import Builder
from index.documents import Document
from index.drift import Drift, drift, verify_files
from index.folder import Folders
from index.stores.local import LocalStore
from tests.index.desk import AUSTIN, KIRBY, ZELENSKY, tally
from tests.index.samples import Workshop

MERGED = '[[same]]\nnames = ["John Kirby", "Lloyd Austin"]\n'


class Desk:
    """Folders, by name, and the store that is made from them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store = LocalStore(root / "data")
        self.workshop = Workshop()

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def folders(self, *names: str) -> Folders:
        return Folders([self.root / name for name in names or ("news", "notes")])

    def build(self, *names: str, fresh: bool = False) -> dict[str, int]:
        self.workshop.analysed.clear()
        builder = Builder(self.folders(*names), self.store, self.workshop.parts)
        return tally(builder.build(fresh=fresh))

    def answers(self) -> dict[str, tuple[str, ...]]:
        """text → paths."""
        with self.store.snapshot() as snapshot:
            found = [snapshot.document(each.document.id) for each in snapshot.documents()]
        return {each.document.text: each.paths for each in found if each}

    def errors(self) -> dict[str, str]:
        with self.store.snapshot() as snapshot:
            return {file.path: file.error for file in snapshot.files() if file.error}

    def differences(self) -> list[str]:
        files = verify_files(self.folders(), self.store, readers.supported)
        return [each.where for each in (*files, *self.store.verify())]

    def drift(self) -> Drift:
        return drift(self.folders(), self.store, readers.supported)

    def speakers(self) -> set[str]:
        with self.store.snapshot() as snapshot:
            return {speaker.id for speaker in snapshot.speakers()[0]}


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    desk.write("news/may.txt", KIRBY)
    desk.write("notes/may.txt", AUSTIN)
    yield desk
    desk.store.close()


@pytest.fixture
def built(desk):
    assert desk.build() == {"added": 2}
    return desk


def test_a_file_is_named_with_its_folder(built):
    assert built.answers() == {KIRBY: ("news/may.txt",), AUSTIN: ("notes/may.txt",)}
    assert built.differences() == []
    assert built.drift() == Drift()
    assert built.build() == {"unchanged": 2}


def test_folders_of_one_name_are_told_apart(desk):
    desk.write("old/news/may.txt", ZELENSKY)
    desk.build("news", "old/news")
    assert desk.answers() == {KIRBY: ("news/may.txt",), ZELENSKY: ("news-2/may.txt",)}


@pytest.mark.parametrize("names", [("news", "news"), ("news", "news/deep"), ("news/deep", "news")])
def test_a_folder_that_would_be_read_twice_is_refused(desk, names):
    with pytest.raises(ValueError, match=r"named twice|lies in"):
        desk.folders(*names)


def test_a_copy_in_another_folder_is_one_document_with_two_paths(built):
    built.write("notes/copy.txt", KIRBY)
    assert built.build() == {"added": 1, "unchanged": 2}
    assert built.answers()[KIRBY] == ("news/may.txt", "notes/copy.txt")


def test_a_file_that_moves_to_another_folder_is_renamed(built):
    (built.root / "news/may.txt").rename(built.root / "notes/june.txt")
    assert built.build() == {"renamed": 1, "unchanged": 1}
    assert built.answers()[KIRBY] == ("notes/june.txt",)
    assert built.workshop.analysed == []


def test_a_second_folder_renames_what_is_indexed_and_reads_none_of_it_anew(desk):
    assert desk.build("news") == {"added": 1}
    assert desk.answers() == {KIRBY: ("may.txt",)}
    assert desk.build() == {"added": 1, "renamed": 1}
    assert len(desk.workshop.analysed) == 1
    assert desk.build("notes") == {"renamed": 1, "removed": 1}
    assert desk.answers() == {AUSTIN: ("may.txt",)}


@pytest.mark.parametrize("gone", ["news", "notes"])
def test_while_a_folder_is_away_its_documents_stay_and_the_others_are_followed(built, gone):
    (other,) = {"news", "notes"} - {gone}
    (built.root / gone).rename(built.root / "away")
    built.write(f"{other}/new.txt", ZELENSKY)
    (built.root / f"{other}/may.txt").unlink()
    assert built.build() == {"added": 1, "removed": 1, "failed": 1}
    assert built.answers() == {
        {"news": KIRBY, "notes": AUSTIN}[gone]: (f"{gone}/may.txt",),
        ZELENSKY: (f"{other}/new.txt",),
    }
    assert list(built.errors()) == [f"{gone}/"]
    assert built.drift() == Drift()
    assert built.differences() == [f"file {gone}/"]

    (built.root / "away").rename(built.root / gone)
    assert built.build() == {"unchanged": 2, "removed": 1}, "the line that it is away"
    assert built.errors() == {}


def test_a_rebuild_keeps_the_documents_of_a_folder_that_is_away(built):
    (built.root / "notes").rename(built.root / "away")
    assert built.build(fresh=True) == {"added": 1, "failed": 2}
    assert built.answers() == {KIRBY: ("news/may.txt",), AUSTIN: ("notes/may.txt",)}
    assert set(built.errors()) == {"notes/", "notes/may.txt"}

    (built.root / "away").rename(built.root / "notes")
    assert built.build() == {"changed": 1, "unchanged": 1, "removed": 1}
    assert built.workshop.analysed == []
    assert built.errors() == {}
    assert built.differences() == []


def test_what_was_carried_over_is_read_anew_when_its_folder_is_back(built):
    """Other readers may have extracted its text."""
    (built.root / "notes").rename(built.root / "away")
    built.build(fresh=True)
    (built.root / "away").rename(built.root / "notes")
    read = built.workshop.parts.read

    def differently(path: Path, data: bytes) -> Document:
        document = read(path, data)
        return replace(document, text=document.text.replace("very ", ""))

    parts = replace(built.workshop.parts, read=differently)
    Builder(built.folders(), built.store, parts).build()
    assert built.answers()[AUSTIN.replace("very ", "")] == ("notes/may.txt",)
    assert AUSTIN not in built.answers()


def test_nothing_is_forgotten_where_folders_are_named_otherwise_while_one_is_away(desk):
    assert desk.build("news") == {"added": 1}
    (desk.root / "news").rename(desk.root / "away")
    desk.build()
    assert desk.answers() == {KIRBY: ("may.txt",), AUSTIN: ("notes/may.txt",)}
    (desk.root / "away").rename(desk.root / "news")
    desk.build()
    assert desk.answers() == {KIRBY: ("news/may.txt",), AUSTIN: ("notes/may.txt",)}


def test_no_folder_at_all_is_not_taken_for_an_empty_one(built):
    shutil.rmtree(built.root / "news")
    shutil.rmtree(built.root / "notes")
    with pytest.raises(FileNotFoundError):
        built.build()
    assert len(built.answers()) == 2


def test_a_folder_that_goes_away_during_a_build_ends_it(built):
    built.write("notes/a.txt", ZELENSKY)
    built.write("notes/b.txt", f"{ZELENSKY} {KIRBY}")
    (built.root / "notes/may.txt").write_text(f"{AUSTIN} {KIRBY}")

    def progress(at) -> None:
        if at.path == "notes/b.txt" and at.stage == "reading":
            (built.root / "notes").rename(built.root / "away")

    builder = Builder(built.folders(), built.store, built.workshop.parts)
    with pytest.raises(FileNotFoundError):
        builder.build(progress=progress)
    built.build()
    assert AUSTIN in built.answers()


def test_corrections_stand_in_the_first_folder_and_hold_for_all(built):
    built.write("notes/speakers.toml", MERGED)
    built.build()
    assert len(built.speakers()) == 2, "in another folder it is no file of ours"
    built.write("news/speakers.toml", MERGED)
    built.build()
    assert built.speakers() == {"john-kirby"}
    assert built.differences() == []

    (built.root / "news").rename(built.root / "away")
    built.build()
    assert built.speakers() == {"john-kirby"}, "what is in force stays so"
    built.build(fresh=True)
    assert built.speakers() == {"john-kirby"}


def test_each_folder_says_itself_what_it_excludes(built):
    built.write("notes/.onrecordignore", "may.txt\n!\n")
    assert built.build()["removed"] == 1
    assert built.answers() == {KIRBY: ("news/may.txt",)}
    assert list(built.errors()) == ["notes/.onrecordignore"]
