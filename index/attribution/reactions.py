"""A list of who says what, as agencies send it: in capitals who it is, and behind it, or on the
next line, a quotation.

"* ANN LIND, MAYOR OF HARLOW: “…”", and "TOM REY, HOLT BANK" with “…” below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.attribution import gender, lexicon
from index.attribution.authors import Author, Part
from index.attribution.called import bare, is_capitals, is_office, read
from index.attribution.quotations import quotations
from index.attribution.vocabulary import FIELDS, POLITE
from index.documents import Span

_HEAD = re.compile(
    r"[ \t]*(?:[-*•–—][ \t]+)?[*_]{0,2}(?P<who>[^\W\d_a-z][^:\n“”\"]{1,139}?[^\s:“”\"])"
    r"[*_]{0,2}[ \t]*(?::[*_]{0,2}[ \t]*(?P<said>[“\"].*)?)?$"
)
_ASIDE = re.compile(r"(?:IN|ON|TO|VIA|WHO|WHOSE) ")  # "TO PARLIAMENT", "ON SOCIAL MEDIA"
_MARK = re.compile(r"(?P<opens>“|(?<![^\s(\[])\")|[”\"]")
_OPENS = re.compile(r"[ \t]*[“\"]")
_LEAST = 3  # of them, else no list
_NO_NAME = lexicon.BODY_WORDS | FIELDS


def reactions(text: str, lines: Sequence[Span]) -> Iterator[Part]:
    """What each is quoted with, in text order; none where there are hardly any. ``lines`` are the
    ranges of those that are not empty."""
    found = list(_quoted(text, lines))
    names = [part.author.name or "" for part in found]
    told = sum("," in name or gender.has_first_name(name.split()) for name in names)
    if len(found) >= _LEAST and 2 * told >= len(found):  # "LE MONDE", and a headline below
        yield from found


def _quoted(text: str, lines: Sequence[Span]) -> Iterator[Part]:
    heads = [_head(text, line) for line in lines]
    for n, head in enumerate(heads):
        if head is None:
            continue
        who, named, start = head
        last = n
        if start is None:
            last = n + 1
            if last == len(lines) or not _follows(text, lines, last):
                continue
            start = lines[last].start
        is_open = _is_open(text, Span(start, lines[last].end))
        while last + 1 < len(lines) and heads[last + 1] is None:
            wrapped = is_open and lines[last + 1].start == lines[last].end + 1
            if not wrapped and not _is_quoted(text, lines[last + 1]):
                break
            last += 1
            is_open = _is_open(text, lines[last], is_open)
        words = Span(start, lines[last].end)
        yield Part(Author(who, named), words, line=lines[n].start)


def _head(text: str, line: Span) -> tuple[Span, str, int | None] | None:
    """The words that name somebody, as a label has them, and where the quotation starts that stands
    on the same line."""
    found = _HEAD.match(text, *line)
    if found is None or not is_capitals(found["who"]) or (named := _named(found["who"])) is None:
        return None
    return Span(*found.span("who")), named, found.start("said") if found["said"] else None


def _named(words: str) -> str | None:
    """ANN LIND, ENERGY SECRETARY, of "ENERGY SECRETARY ANN LIND, TO PARLIAMENT"; None where nobody
    is named."""
    first, *more = (part.strip() for part in words.split(","))
    title = first.split()
    last = max((n for n, word in enumerate(title, 1) if is_office(word)), default=0)
    office = " ".join(word for word in title[:last] if bare(word) not in POLITE)
    role = [office, *(part for part in more if not _ASIDE.match(part))]
    name = " ".join(title[last:])
    named = (read(name).name or "").split()
    if len(named) < 2 or any(bare(word) in _NO_NAME for word in named):
        return None
    return ", ".join([name, *filter(None, role)])


def _follows(text: str, lines: Sequence[Span], n: int) -> bool:
    """Whether a line begins with a quotation and stands right below the one before."""
    return _OPENS.match(text, *lines[n]) is not None and lines[n].start == lines[n - 1].end + 1


def _is_quoted(text: str, line: Span) -> bool:
    """Whether a line is a quotation as a whole, or a paragraph of one that goes on."""
    part = text[slice(*line)]
    whole = Span(line.end - len(part.lstrip()), line.start + len(part.rstrip()))
    return quotations(text, (whole,)) == (whole,)


def _is_open(text: str, line: Span, before: bool = False) -> bool:
    """Whether a quotation is open at a line's end that was, or was not, ``before`` the line."""
    marks = list(_MARK.finditer(text, *line))
    return marks[-1].lastgroup == "opens" if marks else before
