"""Builds are asked for from another process, which may be away or have its hands full."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.jobs import Jobs
from api.remote_jobs import RemoteJobs, offer
from api.service import NotReady
from api.settings import Settings
from tests.api.test_jobs import Work


class Tired(socket.socket):
    """A socket that cannot take the first call, as where too many files are open."""

    tired = True

    def accept(self) -> tuple[socket.socket, object]:
        if self.tired:
            self.tired = False
            raise OSError(24, "Too many open files")
        return super().accept()


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "jobs")


@pytest.fixture
def calls(address: str) -> Iterator[socket.socket]:
    with Tired(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        yield listening


def test_calls_are_taken_again_after_one_that_could_not_be(
    calls: socket.socket, address: str
) -> None:
    jobs = Jobs(Work())
    job = jobs.submit()
    offer(jobs, calls)
    assert RemoteJobs(address).current == job


def test_while_no_process_writes_an_upload_waits_and_others_are_answered(
    calls: socket.socket, address: str, tmp_path: Path
) -> None:
    (tmp_path / "documents").mkdir()
    settings = Settings(documents=(tmp_path / "documents",), data=tmp_path / "data")
    jobs = RemoteJobs(address)
    transport = httpx.ASGITransport(create_app(settings, jobs=jobs))

    async def upload() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            text = {"name": "a.txt", "text": "words"}
            uploading = asyncio.create_task(client.post("/api/documents", json=text))
            asked, _ = await asyncio.to_thread(socket.socket.accept, calls)
            with asked:
                assert (await client.get("/healthz")).status_code == 200
                assert not uploading.done()
                jobs.close()
                return await uploading

    assert asyncio.run(upload()).status_code == 503
    assert (tmp_path / "documents" / "a.txt").read_text() == "words"


@pytest.mark.usefixtures("calls")
def test_what_every_page_asks_for_does_not_wait_long_for_a_process_that_writes(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.remote_jobs._LITTLE_PATIENCE", 0.0)
    with pytest.raises(NotReady):
        RemoteJobs(address).current  # noqa: B018  it asks
