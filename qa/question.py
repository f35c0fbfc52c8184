"""A question that stands alone → a Query: what kind of answer, by whom, about what."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from index.documents import Speaker
from qa.names import Names
from qa.replies import Intent
from qa.terms import stem, terms

Wanted = Literal[
    "number", "money", "percent", "time", "place", "person", "duration", "age", "role", "words"
]

_SAY = (
    r"sa(?:y|ys|id|ying)|tell(?:s|ing)?|told|stat(?:e|es|ed)|claim(?:s|ed)?|argu(?:e|es|ed)|"
    r"announc(?:e|es|ed)|report(?:s|ed)?|think(?:s)?|thought|believ(?:e|es|ed)|"
    r"den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|confirm(?:s|ed)?|acknowledg(?:e|es|ed)|"
    r"admit(?:s|ted)?|alleg(?:e|es|ed)|assert(?:s|ed)?|suggest(?:s|ed)?|indicat(?:e|es|ed)|"
    r"warn(?:s|ed)?|comment(?:s|ed)?|emphasi[sz](?:e|es|ed)|stress(?:es|ed)?|mention(?:s|ed)?|"
    r"explain(?:s|ed)?|describ(?:e|es|ed)|characteri[sz](?:e|es|ed)|promis(?:e|es|ed)|"
    r"predict(?:s|ed)?|estimat(?:e|es|ed)|ask(?:s|ed)?|add(?:s|ed)?|insist(?:s|ed)?|"
    r"accus(?:e|es|ed)|condemn(?:s|ed)?|criticiz(?:e|es|ed)|highlight(?:s|ed)?|not(?:e|es|ed)|"
    r"declar(?:e|es|ed)|reveal(?:s|ed)?|disclos(?:e|es|ed)|express(?:es|ed)?|respond(?:s|ed)?|"
    r"repl(?:y|ies|ied)|react(?:s|ed)?|testif(?:y|ies|ied)|write|writes|wrote|call(?:s|ed)?|"
    r"talk(?:s|ed)?|speak(?:s)?|spoke|question(?:s|ed)?|doubt(?:s|ed)?|disput(?:e|es|ed)|"
    r"agree(?:s|d)?|disagree(?:s|d)?|urg(?:e|es|ed)|demand(?:s|ed)?|propos(?:e|es|ed)|raise[sd]?|"
    r"prais(?:e|es|ed)|pledg(?:e|es|ed)|vow(?:s|ed)?|blam(?:e|es|ed)|complain(?:s|ed)?|"
    r"refut(?:e|es|ed)|concede[sd]?|conclude[sd]?|hail(?:s|ed)?|denounc(?:e|es|ed)|"
    r"recommend(?:s|ed)?|welcom(?:e|es|ed)"
)
_PLAIN = frozenset(
    map(
        stem,
        """say says said saying tell tells told telling state stated think thinks thought believe
        believes believed comment commented talk talked speak spoke mention mentioned claim claims
        claimed respond responded reply replied react reacted write wrote report reported""".split(),
    )
)
_DENY = re.compile(r"^(?:den|reject|dismiss|disput|disagree|contradict|refut|rebut)", re.IGNORECASE)
_DOUBT = re.compile(r"^(?:doubt|question)", re.IGNORECASE)
_NOUNS = (
    r"statements?|quotes?|quotations?|remarks?|comments?|claims?|words|views?|positions?|stance|"
    r"opinions?|reactions?|responses?|take|reply|replies|denials?|allegations?|warnings?|arguments?"
)
_AUXILIARY = r"did|does|do|has|have|had|is|are|was|were|will|would|could|can|should"
_ABOUT = r"about|on|regarding|concerning|of|to|over|in|with|for|that|whether|if"
_LEAD = re.compile(
    r"^(?:please\s+|so\s+|ok(?:ay)?,?\s+|and\s+|hi,?\s+|hello,?\s+)*"
    r"(?:(?:can|could|would) you (?:please )?)?"
    r"(?:(?:please )?(?:tell me|show me|list|find|give me|i(?:'d| would)? (?:like|want) to know)\s+)?",
    re.IGNORECASE,
)
_EVERYBODY = frozenset(
    """they people anyone anybody everyone everybody someone somebody sources documents document
    article articles text texts experts reports others both all sides parties it the""".split()
)

_ANYBODY = re.compile(r"^(?:any|some)(?:one|body)\b", re.IGNORECASE)

_BY_NOUN = (
    re.compile(rf"^(?:all |any |the )*(?:{_NOUNS}) (?:made |given )?(?:by|from|of) (?P<who>.+?)"
               rf"(?: (?:{_ABOUT}) (?P<topic>.+))?$", re.IGNORECASE),
    re.compile(rf"^(?:what (?:is|was|are|were) )?(?P<who>.+?)(?:'s|’s|s['’]) (?:{_NOUNS})"
               rf"(?: (?:{_ABOUT}) (?P<topic>.+))?$", re.IGNORECASE),
    re.compile(rf"^what (?:is|was|are|were) the (?:{_NOUNS}) of (?P<who>.+?)"
               rf"(?: (?:{_ABOUT}) (?P<topic>.+))?$", re.IGNORECASE),
)  # fmt: skip
_WHAT_SAID = (
    re.compile(rf"^(?:what|which things?|anything|everything|how)(?: else| exactly| all)? "
               rf"(?:{_AUXILIARY}) (?P<who>.+?) (?:have to |had to |ever |also |been )?"
               rf"(?P<verb>{_SAY})\b(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?:(?:what|everything|anything|all)(?: that)?|quote) (?P<who>.+?) (?:has |have |had |also )?"
               rf"(?P<verb>{_SAY})\b(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?P<when>when|where|why|how often) (?:{_AUXILIARY}) (?P<who>.+?) "
               rf"(?P<verb>{_SAY})\b(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?:did|does|do|has|have|had) (?P<who>.+?) (?:ever |also )?"
               rf"(?P<verb>{_SAY})\b(?P<topic>.*)$", re.IGNORECASE),
)  # fmt: skip
_WHO_SAID = re.compile(
    rf"^(?:who|which (?:\w+ ){{1,3}}?|whose (?:\w+ ){{1,2}}?)\s*(?:else |all |has |have |had |ever |also |exactly )*"
    rf"(?:(?P<verb>{_SAY})\b|is on (?:the )?record\b)(?P<topic>.*)$",
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
    rf"amount|year|date)|which|what)\b.*?) (?:{_AUXILIARY}) (?P<who>.+?) (?:have )?(?P<verb>{_SAY})\b"
    rf"(?P<topic>.*)$",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"^(?:{_AUXILIARY}|is it true(?: that)?)\b(?P<topic>.*)$", re.IGNORECASE)
_THEY_SAY = re.compile(
    r"^(?:what (?:is|was|has been|are) (?:being )?said|who says what|what (?:positions?|views?) (?:are there|exist)|"
    r"where do (?:they|people|the (?:parties|sides)) stand)\b(?P<topic>.*)$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"^\s*(?:(?:anything|something|it|more|else|out)\s+)?(?:(?:{_ABOUT})\b\s*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood.

    ``who`` are the words of the question that name its speaker, empty where it names none, and
    ``speakers`` whom they can mean: several are an ambiguity unless ``several`` is set ("Kirby and
    Austin"). ``topic`` is what is left for a search. ``cue`` narrows to denials or doubts, ``verb`` is the
    question's own word for saying it ("acknowledged"), where that is a telling one.
    """

    text: str
    intent: Intent
    topic: str
    who: str = ""
    speakers: tuple[Speaker, ...] = ()
    several: bool = False
    cue: Literal["denies", "unsure"] | None = None
    wanted: Wanted = "words"
    when: bool = False
    verb: str = ""

    @property
    def ambiguous(self) -> bool:
        return len(self.speakers) > 1 and not self.several


