"""Quotation marks → the ranges that stand between them, marks included."""

import re
from collections.abc import Iterator, Sequence

from index.documents import Kind, Span

_OPENING = "“«„"
_CLOSING = "”»"
_MARK = re.compile("[“”«»„\"]|``|''")
_WORD = re.compile(r"\w+")


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Ranges of words in double quotation marks, straight or curly, in text order, unnested.

    A mark that no other answers closes at its paragraph's end, and does so only where it opens the
    paragraph or the next paragraph opens with a mark again: that is how a quotation of several
    paragraphs is set. Any other single mark (an inch, a slip) is left alone.
    """
    found: list[Span] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        goes_on = following is not None and text[following.start] in _OPENING + '"'
        found += _in(text, paragraph, goes_on=goes_on)
    return tuple(q for q in found if words(text, q))


def _in(text: str, paragraph: Span, *, goes_on: bool) -> Iterator[Span]:
    opened: int | None = None
    for mark in _MARK.finditer(text, *paragraph):
        sign = mark[0]
        if opened is None:
            if sign in _OPENING or (sign not in _CLOSING and _opens(text, mark)):
                opened = mark.start()
        elif (
            sign in _CLOSING
            or (sign not in _OPENING and not _opens(text, mark))
            or sign in ('"', "``", "''")
        ):
            yield Span(opened, mark.end())
            opened = None
    if opened is not None and (goes_on or opened == paragraph.start):
        yield Span(opened, paragraph.end)


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark opens: white space or a bracket before it, none after it."""
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in "([—–-/") and bool(after.strip())


def words(text: str, span: Span) -> int:
    """How many words a range holds."""
    return sum(1 for _ in _WORD.finditer(text, *span))


def kind(text: str, spans: Sequence[Span], quoted: Sequence[Span]) -> Kind:
    """How a statement's words stand in the text: all in quotation marks, none or some of them."""
    total = inside = 0
    for span in spans:
        for word in _WORD.finditer(text, *span):
            total += 1
            inside += any(q.start <= word.start() < q.end for q in quoted)
    if inside and inside >= 0.97 * total:
        return "direct"
    return "mixed" if inside else "indirect"
