"""Files that come into the folder of documents, and go: into it and nowhere else, whole or not."""

import io
import os
import time
from pathlib import Path

import pytest

from index import exclusions, uploads
from index.folder import Folders, scan
from index.readers import supported
from index.store import FileRecord

HOSTILE = [
    "", ".", "..", "...", " ", "../a.txt", "..\\a.txt", "/etc/passwd.txt", "a/b.txt", "a\\b.txt",
    "C:a.txt", "C:\\a.txt", "a.txt:stream.txt", "\\\\host\\share\\a.txt", ".a.txt", "a.txt/",
    ".onrecordignore", ".txt", " a.txt", "a.txt ", "a\0.txt", "a\n.txt", "a\r.txt", "a\x7f.txt",
    "a\u202etxt.md", "a\u200b.txt", "a\ud800.txt", "\ufeffa.txt", "a" * 197 + ".txt",
    "ä" * 99 + ".txt", "%2e%2e/a.txt", "speakers.toml", "a.exe", "a.py", "a.sh", "a.txt.exe", "a",
    "a.", "a.zip", "a.svg",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    return tmp_path / "documents"


def put(folder: Path, name: str, data: bytes = b"words", **options: bool) -> int:
    return uploads.store(folder, uploads.name_of(name, supported), io.BytesIO(data), **options)


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder.parent).as_posix() for path in folder.parent.rglob("*"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_leads_elsewhere_or_is_no_documents_is_refused(folder: Path, name: str) -> None:
    before = everything(folder)
    with pytest.raises(uploads.BadUpload):
        put(folder, name)
    assert everything(folder) == before


@pytest.mark.parametrize(
    "name",
    ["a.txt", "Übersicht (2).PDF", "2024-10-23 briefing.docx", "<b>&'\".md", "a..b.txt"],
)
def test_a_plain_name_is_kept_and_its_bytes_are_whole(folder: Path, name: str) -> None:
    assert put(folder, name, b"some words") == 10
    assert (folder / name).read_bytes() == b"some words"
    assert [file.path for file in scan(folder, supported)] == [name]


def test_a_decomposed_name_is_composed() -> None:
    assert uploads.name_of("U\u0308.txt", supported) == "Ü.txt"


def test_nothing_is_written_over_unless_that_is_asked_for(folder: Path) -> None:
    put(folder, "a.txt", b"old")
    with pytest.raises(uploads.FileTaken):
        put(folder, "a.txt", b"new")
    assert (folder / "a.txt").read_bytes() == b"old"
    put(folder, "a.txt", b"new", replace=True)
    assert (folder / "a.txt").read_bytes() == b"new"
    assert list(folder.iterdir()) == [folder / "a.txt"]


def test_a_link_of_that_name_is_replaced_and_what_it_led_to_is_left(folder: Path) -> None:
    outside = folder.parent / "outside.txt"
    outside.write_text("private")
    (folder / "a.txt").symlink_to(outside)
    put(folder, "a.txt", b"new", replace=True)
    assert outside.read_text() == "private"
    assert not (folder / "a.txt").is_symlink()


def test_a_directory_of_that_name_is_left(folder: Path) -> None:
    (folder / "a.txt").mkdir()
    with pytest.raises(uploads.BadUpload, match="directory"):
        put(folder, "a.txt", replace=True)


def test_what_is_empty_too_large_or_excluded_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 4)
    (folder / exclusions.NAME).write_text("*.log.txt\n")
    for name, data in (("a.txt", b""), ("a.txt", b"12345"), ("a.log.txt", b"1")):
        with pytest.raises(uploads.BadUpload):
            put(folder, name, data)
    assert list(folder.iterdir()) == [folder / exclusions.NAME]


def test_what_a_killed_upload_left_is_removed_and_what_is_being_written_is_not(
    folder: Path,
) -> None:
    names = [f".{digit * 16}.upload" for digit in "ab"]
    for name in (*names, ".their.upload", "a.txt"):
        (folder / name).write_text("words")
    hours_ago = time.time() - 10_000
    for name in (names[0], ".their.upload", "a.txt"):
        os.utime(folder / name, (hours_ago, hours_ago))
    uploads.clear(folder)
    assert {path.name for path in folder.iterdir()} == {names[1], ".their.upload", "a.txt"}
    uploads.clear(folder / "none")


def record(folder: Path, name: str) -> FileRecord:
    status = (folder / name).stat()
    return FileRecord(name, status.st_size, status.st_mtime_ns, "", "id")


def test_all_files_of_a_document_are_removed_and_no_others(folder: Path) -> None:
    (folder / "sub").mkdir()
    for name in ("a.txt", "sub/b.txt", "c.txt"):
        (folder / name).write_text("words")
    gone = [record(folder, "a.txt"), record(folder, "sub/b.txt")]
    assert uploads.remove(Folders([folder]), gone) == ["a.txt", "sub/b.txt"]
    assert [file.path for file in scan(folder, supported)] == ["c.txt"]
    assert uploads.remove(Folders([folder]), gone) == [], "what is gone already is no error"


def test_what_changed_since_it_was_indexed_is_not_removed_nor_anything_with_it(
    folder: Path,
) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("words")
    files = [record(folder, "a.txt"), record(folder, "b.txt")]
    (folder / "b.txt").write_text("other words")
    with pytest.raises(uploads.FileChanged, match=r"b\.txt"):
        uploads.remove(Folders([folder]), files)
    assert (folder / "a.txt").exists()


def test_nothing_outside_the_folder_is_removed_by_way_of_a_link(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text("words")
    (folder / "sub").symlink_to(outside)
    with pytest.raises(uploads.FileChanged):
        uploads.remove(Folders([folder]), [record(folder, "sub/a.txt")])
    assert (outside / "a.txt").exists()


def test_of_several_folders_each_files_is_removed_from_its_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("words")
    folders = Folders([tmp_path / "one", tmp_path / "two"])
    status = (tmp_path / "two/a.txt").stat()
    file = FileRecord("two/a.txt", status.st_size, status.st_mtime_ns, "", "id")
    assert uploads.remove(folders, [file]) == ["two/a.txt"]
    assert [file.path for file in folders.scan(supported)] == ["one/a.txt"]
    assert folders.in_first("b.txt") == "one/b.txt", "which is where an upload goes"
