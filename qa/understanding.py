"""A question that stands alone → a Query: what kind of answer, by whom, about what, from when."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from index.attribution.called import is_office
from qa import comparisons, dates, offices, orders, questioned
from qa.matters import of_matter, state_of_matter
from qa.names import Names
from qa.plain import plainest
from qa.question import Query
from qa.replies import Intent
from qa.terms import stem, terms
from qa.verbs import (
    ABOUT,
    AUXILIARY,
    NOUNS,
    SAY,
    cue,
    is_claim,
    judging,
    names_thing,
    telling,
    told,
    topic_of,
)
from qa.wanted import is_open, wanted
from qa.whose import by, is_everybody, is_everybody_present, is_of_nobody, is_text, is_thing

_ANYBODY = re.compile(r"^(?:any|some)(?:one|body)\b", re.IGNORECASE)

_BY_NOUN = (
    re.compile(r"^quote (?P<who>.+?)(?: (?:on|about|regarding|concerning) (?P<topic>.+))?$", re.IGNORECASE),
    re.compile(rf"^(?:what (?:is|was|are|were) |(?:is|are) there )?(?:all |any |the |main |key |own |exact |public )*"
               rf"(?:{NOUNS}|anything|something) (?:made |given )?(?:by|from|of) (?P<who>.+?)"
               rf"(?: (?:{ABOUT}) (?P<topic>.+))?$", re.IGNORECASE),
    re.compile(rf"^(?:what (?:is|was|are|were|do (?:we|you) know about) )?(?P<who>.+?)(?:'s|’s|(?<=s)['’]) (?:{NOUNS})"
               rf"(?: (?:{ABOUT}) (?P<topic>.+))?$", re.IGNORECASE),
    re.compile(rf"^(?!(?:all|any|her|his|its|no|some|that|their|these|this|those)\b)(?P<who>[^,:]+?) (?:{NOUNS})"
               rf" (?:about|on|regarding|concerning) (?P<topic>.+)$", re.IGNORECASE),
)  # fmt: skip
# "Who disagreed with Kirby about the treaty?", "did Kirby change his mind about it?"
_AGAINST = re.compile(
    rf"^(?:who|(?:{AUXILIARY}) (?:any|some)(?:one|body))(?: else)?(?: has| have| had)?"
    r" (?:disagree[sd]?(?: with)?|contradict(?:s|ed)?|challenge[sd]?|oppose[sd]?|dispute[sd]?|rebut(?:s|ted)?) (?P<who>.+?)"
    r"(?: (?:on|about|over|regarding|concerning) (?P<topic>.+))?$",
    re.IGNORECASE,
)
_OWN = r"(?:his|her|its|their|the)"
_CHANGED = (
    re.compile(
        rf"^(?:did|do|does|has|have|had) (?P<who>.+?) (?:ever )?(?:chang(?:e|ed) {_OWN}"
        r" (?:mind|position|stance|views?|opinion|story|account|tune|line)"
        r"|(?:contradict(?:s|ed)?|reverse[sd]?) (?:himself|herself|itself|themselves)|backtrack(?:ed)?)"
        rf"(?: (?:{ABOUT}) (?P<topic>.+))?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:has|have|did|how (?:has|have|did)) (?P<who>.+?)(?:'s|’s|(?<=s)['’]) (?:{NOUNS}|mind|story|account)"
        rf"(?: (?:{ABOUT}) (?P<topic>.+?))? (?:ever )?chang(?:e|ed)$",
        re.IGNORECASE,
    ),
)
_EVER = r"actually |again |also |ever |first |now |once |really |still |then "
_HOW_OFTEN = r"how often|how many times"
_OCCASION = r"(?:in|on|at) (?:what|which) (?:contexts?|occasions?|events?)"
# "How does Kirby feel about the treaty?", of whoever is on record
_STANDS = re.compile(
    r"^where (?:does|do|did|has|have) (?P<who>.+?) (?:stand|stood)(?: (?:on|about|over|regarding))? (?P<topic>.+)$"
    r"|^(?:is|are|was|were) (?P<who2>.+?) on (?:the )?record (?:about|on|over|regarding) (?P<topic2>.+)$",
    re.IGNORECASE,
)
_FEELS = re.compile(
    r"^how (?:does|do|did|has|have|would) (?P<who>.+?) (?:feel|felt|see|seen|view|viewed|regard|regarded"
    r"|assess|assessed|judge|judged|justify|justified|react|reacted|respond|responded)"
    r"(?: (?:about|to|towards?))? (?P<topic>.+)$",
    re.IGNORECASE,
)
# "The report" and not "the", which reports
_SOMEBODY = r"(?:(?:the|an?|this|that|these|those|his|her|its|their|your|our) )?.+?"
_WHAT_SAID = (
    re.compile(rf"^what (?:exactly )?(?P<aux>{AUXILIARY}) (?P<who>{_SOMEBODY}) (?P<verb>mean) "
               rf"(?:by|when (?:he|she|they|it) (?:was |were |is |are )?(?:{SAY})\b)"
               rf"(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?:what|which things?|anything|everything|how)(?: else| exactly| all)? "
               rf"(?P<aux>{AUXILIARY}) (?P<who>{_SOMEBODY}) (?:have to |had to |been |{_EVER})?"
               rf"(?P<verb>{SAY})\b(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?:(?:what|everything|anything|all)(?: that)?|quote) (?P<who>{_SOMEBODY}) (?:has |have |had |also )?"
               rf"(?P<verb>{SAY})\b(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?P<when>when|where|why|{_HOW_OFTEN}|{_OCCASION}) (?:{AUXILIARY}) (?P<who>{_SOMEBODY}) (?:{_EVER})?"
               rf"(?P<verb>{SAY})\b(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?:did|does|do|has|have|had) (?P<who>{_SOMEBODY}) (?:{_EVER})?"
               rf"(?P<verb>{SAY})\b(?P<topic>.*)$", re.IGNORECASE),
)  # fmt: skip
_PASSIVE = re.compile(r"^(?:is|are|was|were|has|have|had|being|been| )+$", re.IGNORECASE)
_WHO = (
    r"who|(?P<everyone>(?:all |any )?(?:every(?:one|body)|any(?:one|body)|all|those|people|speakers|sources)"
    r" (?:who|that))"
)
_MANY = re.compile(r"^which (?:\w+ ){0,2}?\w+[^\Ws]s ", re.IGNORECASE)  # "which senators"
_WHO_JUDGED = re.compile(
    rf"^(?:{_WHO}) (?:else |all |has |have |had |ever |also |publicly )*(?P<verb>\w+)\b(?P<topic> .+)$",
    re.IGNORECASE,
)
_WHO_SAID = re.compile(
    rf"^(?:{_WHO}|which (?:\w+ ){{1,3}}?|whose (?:\w+ ){{1,2}}?)\s*(?:else |all |has |have |had |ever |also |exactly )*"
    rf"(?:(?P<verb>{SAY})\b|is on (?:the )?record\b)(?P<topic>.*)$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"^according to (?P<who>[^,]+),\s*(?P<rest>.+)$|^(?P<rest2>.+?),? according to (?P<who2>[^,]+)$",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"^(?:in |on |at |to |from |for |by )?(?P<word>how many|how much|how old|how long|how far|"
    r"how large|how big|how often|what (?:percentage|percent|share|number|amount)|"
    r"what (?:year|date|day|month|time)|when|where|who|whom|whose|what|which|why|how)\b",
    re.IGNORECASE,
)
_FACT_SAID = re.compile(
    rf"^(?P<head>(?:how (?:many|much|old|long|far|large|big)|what (?:percentage|percent|share|number|"
    rf"amount|year|date)|which|what)\b.*?) (?:{AUXILIARY}) (?P<who>.+?) (?:have )?(?P<verb>{SAY})\b"
    rf"(?P<topic>.*)$",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"^(?:{AUXILIARY}|is it true(?: that)?)\b(?P<topic>.*)$", re.IGNORECASE)
_THERE = re.compile(r"^\s*there (?=(?:any|an?|some|no|more)\b)", re.IGNORECASE)
_THEY_SAY = re.compile(
    r"^(?:what (?:is|are|was|were|has been|had been) (?:being )?(?:said|discussed|talked)|who says what|what (?:positions?|views?) (?:are there|exist)|"
    r"where do (?:they|people|the (?:parties|sides)) stand)\b(?P<topic>.*)$",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"^\s*(?:(?:about|on|regarding) )?(?:whether|if|that)\b", re.IGNORECASE)
# Verbs whose object is a thing and not what is said
_OF_THINGS = frozenset(
    "mention mentioned call called describe described criticize criticized praise praised condemn"
    " condemned blame blamed question questioned".split()
)
_TO_DO = re.compile(r"(?:promis|pledg|vow|agree|propos)\w* to \w", re.IGNORECASE)
# What is done and not only said: "did the bank raise its rates?" asks whether it did
_DEEDS = frozenset("report send call note raise recommend propose question".split())
# "Which article states that …?": a text that is quoted from, and nobody who speaks
_WRITING = re.compile(
    r"^(?:which|what) (?:[\w-]+ ){0,3}?(?:articles?|sections?|clauses?|paragraphs?|chapters?|verses?|"
    r"amendments?|acts?|laws?|treat(?:y|ies)|provisions?) ",
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
    query = (
        comparisons.read(text, plain, names)
        or _bare_name(text, plain, names)
        or _according(text, plain, names)
        or _fact_said(text, plain, names)
        or _who_is(text, plain, names)
        or _against(text, plain, names)
        or _changed(text, plain, names)
        or questioned.read(text, plain, names)
        or of_matter(text, plain)
        or _feels(text, plain, names)
        or _what_said(text, plain, names)
        or _noun(text, plain, names)
        or _who_judged(text, plain)
        or _who_said(text, plain)
        or state_of_matter(text, plain)
        or _position(text, plain, names)
        or _keywords(text, plain, names)
    )
    if query is None or is_of_nobody(query):
        return Query(text, "fact", _bare_topic(plain), wanted=wanted(plain), open=is_open(plain))
    return query


def _bare_name(text: str, plain: str, names: Names) -> Query | None:
    found = names.find(plain)
    rest = plain
    for name in reversed(found):
        rest = rest[: name.start] + " " + rest[name.end :]
    rest = re.sub(rf"\b(?:{NOUNS})\b", " ", rest, flags=re.IGNORECASE)  # "Kirby statements"
    if len(found) != 1 or terms(rest) or len(plain.split()) > 8 or _FACT.match(plain):
        return None
    who = plain[found[0].start : found[0].end] if rest.strip() != plain else plain
    query = by(Query(text, "statements", "", who=plain), plain, names)
    return query if query.speakers else by(replace(query, who=who), who, names)


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
    query = Query(text, "statements", topic_of(before or after), who=who, bare=True)
    query = by(query, who, names)
    return query if query.speakers else None


def _who_is(text: str, plain: str, names: Names) -> Query | None:
    """ "Who is John Kirby?": the role the documents give."""
    found = re.match(r"^who(?: is| was|['’]s) (?P<who>.+)$", plain, re.IGNORECASE)
    if not found:
        return None
    query = by(Query(text, "fact", "", who=found["who"], wanted="role"), found["who"], names)
    several = query.ambiguous and offices.described(found["who"])  # who hold it are told, each
    return query if query.speakers and not several else None


def _according(text: str, plain: str, names: Names) -> Query | None:
    found = _ACCORDING.match(plain)
    if not found:
        return None
    who, rest = found["who"] or found["who2"], found["rest"] or found["rest2"]
    if who.casefold() == "whom":
        return Query(text, "speaker", topic_of(rest))
    intent: Intent = "fact" if _FACT.match(rest) else "statements"
    topic = _bare_topic(rest)
    return by(Query(text, intent, topic, who=who, wanted=wanted(rest)), who, names)


def _fact_said(text: str, plain: str, names: Names) -> Query | None:
    """ "How many troops did the NIS report?": a fact, out of one speaker's mouth."""
    found = _FACT_SAID.match(plain)
    if not found or is_everybody(found["who"]):
        return None
    if found["head"].casefold() in (
        "what", "what else", "what exactly", "which", "what all", "how many times",
    ):  # fmt: skip
        return None
    if is_thing(found["who"]) and not names.resolve(found["who"]):
        return None
    topic = f"{_FACT.sub('', found['head'], count=1).strip()} {topic_of(found['topic'])}".strip()
    query = Query(text, "fact", topic, who=found["who"], wanted=wanted(plain))
    return by(query, found["who"], names)


