"""Starts, stops and deaths of the server: what was whole is served, what was not is finished."""

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import DEADLINE, SEEDS, Server, Shell, environment, eventually

pytestmark = pytest.mark.e2e

FILES = 30


def write_many(documents: Path) -> None:
    """Enough that a build can be met in the middle."""
    seed = next(SEEDS.glob("north-korean*.txt")).read_text("utf-8")
    for number in range(FILES):
        text = f"Mayor Maria Lopez said bridge number {number} would close.\n{seed}"
        (documents / f"article-{number:02}.txt").write_text(text, "utf-8")


def middle_of_a_build(server: Server) -> None:
    """Returns when some files are committed and most are not."""

    def look() -> bool:
        job = server.get("/api/index")["job"]
        for _, told in server.events(f"/api/jobs/{job['id']}/events"):
            if told["total"] == FILES and told["done"] >= 5:
                return True
        return False

    eventually(look)


def test_a_restart_waits_for_no_parser(changing: Callable[..., Server], documents: Path) -> None:
    (documents / "bridge.txt").write_text("Mayor Maria Lopez said the bridge would close.")
    first = changing()
    first.ready()
    before = first.settled()
    assert first.stop() == 0
    second = changing()
    second.ready()
    assert second.ask("what did Lopez say?")["answered"]
    after = second.settled()
    assert after["counts"] == before["counts"]
    assert after["last_build"]["unchanged"] == 1
    loaded = Path(f"/proc/{second.process.pid}/maps")
    if loaded.exists():
        assert "onnxruntime" in loaded.read_text()
        for heavy in ("libtorch", "site-packages/spacy", "site-packages/thinc"):
            assert heavy not in loaded.read_text()


def test_changes_made_while_the_server_was_down_are_taken_up(
    changing: Callable[..., Server], documents: Path
) -> None:
    (documents / "bridge.txt").write_text("Mayor Maria Lopez said the bridge would close.")
    first = changing("--no-watch")
    first.settled()
    first.stop()
    (documents / "bridge.txt").write_text("Mayor Maria Lopez said the bridge would open.")
    second = changing("--no-watch")
    second.ready()
    assert second.settled()["last_build"]["changed"] == 1
    (statement,) = second.ask("what did Lopez say?")["statements"]
    assert statement["text"] == "the bridge would open"


@pytest.mark.parametrize("fresh", [False, True], ids=["first build", "rebuild"])
def test_after_a_kill_in_the_middle_of_a_build_the_next_start_serves_and_finishes(
    changing: Callable[..., Server], documents: Path, fresh: bool
) -> None:
    write_many(documents)
    first = changing("--no-watch")
    if fresh:
        first.settled()
        first.http.post("/api/index/rebuild")
    middle_of_a_build(first)
    job = first.get("/api/index")["job"]
    first.kill()

    second = changing("--no-watch")
    second.ready()
    counts = second.get("/api/index")["counts"]
    reply = second.ask("what did Kirby say?")
    assert reply["answered"]
    assert counts["documents"] == FILES if fresh else counts["documents"] >= 4
    index = second.settled()
    assert index["job"]["state"] == "done"
    assert index["counts"]["documents"] == index["counts"]["files"] == FILES
    if fresh:
        resumed = second.get(f"/api/jobs/{job['id']}")
        assert (resumed["kind"], resumed["state"]) == ("rebuild", "done")
        assert resumed["total"] < FILES, "what was committed is not made again"
    assert second.ask("what did Lopez say?", limit=100)["statements_total"] == FILES


def test_a_build_of_the_shell_that_is_killed_is_finished_by_the_next(
    tmp_path: Path, documents: Path
) -> None:
    documents.mkdir()
    write_many(documents)
    shell = Shell(tmp_path)
    with subprocess.Popen(
        shell.command(["index", documents]),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        for line in process.stderr:
            if "file 13 of" in line:
                break
        process.kill()
    done = shell("index")
    assert done.returncode == 0, done.stderr
    assert f"{FILES} documents" in done.stdout
    assert f"{FILES} added" not in done.stdout, "what was committed is not made again"
    assert shell("verify").returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_ends_when_asked_to_in_the_middle_of_a_build_and_of_streams(
    changing: Callable[..., Server], documents: Path, number: int
) -> None:
    write_many(documents)
    server = changing("--no-watch")
    middle_of_a_build(server)
    job = server.get("/api/index")["job"]
    stream = server.events(f"/api/jobs/{job['id']}/events")
    next(stream)
    server.process.send_signal(number)
    told = list(stream)
    assert server.process.wait(DEADLINE) == 0
    assert not told or told[-1][1]["state"] in ("running", "cancelled")
    assert "Traceback" not in server.log


def test_a_first_start_serves_the_page_at_once_and_tells_the_shell_of_the_build(
    changing: Callable[..., Server], documents: Path
) -> None:
    write_many(documents)
    server = changing("--no-watch")
    assert server.http.get("/").status_code == 200
    assert server.get("/healthz") == {"status": "ok"}
    early = server.http.post("/api/ask", json={"question": "what did Kirby say?"})
    assert early.status_code in (200, 503)
    if early.status_code == 503:
        assert early.headers["retry-after"]
        assert early.json()["detail"].endswith(".")
    middle_of_a_build(server)
    job = server.get("/api/index")["job"]
    assert (job["state"], job["total"]) == ("running", FILES)
    assert job["message"].startswith("article-")
    assert server.ask("what did Kirby say?")["answered"], "answered from while it grows"
    assert server.http.delete(f"/api/jobs/{job['id']}").status_code == 202
    *_, (_, ended) = server.events(f"/api/jobs/{job['id']}/events")
    assert ended["state"] == "cancelled"
    assert 0 < server.get("/api/index")["counts"]["documents"] < FILES
    assert f"of {FILES}: article-" in server.log
    assert server.stop() == 0


def test_a_damaged_index_is_told_and_can_be_made_anew(
    changing: Callable[..., Server], documents: Path, tmp_path: Path
) -> None:
    (documents / "bridge.txt").write_text("Mayor Maria Lopez said the bridge would close.")
    first = changing("--no-watch")
    first.settled()
    first.stop()
    (catalogue,) = (tmp_path / "data").glob("edition-*/catalogue.sqlite")
    catalogue.write_bytes(b"not a database" * 100)
    second = changing("--no-watch")
    for path in ("/readyz", "/api/index", "/api/speakers"):
        told = second.http.get(path)
        assert told.status_code == 503
        assert "--rebuild" in told.json()["detail"]
    assert second.http.get("/").status_code == 200
    job = second.http.post("/api/index/rebuild").json()
    *_, (_, ended) = second.events(f"/api/jobs/{job['id']}/events")
    assert ended["state"] == "done"
    assert second.ask("what did Lopez say?")["answered"]
