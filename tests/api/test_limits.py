"""What one client and what many can take of a real server, and what is left when they are gone."""

import asyncio
import json
import shutil
import signal
import socket
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from api.connections import open_files
from api.limits import Deadline, Rate, Turns, network
from api.problems import Problem
from index.stores.local import LocalStore
from tests.api.conftest import DEADLINE, SEEDS, Server, eventually, server_events
from tests.models import DONE, Endpoint, Stage, endpoint, event

pytestmark = pytest.mark.e2e

KIRBY = {"question": "what did Kirby say?"}
STREAMS = 1000
WORKED_ON, WAITING = 2, 3


class Limited:
    """A server with narrow limits, and the language model that it waits for."""

    def __init__(self, server: Server, model: Endpoint) -> None:
        self.server = server
        self.model = model
        address = urlsplit(server.url)
        self.address = (address.hostname, address.port)

    @contextmanager
    def held_up(self) -> Iterator[Event]:
        """The model answers once this is set."""
        go = Event()

        def play(stage: Stage) -> None:
            go.wait(DEADLINE)
            stage.answer(event("Nothing."), DONE)

        self.model.plays(play)
        try:
            yield go
        finally:
            go.set()

    def connect(self, sent: bytes = b"") -> socket.socket:
        client = socket.create_connection(self.address, timeout=DEADLINE)
        client.sendall(sent)
        return client

    @property
    def sockets(self) -> int:
        """How many the server has open."""
        folder = Path(f"/proc/{self.server.process.pid}/fd")
        if not folder.is_dir():
            pytest.skip("this system doesn't tell what a process has open")
        return sum(_is_socket(each) for each in folder.iterdir())


def _is_socket(path: Path) -> bool:
    try:
        return str(path.readlink()).startswith("socket:")
    except FileNotFoundError:  # closed meanwhile
        return False


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Limited]:
    folder = tmp_path_factory.mktemp("limited")
    shutil.copytree(SEEDS, folder / "documents")
    with endpoint() as model:
        settings = {
            "ONRECORD_CONCURRENCY": str(WORKED_ON),
            "ONRECORD_QUEUE": str(WAITING),
            "ONRECORD_CLIENT_TIMEOUT": "1",
            "ONRECORD_LLM_URL": model.url,
            "ONRECORD_LLM_MODEL": "any",
        }
        with Server(folder / "documents", folder / "data", **settings) as running:
            running.ready()
            running.settled()
            yield Limited(running, model)


def test_what_is_too_much_at_once_waits_and_what_is_more_is_refused(limited: Limited) -> None:
    def asked(_: int) -> httpx.Response:
        return httpx.post(
            f"{limited.server.url}/api/ask", json=KIRBY, timeout=DEADLINE, trust_env=False
        )

    most = WORKED_ON + WAITING
    with limited.held_up() as go, ThreadPoolExecutor(most) as pool:
        held = [pool.submit(asked, n) for n in range(most)]
        eventually(lambda: len(limited.model.asked) == WORKED_ON)
        refused = eventually(lambda: r if (r := asked(0)).status_code == 503 else None)
        assert refused.headers["content-type"] == "application/problem+json"
        assert int(refused.headers["retry-after"]) > 0
        assert len(limited.model.asked) == WORKED_ON, "nothing of what waits has begun"
        for path in ("/healthz", "/readyz", "/"):
            assert limited.server.http.get(path).status_code == 200, "what costs nothing is there"
        go.set()
        assert all(each.result().json()["answered"] for each in held)
    assert limited.server.ask(KIRBY["question"])["answered"]


def test_a_head_that_comes_too_slowly_ends_its_connection_alone(limited: Limited) -> None:
    before = limited.sockets
    with ExitStack() as opened:
        slow = [
            opened.enter_context(limited.connect(sent))
            for sent in (b"", b"G", b"GET / HTTP/1.1\r\nHost: ") * 30
        ]
        limited.model.says("Nothing.")
        assert limited.server.ask(KIRBY["question"])["answered"]
        for client in slow:
            assert _rest(client) == b""
        assert eventually(lambda: limited.sockets <= before)


def test_a_head_that_is_sent_byte_by_byte_has_no_more_time(limited: Limited) -> None:
    with limited.connect(b"GET / HTTP/1.1\r\nX: ") as client:
        client.settimeout(0.05)

        def ended() -> bool:
            try:
                client.sendall(b"x")
                return client.recv(1) == b""
            except TimeoutError:
                return False
            except OSError:
                return True

        assert eventually(ended)


def test_a_second_head_on_a_connection_has_no_more_time_than_the_first(limited: Limited) -> None:
    whole = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with limited.connect(whole + b"GET /he") as client:
        reply = _rest(client)
    assert reply.count(b"HTTP/1.1 200") == 1


@pytest.mark.parametrize(
    ("path", "kind", "begun"),
    [
        (b"/api/ask", b"application/json", b'{"que'),
        (b"/api/documents", b"multipart/form-data; boundary=b", b"--b\r\nContent-Dis"),
    ],
)
def test_a_body_that_comes_too_slowly_is_a_problem(
    limited: Limited, path: bytes, kind: bytes, begun: bytes
) -> None:
    head = b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Type: %b\r\nContent-Length: 500\r\n"
    with limited.connect(head % (path, kind) + b"\r\n" + begun) as client:
        reply = _rest(client)
    assert reply.startswith(b"HTTP/1.1 408 ")
    assert json.loads(reply.partition(b"\r\n\r\n")[2])["status"] == 408


