"""Who proposed a thing: the sentences that tell it, whole, or in which somebody proposes it: "I'd
suggest a vinyl one"."""

import re

from qa import relevance
from qa.intents import fact
from qa.intents.case import Case
from qa.intents.minutes import Matter
from qa.intents.telling import told
from qa.replies import Reply
from qa.terms import terms

_REPORTED = re.compile(
    r"\b(?:[Mm]oved|[Pp]roposed|recommended|suggested|put forward|tabled)\b"
    r"(?! by (?:the|a|an) \w+\W*$)"
    r"|\b(?:amendment|idea|motion|proposal|recommendation|suggestion) (?:by|from|of) [A-Z]"
)
_OWN = re.compile(
    r"\bI(?:['’]d| would| will|['’]ll)? (?:(?:also|just|then|like to|want to) )*"
    r"(?:move|propose|recommend|suggest)\b"
    r"|\bI think (?:that )?we (?:could|ought to|should)\b"
    r"|\b(?:how|what) about\b|\bwhat if we\b|\bwhy (?:don['’]t|not) we\b"
    r"|\b(?:can|could|shall|should)(?:n['’]t)? we\b|\bwe (?:could|might|ought to|should)\b"
    r"|\bmy (?:idea|proposal|recommendation|suggestion) (?:is|was|would be)\b",
    re.IGNORECASE,
)


def answer(case: Case) -> Reply:
    matter = Matter(case, case.query.topic, _reported, _own)
    if facts := matter.nearest(lambda _: True, own=True):
        return told(case, facts[0])
    reply = fact.answer(case.by_words())
    covers = case.retrieval.weights.coverage(terms(case.query.topic))
    own = any(covers(s.text) >= relevance.HALF_THE_WORDS for s in reply.sentences)
    return reply if own or reply.refusal else case.nothing()


def _reported(sentence: str, _: str) -> bool:
    return _REPORTED.search(sentence) is not None


def _own(sentence: str, _: str) -> bool:
    return _OWN.search(sentence) is not None
