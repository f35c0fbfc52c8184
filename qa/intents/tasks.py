"""Who is to do a thing, where those who talk share out what is to be done: "I'll get a quote",
"Tom, can you ring the school?"; or where minutes list it: "- Tom: ring the school"."""

import re

from qa.intents.case import Case
from qa.intents.minutes import Matter
from qa.intents.telling import told
from qa.replies import Reply
from qa.terms import terms

_ASKED = re.compile(
    r"^who(?: else)? (?:will|(?:is|was|are|were) (?:going |supposed )?to|has to|have to|had to"
    r"|(?:has |have )?(?:agreed|offered|promised|volunteered) to|needs? to|should"
    r"|(?:is|was) (?:in charge of|responsible for))"
    r" (?P<task>.+)$",
    re.IGNORECASE,
)
_TAKES_ON = re.compile(
    r"\bI(?:['’]ll| will|['’]m going to| am going to| can| could|['’]m happy to)\b"
    r"|\b(?:can|could|will|would) you\b|\byou(?:['’]ll| will| could| should)\b",
    re.IGNORECASE,
)


CLOSE = 2  # to the task, of a sentence that tells it better than any that is found otherwise
_SHARED_OUT = re.compile(
    r"^\W*(?-i:[A-Z])[\w.'’-]*(?: (?-i:[A-Z])[\w.'’-]*){0,3}(?: to\b|: )"
    r"|\b(?:agreed|offered|undertook|volunteered|(?:was|were) asked) to\b",
    re.IGNORECASE,
)


def answer(case: Case, *, least: int = 1) -> Reply | None:
    """The sentence by which somebody takes the task on or is given it, as near to the task as is
    wanted at the ``least``; None where none is asked for, or none is found."""
    asked = _ASKED.match(case.plain)
    if asked is None or not terms(asked["task"]) or case.question.filters.speakers:
        return None
    matter = Matter(case, asked["task"], _is_shared_out, _takes_on)
    facts = matter.nearest(lambda _: True, least=least)
    return told(case, facts[0]) if facts else None


def _takes_on(sentence: str, _: str) -> bool:
    return _TAKES_ON.search(sentence) is not None


def _is_shared_out(sentence: str, before: str) -> bool:
    return _takes_on(sentence, before) or _SHARED_OUT.search(sentence) is not None
