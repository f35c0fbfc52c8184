"""The kind of words that answer a question for a fact."""

import re

from qa.question import Wanted
from qa.verbs import QUESTION_WORD

_KINDS: tuple[tuple[str, Wanted], ...] = (
    (
        r"how much (?:money|did .* (?:cost|pay|spend)|does .* cost|is .* worth)"
        r"|what (?:price|sum|cost)",
        "money",
    ),
    (
        r"what (?:percentage|percent|share)|how many percent"
        r"|what(?:['’]s| is| was) the (?:[\w-]+ ){0,2}(?:approval|default|graduation|growth"
        r"|inflation|interest|jobless|mortgage|poverty|survival|tax|unemployment|vacancy) rate\b",
        "percent",
    ),
    (
        r"how many|how much|what (?:number|amount)|how (?:large|big)|how often"
        r"|(?:what|which) (?:\w+ ){1,2}number (?:do|does|did|has|have|had|is|was)\b",
        "number",
    ),
    (r"how old|(?:at )?what age\b(?! (?:band|group|limit|range))", "age"),
    (r"why\b|(?:for )?what (?:(?:is|was|are|were) the )?reasons?\b", "reason"),
    (r"how (?:long|far)", "duration"),
    (
        r"(?:in |on |at |since |until |by )?"
        r"(?:when\b|what (?:year|date|day|month|time)|which (?:year|day|month))",
        "time",
    ),
    (
        r"(?:from |to |in )?(?:where\b|(?:what|which) (?:country|city|place|region|state|town))",
        "place",
    ),
    (
        r"(?:to |by |for |with )?(?:who\b|whom\b|whose\b|which (?:person|official|president"
        r"|minister|leader|company|organi[sz]ation|agency))",
        "person",
    ),
)


def wanted(question: str) -> Wanted:
    low = question.casefold()
    return next((kind for pattern, kind in _KINDS if re.match(pattern, low)), "words")


_QUESTION_WORD = re.compile(rf"\b(?:{QUESTION_WORD})\b")
_OPEN = re.compile(
    r"^(?:tell|explain|describe|summari[sz]e|outline|compare|give|discuss|elaborate)\b"
    r"|^how (?:do|does|can|could|should|to)\b"
    r"|^(?:what|which)(?: is| are|['’]s)? (?:the )?(?:main |key |basic |first )?(?:steps?|basics)\b"
    r"|\b(?:differences?|similarit(?:y|ies)) (?:between|of|in)\b"
)


def is_open(question: str) -> bool:
    """Whether no few words can answer: "how do I renew a card?", "the difference between …", and
    what asks with no question word at all."""
    low = question.casefold()
    return bool(_OPEN.search(low)) or not _QUESTION_WORD.search(low)


_HOW = re.compile(r"\W*(?:(?:and|so) )?how (?:do|does|can|could|should|to)\b", re.IGNORECASE)


def asks_how(question: str) -> bool:
    """Whether it is asked how to do a thing, or how somebody or something does it."""
    return _HOW.match(question) is not None


# "What happens if …?", "what does the ring do?"
_HAPPENED = re.compile(
    r"what (?:(?:has|have|had) )?happen|what (?:do|does|did) .*\bdo\W*$", re.IGNORECASE
)
_PAST = re.compile(r"what (?:(?:has|have|had|did)\b|happened)", re.IGNORECASE)
_NOUN = r"(?!(?:about|at|by|for|from|in|of|on|to|with)\b)[\w.+#/-]+"
# "What is a lock?", "what are locks?", and not "what is the price of a lock?"
_DEFINED = re.compile(
    r"what(?: is| are|['’]s) (?P<thing>(?:an? |(?:the )?(?=(?-i:[A-Z]{2,}\W*$)))?"
    r"(?!(?:an?|her|his|its|my|our|the|their|there|your) )"
    rf"{_NOUN}(?: {_NOUN}){{0,3}}) ?$",
    re.IGNORECASE,
)
_DIFFERING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:what(?: is| are|['’]s) )?(?:the )?(?:main )?differences? between"
        r" (?P<one>.+?) and (?P<other>.+)$",
        r"^how (?:do|does|is|are) (?P<one>.+?) (?:differ(?:s|ent)?) from (?P<other>.+)$",
        r"^how (?:do|does) (?P<one>.+?) and (?P<other>.+?) differ$",
    )
)


def defined(question: str) -> str:
    """The thing of which a question in plain words asks what it is; empty if it asks anything
    else."""
    found = _DEFINED.match(question)
    return found["thing"].strip() if found else ""


def differing(question: str) -> tuple[str, str] | None:
    """The two things of which a question in plain words asks how they differ."""
    found = next(filter(None, (pattern.match(question) for pattern in _DIFFERING)), None)
    return (found["one"], found["other"]) if found else None


def asks_what(question: str) -> bool:
    """Whether a question in plain words asks what a thing is or does, how it differs from another,
    or what happens then."""
    happens = _HAPPENED.match(question) is not None and not _PAST.match(question)
    return happens or bool(defined(question)) or differing(question) is not None


def is_told_whole(question: str) -> bool:
    """Whether whole sentences answer a question in plain words, and no few words of them."""
    return _HAPPENED.match(question) is not None or asks_what(question)


_TEXT = (
    r"(?:(?:the|this|that) (?:whole |entire )?"
    r"(?:document|article|text|page|paper|report|file|piece|transcript|story|contract))"
)
_WHOLE = re.compile(
    r"^(?:(?:please|can you|could you|would you) )*"
    rf"(?:(?:summari[sz]e|sum up|outline|describe)(?: (?P<text1>{_TEXT})| this| it)?(?: for me)?"
    rf"|tell me about (?:(?P<text2>{_TEXT})|this|it)"
    r"|(?:give me |write |show me |what is |what are |what['’]s )?(?:an? |the )?"
    r"(?:short |brief |quick )?(?:summary|overview|gist|main points|key points|key takeaways)"
    rf"(?: (?:of|in) (?:(?P<text3>{_TEXT})|this|it))?"
    rf"|what(?: is|['’]s) (?:(?P<text4>{_TEXT})|this|it)(?: all)? about"
    rf"|what does (?P<text5>{_TEXT}) say)(?: please)?$"
)


def is_of_whole(question: str, *, goes_on: bool) -> bool:
    """Whether it asks what a whole document is about: "summarize this"; where it goes on from a
    conversation, in which "it" may be anything, only if it names the document."""
    found = _WHOLE.match(question.casefold().rstrip("?!. "))
    return found is not None and (not goes_on or any(found.groupdict().values()))