def understand(text: str, names: Names) -> Query:
    """What a question asks for. Never fails: what fits no pattern is a search for a fact."""
    plain = _LEAD.sub("", " ".join(text.split()), count=1).strip().rstrip("?!. ").strip()
    plain = plain or text
    query = (
        _bare_name(text, plain, names)
        or _according(text, plain, names)
        or _fact_said(text, plain, names)
        or _who_is(text, plain, names)
        or _what_said(text, plain, names)
        or _noun(text, plain, names)
        or _who_said(text, plain)
        or _position(text, plain)
    )
    return query or Query(text, "fact", _bare_topic(plain), wanted=_wanted(plain))


def _bare_name(text: str, plain: str, names: Names) -> Query | None:
    found = names.find(plain)
    rest = plain
    for name in reversed(found):
        rest = rest[: name.start] + " " + rest[name.end :]
    rest = re.sub(rf"\b(?:{_NOUNS})\b", " ", rest, flags=re.IGNORECASE)  # "Kirby statements"
    if len(found) != 1 or terms(rest) or len(plain.split()) > 8 or _FACT.match(plain):
        return None
    who = plain[found[0].start : found[0].end] if rest.strip() != plain else plain
    query = _by(Query(text, "statements", "", who=plain), plain, names)
    return query if query.speakers else _by(replace(query, who=who), who, names)


