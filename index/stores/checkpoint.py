"""Checkpoints: the bases of views saved beside the catalogue, so that a start need not make them.

A small one is flat, a large one in inverted lists. One can be lost
at any time. It is trusted only whole, and only beside the catalogue it is of.
"""

import os
import sqlite3
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from index.store import What
from index.stores.bases import Base, flat, lists, mapped, sample_size, write
from index.stores.catalogue import identity_of
from index.stores.vectors import rows_of, stored, stored_at
from index.stores.view import View, empty, over

LISTS_FROM = 100_000
"""Rows from which on a view is in inverted lists; fewer are compared as fast, and exactly."""

# They stand at the end of the file, behind the index: magic, identity of the catalogue, generation,
# last row, row count, kind of base; and the CRC-32 of all before it.
_ABOUT = struct.Struct("<8s16sqqq8s")
_CHECKSUM = struct.Struct("<I")
_MAGIC = b"onrview2"
_CHUNK = 2**22  # bytes


@dataclass(frozen=True, slots=True)
class _Saved:
    generation: int
    last_row: int
    count: int
    kind: str


def checkpoint_path(folder: Path, what: What) -> Path:
    return folder / f"{what}.view"


def write_checkpoints(
    connection: sqlite3.Connection, folder: Path, lists_from: int = LISTS_FROM
) -> None:
    """Save the views of which more than a tenth of the rows changed since it was last done.

    ``lists_from``: rows from which on a view is searched by inverted lists. A crash at any moment
    leaves the old checkpoint or the new one. Called by the writer only.
    """
    kinds: tuple[What, ...] = ("passages", "statements")
    outdated = [what for what in kinds if _outdated(what, connection, folder)]
    if not outdated:
        return
    (generation,) = connection.execute("SELECT generation FROM state").fetchone()
    identity = identity_of(connection)
    before = [_saved(checkpoint_path(folder, what), identity) for what in kinds]
    for what in outdated:
        made = _made(what, connection, lists_from)
        save(made, generation, checkpoint_path(folder, what), identity)
    # Other processes' views are mostly no older than the checkpoint before; older ones load anew.
    known = min(saved.generation if saved else 0 for saved in before)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM removals WHERE generation <= ?", (known,))
    connection.execute("UPDATE state SET logged_from = max(logged_from, ?)", (known,))
    connection.execute("COMMIT")


def save(made: tuple[Base, int] | None, generation: int, path: Path, identity: bytes) -> None:
    """Write a checkpoint of a base and its last row, None where there is none: all or nothing."""
    base, last_row = made or (None, 0)
    part = path.with_suffix(".part")
    with part.open("w+b") as file:
        if base:
            write(base, file)
        count, kind = (len(base), base.kind) if base else (0, "")
        about = _ABOUT.pack(_MAGIC, identity, generation, last_row, count, kind.encode())
        file.write(about)
        checksum = _checksum(file, file.tell())
        file.write(_CHECKSUM.pack(checksum))
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def load(path: Path, identity: bytes) -> View | None:
    """The view of a checkpoint; None where it is missing, damaged or another catalogue's.

    All of the file is read once; its base stays in it, mapped into memory.
    """
    saved = _saved(path, identity)
    try:
        if saved is None or not _whole(path):
            return None
        if not saved.count:
            return empty(saved.generation)
        return over(mapped(path, saved.kind), saved.generation, saved.last_row)
    except (OSError, RuntimeError, KeyError, TypeError):
        return None


def _made(what: What, connection: sqlite3.Connection, lists_from: int) -> tuple[Base, int] | None:
    """The base of all rows, of the kind that suits their number, and the last of them."""
    rows = rows_of(what, connection)
    if not len(rows):
        return None
    if len(rows) < lists_from:
        return flat(stored(what, connection))
    seeded = np.random.default_rng(len(rows))
    sampled = np.sort(seeded.choice(rows, sample_size(len(rows)), replace=False))
    return lists(stored(what, connection), stored_at(what, connection, sampled)[1], len(rows))


def _saved(path: Path, identity: bytes) -> _Saved | None:
    """What a checkpoint says of itself, without reading the rest of it."""
    try:
        with path.open("rb") as file:
            file.seek(-_ABOUT.size - _CHECKSUM.size, os.SEEK_END)
            magic, owner, generation, last_row, count, kind = _ABOUT.unpack(file.read(_ABOUT.size))
    except (OSError, struct.error):
        return None
    if (magic, owner) != (_MAGIC, identity):
        return None
    return _Saved(generation, last_row, count, kind.rstrip(b"\0").decode("ascii", "replace"))


def _whole(path: Path) -> bool:
    with path.open("rb") as file:
        end = file.seek(-_CHECKSUM.size, os.SEEK_END)
        (checksum,) = _CHECKSUM.unpack(file.read())
        return bool(checksum == _checksum(file, end))


def _checksum(file: BinaryIO, end: int) -> int:
    """The CRC-32 of a file up to an offset."""
    checksum = 0
    file.seek(0)
    for at in range(0, end, _CHUNK):
        checksum = zlib.crc32(file.read(min(_CHUNK, end - at)), checksum)
    return checksum


def _outdated(what: What, connection: sqlite3.Connection, folder: Path) -> bool:
    saved = _saved(checkpoint_path(folder, what), identity_of(connection))
    if saved is None:
        return True
    (logged_from,) = connection.execute("SELECT logged_from FROM state").fetchone()
    if saved.generation < logged_from:
        return True  # nothing catches up from it any more
    (changed,) = connection.execute(
        f"SELECT (SELECT count(*) FROM {what} WHERE row > ?)"
        " + (SELECT count(*) FROM removals WHERE what = ? AND generation > ? AND row <= ?)",
        (saved.last_row, what, saved.generation, saved.last_row),
    ).fetchone()
    return bool(changed * 10 > saved.count)
