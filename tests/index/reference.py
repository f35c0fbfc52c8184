"""A reference store: the contract by brute force, as plainly as it can be put.

It keeps entries in memory and makes everything else of them each time it is asked: speakers from
all profiles, scores from all rows. What the other stores say is compared with what it says.
"""

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from index.corrections import Corrections
from index.difference import Difference
from index.documents import Document
from index.rulings import Rulings
from index.store import Archived, Build, Claim, Entry, FileRecord, Manifest, StoreBusy
from index.stores.writer import check
from tests.index.reference_snapshot import ReferenceSnapshot, State


class ReferenceWriter:
    """See ``index.store.Writer``."""

    def __init__(self, store: "ReferenceStore", state: State) -> None:
        self._store = store
        self._state = state

    def files(self) -> Sequence[FileRecord]:
        return ReferenceSnapshot(self._state).files()

    def claim(self, paths: Collection[str], most: int) -> Claim:  # noqa: ARG002
        return Claim(tuple(paths))

    def together(self) -> AbstractContextManager[None]:
        return nullcontext()

    def entry(self, document_id: str) -> Entry | None:
        return self._state.entries.get(document_id)

    def put(self, file: FileRecord, entry: Entry) -> None:
        assert self._state.manifest
        check(entry, self._state.manifest.dimension)
        self._commit(file, {**self._state.entries, entry.document.id: entry})

    def point(
        self,
        file: FileRecord,
        *,
        instead_of: str | None = None,
        document: Document | None = None,
    ) -> None:
        entries = dict(self._state.entries)
        if document is not None:
            entry = entries[document.id]
            told = replace(
                entry.document, title=document.title, published=document.published,
                origin=document.origin,
            )  # fmt: skip
            entries[document.id] = replace(entry, document=told)
        self._commit(file, entries, [instead_of] if instead_of != file.path else [])

    def forget(self, paths: Iterable[str]) -> None:
        self._commit(None, self._state.entries, paths)

    def corrections(self) -> Corrections:
        return self._state.corrections

    def correct(self, corrections: Corrections) -> None:
        Rulings(corrections)
        self._write(replace(self._state, corrections=corrections))

    def mend(self, _: Collection[Difference]) -> Sequence[str]:
        return []

    def finish(self, build: Build) -> None:
        self._write(replace(self._state, build=build), served=True)

    def _commit(
        self,
        file: FileRecord | None,
        entries: Mapping[str, Entry],
        without: Iterable[str | None] = (),
    ) -> None:
        gone = set(without)
        files = {path: each for path, each in self._state.files.items() if path not in gone}
        if file is not None:
            files[file.path] = file
        self._write(self._state.with_files(files, entries))

    def _write(self, state: State, *, served: bool = False) -> None:
        following = max(state.generation, self._store.served.generation) + 1
        new = replace(state, generation=following)
        if served or self._store.served is self._state:
            self._store.served, self._store.beside = new, None
        else:
            self._store.beside = new
        self._state = new


class ReferenceStore:
    """See ``index.store.Store``. Of one process, and gone with it."""

    def __init__(self) -> None:
        self.served = State()
        self.beside: State | None = None
        self._written = False
        self._snapshot = ReferenceSnapshot(self.served)

    @property
    def manifest(self) -> Manifest | None:
        return self.served.manifest

    @contextmanager
    def snapshot(self) -> Iterator[ReferenceSnapshot]:
        if self._snapshot.generation != self.served.generation:
            self._snapshot = ReferenceSnapshot(self.served)
        yield self._snapshot

    @contextmanager
    def writer(self, manifest: Manifest, *, fresh: bool = False) -> Iterator[ReferenceWriter]:
        if self._written:
            raise StoreBusy(f"Process {os.getpid()} ({sys.argv[0]}) is writing")
        self._written = True
        try:
            if self.served.manifest is None:
                self.served = State(1, manifest)
            if self.served.manifest == manifest and not fresh:
                self.beside = None
            elif self.beside is None or self.beside.manifest != manifest:
                self.beside = State(manifest=manifest)
            yield ReferenceWriter(self, self.beside or self.served)
        finally:
            self._written = False

    def verify(self) -> Sequence[Difference]:
        return []

    def export(self, path: Path, *, folder: str | None = None) -> Archived:
        raise NotImplementedError("it is gone with its process")

    def restore(self, path: Path, *, replace: bool = False) -> Archived:
        raise NotImplementedError("it is gone with its process")

    def close(self) -> None:
        pass
