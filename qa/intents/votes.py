"""Who moved a motion, seconded it, voted against it or abstained: the sentences of minutes that
tell it, whole."""

import re
from collections.abc import Mapping

from qa.intents.case import Case
from qa.intents.minutes import Matter
from qa.intents.telling import told
from qa.replies import Reply
from qa.terms import terms

_ASKED = re.compile(
    r"^who(?: else)? (?:(?P<moved>moved|made the motion)|(?P<seconded>seconded)"
    r"|(?P<abstained>abstained(?: (?:from|in|on))?)"
    r"|(?P<opposed>opposed|objected to|(?:was|were|spoke|voted) against|voted no (?:to|on)))"
    r" (?P<topic>.+)$",
    re.IGNORECASE,
)
_TELLS: Mapping[str, re.Pattern[str]] = {
    part: re.compile(pattern, re.IGNORECASE)
    for part, pattern in {
        "moved": r"\bmoved\b|\bmotion (?:by|from|of)\b",
        "seconded": r"\bseconded\b",
        "abstained": r"\babst(?:ain|ention)\w*",
        "opposed": r"\bvot(?:ed|ing) (?:no|against)\b|\boppos(?:ed|ing)\b|\bdissent(?:ed|ing)\b"
        r"|\bobjected\b|\b(?:spoke|was|were) against\b|\b(?:nays|noes)\b",
    }.items()
}


def answer(case: Case) -> Reply | None:
    """What minutes tell of it, of the time that the question ends with; None where it is not asked,
    or not told."""
    plain, case = case.of_its_time() or (case.plain, case)
    if (asked := _asked(case, plain)) is None:
        return None
    part, topic = asked

    def tells(sentence: str, _: str) -> bool:
        return _TELLS[part].search(sentence) is not None

    facts = Matter(case, topic, tells, tells).nearest(lambda _: True)
    return told(case, facts[0]) if facts else None


def is_told(case: Case, reply: Reply) -> bool:
    """Whether a reply that was found otherwise can tell it: no sentence of who moved and seconded a
    motion tells who opposed it."""
    asked = _asked(case, case.plain)
    others = [p for part, p in _TELLS.items() if asked and part != asked[0]]
    return asked is None or not any(
        other.search(s.text) and not _TELLS[asked[0]].search(s.text)
        for other in others for s in reply.sentences
    )  # fmt: skip


def _asked(case: Case, plain: str) -> tuple[str, str] | None:
    found = _ASKED.match(plain)
    if found is None or not terms(found["topic"]) or case.question.filters.speakers:
        return None
    return next(part for part in _TELLS if found[part]), found["topic"]
