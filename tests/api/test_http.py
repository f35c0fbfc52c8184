"""The contract over HTTP, on a real server with the seeds."""

import http.client
import json
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx
import pytest

from api.paging import Cursor
from tests.api.conftest import SEEDS, Server, server_events, words

pytestmark = pytest.mark.e2e

REPLY = set(
    "question standalone_question intent answered answer refusal statements statements_total "
    "passages wording generation took_ms timings".split()
)
STATEMENT = set(
    "id speaker source_text kind cue asked text spans sentence document passage confidence score "
    "stance repeated_in".split()
)
PASSAGE = set("id document start end text place score speakers highlights also_in".split())
SPEAKER = set("id name role kind aliases statement_count document_count".split())
DOCUMENT = set(
    "id title published origin author language paths passage_count statement_count".split()
)
JOB = set("id kind state stage done total message rate left started finished".split())
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


def test_search_gives_passages(server: Server) -> None:
    found = server.get("/api/search", q="Treaty on Comprehensive Strategic Partnership", limit=2)
    assert set(found) == {"items", "total", "limit", "offset", "next"}
    assert len(found["items"]) == found["limit"] == 2 < found["total"]
    assert set(found["items"][0]) == PASSAGE
    assert "Comprehensive Strategic Partnership" in found["items"][0]["text"]
    scores = [each["score"] for each in found["items"]]
    assert scores == sorted(scores, reverse=True)


def test_search_can_keep_to_the_passages_of_a_speaker(server: Server) -> None:
    found = server.get("/api/search", q="treaty", speaker="lloyd-austin")
    assert found["items"]
    for passage in found["items"]:
        assert "lloyd-austin" in {each["id"] for each in passage["speakers"]}


def test_speakers_are_listed_found_and_paged(server: Server) -> None:
    everyone = server.get("/api/speakers")
    assert (
        everyone["total"]
        == len(everyone["items"])
        == server.get("/api/index")["counts"]["speakers"]
    )
    counts = [each["statement_count"] for each in everyone["items"]]
    assert counts == sorted(counts, reverse=True)
    for speaker in everyone["items"]:
        assert set(speaker) == SPEAKER
        whole = server.get(f"/api/speakers/{speaker['id']}")
        assert whole.pop("evidence")
        assert whole == speaker
    (kirby,) = server.get("/api/speakers", q="kIr")["items"]
    assert kirby["name"] == "John Kirby"
    second = server.get("/api/speakers", limit=1, offset=1)
    assert second["items"] == everyone["items"][1:2]
    assert second["total"] == everyone["total"]


def test_lists_are_walked_through_by_cursor_also_where_the_cursor_has_moved(server: Server) -> None:
    for path, filters in (
        ("/api/documents", {}),
        ("/api/speakers", {}),
        ("/api/speakers", {"q": "k"}),
        ("/api/speakers/john-kirby/statements", {}),
        ("/api/documents/6b97e56806adacaa/statements", {}),
        ("/api/search", {"q": "treaty"}),
        ("/api/search", {"q": "treaty", "speaker": "john-kirby"}),
    ):
        whole = server.get(path, limit=100, **filters)
        assert whole["next"] is None
        assert whole["items"]
        walked, page = [], server.get(path, limit=1, **filters)
        while page["next"]:
            walked += page["items"]
            _, key = Cursor.of(page["next"])
            for position in (len(walked), 0, len(walked) + 7):
                moved = str(Cursor(position, key))
                page = server.get(path, limit=1, cursor=moved, **filters)
                assert page["offset"] == len(walked)
        assert walked + page["items"] == whole["items"]


@pytest.mark.parametrize("cursor", ["x", "e30", "é", str(Cursor(1, ("a", "b", "c", "d")))])
def test_what_is_no_cursor_of_a_list_is_a_problem(server: Server, cursor: str) -> None:
    for path in ("/api/speakers", "/api/speakers/john-kirby/statements", "/api/search"):
        response = server.http.get(path, params={"cursor": cursor, "q": "k"})
        assert "cursor" in problem(response, 404)["detail"]


