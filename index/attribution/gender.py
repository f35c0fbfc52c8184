"""Whether somebody is a woman or a man, as far as a first name, a title or a role tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from index.accents import without
from index.attribution import lexicon
from index.attribution.vocabulary import PARTICLES

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Span as Run

PRONOUNS = dict.fromkeys(("she", "her", "hers", "herself"), True) | dict.fromkeys(
    ("he", "him", "his", "himself"), False
)


def of_name(words: Sequence[str]) -> bool | None:
    """True for a woman's full name, False for a man's, None where its first name does not tell.

    >>> of_name(["Agnes", "Holt"]), of_name(["Holt"]), of_name(["J.", "Simon", "Reyes"])
    (True, None, False)
    """
    if len(words) == 2 and words[0].casefold() in _PARENTS:
        place = words[1].casefold() in _NO_CHILDREN
        return None if place else _PARENTS[words[0].casefold()]
    if words and words[0].casefold() in _OF_ITALIAN_MEN and words[-1][-1:] in "aeio":
        return None
    for word in words[:-1][:2] or words:
        told = _told(word.strip("."))
        parts = _JOINED.split(word)
        if told is None and parts[1:] and parts[0].casefold() not in PARTICLES:  # no al-Sayed
            told = _told(parts[0])
        if told is not None:
            return told if len(words) > 1 or word.casefold() not in _SURNAMES_TOO else None
    return None


def has_first_name(words: Sequence[str]) -> bool:
    """Whether words are somebody's name, as far as a first name tells."""
    return of_name(words) is not None


def of_words(words: Iterable[str]) -> bool | None:
    """What titles and nouns tell: "Mrs.", "spokeswoman", "chairman". None where nothing does."""
    told = set(words)
    if told & lexicon.WOMEN:
        return True
    return False if told & lexicon.MEN else None


def of_run(run: Run) -> bool | None:
    """What a title, a relation or the first name tells: "Mrs. Holt", "Lady Justice Holt", "his
    wife, Agnes"."""
    doc, at = run.doc, run.start
    before = doc[at - 1].lower_.rstrip(".") if at else ""
    if before == "justice" and at > 1:
        before = doc[at - 2].lower_.rstrip(".")
    if before == "," and at > 1:
        beside = doc[at - 2]
        before = beside.lower_ if beside.dep_ != "pobj" and run.root.dep_ == "appos" else ""
    told = of_words([before])
    return told if told is not None else of_name(run.text.split())


def of_roles(roles: Iterable[str]) -> bool | None:
    return of_words(w for role in roles for w in role.casefold().split()[:4])


def is_full_name(words: Sequence[str]) -> bool:
    """Whether words start with a first name that is nothing else: not as "Rose Garden" does."""
    return (
        len(words) > 1 and _told(words[0]) is not None and words[0].casefold() not in _SURNAMES_TOO
    )


def _told(first: str) -> bool | None:
    """What a first name tells, with its accents or without."""
    return _first_names().get(without(first).casefold())


_PARENTS = {"umm": True, "abu": False}  # of whom the name behind it is the child
_NO_CHILDREN = frozenset("dhabi ghraib simbel".split())  # but places
_OF_ITALIAN_MEN = frozenset("andrea nicola simone michele".split())  # Conti, but not Mitchell
_JOINED = re.compile(r"-|(?<=[a-z])(?=[A-Z])")  # Mary-Kate, RoseAnn

# Alone, these are as likely somebody's surname
_SURNAMES_TOO = frozenset(
    """allen austin carter clark clay clinton cole dean duncan earl florence francis franklin
    george georgia gordon grace graham grant henry hope howard ivy james jefferson jordan joy kent
    lloyd logan lewis madison marshall martin maxwell mitchell murray nelson owen perry preston
    rose ross ruth ryan said scott spencer stanley sterling stewart thomas trent tyler virginia
    wallace warren wilson winston""".split()
)


@cache
def _first_names() -> dict[str, bool]:
    text = (files(__package__) / "first_names.tsv").read_text(encoding="utf-8")
    told: dict[str, bool] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            gender, names = line.split("\t")
            told |= dict.fromkeys(without(names).casefold().split(), gender == "f")
    return told
