"""Documents and their statements over HTTP."""

import pytest

from tests.api.conftest import SEEDS, Server
from tests.api.shapes import DOCUMENT

pytestmark = pytest.mark.e2e


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
