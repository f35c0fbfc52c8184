"""What is known already is not sent again, and what is long is sent compressed."""

import pytest

from tests.api.conftest import Server

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say?"


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
