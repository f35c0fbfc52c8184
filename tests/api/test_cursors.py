"""Every list over HTTP is walked through by cursor."""

import pytest

from api.paging import Cursor
from tests.api.conftest import Server
from tests.api.shapes import problem

pytestmark = pytest.mark.e2e


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
