"""Where a text names in full those of whom a surname is known.

"John Kirby" and "Hong Gil-dong", but not "Thank Kirby", "Secretary Kirby" or "Team Kirby".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.attribution import gender, lexicon
from index.attribution.called import is_office
from index.attribution.forms import HYPHENATED
from index.attribution.introductions import LONGEST, RUN
from index.attribution.vocabulary import FIELDS

_CONTRACTED = re.compile(r"['’](?:d|ll|m|re|s|ve)$")
LEADS = frozenset(
    """aboard after ahead alongside also amid and announces appoints are around as ask at before
    brings but by celebrates delivers designates during en following for from has hey hi honors
    hello if in inside intends is issues launches like names near nominates not now of oh on or
    outside regarding signs so takes thank thanks that the then to upon via was when where while
    will with yes""".split()
)
"""Words that stand before a name, or behind it in a title, and are no part of it."""


def named_in(text: str, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Where a text has one of the surnames (in lower case) behind what may be a first name, or
    before one that is written as such: the surname, and the full name."""
    for run in RUN.finditer(text):
        words = [re.sub(r"['’]s$", "", w) for w in run[0].split()]
        if words[0].endswith(".") and text[run.start() - 1 : run.start()] == ".":
            del words[0]  # the E. of "H.E. Hong Gil-dong"
        for name, given in pairwise(words):
            if name.casefold() in wanted and HYPHENATED.fullmatch(given):
                yield name.casefold(), f"{name} {given}"
        for at in range(1, len(words)):
            for end in range(at + 1, min(at + LONGEST, len(words)) + 1):
                last = " ".join(words[at:end]).casefold().rstrip(".")
                if last in wanted and (first := _first_name(words[max(0, at - 4) : at], last)):
                    yield last, f"{first} {' '.join(words[at:end]).rstrip('.')}"


def _first_name(before: Sequence[str], last: str) -> str | None:
    """The first name at the end of the words in front of a surname, with its initials."""
    at = len(before) - 1
    while at > 0 and re.fullmatch(r"[A-Z]\.?", before[at]):
        at -= 1
    first = before[at]
    plain = first.casefold().strip(".")
    if not first[0].isupper() or (first.endswith(".") and len(plain) > 1):
        return None
    if _CONTRACTED.search(plain):
        return None  # "I'm Lima", where Lima is a first name
    if (
        is_office(first)
        or is_office(first.rstrip("s"))
        or plain in lexicon.HONORIFICS | LEADS | FIELDS | lexicon.BODY_WORDS
    ):
        return None
    if " " in last and not gender.has_first_name([first, last]):
        return None  # the last two words may be the whole of a name
    whole = at > 0 and not before[at - 1].endswith(".")
    if whole and gender.has_first_name([before[at - 1], last]):
        at -= 1  # Mary Beth Holt
    for n in range(at - 1, max(at - 4, -1), -1):
        if is_office(before[n]):
            at = n + 1  # "President Vo Van Ngoc Tan"
            break
        if before[n].casefold() in LEADS or not before[n][0].isupper():
            break
    return " ".join(before[at:])
