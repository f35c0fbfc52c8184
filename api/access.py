"""Access: who is asking, and whether they may.

``Gate`` lets nobody in without a key where one is needed, but to what holds no document; what a key
may do is said by each route (``ASK``, ``WRITE``, ``ADMIN``), and so stands in the OpenAPI document.
"""

import logging
import time
from typing import Annotated

from fastapi import Depends, Request, params
from fastapi.security import HTTPBearer, SecurityScopes
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.keys import SCOPES, BadKeys, Key, Keys
from api.limits import Rate, is_local, network
from api.problems import Problem

_OPEN = frozenset(["/", "/docs", "/openapi.json", "/healthz", "/readyz"])
_log = logging.getLogger(__name__)

_bearer = HTTPBearer(
    scheme_name="key",
    description="A key that `onrecord keys create` made. Where the server asks for none, none is "
    "needed.",
    auto_error=False,
)


class Gate:
    """``keys``: those that let in, None where no key is needed. ``rate``: how often each key, and
    each address without one, may ask; this machine's own may without one as often as they like.

    Raises Problem: 401 without a key that is good, 429. The key is left in
    ``scope["state"]["key"]``, None where there was none.
    """

    def __init__(self, app: ASGIApp, keys: Keys | None, rate: Rate | None) -> None:
        self._app = app
        self._keys = keys
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            key: Key | None = None
            refused: Problem | None = None
            if self._keys and not is_open(scope["path"]):
                try:
                    key = _holder(self._keys, Headers(scope=scope).get("authorization", ""))
                except Problem as problem:
                    refused = problem
            self._count(key, scope)
            if refused:
                raise refused
            scope.setdefault("state", {}).update(key=key, keyed=self._keys is not None)
        await self._app(scope, receive, send)

    def _count(self, key: Key | None, scope: Scope) -> None:
        if self._rate is None or is_open(scope["path"]):
            return
        address, _ = scope["client"] or ("", 0)
        if key:
            self._rate.take(f"key {key.id}", time.monotonic())
        elif not is_local(address):
            self._rate.take(network(address), time.monotonic())


def is_open(path: str) -> bool:
    """Whether it is for everybody: the page without its contents, and whether the server runs."""
    return path in _OPEN or path.startswith("/web/")


def _holder(keys: Keys, authorization: str) -> Key:
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Problem(
            401,
            "Send a key, with the header Authorization: Bearer KEY. `onrecord keys create` makes "
            "one.",
            headers={"WWW-Authenticate": 'Bearer realm="onrecord"'},
        )
    try:
        key = keys.holder(secret.strip())
    except BadKeys as bad:
        _log.error("nobody is let in: %s", bad)
        key = None
    if key is None:
        raise Problem(
            401,
            "This key is not known here, or was revoked.",
            headers={"WWW-Authenticate": 'Bearer realm="onrecord", error="invalid_token"'},
        )
    return key


async def _check(
    needed: SecurityScopes, request: Request, _: Annotated[object, Depends(_bearer)]
) -> None:
    """Raises Problem: 403 where the key may not do this."""
    key: Key | None = request.scope["state"]["key"]
    if not request.scope["state"]["keyed"]:
        return
    if key is None or not all(key.may(scope) for scope in SCOPES if scope in needed.scopes):
        most = needed.scopes[-1]
        raise Problem(
            403,
            f"A key with the scope {most} is needed for this.",
            headers={
                "WWW-Authenticate": f'Bearer realm="onrecord", error="insufficient_scope", '
                f'scope="{most}"'
            },
        )


ASK, WRITE, ADMIN = (params.Security(_check, scopes=[scope]) for scope in SCOPES)
"""Dependencies of routes: to read and ask, to change what documents there are and who is who, to
have the server work."""
