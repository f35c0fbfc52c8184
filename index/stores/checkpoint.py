"""Checkpoints: views saved beside the catalogue, so that a start need not make them anew.

One can be lost at any time. It is trusted only whole, and only beside the catalogue it is of.
"""

import os
import sqlite3
import struct
import zlib
from pathlib import Path

import faiss
import numpy as np

from index.store import What
from index.stores.catalogue import identity_of
from index.stores.view import View, build, with_base

# Magic, identity of the catalogue, generation, last row, row count, CRC-32 of the index.
_HEADER = struct.Struct("<8s16sqqqI")
_MAGIC = b"onrview1"


def checkpoint_path(folder: Path, what: What) -> Path:
    return folder / f"{what}.view"


def write_checkpoints(connection: sqlite3.Connection, folder: Path) -> None:
    """Save the views, where more than a tenth of the rows changed since it was last done.

    A crash at any moment leaves the old checkpoint or the new one. Called by the writer only.
    """
    kinds: tuple[What, ...] = ("passages", "statements")
    if not any(_outdated(what, connection, folder) for what in kinds):
        return
    (generation,) = connection.execute("SELECT generation FROM state").fetchone()
    identity = identity_of(connection)
    before = [_saved(checkpoint_path(folder, what), identity) for what in kinds]
    for what in kinds:
        save(build(what, connection, generation), checkpoint_path(folder, what), identity)
    # Other processes' views are mostly no older than the checkpoint before; older ones load anew.
    known = min(saved[0] if saved else 0 for saved in before)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM removals WHERE generation <= ?", (known,))
    connection.execute("UPDATE state SET logged_from = max(logged_from, ?)", (known,))
    connection.execute("COMMIT")


def save(view: View, path: Path, identity: bytes) -> None:
    """Write a checkpoint of a view: all of it, or nothing."""
    whole = view if view.base and not len(view.tail_rows) else with_base(view)
    index = faiss.serialize_index(whole.base).data if whole.base else memoryview(b"")
    checksum = zlib.crc32(index)
    header = _HEADER.pack(_MAGIC, identity, view.generation, view.last_row, len(view), checksum)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(header)
        file.write(index)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def load(path: Path, identity: bytes) -> View | None:
    """The view of a checkpoint; None where it is missing, damaged or another catalogue's."""
    try:
        data = path.read_bytes()
        magic, owner, generation, last_row, count, checksum = _HEADER.unpack_from(data)
        index = memoryview(data)[_HEADER.size :]
        if (magic, owner) != (_MAGIC, identity) or zlib.crc32(index) != checksum:
            return None
        base = faiss.deserialize_index(np.frombuffer(index, np.uint8)) if count else None
    except (OSError, struct.error, RuntimeError):
        return None
    if base is not None and not isinstance(base, faiss.IndexIDMap):
        return None
    width = base.d if base else 0
    nothing = np.empty(0, np.int64)
    return View(generation, last_row, base, nothing, np.empty((0, width), np.float32), nothing)


def _saved(path: Path, identity: bytes) -> tuple[int, int, int] | None:
    """Generation, last row and row count of a checkpoint, without reading the rest of it."""
    try:
        with path.open("rb") as file:
            magic, owner, generation, last_row, count, _ = _HEADER.unpack(file.read(_HEADER.size))
    except (OSError, struct.error):
        return None
    return (generation, last_row, count) if (magic, owner) == (_MAGIC, identity) else None


def _outdated(what: What, connection: sqlite3.Connection, folder: Path) -> bool:
    saved = _saved(checkpoint_path(folder, what), identity_of(connection))
    if saved is None:
        return True
    generation, last_row, count = saved
    (logged_from,) = connection.execute("SELECT logged_from FROM state").fetchone()
    if generation < logged_from:
        return True  # nothing catches up from it any more
    (changed,) = connection.execute(
        f"SELECT (SELECT count(*) FROM {what} WHERE row > ?)"
        " + (SELECT count(*) FROM removals WHERE what = ? AND generation > ? AND row <= ?)",
        (last_row, what, generation, last_row),
    ).fetchone()
    return bool(changed * 10 > count)
