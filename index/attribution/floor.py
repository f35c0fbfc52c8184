"""Who has the floor: how attribution goes within the turns of a transcript.

The words of a turn are its speaker's, so what "I" says in them needs no telling twice. What is
reported of somebody else is a statement within the turn, and ends where the turn does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from index.attribution.called import leads
from index.attribution.choice import Choice
from index.attribution.figures import Figure
from index.attribution.findings import Finding
from index.attribution.mentions import Cast
from index.attribution.resolution import Resolver
from index.attribution.roles import head_of
from index.attribution.sources import Source
from index.attribution.transcripts import Turn, turns
from index.attribution.voices import Voices
from index.documents import Span, Statement
from index.parsing import Parsed

_PRESENT = frozenset("i me my mine we us our ours you your yours".split())
_HE_OR_SHE = frozenset(["he", "she", "his", "her"])
_CERTAINTY = 0.97  # that who is labelled speaks
_BY_NAME = 0.95  # of a source, from here on


class Floor:
    """The turns of one document, none for most. ``cast`` knows everybody who is named in it."""

    def __init__(self, parsed: Parsed) -> None:
        self._text = parsed.document.text
        self.turns: tuple[Turn, ...] = turns(parsed)
        self.cast = Cast(parsed, [turn.label.span for turn in self.turns])
        self._voices = Voices(parsed, self.cast, self.turns) if self.turns else None

    def statements(self, figures: dict[Figure, int]) -> Iterator[Statement]:
        """Every turn as a statement. ``figures`` numbers the speakers and takes in new ones.

        The label is the source, and the words of the turn are all there is of it: they stand for
        the sentence too.
        """
        text = self._text
        for turn, figure in self.taken():
            source = turn.label.span
            told = text[source.start : source.end]  # nothing where the title tells it
            if figure is not None and told:
                figure.sources.add(told)
            yield Statement(
                spans=(turn.words,),
                sentence=turn.sentence,
                kind="turn",
                cue=None,
                source=source if told else None,
                source_text=told,
                speaker=None if figure is None else figures.setdefault(figure, len(figures)),
                confidence=_CERTAINTY,
                asked=turn.asked,
            )

    def taken(self) -> Iterator[tuple[Turn, Figure | None]]:
        """Every turn with its speaker, None where its label says no name."""
        for turn in self.turns:
            yield turn, self._speaker(turn)

    def at(self, offset: int) -> Turn | None:
        n = bisect_right(self.turns, offset, key=_start) - 1
        return self.turns[n] if n >= 0 and offset < self.turns[n].words.end else None

    def labels(self, span: Span) -> bool:
        """Whether words are a turn's label, or of it."""
        turn = self.at(span.start)
        return turn is not None and turn.label.span.overlaps(span)

    def resolve(self, finding: Finding, source: Source, resolver: Resolver) -> Choice | None:
        """Who a source is; None where the report is none of its own in the turn it stands in.

        That is so of the speaker's own words ("I said …", and "he said …" where all is told of
        him), of what is put to somebody in the room ("you said …") and of what the parse has
        running over the border of a turn.
        """
        turn = self.at(finding.spans[0].start) if finding.spans else None
        if turn is None:
            return None if self.labels(source.span) else resolver.resolve(finding, source)
        word = source.head.lower_
        inside = all(turn.words.holds(span) for span in (*finding.spans, source.span))
        own = _PRESENT if turn.label.form != "told" else _HE_OR_SHE
        if not inside or word in own:
            return None
        resolved = resolver.resolve(finding, source)
        if resolved.figure is None or (resolved.certainty >= _BY_NAME and word not in _HE_OR_SHE):
            return resolved
        himself = resolved.figure is self._speaker(turn)  # nobody calls himself "he"
        if himself or not (
            self._is_told(resolved.figure, source)
            or self._is_at_hand(resolved.figure, turn, source)
        ):
            return Choice(None, resolved.certainty)
        return resolved

    def continues(self, finding: Finding) -> bool:
        """Whether a quotation without a cue stands in the turn of the one that it goes on from."""
        before = finding.continues
        if before is None or not self.turns:
            return before is not None
        return self.at(before.sentence.end - 1) == self.at(finding.sentence.end - 1)

    def sentence(self, finding: Finding) -> Span:
        """A finding's sentence without the label in front of it."""
        start, end = finding.sentence
        turn = self.at(end - 1)
        return finding.sentence if turn is None else Span(max(start, turn.words.start), end)

    def _is_told(self, figure: Figure, source: Source) -> bool:
        """Whether a source tells by itself whom it means: a name, or an office that nobody else has
        ("the Pope", and "the minister" where there is one)."""
        word = source.head.lower_
        if word in _HE_OR_SHE or word == "government":
            return False
        if figure.kind != "person" or self.cast.at(source.span) is figure:
            return True
        people = self.cast.figures("person")
        return [f for f in people if any(word in head_of(r) for r in f.roles)] == [figure]

    def _is_at_hand(self, figure: Figure, turn: Turn, source: Source) -> bool:
        """Whether somebody is named in the turn so far, or in the one before, or in what it
        answers: talk moves on faster than prose, and "he" or "the minister" is often somebody who
        has only an office. Between two answers of one stands what is asked. In a diary it is often
        "Papa": only a full name, or one with a title, of the same day is sure to be at hand."""
        n = bisect_right(self.turns, turn.span.start, key=_start) - 1
        dated = turn.label.form == "dated"
        earliest = self.turns[n if dated else max(0, n - 1)].words.start
        if turn.asked is not None:
            again = n and self.turns[n - 1].label.text == turn.label.text
            earliest = turn.asked.start if again else min(earliest, turn.asked.start)
        for mention in self.cast.before(source.span.start):
            if mention.span.start < earliest:
                return False
            if mention.figure is figure:
                before = self._text[earliest : mention.span.start].split()[-1:]
                titled = bool(before) and leads(before[0])
                return not dated or titled or " " in figure.name
        return False

    def _speaker(self, turn: Turn) -> Figure | None:
        return self._voices.figure(turn) if self._voices else None


def _start(turn: Turn) -> int:
    return turn.span.start
