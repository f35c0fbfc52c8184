"""Vectors as the catalogue has them: float32, read in chunks, so that memory is bounded."""

import sqlite3
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from index.store import StoreDamaged, Vectors, What
from index.stores.filters import listed

Rows = npt.NDArray[np.int64]

_CHUNK = 8192


def stored(
    what: What, connection: sqlite3.Connection, *, after: int = 0
) -> Iterator[tuple[Rows, Vectors]]:
    """The rows after this one, ascending, and their vectors: shapes (n,) and (n, dimension).

    Raises StoreDamaged where these are not of one length.
    """
    yield from _chunks(
        what,
        connection.execute(
            f"SELECT row, vector FROM {what[:-1]}_vectors WHERE row > ? ORDER BY row", (after,)
        ),
    )


def stored_at(what: What, connection: sqlite3.Connection, rows: Rows) -> tuple[Rows, Vectors]:
    """Those of ``rows`` that there are, ascending, and their vectors. Raises StoreDamaged."""
    cursor = connection.execute(
        f"SELECT row, vector FROM {what[:-1]}_vectors"
        " WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row",
        (listed(rows.tolist()),),
    )
    rows = rows.copy()
    vectors, filled = np.empty((0, 0), np.float32), 0
    for chunk, some in _chunks(what, cursor):
        if not filled:  # in one piece from the start, as it can be a fifth of all
            vectors = np.empty((len(rows), some.shape[1]), np.float32)
        rows[filled : filled + len(chunk)] = chunk
        vectors[filled : filled + len(chunk)] = some
        filled += len(chunk)
    return rows[:filled], vectors[:filled]


def joined(chunks: Iterable[tuple[Rows, Vectors]]) -> tuple[Rows, Vectors]:
    """Chunks as one; without any, shapes (0,) and (0, 0)."""
    parts = list(chunks)
    if not parts:
        return np.empty(0, np.int64), np.empty((0, 0), np.float32)
    return np.concatenate([rows for rows, _ in parts]), np.concatenate([each for _, each in parts])


def rows_of(what: What, connection: sqlite3.Connection) -> Rows:
    """Every row that has a vector, ascending."""
    cursor = connection.execute(f"SELECT row FROM {what[:-1]}_vectors ORDER BY row")
    return np.fromiter((row for (row,) in cursor), np.int64)


def _chunks(what: What, cursor: sqlite3.Cursor) -> Iterator[tuple[Rows, Vectors]]:
    size = None
    while chunk := cursor.fetchmany(_CHUNK):
        size = size or len(chunk[0][1])
        if not size or any(len(vector) != size for _, vector in chunk):
            raise StoreDamaged(
                f"The vectors of the {what} are not of one length. The documents are untouched; "
                "`onrecord index --rebuild` makes the index anew."
            )
        rows = np.fromiter((row for row, _ in chunk), np.int64, len(chunk))
        yield rows, np.frombuffer(b"".join(each for _, each in chunk), "<f4").reshape(len(rows), -1)
