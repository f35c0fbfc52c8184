"""Views: the vectors of the catalogue in memory, searched by FAISS.

A view is never changed. The next generation's is made from it by what was added and removed since,
so a search needs no lock and a snapshot keeps the view it has. It holds a FAISS index (the base)
and, beside it, the few rows that came later (the tail); when these grow, a new base is made. It
proposes rows; what exists and how near it is, is for the catalogue to say.
"""

import os
import sqlite3
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import faiss
import numpy as np
import numpy.typing as npt

from index.store import StoreDamaged, Vectors, What

Rows = npt.NDArray[np.int64]

_SMALLEST_BASE = 4096  # rows; fewer are searched as fast without one
_HEADER = struct.Struct("<8sqqqI")  # magic, generation, last row, row count, CRC-32 of the index
_MAGIC = b"onrview1"
_CHUNK = 8192


@dataclass(frozen=True, slots=True)
class View:
    """The rows of one generation. ``base`` is an IndexIDMap over IndexFlatIP, or None.

    ``tail_rows``: shape (n,), ascending; ``tail``: shape (n, dimension), float32, L2-normalised;
    ``removed``: rows of either that are no more. ``last_row`` is the last ever seen, so that a row
    after it is new.
    """

    generation: int
    last_row: int
    base: faiss.IndexIDMap | None
    tail_rows: Rows
    tail: Vectors
    removed: Rows

    def __len__(self) -> int:
        held = (self.base.ntotal if self.base else 0) + len(self.tail_rows)
        return int(held - len(self.removed))

    def search(self, vector: Vectors, k: int, only: Rows | None = None) -> tuple[Rows, Vectors]:
        """The rows nearest to ``vector`` (shape (dimension,)), best first, and their scores.

        Both of shape (n,), n ≤ k. ``only`` are the rows that may be found, all where it is None.
        """
        rows, scores = self._search_tail(vector, only)
        if self.base:
            # One question gains nothing from threads; waking them costs up to 20 ms.
            faiss.omp_set_num_threads(1)
            near = self.base.search(
                vector[None, :], min(k, self.base.ntotal), params=self._kept(only)
            )
            found = near[1][0] >= 0
            rows = np.concatenate([near[1][0][found], rows])
            scores = np.concatenate([near[0][0][found], scores])
        best = np.argsort(-scores, kind="stable")[:k]
        return rows[best], scores[best]

    def contents(self) -> tuple[Rows, Vectors]:
        """Every row and its vector, rows ascending: shapes (n,) and (n, dimension)."""
        rows, vectors = self.tail_rows, self.tail
        if self.base:
            base = self.base.index.reconstruct_n(0, self.base.ntotal)
            rows = np.concatenate([faiss.vector_to_array(self.base.id_map), rows])
            vectors = _stacked(base, vectors)
        kept = ~np.isin(rows, self.removed)
        order = np.argsort(rows[kept], kind="stable")
        return rows[kept][order], vectors[kept][order]

    def _search_tail(self, vector: Vectors, only: Rows | None) -> tuple[Rows, Vectors]:
        rows, tail = self.tail_rows, self.tail
        if only is not None or len(self.removed):
            kept = ~np.isin(rows, self.removed)
            if only is not None:
                kept &= np.isin(rows, only)
            rows, tail = rows[kept], tail[kept]
        return rows, tail @ vector if len(rows) else np.empty(0, np.float32)

    def _kept(self, only: Rows | None) -> faiss.SearchParameters | None:
        if only is not None:
            # These come from the catalogue's own rows, so no removed one is among them.
            return _selecting(faiss.IDSelectorBatch(only))
        if len(self.removed):
            gone = faiss.IDSelectorBatch(self.removed)
            return _selecting(faiss.IDSelectorNot(gone))
        return None


