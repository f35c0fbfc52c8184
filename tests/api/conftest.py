"""Real processes: the server and the command line, with the real model, on documents of their own.

The int8 model is made once and shared by all (``ONRECORD_MODELS``, else the user's cache folder).
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar

import httpx
import pytest

from tests.api.pages import ARGUMENTS, NAMES, Open

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
CHRONICLE = ROOT / "tests/qa/chronicle"
ARTICLE = "Mayor Maria Lopez said the bridge would close in May. Nobody else spoke."
DEADLINE = 120.0  # seconds after which something has gone wrong; the first start makes the model
_BETWEEN = 0.05  # seconds between two looks at something that no stream tells of
_T = TypeVar("_T")


def environment(**settings: str) -> dict[str, str]:
    """Of a process: none of the developer's own settings but where the models are kept."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_")}
    if "ONRECORD_MODELS" in os.environ:
        kept["ONRECORD_MODELS"] = os.environ["ONRECORD_MODELS"]
    kept["PYTHONPATH"] = str(ROOT)
    kept["COLUMNS"] = "80"
    return kept | settings


def eventually(look: Callable[[], _T | None]) -> _T:
    """What ``look`` gives once it gives something; fails at the deadline."""
    end = time.monotonic() + DEADLINE
    never = Event()
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        never.wait(_BETWEEN)
    raise AssertionError("it did not happen in time")


class Server:
    """A server process and a client of it; ``log`` is what it wrote to stderr so far."""

    def __init__(self, documents: Path, data: Path, *options: str, **settings: str) -> None:
        self.documents = documents
        self.data = data
        self._log_file = data.with_suffix(".log")
        self._log: IO[bytes] = self._log_file.open("ab")
        command = ["-m", "api", "serve", "--port", "0", "--documents", documents, "--data", data]
        self.process = subprocess.Popen(
            [sys.executable, *map(str, command), *options],
            cwd=data.parent,
            env=environment(**settings),
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"no address in {line!r}: {self.log}"
        self.url = found[0]
        # A connection a request: one that has idled may be closed just as it is used again.
        alone = httpx.Limits(max_keepalive_connections=0)
        self.http = httpx.Client(base_url=self.url, timeout=DEADLINE, trust_env=False, limits=alone)

    @property
    def log(self) -> str:
        return self._log_file.read_text("utf-8")

    def get(self, path: str, **parameters: Any) -> Any:
        return self.http.get(path, params=parameters).raise_for_status().json()

    def ask(self, question: str, **fields: Any) -> Any:
        reply = self.http.post("/api/ask", json={"question": question, **fields})
        return reply.raise_for_status().json()

    def events(self, path: str) -> Iterator[tuple[str, Any]]:
        with self.http.stream("GET", path) as response:
            response.raise_for_status()
            yield from server_events(response.iter_lines())

    def ready(self) -> None:
        """Waits until a question can be answered."""
        eventually(lambda: self.http.get("/readyz").status_code == 200)

    def settled(self) -> Any:
        """Waits until no build runs or waits; gives /api/index."""

        def look() -> Any:
            index = self.get("/api/index")
            job = index["job"]
            if job["state"] in ("done", "failed", "cancelled"):
                return index
            for _ in self.events(f"/api/jobs/{job['id']}/events"):
                pass
            return None

        return eventually(look)

    def kill(self) -> None:
        self.process.kill()
        self._close()

    def stop(self) -> int:
        """Asks it to end; gives its exit status."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(DEADLINE)
        finally:
            self._close()

    def _close(self) -> None:
        self.http.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(DEADLINE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()


def server_events(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    """(event, data) of a server-sent stream; data is JSON."""
    name, data = "message", []
    for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
        elif not line and data:
            yield name, json.loads("\n".join(data))
            name, data = "message", []


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """On the seeds, with the first build done. Its documents are not to be changed."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(SEEDS, folder / "documents")
    with Server(folder / "documents", folder / "data", ONRECORD_MCP="true") as running:
        running.ready()
        running.settled()
        yield running


@pytest.fixture(scope="session")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """On documents of several days. A test that changes them changes them back."""
    folder = tmp_path_factory.mktemp("chronicle")
    shutil.copytree(CHRONICLE, folder / "documents")
    (folder / "documents/broken.pdf").write_bytes(b"%PDF-1.4 nothing of the kind")
    with Server(folder / "documents", folder / "data", "--no-watch") as running:
        running.ready()
        running.settled()
        yield running


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The folder of a ``changing`` server."""
    return tmp_path / "documents"


@pytest.fixture
def changing(tmp_path: Path, documents: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers on ``documents``, which may be changed and may be started anew; ends what is
    left of them. A test of the page names it before ``open_page``, so that the page goes first: it
    complains of a server that is killed under it."""
    documents.mkdir()
    started: list[Server] = []

    def start(*options: str, **settings: str) -> Server:
        begun = Server(documents, tmp_path / "data", *options, **settings)
        started.append(begun)
        return begun

    yield start
    for each in started:
        each.kill()


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=DEADLINE * 1000)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium here: `apt-get install chromium` (.ci/run does that)")
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: "Browser", server: Server) -> Iterator[Open]:
    """Opens the page in a fresh context; in the end, nothing may have gone wrong on it and
    nothing may have been asked of anyone else. ``expected`` are complaints that may come.

    Motion is reduced unless a test says otherwise: where the page glides to its place, what was
    pointed at may have slid away from the pointer.
    """
    complaints: list[str] = []
    contexts = []

    def opened(of: Server = server, path: str = "/", expected: str = "", **options: Any) -> "Page":
        def complain(what: object) -> None:
            if not (expected and expected in str(what)):
                complaints.append(str(what))

        context = browser.new_context(**({"reduced_motion": "reduce"} | options))
        contexts.append(context)
        context.set_default_timeout(DEADLINE * 1000)
        page = context.new_page()
        page.on("console", lambda message: complain(f"{message.type}: {message.text}"))
        page.on("pageerror", complain)
        page.on("dialog", lambda dialog: (complain(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((of.url, "data:", "blob:")) or complain(request.url)
            ),
        )
        page.goto(of.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: Open, chronicle: Server) -> "Page":
    return open_page(chronicle)


class Shell:
    """Runs ``onrecord`` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self, *arguments: str | Path, given: str | None = None, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(arguments),
            cwd=self.folder,
            env=environment(**settings),
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            text=True,
            timeout=DEADLINE,
            check=False,
        )

    def command(self, arguments: Sequence[str | Path], *python: str) -> Sequence[str]:
        return [sys.executable, *python, "-m", "api", *map(str, arguments)]


@pytest.fixture(scope="session")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """In a folder whose ``.onrecord`` is an index of the seeds. It is not to be changed."""
    running = Shell(tmp_path_factory.mktemp("shell"))
    made = running("index", SEEDS)
    assert made.returncode == 0, made.stderr
    return running


@pytest.fixture
def empty_shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def words(document: Mapping[str, Any], spans: Sequence[Sequence[int]]) -> list[str]:
    """What ranges of a document stand for."""
    return [document["text"][start:end] for start, end in spans]
