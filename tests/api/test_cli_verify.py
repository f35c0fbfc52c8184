"""What differs between folder and index is told by the command line, and mended."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.api.conftest import ARTICLE, Shell

pytestmark = pytest.mark.e2e


def test_verify_names_every_difference(empty_shell: Shell) -> None:
    documents = empty_shell.folder / "documents"
    documents.mkdir()
    (documents / "bridge.txt").write_text(ARTICLE)
    assert empty_shell("index", documents).returncode == 0
    good = empty_shell("verify")
    assert (good.returncode, good.stdout) == (0, "Folder, catalogue and vectors agree\n")
    (documents / "bridge.txt").write_text(ARTICLE.replace("May", "June"))
    (documents / "new.txt").write_text("News.")
    differs = empty_shell("verify")
    assert differs.returncode == 1
    assert "bridge.txt" in differs.stdout
    assert "new.txt" in differs.stdout
    report = json.loads(empty_shell("verify", "--json").stdout)
    assert len(report["differences"]) == 2
    repaired = empty_shell("verify", "--repair")
    assert repaired.returncode == 0
    assert "new.txt: is not in the index" in repaired.stdout.replace("file ", "")
    assert "1 added, 1 changed" in repaired.stdout
    assert repaired.stdout.endswith("Folder, catalogue and vectors agree\n")
    assert "June" in empty_shell("ask", "what did Lopez say?").stdout
    shutil.rmtree(documents)
    assert empty_shell("verify").returncode == 1
    assert empty_shell("verify", "--repair").returncode == 2


def test_verify_mends_a_broken_index(empty_shell: Shell) -> None:
    documents = empty_shell.folder / "documents"
    documents.mkdir()
    (documents / "bridge.txt").write_text(ARTICLE)
    empty_shell("index", documents)
    (catalogue,) = (empty_shell.folder / ".onrecord").glob("edition-*/catalogue.sqlite")
    with closing(sqlite3.connect(catalogue)) as connection, connection:
        connection.execute("DELETE FROM passage_vectors")
    report = json.loads(empty_shell("verify", "--repair", "--json").stdout)
    assert (len(report["differences"]), report["left"]) == (1, [])
    assert report["done"]
    catalogue.write_bytes(b"not a database" * 100)
    mended = empty_shell("verify", "--repair")
    assert (mended.returncode, mended.stderr.count("Traceback")) == (0, 0)
    assert "everything is made anew" in mended.stdout
    assert empty_shell("ask", "what did Lopez say?").returncode == 0


def test_a_damaged_index_says_what_to_do(empty_shell: Shell) -> None:
    documents = empty_shell.folder / "documents"
    documents.mkdir()
    (documents / "bridge.txt").write_text(ARTICLE)
    empty_shell("index", documents)
    (catalogue,) = (empty_shell.folder / ".onrecord").glob("edition-*/catalogue.sqlite")
    catalogue.write_bytes(b"not a database" * 100)
    for command in (["ask", "what did Lopez say?"], ["verify"], ["index"]):
        done = empty_shell(*command)
        assert done.returncode == 1
        assert "--rebuild" in done.stderr
        assert "Traceback" not in done.stderr
    assert empty_shell("index", "--rebuild").returncode == 0
    assert empty_shell("ask", "what did Lopez say?").returncode == 0
