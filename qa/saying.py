"""Questions for what somebody said: "what did Kirby say about the treaty?", "did he deny it?"."""

import re
from dataclasses import replace

from index.attribution import lexicon
from index.attribution.called import is_office
from index.documents import Speaker
from qa.names import Names
from qa.question import Query
from qa.terms import terms
from qa.verbs import (
    AUXILIARY,
    BE,
    DO,
    SAY,
    cue,
    is_claim,
    is_of_things,
    names_thing,
    telling,
    told,
    topic_of,
)
from qa.whose import by, is_court, is_everybody, is_everybody_present, is_text, is_thing

WHETHER = re.compile(r"^\s*(?:(?:about|on|regarding) )?(?:whether|if|that)\b", re.IGNORECASE)
_ANYBODY = re.compile(r"^(?:any|some)(?:one|body)\b", re.IGNORECASE)
_EVER = r"actually |again |also |ever |first |now |once |really |still |then "
_HOW_OFTEN = r"how often|how many times"
_OCCASION = (
    r"(?:in|on|at) (?:what|which) (?:contexts?|occasions?|events?|articles?|documents?|reports?"
    r"|transcripts?)"
    r"|(?:on )?(?:what|which) (?:dates?|days?)|exactly when|when exactly|since when"
)
_DAY = re.compile(r"\b(?:dates?|days?)$")
# "What does he think the true rate is?" asks about the rate
_IS = re.compile(rf"(?<=\w) (?:{BE}|(?:will|would|should|could|might) be)$", re.IGNORECASE)
_THAT = re.compile(r"\s*that\b", re.IGNORECASE)
# "The report" and not "the", which reports
_SOMEBODY = r"(?:(?:the|an?|this|that|these|those|his|her|its|their|your|our) )?.+?"
# … with verbs that of what is no speaker tell a deed
_WHAT_ADVISED = re.compile(
    rf"^what (?P<aux>{DO}) (?P<who>{_SOMEBODY}) "
    r"(?P<verb>advis(?:e|es|ed)|joke[sd]?|opine[sd]?|remark(?:s|ed)?)"
    r"\b(?P<topic>.*)$",
    re.IGNORECASE,
)
_WHAT_SAID = (
    _WHAT_ADVISED,
    re.compile(rf"^what (?:exactly )?(?P<aux>{AUXILIARY}) (?P<who>{_SOMEBODY}) (?P<verb>mean) "
               rf"(?:by|when (?:he|she|they|it) (?:was |were |is |are )?(?:{SAY})\b)"
               rf"(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?:what|which things?|anything|everything|how)(?: else| exactly| all)? "
               rf"(?P<aux>{AUXILIARY}) (?P<who>{_SOMEBODY}) (?:have to |had to |have |been |{_EVER})?"
               rf"(?P<verb>{SAY})\b(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?P<when>when|where|why|{_HOW_OFTEN}|{_OCCASION}) (?P<aux>{AUXILIARY}) (?P<who>{_SOMEBODY}) (?:{_EVER})?"
               rf"(?P<verb>{SAY})\b(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?:(?:what|everything|anything|all)(?: that)?|quote) (?!(?-i:{AUXILIARY})\b)(?P<who>{_SOMEBODY}) (?:(?:has|have|had) (?:to )?|also )?"
               rf"(?P<verb>{SAY})\b(?P<topic>.*)$", re.IGNORECASE),
    re.compile(rf"^(?:{DO}) (?P<who>{_SOMEBODY}) (?:{_EVER})?"
               rf"(?P<verb>{SAY})\b(?P<topic>.*)$", re.IGNORECASE),
)  # fmt: skip
# "What did Judge Holt rule on the bonus?", which of others asks for a deed ("what did Holt hold?")
_RULED = re.compile(
    rf"^(?:(?:what|how)(?: else| exactly)? )?(?:{AUXILIARY}) (?P<who>.+?)"
    r" (?:decided?|find|found|h[eo]ld|order(?:ed)?|reason(?:ed)?|ruled?)\b(?P<topic>.*)$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"^(?:is|are|was|were|has|have|had|being|been| )+$", re.IGNORECASE)
# "What would make the bank raise its rate?" asks what brings that about; "Make UK" is a
# name
_CAUSES = re.compile(r"(?:cause|get|force|lead|let|make|prompt)\b(?= \w)")
_TO_DO = re.compile(r"(?:promis|pledg|vow|agree|propos)\w* to \w", re.IGNORECASE)
_CALLS = re.compile(r"call(?:s|ed)?$")
# What is done and not only said: "did the bank raise its rates?" asks whether it did
_DEEDS = frozenset("report send call note raise recommend propose question".split())


def read(text: str, plain: str, names: Names) -> Query | None:
    """A question for what somebody said, or all did; None for any other question."""
    if (found := _RULED.match(plain)) and _is_of_court(judges := names.clear(found["who"])):
        query = Query(text, "statements", topic_of(found["topic"]), who=found["who"])
        whether = WHETHER.match(found["topic"]) is not None and not plain.startswith("what")
        return replace(query, speakers=judges, claimed=whether, whether=whether)
    for pattern in _WHAT_SAID:
        found = pattern.match(plain)
        if not found:
            continue
        who, verb, asked = found["who"], found["verb"].casefold(), _asked(found)
        if _PASSIVE.match(who) or _CAUSES.match(who):
            return None  # "what was said about the treaty?"
        if found["verb"][:1].isupper() and not text.isupper():
            continue  # "how does Reyes feel about the Union State?"
        if _runs_on(who, names) or (pattern is _WHAT_ADVISED and not names.resolve(who)):
            continue  # "did Reyes regret what he said?"
        if _is_said_of(found.groupdict().get("aux") or "", verb):
            return None
        if _DAY.search(asked) and is_claim(found["topic"]) and not _THAT.match(found["topic"]):
            continue  # "what day did Lint say the port would close?" asks when it will
        if is_everybody(who) or is_everybody_present(who, names):
            return _of_everybody(text, found)
        if asked == "why" and not _THAT.match(found["topic"]):
            continue  # of what is done, and not only said, the documents tell why
        if asked and is_thing(who) and not names.resolve(who):
            continue
        if asked and _CALLS.match(verb) and names.resolve(_topic(found)):
            continue  # "when did Kirby call Austin?" asks when he rang him up
        query = by(Query(text, "statements", _topic(found), who=who), names)
        if re.match(rf"(?:{DO})\b", plain, re.IGNORECASE) and verb in _DEEDS and not query.speakers:
            continue
        if verb == "call" and query.topic and not names.resolve(who):
            return None  # "what did Polo call the capital?" asks for its name
        return _told(query, found, names)
    return None


def _asked(found: re.Match[str]) -> str:
    """The words that ask when, where or how often it was said."""
    return (found.groupdict().get("when") or "").casefold()


def _topic(found: re.Match[str]) -> str:
    return topic_of(_IS.sub("", found["topic"]))


def _of_everybody(text: str, found: re.Match[str]) -> Query | None:
    """What whoever speaks says of it; None where that is not what is asked."""
    whether = found.re is _WHAT_SAID[-1]
    if whether and _ANYBODY.match(found["who"]):
        return None  # "did anyone deny it?" asks who did
    topic = _topic(found)
    if not terms(topic) and (whether or _asked(found) or found["topic"].strip()):
        return None  # "do the experts agree?", "when will it report?"
    claimed = WHETHER.match(found["topic"]) is not None
    return Query(text, "positions", topic, claimed=claimed, open=is_text(found["who"]))


def _told(query: Query, found: re.Match[str], names: Names) -> Query:
    """The question for what somebody said with what its verb tells of that."""
    verb, asked = found["verb"].casefold(), _asked(found)
    whom, rest = told(verb, found["topic"])
    topic = topic_of(rest) if whom else query.topic
    claimed = not is_of_things(verb) and is_claim(rest) and not names_thing(found["topic"])
    claimed = claimed and not _IS.search(found["topic"])
    is_to_do = _TO_DO.match(f"{verb}{found['topic']}") is not None
    is_to_do = is_to_do or bool(whom and rest.startswith(" to "))  # "tell Lunt to wait"
    return replace(
        query,
        topic=topic,
        cue=cue(verb),
        verb=telling(verb),
        whom=whom,
        addressees=names.clear(whom) if whom else (),
        claimed=claimed,
        whether=found.re is _WHAT_SAID[-1] and (claimed or is_to_do or not topic),
        when=bool(asked),
        counted=asked in ("how often", "how many times"),
    )


def _is_of_court(speakers: tuple[Speaker, ...]) -> bool:
    """Whether these are judges or a court, of whom others say that they held or ruled."""
    courts = (f"{s.name if s.kind != 'person' else ''} {s.role or ''}" for s in speakers)
    return bool(speakers) and all(map(is_court, courts))


def _runs_on(who: str, names: Names) -> bool:
    """Whether behind a speaker's name a sentence goes on that is no part of it."""
    found = next(iter(names.find(who)), None)
    if found is None or found.start or not names.clear(who[: found.end]):
        return False
    rest = who[found.end :]
    of_people = rest.split()[-1:] and rest.split()[-1] in lexicon.PEOPLE
    if who[: found.end].endswith(("'s", "’s", "s'", "s’")) or is_office(rest) or of_people:
        return False  # "did Reyes's wife", "did the Corvane manager", "did the Reyes campaign"
    return re.match(r" (?!(?:and|at|for|from|in|of|or)\b)[a-z]", rest) is not None


def _is_said_of(auxiliary: str, verb: str) -> bool:
    """ "What is the river called?" does not ask who said what, as "what was Kirby saying?" does."""
    return auxiliary.casefold() in ("is", "are", "was", "were") and not verb.endswith("ing")
