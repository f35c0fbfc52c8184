"""He and she in a question that goes on from a conversation → the names of whom they stand for."""

import re
from itertools import chain

from index.attribution import gender
from index.documents import Speaker
from qa.names import Names
from qa.question import Query

PERSON = re.compile(r"\b(?:he|she|him)\b|\b(?:his|her|hers)\b", re.IGNORECASE)
_HE = ("he", "him", "his")
# Behind "her", where it does not say whose something is
_NO_NOUN = re.compile(
    r"\s+(?:about|after|and|as|at|before|by|for|from|how|if|in|is|of|on|or|over|that|the|this|to"
    r"|was|what|when|where|whether|who|why|with)\b|\W*$",
    re.IGNORECASE,
)


def with_people(plain: str, before: Query, told: tuple[Speaker, ...], names: Names) -> str:
    """He, she, him and her replaced: by the speaker before, then by whom else the question before
    names, then by who answered it; each stands for one, and for nobody who is named as well."""
    present = {id for found in names.find(plain) for id in found.ids}
    called = (names.clear(before.text[n.start : n.end]) for n in names.find(before.text))
    about = tuple(chain.from_iterable(called))  # "who criticised Kirby?" – "what did she say?"
    known = [
        *before.speakers,
        *((*told, *about) if before.intent == "speaker" else (*about, *told)),
    ]
    people = [s for s in dict.fromkeys(known) if s.kind == "person" and s.id not in present]

    def person(pronoun: re.Match[str]) -> str:
        female = pronoun[0].casefold() not in _HE
        fitting = (s for s in people if gender.of_name(s.name.split()) is not (not female))
        if (found := next(fitting, None)) is None:
            return pronoun[0]
        people.remove(found)
        owns = pronoun[0].casefold() == "her" and not _NO_NOUN.match(plain, pronoun.end())
        return f"{found.name}'s" if owns else named(pronoun[0], found.name)

    return PERSON.sub(person, plain)


def named(pronoun: str, name: str) -> str:
    """A name in the place of a pronoun, or of whose it is."""
    return f"{name}'s" if pronoun.casefold() in ("his", "hers", "their", "theirs", "its") else name
