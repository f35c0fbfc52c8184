"""Whom the questions of an interview are put to: the "A" of "Q&A: Marta Lund, harbour master"."""

from __future__ import annotations

import re

from index.attribution import gender
from index.attribution.called import capitalised, is_office, read
from index.attribution.vocabulary import CAPITALISED
from index.parsing import Parsed

_OPENING = 400  # characters of the text that may say so where the title doesn't
_OF_TITLE = re.compile(
    r"(?:^\W*|[:–—-]\s*|\b(?i:questions for|minutes with|talks? (?:to|with)|chat with) )"
    rf"(?P<name>{CAPITALISED}(?:[ \t]+{CAPITALISED})+)"
)
_ON = re.compile(
    r"(?:[^\n:]{1,150}:)?"
    rf"\W*(?P<who>(?:(?!and\b)[\w’'-]+ ){{0,5}}?(?P<name>{CAPITALISED}(?:[ \t]+{CAPITALISED})+))"
    r" on (?=[a-z])"
)
# "Marta Lund's third novel is set at sea. She talks to Jo Obi about …", "Marta Lund tells us why …"
_TALKS = re.compile(
    rf"\W*(?P<name>{CAPITALISED}(?:[ \t]+{CAPITALISED})+)"
    r"(?:\b.{0,300}[.,;]\W{1,3}(?:and )?(?:[Hh]e|[Ss]he|[Tt]hey)|(?:, [^,]{3,80},)?)"
    r" (?:sp(?:eaks|eak|oke)|talk(?:s|ed)?) (?:about\b|(?:to|with) (?:[A-Z]|us\b|me\b))"
)
_LINES = 10  # of the head
_NO_TITLE = re.compile(r"^\W*(?:\w+ )?by\b|\.\W*$", re.IGNORECASE)
_PUT_TO = re.compile(
    r"\b(?:Q\s?(?:&|and)\s?A|interview|conversation|deposition|testimony|examination)\b"
    r"(?-i:\s*[:,–—-]\s*|\s+(?i:with|of)\s+)(?:the\s+)?"
    rf"(?-i:(?P<name>{CAPITALISED}(?:[ \t]+{CAPITALISED}){{1,6}}))",
    re.IGNORECASE,
)


def respondent(parsed: Parsed) -> str | None:
    """The full name; None where neither title nor opening says it, or two are said."""
    for text in (parsed.document.title, parsed.document.text[:_OPENING]):
        found = (_full_name(found["name"], parsed) for found in _PUT_TO.finditer(text))
        names = {name for name in found if name}
        if names:
            return names.pop() if len(names) == 1 else None
    return None


def in_title(parsed: Parsed) -> str | None:
    """The full name of the one person with whom title or first line begin, or whom they name behind
    a colon or "questions for"; None for nobody, or two. A byline or a sentence is no title."""
    first = parsed.document.text.strip().partition("\n")[0][:_OPENING]
    names = {
        name
        for title in {parsed.document.title, first}
        if not _NO_TITLE.search(title)
        for found in _OF_TITLE.finditer(title)
        if (name := _full_name(found["name"], parsed)) and _is_person(name, parsed)
    }
    return names.pop() if len(names) == 1 else None


def in_standfirst(parsed: Parsed) -> str | None:
    """The full name of the one person of whom a line at the head says on what they are asked, as
    in "Finance minister Marta Lund on pensions and her rivals", which no sentence does, or behind
    what they said and a colon; or that they talk to somebody."""
    lines = parsed.document.text[:_OPENING].splitlines()[:_LINES]
    names = {
        name
        for found in (_ON.match(line) for line in lines if not _NO_TITLE.search(line))
        if found and (name := _of_office(found["who"]) or _by_first_name(found["name"]))
    }
    names |= {
        name
        for found in map(_TALKS.match, lines)
        if found and (name := _by_first_name(re.sub(r"['’]s?$", "", found["name"])))
    }
    return names.pop() if len(names) == 1 else None


def _by_first_name(words: str) -> str | None:
    """The full name that words are, if its first name tells, and no "Harwick Town"."""
    name = read(words).name or ""
    return name if " " in name and gender.has_first_name(name.split()) else None


def _of_office(who: str) -> str | None:
    """The full name behind an office: "Finance minister Marta Lund"."""
    called = read(who)
    name = called.name or ""
    return name if called.role and is_office(called.role.split()[-1]) and " " in name else None


def _full_name(words: str, parsed: Parsed) -> str | None:
    """Of capitalised words, those of one person's name: "Dr. MARTA LUND" is Marta Lund."""
    called = read(words)
    named = (called.name or "").split()
    if not 2 <= len(named) <= 4:
        return None
    name = " ".join(map(capitalised, named))
    return name if called.honorific or called.role or _is_person(name, parsed) else None


def _is_person(name: str, parsed: Parsed) -> bool:
    """Whether a full name is somebody's, by its first name, or as the text goes on to use it. The
    parse is looked at last, as it may have to be made for that."""
    if gender.has_first_name(name.split()):
        return True
    text = parsed.document.text
    named = (e for e in parsed.whole.entities if text.startswith(name, e.start))
    kinds = [e.label for e in named if text[e.start + len(name) : e.end] in ("", "'s", "’s")]
    return 2 * kinds.count("PERSON") > len(kinds)
