"""A question that stands alone → a Query: what kind of answer, by whom, about what, from when."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from qa import (
    comparisons,
    consistency,
    dates,
    holdings,
    offices,
    orders,
    questioned,
    saying,
    who_said,
)
from qa.matters import of_matter, state_of_matter
from qa.names import Names
from qa.plain import plainest
from qa.question import Query
from qa.replies import Intent
from qa.terms import terms
from qa.verbs import (
    ABOUT,
    AUXILIARY,
    BE,
    NOUNS,
    ON,
    OWNER,
    QUESTION_WORD,
    SAY,
    cue,
    is_claim,
    is_of_things,
    telling,
    topic_of,
)
from qa.wanted import is_open, wanted
from qa.whose import by, by_somebody, is_everybody, is_of_nobody, is_thing

_OWN_WORDS = "(?:all |any |every |the |main |key |own |exact |precise |actual |public )*"
_BY_NOUN = (
    re.compile(rf"^quote (?P<who>.+?)(?: (?:{ON}) (?P<topic>.+))?$", re.IGNORECASE),
    re.compile(rf"^(?:what (?:{BE}) |(?:is|are) there )?(?:an? (?=(?:\S+ ){{1,2}}(?:by|from)\b))?{_OWN_WORDS}"
               rf"(?:{NOUNS}|anything|something) (?:made |given )?(?:by|from|of) (?P<who>.+?)"
               rf"(?: (?:{ABOUT}) (?P<topic>.+))?$", re.IGNORECASE),
    re.compile(rf"^(?:what (?:{BE}|do (?:we|you) know about) )?(?P<who>.+?){OWNER}"
               rf" {_OWN_WORDS}(?:{NOUNS})(?: (?:{ABOUT}) (?P<topic>.+))?$", re.IGNORECASE),
    re.compile(rf"^(?!(?:all|any|her|his|its|no|some|that|their|these|this|those)\b)(?P<who>[^,:]+?) (?:{NOUNS})"
               rf" (?:{ON}) (?P<topic>.+)$", re.IGNORECASE),
)  # fmt: skip
# "What was said by Kirby about the treaty?", "what has been said about the treaty by Kirby?"
_PASSIVE = rf"^what (?:is|was|were|has been|had been) (?P<verb>{SAY})"
_SAID_BY = re.compile(rf"{_PASSIVE} by (?P<who>.+?)(?: (?:{ABOUT}) (?P<topic>.+))?$", re.IGNORECASE)
_SAID_OF_IT_BY = re.compile(rf"{_PASSIVE} (?:{ON}) (?P<topic>.+) by (?P<who>.+)$", re.IGNORECASE)
_ROLE_OF = re.compile(
    rf"^what(?: is| was) (?P<who>.+?){OWNER} (?:job|job title|occupation|post"
    r"|profession|role|title)$",
    re.IGNORECASE,
)
_NAME_ON = re.compile(rf"^(?P<who>[^,:]{{2,60}}?) (?:{ON}) (?P<topic>.+)$", re.IGNORECASE)
# "Who disagreed with Kirby about the treaty?"
_AGAINST = re.compile(
    rf"^(?:who|(?:{AUXILIARY}) (?:any|some)(?:one|body))(?: else)?(?: has| have| had)?"
    r" (?:disagree[sd]?(?: with)?|contradict(?:s|ed)?|challenge[sd]?|oppose[sd]?|dispute[sd]?|rebut(?:s|ted)?) (?P<who>.+?)"
    rf"(?: (?:{ON}|over) (?P<topic>.+))?$",
    re.IGNORECASE,
)
# "How does Kirby feel about the treaty?", of whoever is on record
_STANDS = re.compile(
    r"^where (?:does|do|did|has|have) (?P<who>.+?) (?:stand|stood)(?: (?:on|about|over|regarding))? (?P<topic>.+)$"
    rf"|^(?:{BE}) (?P<who2>.+?) on (?:the )?record (?:about|on|over|regarding) (?P<topic2>.+)$",
    re.IGNORECASE,
)
_FEELS = re.compile(
    r"^how (?:does|do|did|has|have|would) (?P<who>.+?) (?:feel|felt|see|seen|view|viewed|regard|regarded"
    r"|assess|assessed|judge|judged|justify|justified|react|reacted|respond|responded)"
    r"(?: (?:about|to|towards?))? (?P<topic>.+)$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"^according to (?P<who>[^,]+),\s*(?P<rest>.+)$|^(?P<rest2>.+?),? according to (?P<who2>[^,]+)$",
    re.IGNORECASE,
)
# "In Kirby's view, will they leave?"
_IN_THE_VIEW_OF = re.compile(
    rf"^in (?P<who>[^,]+?){OWNER} (?:opinion|view|words),\s*(?P<rest>.+)$",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"^(?:in |on |at |to |from |for |by )?(?P<word>how many|how much|how old|how long|how far|"
    r"how large|how big|how often|what (?:percentage|percent|share|number|amount)|"
    rf"what (?:year|date|day|month|time)|{QUESTION_WORD})\b",
    re.IGNORECASE,
)
_FACT_SAID = re.compile(
    rf"^(?P<head>(?:how (?:many|much|old|long|far|large|big)|what (?:percentage|percent|share|number|"
    rf"amount|year|date)|which|what)\b.{{0,80}}?) (?:{AUXILIARY}) (?P<who>(?!to\b).{{1,120}}?) (?:have )?(?P<verb>{SAY})\b"
    rf"(?P<topic>.*)$",
    re.IGNORECASE,
)
# "How much did the fund raise?", "how many witnesses did the police question?"
_COUNTED_DEED = re.compile(r"(?:call|question|raise)", re.IGNORECASE)
_YES_NO = re.compile(rf"^(?:{AUXILIARY}|is it true(?: that)?)\b(?P<topic>.*)$", re.IGNORECASE)
# "May I smoke?", where a question mark tells it from "May elections", and no May Lind
_MAY = re.compile(
    r"^(?!(?-i:May [A-Z][a-z]))(?:am|may|might|must|shall)\b(?P<topic> (?!\d).*)$", re.IGNORECASE
)
_THERE = re.compile(r"^\s*there (?=(?:any|an?|some|no|more)\b)", re.IGNORECASE)
_THEY_SAY = re.compile(
    r"^(?:what (?:is|are|was|were|has been|had been) (?:being )?(?:said|discussed|talked)|who says what|what (?:positions?|views?) (?:are there|exist)|"
    r"where do (?:they|people|the (?:parties|sides)) stand)\b(?P<topic>.*)$",
    re.IGNORECASE,
)
_ALL_SAID = re.compile(
    r"^(?:(?:is|are) there )?(?:any|all|every|all the) (?:statements?|quotes?|quotations?|remarks?)$",
    re.IGNORECASE,
)
_MOST_KEYWORDS = 8


def _never() -> date | None:
    return None


def understand(text: str, names: Names, latest: Callable[[], date | None] = _never) -> Query:
    """What a question asks for. Never fails: what fits no pattern is a search for a fact.

    ``latest`` gives the latest date of the documents, which relative dates are counted from.
    """
    asked = plainest(text)
    unordered, order = orders.take(asked)
    undated, period = dates.take(unordered, latest)
    if undated != asked:
        query = _read(text, undated, names)
        if query.intent != "fact":
            return replace(query, period=period, order=order)
    return _read(text, asked, names)


def _read(text: str, plain: str, names: Names) -> Query:
    known = names.read.get((text, plain))  # it is looked at for slips before it is answered
    if known is None:
        known = names.read[text, plain] = _read_anew(text, plain, names)
    return known


def _read_anew(text: str, plain: str, names: Names) -> Query:
    query = (
        comparisons.read(text, plain, names)
        or holdings.read(text, plain)
        or _everything(text, plain)
        or _who_is(text, plain, names)
        or _bare_name(text, plain, names)
        or _according(text, plain, names)
        or _fact_said(text, plain, names)
        or _against(text, plain, names)
        or consistency.read(text, plain, names)
        or questioned.read(text, plain, names)
        or of_matter(text, plain)
        or _feels(text, plain, names)
        or saying.read(text, plain, names)
        or _noun(text, plain, names)
        or _on(text, plain, names)
        or who_said.read(text, plain)
        or state_of_matter(text, plain)
        or _position(text, plain, names)
        or _keywords(text, plain, names)
    )
    if query and query.intent == "positions" and not query.claimed:
        query = replace(query, subject=names.clear(query.topic) if query.topic else ())
    if query is None or is_of_nobody(query):
        return Query(text, "fact", _bare_topic(plain), wanted=wanted(plain), open=is_open(plain))
    return query


def _everything(text: str, plain: str) -> Query | None:
    """ "All statements", with a period taken out before: whatever anybody said."""
    return Query(text, "positions", "") if _ALL_SAID.match(plain) else None


def _bare_name(text: str, plain: str, names: Names) -> Query | None:
    found = names.find(plain)
    if len(found) != 1 or len(plain.split()) > _MOST_KEYWORDS:
        return None
    if _FACT.match(plain) or _YES_NO.match(plain):  # "did Kirby really say that?"
        return None
    start, end = found[0].start, found[0].end
    who, rest = plain[start:end], f"{plain[:start]} {plain[end:]}"
    if terms(re.sub(rf"\b(?:{NOUNS})\b", " ", rest, flags=re.IGNORECASE)):  # "Kirby statements"
        return None
    query = Query(text, "statements", "", who=plain)
    return by_somebody(query, names) or by(replace(query, who=who), names)


def _keywords(text: str, plain: str, names: Names) -> Query | None:
    """ "Kirby training sites": a speaker's name, before or after the words of a topic."""
    found = names.find(plain)
    if len(found) != 1 or _FACT.match(plain) or len(plain.split()) > _MOST_KEYWORDS:
        return None
    name = found[0]
    before, after = plain[: name.start].strip(" ,:-"), plain[name.end :].strip(" ,:-")
    if before and after:
        return None
    who = plain[name.start : name.end].removesuffix("'s").removesuffix("’s")
    topic = topic_of(before or after)
    return by_somebody(Query(text, "statements", topic, who=who, bare=True), names)


