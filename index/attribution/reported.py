"""What the first stage of attribution gives: something reported, and the word that reports it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.attribution.quotations import holding, wordless
from index.documents import Span
from index.parsing import Paragraph

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_NO_EDGE_LEFT = (",", ".", ";", ":", "-", "--", "—", ")")
_NO_EDGE_RIGHT = (",", ";", ":", "-", "--", "—", ".", "(")


@dataclass(frozen=True)
class Finding:
    """Something reported. ``cue`` is the word that reports it, None where none does.

    Without a cue, a finding has either ``speaker``, the word that names who speaks ("Kirby: “…”"),
    or is only told of ``beside`` it ("Kirby nodded. “…”"), or ``continues``, an earlier finding
    whose speaker goes on in a floating quotation; or it floats, in a conversation. ``agent`` is the
    verb whose subject speaks, where that is not the cue itself.
    """

    paragraph: Paragraph
    spans: tuple[Span, ...]
    sentence: Span
    cue: Token | None
    cue_span: Span | None
    confidence: float
    continues: Finding | None = None
    agent: Token | None = None
    speaker: Token | None = None
    beside: bool = False

    @property
    def floats(self) -> bool:
        """Whether nothing tells who speaks but whose turn it is, in a conversation."""
        return self.cue is None and self.continues is None and self.speaker is None

    @property
    def place(self) -> tuple[Span, Span | None]:
        """What it keeps while its spans are corrected."""
        return self.sentence, self.cue_span


def sentence_of(paragraph: Paragraph, token: Token) -> Span:
    """The sentence that a word stands in, without the white space around it."""
    inside = [t for t in token.sent if not t.is_space]
    return paragraph.span_of(inside[0], inside[-1])


def ranges(paragraph: Paragraph, tokens: Collection[Token]) -> tuple[Span, ...]:
    """Neighbouring tokens as ranges, bare of the punctuation at their edges."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = []
    for run in runs:
        first, last = 0, len(run)
        while first < last and (run[first].is_space or run[first].text in _NO_EDGE_LEFT):
            first += 1
        while first < last and (
            run[last - 1].is_space
            or run[last - 1].dep_ == "cc"  # "…, and his spokesman added": the join is nobody's word
            or run[last - 1].text in _NO_EDGE_RIGHT
        ):
            last -= 1
        if any(t.is_alpha or t.like_num for t in run[first:last]):
            spans.append(paragraph.span_of(run[first], run[last - 1]))
    return tuple(spans)


def whole(text: str, finding: Finding, quoted: Sequence[Span]) -> Finding:
    """The finding with no quotation that it ends in, or starts in, cut in two, and no span that
    goes on, in the same line, where another ends."""
    spans: list[Span] = []
    for span in finding.spans:
        start, end = span
        first = holding(quoted, Span(start, start + 1))
        last = holding(quoted, Span(end, end + 1)) if end < len(text) else None
        if last is not None and start <= last.start < end:
            end = last.end
        if first is not None and first.start < start and first.end < end:
            start = first.start
        between = Span(spans[-1].end, max(start, spans[-1].end)) if spans else None
        if between is not None and wordless(text, between) and "\n" not in text[slice(*between)]:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return replace(finding, spans=tuple(spans))
