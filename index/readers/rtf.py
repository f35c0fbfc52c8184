"""Rich Text Format: its paragraphs, rows of tables as lines."""

import re
from datetime import date

from striprtf.striprtf import rtf_to_text

from index.readers.content import Content, Draft, Unreadable

_INFO = re.compile(rb"\{\\info\b.{0,5000}", re.DOTALL)
_MADE = re.compile(rb"\\creatim\s*\\yr(\d+)\s*\\mo(\d+)\s*\\dy(\d+)")


def read(data: bytes) -> Content:
    """Title, author and the day it was made are those of the file's own information."""
    if not data.startswith(b"{\\rtf"):
        raise Unreadable("it is no RTF file")
    info = _INFO.search(data)
    about = info[0] if info else b""
    made = _MADE.search(about)
    draft = Draft()
    for paragraph in _plain(data).split("\n"):
        if "|" in paragraph:
            draft.row(paragraph.rstrip("|").split("|"))
        else:
            draft.add([paragraph])
    return Content(
        text=draft.text,
        title=_told(about, b"title"),
        author=_told(about, b"author"),
        created=_day(*map(int, made.groups())) if made else None,
    )


def _told(info: bytes, name: bytes) -> str | None:
    found = re.search(rb"\{\\%b\b([^{}]*)\}" % name, info)
    if not found:
        return None
    return _plain(b"{\\rtf1\\ansi " + found[1] + b"}").strip() or None


def _plain(source: bytes) -> str:
    told = rtf_to_text(source.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    return str(told)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
