"""The kind of words that answer a question for a fact."""

import re

from qa.question import Wanted

_KINDS: tuple[tuple[str, Wanted], ...] = (
    (
        r"how much (?:money|did .* (?:cost|pay|spend)|does .* cost|is .* worth)"
        r"|what (?:price|sum|cost)",
        "money",
    ),
    (r"what (?:percentage|percent|share)|how many percent", "percent"),
    (r"how many|how much|what (?:number|amount)|how (?:large|big)|how often", "number"),
    (r"how old", "age"),
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
