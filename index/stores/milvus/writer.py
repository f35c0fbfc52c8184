"""The writer of an index in Milvus: documents in and out, each whole in one generation.

Milvus takes few large writes far faster than many small ones, so what may be put together is: it
waits for the next turn, which begins by writing it.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import islice

from index.corrections import Corrections
from index.difference import Difference
from index.documents import Document
from index.rulings import Rulings
from index.store import Build, Claim, Entry, FileRecord, StoreBusy
from index.stores.milvus import edition as editions
from index.stores.milvus.connection import Connection, Row, key
from index.stores.milvus.edition import State
from index.stores.milvus.entries import entry_of, insert, remove
from index.stores.milvus.lease import Lease
from index.stores.milvus.links import called, joined_with, relink
from index.stores.milvus.reader import Reader
from index.stores.milvus.rows import day, document_of, file_of, said_of
from index.stores.milvus.snapshot import corrections_of
from index.stores.milvus.transaction import Transaction
from index.stores.writer import check

_LOOKED_AT = 200  # files in one condition
_PARTS = 8  # of what is left, one is claimed at once
# What is put together waits until it is so much, or another is put so long after the last turn
_MOST_WAITING, _LONGEST_WAITING = 64, 500_000  # documents, characters of their texts
_SECONDS_WAITING = 1.0


class MilvusWriter:
    """See ``index.store.Writer``. For the thread that holds it.

    Of several writers each takes turns, a verb each, and goes on from what the others committed.
    """

    def __init__(
        self,
        lease: Lease,
        state: State,
        publish: Callable[[Connection, State, Build], State],
    ) -> None:
        self._lease = lease
        self._connection = lease.connection
        self._state = state
        self._publish = publish
        self._looked = state.generation  # up to which the holder knows the files
        self._own: set[int] = set()  # generations after it that this writer made
        self._overtaken = False  # whether others committed since the holder saw all files
        self._waiting: list[tuple[FileRecord, Entry]] | None = None  # None: nothing is to wait
        self._turned = 0.0  # when the last turn ended
        self._corrections: Corrections
        self._rulings: Rulings
        self._take_in_corrections()

    @property
    def _reader(self) -> Reader:
        return Reader(self._connection, self._state)

    @contextmanager
    def together(self) -> Iterator[None]:
        self._waiting, self._turned = [], time.monotonic()
        try:
            yield
            self._settle()
        finally:
            self._waiting = None

    def files(self) -> Sequence[FileRecord]:
        self._settle()
        self._looked, self._overtaken = self._state.generation, False
        return sorted(map(file_of, self._reader.all("file")), key=lambda file: file.path)

    def claim(self, paths: Collection[str], most: int) -> Claim:
        """A smaller part the fewer are left, so that writers end at about the same time."""
        most = max(1, min(most, len(paths) // _PARTS))
        taken: list[str] = []
        records: list[FileRecord] = []
        left = iter(paths)
        with self._turn():
            while len(taken) < most and (some := list(islice(left, _LOOKED_AT))):
                rows = self._reader.looked_up("file", id=list(map(key, some)))
                records += map(file_of, rows)
                others = self._lease.claimed(some)
                taken += [path for path in some if path not in others]
            del taken[most:]
            self._lease.claim(taken)
            self._looked = self._state.generation
            self._own.clear()
        return Claim(taken, records)

    def entry(self, document_id: str) -> Entry | None:
        for _, entry in reversed(self._waiting or ()):
            if entry.document.id == document_id:
                return entry
        return entry_of(self._reader, document_id, self._state.manifest.dimension)

    def put(self, file: FileRecord, entry: Entry) -> None:
        check(entry, self._state.manifest.dimension)
        if file.document_id != entry.document.id:
            raise ValueError(f"{file.path} is said to hold another document than its entry")
        if self._waiting is None:
            with self._transaction() as change:
                self._put(change, [(file, entry)])
            return
        self._waiting.append((file, entry))
        held = sum(len(waiting.document.text) for _, waiting in self._waiting)
        late = time.monotonic() - self._turned >= _SECONDS_WAITING
        if late or held >= _LONGEST_WAITING or len(self._waiting) >= _MOST_WAITING:
            self._settle()

    def point(
        self,
        file: FileRecord,
        *,
        instead_of: str | None = None,
        document: Document | None = None,
    ) -> None:
        with self._transaction() as change:
            touched = self._record(change, [file])
            if document is not None:
                _rename(change, document)
            if instead_of is not None and instead_of != file.path:
                touched |= self._forget(change, [instead_of])
            relink(change, touched, self._rulings)

    def forget(self, paths: Iterable[str]) -> None:
        with self._transaction() as change:
            relink(change, self._forget(change, list(paths)), self._rulings)

    def corrections(self) -> Corrections:
        return self._corrections

    def correct(self, corrections: Corrections) -> None:
        if corrections == self._corrections:
            return
        rulings = Rulings(corrections)
        with self._transaction() as change:
            named = called(change, self._rulings.names | rulings.names)
            before = joined_with(change, named, self._rulings)
            for row in change.find("corrections", id=["all"]):
                change.end("catalogue", row)
            change.add("corrections", "all", corrections.to_json())
            relink(change, before, rulings)
        self._corrections, self._rulings = corrections, rulings

    def mend(self, differences: Collection[Difference]) -> Sequence[str]:
        from index.stores.milvus.verification import mend

        with self._transaction() as change:
            return mend(change, differences, self._rulings)

    def finish(self, build: Build) -> None:
        with self._turn():
            self._state = self._publish(self._connection, self._state, build)

    def _settle(self) -> None:
        """Write what waits."""
        if self._waiting:
            with self._turn():
                pass

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._lease.turn():
            latest = editions.read(self._connection, self._state.edition.catalogue)
            overtaken = latest.generation != self._state.generation
            self._state = latest
            if overtaken:
                self._overtaken = True
                self._take_in_corrections()
            if self._waiting:
                with self._change() as change:
                    self._put(change, self._waiting)
                self._waiting.clear()
            yield
        self._turned = time.monotonic()

    @contextmanager
    def _transaction(self) -> Iterator[Transaction]:
        with self._turn(), self._change() as change:
            yield change

    @contextmanager
    def _change(self) -> Iterator[Transaction]:
        """A transaction in a turn."""
        change = Transaction(self._connection, self._state)
        yield change
        self._lease.writing = True
        self._state = change.commit()
        self._lease.writing = False
        self._own.add(self._state.generation)

    def _put(self, change: Transaction, some: Sequence[tuple[FileRecord, Entry]]) -> None:
        entries = {key(entry.document.id): entry for _, entry in some}
        stored = change.find("document", id=entries)
        for row in filter(self._unknown, stored):
            del entries[row["id"]]
        touched = remove(change, entries)
        for entry in entries.values():
            touched |= insert(change, entry)
        touched |= self._record(change, [file for file, _ in some])
        relink(change, touched, self._rulings)

    def _take_in_corrections(self) -> None:
        self._corrections = corrections_of(self._reader.looked_up("corrections", id=["all"]))
        self._rulings = Rulings(self._corrections)

    def _unknown(self, row: Row) -> bool:
        """Whether another writer put this after the holder of this one last looked."""
        return row["born"] > self._looked and row["born"] not in self._own

    def _record(self, change: Transaction, files: Sequence[FileRecord]) -> set[str]:
        """Set the rows of files; gives the blocks of the documents that thereby lost their last
        file, and of those of which corrections speak by these paths."""
        by_path = {file.path: file for file in files}
        held = {file.document_id for file in by_path.values() if file.document_id is not None}
        stored = {row["id"] for row in change.find("document", id=list(map(key, held)))}
        former = self._end(change, by_path)
        touched = set[str]()
        for path, file in by_path.items():
            if file.document_id is not None and key(file.document_id) not in stored:
                if self._overtaken:
                    raise StoreBusy(f"Another writer has taken out the document of {path}.")
                raise ValueError(f"{path} is said to hold a document that is not stored")
            own = key(file.document_id) if file.document_id is not None else ""
            change.add("file", path, asdict(file), document=own)
            if former.get(path) == file.document_id:
                former.pop(path, None)
            else:
                touched |= self._corrected(change, path, former.get(path), file.document_id)
        return touched | _remove_unless_held(change, former.values())

    def _forget(self, change: Transaction, paths: Collection[str]) -> set[str]:
        former = self._end(change, paths)
        touched = set[str]()
        for path, document_id in former.items():
            touched |= self._corrected(change, path, document_id)
        return touched | _remove_unless_held(change, former.values())

    def _end(self, change: Transaction, paths: Collection[str]) -> dict[str, str | None]:
        """Take out the rows of files; gives the documents they held, by path."""
        former = {}
        for row in change.find("file", id=list(map(key, paths))):
            change.end("catalogue", row)
            former[row["payload"]["path"]] = row["payload"]["document_id"]
        return former

    def _corrected(self, change: Transaction, path: str, *documents: str | None) -> set[str]:
        """The blocks of documents, where a correction is about the file of this path alone."""
        if path not in self._rulings.paths:
            return set()
        own = [key(id) for id in documents if id]
        return {row["payload"]["block"] for row in change.find("profile", document=own)}


def _remove_unless_held(change: Transaction, documents: Iterable[str | None]) -> set[str]:
    """Take out the documents that no file has any more."""
    left = {key(id) for id in documents if id is not None}
    return remove(change, left - {row["document"] for row in change.find("file", document=left)})


def _rename(change: Transaction, named: Document) -> None:
    """Give a document the title, date and origin of its new name, wherever they stand."""
    own = [key(named.id)]
    for row in change.find("document", id=own):
        told = replace(
            document_of(row), title=named.title, published=named.published, origin=named.origin
        )
        change.replace("catalogue", row, payload=row["payload"] | said_of(told))
    for row in change.rows("passages", document=own):
        if row["published"] != day(named.published):
            change.replace("passages", row, published=day(named.published))
    for row in change.rows("statements", document=own):
        told_of = {"title": named.title, "published": named.published and f"{named.published}"}
        change.replace(
            "statements", row, payload=row["payload"] | told_of, published=day(named.published)
        )
