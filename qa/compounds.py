"""Compounds that are written as one word, with a hyphen or as two: a question for "healthcare" is
one for "health care", and "e-mail" is "email"."""

import re
from functools import lru_cache

# Each begins what is meant ("policymakers"), and none is a verb with its particle ("shut down")
_PAIRS = [
    pair.split()
    for pair in """
    air strike; black mail; cease fire; child care; court house; crowd fund; cyber attack;
    cyber crime; cyber security; data base; day care; decision mak; e mail; eye witness; fire fight;
    flood water; fund rais; health care; home owner; land mine; law mak; life style; live stream;
    nation wide; pay check; peace keep; peace mak; policy mak; rain forest; rain water; road map;
    smart phone; stake holder; state wide; tax pay; time frame; time line; waste water; web site;
    whistle blow; wild fire; wild life; work force; work place; world wide; wrong do
    """.split(";")
]
_PREFIX = "anti|counter|cyber|mid|multi|non|post|pre|semi|(?:co|re)(?=-?[aeiou])"
_APART = re.compile(
    rf"(?<![\w-])(?:(?i:{'|'.join(f'{first}[-‑ ](?={second})' for first, second in _PAIRS)})"
    rf"|(?i:{_PREFIX})[-‑](?=[a-z]{{3}}|Semit))"
)
_PREFIXED = re.compile(rf"({_PREFIX})(\w{{4,}})")


def as_words(text: str) -> str:
    """A text with each compound as one word; in front of a name a prefix stays apart, as that is
    asked for: "post-Brexit"."""
    return _APART.sub(lambda found: found[0][:-1], text)


@lru_cache(maxsize=4096)
def halves(word: str) -> tuple[str, str] | None:
    """What a compound in lower case is written as where it is not one word; None for most words.
    What only begins like one has halves that no text has: "pre", "vent"."""
    for first, second in _PAIRS:
        if word.startswith(first + second):
            return first, word.removeprefix(first)
    found = _PREFIXED.fullmatch(word)
    return (found[1], found[2]) if found else None
