"""Feedback: kept whatever happens to the index, and exported as questions that eval reads."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from api.commands.archives import write_lines
from api.feedback import Feedback, FeedbackFile, NotKept, UnknownFeedback
from tests.api.conftest import Server, Shell

KIRBY = "what did Kirby say?"


def given(id: str, note: str = "") -> Feedback:
    return Feedback(
        id=id, given=datetime.now(UTC), question="why?", standalone_question="why?", intent="fact",
        answer="Because.", generation=1, thumb="up", note=note, evidence=[], speaker=None,
    )  # fmt: skip


def judgement(reply: Any, thumb: str, **fields: Any) -> dict[str, Any]:
    """What a client sends of a reply."""
    answer, refusal = reply["answer"], reply["refusal"]
    return {
        "question": reply["question"],
        "standalone_question": reply["standalone_question"],
        "intent": reply["intent"],
        "answer": answer and answer["text"],
        "words": answer and answer["words"],
        "refusal": refusal and refusal["reason"],
        "statements": [each["id"] for each in reply["statements"]],
        "passages": [each["id"] for each in reply["passages"]],
        "generation": reply["generation"],
        "thumb": thumb,
        **fields,
    }


def test_what_is_given_is_kept_in_order_by_threads_and_by_another_object(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: FeedbackFile(tmp_path).add(given(f"{n}")), range(40)))
    FeedbackFile(tmp_path).add(given("last"))
    ids = [each.id for each in FeedbackFile(tmp_path)]
    assert sorted(ids[:-1], key=int) == [str(n) for n in range(40)]
    assert ids[-1] == "last"


def test_a_later_one_takes_the_place_of_the_earlier(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path)
    for id in ("a", "b"):
        file.add(given(id))
    file.add(given("a", note="no, yes"), anew=False)
    assert [(each.id, each.note) for each in file] == [("a", "no, yes"), ("b", "")]
    with pytest.raises(UnknownFeedback):
        file.add(given("c"), anew=False)
    assert len(list(file)) == 2


def test_half_a_line_costs_that_line_alone(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path)
    file.add(given("a"))
    path = tmp_path / "feedback.jsonl"
    os.truncate(path, path.stat().st_size - 20)
    file.add(given("b"))
    assert [each.id for each in file] == ["b"]


def test_a_full_file_takes_no_more_and_loses_nothing(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path, largest=1_000)
    file.add(given("a", note="x" * 400))
    with pytest.raises(NotKept, match="onrecord feedback export"):
        file.add(given("b", note="x" * 400))
    assert [each.id for each in file] == ["a"]


@pytest.mark.e2e
def test_feedback_outlives_a_rebuild_and_becomes_questions_that_eval_reads(
    server: Server, shell: Shell, tmp_path: Path
) -> None:
    answered = server.ask(KIRBY)
    fact = server.ask("how many troops did the NIS report?")
    refused = server.ask("what did Merkel say?")
    history = [{"role": "user", "content": KIRBY}, {"role": "assistant", "content": "He said …"}]
    wrong = server.ask("and Austin?", history=history)
    sent = [
        judgement(answered, "down"),
        judgement(fact, "up"),
        judgement(refused, "up"),
        judgement(wrong, "down", history=history, note="  half of it  "),
    ]
    before = server.get("/api/feedback")["total"]
    kept = []
    for each in sent:
        reply = server.http.post("/api/feedback", json=each)
        assert reply.status_code == 201
        kept.append(reply.json())
    again = judgement(answered, "up", replaces=kept[0]["id"])
    assert server.http.post("/api/feedback", json=again).json()["id"] == kept[0]["id"]

    for _ in server.events(
        f"/api/jobs/{server.http.post('/api/index/rebuild').json()['id']}/events"
    ):
        pass
    listed = server.get("/api/feedback", limit=4)
    assert listed["total"] - before == 4
    assert [each["id"] for each in listed["items"]] == [each["id"] for each in kept[::-1]]
    assert listed["items"][0]["note"] == "half of it"

    file = tmp_path / "questions.jsonl"
    assert shell("feedback", "export", file, "--data", server.data).returncode == 0
    assert shell("feedback", "export", file, "--data", server.data).returncode == 2, "no --force"
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()][-4:]
    kirby, troops, merkel, austin = lines
    assert kirby["speaker"] == "John Kirby"
    spans = sum(len(each["spans"]) for each in answered["statements"])
    assert len(kirby["evidence"]) >= spans
    for place in kirby["evidence"]:
        text = (server.documents / place["document"]).read_text("utf-8")
        assert place["text"] in text
    assert troops["answers"] == [fact["answer"]["words"]["text"]]
    assert merkel["answerable"] is False
    assert austin == {
        "question": "and Austin?", "history": history, "thumb": "down", "note": "half of it",
    }  # fmt: skip

    measured = shell("eval", file, "--json", "--data", server.data)
    assert measured.returncode == 0, measured.stderr
    figures = json.loads(measured.stdout)["figures"]
    for name in ("evidence_hit@5", "exact", "speaker", "refusal_recall"):
        assert figures[name]["value"] == 1.0, "the same questions get the same replies"


@pytest.mark.e2e
def test_feedback_is_walked_through_by_cursor_while_more_comes_in(server: Server) -> None:
    def give() -> str:
        sent = judgement(server.ask(KIRBY), "up")
        id: str = server.http.post("/api/feedback", json=sent).raise_for_status().json()["id"]
        return id

    older, newer = give(), give()
    first = server.get("/api/feedback", limit=1)
    assert [each["id"] for each in first["items"]] == [newer]
    give()
    second = server.get("/api/feedback", limit=1, cursor=first["next"])
    assert [each["id"] for each in second["items"]] == [older]


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"thumb": "sideways"}, "thumb"),
        ({"note": "x" * 2_001}, "note"),
        ({"answer": None}, "answer or refusal"),
        ({"refusal": "nothing_relevant"}, "answer or refusal"),
        ({"statements": ["x"] * 101}, "statements"),
        ({"stars": 5}, "stars"),
    ],
)
def test_feedback_that_makes_no_sense_is_a_problem(
    server: Server, change: dict[str, Any], about: str
) -> None:
    sent = judgement(server.ask(KIRBY), "up") | change
    reply = server.http.post("/api/feedback", json=sent)
    assert reply.status_code == 422
    assert about in reply.json()["detail"]


@pytest.mark.e2e
def test_feedback_cannot_replace_what_there_is_not(server: Server) -> None:
    sent = judgement(server.ask(KIRBY), "up", replaces="../feedback")
    reply = server.http.post("/api/feedback", json=sent)
    assert reply.status_code == 404
    assert reply.headers["Content-Type"] == "application/problem+json"


@pytest.mark.e2e
def test_words_and_statements_that_are_not_there_are_no_evidence(server: Server) -> None:
    reply = server.ask(KIRBY)
    words = {**reply["answer"]["words"], "text": "never said"}
    sent = judgement(reply, "up", statements=["no-such-s1"], words=words)
    assert server.http.post("/api/feedback", json=sent).json()["evidence"] == []


@pytest.mark.e2e
def test_without_feedback_there_is_nothing_to_export(shell: Shell, tmp_path: Path) -> None:
    done = shell("feedback", "export", tmp_path / "questions.jsonl")
    assert done.returncode == 1
    assert "no feedback" in done.stderr
    assert not list(tmp_path.iterdir())


def test_one_line_is_in_the_file_and_two_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for lines, told in ((["{}"], "1 question is in"), (["{}", "{}"], "2 questions are in")):
        assert write_lines(tmp_path / "questions.jsonl", lines, "question", force=True) == 0
        assert told in capsys.readouterr().err
