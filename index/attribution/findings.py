"""The first stage of attribution: parsed document → what is reported, and by which cue.

What a cue's grammar governs comes first (``cues``, ``contents``), then what stands beside a name
and a colon (``colons``); quotation marks then correct and extend it, and a quotation without a cue
of its own goes on from the one before (``quoting``).
"""

from __future__ import annotations

from collections.abc import Sequence

from index.attribution.block_quotations import with_blocks
from index.attribution.colons import Colons
from index.attribution.cues import by_cue
from index.attribution.quotations import holding, quotations, within, words
from index.attribution.quoting import Quoting
from index.attribution.reported import Finding, sentence_of, whole
from index.documents import Span
from index.languages import is_english
from index.parsing import Paragraph, Parsed

__all__ = ["Finding", "find", "sentence_of", "whole"]


def find(parsed: Parsed) -> tuple[tuple[Finding, ...], tuple[Span, ...]]:
    """Everything reported, in text order, and the quotations of the document.

    A paragraph in another language than English reports nothing.
    """
    text, paragraphs = parsed.document.text, parsed.paragraphs
    spans = [p.span for p in paragraphs]
    quoted = with_blocks(parsed.document, spans, quotations(text, spans))
    inside: list[Sequence[Span]] = []
    reported: list[list[Finding]] = []
    foreign: list[bool] = []
    for paragraph in paragraphs:
        quotes = within(quoted, paragraph.span)
        foreign.append(_is_foreign(paragraph, quotes))
        inside.append(() if foreign[-1] else quotes)
        reported.append([] if foreign[-1] else by_cue(paragraph, quotes))
    colons = Colons(parsed, reported, inside)
    for number, skipped in enumerate(foreign):
        reported[number] += [] if skipped else colons.find(number)
    found = Quoting(text, paragraphs, reported, inside).findings()
    uncut = (whole(text, f, quoted) for findings in found for f in findings)
    # the parser may take a run of marks for a word
    return tuple(f for f in uncut if all(words(text, s) for s in f.spans)), quoted


def _is_foreign(paragraph: Paragraph, quoted: Sequence[Span]) -> bool:
    """Whether the words outside quotation marks are another language's: “Non,” she said."""
    words = [
        t.text
        for t in paragraph.tokens
        if t.is_alpha and holding(quoted, paragraph.span_of(t, t)) is None
    ]
    return is_english(words) is False
