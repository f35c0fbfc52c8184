"""What is wrong with a request is told as a problem."""

import json

import pytest

from tests.api.conftest import Server
from tests.api.shapes import problem

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say?"


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


def test_only_json_is_taken_so_that_no_form_can_send_it(server: Server) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        response = server.http.post(
            "/api/ask", content=b'{"question": "q"}', headers={"Content-Type": kind}
        )
        assert "application/json" in problem(response, 415)["detail"]
    problem(server.http.post("/api/index/rebuild", data={"a": "b"}), 415)


def test_the_log_stayed_quiet(server: Server) -> None:
    """Last in this file: none of all that was an error of the server's."""
    assert "Traceback" not in server.log
    assert "ERROR" not in server.log
