"""Questions for what there is: "which documents mention the treaty?", "who is quoted most?"."""

import re
from dataclasses import replace

from index.documents import SpeakerKind
from qa.question import Query
from qa.verbs import ON, TEXTS, topic_of

_KINDS: tuple[SpeakerKind, ...] = ("person", "organisation", "government")
_DOCUMENT = rf"(?:{TEXTS}|sources)"
_HELD = (
    r"(?:(?:are|is) there|(?:do|did) (?:you|we|i) have|have you got"
    r"|(?:are|is) (?:indexed|here|included|available)"
    r"|(?:are|is) in (?:the|this|your|my|our) (?:collection|folder|index|library|archive))"
)
_HERE = r"(?: (?:here|overall|in (?:all|total|the (?:documents|folder|index)|these documents)))?"
_ON = rf"(?:{ON}|covering|mentioning)"
_TELLS = (
    r"(?:mentions?|discuss(?:es)?|covers?|talks? about|deals? with"
    r"|(?:is|are|was|were) about(?! to\b)|refers? to|concerns?|speaks? (?:of|about)|address(?:es)?)"
)
_ALL = r"(?:all |the |a list of )*"
_WHICH = r"(?:what|which|(?P<counted>how many))"
_DOCUMENTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_WHICH} {_DOCUMENT} {_HELD}(?: {_ON} (?P<topic>.+?))?{_HERE}$",
        rf"^{_WHICH} {_DOCUMENT} {_TELLS} (?P<topic>.+)$",
        rf"^{_ALL}(?:articles|documents|files|texts)(?: {_HELD})?(?P<topic>){_HERE}$",
        rf"^{_ALL}{_DOCUMENT}(?<=s) {_ON} (?P<topic>.+)$",
        rf"^(?:is|are) there (?:an? |any )?{_DOCUMENT} {_ON} (?P<topic>.+)$",
        r"^(?:where )?(?:is|are|was|were) (?P<topic>.+) mentioned(?: anywhere"
        rf"| in (?:any|one|some|the|these)(?: of (?:the|these))? {_DOCUMENT})?$",
        rf"^(?:does (?:any|one)|do (?:any|some|the|these))(?: of (?:the|these))? {_DOCUMENT}"
        r" (?:mention|refer to) (?P<topic>.+)$",
    )
)
_PEOPLE = (
    r"(?:speakers|voices|sources|names|(?P<person>people|persons)"
    r"|(?P<organisation>agencies|bodies|companies|departments|firms|institutions|ministries"
    r"|organi[sz]ations)|(?P<government>countries|governments|nations))"
)
_QUOTED = r"(?:quoted|cited|on (?:the )?record|heard)"
_MOST = r"(?: (?:the )?most(?: often| frequently)?)?"
_SPEAKERS = tuple(
    re.compile(pattern + _HERE + "$", re.IGNORECASE)
    for pattern in (
        rf"^who(?: all)? (?:is|are|was|were|gets) {_QUOTED}{_MOST}",
        r"^who (?:says|said|speaks|spoke|talks) (?:the )?most",
        r"^who has (?:the )?most (?:quotes|quotations|statements)",
        rf"^(?:who (?:are|were) )?{_ALL}(?:speakers|people {_QUOTED})",
        rf"^{_WHICH} {_PEOPLE} (?:{_HELD}|(?:are|is|were|was) {_QUOTED}{_MOST})",
    )
)
# "Thanks, that helps", "hm, interesting"
_COURTESY = (
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|greetings|(?:many )?thanks?|thank you"
    r"|cheers|(?:good)?bye|ok(?:ay)?|all ?right|(?:very |how |really |that(?:['’]s| is) "
    r"|that was )*(?:awesome|cool|fine|good|great|helpful|interesting|nice|perfect|useful)"
    r"(?: to know| question| answer)?|good point|got it|i see|makes sense|no problem|noted|sure"
    r"|understood|well|wow|h+m+|ah|oh|(?:that|this|it) (?:really )?help(?:s|ed)(?: me)?"
    r"|i(?:['’]ll| will) ask again later|have a (?:good|great|nice) (?:one|day|evening|weekend))"
    r"(?: (?:there|again|you|all|everyone|so much|very much|a lot|for (?:that|the help"
    r"|your help)))*"
)
_CHAT = re.compile(
    rf"{_COURTESY}(?:[\s,.;:!–—-]+{_COURTESY})*"
    r"|(?:who|what) are you|(?:what|how) can (?:you|i) (?:do|ask)(?: you| here)?"
    r"|how does this work|help(?: me)?",
    re.IGNORECASE,
)


def read(text: str, plain: str) -> Query | None:
    """What asks for the documents or the speakers that there are; None for any other question."""
    for pattern in _SPEAKERS:
        if found := pattern.match(plain):
            kind = next((kind for kind in _KINDS if found.groupdict().get(kind)), None)
            return _query(Query(text, "speaker", "", listed="speakers", kind=kind), found)
    for pattern in _DOCUMENTS:
        if found := pattern.match(plain):
            topic = topic_of(found["topic"] or "")
            return _query(Query(text, "fact", topic, listed="documents"), found)
    return None


def is_chat(text: str) -> bool:
    """Whether a message asks nothing of the documents: "hello", "what can you do?"."""
    return _CHAT.fullmatch(text.strip("?!. ")) is not None


def _query(query: Query, found: re.Match[str]) -> Query:
    return replace(query, counted=bool(found.groupdict().get("counted")))