def test_all_statements_of_a_speaker_are_there(server: Server) -> None:
    for speaker in server.get("/api/speakers")["items"]:
        page = server.get(f"/api/speakers/{speaker['id']}/statements")
        assert page["total"] == len(page["items"]) == speaker["statement_count"]
        for statement in page["items"]:
            assert set(statement) == STATEMENT
            assert statement["speaker"]["id"] == speaker["id"]
            assert statement["score"] is None


def test_a_speakers_summary_says_where_when_and_what_about(server: Server) -> None:
    summary = server.get("/api/speakers/john-kirby/summary")
    assert set(summary) == {"statement_count", "document_count", "documents", "months", "topics"}
    (listed,) = summary["documents"]
    statements = server.get("/api/speakers/john-kirby/statements")["items"]
    assert listed["document"] == statements[0]["document"]
    assert listed["statement_count"] == summary["statement_count"] == len(statements)
    assert summary["months"] == [{"month": None, "statement_count": len(statements)}]
    for topic in summary["topics"]:
        assert sum(topic["word"] in s["text"].lower() for s in statements) >= 1


def test_speakers_and_their_statements_keep_to_a_document_and_a_time(server: Server) -> None:
    (document,) = server.get("/api/documents")["items"]
    everyone = server.get("/api/speakers")
    assert server.get("/api/speakers", document=document["id"]) == everyone
    path = "/api/speakers/john-kirby/statements"
    assert server.get(path, document=document["id"]) == server.get(path)
    for outside in ({"document": "none"}, {"published_from": "2024-10-01"}):
        assert server.get("/api/speakers", **outside)["total"] == 0
        assert server.get(path, **outside)["total"] == 0
        assert server.get("/api/speakers/john-kirby/summary", **outside)["documents"] == []
    wrong = {"published_from": "2024-10-02", "published_to": "2024-10-01"}
    assert server.http.get("/api/speakers", params=wrong).status_code == 422


def test_all_statements_of_a_document_are_there_in_its_order(server: Server) -> None:
    (document,) = server.get("/api/documents", q="TROOPS russia.txt")["items"]
    assert server.get("/api/documents", q="ships")["total"] == 0
    page = server.get(f"/api/documents/{document['id']}/statements")
    assert page["total"] == len(page["items"]) == document["statement_count"]
    starts = [each["spans"][0][0] for each in page["items"]]
    assert starts == sorted(starts)


def test_documents_are_listed_and_given_with_their_text(server: Server) -> None:
    page = server.get("/api/documents")
    assert page["total"] == len(page["items"]) == len(list(SEEDS.glob("*.txt")))
    for listed in page["items"]:
        assert set(listed) == DOCUMENT
        whole = server.get(f"/api/documents/{listed['id']}")
        text = whole.pop("text")
        assert whole.pop("places") == []
        assert whole == listed
        assert text.strip() == (SEEDS / listed["paths"][0]).read_text("utf-8").strip()


def test_the_index_says_what_it_holds_and_was_made_with(server: Server) -> None:
    index = server.settled()
    assert set(index) == set(
        "generation counts models versions last_build folders failed drift job".split()
    )
    assert index["drift"] == {"new": 0, "changed": 0, "gone": 0}
    assert set(index["counts"]) == set("documents passages statements speakers files".split())
    assert all(index["counts"].values())
    assert index["models"]["embedder"].startswith("all-MiniLM-L6-v2")
    assert index["models"]["parser"].startswith("en_core_web_sm")
    assert set(index["versions"]) == {"readers", "chunker", "attribution"}
    assert index["last_build"]["finished"] >= index["last_build"]["started"]
    assert index["failed"] == []
    assert set(index["job"]) == JOB
    assert server.ask(KIRBY)["generation"] == index["generation"]


