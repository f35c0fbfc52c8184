"""Who wrote a document, as a line at its head says: "By Ada Renwick", "Judge Ruth Okello"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from index.attribution import gender, lexicon
from index.attribution.authors import FULL_NAME, full_name
from index.attribution.called import is_office
from index.attribution.figures import Figure
from index.attribution.mentions import Cast
from index.attribution.vocabulary import BY, PARTICLES
from index.attribution.witnesses import witness
from index.documents import Span
from index.interrogatives import only_asks
from index.parsing import Parsed

_LINES = 8  # of the head of a document
_PROSE = 100  # characters from which on a line is no part of it
_BY = re.compile(rf"{BY}|author:", re.IGNORECASE)
_BEHIND = re.compile(r"(?:[,|·–—(].*[^.])?", re.DOTALL)  # of who is named behind a "by"
_BYLINE = re.compile(rf"(?i:{BY}|author:)[ \t*_]+(?P<who>{FULL_NAME})[ \t*_]*(?P<behind>.*)")
_OTHER = re.compile(r"(?P<joined>\band\b|&)?(?P<who>(?:(?!\band\b)[^,|·–—()&])+)")
_WORD = re.compile(r"\w+")
_WAYS = frozenset("air boat bus car ferry foot land plane rail road sea ship train".split())
_DATE = re.compile(
    r"(?:[,|·(]\s*|on )?(?:(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2},)? \d{4}|\d{4}-\d\d-\d\d)?\)?"
)
_TO_SOMEBODY = re.compile(r"^\s*Dear\b", re.MULTILINE)  # the name is the addressee's
_ASKED = 2  # paragraphs that are nothing but a question
_MARKS = " \t\n#*_"


def author(parsed: Parsed, cast: Cast) -> Figure | None:
    """Who gives the statement that it is, or the one person who is named behind a "by"; or else by
    a line that says nothing but the name, an office and a date. None where there is no such line,
    or several people are named so."""
    text = parsed.document.text
    if sum(only_asks(text[slice(*p.span)]) for p in parsed.paragraphs) >= _ASKED:
        return None  # an interview, in which "I" is whoever is asked
    if name := witness(text):
        return cast.billed(name)
    if _TO_SOMEBODY.search(text):
        return None
    signed: set[Figure] = set()
    named: set[Figure] = set()
    for n, line in enumerate(_head(text)):
        mentions = cast.within(line)
        people = [m for m in mentions if m.figure.kind == "person"]
        words = text[slice(*line)].strip(_MARKS)
        if not people or _BYLINE.fullmatch(text[slice(*people[0].span)]):  # "BY ADA RENWICK"
            body = any(m.figure.kind == "organisation" for m in mentions)
            proper = () if n == 0 or body else _proper(parsed, line)
            signed |= {cast.billed(name) for name in _signed(words, proper)}
            continue
        before = text[line.start : people[0].span.start].strip(_MARKS)
        behind = text[people[-1].span.end : line.end].strip(_MARKS)
        by = before.split()
        while by and _is_title(by[-1]):
            by.pop()
        if _BY.fullmatch(" ".join(by)):
            if _BEHIND.fullmatch(behind) or _DATE.fullmatch(behind):
                signed |= {m.figure for m in people}
                signed |= {cast.billed(name) for name in _others(behind)}
            else:  # the parser sees the first name alone
                signed |= {cast.billed(name) for name in _signed(words)}
        elif not (before or behind or gender.has_first_name(text[slice(*people[0].span)].split())):
            continue  # a title that the parser takes for a name
        elif all(map(_is_title, before.split())) and (
            _DATE.fullmatch(behind) or all(map(_is_title, behind.lstrip(", ").split()))
        ):
            named |= {m.figure for m in people}
    found = signed or named
    return found.pop() if len(found) == 1 else None


def _signed(line: str, proper: Collection[str] = ()) -> Iterator[str]:
    """The full names in a byline in which the parser sees nobody, as their words have capitals: the
    first name must tell, or the words be ``proper`` ones, and not as in "By Night Train"."""
    found = _BYLINE.fullmatch(line)
    if found is None or (called := full_name(found["who"])) is None or called.name is None:
        return
    behind = found["behind"].strip("*_")
    beside = behind.strip(" ,|·–—(").split(",")[0]
    if not (_BEHIND.fullmatch(behind) or _DATE.fullmatch(behind)) or full_name(beside):
        return  # "By Ada Renwick, Tomas Breck"
    words = called.name.split()
    if gender.has_first_name(words) or (
        words[-1].casefold() not in _WAYS and _is_proper(words, proper)
    ):
        yield called.name
        yield from _others(behind)


def _others(behind: str) -> Iterator[str]:
    """Who else is named behind the first: "…, Chief Engineer, and Tomas Breck", and no firm of
    theirs."""
    for found in _OTHER.finditer(behind):
        called = full_name(found["who"].strip(_MARKS))
        name = called.name if called else None
        if name and (found["joined"] or gender.has_first_name(name.split())):
            yield name


def _proper(parsed: Parsed, line: Span) -> Collection[str]:
    """The words of a line that the parser takes for proper nouns, unlike "Demand", of popular."""
    return {
        word
        for paragraph in parsed.paragraphs
        if paragraph.span.overlaps(line)
        for token in paragraph.tokens
        if token.pos_ == "PROPN" and line.holds(paragraph.span_of(token, token))
        for word in _WORD.findall(token.lower_)
    }


def _is_proper(name: Sequence[str], proper: Collection[str]) -> bool:
    return PARTICLES.union(proper).issuperset(_WORD.findall(" ".join(name).casefold()))


def _head(text: str) -> Iterator[Span]:
    """The first lines, without those that are empty, up to the first of prose."""
    at = count = 0
    for line in text.splitlines(keepends=True):
        if len(line) > _PROSE or count == _LINES:
            return
        if line.strip(_MARKS):
            count += 1
            yield Span(at, at + len(line))
        at += len(line)


def _is_title(word: str) -> bool:
    plain = word.strip(".,").casefold()
    return is_office(plain) or plain in lexicon.HONORIFICS
