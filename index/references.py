"""References in brackets to what is quoted: "[Ann Lind, The Quay, p. 12]", "(Lind 1998: 12)"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index import dates
from index.documents import Span

_LONGEST = 300
_BRACKETED = re.compile(rf"\[[^\[\]\n]{{2,{_LONGEST}}}\]|\([^()\[\]\n\"“”]{{2,{_LONGEST}}}\)")
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_PAGE = rf"\bpp?\.\s?\d|\b(?:op|loc)\. ?cit\b|\bibid\b|\b{_YEAR}: ?\d"
_QUOTED = r"(?:quoted|cited) (?:by|from|in)\b"
_BOOK = re.compile(rf"{_PAGE}|[\[(,] ?{_QUOTED}", re.IGNORECASE)
_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|d[aeiu]|de la|v[ao]n|von der)){{0,4}}"
_WORK = re.compile(
    rf"[\[(](?!(?i:{dates.MONTH})\b)(?P<who>{_NAME}),? {_YEAR}(?:[,:] ?(?:pp?\. ?)?[\d–-]+)?[\])]"
)
_AUTHOR = re.compile(
    rf"[\[(](?P<who>{_NAME})(?:,? {_YEAR}[,:]|, {_QUOTED}|, (?!pp?\.|vol\.|no\.)[^,]+,)"
)
_BEGINS = re.compile(r"\s+(?=[\"“‘']?[^\W\d_a-z])")
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*\s*$")


def references(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Their ranges, brackets included, in text order."""
    found = _BRACKETED.finditer(text, start, len(text) if end is None else end)
    return [Span(*f.span()) for f in found if _BOOK.search(f[0]) or _WORK.fullmatch(f[0])]


def author(text: str, reference: Span) -> Span | None:
    """The one whom a reference names in front of the work, if it looks like a name."""
    found = _AUTHOR.match(text, *reference) or _WORK.fullmatch(text, *reference)
    return Span(*found.span("who")) if found else None


def bare(text: str, span: Span) -> Span:
    """A range without the references that it ends with, or in, and the white space before them."""
    start, end = span
    for reference in reversed(references(text, start, end + _LONGEST)):
        if start < reference.start < end <= reference.end:
            end = start + len(text[start : reference.start].rstrip())
    return Span(start, end)


def around(found: Sequence[Span], span: Span) -> Span | None:
    """Which of several references a range stands in."""
    n = bisect_right(found, span.start, key=lambda r: r.start) - 1
    return found[n] if n >= 0 and found[n].holds(span) else None


def borders(text: str, found: Sequence[Span]) -> Iterator[int]:
    """Where a reference that stands behind a sentence begins, and what follows one that ends a
    sentence: what is quoted from page 12 and told in the next sentence is no one sentence."""
    for reference in found:
        ended = _ENDED.search(text, max(0, reference.start - 4), reference.start) is not None
        if ended:
            yield reference.start
        behind = _BEGINS.match(text, reference.end)
        if behind is not None and (ended or _BOOK.search(text[slice(*reference)])):
            yield behind.end()
