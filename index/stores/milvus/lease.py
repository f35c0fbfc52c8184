"""A lease: the right to write, held in Milvus for a while and renewed until it is given back.

Milvus has no transaction to take a lock by. So everybody who wants the lease writes a row of their
own first and looks at all rows then: who sees another that has not run out gives way. Of two at
once each sees the other, and at most one of any number holds it; who gave way tries again after a
moment of its own length. It needs reads that see every acknowledged write (consistency "Strong")
and clocks of the machines that differ by less than ``SECONDS``.
"""

import multiprocessing
import os
import random
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from secrets import token_hex
from threading import Event, Thread
from typing import Any

from index.store import StoreAway, StoreBusy
from index.stores.milvus.connection import CollectionMissing, Connection, Row

SECONDS = 15.0  # that a lease lasts; one of a killed process is free after them
_TRIES = 4
_PAUSE = 0.05  # seconds


@contextmanager
def held(connection: Connection) -> Iterator[Callable[[], None]]:
    """Hold the lease of an index; gives what raises StoreBusy once it is lost.

    Raises StoreBusy where another has it.
    """
    collection = f"{connection.name}_writers"
    _ensure(connection, collection)
    mine = token_hex(8)
    until = _acquired(connection, collection, mine)
    over = Event()
    state = {"until": until}

    def check() -> None:
        if time.monotonic() >= state["until"]:
            raise StoreBusy("The right to write was lost, as it could not be renewed in time.")

    def renew() -> None:
        while not over.wait(SECONDS / 3):
            with suppress(StoreAway, CollectionMissing):
                began = time.monotonic()
                connection.upsert(collection, [_row(mine)])
                if began < state["until"]:
                    state["until"] = began + SECONDS
                else:
                    return  # somebody else may have it by now

    renewing = Thread(target=renew, name="lease", daemon=True)
    renewing.start()
    try:
        yield check
    finally:
        over.set()
        renewing.join()
        with suppress(StoreAway, CollectionMissing):
            connection.delete(collection, f'pk == "{mine}"')


def _acquired(connection: Connection, collection: str, mine: str) -> float:
    """When it runs out, by this process's own clock."""
    for attempt in range(_TRIES):
        began = time.monotonic()
        connection.insert(collection, [_row(mine)])
        rows = connection.rows(collection, f'pk != "{mine}"', ["pk", "until", "holder"])
        others = [row for row in rows if row["until"] > time.time()]
        if not others:
            for row in rows:
                connection.delete(collection, f'pk == "{row["pk"]}"')
            return began + SECONDS
        connection.delete(collection, f'pk == "{mine}"')
        if attempt < _TRIES - 1:
            time.sleep(random.uniform(_PAUSE, 4 * _PAUSE))  # noqa: S311
    raise StoreBusy(
        f"{others[0]['holder']} is writing to {connection.name} in Milvus at {connection.place}; "
        "wait for it, or stop it."
    )


def _row(mine: str) -> Row:
    first = multiprocessing.parent_process()
    command = " ".join(sys.argv)[:200].encode("utf-8", "replace").decode()
    who = f"Process {first.pid if first else os.getpid()} on {socket.gethostname()} ({command})"
    return {"pk": mine, "until": time.time() + SECONDS, "holder": who, "place": [0.0, 0.0]}


def _ensure(connection: Connection, collection: str) -> None:
    if collection in connection.collections():
        return
    try:
        connection.create(collection, *_schema())
    except StoreAway:
        if collection not in connection.collections():  # another made it in this moment
            raise


def _schema() -> tuple[Any, Any]:
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("pk", DataType.VARCHAR, is_primary=True, max_length=64)
    schema.add_field("until", DataType.DOUBLE)
    schema.add_field("holder", DataType.VARCHAR, max_length=2_048)
    schema.add_field("place", DataType.FLOAT_VECTOR, dim=2)
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("place", index_type="FLAT", metric_type="L2")
    return schema, indexes
