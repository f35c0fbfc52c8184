"""The index over HTTP: what it holds, the job that makes it anew, readiness."""

import pytest

from tests.api.conftest import Server
from tests.api.shapes import JOB

pytestmark = pytest.mark.e2e

KIRBY = "what did Kirby say?"


def test_the_index_says_what_it_holds_and_was_made_with(server: Server) -> None:
    index = server.settled()
    assert set(index) == set(
        "generation counts models versions last_build folders failed drift job".split()
    )
    assert index["drift"] == {"new": 0, "changed": 0, "gone": 0}
    assert set(index["counts"]) == set("documents passages statements speakers files".split())
    assert all(index["counts"].values())
    assert index["models"]["embedder"].startswith("all-MiniLM-L6-v2")
    assert index["models"]["parser"].startswith("en_core_web_sm")
    assert set(index["versions"]) == {"readers", "chunker", "attribution"}
    assert index["last_build"]["finished"] >= index["last_build"]["started"]
    assert index["failed"] == []
    assert set(index["job"]) == JOB
    assert server.ask(KIRBY)["generation"] == index["generation"]


def test_a_rebuild_is_a_job_that_can_be_followed_while_questions_are_answered(
    server: Server,
) -> None:
    before = server.settled()["generation"]
    accepted = server.http.post("/api/index/rebuild")
    assert accepted.status_code == 202
    job = accepted.json()
    assert accepted.headers["location"] == f"/api/jobs/{job['id']}"
    assert (job["kind"], set(job)) == ("rebuild", JOB)
    states, answers = [], []
    for name, data in server.events(f"/api/jobs/{job['id']}/events"):
        assert name == "progress"
        states.append(data["state"])
        answers.append(server.ask(KIRBY)["statements_total"])
    assert states[-1] == "done"
    assert "running" in states
    assert len(set(answers)) == 1
    ended = server.get(accepted.headers["location"])
    assert (ended["state"], ended["done"]) == ("done", ended["total"])
    assert server.get("/api/index")["generation"] > before
    again = list(server.events(f"/api/jobs/{job['id']}/events"))
    assert again == [("progress", ended)], "an ended job's stream ends too"
    assert server.http.delete(accepted.headers["location"]).json() == ended


def test_a_rebuild_that_was_asked_for_twice_is_one_and_can_be_cancelled(server: Server) -> None:
    server.settled()
    first = server.http.post("/api/index/rebuild").json()
    second = server.http.post("/api/index/rebuild").json()
    assert first["id"] == second["id"]
    assert server.http.delete(f"/api/jobs/{first['id']}").status_code == 202
    *_, (_, ended) = server.events(f"/api/jobs/{first['id']}/events")
    # It may have come to its end before it heard of it.
    assert ended["state"] in ("cancelled", "done")
    assert server.ask(KIRBY)["answered"]


def test_health_and_readiness(server: Server) -> None:
    assert server.get("/healthz") == {"status": "ok"}
    assert server.get("/readyz") == {"status": "ready"}
