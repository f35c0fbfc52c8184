"""Questions that set speakers side by side: "how do X and Y differ on …", "compare X with Y"."""

import re
from dataclasses import replace
from itertools import chain

from qa.names import Names
from qa.question import Query
from qa.verbs import NOUNS, SAY, topic_of

_ON = r"on|about|regarding|concerning|over|as to|when it comes to"
_TAIL = rf"(?: (?:{_ON})(?: (?P<topic>.+))?)?$"
_DIFFER = r"(?:differ|disagree|agree|compare|diverge)"
_COMPARED = tuple(
    re.compile(pattern + _TAIL, re.IGNORECASE)
    for pattern in (
        r"^(?:compare|contrast) (?P<one>.+?) (?:and|with|to|against|versus|vs\.?) (?P<other>.+?)",
        rf"^(?:how|where|on what|what) (?:do|does|did) (?P<one>.+?) and (?P<other>.+?) {_DIFFER}",
        rf"^how (?:do|does|did) (?P<one>.+?) {_DIFFER} (?:from|with) (?P<other>.+?)",
        rf"^(?:do|does|did) (?P<one>.+?) and (?P<other>.+?) {_DIFFER}(?: with each other)?",
        r"^(?:what (?:is|are|was|were) )?the differences? between (?P<one>.+?) and (?P<other>.+?)",
        r"^(?P<one>.+?) (?:versus|vs\.?) (?P<other>.+?)",
    )
)
_AROUND = re.compile(
    rf"^what (?=.)|(?:'s|’s|(?<=s)['’])(?: (?:{NOUNS}))?$| (?:{SAY})$|^the (?:{NOUNS}) of ",
    re.IGNORECASE,
)


def read(text: str, plain: str, names: Names) -> Query | None:
    """A comparison of speakers, one of whom at least is indexed or all of whom have a capital;
    None for any other question."""
    for pattern in _COMPARED:
        if found := pattern.match(plain):
            sides = [_side(s) for s in (*re.split(r"\s*,\s*", found["one"]), found["other"])]
            each = [names.resolve(side) for side in sides]
            if any(each) or all(side[:1].isupper() for side in sides):
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
