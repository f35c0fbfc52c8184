"""Search: the nearest vectors and the best matches of words, within one snapshot."""

import itertools
import sqlite3
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

import numpy as np

from index.store import Filter, Hit, Vectors, What
from index.stores.filters import condition_of, listed
from index.stores.memory import Memory
from index.stores.vectors import Rows
from index.stores.view import View
from index.stores.words import any_of, phrase

_Row = TypeVar("_Row", int, str)
_EVERYTHING = Filter()
_CLOSE = 1e-6  # scores this near may be equal: float32 sums over other orders differ by less
_FEW = 256  # rows; so few are compared with the question without any view


class Search:
    """See ``index.store.Snapshot``: ``dense``, ``lexical``, ``mentions`` and ``frequency``."""

    def __init__(
        self, connection: sqlite3.Connection, memory: Memory, views: Callable[[What], View]
    ) -> None:
        self.connection = connection
        self._memory = memory
        self._views = views

    def view(self, what: What) -> View:
        """The view that searches of this snapshot use."""
        return self._views(what)

    def frequency(self, what: What, word: str) -> int:
        if (known := self._memory.frequencies.get((what, word))) is not None:
            return known
        words = phrase(word)
        query = f"SELECT count(*) FROM {what[:-1]}_words WHERE text MATCH ?"
        found = 0 if words is None else int(self._one(query, words))
        return self._memory.note_frequency(what, word, found)

    def dense(
        self, what: What, vector: Vectors, k: int, where: Filter = _EVERYTHING
    ) -> Sequence[Hit]:
        only = self._rows(what, where)
        if only is not None and len(only) <= _FEW:
            return self._scored(what, vector, only)[: max(k, 0)]

        view = self.view(what)

        def nearest(n: int) -> Sequence[tuple[int, float]]:
            rows, scores = view.search(vector, n, only)
            return list(zip(rows.tolist(), scores.tolist(), strict=True))

        best = _best(nearest, k, _CLOSE + 2 * view.error)
        rows = np.array([row for row, _ in best], np.int64)
        return self._scored(what, vector, rows)[: max(k, 0)]

    def lexical(
        self, what: What, words: Collection[str], k: int, where: Filter = _EVERYTHING
    ) -> Sequence[Hit]:
        return self._matches(what, any_of(words), k, where)

    def mentions(self, name: str, k: int) -> Sequence[Hit]:
        words = phrase(name)
        return self._matches("passages", words and f"text : {words}", k, _EVERYTHING)

    def _matches(self, what: What, expression: str | None, k: int, where: Filter) -> Sequence[Hit]:
        if expression is None:
            return []
        table = f"{what[:-1]}_words"
        kept, values = "", tuple[str, ...]()
        if where != _EVERYTHING:
            condition, values = condition_of(what, where)
            # The plus keeps SQLite from asking the full-text index row by row.
            kept = f"AND +rowid IN (SELECT r.row FROM {what} r WHERE {condition})"

        # Its own function and not its column "rank", which costs half as much again a row.
        query = f"""SELECT r.id, -found.score FROM (
                SELECT rowid, bm25({table}) score FROM {table} WHERE {table} MATCH ? {kept}
                ORDER BY score LIMIT ?
            ) found JOIN {what} r ON r.row = found.rowid ORDER BY found.score"""
        best = _best(lambda n: self._all(query, expression, *values, n), k)
        return sorted(itertools.starmap(Hit, best), key=_rank)[: max(k, 0)]

    def _rows(self, what: What, where: Filter) -> Rows | None:
        """The rows a filter lets through; None for all."""
        if where == _EVERYTHING:
            return None
        condition, values = condition_of(what, where)
        rows = self._all(f"SELECT r.row FROM {what} r WHERE {condition}", *values)
        return np.fromiter((row for (row,) in rows), np.int64, len(rows))

    def _scored(self, what: What, vector: Vectors, rows: Rows) -> list[Hit]:
        """These rows, as far as they are of this snapshot, with their exact scores, best first."""
        stored = self._all(
            f"SELECT r.id, v.vector FROM {what} r JOIN {what[:-1]}_vectors v ON v.row = r.row"
            " WHERE r.row IN (SELECT value FROM json_each(?))",
            listed(rows.tolist()),
        )
        if not stored:
            return []
        vectors = np.frombuffer(b"".join(v for _, v in stored), "<f4").reshape(len(stored), -1)
        # In double precision, so that equal vectors score equally wherever they stand.
        scores = (vectors.astype(np.float64) @ vector.astype(np.float64)).astype(np.float32)
        bounded = np.clip(scores, -1.0, 1.0).tolist()
        hits = (Hit(id, score) for (id, _), score in zip(stored, bounded, strict=True))
        return sorted(hits, key=_rank)

    def _all(self, query: str, *values: object) -> list[Any]:
        return self.connection.execute(query, [_storable(value) for value in values]).fetchall()

    def _one(self, query: str, *values: object) -> Any:  # noqa: ANN401
        return self._all(query, *values)[0][0]


def _best(
    search: Callable[[int], Sequence[tuple[_Row, float]]], k: int, close: float = _CLOSE
) -> Sequence[tuple[_Row, float]]:
    """At least the ``k`` best of a search, and all whose scores are ``close`` to the last one's.

    So a tie at the edge is decided by id, not by the order an index happens to keep, and what only
    seems to be less near than the last is not left out.
    """
    if k <= 0:
        return []
    wanted = k + 8
    while True:
        found = search(wanted)
        if len(found) < wanted or found[k - 1][1] - found[-1][1] > close:
            return found
        wanted *= 4


def _rank(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.id


def _storable(value: object) -> object:
    """A lone surrogate is in no row, and asking for one is no error."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
