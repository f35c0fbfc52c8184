"""Which files of a folder are documents: exclusions, links, hidden names."""

import os

import pytest

from index import exclusions, folder
from index.exclusions import parse
from index.readers import supported
from tests.index.test_builder import AUSTIN, KIRBY, ZELENSKY, Desk, built, desk  # noqa: F401


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


def test_what_is_excluded_is_answered_no_more_and_comes_back(built):  # noqa: F811
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


def test_a_line_that_is_no_pattern_is_listed_and_the_others_hold(built):  # noqa: F811
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
def test_exclusions_that_cannot_be_read_stop_the_pass_before_anything_is_taken_up(built, make):  # noqa: F811
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
