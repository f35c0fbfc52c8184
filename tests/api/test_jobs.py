"""Jobs: one build at a time, told of as it goes on."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event

import pytest

from api.jobs import Job, Jobs
from api.service import FolderMissing, Step
from index.store import Build, StoreBusy
from index.update import BuildCancelled

DEADLINE = 20.0  # seconds after which something has gone wrong
BUILD = Build(started=1.0, finished=2.0, added=3)


class Work:
    """A build that goes on when it is told to; every entry of ``outcomes`` is one more build's."""

    def __init__(self, *outcomes: Build | Exception) -> None:
        self.begun = Queue[bool]()
        self.go_on = Event()
        self._outcomes = list(outcomes)

    def __call__(
        self, *, fresh: bool, report: Callable[[Step], None], cancelled: Callable[[], bool]
    ) -> Build:
        report(Step("reading", 1, 3, "a.txt"))
        self.begun.put(fresh)
        assert self.go_on.wait(DEADLINE)
        if cancelled():
            raise BuildCancelled
        outcome = self._outcomes.pop(0) if self._outcomes else BUILD
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@contextmanager
def jobs_of(work: Work, kept: Path | None = None) -> Iterator[tuple[Jobs, Queue[Job]]]:
    jobs = Jobs(work, kept)
    heard = Queue[Job]()
    with jobs.heard_by(heard.put):
        jobs.start()
        yield jobs, heard
        work.go_on.set()
        jobs.close(DEADLINE)


def until(heard: Queue[Job], state: str) -> Job:
    while (job := heard.get(timeout=DEADLINE)).state != state:
        pass
    return job


def test_a_job_tells_of_every_stage() -> None:
    work = Work()
    with jobs_of(work) as (jobs, heard):
        submitted = jobs.submit()
        assert (submitted.state, submitted.stage, submitted.started) == ("queued", None, None)
        running = until(heard, "running")
        assert (running.stage, running.done, running.total) == ("reading", 1, 3)
        assert running.message == "a.txt"
        assert running.started
        assert jobs.current == running
        work.go_on.set()
        done = until(heard, "done")
        assert (done.done, done.total, done.message, done.build) == (3, 3, None, BUILD)
        assert done.finished
        assert done.finished >= running.started
        assert jobs.get(submitted.id) == jobs.current == done


def test_one_runs_and_what_comes_meanwhile_is_one_more() -> None:
    work = Work()
    with jobs_of(work) as (jobs, _):
        first = jobs.submit()
        assert work.begun.get(timeout=DEADLINE) is False
        second, third = jobs.submit(), jobs.submit()
        assert second == third != first, "an update that waits will see what the next one would"
        rebuild = jobs.submit(fresh=True)
        assert rebuild.id not in (first.id, second.id)
        assert jobs.submit(fresh=True) == jobs.submit(fresh=True) == rebuild
        work.go_on.set()
        assert work.begun.get(timeout=DEADLINE) is False
        assert work.begun.get(timeout=DEADLINE) is True


def test_a_rebuild_that_runs_is_not_begun_again_but_an_update_is() -> None:
    work = Work()
    with jobs_of(work) as (jobs, _):
        rebuild = jobs.submit(fresh=True)
        work.begun.get(timeout=DEADLINE)
        assert jobs.submit(fresh=True).id == rebuild.id
        assert jobs.submit().id != rebuild.id, "it may have read the changed file already"


def test_a_job_that_waits_is_cancelled_at_once_and_one_that_runs_at_the_next_file() -> None:
    work = Work()
    with jobs_of(work) as (jobs, heard):
        running = jobs.submit()
        work.begun.get(timeout=DEADLINE)
        waiting = jobs.submit()
        cancelled = jobs.cancel(waiting.id)
        assert cancelled
        assert cancelled.state == "cancelled"
        assert jobs.cancel(running.id) == jobs.get(running.id)
        work.go_on.set()
        while until(heard, "cancelled").id != running.id:
            pass
        assert jobs.cancel(running.id) == jobs.get(running.id), "it stays as it ended"
        assert jobs.cancel("none") is None


