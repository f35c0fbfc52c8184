"""Questions that set speakers side by side: "how do X and Y differ on …", "compare X with Y"."""

import re
from dataclasses import replace
from itertools import chain

from qa.names import Names
from qa.question import Query
from qa.verbs import BE, NOUNS, ON, OWNER, SAY, topic_of
from qa.whose import MOST_NAMED

_ON = rf"{ON}|over|as to|when it comes to"
_TAIL = rf"(?:(?: (?:{_ON})|:)(?: (?P<topic>.+))?)?$"
_AND = r"(?:and|with|to|against|versus|vs\.?)"
_DO = r"(?:do|does|did|have|has)"
_ARE = rf"(?:{BE})"
_DIFFER = r"(?:differ|disagree|agree|compare|diverge)"
_AGREED = r"(?:at odds|in (?:dis)?agreement|on the same page|of (?:one|the same) mind)"
_ALIKE = (
    rf"(?:{_DIFFER}(?: with each other)?|see eye to eye"
    rf"|(?:{SAY}) (?:the same(?: things?)?|different things|the opposite))"
)
# No name is longer, and a question can be
_ONE, _OTHER = r"(?P<one>.{1,200}?)", r"(?P<other>.{1,200}?)"
_FEW = r"\S+(?: \S+){0,4}?"  # words
_OWN = rf"{OWNER} (?:{NOUNS})"
_BESIDE = r",? (?:as )?(?:compared (?:with|to)|versus|vs\.?)"
# What sets things side by side as well: "the difference between Box and Crate"
_OF_THINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:compare|contrast) {_ONE} {_AND} {_OTHER}{_TAIL}",
        rf"^(?:what {_ARE} )?the differences? between {_ONE} and {_OTHER}{_TAIL}",
        rf"^{_ONE} (?:versus|vs\.?) {_OTHER}{_TAIL}",
    )
)
_SIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^how {_DO} (?P<one>.+?{_OWN}) (?:of|{_ON}) (?P<topic>.+?) {_DIFFER} (?:from|with|to)"
        r" (?P<other>.+)$",
        rf"^(?:how|where|on what|what) {_DO} {_ONE} and {_OTHER} {_DIFFER}{_TAIL}",
        rf"^how {_DO} {_ONE} {_DIFFER} (?:from|with|to) {_OTHER}{_TAIL}",
        rf"^{_DO} {_ONE} and {_OTHER} {_ALIKE}{_TAIL}",
        rf"^what {_DO} {_ONE} and {_OTHER} each (?:{SAY}){_TAIL}",
    )
)
# What may be of one and a matter too: "does X agree with the plan?"
_OF_SPEAKERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_DO} {_ONE} (?:dis)?agree with {_OTHER}{_TAIL}",
        rf"^{_ARE} {_ONE} {_AGREED} with {_OTHER}{_TAIL}",
        rf"^{_ARE} {_ONE} and {_OTHER} {_AGREED}{_TAIL}",
        rf"^what {_DO} {_ONE} (?:{SAY}) (?:{_ON}) (?P<topic>.+?){_BESIDE} (?P<other>.+)$",
        rf"^(?:(?:{_ON}) (?P<topic>[^,]+), )?what {_DO} {_ONE} (?:{SAY}){_BESIDE}"
        r" (?P<other>.+)$",
        rf"^what {_DO} (?P<one>{_FEW}) (?:{SAY}) (?:{_ON}) (?P<topic>.+?),? and what {_DO}"
        rf" (?P<other>{_FEW}) (?:{SAY})(?: (?:{_ON}) (?:it|this|that))?$",
        rf"^who {_ARE} right (?:{_ON}) (?P<topic>.+)[,:] {_ONE} or"
        r" (?P<other>.+)$",
        rf"^(?P<one>{_FEW}) and (?P<other>{_FEW}) (?:{_ON}) (?P<topic>.+)$",
    )
)
_AROUND = re.compile(
    rf"^what (?=.)|{OWNER}(?: (?:{NOUNS}))?$| (?:{SAY})$"
    rf"|^(?:that|those|the (?:{NOUNS})) of ",
    re.IGNORECASE,
)


def read(text: str, plain: str, names: Names) -> Query | None:
    """A comparison of speakers; None for any other question. In what can only be one, or one of
    things, one of them at least is indexed, or all of them have a capital where things do not do
    what is asked; else all are indexed."""
    for pattern in (*_OF_THINGS, *_SIDES, *_OF_SPEAKERS):
        if found := pattern.match(plain):
            sides = [_side(s) for s in (*re.split(r"\s*,\s*", found["one"]), found["other"])]
            if len(sides) > MOST_NAMED:
                continue
            each = [names.resolve(side) for side in sides]
            loose = pattern not in _OF_SPEAKERS
            told = pattern in _SIDES and all(side[:1].isupper() for side in sides)
            if all(each) or (loose and (any(each) or told)):
                query = Query(text, "positions", topic_of(found["topic"] or ""), compared=True)
                return _of(query, sides, names)
    return None


def _of(query: Query, sides: list[str], names: Names) -> Query:
    """With both speakers; with the one alone who is nobody's name, or several people's."""
    each = [names.clear(side) for side in sides]
    for side, speakers in zip(sides, each, strict=True):
        if not speakers:
            return replace(query, who=side, speakers=names.resolve(side))
    found = tuple(dict.fromkeys(chain(*each)))
    return replace(query, who=" and ".join(sides), speakers=found, several=True)


def _side(words: str) -> str:
    return _AROUND.sub("", _AROUND.sub("", words.strip())).strip()
