"""The e-mails that a document is or holds: whose words each part is.

A message starts with its header ("From: …", "To: …", "Subject: …"), as a mail program saves, prints
and forwards it, and as a memorandum has it; what it quotes of another stands behind marks (">") or
"On Monday, Ann Lind wrote:". What is quoted of nobody that is told is nobody's, and never who
quotes it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.attribution.authors import Author, Part
from index.attribution.called import bare, is_office
from index.attribution.lexicon import SUFFIXES
from index.attribution.vocabulary import CAPITALISED
from index.documents import Span

_BEGINNING = 200  # characters before the first header, at most: an article may show a message
_LONGEST = 400  # characters of a line that tells whose words follow
_FIELDS = 30  # lines of a header, at most
_MARKS = re.compile(r"[ \t]*((?:>[ \t]?)*)")
_FIELD = re.compile(
    r"[*_]*(?P<name>From|Sent|Date|To|Cc|Bcc|Subject|Re|Reply-To|Attachments?|Importance)"
    r"[*_]*[ \t]*:[*_]*[ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
_BESIDE_FROM = frozenset(["to", "subject", "sent", "re"])
# What is nobody's words, and ends those before only where it says that others follow
_DIVIDER = re.compile(
    r"[-_=* \t]*(?P<others>(?:Original|Forwarded) Message|Begin forwarded message:)?[-_=* \t]*",
    re.IGNORECASE,
)
_NAME = rf"{CAPITALISED}(?:,?[ \t]+{CAPITALISED}){{0,4}}"
# "On Mon, Mar 4, 2024 at 9:02 AM Ann Lind <ann@…> wrote:"
_WROTE = re.compile(
    r"(?P<when>On\b.*(?:\d|\b[AaPp]\.?[Mm]\.?|\b[A-Z]{3,4}|day),?[ \t]+)?"
    rf"(?P<who>{_NAME})?[ \t]*(?:[<\[(][^>\])]*[>\])]+)?\s+wrote:"
)
_ADDRESS = re.compile(r"\s*(?:[<\[(].*|\b(?:via|on behalf of)\b.*|\S*@.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Lines that tell who writes what follows at a depth of quotation; a divider tells nothing."""

    lines: int
    depth: int
    author: Author | None


def messages(text: str, lines: Sequence[Span]) -> tuple[Part, ...]:
    """The parts of the messages that a text starts with, in text order. ``lines`` are the ranges of
    its lines, without those that are empty."""
    first = bisect_right(lines, _BEGINNING, key=lambda line: line.start)
    if not any(_header(text, lines, n) for n in range(first)):
        return ()
    parts: list[Part] = []
    going_on = None  # whose part the line before belongs to
    for author, words in _written(text, lines):
        if author is not None and author is going_on:
            parts[-1] = Part(author, Span(parts[-1].words.start, words.end))
        elif author is not None:
            parts.append(Part(author, words))
        going_on = author
    return tuple(parts)


def _written(text: str, lines: Sequence[Span]) -> Iterator[tuple[Author | None, Span]]:
    """Of each line of a message: who writes it, and its words; nobody what tells who writes."""
    authors: dict[int, Author] = {}  # by the depth of quotation
    n = 0
    while n < len(lines):
        depth, words = _unmarked(text, lines[n])
        divider = _DIVIDER.fullmatch(text, *words)
        if divider and not divider["others"]:
            n += 1
            continue
        telling = _header(text, lines, n) or _quoted(text, lines, n)
        if divider:
            telling = _Telling(1, depth, None)
        if telling is None:
            yield authors.get(depth), words
            n += 1
            continue
        if n and telling.author and telling.depth == depth:
            telling = replace(telling, depth=_depth_below(text, lines, n + telling.lines, depth))
        yield None, words
        authors = {depth: author for depth, author in authors.items() if depth < telling.depth}
        if telling.author is not None:
            authors[telling.depth] = telling.author
        n += telling.lines


def _depth_below(text: str, lines: Sequence[Span], n: int, depth: int) -> int:
    """How deep the message that follows a header of ``depth`` is quoted: one deeper where each of
    its lines, up to the next header, is."""
    marked = False
    for at in range(n, len(lines)):
        deep, words = _unmarked(text, lines[at])
        if _header(text, lines, at) or _quoted(text, lines, at):
            break
        if words.start < words.end and not _DIVIDER.fullmatch(text, *words):
            if deep <= depth:
                return depth
            marked = True
    return depth + marked


def _header(text: str, lines: Sequence[Span], n: int) -> _Telling | None:
    """Fields from a line on, with who a message is from."""
    author: Author | None = None
    names: set[str] = set()
    size = 0
    depth, _ = _unmarked(text, lines[n])
    end = -1
    for line in lines[n : n + _FIELDS]:
        deep, words = _unmarked(text, line)
        field = _FIELD.fullmatch(text, *words) if deep == depth else None
        if field is None and not (line.start == end + 1 and _goes_on(text, line)):
            break
        end = line.end
        size += 1
        if field is None:
            continue
        names.add(field["name"].casefold())
        if field["name"].casefold() == "from":
            author = _author(text, Span(*field.span("value")))
    if author is None or names.isdisjoint(_BESIDE_FROM):
        return None
    return _Telling(size, depth, author)


def _quoted(text: str, lines: Sequence[Span], n: int) -> _Telling | None:
    """A line, or two of one that is wrapped, that says who wrote what is quoted below."""
    depth, (start, end) = _unmarked(text, lines[n])
    if end - start > _LONGEST:
        return None
    for size, last in enumerate(lines[n : n + 2], 1):
        if not text[start : last.end].endswith("wrote:"):
            continue
        found = _WROTE.fullmatch(text, start, min(last.end, start + 2 * _LONGEST))
        below = _unmarked(text, lines[n + size])[0] if n + size < len(lines) else depth
        if found is None or (found["when"] is None and below <= depth):
            continue
        author = found["who"] and _author(text, Span(*found.span("who")))
        return _Telling(size, max(depth, below), author or None)
    return None


def _unmarked(text: str, line: Span) -> tuple[int, Span]:
    """How deep a line is quoted, and its words without the marks and the space around."""
    marks = _MARKS.match(text, *line)
    depth, start = (marks[1].count(">"), marks.end()) if marks else (0, line.start)
    return depth, Span(start, start + len(text[start : line.end].rstrip()))


def _goes_on(text: str, line: Span) -> bool:
    """Whether a line of a header is no field of its own but more of the one before."""
    indented, before = text[line.start] in " \t", text[line.start - 3 : line.start]
    return indented or "@" in text[slice(*line)] or before.rstrip().endswith(";")


def _author(text: str, value: Span) -> Author | None:
    """Who a field or a line names: "Lind, Ann (Press) <ann@…>" is Ann Lind."""
    words = text[slice(*value)].rstrip()
    if len(words) > _LONGEST:
        return None
    named = _ADDRESS.sub("", words).strip(" \t\"'*_")
    if not named:
        at = text.index(words, value.start) if words else value.start
        return Author(Span(at, at + len(words)), None) if words else None
    at = text.index(named, value.start)
    name = " ".join(named.split())
    last, comma, first = name.partition(", ")
    turned = comma and not is_office(first.split()[0]) and bare(first) not in SUFFIXES
    if turned and len(first.split()) <= 2 and len(last.split()) <= 2:
        name = f"{first} {last}"
    return Author(Span(at, at + len(named)), name if name[0].isupper() else None)
