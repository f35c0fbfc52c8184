"""A question that is no more than its question word → the whole question.

"How?", "why not?", "until when?", "anybody else?", behind the question that they go on from.
"""

import re

from qa import decisions
from qa.verbs import AUXILIARY

_AUXILIARY = rf"(?:{AUXILIARY}|may|must|might|shall|am)"
_AND = r"(?:(?:and|but|so|then|ok(?:ay)?),? )*"
_TO = r"(?:(?:at|by|for|from|in|of|on|since|till|to|until|with) )?"
_ASKS = (
    rf"{_TO}(?:how(?: come| far| long| often| so)?|what for|when|where|which \w+|whom|whose|why)"
)
_BARE = re.compile(
    rf"^{_AND}(?P<asks>{_ASKS})(?P<not> not)?(?: exactly)?"
    r"(?P<rest>(?: (?:after|at|before|by|during|for|from|in|on|since|with) [^,]+)?)$",
    re.IGNORECASE,
)
# "When did she die?", "is it open on Sundays?": what is asked stands before its subject
_SUBJECT = (
    r"(?:(?:an?|any(?:body|one)|each|every(?:body|one)|he|her|his|i|it|its|my|our|she|some(?:body|one)"
    r"|that|the|their|there|these|they|this|those|we|you|your)\b|(?-i:[A-Z]))"
)
_WHOLE = re.compile(
    rf"^{_AND}(?:(?P<to>{_TO})"
    r"(?P<asks>(?:when|where|whom?|why|(?:how|what|which|whose)(?: [\w-]+){0,3}?)) )??"
    rf"(?P<aux>{_AUXILIARY})(?P<not>n['’]t)? (?P<rest>{_SUBJECT}.*)$",
    re.IGNORECASE,
)
_OF_THING = re.compile(r"(?:what|which|whom?|whose)\b", re.IGNORECASE)
_HOW = re.compile(r"how \w", re.IGNORECASE)
_BE = re.compile(r"(?:is|are|was|were|am)$", re.IGNORECASE)
_DOING = re.compile(r" \w+(?:ing|ed)\b", re.IGNORECASE)
_SITUATED = re.compile(rf"{_TO}(?:when|where)$", re.IGNORECASE)
_LATER = re.compile(
    r" (?:after(?:wards)?|after that|before|first|instead|later|next|now|then|there|today)$",
    re.IGNORECASE,
)
_FOR = re.compile(r" for$")  # "how long was he jailed for?"
_REASON = re.compile(r"how (?:come|so)$|what for$", re.IGNORECASE)
_IRREGULAR = {"can": "can't", "will": "won't", "shall": "shan't", "am": "am", "may": "may"}
# "Who else?", "anyone else?", "any others?"
_ELSE = re.compile(
    rf"^{_AND}(?:(?P<asks>who|whom|what|where|when|why|how|which) else"
    r"|(?:any|some|every)(?P<kind>one|body|thing|where) else|(?:any|which|what) others?)$",
    re.IGNORECASE,
)
_KINDS = {"one": "who", "body": "who", "thing": "what", "where": "where"}
_ASKED = re.compile(
    rf"^{_AND}(?P<asks>who|what|where|which)\b(?! else\b)(?P<rest> .+)$", re.IGNORECASE
)


def with_matter(question: str, before: str) -> str | None:
    """A question that goes on from another with hardly a word of its own, in full; None where it is
    another kind of question."""
    return (
        _asked_so(question, before)
        or _of_others(question, before)
        or decisions.of_matter(question, before)
    )


def _asked_so(question: str, before: str) -> str | None:
    """ "When did she die?" – "how?" asks how she died; None where it has matter of its own, or what
    was asked before can't be asked so."""
    bare, whole = _BARE.match(question.rstrip("?!. ")), _WHOLE.match(before.rstrip("?!. "))
    if not (bare and whole):
        return None
    asks = "why" if _REASON.match(bare["asks"]) else bare["asks"]
    aux, rest = whole["aux"], _FOR.sub("", whole["rest"])
    if _OF_THING.match(whole["asks"] or "") and not whole["to"]:
        if not _BE.match(aux) or _DOING.search(rest):
            later = _LATER.search(rest)
            end = later.start() if later else len(rest)
            rest = f"{rest[:end]} that{rest[end:]}"  # "what did she do?" – "why?"
        elif not _SITUATED.match(asks):
            return None  # "who is the mayor?" – "how?"
    elif _HOW.match(whole["asks"] or "") and _BE.match(aux) and not _DOING.search(rest):
        return None  # "how much is the ticket?" – "why?"
    if bare["not"] or (whole["not"] and not whole["asks"]):
        aux = _IRREGULAR.get(aux.casefold(), f"{aux}n't")
    return f"{asks[:1].upper()}{asks[1:]} {aux.casefold()} {rest}{bare['rest']}?"


def _of_others(question: str, before: str) -> str | None:
    """ "Who was sent off?" – "anyone else?" asks who else was; None where it asks for nothing
    else, or for another kind of thing than was asked before."""
    other, asked = _ELSE.match(question.rstrip("?!. ")), _ASKED.match(before.rstrip("?!. "))
    if not (other and asked):
        return None
    wanted = other["asks"] or _KINDS.get((other["kind"] or "").casefold(), asked["asks"])
    if wanted.casefold() != asked["asks"].casefold():
        return None
    word = "other" if wanted.casefold() == "which" else "else"
    return f"{asked['asks']} {word}{asked['rest']}?"
