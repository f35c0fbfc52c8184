"""The entries of a diary: what stands below each day is on record as whose diary title or head say
it is, and as of that day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index import dates
from index.attribution import gender
from index.attribution.authors import FULL_NAME, Author, Part, full_name, stripped
from index.documents import Document, Span

_KIND = (  # of newspapers, many a journal is one
    r"(?:(?:[\w’'-]+ ){0,2}(?i:diar(?:y|ies))"
    r"|(?:(?:[a-z]+|(?i:daily|field|own|personal|prison|private|sea|secret|travel|war(?:time)?)) )"
    r"{0,2}(?i:journals?))"
)
_REST = (  # what may stand behind on the line that tells whose it is: places, years, who edited it
    r"(?:\W*\b(?:[A-Z]\w*|\d+|and|at|by|during|edited|extracts?|for|from|in|kept|of|on|s|the|to"
    r"|transcribed|vol|volume|written)\b)*\W*"
)
_OF = re.compile(
    r"(?:[^\n]*[:|–—]|[^\n]* -)?\W*(?i:(?:(?:an?|entries|excerpts?|extracts?|from|in|of|pages"
    rf"|selections?|the) )*)(?:{_KIND} (?i:of|by|kept by) (?P<who>{FULL_NAME})"
    rf"|(?P<whose>{FULL_NAME})['’][sS]? {_KIND}){_REST}"
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
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_MINE = re.compile(r"(?<!\bWar )\bI\b(?!\.)|\b[Mm]y\b")
_OWN = re.compile(rf"{_MINE.pattern}|\b(?:[Mm]e|[Ww]e)\b")  # no "US"
_LEAST_OWN = 0.5  # share of the entries in which somebody tells of himself, at least
_HEADING = re.compile(r"\s*[A-Z](?:[^\n]{0,58}[^\s.,;:!?…”\"’')\]])?\s*")


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
        end = lines[next(ends, following) - 1].end
        if following == len(lines):
            end = _ended(text, day.end(), end)
        if words := stripped(text, day.end(), end):
            found.append(Part(author, words, line=lines[n].start, dated=True))
    told = [_QUOTED.sub("", text[slice(*part.words)]) for part in found]
    own = sum(_OWN.search(words) is not None for words in told)
    mine = any(map(_MINE.search, told))
    if len(found) >= _LEAST and mine and own >= _LEAST_OWN * len(found):
        yield from found


def _ended(text: str, start: int, end: int) -> int:
    """Where the last entry ends at the latest, behind which an editor may write: before a heading,
    or the first paragraph but its own in which nobody tells of himself."""
    border = re.compile(r"\n[ \t]*\n\s*" if "\n\n" in text else r"\n")
    at = start + len(text[start:end]) - len(text[start:end].lstrip())
    while (found := border.search(text, at, end)) is not None:
        line = text[found.end() : end].split("\n")[0]
        paragraph = border.split(text[found.end() : end])[0]
        if _HEADING.fullmatch(line) or not _OWN.search(_QUOTED.sub("", paragraph)):
            return found.start()
        at = found.end()
    return end


def _keeper(document: Document, end: int) -> Author | None:
    """Whose diary it is: by the text above the first day or else by the title, where they tell of
    one person's."""
    for text, at in ((document.text[:end], 0), (document.title, None)):
        named: dict[str, Span] = {}
        lines = re.finditer(r"[^\n]{1,200}", text)
        for found in filter(None, (_OF.fullmatch(text, *line.span()) for line in lines)):
            group = "who" if found["who"] else "whose"
            called = full_name(found[group])
            if called and called.name and gender.has_first_name(called.name.split()):
                start, stop = found.span(group)
                named.setdefault(called.name, Span(start, stop) if at is not None else Span(0, 0))
        if len(named) == 1:
            name, place = named.popitem()
            return Author(place, name)
    return None
