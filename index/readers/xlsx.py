"""Workbooks: the rows of each sheet as lines, as the cells show them."""

import io
import re
from datetime import date, datetime, time

import openpyxl

from index.readers import archive
from index.readers.content import Content, Draft, Unreadable, string

_COLUMNS = 500  # that are read of a row
_EMPTY = 10_000  # rows without a word, after which a sheet is taken to be at its end
_UNNAMED = re.compile(r"Sheet ?\d*")


def read(data: bytes) -> Content:
    """Formulas give the value they had when the workbook was saved. Sheets are headed by their
    names, where they have one of their own."""
    archive.opened(data, ".xlsx", "xl/workbook.xml").close()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (KeyError, ValueError) as error:
        raise Unreadable(f"it is no Excel workbook ({error})") from error
    draft = Draft()
    for sheet in book.worksheets:
        draft.turn_to("sheet", sheet.title)
        if not _UNNAMED.fullmatch(sheet.title):
            draft.add([sheet.title])
        empty = 0
        for row in sheet.iter_rows(max_col=_COLUMNS):
            cells = [_shown(cell.value, cell.number_format) for cell in row]
            empty = 0 if any(cells) else empty + 1
            if empty > _EMPTY:
                break
            draft.row(cells)
    about = book.properties
    made = about.modified or about.created
    return Content(
        text=draft.text,
        title=string(about.title),
        author=string(about.creator) if about.creator != "openpyxl" else None,
        created=made.date() if made else None,
        places=tuple(draft.places),
    )


def _shown(value: object, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value)
    if isinstance(value, bool | date | time | str):
        return str(value)
    if isinstance(value, int | float):
        percent = number_format.endswith("%")
        shown = value * 100 if percent else value
        # Excel keeps 15 digits of a fraction; a whole number has all of its own.
        told = str(shown) if isinstance(shown, int) else f"{shown:.15g}"
        return f"{told}%" if percent else told
    return str(value)
