"""The letters that a document is or holds: what stands between "Dear …" and "Sincerely," is on
record as whose name stands below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from index.attribution import gender
from index.attribution.authors import Author, Part, stripped
from index.attribution.called import is_capitals, is_office, read
from index.documents import Span

_GREETING = re.compile(
    r"\s*\(?(?:To whom it may concern\b|Dear\s+\S).{0,100}[:,)]\s*", re.IGNORECASE
)
_CLOSING = re.compile(  # and the name behind it, where lines were joined
    r"\s*(?:(?:(?:Yours|Very|Most)(?: \w+)?,? )?"
    r"(?:Sincerely|Faithfully|Respectfully|Truly|Cordially)(?: yours| submitted)?"
    r"|(?:(?:With )?(?:Best|Kind|Warm)(?:est)? (?:regards|wishes)|Regards|Yours)),?\s*"
    r"(?:(?<=,)|(?<=\s)|$)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[\d:]|\band\b|&")
_MOST_BELOW = 8  # lines under the closing in which names are looked for
_LONGEST = 60  # characters of a line with a name


def letters(text: str, lines: Sequence[Span]) -> Iterator[Part]:
    """The letters of a text that one person signs, in text order. ``lines`` are the ranges of its
    lines, without those that are empty."""
    if "dear " not in text.casefold():
        return
    lines = [line for line in lines if not text[slice(*line)].isspace()]
    greetings = [n for n, line in enumerate(lines) if _GREETING.fullmatch(text, *line)]
    for greeting, following in zip_longest(greetings, greetings[1:]):
        yield from _letter(text, lines[greeting + 1 : following])


def _letter(text: str, lines: Sequence[Span]) -> Iterator[Part]:
    """What stands behind a greeting, up to its closing, if that is a letter."""
    closed = False
    for n, line in enumerate(lines):
        if closing := _CLOSING.match(text, *line):
            below = lines[n + 1 : n + 1 + _MOST_BELOW]
            if closing.end() < line.end:
                below = [Span(closing.end(), line.end), *below]
            author = _signed(text, below)
            if n and author is not None:
                yield from _part(text, lines[:n], author)
                return
            closed = closed or closing.end() == line.end  # and no "Respectfully, I disagree"
    last = _name(text, lines[-1]) if len(lines) > 1 and not closed else None
    if last is not None and is_capitals(last.name or ""):  # a President closes with the name alone
        yield from _part(text, lines[:-1], last)


def _part(text: str, lines: Sequence[Span], author: Author) -> Iterator[Part]:
    if words := stripped(text, lines[0].start, lines[-1].end):
        yield Part(author, words)


def _signed(text: str, below: Sequence[Span]) -> Author | None:
    """Whose name stands first under a letter; None where it is no name, or several sign."""
    named = [author for line in below if (author := _name(text, line)) is not None]
    first = _name(text, below[0]) if below else None
    return first if first is not None and len(named) == 1 else None


def _name(text: str, line: Span) -> Author | None:
    """A line's full name, and the office on the same line; in capitals any two words will do."""
    words = text[slice(*line)].strip()
    if not words or len(words) > _LONGEST or _NO_NAME.search(words):
        return None
    called = read(words).name or ""
    full = called.split()
    if not 2 <= len(full) <= 5 or any(map(is_office, full)):
        return None
    if not is_capitals(called) and gender.of_name(full) is None:
        return None
    at = text.index(words, line.start)
    return Author(Span(at, at + len(words)), words)
