"""Whose a quotation is: the cue's that introduces or follows it, or the speaker's who goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.attribution.dialogue import Turn, beside, conversations
from index.attribution.leading import leading
from index.attribution.pairing import ENDS, SCARE_WORDS, Places, owner_of
from index.attribution.quotations import (
    CLOSED,
    MARKS,
    end_of,
    holding,
    is_open,
    is_title,
    wordless,
    words,
)
from index.attribution.reported import Finding
from index.attribution.sources import link
from index.documents import Span
from index.parsing import Paragraph
from index.references import author, references

_HEADING = 10  # words of a line in marks that may be a heading


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
        self._turns = {
            number: turn
            for run in conversations(text, paragraphs, quoted)
            for turn in run
            for number in range(turn.first, turn.last + 1)
        }
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
        places = Places(self._paragraphs[number], held, self._quoted[number])
        floating: list[Span] = []
        latest: int | None = None
        for quotation in self._quoted[number]:
            if self._rests(number, quotation):
                continue
            parted = any(_is_told_behind(text, f, quotation) for f in held)
            if latest is not None and parted and self._goes_on(number, held[latest], quotation):
                held[latest] = joined(text, held[latest], quotation)
                continue
            owner = owner_of(text, held, places, quotation)
            if owner is None:
                taken = [
                    n for n, f in enumerate(held) if any(s.overlaps(quotation) for s in f.spans)
                ]
                owner = min(
                    taken, key=lambda n: abs(held[n].spans[0].start - quotation.start), default=None
                )
            if owner is not None:
                # "Kirby: “…,” he said"
                held[:] = [f if n == owner else _without(f, quotation) for n, f in enumerate(held)]
                held[owner] = joined(text, held[owner], quotation)
                latest = owner
                continue
            short = words(text, quotation) <= SCARE_WORDS
            if short and end_of(text, quotation) not in ENDS:
                continue
            if latest is not None and self._goes_on(number, held[latest], quotation):
                held[latest] = joined(text, held[latest], quotation)
            elif not short or quotation == self._paragraphs[number].span or number in self._turns:
                floating.append(quotation)
        return floating

    def _rests(self, number: int, quotation: Span) -> bool:
        """Whether a quotation is the rest of one that the paragraph before left open, with no mark
        at its front; if so, it is given to the same cue."""
        start = self._paragraphs[number].start
        if quotation.start != start or self._text[start] in MARKS or not number:
            return False
        opened, held = self._quoted[number - 1], self._held[number - 1]
        for n, finding in enumerate(held):
            if opened and any(s.overlaps(opened[-1]) for s in finding.spans):
                held[n] = replace(finding, spans=(*finding.spans, quotation))
                here = self._held[number]
                here[:] = [_without(f, quotation) for f in here]
                return True
        return False

    def _float(self, number: int) -> None:
        """Find who goes on in the quotations of a paragraph that no cue takes."""
        held = self._held[number]
        paragraph = self._paragraphs[number]
        if (turn := self._turns.get(number)) is not None:
            if number == turn.first:
                self._take_turn(turn)
            return
        latest: Finding | None = None
        for quotation in self._floating[number]:
            if latest is not None and self._goes_on(number, latest, quotation):
                held[-1] = latest = joined(self._text, latest, quotation)
                continue
            if self._given_ahead(number, quotation) or self._signed(number, quotation):
                continue
            if self._led_into(number, quotation) or self._is_cited(number, quotation):
                continue
            if not self._stands_alone(paragraph, quotation):
                continue
            earlier = _just_before(self._text, held, quotation) or self._before(number, quotation)
            if earlier is not None:
                latest = Finding(
                    paragraph, (quotation,), quotation, None, None, 0.7, continues=earlier
                )
                held.append(latest)

    def _take_turn(self, turn: Turn) -> None:
        """Give a turn's quotations that no cue takes to the cue of the same turn, or to whoever is
        told of beside them; else the turn floats whole."""
        numbers = range(turn.first, turn.last + 1)
        floating = [
            q for n in numbers for q in self._floating[n]
            if self._stands_alone(self._paragraphs[n], q)
        ]  # fmt: skip
        if not floating:
            return
        for held in (self._held[n] for n in reversed(numbers)):
            own = [n for n, f in enumerate(held) if self._has_quotation(numbers, f)]
            if own:
                for quotation in floating:
                    held[own[-1]] = joined(self._text, held[own[-1]], quotation)
                return
        at = next(n for n in numbers if self._floating[n])
        paragraph, held = self._paragraphs[at], self._held[at]
        found = Finding(paragraph, tuple(floating), floating[0], None, None, 0.7)
        here = [q for q in floating if paragraph.span.holds(q)]
        if here and (who := beside(paragraph, here)) is not None:
            found = replace(found, speaker=who, beside=True)
        elif turn.leads is not None:
            leading, who = turn.leads
            found = replace(found, paragraph=leading, speaker=who, beside=True)
        held.append(found)

    def _has_quotation(self, numbers: Iterable[int], finding: Finding) -> bool:
        """Whether a finding has a quotation of some paragraphs for its words, from the first
        mark."""
        starts = {q.start for n in numbers for q in self._quoted[n]}
        return any(s.start in starts for s in finding.spans)

    def _given_ahead(self, number: int, quotation: Span) -> bool:
        """Give a paragraph that closes with its paragraph, unclosed, to the cue of a later one:
        "“A. ¶ “B. ¶ “C,” Kirby said."."""
        at = number
        while is_open(self._text, quotation, self._paragraphs[at].span):
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

    def _led_into(self, number: int, quotation: Span) -> bool:
        """Give a quotation at the front of its paragraph, and what goes on from it in the next
        ones, to the sentence that leads to it from the paragraph before."""
        front = Span(self._paragraphs[number].start, quotation.start)
        if not number or not wordless(self._text, front):
            return False
        held = self._held[number - 1]
        finding = leading(self._text, self._paragraphs[number - 1], held)
        if finding is None:
            return False
        theirs, at = [quotation], number
        while is_open(self._text, theirs[-1], self._paragraphs[at].span):
            at += 1
            if at == len(self._floating):
                break
            following = self._floating[at][:1]
            if not following or following[0].start != self._paragraphs[at].start:
                break
            theirs.append(self._floating[at].pop(0))
        led = replace(finding, spans=(*finding.spans, *theirs))
        held[:] = [*(f for f in held if f is not finding), led]
        return True

    def _is_cited(self, number: int, quotation: Span) -> bool:
        """Whether a reference behind a quotation names its author: nobody who spoke before."""
        found = references(self._text, quotation.end, self._paragraphs[number].span.end)[:1]
        return any(
            author(self._text, reference) is not None
            and wordless(self._text, Span(quotation.end, reference.start))
            for reference in found
        )

    def _signed(self, number: int, quotation: Span) -> bool:
        """Whether the next paragraph is the name of who says so."""
        following = self._held[number + 1] if number + 1 < len(self._held) else []
        return any(quotation in f.spans for f in following)

    def _goes_on(self, number: int, finding: Finding, quotation: Span) -> bool:
        """ "A," she said. "B.": nothing but the cue's sentence end stands between the two halves
        of a quotation. Words that are none end with their sentence."""
        if not any(s.overlaps(q) for q in self._quoted[number] for s in finding.spans):
            return False
        if finding.speaker is not None and finding.sentence.end > finding.spans[-1].end:
            return False  # "“A,” – Kirby. “B.”"
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
        if is_title(self._text, quotation) or self._heads(paragraph, quotation):
            return False
        return fills or end_of(self._text, quotation) in ENDS

    def _heads(self, paragraph: Paragraph, quotation: Span) -> bool:
        """Whether a quotation is a line of few words that ends as no sentence does: a heading."""
        inside = self._text[slice(*quotation)]
        return (
            wordless(self._text, Span(paragraph.start, quotation.start))
            and wordless(self._text, Span(quotation.end, paragraph.span.end))
            and inside.endswith(CLOSED)
            and not any(mark in inside for mark in (*ENDS, ",", ";"))
            and words(self._text, quotation) <= _HEADING
        )

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


def _without(finding: Finding, quotation: Span) -> Finding:
    """The finding with none of the quotation's words."""
    return replace(finding, spans=tuple(s for s in finding.spans if not quotation.holds(s)))


def _is_told_behind(text: str, finding: Finding, quotation: Span) -> bool:
    """Whether a finding reports the sentence behind one that a quotation is: "“A.” Prices fell, the
    council says."."""
    if finding.cue_span is None or not text[quotation.start : quotation.end - 1].endswith("."):
        return False
    first = finding.spans[0] if finding.spans else finding.cue_span
    return (
        quotation.end <= first.start < first.end <= finding.cue_span.start
        and words(text, first) > 1
        and wordless(text, Span(quotation.end, first.start))
    )


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
