"""Verification: is everything in a local store what the rest of it says?"""

import json
import re
import sqlite3
from collections.abc import Collection, Iterator

import numpy as np

from index.difference import Difference
from index.documents import Profile, Span
from index.rulings import Rulings
from index.speakers import sighting
from index.store import What
from index.stores.catalogue import corrections_of, manifest_of
from index.stores.links import joined_with, linked, resolved
from index.stores.snapshot import LocalSnapshot
from index.stores.vectors import rows_of, stored_at
from index.stores.words import phrase

_SAMPLE = 64  # rows a kind of which the words are looked up
_OPENING = re.compile(r"\s*(?:\S+\s+){0,7}\S+")  # the first eight words or fewer


def differences(snapshot: LocalSnapshot) -> list[Difference]:
    """Everything that is untrue. Reads the whole store: about a second for 10,000 passages."""
    connection = snapshot.connection
    found = list(_pages(connection))
    if found:
        return found  # what stands on broken pages says nothing
    found += _owners(connection)
    kinds: tuple[What, ...] = ("passages", "statements")
    found += _files(connection)
    found += _texts(connection)
    found += _links(connection)
    for what in kinds:
        found += _words(connection, what)
        found += _vectors(snapshot, what)
    return found + list(_speakers(connection))


def _pages(connection: sqlite3.Connection) -> Iterator[Difference]:
    for (said,) in connection.execute("PRAGMA quick_check(20)"):
        if said != "ok":
            yield Difference("catalogue", said, "pages")


def _owners(connection: sqlite3.Connection) -> Iterator[Difference]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        what = f"belongs to a row of {parent} that is not there"
        yield Difference(f"{table}, row {row}", what, "rows")


def _files(connection: sqlite3.Connection) -> Iterator[Difference]:
    for (id,) in connection.execute(
        "SELECT id FROM documents EXCEPT SELECT document_id FROM files ORDER BY 1"
    ):
        yield Difference(f"document {id}", "no file holds it", "rows")
    for (path,) in connection.execute(
        "SELECT path FROM files WHERE document_id IS NULL AND error IS NULL ORDER BY path"
    ):
        yield Difference(f"file {path}", "has neither a document nor an error", "rows")


def _texts(connection: sqlite3.Connection) -> Iterator[Difference]:
    for id, text, sentences in connection.execute("SELECT id, text, sentences FROM documents"):
        try:
            for where, what in _text(connection, id, text, sentences):
                yield Difference(where, what, "documents", id)
        except (ValueError, TypeError):
            yield Difference(f"document {id}", "its rows cannot be read", "documents", id)


def _text(
    connection: sqlite3.Connection, id: str, text: str, sentences: str
) -> Iterator[tuple[str, str]]:
    for start, end in json.loads(sentences):
        if not 0 <= start <= end <= len(text):
            yield f"document {id}", f"a sentence lies at {start}–{end}"
    for name, start, end, words in connection.execute(
        "SELECT id, start, end, text FROM passages WHERE document_id = ?", (id,)
    ):
        if text[start:end] != words:
            yield f"passage {name}", f"is not what stands at {start}–{end}"
    for row in connection.execute(
        "SELECT id, spans, sentence, cue, source, asked, text, cue_text, sentence_text, asked_text"
        " FROM statements WHERE document_id = ?",
        (id,),
    ):
        yield from _statement(text, *row)


def _links(connection: sqlite3.Connection) -> Iterator[Difference]:
    """Statements whose passage or speaker is no row of their document."""
    for id, document in connection.execute(
        """SELECT s.id, s.document_id FROM statements s
        LEFT JOIN passages p ON p.row = s.passage AND p.document_id = s.document_id
        LEFT JOIN profiles f ON f.document_id = s.document_id AND f.ordinal = s.profile
        WHERE (s.passage IS NOT NULL AND p.row IS NULL)
           OR (s.profile IS NOT NULL AND f.ordinal IS NULL)"""
    ):
        what = "its passage or its speaker is not there"
        yield Difference(f"statement {id}", what, "documents", document)


def _statement(
    text: str,
    id: str,
    spans: str,
    sentence: str,
    cue: str | None,
    source: str | None,
    asked: str | None,
    words: str,
    cue_text: str | None,
    sentence_text: str,
    asked_text: str,
) -> Iterator[tuple[str, str]]:
    content = [Span(*span) for span in json.loads(spans)]
    others = [Span(*json.loads(span)) for span in (sentence, cue, source, asked) if span]
    for span in (*content, *others):
        if not 0 <= span.start < span.end <= len(text):
            yield f"statement {id}", f"a span lies at {span.start}–{span.end}"
    told = [" … ".join(text[slice(*span)] for span in content), text[slice(*json.loads(sentence))]]
    told += [text[slice(*json.loads(span))] if span else "" for span in (cue, asked)]
    if told != [words, sentence_text, cue_text or "", asked_text]:
        yield f"statement {id}", "its words are not what its spans say"


