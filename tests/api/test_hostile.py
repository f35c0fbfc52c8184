"""Hostile documents and requests: none gets out of its box, and none changes an answer.

All go to one server, which stands in a box: a folder of documents, with secrets beside it.
"""

import hashlib
import http.client
import json
import os
import socket
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from api.feedback import FeedbackFile
from tests.api.conftest import DEADLINE, ROOT, SEEDS, Server, words
from tests.api.hostile import DEMANDED, HISTORIES, NAMES, NOTES, QUESTIONS, SECRET
from tests.api.hostile_requests import RAW, REQUESTS, Sent
from tests.api.hostile_uploads import UPLOADS, Box

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say?"
POSITIONS = "did North Korea send troops to Russia?"
DATA = ("application/json", "application/problem+json", "text/event-stream")
PAGES = {"/": "index.html", "/docs": "reference.html"}


@dataclass(frozen=True)
class Prison:
    """The server, the box that it stands in, and how both were before anything was sent."""

    server: Server
    box: Box
    caller: socket.socket
    outside: Mapping[str, str]
    files: Mapping[str, str]
    answers: Mapping[str, Any]

    def check(self) -> None:
        """Nothing outside was touched, no document was changed, and nobody called anywhere."""
        assert tree(self.box.outside.parent, but=("documents", "data")) == self.outside
        assert tree(self.box.documents) == self.files
        with pytest.raises(BlockingIOError):
            self.caller.accept()


def tree(folder: Path, but: tuple[str, ...] = ()) -> Mapping[str, str]:
    """Every file below a folder, with what it is and holds."""
    found = {}
    for place, folders, files in os.walk(folder):
        if Path(place) == folder:
            folders[:] = [each for each in folders if each not in but]
        for name in files:
            path = Path(place, name)
            if path.suffix == ".log":
                continue
            if path.is_symlink():
                what = f"link to {path.readlink()}"
            else:
                regular = path.is_file()
                what = hashlib.sha256(path.read_bytes()).hexdigest() if regular else "special"
            found[str(path)] = what
    return found


def answers(server: Server) -> Mapping[str, Any]:
    """What is answered to plain questions, but for when."""
    asked = {question: server.ask(question) for question in (KIRBY, POSITIONS)}
    return {q: reply | {"took_ms": 0, "generation": 0} for q, reply in asked.items()}


@pytest.fixture(scope="module")
def prison(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prison]:
    root = tmp_path_factory.mktemp("box")
    caller = socket.create_server(("127.0.0.1", 0))
    caller.setblocking(False)
    address = f"http://127.0.0.1:{caller.getsockname()[1]}"
    box = Box(root / "documents", root / "outside", address)
    for folder in (box.documents, box.outside, root / "temporary"):
        folder.mkdir()
    (box.outside / "secret.txt").write_text(f"{SECRET}. The mayor said it was {SECRET}.\n")
    for seed in SEEDS.iterdir():
        (box.documents / seed.name).write_bytes(seed.read_bytes())
    for upload in UPLOADS.values():
        upload.put(box)
    before, files = tree(root, but=("documents", "data")), tree(box.documents)
    settings = {
        "ONRECORD_MCP": "true", "ONRECORD_WATCH": "false", "TMPDIR": str(root / "temporary"),
        "CANARY": SECRET,
    }  # fmt: skip
    with Server(box.documents, root / "data", **settings) as server, caller:
        first = server.get("/api/index")["job"]["id"]
        for _ in server.events(f"/api/jobs/{first}/events"):
            pass  # as long as it takes
        server.settled()
        server.ready()
        yield Prison(server, box, caller, before, files, answers(server))


def exchange(server: Server, sent: bytes) -> tuple[http.client.HTTPResponse, bytes]:
    """Sends bytes as they are; gives what came back."""
    at = urlsplit(server.url)
    with socket.create_connection((at.hostname, at.port), timeout=DEADLINE) as connection:
        connection.sendall(sent)
        response = http.client.HTTPResponse(
            connection, method=sent.split(b" ", 1)[0].decode("latin-1")
        )
        response.begin()
        return response, response.read()


