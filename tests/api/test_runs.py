"""Files of questions: runs for scorers, and figures on a user's own questions."""

import json
import re
from html.parser import HTMLParser
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
    assert all(r["text"] == texts[r["doc_id"]][r["start"] : r["end"]] for r in kirby["results"])
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


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_line_can_name_the_documents_that_it_asks(
    shell: Shell, texts: dict[str, str], command: str
) -> None:
    named = next(iter(texts))
    one, two = (
        {"qid": n, "question": NIS, "documents": [named, "no-such-one"][:n]} for n in (1, 2)
    )
    done = shell(command, "--run", "-", given=lines(one, two))
    (line,) = parsed(done.stdout)
    found = line["passages" if command == "ask" else "results"]
    assert {each["doc_id"] for each in found} <= {named}
    assert (done.returncode, "line 2" in done.stderr) == (2, True)
    assert "no-such-one" in done.stderr


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
        ["eval"],
        ["eval", "no-such-file"],
        ["eval", "-"],
        ["eval", "-", "--fail-under", "f1"],
        ["eval", "-", "--fail-under", "f1=2"],
        ["eval", "-", "--fail-under", "beauty=0.5"],
        ["eval", "-", "--report", "no-such-folder/report.html"],
    ],
)
def test_misuse_is_2_and_a_sentence(shell: Shell, arguments: list[str]) -> None:
    done = shell(*arguments, given="")
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


QUESTIONS = (
    {"question": NIS, "answers": ["1,500", "approximately 1,500"],
     "speaker": "National Intelligence Service",
     "evidence": [{"document": "PATH", "text": "approximately 1,500"}]},
    {"question": KIRBY, "answers": ["no such words <b>&"], "documents": ["PATH"]},
    {"question": FRANCE, "answerable": False},
    {"question": "and Merkel?", "history": [{"question": "what did Kirby say?"}],
     "answers": ["nothing"]},
)  # fmt: skip


@pytest.fixture(scope="session")
def own_questions(texts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """QUESTIONS in a file; PATH is where the seeds have the NIS's figure."""
    (name,) = (name for name, text in texts.items() if "approximately 1,500" in text)
    file = tmp_path_factory.mktemp("own") / "questions.jsonl"
    file.write_text(lines(*QUESTIONS).replace("PATH", f"{name}.txt"))
    return file


def test_figures_on_questions_of_ones_own(shell: Shell, own_questions: Path) -> None:
    done = shell("eval", own_questions)
    assert done.returncode == 0, done.stderr
    told = " ".join(done.stdout.split())
    assert re.search(r"exact 0\.333 0\.000 – 1\.000 3", told)
    assert "latency_p95" in told
    assert "Refused: nothing_relevant 1, unknown_speaker 1" in told
    assert "2 of 4 questions went wrong somewhere" in told
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_figures_as_json(shell: Shell, own_questions: Path) -> None:
    report = json.loads(shell("eval", own_questions, "--json").stdout)
    assert report["questions"] == 4
    figures = {name: (each["value"], each["count"]) for name, each in report["figures"].items()}
    assert figures["f1"] == (pytest.approx(1 / 3), 3)
    assert figures["speaker"] == (1, 1)
    assert figures["evidence_hit@5"] == (1, 1)
    assert figures["recall@10"] == (1, 2)
    assert figures["refusal_precision"] == (0.5, 4)
    assert figures["refusal_recall"] == (1, 4)
    assert [each["faults"][0] for each in report["failures"]] == [
        "wrong answer",
        "refused, though there is an answer",
    ]
    assert report["under"] == {}


def test_a_figure_under_its_threshold_is_1(shell: Shell, own_questions: Path) -> None:
    good = shell("eval", own_questions, "--fail-under", "speaker=1", "f1=0.3")
    assert good.returncode == 0
    bad = shell("eval", own_questions, "--fail-under", "speaker=1", "--fail-under", "f1=0.9")
    assert bad.returncode == 1
    assert re.search(r"f1 .* under 0\.9", bad.stdout)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[]", "line 2"),
        ('{"question": "who?", "documents": ["nowhere.txt"]}', "nowhere.txt"),
        ('{"question": "who?", "evidence": [{"document": "PATH"}]}', "text"),
        ('{"question": "who?", "evidence": [{"document": "PATH", "text": "Zebra"}]}', "no such"),
    ],
)
def test_what_cannot_be_measured_is_told_before_anything_is_asked(
    shell: Shell, texts: dict[str, str], line: str, said: str
) -> None:
    given = lines({"question": NIS}) + line.replace("PATH", next(iter(texts))) + "\n"
    done = shell("eval", "-", given=given)
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert said in done.stderr
    assert not done.stdout
    nothing = shell("eval", "-", "--fail-under", "f1=0.5", given=lines({"question": NIS}))
    assert nothing.returncode == 2
    assert "f1" in nothing.stderr


def test_a_whole_path_names_one_file_whatever_others_are_called(empty_shell: Shell) -> None:
    (empty_shell.folder / "seeds").mkdir()
    for name, month in (("bridge.txt", "May"), ("bridge.txt.md", "June")):
        text = f"Mayor Maria Lopez said the bridge would close in {month}.\n"
        (empty_shell.folder / "seeds" / name).write_text(text)
    empty_shell("index")
    line = {"question": "when would the bridge close?", "documents": ["bridge.txt"]}
    done = empty_shell("eval", "-", given=lines(line))
    assert done.returncode == 0, done.stderr


class _Page(HTMLParser):
    """What a page loads, links to or runs; and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attributes)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_report_is_one_file_that_loads_nothing(
    shell: Shell, own_questions: Path, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    done = shell("eval", own_questions, "--report", file)
    assert done.returncode == 0, done.stderr
    text = file.read_text("utf-8")
    page = _Page()
    page.feed(text)
    assert not page.tags & {"script", "link", "img", "iframe", "a", "b", "form", "object"}
    assert not page.attributes & {"src", "href", "style", "onload", "onclick"}
    assert not re.search(r"url\(|@import|https?:", text)
    assert "default-src 'none'" in text
    assert page.tags >= {"svg", "rect", "table"}
    assert "no such words <b>&" in page.text, "escaped, so it is text"
    assert "wrong answer" in page.text
    assert "after: what did Kirby say?" in page.text
    assert "read as: What did Merkel say?" in page.text
