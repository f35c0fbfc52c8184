"""What clauses tell of whom a pronoun in them may stand for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from index.attribution.figures import Mention
from index.parsing import Paragraph

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token


def beginnings(paragraph: Paragraph) -> Iterator[int]:
    """Where clauses with a subject begin behind a semicolon, who is gone on from as behind a full
    stop: "Holt agreed; Rudge did not. “It is late,” she said."."""
    for mark in (token for token in paragraph.tokens if token.text == ";"):
        behind = list(takewhile(lambda t: t.text != ";", mark.doc[mark.i + 1 : mark.sent.end]))
        subjects = (t for t in behind if t.dep_ in ("nsubj", "nsubjpass"))
        if any(t.tag_ not in ("WDT", "WP") for t in subjects):
            yield paragraph.start + behind[0].idx


def ahead(pronoun: Token) -> tuple[Token | None, Token | None]:
    """The verb of a clause in front that a pronoun stands in, and the subject behind it."""
    for clause in pronoun.ancestors:
        if clause.dep_ == "advcl" and clause.tag_ in ("VBN", "VBG"):
            subjects = (c for c in clause.head.children if c.dep_ in ("nsubj", "nsubjpass"))
            return clause, next((s for s in subjects if s.i > pronoun.i), None)
    return None, None


def opposed(pronoun: Token, mention: Mention) -> bool:
    """Whether both are arguments of one verb: "Kirby told him" tells that he is not Kirby."""
    verb, other = (t.head.head if t.dep_ == "pobj" else t.head for t in (pronoun, mention.head))
    return verb == other and verb.pos_ in ("VERB", "AUX") and "self" not in pronoun.lower_
