"""The sentence that leads to a quotation in the next paragraph with a colon: "Kirby replied:",
"Kirby makes the same point:"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.assertions import asserted
from index.attribution.pairing import may_take
from index.attribution.quotations import wordless
from index.attribution.reported import Finding, sentence_of
from index.attribution.sources import link
from index.documents import Span
from index.parsing import Paragraph

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

# What others may have written, and what is done with others' words
_OTHERS = lexicon.INSCRIBED | frozenset("document e-mail email memo memorandum report".split())
_TAKING_IN = frozenset(
    "cite face find follow get hear meet quote read receive reproduce see show use".split()
)


def leading(text: str, paragraph: Paragraph, held: Sequence[Finding]) -> Finding | None:
    """What of the findings ``held`` of a paragraph reports what stands below it, or a new finding
    where its last sentence is about one person by name and reports nothing; None where it does not
    end with a colon, or nobody says anything."""
    end = paragraph.span.end
    if not text[slice(*paragraph.span)].rstrip().endswith(":"):
        return None
    last = [f for f in held if wordless(text, Span(min(f.sentence.end, end), end))]
    cued = [f for f in last if f.cue is not None and may_take(f.cue) and link(f) is not None]
    if cued:
        return max(cued, key=_place)
    verb = paragraph.doc[-1].sent.root
    if last or not _is_told_of(verb):
        return None
    at = paragraph.span_of(verb, verb)
    return Finding(paragraph, (), sentence_of(paragraph, verb), verb, at, 0.75)


def _place(finding: Finding) -> int:
    return finding.cue.i if finding.cue is not None else 0


def _is_told_of(verb: Token) -> bool:
    """Whether a sentence is about what one person does, who is named there and nobody else, and
    not with what others wrote: "Kirby held up the letter:"."""
    if verb.tag_ not in ("VBD", "VBZ") or verb.lemma_ in _TAKING_IN or not asserted(verb):
        return False
    if any(t.lemma_.lower() in _OTHERS for t in verb.sent):
        return False
    people = {e.root for e in verb.sent.ents if e.label_ == "PERSON"}
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and people == {subject} and not subject.conjuncts