def _who_is(text: str, plain: str, names: Names) -> Query | None:
    """ "Who is John Kirby?": the role the documents give."""
    found = re.match(r"^who(?: is| was|['’]s) (?P<who>.+)$", plain, re.IGNORECASE)
    if not found:
        return None
    query = _by(Query(text, "fact", "", who=found["who"], wanted="role"), found["who"], names)
    return query if query.speakers else None


def _according(text: str, plain: str, names: Names) -> Query | None:
    found = _ACCORDING.match(plain)
    if not found:
        return None
    who, rest = found["who"] or found["who2"], found["rest"] or found["rest2"]
    if who.casefold() == "whom":
        return Query(text, "speaker", _topic(rest))
    intent: Intent = "fact" if _FACT.match(rest) else "statements"
    topic = _bare_topic(rest)
    return _by(Query(text, intent, topic, who=who, wanted=_wanted(rest)), who, names)


def _fact_said(text: str, plain: str, names: Names) -> Query | None:
    """ "How many troops did the NIS report?": a fact, out of one speaker's mouth."""
    found = _FACT_SAID.match(plain)
    if not found or found["who"].casefold() in _EVERYBODY:
        return None
    if found["head"].casefold() in ("what", "what else", "what exactly", "which", "what all"):
        return None
    if _is_thing(found["who"]) and not names.resolve(found["who"]):
        return None
    topic = f"{_FACT.sub('', found['head'], count=1).strip()} {_topic(found['topic'])}".strip()
    query = Query(text, "fact", topic, who=found["who"], wanted=_wanted(plain))
    return _by(query, found["who"], names)


def _what_said(text: str, plain: str, names: Names) -> Query | None:
    for pattern in _WHAT_SAID:
        found = pattern.match(plain)
        if not found:
            continue
        who, topic = found["who"], _topic(found["topic"])
        groups = found.groupdict()
        if _is_everybody(who):
            if _ANYBODY.match(who):
                return None  # "did anyone deny it?" asks who did
            return Query(text, "positions", topic)
        if groups.get("when"):
            asked = groups["when"].casefold() in ("when", "where", "how often")
            if not asked or (not names.resolve(who) and _is_thing(who)):
                continue
        if re.match(r"^(?:did|does|do|has|have|had)\b", plain, re.IGNORECASE):
            named = _by(Query(text, "statements", topic, who=who), who, names)
            if not named.speakers and found["verb"].casefold() in (
                "report",
                "send",
                "call",
                "note",
            ):
                continue
        verb = found["verb"].casefold()
        query = Query(text, "statements", topic, who=who, cue=_cue(verb), verb=_telling(verb))
        query = replace(query, when="when" in groups and groups["when"] is not None)
        return _by(query, who, names)
    return None


