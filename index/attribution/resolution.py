"""The third stage of attribution: the words that name a source → the speaker they stand for.

Names are looked up among those the document uses, with surnames led to full names; pronouns and
descriptions ("the spokesman", "the agency") to somebody named before. What stands for nobody
nameable ("officials", "a report") stays without a speaker. No similarity of any kind is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.findings import Finding
from index.attribution.governments import country_of, government
from index.attribution.mentions import Cast, Figure, Mention
from index.attribution.sources import Source
from index.documents import Span
from index.parsing import Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_HE_OR_SHE = frozenset(["he", "she"])
_REACH = 1500  # characters that a pronoun may reach back; a description may reach anywhere
_OFFICES = frozenset("administration authorities government leadership regime".split())


@dataclass(frozen=True)
class Resolved:
    """Who a source is, and how sure that is, in [0, 1]."""

    figure: Figure | None
    certainty: float


def may_speak(finding: Finding, source: Source) -> bool:
    """Whether the source is something that can put words on record.

    "The stance underscores the risk" reports nobody; "said" and "told" need no such check.
    """
    cue, head = finding.cue, source.head
    if cue is None or cue.lemma_.lower() in lexicon.SPEAKING or cue.lower_ in ("according", "per"):
        return head.lower_ not in ("this", "that")
    if head.pos_ == "PRON":
        return head.lower_ in (*_HE_OR_SHE, "they", "we", "i", "who", "it")
    lemma = head.lemma_.lower()
    if lemma in lexicon.ROLES or lemma in lexicon.PEOPLE or lemma in lexicon.DOCUMENTS:
        return True
    if head.pos_ == "PROPN" or head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    if lemma in lexicon.VESSELS:
        return True
    return lemma.endswith(("ist", "ian", "man", "woman", "crat")) and head.pos_ == "NOUN"


class Resolver:
    """Resolves the sources of one document, which must come in text order."""

    def __init__(self, parsed: Parsed, cast: Cast) -> None:
        self._text = parsed.document.text
        self._cast = cast
        self._spoke: list[tuple[int, Figure]] = []

    def resolve(self, finding: Finding, source: Source) -> Resolved:
        found = self._resolve(finding, source)
        if found.figure is not None:
            self._spoke.append((source.span.start, found.figure))
        return found

    def _resolve(self, finding: Finding, source: Source) -> Resolved:
        head = source.head
        word = head.lower_
        at = finding.paragraph.span_of(head, head)
        if word in _HE_OR_SHE:
            return Resolved(self._person(at.start, female=word == "she"), 0.75)
        if word in ("it", "they"):
            return Resolved(self._body(at.start), 0.6)
        if head.pos_ == "PRON":
            return Resolved(None, 0.9)
        if (office := self._office(source, at)) is not None:
            return Resolved(office, 0.95)
        named = self._cast.covering(at) or self._appositive(finding, source)
        if named is not None and (head.ent_type_ or head.pos_ == "PROPN"):
            return Resolved(named, 0.98)
        if head.pos_ == "PROPN" or (head.ent_type_ in ("PERSON", "ORG") and head.pos_ != "NOUN"):
            return self._proper(finding, source)
        if named is not None:
            return Resolved(named, 0.9)
        if head.lemma_.lower() in lexicon.VESSELS and (owner := self._possessor(finding, head)):
            return Resolved(owner, 0.85)
        if head.tag_ == "NN" and any(
            c.lower_ in ("the", "his", "her", "their") for c in head.children
        ):
            return Resolved(self._described(head, at.start), 0.7)
        return Resolved(None, 0.9)

    def _person(self, before: int, *, female: bool) -> Figure | None:
        """Whom "he" or "she" stands for: in the order of likelihood, who spoke or acted last.

        The one named last as a subject, in this sentence or the ones before; then anyone.
        """
        near = [
            m
            for m in self._cast.before(before)
            if m.figure.kind == "person" and m.span.end > before - _REACH
            and m.figure.female in (None, female)
        ]  # fmt: skip
        spoke = {id(f) for at, f in self._spoke if at > before - _REACH}
        ordered = sorted(near, key=lambda m: _distance(m, before, id(m.figure) in spoke))
        if not ordered:
            return None
        figure = ordered[0].figure
        figure.female = female
        return figure

    def _body(self, before: int) -> Figure | None:
        """Whom "it" or "they" stands for: the organisation or government that spoke last."""
        for at, figure in reversed(self._spoke):
            if figure.kind != "person" and at > before - _REACH // 2:
                return figure
        subjects = (m for m in self._cast.before(before) if m.subject and m.figure.kind != "person")
        found = next(subjects, None)
        return found.figure if found and found.span.end > before - _REACH // 4 else None

    def _office(self, source: Source, at: Span) -> Figure | None:
        """ "The North Korean government", "Seoul", "the Kremlin", "authorities in Kyiv"."""
        name = self._text[source.span.start : source.span.end]
        plain = " ".join(name.split())
        found = government(plain)
        if found is None and source.head.lower_ in _OFFICES:
            demonym = self._text[source.span.start : at.start].strip()
            found = country_of(demonym.removeprefix("The ").removeprefix("the "))
        if found is None:
            return None
        name = plain.removeprefix("The ").removeprefix("the ")
        return self._cast.country(found, name, spoken=True)

    def _proper(self, finding: Finding, source: Source) -> Resolved:
        """A name that the parser's entities left out: its run of proper nouns."""
        head = source.head
        first = last = head
        while first.i > 0 and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).text[0].isupper():
            first = first.nbor(-1)
        while last.i + 1 < len(last.doc) and last.nbor().pos_ == "PROPN":
            last = last.nbor()
        span = finding.paragraph.span_of(first, last)
        if (known := self._cast.at(span)) is not None:
            return Resolved(known, 0.9)
        words = self._text[span.start : span.end].split()
        while words and (
            words[0].casefold().rstrip(".") in lexicon.HONORIFICS
            or words[0].casefold() in lexicon.ROLES
        ):
            words.pop(0)
        if not words or not words[-1][0].isupper():
            return Resolved(None, 0.9)
        kind = "organisation" if head.ent_type_ in ("ORG", "FAC", "GPE") else "person"
        figure = self._cast.named(" ".join(words), kind, span, subject=True)
        return Resolved(figure, 0.8)

    def _appositive(self, finding: Finding, source: Source) -> Figure | None:
        """ "a spokesman, John Kirby," and "spokesman John Kirby": the name beside the description."""
        for child in source.head.children:
            if child.dep_ in ("appos", "compound") and child.ent_type_ == "PERSON":
                return self._cast.covering(finding.paragraph.span_of(child, child))
        return None

    def _possessor(self, finding: Finding, head: Token) -> Figure | None:
        """Kirby, of "Kirby's statement" and "a statement from Kirby"."""
        for child in head.children:
            if child.dep_ == "poss":
                span = finding.paragraph.span_of(child, child)
                if child.lower_ in ("his", "her"):
                    return self._person(span.start, female=child.lower_ == "her")
                return self._cast.covering(span)
            if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
                for owner in child.children:
                    return self._cast.covering(finding.paragraph.span_of(owner, owner))
        return None

    def _described(self, head: Token, before: int) -> Figure | None:
        """ "the spokesman", "the agency": the last one named whose role or name says so."""
        lemma = head.lemma_.lower()
        seen: Sequence[Figure] = list(
            dict.fromkeys(
                [f for _, f in reversed(self._spoke)]
                + [m.figure for m in self._cast.before(before)]
            )
        )
        for figure in seen:
            if figure.kind == "person" and any(lemma in r.casefold().split() for r in figure.roles):
                return figure
            if figure.kind == "organisation" and any(
                word in name.casefold().split()
                for word in lexicon.BODIES.get(lemma, ())
                for name in figure.names
            ):
                return figure
            if figure.kind == "government" and lemma in _OFFICES:
                return figure
        return None


def _distance(mention: Mention, before: int, spoke: bool) -> float:
    """How far a mention is for a pronoun: subjects and earlier speakers count as nearer."""
    distance: float = before - mention.span.end
    if mention.subject:
        distance *= 0.4
    return distance * 0.5 if spoke else distance
