"""Which files of a folder are documents: exclusions, links, hidden names."""

import os

import pytest

from index import exclusions, folder
from index.exclusions import parse
from index.readers import supported
from index.stores.local import LocalStore
from tests.index.desk import AUSTIN, KIRBY, ZELENSKY, Desk


@pytest.mark.parametrize(
    ("line", "excluded", "kept"),
    [
        ("drafts/", ["drafts/a.txt", "deep/drafts/b/c.txt"], ["drafts.txt", "a.txt"]),
        ("/old.txt", ["old.txt"], ["deep/old.txt"]),
        ("*.md", ["a.md", "deep/b.md"], ["a.txt"]),
        ("news/**/raw.txt", ["news/raw.txt", "news/a/b/raw.txt"], ["raw.txt"]),
        ("# *.txt", [], ["a.txt"]),
        ("*.txt\n!keep.txt", ["a.txt"], ["keep.txt", "deep/keep.txt"]),
        ("drafts/\n!drafts/keep.txt", ["drafts/keep.txt"], []),
        ("", [], ["a.txt"]),
    ],
)
def test_lines_mean_what_they_mean_to_git(tmp_path, line, excluded, kept):
    for path in (*excluded, *kept):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("words")
    (tmp_path / exclusions.NAME).write_text(line)
    assert [each.path for each in folder.scan(tmp_path, supported)] == sorted(kept)


def test_what_is_excluded_is_answered_no_more_and_comes_back(built):
    built.write(".onrecordignore", "news/\n")
    built.write("news/new.txt", ZELENSKY)
    assert built.build() == {"removed": 1, "unchanged": 1}
    assert set(built.answers()) == {KIRBY}
    assert built.whole()
    built.write(".onrecordignore", "new.txt\n")
    assert built.build() == {"added": 1, "unchanged": 1}
    assert set(built.answers()) == {KIRBY, AUSTIN}
    (built.folder / ".onrecordignore").unlink()
    assert built.build() == {"added": 1, "unchanged": 2}
    assert built.whole()


def test_a_line_that_is_no_pattern_is_listed_and_the_others_hold(built):
    built.write(".onrecordignore", "news/\n!\n[z-a]\n")
    assert built.build() == {"removed": 1, "failed": 1, "unchanged": 1}
    (told,) = built.errors().values()
    assert told == "line 2: '!' is no pattern; line 3: '[z-a]' is no pattern"
    assert built.build() == {"failed": 1, "unchanged": 1}
    assert built.whole()
    built.write(".onrecordignore", "news/\n")
    assert built.build() == {"removed": 1, "unchanged": 1}
    assert built.errors() == {}


def test_a_line_that_could_take_for_ever_is_listed_and_not_tried(tmp_path):
    (tmp_path / ("a" * 200 + ".txt")).write_text("He said no.")
    lines = ["*a" * 12 + "*b", "**/a/" * 3 + "b", "# *a*a*a*a*a*a"]
    (tmp_path / exclusions.NAME).write_text("\n".join(lines))
    listed, kept = folder.scan(tmp_path, supported)
    assert listed.error == (
        f"line 1: {lines[0]!r} has too many stars; line 2: {lines[1]!r} has too many stars"
    )
    assert kept.error is None


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda p: p.write_bytes(b"#" * 1_000_001)])
def test_exclusions_that_cannot_be_read_stop_the_pass_before_anything_is_taken_up(built, make):
    make(built.folder / ".onrecordignore")
    built.write("new.txt", ZELENSKY)
    with pytest.raises(OSError, match="onrecordignore"):
        built.build()
    assert set(built.answers()) == {KIRBY, AUSTIN}


def test_names_that_are_no_utf_8_can_be_excluded(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("words")
    (tmp_path / exclusions.NAME).write_bytes(b"caf\xe9.txt\n")
    assert folder.scan(tmp_path, supported) == []


def test_many_lines_are_told_by_the_first_of_them():
    told = parse("!\n" * 1000).error
    assert told is not None
    assert told.count("line ") == 3


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
