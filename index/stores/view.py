"""Views: the vectors of the catalogue in memory, searched by FAISS.

A view is never changed. The next generation's is made from it by what was added and removed since,
so a search needs no lock and a snapshot keeps the view it has. It holds a FAISS index (the base,
``bases.py``) and, beside it, the few rows that came later (the tail); when these grow, a new base
is made. It proposes rows; what exists and how near it is, is for the catalogue to say.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import faiss
import numpy as np

from index.store import Vectors, What
from index.stores.bases import Base, flat, selector
from index.stores.vectors import Rows, joined, rows_of, stored

_SMALLEST_BASE = 4096  # rows; fewer are searched as fast without one


@dataclass(frozen=True, slots=True)
class View:
    """The rows of one generation.

    ``tail_rows``: shape (n,), ascending; ``tail``: shape (n, dimension), float32, L2-normalised;
    ``removed``: rows of either that are no more. ``last_row`` is the last ever seen, so that a row
    after it is new.
    """

    generation: int
    last_row: int
    base: Base | None
    tail_rows: Rows
    tail: Vectors
    removed: Rows
    _there: faiss.IDSelector | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        there = faiss.IDSelectorNot(selector(self.removed)) if len(self.removed) else None
        object.__setattr__(self, "_there", there)

    def __len__(self) -> int:
        held = (len(self.base) if self.base else 0) + len(self.tail_rows)
        return held - len(self.removed)

    @property
    def error(self) -> float:
        """A bound on how far a score can be from the exact one, and a component of a vector too."""
        return self.base.error if self.base else 0.0

    def search(self, vector: Vectors, k: int, only: Rows | None = None) -> tuple[Rows, Vectors]:
        """The rows nearest to ``vector`` (shape (dimension,)), best first, and their scores.

        Both of shape (n,), n ≤ k. ``only`` are the rows that may be found, and none of them is
        missed; where it is None all may be, and inverted lists miss a few.
        """
        rows, scores = self._search_tail(vector, only)
        if self.base:
            # One question gains nothing from threads; waking them costs up to 20 ms.
            faiss.omp_set_num_threads(1)
            # ``only`` comes from the catalogue's own rows, so no removed one is among them.
            among = self._there if only is None else selector(only)
            near = self.base.search(vector, k, among, thorough=only is not None)
            rows, scores = np.concatenate([near[0], rows]), np.concatenate([near[1], scores])
        best = np.argsort(-scores, kind="stable")[:k]
        return rows[best], scores[best]

    def pieces(self) -> Iterator[tuple[Rows, Vectors]]:
        """Every row once, with its vector as it is kept: shapes (n,) and (n, dimension)."""
        if self.base:
            for rows, vectors in self.base.pieces():
                kept = ~np.isin(rows, self.removed)
                yield rows[kept], vectors[kept]
        kept = ~np.isin(self.tail_rows, self.removed)
        yield self.tail_rows[kept], self.tail[kept]

    def _search_tail(self, vector: Vectors, only: Rows | None) -> tuple[Rows, Vectors]:
        rows, tail = self.tail_rows, self.tail
        if only is not None or len(self.removed):
            kept = ~np.isin(rows, self.removed)
            if only is not None:
                kept &= np.isin(rows, only)
            rows, tail = rows[kept], tail[kept]
        return rows, tail @ vector if len(rows) else np.empty(0, np.float32)


def empty(generation: int) -> View:
    nothing = np.empty(0, np.int64)
    return View(generation, 0, None, nothing, np.empty((0, 0), np.float32), nothing)


def over(base: Base, generation: int, last_row: int) -> View:
    """The view of a base alone."""
    tail = np.empty((0, base.dimension), np.float32)
    return replace(empty(generation), last_row=last_row, base=base, tail=tail)


def build(what: What, connection: sqlite3.Connection, generation: int) -> View:
    """A view made from the catalogue alone. It is exact: fitting inverted lists takes longer than
    anybody who asks would wait, so the writer alone does it (``checkpoint.py``)."""
    chunks = stored(what, connection)
    if len(rows_of(what, connection)) < _SMALLEST_BASE:
        rows, vectors = joined(chunks)
        last = int(rows[-1]) if len(rows) else 0
        return replace(empty(generation), last_row=last, tail_rows=rows, tail=vectors)
    base, last = flat(chunks)
    return over(base, generation, last)


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
    rows, vectors = joined(stored(what, connection, after=view.last_row))
    later = replace(
        view,
        generation=generation,
        last_row=int(rows[-1]) if len(rows) else view.last_row,
        tail_rows=np.concatenate([view.tail_rows, rows]),
        tail=_stacked(view.tail, vectors),
        removed=np.union1d(view.removed, np.array(gone, np.int64).ravel()),
    )
    bound = max(_SMALLEST_BASE, (len(view.base) if view.base else 0) // 10)
    small = len(later.tail_rows) < bound and len(later.removed) < bound
    return later if small else None


def _stacked(above: Vectors, below: Vectors) -> Vectors:
    """Both, one above the other; an empty one has no width yet."""
    if not len(above) or not len(below):
        return above if len(above) else below
    return np.concatenate([above, below])
