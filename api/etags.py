"""ETags: a client that has a reply already is not sent it again (RFC 9110, 13.1.2)."""

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_DROPPED = ("content-length", "content-type")


class ETags:
    """Tags each JSON reply to a GET with a digest of its body.

    The generation of the index would be had for less, but two indexes can have the same, and what
    is answered depends on settings and on the program, too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def tagged(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_taggable(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                await _send(scope, start, body, send)

        await self._app(scope, receive, tagged)


def _is_taggable(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    kind = headers.get("content-type", "").partition(";")[0]
    return start["status"] == 200 and kind == "application/json" and "etag" not in headers


async def _send(scope: Scope, start: Message, body: bytes, send: Send) -> None:
    # Weak: the same reply may be sent compressed or not.
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = MutableHeaders(scope=start)
    headers["ETag"] = tag
    headers.setdefault("Cache-Control", "private, no-cache")
    known = Headers(scope=scope).get("if-none-match", "")
    if known.strip() == "*" or tag.removeprefix("W/") in map(_strong, known.split(",")):
        start["status"] = 304
        body = b""
        for name in _DROPPED:
            del headers[name]
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _strong(tag: str) -> str:
    return tag.strip().removeprefix("W/")
