"""A slip in a speaker's name → the one indexed name that it can be."""

import re

from qa.names import Names
from qa.understanding import understand

_SEPARATOR = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+")
_WHO_IS = re.compile(r"(?i:who(?: is| was|['’]s)) (?P<who>[A-Z][^?.]+)[?.! ]*")


def corrected(question: str, names: Names) -> str:
    """The question with the misspelt names of its speakers as they are indexed.

    Only what stands in a speaker's place is looked at ("what did Kirbey say?", "who is Kirbey?"),
    and only where the documents hold no such word and a single speaker's name is near.
    """
    query = understand(question, names)
    is_who = None if query.who else _WHO_IS.fullmatch(question.strip())
    who = is_who["who"] if is_who else query.who
    if not who or query.speakers:
        return question
    for part in _SEPARATOR.split(who):
        if not names.resolve(part) and (name := names.nearest(part)):
            at = question.find(part)
            question = question[:at] + name + question[at + len(part) :] if at >= 0 else question
    return question
