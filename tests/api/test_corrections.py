"""Users say who is who: in speakers.toml, over HTTP and in the shell, and it stays said."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.conftest import Server, Shell, eventually

pytestmark = pytest.mark.e2e

BRIDGE = "The engineer Tom Becker said the bridge was sound. “It will stand,” Becker said.\n"
HARBOUR = "The engineer Thomas Becker-Lund said the harbour was too shallow for ferries.\n"
FLOOD = "Mr. Becker said the flood had come early this year.\n"
FERRY = "The captain Agnes Holt said the ferry would sail on Monday.\n"


@pytest.fixture
def server(changing: Callable[..., Server], documents: Path) -> Server:
    write(documents)
    server = changing()
    server.ready()
    server.settled()
    return server


def write(documents: Path) -> None:
    for name in ("BRIDGE", "HARBOUR", "FLOOD", "FERRY"):
        (documents / f"{name.lower()}.txt").write_text(globals()[name])


def ids(server: Server) -> set[str]:
    return {each["id"] for each in server.get("/api/speakers")["items"]}


def said(server: Server, id: str) -> list[str]:
    return [each["text"] for each in server.get(f"/api/speakers/{id}/statements")["items"]]


def problem(response: httpx.Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    detail: str = response.json()["detail"]
    return detail


def evidence(server: Server, id: str) -> dict[tuple[str, str], list[str]]:
    """Of each name and rule, the titles of the documents."""
    return {
        (each["alias"], each["rule"]): [document["title"] for document in each["documents"]]
        for each in server.get(f"/api/speakers/{id}")["evidence"]
    }


def merged(server: Server, *ids: str, **shown: str) -> Any:
    response = server.http.post("/api/speakers/merge", json={"speakers": ids, **shown})
    assert response.status_code == 201, response.text
    return response.json()


def test_a_speaker_says_why_its_names_were_put_together(server: Server) -> None:
    assert ids(server) == {"tom-becker", "thomas-becker-lund", "agnes-holt"}
    assert evidence(server, "tom-becker") == {
        ("Tom Becker", "same name"): ["Bridge"],
        ("Becker", "same document"): ["Bridge"],
        ("Becker", "surname, the only one of that name"): ["Flood"],
    }


def test_two_speakers_are_merged_at_once_and_for_good(
    server: Server, documents: Path, changing: Callable[..., Server]
) -> None:
    before = server.get("/api/index")["counts"]
    told = merged(server, "tom-becker", "thomas-becker-lund", role="civil engineer")
    assert told["in_force"]
    assert told["speakers"] == [{"id": "tom-becker", "name": "Tom Becker"}]
    (correction,) = told["added"]
    assert [each["name"] for each in correction["names"]] == ["Tom Becker", "Thomas Becker-Lund"]
    assert (documents / "speakers.toml").read_text() == (
        '[[same]]\nnames = ["Tom Becker", "Thomas Becker-Lund"]\nrole = "civil engineer"\n'
    )
    one = server.get("/api/speakers/tom-becker")
    assert (one["statement_count"], one["role"]) == (4, "civil engineer")
    corrected = evidence(server, "tom-becker")["Thomas Becker-Lund", "correction in speakers.toml"]
    assert corrected == ["Harbour"]
    assert len(server.ask("what did Becker-Lund say?")["statements"]) == 4
    assert server.get("/api/index")["counts"] | {"speakers": 3} == before | {"speakers": 3}

    # an id of before leads to the speaker
    moved = server.http.get("/api/speakers/thomas-becker-lund/statements", params={"limit": 2})
    assert (moved.status_code, moved.headers["location"]) == (
        307,
        "/api/speakers/tom-becker/statements?limit=2",
    )
    assert server.http.get("/api/speakers/nobody").status_code == 404

    # survives a death, a rebuild, and the loss of the index
    server.kill()
    again = changing()
    again.ready()
    assert "thomas-becker-lund" not in ids(again)
    job = again.http.post("/api/index/rebuild").json()
    list(again.events(f"/api/jobs/{job['id']}/events"))
    assert "thomas-becker-lund" not in ids(again)
    assert again.settled()["failed"] == []

    # and is taken back
    undone = again.http.delete(f"/api/corrections/{correction['id']}")
    assert undone.status_code == 200
    assert undone.json()["removed"] == [correction]
    assert "thomas-becker-lund" in ids(again)
    assert problem(again.http.delete(f"/api/corrections/{correction['id']}"), 404)


def test_a_name_of_one_document_is_split_from_a_speaker_and_named(server: Server) -> None:
    flood = server.get("/api/search", q="flood")["items"][0]["document"]["id"]
    split = server.http.post(
        "/api/speakers/tom-becker/split",
        json={"names": [{"name": "Becker", "document": flood}]},
    )
    assert split.status_code == 201, split.text
    assert ids(server) == {"tom-becker", "becker", "thomas-becker-lund", "agnes-holt"}
    assert said(server, "becker") == ["the flood had come early this year"]
    renamed = server.http.patch(
        "/api/speakers/becker", json={"name": "Ida Becker", "role": "mayor"}
    )
    assert renamed.status_code == 200, renamed.text
    assert server.get("/api/speakers/becker")["name"] == "Ida Becker"
    assert server.ask("what did Ida Becker say?")["statements_total"] == 1
    again = server.http.patch("/api/speakers/becker", json={"name": "Ida B. Becker"})
    assert len(again.json()["removed"]) == 1, "it takes the place of the former"
    assert server.get("/api/speakers/becker")["role"] == "mayor"
    listed = server.get("/api/corrections")
    assert listed["error"] is None
    assert [each["type"] for each in listed["items"]] == ["same", "apart"]
    assert {"id": "becker", "name": "Ida B. Becker"} in listed["items"][0]["speakers"]
    for each in listed["items"]:
        assert server.http.delete(f"/api/corrections/{each['id']}").status_code == 200
    assert "becker" not in ids(server)
    assert len(said(server, "tom-becker")) == 3


def test_what_is_written_by_hand_is_taken_up_and_kept(server: Server, documents: Path) -> None:
    file = documents / "speakers.toml"
    by_hand = '# Ann knows them\n\n[[same]]\nnames = ["Tom Becker", "Thomas Becker-Lund"]\n'
    file.write_text(by_hand)
    eventually(lambda: "thomas-becker-lund" not in ids(server))
    build = server.settled()["last_build"]
    assert (build["added"], build["changed"], build["unchanged"]) == (0, 0, 4), (
        "no document is read"
    )
    merged(server, "tom-becker", "agnes-holt", name="The Two")
    assert file.read_text().startswith(by_hand)
    assert server.get("/api/speakers/tom-becker")["name"] == "The Two"

    # a bad one is listed, and the last good one stays
    good = file.read_text()
    file.write_text(good + '[[same]]\nnmaes = ["x"]\n')
    (failed,) = eventually(lambda: server.get("/api/index")["failed"])
    assert failed == {"path": "speakers.toml", "reason": server.get("/api/corrections")["error"]}
    assert failed["reason"].startswith("line 9: 'nmaes' is not known here")
    assert ids(server) == {"tom-becker"}
    refused = server.http.post("/api/speakers/merge", json={"speakers": ["tom-becker", "x"]})
    assert "line 9" in problem(refused, 409)
    assert file.read_text().endswith('nmaes = ["x"]\n'), "and nothing is written to it"

    file.unlink()
    eventually(lambda: ids(server) == {"tom-becker", "thomas-becker-lund", "agnes-holt"})
    assert server.settled()["failed"] == []
    assert server.ask("what did Holt say?")["statements_total"] == 1


def test_what_makes_no_sense_is_told_and_changes_nothing(server: Server, documents: Path) -> None:
    def post(path: str, body: object) -> httpx.Response:
        return server.http.post(f"/api/speakers/{path}", json=body)

    assert "nobody" in problem(post("merge", {"speakers": ["tom-becker", "nobody"]}), 404)
    assert "two" in problem(post("merge", {"speakers": ["tom-becker", "tom-becker"]}), 422)
    problem(post("merge", {"speakers": ["tom-becker"]}), 422)
    problem(post("merge", {"speakers": ["tom-becker", "agnes-holt"], "kind": "robot"}), 422)
    problem(post("merge", {"speakers": ["tom-becker", "agnes-holt"], "nmae": "x"}), 422)
    problem(post("nobody/split", {"names": [{"name": "Becker"}]}), 404)
    problem(post("tom-becker/split", {"names": []}), 422)
    assert "Tom Becker" in problem(post("tom-becker/split", {"names": [{"name": "Lund"}]}), 409)
    everything = {"names": [{"name": "Becker"}, {"name": "Tom Becker"}]}
    assert "all the names" in problem(post("tom-becker/split", everything), 409)
    elsewhere = {"names": [{"name": "Becker", "document": "none"}]}
    problem(post("tom-becker/split", elsewhere), 409)
    problem(server.http.patch("/api/speakers/nobody", json={"name": "X Y"}), 404)
    problem(server.http.patch("/api/speakers/tom-becker", json={}), 422)
    other = server.http.patch("/api/speakers/tom-becker", json={"name": "agnes holt"})
    assert "merge" in problem(other, 409)
    problem(server.http.delete("/api/corrections/none"), 404)
    assert not (documents / "speakers.toml").exists()

    merged(server, "tom-becker", "agnes-holt")
    before = (documents / "speakers.toml").read_bytes()
    against = post("tom-becker/split", {"names": [{"name": "Agnes Holt"}]})
    assert "/api/corrections" in problem(against, 409)
    cross = {"Origin": "https://elsewhere.example"}
    body = {"speakers": ["tom-becker", "thomas-becker-lund"]}
    problem(server.http.post("/api/speakers/merge", json=body, headers=cross), 403)
    problem(server.http.patch("/api/speakers/tom-becker", json={"name": "x"}, headers=cross), 403)
    assert (documents / "speakers.toml").read_bytes() == before


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_half_done(
    server: Server, documents: Path, tmp_path: Path
) -> None:
    before = ids(server)
    body = {"speakers": ["tom-becker", "thomas-becker-lund"]}
    (tmp_path / "outside.toml").write_text("")
    (documents / "speakers.toml").symlink_to(tmp_path / "outside.toml")
    assert "out of the folder" in problem(server.http.post("/api/speakers/merge", json=body), 409)
    (documents / "speakers.toml").unlink()
    away = documents.rename(documents.with_name("away"))
    assert str(documents) in problem(server.http.post("/api/speakers/merge", json=body), 409)
    away.rename(documents)
    assert ids(server) == before
    assert not list(documents.glob("*.toml"))
    assert not list(documents.glob(".speakers*"))


def test_many_corrections_at_once_are_all_kept(server: Server, documents: Path) -> None:
    names = [f"Name {letter}" for letter in "ABCDEFGH"]

    def rename(name: str) -> int:
        return httpx.patch(
            f"{server.url}/api/speakers/agnes-holt",
            json={"role": name},
            timeout=60,
            trust_env=False,
        ).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(rename, names)) <= {200, 202}
    assert (documents / "speakers.toml").read_text().count("[[same]]") == 1
    assert server.get("/api/speakers/agnes-holt")["role"] in names


def test_in_the_shell_too(empty_shell: Shell) -> None:
    documents = empty_shell.folder / "documents"
    documents.mkdir()
    write(documents)
    assert empty_shell("index", documents).returncode == 0
    told = empty_shell("speakers")
    assert "tom-becker: Tom Becker, engineer (3 statements)" in told.stdout
    merged = empty_shell("speakers", "--merge", "tom-becker", "thomas-becker-lund")
    assert merged.returncode == 0, merged.stderr
    assert "tom-becker: Tom Becker" in merged.stdout
    why = empty_shell("speakers", "becker")
    assert "  Thomas Becker-Lund: correction in speakers.toml (1 document)" in why.stdout
    (one,) = json.loads(empty_shell("speakers", "becker", "--json").stdout)
    assert one["statement_count"] == 4
    assert empty_shell("speakers", "--merge", "tom-becker", "nobody").returncode == 2
    assert empty_shell("speakers", "zz").returncode == 1
    assert empty_shell("verify").returncode == 0
    (documents / "speakers.toml").unlink()
    assert "speakers.toml" in empty_shell("verify").stdout
    (documents / "speakers.toml").write_text("[[same]\n")
    assert "speakers.toml: line 1: " in empty_shell("index").stdout
