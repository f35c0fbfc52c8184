"""The third stage of attribution: the words that name a source → the speaker they stand for.

Names are looked up among those the document uses, with surnames led to full names; pronouns and
descriptions ("the spokesman", "the agency") to somebody named before. What stands for nobody
nameable ("officials", "a report") stays without a speaker. No similarity of any kind is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.alternation import Alternation
from index.attribution.apposition import Appositions
from index.attribution.bodies import Bodies
from index.attribution.choice import NO_ONE, Choice
from index.attribution.defined import terms
from index.attribution.descriptions import Descriptions
from index.attribution.figures import Figure, Mention
from index.attribution.findings import Finding
from index.attribution.governments import government
from index.attribution.handles import by_handle
from index.attribution.mentions import Cast
from index.attribution.nobody import (
    PARTISANS,
    is_addressed,
    is_cited,
    is_generic,
    is_of_a_people,
    is_of_many,
    is_topic,
)
from index.attribution.pronouns import Pronouns
from index.attribution.proper_nouns import proper
from index.attribution.roles import behind_whom_is_called, is_role
from index.attribution.sources import Source, stood_for
from index.documents import Span
from index.parsing import Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_POSSESSIVES = ("his", "her", "its", "their")
_BODIES = ("it", "its", "they", "them", "their")
_AUTHOR = ("i", "me", "my", "mine")
_SPEAKER = (*_AUTHOR, "we", "us", "our")
_NAMED = ("PERSON", "ORG", "GPE", "NORP", "FAC")
_AT_LARGE = frozenset("city country county nation region state world".split())


class Resolver:
    """Resolves the sources of one document, which must come in text order. ``author`` is whose "I"
    stands outside of what is ``quoted``; ``nameless`` are mentions of people whom nothing names."""

    def __init__(
        self,
        parsed: Parsed,
        cast: Cast,
        author: Figure | None = None,
        quoted: Sequence[Span] = (),
        nameless: Sequence[Mention] = (),
        turns: Alternation | None = None,
    ) -> None:
        self._author, self._quoted = author, quoted
        self._nameless = {mention.span for mention in nameless}
        self._text = parsed.document.text
        self._cast = cast
        self._pronouns = Pronouns(parsed, cast, nameless, turns)
        self._descriptions = Descriptions(parsed, cast, self._pronouns)
        self._bodies = Bodies(parsed, cast, self._pronouns)
        self._appositions = Appositions(self._text, cast)
        self._reported: list[tuple[Finding, Figure]] = []
        self._defined = terms(self._text, cast)

    def resolve(self, finding: Finding, source: Source) -> Choice:
        """The speaker that a source stands for; any word of the source does as its head."""
        called, source = None, Source(_main(finding, source), source.span)
        if (noun := behind_whom_is_called(source.head)) is not None:
            called = self._cast.covering(finding.paragraph.span_of(source.head, source.head))
            source = Source(noun, finding.paragraph.span_of(noun.left_edge, noun.right_edge))
        found = self._resolve(finding, source)
        if not found.figure and (named := self._appositions.in_office(source)) is not None:
            found = Choice(named, 0.9)
        if found.figure and (found.figure is called or is_cited(found.figure, source, self._text)):
            found = NO_ONE
        if is_topic(finding, source, self._text):
            found = NO_ONE
        if found.figure is not None:
            self._reported.append((finding, found.figure))
            self._bodies.speaks(found.figure, source.span.start)
        self._pronouns.speaks(found.figure, source.head, finding.paragraph)
        return found

    def beside(self, finding: Finding, source: Source, speaker: Figure | None) -> list[Figure]:
        """Who is named as saying it together with a source's speaker: "Kirby and Austin"."""
        head = _main(finding, source)
        joined = {head, *head.conjuncts}
        named = head.children if head.pos_ == "PROPN" else ()
        for name in (c for c in named if c.dep_ == "nmod" and c.pos_ == "PROPN"):
            joined |= {name, *name.conjuncts}  # "Mayor Ann Lind and Minister Karl Voss"
        if len(joined) < 2:
            return []
        found = []
        within = self._cast.within(source.span)
        for mention in within:
            run = finding.paragraph.within(mention.span)
            if run is None or run.root not in joined or mention.figure is speaker:
                continue
            behind = run.root.nbor().text if run.root.i + 1 < len(run.doc) else ""
            person = mention.figure.kind == "person"
            known = speaker is not None or (person and len(run) > 1)
            # "Ann Lind, Director, Harbour Board: “…”": before a colon a body is hers
            known = known and (person or (finding.cue is not None and not finding.cue.is_punct))
            if known and behind not in ("'", "’", "'s", "’s"):  # not Reuters, of Reuters' Ann Lind
                found.append(mention.figure)
        for office in (t for t in head.conjuncts if t.text[0].isupper() and is_role(t)):
            span = finding.paragraph.span_of(office.left_edge, office)
            held = source.span.holds(span) and not any(m.span.overlaps(span) for m in within)
            figure = self._resolve(finding, Source(office, span)).figure if held else None
            if figure is not None and figure is not speaker:
                found.append(figure)
        return list(dict.fromkeys(found))

    def _resolve(self, finding: Finding, source: Source) -> Choice:
        head = source.head
        at = finding.paragraph.span_of(head, head)
        if (meant := self._by_pronoun(finding, head, at)) is not None:
            return meant
        if self._is_nobody(head, at):
            return NO_ONE
        if (account := by_handle(finding, source, self._text, self._cast)) is not None:
            return Choice(account, 0.95)
        if (defined := self._by_term(source)) is not None:
            return Choice(defined, 0.95)
        if is_addressed(head):
            called = self._appositions.appositive(finding, source)
            return Choice(called, 0.95) if called is not None else NO_ONE
        plainly = (
            (self._bearer(at) if at == source.span else None)
            or self._bodies.office(source.span, head, at)
            or self._appositions.titled(source, at)
            or self._appositions.introduced(finding, source)
        )
        if plainly is not None:
            return Choice(plainly, 0.95)
        following = self._bodies.following(head, finding)
        if following.figure is not None:
            return following
        if is_of_many(head):
            return NO_ONE
        partisan = head.lower_ in PARTISANS
        is_name = (head.ent_type_ in _NAMED or head.pos_ == "PROPN") and not partisan
        # where Every Word Has A Capital, the parse may take the cue for a part of the name
        named = self._cast.covering(at, apart=finding.cue_span)
        if is_name and is_generic(head, named):
            owned = any(c.tag_ == "PRP$" for c in head.children)
            return NO_ONE if owned else self._bodies.described(head, finding)
        if named is not None and (is_name or named.kind == "person"):
            return Choice(named, 0.98)
        if (beside := self._appositions.appositive(finding, source)) is not None:
            return Choice(beside, 0.95)
        if (body := self._bodies.of_state(head, finding)) is not None:
            return Choice(body, 0.9)
        if is_name and not is_role(head):
            return proper(finding, source, self._text, self._cast)
        if at == source.span and (called := self._cast.called(at)) is not None:
            return Choice(called, 0.9)
        return self._described(finding, source)

    def _by_pronoun(self, finding: Finding, head: Token, at: Span) -> Choice | None:
        """Whom "she", "it", "I" and "who" stand for; None, where the noun is no such word."""
        word = head.lower_
        if word in gender.PRONOUNS:
            found = self._pronouns.antecedent(head, finding)
            himself = found.figure is not None and found.figure is self._author
            return NO_ONE if himself else found  # no author calls himself "he"
        if word in _BODIES:
            return self._bodies.it(head, finding)
        if word in _SPEAKER:
            return self._speaker_of(finding, at)
        if head.tag_ in ("WP", "WDT", "WP$") and head.head.dep_ == "relcl":
            noun = stood_for(head)
            span = finding.paragraph.span_of(noun.left_edge, noun)
            return self._resolve(finding, Source(noun, span)) if noun != head else NO_ONE
        return None

    def _is_nobody(self, head: Token, at: Span) -> bool:
        """Whether a word by itself names nobody, or somebody of whom nothing tells who it is."""
        word = head.lower_
        return (
            head.pos_ == "PRON"
            or word in ("this", "that")
            or is_of_a_people(head)
            # "the male", and not the capital of the Maldives
            or (head.text in lexicon.UNNAMED and government(word) is not None)
            or word == "hon."  # of "the right hon. Gentleman", which the parse takes for the noun
            or at in self._nameless
        )

    def _bearer(self, at: Span) -> Figure | None:
        """Joseph Muscat, of "Muscat said": somebody whom the document names in full by this
        surname, though a government is called so too."""
        called, word = self._cast.called(at), self._text[slice(*at)]
        if called is None or called.kind != "person" or government(word) is None:
            return None
        return called if called.name.endswith(f" {word}") else None

    def _described(self, finding: Finding, source: Source) -> Choice:
        """ "Kirby's statement", "the senator", "the agency", "a Kremlin spokesman"."""
        head = source.head
        lemma = head.lemma_.lower()
        if (aged := self._descriptions.aged(source, finding)) is not None:
            return aged
        if lemma in lexicon.VESSELS:
            owner = self._possessor(finding, head)
            if owner.figure is not None:
                return Choice(owner.figure, 0.9 * owner.certainty)
        owners = [c for c in head.children if c.dep_ == "poss" and c.lower_ not in _POSSESSIVES]
        ranked = any(c.lemma_.lower() in _AT_LARGE for c in owners)  # "the nation's largest union"
        shared = head.dep_ == "conj" and not any(c.dep_ == "det" for c in head.children)
        led = [*head.children, *(head.head.children if shared else ())]  # "the President and Mayor"
        definite = any(c.lower_ in ("the", *_POSSESSIVES) for c in led)
        if ranked or (definite and not owners):
            told = self._descriptions.relative(head, finding)
            told = told or self._descriptions.person(head, finding)
            told = told or self._bodies.described(head, finding)
            if told.figure is not None:
                return told
        if lemma in lexicon.SPOKESPEOPLE:
            return self._bodies.spoken_for(head, finding)
        return NO_ONE

    def _speaker_of(self, finding: Finding, at: Span) -> Choice:
        """Whose "I" it is: the one whose words it stands in, or who wrote the document."""
        for other, figure in reversed(self._reported):
            if other is not finding and any(span.holds(at) for span in other.spans):
                return Choice(figure, 0.9)
        alone = self._text[at.start : at.end].casefold() in _AUTHOR
        if alone and self._author and not any(span.holds(at) for span in self._quoted):
            return Choice(self._author, 0.9)
        return NO_ONE

    def _by_term(self, source: Source) -> Figure | None:
        """Who goes by a term that the document defines: "the Company", "Plaintiff"."""
        words = self._text[slice(*source.span)].split()
        words = words[1:] if words[:1] in (["the"], ["The"]) else words
        return self._defined.get(" ".join(words))

    def _possessor(self, finding: Finding, head: Token) -> Choice:
        """Kirby, of "Kirby's statement" and "a statement from Kirby"."""
        for child in head.children:
            if child.dep_ == "poss":
                if child.lower_ in gender.PRONOUNS:
                    return self._pronouns.antecedent(child, finding)
                return Choice(self._cast.covering(finding.paragraph.span_of(child, child)), 0.95)
            if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
                for owner in child.children:
                    body = self._bodies.of_state(owner, finding)
                    span = finding.paragraph.span_of(owner, owner)
                    return Choice(body or self._cast.covering(span), 0.95)
        return NO_ONE


def _main(finding: Finding, source: Source) -> Token:
    """The main word of a source's phrase, whichever of its words it is known by."""
    run = finding.paragraph.within(source.span)
    if run is None:
        return source.head
    root = run.root
    if root.ent_type_ in ("DATE", "TIME"):  # "Holt Sunday night"
        root = next((t for t in run if t.ent_type_ in _NAMED), root)
    if root.lower_.rstrip(".") in lexicon.SUFFIXES | lexicon.COMPANY_FORMS:
        before = [t for t in root.doc[max(0, root.i - 2) : root.i] if t.text != ","][-1:]
        inside = (t for t in before if source.span.start <= finding.paragraph.start + t.idx)
        if (name := next(inside, None)) is not None and name.pos_ == "PROPN":
            root = name  # "Halden Foods, Inc.", "Ann Lind MP"
    if root.dep_ == "prep":  # "Republicans in the Senate", hung on the "in"
        nominal = (t for t in run if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ != "compound")
        root = next(nominal, root)
    return root
