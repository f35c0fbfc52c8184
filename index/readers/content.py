"""What a reader gets out of a file, and how it is put together."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from index.documents import Emphasis, Place, PlaceKind

LONGEST = 5_000_000
"""Code points a document's text may have: the longest of books have four million."""

# What shows nothing and parts words where they stand: soft hyphens, zero-width spaces, marks of
# direction, controls, halves of surrogate pairs. Joiners stay: scripts and emoji need them.
_JUNK = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


class Unreadable(ValueError):
    """A file that holds no text to be had. The message is the reason, for the user."""


@dataclass(frozen=True, slots=True)
class Content:
    """``published`` is what the text itself is dated; ``created`` is when its file was made or
    last saved, which says less than a date in the file's name."""

    text: str
    title: str | None = None
    published: date | None = None
    origin: str | None = None
    language: str | None = None
    author: str | None = None
    created: date | None = None
    places: tuple[Place, ...] = ()
    emphases: tuple[Emphasis, ...] = ()


@dataclass(slots=True)
class Draft:
    """A text as it is written, paragraph by paragraph, with the places it comes from.

    What is added is tidied; what is empty then is left out. Raises Unreadable past LONGEST.
    """

    places: list[Place] = field(default_factory=list)
    _paragraphs: list[str] = field(default_factory=list)
    _length: int = 0
    _open: tuple[PlaceKind, str] | None = None

    def turn_to(self, kind: PlaceKind, name: str) -> None:
        """What is added from here on stands at this place."""
        self._open = (kind, line(name))

    def add(self, paragraphs: Iterable[str]) -> None:
        for text in filter(None, map(tidy, paragraphs)):
            start = self._length + 2 if self._paragraphs else 0
            self._length = start + len(text)
            check_length(self._length)
            self._paragraphs.append(text)
            if self._open:
                kind, name = self._open
                last = self.places[-1] if self.places else None
                if last and (last.kind, last.name) == self._open:
                    self.places[-1] = last._replace(end=self._length)
                else:
                    self.places.append(Place(start, self._length, kind, name))

    def row(self, cells: Iterable[str]) -> None:
        """A row of a table, as a line; empty cells at its end are left out."""
        told = [line(cell) for cell in cells]
        while told and not told[-1]:
            told.pop()
        self.add([" | ".join(told)])

    @property
    def text(self) -> str:
        return "\n\n".join(self._paragraphs)


def tidy(text: str) -> str:
    """A paragraph without what shows nothing, its white space single; line breaks stay."""
    lines = (" ".join(each.split()) for each in without_junk(text).splitlines())
    return "\n".join(filter(None, lines))


def line(text: str) -> str:
    """The same as one line."""
    return " ".join(without_junk(text).split())


def quoted(text: str, depth: int) -> str:
    """A paragraph whose lines stand behind the marks of an e-mail's quotation, so many deep."""
    return "\n".join(f"{'>' * depth} {each}" for each in text.split("\n")) if depth else text


def set_off(text: str, paragraphs: Collection[str]) -> Iterator[Emphasis]:
    """Those paragraphs of a text that the file sets off as quotations."""
    at = 0
    for paragraph in text.split("\n\n") if paragraphs else ():
        if paragraph in paragraphs:
            yield Emphasis(at, at + len(paragraph), ">")
        at += len(paragraph) + 2


def without_junk(text: str) -> str:
    return _JUNK.sub("", text.translate(_LIGATURES))


def check_length(length: int) -> None:
    if length > LONGEST:
        raise Unreadable(f"its text is longer than the {LONGEST:,} characters that are read")


def date_of(value: object) -> date | None:
    """The day that a date or an ISO 8601 string begins with."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def string(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def authors(value: object) -> str | None:
    """Who wrote it: a name, a record with a name, or a list of such."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(authors, value))) or None
    return string(value.get("name")) if isinstance(value, dict) else string(value)
