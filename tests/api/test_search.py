"""Passages found over HTTP."""

import pytest

from tests.api.conftest import Server
from tests.api.shapes import PASSAGE

pytestmark = pytest.mark.e2e


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
