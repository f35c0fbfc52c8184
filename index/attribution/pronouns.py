"""Whom "he" and "she" stand for.

Whoever is told of without a name ("a woman in the crowd") may be meant, too: then it is nobody, or
who holds the office that is told.

Every "he", "his", "she" and "her" outside of quotation marks is led to somebody, in text order, so
that a pronoun can take up where another left off. Each person named or meant before is weighed by
what their last mentions look like (how many sentences ago, a subject or not, who spoke last, …);
the weights are those of a conditional logit.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from index.attribution import clauses, gender
from index.attribution.alternation import Alternation
from index.attribution.choice import Choice, likeliest
from index.attribution.figures import Figure, Mention
from index.attribution.findings import Finding
from index.attribution.mentions import Cast
from index.attribution.quotations import holding, quotations
from index.attribution.reported import sentence_of
from index.attribution.strangers import female_told, is_one, unnamed
from index.attribution.turn_taking import asks, reacts
from index.documents import Span
from index.parsing import Paragraph, Parsed
from index.references import around, references

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_REACH = 3000  # characters that a pronoun may reach back
_FAR = 20_000  # characters that a description may
_REMEMBERED = 40  # speakers, the last ones
_UNKNOWN = 0.6  # where the first name of somebody of whom a role is told tells no gender
_OFTEN = 2  # times more that somebody was called he than she, from which on he is no woman
_BEYOND_DOUBT = 0.9  # and so sure has each of these to be
_SURE = 0.6  # from here on a pronoun in running text counts as a mention

# Fitted (L2, 0.5) to 467 pronouns of 150 American news articles, whose answers were another
# system's, corrected by hand; over five folds of whole articles 98 % of the likeliest were right.
WEIGHTS = {
    "first": 2.56,
    "gender known": 2.55,
    "named in content": -0.67,
    "nearest": 1.48,
    "opened paragraph": 1.08,
    "possessive": -0.40,
    "pronoun": 0.87,
    "salience": 0.39,
    "same paragraph": 2.82,
    "sentence 0": 1.12,
    "sentence 1": 2.06,
    "sentence 2": 1.02,
    "sentence 3": 0.45,
    "sentence 4": 0.17,
    "spoke here": 0.72,
    "spoke last": 1.78,
    "subject": 0.45,
}
# Hardly anybody speaks of himself by name, or is meant who was named in others' words alone
WEIGHTS |= {"named in quotation": -2.0, "quoted alone": -2.0}


class Sighting(NamedTuple):
    """A mention and where it stands: the numbers of its paragraph and sentence."""

    mention: Mention
    paragraph: int
    sentence: int
    quoted: bool

    def opens(self, paragraph: int) -> bool:
        """Whether it may be what a paragraph is about."""
        return self.paragraph == paragraph and self.mention.subject and not self.quoted


class Candidate(NamedTuple):
    """Somebody whom a word may stand for, and what speaks for it."""

    figure: Figure
    features: dict[str, float]


class Pronouns:
    """The pronouns of one document and those they stand for, led on as far as has been read."""

    def __init__(
        self,
        parsed: Parsed,
        cast: Cast,
        nameless: Sequence[Mention] = (),
        turns: Alternation | None = None,
    ) -> None:
        self._turns = turns
        self._parsed = parsed
        self._cast = cast
        self._quotes = quotations(parsed.document.text, [p.span for p in parsed.paragraphs])
        halves = [at for paragraph in parsed.paragraphs for at in clauses.beginnings(paragraph)]
        self._cited = references(parsed.document.text)
        self._sentences = sorted([*(s.start for s in parsed.sentences), *halves])
        self._paragraphs = [p.start for p in parsed.paragraphs]
        self._meant: list[Mention] = []  # by pronouns, in text order
        self._called: Counter[tuple[Figure, bool]] = Counter()  # she (True) and he
        self._unread = self._running()
        self._next = next(self._unread, None)
        self._spoke: list[tuple[int, Figure]] = []
        for mention in nameless:
            self._add(mention)
        for mention in unnamed(parsed, cast):
            if not self._is_quoted(mention.span.start):
                self._add(mention)

    def speaks(self, figure: Figure | None, source: Token, paragraph: Paragraph) -> None:
        """Take note of who speaks, in the words of a source; None is somebody without a name."""
        at = paragraph.span_of(source, source)
        meant = self._meant_at(at)
        if meant is not None and (figure is None or figure.kind != "person"):
            figure = meant.figure
        if figure is None and is_one(source):  # "the driver", whom nothing names
            figure = Figure("person", female=female_told(source))
        if figure is None:
            return
        self._spoke.append((at.start, figure))
        described = source.pos_ in ("NOUN", "PROPN") or is_one(source)
        described = described and figure.kind == "person"
        described = described and self._cast.covering(at) is None
        if meant is None and (described or source.lower_ in gender.PRONOUNS):
            self._add(Mention(at, figure, source))

    def antecedent(self, pronoun: Token, finding: Finding) -> Choice:
        """Whom a source's pronoun stands for."""
        at = finding.paragraph.span_of(pronoun, pronoun)
        self._read(at.start)
        choice = self._choose(pronoun, finding.paragraph, finding)
        self._note(choice, pronoun)
        known = choice.figure is not None and choice.figure.names
        return choice if known else Choice(None, choice.certainty)

    def weighed(
        self, noun: Token, finding: Finding, *, female: bool | None
    ) -> Sequence[tuple[Figure, float]]:
        """Everybody named before a source's noun, with how much speaks for each: a logit."""
        at = finding.paragraph.span_of(noun, noun)
        self._read(at.start)
        found = self.candidates(noun, finding.paragraph, finding, female, _FAR)
        return [(c.figure, _score(c)) for c in found if c.figure.names]

    def _read(self, until: int) -> None:
        while self._next is not None:
            paragraph, pronoun = self._next
            at = paragraph.span_of(pronoun, pronoun)
            if at.start >= until:
                break
            self._next = next(self._unread, None)
            if self._meant_at(at) is not None:
                continue
            figure, certainty = self._ahead(pronoun, paragraph), 1.0
            if figure is None:
                figure, certainty = self._choose(pronoun, paragraph, None)
            self._note(Choice(figure, certainty), pronoun)
            if figure is not None and certainty >= _SURE:
                self._add(Mention(at, figure, pronoun))

    def _ahead(self, pronoun: Token, paragraph: Paragraph) -> Figure | None:
        """Whom a sentence names only behind the clause that it begins with, and that names nobody
        before the pronoun but who asks: "Asked by Obi whether he had seen it, Rudge said no."."""
        clause, subject = clauses.ahead(pronoun)
        if clause is None or subject is None:
            return None
        named = self._cast.within(paragraph.span_of(clause.left_edge, pronoun))
        figure = self._cast.covering(paragraph.span_of(subject, subject))
        agrees = figure is not None and self._may_be(figure, gender.PRONOUNS[pronoun.lower_])
        return figure if agrees and all(map(asks, named)) else None

    def _running(self) -> Iterator[tuple[Paragraph, Token]]:
        for paragraph in self._parsed.paragraphs:
            for token in paragraph.tokens:
                if token.lower_ in gender.PRONOUNS and not self._is_quoted(
                    paragraph.start + token.idx
                ):
                    yield paragraph, token

    def _add(self, mention: Mention) -> None:
        at = bisect_left(self._meant, mention.span, key=attrgetter("span"))
        self._meant.insert(at, mention)

    def _meant_at(self, span: Span) -> Mention | None:
        at = bisect_left(self._meant, span, key=attrgetter("span"))
        found = self._meant[at] if at < len(self._meant) else None
        return found if found and found.span == span else None

    def _note(self, choice: Choice, pronoun: Token) -> None:
        if choice.figure is not None and choice.certainty >= _BEYOND_DOUBT:
            self._called[choice.figure, gender.PRONOUNS[pronoun.lower_]] += 1

    def _may_be(self, figure: Figure, female: bool | None) -> bool:
        """Whether somebody may be called he or she: of whom nothing tells, by what he was called
        so far."""
        if figure.female is not None or female is None:
            return _agree(figure.female, female)
        return self._called[figure, not female] < self._called[figure, female] + _OFTEN

    def _gender_known(self, figure: Figure, female: bool | None) -> float:
        """How far anything tells whether somebody is he or she: a name, or what he was called."""
        if figure.female is not None:
            return 1.0
        if not figure.names:
            return _UNKNOWN
        in_full = any(len(name.split()) > 1 for name in figure.names)
        if in_full and female is not None and self._called[figure, female] >= _OFTEN:
            return 1.0
        return _UNKNOWN if in_full and figure.surely_person else 0.0

    def _is_quoted(self, offset: int) -> bool:
        return holding(self._quotes, Span(offset, offset + 1)) is not None

    def _choose(self, pronoun: Token, paragraph: Paragraph, finding: Finding | None) -> Choice:
        female = gender.PRONOUNS[pronoun.lower_]
        found = self.candidates(pronoun, paragraph, finding, female, _REACH)
        return likeliest([(c.figure, _score(c)) for c in found])

    def candidates(
        self,
        word: Token,
        paragraph: Paragraph,
        finding: Finding | None,
        female: bool | None,
        reach: int,
    ) -> Sequence[Candidate]:
        """Everybody a word may stand for, with what speaks for each."""
        at = paragraph.span_of(word, word).start
        here, now = self._place(at)
        spans = finding.spans if finding else ()
        silent = self._turns.silent(finding) if self._turns and finding else frozenset[Figure]()
        seen: dict[Figure, list[Sighting]] = {}
        for sighting in self._meant_by(word, paragraph, spans, female, reach):
            if sighting.mention.figure not in silent:
                seen.setdefault(sighting.mention.figure, []).append(sighting)
        if not seen:
            return ()
        spoke = [(where, f) for where, f in self._spoke[-_REMEMBERED:] if at - reach < where < at]
        plainly = ((s, f) for f, theirs in seen.items() for s in theirs if not s.quoted)
        spoke += [(_offset(s), f) for s, f in plainly if reacts(s.mention)]
        spoke = sorted(((w, f) for w, f in spoke if f not in silent), key=itemgetter(0))
        due = self._turns.expected(finding).choice.figure if self._turns and finding else None
        last = due or (spoke[-1][1] if spoke else None)
        speaking = {f for where, f in spoke if self._place(where)[0] == here}
        named = [m for span in spans for m in self._cast.within(span)]
        told = {m.figure for m in named}
        quoting = {m.figure for m in named if self._is_quoted(m.span.start)}
        plain = {figure: _outside(theirs, self._is_quoted(at)) for figure, theirs in seen.items()}
        opening = [s for ss in plain.values() for s in ss if s.opens(here)]
        opener = min(opening, key=_offset).mention.figure if opening else None
        firsts: dict[int, int] = {}  # where in each sentence the first of them is named
        for sighting in (s for ss in plain.values() for s in ss):
            first = firsts.get(sighting.sentence)
            offset = self._begins(sighting)
            firsts[sighting.sentence] = offset if first is None else min(first, offset)
        nearest = next(iter(plain))
        most = math.log1p(max(1, *(figure.names.total() for figure in plain)))
        found: list[Candidate] = []
        for figure, theirs in plain.items():
            near = theirs[0]
            there = [s for s in theirs if s.sentence == near.sentence]
            features = {
                f"sentence {now - near.sentence}": 1.0,
                "same paragraph": near.paragraph == here,
                "subject": any(s.mention.subject for s in there),
                "possessive": near.mention.possessive,
                "first": min(map(self._begins, there)) == firsts[near.sentence],
                "pronoun": any(s.mention.is_pronoun for s in there),
                "nearest": figure == nearest,
                "spoke last": figure == last,
                "spoke here": figure in speaking,
                "opened paragraph": figure == opener,
                "salience": math.log1p(figure.names.total()) / most,
                "gender known": self._gender_known(figure, female),
                "named in content": figure in told,
                "named in quotation": figure in quoting,
                "quoted alone": all(s.quoted for s in theirs) and not self._is_quoted(at),
            }
            found.append(Candidate(figure, {k: float(v) for k, v in features.items()}))
        return found

    def _meant_by(
        self,
        word: Token,
        paragraph: Paragraph,
        content: Sequence[Span],
        female: bool | None,
        reach: int,
    ) -> Iterator[Sighting]:
        """Where people stand whom a word may mean, the nearest first: not within the ``content`` of
        what is reported."""
        sentence = self._cast.within(sentence_of(paragraph, word))
        beside = {m.figure for m in sentence if clauses.opposed(word, m)}
        for sighting in self._seen(paragraph.span_of(word, word).start, reach):
            figure, span = sighting.mention.figure, sighting.mention.span
            if (
                figure.kind == "person"
                and not sighting.mention.addressed
                and around(self._cited, span) is None
                and not asks(sighting.mention)
                and self._may_be(figure, female)
                and not any(s.holds(span) for s in content)
                and figure not in beside
            ):
                yield sighting

    def _begins(self, sighting: Sighting) -> int:
        """Where what a clause is about begins, its owner included: "Holt's deputy, Ann Obi,"."""
        mention, start = sighting.mention, self._paragraphs[sighting.paragraph - 1]
        if not mention.subject or mention.is_pronoun:
            return mention.span.start
        return min(mention.span.start, start + mention.head.left_edge.idx)

    def _place(self, offset: int) -> tuple[int, int]:
        """The numbers of the paragraph and of the sentence at an offset."""
        return bisect_right(self._paragraphs, offset), bisect_right(self._sentences, offset)

    def _seen(self, offset: int, reach: int) -> Iterator[Sighting]:
        """The mentions within reach, by name or pronoun, the nearest first."""
        named = self._cast.before(offset)
        n = bisect_left(self._meant, offset, key=_start) - 1
        name = next(named, None)
        while name is not None or n >= 0:
            if name is None or (n >= 0 and self._meant[n].span > name.span):
                mention = self._meant[n]
                n -= 1
            else:
                mention = name
                name = next(named, None)
            start = mention.span.start
            if start <= offset - reach:
                return
            yield Sighting(mention, *self._place(start), self._is_quoted(start))


def _start(mention: Mention) -> int:
    return mention.span.start


def _offset(sighting: Sighting) -> int:
    return sighting.mention.span.start


def _outside(sightings: list[Sighting], quoted: bool) -> list[Sighting]:
    """Those outside of quotation marks, where there are any and the word itself is outside."""
    return sightings if quoted else [s for s in sightings if not s.quoted] or sightings


def _score(candidate: Candidate) -> float:
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in candidate.features.items())


def _agree(one: bool | None, other: bool | None) -> bool:
    return one is None or other is None or one == other
