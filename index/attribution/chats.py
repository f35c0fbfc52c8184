"""The lines of a chat that a document quotes, each behind a time in brackets or a name in angles:
"[14:06] ann.lind: on it", "14:06 <ann> on it". Each is on record as whose full name the handle
stands for; most of them have to stand for one, but for those in angles, which nothing but a chat
has: these are known by the handle else.

A line of a chat seldom ends as a sentence does, and what stands below the last is no part of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from index import accents
from index.attribution import gender
from index.attribution.authors import Author, Part, full_name, outside, stripped
from index.attribution.vocabulary import CAPITALISED
from index.documents import Span
from index.interrogatives import asked_at_end

_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?"
_HANDLE = r"@?(?P<{}>[^\W\d_](?:[\w.-]*\w)?(?: [^\W\d_][\w.-]*\w){{0,2}})"
_TIME = rf"[\[(](?:\S{{6,11}} )?{_CLOCK}(?: [A-Z]{{2,4}})?[\])]"  # "[2025-09-09 14:06 UTC]"
_LINE = re.compile(
    rf"\s*(?:[-*>] )?(?:{_TIME} {_HANDLE.format('named')}:"
    rf"|[\[(]?(?:\S{{6,11}} )?{_CLOCK}[\])]? <[ @+%&~]?{_HANDLE.format('angled')}>)[ \t]+(?=\S)"
)
# Who comes, goes or does something: "14:07 -!- bo has quit", "14:08 * ann sighs", "--- Log closed"
_NOTICE = re.compile(
    rf"\s*(?:[\[(]?(?:\S{{6,11}} )?{_CLOCK}[\])]? (?:-!-|\*{{1,3}}|-{{1,3}}>|<-{{1,3}}|={{3}})"
    r"|-{3} (?:Log|Day) ) ?\S"
)
_LEAST = 4  # lines of a chat
_TIMED = re.compile(rf"^[ \t>*\[(-]{{0,8}}(?:\S{{6,11}} )?{_CLOCK}", re.MULTILINE)


def chats(text: str, lines: Sequence[Span]) -> Iterator[Part]:
    """The lines in text order; none where fewer than two take turns, or where what somebody writes
    goes on in the next line. ``lines`` are the ranges of the text's lines."""
    if _TIMED.search(text) is None:
        return
    lines = [line for line in lines if not _NOTICE.match(text, *line)]
    numbered = [(n, m) for n, line in enumerate(lines) if (m := _LINE.match(text, *line))]
    found = [(lines[n], match) for n, match in numbered]
    if not found or numbered[-1][0] - numbered[0][0] >= len(found):
        return
    handles = [match["named"] or match["angled"] for _, match in found]
    if len(found) < _LEAST or len(set(handles)) < 2 or max(Counter(handles).values()) < 2:
        return
    known = _names(outside(text, [Span(match.end(), line.end) for line, match in found]))
    angled = {match["angled"] for _, match in found}
    called = {
        handle: _called(handle, known)
        or (f"{handle[0].upper()}{handle[1:]}" if handle in angled else None)
        for handle in set(handles)
    }
    if 2 * sum(called[handle] is not None for handle in handles) < len(handles):
        return  # "[10:15] INFO: started"
    before, by = Span(0, 0), ""
    for (line, match), handle in zip(found, handles, strict=True):
        words = stripped(text, match.end(), line.end)
        if words is None:
            continue
        asked = asked_at_end(text, before) if handle != by else None
        at = Span(*match.span("named" if match["named"] else "angled"))
        yield Part(Author(at, called[handle]), words, asked, line.start)
        before, by = words, handle


def _names(text: str) -> Mapping[str, Sequence[str]]:
    """The full names of a text by first name, as far as their form tells."""
    runs = re.finditer(rf"{CAPITALISED}(?: {CAPITALISED}){{1,2}}", text)
    found: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(run[0] for run in runs):
        if full_name(name):
            found[_words(name)[0]].append(name)
    return found


def _called(handle: str, names: Mapping[str, Sequence[str]]) -> str | None:
    """Whose handle it is: of "ann" the one Ann's around the chat, of "ann.lind" Ann Lind's who need
    not be named there, as far as the first name is one."""
    parts = _words(handle.replace(".", " ").replace("_", " "))
    fitting = [name for name in names.get(parts[0], ()) if _words(name)[: len(parts)] == parts]
    if fitting:
        several = len({tuple(_words(name)[:2]) for name in fitting}) > 1
        return None if several else min(fitting, key=len)
    full = [part.capitalize() for part in parts]
    return " ".join(full) if len(full) == 2 and gender.has_first_name(full) else None


def _words(name: str) -> list[str]:
    return accents.without(name.casefold()).split()
