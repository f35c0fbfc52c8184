"""The catalogue: the SQLite file that is the truth of a local store.

Rows are named by integers that are never used twice, so that a view over them (FAISS, full text)
can say what it has seen by the last of them. The triggers keep the full-text index and the log of
removals true to the rows, whoever changes them.
"""

import errno
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

from index.corrections import Corrections
from index.store import Build, Manifest, StoreDamaged, StoreOutdated

NAME = "catalogue.sqlite"
APPLICATION = 0x6F6E7263  # "onrc": tells our file from another program's
FORMAT = 5

SCHEMA = """
CREATE TABLE state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    identity TEXT NOT NULL,         -- tells this catalogue's views from any other's
    generation INTEGER NOT NULL,
    logged_from INTEGER NOT NULL,   -- removals are known for every generation after this one
    manifest TEXT,
    last_build TEXT,
    corrections TEXT                -- what users said of the speakers
);

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    published TEXT,
    origin TEXT,
    language TEXT,
    author TEXT,
    places TEXT NOT NULL,           -- [[start, end, kind, name], …]
    sentences TEXT NOT NULL,        -- [[start, end], …]
    entities TEXT NOT NULL,         -- [[start, end, label], …]
    text TEXT NOT NULL              -- last: a row is read without it where it is not asked for
);
CREATE INDEX documents_by_date ON documents (published DESC, id);
CREATE INDEX documents_by_title ON documents (title, id);

CREATE TABLE files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    digest TEXT NOT NULL,
    document_id TEXT REFERENCES documents (id),
    error TEXT
);
CREATE INDEX files_by_document ON files (document_id);

CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    text TEXT NOT NULL,
    place TEXT,                     -- in the file, for people: "page 3"
    label TEXT                      -- of a turn that began in an earlier passage
);
CREATE INDEX passages_by_place ON passages (document_id, start);

CREATE TABLE profiles (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT,
    aliases TEXT NOT NULL,          -- [alias, …]
    statements INTEGER NOT NULL,    -- how many the document has of this one
    block TEXT NOT NULL,            -- only acronyms and corrections make one speaker of two
    speaker_id TEXT,
    rule TEXT,                      -- why it is that speaker
    PRIMARY KEY (document_id, ordinal)
);
CREATE INDEX profiles_by_block ON profiles (block);
CREATE INDEX profiles_by_speaker ON profiles (speaker_id);

CREATE TABLE callings (             -- by which names, and acronyms, a block's profiles can be meant
    name TEXT NOT NULL,
    block TEXT NOT NULL,
    PRIMARY KEY (name, block)
) WITHOUT ROWID;
CREATE INDEX callings_by_block ON callings (block);

CREATE TABLE statements (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,       -- place in the document
    profile INTEGER,                -- ordinal of the document's profile
    passage INTEGER,                -- row of the passage that holds the most of it
    kind TEXT NOT NULL,
    confidence REAL NOT NULL,
    spans TEXT NOT NULL,            -- [[start, end], …]
    sentence TEXT NOT NULL,         -- [start, end]
    cue TEXT,                       -- [start, end]
    source TEXT,                    -- [start, end]
    source_text TEXT NOT NULL,
    cue_text TEXT,
    text TEXT NOT NULL,
    sentence_text TEXT NOT NULL,
    asked TEXT,                     -- [start, end] of the question that it answers
    asked_text TEXT NOT NULL
);
CREATE INDEX statements_by_place ON statements (document_id, ordinal);
CREATE INDEX statements_by_profile ON statements (document_id, profile);

CREATE TABLE holdings (             -- which passages hold words of which statements
    passage INTEGER NOT NULL REFERENCES passages (row) ON DELETE CASCADE,
    statement INTEGER NOT NULL REFERENCES statements (row) ON DELETE CASCADE,
    PRIMARY KEY (passage, statement)
) WITHOUT ROWID;
CREATE INDEX holdings_by_statement ON holdings (statement);

CREATE TABLE speakers (
    id TEXT PRIMARY KEY,
    block TEXT NOT NULL,            -- the first of its profiles' blocks
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT,
    aliases TEXT NOT NULL,
    statement_count INTEGER NOT NULL,
    document_count INTEGER NOT NULL
);
CREATE INDEX speakers_by_block ON speakers (block);
CREATE INDEX speakers_by_weight ON speakers (statement_count DESC, name, id);

CREATE TABLE beginnings (           -- names and aliases, folded, from each of their words on
    beginning TEXT NOT NULL,
    speaker_id TEXT NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
    PRIMARY KEY (beginning, speaker_id)
) WITHOUT ROWID;
CREATE INDEX beginnings_by_speaker ON beginnings (speaker_id);

CREATE TABLE removals (             -- what a view has to leave out to catch up
    generation INTEGER NOT NULL,
    what TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (what, generation, row)
) WITHOUT ROWID;
"""

# What passages and statements have in common: vectors, full text, a log of removals.
VIEWED = """
CREATE TABLE {one}_vectors (
    row INTEGER PRIMARY KEY REFERENCES {one}s (row) ON DELETE CASCADE,
    vector BLOB NOT NULL            -- float32, little-endian, L2-normalised
);
CREATE VIRTUAL TABLE {one}_words USING fts5 (
    {words}, content = '{one}s', content_rowid = 'row',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER {one}_added AFTER INSERT ON {one}s BEGIN
    INSERT INTO {one}_words (rowid, {words}) VALUES (new.row, {new});
END;
CREATE TRIGGER {one}_removed AFTER DELETE ON {one}s BEGIN
    INSERT INTO {one}_words ({one}_words, rowid, {words}) VALUES ('delete', old.row, {old});
    INSERT INTO removals SELECT generation, '{one}s', old.row FROM state;
END;
"""

