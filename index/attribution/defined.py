"""The terms that a document defines for those whom it is about: "Halden Foods Corp. ("Halden" or
the "Company")", and the parties of a lawsuit, "Plaintiff Ada Lunt" and "ADA LUNT, Plaintiff,"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from index.attribution import gender, lexicon
from index.attribution.authors import full_name
from index.attribution.figures import Figure
from index.attribution.mentions import Cast
from index.attribution.vocabulary import CAPITALISED
from index.documents import Span

_HEAD = 3000  # characters of a document, in which its parties are told
_BRACKET = re.compile(r"\((?P<inside>[^()]{2,120})\)")
_TERM = re.compile(r"[“\"](?:[Tt]he )?(?P<term>[A-Z][^“”\"]{1,40}?),?[”\"]")
# Between a name and the bracket behind it: ", Inc.", "LLP, a Harlow corporation"
_BETWEEN = re.compile(
    rf"(?:,?\s+(?i:{'|'.join(sorted(lexicon.COMPANY_FORMS))})\b\.?)?"
    r"(?:,?\s+(?:[A-Z]\.){2,})?"
    r"(?P<told>,\s+an? (?!(?:\w+ )*(?:at|by|for|in|of|on|to|with) )[\w ]{1,40})?,?\s*"
)
_LONGEST = 60  # characters of it
_PARTY = rf"(?P<party>(?i:{'|'.join(sorted(lexicon.PARTIES))}))"
_NAME = rf"(?P<name>{CAPITALISED}(?:,? (?:{CAPITALISED}|and|of|&)){{0,6}})"
_PARTIES = (
    re.compile(rf"\b{_PARTY} {_NAME}"),
    re.compile(rf"^[ \t]*{_NAME},\s+{_PARTY}(?=[-,./ \n])", re.MULTILINE),
    re.compile(rf"\bv\. {_NAME},\s+{_PARTY}(?=[-,./ \n])"),
)


def terms(text: str, cast: Cast) -> Mapping[str, Figure]:
    """Whom each term stands for that is nobody else's; "the" is no part of one."""
    found: dict[str, set[Figure]] = defaultdict(set)
    for term, figure in _defined(text, cast):
        found[term].add(figure)
    for term, figure in _parties(text[:_HEAD], cast):
        found[term].add(figure)
    return {term: next(iter(of)) for term, of in found.items() if len(of) == 1}


def _defined(text: str, cast: Cast) -> Iterator[tuple[str, Figure]]:
    """What stands in quotation marks in the bracket behind a name."""
    for bracket in _BRACKET.finditer(text):
        inside = bracket["inside"]
        if not any(mark in inside for mark in '“"'):
            continue
        before = next(cast.before(bracket.start()), None)
        between = text[before.span.end : bracket.start()] if before else ""
        joined = _BETWEEN.fullmatch(between) if len(between) <= _LONGEST else None
        if before is None or joined is None:
            continue
        member = joined["told"] and before.figure.kind == "person"  # of what the term may stand for
        for found in _TERM.finditer(inside):
            term, words = found["term"], found["term"].split()
            own = words[0] in before.figure.name.split()
            if own:
                before.figure.names[term] += 1
            if own or not member or term.casefold() in lexicon.PARTIES:
                yield term, before.figure


def _parties(head: str, cast: Cast) -> Iterator[tuple[str, Figure]]:
    for pattern in _PARTIES:
        for found in pattern.finditer(head):
            figure = _figure(found["name"], Span(*found.span("name")), cast)
            if figure is not None:
                party = found["party"].casefold()
                figure.roles[party] += not figure.roles  # what else it is tells more
                yield party.capitalize(), figure


def _figure(name: str, span: Span, cast: Cast) -> Figure | None:
    """Who a party is: somebody with a full name, whoever is named there, or goes by it elsewhere;
    the parser may take a name in capitals for a body's."""
    called = full_name(name)
    if called and called.name and gender.has_first_name(called.name.split()):
        return cast.billed(called.name)
    named = cast.within(span)
    if named and named[0].span.start == span.start:
        return named[0].figure
    plain = name.rstrip(".").casefold()
    every = (f for kind in ("person", "organisation") for f in cast.figures(kind))
    known = (f for f in every if any(n.rstrip(".").casefold() == plain for n in f.names))
    return next(known, None) or (cast.billed(called.name) if called and called.name else None)
