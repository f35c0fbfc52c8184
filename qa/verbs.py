"""The words that questions report speech with: verbs, nouns, and what stands around them."""

import re
from functools import cache
from typing import Literal

from qa import initials
from qa.terms import stem

# Parts of regular expressions
SAY = (
    r"sa(?:y|ys|id|ying)|tell(?:s|ing)?|told|claim(?:s|ed)?|argu(?:e|es|ed)|"
    r"(?<!of )stat(?:e|es|ed)|"  # and no secretary of state
    r"announc(?:e|es|ed)|report(?:s|ed)?|think(?:s)?|thought|believ(?:e|es|ed)|"
    r"den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|confirm(?:s|ed)?|acknowledg(?:e|es|ed)|"
    r"admit(?:s|ted)?|alleg(?:e|es|ed)|assert(?:s|ed)?|suggest(?:s|ed)?|indicat(?:e|es|ed)|"
    r"warn(?:s|ed)?|comment(?:s|ed)?|emphasi[sz](?:e|es|ed)|stress(?:es|ed)?|mention(?:s|ed)?|"
    r"explain(?:s|ed)?|describ(?:e|es|ed)|characteri[sz](?:e|es|ed)|promis(?:e|es|ed)|"
    r"predict(?:s|ed)?|estimat(?:e|es|ed)|ask(?:s|ed)?|add(?:s|ed)?|insist(?:s|ed)?|"
    r"accus(?:e|es|ed)|condemn(?:s|ed)?|critici[sz](?:e|es|ed)|highlight(?:s|ed)?|not(?:e|es|ed)|"
    r"declar(?:e|es|ed)|reveal(?:s|ed)?|disclos(?:e|es|ed)|express(?:es|ed)?|respond(?:s|ed)?|"
    r"repl(?:y|ies|ied)|react(?:s|ed)?|testif(?:y|ies|ied)|write|writes|wrote|call(?:s|ed)?|"
    r"talk(?:s|ed)?|discuss(?:es|ed)?|speak(?:s)?|spoke|question(?:s|ed)?|doubt(?:s|ed)?|disput(?:e|es|ed)|"
    r"agree(?:s|d)?|disagree(?:s|d)?|urg(?:e|es|ed)|demand(?:s|ed)?|propos(?:e|es|ed)|raise[sd]?|"
    r"prais(?:e|es|ed)|pledg(?:e|es|ed)|vow(?:s|ed)?|blam(?:e|es|ed)|complain(?:s|ed)?|"
    r"refut(?:e|es|ed)|concede[sd]?|conclude[sd]?|hail(?:s|ed)?|denounc(?:e|es|ed)|"
    r"recommend(?:s|ed)?|welcom(?:e|es|ed)|contradict(?:s|ed)?|rebut(?:s|ted)?|caution(?:s|ed)?|"
    r"contend(?:s|ed)?|point(?:s|ed)? out|swears?|swore|attest(?:s|ed)?|aver(?:s|red)?"
)
NOUNS = (
    r"statements?|quotes?|quotations?|remarks?|comments?|claims?|words?|views?|positions?|stance|"
    r"opinions?|reactions?|responses?|take|reply|replies|denials?|allegations?|warnings?|arguments?|"
    r"thoughts?|feelings|attitude|concerns?|criticisms?|complaints?|objections?|accusations?|promises?|"
    r"testimony|assessment|answers?|message|line(?= (?:on|about)\b)"
)
TEXTS = r"articles?|documents?|files?|papers?|reports?|stor(?:y|ies)|texts?|transcripts?"
QUESTION_WORD = r"who|whom|whose|what|when|where|why|how|which"
DO = r"did|does|do|has|have|had"
BE = r"is|are|was|were"
AUXILIARY = rf"{DO}|{BE}|will|would|could|can|should"
OWNER = r"(?:'s|’s|(?<=s)['’])"  # behind whose it is
ON = r"about|on|regarding|concerning"
ABOUT = rf"{ON}|of|to|over|in|with|for|that|whether|if"

