"""The questions that stand in a text, told by their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.documents import Span

# Where a sentence ends, hardly looked at: a point in the midst of one tears a question at the worst
_END = re.compile(r"[?!\n.](?:(?<!\.)|(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?=\s))")
_WORD = re.compile(r"\w+")
_MARKS = " *_\n"
_CLOSING = _MARKS + "\"'”’)"
_NEXT = re.compile(r"[.?!][*_\"'”’)]*\s+")  # behind it another sentence begins
_LONGEST = 400  # characters of a question; of a longer one its end counts, where it asks
# How a member asks a minister: "To ask the Secretary of State whether …."
_TO_ASK = re.compile(r"\s*To ask (?:(?:the|[Hh]er|[Hh]is|[Mm]y) (?=[A-Z])|Ministers\b)")
_FEW = 2  # words beside questions: "Q.", "THE CHAIR:"


def questions(text: str) -> Iterator[Span]:
    """Where its questions stand, in text order."""
    if "?" not in text and "To ask " not in text:
        return
    start = 0
    for end in _END.finditer(text):
        if end[0] == "?" or _TO_ASK.match(text, start):
            yield Span(start, end.end())
        start = end.end()
    if _TO_ASK.match(text, start):
        yield Span(start, len(text))


def only_asks(text: str) -> bool:
    """Whether hardly anything but questions is in it."""
    last = text.rfind("?")
    if "To ask " not in text and (last < 0 or len(_WORD.findall(text, last)) > _FEW):
        return False  # most texts, of which no more need be looked at
    rest = text
    for start, end in reversed(list(questions(text))):
        rest = rest[:start] + rest[end:]
    return len(_WORD.findall(rest)) <= _FEW


def asked_at_end(text: str, within: Span, *, asks: bool = False) -> Span | None:
    """The last sentences of a part of a text, where it ends with a question; with ``asks`` whatever
    it ends with."""
    start, end = within
    end = start + len(text[start:end].rstrip(_MARKS))
    asks = asks or text[start:end].rstrip(_CLOSING).endswith("?")
    if start == end or not (asks or _TO_ASK.match(text, start, end)):
        return None
    while end - start > _LONGEST and (later := _NEXT.search(text, start, end - 1)):
        start = later.end()
    return Span(start, end) if end - start <= _LONGEST else None
