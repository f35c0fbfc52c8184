"""Who is let in, on a real server that asks for keys."""

import json
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from api.access import is_open
from api.app import create_app
from api.keys import SCOPES, BadKeys, Keys
from api.settings import Settings
from tests.api.conftest import SEEDS, Server, Shell, eventually
from tests.api.pages import Open, ask

pytestmark = pytest.mark.e2e

RATE = 200  # requests a minute

# The least scope of every way in that asks for one.
WAYS = {
    ("POST", "/api/ask"): "ask",
    ("POST", "/api/chat"): "ask",
    ("GET", "/api/search"): "ask",
    ("GET", "/api/speakers"): "ask",
    ("GET", "/api/speakers/{id}"): "ask",
    ("GET", "/api/speakers/{id}/statements"): "ask",
    ("GET", "/api/speakers/{id}/summary"): "ask",
    ("POST", "/api/speakers/merge"): "write",
    ("POST", "/api/speakers/{id}/split"): "write",
    ("PATCH", "/api/speakers/{id}"): "write",
    ("GET", "/api/corrections"): "ask",
    ("DELETE", "/api/corrections/{id}"): "write",
    ("GET", "/api/documents"): "ask",
    ("POST", "/api/documents"): "write",
    ("GET", "/api/documents/{id}"): "ask",
    ("DELETE", "/api/documents/{id}"): "write",
    ("GET", "/api/documents/{id}/statements"): "ask",
    ("GET", "/api/index"): "ask",
    ("POST", "/api/index/rebuild"): "admin",
    ("GET", "/api/jobs/{id}"): "ask",
    ("DELETE", "/api/jobs/{id}"): "admin",
    ("GET", "/api/jobs/{id}/events"): "ask",
    ("POST", "/api/feedback"): "ask",
    ("GET", "/api/feedback"): "admin",
    ("POST", "/v1/chat/completions"): "ask",
    ("GET", "/v1/models"): "ask",
    ("GET", "/v1/models/{model}"): "ask",
    ("GET", "/metrics"): "ask",
}


