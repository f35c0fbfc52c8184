"""Whether what a sentence tells is of another year, rank or thing of its kind than is asked."""

import re

from index.dates import YEAR
from index.documents import Span
from qa.fitting import is_of_other_event
from qa.question import Query
from qa.rows import is_row
from qa.terms import stem, stems

_YEARS = re.compile(
    rf"(?<![\d.,])(?P<first>{YEAR})(?:\s?[-–/]\s?(?P<last>\d\d(?:\d\d)?)\b)?(?![,.]?\d)"
)
# "The most since 1998", "more than in 2019" and "the club, founded in 1987, has" tell of the year
# that they don't name
_FROM = re.compile(
    r"\b(?:(?:after|as in|before|from|over|since|than|till|to|until)(?: the (?:\w+ ){0,2}of)?"
    r"|(?:than|compared with(?: \S+)?)(?: in)?|, \w+ed in)\W*$",
    re.IGNORECASE,
)
_LEAD = 30  # characters
_BESIDE = re.compile(
    rf"[^.;()\n]{{0,60}}?\((?:in )?(?P<year>{YEAR}):? (?P<words>[^();\n]{{1,40}})\)"
)
_OF = re.compile(
    r"(?P<words>(?<!\w)[£$€¥]?\d[\d,.]*(?: ?[^\W\d]+|%| ?°C){0,2})"
    rf" (?:\((?P<of>[^();:\n]{{2,40}})\)|in (?P<year>{YEAR}(?:/\d\d)?)\b)"
)
_RANK = re.compile(
    r"\b(?P<rank>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ]"
    r"(?:best|worst|most|least"
    r"|(?!(?:arr|ch|cont|for|gu|harv|inter|n|pri|prot|qu|requ|t|w)est\b)[a-z]+est)\b",
    re.IGNORECASE,
)
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ANY_RANK = "|".join(_RANKS)
_IN_ROW = re.compile(rf"\b(?P<rank>{_ANY_RANK}) (?P<kind>(?!and\b)[a-z]{{3,}})\b", re.IGNORECASE)
# "The South Beach", "lot 4", "class B"
_THING = re.compile(r"\b[Tt]he (?P<which>[A-Z][a-z]+) (?P<kind>[A-Z][a-z]+)\b")
_NUMBERED = re.compile(
    r"\b(?i:(?P<kind>annex|article|chapter|class|clause|figure|grade|group|item|lot|phase|platform"
    r"|route|rule|section|stage|table|ward|year|zone)) (?P<which>\d+|[A-HJ-Z])\b"
)
# Parts of a text, which sentences refer to that are of another
_PARTS = frozenset("annex article chapter clause figure rule section table".split())
_UP_TO = r"(?! ?(?:[-–]|to|through) ?(?:\d|[A-Z]\b))"  # "zones 1-3" may have it


def tells(query: Query, text: str, words: Span, sentence: Span) -> bool:
    """Whether what was found is of something else than is asked, the time of another event, or a
    figure of another year, but for a row of a table, of which the head may name the year."""
    told = text[slice(*sentence)]
    of_other_event = query.wanted == "time" and is_of_other_event(query.text, told)
    if of_other_event or is_of_another(query.text, told):
        return True
    figure = any(map(str.isdigit, text[slice(*words)]))
    figure = figure and query.wanted not in ("time", "duration", "age")
    return figure and not is_row(text, sentence) and is_of_other_year(query.text, told)


def is_of_another(question: str, told: str) -> bool:
    """Whether a sentence tells of another rank than is asked, or of another thing of its kind."""
    return (
        _is_of_other_rank(question, told)
        or is_of_other_in_row(question, told)
        or _is_of_other_thing(question, told)
    )


def is_of_other_year(question: str, told: str) -> bool:
    """Whether a sentence tells of years, and not of the one that a question names."""
    asked, of = _years(question), _years(told)
    return bool(asked and of) and asked.isdisjoint(of)


def of_the_asked(text: str, words: Span, sentence: Span, question: str) -> Span:
    """The figure of the year or the thing that is asked about, where a sentence has several and
    tells in brackets or by "in" what each is of; the words themselves where it has none."""
    return _of_thing(text, _in_year(text, words, sentence, question), sentence, question)


def _of_thing(text: str, words: Span, sentence: Span, question: str) -> Span:
    """The 1.9 kg of "1.9 kg (EG-200), 2.3 kg (EG-250)", where it is asked how heavy the EG-200
    is, and the 66 of "49 in 2021/22, 66 in 2022/23", how many there were in 2022/23."""
    low = question.casefold()
    found = list(_OF.finditer(text, *sentence))
    of = [re.escape((f["of"] or f["year"]).casefold()) for f in found]
    own = [
        f
        for f, name in zip(found, of, strict=True)
        if re.search(rf"(?<![\w/-]){name}(?![\w/-])", low)
    ]
    at = [f for f in found if f.start() <= words.start < f.end()]
    return Span(*own[0].span("words")) if len(own) == 1 and at and at != own else words


def _in_year(text: str, words: Span, sentence: Span, question: str) -> Span:
    """The 17 of "41 days (2023: 17)", where it is asked how many there were in 2023."""
    beside = _BESIDE.match(text, words.end, sentence.end)
    asked = _years(question)
    if beside is None or asked != {int(beside["year"])} or beside["year"] in text[slice(*words)]:
        return words
    return Span(*beside.span("words"))


def _years(text: str) -> set[int]:
    """Those that a text names, and of "2021/22" both."""
    found: set[int] = set()
    for named in _YEARS.finditer(text):
        if _FROM.search(text[max(0, named.start() - _LEAD) : named.start()]):
            continue
        first, end = named["first"], named["last"] or ""
        last = f"{first[: len(first) - len(end)]}{end}"
        found |= {int(first), *range(int(first), int(last) + 1)}
    return found


def is_of_other_in_row(question: str, told: str) -> bool:
    """Whether a sentence tells another of several that follow each other than a question names:
    "her second show", where it is asked about the first show."""
    return any(
        re.search(rf"\b(?:{_ANY_RANK}) (?:\w+ )?{asked['kind']}\b", told, re.IGNORECASE)
        and not re.search(rf"\b{asked['rank']}\b", told, re.IGNORECASE)
        for asked in _IN_ROW.finditer(question)
    )


def _is_of_other_rank(question: str, told: str) -> bool:
    asked = _RANK.search(question)
    if asked is None:
        return False
    rank = asked["rank"].casefold()
    number = _RANKS.index(rank) + 1
    return re.search(rf"\b(?:{rank}|{number}(?:nd|rd|th)?)\b", told, re.IGNORECASE) is None


def _is_of_other_thing(question: str, told: str) -> bool:
    """Whether a question names one of a kind, and the sentence another of these alone."""
    for named in _THING.finditer(question):
        if stem(named["which"].casefold()) not in stems(told) and re.search(
            rf"\b[Tt]he (?!{named['which']}\b)[A-Z][a-z]+ {named['kind']}\b", told
        ):
            return True
    for named in _NUMBERED.finditer(question):
        begins = r"^\W*" if named["kind"].casefold() in _PARTS else r"\b"
        other = rf"(?i:{begins}{named['kind']}s? )(\d+|[A-Z])\b{_UP_TO}"
        others = {f[1].casefold() for f in re.finditer(other, told)}
        if others and named["which"].casefold() not in stems(told) | others:
            return True
    return False