def _against(text: str, plain: str, names: Names) -> Query | None:
    found = _AGAINST.match(plain)
    if not found:
        return None
    topic = topic_of(found["topic"] or "")
    query = Query(text, "speaker", topic, who=found["who"], cue="denies", against=True)
    query = by(query, found["who"], names)
    return query if query.speakers else None


def _changed(text: str, plain: str, names: Names) -> Query | None:
    for pattern in _CHANGED:
        if found := pattern.match(plain):
            topic = topic_of(found["topic"] or "")
            query = Query(text, "statements", topic, who=found["who"], when=True, changed=True)
            return by(query, found["who"], names)
    return None


def _feels(text: str, plain: str, names: Names) -> Query | None:
    found = _FEELS.match(plain) or _STANDS.match(plain)
    if not found:
        return None
    told = found.groupdict("")
    who, topic = told.get("who2") or told["who"], told.get("topic2") or told["topic"]
    query = by(Query(text, "statements", topic_of(topic), who=who), who, names)
    return query if query.speakers else None


def _what_said(text: str, plain: str, names: Names) -> Query | None:
    for pattern in _WHAT_SAID:
        found = pattern.match(plain)
        if not found:
            continue
        who, topic = found["who"], topic_of(found["topic"])
        if _PASSIVE.match(who):
            return None  # "what was said about the treaty?"
        if found["verb"][:1].isupper() and not text.isupper():
            continue  # "how does Reyes feel about the Union State?"
        if _runs_on(who, names):
            continue  # "did Reyes regret what he said?"
        if _is_said_of(found.groupdict().get("aux") or "", found["verb"]):
            return None
        asked = (found.groupdict().get("when") or "").casefold()
        if is_everybody(who) or is_everybody_present(who, names):
            if _ANYBODY.match(who):
                return None  # "did anyone deny it?" asks who did
            if not terms(topic) and pattern is _WHAT_SAID[-1]:
                return None  # "do the experts agree?" is a claim, and asks for no statements
            claimed = bool(_WHETHER.match(found["topic"]))
            return Query(text, "positions", topic, claimed=claimed, open=is_text(who))
        if asked == "why" and not re.match(r"\s*that\b", found["topic"]):
            continue  # of what is done, and not only said, the documents tell why
        if asked and (not names.resolve(who) and is_thing(who)):
            continue
        verb = found["verb"].casefold()
        if re.match(r"^(?:did|does|do|has|have|had)\b", plain, re.IGNORECASE):
            named = by(Query(text, "statements", topic, who=who), who, names)
            if not named.speakers and verb in _DEEDS:
                continue
        if verb == "call" and topic and not names.resolve(who):
            return None  # "what did Polo call the capital?" asks for its name
        counted = asked in ("how often", "how many times")
        whom, rest = told(verb, found["topic"])
        topic = topic_of(rest) if whom else topic
        query = Query(text, "statements", topic, who=who, cue=cue(verb), verb=telling(verb))
        query = replace(query, whom=whom)
        claimed = verb not in _OF_THINGS and is_claim(rest) and not names_thing(found["topic"])
        is_to_do = _TO_DO.match(f"{verb}{found['topic']}") is not None
        query = replace(
            query,
            claimed=claimed,
            whether=pattern is _WHAT_SAID[-1] and (claimed or is_to_do or not topic),
        )
        return by(replace(query, when=bool(asked), counted=counted), who, names)
    return None


