"""Compounds that are written as one word, with a hyphen or as two: a question for "healthcare" is
one for "health care", "e-mail" is "email", and "F-16" "F16"."""

import re
from functools import lru_cache

# Each is the whole word but for an "s": no verb with its particle ("shut down"), and no noun with
# its verb ("the law makes it", "the fund raised")
_PAIRS = [
    pair.split()
    for pair in """
    air strike; black mail; cease fire; child care; court house; crowd funding; cyber attack;
    cyber crime; cyber security; data base; day care; decision maker; decision making; e mail;
    eye witness; fire fighter; fire fighting; flood water; fund raiser; fund raising; health care;
    home owner; land mine; law maker; law making; life style; live stream; nation wide;
    peace keeper; peace keeping; peace maker; peace making; policy maker; policy making;
    rain forest; rain water; road map; smart phone; stake holder; state wide; tax payer;
    time frame; time line; waste water; web site; whistle blower; whistle blowing; wild fire;
    wild life; work force; work place; world wide; wrong doer; wrong doing
    """.split(";")
]
_PREFIX = "anti|counter|cyber|mid|multi|non|post|pre|semi|(?:co|re)(?=-?[aeiou])"
_WRITTEN_APART = "|".join(rf"{first}[-‑ ](?={second}s?\b)" for first, second in _PAIRS)
_APART = re.compile(
    rf"(?<![\w-])(?:(?i:{_WRITTEN_APART})|(?i:{_PREFIX})[-‑](?=[a-z]{{3}}|Semit)"
    r"|[A-Z]{1,3}[-‑](?=\d))"
)
_PREFIXED = re.compile(rf"({_PREFIX})(\w{{4,}})|([a-z]{{1,3}})(\d\w*)")


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
    return (found[1] or found[3], found[2] or found[4]) if found else None
