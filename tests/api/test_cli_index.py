"""The command line on an index: made, written to by others, taken elsewhere."""

import json
import re
import shutil
from pathlib import Path

import pytest

from index.store import Manifest
from index.stores.local import LocalStore
from tests.api.conftest import ARTICLE, SEEDS, Shell, words

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say?"


def test_an_index_lists_what_it_could_not_read_and_why(empty_shell: Shell) -> None:
    documents = empty_shell.folder / "documents"
    documents.mkdir()
    (documents / "good.txt").write_text(ARTICLE)
    (documents / "empty.txt").write_text(" \n")
    (documents / "binary.txt").write_bytes(bytes(range(256)) * 4)
    done = empty_shell("index", documents)
    assert done.returncode == 0, done.stderr
    assert "1 added, 2 failed" in done.stdout
    assert "1 document, 1 passage, 1 statement, 1 speaker" in done.stdout
    assert "2 files could not be read" in done.stdout
    assert re.search(r"empty\.txt: \w+", done.stdout)
    assert re.search(r"binary\.txt: \w+", done.stdout)
    assert "good.txt" in done.stderr, "progress"
    # The folder is remembered.
    again = empty_shell("index", "--json")
    report = json.loads(again.stdout)
    assert report["last_build"]["unchanged"] == 1
    assert {file["path"] for file in report["failed"]} == {"empty.txt", "binary.txt"}
    assert "Maria Lopez" in empty_shell("ask", "what did Lopez say?").stdout
    rebuilt = empty_shell("index", "--rebuild")
    assert "1 added, 2 failed" in rebuilt.stdout


def test_the_exclusions_are_no_file_of_documents_be_there_one_folder_or_two(
    empty_shell: Shell,
) -> None:
    for name in ("news", "notes"):
        (empty_shell.folder / name).mkdir()
        (empty_shell.folder / name / "bridge.txt").write_text(ARTICLE)
        (empty_shell.folder / name / ".onrecordignore").write_text("!\n")
    for folders in (["news"], ["news", "notes"]):
        report = json.loads(empty_shell("index", *folders, "--json").stdout)
        assert len(report["failed"]) == len(folders), "which lines are no patterns"
        assert [(each["name"], each["files"]) for each in report["folders"]] == [
            (name, 1) for name in folders
        ]


def test_several_folders_are_one_index_and_remembered(empty_shell: Shell) -> None:
    for name, month in (("news", "May"), ("notes", "June")):
        (empty_shell.folder / name).mkdir()
        text = ARTICLE.replace("May", month)
        (empty_shell.folder / name / "bridge.txt").write_text(text)
    done = empty_shell("index", "news", "notes")
    assert done.returncode == 0, done.stderr
    assert "2 added" in done.stdout
    assert "1 file in news\n  1 file in notes\n" in done.stdout
    shutil.rmtree(empty_shell.folder / "notes")
    report = json.loads(empty_shell("index", "--json").stdout)
    assert report["folders"] == [
        {"name": "news", "files": 1, "away": False},
        {"name": "notes", "files": 1, "away": True},
    ]
    assert [each["path"] for each in report["failed"]] == ["notes/"]
    assert "June" in empty_shell("ask", "what did Lopez say?").stdout
    assert "notes/" in empty_shell("verify").stdout
    within = empty_shell("verify", "--documents", ".", "--documents", "news")
    assert within.returncode == 2
    assert "is read with it" in within.stderr


def test_an_index_goes_into_a_file_and_comes_out_elsewhere(
    shell: Shell, empty_shell: Shell
) -> None:
    archive, there = empty_shell.folder / "index.zip", empty_shell.folder / "there"
    written = shell("export", archive)
    assert (written.returncode, written.stdout[:11]) == (0, "1 document,")
    again = shell("export", archive)
    assert (again.returncode, "--force" in again.stderr) == (2, True)
    taken = empty_shell("import", archive)
    assert taken.returncode == 0
    assert str(SEEDS) in taken.stdout, "the folder comes along"
    assert empty_shell("ask", KIRBY).stdout == shell("ask", KIRBY).stdout
    assert empty_shell("import", archive).returncode == 2
    assert empty_shell("import", archive, "--force").returncode == 0
    archive.write_bytes(b"something else")
    assert empty_shell("import", archive, "--data", there).returncode == 1
    assert not list(there.glob("edition-*"))


def test_statements_and_passages_are_written_a_line_each(shell: Shell, tmp_path: Path) -> None:
    lines = shell("export", "-", "--statements").stdout.splitlines()
    statements = [json.loads(line) for line in lines]
    assert shell("export", tmp_path / "p.jsonl", "--passages").returncode == 0
    passages = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text().splitlines()]
    document = next(SEEDS.glob("*.txt")).read_text("utf-8")
    assert len(statements) > 3
    assert {each["speaker"]["name"] for each in statements if each["speaker"]} > {"John Kirby"}
    for each in statements:
        assert " … ".join(words({"text": document}, each["spans"])) == each["text"]
        assert each["passage"] in {passage["id"] for passage in passages}
    assert [p["text"] for p in passages] == [document[p["start"] : p["end"]] for p in passages]
    assert "John Kirby" in {s["name"] for p in passages for s in p["speakers"]}
    assert shell("export", "-").returncode == 2


def test_while_another_process_writes_it_says_who(empty_shell: Shell) -> None:
    (empty_shell.folder / "seeds").mkdir()
    with LocalStore(empty_shell.folder / ".onrecord").writer(Manifest("m", 2, "c", "a")):
        done = empty_shell("index")
    assert done.returncode == 1
    assert "is writing" in done.stderr
    assert "Traceback" not in done.stderr
