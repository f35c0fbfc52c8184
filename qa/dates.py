"""Dates in a question → a period of days: "in October 2024", "since Monday", "last week".

What a date leaves open is counted from the latest date of the documents, not from today: "last
week" is the week before that of the latest document, "in October" the latest October that had
begun by then. Weeks begin on Monday; "the past week" is the seven days up to the latest date.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import DAY, MONTH, WEEKDAYS, YEAR, month
from qa.verbs import NOUNS, SAY

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = rf"\d{{1,3}}|{'|'.join(_NUMBERS[1:])}"
_POINT = re.compile(
    rf"""(?<![\w-])(?:
      (?P<iso>{YEAR}-\d\d-\d\d)
    | (?P<day>{DAY})\ (?:of\ )?(?P<month>{MONTH})(?:,?\ (?P<year>{YEAR}))?
    | (?P<month2>{MONTH})\ (?P<day2>{DAY})(?:,?\ (?P<year2>{YEAR}))?
    | (?P<month3>{MONTH})(?:\ of)?(?:,?\ (?P<year3>{YEAR}))?
    | (?P<year4>{YEAR})
    | (?P<near>today|yesterday)
    | (?P<which>last|this|past|previous)\ (?P<unit>week|month|year)
    | (?:last|past|previous)\ (?P<count>{_COUNT})\ (?P<units>days|weeks|months|years)
    | (?P<ago>{_COUNT}|an?)\ (?P<agos>days?|weeks?|months?|years?)\ ago
    | (?P<before>last\ )?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAD = re.compile(
    r"\b(?P<word>since|after|before|until|till|up to|from|between|on|in|during|of|by|over|within)"
    r"(?: the)?(?: (?:early|mid|late))? $|\bthe $",
    re.IGNORECASE,
)
_NAMED_MONTH = re.compile(rf"\b{MONTH}(?!\w)", re.IGNORECASE)
_LEADS_TO_MONTH = re.compile(r"(?:\d|\b(?:last|this|next)) $", re.IGNORECASE)
_ISO_MONTH = re.compile(rf"\b{YEAR}-(\d\d)-\d\d\b")
# What was said, after the verb: nothing, or a matter, and no claim
_SAID = re.compile(rf"\b(?:{SAY})\b(?P<rest>.*)$", re.IGNORECASE)
_MATTER = re.compile(
    r"^\s*(?:$|(?:it|that|so|this)\s*$|(?:about|on|regarding|concerning|of|to|over)\b)",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"\w(?:ed|ade|old|ent|orn|en)$", re.IGNORECASE)
_NOUN = re.compile(rf"\b(?:{NOUNS})\b", re.IGNORECASE)
_JOIN = re.compile(r" (?:to|until|till|and|through|-|–) (?:the )?", re.IGNORECASE)


def names_one(text: str) -> bool:
    """Whether a text names a day, a month or a year, or one from which they are counted."""
    return _POINT.search(text) is not None


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included; None is open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        if self.first and self.first == self.last:
            return f"on {_written(self.first)}"
        if self.first and self.last:
            return f"from {_written(self.first)} to {_written(self.last)}"
        if self.first:
            return f"since {_written(self.first)}"
        return f"up to {_written(self.last)}" if self.last else "at any time"


@dataclass(frozen=True, slots=True)
class Dated:
    """A period and the words ``text[start:end]`` that name it."""

    start: int
    end: int
    period: Period


def tells_of(period: Period, text: str) -> bool:
    """Whether a text itself names a day, a month or a year, in full, that lies in a period from one
    day to another."""
    first, last = period.first, period.last
    if first is None or last is None:
        return False
    named = (_days(match, lambda: None) for match in _POINT.finditer(text))
    return any(d and d.first and d.last and first <= d.first and d.last <= last for d in named)


def find(text: str, latest: Callable[[], date | None]) -> Dated | None:
    """The first period a text names. ``latest``, the latest date of the documents, is asked for
    only where the words leave something open; without one, such words name no period."""
    for match in _POINT.finditer(text):
        lead = _LEAD.search(text, 0, match.start())
        word = (lead["word"] or "").casefold() if lead else ""
        days = _days(match, latest)
        if days is None or not _is_date(match, word):
            continue
        start, end = lead.start() if lead else match.start(), match.end()
        if word in ("from", "between"):
            join = _JOIN.match(text, end)
            other = join and _POINT.match(text, join.end())
            until = other and _days(other, latest)
            if other and until and days.first and until.last and days.first <= until.last:
                return Dated(start, other.end(), Period(days.first, until.last))
        return Dated(start, end, _open(word, days))
    return None


def take(question: str, latest: Callable[[], date | None]) -> tuple[str, Period | None]:
    """The question without the date on which something was said, and that period.

    Such a date stands first, beside the verb of saying, or last where a matter is named and no
    claim: in "who said troops were sent in October" it is part of the claim and stays, and so does
    that of "the treaty signed in June".
    """
    dated = find(question, latest)
    if dated is None:
        return question, None
    before, after = question[: dated.start].rstrip(" ,"), question[dated.end :].lstrip(" ,")
    said = _SAID.search(before)
    if not before or (said and not said["rest"].strip()):
        of_saying = True
    elif said:
        of_saying = bool(_MATTER.match(said["rest"]) and not _PARTICIPLE.search(before))
    else:
        of_saying = bool(_NOUN.search(before))
    if not of_saying or (said and said["rest"].strip() and after):
        return question, None
    return f"{before} {after}".strip(), dated.period


def _is_date(match: re.Match[str], lead: str) -> bool:
    """ "2024", "may" and "September" are dates after "in" and the like only."""
    if match["year4"]:
        return lead not in ("", "over", "within")
    if match["month3"] and not match["year3"]:  # "about September", "her position on March"
        return lead not in ("", "over", "within", "on")
    return True


def _open(lead: str, days: Period) -> Period:
    match lead:
        case "since" | "from":
            return Period(days.first, None)
        case "after":
            return Period(_shifted(days.last, 1), None)
        case "before":
            return Period(None, _shifted(days.first, -1))
        case "until" | "till" | "up to" | "by":
            return Period(None, days.last)
    return days


def _days(match: re.Match[str], latest: Callable[[], date | None]) -> Period | None:
    """The days a single expression stands for; None where there are none such."""
    try:
        return _fixed(match) or _relative(match, latest())
    except (ValueError, OverflowError):  # 31 February, a thousand years ago
        return None


def _fixed(match: re.Match[str]) -> Period | None:
    if match["iso"]:
        day = date.fromisoformat(match["iso"])
        return Period(day, day)
    year = match["year"] or match["year2"] or match["year3"] or match["year4"]
    return _in_year(match, int(year)) if year else None


def _in_year(match: re.Match[str], year: int) -> Period:
    name, day = match["month"] or match["month2"], match["day"] or match["day2"]
    if name and day:
        on = date(year, month(name), int(re.sub(r"\D", "", day)))
        return Period(on, on)
    if match["month3"]:
        return _whole_month(year, month(match["month3"]))
    return Period(date(year, 1, 1), date(year, 12, 31))


def _relative(match: re.Match[str], latest: date | None) -> Period | None:
    if latest is None:
        return None
    if match["month"] or match["month2"] or match["month3"]:
        named = _in_year(match, latest.year)
        begun = named.first is not None and named.first <= latest
        return named if begun else _in_year(match, latest.year - 1)
    if match["near"]:
        day = latest - timedelta(days=match["near"].casefold() == "yesterday")
        return Period(day, day)
    if match["weekday"]:
        back = (latest.weekday() - WEEKDAYS.index(match["weekday"][:3].casefold())) % 7
        day = latest - timedelta(days=back or (7 if match["before"] else 0))
        return Period(day, day)
    if match["count"]:
        return Period(_back(latest, _number(match["count"]), match["units"]) + _ONE, latest)
    if match["ago"]:
        day = _back(latest, _number(match["ago"]), match["agos"])
        return Period(day, day)
    return _unit(match["which"].casefold(), match["unit"].casefold(), latest)


def _unit(which: str, unit: str, latest: date) -> Period:
    if which == "past":
        return Period(_back(latest, 1, unit) + _ONE, latest)
    back = 0 if which == "this" else 1
    if unit == "week":
        monday = latest - timedelta(days=latest.weekday() + 7 * back)
        return Period(monday, monday + timedelta(days=6))
    if unit == "month":
        day = _back(latest, back, "months")
        return _whole_month(day.year, day.month)
    return Period(date(latest.year - back, 1, 1), date(latest.year - back, 12, 31))


_ONE = timedelta(days=1)


def _back(day: date, count: int, unit: str) -> date:
    """The same day ``count`` units before; in a shorter month its last."""
    unit = unit.casefold().rstrip("s")
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _whole_month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _number(word: str) -> int:
    low = word.casefold()
    return int(low) if low.isdecimal() else _NUMBERS.index(low) if low in _NUMBERS else 1


def _shifted(day: date | None, days: int) -> date | None:
    return day + timedelta(days=days) if day else None


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def months(question: str) -> set[int]:
    """The months that a question names as such ("in May", "2 June"), by their numbers; of nobody
    whose name is May."""
    return {
        month(found[0])
        for found in _NAMED_MONTH.finditer(question)
        if _LEAD.search(before := question[: found.start()])
        or _LEADS_TO_MONTH.search(before)
        or question[found.end() : found.end() + 2].strip().isdecimal()
    }


def months_told(text: str) -> set[int]:
    """Those that a text may name, in full, short or in figures."""
    named = {month(found[0]) for found in _NAMED_MONTH.finditer(text)}
    return named | {int(found[1]) for found in _ISO_MONTH.finditer(text)}
