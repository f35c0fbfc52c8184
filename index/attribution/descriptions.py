"""Whom a description stands for: "the senator", "the agency", "his campaign".

What a document says beside a name ("Senator", "of Florida", "the front-runner") is what somebody
may be called by later; among those whom a description fits it is the one a pronoun would take.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.called import is_office
from index.attribution.charges import are_opposed
from index.attribution.choice import NO_ONE, Choice, likeliest
from index.attribution.figures import Figure
from index.attribution.findings import Finding
from index.attribution.forms import surname
from index.attribution.governments import country_of
from index.attribution.mentions import Cast
from index.attribution.pronouns import Pronouns
from index.attribution.roles import head_of, is_role, word_of
from index.attribution.sources import Source
from index.attribution.strangers import told_of
from index.documents import Span
from index.parsing import Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_EXACT, _KINDRED, _MODIFIER = 5.0, 2.0, 3.0  # logits
_NEARNESS, _SALIENCE = 0.8, 0.9  # of a pronoun's logit, of the logarithm of how often one is named
_KNOWN_AS, _OPPOSED = -1.0, -4.0  # known as something else, of the other party or office
_ELSEWHERE = -3.5  # not said to be of the place that a description names
_TOLD = -3.0  # named in the words that are reported
_LATER = 0.6  # the certainty where the one so described is named only later
_UNFOUNDED = 0.4  # of the certainty is left where nothing but an age speaks for somebody
_AGE = re.compile(r"the (?P<age>\d{1,3})-year-old\b", re.IGNORECASE)
_TOLD_AGE = re.compile(r",? [(]?(?:aged )?(?P<age>\d{1,3})(?=[,.)])")  # behind a name: ", 38,"
_BACK = 1500  # characters within which "a protester" is the one meant by "the protester"
_LESS_THAN = frozenset("former ex vice deputy assistant acting associate".split())
_UNDER = frozenset("vice deputy assistant associate".split())
# Of whom there is one of each body or place, and the country that goes without saying
_HEADS = frozenset(
    """administrator ambassador ceo chair chairman chairwoman chancellor chief commissioner director
    general governor head mayor minister premier president secretary secretary-general
    speaker""".split()
)
# Of these, who has one is none of the others
_DISTINCT = frozenset(
    "administrator chancellor commissioner governor mayor president secretary".split()
)
_AT_HOME = frozenset("america american states u.s. united us".split())
_PERSONAL = ("ist", "man", "crat", "aire", "ian")
_MAIN_PARTIES = frozenset(["republican", "democrat"])
_PERSONS = frozenset().union(*lexicon.KINDRED) | frozenset(
    "conservative graduate incumbent liberal native socialist veteran".split()
)


class Descriptions:
    """Looks up the descriptions of one document."""

    def __init__(self, parsed: Parsed, cast: Cast, pronouns: Pronouns) -> None:
        self._parsed = parsed
        self._cast = cast
        self._pronouns = pronouns
        self._ages: dict[Figure, str] = {}  # by which somebody was called

    def person(self, head: Token, finding: Finding) -> Choice | None:
        """Whom "the senator" stands for; None, where the noun is no person's."""
        lemma = word_of(head)
        called_so = any(lemma in f.described for f in self._cast.figures("person"))
        if not (_is_personal(head, lemma) or (called_so and _may_be_personal(head, lemma))):
            return None
        said = _words(head)
        whose = _whose(head)
        owner = self._pronouns.antecedent(whose, finding).figure if whose is not None else None
        told = gender.of_words([head.lower_])
        places = {word_of(t) for t in head.lefts if t.ent_type_ == "GPE" or t.pos_ == "PROPN"}
        places -= _MAIN_PARTIES
        whereof = _whereof(head, lemma)
        from_there = bool(places) and lemma in _MAIN_PARTIES

        def may_be(figure: Figure) -> bool:
            """Whether it is of no other place or body: "the Utah Republican" is nobody of whom Utah
            is not told."""
            return not (
                (from_there and not places & figure.described)
                or not _is_of(whereof, said & _UNDER, figure)
                or _is_of_another(lemma, places, figure)
            )

        weighed: list[tuple[Figure, float]] = []
        fitting: dict[Figure, float] = {}
        inside = {m.figure for span in finding.spans for m in self._cast.within(span)}
        phrase = finding.paragraph.span_of(head.left_edge, head)
        within = {m.figure for m in self._cast.within(phrase)}  # "the Lincoln actor" is not Lincoln
        within |= self._met(head, finding)
        for figure, score in self._pronouns.weighed(head, finding, female=told):
            if figure in within or figure is owner or not may_be(figure):
                continue
            fitting[figure] = fit = _fit(lemma, said, figure) + _TOLD * (figure in inside)
            often = _SALIENCE * math.log1p(figure.names.total())
            known = _KNOWN_AS * bool(figure.roles and not fit)
            known += _ELSEWHERE * bool(places - figure.described)
            weighed.append((figure, _NEARNESS * score + often + fit + known))
        if not said and max(fitting.values(), default=0.0) >= _EXACT:
            # However far away, the chair is the chair, and nobody near who is not called so.
            weighed = [(figure, logit) for figure, logit in weighed if fitting[figure] > 0]
        choice = likeliest(weighed)
        fit = fitting[choice.figure] if choice.figure is not None else 0.0
        if 0 < fit < _EXACT and self._is_a_stranger(head, finding):
            return NO_ONE  # "a diplomat" is not the minister, though ministers may be
        if choice.figure is not None and fit > 0:
            sure = 0.95 if choice.figure.surely_person else 0.5
            return Choice(choice.figure, sure * choice.certainty)
        owned = any(c.tag_ == "PRP$" for c in head.children)
        if lemma in lexicon.UNNAMED or owned:
            return NO_ONE  # "her lawyer" is nobody who is not called so
        people = (f for f in self._cast.figures("person") if f not in fitting and f not in within)
        later = [f for f in people if _fit(lemma, said, f) >= _EXACT and may_be(f)]
        later = [f for f in later if "then" in said or "then" not in told_of(f)]
        if len(later) == 1:
            return Choice(later[0], _LATER)  # "The judge was silent. … Judge Holt then said"
        return NO_ONE  # nearness alone makes nobody "the detective"

    def aged(self, source: Source, finding: Finding) -> Choice | None:
        """Whom "the 38-year-old" stands for: who is told to be of that age or, where that is
        nobody, who was told of last and of no other age, by an age before either. None, where no
        age is told, or a firm's."""
        text, at = self._parsed.document.text, source.span.start
        said = _AGE.match(text, *source.span)
        if said is None or not _may_be_personal(source.head, source.head.lemma_.lower()):
            return None
        people = self._cast.figures("person")
        called = [f for f in people if f"{said['age']}-year" in f.described]
        if len(called) == 1:
            return Choice(called[0], 0.95)  # "Karl Voss, a 38-year-old carpenter"
        if re.search(rf"\ban? {said['age']}-year-old\b", text[:at], re.IGNORECASE):
            return NO_ONE  # "a 38-year-old was arrested"
        ages: dict[Figure, str] = {}
        for mention in self._cast.before(at):
            if told := _TOLD_AGE.match(text, mention.span.end):
                ages.setdefault(mention.figure, told["age"])
        ages = self._ages | ages
        same = [figure for figure, age in ages.items() if age == said["age"]]
        if same:
            return Choice(same[0], 0.95) if len(same) == 1 else NO_ONE
        female = gender.of_words([source.head.lower_])
        near = self._pronouns.weighed(source.head, finding, female=female)
        choice = likeliest([(figure, score) for figure, score in near if figure not in ages])
        if choice.figure is not None:
            self._ages[choice.figure] = said["age"]
        return choice._replace(certainty=_UNFOUNDED * choice.certainty)

    def _met(self, head: Token, finding: Finding) -> set[Figure]:
        """Who can't be the one described, as he does something with them: "The secretary spoke with
        Minister Obi. … The secretary said"."""
        found: set[Figure] = set()
        at = finding.paragraph.span_of(head, head).start
        for token, offset in self._backwards(finding, head):
            if offset < at - _BACK:
                break
            if token.lemma_.lower() == head.lemma_.lower() and token.dep_ == "nsubj":
                start = offset - token.idx
                doing = token.head
                for with_whom in (t for t in doing.subtree if _is_object(t, doing)):
                    named = self._cast.covering(_at(with_whom, start))
                    found |= {named} if named is not None else set()
        return found

    def _is_a_stranger(self, head: Token, finding: Finding) -> bool:
        """Whether "a protester" without a name was the last one called so."""
        at = finding.paragraph.span_of(head, head).start
        for token, offset in self._backwards(finding, head):
            if offset < at - _BACK:
                return False
            if token.lemma_ == head.lemma_ and token.pos_ == "NOUN":
                if any(c.lower_ == "the" for c in token.children):
                    continue  # "the spokesman" again: whoever that was
                if _is_introduced(token):
                    beside = Span(offset, offset + len(token) + 60)
                    return not any(m.head == token for m in self._cast.before(beside.end))
                return False
        return False

    def relative(self, head: Token, finding: Finding) -> Choice | None:
        """Whom "his wife" stands for: the one woman of his surname; None, where it is no spouse."""
        owner = _whose(head)
        if owner is None or head.lower_ not in lexicon.SPOUSES:
            return None
        spouse, certainty = self._pronouns.antecedent(owner, finding)
        if spouse is None:
            return NO_ONE
        female = gender.of_words([head.lower_])
        family = surname(spouse.name.split())
        found = [
            f for f in self._cast.figures("person")
            if f != spouse and f.female == female and surname(f.name.split()) == family
        ]  # fmt: skip
        return Choice(found[0], 0.8 * certainty) if len(found) == 1 else NO_ONE

    def _backwards(self, finding: Finding, head: Token) -> Iterator[tuple[Token, int]]:
        """The tokens in front of a noun, the nearest first, with their offsets."""
        paragraphs = self._parsed.paragraphs
        n = next(i for i, p in enumerate(paragraphs) if p.start == finding.paragraph.start)
        for token in reversed(head.doc[: head.i]):
            yield token, finding.paragraph.start + token.idx
        for paragraph in reversed(paragraphs[max(0, n - 8) : n]):
            for token in reversed(paragraph.tokens):
                yield token, paragraph.start + token.idx


