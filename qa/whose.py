"""The words of a question that name its speaker → whom they mean, if anybody."""

import re
from dataclasses import replace
from itertools import chain, takewhile

from qa.names import Names
from qa.question import Query

MOST_NAMED = 8  # whom one question asks for
SEPARATOR = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|or|&)\s+|\s*/\s*")  # between their names
_EVERYBODY = frozenset(
    """they people anyone anybody everyone everybody someone somebody sources documents document
    article articles text texts experts reports others both all sides parties it the being been
    and these this those different other""".split()
)
_TEXTS = frozenset("it this the a document documents article articles text texts".split())
_WRITING = re.compile(
    r"(?:the|this|that) (?:[\w’'-]+ ){0,2}(?:act|agreement|bill|budget|charter|code|constitution"
    r"|contract|convention|decision|deed|guidelines?|handbook|judge?ment|law|lease|letter|manual|memo"
    r"|memorandum|minutes|notice|order|paper|plan|policy|protocol|regulations?|report|resolution"
    r"|ruling|rules|standard|statute|study|survey|terms|treaty|will)"
)
# … and those of a meeting, whatever it is called
_PRESENT = re.compile(
    r"^(?:the |these |those |its |their |all |other )*(?:meeting|session|members|participants|"
    r"attendees|speakers|group|panel(?:lists|ists)?|delegates)$",
    re.IGNORECASE,
)
# "The two CEOs", "both judges", "the CEOs": each who has the office
_COUNTED = (
    r"(?:the |all |both |these |those )*(?:two|three|four|five|\d)(?: of the)?"
    r"|all(?: the)?|both(?: the)?"
)
_OF_EACH = re.compile(
    rf"(?:(?i:{_COUNTED})) (?P<office>[\w’' -]+?)s|(?:the )?(?P<short>[A-Z]{{2,4}})s"
)
_COURT = re.compile(r"\b(?:court|judge|justice|magistrate|tribunal)\b", re.IGNORECASE)
# What no name begins with, ends with or holds: "the civil war leave the", "in the plan Kublai"
_NO_FIRST = frozenset(
    """i we you my our your in on at by from with between of for to than was were is are be been
    being as if not""".split()
)
_NO_LAST = frozenset(
    """the a an no this that these those its their his her and or of to for from with in at by
    about was were is""".split()
)
_NO_PART = frozenset("between did does than was were is are been them which who whose whom".split())


_OF_BODY = re.compile(r"^(?:any|some)(?:one|body) (?:at|from|in|of|with) (?=.)", re.IGNORECASE)
_APPOSITION = re.compile(r"(?P<name>[^,]+), [^,]+,")  # "Kirby, the spokesman,"


def by(query: Query, names: Names) -> Query:
    """The query with its speakers looked up; "Kirby and Austin" are two unless one is called so."""
    who = query.who.strip()
    if beside := _APPOSITION.fullmatch(who):
        who = beside["name"]
    office = _OF_EACH.fullmatch(who)
    who = _OF_BODY.sub("", re.sub(r"^(?:both|either)\s+", "", who, flags=re.IGNORECASE))
    if clear := names.clear(who):
        return replace(query, who=who, speakers=clear, several=len(clear) > 1)
    if found := names.resolve(who):
        return replace(query, who=who, speakers=found, several=names.in_turn(who, found))
    found = names.resolve(office["office"] or office["short"]) if office else ()
    if len(found) > 1:  # of one alone it is not known whether that is all of them
        return replace(query, who=who, speakers=found, several=True)
    parts = SEPARATOR.split(who)
    if 1 < len(parts) <= MOST_NAMED:
        each = list(takewhile(bool, map(names.clear, parts)))
        if len(each) == len(parts):
            return replace(query, who=who, speakers=tuple(chain(*each)), several=True)
    return replace(query, who=who)


def by_somebody(query: Query, names: Names) -> Query | None:
    """The same; None where the words name nobody who is on record."""
    found = by(query, names)
    return found if found.speakers else None


def is_everybody(who: str) -> bool:
    """Whether the words mean whoever speaks: "they", "both sides"."""
    return _EVERYBODY.issuperset(who.casefold().split()) and who.casefold() not in ("the", "a")


def is_writing(who: str) -> bool:
    """Whether the words mean something written by its kind: "the lease", "this study"."""
    return _WRITING.fullmatch(who.casefold()) is not None


def is_text(who: str) -> bool:
    """Whether the words mean what is written and nobody who speaks: "the article"."""
    words = set(who.casefold().split())
    return words <= _TEXTS and not words <= {"the", "this", "a"}


def is_court(words: str) -> bool:
    """Whether the words have a court or a judge, who decides otherwise than a meeting does."""
    return _COURT.search(words) is not None


def is_present(who: str) -> bool:
    """Whether the words can mean all who are at a meeting: "the members"."""
    return _PRESENT.match(who) is not None


def is_everybody_present(who: str, names: Names) -> bool:
    """Whether the words mean all who spoke at a meeting, and none who is called so."""
    return is_present(who) and not names.resolve(who)


def is_of_nobody(query: Query) -> bool:
    """Whether what stands where a speaker's name would is none: the words of another question."""
    who = query.who if query.text.isupper() else query.who.replace("WHO", "body")  # that body
    parts = who.casefold().split() if not query.speakers else []
    return bool(parts) and (
        parts[0] in _NO_FIRST
        or (parts[0] == "it" and len(parts) > 1)
        or parts[-1] in _NO_LAST
        or not _NO_PART.isdisjoint(parts)
    )


def is_thing(who: str) -> bool:
    """ "the inquiry" and not "the NIS": words that are nobody's name unless they are indexed."""
    return who == who.casefold() and who.startswith(("the ", "a ", "an ", "this ", "that "))
