"""Parsed document → the turns of the transcript that it is or holds, or the parts of messages,
letters, a court's opinions and interviews without labels; none for any other text.

One line that looks like a label makes no transcript: "Kirby: troops are targets" is a headline,
"Serves: four" a field. What tells a transcript is that labels recur, take turns, and stand before
sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice, pairwise, takewhile

from index.attribution import gender
from index.attribution.authors import Part, stripped
from index.attribution.called import is_capitals, is_titled, read, without_asides
from index.attribution.chats import chats
from index.attribution.diaries import diary
from index.attribution.evidence import Evidence, speakers
from index.attribution.examinations import examined, headings
from index.attribution.exchanges import exchanges
from index.attribution.labels import MOMENT, NAMED, Label, is_list, label_alone, label_at
from index.attribution.letters import letters
from index.attribution.messages import messages
from index.attribution.opinions import opinions
from index.attribution.proceedings import asking, ended
from index.attribution.reactions import reactions
from index.attribution.respondent import respondent
from index.attribution.screenplays import screenplay
from index.attribution.signatures import signed
from index.attribution.speeches import speech
from index.attribution.vocabulary import FIELDS, JOINS
from index.documents import Span
from index.interrogatives import asked_at_end
from index.parsing import Parsed

_ENDED = re.compile(  # as a sentence does, or with the time at which all ended
    r"(?:[.?!…—–-][\"'”’)\]*_]*|>|\d\s?[AaPp]\.?[Mm]\.?(?:\s[A-Z]{2,5})?|\bEND)$"
)
_END = re.compile(
    r"[*_]{0,2}(?:END\b(?:\s+\d.*)?|#(?: ?#)+|(?:\* ?){3,}|[-–—_=]{3,}"
    r"|\[?End of (?:recording|transcript|interview)\]?|Transcribed by\b.*"
    r"|\d{1,2}[:.]\d\d ?[AaPp]\.?[Mm]\.? [A-Z]{2,5}"
    r"|Q ?\d{1,4}\.?|Examination of [Ww]itness(?:es)?"
    r"|[\[(]\s*Whereupon\b.*|\((?:The )?\w+(?: \w+)? (?:was |is )?(?:concluded|adjourned|ended)\b.*"
    r"|(?:The )?(?:[Mm]eeting|[Ss]itting|House|[Cc]ommittee|[Cc]ouncil) (?:rose|adjourned)"
    r" at [^,;]{1,30}"
    r"|(?:Main |Original )?Question (?:accordingly |put,? and )?(?:agreed to|negatived)"
    r"|Amendment,? .{0,30}\b(?:agreed to|negatived|withdrawn)|(?:Bill|Order for .*) read\b.*"
    r"|\((?:(?:BEGIN|END) [A-Z ]*(?:CLIP|TAPE)[A-Z ]*|COMMERCIAL BREAK)\)"
    r"|(?i:Questions?[ -](?:and|&)[ -]Answers?(?: Session)?|Q ?& ?A|Prepared Remarks|Presentation"
    r"|(?:Corporate |Company |Conference )?(?:Call )?Participants):?)"
    r"[*_.]{0,2}\s*$"
)
# What is noted below what is said, and stands over it: "Action items"
_ITEM = re.compile(r"[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+\S")
_OVER_ITEMS = re.compile(r"[*_#]{0,6}[ \t]*[A-Z][\w’'-]*(?: [\w’'-]+){0,4}:?[*_]{0,3}[ \t]*")
_SHORT_LINE = 200  # characters
# "(APPLAUSE)" and, in a line of its own, "[The witness withdrew]", "Mr Obi (Harlow) rose—" or
# "2.58 pm", which nobody says
_DIRECTION = re.compile(
    r"\s*\([A-Z][A-Z ,.'’-]+\)\s*$"
    r"|\s*\n\s*[*_]*(?P<told>\([^()]+\)|\[[^\[\]]+\])[*_.]*\s*$"
    r"|\s*\n\s*[*_]*(?:\d{1,2}[.:]\d\d\s?[ap]\.?m\.?|[A-Z](?:\b[Hh]on\.|[^\n.?!])* rose\s?[—–-]+)"
    r"[*_.]*\s*$"
)
_LONGEST_DIRECTION = 200  # characters
_LONGEST_HEADING = 13  # words
_SAID = re.compile(r"\b(?:I|me|my|mine|we|us|our|ours|you|your|yours)\b", re.IGNORECASE)
# Who and what a note in brackets tells of that anybody could say: "(The committee suspended.)"
_ROOM = re.compile(
    r"^\W*(?:[\w’'-]+ ){0,2}?(?:adjourn|applau|audience|bell|break|call|cheer|chorus|committee"
    r"|council|court|cross-?talk|division|end|house|inaudible|interruption|jury|laugh|lunch|meeting"
    r"|motion|music|off[- ]mic|panel|pause|proceedings|recess|record|session|sitting|tape"
    r"|transcript|unintelligible|video|vote|witness)",
    re.IGNORECASE,
)
_OPENING = ('"', "“", "‘")
_INTERRUPTING = 4  # turns of others, at most, between a question and its answer
_STRAY = 2  # labels, at most, in an interview that has none
_SENTENCES = 0.6  # share of the turns that end as sentences do, at least
_QUOTED = 0.5  # share of the turns that are quotations, at most: else a list of quotations
_OF_HIMSELF = 0.3  # share of the turns that begin with who is before them, at most: else a list
_BEGINNING = 50  # characters
_AGAIN = 0.35  # share of the turns whose label recurs, at least
_EARLY = 3000  # characters before the first label of somebody who speaks alone


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one does. ``words`` starts and ends with a word.
    ``asked`` is what the turn before it asks, where this is the answer."""

    label: Label
    words: Span
    asked: Span | None = None

    @property
    def span(self) -> Span:
        """From the start of the label's line on."""
        return Span(self.label.line, self.words.end)

    @property
    def sentence(self) -> Span:
        """What is read for it: the words, and the day or the name before them."""
        return self.span if self.label.form in ("dated", "told") else self.words