_SCARCE = 2**20  # bytes; a disk with less is full
_IDENTITY = 16  # characters
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN}


def create(path: Path | None, manifest: Manifest | None) -> sqlite3.Connection:
    """A new, empty catalogue, open for writing; None makes it in memory. Raises OSError."""
    connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
    try:
        with damage_named(path):
            return _created(connection, path, manifest)
    except BaseException:
        connection.close()
        raise


def _viewed(one: str, *words: str) -> str:
    new, old = (", ".join(f"{row}.{each}" for each in words) for row in ("new", "old"))
    return VIEWED.format(one=one, words=", ".join(words), new=new, old=old)


def _created(
    connection: sqlite3.Connection, path: Path | None, manifest: Manifest | None
) -> sqlite3.Connection:
    connection.execute("PRAGMA page_size = 8192")  # five vectors of 384 dimensions fill a page
    if path:
        connection.execute("PRAGMA journal_mode = WAL")
    stored = json.dumps(asdict(manifest)) if manifest else None
    connection.executescript(
        "BEGIN;" + SCHEMA + _viewed("passage", "text", "label") + _viewed("statement", "text")
    )
    connection.execute(
        "INSERT INTO state VALUES (1, ?, 0, 0, ?, NULL, NULL)", (token_hex(_IDENTITY // 2), stored)
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("COMMIT")
    return _prepared(connection)


def connect(path: Path, *, writing: bool = False) -> sqlite3.Connection:
    """An existing catalogue. Raises FileNotFoundError, StoreDamaged where it is not one of ours.

    May be handed from thread to thread; one thread at a time.
    """
    with damage_named(path):
        if not path.exists():
            raise FileNotFoundError(path)
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?{_mode(path)}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _check_format(connection, path)
            return _prepared(connection, writing=writing)
        except BaseException:
            connection.close()
            raise


def _mode(path: Path) -> str:
    """Where nobody can write, SQLite cannot keep its lock beside the catalogue, and need not."""
    log = path.with_name(f"{path.name}-wal")
    frozen = not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)
    return "immutable=1" if frozen else "mode=rw"


def manifest_of(connection: sqlite3.Connection) -> Manifest | None:
    (stored,) = connection.execute("SELECT manifest FROM state").fetchone()
    return Manifest(**json.loads(stored)) if stored else None


def corrections_of(connection: sqlite3.Connection) -> Corrections:
    (stored,) = connection.execute("SELECT corrections FROM state").fetchone()
    return Corrections.from_json(stored)


def identity_of(connection: sqlite3.Connection) -> bytes:
    (identity,) = connection.execute("SELECT identity FROM state").fetchone()
    return str(identity).encode()


def generation_of(connection: sqlite3.Connection) -> int:
    (generation,) = connection.execute("SELECT generation FROM state").fetchone()
    return int(generation)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One change of the catalogue and one generation: all of it is committed, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # First, because the triggers write the new generation into the log of removals.
        connection.execute("UPDATE state SET generation = generation + 1")
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def note(connection: sqlite3.Connection, build: Build, *, after: int) -> None:
    """Record a finished pass, in a generation later than ``after``."""
    with transaction(connection):
        connection.execute(
            "UPDATE state SET last_build = ?, generation = max(generation, ? + 1)",
            (json.dumps(asdict(build)), after),
        )


def follow(connection: sqlite3.Connection, *, after: int) -> None:
    """Make its generation later than ``after``."""
    with transaction(connection):
        connection.execute("UPDATE state SET generation = max(generation, ? + 1)", (after,))


@contextmanager
def damage_named(path: Path | None) -> Iterator[None]:
    """Turns what SQLite says of an unusable file into StoreDamaged, of the disk into OSError."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _full(path)):
            raise OSError(errno.ENOSPC, "No space is left for the index", str(path)) from error
        broken = code in _DAMAGED or str(error).startswith("no such ")
        if path and (broken or code == sqlite3.SQLITE_IOERR) and not path.exists():
            raise FileNotFoundError(path) from error
        if path and broken:
            raise StoreDamaged(_advice(path, str(error))) from error
        if code == sqlite3.SQLITE_IOERR:
            raise OSError(errno.EIO, f"The index is out of reach: {error}", str(path)) from error
        raise


def _full(path: Path | None) -> bool:
    """Where not even SQLite's lock fits, it says no more than that there was an error."""
    return path is not None and path.exists() and shutil.disk_usage(path).free < _SCARCE


def _prepared(connection: sqlite3.Connection, *, writing: bool = True) -> sqlite3.Connection:
    connection.execute("PRAGMA busy_timeout = 30000")
    connection.execute("PRAGMA temp_store = MEMORY")
    if writing:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -32768")
        # A commit survives a power cut, so that a checkpoint never knows more than the catalogue.
        connection.execute("PRAGMA synchronous = FULL")
    else:
        # Of the writer it would be memory that grows with the folder, and little is read there.
        connection.execute("PRAGMA mmap_size = 268435456")
        connection.execute("PRAGMA query_only = ON")
    return connection


def _check_format(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise StoreDamaged(_advice(path, "it is not an onrecord catalogue"))
    if version > FORMAT:
        raise StoreDamaged(_advice(path, "a newer version of onrecord made it"))
    if version < FORMAT:
        raise StoreOutdated(_advice(path, "an older version of onrecord made it"))


def _advice(path: Path, reason: str) -> str:
    return (
        f"The index at {path} cannot be read: {reason}. "
        "The documents are untouched; `onrecord index --rebuild` makes it anew."
    )
