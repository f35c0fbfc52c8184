"""A cursor goes on where its page ended, whatever became of the list."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from api.paging import Key, Window

ROWS = st.sets(st.tuples(st.integers(0, 9), st.text(max_size=3)), max_size=12).map(sorted)


class List:
    def __init__(self, rows: Sequence[Key]) -> None:
        self.rows = rows

    def read(self, offset: int, limit: int) -> tuple[Sequence[Key], int]:
        return self.rows[offset : offset + limit], len(self.rows)


def page(rows: Sequence[Key], window: Window) -> tuple[Sequence[Key], str | None]:
    found = window.page(List(rows).read, lambda row: row, lambda row: row)
    return found.items, found.next


@given(ROWS, st.integers(1, 5))
def test_pages_are_the_list(rows: Sequence[Key], limit: int) -> None:
    items, cursor = page(rows, Window(limit))
    found = list(items)
    while cursor:
        items, cursor = page(rows, Window(limit, cursor=cursor))
        assert items
        found += items
    assert found == rows


@given(ROWS, ROWS, st.integers(1, 5))
def test_nothing_comes_twice_and_nothing_that_stays_is_left_out(
    before: Sequence[Key], after: Sequence[Key], limit: int
) -> None:
    first, cursor = page(before, Window(limit))
    if cursor is None:
        return
    rest, _ = page(after, Window(100, cursor=cursor))
    assert list(rest) == [row for row in after if row > first[-1]]


@given(ROWS, st.integers(0, 5))
def test_an_offset_counts_from_the_cursor(rows: Sequence[Key], offset: int) -> None:
    _, cursor = page(rows, Window(2))
    if cursor:
        rest, _ = page(rows, Window(100, offset, cursor))
        assert list(rest) == list(rows[2 + offset :])
