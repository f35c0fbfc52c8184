"""JSON and JSON Lines: the text of one record, or of each, under the names that are set.

A file is one document, whatever it holds: of several records each is a part with its title as a
heading. What only one date, author or origin is given for is the document's.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.readers.content import Content, Draft, Unreadable, authors, date_of, string
from index.readers.plain import decode

_LONGEST = 100_000_000  # characters of JSON
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Fields:
    """The names under which records may have what is wanted, the first that is there counts. A dot
    leads into a record within the record."""

    text: tuple[str, ...] = ("text", "content", "body")
    title: tuple[str, ...] = ("title", "headline")
    date: tuple[str, ...] = ("date", "published", "published_at", "created_at")
    author: tuple[str, ...] = ("author", "byline")
    origin: tuple[str, ...] = ("source", "url", "origin")


def read(data: bytes, **names: Sequence[str]) -> Content:
    """The text of all records; ``names`` are those of ``Fields``. Raises Unreadable."""
    fields = Fields(**{field: tuple(given) for field, given in names.items()})
    records = list(_records(decode(data, longest=_LONGEST), fields))
    told = [each for each in records if _text(each[1], fields.text)]
    if not told:
        wanted = " or ".join(fields.text)
        raise Unreadable(f"no record has a field {wanted}; ONRECORD_JSON_TEXT names the right one")
    draft = Draft()
    for number, record in told:
        if len(told) > 1:
            draft.turn_to("record", str(number))
            draft.add([string(_found(record, fields.title)) or ""])
        draft.add(_text(record, fields.text))
    one = [record for _, record in told]
    return Content(
        text=draft.text,
        title=string(_found(one[0], fields.title)) if len(one) == 1 else None,
        published=_only([date_of(_found(each, fields.date)) for each in one]),
        author=_only([authors(_found(each, fields.author)) for each in one]),
        origin=_only([string(_found(each, fields.origin)) for each in one]),
        places=tuple(draft.places),
    )


def _records(source: str, fields: Fields) -> Iterator[tuple[int, object]]:
    """The records, numbered from 1: by lines in JSON Lines, else by their places in the list."""
    try:
        whole = json.loads(source)
    except RecursionError as error:
        raise Unreadable("its JSON is nested too deeply") from error
    except ValueError as error:
        if len(source.strip().splitlines()) < 2:
            raise Unreadable(f"it is not valid JSON: {error}") from error
        yield from _lines(source)
        return
    if isinstance(whole, dict) and not _text(whole, fields.text):
        # A list of records is often wrapped, with notes beside it.
        lists = [each for each in whole.values() if isinstance(each, list)]
        whole = next((each for each in lists if any(isinstance(r, dict) for r in each)), whole)
    yield from enumerate(whole if isinstance(whole, list) else [whole], 1)


def _lines(source: str) -> Iterator[tuple[int, object]]:
    for number, row in enumerate(source.split("\n"), 1):
        if row.strip():
            try:
                yield number, json.loads(row)
            except (ValueError, RecursionError) as error:
                raise Unreadable(f"line {number} is not valid JSON: {error}") from error


def _found(record: object, names: Sequence[str]) -> object:
    for name in names:
        value = record
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if value not in (None, "", []):
            return value
    return None


def _text(record: object, names: Sequence[str]) -> list[str]:
    """The paragraphs of a record: a string's, parted by empty lines, or the strings of a list."""
    value = _found(record, names)
    texts = value if isinstance(value, list) else [value]
    return [
        paragraph
        for text in texts
        if isinstance(text, str)
        for paragraph in text.replace("\r\n", "\n").split("\n\n")
        if paragraph.strip()
    ]


def _only(values: Sequence[_T | None]) -> _T | None:
    """What all that is given agrees on."""
    given = set(values)
    return given.pop() if len(given) == 1 else None