def test_a_failure_is_told_and_the_next_job_runs() -> None:
    work = Work(FolderMissing("There is no folder x."), BUILD)
    work.go_on.set()
    with jobs_of(work) as (jobs, heard):
        jobs.submit()
        failed = until(heard, "failed")
        assert failed.message == "There is no folder x."
        assert failed.finished
        jobs.submit()
        until(heard, "done")


def test_an_error_nobody_thought_of_fails_its_job_and_is_logged(caplog) -> None:
    work = Work(ZeroDivisionError())
    work.go_on.set()
    with jobs_of(work) as (jobs, heard):
        jobs.submit()
        assert until(heard, "failed").message == "ZeroDivisionError"
    assert "ZeroDivisionError" in caplog.text


def test_builds_go_on_where_the_shell_that_is_told_of_them_is_gone() -> None:
    def gone(_: Job) -> None:
        raise BrokenPipeError

    work = Work()
    work.go_on.set()
    with jobs_of(work) as (jobs, heard), jobs.heard_by(gone):
        for _ in range(2):
            assert jobs.submit().id == until(heard, "done").id


def test_while_another_process_writes_a_job_waits_its_turn() -> None:
    work = Work(StoreBusy("Process 1 is writing."), BUILD)
    work.go_on.set()
    with jobs_of(work) as (jobs, heard):
        job = jobs.submit()
        until(heard, "running")
        waiting = until(heard, "queued")
        assert (waiting.id, waiting.message) == (job.id, "Process 1 is writing.")
        assert until(heard, "done").id == job.id


def test_a_job_that_waits_for_another_process_can_be_cancelled() -> None:
    work = Work(*[StoreBusy("busy")] * 1000)
    work.go_on.set()
    with jobs_of(work) as (jobs, heard):
        job = jobs.submit()
        until(heard, "running")
        until(heard, "queued")
        jobs.cancel(job.id)
        assert until(heard, "cancelled").id == job.id


def test_how_fast_it_goes_and_what_is_left_is_told() -> None:
    class Steady(Work):
        def __call__(self, *, report: Callable[[Step], None], **_: object) -> Build:
            for done in range(3):
                report(Step("reading", done, 3, "a.txt"))
            report(Step("finishing"))
            return BUILD

    with jobs_of(Steady()) as (jobs, heard):
        jobs.submit()
        first = until(heard, "running")
        assert (first.rate, first.left) == (None, None)
        second, third = until(heard, "running"), until(heard, "running")
        for job, left in ((second, 2), (third, 1)):
            assert job.rate
            assert job.left == left / job.rate
        finishing = until(heard, "running")
        assert (finishing.stage, finishing.done, finishing.total) == ("finishing", 2, 3)
        done = until(heard, "done")
        assert (done.done, done.total, done.rate, done.left) == (3, 3, third.rate, None)


def test_a_job_outlives_the_server_under_its_id(tmp_path: Path) -> None:
    kept, work = tmp_path / "jobs", Work()
    with jobs_of(work, kept) as (jobs, _):
        update = jobs.submit()
        assert work.begun.get(timeout=DEADLINE) is False
        rebuild = jobs.submit(fresh=True)
        jobs.close()
    again = Work()
    with jobs_of(again, kept) as (jobs, heard):
        assert again.begun.get(timeout=DEADLINE) is False
        assert jobs.submit() == jobs.submit(fresh=True) == jobs.get(rebuild.id)
        found = jobs.get(update.id)
        assert found
        assert (found.fresh, found.state) == (False, "running")
        again.go_on.set()
        assert until(heard, "done").id == update.id
        assert until(heard, "done").id == rebuild.id
    with jobs_of(Work(), kept) as (jobs, _):
        assert jobs.current is None, "it has ended"


