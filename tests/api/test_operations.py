"""What whoever runs a server is told by it: metrics, logs, traces, readiness. And what is not: what
was asked."""

import asyncio
import json
import logging
import os
import re
import shutil
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from prometheus_client.parser import text_string_to_metric_families

from api.app import create_app
from api.limits import Turns
from api.logs import Lines
from api.metrics import Metrics, _size
from api.service import Service
from api.settings import Settings
from index.store import StoreAway
from qa.replies import Question
from tests.api.conftest import SEEDS, Server, Shell, eventually

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say about zanzibarine matters?"
WORD = "zanzibarine"  # of questions, and of nothing else
NOBODY = f"what did Merkel say about {WORD} matters?"


class Collector:
    """Takes spans as an OpenTelemetry collector does."""

    def __init__(self, url: str, bodies: list[bytes]) -> None:
        self.url = url
        self.bodies = bodies

    def spans(self) -> Sequence[tuple[str, dict[str, str]]]:
        found = []
        for body in self.bodies:
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                for scope in resource.scope_spans:
                    for span in scope.spans:
                        attributes = {a.key: str(a.value) for a in span.attributes}
                        found.append((span.name, attributes))
        return found


@contextmanager
def collector() -> Iterator[Collector]:
    bodies: list[bytes] = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Collector(f"http://127.0.0.1:{server.server_port}", bodies)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Observed:
    def __init__(self, server: Server, set_: Collector, unset: Collector) -> None:
        self.server = server
        self.collector = set_
        self.other_collector = unset

    def metrics(self) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
        """By name and labels."""
        text = self.server.http.get("/metrics").raise_for_status().text
        assert WORD not in text
        return {
            (sample.name, tuple(sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observed]:
    folder = tmp_path_factory.mktemp("observed")
    shutil.copytree(SEEDS, folder / "documents")
    with collector() as set_, collector() as unset:
        settings = {
            "ONRECORD_LOG_FORMAT": "json",
            "ONRECORD_LOG_LEVEL": "info",
            "ONRECORD_TRACES": set_.url,
            "OTEL_EXPORTER_OTLP_ENDPOINT": unset.url,  # somebody else's, as it were
            "OTEL_BSP_SCHEDULE_DELAY": "50",  # milliseconds
        }
        with Server(folder / "documents", folder / "data", **settings) as running:
            running.ready()
            running.settled()
            yield Observed(running, set_, unset)


def test_metrics_tell_what_became_of_questions_and_how_long_each_stage_took(
    observed: Observed,
) -> None:
    before = observed.metrics()
    observed.server.ask(KIRBY)
    observed.server.ask("who said the soldiers would be legitimate targets?")
    observed.server.ask(NOBODY)
    observed.server.http.get("/api/speakers/nobody")
    observed.server.http.get(f"/api/{WORD}")
    after = observed.metrics()

    def grown(name: str, **labels: str) -> float:
        key = (name, tuple(sorted(labels.items())))
        return after.get(key, 0.0) - before.get(key, 0.0)

    assert grown("onrecord_replies_total", intent="speaker", outcome="answered") == 1
    assert grown("onrecord_replies_total", intent="statements", outcome="unknown_speaker") == 1
    assert grown("onrecord_replies_total", intent="statements", outcome="nothing_on_topic") == 1
    for stage in ("understanding", "embedding", "search"):
        assert grown("onrecord_stage_seconds_count", stage=stage) >= 1
    asked = {"method": "POST", "route": "/api/ask", "status": "200"}
    assert grown("onrecord_requests_total", **asked) == 3
    assert grown("onrecord_request_seconds_count", route="/api/ask") == 3
    unknown = {"method": "GET", "route": "/api/speakers/{id}", "status": "404"}
    assert grown("onrecord_requests_total", **unknown) == 1
    nowhere = {"method": "GET", "route": "other", "status": "404"}
    assert grown("onrecord_requests_total", **nowhere) == 1


def test_a_client_that_leaves_in_the_middle_of_an_upload_is_no_failure(observed: Observed) -> None:
    host, port = observed.server.url.removeprefix("http://").split(":")
    head = (
        f"POST /api/documents HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 1000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
    )
    with socket.create_connection((host, int(port))) as leaving:
        leaving.sendall(head.encode())

    def statuses() -> set[str]:
        counted = (dict(labels) for name, labels in observed.metrics() if name.endswith("_total"))
        return {each["status"] for each in counted if each.get("route") == "/api/documents"}

    assert eventually(statuses) == {"499"}
    assert "Traceback" not in observed.server.log


def test_metrics_tell_how_large_and_how_old_the_index_is(observed: Observed) -> None:
    index = observed.server.get("/api/index")
    found = observed.metrics()
    for kind, count in index["counts"].items():
        assert found["onrecord_index_items", (("kind", kind),)] == count
    assert found["onrecord_index_generation", ()] == index["generation"]
    assert found["onrecord_index_built_timestamp_seconds", ()] > 1.7e9
    assert found["onrecord_index_bytes", ()] > 10_000
    assert found["onrecord_ready", ()] == 1
    assert found["onrecord_turns", (("state", "waiting"),)] == 0


def test_each_line_of_the_log_is_json_and_names_its_request_and_nothing_that_was_asked(
    observed: Observed,
) -> None:
    http = observed.server.http
    http.post("/api/ask", json={"question": KIRBY}, headers={"X-Request-ID": "asked-1"})
    http.get("/api/search", params={"q": WORD}, headers={"X-Request-ID": "asked-2"})
    http.get(f"/api/documents/{WORD}", headers={"X-Request-ID": "asked-3"})

    def logged() -> dict[str, dict]:
        lines = [json.loads(line) for line in observed.server.log.splitlines()]
        return {line["request_id"]: line for line in lines if "request_id" in line}

    lines = eventually(lambda: found if "asked-3" in (found := logged()) else None)
    assert WORD not in observed.server.log
    told = {id: (lines[id]["route"], lines[id]["status"]) for id in lines if id[:5] == "asked"}
    assert told == {
        "asked-1": ("/api/ask", 200),
        "asked-2": ("/api/search", 200),
        "asked-3": ("/api/documents/{id}", 404),
    }
    assert set(lines["asked-1"]) >= {"time", "level", "logger", "message", "method", "ms", "key"}


def test_spans_tell_of_requests_and_stages_and_nothing_that_was_asked(observed: Observed) -> None:
    observed.server.ask(KIRBY)
    observed.server.get("/api/search", q=WORD)
    wanted = {"POST /api/ask", "GET /api/search", "understanding", "search", "embedding"}
    eventually(lambda: {name for name, _ in observed.collector.spans()} >= wanted)
    for name, attributes in observed.collector.spans():
        assert WORD not in name
        assert not any(WORD in value for value in attributes.values())
    assert observed.other_collector.bodies == [], "nothing is sent where no setting says so"


def test_questions_stand_in_the_log_where_that_is_asked_for(
    shell: Shell, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for wanted in (False, True):
        service = Service(Settings(data=shell.folder / ".onrecord", log_questions=wanted))
        service.ask(Question(KIRBY))
        service.close()
        assert (KIRBY in caplog.text) == wanted


def test_a_question_is_one_line_of_the_log_whatever_is_in_it() -> None:
    asked = "who?\nERROR api.keys: nobody is let in\x1b[2J"
    record = logging.LogRecord("api", logging.INFO, __file__, 1, "asked: %s", (asked,), None)
    assert Lines().format(record) == "INFO api: asked: who? ERROR api.keys: nobody is let in [2J"


def told(service: Service) -> dict[str, list[float]]:
    """The values of each of an index's metrics."""
    metrics = Metrics()
    metrics.tell_of(service, Turns(1, 1, 1.0))
    found: dict[str, list[float]] = {}
    for family in text_string_to_metric_families(metrics.exposed().decode()):
        for sample in family.samples:
            found.setdefault(sample.name, []).append(sample.value)
    return found


def test_what_is_away_in_the_middle_of_telling_of_it_is_not_ready_and_nothing_else(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(Settings(data=shell.folder / ".onrecord"))
    service.warm()
    assert told(service)["onrecord_ready"] == [1.0]

    def away(_: Path) -> int:
        raise StoreAway("The index is away.")

    monkeypatch.setattr("api.metrics._size", away)
    assert told(service)["onrecord_ready"] == [0.0]
    service.close()


def test_an_edition_that_is_removed_while_its_size_is_told_counts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "CURRENT").write_text("edition-2")
    former = tmp_path / "edition-1"
    former.mkdir()
    listed = os.scandir

    def scandir(path: str | Path) -> object:
        if Path(path) == former:
            former.rmdir()
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert _size(tmp_path) == len("edition-2")
    assert not former.exists()


def test_nothing_is_ready_before_a_question_can_be_answered(tmp_path: Path) -> None:
    async def asked() -> None:
        app = create_app(Settings(data=tmp_path, hosts=("onrecord",)))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://onrecord") as client:
            for response in (
                await client.get("/readyz"),
                await client.post("/api/ask", json={"question": KIRBY}),
            ):
                assert response.status_code == 503
                assert "retry-after" in response.headers
            assert "onrecord_ready 0.0" in (await client.get("/metrics")).text

    asyncio.run(asked())


def test_a_request_has_one_id_everywhere(server: Server) -> None:
    given = server.http.get("/healthz", headers={"X-Request-ID": "desk-7/a"})
    assert given.headers["x-request-id"] == "desk-7/a"
    for bad in ("a" * 129, "a b", "ä".encode()):
        made = server.http.get("/healthz", headers={"X-Request-ID": bad})
        assert re.fullmatch("[0-9a-f]{16}", made.headers["x-request-id"])
    first, second = (server.http.get("/").headers["x-request-id"] for _ in range(2))
    assert first != second
