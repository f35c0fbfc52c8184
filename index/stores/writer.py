"""The writer of a local store: documents in and out of a catalogue, each in one transaction."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, astuple

import numpy as np
import numpy.typing as npt

from index.corrections import Corrections
from index.difference import Difference
from index.documents import Document, Passage, Statement
from index.rulings import Rulings
from index.speakers import sighting
from index.store import Build, Claim, Entry, FileRecord, Vectors
from index.stores.catalogue import corrections_of, transaction
from index.stores.entries import entry_of
from index.stores.links import called, joined_with, relink
from index.stores.repair import mend
from index.stores.snapshot import files

_UNSAVED = 8192  # rows


class LocalWriter:
    """See ``index.store.Writer``. For the thread that holds it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        dimension: int,
        publish: Callable[[Build], None],
        checkpoint: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._dimension = dimension
        self._publish = publish
        self._checkpoint = checkpoint
        self._unsaved = 0  # rows put since a checkpoint was last thought of
        self._corrections = corrections_of(connection)
        self._rulings = Rulings(self._corrections)

    def files(self) -> Sequence[FileRecord]:
        return files(self._connection)

    def claim(self, paths: Collection[str], most: int) -> Claim:  # noqa: ARG002
        return Claim(tuple(paths))

    def together(self) -> AbstractContextManager[None]:
        return nullcontext()  # many small transactions cost a catalogue on this disk little

    def entry(self, document_id: str) -> Entry | None:
        return entry_of(self._connection, document_id, self._dimension)

    def put(self, file: FileRecord, entry: Entry) -> None:
        check(entry, self._dimension)
        if file.document_id != entry.document.id:
            raise ValueError(f"{file.path} is said to hold another document than its entry")
        if self._unsaved >= _UNSAVED:
            # Readers follow a long pass by its checkpoints, and none makes a large view by itself.
            self._checkpoint()
            self._unsaved = 0
        with transaction(self._connection):
            touched = self._remove(entry.document.id) | insert(self._connection, entry)
            self._relink(touched | self._record(file))
        self._unsaved += len(entry.passages) + len(entry.attribution.statements)

    def point(
        self,
        file: FileRecord,
        *,
        instead_of: str | None = None,
        document: Document | None = None,
    ) -> None:
        with transaction(self._connection):
            touched = self._record(file)
            if document is not None:
                published = document.published.isoformat() if document.published else None
                self._connection.execute(
                    "UPDATE documents SET title = ?, published = ?, origin = ? WHERE id = ?",
                    (document.title, published, document.origin, document.id),
                )
            if instead_of is not None and instead_of != file.path:
                touched |= self._forget(instead_of)
            self._relink(touched)

    def forget(self, paths: Iterable[str]) -> None:
        with transaction(self._connection):
            touched = set[str]().union(*(self._forget(path) for path in paths))
            self._relink(touched)

    def corrections(self) -> Corrections:
        return self._corrections

    def correct(self, corrections: Corrections) -> None:
        if corrections == self._corrections:
            return
        rulings = Rulings(corrections)
        with transaction(self._connection):
            named = called(self._connection, self._rulings.names | rulings.names)
            before = joined_with(self._connection, named, self._rulings)
            self._connection.execute("UPDATE state SET corrections = ?", (corrections.to_json(),))
            relink(self._connection, before, rulings)
        self._corrections, self._rulings = corrections, rulings

    def mend(self, differences: Collection[Difference]) -> Sequence[str]:
        return mend(self._connection, differences, self._rulings)

    def finish(self, build: Build) -> None:
        self._publish(build)

    def _relink(self, blocks: set[str]) -> None:
        relink(self._connection, blocks, self._rulings)

    def _record(self, file: FileRecord) -> set[str]:
        """Set a file's row; gives the blocks of the document that thereby lost its last file, and
        of those of which corrections speak by this path."""
        former = self._document_of(file.path)
        if file.document_id is not None and not self._holds(file.document_id):
            raise ValueError(f"{file.path} is said to hold a document that is not stored")
        self._connection.execute(
            "INSERT OR REPLACE INTO files VALUES (:path, :size, :modified, :digest, :document_id,"
            " :error)",
            asdict(file),
        )
        if former == file.document_id:
            return set()
        touched = self._corrected(file.path, former, file.document_id)
        return touched | self._remove_unless_held(former)

    def _forget(self, path: str) -> set[str]:
        former = self._document_of(path)
        self._connection.execute("DELETE FROM files WHERE path = ?", (path,))
        return self._corrected(path, former) | self._remove_unless_held(former)

    def _corrected(self, path: str, *documents: str | None) -> set[str]:
        """The blocks of documents, where a correction is about the file of this path alone."""
        if path not in self._rulings.paths:
            return set()
        return set[str]().union(*(self._blocks_of(id) for id in documents if id))

    def _blocks_of(self, document_id: str) -> set[str]:
        query = "SELECT DISTINCT block FROM profiles WHERE document_id = ?"
        return {name for (name,) in self._connection.execute(query, (document_id,))}

    def _document_of(self, path: str) -> str | None:
        row = self._connection.execute(
            "SELECT document_id FROM files WHERE path = ?", (path,)
        ).fetchone()
        return row[0] if row else None

    def _holds(self, document_id: str) -> bool:
        query = "SELECT 1 FROM documents WHERE id = ?"
        return self._connection.execute(query, (document_id,)).fetchone() is not None

    def _remove_unless_held(self, document_id: str | None) -> set[str]:
        held = self._connection.execute(
            "SELECT 1 FROM files WHERE document_id = ? LIMIT 1", (document_id,)
        ).fetchone()
        return set() if held or document_id is None else self._remove(document_id)

    def _remove(self, document_id: str) -> set[str]:
        """Take a document out, its rows with it; gives the blocks of its profiles."""
        blocks = self._blocks_of(document_id)
        # Its files are looked at after the transaction, when they point to something again.
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        self._connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
        return blocks