def _who_is(text: str, plain: str, names: Names) -> Query | None:
    """ "Who is John Kirby?", "what was Kirby's job?": the role the documents give."""
    found = re.match(r"^who(?: is| was|['’]s) (?P<who>.+)$", plain, re.IGNORECASE)
    found = found or _ROLE_OF.match(plain)
    if not found:
        return None
    query = by(Query(text, "fact", "", who=found["who"], wanted="role"), names)
    several = query.ambiguous and offices.described(found["who"])  # who hold it are told, each
    return query if query.speakers and not several else None


def _according(text: str, plain: str, names: Names) -> Query | None:
    if found := _IN_THE_VIEW_OF.match(plain):
        who, rest = found["who"], found["rest"]
        if not names.resolve(who):
            return None
    elif found := _ACCORDING.match(plain):
        who, rest = found["who"] or found["who2"], found["rest"] or found["rest2"]
    else:
        return None
    if who.casefold() == "whom":
        return Query(text, "speaker", topic_of(rest))
    intent: Intent = "fact" if _FACT.match(rest) else "statements"
    topic = _bare_topic(rest)
    return by(Query(text, intent, topic, who=who, wanted=wanted(rest)), names)


def _fact_said(text: str, plain: str, names: Names) -> Query | None:
    """ "How many troops did the NIS report?": a fact, out of one speaker's mouth."""
    found = _FACT_SAID.match(plain)
    if not found or is_everybody(found["who"]):
        return None
    if found["head"].casefold() in (
        "what", "what else", "what exactly", "which", "what all", "how many times", "what day", "which day",
    ):  # fmt: skip
        return None
    if is_thing(found["who"]) and not names.resolve(found["who"]):
        return None
    if _COUNTED_DEED.match(found["verb"]):
        return None
    topic = f"{_FACT.sub('', found['head'], count=1).strip()} {topic_of(found['topic'])}".strip()
    return by(Query(text, "fact", topic, who=found["who"], wanted=wanted(plain)), names)


