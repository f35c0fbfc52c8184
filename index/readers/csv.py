"""Tables in text: CSV and its like, each row a line."""

import csv
import io

from index.readers.content import Content, Draft
from index.readers.plain import decode

_SAMPLE = 10_000  # characters that the delimiter is found in
_FIELD = 1_000_000  # characters of the longest cell


def read(data: bytes) -> Content:
    """What parts the columns (comma, semicolon, tab, bar) is found out."""
    source = decode(data)
    csv.field_size_limit(_FIELD)
    draft = Draft()
    for row in csv.reader(io.StringIO(source, newline=""), delimiter=_delimiter(source)):
        draft.row(row)
    return Content(draft.text)


def _delimiter(source: str) -> str:
    """The one that parts most rows alike."""
    sample = io.StringIO(source[:_SAMPLE], newline="")

    def alike(delimiter: str) -> tuple[int, int]:
        sample.seek(0)
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual), usual) if usual > 1 else (0, 0)

    return max(",;\t|", key=alike)
