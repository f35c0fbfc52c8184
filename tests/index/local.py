"""A local store with numbered documents: filled, looked into and tampered with."""

import sqlite3
from contextlib import closing
from pathlib import Path

from index.stores.catalogue import NAME
from index.stores.local import LocalStore
from tests.index.samples import BUILD, MANIFEST, encode, entry, file


def text(n: int, version: int = 0) -> str:
    return f'Person N{n}: "Statement {version} of number {n}."\nParagraph {version} of it.'


def fill(store: LocalStore, numbers, *, finish: bool = True, version: int = 0) -> None:
    with store.writer(MANIFEST) as writer:
        for n in numbers:
            each = entry(text(n, version))
            writer.put(file(f"{n}.txt", each), each)
        if finish:
            writer.finish(BUILD)


def edition(store: LocalStore) -> Path:
    return store.folder / (store.folder / "CURRENT").read_text()


def nearest(store: LocalStore, words: str, k: int = 1000) -> list[tuple[str, float]]:
    with store.snapshot() as snapshot:
        return [tuple(hit) for hit in snapshot.dense("passages", encode([words])[0], k)]


def tamper(store: LocalStore, statement: str) -> None:
    with closing(sqlite3.connect(edition(store) / NAME)) as connection, connection:
        connection.executescript(statement)


UNTRUE = {
    "UPDATE passages SET start = start + 1 WHERE row = 1": "is not what stands at",
    "UPDATE documents SET text = 'short'": "a span lies at",
    "UPDATE statements SET text = 'He never said that.' WHERE row = 1": "not what its spans say",
    "DELETE FROM passage_words_docsize WHERE id = 1": "row 1 is missing",
    "INSERT INTO passage_words (rowid, text) VALUES (99, 'a ghost')": "row 99 is no more",
    "INSERT INTO passage_words (passage_words) VALUES ('delete-all')": "is missing",
    "DELETE FROM statement_vectors WHERE row = 2": "has no vector",
    "UPDATE passage_vectors SET vector = x'00000000' WHERE row = 2": "has 4 bytes",
    "UPDATE passage_vectors SET vector = zeroblob(64) WHERE row = 2": "has the length 0.0",
    "UPDATE profiles SET speaker_id = 'another'": "is linked to another speaker",
    "UPDATE speakers SET statement_count = 7": "is not what the documents' profiles make of it",
    "DELETE FROM speakers": "is not what the documents' profiles make of it",
    "UPDATE profiles SET statements = 0": "statements, not 0",
    "DELETE FROM files": "no file holds it",
    "INSERT INTO files VALUES ('x.txt', 1, 1, '', NULL, NULL)": "neither a document nor an error",
    "UPDATE files SET document_id = 'another'": "belongs to a row of documents that is not there",
    "DELETE FROM profiles": "its passage or its speaker is not there",
    "UPDATE documents SET sentences = 'nonsense' WHERE rowid = 1": "its rows cannot be read",
    "UPDATE profiles SET block = 'another'": "stands among the wrong names",
}
