"""Words for a stretch of days: "3 March 2022", "October", "the summer of 2021", "last week".

What they leave open is counted from the latest date of the documents, not from today: "last week"
is the week before that of the latest document, "October" the latest October that had begun by then.
Weeks begin on Monday; "the past week" is the seven days up to the latest date. Seasons are whole
months of the northern hemisphere's, a winter goes by the year of its January, and "early", "mid"
and "late" are the thirds of a month, a season or a year.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import DAY, FULL, MONTH, WEEKDAY, WEEKDAYS, YEAR, month, on

Latest = Callable[[], date | None]

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"\d{{1,3}}|{'|'.join(_NUMBERS[1:])}"
_SEASONS = {"winter": 0, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}  # the month before
_SEASON = "|".join(_SEASONS)
_IN_SEASON = re.compile(
    rf"\b(?:in|during) (?:the )?(?P<season>{_SEASON})\b(?! (?:of|\d))", re.IGNORECASE
)
_ANY_SEASON = re.compile(rf"\b(?:{_SEASON})\b", re.IGNORECASE)
_TO = r"(?:\ ?[-–]\ ?|\ (?:to|and|until|till|through)\ )"
POINT = re.compile(
    rf"""(?:(?<![\w./-])|(?<=\bmid-))(?:
      (?P<iso>{YEAR}-\d\d-\d\d)
    | (?P<figures>\d\d?[./]\d\d?[./]{YEAR})
    | (?:{WEEKDAY},?\ (?:the\ )?)?(?:
          (?P<day>{DAY})(?:{_TO}(?P<until>{DAY}))?\ (?:of\ )?
          (?P<month>{MONTH})(?:,?\ (?P<year>{YEAR}))?
        | (?P<month2>{MONTH})\ (?P<day2>{DAY})(?!\d)
          (?:{_TO}(?P<until2>{DAY})(?!\d))?(?:,?\ (?P<year2>{YEAR}))?
      )
    | (?P<month3>{MONTH})(?:\ of)?(?:,?\ (?P<year3>{YEAR}))?
    | (?P<season>{_SEASON})(?:\ of)?(?:,?\ (?P<year5>{YEAR}))
    | (?P<year4>{YEAR})(?P<decade>s)?
    | (?P<near>today|yesterday)
    | (?P<which>last|this|past|previous)\ (?P<unit>week(?:end)?|month|year|{_SEASON})
    | (?:last|past|previous)\ (?P<count>{_COUNT})\ (?P<units>days|weeks|months|years)
    | (?P<ago>{_COUNT}|an?)\ (?P<agos>days?|weeks?|months?|years?)\ ago
    | (?P<before>last\ )?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)
    )(?![\w/-])""",
    re.IGNORECASE | re.VERBOSE,
)
"""What ``days`` reads. Bare years and months are dates in some places only."""

_ONE = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included; None is open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        if self.first and self.first == self.last:
            return f"on {written(self.first)}"
        if self.first and self.last:
            return f"from {written(self.first)} to {written(self.last)}"
        if self.first:
            return f"since {written(self.first)}"
        return f"up to {written(self.last)}" if self.last else "at any time"


def days(found: re.Match[str], latest: Latest) -> Period | None:
    """The days that a match of ``POINT`` stands for; None where there are none such (31 February,
    5 to 3 March), where they may be either of two (3/4/2022) or nothing is there to count from."""
    try:
        return _fixed(found) or _relative(found, latest())
    except (KeyError, ValueError, OverflowError):  # "wınter", a thousand years ago
        return None


def third(period: Period, at: int) -> Period:
    """The first (0), second (1) or last (2) third of a period of months, or of the days of one."""
    first, last = period.first, period.last
    if first is None or last is None:
        return period
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months < 3:
        days = (last - first).days + 1
        start, end = first + timedelta(days * at // 3), first + timedelta(days * (at + 1) // 3)
        return Period(start, end - _ONE)
    start, end = (_back(first, -months * part // 3, "months") for part in (at, at + 1))
    return Period(start, end - _ONE)


def week_of(period: Period) -> Period:
    """From the Monday on or before its first day to the Sunday after that."""
    if period.first is None:
        return period
    monday = period.first - timedelta(days=period.first.weekday())
    return Period(monday, monday + _WEEK - _ONE)


def next_to(day: date | None, days: int) -> date | None:
    """The day so many days on; None where there is none to count from."""
    return day + timedelta(days=days) if day else None


def _fixed(found: re.Match[str]) -> Period | None:
    if found["iso"]:
        day = date.fromisoformat(found["iso"])
        return Period(day, day)
    if found["figures"]:
        figures = FULL.match(found["figures"])
        named = on(figures) if figures else None
        if named is None:
            raise ValueError(found["figures"])
        return Period(named, named)
    year = found["year"] or found["year2"] or found["year3"] or found["year4"] or found["year5"]
    return _in_year(found, int(year)) if year else None


def _in_year(found: re.Match[str], year: int) -> Period:
    name, day = found["month"] or found["month2"], found["day"] or found["day2"]
    if name and day:
        until = found["until"] or found["until2"] or day
        first, last = (date(year, month(name), _digits(each)) for each in (day, until))
        if last < first:
            raise ValueError(found[0])
        return Period(first, last)
    if found["month3"]:
        return _months(year, month(found["month3"]))
    if found["season"]:
        return _season(found["season"], year)
    return Period(date(year, 1, 1), date(year + (9 if found["decade"] else 0), 12, 31))


def _relative(found: re.Match[str], latest: date | None) -> Period | None:
    if latest is None:
        return None
    if found["month"] or found["month2"] or found["month3"]:
        named = _in_year(found, latest.year)
        begun = named.first is not None and named.first <= latest
        return named if begun else _in_year(found, latest.year - 1)
    if found["near"]:
        day = latest - timedelta(days=found["near"].casefold() == "yesterday")
        return Period(day, day)
    if found["weekday"]:
        back = (latest.weekday() - WEEKDAYS.index(found["weekday"][:3].casefold())) % 7
        day = latest - timedelta(days=back or (7 if found["before"] else 0))
        return Period(day, day)
    if found["count"]:
        return Period(_back(latest, _number(found["count"]), found["units"]) + _ONE, latest)
    if found["ago"]:
        day = _back(latest, _number(found["ago"]), found["agos"])
        return Period(day, day)
    return _unit(found["which"].casefold(), found["unit"].casefold(), latest)


def _unit(which: str, unit: str, latest: date) -> Period:
    if unit in _SEASONS:
        return _latest_season(unit, latest, before=which not in ("this", "past"))
    if unit == "weekend":
        saturday = latest - timedelta(days=(latest.weekday() - 5) % 7)
        return Period(saturday, saturday + _ONE)
    if which == "past":
        return Period(_back(latest, 1, unit) + _ONE, latest)
    back = 0 if which == "this" else 1
    if unit == "week":
        return week_of(Period(latest - back * _WEEK, None))
    if unit == "month":
        day = _back(latest, back, "months")
        return _months(day.year, day.month)
    return Period(date(latest.year - back, 1, 1), date(latest.year - back, 12, 31))


def _latest_season(name: str, latest: date, *, before: bool) -> Period:
    """The latest one that had begun, or, ``before``, was over."""
    for year in (latest.year + 1, latest.year, latest.year - 1):
        found = _season(name, year)
        day = found.last if before else found.first
        if day is not None and day <= latest:
            return found
    return _season(name, latest.year - 2)


def _season(name: str, year: int) -> Period:
    before = _SEASONS[name.casefold()]
    first = date(year, before, 1) if before else date(year - 1, 12, 1)
    return Period(first, _back(first, -3, "months") - _ONE)


def _back(day: date, count: int, unit: str) -> date:
    """The same day ``count`` units before; in a shorter month its last."""
    unit = unit.casefold().rstrip("s")
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _months(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _number(word: str) -> int:
    low = word.casefold()
    return int(low) if low.isdecimal() else _NUMBERS.index(low) if low in _NUMBERS else 1


def _digits(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def written(day: date) -> str:
    """3 May 2011."""
    return f"{day.day} {day:%B %Y}"


def season_asked(question: str) -> set[int]:
    """The months of the season of any year in which a thing is asked to be: "when is it open in
    winter?"; none where no season is named, or one of a year."""
    return _of_seasons(found["season"] for found in _IN_SEASON.finditer(question))


def seasons_told(text: str) -> set[int]:
    """The months of the seasons that a text names."""
    return _of_seasons(found[0] for found in _ANY_SEASON.finditer(text))


def _of_seasons(names: Iterable[str]) -> set[int]:
    before = {_SEASONS[name.casefold()] for name in names}
    return {(first + n - 1) % 12 + 1 for first in before for n in range(3)}
