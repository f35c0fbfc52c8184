"""A server whose index is in Milvus, a process of its own that comes and goes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from index.store import StoreAway
from index.stores import open_store
from tests.api.conftest import DEADLINE, Server, eventually
from tests.index.milvus_server import MilvusServer, started

pytestmark = pytest.mark.e2e

QUESTION = "what did Becker say?"


@pytest.fixture
def milvus(tmp_path: Path) -> Iterator[MilvusServer]:
    server = started(tmp_path / "milvus")
    yield server
    server.kill()


def words(server: Server) -> list[str]:
    return [each["text"] for each in server.ask(QUESTION)["statements"]]


def test_the_index_is_in_milvus_and_waits_for_it(milvus: MilvusServer, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("Tom Becker said the harbour was too shallow.\n")
    milvus.kill()
    reason = f"Milvus at 127.0.0.1:{milvus.port}"
    with Server(folder, tmp_path / "data", ONRECORD_STORE=milvus.address("desk")) as server:
        for reply in (
            server.http.get("/readyz"),
            server.http.post("/api/ask", json={"question": QUESTION}),
        ):
            assert reply.status_code == 503, reply.text
            assert reason in reply.json()["detail"]
        assert server.http.get("/healthz").status_code == 200
        milvus.start()
        server.ready()
        assert words(server) == ["the harbour was too shallow"]
        assert not list((tmp_path / "data").glob("edition-*")), "nothing is kept here"

        milvus.kill()
        (folder / "b.txt").write_text("Tom Becker said the bridge would be closed.\n")
        reply = server.http.post("/api/ask", json={"question": QUESTION})
        assert (reply.status_code, reason in reply.json()["detail"]) == (503, True)
        milvus.start()
        server.ready()
        eventually(lambda: len(words(server)) == 2)
        assert server.get("/api/index")["counts"]["documents"] == 2


def test_a_build_in_the_shell_waits_for_milvus_and_goes_on(
    milvus: MilvusServer, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n:02}.txt").write_text(f"Tom Becker said the harbour has {n + 20} berths.\n")
    address = milvus.address("desk")
    command = [sys.executable, "-m", "api", "index", folder, "--data", tmp_path / "data"]
    store = open_store(tmp_path, address)

    def documents() -> int:
        with suppress(StoreAway), store.snapshot() as snapshot:
            return snapshot.counts().documents
        return 0

    building = subprocess.Popen(
        command, env=os.environ | {"ONRECORD_STORE": address}, stderr=subprocess.PIPE, text=True
    )
    try:
        eventually(lambda: documents() > 1)
        milvus.kill()
        assert building.stderr
        assert any("It is tried again" in line for line in building.stderr)
        milvus.start()
        assert building.wait(DEADLINE) == 0
        eventually(lambda: documents() == 12)
        assert store.verify() == []
    finally:
        building.kill()
        building.communicate()
        store.close()


def test_what_the_store_lacks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path, "milvus://localhost")
    monkeypatch.setitem(sys.modules, "pymilvus.exceptions", None)
    with pytest.raises(StoreAway, match=r"onrecord\[milvus\]"), store.snapshot():
        pass
