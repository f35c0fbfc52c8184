"""Sentences that tell a thing of a matter by where they stand: in minutes below the heading of the
matter, in a transcript behind the turn that brings it up.

Such a sentence seldom has the words of the matter itself ("It was agreed to ask for a survey", "So
we're going with the vinyl one"), and no likeness tells which matter it is of.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.documents import Span, overlapping
from index.store import Reading
from qa import relevance
from qa.decisions import is_outcome, moves
from qa.facts import Fact
from qa.intents import spoken
from qa.intents.case import Case, headline
from qa.lines import may_head
from qa.terms import stem, terms

_READ = 12  # passages
_BEFORE, _BEHIND = 1500, 2500  # characters around a passage
_LONGEST = 2500  # characters below a heading
_FEW = 3  # paragraphs below one without a word of the matter, which may yet all be of it
_TURNS = 14  # behind the one that brings a matter up
_CONTEXT = 400  # characters in front of a sentence in a transcript, in which a matter is named
_ANOTHER = re.compile(  # what a turn begins with that brings up another matter
    r"^(?:[^\n:]{1,60}:\s+|\[[^\]\n]{1,30}\] ?[^\n:]{1,40}:\s+)?"
    r"(?:(?:all right|and|fine|good|great|noted|now|ok(?:ay)?|right|so|thanks|thank you)[,. ]+)*"
    r"(?:next(?! (?:time|week|month|year))|moving on|let['’]s move|(?:agenda )?item \w+|turning to"
    r"|any other business|any(?:thing|one) (?:else|on)|(?:one )?(?:last|more) (?:item|point|thing)"
    r"|(?:another|a different) (?:item|matter|point|thing|topic)|while we['’]re (?:at|on)"
    r"|i(?:['’]ve| have)(?: got)? an? (?:item|point|question|thing) (?:about|on)"
    r"|can (?:i|we) (?:come|go on|move on|talk|turn)(?: (?:about|now|to))|also,? (?:can|could))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(  # of what stands before: "It was agreed …", "RESOLVED: …"
    r"^\W*(?:it was (?:\w+ly )?\w+ed\b|the (?:matter|item|motion|decision|question)\b|they\b"
    r"|(?:agreed|approved|carried|decided|decision|outcome|resolution|resolved|this was)\b)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|this|the (?:idea|matter|motion|plan|proposal|question|scheme))\b", re.IGNORECASE
)
_FORMS = frozenset(
    map(stem, "amendment idea issue item matter motion proposal question resolution vote".split())
)
_AGENDA = re.compile(
    r"\b(?:two|three|four|five|six|several|\d) (?:items|matters|points|subjects|things|topics)\b"
    r"|\bagenda\b|\bin that order\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:(?:all right|and|good|great|ok(?:ay)?|right|so|well)[,. ]+)*"
    r"(?:first|next|now|then|turning|moving|let['’]s|about|on|as (?:for|to))\b",
    re.IGNORECASE,
)
_BARE = 2  # words of an outcome that tells nothing else
_NEARLY = 0.75  # of the most words that a sentence has of the matter
_FEW_WORDS = 4  # of a sentence that names a matter to bring it up
_ITEM = re.compile(r"\s*[-–•*] ")
_LINE = re.compile(r"[^\n]*\S[^\n]*")

Tells = Callable[[str, str], bool]
"""Whether a sentence, behind the one before it, tells what is looked for."""


@dataclass(frozen=True, slots=True)
class Placed:
    """``near``: 3 where the sentence has the words of the matter, 2 where its paragraph has, or of
    a turn it and what is said right before, and 1 where it stands below the same heading, or so
    many turns ``behind`` one that has them. ``share`` is that of the words that the sentence
    has itself, but for what stands below a heading; ``points_back`` where it may be of the
    sentences before it."""

    fact: Fact
    near: int
    behind: int = 0
    share: float = 0.0
    points_back: bool = False


class Matter:
    """What is looked for: ``topic`` is what it is about, ``ends``: in a transcript it may be told
    without a word of that, at the end of what is said of it."""

    def __init__(
        self, case: Case, topic: str, written: Tells, said: Tells, *, ends: bool = False
    ) -> None:
        self._case = case
        wanted = terms(topic)
        own = [word for word in wanted if stem(word) not in _FORMS]  # of "the motion on parking"
        self._covers = case.retrieval.weights.coverage(own or wanted)
        self._written, self._said, self._ends = written, said, ends

    def nearest(
        self, is_of: Callable[[Reading], bool], *, least: int = 1, own: bool = False
    ) -> list[Fact]:
        """What is told nearest to the matter, and as near as this at the ``least``, in documents
        that are of those who are asked about, the best passages' first. ``own``: no sentence of
        another matter that is told in the same paragraph."""
        case = self._case
        passages = case.retrieval.passages(case.query.text, _READ, case.where, case.query.wordings)
        turns = spoken.turns(case, passages)
        found: list[Placed] = []
        for row in (c.row for c in passages):
            around = Span(max(0, row.start - _BEFORE), row.end + _BEHIND)
            reading = case.snapshot.reading(row.document_id, around)
            if reading and is_of(reading):
                if row.id in turns:
                    found += self._in_turns(reading, Span(row.start, row.end))
                else:
                    found += self._in_paragraphs(reading, around)
        if own:
            found = [each for each in found if each.near == 1 or each.share or each.points_back]
        nearest = max(((each.near, -each.behind) for each in found), default=(0, 0))
        if nearest[0] < least:
            return []
        of_it = [each for each in found if (each.near, -each.behind) == nearest]
        most = max((each.share for each in of_it), default=0.0)
        telling = (each.fact for each in of_it if each.share >= _NEARLY * most)
        return list(dict.fromkeys(telling))

    def _in_paragraphs(self, reading: Reading, around: Span) -> Iterator[Placed]:
        """What is told in paragraphs that are of the matter, or stand with it below a heading of
        it, or right below it; elsewhere only what goes on from the paragraph before."""
        text = reading.document.text
        body = _body(text)
        start = since = around.start  # of what a paragraph goes on from: a heading, or paragraphs
        headed, paragraphs, most = False, 0, _FEW
        for line in _lines(text, around):
            told = list(telling(reading, line, self._written))
            if _ITEM.match(text[slice(*line)]) and self._written(text[slice(*line)], ""):
                told = [line]  # whatever was made sentences of a list
            if may_head(text[slice(*line)]) and not told:
                start = since = line.start
                of_it = line.start > 0 and self._covers(text[slice(*line)]) > 0
                headed, paragraphs = of_it or line.start > body, 0
                most = len(text) if of_it else _FEW
                continue
            paragraphs += 1
            goes_on = bool(told) and _GOES_ON.match(text[slice(*told[0])]) is not None
            since = since if goes_on else line.start
            if not headed or paragraphs > most or line.end - start > _LONGEST:
                start = since
            for sentence in told:
                upto = (sentence, Span(line.start, sentence.end), Span(start, sentence.end))
                near = [self._is_of(reading, each) for each in upto]
                if any(near):
                    share = self._covers(text[slice(*sentence)]) if any(near[:2]) else 0.0
                    back = _POINTS_BACK.search(text[slice(*sentence)]) is not None
                    fact = Fact.whole(reading.document.id, sentence)
                    yield Placed(fact, 3 - near.index(True), 0, share, back)

    def _in_turns(self, reading: Reading, within: Span) -> Iterator[Placed]:
        """What is told with words of the matter in a passage, or first behind each turn that brings
        it up, before another is brought up."""
        text = reading.document.text
        for sentence in telling(reading, within, self._said):
            context = Span(max(0, sentence.start - _CONTEXT), sentence.end)
            if self._covers(text[slice(*sentence)]) > 0 and self._is_of(reading, context):
                near = 3 if self._is_of(reading, sentence) else 2
                yield Placed(Fact.whole(reading.document.id, sentence), near, share=1.0)
        lines = list(_lines(text, Span(within.start, within.end + _BEHIND))) if self._ends else []
        for i, line in enumerate(lines):
            if line.start >= within.end:
                return
            if not self._is_of(reading, line) or not self._is_brought_up(reading, lines, i):
                continue
            for behind, turn in enumerate(lines[i : i + _TURNS]):
                if behind and _ANOTHER.match(text[slice(*turn)]):
                    break
                told = list(telling(reading, turn, self._said))
                if not behind:  # "That's agreed, then. Now, the fee": agreed is what was before it
                    own = overlapping(reading.sentences, turn)
                    first = next((s for s in own if self._covers(text[slice(*s)]) > 0), turn)
                    told = [each for each in told if each.end > first.start]
                if told:
                    facts = (Fact.whole(reading.document.id, each) for each in told)
                    yield from (Placed(fact, 1, behind) for fact in facts)
                    break

    def _is_brought_up(self, reading: Reading, lines: Sequence[Span], number: int) -> bool:
        """Whether a turn brings the matter up: by few words, or a question, or with another turn
        that goes on about it; and not among all that is to be talked about, nor in passing."""
        text, behind = reading.document.text, lines[number + 1 : number + _TURNS]
        for sentence in overlapping(reading.sentences, lines[number]):
            told = text[slice(*sentence)].rpartition(": ")[2].strip()
            if self._covers(told) > 0 and not _AGENDA.search(text[slice(*sentence)]):
                few = len(told.split()) <= _FEW_WORDS
                if few or told.endswith("?") or _OPENS.match(told):
                    return True
        if _AGENDA.search(text[slice(*lines[number])]):
            behind = behind[:1]  # what comes first of all that is to be talked about
        return any(self._covers(text[slice(*each)]) > 0 for each in behind)

    def _is_of(self, reading: Reading, part: Span) -> bool:
        """Whether a part of a document is of the matter, whose words its headline may have too."""
        text, covers = reading.document.text[slice(*part)], self._covers
        told = f"{headline(reading.document)}\n{text}"
        return covers(text) > 0 and covers(told) >= relevance.MOST_WORDS


def telling(reading: Reading, within: Span, tells: Tells) -> Iterator[Span]:
    """The sentences of a part of a document that tell it, each outcome of a motion with the
    sentences of its paragraph from the one on that moves it."""
    text = reading.document.text
    before, end = "", within.start
    moved: Span | None = None
    last: Span | None = None
    for sentence in overlapping(reading.sentences, within):
        own = text[slice(*sentence)]
        if "\n" in text[end : sentence.start]:
            moved = last = None
        bare = last if len(own.split()) <= _BARE else None  # "He offered to repair it. Agreed."
        if within.holds(sentence) and tells(own, before):
            first = (moved or bare or sentence) if is_outcome(own) else sentence
            yield Span(first.start, sentence.end)
        moved = sentence if moves(own) and not is_outcome(own) else moved
        before, end, last = own, sentence.end, sentence


def _body(text: str) -> int:
    """Where a text begins behind the lines of its head: its title, a place, a day."""
    lines = _LINE.finditer(text)
    return next((each.start() for each in lines if not may_head(each[0])), len(text))


def _lines(text: str, within: Span) -> Iterator[Span]:
    """The whole lines of a part of a text."""
    for found in _LINE.finditer(text, text.rfind("\n", 0, within.start) + 1):
        if found.start() >= within.end:
            return
        yield Span(*found.span())
