"""One file a format: bytes → Document."""

import hashlib
import importlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path, PurePath

from index.documents import Document
from index.readers import printed
from index.readers.content import Content, Unreadable, check_length, line
from index.readers.isolation import Isolation
from index.readers.records import Fields

__all__ = ["Fields", "Readers", "Unreadable", "read", "supported"]


@dataclass(frozen=True, slots=True)
class _Reader:
    """``name`` is part of a document's id: a reader that extracts otherwise gets a new name.

    The module is imported when a file needs it; ``isolated`` ones in a process of their own. Texts
    of one may be ``dated``: print their day at their head or foot, as no table does.
    """

    name: str
    module: str
    isolated: bool = True
    dated: bool = True


_PLAIN = _Reader("plain-1", "plain", isolated=False)
_MARKDOWN = _Reader("markdown-3", "markdown")
_WEBVTT = _Reader("webvtt-1", "webvtt", isolated=False, dated=False)
_HTML = _Reader("html-3", "html")
_RECORDS = _Reader("records-1", "records", dated=False)
_CSV = _Reader("csv-2", "csv", dated=False)
_READERS: Mapping[str, _Reader] = {
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".vtt": _WEBVTT,
    ".srt": _WEBVTT,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".pdf": _Reader("pdf-1", "pdf"),
    ".docx": _Reader("docx-1", "docx"),
    ".pptx": _Reader("pptx-1", "pptx"),
    ".xlsx": _Reader("xlsx-2", "xlsx", dated=False),
    ".csv": _CSV,
    ".tsv": _CSV,
    ".eml": _Reader("email-2", "email"),
    ".json": _RECORDS,
    ".jsonl": _RECORDS,
    ".epub": _Reader("epub-2", "epub", dated=False),
    ".rtf": _Reader("rtf-1", "rtf"),
}
# What a file's first bytes, or the names within a zip archive, say that it is.
_BEGINNINGS = {b"%PDF-": ".pdf", b"{\\rtf": ".rtf"}
_WITHIN = {
    b"word/document.xml": ".docx",
    b"ppt/presentation.xml": ".pptx",
    b"xl/workbook.xml": ".xlsx",
    b"mimetypeapplication/epub+zip": ".epub",
}
_DAYS = "days-2"  # which days texts print as their own: part of no id, as no text depends on it
_LONGEST_LINE = 500  # characters of a title, an author, an origin


def supported(path: PurePath) -> bool:
    """Whether there is a reader for files of this name."""
    return path.suffix.lower() in _READERS


class Readers:
    """The readers of all formats. ``fields`` are the names that JSON records go by."""

    def __init__(self, fields: Fields | None = None) -> None:
        self._fields = fields or Fields()
        self._isolation = Isolation()

    @property
    def version(self) -> str:
        """Tells what all readers extract from what others, or other settings, would."""
        names = dict.fromkeys(reader.name for reader in _READERS.values())
        names[_DAYS] = None
        changed = f" {self._fields}" if self._fields != Fields() else ""
        return " ".join(names) + changed

    def read(self, path: Path, data: bytes) -> Document:
        """The document that a file of this name and these bytes holds.

        Its id depends on the bytes and the reader alone, so a renamed or copied file keeps it.
        Raises Unreadable, with the reason, where there is no text to be had.
        """
        suffix = path.suffix.lower()
        if suffix not in _READERS:
            raise Unreadable(f"no reader for {path.suffix or 'files without a suffix'}")
        reader = _READERS[_held(data) or suffix]
        name, options = reader.name, dict[str, object]()
        if reader is _RECORDS:
            options = asdict(self._fields)
            name += f" {self._fields}" if self._fields != Fields() else ""
        content = self._content(reader, data, options)
        check_length(len(content.text))
        if not content.text.strip():
            raise Unreadable("the file is empty")
        return Document(
            id=hashlib.sha256(name.encode() + b"\0" + data).hexdigest()[:16],
            title=_line(content.title) or _title(path.stem),
            text=content.text,
            published=content.published
            or _date(path.stem)
            or (printed.day(content.text) if reader.dated else None)
            or content.created,
            origin=_line(content.origin),
            language=content.language,
            author=_line(content.author),
            places=content.places,
            emphases=content.emphases,
        )

    def _content(self, reader: _Reader, data: bytes, options: Mapping[str, object]) -> Content:
        module = f"{__name__}.{reader.module}"
        if reader.isolated:
            return self._isolation.read(module, data, options)
        content: Content = importlib.import_module(module).read(data)
        return content


read = Readers().read
"""``Readers.read`` with the usual fields."""


def _held(data: bytes) -> str | None:
    """The suffix that a file of this content should have, where the content says so."""
    for beginning, suffix in _BEGINNINGS.items():
        if data.startswith(beginning):
            return suffix
    if not data.startswith(b"PK\x03\x04"):
        return None
    # An archive's own list of names is its end; what comes before may be of one within it.
    last = max(_WITHIN, key=data.rfind)
    return _WITHIN[last] if last in data else None


def _line(text: str | None) -> str | None:
    return (line(text)[:_LONGEST_LINE].strip() or None) if text else None


_SMALL = frozenset(
    "a an and as at but by for from in into of on or over the to via vs with".split()
)


def _title(stem: str) -> str:
    """A file's name as a headline: ``flood-on-the-rhine`` → Flood on the Rhine."""
    words = re.sub(r"[-_]", " ", re.sub(r"^\d{4}-?\d{2}-?\d{2}[-_ ]+", "", stem)).split()
    shown = [w if n and w in _SMALL else w[:1].upper() + w[1:] for n, w in enumerate(words)]
    return " ".join(shown) or stem


def _date(stem: str) -> date | None:
    found = re.search(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)", stem)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
