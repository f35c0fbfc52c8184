"""An edition: one whole index in one directory, all of one manifest, and its open connections."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock

from index.store import What
from index.stores import catalogue
from index.stores.checkpoint import checkpoint_path, load
from index.stores.memory import Memory
from index.stores.snapshot import LocalSnapshot
from index.stores.view import View, build, catch_up

_IDLE = 8  # connections kept open for the next snapshot


class Views:
    """The views of one edition: loaded when first needed, kept up with the catalogue.

    Safe to use from several threads.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._lock = Lock()
        self._latest: dict[What, View] = {}

    def latest(self) -> dict[What, View]:
        """What is in memory now. Taken before a transaction begins, it is never ahead of it."""
        return dict(self._latest)

    def at(
        self,
        connection: sqlite3.Connection,
        generation: int,
        held: Mapping[What, View],
        what: What,
    ) -> View:
        """The view of the generation that ``connection`` reads.

        ``held`` are earlier ones to start from where the latest is already beyond. Costs a reading
        of the checkpoint at first, then of the rows that were added since.
        """
        latest = self._latest.get(what)
        if latest and latest.generation == generation:
            return latest
        with self._lock:
            latest = self._latest.get(what)
            ahead = latest is None or latest.generation > generation
            start = held.get(what) if ahead else latest
            view = self._caught_up(what, connection, generation, start)
            if latest is None or latest.generation < generation:
                self._latest[what] = view
            return view

    def _caught_up(
        self, what: What, connection: sqlite3.Connection, generation: int, start: View | None
    ) -> View:
        if start:
            view = catch_up(start, what, connection, generation)
            if view:
                return view
        if self._folder:
            saved = load(checkpoint_path(self._folder, what), catalogue.identity_of(connection))
            if saved and saved.generation <= generation:
                view = catch_up(saved, what, connection, generation)
                if view:
                    return view
        return build(what, connection, generation)


class Edition:
    """What is served while no other takes its place. Safe to use from several threads."""

    def __init__(self, folder: Path | None) -> None:
        """``folder``: None is the edition before the first, with nothing in it."""
        self.folder = folder
        self._path = folder / catalogue.NAME if folder else None
        self._views = Views(folder)
        self._idle: list[sqlite3.Connection] = []
        self._lock = Lock()
        self._closed = False
        self._memory = Memory(-1)

    @contextmanager
    def snapshot(self) -> Iterator[LocalSnapshot]:
        """Raises FileNotFoundError where the directory is gone: another is served by now."""
        with catalogue.damage_named(self._path):
            connection = self._take()
            try:
                # Before the transaction begins, so that what is held is never ahead of it.
                held = self._views.latest()
                connection.execute("BEGIN")
                generation = catalogue.generation_of(connection)
                views = partial(self._views.at, connection, generation, held)
                yield LocalSnapshot(connection, self._memory_of(generation), views)
            finally:
                self._give_back(connection)

    def close(self) -> None:
        """Let go of the connections; those of open snapshots follow when these end."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        if self._path is None:
            return catalogue.create(None, None)
        return catalogue.connect(self._path)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        with self._lock:
            kept = not self._closed and len(self._idle) < _IDLE
            if kept:
                self._idle.append(connection)
        if not kept:
            connection.close()

    def _memory_of(self, generation: int) -> Memory:
        """The latest generation's is kept for the next snapshot."""
        memory = self._memory
        if memory.generation != generation:
            memory = Memory(generation)
            if generation > self._memory.generation:
                self._memory = memory
        return memory
