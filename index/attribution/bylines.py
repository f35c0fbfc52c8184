"""Who wrote a document, as a line at its head says: "By Ada Renwick", "Judge Ruth Okello"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribution import gender, lexicon
from index.attribution.authors import FULL_NAME, full_name
from index.attribution.called import is_office
from index.attribution.figures import Figure
from index.attribution.mentions import Cast
from index.attribution.vocabulary import BY
from index.attribution.witnesses import witness
from index.documents import Span
from index.interrogatives import only_asks
from index.parsing import Parsed

_LINES = 8  # of the head of a document
_PROSE = 100  # characters from which on a line is no part of it
_BY = re.compile(rf"{BY}|author:", re.IGNORECASE)
_BEHIND = re.compile(r"(?:[,|·–—(].*[^.])?", re.DOTALL)  # of who is named behind a "by"
_BYLINE = re.compile(rf"(?i:{BY}|author:)[ \t]+(?P<who>{FULL_NAME})[ \t]*(?P<behind>.*)")
_DATE = re.compile(
    r"(?:[,|·(]\s*)?(?:(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2},)? \d{4}|\d{4}-\d\d-\d\d)?\)?"
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
            name = _signed(words, doubtful=n == 0 or body)
            signed |= {cast.billed(name)} if name else set()
            continue
        before = text[line.start : people[0].span.start].strip(_MARKS)
        behind = text[people[-1].span.end : line.end].strip(_MARKS)
        by = before.split()
        while by and _is_title(by[-1]):
            by.pop()
        if _BY.fullmatch(" ".join(by)):
            if _BEHIND.fullmatch(behind) or _DATE.fullmatch(behind):
                signed |= {m.figure for m in people}
            elif name := _signed(words, doubtful=True):  # the parser sees the first name alone
                signed.add(cast.billed(name))
        elif all(map(_is_title, before.split())) and (
            _DATE.fullmatch(behind) or all(map(_is_title, behind.lstrip(", ").split()))
        ):
            named |= {m.figure for m in people}
    found = signed or named
    return found.pop() if len(found) == 1 else None


def _signed(line: str, *, doubtful: bool) -> str | None:
    """The full name in a byline in which the parser sees nobody, as its words have capitals. Where
    it is ``doubtful``, in a title ("By Night Train") or beside a body, the first name must tell."""
    found = _BYLINE.fullmatch(line)
    if found is None or (called := full_name(found["who"])) is None or called.name is None:
        return None
    behind = found["behind"]
    beside = behind.strip(" ,|·–—(").split(",")[0]
    if not (_BEHIND.fullmatch(behind) or _DATE.fullmatch(behind)) or full_name(beside):
        return None  # "By Ada Renwick, Tomas Breck"
    told = gender.of_name(called.name.split()) is not None
    return called.name if told or not doubtful else None


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
