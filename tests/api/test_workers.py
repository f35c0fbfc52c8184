"""Several processes behind one address are one server: whichever is asked, whichever dies."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.server import listen, serve
from api.settings import Settings
from tests.api.conftest import DEADLINE, Server, Shell, eventually, server_events

pytestmark = pytest.mark.e2e

FILES = 12
BRIDGE = "Mayor Maria Lopez said the bridge would close in {month}. It was built in 1931.\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two workers and a writer, ready."""
    folder = tmp_path_factory.mktemp("workers")
    (folder / "documents").mkdir()
    (folder / "documents" / "bridge.txt").write_text(BRIDGE.format(month="May"))
    for number in range(FILES):
        text = f"The engineer Tom Becker said pier number {number} was too short. " * 20
        (folder / "documents" / f"pier-{number:02}.txt").write_text(text)
    # Tests stop processes for a while; none of them is to be taken for hung.
    patience = {"ONRECORD_WORKER_TIMEOUT": str(10 * DEADLINE)}
    with Server(folder / "documents", folder / "data", "--workers", "2", **patience) as running:
        running.ready()
        running.settled()
        yield running
        running.stop()


def processes(server: Server) -> list[int]:
    """The writer and the workers, in the order they were begun."""
    listing = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True
    )
    lines = [line.split(None, 2) for line in listing.stdout.splitlines()]
    first = str(server.process.pid)
    return sorted(
        int(pid) for pid, parent, command in lines if parent == first and "spawn_main" in command
    )


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def alone(worker: int, workers: Sequence[int], url: str) -> Iterator[httpx.Client]:
    """A client of this worker: no other takes connections meanwhile."""
    others = [pid for pid in workers if pid != worker]
    for pid in others:
        os.kill(pid, signal.SIGSTOP)
    try:
        with httpx.Client(base_url=url, timeout=DEADLINE, trust_env=False) as client:
            yield client
    finally:
        for pid in others:
            os.kill(pid, signal.SIGCONT)


def said(client: httpx.Client, question: str = "what did Lopez say?") -> list[str]:
    reply = client.post("/api/ask", json={"question": question}).raise_for_status()
    return [each["text"] for each in reply.json()["statements"]]


def progress(client: httpx.Client, id: str) -> list[Any]:
    with client.stream("GET", f"/api/jobs/{id}/events") as response:
        response.raise_for_status()
        return [told for _, told in server_events(response.iter_lines())]


def test_every_worker_follows_the_folder(server: Server) -> None:
    _, *workers = processes(server)
    assert len(workers) == 2
    (server.documents / "bridge.txt").write_text(BRIDGE.format(month="June"))
    for worker in workers:
        with alone(worker, workers, server.url) as client:
            eventually(lambda client=client: said(client) == ["the bridge would close in June"])
            assert client.get("/readyz").status_code == 200


def test_every_worker_tells_what_all_of_them_replied(server: Server) -> None:
    _, *workers = processes(server)
    counted = []
    for worker in workers:
        with alone(worker, workers, server.url) as client:
            assert said(client)
    for worker in workers:
        with alone(worker, workers, server.url) as client:
            lines = client.get("/metrics").raise_for_status().text.splitlines()
            counts = [line for line in lines if line.startswith("onrecord_replies_total")]
            counted.append(sum(float(line.rpartition(" ")[2]) for line in counts))
    assert counted[0] == counted[1] >= len(workers)


def test_a_job_is_the_same_whichever_worker_is_asked(server: Server) -> None:
    _, *workers = processes(server)
    one, other = workers
    with alone(one, workers, server.url) as client:
        job = client.post("/api/index/rebuild").raise_for_status().json()
    with alone(other, workers, server.url) as client:
        assert client.get(f"/api/jobs/{job['id']}").json()["kind"] == "rebuild"
        assert client.post("/api/index/rebuild").json()["id"] == job["id"], "one that runs is given"
        assert client.get("/api/index").json()["job"]["id"] == job["id"]
        assert client.delete(f"/api/jobs/{job['id']}").status_code == 202
    with alone(one, workers, server.url) as client:
        assert progress(client, job["id"])[-1]["state"] == "cancelled"
        again = client.post("/api/index/rebuild").json()
    with alone(other, workers, server.url) as client:
        assert progress(client, again["id"])[-1]["state"] == "done"
        assert client.get("/api/jobs/none").status_code == 404


def test_a_correction_through_one_worker_is_in_force_for_all(server: Server) -> None:
    _, *workers = processes(server)
    one, other = workers
    with alone(one, workers, server.url) as client:
        edit = client.patch("/api/speakers/maria-lopez", json={"role": "mayor of Lindau"})
        assert edit.json()["in_force"]
    with alone(other, workers, server.url) as client:
        assert client.get("/api/speakers/maria-lopez").json()["role"] == "mayor of Lindau"


