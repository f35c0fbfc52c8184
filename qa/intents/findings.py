"""What a study found, which papers tell below "Conclusions" or "Results" and in no such words."""

import re
from dataclasses import replace

from qa.intents import fact
from qa.intents.case import Case
from qa.replies import Reply

_FOUND = re.compile(
    r"what (?:did|does|do) (?P<who>(?:the|this) (?:\w+ ){0,3}?(?:analysis|authors|experiment|paper"
    r"|report|research|researchers|review|study|survey|trial))"
    r" (?:conclude|discover|find(?: out)?|reveal|show)",
    re.IGNORECASE,
)


def answer(case: Case) -> Reply | None:
    """The conclusions, or the results, asked for as such; None where there are none, or another
    thing is asked."""
    found, by_words = _FOUND.fullmatch(case.plain), case.by_words()
    if found is None:
        return None
    for part in ("conclusions", "results"):
        text = f"What are the {part} of {found['who']}?"
        told = fact.answer(by_words.asking(replace(by_words.query, text=text, topic=text)))
        if told.answered:
            return told
    return None
