"""Jobs: builds of the index, one at a time, in a thread of their own.

A job that was asked for outlives the process: its id is kept in a file until it has ended, and the
next process goes on with it under that id.

What fails because of the disk or the folder is tried again by itself: it is nobody's mistake, and
nothing tells when it is over. Until then it is kept as what has not ended is.
"""

import logging
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from threading import Condition, Event, Thread
from typing import Literal, Protocol

from api.service import FolderMissing, Step
from index.embedding import ModelMissing
from index.store import Build, StoreBusy, StoreDamaged
from index.update import BuildCancelled, BuildFailed

State = Literal["queued", "running", "done", "failed", "cancelled"]

_RETRY = 1.0  # seconds between two looks whether another process still writes
_AGAIN = 10.0  # seconds after which a build is tried again that failed for want of disk or folder
_KEPT = 100  # ended jobs that can still be asked for
_EXPECTED = (FolderMissing, BuildFailed, ModelMissing, StoreDamaged)
_log = logging.getLogger(__name__)


class BuildStep(Protocol):
    """See ``Service.build``."""

    def __call__(
        self, *, fresh: bool, report: Callable[[Step], None], cancelled: Callable[[], bool]
    ) -> Build: ...


@dataclass(frozen=True, slots=True)
class Job:
    """A build at one moment. ``message``: the file that is read, what is waited for, or why it
    failed. Times are seconds since the epoch, UTC; ``rate`` is files a second, ``left`` the seconds
    that the rest takes at this rate."""

    id: str
    fresh: bool
    state: State = "queued"
    stage: str | None = None
    done: int = 0
    total: int = 0
    message: str | None = None
    rate: float | None = None
    left: float | None = None
    started: float | None = None
    finished: float | None = None
    build: Build | None = None

    @property
    def ended(self) -> bool:
        return self.state in ("done", "failed", "cancelled")


Listener = Callable[[Job], None]