def _noun(text: str, plain: str, names: Names) -> Query | None:
    for pattern in _BY_NOUN:
        found = pattern.match(plain)
        if found and not _is_everybody(found["who"]):
            query = Query(text, "statements", _topic(found["topic"] or ""), who=found["who"])
            query = _by(query, found["who"], names)
            if query.speakers or pattern is not _BY_NOUN[1]:
                return query
    return None


def _who_said(text: str, plain: str) -> Query | None:
    found = _WHO_SAID.match(plain)
    if not found:
        return None
    verb = (found["verb"] or "say").casefold()
    return Query(text, "speaker", _topic(found["topic"]), cue=_cue(verb), verb=_telling(verb))


def _position(text: str, plain: str) -> Query | None:
    found = _THEY_SAY.match(plain) or _YES_NO.match(plain)
    if not found:
        return None
    anyone = re.match(rf"\s*(?:anyone|anybody|someone|somebody) (?:else )?(?P<verb>{_SAY})\b(?P<topic>.*)$",
                      found["topic"], re.IGNORECASE)  # fmt: skip
    if anyone:
        return Query(text, "speaker", _topic(anyone["topic"]), cue=_cue(anyone["verb"]))
    return Query(text, "positions", _topic(found["topic"]))


def _by(query: Query, who: str, names: Names) -> Query:
    """The query with its speakers looked up; "Kirby and Austin" are two unless one is called so."""
    who = re.sub(r"^(?:both|either)\s+", "", who.strip(), flags=re.IGNORECASE)
    if found := names.resolve(who):
        return replace(query, who=who, speakers=found)
    parts = re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+", who)
    if len(parts) > 1:
        each = [names.resolve(p) for p in parts]
        if all(len(e) == 1 for e in each):
            return replace(query, who=who, speakers=tuple(e[0] for e in each), several=True)
    return replace(query, who=who)


def _is_everybody(who: str) -> bool:
    words = who.casefold().split()
    return all(
        w in _EVERYBODY or w in ("and", "these", "those", "different", "other") for w in words
    )


def _is_thing(who: str) -> bool:
    """ "the inquiry" and not "the NIS": words that are nobody's name unless they are indexed."""
    return who == who.casefold() and who.startswith(("the ", "a ", "an ", "this ", "that "))


def _telling(verb: str) -> str:
    """The verb's stem, where it says more than that something was said."""
    return "" if stem(verb) in _PLAIN else stem(verb)


def _cue(verb: str) -> Literal["denies", "unsure"] | None:
    if _DENY.match(verb):
        return "denies"
    return "unsure" if _DOUBT.match(verb) else None


def _topic(text: str) -> str:
    """ "about the treaty" → the treaty; "that" alone → nothing."""
    topic = _LEADING.sub("", text, count=1).strip(" ,;:?.")
    return (
        "" if topic.casefold() in ("that", "this", "it", "so", "anything", "something") else topic
    )


def _bare_topic(plain: str) -> str:
    """The question without its question word, which a search has no use for."""
    return _FACT.sub("", plain, count=1).strip() or plain


def _wanted(plain: str) -> Wanted:
    low = plain.casefold()
    kinds: tuple[tuple[str, Wanted], ...] = (
        (r"how much (?:money|did .* (?:cost|pay|spend)|does .* cost|is .* worth)|what (?:price|sum|cost)", "money"),
        (r"what (?:percentage|percent|share)|how many percent", "percent"),
        (r"how many|how much|what (?:number|amount)|how (?:large|big)|how often", "number"),
        (r"how old", "age"),
        (r"how (?:long|far)", "duration"),
        (r"(?:in |on |at |since |until |by )?(?:when\b|what (?:year|date|day|month|time)|which (?:year|day|month))", "time"),
        (r"(?:from |to |in )?(?:where\b|(?:what|which) (?:country|city|place|region|state|town))", "place"),
        (r"(?:to |by |for |with )?(?:who\b|whom\b|whose\b|which (?:person|official|president|minister|leader|company|organi[sz]ation|agency))", "person"),
    )  # fmt: skip
    for pattern, wanted in kinds:
        if re.match(pattern, low):
            return wanted
    return "words"
