"""The entries of a diary: what stands below each day is on record as whose diary title or head say
it is, and as of that day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index import dates
from index.attribution import gender
from index.attribution.authors import FULL_NAME, Author, Part, full_name, stripped
from index.documents import Document, Span

_KIND = r"(?:[\w’'-]+ ){0,2}?(?:diar(?:y|ies)|journals?)"
_OF = re.compile(
    rf"\b(?i:{_KIND} (?:of|by|kept by)) (?P<who>{FULL_NAME})"
    rf"|(?P<whose>{FULL_NAME})['’]s? (?i:{_KIND})\b"
)
_DATE = (
    rf"(?:{dates.YEAR}-\d\d-\d\d|(?:{dates.DAY}(?: of)? {dates.MONTH}|{dates.MONTH} {dates.DAY})"
    rf"(?!\w)(?:,? {dates.YEAR}\b)?)"
)
_DAY = re.compile(
    rf"[\s*_#]*(?:{dates.WEEKDAY}(?!\w),? *)?{_DATE}[*_]*"
    r"(?:(?=\s*$)|[.:]?[*_]*[ \t]*[–—-]+[ \t]*|[.:][*_]*[ \t]+)",
    re.IGNORECASE,
)
_END = re.compile(r"\s*(?:[*_=–—-]{3,}|(?:\* ?){3,}|#+ .*|\[.*\])\s*")
_HEAD = 1000  # characters that may say whose it is
_LEAST = 2  # entries
_OWN = re.compile(r"\b(?:I|(?i:me|my|our|us|we))\b")
_LEAST_OWN = 0.5  # share of the entries in which somebody tells of himself, at least


def diary(document: Document, lines: Sequence[Span]) -> Iterator[Part]:
    """The entries in text order; none where a text does not tell whose diary it is, or holds less
    than two days. ``lines`` are the ranges of its lines."""
    text = document.text
    if not re.search("diar|journal", f"{document.title} {text[:_HEAD]}", re.IGNORECASE):
        return
    days = [(n, day) for n, line in enumerate(lines) if (day := _DAY.match(text, *line))]
    if len(days) < _LEAST:
        return
    author = _keeper(document, lines[days[0][0]].start)
    if author is None:
        return
    found: list[Part] = []
    for (n, day), following in zip(days, [*(n for n, _ in days[1:]), len(lines)], strict=True):
        ends = (m for m in range(n + 1, following) if _END.fullmatch(text, *lines[m]))
        last = lines[next(ends, following) - 1]
        if words := stripped(text, day.end(), last.end):
            found.append(Part(author, words, line=lines[n].start, dated=True))
    own = sum(_OWN.search(text, *part.words) is not None for part in found)
    if len(found) >= _LEAST and own >= _LEAST_OWN * len(found):
        yield from found


def _keeper(document: Document, end: int) -> Author | None:
    """Whose diary it is: by the text above the first day or else by the title, where they tell of
    one person's."""
    for text, at in ((document.text[:end], 0), (document.title, None)):
        named: dict[str, Span] = {}
        for found in _OF.finditer(text):
            group = "who" if found["who"] else "whose"
            called = full_name(found[group])
            if called and called.name and gender.of_name(called.name.split()) is not None:
                start, stop = found.span(group)
                named.setdefault(called.name, Span(start, stop) if at is not None else Span(0, 0))
        if len(named) == 1:
            name, place = named.popitem()
            return Author(place, name)
    return None