def test_a_rebuild_is_a_job_that_can_be_followed_while_questions_are_answered(
    server: Server,
) -> None:
    before = server.settled()["generation"]
    accepted = server.http.post("/api/index/rebuild")
    assert accepted.status_code == 202
    job = accepted.json()
    assert accepted.headers["location"] == f"/api/jobs/{job['id']}"
    assert (job["kind"], set(job)) == ("rebuild", JOB)
    states, answers = [], []
    for name, data in server.events(f"/api/jobs/{job['id']}/events"):
        assert name == "progress"
        states.append(data["state"])
        answers.append(server.ask(KIRBY)["statements_total"])
    assert states[-1] == "done"
    assert "running" in states
    assert len(set(answers)) == 1
    ended = server.get(accepted.headers["location"])
    assert (ended["state"], ended["done"]) == ("done", ended["total"])
    assert server.get("/api/index")["generation"] > before
    again = list(server.events(f"/api/jobs/{job['id']}/events"))
    assert again == [("progress", ended)], "an ended job's stream ends too"
    assert server.http.delete(accepted.headers["location"]).json() == ended


def test_a_rebuild_that_was_asked_for_twice_is_one_and_can_be_cancelled(server: Server) -> None:
    server.settled()
    first = server.http.post("/api/index/rebuild").json()
    second = server.http.post("/api/index/rebuild").json()
    assert first["id"] == second["id"]
    assert server.http.delete(f"/api/jobs/{first['id']}").status_code == 202
    *_, (_, ended) = server.events(f"/api/jobs/{first['id']}/events")
    # It may have come to its end before it heard of it.
    assert ended["state"] in ("cancelled", "done")
    assert server.ask(KIRBY)["answered"]


def test_health_and_readiness(server: Server) -> None:
    assert server.get("/healthz") == {"status": "ok"}
    assert server.get("/readyz") == {"status": "ready"}


def problem(response: httpx.Response, status: int) -> dict:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert set(document) == {"type", "title", "status", "detail", "request_id", "errors"}
    assert document["request_id"] == response.headers["x-request-id"]
    assert document["status"] == status
    assert document["type"].startswith("urn:onrecord:problem:")
    assert document["detail"].endswith(".")
    return document


@pytest.mark.parametrize(
    ("body", "pointer", "helps"),
    [
        ({}, "/question", "missing"),
        ({"question": ""}, "/question", "empty"),
        ({"question": " \n\t "}, "/question", "empty"),
        ({"question": "x" * 2001}, "/question", "2000 characters"),
        ({"question": 7}, "/question", "string"),
        ({"question": "q", "limit": 0}, "/limit", "1 or more"),
        ({"question": "q", "limit": 101}, "/limit", "100 or less"),
        ({"question": "q", "limit": "many"}, "/limit", "integer"),
        ({"question": "q", "limit": "8"}, "/limit", "integer"),
        ({"question": "q", "offset": False}, "/offset", "integer"),
        ({"question": "q", "offset": -1}, "/offset", "0 or more"),
        ({"question": "q", "offset": 2**70}, "/offset", "1000000 or less"),
        ({"question": "q", "limt": 3}, "/limt", "known"),
        ({"question": "q", "history": "hello"}, "/history", "list"),
        ({"question": "q", "history": [{"role": "god", "content": ""}]}, "/history/0/role", "user"),
        ({"question": "q", "history": [{"role": "user", "content": ""}] * 501}, "/history", "500"),
        ({"question": "q", "filters": {"published_to": "soon"}}, "/filters/published_to", "date"),
        ({"question": "q", "filters": {"published_to": 0}}, "/filters/published_to", "date"),
        (
            {
                "question": "q",
                "filters": {"published_from": "2024-02-01", "published_to": "2024-01-01"},
            },
            "/filters",
            "after",
        ),
        ([], "", "dict"),
    ],
)  # fmt: skip
def test_a_request_that_makes_no_sense_is_told_what_would(
    server: Server, body: object, pointer: str, helps: str
) -> None:
    for path in ("/api/ask", "/api/chat"):
        document = problem(server.http.post(path, json=body), 422)
        assert helps in document["detail"]
        assert pointer in [error["pointer"] for error in document["errors"]]
        assert len(json.dumps(document)) < 1000, "what was sent is not sent back"


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"question": }', b"\xff\xfe", b"[" * 50_000, b'{"question": "\x01"}']
)
def test_invalid_json_is_a_problem(server: Server, content: bytes) -> None:
    response = server.http.post(
        "/api/ask", content=content, headers={"Content-Type": "application/json"}
    )
    problem(response, 422 if content == b"" else 400)


