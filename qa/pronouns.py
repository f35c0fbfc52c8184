"""He and she in a question that goes on from a conversation → the names of whom they stand for."""

import re
from collections.abc import Sequence
from itertools import chain

from index.attribution import gender
from index.documents import Speaker
from qa.names import Names
from qa.question import Query

PERSON = re.compile(r"\b(?:he|she|him)\b|\b(?:his|her|hers)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
_WHO = re.compile(r"\W*(?:and |but )?(?:(?:by|for|from|to|with) )?(?:who|whom)\b", re.IGNORECASE)
_WHAT = re.compile(r"\W*(?:and |but )?(?:what|which)\b", re.IGNORECASE)
_HE = ("he", "him", "his")
# Behind "her", where it does not say whose something is
_NO_NOUN = re.compile(
    r"\s+(?:about|after|again|and|as|at|before|by|earlier|first|for|from|how|if|in|instead|is|later"
    r"|now|of|on|or|over|that|the|then|this|to|today|too"
    r"|was|what|when|where|whether|who|why|with)\b|\W*$|[,;:.?!)]",
    re.IGNORECASE,
)

# Whom somebody agrees with, or speaks of
_OBJECT = re.compile(
    r"(?:(?<=\babout )|(?<=\bagainst )|(?<=\bof )|(?<=\bwith ))(?:him|her)(?=[?!., ]*$)",
    re.IGNORECASE,
)


def with_people(plain: str, before: Query, told: tuple[Speaker, ...], names: Names) -> str:
    """He, she, him and her replaced: by the speaker before, then by whom else the question before
    names, then by who answered it, or first by that one where it asked who; each stands for one,
    and for nobody who is named as well. What is "his" behind a name is that one's."""
    inside = names.find(plain)
    present = {id for found in inside for id in found.ids}
    by_name = (names.clear(before.text[n.start : n.end]) for n in names.find(before.text))
    about = tuple(chain.from_iterable(by_name))  # "who criticised Kirby?" – "what did she say?"
    others = (*told, *about) if before.intent == "speaker" else (*about, *told)
    known = dict.fromkeys([*before.speakers, *others])
    people = [s for s in known if s.kind == "person" and s.id not in present]

    def person(pronoun: re.Match[str]) -> str:
        word = pronoun[0].casefold()
        owns = word in ("his", "her") and not _NO_NOUN.match(plain, pronoun.end())
        before_it = (plain[n.start : n.end] for n in inside if n.end <= pronoun.start())
        own = (s for name in before_it for s in names.resolve(name))
        if owns and any(can_be(s.name, word) for s in own):
            return pronoun[0]
        fitting = (s for s in people if can_be(s.name, word))
        if (found := next(fitting, None)) is None:
            return pronoun[0]
        people.remove(found)
        called = _called(found, before, names)
        return f"{called}'s" if owns else named(pronoun[0], called)

    return PERSON.sub(person, plain)


def with_heard(question: str, heard: Sequence[Speaker], names: Names) -> str:
    """ "Did Voss agree with her?", where nobody who was asked for before can be she: whoever was
    named last of those whose first names say that they can."""
    pronoun = _OBJECT.search(question)
    if pronoun is None:
        return question
    present = {id for found in names.find(question) for id in found.ids}
    female = pronoun[0].casefold() == "her"
    for one in heard:
        known = one.kind == "person" and gender.of_name(one.name.split()) is female
        if known and one.id not in present:
            return f"{question[: pronoun.start()]}{one.name}{question[pronoun.end() :]}"
    return question


def with_told(question: str, before: Query, name: str | None, names: Names) -> str:
    """ "Who taught her?" – "is he alive?": he is whom the answer names; "what was her first boat?"
    – "how long was it?": it is what the answer names. A question with a speaker's name of its own
    is left as it is."""
    asks_who, asks_what = _WHO.match(before.text), _WHAT.match(before.text)
    if not name or names.find(question) or not (asks_who or asks_what):
        return question
    pronoun = (PERSON if asks_who else _IT).search(question)
    if pronoun is None or (asks_who and not can_be(name, pronoun[0])):
        return question
    owns = pronoun[0].casefold() == "her" and not _NO_NOUN.match(question, pronoun.end())
    stands = f"{name}'s" if owns else named(pronoun[0], name)
    return f"{question[: pronoun.start()]}{stands}{question[pronoun.end() :]}"


def can_be(name: str, pronoun: str) -> bool:
    """Whether he or she can be somebody of this name."""
    return gender.of_name(name.split()) is not (pronoun.casefold() in _HE)


def named(pronoun: str, name: str) -> str:
    """A name in the place of a pronoun, or of whose it is."""
    return f"{name}'s" if pronoun.casefold() in ("his", "hers", "their", "theirs", "its") else name


def _called(speaker: Speaker, before: Query, names: Names) -> str:
    """The name, or what he was asked for by where others go by that name as well."""
    asked = speaker in before.speakers and before.who
    return before.who if asked and not names.clear(speaker.name) else speaker.name
