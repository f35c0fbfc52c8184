"""The date in a question → the days on which something was said: "in October 2024", "since Monday".

What words for a stretch of days stand for is told in ``periods``. Here is what stands around them
("since", "late", "from … to"), and whether it is a date of saying or of the matter.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from index.dates import MONTH, YEAR, month
from qa import periods
from qa.periods import POINT, Latest, Period
from qa.verbs import NOUNS, ON, SAY, told

_SINCE = "since|from|as from|starting(?: in| on| from)?|beginning(?: in| on)?"
_AFTER = "after|later than"
_BEFORE = "before|prior to|earlier than"
_UNTIL = "until|till|up (?:to|until|till)|by|through|as of"
_WITHIN = "between|on|in|back in|during|throughout|of|over|within|around"
_THIRDS = ("early|(?:start|beginning) of", "mid|middle of", "late|end of")
_LEAD = re.compile(
    rf"(?:\b(?P<word>{_SINCE}|{_AFTER}|{_BEFORE}|{_UNTIL}|{_WITHIN}|at(?= the \w+ of\b)) )?"
    rf"(?:\bthe )?(?:\b(?P<third>{'|'.join(_THIRDS)})[ -](?:the )?)?"
    r"(?:\b(?:(?P<week>week of)|year|month of) (?:the )?)?$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 70  # characters
_SPANNING = frozenset("from between in during throughout over within".split())
_NO_DATE_BEHIND = ("", "over", "within")
_ONWARD = re.compile(r" (?:on(?=[ ,]*(?:[?.!]|$))|onwards?\b)", re.IGNORECASE)
_JOIN = re.compile(r"(?: ?[-–] ?| (?:to|until|till|and|or|through) )(?:the )?", re.IGNORECASE)
_BESIDE = re.compile(r" (?:and|or) ", re.IGNORECASE)
_NAMED_MONTH = re.compile(rf"\b{MONTH}(?!\w)", re.IGNORECASE)
_UP_TO = re.compile(r" ?(?:[-–—]|\b(?:to|till|until|through)) ?(?:the )?(?:\d\w* )?", re.IGNORECASE)
_LEADS_TO_MONTH = re.compile(r"(?:\d|\b(?:last|this|next)) $", re.IGNORECASE)
_ISO_MONTH = re.compile(rf"\b{YEAR}-(\d\d)-\d\d\b")
# What was said, after the verb: nothing, or a matter, and no claim
_SAID = re.compile(rf"\b(?P<verb>{SAY})\b(?P<rest>.*)$", re.IGNORECASE)
_MATTER = re.compile(
    r"^\s*(?:$|(?:it|that|so|this)\s*$|(?:about|by|on|regarding|concerning|of|to|over)\b"
    r"|(?:at|during|in) (?:the |an? )?(?:(?-i:[A-Z])\S*(?: \S+){0,3}|\S+(?: \S+)?)$)",
    re.IGNORECASE,
)
_MENTION = re.compile(r"mention", re.IGNORECASE)  # and no "condemn the attack in October"
_OF = re.compile(r"of ", re.IGNORECASE)
_PART_OF_DAY = "morning|afternoon|evening|night|eve"
# "about the note of 2 May", and no "briefing of 2 May" that he spoke at
_THE_NOUN = re.compile(
    rf"\b(?:{ON}) the (?!(?:{NOUNS}|{_PART_OF_DAY})\b)[\w’'-]+$",
    re.IGNORECASE,
)
_OF_THE_DATE = re.compile(r"\b(?:about|regarding|concerning)$", re.IGNORECASE)
_COMPARED = re.compile(r"^(?:compare|contrast)\b|\b(?:differ|disagree|agree)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\w(?:ed|ade|old|ent|orn|en)$", re.IGNORECASE)
_NOUN = re.compile(rf"\b(?:{NOUNS})\b", re.IGNORECASE)
_OF_NOUN = re.compile(rf"\b(?:{NOUNS}|ones?|those) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A period and the words ``text[start:end]`` that name it."""

    start: int
    end: int
    period: Period


def names_one(text: str) -> bool:
    """Whether a text names a day, a month or a year, or one from which they are counted."""
    return POINT.search(text) is not None


def without_one(text: str) -> str:
    """A text without the days, months and years that it names."""
    return POINT.sub(" ", text)


def tells_of(period: Period, text: str) -> bool:
    """Whether a text itself names a day, a month or a year, in full, that lies in a period from one
    day to another."""
    first, last = period.first, period.last
    if first is None or last is None:
        return False
    named = (periods.days(match, lambda: None) for match in POINT.finditer(text))
    return any(d and d.first and d.last and first <= d.first and d.last <= last for d in named)


def find(text: str, latest: Latest) -> Dated | None:
    """The first period a text names. ``latest``, the latest date of the documents, is asked for
    only where the words leave something open; without one, such words name no period."""
    for match in POINT.finditer(text):
        lead = _lead(text, match.start())
        word = (lead["word"] or "").casefold() if lead else ""
        days = periods.days(match, latest)
        if days is None or not _is_date(match, lead):
            continue
        start, end = lead.start() if lead else match.start(), match.end()
        if word in _SPANNING and (between := _between(match, latest, word)):
            return Dated(start, *between)
        if word == "from" and _OF_NOUN.search(text, 0, start):
            word = "in"  # "statements from March"
        if word == "from" and (onward := _ONWARD.match(text, end)):
            end = onward.end()
        return Dated(start, end, _open(word, _narrowed(days, lead)))
    return None


