"""Paging: which part of a list a reply holds.

A cursor goes on where a page ended, also in a list that has changed meanwhile: nothing comes twice,
and nothing that was there all the time is left out.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError

from api.problems import Problem
from api.schemas.base import LARGEST_OFFSET
from api.schemas.pages import Page
from index.documents import Speaker, StoredStatement
from index.store import StoredDocument
from qa.replies import FoundPassage

_Row = TypeVar("_Row")
_Shown = TypeVar("_Shown")
Key = tuple[int | float | str, ...]
"""Where a row stands in its list: lists are in the order of their keys."""


class Cursor(NamedTuple):
    """After the row of this key, which was the ``position``-th, counted from 1."""

    position: int
    key: Key

    def __str__(self) -> str:
        return urlsafe_b64encode(json.dumps(self).encode()).decode().rstrip("=")

    @classmethod
    def of(cls, text: str) -> "Cursor":
        """Raises ValueError."""
        padded = text + "=" * (-len(text) % 4)
        return _CURSOR.validate_json(urlsafe_b64decode(padded.encode("ascii")), strict=True)


_CURSOR = TypeAdapter(Cursor)


@dataclass(frozen=True, slots=True)
class Window:
    """``offset`` counts from the cursor where there is one, else from the list's beginning."""

    limit: int
    offset: int = 0
    cursor: str | None = None

    def page(
        self,
        read: Callable[[int, int], tuple[Sequence[_Row], int]],
        key: Callable[[_Row], Key],
        show: Callable[[_Row], _Shown],
    ) -> Page[_Shown]:
        """``read`` gives rows by offset and limit, and how many there are in all.

        Raises Problem: 404 for a cursor that is none of this list's.
        """
        start = self.offset
        if self.cursor is not None:
            start += _after(self.cursor, read, key)
        rows, total = read(start, self.limit)
        end = start + len(rows)
        return Page(
            items=[show(row) for row in rows],
            total=total,
            limit=self.limit,
            offset=start,
            next=str(Cursor(end, key(rows[-1]))) if rows and end < total else None,
        )


def _after(
    text: str,
    read: Callable[[int, int], tuple[Sequence[_Row], int]],
    key: Callable[[_Row], Key],
) -> int:
    """How many rows there are up to the cursor."""
    try:
        position, wanted = Cursor.of(text)
        likely = position - 1 if 1 <= position <= LARGEST_OFFSET else 0
        rows, total = read(likely, 1)
        if rows and key(rows[0]) == wanted:
            return likely + 1
        return bisect_right(range(total), wanted, key=lambda n: key(read(n, 1)[0][0]))
    except (ValueError, ValidationError, TypeError):
        raise Problem(
            404, "This list has no such cursor; begin without one, and go on with its `next`."
        ) from None


def by_title(stored: StoredDocument) -> Key:
    return stored.document.title, stored.document.id


def by_count(speaker: Speaker) -> Key:
    return -speaker.statement_count, speaker.name, speaker.id


def by_score(found: FoundPassage) -> Key:
    return -found.score, found.passage.id


def by_date(statement: StoredStatement) -> Key:
    """The latest first, those without a date last, each document's in text order."""
    day = -statement.published.toordinal() if statement.published else 0
    return day, statement.document_id, int(statement.id.rpartition("-s")[2])
