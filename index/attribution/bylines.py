"""Who wrote a document, as a line at its head says: "By Ada Renwick", "Judge Ruth Okello"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribution import lexicon
from index.attribution.called import is_office
from index.attribution.figures import Figure
from index.attribution.mentions import Cast
from index.attribution.vocabulary import BY
from index.documents import Span
from index.interrogatives import only_asks
from index.parsing import Parsed

_LINES = 8  # of the head of a document
_PROSE = 100  # characters from which on a line is no part of it
_BY = re.compile(BY, re.IGNORECASE)
_BEHIND = re.compile(r"(?:[,|·–—].*[^.])?", re.DOTALL)  # of who is named behind a "by"
_DATE = re.compile(
    r"(?:[,|·(]\s*)?(?:(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2},)? \d{4}|\d{4}-\d\d-\d\d)?\)?"
)
_TO_SOMEBODY = re.compile(r"^\s*Dear\b", re.MULTILINE)  # the name is the addressee's
_ASKED = 2  # paragraphs that are nothing but a question
_MARKS = " \t\n#*_"


def author(parsed: Parsed, cast: Cast) -> Figure | None:
    """The one person who is named behind a "by"; or else by a line that says nothing but the name,
    an office and a date. None where there is no such line, or several people are named so."""
    text = parsed.document.text
    if sum(only_asks(text[slice(*p.span)]) for p in parsed.paragraphs) >= _ASKED:
        return None  # an interview, in which "I" is whoever is asked
    if _TO_SOMEBODY.search(text):
        return None
    signed: set[Figure] = set()
    named: set[Figure] = set()
    for line in _head(text):
        people = [m for m in cast.within(line) if m.figure.kind == "person"]
        if not people:
            continue
        before = text[line.start : people[0].span.start].strip(_MARKS)
        behind = text[people[-1].span.end : line.end].strip(_MARKS)
        if _BY.fullmatch(before):
            if _BEHIND.fullmatch(behind) is None:
                continue
            signed |= {m.figure for m in people}
        elif all(map(_is_title, before.split())) and (
            _DATE.fullmatch(behind) or all(map(_is_title, behind.lstrip(", ").split()))
        ):
            named |= {m.figure for m in people}
    found = signed or named
    return found.pop() if len(found) == 1 else None


def _head(text: str) -> Iterator[Span]:
    """The first lines, without those that are empty, up to the first of prose."""
    at = count = 0
    for line in text.splitlines(keepends=True):
        if len(line) > _PROSE or count == _LINES:
            return
        if line.strip(_MARKS):
            count += 1
            yield Span(at, at + len(line))
        at += len(line)


def _is_title(word: str) -> bool:
    plain = word.strip(".,").casefold()
    return is_office(plain) or plain in lexicon.HONORIFICS