class Keyed:
    """A server that asks for keys, and a key of each scope."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.keys = Keys(server.data)
        self.made = {scope: self.keys.create(scope, f"may {scope}") for scope in SCOPES}

    def send(self, way: tuple[str, str], secret: str | None, body: object = None) -> httpx.Response:
        method, path = way
        headers = {} if secret is None else {"Authorization": f"Bearer {secret}"}
        return self.server.http.request(
            method, path.replace("{id}", "none"), headers=headers, json=body
        )


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyed]:
    folder = tmp_path_factory.mktemp("keyed")
    shutil.copytree(SEEDS, folder / "documents")
    Keys(folder / "data").create("admin")
    settings = {
        "ONRECORD_ACCESS": "keys",
        "ONRECORD_RATE": str(RATE),
        "ONRECORD_ORIGINS": "https://desk.example",
    }
    with Server(folder / "documents", folder / "data", **settings) as running:
        running.ready()
        yield Keyed(running)


def refused(response: httpx.Response, status: int) -> httpx.Response:
    assert response.status_code == status, response.text
    if response.url.path.startswith("/v1/"):  # as OpenAI's clients want it
        assert response.json()["error"]["message"]
        return response
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    return response


def test_without_a_key_nothing_of_the_documents_is_told(keyed: Keyed) -> None:
    for way in (*WAYS, ("GET", "/api/nothing"), ("POST", "/mcp")):
        response = refused(keyed.send(way, None, {} if way[0] == "POST" else None), 401)
        assert response.headers["www-authenticate"] == 'Bearer realm="onrecord"'
        assert "North Korea" not in response.text


@pytest.mark.parametrize(
    "sent", ["Bearer", "Bearer onrecord_wrong", "Basic dXNlcjpwYXNz", "Bearer é", "x" * 5000]
)
def test_what_is_no_key_lets_nobody_in(keyed: Keyed, sent: str) -> None:
    headers = {"Authorization": sent.encode("latin-1")}
    response = refused(keyed.server.http.get("/api/index", headers=headers), 401)
    assert response.headers["www-authenticate"].startswith("Bearer ")


def test_the_page_and_the_probes_are_there_for_everybody(keyed: Keyed) -> None:
    for path in ("/", "/web/app.js", "/docs", "/openapi.json", "/healthz", "/readyz"):
        assert keyed.server.http.get(path).status_code == 200
    for path in ("/web/../api/index", "/web/%2e%2e/api/index", "//api/index", "/API/index"):
        assert keyed.server.http.get(path).status_code in (401, 404)


def test_each_scope_may_do_what_the_ones_before_it_may(keyed: Keyed) -> None:
    for way, least in WAYS.items():
        for scope in SCOPES:
            _, secret = keyed.made[scope]
            if way == ("POST", "/api/index/rebuild") and scope == "admin":
                continue  # it would do it
            response = keyed.send(way, secret, {} if way[0] in ("POST", "PATCH") else None)
            if SCOPES.index(scope) >= SCOPES.index(least):
                assert response.status_code not in (401, 403), (way, scope)
            else:
                refused(response, 403)
                sent = response.headers["www-authenticate"]
                assert 'error="insufficient_scope"' in sent
                assert f'scope="{least}"' in sent


def test_a_key_asks_and_is_answered(keyed: Keyed) -> None:
    _, secret = keyed.made["ask"]
    reply = keyed.send(("POST", "/api/ask"), secret, {"question": "what did Kirby say?"})
    assert reply.json()["answered"]


def test_each_key_may_ask_so_often_and_no_other_is_kept_from_it(keyed: Keyed) -> None:
    (_, eager), (_, other) = keyed.keys.create("ask"), keyed.keys.create("ask")
    statuses = [keyed.send(("GET", "/api/jobs/{id}"), eager).status_code for _ in range(RATE)]
    assert set(statuses) == {404}
    response = eventually(
        lambda: r if (r := keyed.send(("GET", "/api/jobs/{id}"), eager)).is_error else None
    )
    while response.status_code == 404:  # what the time meanwhile has brought
        response = keyed.send(("GET", "/api/jobs/{id}"), eager)
    assert int(refused(response, 429).headers["retry-after"]) >= 1
    assert keyed.send(("GET", "/api/index"), other).status_code == 200


def test_an_address_without_a_key_is_counted_too_as_its_proxy_tells_it(keyed: Keyed) -> None:
    def tried(address: str) -> int:
        headers = {"X-Forwarded-For": address, "Authorization": "Bearer onrecord_guessed"}
        return keyed.server.http.get("/api/index", headers=headers).status_code

    assert {tried("203.0.113.7") for _ in range(RATE)} == {401}
    while (status := tried("203.0.113.7")) == 401:
        pass
    assert status == 429
    assert tried("203.0.113.8") == 401


def test_pages_of_a_site_that_is_named_may_use_it_and_no_others(keyed: Keyed) -> None:
    _, secret = keyed.made["ask"]
    http = keyed.server.http
    body = {"question": "what did Kirby say?"}
    for origin, welcome in (("https://desk.example", True), ("https://else.example", False)):
        asked = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        }
        allowed = http.options("/api/ask", headers=asked)
        assert (allowed.status_code == 200) == welcome
        sent = {
            "Origin": origin,
            "Sec-Fetch-Site": "cross-site",
            "Authorization": f"Bearer {secret}",
        }
        reply = http.post("/api/ask", json=body, headers=sent)
        assert reply.status_code == (200 if welcome else 403)
        refusal = http.get("/api/index", headers={"Origin": origin})
        assert refusal.status_code == 401
        for response in (allowed, reply, refusal):
            told = response.headers.get("access-control-allow-origin")
            assert told == (origin if welcome else None)


@pytest.mark.browser
def test_the_page_asks_for_a_key_once_and_keeps_it_in_its_tab(
    keyed: Keyed, open_page: Open
) -> None:
    from playwright.sync_api import expect

    _, secret = keyed.made["ask"]
    page = open_page(keyed.server, expected="401")
    box = page.get_by_test_id("key")
    expect(box).to_be_focused()
    box.fill("onrecord_wrong")
    page.keyboard.press("Enter")
    expect(box).to_be_empty()
    box.fill(secret)
    page.keyboard.press("Enter")
    expect(box).to_have_count(0)
    ask(page, "what did Kirby say?")
    expect(page.get_by_test_id("statement").first).to_contain_text("John Kirby")
    page.reload()
    expect(page.get_by_test_id("status")).to_contain_text("1 document")
    expect(box).to_have_count(0)
    assert secret not in page.evaluate("JSON.stringify(localStorage)")


@pytest.mark.browser
def test_the_page_works_with_a_key_where_the_browser_keeps_nothing(
    keyed: Keyed, open_page: Open
) -> None:
    from playwright.sync_api import expect

    _, secret = keyed.made["ask"]
    page = open_page(keyed.server, expected="401")
    page.add_init_script(
        """for (const name of ["sessionStorage", "localStorage"]) {
          Object.defineProperty(window, name, {
            get() { throw new DOMException("Access is denied.", "SecurityError"); },
          });
        }"""
    )
    page.reload()
    page.get_by_test_id("key").fill(secret)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("status")).to_contain_text("1 document")
    ask(page, "what did Kirby say?")
    expect(page.get_by_test_id("statement").first).to_contain_text("John Kirby")
    expect(page.get_by_test_id("key")).to_have_count(0)


def test_a_key_holds_from_the_moment_it_is_made_until_it_is_revoked(
    keyed: Keyed, empty_shell: Shell
) -> None:
    data = ("--data", keyed.server.data)
    made = empty_shell("keys", "create", "--scope", "ask", "--name", "the desk", *data)
    secret = made.stdout.strip()
    assert keyed.send(("GET", "/api/index"), secret).status_code == 200
    listed = json.loads(empty_shell("keys", "list", "--json", *data).stdout)
    (id,) = [each["id"] for each in listed if each["name"] == "the desk"]
    assert empty_shell("keys", "revoke", id, *data).returncode == 0
    refused(keyed.send(("GET", "/api/index"), secret), 401)
    again = empty_shell("keys", "revoke", id, *data)
    assert (again.returncode, "no key" in again.stderr) == (2, True)
    garbled = empty_shell("keys", "create", "--scope", "ask", "--name", "\udcff", *data)
    assert (garbled.returncode, garbled.stderr) == (2, "onrecord: --name is not UTF-8.\n")


def test_a_key_itself_is_kept_nowhere(keyed: Keyed, empty_shell: Shell) -> None:
    file = keyed.server.data / "keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    listed = empty_shell("keys", "list", "--data", keyed.server.data)
    for key, secret in keyed.made.values():
        assert key.id in listed.stdout
        for told in (file.read_text("utf-8"), listed.stdout, keyed.server.log):
            assert secret not in told
            assert secret.removeprefix("onrecord_") not in told


def test_a_broken_file_of_keys_lets_nobody_in(tmp_path: Path) -> None:
    keys = Keys(tmp_path)
    _, secret = keys.create("ask")
    assert keys.holder(secret)
    (tmp_path / "keys.json").write_text('[{"id": "1"}]')
    with pytest.raises(BadKeys):
        keys.holder(secret)


def test_keys_that_are_made_at_once_are_all_kept(tmp_path: Path, empty_shell: Shell) -> None:
    import subprocess

    command = empty_shell.command(["keys", "create", "--scope", "ask", "--data", tmp_path])
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    secrets = [each.communicate()[0].strip() for each in running]
    keys = Keys(tmp_path)
    assert len({key.id for s in secrets if (key := keys.holder(s))}) == 4


def test_a_server_that_others_reach_does_not_start_without_a_key(
    empty_shell: Shell, tmp_path: Path
) -> None:
    started = empty_shell("serve", "--host", "0.0.0.0", "--port", "0", "--data", tmp_path / "data")
    assert started.returncode == 2
    assert "onrecord keys create" in started.stderr
    assert "ONRECORD_ACCESS=open" in started.stderr
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "keys.json").write_text("{}")
    damaged = empty_shell("serve", "--host", "0.0.0.0", "--port", "0", "--data", tmp_path / "data")
    assert (damaged.returncode, "keys.json" in damaged.stderr) == (2, True)


def test_a_server_that_others_reach_can_be_told_to_be_open(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    data = tmp_path / "data"
    with Server(tmp_path / "documents", data, "--host", "0.0.0.0", ONRECORD_ACCESS="open") as open_:
        eventually(lambda: open_.http.get("/healthz").status_code == 200)
        assert open_.http.get("/api/index").status_code == 200


@pytest.mark.parametrize(
    ("access", "host", "keyed"),
    [
        ("auto", "127.0.0.1", False),
        ("auto", "::1", False),
        ("auto", "0.0.0.0", True),
        ("auto", "192.0.2.1", True),
        ("keys", "127.0.0.1", True),
        ("open", "0.0.0.0", False),
    ],
)
def test_keys_are_needed_wherever_others_reach_it(access: str, host: str, keyed: bool) -> None:
    assert Settings(access=access, host=host).keyed == keyed  # type: ignore[arg-type]


def test_every_way_in_asks_for_a_scope_and_the_openapi_document_says_which(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path))
    document = app.openapi()
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    told = {
        (method.upper(), path): way["security"][0]["key"][-1]
        for path, methods in document["paths"].items()
        for method, way in methods.items()
        if "security" in way
    }
    assert told == WAYS
    for route in iter_route_contexts(app.routes):
        if route.methods and not is_open(route.path):
            assert {(method, route.path) for method in route.methods} <= set(told)