def _runs_on(who: str, names: Names) -> bool:
    """Whether behind a speaker's name a sentence goes on that is no part of it."""
    found = next(iter(names.find(who)), None)
    if found is None or found.start or not names.clear(who[: found.end]):
        return False
    rest = who[found.end :]
    if who[: found.end].endswith(("'s", "’s", "s'", "s’")) or is_office(rest):
        return False  # "did Reyes's wife", "did the Corvane manager"
    return re.match(r" (?!(?:and|at|for|from|in|of|or)\b)[a-z]", rest) is not None


def _noun(text: str, plain: str, names: Names) -> Query | None:
    for pattern in _BY_NOUN:
        found = pattern.match(plain)
        if found and not is_everybody(found["who"]):
            query = Query(text, "statements", topic_of(found["topic"] or ""), who=found["who"])
            query = by(query, found["who"], names)
            if query.speakers or pattern is _BY_NOUN[1]:
                return query
    return None


def _who_judged(text: str, plain: str) -> Query | None:
    """ "Who criticized the plan?": by whom such a verb is told of it."""
    found = _WHO_JUDGED.match(plain)
    verb = stem(found["verb"].casefold()) if found else ""
    topic = topic_of(found["topic"]) if found else ""
    return Query(text, "speaker", topic, verb=verb) if judging(verb) and terms(topic) else None