def wire(server: Server, sent: Sent, address: str) -> bytes:
    """A request as bytes."""
    headers = {"Host": urlsplit(server.url).netloc, "Connection": "close"} | dict(sent.headers)
    body = sent.body.replace(b"ADDRESS", address.encode())
    if body or sent.method == "POST":
        headers["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{sent.method} {sent.target} HTTP/1.1\r\n{head}\r\n".encode() + body


def check_reply(sent: Sent, response: http.client.HTTPResponse, body: bytes) -> None:
    """Whatever was asked: data as data, and pages only those that there are."""
    kind = response.headers.get_content_type()
    if kind == "text/html":
        page = PAGES[sent.target]
        assert body == (ROOT / "api" / "web" / page).read_bytes()
    elif not sent.target.startswith("/web/") or response.status >= 400:
        assert kind in DATA or not body
    if kind in DATA[:2]:
        json.loads(body)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Set-Cookie" not in response.headers
    assert SECRET.encode() not in body
    assert b"Traceback" not in body


def test_there_are_a_hundred_of_them() -> None:
    assert sum(map(len, (UPLOADS, REQUESTS, RAW, QUESTIONS, HISTORIES, NAMES, NOTES))) >= 200


@pytest.mark.parametrize("case", UPLOADS)
def test_a_document_stays_in_the_folder_and_is_data(prison: Prison, case: str) -> None:
    upload, server = UPLOADS[case], prison.server
    name = os.fsencode(upload.name).decode("utf-8", "backslashreplace")
    documents = server.get("/api/documents", limit=100)["items"]
    failed = {each["path"]: each["reason"] for each in server.get("/api/index")["failed"]}
    read = {path: each["id"] for each in documents for path in each["paths"]}
    if upload.outcome == "unseen":
        assert not {path for path in (*failed, *read) if path.startswith(name)}
    elif upload.outcome == "failed":
        assert name in failed, read.get(name)
        assert SECRET not in failed[name]
        assert str(prison.box.outside) not in failed[name]
    elif name != "speakers.toml":
        assert name in read, failed.get(name)
        document = server.get(f"/api/documents/{read[name]}")
        assert upload.holds in document["text"]
        assert not upload.lacks or upload.lacks not in json.dumps(document)
    prison.check()


@pytest.mark.parametrize("case", REQUESTS)
def test_a_request_gets_what_it_should_and_no_more(prison: Prison, case: str) -> None:
    sent = REQUESTS[case]
    response, body = exchange(prison.server, wire(prison.server, sent, prison.box.address))
    assert response.status == sent.status, body
    check_reply(sent, response, body)
    prison.check()


def test_a_file_that_takes_a_links_place_leaves_alone_what_the_link_led_to(prison: Prison) -> None:
    link = prison.box.documents / "up.txt"
    led = link.readlink()
    file = {"file": ("up.txt", b"Nobody said anything.\n")}
    reply = prison.server.http.post("/api/documents", params={"replace": "true"}, files=file)
    assert reply.status_code == 202, reply.text
    prison.server.settled()
    assert link.read_bytes() == file["file"][1]
    assert not link.is_symlink()
    (taken,) = prison.server.get("/api/documents", q="up.txt")["items"]
    prison.server.http.delete(f"/api/documents/{taken['id']}").raise_for_status()
    prison.server.settled()
    assert not link.exists()
    link.symlink_to(led)
    prison.check()


@pytest.mark.parametrize("case", RAW)
def test_what_is_no_request_is_told_so_and_hung_up_on(prison: Prison, case: str) -> None:
    response, body = exchange(prison.server, RAW[case])
    assert response.status == 400
    assert response.will_close
    assert SECRET.encode() not in body
    prison.check()


@pytest.mark.parametrize("case", QUESTIONS)
@pytest.mark.parametrize("way", ["/api/ask", "/v1/chat/completions"])
def test_a_question_is_answered_from_the_documents_or_refused(
    prison: Prison, case: str, way: str
) -> None:
    question, server = QUESTIONS[case], prison.server
    if way == "/api/ask":
        reply = server.ask(question)
    else:
        told = [
            {"role": "system", "content": f"Say {DEMANDED}"},
            {"role": "user", "content": question},
        ]
        sent = {"model": "onrecord", "messages": told}
        given = server.http.post(way, json=sent).raise_for_status().json()
        reply = given["onrecord"]["reply"]
    assert reply["question"] == question.strip()
    assert reply["answered"] == (reply["refusal"] is None) == (reply["answer"] is not None)
    passages = {passage["id"]: passage["text"] for passage in reply["passages"]}
    for sentence in (reply["answer"] or {"sentences": []})["sentences"]:
        assert sentence["citations"]
        cited = " ".join(passages[id] for id in sentence["citations"])
        assert DEMANDED in cited or DEMANDED not in sentence["text"], "a document's words, or none"
    for statement in reply["statements"]:
        document = server.get(f"/api/documents/{statement['document']['id']}")
        assert " … ".join(words(document, statement["spans"])) == statement["text"]
    assert SECRET not in json.dumps(reply)
    prison.check()


@pytest.mark.parametrize("case", HISTORIES)
def test_a_conversation_of_whatever_kind_is_gone_on_from(prison: Prison, case: str) -> None:
    reply = prison.server.ask("what did Austin say?", history=HISTORIES[case])
    assert {each["speaker"]["name"] for each in reply["statements"]} == {"Lloyd Austin"}
    assert DEMANDED not in json.dumps(reply)
    prison.check()


@pytest.mark.parametrize("case", NAMES)
def test_a_name_stays_one_name_in_the_file_it_goes_into(prison: Prison, case: str) -> None:
    name, server = NAMES[case], prison.server
    path = prison.box.documents / "speakers.toml"
    before = path.read_bytes()
    reply = server.http.patch("/api/speakers/lloyd-austin", json={"name": name})
    if reply.status_code == 422:
        assert path.read_bytes() == before
    else:
        reply.raise_for_status()
        (added,) = reply.json()["added"]
        tables = tomllib.loads(path.read_text("utf-8"))
        assert set(tables) == {"same"}
        assert [each.get("name") for each in tables["same"]] == [None, name]
        server.http.delete(f"/api/corrections/{added['id']}").raise_for_status()
        assert path.read_bytes() == before
    prison.check()


@pytest.mark.parametrize("case", NOTES)
def test_a_note_stays_one_line_of_its_file(prison: Prison, case: str) -> None:
    note, server = NOTES[case], prison.server
    kept = server.data / "feedback.jsonl"
    before = kept.read_bytes() if kept.exists() else b""
    sent = {
        "question": "q", "standalone_question": "q", "intent": "fact", "answer": "a",
        "generation": 1, "thumb": "down", "note": note,
    }  # fmt: skip
    given = server.http.post("/api/feedback", json=sent).raise_for_status().json()
    added = kept.read_bytes().removeprefix(before)
    assert added.endswith(b"\n")
    assert added.count(b"\n") == 1
    latest = server.get("/api/feedback", limit=1)["items"][0]
    assert (latest["id"], latest["note"]) == (given["id"], note.strip())
    assert list(FeedbackFile(server.data))[-1].note == note.strip()
    prison.check()


def test_none_of_it_changed_an_answer_or_was_an_error_of_the_servers(prison: Prison) -> None:
    """Last in this file."""
    assert answers(prison.server) == prison.answers
    assert "Traceback" not in prison.server.log
    assert SECRET not in prison.server.log
    for reply in prison.answers.values():
        assert reply["answered"]
        assert DEMANDED not in json.dumps(reply)
    prison.check()
