"""A running server takes up what changes in its folder, and never answers from both."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.store import Manifest
from index.stores.local import LocalStore
from tests.api.conftest import Server, eventually
from tests.disks import small_disk

pytestmark = pytest.mark.e2e

BRIDGE = "Mayor Maria Lopez said the bridge would close in {month}. It was built in 1931.\n"
HARBOUR = "The engineer Tom Becker said the harbour was too shallow for ferries.\n"
QUESTION = "what did Lopez say?"


def said(server: Server, question: str = QUESTION) -> list[str]:
    return [each["text"] for each in server.ask(question)["statements"]]


def paths(server: Server) -> dict[str, list[str]]:
    return {each["id"]: each["paths"] for each in server.get("/api/documents")["items"]}


def test_a_file_is_taken_up_changed_renamed_and_deleted(
    changing: Callable[..., Server], documents: Path
) -> None:
    (documents / "bridge.txt").write_text(BRIDGE.format(month="May"))
    server = changing()
    server.ready()
    server.settled()
    assert said(server) == ["the bridge would close in May"]

    # added
    assert server.ask("what did Becker say?")["refusal"]["reason"] == "unknown_speaker"
    (documents / "later").mkdir()
    (documents / "later" / "harbour.txt").write_text(HARBOUR)
    eventually(lambda: server.ask("what did Becker say?")["answered"])
    (harbour,) = [id for id, held in paths(server).items() if held == ["later/harbour.txt"]]

    # changed: old, old, …, new, and never none or both
    (documents / "bridge.txt").write_text(BRIDGE.format(month="November"))
    answers: list[list[str]] = []

    def asked() -> bool:
        answers.append(said(server))
        return "November" in " ".join(answers[-1])

    eventually(asked)
    assert {tuple(each) for each in answers} <= {
        ("the bridge would close in May",),
        ("the bridge would close in November",),
    }
    passages = server.get("/api/search", q="bridge", limit=20)["items"]
    assert not any("May" in passage["text"].split(".")[0].split()[-1:] for passage in passages)

    # renamed: the same document by another name, nothing analysed again
    (documents / "later" / "harbour.txt").rename(documents / "port.txt")
    eventually(lambda: paths(server).get(harbour) == ["port.txt"])
    build = server.settled()["last_build"]
    assert (build["added"], build["changed"], build["removed"]) == (0, 0, 0)
    assert server.ask("what did Becker say?")["answered"]

    # deleted
    (documents / "port.txt").unlink()
    eventually(lambda: not server.ask("what did Becker say?")["answered"])
    assert harbour not in paths(server)
    assert server.get("/api/search", q="harbour ferries")["items"] != []
    assert all(
        "harbour" not in each["text"] for each in server.get("/api/search", q="harbour")["items"]
    )
    assert server.http.get("/api/speakers/tom-becker").status_code == 404


def test_files_are_uploaded_replaced_and_deleted_over_http(
    changing: Callable[..., Server], documents: Path
) -> None:
    server = changing("--no-watch")
    server.settled()
    post = server.http.post
    name = "bridge.txt"

    def form(text: str, name: str = name) -> dict[str, tuple[str, bytes]]:
        return {"file": (name, text.encode())}

    sent = post("/api/documents", files=form(BRIDGE.format(month="May")))
    assert sent.status_code == 202
    assert sent.json()["path"] == name
    assert sent.headers["location"] == f"/api/jobs/{sent.json()['job']['id']}"
    server.settled()
    assert said(server) == ["the bridge would close in May"]
    (id,) = paths(server)

    other = form(BRIDGE.format(month="June"))
    taken = post("/api/documents", files=other)
    assert taken.status_code == 409
    assert [each["parameter"] for each in taken.json()["errors"]] == ["replace"]
    replaced = post("/api/documents", files=other, params={"replace": "true"})
    assert replaced.status_code == 202
    server.settled()
    assert said(server) == ["the bridge would close in June"]

    text = {"name": "harbour.md", "text": HARBOUR}
    assert post("/api/documents", json=text).json()["size"] == len(HARBOUR)
    server.settled()
    assert server.ask("what did Becker say?")["answered"]

    for wrong in (
        {"files": form("x", "../x.txt")},
        {"files": form("x", "x.exe")},
        {"files": form("", "x.txt")},
        {"files": {"other": ("x.txt", b"x")}},
        {"json": {"name": "x.txt"}},
        {"json": {"name": "..", "text": "x"}},
        {"data": {"file": "no file"}, "files": {"no": ("", b"")}},
        {"content": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=y"}},
        {"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}},
    ):
        refused = post("/api/documents", **wrong)
        assert refused.status_code in (400, 422), refused.text
        assert refused.json()["detail"]
    elsewhere = post("/api/ask", files=form("x"))
    assert elsewhere.status_code == 415, "nothing else is taken as a form"
    assert sorted(p.name for p in documents.iterdir()) == ["bridge.txt", "harbour.md"]

    assert server.http.delete(f"/api/documents/{id}").status_code == 404, "that text is gone"
    (id,) = [id for id, held in paths(server).items() if held == [name]]
    deleted = server.http.delete(f"/api/documents/{id}")
    assert (deleted.status_code, deleted.json()["paths"]) == (202, [name])
    server.settled()
    assert not (documents / name).exists()
    assert server.ask("what did Lopez say?")["refusal"]["reason"] == "unknown_speaker"


def test_a_file_for_which_there_is_no_room_on_its_way_is_told_so(
    changing: Callable[..., Server], documents: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "temporary", 1_000_000) as disk:
        server = changing("--no-watch", TMPDIR=str(disk.path))
        server.settled()
        files = {"file": ("long.txt", b"x" * 4_000_000)}
        refused = server.http.post("/api/documents", files=files)
        assert refused.status_code == 507
        assert refused.json()["detail"] == "It cannot be stored: No space left on device."
        assert list(documents.iterdir()) == []
        assert "Traceback" not in server.log


def test_a_file_that_breaks_is_listed_and_its_last_good_version_answers(
    changing: Callable[..., Server], documents: Path
) -> None:
    (documents / "bridge.txt").write_text(BRIDGE.format(month="May"))
    (documents / "empty.txt").write_text("")
    server = changing()
    server.ready()
    (failed,) = server.settled()["failed"]
    assert failed["path"] == "empty.txt"
    assert failed["reason"]

    (documents / "bridge.txt").write_bytes(bytes(range(256)) * 10)
    eventually(lambda: len(server.get("/api/index")["failed"]) == 2)
    assert said(server) == ["the bridge would close in May"]

    (documents / "bridge.txt").write_text(BRIDGE.format(month="June"))
    eventually(lambda: said(server) == ["the bridge would close in June"])
    assert [each["path"] for each in server.settled()["failed"]] == ["empty.txt"]


def test_a_folder_that_goes_away_is_waited_for(
    changing: Callable[..., Server], documents: Path
) -> None:
    (documents / "bridge.txt").write_text(BRIDGE.format(month="May"))
    server = changing()
    server.ready()
    server.settled()
    away = documents.rename(documents.with_name("away"))
    job = server.http.post("/api/index/rebuild").json()
    *_, (_, ended) = server.events(f"/api/jobs/{job['id']}/events")
    assert ended["state"] == "failed"
    assert str(documents) in ended["message"]
    assert said(server) == ["the bridge would close in May"], "what was indexed is still answered"
    (away / "harbour.txt").write_text(HARBOUR)
    away.rename(documents)
    eventually(lambda: server.ask("what did Becker say?")["answered"])


def test_without_watching_changes_wait_for_a_rebuild(
    changing: Callable[..., Server], documents: Path
) -> None:
    (documents / "bridge.txt").write_text(BRIDGE.format(month="May"))
    server = changing("--no-watch")
    server.ready()
    before = server.settled()["job"]
    (documents / "bridge.txt").write_text(BRIDGE.format(month="June"))
    job = server.http.post("/api/index/rebuild").json()
    assert server.get("/api/index")["job"]["id"] == job["id"] != before["id"]
    for _ in server.events(f"/api/jobs/{job['id']}/events"):
        pass
    assert said(server) == ["the bridge would close in June"]


def test_the_index_tells_how_far_it_is_behind(
    changing: Callable[..., Server], documents: Path
) -> None:
    (documents / "bridge.txt").write_text(BRIDGE.format(month="May"))
    server = changing("--no-watch")
    server.settled()
    assert server.get("/api/index")["drift"] == {"new": 0, "changed": 0, "gone": 0}
    (documents / "bridge.txt").unlink()
    (documents / "harbour.txt").write_text(HARBOUR)
    eventually(
        lambda: server.get("/api/index")["drift"] == {"new": 1, "changed": 0, "gone": 1},
    )
    documents.rename(documents.with_name("away"))
    eventually(lambda: server.get("/api/index")["drift"] is None)


def test_changes_are_seen_by_looking_too(changing: Callable[..., Server], documents: Path) -> None:
    server = changing(ONRECORD_POLL="true")
    server.settled()
    (documents / "harbour.txt").write_text(HARBOUR)
    eventually(lambda: server.http.get("/readyz").status_code == 200)
    eventually(lambda: server.ask("what did Becker say?")["answered"])


def test_while_another_process_writes_the_server_waits_its_turn(
    changing: Callable[..., Server], documents: Path, tmp_path: Path
) -> None:
    (documents / "bridge.txt").write_text(BRIDGE.format(month="May"))
    server = changing()
    server.ready()
    server.settled()
    store = LocalStore(tmp_path / "data")
    served = store.manifest
    assert served
    with store.writer(Manifest(served.embedder, served.dimension, "another", "another")):
        (documents / "harbour.txt").write_text(HARBOUR)

        def waiting() -> bool:
            job = server.get("/api/index")["job"]
            return job["state"] == "queued" and "is writing" in (job["message"] or "")

        eventually(waiting)
        assert said(server) == ["the bridge would close in May"]
    store.close()
    eventually(lambda: server.ask("what did Becker say?")["answered"])
    assert server.settled()["job"]["state"] == "done"


def test_every_folder_of_several_is_followed_and_corrections_go_to_the_first(
    changing: Callable[..., Server], documents: Path, tmp_path: Path
) -> None:
    (documents / "bridge.txt").write_text(BRIDGE.format(month="May"))
    (tmp_path / "notes").mkdir()
    server = changing("--documents", str(tmp_path / "notes"))
    server.ready()
    server.settled()
    (tmp_path / "notes" / "harbour.txt").write_text(HARBOUR)
    eventually(lambda: server.ask("what did Becker say?")["answered"])
    assert ["notes/harbour.txt"] in paths(server).values()
    assert server.settled()["folders"] == [
        {"name": "documents", "files": 1, "away": False},
        {"name": "notes", "files": 1, "away": False},
    ]
    edit = server.http.patch("/api/speakers/tom-becker", json={"role": "engineer of Lindau"})
    assert edit.raise_for_status().json()["in_force"]
    assert "engineer of Lindau" in (documents / "speakers.toml").read_text()

    (tmp_path / "notes").rename(tmp_path / "away")
    eventually(lambda: [each["path"] for each in server.get("/api/index")["failed"]] == ["notes/"])
    assert server.ask("what did Becker say?")["answered"], "what was indexed is still answered"
    (documents / "bridge.txt").write_text(BRIDGE.format(month="June"))
    eventually(lambda: said(server) == ["the bridge would close in June"])