def turns(parsed: Parsed) -> tuple[Turn, ...]:
    """The turns of a document, in text order; no two overlap.

    Turns reach to the next label or to a line that ends the transcript ("END", "###").
    """
    text = parsed.document.text
    lines = list(_lines(text))
    if written := messages(text, lines):
        return _by_authors(written)
    said = _without_notes(text, lines)
    found = _labels(text, said)
    if _is_transcript(parsed, made := _taken(parsed, lines, found)):
        return made
    letter = list(letters(text, lines))
    if 2 * sum(part.words.end - part.words.start for part in letter) > len(text):
        return _by_authors(letter)  # of which the names below are no labels of what follows
    alone = [label for start, end in lines if (label := label_alone(text, start, end)) is not None]
    if _is_transcript(parsed, made := _taken(parsed, lines, _recurring(alone))):
        return made
    parts = (
        [*chats(text, lines)]
        or [*screenplay(text, lines)]
        or [*opinions(text, lines)]
        or letter
        or [*reactions(text, lines)]
    )
    if not parts and sum(x.text.casefold() not in FIELDS for x in found) <= _STRAY:
        parts = (
            [*exchanges(parsed, lines)]
            or [*diary(parsed.document, lines)]
            or [*speech(parsed.document, lines)]
            or [*signed(text, lines)]
        )
    return _by_authors(parts)


def _labels(text: str, lines: Sequence[Span]) -> list[Label]:
    """What has the form of a label. The number before a name is that of an anonymous question, if
    the answers are numbered, too."""
    found = [label for start, end in lines for label in label_at(text, start, end)]
    answers = sum(label.form == "answer" for label in found)
    if 2 * answers >= sum(label.question is not None for label in found):
        return [label.question or label for label in found]
    return found


def _by_authors(parts: Sequence[Part]) -> tuple[Turn, ...]:
    return tuple(Turn(part.label, part.words, part.asked) for part in parts)


def _without_notes(text: str, lines: Sequence[Span]) -> Sequence[Span]:
    """The lines up to the lists that end a text, each under a heading, where what is above them is
    no list: "Action items", and who is to do what."""
    listed, above = False, len(lines)
    for n in range(len(lines) - 1, 0, -1):
        line = lines[n]
        if _ITEM.match(text, *line):
            listed = True
        elif listed and _OVER_ITEMS.fullmatch(text, *line) and text.endswith("\n\n", 0, line.start):
            listed, above = False, n
        else:
            break
    items = sum(1 for line in lines[:above] if _ITEM.match(text, *line))
    return lines[:above] if 2 * items < above else lines


