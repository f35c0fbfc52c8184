""" "Latest", "most recently", "first": questions for statements in the order of their dates."""

import re

from qa.question import Order
from qa.verbs import NOUNS, ON, SAY

_LATE = r"latest|most recent(?:ly)?|recent(?:ly)?|newest|last|lately"
_EARLY = r"earliest|oldest|first"
_WORDS = rf"(?P<order>{_LATE}|{_EARLY})"
# "what is the latest (thing) that Kirby said": the rest is the question
_THE_LATEST = re.compile(
    rf"^(?:what(?: is| was| are| were|['’]s) )?the (?:very )?{_WORDS}"
    rf"(?: (?:things?|words?))?(?: that)? (?P<rest>\S+ (?:\S+ ){{0,4}}?(?:{SAY})\b.*)$",
    re.IGNORECASE,
)
_ASKED = r"^(?:(?:what(?: is| was|['’]s) )?the |(?=latest\b|newest\b|most recent\b))"
# "the latest from Kirby", "Kirby latest"
_FROM = re.compile(rf"{_ASKED}{_WORDS} (?P<rest>(?:from|by) .+)$", re.IGNORECASE)
_BEHIND_NAME = re.compile(
    r"^(?P<who>(?-i:[A-Z])\S*?(?: (?-i:[A-Z])\S*?){0,3})(?:['’]s?)? (?P<order>latest|newest)$",
    re.IGNORECASE,
)
# "what is the latest on the treaty"
_ON = re.compile(
    rf"{_ASKED}{_WORDS} (?P<rest>(?:{ON}) .+)$",
    re.IGNORECASE,
)
# "who was the first to say"
_WHO = re.compile(
    rf"^who (?:was|is|were) the {_WORDS}(?: (?:one|person))? (?:to|who|that)"
    rf" (?P<rest>(?:{SAY})\b.*)$",
    re.IGNORECASE,
)
_REWORDED = (
    (_THE_LATEST, r"what \g<rest>"),
    (_FROM, r"statements \g<rest>"),
    (_BEHIND_NAME, r"statements by \g<who>"),
    (_ON, r"what do they say \g<rest>"),
    (_WHO, r"who \g<rest>"),
)
# "Kirby's latest statement", "who first said", "what did Kirby say most recently"
_BESIDE = (
    re.compile(rf"\b{_WORDS} (?=(?:{NOUNS})\b)", re.IGNORECASE),
    re.compile(
        r",? (?:the )?(?P<order>latest|newest|most recent|earliest|oldest) first$", re.IGNORECASE
    ),
    re.compile(rf"\b{_WORDS} (?=(?:{SAY})\b)", re.IGNORECASE),
    re.compile(
        rf"(?P<kept>\b(?:{SAY})(?: it| that| so)?) {_WORDS}"
        rf"(?=$| (?:{ON})\b)",
        re.IGNORECASE,
    ),
)


def take(question: str) -> tuple[str, Order | None]:
    """The question without such words, and the order they ask for; unchanged where it has none."""
    for pattern, rest in _REWORDED:
        if found := pattern.match(question):
            return found.expand(rest), _order(found)
    for pattern in _BESIDE:
        if found := pattern.search(question):
            kept = found.groupdict().get("kept") or ""
            return question[: found.start()] + kept + question[found.end() :], _order(found)
    return question, None


def _order(found: re.Match[str]) -> Order:
    early = re.fullmatch(_EARLY, found["order"], re.IGNORECASE)
    return "earliest" if early else "latest"
