"""The local store: SQLite is the truth, FAISS is a view of it, a directory is all it needs.

    <folder>/CURRENT             the name of the edition that is served
    <folder>/edition-…/          catalogue.sqlite, passages.view, statements.view
    <folder>/write.lock, writer  who writes

A rebuild writes an edition beside the served one; CURRENT is then replaced in one step. Names of
editions are never used twice, and an edition that readers still have open lives on until they end.
"""

import errno
import multiprocessing
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from secrets import token_hex
from sqlite3 import Connection
from threading import Lock

from filelock import FileLock, Timeout

from index.difference import Difference
from index.store import (
    Archived,
    BadArchive,
    Build,
    IndexExists,
    Manifest,
    StoreBusy,
    StoreDamaged,
    StoreOutdated,
    Writer,
)
from index.stores import catalogue
from index.stores.checkpoint import LISTS_FROM, write_checkpoints
from index.stores.edition import Edition
from index.stores.snapshot import LocalSnapshot

_EDITION = re.compile(r"edition-[0-9a-f]+")
_ATTEMPTS = 10  # to open an edition before the next switch takes it away


class LocalStore:
    """See ``index.store.Store``. Safe to use from several threads."""

    def __init__(self, folder: Path, *, lists_from: int = LISTS_FROM) -> None:
        """``lists_from``: rows from which on vectors are searched by inverted lists."""
        self.folder = folder
        self._lists_from = lists_from
        self._lock = Lock()
        self._edition = Edition(None)
        self._pointer = folder / "CURRENT"
        self._pointer_seen: tuple[int, int] | None = None
        self._read: tuple[str, Manifest | None] = "", None

    @property
    def manifest(self) -> Manifest | None:
        folder = self._served().folder
        if folder is None:
            return None
        name, manifest = self._read  # an edition is of one manifest for all its life
        if name != folder.name:
            manifest = self._manifest_of(folder.name)
            self._read = folder.name, manifest
        return manifest

    @contextmanager
    def snapshot(self) -> Iterator[LocalSnapshot]:
        with ExitStack() as stack:
            yield self._open(stack)

    @contextmanager
    def writer(self, manifest: Manifest, *, fresh: bool = False) -> Iterator[Writer]:
        # Here, because the rules by which speakers are merged take longer to import than a question
        # takes to answer, and no reader needs them.
        from index.stores.writer import LocalWriter

        self.folder.mkdir(parents=True, exist_ok=True)
        with self._writing():
            edition = self._edition_for(manifest, fresh=fresh)
            path = edition / catalogue.NAME
            with (
                self._room_made(edition),
                catalogue.damage_named(path),
                closing(catalogue.connect(path, writing=True)) as connection,
            ):
                checkpoint = partial(write_checkpoints, connection, edition, self._lists_from)
                publish = partial(self._publish, edition, connection)
                yield LocalWriter(connection, manifest.dimension, publish, checkpoint)

    def verify(self) -> Sequence[Difference]:
        from index.stores.verification import differences

        with self.snapshot() as snapshot:
            return differences(snapshot)

    def export(self, path: Path, *, folder: str | None = None) -> Archived:
        from index.stores import archive

        with self.snapshot() as snapshot:
            manifest = catalogue.manifest_of(snapshot.connection)
            if manifest is None:
                raise FileNotFoundError(errno.ENOENT, "There is no index", str(self.folder))
            return archive.write(snapshot, manifest, path, folder)

    def restore(self, path: Path, *, replace: bool = False) -> Archived:
        from index.stores import archive

        self.folder.mkdir(parents=True, exist_ok=True)
        with self._writing():
            if self._pointer.exists() and not replace:
                raise IndexExists(f"There is an index in {self.folder} already.")
            edition = self._new_edition()
            try:
                said = archive.unpack(path, edition)
                self._take_in(edition)
            except BaseException:
                shutil.rmtree(edition, ignore_errors=True)
                raise
            self._discard_others(edition)
            return said

    def close(self) -> None:
        self._edition.close()

    def _open(self, stack: ExitStack) -> LocalSnapshot:
        for _ in range(_ATTEMPTS):
            try:
                return stack.enter_context(self._served().snapshot())
            except FileNotFoundError:
                continue  # another edition took its place in this moment
        raise StoreDamaged(self._advice("names an index that is not there"))

    def _served(self) -> Edition:
        """The edition that CURRENT names now. Costs a stat where it did not change."""
        try:
            status = self._pointer.stat()
            seen = (status.st_ino, status.st_mtime_ns)
        except FileNotFoundError:
            seen = None
        with self._lock:
            if seen != self._pointer_seen:
                name = self._served_name()
                folder = self.folder / name if name else None
                if folder != self._edition.folder:
                    self._edition.close()
                    self._edition = Edition(folder)
                self._pointer_seen = seen
            return self._edition

    def _served_name(self) -> str | None:
        try:
            name = self._pointer.read_text("utf-8", "replace")
        except FileNotFoundError:
            return None
        if not _EDITION.fullmatch(name):
            raise StoreDamaged(self._advice("names no index"))
        return name

    def _manifest_of(self, name: str) -> Manifest | None:
        path = self.folder / name / catalogue.NAME
        try:
            with catalogue.damage_named(path), closing(catalogue.connect(path)) as connection:
                return catalogue.manifest_of(connection)
        except FileNotFoundError:
            raise StoreDamaged(self._advice("names an index that is not there")) from None

    def _edition_for(self, manifest: Manifest, *, fresh: bool) -> Path:
        """The directory to write to. An unfinished rebuild stays beside the one that is served
        until a pass over that is whole; beside another, leftovers of other writers are removed."""
        try:
            served = self._served_name()
            unchanged = served and not fresh and self._manifest_of(served) == manifest
        except StoreDamaged as error:
            if not (fresh or isinstance(error, StoreOutdated)):
                raise
            served, unchanged = None, False
        others = [path for path in self.folder.glob("edition-*") if path.name != served]
        if served and unchanged:
            return self.folder / served
        kept = self._unfinished(manifest, others)
        for path in others:
            if path != kept:
                shutil.rmtree(path, ignore_errors=True)
        if kept is None:
            kept = self._new_edition()
            catalogue.create(kept / catalogue.NAME, manifest).close()
        if served is None:
            self._serve(kept)  # the first one is answered from while it grows
        return kept

    def _new_edition(self) -> Path:
        edition = self.folder / f"edition-{token_hex(4)}"
        edition.mkdir()
        return edition

    def _unfinished(self, manifest: Manifest, editions: Sequence[Path]) -> Path | None:
        """What an earlier writer of this manifest left, if it can be gone on with."""
        for edition in editions:
            try:
                if self._manifest_of(edition.name) == manifest:
                    return edition
            except (StoreDamaged, TypeError):
                continue  # its writer was killed before it had a catalogue
        return None

    def _publish(self, edition: Path, connection: Connection, build: Build) -> None:
        served = self._served_name()
        beside = served is not None and served != edition.name
        after = self._generation() if beside else 0
        catalogue.note(connection, build, after=after)
        write_checkpoints(connection, edition, self._lists_from)
        connection.execute("PRAGMA optimize")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        if beside:
            self._serve(edition)
        self._discard_others(edition)

    @contextmanager
    def _room_made(self, edition: Path) -> Iterator[None]:
        """Where the disk is too full to write to what is served, an unfinished rebuild has to go,
        so that the next attempt has its room."""
        try:
            yield
        except OSError as error:
            if error.errno == errno.ENOSPC and self._served_name() == edition.name:
                self._discard_others(edition)
            raise

    def _discard_others(self, edition: Path) -> None:
        for other in self.folder.glob("edition-*"):
            if other != edition:
                _discard(other)

    def _take_in(self, edition: Path) -> None:
        """Serve an edition that came from elsewhere, once all of it is found to be sound."""
        from index.stores.verification import differences

        path = edition / catalogue.NAME
        with closing(catalogue.connect(path, writing=True)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            catalogue.follow(connection, after=self._generation())
            write_checkpoints(connection, edition, self._lists_from)
        taken = Edition(edition)
        try:
            with taken.snapshot() as snapshot:
                found = differences(snapshot)
        finally:
            taken.close()
        if found:
            raise BadArchive(f"What it holds does not agree: {found[0].where}: {found[0].what}")
        self._serve(edition)

    def _generation(self) -> int:
        try:
            with self.snapshot() as snapshot:
                return snapshot.generation
        except StoreDamaged:
            return 0  # nobody could have read one

    def _serve(self, edition: Path) -> None:
        """Point CURRENT to it, in one step that a crash leaves undone or done."""
        part = self._pointer.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            file.write(edition.name)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._pointer)
        for folder in (edition, self.folder):
            entry = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(entry)
            finally:
                os.close(entry)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        lock = FileLock(self.folder / "write.lock")
        named = self.folder / "writer"
        try:
            lock.acquire(timeout=0)
        except Timeout:
            try:
                holder = named.read_text("utf-8", "replace")
            except FileNotFoundError:
                holder = "Another process"
            raise StoreBusy(
                f"{holder} is writing to {self.folder}; wait for it, or stop it."
            ) from None
        try:
            # One of a server's processes would be begun anew: its first is the one to stop.
            first = multiprocessing.parent_process()
            command = " ".join(sys.argv)[:200]
            named.write_text(
                f"Process {first.pid if first else os.getpid()} ({command})", "utf-8", "replace"
            )
            yield
        finally:
            with suppress(OSError):
                named.unlink()
            lock.release()

    def _advice(self, reason: str) -> str:
        return (
            f"{self._pointer} {reason}. The documents are untouched; "
            "`onrecord index --rebuild` makes the index anew."
        )


def _discard(edition: Path) -> None:
    # First, so that a reader who comes too late finds it gone, and not broken.
    (edition / catalogue.NAME).unlink(missing_ok=True)
    shutil.rmtree(edition, ignore_errors=True)
