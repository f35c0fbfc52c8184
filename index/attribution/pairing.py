"""Which cue a quotation belongs to: the nearest that introduces it or follows it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.contents import reading
from index.attribution.cues import is_in_words
from index.attribution.quotations import end_of, is_title, words
from index.attribution.reported import Finding
from index.documents import Span
from index.parsing import Paragraph

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_LONGEST_GAP = 14  # tokens between a quotation and its cue: a name with its role, an adverb
SCARE_WORDS = 3  # quotations up to this long, on their own, are scare quotes or titles
ENDS = (".", "!", "?", "…")
_STOPS = (".", "!", "?", ";")


class Places:
    """Where the words, cues and quotations of a paragraph stand, to look things up by place."""

    def __init__(
        self, paragraph: Paragraph, held: Sequence[Finding], quoted: Sequence[Span]
    ) -> None:
        self.tokens = [t for t in paragraph.tokens if not t.is_space]
        self.starts = [paragraph.start + t.idx for t in self.tokens]
        self.ends = [start + len(t) for start, t in zip(self.starts, self.tokens, strict=True)]
        self.opening = {q.start for q in quoted}
        self.cues: dict[int, int] = {}
        for number, finding in enumerate(held):
            if finding.cue is not None:
                self.cues.setdefault(finding.cue.i, number)


def owner_of(text: str, held: Sequence[Finding], places: Places, quotation: Span) -> int | None:
    """The finding whose cue, the nearest, introduces or follows the quotation in its sentence."""
    end = end_of(text, quotation)
    title = is_title(text, quotation) and end not in ENDS
    short = words(text, quotation) <= SCARE_WORDS
    nearest: list[tuple[int, int]] = []
    after = bisect_left(places.starts, quotation.end)
    before = bisect_left(places.ends, quotation.start + 1)
    for way, at in ((-1, before - 1), (1, after)):
        gap: list[Token] = []
        while 0 <= at < len(places.tokens) and len(gap) <= _LONGEST_GAP:
            token = places.tokens[at]
            number = places.cues.get(token.i)
            if number is not None and not (title and not (end and _takes_titles(token))):
                follows = way > 0 and end and not _has_own(held[number], quotation, end)
                if follows and _follows(held[number], gap, places.ends[at], places):
                    nearest.append((len(gap), number))
                    break
                if way < 0 and _introduces(token, gap, short or title):
                    nearest.append((len(gap), number))
                    break
            if token.text in _STOPS or places.starts[at] in places.opening:
                break
            gap.append(token)
            at += way
    return min(nearest)[1] if nearest else None


def _takes_titles(cue: Token) -> bool:
    """ "“Good Lord!” he said": but what one writes, reads or calls so is a title."""
    return cue.lemma_.lower() in lexicon.SPEAKING - {"write"}


def may_take(cue: Token) -> bool:
    """Whether a quotation may be what a cue reports."""
    if cue.pos_ == "NOUN":
        return is_in_words(cue) or reading(cue) is not None
    return cue.lower_ not in ("according", "per")


def _has_own(finding: Finding, quotation: Span, end: str) -> bool:
    """Whether a clause that a sentence in marks is followed by is all that a cue reports: "“A.” He
    was not there, he insisted."."""
    spans, cue = finding.spans, finding.cue_span
    own = len(spans) == 1 and cue is not None and quotation.end <= spans[0].start < cue.start
    return own and end in ENDS


def _follows(finding: Finding, gap: Sequence[Token], end: int, places: Places) -> bool:
    """Whether a cue behind a quotation and a few words (the gap) reports it."""
    cue = finding.cue
    if cue is None or not may_take(cue):
        return False
    if any(t.pos_ in ("VERB", "AUX") and t.dep_ == "ROOT" for t in gap):
        return False
    if not finding.spans or finding.spans[0].start < end:
        return True
    # A cue with content of its own after it: the quotation before is another's, unless the two
    # are halves, “A,” she said, “B”.
    return finding.spans[0].start in places.opening or finding.spans[0].start - 1 in places.opening


def _introduces(cue: Token, gap: Sequence[Token], short: bool) -> bool:
    """Whether the words between a cue and a quotation lead to it: "said, ", "told reporters: ".

    A few quoted words further on are a part of the cue's clause: "puts them on a “war footing”".
    """
    marked = any(t.text in (",", ":") for t in gap)
    return may_take(cue) and (marked or len(gap) <= (0 if short else 4))