def _whose(head: Token) -> Token | None:
    """The pronoun of whose it is: "her lawyer"."""
    owners = (c for c in head.children if c.dep_ == "poss" and c.lower_ in gender.PRONOUNS)
    return next(owners, None)


def _is_object(token: Token, verb: Token) -> bool:
    """Whether a verb's object, or what stands behind its preposition, is named by a word."""
    if token.dep_ == "pobj" and token.head.lower_ != "as":  # "signed as Tom Obi"
        return token.head.head == verb
    return token.dep_ in ("dobj", "dative") and token.head == verb


def _at(token: Token, start: int) -> Span:
    return Span(start + token.idx, start + token.idx + len(token))


def _is_introduced(token: Token) -> bool:
    """Whether a noun is told of for the first time: "a protester", "the mayor's spokesman"."""
    anew = ("a", "an", "another", "one")
    return any(c.lower_ in anew or (c.dep_ == "poss" and c.pos_ != "PRON") for c in token.children)


def _may_be_personal(head: Token, lemma: str) -> bool:
    never = lexicon.BODY_WORDS | lexicon.FIRMS | lexicon.DOCUMENTS | lexicon.VESSELS
    never |= lexicon.BODIES.keys()  # the leader of the government is not it
    return lemma not in never and head.tag_ not in ("NNS", "NNPS")


