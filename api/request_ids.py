"""Request ids: one for each request, in its reply, in problem documents and in the log."""

import re
from contextvars import ContextVar
from secrets import token_hex

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[\w.:/+=@-]{1,128}", re.ASCII)
_current: ContextVar[str | None] = ContextVar("request id", default=None)


def request_id() -> str | None:
    """Of the request that is being answered here; None outside of one."""
    return _current.get()


class RequestIds:
    """Takes the id that a client or proxy gives, where it is one, or makes one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        id = given if _GIVEN.fullmatch(given) else token_hex(8)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = id
            await send(message)

        before = _current.set(id)
        try:
            await self._app(scope, receive, marked)
        finally:
            _current.reset(before)
