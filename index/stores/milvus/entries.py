"""Entries: all rows of one document, written and read back as they were put."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from index.documents import Attribution, Entity, Profile, Span, Statement
from index.speakers import sighting
from index.store import Entry, Vectors
from index.stores.milvus.connection import Row, key
from index.stores.milvus.edition import SEARCHED
from index.stores.milvus.reader import Reader
from index.stores.milvus.rows import day, document_of, passage_of, said_of
from index.stores.milvus.transaction import Transaction
from index.stores.milvus.words import joined
from index.stores.writer import shares


def insert(change: Transaction, entry: Entry) -> set[str]:
    """Add a document's rows; gives the blocks of its profiles, which are to be linked."""
    document, attribution = entry.document, entry.attribution
    own = key(document.id)
    counts = {"passages": len(entry.passages), "statements": len(attribution.statements)}
    change.add("document", document.id, said_of(document) | counts, document=own)
    text = {"text": document.text, "sentences": entry.sentences, "entities": entry.entities}
    change.add("text", document.id, text, document=own)
    places = np.array([(p.start, p.end) for p in entry.passages], np.int64).reshape(-1, 2)
    held = [shares(statement, places) for statement in attribution.statements]
    for n, passage in enumerate(entry.passages):
        said = [ordinal for ordinal, parts in enumerate(held) if n in parts]
        profiles = {attribution.statements[ordinal].speaker for ordinal in said} - {None}
        change.add_searched(
            "passages", passage.id,
            {
                "id": passage.id, "document": document.id, "text": passage.text,
                "place": passage.place, "label": passage.label,
                "said": [_statement_id(entry, ordinal) for ordinal in said],
                "profiles": sorted(filter(lambda p: p is not None, profiles)),
            },
            document=own, ordinal=n, start=passage.start, stop=passage.end,
            published=day(document.published), speakers=[], words=joined(passage.labelled),
            vector=entry.passage_vectors[n],
        )  # fmt: skip
    for ordinal, statement in enumerate(attribution.statements):
        _add_statement(change, entry, ordinal, statement, held[ordinal])
    seen = [sighting(profile, document.id) for profile in attribution.profiles]
    speakers = [statement.speaker for statement in attribution.statements]
    for ordinal, (profile, each) in enumerate(zip(attribution.profiles, seen, strict=True)):
        change.add(
            "profile", f"{document.id}/{ordinal}",
            {
                "document": document.id, "ordinal": ordinal, "name": profile.name,
                "kind": profile.kind, "role": profile.role, "aliases": profile.aliases,
                "statements": speakers.count(ordinal), "block": each.block, "speaker": None,
                "rule": None,
            },
            document=own, block=key(each.block), names=list(dict.fromkeys(map(key, each.names))),
        )  # fmt: skip
    return {each.block for each in seen}


def remove(change: Transaction, documents: Collection[str]) -> set[str]:
    """Take out all rows of documents, named by their keys; gives the blocks of their profiles."""
    profiles = change.find("profile", document=documents)
    for kind in ("document", "text"):
        for row in change.find(kind, id=documents):
            change.end("catalogue", row)
    for row in profiles:
        change.end("catalogue", row)
    for row in change.rows("passages", document=documents):
        change.end("passages", row)
    for row in change.rows("statements", document=documents):
        change.end("statements", row)
    return {row["payload"]["block"] for row in profiles}


def entry_of(reader: Reader, document_id: str, dimension: int) -> Entry | None:
    """See ``index.store.Writer.entry``."""
    own = [key(document_id)]
    documents, texts = (reader.looked_up(kind, id=own) for kind in ("document", "text"))
    if not documents or not texts:
        return None
    profiles = [row["payload"] for row in reader.looked_up("profile", document=own)]
    passages, statements = (
        sorted(reader.searched(what, SEARCHED, document=own), key=lambda row: row["ordinal"])
        for what in ("passages", "statements")
    )
    said, text = documents[0]["payload"], texts[0]["payload"]
    if [len(passages), len(statements)] != [said["passages"], said["statements"]]:
        return None
    try:
        return Entry(
            document=document_of(documents[0], text["text"]),
            passages=list(map(passage_of, passages)),
            attribution=Attribution(
                tuple(map(_statement_of, statements)),
                tuple(map(_profile_of, sorted(profiles, key=lambda p: int(p["ordinal"])))),
            ),
            sentences=[Span(*span) for span in text["sentences"]],
            entities=[Entity(*entity) for entity in text["entities"]],
            passage_vectors=_stacked(passages, dimension),
            statement_vectors=_stacked(statements, dimension),
        )
    except (ValueError, TypeError, KeyError):
        return None


def _add_statement(
    change: Transaction, entry: Entry, ordinal: int, statement: Statement, held: Mapping[int, int]
) -> None:
    document = entry.document
    text = document.text
    # max gives the first of equals: of passages that hold as much, the one that begins it.
    most = max(held, key=lambda n: held[n], default=None)
    words = " … ".join(text[slice(*span)] for span in statement.spans)
    change.add_searched(
        "statements", _statement_id(entry, ordinal),
        {
            "id": _statement_id(entry, ordinal), "document": document.id,
            "title": document.title, "passage": None if most is None else entry.passages[most].id,
            "published": document.published.isoformat() if document.published else None,
            "profile": statement.speaker, "speaker": None, "source_text": statement.source_text,
            "kind": statement.kind, "cue": statement.cue, "source": statement.source,
            "cue_text": text[slice(*statement.cue)] if statement.cue else None, "text": words,
            "spans": statement.spans, "sentence": statement.sentence,
            "sentence_text": text[slice(*statement.sentence)],
            "confidence": statement.confidence, "asked": statement.asked,
            "asked_text": text[slice(*statement.asked)] if statement.asked else "",
        },
        document=key(document.id), ordinal=ordinal, start=statement.sentence.start,
        stop=statement.sentence.end, published=day(document.published), speakers=[],
        words=joined(words), vector=entry.statement_vectors[ordinal],
    )  # fmt: skip


def _statement_id(entry: Entry, ordinal: int) -> str:
    return f"{entry.document.id}-s{ordinal}"


def _stacked(rows: Sequence[Row], dimension: int) -> Vectors:
    """Raises ValueError where the vectors are not sound."""
    stacked = np.array([row["vector"] for row in rows], np.float32).reshape(len(rows), dimension)
    if not np.allclose(np.linalg.norm(stacked, axis=1), 1.0, atol=1e-3):
        raise ValueError("a vector is not normalised")
    return stacked


def _statement_of(row: Row) -> Statement:
    said = row["payload"]
    return Statement(
        spans=tuple(Span(*span) for span in said["spans"]),
        sentence=Span(*said["sentence"]),
        kind=said["kind"],
        cue=Span(*said["cue"]) if said["cue"] else None,
        source=Span(*said["source"]) if said["source"] else None,
        source_text=said["source_text"],
        speaker=said["profile"],
        confidence=said["confidence"],
        asked=Span(*said["asked"]) if said["asked"] else None,
    )


def _profile_of(said: Mapping[str, Any]) -> Profile:
    return Profile(said["name"], said["kind"], said["role"], tuple(said["aliases"]))
