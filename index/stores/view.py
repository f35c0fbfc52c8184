"""Views: the vectors of the catalogue in memory, searched by FAISS.

A view is never changed. The next generation's is made from it by what was added and removed since,
so a search needs no lock and a snapshot keeps the view it has. It holds a FAISS index (the base)
and, beside it, the few rows that came later (the tail); when these grow, a new base is made. It
proposes rows; what exists and how near it is, is for the catalogue to say.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

import faiss
import numpy as np
import numpy.typing as npt

from index.store import StoreDamaged, Vectors, What

Rows = npt.NDArray[np.int64]

_SMALLEST_BASE = 4096  # rows; fewer are searched as fast without one
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


def build(what: What, connection: sqlite3.Connection, generation: int) -> View:
    """A view made from the catalogue alone."""
    rows, vectors = _read_vectors(what, connection, after=0)
    last = int(rows[-1]) if len(rows) else 0
    view = View(generation, last, None, rows, vectors, np.empty(0, np.int64))
    return view if len(rows) < _SMALLEST_BASE else with_base(view)


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


def _selecting(selector: faiss.IDSelector) -> faiss.SearchParameters:
    # As an argument, so that FAISS keeps the selector as long as it needs it; unknown to its types.
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]


def _stacked(above: Vectors, below: Vectors) -> Vectors:
    """Both, one above the other; an empty one has no width yet."""
    if not len(above) or not len(below):
        return above if len(above) else below
    return np.concatenate([above, below])


def with_base(view: View) -> View:
    """The same rows, all of them in a FAISS index."""
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
