"""The connection to a Milvus: every request with a time limit, every failure by its name.

Nothing here knows what the collections hold. What a filter names is written by ``among`` alone, and
holds no character that could be syntax: see ``key``.
"""

import hashlib
import logging
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from threading import Lock
from typing import Any

from index.store import StoreAway
from index.stores import located

Row = dict[str, Any]

SECONDS = 5.0  # that a request may take, with its repetitions
LIMIT = 16_384  # rows that one search gives; Milvus' own bound
_PAGE = 1_000  # rows of a scan that are fetched at once
_SENT = 500  # rows of one request, values of one condition
_LOADING = 60.0  # seconds that a collection may take to be loaded
_PLAIN = re.compile(r"[\w.:#/-]{1,200}")
_MISSING, _UNLOADED, _NO_ALIAS = 100, 101, 1600  # Milvus' codes
_LACKING = "ONRECORD_STORE needs more than is installed: pip install 'onrecord[milvus]'."


class CollectionMissing(Exception):
    """There is no collection of this name, or no alias."""


def key(value: str) -> str:
    """What a text is found by: itself where it is plain, else its digest, so that it needs no
    escaping in a filter and fits its field."""
    if _PLAIN.fullmatch(value):
        return value
    return "~" + hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


def among(field: str, values: Collection[str]) -> str:
    """The condition that a field has one of these keys. Nothing is among none."""
    return f"{field} in [{_listed(values)}]"


def any_among(field: str, values: Collection[str]) -> str:
    """The condition that an array holds one of these keys."""
    return f"array_contains_any({field}, [{_listed(values)}])"


def _listed(values: Collection[str]) -> str:
    return ", ".join(f'"{value}"' for value in sorted(values))


