"""Names beside descriptions: "a spokesman, John Kirby," and "Marta Oduya, chief executive"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.attribution.called import is_office
from index.attribution.figures import Figure
from index.attribution.findings import Finding
from index.attribution.mentions import Cast
from index.attribution.persons import speaks_for
from index.attribution.proper_nouns import proper
from index.attribution.roles import is_role, nominal_before, title_before
from index.attribution.sources import Source
from index.documents import Span

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token


class Appositions:
    """Finds who is named beside what the sources of one document are told to be."""

    def __init__(self, text: str, cast: Cast) -> None:
        self._text = text
        self._cast = cast

    def appositive(self, finding: Finding, source: Source) -> Figure | None:
        """The name beside a description: "a spokesman, John Kirby," and "spokesman John Kirby"."""
        head = source.head
        for mention in self._cast.within(source.span):
            run = finding.paragraph.within(mention.span)
            if run is None:
                continue
            beside = run.root.head == head and run.start > head.i
            beside = beside and run.root.dep_ in ("appos", "compound")
            beside = beside and not _is_of(head, run.start)
            title = title_before(run)
            beside = beside or speaks_for(run) == head or _is_hung_on_a_place(run.root, head)
            beside = beside or (title is not None and title.start <= head.idx < title.end)
            if (beside and mention.figure.kind == "person") or nominal_before(run) == head:
                return mention.figure
        for child in head.children:
            at = finding.paragraph.span_of(child, child)
            bracketed = "(" in self._text[source.span.start : at.start]  # "Ann Lind (R-FL)"
            beside = child.dep_ == "appos" and child.pos_ == "PROPN" and source.span.holds(at)
            if beside and not bracketed and not _is_of(head, child.i):
                return proper(finding, Source(child, source.span), self._text, self._cast).figure
        return None

    def introduced(self, finding: Finding, source: Source) -> Figure | None:
        """Marta Oduya, of "Marta Oduya, chief executive, Halden": a source that starts with what
        somebody is called and is goes by that name, whatever the parser hangs it on."""
        paragraph = finding.paragraph
        first = next(iter(self._cast.within(source.span)), None)
        if first is None:
            return self._set_off(finding, source)
        if first.figure.kind != "person":
            return None
        before = self._text[source.span.start : first.span.start].split()
        behind = [t for t in paragraph.tokens if paragraph.start + t.idx >= first.span.end][:2]
        told = [t.text for t in behind[:1]] == [","] and behind[-1].pos_ in ("DET", "ADJ", "NOUN")
        return first.figure if told and all(w[0].isupper() for w in before) else None

    def _set_off(self, finding: Finding, source: Source) -> Figure | None:
        """Jago, of whom the parse parts what he is told to be: "Jago, [her twin], says"."""
        (start, end), head = source.span, source.head
        near = next(self._cast.before(start), None)
        if near is None or near.figure.kind != "person" or self._text[end : end + 1] != ",":
            return None
        begins = finding.paragraph.start + head.sent[0].idx == near.span.start
        owned = any(c.dep_ == "poss" for c in head.children) or is_role(head)
        alone = self._text[near.span.end : start] == ", "
        return near.figure if begins and owned and alone else None

    def titled(self, source: Source, at: Span) -> Figure | None:
        """Whose name stands right behind what somebody is (the head, ``at``), which the parse takes
        for the source or a verb: "said butcher Ann Lind"."""
        if not (source.head.is_lower and is_role(source.head)):
            return None
        named = (m for m in self._cast.within(source.span) if m.span.start == at.end + 1)
        return next((m.figure for m in named if m.figure.kind == "person"), None)

    def in_office(self, source: Source) -> Figure | None:
        """Whose name a source ends with behind an office, whatever the parser takes for its head:
        "Senate Majority Leader, New York Senator Ann Obi"."""
        words = self._text[slice(*source.span)]
        named = self._cast.within(source.span)[-1:]
        if not named or named[0].span.end != source.span.end or re.search(r"\b(?:and|or)\b", words):
            return None
        before = self._text[source.span.start : named[0].span.start].split()[-1:]
        person = named[0].figure.kind == "person" and bool(before) and is_office(before[0])
        return named[0].figure if person and "," in words else None


def _is_hung_on_a_place(name: Token, head: Token) -> bool:
    """Whether a name is a description's, though the parse hangs it on a place or body in that: "the
    warden at Harlow, Ann Lind", "a trader from Harlow, the camel dealer Ann Lind"."""
    place = name
    while place.dep_ == "appos":
        place = place.head
    placed = place.dep_ == "pobj" and place.ent_type_ in ("GPE", "LOC", "FAC", "ORG")
    return placed and place != name and head.tag_ == "NN" and place.head.head == head


def _is_of(head: Token, name: int) -> bool:
    """Whether a noun is somebody else of the name at a place behind it, whom the parse takes for
    the same: "a biographer of President Lind", and not "master of ceremonies Ann Lind"."""
    between = head.doc[head.i + 1 : name]
    parted = any(t.pos_ == "ADP" for t in between) and not any(t.text == "," for t in between)
    return parted and is_role(between[-1])
