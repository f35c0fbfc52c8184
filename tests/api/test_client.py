"""A client generated from the OpenAPI document works: here by openapi-python-client."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.conftest import ROOT, Server, environment

pytestmark = pytest.mark.e2e

GENERATOR = ROOT / ".venv-client" / "bin" / "openapi-python-client"
SCRIPT = """
import json, sys
from onrecord_client import Client
from onrecord_client.api.documents import documents
from onrecord_client.api.questions import ask, search
from onrecord_client.api.speakers import speakers, statements
from onrecord_client.models import AskRequest, ProblemDocument

with Client(base_url=sys.argv[1]) as client:
    reply = ask.sync(client=client, body=AskRequest(question="what did Kirby say?"))
    page = speakers.sync(client=client, limit=1)
    rest = speakers.sync(client=client, cursor=page.next_, limit=100)
    said = statements.sync(page.items[0].id, client=client)
    refused = ask.sync_detailed(client=client, body=AskRequest(question=" "))
    print(json.dumps({
        "speakers": [s.speaker.name for s in reply.statements],
        "spans": [s.spans for s in reply.statements],
        "total": page.total, "walked": len(page.items) + len(rest.items),
        "said": said.total, "count": page.items[0].statement_count,
        "title": documents.sync(client=client).items[0].title,
        "found": search.sync(client=client, q="treaty").total,
        "refused": refused.status_code,
    }))
"""


@pytest.fixture(scope="module")
def generated(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not GENERATOR.exists():
        pytest.skip("no generator of clients here: `make client` installs one")
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(server.http.get("/openapi.json").text, "utf-8")
    made = subprocess.run(
        [GENERATOR, "generate", "--path", "openapi.json", "--meta", "none",
         "--output-path", "onrecord_client", "--fail-on-warning"],
        cwd=folder, capture_output=True, text=True,
        env=environment(PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}"),
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


def test_a_generated_client_asks_and_lists(server: Server, generated: Path) -> None:
    python = GENERATOR.with_name("python")
    ran = subprocess.run(
        [python, "-c", SCRIPT, server.url], cwd=generated, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert set(told["speakers"]) == {"John Kirby"}
    assert all(len(span) == 2 for spans in told["spans"] for span in spans)
    assert told["walked"] == told["total"]
    assert told["said"] == told["count"]
    assert told["title"] == "North Korean Troops in Russia"
    assert told["found"] > 0
    assert told["refused"] == 422
