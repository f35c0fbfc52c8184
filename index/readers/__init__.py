"""One file a format: bytes → Document."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from index.documents import Document
from index.readers import markdown, plain, webvtt
from index.readers.content import Content, Unreadable

__all__ = ["Unreadable", "read", "supported"]


@dataclass(frozen=True, slots=True)
class _Reader:
    """``name`` is part of a document's id: a reader that extracts otherwise gets a new name."""

    name: str
    read: Callable[[bytes], Content]


_PLAIN = _Reader("plain-1", plain.read)
_MARKDOWN = _Reader("markdown-1", markdown.read)
_WEBVTT = _Reader("webvtt-1", webvtt.read)
_READERS: Mapping[str, _Reader] = {
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".vtt": _WEBVTT,
    ".srt": _WEBVTT,
}


def supported(path: PurePath) -> bool:
    """Whether there is a reader for files of this name."""
    return path.suffix.lower() in _READERS


def read(path: Path, data: bytes) -> Document:
    """The document that a file of this name and these bytes holds.

    Its id depends on the bytes and the reader alone, so a renamed or copied file keeps it. Raises
    Unreadable, with the reason, where there is no text to be had.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(f"no reader for {path.suffix or 'files without a suffix'}")
    content = reader.read(data)
    if not content.text.strip():
        raise Unreadable("the file is empty")
    return Document(
        id=hashlib.sha256(reader.name.encode() + b"\0" + data).hexdigest()[:16],
        title=content.title or _title(path.stem),
        text=content.text,
        published=content.published or _date(path.stem),
        origin=content.origin,
        language=content.language,
    )


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
