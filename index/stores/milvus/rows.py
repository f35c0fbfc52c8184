"""Rows: what those of Milvus say, and the documents, passages and statements they stand for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from index.documents import Document, Passage, Place, Span, Speaker, StoredStatement
from index.store import FileRecord, Filter, What
from index.stores.milvus.connection import Row, among, any_among, key
from index.stores.rows import dated

UNDATED = 0


def day(published: date | None) -> int:
    """20241023, of the field ``published``; ``UNDATED`` without one."""
    if published is None:
        return UNDATED
    return published.year * 10_000 + published.month * 100 + published.day


def condition_of(what: What, where: Filter) -> str:
    """What a filter asks of the rows of passages or statements; empty where it asks nothing."""
    conditions = []
    if where.speakers:
        conditions.append(any_among("speakers", [key(id) for id in where.speakers]))
    if where.documents:
        conditions.append(among("document", [key(id) for id in where.documents]))
    if where.published_from:
        conditions.append(f"published >= {day(where.published_from)}")
    if where.published_to:
        conditions.append(f"published > {UNDATED} and published <= {day(where.published_to)}")
    if where.spoken_only and what == "statements":
        conditions.append("array_length(speakers) > 0")
    return " and ".join(conditions)


def said_of(document: Document) -> dict[str, Any]:
    """What a document's row says of it; its text is elsewhere."""
    return {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "origin": document.origin,
        "language": document.language,
        "author": document.author,
        "places": document.places,
    }


def document_of(row: Row, text: str = "") -> Document:
    said = row["payload"]
    return Document(
        said["id"],
        said["title"],
        text,
        dated(said["published"]),
        said["origin"],
        said["language"],
        said["author"],
        tuple(Place(*place) for place in said["places"]),
    )


def file_of(row: Row) -> FileRecord:
    return FileRecord(**row["payload"])


def passage_of(row: Row) -> Passage:
    said = row["payload"]
    return Passage(
        said["id"], said["document"], row["start"], row["stop"], said["text"], said["place"],
        said["label"],
    )  # fmt: skip


def speaker_of(row: Row) -> Speaker:
    said = row["payload"]
    return Speaker(
        said["id"], said["name"], said["kind"], said["role"], tuple(said["aliases"]),
        said["statements"], said["documents"],
    )  # fmt: skip


def statement_of(row: Row, speakers: Mapping[str, Speaker]) -> StoredStatement:
    said = row["payload"]
    return StoredStatement(
        id=said["id"],
        document_id=said["document"],
        title=said["title"],
        published=dated(said["published"]),
        passage_id=said["passage"],
        speaker=speakers.get(said["speaker"]) if said["speaker"] else None,
        source_text=said["source_text"],
        kind=said["kind"],
        cue=said["cue_text"],
        text=said["text"],
        spans=tuple(Span(*span) for span in said["spans"]),
        sentence=Span(*said["sentence"]),
        sentence_text=said["sentence_text"],
        confidence=said["confidence"],
        asked=Span(*said["asked"]) if said["asked"] else None,
        asked_text=said["asked_text"],
    )