def test_a_rebuild_that_is_cancelled_or_fails_is_not_taken_up_again(tmp_path: Path) -> None:
    kept = tmp_path / "jobs"
    work = Work(FolderMissing("There is no folder x."))
    with jobs_of(work, kept) as (jobs, heard):
        cancelled = jobs.submit(fresh=True)
        work.begun.get(timeout=DEADLINE)
        jobs.cancel(cancelled.id)
        work.go_on.set()
        until(heard, "cancelled")
        assert not kept.exists()
        jobs.submit(fresh=True)
        until(heard, "failed")
        assert not kept.exists()


def test_a_rebuild_that_the_disk_ended_outlives_the_server(tmp_path: Path) -> None:
    kept = tmp_path / "jobs"
    work = Work(OSError(errno.ENOSPC, "No space is left for the index", "/data"))
    work.go_on.set()
    with jobs_of(work, kept) as (jobs, heard):
        rebuild = jobs.submit(fresh=True)
        until(heard, "failed")
    again = Work()
    again.go_on.set()
    with jobs_of(again, kept) as (jobs, heard):
        assert until(heard, "done").id == rebuild.id
        assert again.begun.get(timeout=DEADLINE) is True
    assert not kept.exists()


def test_a_rebuild_that_is_being_cancelled_is_not_given_for_another() -> None:
    work = Work()
    with jobs_of(work) as (jobs, _):
        first = jobs.submit(fresh=True)
        work.begun.get(timeout=DEADLINE)
        jobs.cancel(first.id)
        second = jobs.submit(fresh=True)
        assert second.id != first.id
        work.go_on.set()
        assert work.begun.get(timeout=DEADLINE) is True


def test_what_is_no_job_in_the_file_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "jobs").write_bytes(b"\xff\n../../x rebuild\n0123456789ab update\n")
    work = Work()
    with jobs_of(work, tmp_path / "jobs") as (jobs, heard):
        work.go_on.set()
        assert until(heard, "done").id == "0123456789ab"
        assert not (tmp_path / "jobs").exists()
        assert jobs.current


@pytest.mark.parametrize("fresh", [False, True])
def test_a_build_that_the_disk_ended_is_tried_again_by_itself(
    monkeypatch: pytest.MonkeyPatch, fresh: bool
) -> None:
    monkeypatch.setattr("api.jobs._AGAIN", 0.05)
    full = OSError(errno.ENOSPC, "No space is left for the index", "/data")
    work = Work(full, full, BUILD)
    work.go_on.set()
    with jobs_of(work) as (jobs, heard):
        jobs.submit(fresh=fresh)
        failed = until(heard, "failed")
        assert (
            failed.message == "/data: No space is left for the index. It is tried again by itself."
        )
        until(heard, "failed")
        assert until(heard, "done").fresh == fresh


def test_an_update_goes_on_with_the_rebuild_that_the_folders_absence_ended() -> None:
    away = OSError(errno.ENOTCONN, "The folder is away")
    work = Work(away, FolderMissing("There is no folder x."))
    work.go_on.set()
    with jobs_of(work) as (jobs, heard):
        jobs.submit(fresh=True)
        until(heard, "failed")
        jobs.submit()
        assert until(heard, "failed").fresh
        jobs.submit()
        assert until(heard, "done").fresh
        jobs.submit()
        assert not until(heard, "done").fresh, "the rebuild is finished"


def test_closing_ends_everything_and_says_so() -> None:
    work = Work()
    with jobs_of(work) as (jobs, heard):
        running = jobs.submit()
        work.begun.get(timeout=DEADLINE)
        jobs.submit()
        while not heard.empty():
            heard.get()
        jobs.close()
        assert jobs.closed
        assert {heard.get(timeout=DEADLINE).id for _ in range(2)} >= {running.id}
        work.go_on.set()
        jobs.close(DEADLINE)
        assert {job.state for job in (jobs.get(running.id), jobs.current) if job} == {"cancelled"}


def test_only_the_latest_ended_jobs_are_kept() -> None:
    work = Work()
    work.go_on.set()
    with jobs_of(work) as (jobs, heard):
        first = jobs.submit()
        until(heard, "done")
        for _ in range(100):
            jobs.submit()
            until(heard, "done")
        assert jobs.get(first.id) is None
        assert jobs.current
