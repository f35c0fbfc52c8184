"""Files of questions: runs for scorers."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Shell

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say about the training sites?"
NIS = "how many troops did the NIS report?"
FRANCE = "what is the capital of France?"


def lines(*each: dict[str, Any]) -> str:
    return "".join(json.dumps(line) + "\n" for line in each)


def parsed(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="session")
def texts(shell: Shell) -> dict[str, str]:
    """The seeds' texts by what runs call them."""
    documents = Path((shell.folder / ".onrecord" / "documents").read_text())
    return {path.stem: path.read_text("utf-8") for path in documents.glob("*.txt")}


def test_a_run_of_searches_names_files_and_ranges_of_their_text(
    shell: Shell, texts: dict[str, str]
) -> None:
    given = lines({"qid": "a", "question": KIRBY, "type": "is left out of account"},
                  {"qid": 2, "question": FRANCE})  # fmt: skip
    done = shell("search", "--run", "-", "--limit", "3", given=given)
    assert done.returncode == 0, done.stderr
    kirby, france = parsed(done.stdout)
    assert (kirby["qid"], france["qid"]) == ("a", 2)
    assert (kirby["abstained"], france["abstained"]) == (False, True)
    assert len(kirby["results"]) == 3
    best = kirby["results"][0]
    assert "training sites" in texts[best["doc_id"]][best["start"] : best["end"]]
    scores = [each["score"] for each in kirby["results"]]
    assert scores == sorted(scores, reverse=True)


def test_a_run_of_questions_has_the_exact_words_and_what_they_rest_on(
    shell: Shell, texts: dict[str, str], tmp_path: Path
) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text(lines({"qid": "a", "question": NIS}, {"qid": "b", "question": FRANCE}))
    done = shell("ask", "--run", queries)
    assert done.returncode == 0, done.stderr
    nis, france = parsed(done.stdout)
    assert nis["answer"] == "approximately 1,500"
    assert nis["reply"].startswith("Approximately 1,500, according to South Korea’s")
    assert nis["speaker"] == "South Korea’s National Intelligence Service"
    (passage,) = nis["passages"]
    assert nis["answer"] in texts[passage["doc_id"]][passage["start"] : passage["end"]]
    assert france == {
        "qid": "b",
        "answer": "",
        "reply": "",
        "reason": "nothing_relevant",
        "no_answer_score": 1.0,
        "passages": [],
        "speaker": "",
        "standalone_question": FRANCE,
    }
    assert 0 < nis["no_answer_score"] < 1


@pytest.mark.parametrize(
    "history",
    [
        [{"question": "what did Kirby say?"}],
        [{"question": "what did Kirby say?", "answer": "A lot."}],
        [{"role": "user", "content": "what did Kirby say?"}],
        [{"speaker": "user", "text": "what did Kirby say?"}, {"speaker": "agent", "text": "Much."}],
    ],
)
def test_a_follow_up_is_made_to_stand_alone(shell: Shell, history: list[dict[str, str]]) -> None:
    given = lines({"qid": "a", "question": "and Austin?", "history": history})
    (line,) = parsed(shell("ask", "--run", "-", given=given).stdout)
    assert line["standalone_question"] == "What did Austin say?"
    assert line["speaker"] == "Lloyd Austin"


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"qid": "b"}',
        '{"question": "who?"}',
        '{"qid": "b", "question": " "}',
        '{"qid": "b", "question": "who?", "history": ["what?"]}',
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_bad_line_is_named(shell: Shell, command: str, line: str) -> None:
    given = lines({"qid": "a", "question": FRANCE}) + f"\n{line}\n"
    done = shell(command, "--run", "-", given=given)
    assert done.returncode == 2
    assert "line 3" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(parsed(done.stdout)) == 1, "what came before it is written"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "--run", "no-such-file"],
        ["ask", "who?", "--run", "-"],
        ["search", "who?", "--run", "-"],
    ],
)
def test_misuse_is_2_and_a_sentence(shell: Shell, arguments: list[str]) -> None:
    done = shell(*arguments, given="")
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout
