"""How days, months and years are written, for whoever reads dates."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?)"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)\d\d"

FULL = re.compile(
    rf"""(?<![\w./-])(?:
      (?P<iso>{YEAR}-\d\d-\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?
    | (?P<first>\d\d?)(?P<mark>[./])(?P<second>\d\d?)(?P=mark)(?P<year3>{YEAR})
    | (?P<day>{DAY})(?:\ of)?[ -]+(?P<month>{MONTH}),?[ -]+(?P<year>{YEAR})
    | (?P<month2>{MONTH})\ +(?P<day2>{DAY}),?\ +(?P<year2>{YEAR})
    )(?![\w/-]|\.\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""A day with its month and year. In groups: ``on`` reads them."""


def month(name: str) -> int:
    """The number of a month, by its name in full or short."""
    return _MONTHS.index(name[:3].casefold()) + 1


def on(found: re.Match[str]) -> date | None:
    """The day that a match of ``FULL`` names; None where there is no such day, or where it may be
    either of two (03/04/2025)."""
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["mark"]:
            return _in_figures(int(found["first"]), int(found["second"]), int(found["year3"]))
        day = re.sub(r"\D", "", found["day"] or found["day2"])
        name = found["month"] or found["month2"]
        return date(int(found["year"] or found["year2"]), month(name), int(day))
    except ValueError:  # 31 February
        return None


def _in_figures(first: int, second: int, year: int) -> date | None:
    if first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None
