"""The command line, as real processes."""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from api.cli import main
from index.store import Manifest
from index.stores.local import LocalStore
from tests.api.conftest import DEADLINE, ROOT, SEEDS, Shell, environment, words

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say?"
ARTICLE = "Mayor Maria Lopez said the bridge would close in May. Nobody else spoke."
HEAVY = ("spacy", "torch", "sentence_transformers", "transformers")
WEB = ("fastapi", "starlette", "uvicorn")


def imported(shell: Shell, *arguments: str) -> set[str]:
    """The modules that a command imports."""
    done = subprocess.run(
        shell.command(arguments, "-X", "importtime"),
        cwd=shell.folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def test_help_tells_the_commands_and_imports_nothing_of_ours(shell: Shell) -> None:
    told = shell("--help")
    assert told.returncode == 0
    commands = ("serve", "index", "ask", "search", "eval", "speakers", "statements", "verify")
    for command in commands:
        assert command in told.stdout
        assert shell(command, "--help").returncode == 0
    assert not imported(shell, "--help") & {*HEAVY, *WEB, "numpy", "pydantic", "api.settings"}


def test_a_question_waits_for_neither_parser_nor_server(shell: Shell) -> None:
    assert not imported(shell, "ask", KIRBY) & {*HEAVY, *WEB}


def test_a_question_leaves_nothing_behind_and_its_runtime_reports_to_nobody(
    shell: Shell, tmp_path: Path
) -> None:
    """ONNX Runtime's telemetry begins with a file of its session in the temporary folder."""
    told = shell("ask", KIRBY, TMPDIR=str(tmp_path), ORT_DISABLE_TELEMETRY="")
    assert told.returncode == 0
    assert not list(tmp_path.iterdir())


def test_an_index_with_nothing_to_do_waits_for_no_parser(shell: Shell) -> None:
    assert not imported(shell, "index") & {*HEAVY, *WEB}


def test_the_version_is_told(shell: Shell) -> None:
    assert re.fullmatch(r"onrecord \d\S*\n", shell("--version").stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["ask"],
        ["ask", " "],
        ["ask", "x" * 2001],
        ["ask", "x", "--limit", "0"],
        ["ask", "x", "--limit", "many"],
        ["search", ""],
        ["speakers", "kirby", "--as", "John"],
        ["serve", "--port", "99999"],
        ["index", "no-such-folder"],
        ["statements", "no-such-file"],
    ],
)
def test_misuse_is_2_and_a_sentence(
    shell: Shell,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Within this process: eleven others would tell the same and take seconds each."""
    monkeypatch.chdir(shell.folder)
    for name in [name for name in os.environ if name.startswith("ONRECORD_")]:
        monkeypatch.delenv(name)
    try:
        status: object = main(arguments)
    except SystemExit as end:  # what argparse does
        status = end.code
    told = capsys.readouterr()
    assert status == 2
    assert told.err
    assert not told.out


def test_the_exit_status_and_the_sentence_reach_the_shell(shell: Shell) -> None:
    done = shell("index", "no-such-folder")
    assert done.returncode == 2
    assert "no-such-folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_an_answer_can_be_read(shell: Shell) -> None:
    done = shell("ask", *KIRBY.split())
    assert done.returncode == 0
    told = " ".join(done.stdout.split())
    assert "John Kirby, spokesman for the White House National Security Council (indirect" in told
    assert "deemed legitimate military targets by Ukrainian troops" in told
    assert "[1] North Korean Troops in Russia" in told
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_an_answer_as_json_is_the_reply_of_the_api(shell: Shell) -> None:
    done = shell("ask", KIRBY, "--json", "--limit", "1")
    assert done.returncode == 0
    reply = json.loads(done.stdout)
    assert reply["answered"]
    assert len(reply["statements"]) == 1 < reply["statements_total"]
    assert reply["statements"][0]["speaker"]["name"] == "John Kirby"


def test_a_refusal_is_1_and_explained_with_the_nearest(shell: Shell) -> None:
    done = shell("ask", "what did Putin say?")
    assert done.returncode == 1
    assert done.stdout.startswith("No answer. ")
    assert "Treaty on Comprehensive Strategic Partnership" in " ".join(done.stdout.split())
    as_json = shell("ask", "what did Putin say?", "--json")
    assert as_json.returncode == 1
    assert json.loads(as_json.stdout)["refusal"]["reason"] == "no_statements"


def test_without_an_index_it_says_how_to_make_one(empty_shell: Shell) -> None:
    for command in ("ask", "search"):
        done = empty_shell(command, "anything")
        assert done.returncode == 2
        assert "onrecord index" in done.stderr
    assert not list(empty_shell.folder.iterdir()), "asking leaves nothing behind"


def test_passages_are_found(shell: Shell) -> None:
    assert "treaty" in shell("search", "mutual", "defense").stdout
    found = json.loads(shell("search", "treaty", "--json", "--limit", "2").stdout)
    assert found["total"] == len(found["items"]) == 2


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


def test_documents_cannot_steer_the_terminal(empty_shell: Shell) -> None:
    documents = empty_shell.folder / "documents"
    documents.mkdir()
    (documents / "bridge.md").write_text(
        f"# A \x1b[31mred\x1b[0m title\x07\n\n{ARTICLE} \x1b]0;owned\x07\x9b2J\n"
    )
    (documents / "\x1b[2J\nb.txt").write_text("")
    made = empty_shell("index", documents)
    assert "[2J b.txt" in made.stderr
    asked = empty_shell("ask", "what did Lopez say?").stdout
    found = empty_shell("search", "bridge").stdout
    assert "Lopez" in asked
    assert "Lopez" in found
    for shown in (made.stderr, made.stdout, asked, found):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)


def test_statements_as_lines_of_json(shell: Shell) -> None:
    lines = [
        {"doc_id": "a", "text": ARTICLE, "quotes": [{"gold": "is left out of account"}]},
        {"doc_id": "b", "text": "Nothing was put on record."},
        {"doc_id": "c", "text": "😀 Maria Lopez said: “We are done.”"},
    ]
    given = "\n".join(map(json.dumps, lines)) + "\n\n"
    done = shell("statements", "--jsonl", given=given)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["doc_id"] for each in found] == ["a", "b", "c"]
    (quote,) = found[0]["quotes"]
    assert 0.5 < quote.pop("confidence") <= 1
    assert quote == {
        "type": "indirect",
        "content": [[23, 52]],
        "cue": [18, 22],
        "source": [0, 17],
        "source_text": "Mayor Maria Lopez",
        "speaker": "Maria Lopez",
        "speech": True,
    }
    assert found[1]["quotes"] == []
    (direct,) = found[2]["quotes"]
    assert "We are done." in lines[2]["text"][slice(*direct["content"][0])]


@pytest.mark.parametrize("line", ["{", "[]", '{"doc_id": "b"}', '{"doc_id": "b", "text": 3}'])
def test_a_line_that_is_no_document_is_named(shell: Shell, line: str) -> None:
    given = json.dumps({"doc_id": "a", "text": ARTICLE}) + f"\n{line}\n"
    done = shell("statements", "--jsonl", given=given)
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_statements_of_a_file_can_be_read(shell: Shell) -> None:
    (document,) = SEEDS.glob("north-korean*.txt")
    done = shell("statements", document)
    assert done.returncode == 0
    assert "John Kirby, spokesman for the White House" in done.stdout
    as_json = json.loads(shell("statements", document, "--json").stdout)
    assert {"content", "cue", "source", "speaker"} < set(as_json[0])
    piped = shell("statements", given=ARTICLE)
    assert "Maria Lopez, Mayor (indirect, cue “said”)" in piped.stdout
    assert shell("statements", given="Nothing.").returncode == 1


def test_a_reader_that_has_read_enough_is_no_error(shell: Shell) -> None:
    with subprocess.Popen(
        shell.command(["statements", "--jsonl"]),
        cwd=shell.folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(json.dumps({"doc_id": "a", "text": ARTICLE}) + "\n")
        process.stdin.close()
        told = process.stderr.read()
        assert process.wait(DEADLINE) == 0
    assert "Traceback" not in told
    assert "Exception" not in told


def test_a_port_in_use_is_told(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = shell("serve", "--port", port)
    assert done.returncode == 2
    assert port in done.stderr
    assert "--port" in done.stderr


def test_a_setting_that_makes_no_sense_is_named(shell: Shell) -> None:
    done = shell("ask", KIRBY, ONRECORD_PORT="many")
    assert done.returncode == 2
    assert "ONRECORD_PORT" in done.stderr


def test_another_model_is_one_setting_and_reaches_for_nothing_else(
    empty_shell: Shell, tmp_path: Path
) -> None:
    """Here one that is not there: that is told, and nothing else is tried."""
    done = empty_shell("index", SEEDS, ONRECORD_MODEL=str(tmp_path / "none"), HF_HUB_OFFLINE="1")
    assert done.returncode == 1
    assert "could not be loaded" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_is_one_command_however_it_is_started() -> None:
    command = Path(sys.executable).with_name("onrecord")
    if not command.exists():
        pytest.skip("onrecord is not installed here; make install does that")
    told = subprocess.run(
        [command, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE, check=False
    )
    assert told.stdout.startswith("usage: onrecord")