def _recurring(alone: Sequence[Label]) -> Sequence[Label]:
    """Of labels on lines of their own those that recur, of two speakers or more, and beside them
    those that tell a role or an office. A line of few words is mostly a heading."""
    keys = speakers(alone)
    counts = Counter(keys)
    if sum(n > 1 for n in counts.values()) < 2:
        return ()
    return [
        x
        for x, key in zip(alone, keys, strict=True)
        if counts[key] > 1 or x.text != without_asides(x.text).replace(",", "") or is_titled(x.text)
    ]


def _taken(parsed: Parsed, lines: Sequence[Span], found: Sequence[Label]) -> tuple[Turn, ...]:
    """The turns that labels make, of those which may be labels; none where nobody speaks twice.

    Where labels have capitals, what looks like one and may be none begins a turn of nobody: better
    lost than said by who spoke before.
    """
    if len(found) < 2 and not any(is_capitals(label.text) for label in found):
        return ()
    counts = Counter(keys := speakers(found))
    if not any(counts[key] > 1 or is_titled(x.text) for key, x in zip(keys, found, strict=True)):
        return ()  # before the evidence, which may have to parse
    evidence = Evidence(parsed, found, keys)
    text = parsed.document.text
    held = [x for label in found if (x := evidence.taken(label)) is not None]
    # before anybody speaks there is nobody whose turn a line could end: "Guest: Ann Lind"
    held = list(dropwhile(lambda x: x.form == "change" and x.text[0] != ">", held))
    return _turns(text, lines, examined(text, lines, held))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield Span(start, end)
        start = end + 1


def _turns(text: str, lines: Sequence[Span], labels: Sequence[Label]) -> tuple[Turn, ...]:
    if not labels:
        return ()
    short = [line for line in lines if line.end - line.start < _SHORT_LINE]
    ends = [line.start for line in short if _END.match(text[slice(*line)].strip())]
    ends += [line.start for line in lines if is_list(text, *line)]
    ends += [line.start for line in lines[len(_without_notes(text, lines)) :][:1]]
    ends = sorted([*ends, *headings(text, short)])
    made: list[Turn] = []
    for label, after in pairwise([*labels, None]):
        assert label is not None  # noqa: S101  only the last of the pairs has nothing after it
        end = after.line if after is not None else len(text)
        n = bisect_right(ends, label.words)
        end = min(end, ends[n]) if n < len(ends) else end
        end = ended(text, label.words, end) if label.form == "told" else end
        while (start := _direction(text, label.words, end)) is not None:
            end = start
        end = _heading(text, label.words, end) or end
        words = stripped(text, label.words, end)
        if words is not None:
            before = _answered(text, made, label)
            made.append(Turn(label, words, _asked(text, before, label) if before else None))
    return tuple(made)


def _answered(text: str, made: Sequence[Turn], label: Label) -> Turn | None:
    """The turn that a label's answers: the last one, or, behind "MS. VOSS: Objection.", the
    question that was objected to."""
    interrupting = takewhile(lambda turn: turn.label.form in NAMED, reversed(made))
    between = len(list(islice(interrupting, _INTERRUPTING)))
    before = made[-1 - between] if between < len(made) else None
    if label.form != "answer" or before is None or before.label.form != "question":
        return made[-1] if made else None
    asks = any(asked_at_end(text, turn.words) for turn in made[len(made) - between :])
    return made[-1] if asks else before


def _direction(text: str, start: int, end: int) -> int | None:
    """Where the note of what happens in the room starts with which a part of a text ends. What "I"
    or "you" is in, is said."""
    found = _DIRECTION.search(text, max(start, end - _LONGEST_DIRECTION), end)
    told = (found["told"] or "") if found else ""
    if found is None or (told.startswith("(") and not _ROOM.search(told)) or _SAID.search(told):
        return None
    return found.start()


