"""Tables in text: CSV and its like, each row a line."""

import csv
import io

from index.readers.content import Content, Draft
from index.readers.plain import decode

_SAMPLE = 10_000  # characters that the delimiter is found in
_FIELD = 1_000_000  # characters of the longest cell
_END = "\x1a"  # a row of its own behind the last, so that this is seen to be closed


def read(data: bytes) -> Content:
    """What parts the columns (comma, semicolon, tab, bar) is found out."""
    source = decode(data)
    csv.field_size_limit(_FIELD)
    draft = Draft()
    for row in _rows(source, _delimiter(source)):
        draft.row(row)
    return Content(draft.text)


def _rows(source: str, delimiter: str, *, quoted: bool = True) -> list[list[str]]:
    """Where a quotation mark is never closed, none is one of cells: it would hold all that follows
    as one."""
    table = io.StringIO(f"{source}\n{_END}", newline="")
    try:
        *rows, last = csv.reader(
            table, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        )
    except csv.Error:  # a cell past the bound
        if not quoted:
            raise
        last = []
    return rows if last == [_END] else _rows(source, delimiter, quoted=False)


def _delimiter(source: str) -> str:
    """The one that parts most rows alike."""
    sample = io.StringIO(source[:_SAMPLE], newline="")

    def alike(delimiter: str) -> tuple[int, int]:
        sample.seek(0)
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(",;\t|", key=alike)
