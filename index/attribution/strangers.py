"""People who are told of without a name: "a woman in the crowd", "her mother", "a patient", or
by an office alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.charges import charges
from index.attribution.figures import Figure, Mention
from index.attribution.mentions import Cast
from index.attribution.roles import is_role
from index.parsing import Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token


def unnamed(parsed: Parsed, cast: Cast) -> Iterator[Mention]:
    """Who is told of without a name, in text order: somebody, or the one who is known to hold the
    office that is told."""
    named = {mention.head for mention in cast.mentions}
    told = [(figure, told_of(figure)) for figure in cast.figures("person")]
    words = _alike(word for _, theirs in told for word in theirs)
    for paragraph in parsed.paragraphs:
        for token in paragraph.tokens:
            holds = _office(token)
            holders = [figure for figure, theirs in told if holds and holds <= theirs]
            nobody = not holders and len(holds) < 2 and not _is_stranger(token, words)
            if token in named or nobody or len(holders) > 1:
                continue
            figure = holders[0] if holders else Figure("person", female=female_told(token))
            yield Mention(paragraph.span_of(token, token), figure, token)


def told_of(figure: Figure) -> set[str]:
    """The words of what somebody is told to be."""
    return figure.described | {word.casefold() for role in figure.roles for word in role.split()}


def is_one(token: Token) -> bool:
    """Whether a noun is a person's: "the driver", "a policeman", "her mother", "one of them"."""
    lemma = token.lemma_.casefold()
    if token.lower_ in ("one", "another", "somebody", "someone"):
        return True
    known = lemma in lexicon.UNNAMED or is_role(token) or lemma.endswith("man")
    return token.tag_ == "NN" and known


def female_told(stranger: Token) -> bool | None:
    """What a noun tells, or the pronouns of what is told of it: "a patient, who gave her name"."""
    told = gender.of_words([stranger.lower_])
    clauses = (c for c in stranger.children if c.dep_ == "relcl")
    own = (
        t for c in clauses for t in c.subtree if t.tag_ == "PRP$" and t.lower_ in gender.PRONOUNS
    )
    called = {gender.PRONOUNS[t.lower_] for t in own}
    return called.pop() if told is None and len(called) == 1 else told


def _alike(told: Iterable[str]) -> set[str]:
    """What people are told to be, in all words for it: attorney, lawyer, counsel."""
    words = set(told)
    return words.union(*(kind for kind in lexicon.KINDRED if kind & words))


def _office(token: Token) -> set[str]:
    """The words of the office by which a clause is about whoever holds it: of "the Foreign
    Secretary", and of "the Clerk" with a capital. None where the name stands beside it, nor of "the
    President", who may be any country's."""
    if token.dep_ not in ("nsubj", "nsubjpass") or not is_role(token):
        return set()
    before = [c.lower_ for c in token.lefts]
    if before[:1] != ["the"] or any(c.dep_ == "appos" for c in token.children):
        return set()
    lemma, whereof = token.lemma_.casefold(), charges(before)
    alone = before == ["the"] and token.is_title and not any(c.i > token.i for c in token.children)
    by_itself = alone and lemma not in lexicon.SOLE_OFFICES
    return {lemma, *whereof} if whereof or by_itself else set()


def _is_stranger(token: Token, told: Set[str]) -> bool:
    """Whether a clause is about somebody told of without a name: "a woman in the crowd said", "my
    mother set it up", where nobody by name is ``told`` to be one. Of "he drove his mother home"
    "she" may go on, who is not the one whose mother it is."""
    lemma = token.lemma_.casefold()
    owner = next((c for c in token.children if c.tag_ == "PRP$"), None)
    if token.tag_ == "NN" and token.dep_ in ("dobj", "dative", "pobj") and owner is not None:
        sides = {gender.PRONOUNS.get(owner.lower_), gender.of_words([token.lower_])}
        named = any(c.dep_ == "appos" and c.is_alpha for c in token.children)
        return sides == {True, False} and not named and lemma not in told | lexicon.SPOUSES
    if token.tag_ != "NN" or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    determiners = {c.lower_ for c in token.children if c.dep_ == "det"}
    owned = owner is not None
    anew = determiners & {"a", "an", "another", "one"} or (
        lemma in lexicon.SPOKESPEOPLE and not determiners
    )
    anew = anew or (owned and lemma not in told | lexicon.SPOUSES)
    named = any(c.dep_ == "appos" and c.is_alpha for c in token.children)
    if not (is_one(token) and anew) or named:
        return False
    # not in general, as of "it is rare for a judge to speak"
    verb = token.head
    tense = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    was = any(c.dep_ == "relcl" and any(t.tag_ == "VBD" for t in c.subtree) for c in token.children)
    return was or verb.lemma_ in lexicon.SPEAKING or any(t.tag_ == "VBD" for t in tense)