class Jobs:
    """The builds that were asked for. Safe to use from several threads."""

    def __init__(self, build: BuildStep, kept: Path | None = None) -> None:
        """``kept``: the file that keeps the jobs that have not ended, a line each."""
        self._build = build
        self._kept = kept
        self._changed = Condition()
        self._waiting: deque[str] = deque()
        self._jobs: dict[str, Job] = {}
        self._cancels: dict[str, Event] = {}  # of the jobs that have not ended
        self._listeners: list[Listener] = []
        self._closed = False
        self._failed: Job | None = None  # the last one, if it is to be tried again
        self._unfinished = False  # whether the disk or the folder ended a rebuild
        self._worker = Thread(target=self._work, name="builds", daemon=True)

    @property
    def closed(self) -> bool:
        return self._closed

    def start(self) -> None:
        """Begin to work, with what another process left behind."""
        for job in self._left_behind():
            self._add(job)
        self._worker.start()

    def submit(self, *, fresh: bool = False) -> Job:
        """Ask for an update, or with ``fresh`` for a rebuild.

        A job that waits for its turn and does as much is given instead of another, and so is a
        rebuild that runs instead of a second one.
        """
        with self._changed:
            for job in self._jobs.values():
                if job.state == "queued" and job.fresh >= fresh:
                    return job
                going_on = job.state == "running" and not self._cancels[job.id].is_set()
                if going_on and job.fresh and fresh:
                    return job
            return self._add(Job(token_hex(6), fresh))

    def _add(self, job: Job) -> Job:
        with self._changed:
            self._cancels[job.id] = Event()
            self._note(job)
            self._keep()
            self._waiting.append(job.id)
            self._changed.notify_all()
            return job

    def _left_behind(self) -> list[Job]:
        if self._kept is None or not self._kept.is_file():
            return []
        lines = self._kept.read_text("utf-8", "replace").splitlines()
        found = [re.fullmatch(r"([0-9a-f]{12}) (update|rebuild)", line) for line in lines]
        return [Job(each[1], fresh=each[2] == "rebuild") for each in found if each]

    def _keep(self) -> None:
        """Remember over the end of this process what has not ended."""
        if self._kept is None:
            return
        left = [self._jobs[id] for id in self._cancels]
        again = self._failed
        if again and not any(job.fresh >= again.fresh for job in left):
            left.append(again)
        try:
            if not left:
                self._kept.unlink(missing_ok=True)
                return
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            part = self._kept.with_suffix(".part")
            part.write_text("".join(f"{j.id} {'rebuild' if j.fresh else 'update'}\n" for j in left))
            part.replace(self._kept)
        except OSError as error:
            _log.warning("what is to be built will not outlive this process: %s", error)

    def get(self, id: str) -> Job | None:
        return self._jobs.get(id)

    @property
    def current(self) -> Job | None:
        """The job that runs, else the one that is next, else the one that ended last."""
        with self._changed:
            jobs = list(self._jobs.values())
        for state in ("running", "queued"):
            for job in jobs:
                if job.state == state:
                    return job
        return max(jobs, key=lambda job: job.finished or 0.0, default=None)

    def cancel(self, id: str) -> Job | None:
        """Stop a job: at once where it waits, between two files where it runs. One that has ended
        stays as it is; None where there is none of that id."""
        with self._changed:
            job = self._jobs.get(id)
            if job and not job.ended:
                self._cancels[id].set()
                if id in self._waiting:
                    self._waiting.remove(id)
                    job = self._end(job, "cancelled")
            return job

    @contextmanager
    def heard_by(self, listener: Listener) -> Iterator[None]:
        """Calls ``listener`` with every change of a job, in the thread that makes it. It is told
        once more, of nothing new, when the jobs are closed."""
        with self._changed:
            self._listeners.append(listener)
        try:
            yield
        finally:
            with self._changed:
                self._listeners.remove(listener)

    def close(self, timeout: float = 0.0) -> None:
        """Cancel everything and wait up to ``timeout`` seconds for the file in hand."""
        with self._changed:
            self._closed = True
            ids = list(self._cancels)
            self._changed.notify_all()
        for id in ids:
            job = self.cancel(id)
            if job:
                self._tell(job)
        if self._worker.is_alive():
            self._worker.join(timeout)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            self._run(job)

    def _next(self) -> Job | None:
        with self._changed:
            while not (self._waiting or self._closed):
                if not self._changed.wait(_AGAIN if self._failed else None) and self._failed:
                    self.submit(fresh=self._failed.fresh)
            if not self._waiting:
                return None
            job = self._jobs[self._waiting.popleft()]
            if self._unfinished and not job.fresh:
                # An update would do away with what the rebuild has done, which does as much.
                job = self._jobs[job.id] = replace(job, fresh=True)
                self._keep()
            if self._failed and job.fresh >= self._failed.fresh:
                self._failed = None
            return job

    def _run(self, job: Job) -> None:
        cancel = self._cancels[job.id]
        pace = _Pace()
        unfinished, self._unfinished = self._unfinished, False

        def report(step: Step) -> None:
            current = self._jobs[job.id]
            rate, left = pace.at(step)
            # The last step counts no files; how many there were is still to be told then.
            at = step if step.total else current
            self._note(
                replace(
                    current,
                    state="running",
                    stage=step.stage,
                    done=at.done,
                    total=at.total,
                    message=step.path,
                    rate=rate if step.total else current.rate,
                    left=left,
                    started=current.started or time.time(),
                )
            )

        while True:
            try:
                build = self._build(fresh=job.fresh, report=report, cancelled=cancel.is_set)
            except StoreBusy as busy:
                # Another process is at the same work: its commits are served as they come.
                waiting = replace(self._jobs[job.id], state="queued", stage=None, message=str(busy))
                self._note(waiting)
                if cancel.wait(_RETRY):
                    self._end(waiting, "cancelled")
                    return
            except BuildCancelled:
                self._end(self._jobs[job.id], "cancelled")
                return
            except _EXPECTED as error:
                # The folder's return is told by the watch over it.
                self._unfinished = unfinished and isinstance(error, FolderMissing)
                self._end(self._jobs[job.id], "failed", message=str(error))
                return
            except OSError as error:
                with self._changed:
                    self._failed, self._unfinished = self._jobs[job.id], job.fresh
                    self._end(self._jobs[job.id], "failed", message=_reason(error))
                return
            except Exception as error:
                _log.exception("the build failed")
                self._end(self._jobs[job.id], "failed", message=str(error) or type(error).__name__)
                return
            else:
                self._end(replace(self._jobs[job.id], build=build), "done")
                return

    def _end(self, job: Job, state: State, message: str | None = None) -> Job:
        with self._changed:
            ended = replace(
                job,
                state=state,
                stage=None,
                message=message,
                left=None,
                finished=time.time(),
                done=job.total if state == "done" else job.done,
            )
            del self._cancels[job.id]
            if not self._closed:
                self._keep()
            over = [old.id for old in self._jobs.values() if old.ended][: -(_KEPT - 1)]
            for id in over:
                del self._jobs[id]
            self._note(ended)
            return ended

    def _note(self, job: Job) -> None:
        with self._changed:
            self._jobs[job.id] = job
            self._tell(job)

    def _tell(self, job: Job) -> None:
        with self._changed:
            listeners = list(self._listeners)
        for listener in listeners:
            try:
                listener(job)
            except Exception:  # such as a shell that is gone; the builds go on without it
                _log.exception("a change of a job could not be told")


class _Pace:
    """How fast the files of one build go by."""

    def __init__(self) -> None:
        self._began: tuple[float, int] | None = None

    def at(self, step: Step) -> tuple[float | None, float | None]:
        """Files a second, and the seconds that are left; None while nothing can be said."""
        now = time.monotonic()
        if not step.total or self._began is None:
            self._began = (now, step.done) if step.total else None
            return None, None
        began, done = self._began
        if step.done <= done or now <= began:
            return None, None
        rate = (step.done - done) / (now - began)
        return rate, (step.total - step.done) / rate


def _reason(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}. It is tried again by itself."