def _who_said(text: str, plain: str) -> Query | None:
    found = _WHO_SAID.match(plain)
    if not found or _WRITING.match(plain):
        return None
    verb = (found["verb"] or "say").casefold()
    query = Query(text, "speaker", topic_of(found["topic"]), cue=cue(verb), verb=telling(verb))
    everyone = found["everyone"] is not None or _MANY.match(plain) is not None
    claimed = verb not in _OF_THINGS and is_claim(found["topic"])
    return replace(query, claimed=claimed, everyone=everyone)


def _position(text: str, plain: str, names: Names) -> Query | None:
    found = _THEY_SAY.match(plain) or _YES_NO.match(plain)
    if not found:
        return None
    anyone = re.match(rf"\s*(?:anyone|anybody|someone|somebody) (?:else )?(?:ever )?(?P<verb>{SAY})\b(?P<topic>.*)$",
                      found["topic"], re.IGNORECASE)  # fmt: skip
    if anyone:
        verb = anyone["verb"].casefold()
        query = Query(text, "speaker", topic_of(anyone["topic"]), cue=cue(verb))
        return replace(query, claimed=verb not in _OF_THINGS and is_claim(anyone["topic"]))
    claimed = not _THEY_SAY.match(plain) or bool(_WHETHER.match(found["topic"]))
    topic = topic_of(_THERE.sub("", found["topic"]))
    query = Query(text, "positions", topic, claimed=claimed)
    named = names.find(topic)
    if not claimed or not named or named[0].start:
        return query
    subject = names.clear(topic[: named[0].end])
    return replace(query, subject=subject, predicate=topic[named[0].end :].strip())


def _is_said_of(auxiliary: str, verb: str) -> bool:
    """ "What is the river called?": no question of who said what, as "what was Kirby saying?" is."""
    return auxiliary.casefold() in ("is", "are", "was", "were") and not verb.endswith("ing")


def _bare_topic(plain: str) -> str:
    """The question without its question word, which a search has no use for."""
    return _FACT.sub("", plain, count=1).strip() or plain
