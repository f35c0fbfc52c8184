"""A question over HTTP: its reply, whole and as a stream."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.api.conftest import Server, server_events, words
from tests.api.shapes import PASSAGE, REPLY, STATEMENT

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say?"


def test_a_reply_holds_the_speakers_words_and_nobody_elses(server: Server) -> None:
    reply = server.ask(KIRBY)
    assert set(reply) == REPLY
    assert reply["question"] == reply["standalone_question"] == KIRBY
    assert (reply["intent"], reply["answered"], reply["refusal"]) == ("statements", True, None)
    assert reply["statements_total"] == len(reply["statements"]) >= 2
    for statement in reply["statements"]:
        assert set(statement) == STATEMENT
        assert statement["speaker"]["name"] == "John Kirby"
        assert statement["speaker"]["role"] == (
            "spokesman for the White House National Security Council"
        )
        assert statement["stance"] is None
    said = " ".join(statement["text"] for statement in reply["statements"])
    assert "legitimate military targets" in said
    assert "multiple training sites" in said


def test_the_time_of_each_stage_is_told_where_it_is_asked_for(server: Server) -> None:
    assert server.ask(KIRBY)["timings"] is None
    reply = server.ask("when was the treaty signed?", timings=True)
    timings = reply["timings"]
    assert set(timings) == set("understanding embedding search reading wording rest".split())
    assert timings["reading"] > timings["wording"] == 0, "the reader is asked, no model words it"
    assert sum(timings.values()) == pytest.approx(reply["took_ms"], abs=1)
    streamed = chat(server, KIRBY, timings=True)[-2][1]
    assert streamed["timings"]["understanding"] > 0


def test_every_offset_is_true(server: Server) -> None:
    for question in (KIRBY, "did North Korea send troops to Russia?", "how many troops?"):
        reply = server.ask(question)
        for passage in reply["passages"]:
            assert set(passage) == PASSAGE
            document = server.get(f"/api/documents/{passage['document']['id']}")
            assert words(document, [(passage["start"], passage["end"])]) == [passage["text"]]
            for start, end in passage["highlights"]:
                assert passage["start"] <= start < end <= passage["end"]
        for statement in reply["statements"]:
            document = server.get(f"/api/documents/{statement['document']['id']}")
            assert " … ".join(words(document, statement["spans"])) == statement["text"]


def test_every_sentence_of_an_answer_cites_a_passage_that_came_along(server: Server) -> None:
    reply = server.ask("did North Korea send troops to Russia?")
    shown = {passage["id"] for passage in reply["passages"]}
    assert reply["answer"]["sentences"]
    for sentence in reply["answer"]["sentences"]:
        assert sentence["citations"]
        assert set(sentence["citations"]) <= shown
        assert sentence["text"] in reply["answer"]["text"]
    assert {"asserts", "denies"} <= {each["stance"] for each in reply["statements"]}


def test_statements_are_paged_through(server: Server) -> None:
    whole = server.ask(KIRBY)["statements"]
    pages = [server.ask(KIRBY, limit=1, offset=n) for n in range(len(whole))]
    assert [page["statements"][0]["id"] for page in pages] == [each["id"] for each in whole]
    assert {page["statements_total"] for page in pages} == {len(whole)}


def test_a_follow_up_is_read_with_the_history(server: Server) -> None:
    history = [
        {"role": "user", "content": KIRBY},
        {"role": "assistant", "content": "John Kirby said …"},
    ]
    reply = server.ask("and Austin?", history=history)
    assert reply["standalone_question"] == "What did Austin say?"
    assert {each["speaker"]["name"] for each in reply["statements"]} == {"Lloyd Austin"}


def test_filters_leave_out_what_they_should(server: Server) -> None:
    (austin,) = [
        each for each in server.get("/api/speakers")["items"] if each["name"] == "Lloyd Austin"
    ]
    reply = server.ask("who said anything on soldiers?", filters={"speakers": [austin["id"]]})
    assert {each["speaker"]["id"] for each in reply["statements"]} <= {austin["id"]}
    dated = server.ask(KIRBY, filters={"published_from": "2020-01-01"})
    assert not dated["statements"], "documents without a date are left out"


@pytest.mark.parametrize(
    ("question", "reason", "nearest"),
    [
        ("what did Putin say?", "no_statements", "passage"),
        ("what did Austin say about the treaty?", "nothing_on_topic", "statement"),
        ("what did Merkel say?", "unknown_speaker", None),
        ("what is the capital of France?", "nothing_relevant", None),
    ],
)
def test_a_refusal_says_why_and_offers_the_nearest(
    server: Server, question: str, reason: str, nearest: str | None
) -> None:
    reply = server.ask(question)
    assert (reply["answered"], reply["answer"], reply["statements"]) == (False, None, [])
    refusal = reply["refusal"]
    assert set(refusal) == {"reason", "message", "nearest"}
    assert refusal["reason"] == reason
    assert refusal["message"].endswith(".")
    for item in refusal["nearest"]:
        assert set(item) == {"type", item["type"]}
    if nearest:
        assert refusal["nearest"][0]["type"] == nearest


def chat(server: Server, question: str, **more: object) -> list[tuple[str, dict]]:
    asked = {"question": question, **more}
    with server.http.stream("POST", "/api/chat", json=asked) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        return list(server_events(response.iter_lines()))


def test_chat_streams_the_answer_and_ends_with_the_whole_reply(server: Server) -> None:
    events = chat(server, KIRBY)
    names = [name for name, _ in events]
    tokens = [data["text"] for name, data in events if name == "token"]
    assert names == ["retrieval", *["token"] * len(tokens), "answer", "done"]
    assert events[0][1] == {"standalone_question": KIRBY, "intent": "statements"}
    reply = events[-2][1]
    assert "".join(tokens) == reply["answer"]["text"]
    assert len(tokens) > 10
    asked = server.ask(KIRBY)
    assert {**reply, "took_ms": 0} == {**asked, "took_ms": 0}
    assert events[-1][1] == {}


def test_chat_streams_a_refusal_without_tokens(server: Server) -> None:
    events = chat(server, "what did Merkel say?")
    assert [name for name, _ in events] == ["retrieval", "answer", "done"]
    assert events[1][1]["refusal"]["reason"] == "unknown_speaker"


@pytest.mark.parametrize(
    "question",
    ["\x00", "😀" * 2000, "' OR 1=1 --", '"', "* AND NEAR(", "<script>alert(1)</script>", "? ? ?"],
)
def test_any_other_text_is_a_question(server: Server, question: str) -> None:
    assert server.ask(question)["question"] == question


def test_a_body_in_pieces_is_read(server: Server) -> None:
    pieces = iter([b'{"question": "what did', b' Kirby say?"}'])
    headers = {"Content-Type": "application/json"}
    assert server.http.post("/api/ask", content=pieces, headers=headers).json()["answered"]


def test_many_ask_at_once(server: Server) -> None:
    def asked(_: int) -> list[str]:
        reply = httpx.post(
            f"{server.url}/api/ask", json={"question": KIRBY}, timeout=60, trust_env=False
        )
        return [each["id"] for each in reply.raise_for_status().json()["statements"]]

    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(asked, range(120)))
    assert answers == [answers[0]] * 120