def _against(text: str, plain: str, names: Names) -> Query | None:
    found = _AGAINST.match(plain)
    if not found:
        return None
    topic = topic_of(found["topic"] or "")
    query = Query(text, "speaker", topic, who=found["who"], cue="denies", against=True)
    return by_somebody(query, names)


def _feels(text: str, plain: str, names: Names) -> Query | None:
    found = _FEELS.match(plain) or _STANDS.match(plain)
    if not found:
        return None
    told = found.groupdict("")
    who, topic = told.get("who2") or told["who"], told.get("topic2") or told["topic"]
    return by_somebody(Query(text, "statements", topic_of(topic), who=who), names)


def _on(text: str, plain: str, names: Names) -> Query | None:
    """ "Kirby on the treaty", and nothing else."""
    found = _NAME_ON.match(plain)
    if not found or not found["who"][:1].isupper() or _FACT.match(plain):
        return None
    named = names.find(found["who"])
    if len(named) != 1 or named[0].end != len(found["who"]):
        return None
    topic = topic_of(found["topic"])
    return by_somebody(Query(text, "statements", topic, who=found["who"]), names)


def _noun(text: str, plain: str, names: Names) -> Query | None:
    for pattern in (*_BY_NOUN, _SAID_BY, _SAID_OF_IT_BY):
        found = pattern.match(plain)
        if found and not is_everybody(found["who"]):
            verb = found.groupdict("").get("verb", "").casefold()
            query = Query(text, "statements", topic_of(found["topic"] or ""), who=found["who"])
            query = replace(query, cue=cue(verb), verb=telling(verb)) if verb else query
            query = by(query, names)
            said = pattern is _SAID_BY and _THEY_SAY.match(plain)
            if query.speakers or said or pattern is _BY_NOUN[1]:
                return query
    return None


def _position(text: str, plain: str, names: Names) -> Query | None:
    found = _THEY_SAY.match(plain) or _YES_NO.match(plain)
    if found is None and text.rstrip().endswith("?"):
        found = _MAY.match(plain)
    if not found:
        return None
    anyone = re.match(rf"\s*(?:anyone|anybody|someone|somebody) (?:else )?(?:ever )?(?P<verb>{SAY})\b(?P<topic>.*)$",
                      found["topic"], re.IGNORECASE)  # fmt: skip
    if anyone:
        verb = anyone["verb"].casefold()
        query = Query(text, "speaker", topic_of(anyone["topic"]), cue=cue(verb))
        return replace(query, claimed=not is_of_things(verb) and is_claim(anyone["topic"]))
    claimed = not _THEY_SAY.match(plain) or bool(saying.WHETHER.match(found["topic"]))
    topic = topic_of(_THERE.sub("", found["topic"]))
    query = Query(text, "positions", topic, claimed=claimed)
    named = names.find(topic)
    if not claimed or not named or named[0].start:
        return query
    subject = names.clear(topic[: named[0].end])
    return replace(query, subject=subject, predicate=topic[named[0].end :].strip())


def _bare_topic(plain: str) -> str:
    """The question without its question word, which a search has no use for."""
    return _FACT.sub("", plain, count=1).strip() or plain
