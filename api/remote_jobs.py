"""Remote jobs: the builds of a server's writing process, asked for from its other processes.

A Unix socket that the server's first process holds leads to whichever process writes. A call that
comes while one has died and the next has not begun waits in the socket for that one. What goes
over it are pickles: both ends are one server's own, and only its user reaches the socket.
"""

import logging
import socket
import time
from multiprocessing.connection import Client, Connection
from threading import Event, Thread
from typing import Literal

from api.jobs import Job, Jobs
from api.service import NotReady

_PATIENCE = 60.0  # seconds that a call waits for a process that writes
_LITTLE_PATIENCE = 2.0  # the same where every page asks again and again, and holds a turn
_LOOK = 0.1  # seconds between two looks whether the server stops meanwhile
_log = logging.getLogger(__name__)

_Call = (
    tuple[Literal["submit"], bool]
    | tuple[Literal["get", "cancel"], str]
    | tuple[Literal["current"]]
)


class RemoteJobs:
    """``Jobs`` from another process. Safe to use from several threads; each call, which takes a
    fraction of a millisecond, raises NotReady where no process writes."""

    def __init__(self, address: str) -> None:
        """``address``: the path of the socket."""
        self._address = address
        self._stop = Event()

    @property
    def closed(self) -> bool:
        return self._stop.is_set()

    def submit(self, *, fresh: bool = False) -> Job:
        job = self._ask(("submit", fresh))
        assert job  # noqa: S101  of this call there always is one
        return job

    def get(self, id: str) -> Job | None:
        return self._ask(("get", id))

    @property
    def current(self) -> Job | None:
        return self._ask(("current",), _LITTLE_PATIENCE)

    def cancel(self, id: str) -> Job | None:
        return self._ask(("cancel", id))

    def close(self) -> None:
        """Calls that wait are given up. The jobs go on."""
        self._stop.set()

    def _ask(self, call: _Call, patience: float = _PATIENCE) -> Job | None:
        end = time.monotonic() + patience
        while not self.closed and time.monotonic() < end:
            try:
                with Client(self._address, "AF_UNIX") as connection:
                    connection.send(call)
                    while not self.closed and time.monotonic() < end:
                        if connection.poll(_LOOK):
                            told: Job | None = connection.recv()
                            return told
            except (OSError, EOFError):
                # It died with the call in hand. Each can be made twice: what runs already is given.
                self._stop.wait(_LOOK)
        raise NotReady("No process of this server writes at the moment; another is begun.")


def offer(jobs: Jobs, listening: socket.socket) -> None:
    """Answer the calls that come through a socket, in a thread, until the process ends or closes
    it."""

    def answer() -> None:
        while listening.fileno() >= 0:
            try:
                accepted, _ = listening.accept()
            except OSError as error:  # such as of too many open files, which passes
                _log.warning("a call of another process cannot be taken: %s", error)
                time.sleep(_LOOK)
                continue
            Thread(target=_answer, args=(jobs, accepted), name="call", daemon=True).start()

    Thread(target=answer, name="calls", daemon=True).start()


def _answer(jobs: Jobs, accepted: socket.socket) -> None:
    try:
        with Connection(accepted.detach()) as connection:
            call: _Call = connection.recv()
            connection.send(_made(jobs, call))
    except (OSError, EOFError):
        return  # whoever asked does not wait any more


def _made(jobs: Jobs, call: _Call) -> Job | None:
    match call:
        case ("submit", bool(fresh)):
            return jobs.submit(fresh=fresh)
        case ("get", str(id)):
            return jobs.get(id)
        case ("cancel", str(id)):
            return jobs.cancel(id)
        case _:
            return jobs.current
