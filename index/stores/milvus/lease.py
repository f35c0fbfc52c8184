"""The right to write: a lease of each writer's own, turns that they take, and files they claim.

Milvus has no transaction to take a lock by, and no step that is done only if nothing has changed.
So each writer has a row of its own, which it renews while it lives, and

- *takes turns* with the others by Lamport's bakery algorithm (1974): it draws a ticket higher than
  all there are, and waits for those with lower ones. That needs nothing but reads which see every
  acknowledged write (consistency "Strong");
- *claims* files, each by a row that counts as long as its writer lives;
- *writes* through aliases of its own alone.

Whose row has run out is taken for dead by the next who has a turn. It may only have been stopped,
and go on later. So its aliases are dropped first: from then on Milvus itself refuses whatever it
writes. Then what it left half written is undone, and at last its rows go. Should the next die in
that, the one after it does the same again.

Rows run out by the clocks of machines, which may differ: who is taken for dead too early loses the
work in hand, who is so too late is waited for. What is stored is true either way.
"""

import multiprocessing
import os
import socket
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from secrets import token_hex
from threading import Event, Lock, Thread
from typing import Any

from index.store import StoreAway, StoreBusy, StoreDamaged
from index.stores.milvus import edition as editions
from index.stores.milvus.connection import CollectionMissing, Connection, Row, among, key
from index.stores.milvus.edition import Edition

SECONDS = 6.0  # that a lease lasts; as long do the others wait for a killed writer's turn
_PAUSE = 0.02  # seconds between two looks, for each that is waited for
_TRIES, _MAKING = 20, 0.25  # how often, and seconds between, another's new collection is tried
_NONE, _DRAWING = 0, -1  # tickets: waits for no turn; draws one
_FIELDS = ("pk", "holder", "who", "until", "ticket", "edition", "alone", "place")
_WRITERS = 'who != ""'
_LOST = "The right to write was lost, as it was not renewed in time; another writer goes on."


@contextmanager
def held(connection: Connection) -> Iterator["Lease"]:
    """Hold a lease of an index. What fails midway in a turn stays this writer's to undo, and when
    it ends with that, another's."""
    lease = Lease(connection)
    lease.begin()
    try:
        yield lease
    finally:
        lease.end()


