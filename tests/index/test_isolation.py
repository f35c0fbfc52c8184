"""Readers in a process of their own: what a bad file costs is that file."""

import subprocess
import sys
from pathlib import Path

import pytest

from index.readers import isolation
from index.readers.content import Unreadable
from index.readers.isolation import Isolation

# Parsers of the worst kind, found by the process as any module is.
BAD = {
    "hangs": "import time\n\ndef read(data):\n    time.sleep(1000)\n",
    "spins": "def read(data):\n    while True:\n        pass\n",
    "fills": "def read(data):\n    return [bytearray(1 << 20) for _ in range(1 << 20)]\n",
    "dies": "import os\n\ndef read(data):\n    os.abort()\n",
    "raises": "def read(data):\n    raise KeyError('a part')\n",
    "prints": "from index.readers.content import Content\n\ndef read(data):\n    print('x' * 9)\n"
    "    return Content(data.decode())\n",
    "lacks": "import no_such_package_at_all\n",
}


@pytest.fixture
def bad(tmp_path, monkeypatch):
    for name, source in BAD.items():
        (tmp_path / f"{name}.py").write_text(source)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.mark.usefixtures("bad")
@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("hangs", "longer than 1 seconds"),
        ("spins", "longer than 1 seconds"),
        ("dies", "broke down"),
        ("raises", "damaged .KeyError: 'a part'"),
        ("lacks", "needs the package no_such_package_at_all"),
    ],
)
def test_a_bad_file_is_unreadable_and_the_next_one_is_read(module, reason):
    isolated = Isolation(seconds=1 if "longer" in reason else isolation.SECONDS)
    with pytest.raises(Unreadable, match=reason):
        isolated.read(module, b"", {})
    later = isolated if "longer" not in reason else Isolation()
    assert later.read("prints", b"words", {}).text == "words"


@pytest.mark.usefixtures("bad")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")
def test_a_file_that_fills_the_memory_is_unreadable():
    isolated = Isolation(memory=200)
    with pytest.raises(Unreadable, match="200 MiB"):
        isolated.read("fills", b"", {})
    assert isolated.read("prints", b"words", {}).text == "words"


@pytest.mark.usefixtures("bad")
def test_one_process_reads_many_files_and_one_that_has_ended_is_replaced():
    isolated = Isolation()
    assert isolated.read("prints", b"one", {}).text == "one"
    process = isolated._process
    assert isolated.read("prints", b"two", {}).text == "two"
    assert isolated._process is process
    process.stdin.close()  # as when it has waited long enough
    process.wait()
    assert isolated.read("prints", b"three", {}).text == "three"


def test_starting_and_asking_import_no_parser():
    found = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import api.cli, api.service"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    imported = {line.rpartition("|")[2].strip() for line in found.stderr.splitlines()}
    assert "index.readers" in imported
    parsers = {"lxml", "docx", "pptx", "openpyxl", "pypdfium2", "striprtf", "markdown_it"}
    readers = {f"index.readers.{name}" for name in ("html", "pdf", "docx", "email", "markdown")}
    assert not imported & (parsers | readers)