_LEADING = re.compile(
    rf"^\s*(?:(?:anything|something|it|more|else|out)\s+){{0,2}}(?:(?:{ABOUT})\b\s*)?",
    re.IGNORECASE,
)
_OF_MATTER = re.compile(
    r"^\s*(?:(?:anything|something|it|more|else|out)\s+)?"
    rf"(?:{ON}|of|to|over|in|with|for)\b(?!\s+(?:whether|if)\b)",
    re.IGNORECASE,
)
# "the buyback", "his plan", and no "the bridge closed"
_THING = re.compile(
    r"^\s*(?:the|an?|his|her|its|their)\s+[\w-]+(?:\s+(?!\w+(?:ed|s)\s*$)[\w-]+)?\s*$",
    re.IGNORECASE,
)
# To whom it is said, and what about: "to Karl Voss", "the police about the key"
_TELLS = re.compile(r"(?:tell|told|ask|warn|assur|inform|remind|urg)", re.IGNORECASE)
_WHOM = re.compile(
    r"^\s*(?P<to>to |with )?(?P<whom>(?:the )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
    r"|(?:the |his |her |their |its )?(?:audience|board|colleagues|committee|council|court|hearing"
    r"|inquiry|journalists|judge|jury|lawmakers|media|panel|parliament|police|press|prosecutors"
    r"|public|reporters|senators|shareholders|staff|viewers))"
    rf"(?P<topic>(?: (?:{ON}|that|whether|to|the|his|her|its|their|it|he"
    r"|she|they|there|at|during|in) .*)?)$"
)
_POINTING = frozenset("that this it so anything something them these those".split())
_OF_THINGS = frozenset(
    "mention mentioned call called describe described criticise criticised criticize criticized"
    " praise praised condemn condemned blame blamed question questioned".split()
)
_PLAIN = frozenset(
    map(
        stem,
        """say said tell state think believe comment talk discuss mean speak mention claim respond
        reply react write report""".split(),
    )
)
# Verbs of judging, whose object is whom or what they judge: of those that mean much the same each
# is answered by all, and by what is behind the stroke
_JUDGING = (
    "criticize criticise condemn denounce slam blast bash decry rebuke lambast lambaste assail "
    "attack / accuse blame deplore deride fault mock ridicule",
    "praise applaud hail commend laud compliment / welcome",
    "mock ridicule deride",
    "blame fault / accuse",
    "welcome / applaud hail praise",
    "accuse",
    "defend",
    # … and of proposing, whose object is a thing
    "propose suggest recommend / advocate advise",
)
_DENY = re.compile(r"^(?:den|reject|dismiss|disput|disagree|contradict|refut|rebut)", re.IGNORECASE)
_DOUBT = re.compile(r"^(?:doubt|question)", re.IGNORECASE)


def telling(verb: str) -> str:
    """The verb's stem, where it says more than that something was said."""
    return "" if stem(verb) in _PLAIN else stem(verb)


def judging(verb: str) -> frozenset[str]:
    """The stems of verbs by which somebody is reported to judge as a verb of judging asks, given as
    its stem; none for other verbs."""
    return _kindred().get(verb, frozenset())


@cache
def _kindred() -> dict[str, frozenset[str]]:
    groups = [[*map(str.split, group.split("/"))] for group in _JUDGING]
    return {
        stem(verb): frozenset(stem(each) for verbs in group for each in verbs)
        for group in groups
        for verb in group[0]
    }


def proposes(verb: str) -> bool:
    """Whether a verb, given as its stem, is one of proposing."""
    return "propos" in judging(verb)


def is_of_things(verb: str) -> bool:
    """Whether a verb's object is a thing, and not what is said: "mention"."""
    return verb in _OF_THINGS


def cue(verb: str) -> Literal["denies", "unsure"] | None:
    """The stance a verb asks for: "who denied it?" wants denials."""
    if _DENY.match(verb):
        return "denies"
    return "unsure" if _DOUBT.match(verb) else None


def is_claim(words: str) -> bool:
    """Whether what follows the verb is something said, and no mere matter: "that troops were sent",
    "the treaty was signed", and not "about the treaty"."""
    return bool(topic_of(words)) and not _OF_MATTER.match(words)


def names_thing(words: str) -> bool:
    """Whether what follows the verb is no more than the name of a thing."""
    return _THING.match(words) is not None


def told(verb: str, words: str) -> tuple[str, str]:
    """Who is told, of what follows the verb, and about what: ("Voss", " about the key") of "tell
    Voss about the key". Nobody ("") where that says to nobody."""
    found = _WHOM.match(words)
    if found is None or not (found["to"] or _TELLS.match(verb)):
        return "", words
    return found["whom"], found["topic"]


def topic_of(words: str) -> str:
    """What follows the verb as a topic: "about the treaty" → the treaty; "that" → nothing."""
    topic = _LEADING.sub("", words, count=1).strip(" ,;:?.")
    points = topic.casefold() in _POINTING and initials.as_words(topic) == topic  # and no "IT"
    return "" if points else topic