def check(entry: Entry, dimension: int) -> None:
    """Raises ValueError where an entry is not true to itself, so that no bad row gets in."""
    document, statements = entry.document, entry.attribution.statements
    length = len(document.text)
    for passage in entry.passages:
        if document.text[passage.start : passage.end] != passage.text or not passage.text:
            raise ValueError(f"Passage {passage.id} is not what its offsets say")
        if passage.document_id != document.id:
            raise ValueError(f"Passage {passage.id} is of another document")
    ends = [0, *(end for place in document.places for end in place[:2]), length]
    if ends != sorted(ends):
        raise ValueError(f"The places of {document.id} are not in the order of its text")
    for statement in statements:
        spans = (*statement.spans, statement.sentence, statement.cue, statement.source)
        if not statement.spans or any(s and not 0 <= s.start < s.end <= length for s in spans):
            raise ValueError(f"A statement of {document.id} lies outside of its text")
        profile = statement.speaker
        if profile is not None and not 0 <= profile < len(entry.attribution.profiles):
            raise ValueError(f"A statement of {document.id} has a speaker that is not given")
    for rows, vectors in (
        (entry.passages, entry.passage_vectors),
        (statements, entry.statement_vectors),
    ):
        if vectors.shape != (len(rows), dimension) and (len(rows) or vectors.size):
            raise ValueError(f"Vectors of shape {vectors.shape} for {len(rows)} rows")
        if len(rows) and not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3):
            raise ValueError(f"The vectors of {document.id} are not normalised")


