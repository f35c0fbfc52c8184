"""Organisations and governments that a source means without their name.

"The agency", "it", "the Russian embassy in Oslo", "Holt's campaign", "a spokesman for the company".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.choice import NO_ONE, Choice, likeliest
from index.attribution.figures import Figure, Mention
from index.attribution.findings import Finding
from index.attribution.forms import surname
from index.attribution.governments import country_of, government
from index.attribution.mentions import Cast
from index.attribution.pronouns import Pronouns
from index.attribution.roles import word_of
from index.documents import Span
from index.parsing import Paragraph, Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_BACK = 20_000  # characters that a description may reach back
_NEAR = 400  # characters that "it" reaches back to what did not speak
_FAR = 800  # and to what did
_OFFICES = frozenset("administration authorities government leadership regime".split())
_FIRMS = lexicon.FIRMS - frozenset(
    "group member organisation organization party school team union university".split()
)
_COMPANIES = ("company", "firm")
_FOLLOWINGS = frozenset("administration camp campaign office staff team".split())
_NAMED, _CALLED, _MODIFIER = 2.5, 2.0, 1.5  # logits: by its name, by what stands beside it
_SALIENCE, _AWAY = 1.0, 1.5  # of the logarithm of how often it is named, of how many came since
_MODEL = re.compile(r" [A-Z]{0,3}-?\d+[A-Z]?$")  # Aster P4, of what a firm makes


class Bodies:
    """Looks up the organisations and governments of one document."""

    def __init__(self, parsed: Parsed, cast: Cast, pronouns: Pronouns) -> None:
        self._text = parsed.document.text
        self._paragraphs = parsed.paragraphs
        self._cast = cast
        self._pronouns = pronouns
        self._spoke: list[tuple[int, Figure]] = []
        self._strangers: dict[str, int] = {}  # nouns of bodies without a name, and where they are

    def speaks(self, figure: Figure, offset: int) -> None:
        """Take note of who speaks where."""
        if figure.kind != "person":
            self._spoke.append((offset, figure))

    def office(self, source: Span, head: Token, at: Span) -> Figure | None:
        """ "The North Korean government", "Seoul", "the Kremlin", "authorities in Kyiv"."""
        plain = " ".join(self._text[source.start : source.end].split())
        found = government(plain)
        if found is None and head.lower_ in _OFFICES:
            demonym = self._text[source.start : at.start].strip()
            found = country_of(_without_article(demonym))
        if found is None:
            return None
        return self._cast.country(found, _without_article(plain), spoken=True)

    def of_state(self, head: Token, finding: Finding) -> Figure | None:
        """A body without capitals: "the Russian embassy in Oslo", "China's foreign ministry",
        "Bavaria's interior ministry"."""
        if head.lemma_.lower() not in lexicon.STATE_BODIES or head.tag_ == "NNS":
            return None
        for child in head.children:
            whose = finding.paragraph.doc[child.left_edge.i : child.i + 1].text
            state = country_of(_without_article(whose)) is not None
            if child.i < head.i and (state or self._is_place(child, finding)):
                first = child.left_edge if child.dep_ == "poss" else child
                last = head
                for tail in head.children:
                    if tail.lower_ in ("in", "to") and tail.i == head.i + 1:
                        last = max((t for t in tail.subtree if t.ent_type_), default=head)
                span = finding.paragraph.span_of(first, last)
                name = " ".join(self._text[span.start : span.end].split())
                return self._cast.named(_without_article(name), "organisation", span, head)
        return None

    def _is_place(self, owner: Token, finding: Finding) -> bool:
        """Whether a body may be a place's or a people's, of whatever name, and nobody's."""
        named = owner.dep_ == "poss" and owner.pos_ == "PROPN"
        covering = self._cast.covering(finding.paragraph.span_of(owner, owner))
        place = owner.ent_type_ == "GPE" if covering is None else covering.kind != "person"
        return named and place

    def following(self, head: Token, finding: Finding) -> Choice:
        """Somebody's campaign, team or administration, a body of its own: "Holt's campaign"."""
        noun = head.lemma_.lower()
        if noun not in _FOLLOWINGS:
            return NO_ONE
        for child in head.children:
            if child.dep_ == "poss" and child.lower_ in gender.PRONOUNS:
                leader, certainty = self._pronouns.antecedent(child, finding)
                whose = surname(leader.name.split()) if leader else None
                return self._led(whose, certainty, head, finding)
        if (whose := self._whose(finding.paragraph, head)) is not None:
            return self._led(whose, 0.95, head, finding)
        if any(c.dep_ in ("poss", "compound", "amod", "nmod") for c in head.children):
            return NO_ONE
        if any(c.lower_ == "the" for c in head.children):
            whose = self._whose_last(finding.paragraph, head)
            if whose is None and noun == "administration":
                whose = self._president()
            return self._led(whose, 0.7, head, finding)
        return NO_ONE

    def _whose(self, paragraph: Paragraph, head: Token) -> str | None:
        """Holt, of "Holt's campaign" and "the Agnes Holt campaign"."""
        for child in head.children:
            if child.dep_ in ("poss", "compound", "nmod", "amod"):
                found = self._cast.covering(paragraph.span_of(child, child))
                if found is not None and found.kind == "person":
                    return surname(found.name.split())
                whole = self._cast.covering(paragraph.span_of(child, head))
                if whole is not None and whole.kind == "organisation":
                    return None  # "the Federal Highway Administration", a name of its own
                if child.dep_ == "compound" and child.pos_ == "PROPN" and child.i == head.i - 1:
                    return _hyphened(child)
        return None

    def _whose_last(self, paragraph: Paragraph, head: Token) -> str | None:
        """Whose campaign was the last one named."""
        until = paragraph.span_of(head, head).start
        for before in reversed(self._paragraphs):
            if not until - _BACK < before.start < until:
                continue
            for token in reversed(before.tokens):
                led = token.lemma_ == head.lemma_ and before.start + token.idx < until
                if led and (whose := self._whose(before, token)) is not None:
                    return whose
        return None

    def _president(self) -> str | None:
        """The surname of the one president of a country whom the document names."""
        people = self._cast.figures("person")
        found = [f for f in people if any(map(_presides, f.roles))]
        return surname(found[0].name.split()) if len(found) == 1 else None

    def _led(self, whose: str | None, certainty: float, head: Token, finding: Finding) -> Choice:
        if whose is None:
            return NO_ONE
        noun = head.lemma_.lower()
        mark = "'s" if noun in ("office", "staff", "team") else ""
        span = finding.paragraph.span_of(head, head)
        name = self._jointly(whose, noun) or f"{whose}{mark} {noun}"
        figure = self._cast.named(name, "organisation", span, head)
        return Choice(figure, certainty)

    def _jointly(self, whose: str, noun: str) -> str | None:
        """The Biden-Harris Administration, of Biden's."""
        known = (name for f in self._cast.figures("organisation") for name in f.names)
        begins, ends = f"{whose}-".casefold(), f" {noun}"
        fitting = (n for n in known if n.casefold().startswith(begins))
        return next((n for n in fitting if n.casefold().endswith(ends)), None)

    def it(self, pronoun: Token, finding: Finding) -> Choice:
        """What "it" or "they" stands for: the organisation that acts in the same sentence, else
        the one that the sentence before is about, else the one that spoke or acted last.

        "They" are mostly people, so theirs has to be the sentence before.
        """
        at = finding.paragraph.span_of(pronoun, pronoun).start
        plural = pronoun.lower_ in ("they", "them", "their")
        if plural and _has_people(pronoun):
            return NO_ONE
        sentence = finding.paragraph.span_of(pronoun.sent[0], pronoun)
        for mention in self._cast.before(at):
            if plural or mention.span.start < sentence.start:
                break
            if mention.subject and mention.figure.kind != "person":
                return Choice(mention.figure, 0.7)
        told_of = next((m for m in self._cast.before(at) if m.acts and not plural), None)
        near = told_of is not None and _is_just_before(told_of.head, pronoun)
        if told_of is not None and near and told_of.figure.kind != "person":
            return Choice(told_of.figure, 0.7)
        for offset, figure in reversed(self._spoke):
            if at - (_NEAR // 2 if plural else _FAR) < offset < at:
                return Choice(figure, 0.4 if plural else 0.7)
        if plural:
            return NO_ONE
        for mention in self._cast.before(at):
            if mention.span.end < at - _NEAR:
                break
            if mention.subject and mention.figure.kind != "person":
                return Choice(mention.figure, 0.6)
        return NO_ONE

    def described(self, head: Token, finding: Finding) -> Choice:
        """ "The agency": the last one whose name or description says that it is one."""
        if head.tag_ in ("NNS", "NNPS"):
            return NO_ONE
        at = finding.paragraph.span_of(head, head).start
        lemma = word_of(head)
        said = {word_of(t) for c in head.lefts for t in c.subtree if t.pos_ != "DET"}
        kind = {lemma, *lexicon.BODIES.get(lemma, ())}
        of = [c for c in head.children if c.dep_ == "prep" and c.lower_ in ("for", "of")]
        what = {t.lower_ for c in of for o in c.children for t in (*o.lefts, o) if t.pos_ != "DET"}
        spelt = [f for f in self._seen(at) if what and {lemma, *what} <= _words(f)]
        if spelt:
            return Choice(spelt[0], 0.9)  # "the board of elections", in small letters
        if of or at < self._strangers.get(lemma, -_FAR) + _FAR:
            self._strangers[lemma] = at  # "the trade group for insurers", and then "the group"
            return NO_ONE
        known = (lemma in lexicon.BODIES or lemma in lexicon.FIRMS) and lemma != "member"
        if lemma in lexicon.DOCUMENTS and lemma not in lexicon.BODIES:
            return NO_ONE
        weighed: list[tuple[Figure, float]] = []
        for place, figure in enumerate(dict.fromkeys(self._seen(at))):
            if figure.kind != "organisation" or figure.names.keys() <= {lemma, lemma.title()}:
                continue
            fit = _NAMED * bool(kind & _words(figure))
            fit += _CALLED * (known and _is_called(lemma, figure))
            if fit:
                fit += _MODIFIER * len(said & (_words(figure) | figure.described))
            elif lemma not in _FIRMS or not _could_be(lemma, figure) or self._only_heard(figure):
                continue
            often = _SALIENCE * math.log1p(figure.names.total())
            weighed.append((figure, fit + often - _AWAY * math.log1p(place)))
        choice = likeliest(weighed)
        whose = lemma in _OFFICES and lemma != "administration"  # of a president, not a country
        if choice.figure is None and whose and not said:
            choice = Choice(next((f for f in self._seen(at) if f.kind == "government"), None), 0.6)
        return Choice(choice.figure, 0.9 * choice.certainty)

    def _only_heard(self, figure: Figure) -> bool:
        """Whether others told a body something ("told the Courier") and that is all of it."""
        named = [m for m in self._cast.mentions if m.figure is figure]
        return bool(named) and all(map(_is_told, named))

    def spoken_for(self, head: Token, finding: Finding) -> Choice:
        """Whom an unnamed spokesman speaks for: the Kremlin, of "a Kremlin spokesman"."""
        for child in head.children:
            at = finding.paragraph.span_of(child, child)
            if child.dep_ == "poss" and child.lower_ in ("its", "their"):
                return self.it(child, finding)
            if child.dep_ in ("compound", "nmod", "poss", "amod"):
                found = self._cast.covering(at)
                if found is not None:
                    return Choice(found, 0.7) if found.kind != "person" else NO_ONE
            if child.dep_ == "prep" and child.lower_ in ("for", "of"):
                for owner in child.children:
                    return self._owner(owner, finding)
        return NO_ONE

    def _owner(self, owner: Token, finding: Finding) -> Choice:
        named = next((c for c in owner.children if c.dep_ == "appos" and c.pos_ == "PROPN"), owner)
        found = self._cast.covering(finding.paragraph.span_of(named, named))
        if found is not None:
            return Choice(found, 0.7) if found.kind != "person" else NO_ONE
        if named != owner:
            return NO_ONE  # "for the grocer Holt": by its name no other
        if (following := self.following(owner, finding)).figure is not None:
            return following
        definite = any(c.lower_ == "the" for c in owner.children)
        return self.described(owner, finding) if definite else NO_ONE

    def _seen(self, before: int) -> Iterator[Figure]:
        """Who spoke and who was named before, the last first; then who is named later."""
        named = takewhile(lambda m: m.span.start > before - _BACK, self._cast.before(before))
        near = [(m.span.start + _NEAR * m.subject, m.figure) for m in named]
        near += [(at + _NEAR, f) for at, f in self._spoke if before - _BACK < at < before]
        yield from (f for _, f in sorted(near, key=lambda pair: -pair[0]))
        if before < _FAR:
            yield from (m.figure for m in self._cast.within(Span(before, 2 * _FAR)))


def _is_told(mention: Mention) -> bool:
    head = mention.head
    article = any(c.lower_ == "the" for c in head.children)
    return article and head.dep_ in ("dobj", "dative") and head.head.lemma_ == "tell"


def _is_just_before(subject: Token, pronoun: Token) -> bool:
    return subject.doc == pronoun.doc and subject.sent.end == pronoun.sent.start


def _hyphened(name: Token) -> str:
    """Biden-Harris, of its last word."""
    first = name
    while first.i > 1 and first.nbor(-1).text == "-" and first.nbor(-2).pos_ == "PROPN":
        first = first.nbor(-2)
    return name.doc[first.i : name.i + 1].text


def _has_people(pronoun: Token) -> bool:
    """Whether the sentence before or around has a plural subject that "they" may be."""
    doc = pronoun.doc
    return any(
        t.dep_ in ("nsubj", "nsubjpass") and (t.tag_ in ("NNS", "NNPS") or _joined(t))
        for t in doc[max(0, pronoun.i - 60) : pronoun.i]
    )


def _joined(token: Token) -> bool:
    return any(c.dep_ == "conj" for c in token.children)


def _presides(role: str) -> bool:
    """ "President" and "U.S. President" do, "CNN President" and "former President" do not."""
    *whose, office = role.split()
    return office == "President" and (not whose or country_of(" ".join(whose)) is not None)


def _words(figure: Figure) -> set[str]:
    return {word for name in figure.names for word in name.casefold().split()}


def _is_called(lemma: str, figure: Figure) -> bool:
    """Whether a body is told to be one: an airline or an operator is a company, too."""
    firm = lemma in _COMPANIES and not figure.described.isdisjoint(_FIRMS)
    return firm or lemma in figure.described


def _could_be(lemma: str, figure: Figure) -> bool:
    """Whether nothing in an organisation's names says that it is something else."""
    if any(_MODEL.search(name) for name in figure.names):
        return False
    words = _words(figure)
    known = words & lexicon.BODY_WORDS
    return not known - set(lexicon.BODIES.get(lemma, ())) and not any(
        n.isupper() and len(n) < 5 for n in figure.names
    )


def _without_article(name: str) -> str:
    return re.sub(r"^[Tt]he ", "", name)
