"""The third stage of attribution: the words that name a source → the speaker they stand for.

Names are looked up among those the document uses, with surnames led to full names; pronouns and
descriptions ("the spokesman", "the agency") to somebody named before. What stands for nobody
nameable ("officials", "a report") stays without a speaker. No similarity of any kind is used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.findings import Finding
from index.attribution.governments import country_of, government
from index.attribution.mentions import Cast, Figure, Mention
from index.attribution.roles import head_of, is_role, nominal_before, title_before
from index.attribution.sources import Source
from index.documents import Span, SpeakerKind
from index.parsing import Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_HE_OR_SHE = frozenset(["he", "she"])
_REACH = 1500  # characters that a pronoun may reach back; a description may reach anywhere
_POSSESSIVES = ("his", "her", "its", "their")
_NAMED = ("PERSON", "ORG", "GPE", "NORP", "FAC")
_LESS_THAN = frozenset("former ex vice deputy assistant acting associate".split())
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
    if lemma in lexicon.VESSELS or lemma in lexicon.STATE_BODIES or is_role(head):
        return True
    if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in head.subtree):
        return True  # "a bystander, Jane Doe": somebody by name
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
        is_name = head.ent_type_ in _NAMED or head.pos_ == "PROPN"
        if is_name and (named := self._cast.covering(at)) is not None:
            return Resolved(named, 0.98)
        if (beside := self._appositive(finding, source)) is not None:
            return Resolved(beside, 0.95)
        if (body := self._state_body(finding, source)) is not None:
            return Resolved(body, 0.9)
        if is_name and not is_role(head):
            return self._proper(finding, source)
        lemma = head.lemma_.lower()
        if lemma in lexicon.VESSELS and (owner := self._possessor(finding, head)):
            return Resolved(owner, 0.85)
        owned = any(c.dep_ == "poss" and c.lower_ not in _POSSESSIVES for c in head.children)
        definite = any(c.lower_ in ("the", *_POSSESSIVES) for c in head.children)
        if head.tag_ in ("NN", "NNP") and definite and not owned:
            figure = self._described(source, at.start)
            if figure is not None:
                return Resolved(figure, 0.7)
        if lemma in lexicon.SPOKESPEOPLE and (body := self._spoken_for(finding, head)):
            return Resolved(body, 0.7)
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
        name = " ".join(words)
        a_body = (
            head.ent_type_ in ("ORG", "FAC", "GPE")
            or words[-1].casefold() in lexicon.BODY_WORDS
            or (len(words) == 1 and name.isupper())
            or (first.i > 0 and first.nbor(-1).lower_ == "the")
        )
        kind: SpeakerKind = "organisation" if a_body else "person"
        figure = self._cast.named(name, kind, span, subject=True)
        return Resolved(figure, 0.8)

    def _appositive(self, finding: Finding, source: Source) -> Figure | None:
        """The name beside a description: "a spokesman, John Kirby," and "spokesman John Kirby"."""
        head = source.head
        for mention in self._cast.mentions:
            if not source.span.holds(mention.span):
                continue
            run = finding.paragraph.doc.char_span(
                mention.span.start - finding.paragraph.start,
                mention.span.end - finding.paragraph.start,
                alignment_mode="contract",
            )
            if run is None:
                continue
            beside = run.root.head == head and run.root.dep_ in ("appos", "compound")
            title = title_before(run)
            beside = beside or (title is not None and title.start <= head.idx < title.end)
            if (beside and mention.figure.kind == "person") or nominal_before(run) == head:
                return mention.figure
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN":
                return self._proper(finding, Source(child, source.span)).figure
        return None

    def _state_body(self, finding: Finding, source: Source) -> Figure | None:
        """A body without capitals: "the Russian embassy in Oslo", "China's foreign ministry"."""
        head = source.head
        if head.lemma_.lower() not in lexicon.STATE_BODIES or head.tag_ == "NNS":
            return None
        start = finding.paragraph.start
        for child in head.children:
            whose = finding.paragraph.doc[child.left_edge.i : child.i + 1].text
            if child.i < head.i and country_of(whose.removeprefix("the ")) is not None:
                first = child.left_edge if child.dep_ == "poss" else child
                last = head
                for tail in head.children:
                    if tail.lower_ in ("in", "to") and tail.i == head.i + 1:
                        last = max((t for t in tail.subtree if t.ent_type_), default=head)
                span = Span(start + first.idx, start + last.idx + len(last))
                name = " ".join(self._text[span.start : span.end].split())
                plain = re.sub(r"^[Tt]he ", "", name)
                return self._cast.named(plain, "organisation", span, subject=True)
        return None

    def _spoken_for(self, finding: Finding, head: Token) -> Figure | None:
        """Whom an unnamed spokesman speaks for: the Kremlin, of "a Kremlin spokesman"."""
        for child in head.children:
            if child.dep_ == "poss" and child.lower_ in _POSSESSIVES:
                at = finding.paragraph.span_of(child, child)
                return self._body(at.start) if child.lower_ in ("its", "their") else None
            if child.dep_ in ("compound", "nmod", "poss", "amod"):
                figure = self._cast.covering(finding.paragraph.span_of(child, child))
                if figure is not None:
                    return figure if figure.kind != "person" else None
            if child.dep_ == "prep" and child.lower_ in ("for", "of"):
                for owner in child.children:
                    at = finding.paragraph.span_of(owner, owner)
                    figure = self._cast.covering(at)
                    if figure is None and any(c.lower_ == "the" for c in owner.children):
                        figure = self._described(Source(owner, at), at.start)
                    return figure if figure and figure.kind != "person" else None
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
                    span = finding.paragraph.span_of(owner, owner)
                    body = self._state_body(finding, Source(owner, span))
                    return body or self._cast.covering(span)
        return None

    def _described(self, source: Source, before: int) -> Figure | None:
        """ "the spokesman", "the agency": the last one named whose role or name says so."""
        lemma = source.head.lemma_.lower()
        said = {t.lower_ for t in source.head.subtree}
        seen: Sequence[Figure] = list(
            dict.fromkeys(
                [f for _, f in reversed(self._spoke)]
                + [m.figure for m in self._cast.before(before)]
            )
        )
        for figure in seen:
            if figure.kind == "person" and any(_is(lemma, said, r) for r in figure.roles):
                return figure
            if figure.kind == "organisation" and any(
                word in name.casefold().split()
                for word in (lemma, *lexicon.BODIES.get(lemma, ()))
                for name in figure.names
            ):
                return figure
        if lemma in _OFFICES:
            return next((f for f in seen if f.kind == "government"), None)
        if lemma in ("company", "firm"):
            firms = [f for f in self._cast.figures("organisation") if _could_be_firm(f)]
            return firms[0] if len(firms) == 1 and firms[0] in seen else None
        return None


def _is(lemma: str, said: set[str], role: str) -> bool:
    """Whether a role is what a description says: "the president" is no vice president."""
    head = head_of(role)
    return lemma in head and all(word in said for word in head if word in _LESS_THAN)


def _could_be_firm(figure: Figure) -> bool:
    """Whether nothing in an organisation's names says that it is something else than a company."""
    words = {w for name in figure.names for w in name.casefold().split()}
    firm = words & set(lexicon.BODIES["company"])
    return bool(firm) or not (words & lexicon.BODY_WORDS or any(n.isupper() for n in figure.names))


def _distance(mention: Mention, before: int, spoke: bool) -> float:
    """How far a mention is for a pronoun: subjects and earlier speakers count as nearer."""
    distance: float = before - mention.span.end
    if mention.subject:
        distance *= 0.4
    return distance * 0.5 if spoke else distance
