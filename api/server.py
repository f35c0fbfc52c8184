"""Server: the app on a socket, from the first request to the last."""

import errno
import logging
import math
import signal
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from api.connections import bounded, notice_vanished
from api.settings import Settings

_VANISHED = 60  # seconds after which a client that does nothing any more is taken for gone
_PATIENCE = 10  # seconds that replies in hand may take after a stop was asked for


class PortTaken(RuntimeError):
    """The address cannot be listened on. The message says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that clients can connect to from now on, before there is anyone to answer.

    Raises PortTaken.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.create_server(address[:2], family=family, backlog=2048)
        # Inherited by every connection. asyncio sets it only where the socket names its protocol,
        # and without it each reply waits 40 ms for the client to acknowledge its headers.
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"Port {port} on {host} is in use, perhaps by another onrecord"
        elif error.errno == errno.EACCES:
            reason = f"Port {port} needs rights that this user does not have"
        else:
            reason = f"Nothing can listen on {host}, port {port}: {error.strerror}"
        raise PortTaken(f"{reason}. Choose another with --port (0 takes a free one).") from None
    notice_vanished(found, _VANISHED)
    found.set_inheritable(False)
    return found


def url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(
    app: FastAPI,
    listening: socket.socket,
    started: Callable[[], None],
    alive: Callable[[], None] | None = None,
    every: float = 0.0,
) -> None:
    """Serves until SIGINT or SIGTERM; ``started`` is called once requests are answered, and
    ``alive``, as long as they are, ``every`` so many seconds (at most once a second)."""
    settings: Settings = app.state.service.settings

    async def notify() -> None:
        if alive:
            alive()

    config = uvicorn.Config(
        app,
        http=bounded(settings.client_timeout),
        timeout_keep_alive=math.ceil(settings.client_timeout),
        forwarded_allow_ips=list(settings.proxies),
        log_config=None,
        log_level=logging.WARNING,
        access_log=False,  # questions are the asker's own business
        server_header=False,
        lifespan="on",
        ws="none",
        callback_notify=notify,
        timeout_notify=int(every),
        timeout_graceful_shutdown=_PATIENCE + math.ceil(settings.longest - settings.timeout),
    )
    server = _Server(config, started)

    def stop(*_: object) -> None:
        server.should_exit = True

    # A signal may come before uvicorn listens to it, which is then to end it nevertheless; and it
    # raises one that it has ended by once more, which is then nothing new.
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        server.run(sockets=[listening])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Server(uvicorn.Server):
    """Tells when it has started, and ends the endless streams before it waits for the others."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and not self.should_exit:
            self._told()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.config.app.state.jobs.close()  # type: ignore[union-attr]
        await super().shutdown(sockets)