def test_what_is_no_http_is_a_problem(limited: Limited) -> None:
    for sent in (b"\x16\x03\x01\x02\x00\r\n\r\n", b"GET /\r\n\r\n", b"X: " + b"x" * 100_000):
        with limited.connect() as client:
            client.sendall(sent)
            reply = _rest(client)
        assert reply.startswith(b"HTTP/1.1 400 ")
        assert b"application/problem+json" in reply


def test_a_client_that_takes_nothing_of_what_it_is_sent_is_left(limited: Limited) -> None:
    before = limited.sockets
    request = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.connect(limited.address)
    with client:
        client.settimeout(0.05)

        def ended() -> bool:
            try:
                client.sendall(request * 100)
            except TimeoutError:
                return limited.sockets <= before
            except OSError:
                return True
            return False

        assert eventually(ended)
        assert eventually(lambda: limited.sockets <= before)
    limited.model.says("Nothing.")
    assert limited.server.ask(KIRBY["question"])["answered"]


def test_a_thousand_idle_streams_and_clients_that_vanish_leave_nothing_open(
    limited: Limited,
) -> None:
    if open_files() < STREAMS + 200:
        pytest.skip("this process may not open so many files")
    server = limited.server
    limited.model.says("Nothing.")
    index = server.settled()
    before = limited.sockets
    store = LocalStore(server.data)
    assert store.manifest
    with ExitStack() as opened:
        with store.writer(store.manifest):  # so that the job has to wait
            job = server.http.post("/api/index/rebuild").json()
            request = f"GET /api/jobs/{job['id']}/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
            streams = [
                opened.enter_context(limited.connect(request.encode())) for _ in range(STREAMS)
            ]
            for each in streams:
                assert each.recv(12) == b"HTTP/1.1 200"
            assert limited.sockets >= STREAMS
            for _ in range(5):
                assert server.ask(KIRBY["question"])["answered"]
            for each in streams[: STREAMS // 2]:
                # Not a word to the server: its packets are answered with a reset.
                each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                each.close()
            assert eventually(lambda: limited.sockets <= before + STREAMS // 2)
        for each in streams[STREAMS // 2 :]:
            assert b'"state":"done"' in _until_closed_chunks(each)
    store.close()
    assert eventually(lambda: limited.sockets <= before)
    assert server.settled()["generation"] > index["generation"]


def test_a_stream_that_has_begun_is_whole_before_the_server_ends(limited: Limited) -> None:
    """Last but one in this file: the server is no more."""
    server = limited.server
    with limited.held_up() as go:
        with server.http.stream("POST", "/api/chat", json=KIRBY) as response:
            events = server_events(response.iter_lines())
            assert next(events)[0] == "retrieval"
            server.process.send_signal(signal.SIGTERM)
            eventually(lambda: _refuses(limited.address))
            go.set()
            names = [name for name, _ in events]
        assert names[-2:] == ["answer", "done"]
    assert server.process.wait(DEADLINE) == 0
    assert "Traceback" not in server.log
    assert "ERROR" not in server.log


def _refuses(address: tuple[str | None, int | None]) -> bool:
    try:
        socket.create_connection(address).close()
    except OSError:
        return True
    return False


def _rest(client: socket.socket) -> bytes:
    """All that comes until the server closes."""
    got = b""
    try:
        while piece := client.recv(65536):
            got += piece
    except ConnectionResetError:
        pass
    return got


def _until_closed_chunks(client: socket.socket) -> bytes:
    """The rest of a chunked reply."""
    got = b""
    while not got.endswith(b"0\r\n\r\n") and (piece := client.recv(65536)):
        got += piece
    return got


def test_a_client_has_so_many_requests_a_minute_and_then_as_many_as_time_brings() -> None:
    rate = Rate(60)
    for _ in range(60):
        rate.take("a", 100.0)
    with pytest.raises(Problem) as refused:
        rate.take("a", 100.0)
    assert (refused.value.status, refused.value.headers) == (429, {"Retry-After": "1"})
    rate.take("b", 100.0)
    rate.take("a", 101.0)
    with pytest.raises(Problem):
        rate.take("a", 101.5)
    for _ in range(60):
        rate.take("a", 1000.0)


def test_what_is_remembered_of_clients_is_bounded() -> None:
    rate = Rate(60)
    for n in range(30_000):
        rate.take(str(n), n / 10)
    assert len(rate._due) <= 10_001


@pytest.mark.parametrize(
    ("address", "together"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("no address", "no address"),
    ],
)
def test_an_address_counts_as_the_network_of_one_client(address: str, together: str) -> None:
    assert network(address) == together


def test_a_turn_is_waited_for_so_long_and_no_longer() -> None:
    async def asked() -> None:
        turns = Turns(running=1, waiting=1, patience=0.01)
        end = await turns.take()
        with pytest.raises(Problem) as refused:
            await turns.take()
        assert refused.value.status == 503
        end()
        end()
        assert turns.running == 0
        (await turns.take())()
        assert (turns.running, turns.waiting) == (0, 0)

    asyncio.run(asked())


def test_a_reply_that_takes_too_long_is_given_up_and_its_work_is_not() -> None:
    async def asked() -> None:
        go, done, sent = asyncio.Event(), asyncio.Event(), []

        async def slow(_: Scope, __: Receive, send: Send) -> None:
            await go.wait()
            await send({"type": "http.response.start", "status": 200})
            done.set()

        async def receive() -> Message:
            return {"type": "http.request"}

        async def send(message: Message) -> None:
            sent.append(message)

        with pytest.raises(Problem) as refused:
            await Deadline(slow, seconds=0.01)({"type": "http"}, receive, send)
        assert refused.value.status == 503
        go.set()
        await done.wait()
        assert sent == []

    asyncio.run(asked())