class Connection:
    """One Milvus, and the name of one index in it. Safe to use from several threads.

    It is reached when first needed. Every method raises StoreAway where it cannot be, where it does
    not answer in time, and where it refuses (a quota, a full disk).
    """

    def __init__(self, address: str, key: str = "", *, seconds: float = SECONDS) -> None:
        """``address``: see ``located``; ``key``: what the server asks for. Raises ValueError."""
        self.place, self.name = located(address)
        self._key = key
        self._seconds = seconds
        self._lock = Lock()
        self._client: Any = None
        self._alias = ""

    def fenced(self, own: str) -> "Connection":
        """The same connection, of which every write to a collection goes through the alias
        ``<collection>_<own>``: once that is dropped, it raises CollectionMissing."""
        with self._named():
            self._method("upsert")  # both have the same client
        fenced = copy(self)
        fenced._alias = f"_{own}"
        return fenced

    def create(self, collection: str, schema: Any, indexes: Any) -> None:  # noqa: ANN401
        """Make an empty collection that can be written to and searched."""
        self._call("create_collection", collection, schema=schema, consistency_level="Strong")
        self._call("create_index", collection, indexes, sync=False)
        self._call("load_collection", collection, timeout=_LOADING)

    def drop(self, collection: str) -> None:
        self._call("drop_collection", collection)

    def collections(self) -> Sequence[str]:
        return list(self._call("list_collections"))

    def alias(self, alias: str, collection: str) -> None:
        """Lead an alias to a collection, in one step; from wherever it led."""
        try:
            self._call("alter_alias", collection, alias)
        except (StoreAway, CollectionMissing):
            if self._led_to(alias) != collection:
                self.create_alias(collection, alias)

    def create_alias(self, collection: str, alias: str) -> None:
        """Raises StoreAway where one of this name leads elsewhere."""
        try:
            self._call("create_alias", collection, alias)
        except StoreAway:
            if self._led_to(alias) != collection:
                raise

    def drop_alias(self, alias: str) -> None:
        """From then on nothing is read or written by this name. There need be none."""
        try:
            self._call("drop_alias", alias)
        except CollectionMissing:
            pass
        except StoreAway:
            if self._led_to(alias):
                raise

    def _led_to(self, alias: str) -> str:
        """The collection that an alias leads to, by the server's own word: milvus-lite says that a
        change failed where two at once wrote its file of them, and has made it all the same."""
        try:
            told: dict[str, str] = self._call("describe_alias", alias)
        except CollectionMissing:
            return ""
        return told.get("collection_name", "")

    def upsert(self, collection: str, rows: Sequence[Row]) -> None:
        """Write rows, in the place of those with the same primary keys: what is sent once more, as
        no reply came, is there once. Acknowledged rows are kept."""
        for start in range(0, len(rows), _SENT):
            self._call("upsert", collection + self._alias, rows[start : start + _SENT])

    def delete(self, collection: str, condition: str) -> None:
        self._call("delete", collection + self._alias, filter=condition)

    def rows(self, collection: str, condition: str, fields: Sequence[str]) -> list[Row]:
        """The rows that pass; for as many as a request should give at once."""
        found = self._call("query", collection, filter=condition, output_fields=list(fields))
        return [dict(row) for row in found]

    def scan(self, collection: str, condition: str, fields: Sequence[str]) -> Iterator[Row]:
        """All rows that pass, however many, page by page."""
        asked = {"batch_size": _PAGE, "filter": condition, "output_fields": list(fields)}
        pages = self._call("query_iterator", collection, **asked)
        with self._named():
            while page := pages.next():
                yield from (dict(row) for row in page)
            pages.close()

    def count(self, collection: str, condition: str) -> int:
        found = self._call("query", collection, filter=condition, output_fields=["count(*)"])
        return int(found[0]["count(*)"])

    def search(
        self,
        collection: str,
        field: str,
        asked: object,
        n: int,
        condition: str,
        fields: Sequence[str],
    ) -> list[tuple[float, Row]]:
        """The ``n`` best rows of a search over one field, best first: what the engine says of each
        (of BM25 its size alone: milvus-lite gives it as a distance), and its fields."""
        (found,) = self._call(
            "search",
            collection,
            data=[asked],
            anns_field=field,
            limit=min(n, LIMIT),
            filter=condition,
            output_fields=list(fields),
            search_params={},
        )
        return [(float(hit["distance"]), dict(hit["entity"])) for hit in found]

    def close(self) -> None:
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _call(self, verb: str, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        named.setdefault("timeout", self._seconds)
        try:
            with self._named():
                return self._method(verb)(*given, **named)
        except _Unloaded:
            # After a restart a collection is there, but not in memory.
            with self._named():
                self._method("load_collection")(given[0], timeout=_LOADING)
                return self._method(verb)(*given, **named)

    def _method(self, verb: str) -> Callable[..., Any]:
        with self._lock:
            if self._client is None:
                self._client = _client(self.place, self._key, self._seconds)
            return getattr(self._client, verb)  # type: ignore[no-any-return]

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            import grpc
            from pymilvus.exceptions import MilvusException
        except ImportError as error:
            raise StoreAway(_LACKING) from error
        try:
            yield
        except MilvusException as error:
            if error.code in (_MISSING, _NO_ALIAS):
                raise CollectionMissing(str(error.message)) from error
            if error.code == _UNLOADED:
                raise _Unloaded from error
            raise StoreAway(self._away(str(error.message))) from error
        except grpc.RpcError as error:
            said = error.details() if isinstance(error, grpc.Call) else str(error)
            raise StoreAway(self._away(str(said))) from error

    def _away(self, reason: str) -> str:
        return f"Milvus at {self.place} does not do what it is asked: {reason[:300]}"


class _Unloaded(Exception):
    """The collection has to be loaded first."""


def _client(place: str, key: str, seconds: float) -> Any:  # noqa: ANN401
    from pymilvus import MilvusClient

    # It logs, with a traceback, every error that it raises.
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    return MilvusClient(f"http://{place}", token=key, timeout=seconds, dedicated=True)