def test_half_a_character_is_a_problem(server: Server) -> None:
    content = b'{"question": "what did \\ud800 say?"}'
    headers = {"Content-Type": "application/json"}
    problem(server.http.post("/api/ask", content=content, headers=headers), 422)


@pytest.mark.parametrize(
    "question",
    ["\x00", "😀" * 2000, "' OR 1=1 --", '"', "* AND NEAR(", "<script>alert(1)</script>", "? ? ?"],
)
def test_any_other_text_is_a_question(server: Server, question: str) -> None:
    assert server.ask(question)["question"] == question


@pytest.mark.parametrize(
    ("path", "status", "helps"),
    [
        ("/api/speakers/nobody", 404, "/api/speakers"),
        ("/api/speakers/nobody/statements", 404, "/api/speakers"),
        ("/api/speakers/nobody/summary", 404, "/api/speakers"),
        ("/api/documents/none", 404, "/api/documents"),
        ("/api/documents/none/statements", 404, "/api/documents"),
        ("/api/documents/%00%ff", 404, "/api/documents"),
        ("/api/documents/..%2f..%2fetc%2fpasswd", 404, "/docs"),
        ("/api/jobs/none", 404, "job"),
        ("/api/jobs/none/events", 404, "job"),
        ("/api/nothing", 404, "/docs"),
        ("/nothing", 404, "/docs"),
        ("/web/nothing.js", 404, "/docs"),
        ("/api/ask", 405, "POST"),
        ("/api/search", 422, "missing"),
        ("/api/search?q=", 422, "empty"),
        ("/api/search?q=%1F%C2%85%EF%BB%BF", 422, "empty"),
        ("/api/search?q=x&limit=0", 422, "1 or more"),
        ("/api/search?q=x&limit=101", 422, "100 or less"),
        ("/api/search?q=x&speaker=nobody", 404, "/api/speakers"),
        ("/api/speakers?limit=1000", 422, "100 or less"),
        ("/api/speakers?offset=-1", 422, "0 or more"),
        ("/api/documents?offset=99999999999999999999", 422, "1000000 or less"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_problem(
    server: Server, path: str, status: int, helps: str
) -> None:
    assert helps in problem(server.http.get(path), status)["detail"]


def test_filters_on_what_there_is_not_are_problems(server: Server) -> None:
    for filters in ({"speakers": ["nobody"]}, {"documents": ["none"]}):
        body = {"question": KIRBY, "filters": filters}
        assert "There is no" in problem(server.http.post("/api/ask", json=body), 404)["detail"]
        problem(server.http.post("/api/chat", json=body), 404)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_method_that_is_not_taken_is_a_problem(server: Server, method: str) -> None:
    response = server.http.request(method, "/api/ask")
    problem(response, 405)
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize("method", ["PUT", "POST", "TRACE"])
def test_a_method_that_is_not_taken_is_that_whatever_comes_with_it(
    server: Server, method: str
) -> None:
    given = {"file": ("a.txt", b"words")}
    problem(server.http.request(method, "/api/speakers", files=given), 405)
    problem(server.http.request(method, "/api/nowhere", files=given), 404)


def test_what_is_taken_instead_is_all_that_is_taken(server: Server) -> None:
    for path, allowed in (
        ("/api/speakers/john-kirby", "GET, PATCH"),
        ("/api/speakers/merge", "POST"),
        ("/api/jobs/none", "DELETE, GET"),
    ):
        response = server.http.put(path)
        assert response.headers["allow"] == allowed
        assert allowed in problem(response, 405)["detail"]


def test_a_question_of_ten_megabytes_is_too_big(server: Server) -> None:
    body = {"question": "x" * 10_000_000}
    assert "1,000,000 bytes" in problem(server.http.post("/api/ask", json=body), 413)["detail"]
    assert server.ask(KIRBY)["answered"]


def test_a_body_without_an_end_is_cut_off_too(server: Server) -> None:
    def chunks():
        yield b'{"question": "'
        for _ in range(100):
            yield b"x" * 100_000

    headers = {"Content-Type": "application/json"}
    problem(server.http.post("/api/ask", content=chunks(), headers=headers), 413)


def test_a_body_in_pieces_is_read(server: Server) -> None:
    pieces = iter([b'{"question": "what did', b' Kirby say?"}'])
    headers = {"Content-Type": "application/json"}
    assert server.http.post("/api/ask", content=pieces, headers=headers).json()["answered"]


def test_only_json_is_taken_so_that_no_form_can_send_it(server: Server) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        response = server.http.post(
            "/api/ask", content=b'{"question": "q"}', headers={"Content-Type": kind}
        )
        assert "application/json" in problem(response, 415)["detail"]
    problem(server.http.post("/api/index/rebuild", data={"a": "b"}), 415)


def test_pages_of_other_sites_can_change_nothing(server: Server) -> None:
    for headers in (
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        problem(server.http.post("/api/index/rebuild", headers=headers), 403)
    ours = {"Origin": server.url, "Sec-Fetch-Site": "same-origin"}
    body = {"question": KIRBY}
    assert server.http.post("/api/ask", json=body, headers=ours).status_code == 200


def test_a_name_that_was_bound_to_this_machine_is_not_answered(server: Server) -> None:
    for host in ("rebound.example", "rebound.example:80", "127.0.0.1.rebound.example", ""):
        response = server.http.get("/api/documents", headers={"Host": host})
        assert "ONRECORD_HOSTS" in problem(response, 421)["detail"]
    port = urlsplit(server.url).port
    for host in (f"localhost:{port}", "LOCALHOST", f"[::1]:{port}"):
        assert server.http.get("/healthz", headers={"Host": host}).status_code == 200


def test_every_reply_keeps_the_browser_from_loading_anything_else(server: Server) -> None:
    replies = [
        server.http.get("/"),
        server.http.get("/web/app.js"),
        server.http.get("/docs"),
        server.http.get("/api/index"),
        server.http.get("/nothing"),
        server.http.post("/api/ask", json={}),
        server.http.get("/healthz", headers={"Host": "rebound.example"}),
        server.http.post("/api/ask", content=b"x" * 2_000_000),
    ]
    for reply in replies:
        policy = dict(
            part.strip().split(" ", 1)
            for part in reply.headers["content-security-policy"].split(";")
        )
        assert policy == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data:",
            "connect-src": "'self'",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        }
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"


def test_the_page_is_asked_for_anew_and_sent_only_when_it_changed(server: Server) -> None:
    for path in ("/", "/web/app.js", "/web/style.css", "/docs"):
        page = server.http.get(path)
        assert page.status_code == 200
        assert page.headers["cache-control"] == "no-cache"
        same = server.http.get(path, headers={"If-None-Match": page.headers["etag"]})
        assert (same.status_code, same.content) == (304, b"")
        assert server.http.head(path).status_code == 200
    assert server.http.get("/readyz?now").headers["cache-control"] == "private, no-cache"
    assert server.http.get("/api/nothing").headers["cache-control"] == "no-store"


def test_a_reply_that_is_known_already_is_not_sent_again(server: Server) -> None:
    (document,) = server.get("/api/documents")["items"]
    for path in (
        "/api/documents",
        f"/api/documents/{document['id']}",
        "/api/speakers",
        "/api/speakers/john-kirby/statements",
        "/api/search?q=treaty",
        "/api/corrections",
        "/api/index",
        "/openapi.json",
    ):
        first = server.http.get(path)
        tag = first.headers["etag"]
        for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
            again = server.http.get(path, headers={"If-None-Match": known})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tag
        other = server.http.get(path, headers={"If-None-Match": '"other"'})
        assert (other.status_code, other.content) == (200, first.content)


def test_long_replies_are_compressed_and_streams_are_not(server: Server) -> None:
    whole = server.http.get("/openapi.json", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in whole.headers
    sent = server.http.get("/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert sent.headers["content-encoding"] == "gzip"
    assert int(sent.headers["content-length"]) < len(whole.content) / 4
    assert sent.content == whole.content
    assert sent.headers["etag"] == whole.headers["etag"]
    with server.http.stream("POST", "/api/chat", json={"question": KIRBY}) as stream:
        assert "content-encoding" not in stream.headers


def test_a_request_has_one_id_everywhere(server: Server) -> None:
    given = server.http.get("/healthz", headers={"X-Request-ID": "desk-7/a"})
    assert given.headers["x-request-id"] == "desk-7/a"
    for bad in ("a" * 129, "a b", "ä".encode()):
        made = server.http.get("/healthz", headers={"X-Request-ID": bad})
        assert re.fullmatch("[0-9a-f]{16}", made.headers["x-request-id"])
    first, second = (server.http.get("/").headers["x-request-id"] for _ in range(2))
    assert first != second


def test_other_sites_pages_may_not_read_what_is_answered(server: Server) -> None:
    elsewhere = {"Origin": "https://desk.example"}
    assert (
        "access-control-allow-origin"
        not in server.http.get("/api/index", headers=elsewhere).headers
    )
    asked = {**elsewhere, "Access-Control-Request-Method": "POST"}
    problem(server.http.options("/api/ask", headers=asked), 405)


def test_nothing_outside_the_page_is_served(server: Server) -> None:
    for path in ("/web/../app.py", "/web/%2e%2e/app.py", "/web/..%2fapp.py", "/web//etc/passwd"):
        # httpx would tidy the path up
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
        connection.request("GET", path)
        assert connection.getresponse().status == 404
        connection.close()


def test_the_page_refers_to_nothing_elsewhere(server: Server) -> None:
    for path in ("/", "/docs"):
        page = server.http.get(path).text
        references = re.findall(r'(?:src|href)="([^"]+)"', page)
        assert references
        for reference in references:
            assert reference.startswith(("/", "#"))
            if reference.startswith("/"):
                assert server.http.get(reference).status_code == 200


def test_the_openapi_document_knows_every_way_in(server: Server) -> None:
    document = server.get("/openapi.json")
    ways = {(method.upper(), path) for path, all in document["paths"].items() for method in all}
    assert ways == {
        ("POST", "/api/ask"),
        ("POST", "/api/chat"),
        ("GET", "/api/search"),
        ("GET", "/api/speakers"),
        ("GET", "/api/speakers/{id}"),
        ("GET", "/api/speakers/{id}/statements"),
        ("GET", "/api/speakers/{id}/summary"),
        ("POST", "/api/speakers/merge"),
        ("POST", "/api/speakers/{id}/split"),
        ("PATCH", "/api/speakers/{id}"),
        ("GET", "/api/corrections"),
        ("DELETE", "/api/corrections/{id}"),
        ("GET", "/api/documents"),
        ("POST", "/api/documents"),
        ("GET", "/api/documents/{id}"),
        ("GET", "/api/feedback"),
        ("POST", "/api/feedback"),
        ("DELETE", "/api/documents/{id}"),
        ("GET", "/api/documents/{id}/statements"),
        ("GET", "/api/index"),
        ("POST", "/api/index/rebuild"),
        ("GET", "/api/jobs/{id}"),
        ("DELETE", "/api/jobs/{id}"),
        ("GET", "/api/jobs/{id}/events"),
        ("POST", "/v1/chat/completions"),
        ("GET", "/v1/models"),
        ("GET", "/v1/models/{model}"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("GET", "/metrics"),
    }
    for path, methods in document["paths"].items():
        errors = "application/json" if path.startswith("/v1/") else "application/problem+json"
        for way in methods.values():
            assert set(way["responses"]["4XX"]["content"]) == {errors}


def test_many_ask_at_once(server: Server) -> None:
    def asked(_: int) -> list[str]:
        reply = httpx.post(
            f"{server.url}/api/ask", json={"question": KIRBY}, timeout=60, trust_env=False
        )
        return [each["id"] for each in reply.raise_for_status().json()["statements"]]

    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(asked, range(120)))
    assert answers == [answers[0]] * 120


def test_the_log_stayed_quiet(server: Server) -> None:
    """Last in this file: none of all that was an error of the server's."""
    assert "Traceback" not in server.log
    assert "ERROR" not in server.log