def _lead(text: str, at: int) -> re.Match[str] | None:
    """What leads to the date that begins there: it is looked for right before it alone, as a text
    can be long and name many."""
    return _LEAD.search(text, max(0, at - _LONGEST_LEAD), at)


def _between(found: re.Match[str], latest: Latest, word: str) -> tuple[int, Period] | None:
    """Where "from (March) to May 2022" ends, and its days; of "in 2021 and 2022" too, where the one
    begins when the other is over."""
    if found["until"] or found["until2"]:  # "from 3 to 7 March"
        days = periods.days(found, latest)
        return (found.end(), days) if days else None
    join = _JOIN.match(found.string, found.end())
    other = join and POINT.match(found.string, join.end())
    until = periods.days(other, latest) if other else None
    last = until.last if until else None
    begun = periods.days(found, lambda: last)  # the March before that May
    if not other or not last or not begun or not begun.first or begun.first > last:
        return None
    apart = until and until.first != periods.next_to(begun.last, 1)
    if apart and word not in ("from", "between") and join and _BESIDE.match(join[0]):
        return None
    return other.end(), Period(begun.first, last)


def take(question: str, latest: Latest) -> tuple[str, Period | None]:
    """The question without the date on which something was said, and that period.

    Such a date stands first, beside the verb of saying, or last where a matter is named and no
    claim: in "who said troops were sent in October" it is part of the claim and stays, and so does
    that of "the treaty signed in June" and "the note of 2 May".
    """
    dated = find(question, latest)
    if dated is None:
        return question, None
    before, after = question[: dated.start].rstrip(" ,"), question[dated.end :].lstrip(" ,")
    if _OF.match(question, dated.start) and _THE_NOUN.search(before):
        return question, None
    said = _SAID.search(before)
    if not before or (said and not said["rest"].strip()):
        of_saying = True
    elif _OF_THE_DATE.search(before):
        of_saying = False
    elif _COMPARED.search(before):
        of_saying = True
    elif said:
        _, rest = told(said["verb"], said["rest"])  # behind whoever it was said to
        matter = _MENTION.match(said["verb"]) or _MATTER.match(rest)
        of_saying = bool(matter and not _PARTICIPLE.search(before))
    else:
        of_saying = bool(_NOUN.search(before))
    if not of_saying or (said and said["rest"].strip() and after):
        return question, None
    return f"{before} {after}".strip(), dated.period


def _is_date(found: re.Match[str], lead: re.Match[str] | None) -> bool:
    """Whether "2024", "may" or "the summer of 2024" is one, as they are after "in" and the like."""
    word = (lead["word"] or "").casefold() if lead else ""
    led = word not in _NO_DATE_BEHIND or bool(lead and (lead["third"] or lead["week"]))
    if found["year4"] or found["season"]:
        return led
    if found["month3"] and not found["year3"]:  # "about September", "her position on March"
        return led and (word != "on")
    return True


def _narrowed(days: Period, lead: re.Match[str] | None) -> Period:
    if lead is None:
        return days
    if lead["week"]:
        days = periods.week_of(days)
    if lead["third"]:
        told = [re.fullmatch(third, lead["third"], re.IGNORECASE) for third in _THIRDS]
        days = periods.third(days, next(at for at, third in enumerate(told) if third))
    return days


def _open(word: str, days: Period) -> Period:
    if re.fullmatch(_SINCE, word):
        return Period(days.first, None)
    if re.fullmatch(_AFTER, word):
        return Period(periods.next_to(days.last, 1), None)
    if re.fullmatch(_BEFORE, word):
        return Period(None, periods.next_to(days.first, -1))
    return Period(None, days.last) if re.fullmatch(_UNTIL, word) else days


def months(question: str) -> set[int]:
    """The months that a question names as such ("in May", "2 June"), by their numbers; of nobody
    whose name is May."""
    return {
        month(found[0])
        for found in _NAMED_MONTH.finditer(question)
        if _LEADS_TO_MONTH.search(question, max(0, found.start() - _LONGEST_LEAD), found.start())
        or ((lead := _lead(question, found.start())) and lead[0])
        or question[found.end() : found.end() + 2].strip().isdecimal()
    }


def months_told(text: str) -> set[int]:
    """Those that a text may name, in full, short or in figures."""
    named = {month(found[0]) for found in _NAMED_MONTH.finditer(text)}
    return named | {int(found[1]) for found in _ISO_MONTH.finditer(text)}


def first_month(text: str) -> int | None:
    """The one that a text names first, which in minutes is that of the meeting."""
    named, figures = _NAMED_MONTH.search(text), _ISO_MONTH.search(text)
    if figures and not (named and named.start() < figures.start()):
        return int(figures[1])
    return month(named[0]) if named else None


def is_of_other_season(question: str, told: str) -> bool:
    """Whether words name months or seasons, and none of the season that is asked about: April to
    October, of winter."""
    if not (season := periods.season_asked(question)):
        return False
    named = list(_NAMED_MONTH.finditer(told))
    within = {*months_told(told), *periods.seasons_told(told)}
    for one, other in pairwise(named):
        if _UP_TO.fullmatch(told, one.end(), other.start()):
            first, last = month(one[0]), month(other[0])
            within |= {(first - 1 + n) % 12 + 1 for n in range((last - first) % 12)}
    return bool(within) and season.isdisjoint(within)
