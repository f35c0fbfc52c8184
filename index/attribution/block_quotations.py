"""Quotations without marks, which a file sets off as blocks: `<blockquote>`, "> " of Markdown.

Blocks hold notes and warnings as well, so that one counts as a quotation only where the paragraph
in front of it leads from somebody to it with a colon, or a line behind a dash says whose it is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.attribution.quotations import MARKS, holding, words
from index.attribution.reported import Finding
from index.documents import Document, Span
from index.references import bare

MARK = ">"
"""The mark of a block quotation among ``Document.emphases``."""

_FEWEST = 4  # words
_SIGNED = re.compile(r"[—–―-]{1,2} ?[A-Z]")
_NOTE = re.compile(r"\W*(?:caution|example|hint|important|note|tip|warning)\b", re.IGNORECASE)
_LAST_SENTENCE = re.compile(r"(?:^|(?<=[.!?]\s))[^.!?]*:\s*$")
_OF_SOMEBODY = re.compile(
    r"\b(?:he|I|it|she|they|we|who)\b|(?<=\w )[A-Z]\w|^[A-Z][\w.'’ -]*:"
    r"|\b(?:answer|email|e-mail|letter|message|note|reply|statement|words)\b"
)


def with_blocks(
    document: Document, paragraphs: Sequence[Span], quoted: Sequence[Span]
) -> tuple[Span, ...]:
    """The quotations of a document with those set off as blocks, each paragraph of these whole; in
    text order, the outermost alone."""
    blocks = [Span(e.start, e.end) for e in document.emphases if e.mark == MARK]
    if not blocks:
        return tuple(quoted)
    found = list(_quotations(document.text, paragraphs, blocks))
    return tuple(sorted([*(q for q in quoted if not holding(found, q)), *found]))


def to_blocks_end(finding: Finding, text: str, quoted: Sequence[Span]) -> Finding:
    """With the further paragraphs of the block whose first one its words end with."""
    spans = list(finding.spans)
    n = bisect_right(quoted, spans[-1].start, key=lambda q: q.start)
    while n and n < len(quoted) and quoted[n - 1].end == spans[-1].end:
        between = text[quoted[n - 1].end : quoted[n].start]
        if between.strip() or "\n" not in between or text[quoted[n].start] in MARKS:
            break
        spans.append(quoted[n])
        n += 1
    return replace(finding, spans=tuple(spans))


def _quotations(text: str, paragraphs: Sequence[Span], blocks: Sequence[Span]) -> Iterator[Span]:
    set_off = [holding(blocks, paragraph) is not None for paragraph in paragraphs]
    at = 0
    while at < len(paragraphs):
        end = at
        while end < len(paragraphs) and set_off[end]:
            if _NOTE.match(text, paragraphs[end].start):
                break
            end += 1
        run = paragraphs[at:end]
        if run and words(text, run[0]) >= _FEWEST:
            signed = len(run) > 1 and _SIGNED.match(text, run[-1].start) is not None
            signed_below = end < len(paragraphs) and _SIGNED.match(text, paragraphs[end].start)
            if signed or signed_below or (at and _leads(text[slice(*paragraphs[at - 1])])):
                yield from (bare(text, each) for each in run[: len(run) - signed])
        at = max(end, at + 1)


def _leads(before: str) -> bool:
    """Whether a paragraph ends with a sentence that leads from somebody to what follows it."""
    last = _LAST_SENTENCE.search(before)
    return last is not None and _OF_SOMEBODY.search(last[0].strip()) is not None
