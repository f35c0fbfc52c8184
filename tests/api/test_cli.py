"""The command line, as real processes."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from api.cli import main
from tests.api.conftest import ARTICLE, DEADLINE, ROOT, SEEDS, Shell, environment

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say?"
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
