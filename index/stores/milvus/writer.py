"""The writer of an index in Milvus: documents in and out, each in one generation."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace

from index.corrections import Corrections
from index.documents import Document
from index.rulings import Rulings
from index.store import Build, Difference, Entry, FileRecord
from index.stores.milvus.connection import Connection, key
from index.stores.milvus.edition import State, recover
from index.stores.milvus.entries import entry_of, insert, remove
from index.stores.milvus.links import called, joined_with, relink
from index.stores.milvus.reader import Reader
from index.stores.milvus.rows import day, document_of, file_of, said_of
from index.stores.milvus.snapshot import corrections_of
from index.stores.milvus.transaction import Transaction
from index.stores.writer import check


class MilvusWriter:
    """See ``index.store.Writer``. For the thread that holds it."""

    def __init__(
        self,
        connection: Connection,
        state: State,
        held: Callable[[], None],
        publish: Callable[[State, Build], State],
    ) -> None:
        """``held`` raises StoreBusy where the right to write is lost."""
        self._connection = connection
        self._state = state
        self._held = held
        self._publish = publish
        self._whole = False
        self._corrections = corrections_of(self._reader.looked_up("corrections", id=["all"]))
        self._rulings = Rulings(self._corrections)

    @property
    def _reader(self) -> Reader:
        return Reader(self._connection, self._state)

    def files(self) -> Sequence[FileRecord]:
        return sorted(map(file_of, self._reader.all("file")), key=lambda file: file.path)

    def entry(self, document_id: str) -> Entry | None:
        return entry_of(self._reader, document_id, self._state.manifest.dimension)

    def put(self, file: FileRecord, entry: Entry) -> None:
        check(entry, self._state.manifest.dimension)
        if file.document_id != entry.document.id:
            raise ValueError(f"{file.path} is said to hold another document than its entry")
        with self._transaction() as change:
            touched = remove(change, entry.document.id) | insert(change, entry)
            relink(change, touched | self._record(change, file), self._rulings)

    def point(
        self,
        file: FileRecord,
        *,
        instead_of: str | None = None,
        document: Document | None = None,
    ) -> None:
        with self._transaction() as change:
            touched = self._record(change, file)
            if document is not None:
                _rename(change, document)
            if instead_of is not None and instead_of != file.path:
                touched |= self._forget(change, instead_of)
            relink(change, touched, self._rulings)

    def forget(self, paths: Iterable[str]) -> None:
        with self._transaction() as change:
            touched = set[str]().union(*(self._forget(change, path) for path in paths))
            relink(change, touched, self._rulings)

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
        self._held()
        self._recover()
        self._state = self._publish(self._state, build)

    @contextmanager
    def _transaction(self) -> Iterator[Transaction]:
        self._held()
        self._recover()
        change = Transaction(self._connection, self._state)
        yield change
        self._held()
        self._whole = False  # until all of it is written
        self._state = change.commit()
        self._whole = True

    def _recover(self) -> None:
        if not self._whole:
            recover(self._connection, self._state)
            self._whole = True

    def _record(self, change: Transaction, file: FileRecord) -> set[str]:
        """Set a file's row; gives the blocks of the document that thereby lost its last file, and
        of those of which corrections speak by this path."""
        rows = change.find("file", id=[key(file.path)])
        former = rows[0]["payload"]["document_id"] if rows else None
        if file.document_id is not None and not change.find("document", id=[key(file.document_id)]):
            raise ValueError(f"{file.path} is said to hold a document that is not stored")
        for row in rows:
            change.end("catalogue", row)
        own = key(file.document_id) if file.document_id is not None else ""
        change.add("file", file.path, asdict(file), document=own)
        if former == file.document_id:
            return set()
        touched = self._corrected(change, file.path, former, file.document_id)
        return touched | _remove_unless_held(change, former)

    def _forget(self, change: Transaction, path: str) -> set[str]:
        rows = change.find("file", id=[key(path)])
        for row in rows:
            change.end("catalogue", row)
        former = rows[0]["payload"]["document_id"] if rows else None
        return self._corrected(change, path, former) | _remove_unless_held(change, former)

    def _corrected(self, change: Transaction, path: str, *documents: str | None) -> set[str]:
        """The blocks of documents, where a correction is about the file of this path alone."""
        if path not in self._rulings.paths:
            return set()
        own = [key(id) for id in documents if id]
        return {row["payload"]["block"] for row in change.find("profile", document=own)}


def _remove_unless_held(change: Transaction, document_id: str | None) -> set[str]:
    if document_id is None or change.find("file", document=[key(document_id)]):
        return set()
    return remove(change, document_id)


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