def _heading(text: str, start: int, end: int) -> int | None:
    """Where the heading of what is debated next starts, if a part of a text ends with one, in a
    paragraph of its own: "Research Vessel “Linnea”"."""
    at = text.rfind("\n\n", start, start + len(text[start:end].rstrip()))
    line = text[at:end].strip(" \t\n*_#") if at >= 0 else ""
    words = [word.strip('“”"‘’()') for word in line.split()]
    proper = all(word[:1].isupper() or word in JOINS for word in words)
    ended = _ENDED.search(line) or line.endswith((",", ":", ";"))
    if not (1 < len(words) < _LONGEST_HEADING and proper) or ended:
        return None
    return at if _ENDED.search(text[start:at].rstrip()[-20:]) else None  # else of a list


def _asked(text: str, before: Turn, label: Label) -> Span | None:
    """What the turn before a label asks at its end, where that is answered. Who is labelled as one
    who asks asks whatever he says ("Q: Tell us what you saw.")."""
    if label.form == "question" or label.text == before.label.text:
        return None
    if before.label.form == "told" and asking(text, before.words):
        return before.words
    return asked_at_end(text, before.words, asks=before.label.form == "question")


def _is_transcript(parsed: Parsed, made: Sequence[Turn]) -> bool:
    """Whether labels recur, take turns and stand before sentences."""
    text = parsed.document.text
    if not made:
        return False
    named = [t for t in made if t.label.form in NAMED]
    if named and all(t.label.question for t in named):
        return False  # nobody answers
    if not named:  # questions and answers of nobody are a list of them
        answers = sum(t.label.form == "answer" for t in made)
        return answers > 1 and respondent(parsed) is not None
    keys = speakers([t.label for t in made])
    counts = Counter(keys)
    titled = [is_titled(t.label.text) for t in named]
    ended = sum(
        bool(_ENDED.search(text, max(t.words.start, t.words.end - 24), t.words.end)) for t in made
    )
    quoted = sum(text[t.words.start] in _OPENING for t in named)
    whole = ended >= _SENTENCES * len(made) or _is_chat(text, made)
    if not whole or quoted > _QUOTED * len(made):
        return False
    if sum(_tells_of(text, t) for t in named) > _OF_HIMSELF * len(named):
        return False
    if len(counts) == 1:
        return named[0].label.form not in ("line", "told") and _speaks_alone(parsed, made)
    changes = sum(a != b for a, b in pairwise(keys))
    in_capitals = all(is_capitals(t.label.text) for t in named)
    if all(titled) and in_capitals:
        return True
    again = sum(n for n in counts.values() if n > 1)
    told = sum(counts[k] > 1 or is_titled(t.label.text) for k, t in zip(keys, made, strict=True))
    least = _AGAIN if told < len(made) else _AGAIN / 2
    return len(made) >= 3 and changes >= 2 and again >= least * len(made)


def _is_chat(text: str, made: Sequence[Turn]) -> bool:
    """Whether people write on a day and at a time each, as they need no full stops: "04/03/2024,
    10:15 - Ann Lind: are you coming". Of a log's lines none names somebody; an agenda has hours."""
    timed = all(MOMENT.search(text, t.label.line, t.words.start) for t in made)
    names = {t.label.text for t in made}
    people = sum(gender.has_first_name(name.split()) for name in names)
    return timed and 2 * people >= len(names)


def _tells_of(text: str, turn: Turn) -> bool:
    """Whether the words begin with the name before them, as what tells of somebody does: "Major
    League Soccer (MLS): MLS is …"."""
    name = without_asides(turn.label.text)
    asides = re.findall(r"\w+", turn.label.text[len(name) :])
    opening = text[turn.words.start : min(turn.words.end, turn.words.start + _BEGINNING)]
    return not {name.split(",")[0].split()[-1], *asides}.isdisjoint(re.findall(r"[\w-]+", opening))


def _speaks_alone(parsed: Parsed, made: Sequence[Turn]) -> bool:
    """Whether all that has a label is one speech: "THE PRESIDENT: My fellow Americans, …"."""
    label = made[0].label
    called = read(label.text)
    told = is_capitals(label.text) and is_titled(label.text)
    if not told or label.span.start > _EARLY or (called.name is None and called.office is None):
        return False
    if parsed.document.text[label.words : label.words + 40].isupper():
        return False  # a headline
    last = (called.name or "").split()[-1:]
    return called.office is not None or last[0].casefold() in parsed.document.title.casefold()