def test_another_takes_the_place_of_a_worker_that_is_killed(server: Server) -> None:
    before = processes(server)
    _, one, other = before
    os.kill(one, signal.SIGKILL)
    with httpx.Client(base_url=server.url, timeout=DEADLINE, trust_env=False) as client:
        assert said(client), "the others answer meanwhile"
    eventually(lambda: len(processes(server)) == 3)
    (new,) = set(processes(server)) - set(before)
    with alone(new, [new, other], server.url) as client:
        assert client.get("/healthz").status_code == 200
    assert f"worker {one} was killed by signal 9; another is begun" in server.log


def test_another_writes_when_the_writer_is_killed_and_goes_on_with_its_rebuild(
    server: Server,
) -> None:
    writer = processes(server)[0]
    with httpx.Client(base_url=server.url, timeout=DEADLINE, trust_env=False) as client:
        job = client.post("/api/index/rebuild").json()
        eventually(lambda: client.get(f"/api/jobs/{job['id']}").json()["done"] >= 2)
        os.kill(writer, signal.SIGKILL)
        assert said(client), "what was committed is answered meanwhile"
        told = progress(client, job["id"])
        assert told[-1]["state"] == "done"
        assert told[-1]["total"] < FILES + 1, "what was committed is not made again"
        (server.documents / "bridge.txt").write_text(BRIDGE.format(month="July"))
        eventually(lambda: said(client) == ["the bridge would close in July"])
    assert writer not in processes(server)
    assert f"writer {writer} was killed by signal 9; another is begun" in server.log


def test_another_takes_the_place_of_a_process_that_hangs(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "bridge.txt").write_text(BRIDGE.format(month="May"))
    options = ("--workers", "2")
    with Server(
        tmp_path / "documents", tmp_path / "data", *options, ONRECORD_WORKER_TIMEOUT="5"
    ) as server:
        server.ready()
        server.settled()
        writer, worker, _ = processes(server)
        for pid in (writer, worker):
            os.kill(pid, signal.SIGSTOP)
        eventually(lambda: not (alive(writer) or alive(worker)))
        for role, pid in (("writer", writer), ("worker", worker)):
            assert f"{role} {pid} shows no sign of life any more; killed" in server.log
        (tmp_path / "documents" / "bridge.txt").write_text(BRIDGE.format(month="June"))
        eventually(lambda: said(server.http) == ["the bridge would close in June"])
        assert server.stop() == 0
        assert "Traceback" not in server.log


def test_who_else_wants_to_write_is_told_which_process_to_stop(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=DEADLINE, trust_env=False) as client:
        job = client.post("/api/index/rebuild").json()
        eventually(lambda: client.get(f"/api/jobs/{job['id']}").json()["state"] == "running")
        children = processes(server)
        try:
            for each in children:  # held up in the middle of it, however quick it is
                os.kill(each, signal.SIGSTOP)
            told = Shell(server.data.parent)("index", "--data", server.data, server.documents)
        finally:
            for each in children:
                os.kill(each, signal.SIGCONT)
        client.delete(f"/api/jobs/{job['id']}")
    assert told.returncode == 1
    assert f"Process {server.process.pid} (" in told.stderr
    assert "is writing" in told.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_that_comes_before_requests_are_taken_is_not_lost(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a worker's own, whose server is killed while it starts."""
    run = uvicorn.Server.run

    def stopped_first(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        signal.raise_signal(number)
        run(server, sockets)

    monkeypatch.setattr(uvicorn.Server, "run", stopped_first)
    taken: list[bool] = []

    def started() -> None:
        taken.append(True)
        signal.raise_signal(number)  # so that it ends where the first was lost

    (tmp_path / "documents").mkdir()
    settings = Settings(documents=(tmp_path / "documents",), data=tmp_path / "data")
    with listen("127.0.0.1", 0) as listening:
        serve(create_app(settings), listening, started)
    assert not taken


def test_all_processes_end_with_the_server(server: Server, tmp_path: Path) -> None:
    left = processes(server)
    stream = server.events(f"/api/jobs/{server.get('/api/index')['job']['id']}/events")
    next(stream)
    assert server.stop() == 0
    assert not any(map(alive, left))
    assert "Traceback" not in server.log

    (tmp_path / "documents").mkdir()
    with Server(tmp_path / "documents", tmp_path / "data", "--workers", "2") as killed:
        left = processes(killed)
        killed.kill()
        eventually(lambda: not any(map(alive, left)))
