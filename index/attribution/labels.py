"""The labels of a transcript: what stands in front of a turn, or on a line of its own above it.

"MR. KIRBY:", "Q", "[Hannah Reyes]", "The Chair (Mrs. Ruth Obi):", "General MOSS.", "Ann Lind --
Chief Executive". This module knows the forms of a label, one line at a time; whether a line that
looks like one is one depends on the rest of the document, which ``transcripts`` looks at, and what
it says of who speaks is told by ``called``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.attribution import lexicon
from index.attribution.called import bare, is_capitals, leads, without_asides
from index.attribution.proceedings import TOLD, is_told
from index.attribution.vocabulary import (
    CAPITALISED,
    HEADING,
    JOINS,
    NOBODY,
    OFFICE,
    PARTICLES,
    SENTENCE,
)
from index.documents import Span

# A name is before a colon or the like, before a full stop, on a line of its own, or at the head of
# what is told of its words; a dated one is a day's, of whom the document names; a change is a mark
# that another speaks, and no word of who
Form = Literal["name", "stop", "line", "told", "dated", "question", "answer", "change"]
NAMED: tuple[Form, ...] = ("name", "stop", "line", "told")

_LONGEST = 130  # characters of a label; nothing behind them is looked at
# "00:12", "[00:00:05.120]", "4/3/24, 10:15 AM", "Mar 4, 2024"
_CLOCK = r"\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
    r"|Today|Yesterday)"
)
_AT = rf"{_DATE},?\s+(?:at\s+)?"
_TIME = rf"[\[(]?\b(?:{_AT})?{_CLOCK}[\])]?"
MOMENT = re.compile(rf"\b{_AT}{_CLOCK}")  # a day and a time
_LEAD = re.compile(
    r"\s*(?:>>+\s*|[-–—]\s+|\d{1,4}[.)]\s+)?(?:\*\*|__|\*|_)?"
    rf"(?:{_TIME}\s*(?:[-–—]\s+)?)?(?:\*\*|__)?"
)
# "Q1 Chair:", "**Q12** **Ann Lind:**", "Q3. The Chair:", "[104] Mr Holt:" of a committee's record
_NUMBER = re.compile(
    r"\s*(?:\*\*|__)?(?:(?P<label>Q) ?\d{1,4}[.)]?|(?P<alone>\[\d{1,4}\]))"
    r"(?:\*\*|__)?\s+(?:\*\*|__)?(?=[^\W\d_])"
)
# Between an office or a country and who has it: "President: Mr. Obi . . . . . (Kenya)"
LEADERS = r"(?:(?:[ \t]+\.){5}|\.{8})[ \t.]*"
# "Witnesses: Ann Lind, director", "Members present: …", "Company participants: …", and whatever
# has leaders in it
_LIST = re.compile(
    r"\s*(?:\*\*|__)?(?:[\w’'-]+ ){0,4}?(?:absent|apologies|appearances|attendance|attendees"
    r"|panell?ists|participants|(?<!at )present|speakers|witnesses"
    r"|(?<=\w )(?:attending|chairs|guests))(?:\*\*|__)?\s*:"
    rf"|[^\n]{{1,{_LONGEST}}}?{LEADERS}",
    re.IGNORECASE,
)
# "Hosts: Ann Lind, Tom Rey", "Guest: Capt. Ruth Obi (ret.)", and no "Guest: Thank you."
_BILLED = re.compile(
    r"\s*(?:\*\*|__)?(?i:(?:co-?)?(?:editor|guest|host|interviewee|interviewer|moderator|narrator"
    rf"|presenter|producer)s?)(?:\*\*|__)?\s*:(?:\*\*|__)?[ \t]*{CAPITALISED}"
    rf"(?:(?:,|,? (?:and|&))? {CAPITALISED}| (?:{'|'.join(PARTICLES)})(?= )| ?\([^()]*\)){{1,20}}"
    r"(?<!\.)\s*$"
)
_COLON = re.compile(
    rf"(?P<label>[^\W\d_][^:\n]{{0,{_LONGEST}}}?)(?:\*\*|__|\*|_)?(?:\s*{_TIME})?\s*:(?!:)"
    r"(?:\*\*|__|\*|_)?(?!//|\d)\s*"
)
# "Mr. HOLT. Madam President, …", "General Moss. Thank you.", as parliaments' records have it
_STOP = re.compile(
    r"(?P<label>(?:[A-Z][a-z]+\.? |of ){1,4}[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
    r"(?: of [A-Z]\w+(?: [A-Z]\w+)?)?|The [A-Z]{3,}(?: [A-Z]{3,}){0,3}(?: pro tempore)?"
    r"|[A-Z][A-Z.'’-]+(?: (?:Mc|Mac|De|La)?[A-Z][A-Z.'’-]*){1,3})\.\s+(?=[A-Z(“\"])"
)
# "Ann Lind, on behalf of the group. – Madam President, …"
_STOP_AND_DASH = re.compile(rf"(?P<label>[^\W\d_][^.:\n]{{1,{_LONGEST}}})\.\s+[–—]\s+(?=\S)")
# On a line of its own: "Ann Lind -- Chief Executive", "The Prime Minister (Ann Lind)", "Operator"
_DASH = r"\s+(?:--+|[–—-])\s+"
_ALONE = re.compile(
    r"\s*(?:\*\*|__)?(?P<who>[^\W\d_][^:;?!\n\d]{1,60}?)"
    rf"(?:{_DASH}(?P<role>[^:;?!\n]{{2,80}}?))?(?:\*\*|__)?\s*$"
)
_CHANGE = re.compile(r"\s*(?P<label>>>+)\s*(?=[^\s>])")
_BRACKET = re.compile(r"\[(?P<label>[^\W\d_][^\]\n:]{1,80})\]:?\s+")
# "Ann Lind  0:05", "Ann Lind, [4.3.2024 10:15]", "Ann Lind (@annlind) · Mar 4, 2024"
_STAMPED = re.compile(
    r"(?P<label>[^\W\d_][^:\n\d\[(@·|•]{1,60}?(?: \d{1,2})?)(?:[ \t]+\(?@\w+\)?)?"
    rf"(?:,?[ \t]+(?:[-–—·|•][ \t]+)?{_TIME}|[ \t]+[-–—·|•][ \t]+{_DATE})[ \t]*$"
)
# "10:15:22 From Ann Lind to Everyone:", of a chat beside a call
_CHAT = re.compile(r"From\s+(?P<label>[^\W\d_][^:\n]{1,60}?)\s+[Tt]o\s+[^:\n]{1,60}:\s*")
# "0:0:5.120 --> 0:0:9.330", and the name on the line below
_TIMED = re.compile(rf"-->\s*{_CLOCK}\s*\n\s*(?P<label>[^\W\d_][^:\n]{{1,60}}?)[ \t]*\n")
_QUESTION = re.compile(r"(?P<label>Q)(?:\d{0,3}[.:](?=\s)|(?=\s))\s*(?=\S)")
_ANSWER = re.compile(r"(?P<label>A)(?:\d{0,3}[.:]\s|\s\s|\t|\u00a0)\s*(?=\S)")

_ENDS_IN_INITIAL = re.compile(r" [A-Z]$")  # "DEPOSITION OF ANN T. LIND": the name goes on
_INITIAL = re.compile(r"A\. [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?:")  # "A. Lind:" is a name

_WORD = re.compile(r"[^\W\d_][\w.'’\u0300-\u036f\u2010\u2011-]*,?|&|\d{1,2}")


@dataclass(frozen=True, slots=True)
class Label:
    """A place that has the form of a label.

    ``line`` is where its line begins (with a mark or a time, perhaps), ``words`` where what is said
    does. Behind the number of a question, which is no part of it, ``question`` is the label that
    the number would be if the name were none.
    """

    line: int
    span: Span
    words: int
    text: str
    form: Form
    question: Label | None = None

    @property
    def key(self) -> str:
        """What the labels of one speaker have in common: the words, bare of case and of asides."""
        return without_asides(self.text).casefold().replace(".", "")


def label_at(text: str, start: int, end: int) -> Iterator[Label]:
    """The label that a line (given by its range) may begin with, none or one."""
    if is_list(text, start, end):
        return
    head = text[start : min(end, start + 2 * _LONGEST)]
    if numbered := _numbered(head, start):
        yield numbered
        return
    if "-->" in head:  # the label is on the next line
        head = text[start : end + _LONGEST]
    lead = _LEAD.match(head)
    at = lead.end() if lead else 0
    for pattern, form in _FORMS:
        if (found := pattern.match(head, at)) is None:
            continue
        if form == "answer" and _INITIAL.match(head, at):
            continue
        words = " ".join(found["label"].split())
        if form in NAMED and not (is_told(words) if form == "told" else _has_shape(words)):
            continue
        if form == "stop" and not (is_capitals(words) or leads(words)):
            continue
        if form == "stop" and _ENDS_IN_INITIAL.search(words):
            continue
        at_label, behind = found.span("label")
        behind = at_label + len(head[at_label:behind].rstrip())
        place = Span(start + at_label, start + behind)
        line = start + len(head) - len(head.lstrip())
        yield Label(line, place, start + found.end(), words, form)
        return
    if changed := _CHANGE.match(head):
        place = Span(*(start + at for at in changed.span("label")))
        yield Label(place.start, place, start + changed.end(), changed["label"], "change")


def _numbered(head: str, start: int) -> Label | None:
    """The label that stands behind the number of a question in a line's head."""
    if (number := _NUMBER.match(head)) is None:
        return None
    found = _COLON.match(head, number.end())
    if found is None or not _has_shape(words := " ".join(found["label"].split())):
        return None
    line = start + len(head) - len(head.lstrip())
    place = Span(*(start + at for at in number.span(number.lastgroup or 0)))
    question = Label(line, place, start + number.end(), "Q", "question")
    place = Span(*(start + at for at in found.span("label")))
    return Label(line, place, start + found.end(), words, "name", question)


