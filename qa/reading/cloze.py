"""Passages → questions that nobody wrote, with their answers: cloze questions, by the thousand.

Something is taken out of a sentence, a name, a number, a noun phrase or a clause, and what is left
of the sentence, thinned out and put in another order, asks for it (Lewis, Denoyer and Riedel, ACL
2019). Where another sentence tells of the same name with some of the same words, the question is
made of that one instead, so that it doesn't only repeat the passage (Fabbri et al., ACL 2020). Some
questions get another name, and some passages lose their sentence, and have no answer then.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.documents import Span
from index.parsing import Parser
from qa.reading.negatives import exchanged, kinds, parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

# How a kind of thing is asked for; what is listed twice, twice as often
_ASKED: Mapping[str, Sequence[str]] = {
    "PERSON": ("Who", "Who", "Whom", "Which person"),
    "NORP": ("Which group", "What", "Who", "What nationality"),
    "ORG": ("What organization", "Who", "What", "Which company", "What group"),
    "GPE": ("Where", "What country", "What place", "Which city", "Which state"),
    "LOC": ("Where", "What place", "What region"),
    "FAC": ("What building", "Where", "What"),
    "DATE": ("When", "When", "In what year", "What year", "How long", "What date"),
    "TIME": ("When", "What time", "How long"),
    "MONEY": ("How much", "How much money", "What amount"),
    "PERCENT": ("What percentage", "How much", "What percent", "What proportion"),
    "CARDINAL": ("How many", "How many", "What number"),
    "QUANTITY": ("How much", "How far", "How large", "How long", "How high"),
    "ORDINAL": ("Which", "What"),
    "EVENT": ("What event", "What"),
    "WORK_OF_ART": ("What", "What work", "What book"),
    "LAW": ("What law", "What"),
    "PRODUCT": ("What", "What product"),
    "LANGUAGE": ("What language",),
    "PHRASE": ("What", "What", "What", "What kind of thing", "Which"),
    "CLAUSE": ("What", "Why", "How"),
}
_NAMELESS = ("PHRASE", "CLAUSE")
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_PHRASES = _SUBJECTS | {"dobj", "pobj", "attr", "conj"}
_CLAUSES = frozenset(("advcl", "xcomp", "ccomp", "acomp"))
_BRANCHES = frozenset(
    "prep advcl relcl acl appos advmod npadvmod conj parataxis amod".split()
)  # what a person who asks for one thing leaves out
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_FORM = frozenset(
    "the a an of to in on at by for with and that this is are was were be been has have had".split()
)
_AUXILIARIES = ("did", "did", "does", "was", "is", "were", "are")
_LONGEST, _SHORTEST = 26, 3  # words of a sentence that a question is made of
_LONGEST_ANSWER = 14  # words
_LEAST_LEFT = 200  # characters of a passage without its sentence
_IN_COMMON = 2  # words of content, besides the name, of two sentences that tell of the same


@dataclass(frozen=True, slots=True)
class Cloze:
    """``answer`` is a range of ``passage``; None where it has no answer."""

    question: str
    passage: str
    answer: Span | None


def clozes(
    passages: Sequence[str], parser: Parser, chance: random.Random, each: int = 2
) -> Iterator[Cloze]:
    """At most ``each`` of every passage. What breaks a passage's lines becomes a space."""
    whole = [parsed(" ".join(text.split()), parser) for text in passages]
    known = kinds(whole)
    docs = [p.doc for text in whole for p in text.paragraphs[:1]]
    asked = [_answers(doc, chance) for doc in docs]
    elsewhere = defaultdict(list)
    for answers in asked:
        for kind, words in answers:
            if kind not in _NAMELESS:
                elsewhere[words.text.casefold()].append((kind, words))
    for answers in asked:
        for kind, words in chance.sample(answers, min(each, len(answers))):
            other = _same_elsewhere(words, elsewhere[words.text.casefold()], chance)
            question = _question(*other, chance, thin=False) if other else None
            if other is None or question is None:
                other, question = None, _question(kind, words, chance, thin=chance.random() < 0.6)
            if question:
                made = _made(question, words, other[1] if other else None)
                yield _spoilt(made, words, parser, known, chance) or made


def _answers(doc: Doc, chance: random.Random) -> list[tuple[str, Words]]:
    """What can be asked for, with its kind."""
    found = [(e.label_, e) for e in doc.ents if e.label_ in _ASKED and len(e) <= 8]
    named = {token.i for _, entity in found for token in entity}
    for chunk in doc.noun_chunks:
        fits = chunk.root.dep_ in _PHRASES and chunk.root.pos_ in ("NOUN", "PROPN")
        if not fits or len(chunk) > 7 or any(token.i in named for token in chunk):
            continue
        words = (_subtree(chunk.root) if chance.random() < 0.3 else None) or chunk
        if len(words) > 1 and words[0].pos_ in ("DET", "PRON") and chance.random() < 0.6:
            words = words[1:]
        found.append(("PHRASE", words))
    for token in doc:
        if token.dep_ in _CLAUSES and token.pos_ in ("VERB", "ADJ") and chance.random() < 0.15:
            clause = _subtree(token)
            if clause is not None and len(clause) > 1:
                found.append(("CLAUSE", clause))
    return found


