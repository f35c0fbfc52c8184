"""The words of a paragraph that report, and what stands in the clause or phrase they govern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.attribution import complements, lexicon
from index.attribution.assertions import asserted, having_to_say, is_aside
from index.attribution.contents import (
    FINITE,
    GOVERNING,
    clause_around,
    clause_of_noun,
    complement,
    has_subject,
    owned,
    reading,
)
from index.attribution.quotations import holding
from index.attribution.reported import Finding, ranges, sentence_of
from index.documents import Span
from index.parsing import Paragraph
from index.references import around, references

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_VERBS = GOVERNING | {"give", "submit"}  # no other reports, so that it need not be looked into
_QUOTING = complements.CLAUSE_CUES | complements.AS_CUES  # what a quotation may be the content of


def by_cue(paragraph: Paragraph, quoted: Sequence[Span]) -> list[Finding]:
    """A finding for each cue outside quotation marks, in the cues' order; one whose content can
    only be a quotation has no spans yet."""
    cited = references(paragraph.doc.text)
    found = [
        finding
        for token in paragraph.tokens
        if token.pos_ in ("VERB", "NOUN", "ADP", "SCONJ") or token.dep_ in ("prep", "advcl")
        if holding(quoted, paragraph.span_of(token, token)) is None
        if around(cited, Span(token.idx, token.idx + len(token))) is None
        if (finding := _reporting(paragraph, token, quoted)) is not None
    ]
    return list(_joined(paragraph, list(_participles(paragraph, found))))


def _reporting(paragraph: Paragraph, token: Token, quoted: Sequence[Span]) -> Finding | None:
    content: set[Token] = set()
    confidence = 0.0
    lemma = token.lemma_.lower()
    first = last = token
    having: Token | None = None
    borrowed = False
    speaks = token.pos_ == "VERB" and lemma in _VERBS
    speaks = speaks and (asserted(token) or is_inverted(paragraph, token, quoted))
    speaks = speaks or reading(token) is not None
    if is_according(token):
        content, confidence = clause_around(token), 0.92
        if token.i + 1 < len(paragraph.doc) and token.nbor().lower_ == "to":
            last = token.nbor()
    elif is_in_words(token):
        content, confidence = clause_around(token.head), 0.85
        borrowed = token.head.lower_ != "in"
        first = token if borrowed else token.head
    elif speaks and (having := having_to_say(token)) is not None:
        first = having
    elif speaks and (given := _given(token)) is not None:
        content, confidence = clause_of_noun(given) or clause_of_noun(token), 0.8
        last = given
    elif speaks:
        content, confidence = complement(token, lemma)
    elif token.pos_ == "NOUN" and lemma in complements.NOUN_CUES and owned(token):
        content, confidence = clause_of_noun(token), 0.7
    if not content and not borrowed and not (speaks and lemma in _QUOTING):
        return None
    spans = ranges(paragraph, content)
    at = paragraph.span_of(first, last)
    sentence = sentence_of(paragraph, token)
    found = Finding(paragraph, spans, sentence, token, at, confidence if spans else 0.9)
    return found if having is None else replace(found, agent=having)


def _given(verb: Token) -> Token | None:
    """The evidence of "gave evidence that …", and what counsel "submitted that …" itself: neither
    takes a quotation."""
    if verb.lemma_ == "submit":
        return verb
    if verb.lemma_ != "give":
        return None
    objects = (c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i)
    return next((c for c in objects if c.lemma_.lower() in lexicon.GIVEN), None)


def is_according(token: Token) -> bool:
    """ "according to …" and "per Kirby", which is not the "per" of "60 miles per hour", nor the
    first name of "its chairman, Per Wallin"."""
    if token.dep_ not in ("prep", "ROOT", "advcl", "pcomp"):
        return False
    if token.text == "Per" and not token.is_sent_start:
        return False
    named = (c.ent_type_ in ("PERSON", "ORG") for c in token.children if c.dep_ == "pobj")
    return token.lower_ == "according" or (token.lower_ == "per" and any(named))


def is_inverted(paragraph: Paragraph, verb: Token, quoted: Sequence[Span]) -> bool:
    """ "“…”, added Kirby": right behind a quotation, the parser may take the verb for an attribute
    of the name."""
    if verb.dep_ != "amod" or verb.lemma_.lower() not in lexicon.SPEAKING or not verb.i:
        return False
    before = verb.nbor(-1)
    if before.text == "," and before.i:
        before = before.nbor(-1)
    quotation = holding(quoted, paragraph.span_of(before, before))
    return quotation is not None and quotation.end == paragraph.span_of(before, before).end


def is_in_words(token: Token) -> bool:
    """ "in Kirby's words", "in the words of Kirby", "to use Kirby's words"."""
    if token.lower_ != "words":
        return False
    if not (token.dep_ == "pobj" and token.head.lower_ == "in") and not _is_borrowed(token):
        return False
    return any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children)


def _is_borrowed(words: Token) -> bool:
    return words.dep_ == "dobj" and words.head.lower_ in ("borrow", "use") and is_aside(words.head)


def _participles(paragraph: Paragraph, reported: Sequence[Finding]) -> Iterator[Finding]:
    """ "rejected the claims that …, calling them …": the participle after the comma goes on with
    the main verb's subject, whatever the parse hangs it on, and is no part of its content.
    """
    held = list(reported)
    for n, finding in enumerate(held):
        cue = finding.cue
        if cue is None or cue.tag_ != "VBG" or not cue.i or cue.nbor(-1).text != ",":
            continue
        if is_according(cue):
            continue
        comma = paragraph.span_of(cue.nbor(-1), cue.nbor(-1))
        for m, other in enumerate(held):
            if other.cue is None or other.cue.i >= cue.i or other.sentence != finding.sentence:
                continue
            if any(span.holds(comma) for span in other.spans):
                cut = [Span(a, min(b, comma.start)) for a, b in other.spans if a < comma.start]
                held[m] = replace(other, spans=tuple(cut))
                held[n] = replace(finding, agent=other.agent or other.cue)
                break
    yield from held


def _joined(paragraph: Paragraph, reported: Sequence[Finding]) -> Iterator[Finding]:
    """ "Hart said the wall was Brogan's and added that …": the second cue, which the parse joins to
    what the first reports, has the first one's subject.
    """
    held = list(reported)
    numbers = {f.cue.i: n for n, f in enumerate(held) if f.cue is not None}
    for n, finding in enumerate(held):
        cue = finding.cue
        if cue is None or cue.dep_ != "conj" or has_subject(cue) or cue.tag_ not in FINITE:
            continue
        said = cue.head
        m = numbers.get(said.head.i)
        first = None if m is None or m == n else held[m].cue
        if m is None or first is None or said.dep_ != "ccomp" or said.i < first.i:
            continue
        if first.tag_ != cue.tag_ or said.i in numbers or said.left_edge.lower_ == "that":
            continue
        start = paragraph.start + cue.left_edge.idx
        cut = [Span(a, min(b, start)) for a, b in held[m].spans if a < start]
        kept = {t for t in said.subtree if t.idx < cue.left_edge.idx and t not in cue.subtree}
        held[m] = replace(held[m], spans=ranges(paragraph, kept) or tuple(cut))
        held[n] = replace(finding, agent=held[m].agent or first)
    yield from held
