"""Pages of other sites and false names get nowhere, and the page loads nothing from elsewhere."""

import http.client
import re
from urllib.parse import urlsplit

import pytest

from tests.api.conftest import Server
from tests.api.shapes import problem

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say?"


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
