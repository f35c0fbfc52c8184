"""While a folder changes every reply is true to it, and the benchmark that says so sees a lie."""

import json
import os
import random
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import combinations
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from benchmarks.changes import Client
from benchmarks.history import Record, articles
from qa.slips import is_slip

ROOT = Path(__file__).parents[1]


@pytest.mark.e2e
def test_every_reply_is_of_a_state_that_the_folder_had(tmp_path):
    command = ["-m", "benchmarks.changes", "--files", "8", "--clients", "4", "--seed", "1"]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| of these wrong, of no state of the folder, or an error | 0 |" in done.stdout


def test_no_speaker_of_the_benchmark_is_answered_for_another_as_a_slip():
    surnames = sorted({a.speaker.split()[1].lower() for a in articles(1_600, random.Random(1))})  # noqa: S311
    alike = [(a, b) for a, b in combinations(surnames, 2) if a[0] == b[0] and is_slip(a, b)]
    assert alike == []


@pytest.fixture
def record(tmp_path):
    """Of one article, which was in week 1, is in week 2, and was found to be so."""
    chance = random.Random(1)  # noqa: S311
    record = Record(tmp_path / "documents", articles(1, chance))
    (article,) = record.articles
    record.alter(article, "add", chance)
    record.alter(article, "change", chance)
    record.agreed = float("inf")
    return record


def statements(speaker: str, *weeks: int) -> dict[str, Any]:
    said = [
        {"speaker": {"name": speaker}, "text": f"it opens in week {week}", "document": {"id": "1"}}
        for week in weeks
    ]
    return {"statements": said}


@pytest.mark.parametrize(
    ("status", "weeks", "wrong"),
    [
        (200, [2], None),
        (200, [1], "of another time"),
        (200, [], "nothing is found"),
        (200, [1, 2], "not one statement"),
        (503, [2], "error 503"),
    ],
)
def test_a_reply_of_no_state_that_there_was_is_seen(record, status, weeks, wrong):
    (article,) = record.articles
    body = json.dumps(statements(article.speaker, *weeks)).encode()

    class Lying(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Lying) as server:
        Thread(target=server.handle_request).start()
        client = Client(server.server_port, record, random.Random(1))  # noqa: S311
        client.statements(article)
    if wrong is None:
        assert record.wrong == []
    else:
        (told,) = record.wrong
        assert wrong in told