def is_list(text: str, start: int, end: int) -> bool:
    """Whether a line lists who is there, which nobody says."""
    line = text[start : min(end, start + _LONGEST)]
    return _LIST.match(line) is not None or _BILLED.match(line) is not None


_FORMS: tuple[tuple[re.Pattern[str], Form], ...] = (
    (_QUESTION, "question"),
    (_ANSWER, "answer"),
    (_CHAT, "name"),
    (_COLON, "name"),
    (_STOP, "stop"),
    (_STOP_AND_DASH, "name"),
    (_BRACKET, "name"),
    (_STAMPED, "name"),
    (_TIMED, "name"),
    (TOLD, "told"),
)


def label_alone(text: str, start: int, end: int) -> Label | None:
    """The label that a line (given by its range) may be the whole of."""
    if end - start > _LONGEST or (found := _ALONE.match(text[start:end])) is None:
        return None
    who = " ".join(found["who"].split())
    if not _has_shape(who):
        return None
    place = Span(start + found.start("who"), start + found.end("who"))
    roles = [" ".join(role.split()) for role in re.split(_DASH, found["role"] or "") if role]
    return Label(start, place, end, ", ".join([who, *roles]), "line")


def _has_shape(label: str) -> bool:
    """Whether a label reads like who speaks, and not like the first half of a sentence."""
    outside = without_asides(label).removesuffix(" pro tempore")
    words = outside.split()
    if not words or len(words) > 18 or not words[0][0].isupper():
        return False
    if not all(_WORD.fullmatch(w) for w in words):
        return False
    if any(w.endswith(".") and not _is_short(w) for w in words):
        return False
    if len(words) > 1 and is_capitals(label) and HEADING & set(map(bare, words)):
        return False
    lower = [bare(w) for w in words if w[0].islower()]
    if not lower:
        sentence = SENTENCE | HEADING
        led = len(words) > 1 and words[0].casefold() in sentence  # "My Question", "Under the …"
        return not led and "dear" not in map(bare, words)
    if len(lower) == 1 and len(words) < 4 and words[-1][0].islower():
        return bare(words[-1]) in lexicon.ROLES | OFFICE | NOBODY  # "White House aide"
    if {bare(w).replace("'", "’") for w in words} & SENTENCE or bare(words[0]) in JOINS - {"the"}:
        return False
    return any(w.rstrip(",")[0].isupper() for w in (words[-1], *(w for w in words if w[-1] == ",")))


def _is_short(word: str) -> bool:
    """An abbreviation or initial, and no end of a sentence."""
    plain = word.rstrip(".,")
    return (
        len(plain) <= 2
        or bare(word) in lexicon.HONORIFICS | lexicon.SUFFIXES
        or ("." in plain or f"{plain.casefold()}." in lexicon.ROLES or len(plain) <= 4)
    )
