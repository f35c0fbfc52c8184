"""Whose turn it is in a conversation that is told, as two take turns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from index.attribution import lexicon
from index.attribution.choice import Choice
from index.attribution.dialogue import conversations, is_story
from index.attribution.figures import Figure, Mention
from index.attribution.mentions import Cast
from index.attribution.quotations import within
from index.attribution.reported import Finding
from index.attribution.sources import Source
from index.documents import Span
from index.parsing import Parsed

if TYPE_CHECKING:  # which imports what this module does
    from index.attribution.agreement import Report

_CALLING = re.compile(r"(?:^|[,;“\"‘'—-]|\b(?:dear|my|no|oh|well|yes)) *$", re.IGNORECASE)
_CALLED = re.compile(r" *(?:[,.!?;”\"—-]|$)")
_TITLES = lexicon.HONORIFICS | {"aunt", "captain", "cousin", "lady", "lord", "uncle"}
_TITLE = re.compile(r"(\w+)\.? *$")
_OFTEN = 2  # times that who tells the story is called to, and so many more than anybody else
_ANSWERS, _TELLS = 0.9, 0.8  # the certainty that who is called to answers, or is "I"


class Voice(NamedTuple):
    """The words that name who speaks, None where none do, and whom they stand for; ``called`` are
    words of another, who calls to them."""

    source: Source | None
    choice: Choice
    called: bool = False

    @property
    def key(self) -> Figure | str | None:
        """What tells two who speak apart: who they are or, without a name, what they are called."""
        if self.choice.figure is not None:
            return self.choice.figure
        return self.source.head.lemma_.casefold() if self.source else None

    @property
    def is_narrator(self) -> bool:
        return self.source is not None and self.source.head.lower_ == "i"


UNTOLD = Voice(None, Choice(None, 0.5))


class Told(NamedTuple):
    """What is reported, by whom, and who says it together with them."""

    report: Report
    voice: Voice
    others: Sequence[Figure] = ()


_Place = tuple[int, int]  # of a turn: the numbers of its conversation and in that


class Alternation:
    """The turns of one document's conversations, and who has been heard to speak in them so far."""

    def __init__(self, parsed: Parsed, quoted: Sequence[Span], cast: Cast) -> None:
        self._text, self._cast = parsed.document.text, cast
        self._starts = [p.start for p in parsed.paragraphs]
        self._quoted = [within(quoted, p.span) for p in parsed.paragraphs] if quoted else []
        self._runs = conversations(self._text, parsed.paragraphs, self._quoted)
        self._story = is_story(self._runs)
        self._places: dict[int, _Place] = {
            number: (run, n)
            for run, turns in enumerate(self._runs)
            for n, turn in enumerate(turns)
            for number in range(turn.first, turn.last + 1)
        }
        self._voices: dict[_Place, Voice] = {}

    def __bool__(self) -> bool:
        return bool(self._runs)

    def hear(self, finding: Finding, voice: Voice) -> None:
        """Take note of who speaks, where a finding is what is said in a turn."""
        place = self._place(finding) if voice.source is not None else None
        if place is not None:
            self._voices.setdefault(place, voice)

    def silent(self, finding: Finding) -> set[Figure]:
        """Who does not have the turn that a finding is of: who had the one before, and who is
        called to in it."""
        place = self._place(finding)
        if place is None:
            return set()
        before = self._voices.get((place[0], place[1] - 1), UNTOLD).choice.figure
        return {m.figure for m in self._called(place)} | ({before} if before else set())

    def expected(self, finding: Finding, *, ahead: bool = False) -> Voice:
        """Who has the turn that a finding is of, as two take turns: who had the last but one or,
        ``ahead``, has the next but one; else who is called to in the one beside it. Nobody where
        three spoke last, but in a story, nor who has the turn beside it, too, or is called to."""
        place = self._place(finding)
        if place is None:
            return UNTOLD
        run, n = place
        step = 1 if ahead else -1
        near, found, third = (self._voices.get((run, n + m * step)) for m in (1, 2, 3))
        three = third is not None and (near is None or near.key != third.key)
        if found and ((three and not self._story) or (ahead and near is None)):
            return UNTOLD
        found = found or self._answering((run, n + step))
        around = [self._voices[p] for p in ((run, n - 1), (run, n + 1)) if p in self._voices]
        if any(found.key == other.key for other in around):
            return UNTOLD
        return UNTOLD if found.choice.figure in self.silent(finding) else found

    def completed(self, told: Sequence[Told]) -> Iterator[Told]:
        """The same with who begins to speak before he is named, "“A?” ¶ “B,” said Holt. ¶ “C,” said
        Rudge.", and with who tells the story for "I"; without what is nobody's."""
        found = list(told)
        for n, (report, voice, _) in reversed(list(enumerate(found))):
            if report.finding.floats and voice is UNTOLD:
                found[n] = Told(report, self.expected(report.finding, ahead=True))
                self.hear(report.finding, found[n].voice)
        narrator = self._narrator()
        for one in found:
            if one.voice.is_narrator and narrator is not None and self._place(one.report.finding):
                yield one._replace(voice=Voice(one.voice.source, Choice(narrator, _TELLS)))
            elif one.voice.source is not None or not one.report.finding.floats:
                yield one

    def _narrator(self) -> Figure | None:
        """Who tells the story: who is called to by name before or after "I" speaks, and never
        speaks by name."""
        speaking = {voice.choice.figure for voice in self._voices.values() if not voice.called}
        called: Counter[Figure] = Counter()
        for (run, n), voice in self._voices.items():
            if voice.is_narrator:
                called.update({m.figure for step in (-1, 1) for m in self._called((run, n + step))})
        counts = [(figure, n) for figure, n in called.most_common() if figure not in speaking]
        if not counts or counts[0][1] < _OFTEN:
            return None
        clear = len(counts) == 1 or counts[0][1] >= _OFTEN * counts[1][1]
        return counts[0][0] if clear else None

    def _answering(self, place: _Place) -> Voice:
        """Who is called to in a turn."""
        called = list(self._called(place))
        if len({mention.figure for mention in called}) != 1:
            return UNTOLD
        source = Source(called[0].head, called[0].span)
        return Voice(source, Choice(called[0].figure, _ANSWERS), called=True)

    def _called(self, place: _Place) -> Iterator[Mention]:
        """Where people are called to by name in a turn: "Are you there, Holt?"."""
        run, n = place
        if not 0 <= n < len(self._runs[run]):
            return
        for number in range(self._runs[run][n].first, self._runs[run][n].last + 1):
            for quotation in self._quoted[number]:
                for mention in self._cast.within(quotation):
                    before = _untitled(self._text[quotation.start : mention.span.start])
                    behind = _CALLED.match(self._text, mention.span.end, quotation.end)
                    if mention.figure.kind == "person" and behind and _CALLING.search(before):
                        yield mention

    def _place(self, finding: Finding) -> _Place | None:
        """The turn of which a finding has a quotation, from its first mark on."""
        for span in finding.spans:
            number = bisect_right(self._starts, span.start) - 1
            if number in self._places and any(
                span.start <= q.start < span.end for q in self._quoted[number]
            ):
                return self._places[number]
        return None


def _untitled(before: str) -> str:
    """What stands before a name, without the title: "“Well, [Mrs.] Holt, …”"."""
    title = _TITLE.search(before)
    is_title = title is not None and title[1].casefold() in _TITLES
    return before[: title.start()] if title and is_title else before
