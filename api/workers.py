"""Workers: several processes that answer at one address, and one beside them that writes.

    onrecord serve --workers 4      this process: starts the others and starts them anew
      worker ×4                     the app: answers from whatever was committed last
      writer                        watches the folder, builds, holds the lock; does not answer

All of them share one listening socket, and the workers reach the writer's jobs through another
(``api.remote_jobs``). Both are held here, so a process that dies takes no waiting request with it
and the next one takes its place. The parser, and what a build costs, is the writer's alone.

Each process has a pipe to this one. It says on it that it has started, and then again and again
that it goes on; one that falls silent is killed. It stops when the pipe ends, so that none is left
behind, whatever ends this one.
"""

import logging
import multiprocessing
import os
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread

from api import logs
from api.settings import Settings

_PATIENCE = 30.0  # seconds that the processes have to come to their end, without a language model
_BEATS = 4  # signs of life within the time after which one without is killed
_PAUSE = 1.0  # seconds before another takes the place of one that died before it had started
_STOPPING = (signal.SIGINT, signal.SIGTERM)
_processes = multiprocessing.get_context("spawn")
_log = logging.getLogger(__name__)


@dataclass
class _Child:
    """One of the processes. ``tie`` is this end of its pipe, ``missed`` counts the signs of life
    that did not come."""

    role: str
    process: BaseProcess
    tie: Connection
    started: bool = False
    missed: int = 0


class Workers:
    """The processes of one server; those that end by themselves are begun anew."""

    def __init__(self, settings: Settings, listening: socket.socket) -> None:
        self._settings = settings
        self._listening = listening
        self._stop = False
        self._due = 0.0  # when the next signs of life have to be there
        self._woken, self._wake = _processes.Pipe(duplex=False)

    def run(self, started: Callable[[], None]) -> None:
        """Serves until SIGINT or SIGTERM, a second one of which waits for nothing; ``started`` is
        called once requests are answered."""
        with (
            tempfile.TemporaryDirectory(prefix="onrecord-") as folder,  # only we can enter it
            socket.socket(socket.AF_UNIX) as calls,
            self._until_told(),
        ):
            counts = Path(folder, "metrics")
            counts.mkdir()
            os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(counts))  # see api.metrics
            address = str(Path(folder, "jobs"))
            calls.bind(address)
            calls.listen(128)
            children = [self._start("writer", calls, address)]
            children += [
                self._start("worker", calls, address) for _ in range(self._settings.workers)
            ]
            told = False
            while not self._stop:
                self._hear(children)
                self._end_the_silent(children)
                if not told and any(c.started for c in children if c.role == "worker"):
                    told = True
                    started()
                for place, child in enumerate(children):
                    if not self._stop and not child.process.is_alive():
                        children[place] = self._begun_anew(child, calls, address)
            self._end(children)

    def _start(self, role: str, calls: socket.socket, address: str) -> _Child:
        tie, theirs = _processes.Pipe()
        work, given = (_write, calls) if role == "writer" else (_answer, address)
        arguments = (self._settings, self._listening, given, theirs)
        process = _processes.Process(target=work, args=arguments, name=role, daemon=True)
        # Ctrl-C goes to all of them at once, also to one that has not come to its own handler yet.
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            process.start()
        finally:
            signal.signal(signal.SIGINT, handler)
        theirs.close()
        return _Child(role, process, tie)

    def _begun_anew(self, child: _Child, calls: socket.socket, address: str) -> _Child:
        status = child.process.exitcode
        how = f"was killed by signal {-status}" if status and status < 0 else f"ended ({status})"
        _log.warning("%s %s %s; another is begun", child.role, child.process.pid, how)
        if not child.started:
            wait([self._woken], _PAUSE)
        child.tie.close()
        return self._start(child.role, calls, address)

    def _hear(self, children: list[_Child]) -> None:
        """Wait until one tells something or has ended, a stop is asked for, or it is time to see
        who is silent."""
        ties = {child.tie: child for child in children}
        ends = [child.process.sentinel for child in children]
        for ready in wait([self._woken, *ties, *ends], max(0.0, self._due - time.monotonic())):
            if isinstance(ready, Connection) and ready in ties:
                try:
                    ties[ready].started = ready.recv()
                    ties[ready].missed = 0
                except (EOFError, OSError):
                    continue  # it has ended; its sentinel says so

    def _end_the_silent(self, children: list[_Child]) -> None:
        """Kill those that started and that nothing was heard of for too long.

        Told by how often this process looked, not by the clock: where all of them were stopped
        together and go on (Ctrl-Z), no time has passed.
        """
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + _beat(self._settings)
        for child in children:
            child.missed += child.started
            if child.missed > _BEATS:
                _log.warning(
                    "%s %s shows no sign of life any more; killed", child.role, child.process.pid
                )
                child.process.kill()
                child.process.join()

    def _end(self, children: list[_Child]) -> None:
        for child in children:
            child.tie.close()
        settings = self._settings
        end = time.monotonic() + _PATIENCE + settings.longest - settings.timeout
        for child in children:
            child.process.join(max(0.0, end - time.monotonic()))
            if child.process.is_alive():
                _log.warning("%s %s does not end; killed", child.role, child.process.pid)
                child.process.kill()
                child.process.join()

    @contextmanager
    def _until_told(self) -> Iterator[None]:
        def stop(*_: object) -> None:
            if self._stop:
                for process in _processes.active_children():
                    process.kill()
            self._stop = True
            self._wake.send(True)

        before = {number: signal.signal(number, stop) for number in _STOPPING}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _beat(settings: Settings) -> float:
    """Seconds between two signs of life."""
    return settings.worker_timeout / _BEATS


# In the processes themselves


def _answer(settings: Settings, listening: socket.socket, address: str, tie: Connection) -> None:
    """A worker."""
    from api.app import create_app
    from api.remote_jobs import RemoteJobs
    from api.server import serve

    logs.configure(settings)
    _tied(tie, lambda: os.kill(os.getpid(), signal.SIGTERM))
    with listening:
        app = create_app(settings, jobs=RemoteJobs(address))
        alive = partial(_tell, tie)
        serve(app, listening, alive, alive, _beat(settings))


def _write(
    settings: Settings, listening: socket.socket, calls: socket.socket, tie: Connection
) -> None:
    """The writer; it tells the shell of its builds."""
    from api.progress import Narrator, Progress
    from api.remote_jobs import offer
    from api.service import Service
    from api.upkeep import Upkeep

    listening.close()
    logs.configure(settings)
    stop = Event()
    for number in _STOPPING:
        signal.signal(number, lambda *_: stop.set())
    _tied(tie, stop.set)
    with Progress(logged=settings.log_format == "json") as progress:
        service = Service(settings, progress.note)
        upkeep = Upkeep(service)
        with upkeep.jobs.heard_by(Narrator(progress)):
            upkeep.start()
            offer(upkeep.jobs, calls)
            _tell(tie)
            while not stop.wait(_beat(settings)):
                _tell(tie)
            upkeep.stop()
        service.close()


def _tell(tie: Connection) -> None:
    """That this process has started, or goes on."""
    with suppress(OSError):  # nobody listens any more: ``_tied`` notices
        tie.send(True)


def _tied(tie: Connection, end: Callable[[], None]) -> None:
    """Have ``end`` called when the other end of the pipe is gone."""

    def listen() -> None:
        try:
            tie.recv()
        except (EOFError, OSError):
            end()

    Thread(target=listen, name="tie", daemon=True).start()
