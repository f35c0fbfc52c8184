"""The store on Milvus, for an index that is larger than a machine. See ``index.store.Store``.

Everything is in Milvus: any number of processes on any number of machines read it, and write to it
in turns. A rebuild writes an edition beside the served one; the alias is then led to it in one
step. What is not served any more, and rows that were taken out, stay for ``KEPT`` seconds for those
who still read them, and go when somebody writes after that.
"""

import errno
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from index.difference import Difference
from index.store import (
    Archived,
    Build,
    IndexExists,
    Manifest,
    StoreBusy,
    StoreDamaged,
    StoreOutdated,
    Writer,
)
from index.stores.milvus import edition as editions
from index.stores.milvus.connection import SECONDS, CollectionMissing, Connection, Row
from index.stores.milvus.edition import Edition, State
from index.stores.milvus.reader import EmptyReader, Reader
from index.stores.milvus.roll import Rolls
from index.stores.milvus.snapshot import MilvusSnapshot

KEPT = 600.0  # seconds; no question takes as long
_PATIENCE = 6  # nobody waits for a writer, and a large document takes its time
_NOTHING = State(Edition(""), Manifest("", 0, "", ""))


class MilvusStore:
    """Safe to use from several threads. Every verb raises StoreAway too."""

    def __init__(
        self, address: str, *, key: str = "", seconds: float = SECONDS, kept: float = KEPT
    ) -> None:
        """``address``: see ``index.stores.located``; ``key``: what the server asks for;
        ``seconds`` that a reader's request may take (a writer's: some times that), ``kept`` that
        what is gone can still be read. Reaches for nothing yet. Raises ValueError."""
        self._connection = Connection(address, key, seconds=seconds)
        self._patient = Connection(address, key, seconds=_PATIENCE * seconds)
        self._kept = int(kept * 1e6)
        self._rolls = Rolls()

    @property
    def manifest(self) -> Manifest | None:
        state = editions.served(self._connection)
        return state.manifest if state else None

    @contextmanager
    def snapshot(self) -> Iterator[MilvusSnapshot]:
        state = editions.served(self._connection)
        kind, state = (Reader, state) if state else (EmptyReader, _NOTHING)
        yield MilvusSnapshot(kind(self._connection, state), self._rolls.at)

    @contextmanager
    def writer(
        self, manifest: Manifest, *, fresh: bool = False, alone: bool = False
    ) -> Iterator[Writer]:
        """Any number at once, if all of them write to one edition and none is to be ``alone``."""
        from index.stores.milvus.lease import held
        from index.stores.milvus.writer import MilvusWriter

        with held(self._patient) as lease:
            with lease.turn():
                state = self._edition_for(manifest, lease.others, fresh=fresh, alone=alone)
                lease.adopt(state.edition, alone=alone)
                if not lease.others:
                    editions.recover(lease.connection, state)
            yield MilvusWriter(lease, state, self._publish)

    def verify(self) -> Sequence[Difference]:
        from index.stores.milvus.verification import differences

        state = editions.served(self._patient)
        return differences(Reader(self._patient, state)) if state else []

    def export(self, path: Path, *, folder: str | None = None) -> Archived:
        """As the local store's: an archive can be taken in by either."""
        from index.stores.local import LocalStore
        from index.stores.milvus.transfer import copy

        state = editions.served(self._connection)
        if state is None:
            raise FileNotFoundError(errno.ENOENT, "There is no index", self._connection.name)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as beside:
            local = LocalStore(Path(beside))
            try:
                with local.writer(state.manifest) as writer:
                    copy(Reader(self._patient, state), writer)
                return local.export(path, folder=folder)
            finally:
                local.close()

    def restore(self, path: Path, *, replace: bool = False) -> Archived:
        from index.stores.local import LocalStore
        from index.stores.milvus.transfer import take_in

        if editions.served(self._connection) and not replace:
            raise IndexExists(f"There is an index {self._connection.name} in Milvus already.")
        with tempfile.TemporaryDirectory() as beside:
            local = LocalStore(Path(beside))
            try:
                said = local.restore(path)
                with self.writer(said.manifest, fresh=True, alone=True) as writer:
                    take_in(local, said.manifest, writer)
                return said
            finally:
                local.close()

    def close(self) -> None:
        self._connection.close()
        self._patient.close()

    def _edition_for(
        self, manifest: Manifest, others: Sequence[Row], *, fresh: bool, alone: bool
    ) -> State:
        """The edition to write to; leftovers of other writers are removed.

        Raises StoreBusy where writers who live do not go with that.
        """
        connection, served = self._patient, None
        try:
            served = editions.served(connection)
            unchanged = served is not None and not fresh and served.manifest == manifest
        except StoreDamaged as error:
            if not (fresh or isinstance(error, StoreOutdated)):
                raise
            unchanged = False
        kept, over = served if unchanged else None, []
        for edition in editions.editions(connection):
            if served and edition == served.edition:
                continue
            found = self._unfinished(edition)
            if found and found.retired:
                if found.retired + self._kept < editions.now():
                    over.append(edition)
            elif found and kept is None and found.manifest == manifest:
                kept = found
            else:
                over.append(edition)
        for row in others:
            if not row["edition"]:
                continue  # it has yet to choose one
            if alone or row["alone"] or row["edition"] != (kept.edition.prefix if kept else ""):
                raise StoreBusy(
                    f"{row['who']} is writing to {connection.name} in Milvus at "
                    f"{connection.place}; wait for it, or stop it."
                )
        if kept is None:
            kept = editions.create(connection, manifest)
        if served is None:
            editions.serve(connection, kept)  # the first one is answered from while it grows
        for edition in over:
            editions.drop(connection, edition)
        return kept

    def _unfinished(self, edition: Edition) -> State | None:
        try:
            return editions.read(self._patient, edition.catalogue)
        except (StoreDamaged, CollectionMissing, TypeError):
            return None  # its writer was killed before it was whole

    def _publish(self, fenced: Connection, state: State, build: Build) -> State:
        connection = self._patient
        served = editions.served(connection)
        beside = served is not None and served.edition != state.edition
        last = max(state.generation, served.generation if served else 0)
        until = editions.now() - self._kept
        state = replace(state, generation=editions.after(last), last_build=build, retired=None)
        if until > state.purged:
            state = replace(state, purged=until)
        editions.write(fenced, state)
        if served is not None and beside:
            editions.write(connection, replace(served, retired=editions.now()))
            editions.serve(connection, state)
        editions.purge(fenced, state, until)
        return state
