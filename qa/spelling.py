"""A slip in a speaker's name → the one indexed name that it can be."""

import re

from qa.names import Names
from qa.understanding import understand

_SEPARATOR = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+")


def corrected(question: str, names: Names) -> str:
    """The question with the misspelt names of its speakers as they are indexed.

    Only what stands in a speaker's place is looked at ("what did Kirbey say?"), and only where the
    documents hold no such word and a single speaker's name is near.
    """
    query = understand(question, names)
    if not query.who or query.speakers:
        return question
    for part in _SEPARATOR.split(query.who):
        if not names.resolve(part) and (name := names.nearest(part)):
            at = question.find(part)
            question = question[:at] + name + question[at + len(part) :] if at >= 0 else question
    return question