class Lease:
    """One writer's. For the thread that holds it; another renews it."""

    def __init__(self, connection: Connection) -> None:
        self._own = token_hex(8)
        self._plain = connection
        self.connection = connection.fenced(self._own)
        """For all that this writer writes. What comes too late raises CollectionMissing."""
        self.others: Sequence[Row] = ()
        """The rows of the other writers, as of the turn."""
        self.writing = False
        """Whether something may be half written; the turn lasts until it is not."""
        self._collection = f"{connection.name}_leases"
        self._row: Row = {
            "pk": self._own, "holder": self._own, "who": _who(), "until": 0.0, "ticket": _NONE,
            "edition": "", "alone": False, "place": [0.0, 0.0],
        }  # fmt: skip
        self._lock = Lock()
        self._over = Event()
        self._judging = float("-inf")  # from when on others' rows that ran out mean something
        self._renewing = Thread(target=self._renew, name="lease", daemon=True)

    def begin(self) -> None:
        _ensure(self._plain, self._collection)
        self._plain.create_alias(self._collection, self._alias(self._collection))
        self._write()
        self._renewing.start()

    def end(self) -> None:
        self._over.set()
        self._renewing.join()
        if self.writing:
            return  # the next undoes it, and buries this one
        with suppress(StoreAway, CollectionMissing):
            self._bar(self._row)
            self._plain.delete(self._collection, f'holder == "{self._own}"')

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else writes meanwhile, and nothing of others is left half written.

        Raises StoreBusy where the lease was lost, StoreAway.
        """
        try:
            if self.writing:
                self._undo()
            else:
                for dead in self._queue():
                    self._bury(dead)
            yield
        except CollectionMissing as error:
            self.writing = False  # who took this one for dead has undone it
            raise StoreBusy(_LOST) from error
        finally:
            if not self.writing:
                with suppress(StoreAway, CollectionMissing):
                    self._write(ticket=_NONE)

    def adopt(self, edition: Edition, *, alone: bool = False) -> None:
        """Go over to writing this edition; ``alone``: let nobody join. In a turn."""
        if self._row["edition"] != edition.prefix:
            self._drop_aliases(self._row["edition"], self._own)
            self._write(edition=edition.prefix)
            for collection in edition.all:
                self._plain.create_alias(collection, self._alias(collection))
        # Goes through an alias that is dropped before those above: who was taken for dead before
        # they were there is told so here, and who is so later loses them.
        self._write(alone=alone)

    def claimed(self, names: Collection[str]) -> set[str]:
        """Those of some names that another living writer has claimed. In a turn."""
        living = {row["holder"] for row in self.others}
        condition = among("pk", list(map(_claim, names)))
        rows = self._plain.rows(self._collection, condition, ["pk", "holder"])
        held = {row["pk"] for row in rows if row["holder"] in living}
        return {name for name in names if _claim(name) in held}

    def claim(self, names: Collection[str]) -> None:
        """Claim these instead of those before. In a turn."""
        own = f'holder == "{self._own}" and who == ""'
        self.connection.delete(self._collection, own)
        rows = [self._row | {"pk": _claim(name), "who": ""} for name in names]
        self.connection.upsert(self._collection, rows)

    def _queue(self) -> Sequence[Row]:
        """Wait for the turn; gives the rows of those who are taken for dead."""
        self._write(ticket=_DRAWING)
        highest = max((row["ticket"] for row in self._rows()), default=_NONE)
        self._write(ticket=1 + max(highest, _NONE))  # others may be drawing, which is no ticket
        while True:
            rows = self._rows()
            dead = [row for row in rows if self._ran_out(row)]
            self.others = [row for row in rows if row not in dead]
            before = sum(row["ticket"] == _DRAWING or self._before(row) for row in self.others)
            if not before:
                return dead
            time.sleep(_PAUSE * before)

    def _before(self, other: Row) -> bool:
        mine = (self._row["ticket"], self._own)
        return bool(other["ticket"] > _NONE and (other["ticket"], other["pk"]) < mine)

    def _bury(self, dead: Row) -> None:
        self._bar(dead)
        own, its = Edition(self._row["edition"]), Edition(dead["edition"])
        if its.catalogue in self._plain.collections():
            self.adopt(its)
            with suppress(StoreDamaged):  # it was killed before its edition was whole
                self._undo()
            if own.prefix:
                self.adopt(own)
        self.connection.delete(self._collection, f'holder == "{dead["holder"]}"')

    def _bar(self, row: Row) -> None:
        """Let nothing more of a writer through."""
        self._plain.drop_alias(f"{self._collection}_{row['holder']}")
        self._drop_aliases(row["edition"], row["holder"])

    def _undo(self) -> None:
        """Take back what a writer left half written in the edition of this one."""
        catalogue = Edition(self._row["edition"]).catalogue
        editions.recover(self.connection, editions.read(self._plain, catalogue))
        self.writing = False

    def _rows(self) -> list[Row]:
        """Of all other writers."""
        rows = self._plain.rows(self._collection, _WRITERS, _FIELDS)
        return [row for row in rows if row["pk"] != self._own]

    def _ran_out(self, row: Row) -> bool:
        return bool(row["until"] < time.time() and time.monotonic() >= self._judging)

    def _renew(self) -> None:
        failed = False
        while not self._over.wait(SECONDS / 3):
            try:
                self._write()
            except StoreAway:
                failed = True
            except CollectionMissing:
                return
            else:
                if failed:  # so did the others' renewals; they get time for it
                    self._judging = time.monotonic() + SECONDS
                failed = False

    def _write(self, **fields: Any) -> None:  # noqa: ANN401
        with self._lock:
            self._row |= fields | {"until": time.time() + SECONDS}
            self.connection.upsert(self._collection, [self._row])

    def _drop_aliases(self, edition: str, own: str) -> None:
        for collection in Edition(edition).all if edition else ():
            self._plain.drop_alias(f"{collection}_{own}")

    def _alias(self, collection: str) -> str:
        return f"{collection}_{self._own}"


def _who() -> str:
    first = multiprocessing.parent_process()
    command = " ".join(sys.argv)[:200].encode("utf-8", "replace").decode()
    return f"Process {first.pid if first else os.getpid()} on {socket.gethostname()} ({command})"


def _claim(name: str) -> str:
    return f"claim:{key(name)}"


def _ensure(connection: Connection, collection: str) -> None:
    """Have the collection there; of several who make it at once all but one wait for that one."""
    for left in reversed(range(_TRIES)):
        there = collection in connection.collections()
        try:
            if not there:
                connection.create(collection, *_schema())
            connection.rows(collection, 'pk == ""', ["pk"])
        except (StoreAway, CollectionMissing):
            if not left:
                raise
            time.sleep(_MAKING)
        else:
            return


def _schema() -> tuple[Any, Any]:
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("pk", DataType.VARCHAR, is_primary=True, max_length=256)
    schema.add_field("holder", DataType.VARCHAR, max_length=64)
    schema.add_field("who", DataType.VARCHAR, max_length=2_048)
    schema.add_field("until", DataType.DOUBLE)
    schema.add_field("ticket", DataType.INT64)
    schema.add_field("edition", DataType.VARCHAR, max_length=256)
    schema.add_field("alone", DataType.BOOL)
    schema.add_field("place", DataType.FLOAT_VECTOR, dim=2)
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("place", index_type="FLAT", metric_type="L2")
    return schema, indexes
