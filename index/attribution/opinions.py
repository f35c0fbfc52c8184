"""The opinions of a court's decision: whose each is, by the line that it starts with.

"JUSTICE OBI delivered the opinion of the Court.", "Justice Holt, dissenting.", "LIND, Circuit
Judge:", and "Mrs Justice Obi:" above numbered paragraphs; each reaches to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from index.attribution.authors import FULL_NAME, Author, Part, full_name, stripped
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
            rf"{_REST}{{0,400}}[.:]",
        ),
        (
            rf"(?:{_JUDGE} {_NAME}|{_NAME}, (?:C\. ?)?J\.)",
            rf",(?: {_REST}{{0,300}},)? {_APART}[.:]",
        ),
        (rf"{_NAME}, {_BENCH}", rf"(?:, {_APART})?[.:]$"),
    )
)
# "LORD JUSTICE FENN (with whom Lady Obi agrees):", "Her Honour Judge Obi KC :"
_TITLE = (
    r"(?i:(?:(?:the )?(?:(?:rt\.?|right) )?hon(?:ourable|\.)? )?(?:(?:mr|mrs|ms|miss)\.? justice"
    r"|(?:lord|lady)(?: chief)?(?: justice)?|(?:(?:his|her) honour )?(?:(?:circuit|deputy|district"
    r"|employment|first-tier|high|immigration|presiding|senior|tribunal|upper|court) )*judge"
    r"|hhj|master|sheriff|sir|dame))"
)
_JUDGE_ALONE = re.compile(
    rf"[\s*_#]*(?P<who>{_TITLE} {_NAME})(?:,? [A-Z]{{2,4}})*(?: \([^()]{{0,200}}\))?"
    r"[*_]*[ \t]*:[\s*_]*"
)
# Who decides alone, where that is told once: "Before: Mr Justice Obi", "JUDGMENT of Judge Ann Obi",
# and on the line below a "Before:"
_HEARS = re.compile(
    r"[\s*_#]*(?i:before|coram|(?:approved )?(?:decision|judgment|reasons|ruling)(?: (?:of|by))?)"
    r"[\s*_]*:?[\s*_]*"
)
_SOLE = re.compile(
    rf"[\s*_#]*(?P<who>{_TITLE} {_NAME})(?:,? [A-Z]{{2,4}})*(?: \([^()]{{0,200}}\))?[\s*_]*"
)
_FIELD = re.compile(rf"[\s*_#]*(?i:(?:\w+ )?judge)[*_]*:[\s*_]*(?P<who>{FULL_NAME})[\s*_]*")
_ALSO = re.compile(
    r"\W*(?:and|with|sir|dame|lord|lady|mr|mrs|ms|dr|members?|(?:his|her) honour|\w* ?judge)\b",
    re.IGNORECASE,
)
_OF_COURT = re.compile(  # the head, and not that of a contest, which may have a judge as well
    r"\b(?:vs?\b|court|decision|judge?ment|reasons|ruling|tribunal)", re.IGNORECASE
)
_FIRST = re.compile(r"[\s*_]*(?:\[1\]|1[.)]|1(?=\t|\s\s))[*_]*\s+[*_]*[A-Z“\"‘(]")
_MOST_ABOVE = 60  # lines above the first numbered paragraph of a decision
_NUMBERED = re.compile(r"[\s*_]*(?:\[\d{1,3}\]|\d{1,3}\.?)[*_]*\s+[*_]*[A-Z“\"‘(]")
_OWN = re.compile(r"\bI\b")
_HEADINGS = 3  # lines above the first numbered paragraph, at most
_INITIAL = re.compile(r", (?:C\. ?)?J\.$")
_FOR_COURT = re.compile(r" (?:delivered|announced) the (?:opinion|judgment)\b")
_WRITES_APART = re.compile(r"\b(?:concurring|dissenting)\b", re.IGNORECASE)
_LONGEST = 1000  # characters of a line that are looked at
_MOST = 1000  # lines in which one judge is looked for


def opinions(text: str, lines: Sequence[Span]) -> Iterator[Part]:
    """The opinions, in text order, where there are any. ``lines`` are the ranges of the text's
    lines, without those that are empty."""
    starts = [
        found
        for n, line in enumerate(lines)
        if (found := _start(text, line) or _head(text, lines[n : n + 2 + _HEADINGS])) is not None
    ]
    starts = starts or list(_by_one(text, lines[:_MOST]))
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
            if _FOR_COURT.search(found[0]):
                name = f"{name}, for the court"
            elif apart := _WRITES_APART.findall(found[0]):
                name = f"{name}, {' and '.join(map(str.casefold, apart))}"
            return Author(Span(*found.span("who")), name), found.end(), line.start
    return None


def _head(text: str, lines: Sequence[Span]) -> tuple[Author, int, int] | None:
    """The same of a line that is only a judge's title and name, above numbered paragraphs."""
    line, *below = lines
    found = _JUDGE_ALONE.fullmatch(text, *line) if line.end - line.start < _LONGEST else None
    if found is None or not any(_NUMBERED.match(text, *paragraph) for paragraph in below):
        return None
    if not _OWN.search(text, found.end()):
        return None
    apart = " and ".join(map(str.casefold, _WRITES_APART.findall(found[0])))
    name = f"{found['who']}, {apart}" if apart else found["who"]
    return Author(Span(*found.span("who")), name), found.end(), line.start


def _by_one(text: str, lines: Sequence[Span]) -> Iterator[tuple[Author, int, int]]:
    """The same of a decision in numbered paragraphs whose head names its one judge."""
    above = list(takewhile(lambda line: not _FIRST.match(text, *line), lines[: _MOST_ABOVE + 1]))
    if len(above) in (_MOST_ABOVE + 1, len(lines)):
        return
    begin = lines[len(above)].start
    judges = {}
    for n, line in enumerate(above, 1):
        if line.end - line.start < _LONGEST and (author := _judge(text, line, lines[n : n + 2])):
            judges[(author.name or "").split()[-1].casefold()] = author
    if len(judges) == 1 and _OWN.search(text, begin):
        yield next(iter(judges.values())), begin, begin


def _judge(text: str, line: Span, below: Sequence[Span]) -> Author | None:
    """The judge whom a line, or the one below it, says to decide, and nobody beside him."""
    field = _FIELD.fullmatch(text, *line)
    if field and full_name(field["who"]) and _OF_COURT.search(text, 0, line.start):
        return Author(Span(*field.span("who")), field["who"])
    hears = _HEARS.match(text, *line)
    if hears is None:
        return None
    if hears.end() < line.end:
        below = [Span(hears.end(), line.end), *below]
    found = _SOLE.fullmatch(text, *below[0])
    if found is None or any(_ALSO.match(text, *beside) for beside in below[1:2]):
        return None
    return Author(Span(*found.span("who")), found["who"])
