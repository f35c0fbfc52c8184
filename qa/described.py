"""Speakers asked for by what they are: "the White House spokesman", "the dissent"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.attribution.called import is_office
from index.attribution.governments import by_country
from index.attribution.lexicon import BODIES
from index.documents import Speaker
from qa.offices import IN_FULL
from qa.terms import words

Described = tuple[Speaker, frozenset[str], frozenset[str]]
"""A speaker, with the words of the role and those of the name."""

MUCH = 20  # statements of one speaker, from which on others of the surname can be left aside
SELDOM = 0.1  # of the statements, or of the documents, of the one who has most
_SMALL = frozenset(["the", "a", "an", "of", "for"])
_BODIES = frozenset(BODIES).union(*BODIES.values())
# "the company's chief medical officer", where one alone holds such an office
_OF_THE_FIRM = re.compile(
    r"^(?:the|its|their) (?:company|corporation|firm|group|maker|manufacturer)['’]s (?=\w+ \w)",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b\w+['’]s\b")  # "vicar's daughter"
_OF_WHOM = re.compile(r" (?:for|of|to) ", re.IGNORECASE)
_OF_WHAT = re.compile(r",| (?:at|for|from|in|of|on|to|with) ", re.IGNORECASE)
# A court's opinions by their kinds, and what the role of a judge ends with who writes one
_OPINIONS = tuple(
    (re.compile(rf"(?:the )?(?:{asked})(?: opinion)?", re.IGNORECASE), kind)
    for asked, kind in (
        ("dissent|dissenting|minority", "dissenting"),
        ("concurrence|concurring", "concurring"),
        ("court|court['’]s|majority", "for the court"),
    )
)


def in_full(role: str) -> list[str]:
    """The words of a role or a description, of an office that goes by its initials all of them: CFO
    is chief financial, and so is the officer."""
    each = [w for word in words(role) for w in IN_FULL.get(word, word).split()]
    chief = "chief" in each[:-2]  # of what, and the officer
    return [w for w in each if not (chief and w == "officer")]


@lru_cache(maxsize=2048)
def described(speaker: Speaker, *, by_countries: bool = False) -> Described:
    """A speaker as a description is compared; with countries in the place of their demonyms."""
    role, name = speaker.role or "", speaker.name
    if by_countries:
        role, name = by_country(role), by_country(name)
    return speaker, frozenset(in_full(role)), frozenset(words(name))


def by_role(description: str, known: Sequence[Described]) -> tuple[Speaker, ...]:
    """Whose role, or a part of the name, a description is: "the White House spokesman"; where it is
    nobody's as it is, by the country that it tells of: the Finnish President is that of Finland."""
    if found := _by_role(description, known):
        return found
    if not any(map(is_office, words(description))):
        return ()
    asked = by_country(description)
    namesake = _namesake(description, asked)
    own = (s for s, _, _ in known if not (namesake and namesake.search(s.role or "")))
    return _by_role(asked, [described(speaker, by_countries=True) for speaker in own])


def _namesake(description: str, asked: str) -> re.Pattern[str] | None:
    """A role of what has the name of the country that is asked for in its own: nobody of Georgia
    Tech is the Georgian president."""
    country = " ".join(word for word in asked.split() if word not in description.split())
    name = rf" (?:at|for|in|of) (?:the )?{re.escape(country)} [A-Z]"
    return re.compile(name) if country else None


def _by_role(description: str, known: Sequence[Described]) -> tuple[Speaker, ...]:
    asked = in_full(_OF_THE_FIRM.sub("", description))
    wanted = set(asked) - _SMALL
    if not wanted:
        return ()
    # "the agency" is found in a name, "South Korea" is not
    body = asked[-1] in _BODIES and not any(map(is_office, wanted))
    found = [
        (speaker, role) for speaker, role, name in known
        if wanted <= role | name
        and (speaker.kind != "person" if body else _is(speaker, wanted))
        and not is_under(speaker, wanted)
    ]  # fmt: skip
    very = [speaker for speaker, role in found if role - _SMALL == wanted]  # no vice president
    return heard(tuple(very)) or tuple(speaker for speaker, _ in found)


def by_opinion(description: str, known: Sequence[Described]) -> tuple[Speaker, ...]:
    """Which judge speaks in an opinion that is asked for by its kind: "the dissent"."""
    kinds = (kind for asked, kind in _OPINIONS if asked.fullmatch(description))
    if (kind := next(kinds, None)) is None:
        return ()
    judges = (speaker for speaker, _, _ in known)
    return tuple(s for s in judges if re.search(rf"(?:^|, .*\b){kind}$", s.role or ""))


def _is(speaker: Speaker, described: set[str]) -> bool:
    """Whether a word of a description is what somebody is, and not only what that is of: no women
    are the director of a centre for women."""
    parts = (speaker.role or "").split(", ")  # "Halden Foods plc, Finance Director"
    office = next((p for p in parts if any(map(is_office, words(p)))), parts[0])
    own = _OF_WHAT.split(office, maxsplit=1)[0]
    return not described.isdisjoint(in_full(own))


def is_under(speaker: Speaker, office: set[str]) -> bool:
    """Whether an office is that of whom somebody works for, and not his own: a "Special
    Representative of the Secretary-General" is no secretary-general."""
    own, *above = _OF_WHOM.split(_WHOSE.sub("", speaker.role or ""))
    held = {w for w in office if is_office(w)}
    theirs = above or own != (speaker.role or "")
    return bool(theirs and held) and held.isdisjoint(in_full(own))


def heard(speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """Those who say more than next to nothing of what all of them say."""
    most = max((s.statement_count for s in speakers), default=0)
    return tuple(s for s in speakers if most < MUCH or s.statement_count >= SELDOM * most)
