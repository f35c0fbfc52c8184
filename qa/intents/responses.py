"""Whether somebody answered at all: "did Lind respond?", "has she replied to the letter?"."""

import re
from dataclasses import replace

from qa.intents import fact
from qa.intents.case import Case
from qa.replies import Reply
from qa.terms import stems

_RESPONDED = re.compile(
    r"(?:did|has|have) .{2,60}? (?:respond|reply|comment)(?:ed)?"
    r"(?: to (?:an?|any|the|several) "
    r"(?:calls?|e-?mails?|enquir\w+|inquir\w+|letters?|questions?|requests?)\b.*)?",
    re.IGNORECASE,
)


def answer(case: Case) -> Reply | None:
    """As the documents tell it of that one by name; None where they do not, or where another thing
    is asked."""
    if not _RESPONDED.fullmatch(case.plain):
        return None
    by_words = case.by_words()
    asked = replace(by_words.query, claimed=True, subject=case.query.speakers)
    told = fact.answer(by_words.asking(asked))
    named = stems(" ".join([case.query.who, *(speaker.name for speaker in case.query.speakers)]))
    of_them = any(named & stems(sentence.text) for sentence in told.sentences[:1])
    return told if told.refusal is None and of_them else None
