"""Questions for who said something: "who denied it?", "who criticized the plan?"."""

import re
from dataclasses import replace

from index.attribution.called import is_office
from qa import saying
from qa.offices import KINDS_OF_BODIES
from qa.question import Query
from qa.terms import stem, terms
from qa.verbs import SAY, cue, is_claim, is_of_things, judging, proposes, telling, topic_of

_WHO = (
    r"who|(?P<everyone>(?:all |any )?(?:every(?:one|body)|any(?:one|body)|all|those|people|speakers|sources)"
    r" (?:who|that))"
)
_MANY = re.compile(r"^which (?:\w+ ){0,2}?\w+[^\Ws]s ", re.IGNORECASE)  # "which senators"
_WHO_JUDGED = re.compile(
    rf"^(?:{_WHO}) (?:else |all |has |have |had |ever |also |publicly )*(?P<verb>\w+)\b(?P<topic> .+)$",
    re.IGNORECASE,
)
# What many are of whom it is seldom told
_ANY_OFFICE = frozenset(
    "analyst chief critic democrat executive expert head lawmaker leader member official politician"
    " republican".split()
)
_WHO_SAID = re.compile(
    rf"^(?:{_WHO}|which (?P<office>(?:\w+ ){{1,3}}?)|whose (?:\w+ ){{1,2}}?)\s*(?:else |all |has |have |had |ever |also |exactly )*"
    rf"(?:(?P<verb>{SAY})\b|is on (?:the )?record\b)(?P<topic>.*)$",
    re.IGNORECASE,
)
# "Which article states that …?": a text that is quoted from, and nobody who speaks
_WRITING = re.compile(
    r"^(?:which|what) (?:[\w-]+ ){0,3}?(?:articles?|sections?|clauses?|paragraphs?|chapters?|verses?|"
    r"amendments?|acts?|laws?|treat(?:y|ies)|provisions?) ",
    re.IGNORECASE,
)

_WROTE = re.compile(r"^who (?:writes|wrote) (?:an?|his|her|its|their|the|this) ", re.IGNORECASE)


def read(text: str, plain: str) -> Query | None:
    """What asks for speakers by what they said or judged; None for any other question."""
    return _who_judged(text, plain) or _who_said(text, plain)


def of_writing(plain: str) -> bool:
    """Whether it asks who wrote a thing: "who wrote the bill that would …?"."""
    return _WROTE.match(plain) is not None


def _who_judged(text: str, plain: str) -> Query | None:
    """ "Who criticized the plan?": by whom such a verb is told of it."""
    found = _WHO_JUDGED.match(plain)
    verb = stem(found["verb"].casefold()) if found else ""
    if not found or (proposes(verb) and saying.WHETHER.match(found["topic"])):
        return None  # "who suggested that it should close?" asks who said so
    topic = topic_of(found["topic"])
    return Query(text, "speaker", topic, verb=verb) if judging(verb) and terms(topic) else None


def _who_said(text: str, plain: str) -> Query | None:
    found = _WHO_SAID.match(plain)
    if not found or _WRITING.match(plain):
        return None
    verb = (found["verb"] or "say").casefold()
    query = Query(text, "speaker", topic_of(found["topic"]), cue=cue(verb), verb=telling(verb))
    everyone = found["everyone"] is not None or _MANY.match(plain) is not None
    claimed = not is_of_things(verb) and is_claim(found["topic"])
    office = _office((found["office"] or "").casefold())
    return replace(query, claimed=claimed, everyone=everyone, office=office)


def _office(which: str) -> str:
    """The office that all who are asked for hold, of such words as "former governors", or the kind
    of body that they are; none where it is one of many sorts, as of officials and experts."""
    one = which.rstrip().rpartition(" ")[2]
    if one in KINDS_OF_BODIES:
        return one
    one = one.removesuffix("s")
    return one if is_office(one.title()) and one not in _ANY_OFFICE else ""
