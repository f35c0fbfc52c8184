"""Sources that put nothing on record themselves: who is asked, who is told, and who hands on what
others said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.reported import Finding
from index.attribution.sources import Source, whom_it_quotes
from index.documents import Span
from index.references import around

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

ASKED = r"(?:asked|challenged|pressed|prompted|questioned|quizzed)\b"
"""What is done to who answers: a pattern."""


def was_asked(finding: Finding, source: Source | None, text: str) -> bool:
    """Whether the cue tells of a question that was put to the source: "Hart, asked whether the
    yard was safe, replied …", where the parse has Hart asking."""
    if source is None or finding.cue_span is None or "," in text[slice(*source.span)]:
        return False
    between = text[source.span.end : finding.cue_span.start]
    asked = re.match(ASKED, text[slice(*finding.cue_span)], re.IGNORECASE)
    return asked is not None and between.strip() == ","


def was_told(finding: Finding, source: Source | None) -> bool:
    """Whether it is the source that was told, and not the one who tells: "I am told that …", or
    what somebody was told stands in a sentence without a source."""
    cue = finding.cue
    if cue is None or source is None or cue.lemma_.lower() not in lexicon.TELLING:
        return False
    if not finding.sentence.overlaps(source.span):
        return any(c.dep_ == "nsubjpass" for c in cue.children)
    return source.head.dep_ == "nsubjpass" and source.head.head == cue


def is_untold(finding: Finding, source: Source, quoted: Sequence[Span]) -> bool:
    """Whether it is not told who says words that are no quotation, and the source is of another
    sentence, or the "it" that stands for nobody: "Kirby agreed to go. It was noted that …"."""
    stands_for_nobody = source.head.lower_ == "it" and source.head.head == finding.cue
    if finding.cue is None or (finding.sentence.holds(source.span) and not stands_for_nobody):
        return False
    children = {c.dep_: c.lower_ for c in finding.cue.children}
    passive = children.get("nsubjpass") == "it" and "agent" not in children
    return passive and not any(q.overlaps(s) for s in finding.spans for q in quoted)


def is_cited_from(finding: Finding, source: Source | None, cited: Sequence[Span]) -> bool:
    """Whether the source is who quotes it, as a reference says: "[quoted by Kirby, p. 7]"."""
    if finding.cue_span is None or source is None:
        return False
    reference = around(cited, finding.cue_span)
    return reference is not None and reference.holds(source.span)


def hands_on(cue: Token, source: Source | None) -> bool:
    """Whether the source only quotes who is on record for it himself: "Reuters quoted Kirby as
    saying that …", "“…” (as quoted by Reuters)"."""
    by = [c for c in cue.children if c.dep_ == "agent" and cue.lemma_ in ("cite", "quote")]
    if source is not None and source.head.head in by:
        return True
    quoted = whom_it_quotes(cue)
    if quoted is None or source is None or quoted == source.head:
        return False
    saying = (g for c in cue.children if c.lower_ == "as" for g in c.children)
    return any(g.dep_ == "pcomp" and g.lemma_.lower() in lexicon.SPEAKING for g in saying)
