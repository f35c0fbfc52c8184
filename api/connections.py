"""Connections: uvicorn's, with an end to what it lets last for ever.

uvicorn bounds the size of heads and how long a connection idles between two requests. Here are
bounded slow heads, clients that take nothing of what they are sent, and their number; the body is
in ``api.security``.
"""

import asyncio
import json
import resource
import socket
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.problems import MEDIA_TYPE, RETRY, Problem

_RESERVED = 256  # open files that the index, the models and the logs may need
_MOST = 10_000  # connections, however many files may be open


class Connection(H11Protocol):
    """``patience``: seconds for a head, and for sending that stands still."""

    patience: ClassVar[float]
    most: ClassVar[int]
    _head: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.most:
            detail = "More clients are connected than this server can serve. Try again soon."
            self._refuse(Problem(503, detail, headers=RETRY))
            return
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end_head()
        self._end_stall()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(self.patience, self.transport.abort)

    def resume_writing(self) -> None:
        self._end_stall()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  uvicorn's says as little
        self._refuse(
            Problem(400, "This cannot be read as an HTTP request, or its head is too big.")
        )

    def _wait_for_head(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._end_head()
        elif self._head is None:
            self._head = self.loop.call_later(self.patience, self.transport.abort)

    def _end_head(self) -> None:
        if self._head:
            self._head.cancel()
            self._head = None

    def _end_stall(self) -> None:
        if self._stalled:
            self._stalled.cancel()
            self._stalled = None

    def _refuse(self, problem: Problem) -> None:
        """Answer before there is a request that could be read, and end."""
        body = json.dumps(problem.document.model_dump(exclude_none=True)).encode()
        headers = {
            **(problem.headers or {}),
            "Content-Type": MEDIA_TYPE,
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        try:
            head = self.conn.send(
                h11.Response(status_code=problem.status, headers=list(headers.items()))
            )
            self.transport.write((head or b"") + (self.conn.send(h11.Data(data=body)) or b""))
            self.transport.close()
        except h11.LocalProtocolError:  # in the middle of a reply
            self.transport.abort()


def bounded(patience: float) -> type[Connection]:
    """Connections with this patience (see ``Connection``), as many as files may be open."""

    class Bounded(Connection):
        pass

    Bounded.patience = patience
    files = open_files()
    Bounded.most = min(_MOST, max(files // 2, files - _RESERVED))
    return Bounded


def open_files() -> int:
    """How many files this process may have open, after it took as many as it is allowed to."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST + _RESERVED
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
        return wanted
    return wanted if now == resource.RLIM_INFINITY else now


def notice_vanished(listening: socket.socket, seconds: int) -> None:
    """Have connections end whose client is gone without a word, or takes nothing, so long. They
    inherit it; where a system does not know an option, its own patience holds."""
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    options: dict[str, Any] = {
        "TCP_KEEPIDLE": seconds,
        "TCP_KEEPINTVL": max(1, seconds // 4),
        "TCP_KEEPCNT": 4,
        "TCP_USER_TIMEOUT": 1000 * seconds,  # Linux's; milliseconds
    }
    for name, value in options.items():
        if option := getattr(socket, name, None):
            listening.setsockopt(socket.IPPROTO_TCP, option, value)
