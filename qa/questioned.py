"""Questions for what somebody was asked: "what was Kirby asked about the treaty?", "who questioned
him?", "what did Reyes ask Kirby?"."""

import re
from dataclasses import replace

from index.documents import Speaker
from qa.names import Names
from qa.question import Query
from qa.verbs import BE, DO, ON, topic_of
from qa.whose import by, by_somebody, is_everybody

_ASKED = r"asked|questioned|pressed|grilled|quizzed|interviewed"
_ASK = rf"ask|question|press|grill|quiz|interview|{_ASKED}"
_ON = rf" (?:{ON}|over|whether|if)\b"
# "Was Kirby asked about the treaty?" asks for what he answered
_WAS_ASKED = re.compile(
    r"^(?:was|were|has|have|had) (?P<whom>.+?) (?:ever |also |been )*asked"
    r" (?:about|on|of|for|whether|if|to)\b(?P<topic>.+)$",
    re.IGNORECASE,
)
_QUESTIONS = (
    re.compile(
        rf"^(?:what|which)(?: questions?)? (?:{BE}|has|have|had) (?P<whom>.+?)"
        rf" (?:ever |also |been )*(?:{_ASKED})(?: by (?P<who>.+?))?(?:{_ON}(?P<topic>.*))?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:what|which) questions (?:did|does|has|have|had) (?P<whom>.+?)"
        r" (?:get|got|face|faced|field|fielded|take|taken|answer|answered)"
        rf"(?: from (?P<who>.+?))?(?:{_ON}(?P<topic>.*))?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:what|which) questions (?:was|were) (?:put|asked) (?:to|of) (?P<whom>.+?)"
        rf"(?: by (?P<who>.+?))?(?:{_ON}(?P<topic>.*))?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^who (?:else )?(?:{_ASKED}) (?P<whom>.+?)(?:{_ON}(?P<topic>.*))?$", re.IGNORECASE
    ),
)
# Where the one who is asked ends only the names tell: "what did Reyes ask Kirby about?"
_BY_SOMEBODY = re.compile(
    rf"^(?:what|which)(?: questions?)?(?: else)? (?:{DO}) (?P<who>.+?)"
    rf" (?:ever |also )*(?:{_ASK}) (?P<rest>.+)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"(?:{_ON}(?P<topic>.*))?", re.IGNORECASE)
_ANYBODY = re.compile(
    r"(?:(?:the|any|other) )?(?:reporters?|journalists?|press|media|committee|members|panel|court"
    r"|questioners?|interviewers?|lawmakers|analysts|audience|hearing)",
    re.IGNORECASE,
)


def read(text: str, plain: str, names: Names) -> Query | None:
    """A question for what an indexed speaker was asked; None for any other question."""
    if found := _WAS_ASKED.match(plain):
        query = Query(text, "statements", topic_of(found["topic"]), who=found["whom"])
        return by_somebody(query, names)
    for pattern in _QUESTIONS:
        if (found := pattern.match(plain)) and (asked := names.clear(found["whom"])):
            who = found.groupdict().get("who") or ""
            return _put_to(asked, who, found["topic"] or "", text, names)
    if found := _BY_SOMEBODY.match(plain):
        named = next(iter(names.find(found["rest"])), None)
        asked = names.clear(found["rest"][: named.end]) if named and not named.start else ()
        rest = _BEHIND.fullmatch(found["rest"][named.end :]) if named else None
        if asked and rest:  # and nobody who is asked to do it, nor his department
            return _put_to(asked, found["who"], rest["topic"] or "", text, names)
    return None


def _put_to(asked: tuple[Speaker, ...], who: str, topic: str, text: str, names: Names) -> Query:
    query = Query(text, "statements", topic_of(topic), put_to=asked)
    if not who or is_everybody(who) or _ANYBODY.fullmatch(who):
        return query
    return by(replace(query, who=who), names)
