"""Limits: how much one client and all clients together get, beyond which they are told so.

Nothing here waits without an end. With several server processes each counts for itself.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from ipaddress import IPv6Address, ip_address

from fastapi import Request, params
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import RETRY, Problem

_MINUTE = 60.0  # seconds
_REMEMBERED = 10_000  # clients, beyond which those that are owed nothing are forgotten


class Rate:
    """So many requests a minute from each client, all at once or one after the other: the generic
    cell rate algorithm (ITU-T I.371), which keeps one instant a client."""

    def __init__(self, a_minute: int) -> None:
        self._gap = _MINUTE / a_minute
        self._due: dict[str, float] = {}  # by client: when all it has sent would be spread out

    def take(self, client: str, now: float) -> None:
        """Raises Problem: 429 where the client has had its share."""
        due = max(self._due.get(client, now), now) + self._gap
        early = due - now - _MINUTE
        if early > 1e-6:
            raise Problem(
                429,
                "You have asked more often than this server answers one client. Go on after the "
                "seconds that Retry-After says.",
                headers={"Retry-After": str(math.ceil(early))},
            )
        if len(self._due) >= _REMEMBERED and client not in self._due:
            self._due = {each: at for each, at in self._due.items() if at > now}
        self._due[client] = due


def network(address: str) -> str:
    """What is limited together: an IPv4 address, and of IPv6 the 64 bits that one client gets."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:100]
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return str(parsed)


def is_local(address: str) -> bool:
    """Whether it is this machine's own."""
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


class Turns:
    """``running`` requests are worked on at once, ``waiting`` more wait for their turn, the first
    first, up to ``patience`` seconds. To be used within one event loop."""

    def __init__(self, running: int, waiting: int, patience: float) -> None:
        self._free = asyncio.Semaphore(running)
        self._most = waiting
        self._patience = patience
        self.running = 0
        self.waiting = 0

    async def take(self) -> Callable[[], None]:
        """Waits for a turn; gives what ends it, as often as it is called. Raises Problem: 503."""
        if self._free.locked() and self.waiting >= self._most:
            raise _busy()
        self.waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise _busy() from None
        finally:
            self.waiting -= 1
        self.running += 1
        ended = False

        def end() -> None:
            nonlocal ended
            if not ended:
                ended = True
                self.running -= 1
                self._free.release()

        return end


async def turn(request: Request) -> AsyncIterator[Callable[[], None]]:
    """A dependency of what costs work: its turn, and what ends it early."""
    turns: Turns = request.app.state.turns
    end = await turns.take()
    try:
        yield end
    finally:
        end()


TURN = params.Depends(turn, scope="function")
"""For routes that have done their work when they return; what they send may take longer."""


class TakingTurns:
    """An app whose every request takes a turn: for what is mounted beside the routes."""

    def __init__(self, app: ASGIApp, turns: Turns) -> None:
        self._app = app
        self._turns = turns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        end = await self._turns.take()
        try:
            await self._app(scope, receive, send)
        finally:
            end()


class Deadline:
    """Answers 503 where a reply has not begun ``seconds`` after all of the request was there.

    What was begun for it goes on: a thread cannot be stopped. It keeps its turn meanwhile, so it is
    counted.
    """

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        last = loop.time()
        begun = given_up = False

        async def timed_receive() -> Message:
            nonlocal last
            message = await receive()
            last = loop.time()
            return message

        async def timed_send(message: Message) -> None:
            nonlocal begun
            begun = True
            if not given_up:
                await send(message)

        work = asyncio.ensure_future(self._app(scope, timed_receive, timed_send))
        try:
            while not (work.done() or begun):
                left = last + self._seconds - loop.time()
                if left <= 0:
                    given_up = True
                    work.add_done_callback(_forget)
                    raise Problem(
                        503,
                        f"This took longer than {self._seconds:g} seconds.",
                        headers=RETRY,
                    )
                await asyncio.wait({work}, timeout=left)
            await work
        except asyncio.CancelledError:
            work.cancel()
            raise


def _forget(work: "asyncio.Future[None]") -> None:
    if not work.cancelled():
        work.exception()  # nobody is left to be told


def _busy() -> Problem:
    return Problem(
        503,
        "More is asked at this moment than this server can answer. Try again soon.",
        headers=RETRY,
    )