class Views:
    """The views of one edition: loaded when first needed, kept up with the catalogue.

    Safe to use from several threads.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._lock = Lock()
        self._latest: dict[What, View] = {}

    def latest(self) -> dict[What, View]:
        """What is in memory now. Taken before a transaction begins, it is never ahead of it."""
        return dict(self._latest)

    def at(
        self, what: What, connection: sqlite3.Connection, generation: int, held: View | None = None
    ) -> View:
        """The view of the generation that ``connection`` reads.

        ``held`` is an earlier one to start from where the latest is already beyond. Costs a reading
        of the checkpoint at first, then of the rows that were added since.
        """
        latest = self._latest.get(what)
        if latest and latest.generation == generation:
            return latest
        with self._lock:
            latest = self._latest.get(what)
            start = latest if latest and latest.generation <= generation else held
            view = self._caught_up(what, connection, generation, start)
            if latest is None or latest.generation < generation:
                self._latest[what] = view
            return view

    def _caught_up(
        self, what: What, connection: sqlite3.Connection, generation: int, start: View | None
    ) -> View:
        if start:
            view = catch_up(start, what, connection, generation)
            if view:
                return view
        saved = load(checkpoint_path(self._folder, what)) if self._folder else None
        if saved and saved.generation <= generation:
            view = catch_up(saved, what, connection, generation)
            # A checkpoint that is not of this catalogue is given away by its number of rows.
            if view and len(view) == _count(what, connection):
                return view
        return build(what, connection, generation)


def checkpoint_path(folder: Path, what: What) -> Path:
    return folder / f"{what}.view"


def build(what: What, connection: sqlite3.Connection, generation: int) -> View:
    """A view made from the catalogue alone."""
    rows, vectors = _read_vectors(what, connection, after=0)
    last = int(rows[-1]) if len(rows) else 0
    view = View(generation, last, None, rows, vectors, np.empty(0, np.int64))
    return view if len(rows) < _SMALLEST_BASE else _with_base(view)


def catch_up(
    view: View, what: What, connection: sqlite3.Connection, generation: int
) -> View | None:
    """The view of a later generation, or None where making it anew is the shorter way."""
    if view.generation == generation:
        return view
    (logged_from,) = connection.execute("SELECT logged_from FROM state").fetchone()
    if view.generation < logged_from:
        return None
    gone = connection.execute(
        "SELECT row FROM removals WHERE what = ? AND generation > ? AND row <= ?",
        (what, view.generation, view.last_row),
    ).fetchall()
    rows, vectors = _read_vectors(what, connection, after=view.last_row)
    later = replace(
        view,
        generation=generation,
        last_row=int(rows[-1]) if len(rows) else view.last_row,
        tail_rows=np.concatenate([view.tail_rows, rows]),
        tail=_stacked(view.tail, vectors),
        removed=np.union1d(view.removed, np.array(gone, np.int64).ravel()),
    )
    bound = max(_SMALLEST_BASE, (view.base.ntotal if view.base else 0) // 10)
    small = len(later.tail_rows) < bound and len(later.removed) < bound
    return later if small else None


def write_checkpoints(connection: sqlite3.Connection, folder: Path) -> None:
    """Save the views, where more than a tenth of the rows changed since it was last done.

    A crash at any moment leaves the old checkpoint or the new one. Called by the writer only.
    """
    kinds: tuple[What, ...] = ("passages", "statements")
    if not any(_outdated(what, connection, folder) for what in kinds):
        return
    (generation,) = connection.execute("SELECT generation FROM state").fetchone()
    before = [_generation_saved(checkpoint_path(folder, what)) for what in kinds]
    for what in kinds:
        save(build(what, connection, generation), checkpoint_path(folder, what))
    # Other processes' views are mostly no older than the checkpoint before; older ones load anew.
    known = min(before)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM removals WHERE generation <= ?", (known,))
    connection.execute("UPDATE state SET logged_from = max(logged_from, ?)", (known,))
    connection.execute("COMMIT")


def save(view: View, path: Path) -> None:
    """Write a checkpoint of a view: all of it, or nothing."""
    whole = view if view.base and not len(view.tail_rows) else _with_base(view)
    index = faiss.serialize_index(whole.base).data if whole.base else memoryview(b"")
    header = _HEADER.pack(_MAGIC, view.generation, view.last_row, len(view), zlib.crc32(index))
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(header)
        file.write(index)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def load(path: Path) -> View | None:
    """The view of a checkpoint; None where it is missing, cut short or not to be trusted."""
    try:
        data = path.read_bytes()
        magic, generation, last_row, count, checksum = _HEADER.unpack_from(data)
        index = memoryview(data)[_HEADER.size :]
        if magic != _MAGIC or zlib.crc32(index) != checksum:
            return None
        base = faiss.deserialize_index(np.frombuffer(index, np.uint8)) if count else None
    except (OSError, struct.error, RuntimeError):
        return None
    if base is not None and not isinstance(base, faiss.IndexIDMap):
        return None
    width = base.d if base else 0
    nothing = np.empty(0, np.int64)
    return View(generation, last_row, base, nothing, np.empty((0, width), np.float32), nothing)


def _selecting(selector: faiss.IDSelector) -> faiss.SearchParameters:
    # As an argument, so that FAISS keeps the selector as long as it needs it; unknown to its types.
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]


def _stacked(above: Vectors, below: Vectors) -> Vectors:
    """Both, one above the other; an empty one has no width yet."""
    if not len(above) or not len(below):
        return above if len(above) else below
    return np.concatenate([above, below])


def _with_base(view: View) -> View:
    rows, vectors = view.contents()
    nothing = np.empty(0, np.int64)
    tail = np.empty((0, vectors.shape[1]), np.float32)
    if not len(rows):
        return replace(view, base=None, tail_rows=nothing, tail=tail, removed=nothing)
    base = faiss.IndexIDMap(faiss.IndexFlatIP(vectors.shape[1]))
    base.add_with_ids(np.ascontiguousarray(vectors), rows)
    return replace(view, base=base, tail_rows=nothing, tail=tail, removed=nothing)


def _read_vectors(
    what: What, connection: sqlite3.Connection, *, after: int
) -> tuple[Rows, Vectors]:
    """The rows after this one, ascending, and their vectors: shapes (n,) and (n, dimension)."""
    rows: list[Rows] = [np.empty(0, np.int64)]
    vectors: list[Vectors] = []
    for chunk in _chunks(
        connection.execute(
            f"SELECT row, vector FROM {what[:-1]}_vectors WHERE row > ? ORDER BY row",
            (after,),
        )
    ):
        rows.append(np.fromiter((row for row, _ in chunk), np.int64, len(chunk)))
        joined = np.frombuffer(b"".join(vector for _, vector in chunk), "<f4")
        if joined.size % len(chunk):
            raise StoreDamaged(
                f"The vectors of the {what} are not of one length. The documents are untouched; "
                "`onrecord index --rebuild` makes the index anew."
            )
        vectors.append(joined.reshape(len(chunk), -1))
    whole = np.concatenate(vectors) if vectors else np.empty((0, 0), np.float32)
    return np.concatenate(rows), whole


def _chunks(cursor: sqlite3.Cursor) -> Iterator[list[tuple[int, bytes]]]:
    while chunk := cursor.fetchmany(_CHUNK):
        yield chunk


def _count(what: What, connection: sqlite3.Connection) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM {what}").fetchone()
    return int(count)


def _saved(path: Path) -> tuple[int, int, int] | None:
    """Generation, last row and row count of a checkpoint, without reading the rest of it."""
    try:
        with path.open("rb") as file:
            magic, generation, last_row, count, _ = _HEADER.unpack(file.read(_HEADER.size))
    except (OSError, struct.error):
        return None
    return (generation, last_row, count) if magic == _MAGIC else None


def _generation_saved(path: Path) -> int:
    saved = _saved(path)
    return saved[0] if saved else 0


def _outdated(what: What, connection: sqlite3.Connection, folder: Path) -> bool:
    saved = _saved(checkpoint_path(folder, what))
    if saved is None:
        return True
    generation, last_row, count = saved
    (changed,) = connection.execute(
        f"SELECT (SELECT count(*) FROM {what} WHERE row > ?)"
        " + (SELECT count(*) FROM removals WHERE what = ? AND generation > ? AND row <= ?)",
        (last_row, what, generation, last_row),
    ).fetchone()
    return bool(changed * 10 > count)
