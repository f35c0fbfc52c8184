"""Rows: the columns that are asked of the catalogue, and what they stand for."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from index.documents import Document, Place, Span, Speaker, StoredStatement
from index.store import StoredDocument

Row = Sequence[Any]

DOCUMENT = "d.id, d.title, d.published, d.origin, d.language, d.author, d.places"
STORED = """
    (SELECT json_group_array(path) FROM files WHERE document_id = d.id),
    (SELECT count(*) FROM passages WHERE document_id = d.id),
    (SELECT count(*) FROM statements WHERE document_id = d.id)
"""
PASSAGE = "id, document_id, start, end, text, place, label"
SPEAKER = "id, name, kind, role, aliases, statement_count, document_count"
STATEMENT = """
    SELECT s.id, s.document_id, d.title, d.published, p.id, f.speaker_id, s.source_text, s.kind,
           s.cue_text, s.text, s.spans, s.sentence, s.sentence_text, s.confidence,
           s.asked, s.asked_text
    FROM statements s
    JOIN documents d ON d.id = s.document_id
    LEFT JOIN passages p ON p.row = s.passage
    LEFT JOIN profiles f ON f.document_id = s.document_id AND f.ordinal = s.profile
"""


def document_of(row: Row) -> Document:
    """Of the columns DOCUMENT and the text."""
    id, title, published, origin, language, author, places, text = row[:8]
    found = tuple(Place(*place) for place in json.loads(places))
    return Document(id, title, text, dated(published), origin, language, author, found)


def stored_document_of(row: Row) -> StoredDocument:
    """Of the columns DOCUMENT, the text, and STORED."""
    paths, passages, statements = row[8:11]
    return StoredDocument(document_of(row), tuple(sorted(json.loads(paths))), passages, statements)


def speaker_of(row: Row) -> Speaker:
    """Of the columns SPEAKER."""
    id, name, kind, role, aliases, statement_count, document_count = row
    return Speaker(
        id, name, kind, role, tuple(json.loads(aliases)), statement_count, document_count
    )


def statement_of(row: Row, speaker: Callable[[str], Speaker | None]) -> StoredStatement:
    """Of the columns STATEMENT; ``speaker`` gives the one of an id."""
    (id, document_id, title, published, passage_id, speaker_id, source_text, kind) = row[:8]
    (cue, text, spans, sentence, sentence_text, confidence, asked, asked_text) = row[8:]
    return StoredStatement(
        id=id,
        document_id=document_id,
        title=title,
        published=dated(published),
        passage_id=passage_id,
        speaker=speaker(speaker_id) if speaker_id else None,
        source_text=source_text,
        kind=kind,
        cue=cue,
        text=text,
        spans=tuple(Span(*span) for span in json.loads(spans)),
        sentence=Span(*json.loads(sentence)),
        sentence_text=sentence_text,
        confidence=confidence,
        asked=Span(*json.loads(asked)) if asked else None,
        asked_text=asked_text,
    )


def dated(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