def insert(connection: sqlite3.Connection, entry: Entry) -> set[str]:
    """Write a document's rows; gives the blocks of its profiles."""
    document, attribution = entry.document, entry.attribution
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            document.title,
            document.published.isoformat() if document.published else None,
            document.origin,
            document.language,
            document.author,
            json.dumps(document.places),
            json.dumps([tuple(span) for span in entry.sentences]),
            json.dumps([tuple(entity) for entity in entry.entities]),
            document.text,
        ),
    )
    rows = [_insert_passage(connection, passage) for passage in entry.passages]
    places = np.array([(p.start, p.end) for p in entry.passages], np.int64).reshape(-1, 2)
    _insert_vectors(connection, "passage_vectors", rows, entry.passage_vectors)
    said = [
        _insert_statement(connection, entry, ordinal, places, rows)
        for ordinal in range(len(attribution.statements))
    ]
    _insert_vectors(connection, "statement_vectors", said, entry.statement_vectors)
    seen = [sighting(profile, document.id) for profile in attribution.profiles]
    speakers = [statement.speaker for statement in attribution.statements]
    connection.executemany(
        "INSERT INTO profiles VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        [
            (
                document.id,
                ordinal,
                profile.name,
                profile.kind,
                profile.role,
                json.dumps(profile.aliases),
                speakers.count(ordinal),
                seen[ordinal].block,
            )
            for ordinal, profile in enumerate(attribution.profiles)
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO callings VALUES (?, ?)",
        [(name, each.block) for each in seen for name in each.names],
    )
    return {each.block for each in seen}


def _insert_passage(connection: sqlite3.Connection, passage: Passage) -> int:
    (row,) = connection.execute(
        "INSERT INTO passages (id, document_id, start, end, text, place, label)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING row",
        astuple(passage),
    ).fetchone()
    return int(row)


def _insert_statement(
    connection: sqlite3.Connection,
    entry: Entry,
    ordinal: int,
    places: npt.NDArray[np.int64],
    passage_rows: Sequence[int],
) -> int:
    statement, text = entry.attribution.statements[ordinal], entry.document.text
    held = shares(statement, places)
    # max gives the first of equals: of passages that hold as much, the one that begins it.
    most = max(held, key=lambda n: held[n], default=None)
    (row,) = connection.execute(
        "INSERT INTO statements (id, document_id, ordinal, profile, passage, kind, confidence,"
        " spans, sentence, cue, source, source_text, cue_text, text, sentence_text,"
        " asked, asked_text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING row",
        (
            f"{entry.document.id}-s{ordinal}",
            entry.document.id,
            ordinal,
            statement.speaker,
            None if most is None else passage_rows[most],
            statement.kind,
            statement.confidence,
            json.dumps(statement.spans),
            json.dumps(statement.sentence),
            json.dumps(statement.cue) if statement.cue else None,
            json.dumps(statement.source) if statement.source else None,
            statement.source_text,
            text[slice(*statement.cue)] if statement.cue else None,
            " … ".join(text[slice(*span)] for span in statement.spans),
            text[slice(*statement.sentence)],
            json.dumps(statement.asked) if statement.asked else None,
            text[slice(*statement.asked)] if statement.asked else "",
        ),
    ).fetchone()
    connection.executemany(
        "INSERT INTO holdings VALUES (?, ?)", [(passage_rows[n], row) for n in held]
    )
    return int(row)


def shares(statement: Statement, places: npt.NDArray[np.int64]) -> dict[int, int]:
    """How many of a statement's code points each passage holds; those that hold none left out.

    ``places``: shape (n, 2), the passages' starts and ends.
    """
    starts, ends = places.T
    shared = np.zeros(len(places), np.int64)
    for span in statement.spans:
        shared += np.maximum(np.minimum(ends, span.end) - np.maximum(starts, span.start), 0)
    return {n: int(shared[n]) for n in np.flatnonzero(shared).tolist()}


def _insert_vectors(
    connection: sqlite3.Connection, table: str, rows: Sequence[int], vectors: Vectors
) -> None:
    stored = np.ascontiguousarray(vectors, "<f4")
    connection.executemany(
        f"INSERT INTO {table} VALUES (?, ?)",
        [(row, stored[n].tobytes()) for n, row in enumerate(rows)],
    )
