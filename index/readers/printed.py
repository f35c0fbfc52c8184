"""The day that a text itself prints as its own: at its head, or else at its foot.

It stands in a line of its own, or with nothing beside it but a byline, a place or what kind of
date it is ("By Ana Ruiz · 19 April 2026", "Last updated: 3 May 2024"), or at the head of the first
paragraph ("LONDON, 3 March 2025 (Nordwire) - "). One in a sentence is the matter's.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, zip_longest
from typing import Literal

from index import dates

_Kind = Literal["published", "printed", "updated", "other"]
_Told = tuple[_Kind, date]

_WITHIN = 4000  # characters at either end
_HEAD, _FOOT = 15, 8  # lines, at the foot with the empty ones
_LONGEST = 120  # characters of a line that is no prose
_EARLIEST = 1990  # of a day that nothing says to be the text's own: before, it is history's
_WRAPPED = 60  # from which on a line is prose if the one before is as long
_HEADS = 30  # characters of a line that says what the next one is ("Date of birth")
_JOURNAL = 20_000  # characters in which a journal begins its next day
_MARKS = str.maketrans({"\0": " ", "\xa0": " ", **dict.fromkeys("*_`~#>")})  # of Markdown

_DAY = "\0"  # stands for a date while what is beside it is looked at
_SPAN = re.compile(rf"{_DAY} ?(?:[–—-]+|to|until|till) ?{_DAY}")  # a span of days is nobody's own
_PARTS = re.compile(r"[|·•:;,()\[\]—\t]|\s[–/-]+\s| {2,}")
_CLOCK = re.compile(
    r"(?:\bat )?\b\d\d?[:.h]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?(?: ?[+-]\d\d:?\d\d\b)?"
    r"(?: ?\(?\b(?:GMT|UTC|[BCEMPW][DES]?T|CEST)\b\)?)?|(?:\bat )?\b\d\d? ?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b{dates.WEEKDAY}(?!\w),? ?", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|issued|dated|decided|recorded|sent|written)"
    r"|(?:(?:publication|issue|interview|recording) )?date"
    r"(?: (?:published|posted|issued|of (?:issue|publication|(?:the )?(?:interview|recording))))?"
    r"|for immediate release|(?:press|news|media) release)"
    r"(?: online)?(?: on)?",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:this page was |page )?(?:last |date )?"
    r"(?:updated?|modified|revised|reviewed|edited|amended|corrected|changed)(?: on)?",
    re.IGNORECASE,
)
# What is to be, or was, on that day, and is not this text
_OTHER = re.compile(
    r"\b(?:agenda|argued|birth|born|conference|deadline|died|due|effective|embargo\w*|end(?:ed|ing|s)?"
    r"|established|event|exhibition|expir\w+|hearing|heard|founded|invitation|launch\w*|meeting|notice|opened|opening|period|programme|rally"
    r"|schedule|session|since|submitted|summit|until|valid|webinar|workshop)\b",
    re.IGNORECASE,
)
# Such words behind others, of which Markdown makes one line
_LABEL = re.compile(
    r"\b(?:F(?:or|OR) I(?:mmediate|MMEDIATE) R(?:elease|ELEASE)"
    r"|(?:(?:First|Last) )?(?:Published|Posted|Updated))\b"
)
# Who wrote it and where, or which part of a paper it is; and what of it may stand before a date
# without a mark between them in a text's first line, which may be a headline
_NAME = r"(?!(?:After|As|At|Before|By|For|From|In|On|To)\b)[A-Z][\w.'’&-]*"
_BESIDE = re.compile(
    rf"(?:(?:by|from|in) )?(?:(?:{_NAME}|of|the|and|de|del|la|van|von|al) ){{0,9}}{_NAME}"
    r"|\d+ min(?:ute)?s?(?: read)?|(?:page|p|version|v|vol|volume|no|issue|edition)\.? ?\d[\d.]*"
    r"|(?i:by) .{2,60}|(?i:(?:[\w-]+ ){0,3}(?:correspondent|editor|reporter|staff|writer))"
)
_HEADING = re.compile(r"(?i:by) .*|[^a-z]+|\S+")
_RECORD = re.compile(
    rf"(?:[^{_DAY}]{{2,80}}(?::| [–—-]) )?"
    rf"(?:(?:draft|approved|official|verbatim) )?(?:minutes|transcript|proceedings)\b"
    rf"[^.:{_DAY}]*{_DAY}",
    re.IGNORECASE,
)
# A title that ends with a day, and what says below it that it is a record of that day
_ENDS = re.compile(rf"[^{_DAY}]*[,–—|·(] ?{_DAY}\)?")
_OF_RECORD = re.compile(r"(?:[\w-]+ ){0,2}(?:transcript|minutes)\b[^.:]{0,60}\.?", re.IGNORECASE)
_PLACE = rf"{_NAME}(?: {_NAME}){{0,3}}"
_DATELINE = re.compile(
    rf"(?!Updated|Last )\(?{_PLACE}(?:, {_PLACE})?(?:,| ?[-–—]+)? ?\(?{_DAY}\)?,?"
    r"(?: ?\([^()]{2,30}\)| ?/[^/]{2,30}/)?(?: ?[–—]| ?--?(?=\s)|(?<=\)) |:(?=\s))"
)


def day(text: str) -> date | None:
    """When it was published or, where only that is told, updated; None where no day is, or several
    may be it, as in a journal."""
    told = list(_head(text))
    if all(kind in ("other", "updated") for kind, _ in told):
        told += _foot(text)
    days: dict[_Kind, list[date]] = {}
    for kind, each in told:
        days.setdefault(kind, []).append(each)
    if published := days.get("published"):
        return published[0]
    if printed := {each for each in days.get("printed", ()) if each.year >= _EARLIEST}:
        return None if len(printed) > 1 or _is_journal(text, *printed) else printed.pop()
    return max(days.get("updated", ()), default=None)


def _head(text: str) -> Iterator[_Told]:
    """What the lines before the first of prose tell, and that one at its beginning; and the first
    ones behind it, where they say that it was published then."""
    shown = before = 0
    above = title = ""
    begun = False
    for line in _lines(text[:_WITHIN]):
        is_prose = before > _WRAPPED and len(line) > _WRAPPED
        before = len(line)
        shown += bool(line)
        title = title or line
        if shown > 1 and _OF_RECORD.fullmatch(line) and _ENDS.fullmatch(_masked(title)):
            yield from (
                ("printed", day) for each in dates.FULL.finditer(title) if (day := dates.on(each))
            )
        if shown > _HEAD:
            return
        begun = begun or is_prose
        if len(above) > _HEADS or not _OTHER.search(above):
            told = _told(line, title=shown == 1) or ([] if begun else _dateline(line))
            yield from (each for each in told if not begun or each[0] == "published")
        begun = begun or len(line) > _LONGEST
        above = line or above


def _foot(text: str) -> Iterator[_Told]:
    """What the last lines tell, with no name beside it: a day behind a name is a reference's. The
    end of a wrapped paragraph is none."""
    lines = ["", *_lines(text[-_WITHIN:].rstrip())][-_FOOT - 1 :]
    for before, line in reversed(list(pairwise(lines))):
        if len(line) > _LONGEST:
            return
        if len(before) <= _WRAPPED:
            yield from _told(line.removesuffix("."), alone=True)


def _lines(text: str) -> Iterator[str]:
    return map(str.strip, text.translate(_MARKS).split("\n"))


def _is_journal(text: str, first: date) -> bool:
    """Whether another day stands in a line of its own further on."""
    told = (each for line in _lines(text[:_JOURNAL]) for each in _told(line, alone=True))
    return any(kind == "printed" and day != first for kind, day in told)


def _dateline(line: str) -> list[_Told]:
    """The day that a paragraph begins with, behind a place."""
    found = dates.FULL.search(line, 0, _LONGEST)
    day = dates.on(found) if found else None
    masked = _DATELINE.match(_masked(line[:_LONGEST]))
    return [("printed", day)] if day and masked and not _OTHER.search(masked[0]) else []


def _told(line: str, *, title: bool = False, alone: bool = False) -> list[_Told]:
    """The days of a line that has nothing else to tell, and what each is; none of a sentence, a
    headline or a span of days. ``title``: it may be a headline; ``alone``: with no name beside
    them either."""
    if len(line) > _LONGEST:
        return []
    days = [dates.on(found) for found in dates.FULL.finditer(line)]
    if not days or None in days:
        return []
    masked = _LABEL.sub(r"|\g<0>", _masked(line))
    if _SPAN.search(masked):
        return []
    if not alone and _RECORD.fullmatch(masked):
        return [("printed", day) for day in days if day]
    told: list[_Told] = []
    left = iter(days)
    kind: _Kind = "printed"
    for part in _PARTS.split(_CLOCK.sub(" ", masked)):
        words = [each for word in re.split(f"({_DAY})", part) if (each := word.strip(" -–"))]
        for each, behind in zip_longest(words, words[1:]):
            if each == _DAY:
                if day := next(left):
                    told.append((kind, day))
                kind = "printed"
            elif _OTHER.search(each):
                kind = "other"
            elif _PUBLISHED.fullmatch(each):
                kind = "published"
            elif _UPDATED.fullmatch(each):
                kind = "updated"
            elif (
                alone
                or not _BESIDE.fullmatch(each)
                or (title and behind and not _HEADING.fullmatch(each))
            ):
                return []
    spans_days = [kind for kind, _ in told].count("printed") > 1
    return [] if spans_days or kind == "other" else told


def _masked(line: str) -> str:
    return _WEEKDAY.sub("", dates.FULL.sub(_DAY, line))