def _is_personal(head: Token, lemma: str) -> bool:
    if lemma in lexicon.BODIES or head.tag_ in ("NNS", "NNPS"):
        return False
    return (
        lemma in _PERSONS or is_role(head) or lemma.endswith(_PERSONAL) or lemma in lexicon.UNNAMED
    )


def _words(head: Token) -> set[str]:
    """What a description says besides its noun: "florida", of "the Florida senator"."""
    said = [t for c in head.lefts if c.dep_ != "poss" for t in c.subtree]
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "from"):
            said += [t for c in child.children for t in (*c.lefts, c)]
    words = {word_of(t) for t in said if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    return words | {w for word in words for w in word.split("-")}


def _whereof(head: Token, lemma: str) -> set[str]:
    """Of what, by name, somebody is the only one: Montana, of "the governor of Montana", and the
    CDC, of "the CDC Director". The country that is not said is not asked for."""
    if lemma not in _HEADS:
        return set()
    of = [c for c in head.children if c.dep_ == "prep" and c.lower_ in ("of", "for", "at")]
    named = [t for c in of for t in c.children if t.pos_ == "PROPN"]
    named += [t for t in head.lefts if t.pos_ == "PROPN" or t.ent_type_ in ("NORP", "GPE", "ORG")]
    return {t.lower_ for t in named} - _LESS_THAN - _AT_HOME


def _is_of(whereof: set[str], under: set[str], figure: Figure) -> bool:
    """Whether the document tells of somebody what he is the head of, in some form of its name
    (Ukraine, Ukrainian), and that he is the vice or deputy one."""
    told = told_of(figure)
    fits = not whereof or any(a[:4] == b[:4] for a in whereof for b in told)
    return fits and under <= told


def _is_of_another(lemma: str, places: set[str], figure: Figure) -> bool:
    """Whether somebody is told to be the same of another body or country: of "the Italy coach" the
    "Spain coach". A country may as well be where somebody of a body is from."""
    roles = [role.split() for role in figure.roles]
    whose = {
        word.casefold()
        for *words, held in roles
        if held == lemma
        for word in words
        if word[:1].isupper() and not is_office(word)
    }
    alike = {country_of(word) is None for word in places} & {country_of(w) is None for w in whose}
    return bool(alike) and places.isdisjoint(whose | figure.described)


def _fit(lemma: str, said: set[str], figure: Figure) -> float:
    """How well a description fits what the document says of somebody: a logit."""
    shared = (said & figure.described) - _LESS_THAN
    fit = _MODIFIER * min(2, len(shared))
    party, theirs = _MAIN_PARTIES & (said | {lemma}), _MAIN_PARTIES & figure.described
    if (party and theirs and not party & theirs) or are_opposed(said, told_of(figure)):
        return _OPPOSED
    if any(_is(lemma, said, role) for role in figure.roles):
        return fit + _EXACT + _MODIFIER * bool(said & figure.described & _LESS_THAN)
    lesser = (figure.described & _LESS_THAN) - said
    if lemma in figure.described and not (lesser and figure.roles):
        return fit + _EXACT
    held = {word.casefold() for role in figure.roles for word in head_of(role)}
    held &= _DISTINCT | {"minister"}
    if lemma in _DISTINCT and held - {lemma}:
        return fit  # "the governor" is not President Obi
    kindred = any(lemma in kind and kind & figure.described for kind in lexicon.KINDRED)
    return fit + _KINDRED * kindred


def _is(lemma: str, said: set[str], role: str) -> bool:
    """Whether a role is what a description says: "the president" is no vice president."""
    head = [lexicon.ABBREVIATIONS.get(w.rstrip("."), w) for w in head_of(role)]
    return lemma in head and all(word in said for word in head if word in _LESS_THAN)
