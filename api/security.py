"""Security: what every request has to be, and what every reply says to the browser."""

import asyncio
import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, describe
from index.folder import LARGEST

LARGEST_BODY = 1_000_000  # bytes
LARGEST_UPLOAD = LARGEST + 10_000  # bytes: a file and the form around it
_LEAST_RATE = 10_000  # bytes a second
_LARGEST_DRAINED = 32_000_000  # bytes that are read and thrown away, so that the 413 is heard

_REPLY_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_SAFE = frozenset(["GET", "HEAD", "OPTIONS"])
_log = logging.getLogger(__name__)


class Guard:
    """Lets through what this server is meant for; every reply gets its headers, also of errors.

    ``hosts``: the host names that a request may be addressed to, None for any. A page of another
    site that has its name resolved to this machine (DNS rebinding) is turned away by it.
    ``origins``: other sites whose pages may use it, "*" among them for all.
    ``patience``: seconds that a body may take, beyond what it takes at 10 kB a second.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: frozenset[str] | None,
        origins: frozenset[str],
        patience: float,
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._origins = origins
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        started = False

        async def headed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                reply = MutableHeaders(scope=message)
                for name, value in _REPLY_HEADERS.items():
                    reply.setdefault(name, value)
                # What is answered depends on documents that change.
                reply.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            self._check(scope, headers)
            largest = LARGEST_UPLOAD if _form(scope, headers) else LARGEST_BODY
            body = _Body(receive, headers, self._patience, largest)
            await body.check()
            await self._app(scope, body.receive, headed)
        except ClientDisconnect:
            return  # in the middle of its own request: nobody is left to be told, nothing failed
        except Exception as error:
            problem = describe(error)
            if problem.status == 500:
                _log.exception("%s %s failed", scope["method"], scope["path"])
            if started:
                raise  # half a reply is out: only cutting it off says that it is not whole
            await problem.response(scope["path"])(scope, receive, headed)

    def _check(self, scope: Scope, headers: Headers) -> None:
        host = headers.get("host", "")
        if self._hosts is not None and _name(host) not in self._hosts:
            raise Problem(
                421,
                f"Requests addressed to {host[:100]!r} are not answered. "
                "If that is this server's name, put it into ONRECORD_HOSTS.",
            )
        if scope["method"] in _SAFE:
            return
        origin = headers.get("origin")
        welcome = origin in self._origins or "*" in self._origins
        foreign = headers.get("sec-fetch-site", "none") not in ("same-origin", "none") or (
            origin is not None and _address(origin) != host
        )
        if foreign and not welcome:
            raise Problem(403, "Other sites' pages may not change anything here.")
        kind = _kind(headers)
        bodied = "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
        if (
            (bodied or kind)
            and kind != "application/json"
            and not _form(scope, headers)
            and _is_taken(scope)
        ):
            raise Problem(415, "Send JSON, with the header Content-Type: application/json.")


class _Body:
    """The body of a request, of which no more than ``largest`` bytes come through, and that no
    slower than at ``_LEAST_RATE`` after some patience."""

    def __init__(self, receive: Receive, headers: Headers, patience: float, largest: int) -> None:
        self._took = receive
        self._largest = largest
        self._until = asyncio.get_running_loop().time() + patience
        self._whole = False
        self._length = headers.get("content-length", "")
        self._waits = "expect" in headers  # the client asks before it sends: nothing to drain
        self._size = 0

    async def check(self) -> None:
        if self._length.isdecimal() and int(self._length) > self._largest:
            if not self._waits and int(self._length) <= _LARGEST_DRAINED:
                await self._drain()
            raise _too_big(self._largest)

    async def receive(self) -> Message:
        message = await self._receive()
        if self._size > self._largest:
            if message.get("more_body"):
                await self._drain()
            # As this kind, it passes unchanged through whoever is reading the body.
            raise HTTPException(413, str(_too_big(self._largest)))
        return message

    async def _drain(self) -> None:
        while self._size <= _LARGEST_DRAINED:
            message = await self._receive()
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                return

    async def _receive(self) -> Message:
        if self._whole:
            return await self._took()  # what is waited for now is that the client leaves
        try:
            async with asyncio.timeout_at(self._until + self._size / _LEAST_RATE):
                message = await self._took()
        except TimeoutError:
            detail = "The body of the request came too slowly"
            raise HTTPException(408, detail, headers={"Connection": "close"}) from None
        self._whole = not message.get("more_body", False)
        self._size += len(message.get("body", b""))
        return message


def _kind(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _is_taken(scope: Scope) -> bool:
    """Whether there is a route for it; what is wrong else is for the routing to say."""
    return any(route.matches(scope)[0] is Match.FULL for route in scope["app"].routes)


def _form(scope: Scope, headers: Headers) -> bool:
    """Whether this is a file that is uploaded; nothing else comes as a form."""
    form = _kind(headers) == "multipart/form-data"
    return form and (scope["method"], scope["path"]) == ("POST", "/api/documents")


def _too_big(largest: int) -> Problem:
    most = f"A request can have {largest:,} bytes"
    return Problem(
        413,
        f"{most}; a question 2,000 characters of them." if largest == LARGEST_BODY else f"{most}.",
    )


def _address(origin: str) -> str | None:
    """As a Host header has it; None where it is no origin."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _name(host: str) -> str:
    """The name in a Host header, without the port."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()
