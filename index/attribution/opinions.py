"""The opinions of a court's decision: whose each is, by the line that it starts with.

"JUSTICE OBI delivered the opinion of the Court.", "Justice Holt, dissenting.", "LIND, Circuit
Judge:"; each reaches to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.attribution.authors import Author, Part, stripped
from index.documents import Span

_JUDGE = r"(?i:(?:(?:mr\.|chief|associate|senior|presiding) )*(?:justice|judge))"
_NAME = r"[A-Z][\w.'’-]*[\w’](?: [A-Z][\w.'’-]*[\w’]){0,2}"
_REST = r"(?:[^.:]|(?<=\b[A-Z])\.)"  # of a sentence, in which "LIND, J." is no end
_APART = r"(?:dissenting|concurring)(?: (?:in|from) [\w ]{1,60})?"
_BENCH = r"(?:(?:Chief|Senior|Presiding) )?(?:(?:Circuit|District|Appellate) )?(?:Judge|Justice)"
_STARTS = tuple(
    re.compile(rf"\s*(?P<who>{who}){rest}\s*")
    for who, rest in (
        (
            rf"{_JUDGE} {_NAME}",
            rf"(?:,?{_REST}{{0,300}})? (?:delivered|announced) the (?:opinion|judgment)\b"
            rf"{_REST}{{0,400}}\.",
        ),
        (
            rf"(?:{_JUDGE} {_NAME}|{_NAME}, (?:C\. ?)?J\.)",
            rf",(?: {_REST}{{0,300}},)? {_APART}[.:]",
        ),
        (rf"{_NAME}, {_BENCH}", rf"(?:, {_APART})?[.:]$"),
    )
)
_INITIAL = re.compile(r", (?:C\. ?)?J\.$")
_LONGEST = 1000  # characters of a line that are looked at


def opinions(text: str, lines: Sequence[Span]) -> Iterator[Part]:
    """The opinions, in text order, where there are any. ``lines`` are the ranges of the text's
    lines, without those that are empty."""
    starts = [found for line in lines if (found := _start(text, line)) is not None]
    ends = [line for _, _, line in starts[1:]]
    for (author, begin, _), end in zip(starts, [*ends, len(text)], strict=False):
        if words := stripped(text, begin, end):
            yield Part(author, words)


def _start(text: str, line: Span) -> tuple[Author, int, int] | None:
    """Who an opinion that starts with a line is by, where its words begin, and where the line
    does."""
    for start in _STARTS:
        if found := start.match(text, line.start, min(line.end, line.start + _LONGEST)):
            who = _INITIAL.sub("", found["who"])
            name = who if who == found["who"] else f"Justice {who}"
            return Author(Span(*found.span("who")), name), found.end(), line.start
    return None
