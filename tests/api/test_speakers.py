"""Speakers and their statements over HTTP."""

import pytest

from tests.api.conftest import Server
from tests.api.shapes import SPEAKER, STATEMENT

pytestmark = pytest.mark.e2e


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
        assert any(topic["word"].lower() in s["text"].lower() for s in statements)


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