def _words(connection: sqlite3.Connection, what: What) -> Iterator[Difference]:
    table = f"{what[:-1]}_words"
    where = f"full text of {what}"
    rows = connection.execute(
        f"SELECT row FROM {what} EXCEPT SELECT id FROM {table}_docsize"
    ).fetchall()
    yield from (Difference(where, f"row {row} is missing", "full text") for (row,) in rows)
    rows = connection.execute(
        f"SELECT id FROM {table}_docsize EXCEPT SELECT row FROM {what}"
    ).fetchall()
    yield from (Difference(where, f"row {row} is no more", "full text") for (row,) in rows)
    (count,) = connection.execute(f"SELECT count(*) FROM {what}").fetchone()
    sample = connection.execute(f"SELECT row, id, text FROM {what} ORDER BY row").fetchall()[
        :: max(1, count // _SAMPLE)
    ]
    for row, id, text in sample:
        opening = _OPENING.match(text)
        words = phrase(opening[0]) if opening else None
        if (
            words
            and not connection.execute(
                f"SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = ?",
                (words, row),
            ).fetchone()
        ):
            yield Difference(f"{what[:-1]} {id}", "its words are not found", "full text")


def _vectors(snapshot: LocalSnapshot, what: What) -> Iterator[Difference]:
    connection = snapshot.connection
    manifest = manifest_of(connection)
    length = manifest.dimension * 4 if manifest else 0
    sound = True
    for id, document, vector in connection.execute(
        f"SELECT r.id, r.document_id, v.vector FROM {what} r"
        f" LEFT JOIN {what[:-1]}_vectors v ON v.row = r.row"
    ):
        fault = _fault(vector, length)
        if fault:
            sound = False
            yield Difference(f"{what[:-1]} {id}", fault, "documents", document)
    if not sound:
        return
    where = f"view of {what}"
    view, held = snapshot.view(what), [np.empty(0, np.int64)]
    for rows, seen in view.pieces():
        held.append(rows)
        there, vectors = stored_at(what, connection, rows)
        kept = dict(zip(there.tolist(), vectors, strict=True))
        for row, vector in zip(rows.tolist(), seen, strict=True):
            if row not in kept:
                yield Difference(where, f"row {row} is no more", "view")
            elif np.abs(kept[row] - vector).max() > view.error:
                yield Difference(where, f"row {row} has another vector", "view")
    for row in np.setdiff1d(rows_of(what, connection), np.concatenate(held)).tolist():
        yield Difference(where, f"row {row} is missing", "view")


def _fault(vector: bytes | None, length: int) -> str | None:
    if vector is None:
        return "has no vector"
    if len(vector) != length:
        return f"its vector has {len(vector)} bytes, not {length}"
    norm = float(np.linalg.norm(np.frombuffer(vector, "<f4")))
    return None if abs(norm - 1.0) < 1e-3 else f"its vector has the length {norm}"


def _speakers(connection: sqlite3.Connection) -> Iterator[Difference]:
    columns = "document_id, ordinal, name, kind, role, aliases, statements, block"
    for document, ordinal, name, kind, role, aliases, statements, block in connection.execute(
        f"SELECT {columns} FROM profiles"
    ):
        where = f"profile {ordinal} of document {document}"
        true = sighting(Profile(name, kind, role, tuple(json.loads(aliases))), document)
        known = connection.execute("SELECT name FROM callings WHERE block = ?", (block,))
        if true.block != block or not {each for (each,) in known}.issuperset(true.names):
            yield Difference(where, "stands among the wrong names", "speakers")
        (said,) = connection.execute(
            "SELECT count(*) FROM statements WHERE document_id = ? AND profile = ?",
            (document, ordinal),
        ).fetchone()
        if said != statements:
            yield Difference(where, f"has {said} statements, not {statements}", "speakers")
    rulings = Rulings(corrections_of(connection))
    blocks = connection.execute(
        "SELECT block FROM profiles UNION SELECT block FROM speakers ORDER BY 1"
    ).fetchall()
    seen: set[str] = set()
    for (block,) in blocks:
        if block not in seen:
            joined = joined_with(connection, [block], rulings)
            seen |= joined
            yield from _block(connection, joined, rulings)


def _block(
    connection: sqlite3.Connection, blocks: Collection[str], rulings: Rulings
) -> Iterator[Difference]:
    true, stored = resolved(connection, blocks, rulings), linked(connection, blocks)
    for id in sorted(true.speakers.keys() | stored.speakers.keys()):
        if true.speakers.get(id) != stored.speakers.get(id):
            what = "is not what the documents' profiles make of it"
            yield Difference(f"speaker {id}", what, "speakers")
    for (document, ordinal), link in true.profiles.items():
        if stored.profiles.get((document, ordinal)) != link:
            where = f"profile {ordinal} of document {document}"
            what = "is linked to another speaker than it should be"
            yield Difference(where, what, "speakers")
