"""Whose a quotation is: the cue's that introduces or follows it, or the speaker's who goes on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.cues import is_in_words
from index.attribution.quotations import end_of, holding, is_title, wordless, words
from index.attribution.reported import Finding
from index.attribution.sources import link
from index.documents import Span
from index.parsing import Paragraph

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_LONGEST_GAP = 14  # tokens between a quotation and its cue: a name with its role, an adverb
_SCARE_WORDS = 3  # quotations up to this long, on their own, are scare quotes or titles
_STOPS = (".", "!", "?", ";")
_ENDS = (".", "!", "?", "…")
_CLOSED = ("”", "»", '"', "''", "``", "’", "'", "“")


class Quoting:
    """The findings of a document while its quotations are given to them.

    ``paragraphs``, ``reported`` (each paragraph's findings, in the cues' order) and ``quoted``
    (each paragraph's quotations) go together.
    """

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Paragraph],
        reported: Sequence[list[Finding]],
        quoted: Sequence[Sequence[Span]],
    ) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._held = [list(findings) for findings in reported]
        self._quoted = quoted
        self._floating = [self._owned(n) for n in range(len(paragraphs))]

    def findings(self) -> Iterator[list[Finding]]:
        """Each paragraph's findings with their quotations, in text order."""
        for number in range(len(self._paragraphs)):
            self._float(number)
        for held in self._held:
            yield sorted((f for f in held if f.spans), key=lambda f: f.spans[0])

    def _owned(self, number: int) -> list[Span]:
        """Give a paragraph's quotations to the cues beside them; what is left floats."""
        text, held = self._text, self._held[number]
        if not self._quoted[number]:
            return []
        places = _Places(self._paragraphs[number], held, self._quoted[number])
        floating: list[Span] = []
        latest: int | None = None
        for quotation in self._quoted[number]:
            owner = _owner(text, held, places, quotation)
            if owner is None:
                taken = [
                    n for n, f in enumerate(held) if any(s.overlaps(quotation) for s in f.spans)
                ]
                owner = min(
                    taken, key=lambda n: abs(held[n].spans[0].start - quotation.start), default=None
                )
            if owner is not None:
                for n, other in enumerate(held):
                    if n != owner and any(quotation.holds(s) for s in other.spans):
                        left = tuple(s for s in other.spans if not quotation.holds(s))
                        held[n] = replace(other, spans=left)  # "Kirby: “…,” he said"
                held[owner] = joined(text, held[owner], quotation)
                latest = owner
                continue
            short = words(text, quotation) <= _SCARE_WORDS
            if short and end_of(text, quotation) not in _ENDS:
                continue
            if latest is not None and self._goes_on(held[latest], quotation):
                held[latest] = joined(text, held[latest], quotation)
            elif not short or quotation == self._paragraphs[number].span:
                floating.append(quotation)
        return floating

    def _float(self, number: int) -> None:
        """Find who goes on in the quotations of a paragraph that no cue takes."""
        held = self._held[number]
        paragraph = self._paragraphs[number]
        latest: Finding | None = None
        for quotation in self._floating[number]:
            if latest is not None and self._goes_on(latest, quotation):
                held[-1] = latest = joined(self._text, latest, quotation)
                continue
            if self._given_ahead(number, quotation) or self._signed(number, quotation):
                continue
            if not self._stands_alone(paragraph, quotation):
                continue
            earlier = _just_before(self._text, held, quotation) or self._before(number, quotation)
            if earlier is not None:
                latest = Finding(
                    paragraph, (quotation,), quotation, None, None, 0.7, continues=earlier
                )
                held.append(latest)

    def _given_ahead(self, number: int, quotation: Span) -> bool:
        """Give a paragraph that closes with its paragraph, unclosed, to the cue of a later one:
        "“A. ¶ “B. ¶ “C,” Kirby said."."""
        at = number
        while self._runs_on(at, quotation):
            at += 1
            if at == len(self._paragraphs) or not self._quoted[at]:
                return False
            following = self._quoted[at][0]
            if following.start != self._paragraphs[at].start:
                return False
            held = self._held[at]
            for n, finding in enumerate(held):
                if finding.cue is not None and any(s.overlaps(following) for s in finding.spans):
                    opening = self._floating[number][-1]
                    held[n] = replace(finding, spans=tuple(sorted([opening, *finding.spans])))
                    return True
            quotation = following
        return False

    def _signed(self, number: int, quotation: Span) -> bool:
        """Whether the next paragraph is the name of who says so."""
        following = self._held[number + 1] if number + 1 < len(self._held) else []
        return any(quotation in f.spans for f in following)

    def _runs_on(self, number: int, quotation: Span) -> bool:
        """Whether a quotation ends with its paragraph without a mark that closes it."""
        paragraph = self._paragraphs[number].span
        inside = self._text[quotation.start + 1 : quotation.end]
        return quotation.end == paragraph.end and not inside.endswith(_CLOSED)

    def _goes_on(self, finding: Finding, quotation: Span) -> bool:
        """ "A," she said. "B.": nothing but the cue's sentence end stands between the two."""
        ends = [finding.spans[-1].end, finding.sentence.end]
        if finding.cue_span is not None:
            ends.append(finding.cue_span.end)
        between = Span(min(max(ends), quotation.start), quotation.start)
        return (
            quotation.start >= finding.spans[-1].end
            and wordless(self._text, between)
            and self._stands_alone(finding.paragraph, quotation)
        )

    def _stands_alone(self, paragraph: Paragraph, quotation: Span) -> bool:
        """Whether a quotation is a sentence of its own, not a phrase or a title in another's."""
        fills = wordless(self._text, Span(quotation.end, paragraph.span.end))
        if is_title(self._text, quotation):
            return False
        return fills or end_of(self._text, quotation) in _ENDS

    def _before(self, number: int, quotation: Span) -> Finding | None:
        """A quotation that opens its paragraph belongs to the speaker of the paragraph before.

        Not after a question: the next to speak answers it.
        """
        paragraph = self._paragraphs[number]
        if not number or not wordless(self._text, Span(paragraph.start, quotation.start)):
            return None
        held = [f for f in self._held[number - 1] if f.spans and _names_somebody(f)]
        outer = [f for f in held if not any(_within(f, other) for other in held)]
        last = max(outer, key=lambda f: f.spans[-1], default=None)
        if last is None:
            return None
        quoted = holding(self._quoted[number - 1], last.spans[-1])
        asked = quoted is not None and end_of(self._text, quoted) == "?"
        return None if asked or not self._in_the_same_marks(quotation, last) else last

    def _in_the_same_marks(self, quotation: Span, earlier: Finding) -> bool:
        """Single marks go on where single marks were; elsewhere they stand for much else."""
        text, mark = self._text, self._text[quotation.start]
        if mark not in "'‘" or text.startswith("''", quotation.start):
            return True
        return any(
            text[s.start] == mark and not text.startswith("''", s.start) for s in earlier.spans
        )


class _Places:
    """Where the words, cues and quotations of a paragraph stand, to look things up by place."""

    def __init__(
        self, paragraph: Paragraph, held: Sequence[Finding], quoted: Sequence[Span]
    ) -> None:
        self.tokens = [t for t in paragraph.doc if not t.is_space]
        self.starts = [paragraph.start + t.idx for t in self.tokens]
        self.ends = [start + len(t) for start, t in zip(self.starts, self.tokens, strict=True)]
        self.opening = {q.start for q in quoted}
        self.cues: dict[int, int] = {}
        for number, finding in enumerate(held):
            if finding.cue is not None:
                self.cues.setdefault(finding.cue.i, number)


def _owner(text: str, held: Sequence[Finding], places: _Places, quotation: Span) -> int | None:
    """The finding whose cue, the nearest, introduces or follows the quotation in its sentence."""
    end = end_of(text, quotation)
    title = is_title(text, quotation) and end not in _ENDS
    short = words(text, quotation) <= _SCARE_WORDS
    nearest: list[tuple[int, int]] = []
    after = bisect_left(places.starts, quotation.end)
    before = bisect_left(places.ends, quotation.start + 1)
    while before and places.ends[before - 1] > quotation.start:
        before -= 1
    for way, at in ((-1, before - 1), (1, after)):
        gap: list[Token] = []
        while 0 <= at < len(places.tokens) and len(gap) <= _LONGEST_GAP:
            token = places.tokens[at]
            number = places.cues.get(token.i)
            if number is not None and not (title and not (end and _takes_titles(token))):
                if way > 0 and end and _follows(held[number], gap, places.ends[at], places):
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


def _may_take(cue: Token) -> bool:
    return cue.lower_ not in ("according", "per") and (cue.pos_ != "NOUN" or is_in_words(cue))


def _follows(finding: Finding, gap: Sequence[Token], end: int, places: _Places) -> bool:
    """Whether a cue behind a quotation and a few words (the gap) reports it."""
    cue = finding.cue
    if cue is None or not _may_take(cue):
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
    return _may_take(cue) and (marked or len(gap) <= (0 if short else 4))


def joined(text: str, finding: Finding, quotation: Span) -> Finding:
    """The finding with the quotation among its spans.

    A parse that cut the quotation up, or took little beyond it, gives way to the quotation itself.
    """
    spans = [s for s in finding.spans if not quotation.holds(s)]
    if finding.cue_span is not None and finding.cue_span.start >= quotation.end:
        # "He went through the code: “A,” he said."
        first = spans[0].start if spans else quotation.start
        if text[first : quotation.start].rstrip().endswith(":"):
            spans = [Span(max(a, quotation.start), b) for a, b in spans if b > quotation.start]
    for n, span in enumerate(spans):
        if not span.overlaps(quotation):
            continue
        outside = [
            Span(span.start, min(span.end, quotation.start)),
            Span(max(span.start, quotation.end), span.end),
        ]
        if sum(words(text, o) for o in outside if o.end > o.start) >= 2:
            merged = Span(min(span.start, quotation.start), max(span.end, quotation.end))
            return replace(finding, spans=(*spans[:n], merged, *spans[n + 1 :]))
        spans[n] = quotation
        return replace(finding, spans=tuple(sorted(set(spans))))
    return replace(finding, spans=tuple(sorted([*spans, quotation])))


def _just_before(text: str, held: Sequence[Finding], quotation: Span) -> Finding | None:
    """ "Kirby said there were three sites. “We have seen them.”": the sentence before tells who."""
    for finding in held:
        between = Span(min(finding.sentence.end, quotation.start), quotation.start)
        # the parser may count the opening mark to the sentence before
        ended = finding.cue is not None and finding.sentence.end <= quotation.start + 1
        if ended and wordless(text, between):
            return finding
    return None


def _names_somebody(finding: Finding) -> bool:
    return finding.continues is not None or link(finding) is not None


def _within(inner: Finding, outer: Finding) -> bool:
    """Whether a finding is reported in another: "Austin said Kirby had warned that …"."""
    return (
        inner.cue_span is not None
        and inner is not outer
        and any(span.holds(inner.cue_span) for span in outer.spans)
    )