def _subtree(token: Token) -> Words | None:
    """A word with all that hangs on it, where that is in one piece and no too long answer."""
    under = list(token.subtree)
    whole = under[-1].i - under[0].i + 1
    return (
        token.doc[under[0].i : under[-1].i + 1] if whole == len(under) <= _LONGEST_ANSWER else None
    )


def _content(words: Sequence[Token] | Words) -> set[str]:
    return {t.lemma_.casefold() for t in words if t.pos_ in _CONTENT and not t.is_stop}


def _same_elsewhere(
    words: Words, others: Sequence[tuple[str, Words]], chance: random.Random
) -> tuple[str, Words] | None:
    """The same name in the other sentence that has most words in common with its own."""
    own = _content(words.sent) - _content(words)
    best, most = None, _IN_COMMON - 1
    for kind, other in others if len(others) <= 200 else chance.sample(others, 200):
        if other.sent.text != words.sent.text:
            common = len(own & _content(other.sent))
            if common > most:
                best, most = (kind, other), common
    return best


def _question(kind: str, words: Words, chance: random.Random, *, thin: bool) -> str | None:
    """What is left of a sentence, as a question; None where too little is left, or too much."""
    head = words.root
    verb = head
    while verb.head != verb and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    clause = sorted(t.i for t in verb.subtree)
    first, last = clause[0], clause[-1]
    if first > words.start or last < words.end - 1:
        first, last = words.sent.start, words.sent.end - 1
    gone: set[int] = set()
    for token in words.doc[first : last + 1]:
        if token.dep_ in _BRANCHES and chance.random() < (0.45 if thin else 0.2):
            branch = {t.i for t in token.subtree}
            if branch.isdisjoint(range(words.start, words.end)):
                gone |= branch
    kept = [t for t in words.doc[first : last + 1] if not (t.i in gone or t.is_punct or t.is_space)]
    before = [t for t in kept if t.i < words.start]
    after = [t for t in kept if t.i >= words.end]
    if head.dep_ == "pobj" and before and before[-1].pos_ == "ADP" and chance.random() < 0.7:
        before.pop()
    both = [*before, *after]
    if sum(t.pos_ in _CONTENT for t in both) < 2 or not _SHORTEST <= len(both) <= _LONGEST:
        return None
    left, right = _said(before, chance), _said(after, chance)
    asked, way = chance.choice(_ASKED[kind]), chance.random()
    if head.dep_ in _SUBJECTS:
        order = [asked, *(left if way < 0.5 else ()), *right]
    elif way < 0.45:
        order = [asked, chance.choice(_AUXILIARIES), *left, *right]
    elif way < 0.75:
        order = [asked, *right, *left]
    elif way < 0.88:
        order = [*left, asked.lower(), *right]
    else:
        order = [asked, *left, *right]
    question = " ".join(order)
    return question[:1].upper() + question[1:] + ("?" if chance.random() < 0.8 else "")


def _said(tokens: Sequence[Token], chance: random.Random) -> list[str]:
    """Their words as another might put them: some left out, some verbs without their endings."""
    found = []
    for token in tokens:
        roll = chance.random()
        if token.lower_ in _FORM and roll < 0.2:
            continue
        if (token.pos_ in ("ADJ", "ADV") and roll < 0.3) or (token.pos_ == "PROPN" and roll < 0.12):
            continue
        lemma = token.lemma_.isalpha() and (
            (token.pos_ == "VERB" and roll < 0.35) or (token.pos_ == "NOUN" and roll < 0.1)
        )
        found.append(token.lemma_ if lemma else token.text)
    return found


def _made(question: str, words: Words, other: Words | None) -> Cloze:
    """Without the sentence that the question was made of, where that is in the passage too."""
    text, start = words.doc.text, words.start_char
    if other is not None and other.doc is words.doc:
        cut = Span(other.sent.start_char, other.sent.end_char)
        text = text[: cut.start] + text[cut.end :]
        start -= len(range(*cut)) if cut.start < start else 0
    return Cloze(question, text, Span(start, start + len(words.text)))


def _spoilt(
    made: Cloze,
    words: Words,
    parser: Parser,
    known: Mapping[str, Sequence[str]],
    chance: random.Random,
) -> Cloze | None:
    """Now and then, as one without an answer."""
    roll = chance.random()
    if roll < 0.12:
        near: dict[str, list[str]] = defaultdict(list)
        for entity in words.doc.ents:
            near[entity.label_].append(entity.text)
        other = exchanged(parsed(made.question, parser), near, known, chance)
        return Cloze(other, made.passage, None) if other else None
    if roll < 0.22:
        sentence = words.sent
        rest = words.doc.text[: sentence.start_char] + words.doc.text[sentence.end_char :]
        if len(rest) >= _LEAST_LEFT and words.text.casefold() not in rest.casefold():
            return Cloze(made.question, rest, None)
    return None
