"""Entries: what is stored of one document, read back as it was put."""

import json
import sqlite3
from collections.abc import Sequence

import numpy as np

from index.documents import Attribution, Entity, Passage, Profile, Span, Statement
from index.store import Entry, Vectors, What
from index.stores.rows import DOCUMENT, PASSAGE, document_of


def entry_of(connection: sqlite3.Connection, document_id: str, dimension: int) -> Entry | None:
    """See ``index.store.Writer.entry``."""
    row = connection.execute(
        f"SELECT {DOCUMENT}, d.text, sentences, entities FROM documents d WHERE d.id = ?",
        (document_id,),
    ).fetchone()
    passages = connection.execute(
        f"SELECT {PASSAGE} FROM passages WHERE document_id = ? ORDER BY row", (document_id,)
    ).fetchall()
    statements = connection.execute(
        "SELECT spans, sentence, kind, cue, source, source_text, profile, confidence, asked"
        " FROM statements WHERE document_id = ? ORDER BY row",
        (document_id,),
    ).fetchall()
    profiles = connection.execute(
        "SELECT name, kind, role, aliases FROM profiles WHERE document_id = ? ORDER BY ordinal",
        (document_id,),
    ).fetchall()
    vectors = [_vectors(connection, what, document_id) for what in ("passages", "statements")]
    if row is None or [len(each) for each in vectors] != [len(passages), len(statements)]:
        return None
    try:
        return Entry(
            document=document_of(row),
            passages=[Passage(*each) for each in passages],
            attribution=Attribution(
                tuple(_statement(*each) for each in statements),
                tuple(
                    Profile(name, kind, role, tuple(json.loads(aliases)))
                    for name, kind, role, aliases in profiles
                ),
            ),
            sentences=[Span(*span) for span in json.loads(row[-2])],
            entities=[Entity(*each) for each in json.loads(row[-1])],
            passage_vectors=_stacked(vectors[0], dimension),
            statement_vectors=_stacked(vectors[1], dimension),
        )
    except (ValueError, TypeError):
        return None


def _vectors(connection: sqlite3.Connection, what: What, document_id: str) -> list[bytes]:
    rows = connection.execute(
        f"SELECT v.vector FROM {what} r JOIN {what[:-1]}_vectors v ON v.row = r.row"
        " WHERE r.document_id = ? ORDER BY r.row",
        (document_id,),
    )
    return [vector for (vector,) in rows]


def _stacked(vectors: Sequence[bytes], dimension: int) -> Vectors:
    """Raises ValueError where they are not sound."""
    stacked = np.frombuffer(b"".join(vectors), "<f4").reshape(len(vectors), dimension)
    if not np.allclose(np.linalg.norm(stacked, axis=1), 1.0, atol=1e-3):
        raise ValueError("a vector is not normalised")
    return stacked


def _statement(
    spans: str,
    sentence: str,
    kind: str,
    cue: str | None,
    source: str | None,
    source_text: str,
    profile: int | None,
    confidence: float,
    asked: str | None,
) -> Statement:
    return Statement(
        spans=tuple(Span(*span) for span in json.loads(spans)),
        sentence=Span(*json.loads(sentence)),
        kind=kind,  # type: ignore[arg-type]  # as it was put
        cue=Span(*json.loads(cue)) if cue else None,
        source=Span(*json.loads(source)) if source else None,
        source_text=source_text,
        speaker=profile,
        confidence=confidence,
        asked=Span(*json.loads(asked)) if asked else None,
    )
