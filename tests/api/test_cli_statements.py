"""The statements of any text, by the command line."""

import json
import subprocess

import pytest

from tests.api.conftest import ARTICLE, DEADLINE, SEEDS, Shell, environment

pytestmark = pytest.mark.e2e


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
