"""A snapshot of a local store: one read transaction of the catalogue and the views that fit it."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from index.corrections import Corrections
from index.documents import (
    Document,
    Entity,
    Passage,
    Rule,
    Span,
    Speaker,
    StoredStatement,
    in_context,
)
from index.people import bare_of_title
from index.store import (
    Build,
    Counts,
    Evidence,
    FileRecord,
    Filter,
    Reading,
    StoredDocument,
    Tally,
    What,
)
from index.stores.catalogue import corrections_of
from index.stores.filters import condition_of, listed
from index.stores.memory import Memory
from index.stores.ranges import decoded
from index.stores.rows import (
    DOCUMENT,
    PASSAGE,
    SPEAKER,
    STATEMENT,
    STORED,
    Row,
    document_of,
    speaker_of,
    statement_of,
    stored_document_of,
)
from index.stores.search import Search
from index.stores.view import View
from index.stores.words import fold

_EVERYTHING = Filter()
# A document has thousands, and what their own constructors check was written by us.
_SPAN, _ENTITY = partial(tuple.__new__, Span), partial(tuple.__new__, Entity)


class LocalSnapshot(Search):
    """See ``index.store.Snapshot``. For one thread at a time."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        memory: Memory,
        views: Callable[[What], View],
    ) -> None:
        super().__init__(connection, memory, views)

    @property
    def generation(self) -> int:
        return self._memory.generation

    def counts(self) -> Counts:
        if self._memory.counts is None:
            tables = ("documents", "passages", "statements", "speakers", "files")
            counted = (self._one(f"SELECT count(*) FROM {table}") for table in tables)
            self._memory.counts = Counts(*counted)
        return self._memory.counts

    def last_build(self) -> Build | None:
        stored = self._one("SELECT last_build FROM state")
        return Build(**json.loads(stored)) if stored else None

    def files(self) -> Sequence[FileRecord]:
        return files(self.connection)

    def documents(self, offset: int = 0, limit: int = 100) -> Sequence[StoredDocument]:
        rows = self._all(
            f"SELECT {DOCUMENT}, '', {STORED} FROM documents d ORDER BY title, id LIMIT ? OFFSET ?",
            limit,
            offset,
        )
        return [stored_document_of(row) for row in rows]

    def titled(
        self, words: str, offset: int = 0, limit: int = 100
    ) -> tuple[Sequence[StoredDocument], int]:
        self.connection.create_function("fold", 1, fold, deterministic=True)
        called = "' ' || fold(d.title || ' ' || coalesce((SELECT group_concat(path, ' ')"
        called += " FROM files WHERE document_id = d.id), ''))"
        wanted = fold(words).split()
        condition = " AND ".join(["true"] + [f"instr({called}, ?)"] * len(wanted))
        rows = self._all(
            f"SELECT {DOCUMENT}, '', {STORED} FROM documents d WHERE {condition}"
            " ORDER BY title, id LIMIT ? OFFSET ?",
            *wanted,
            limit,
            offset,
        )
        total = self._one(f"SELECT count(*) FROM documents d WHERE {condition}", *wanted)
        return [stored_document_of(row) for row in rows], int(total)

    def document(self, id: str) -> StoredDocument | None:
        query = f"SELECT {DOCUMENT}, d.text, {STORED} FROM documents d WHERE d.id = ?"
        rows = self._all(query, id)
        return stored_document_of(rows[0]) if rows else None

    def reading(self, document_id: str, where: Span | None = None) -> Reading | None:
        rows = self._all(
            f"SELECT {DOCUMENT}, d.text, sentences, entities FROM documents d WHERE d.id = ?",
            document_id,
        )
        if not rows:
            return None
        *row, sentences, entities = rows[0]
        spans = tuple(map(_SPAN, decoded(sentences, where)))
        if where and spans:  # a sentence can begin before it and end after it
            where = Span(min(where.start, spans[0].start), max(where.end, spans[-1].end))
        return Reading(document_of(row), spans, tuple(map(_ENTITY, decoded(entities, where))))

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        rows = self._all(
            f"SELECT {PASSAGE} FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            listed(ids),
        )
        found = {row[0]: Passage(*row) for row in rows}
        return [found[id] for id in ids if id in found]

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        rows = self._all(
            f"SELECT {PASSAGE} FROM passages WHERE document_id = ? ORDER BY start, end, id",
            document_id,
        )
        return [Passage(*row) for row in rows]

    def passage_at(self, document_id: str, offset: int) -> Passage | None:
        rows = self._all(
            f"SELECT {PASSAGE} FROM passages WHERE document_id = ? AND start <= ? AND end > ?"
            " ORDER BY start DESC, id LIMIT 1",
            document_id,
            offset,
            offset,
        )
        return Passage(*rows[0]) if rows else None

    def statements(self, ids: Sequence[str]) -> Sequence[StoredStatement]:
        rows = self._all(STATEMENT + "WHERE s.id IN (SELECT value FROM json_each(?))", listed(ids))
        found = {statement.id: statement for statement in self._stored_statements(rows)}
        return [found[id] for id in ids if id in found]

    def contexts(self, statement_ids: Sequence[str]) -> Mapping[str, str]:
        rows = self._all(
            "SELECT id, text, sentence_text, asked_text FROM statements"
            " WHERE id IN (SELECT value FROM json_each(?))",
            listed(statement_ids),
        )
        return {id: in_context(*texts) for id, *texts in rows}

    def statements_by(
        self, where: Filter, offset: int = 0, limit: int = 100
    ) -> tuple[Sequence[StoredStatement], int]:
        condition, values = condition_of("statements", where)
        total = self._one(f"SELECT count(*) FROM statements r WHERE {condition}", *values)
        # The page is found by its rows alone, so that only its words are read; where a speaker does
        # not narrow it, the documents come by date, so that only the page's are looked at.
        ordered = "documents e CROSS JOIN statements r ON r.document_id = e.id"
        narrow = "statements r CROSS JOIN documents e ON e.id = r.document_id"
        rows = self._all(
            f"""{STATEMENT} WHERE s.row IN (
                SELECT r.row FROM {narrow if where.speakers else ordered}
                WHERE {condition} ORDER BY e.published DESC, e.id, r.ordinal LIMIT ? OFFSET ?
            ) ORDER BY d.published DESC, d.id, s.ordinal""",
            *values,
            limit,
            offset,
        )
        return self._stored_statements(rows), int(total)

    def tally(self, where: Filter) -> Sequence[Tally]:
        condition, values = condition_of("statements", where)
        # The plus keeps SQLite from going through all documents for the few of these speakers.
        plus = "+" if where.speakers else ""
        rows = self._all(
            f"""SELECT {DOCUMENT}, '', found.n FROM documents d JOIN (
                SELECT r.document_id, count(*) n FROM statements r WHERE {condition}
                GROUP BY {plus}r.document_id
            ) found ON found.document_id = d.id ORDER BY d.published DESC, d.id""",
            *values,
        )
        return [Tally(document_of(row), row[8]) for row in rows]

    def statements_in(self, passage_ids: Sequence[str]) -> Sequence[StoredStatement]:
        rows = self._all(
            STATEMENT
            + """WHERE s.row IN (
                SELECT h.statement FROM holdings h JOIN passages q ON q.row = h.passage
                WHERE q.id IN (SELECT value FROM json_each(?))
            ) ORDER BY s.document_id, s.ordinal""",
            listed(passage_ids),
        )
        return self._stored_statements(rows)

    def speakers(
        self, prefix: str = "", offset: int = 0, limit: int = 100, where: Filter = _EVERYTHING
    ) -> tuple[Sequence[Speaker], int]:
        start, condition, values = fold(prefix), "true", tuple[str, ...]()
        if start:
            condition = (
                "id IN (SELECT speaker_id FROM beginnings WHERE beginning >= ? AND beginning < ?)"
            )
            values = (start, start + "\U0010ffff")
        among = "speakers"
        if where != _EVERYTHING:
            passes, names = condition_of("statements", where)
            values = (*names, *values)
            first = "CROSS" if where.speakers else ""  # as in ``tally``
            among = f"""(SELECT p.id, p.name, p.kind, p.role, p.aliases,
                count(*) statement_count, count(DISTINCT r.document_id) document_count
                FROM statements r
                {first} JOIN profiles f ON f.document_id = r.document_id AND f.ordinal = r.profile
                JOIN speakers p ON p.id = f.speaker_id WHERE {passes} GROUP BY p.id)"""
        rows = self._all(
            f"SELECT {SPEAKER} FROM {among} WHERE {condition}"
            " ORDER BY statement_count DESC, name, id LIMIT ? OFFSET ?",
            *values,
            limit,
            offset,
        )
        total = self._one(f"SELECT count(*) FROM {among} WHERE {condition}", *values)
        return [speaker_of(row) for row in rows], int(total)

    def speaker(self, id: str) -> Speaker | None:
        if id in self._memory.speakers:
            return self._memory.speakers[id]
        rows = self._all(f"SELECT {SPEAKER} FROM speakers WHERE id = ?", id)
        return self._memory.note_speaker(id, speaker_of(rows[0]) if rows else None)

    def evidence(self, speaker_id: str) -> Sequence[Evidence]:
        rows = self._all(
            f"SELECT f.name, f.aliases, f.rule, {DOCUMENT}, '' FROM profiles f"
            " JOIN documents d ON d.id = f.document_id"
            " WHERE f.speaker_id = ? ORDER BY d.published DESC, d.id, f.ordinal",
            speaker_id,
        )
        told: dict[tuple[str, Rule], dict[str, Document]] = {}
        for name, aliases, rule, *row in rows:
            document = document_of(row)
            told.setdefault((name, rule), {})[document.id] = document
            for alias in bare_of_title(name, json.loads(aliases)):
                told.setdefault((alias, "same document"), {})[document.id] = document
        evidence = [Evidence(*why, tuple(each.values())) for why, each in told.items()]
        return sorted(evidence, key=lambda e: (-len(e.documents), e.alias, e.rule))

    def corrections(self) -> Corrections:
        return corrections_of(self.connection)

    def aliases(self) -> Sequence[tuple[str, str]]:
        if self._memory.aliases is None:
            rows = self._all("SELECT id, name, aliases FROM speakers ORDER BY id")
            self._memory.aliases = tuple(
                (alias, id)
                for id, name, aliases in rows
                for alias in dict.fromkeys(form.lower() for form in (name, *json.loads(aliases)))
            )
        return self._memory.aliases

    def _stored_statements(self, rows: Sequence[Row]) -> list[StoredStatement]:
        return [statement_of(row, self.speaker) for row in rows]


def files(connection: sqlite3.Connection) -> list[FileRecord]:
    """Every file of the catalogue, by path."""
    rows = connection.execute(
        "SELECT path, size, modified, digest, document_id, error FROM files ORDER BY path"
    )
    return [FileRecord(*row) for row in rows]
