"""Observation: every request is counted, timed and logged, whatever became of it."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.keys import Key
from api.logs import fields
from api.metrics import Metrics

_METHODS = frozenset(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
_GONE = 499  # nginx's for a client that left before the reply began
_log = logging.getLogger(__name__)


class Observation:
    """Names requests by their route, never by their address, which may hold a question or an id."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = _GONE
        began = time.perf_counter()

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            seconds = time.perf_counter() - began
            method = scope["method"] if scope["method"] in _METHODS else "other"
            route = _route(scope)
            self._metrics.requested(method, route, status, seconds)
            key: Key | None = scope.get("state", {}).get("key")
            ms = round(seconds * 1000, 1)
            _log.info(
                "%s %s: %d in %g ms",
                method,
                route,
                status,
                ms,
                extra=fields(
                    method=method, route=route, status=status, ms=ms, key=key.id if key else None
                ),
            )


def _route(scope: Scope) -> str:
    """As the OpenAPI document has it; /web for all files of the page."""
    path: str | None = getattr(scope.get("route"), "path", None)
    if path is not None:
        return path
    return "/web" if scope["path"].startswith("/web/") else "other"
