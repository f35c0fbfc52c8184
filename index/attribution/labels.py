"""The labels of a transcript: what stands in front of a turn, and what it says of who speaks.

"MR. KIRBY:", "Q", "[Hannah Reyes]", "The Chair (Mrs. Ruth Obi):", "Deputy Mayor Ann Lind:". This
module knows the forms of a label, one line at a time; whether a line that looks like one is one
depends on the rest of the document, which ``transcripts`` looks at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.attribution import lexicon
from index.attribution.vocabulary import (
    DISTANT,
    FIELDS,
    HEADING,
    JOINS,
    NOBODY,
    OFFICE,
    PARTICLES,
    POLITE,
    SENTENCE,
)
from index.documents import Span

Form = Literal["name", "question", "answer"]

_LONGEST = 130  # characters of a label; nothing behind them is looked at
_TIME = r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_LEAD = re.compile(
    rf"\s*(?:>>+\s*|[-–—]\s+)?(?:\*\*|__|\*|_)?(?:{_TIME}\s*(?:[-–—]\s+)?)?(?:\*\*|__)?"
)
_COLON = re.compile(
    rf"(?P<label>[^\W\d_][^:\n]{{0,{_LONGEST}}}?)(?:\*\*|__|\*|_)?(?:\s*{_TIME})?\s*:"
    r"(?:\*\*|__|\*|_)?(?!//|\d)\s*"
)
_STOP = re.compile(  # "Mr. HOLT. Madam President, …", as parliaments' records have it
    r"(?P<label>(?:M(?:r|rs|s|iss)\.? [A-Z][\w'’-]*[A-Z]{2,}[\w'’-]*(?: of [A-Z]\w+(?: [A-Z]\w+)?)?"
    r"|The [A-Z]{3,}(?: [A-Z]{3,}){0,3}))\.\s+(?=[A-Z(])"
)
_BRACKET = re.compile(r"\[(?P<label>[^\W\d_][^\]\n:]{1,80})\]:?\s+")
_STAMPED = re.compile(rf"(?P<label>[^\W\d_][^:\n\d\[(]{{1,60}}?)[ \t]+{_TIME}[ \t]*$")
_QUESTION = re.compile(r"(?P<label>Q)(?:\d{0,3}[.:](?=\s)|(?=\s))\s*(?=\S)")
_ANSWER = re.compile(r"(?P<label>A)(?:\d{0,3}[.:]\s|\s\s|\t|\u00a0)\s*(?=\S)")

_INITIAL = re.compile(r"A\. [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?:")  # "A. Lind:" is a name

_WORD = re.compile(r"[^\W\d_][\w.'’\u2010\u2011-]*,?|&|\d{1,2}")


@dataclass(frozen=True, slots=True)
class Label:
    """A place that has the form of a label.

    ``line`` is where its line begins (with a mark or a time, perhaps), ``words`` where what is said
    does.
    """

    line: int
    span: Span
    words: int
    text: str
    form: Form

    @property
    def key(self) -> str:
        """What the labels of one speaker have in common: the words, bare of case and of asides."""
        return without_asides(self.text).casefold().replace(".", "")


@dataclass(frozen=True, slots=True)
class Called:
    """What a label says of who speaks; ``name`` is None where it names nobody.

    ``office`` is a role that stands for its holder ("THE PRESIDENT"), ``role`` one beside a name.
    """

    name: str | None
    honorific: str | None = None
    role: str | None = None
    office: str | None = None


def label_at(text: str, start: int, end: int) -> Iterator[Label]:
    """The label that a line (given by its range) may begin with, none or one."""
    head = text[start : min(end, start + 2 * _LONGEST)]
    lead = _LEAD.match(head)
    at = lead.end() if lead else 0
    for pattern, form in _FORMS:
        if (found := pattern.match(head, at)) is None:
            continue
        if form == "answer" and _INITIAL.match(head, at):
            continue
        words = " ".join(found["label"].split())
        if form == "name" and not _has_shape(words):
            continue
        at_label, behind = found.span("label")
        behind = at_label + len(head[at_label:behind].rstrip())
        place = Span(start + at_label, start + behind)
        line = start + len(head) - len(head.lstrip())
        yield Label(line, place, start + found.end(), words, form)
        return


_FORMS: tuple[tuple[re.Pattern[str], Form], ...] = (
    (_QUESTION, "question"),
    (_ANSWER, "answer"),
    (_COLON, "name"),
    (_STOP, "name"),
    (_BRACKET, "name"),
    (_STAMPED, "name"),
)


def without_asides(label: str) -> str:
    """A label without what stands in brackets: "(Calder South, Ind.)", "(as interpreted)"."""
    while (shorter := re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", label)) != label:
        label = shorter
    return re.split(r"\s*[(\[]", label)[0].strip()


def is_capitals(label: str) -> bool:
    """MR. KIRBY, and the Mr. KIRBY and PRESIDENT von HALLER of other hands."""
    plain = re.sub(r"^(M\w{1,3}\.? \S+) of .*", r"\1", without_asides(label))
    words = [w for w in plain.split() if _bare(w) not in POLITE | PARTICLES]
    letters = [re.sub(r"[^\w]|\d", "", re.sub(r"^(?:Mc|Mac|O['’])", "", w)) for w in words]
    return (
        bool(words) and all(w.isupper() for w in letters if w) and any(len(w) > 1 for w in letters)
    )


def is_titled(label: str) -> bool:
    """Whether a label says by an honorific, an office or a description that somebody speaks."""
    called = read(label)
    if called.name is None:
        return True
    words = without_asides(label).split()
    if called.honorific and is_capitals(label):
        return True
    if all(w[0].isupper() or _bare(w) in PARTICLES for w in words):
        led = words[1] if _bare(words[0]) == "the" and len(words) > 1 else words[0]
        polite = _bare(led) in POLITE | DISTANT | lexicon.HONORIFICS
        return polite or any(map(is_office, words[: -len(called.name.split())]))
    return len(called.name.split()) > 1 and any(map(is_office, words))


def is_field(label: str) -> bool:
    """Whether a label is a word that heads fields and arguments and not turns."""
    words = [_bare(w) for w in without_asides(label).split()]
    return all(w in FIELDS | JOINS | PARTICLES or w.isdigit() for w in words) or (
        len(words) > 1 and words[0] in JOINS - {"the"}
    )


def read(label: str) -> Called:
    """What a label says of who speaks."""
    outside = without_asides(label)
    inside = re.search(r"[(\[](.*)[)\]]?$", label[len(outside) :])
    called = _read(outside)
    if inside:
        aside = inside[1].rstrip(")] ")
        beside = _read(without_asides(aside))
        named = beside.name is not None and (beside.honorific or len(beside.name.split()) > 1)
        if called.name is None and named:
            office = called.office or outside
            return Called(beside.name, beside.honorific, role=in_words(office))
        if called.name and called.role is None and _starts_with_office(aside):
            return Called(called.name, called.honorific, aside)
    return called


def _read(label: str) -> Called:
    first, *more = [part.strip() for part in label.split(",") if part.strip()] or [label]
    if not more or is_capitals(label):
        return _read_words(label.replace(",", "").split())
    called = _read_words(first.split())
    of_what = bool(called.role) and _bare((called.role or "").split()[-1]) in JOINS
    if called.name and not of_what:
        return Called(called.name, called.honorific, ", ".join(filter(None, [called.role, *more])))
    last = _read_words(more[-1].split())
    if last.name is None:
        return called
    before = label[: label.rfind(last.name)].strip(" ,") or None
    return Called(last.name, last.honorific, before)


def _read_words(words: list[str]) -> Called:
    article = bool(words) and _bare(words[0]) == "the"
    words = words[1:] if article else words
    if not words or _names_nobody(words, article=article):
        return Called(None)
    honorific = None
    whole = words
    while len(words) > 1 and (_bare(words[0]) in POLITE or _bare(words[0]) in DISTANT):
        honorific = honorific or (_bare(words[0]) if _bare(words[0]) in POLITE else None)
        words = words[1:]
    if honorific and "of" in words[1:]:
        words = words[: words.index("of", 1)]  # Mr. HOLT of Ohio
    if all(is_office(w) for w in words) and (not honorific or article or _bare(words[-1]) in _MR):
        return Called(None, office=in_words(" ".join(words)))
    name, role = (_capitals if is_capitals(" ".join(whole)) else _title_case)(words)
    if not name:
        return Called(None, office=in_words(" ".join(words)))
    return Called(" ".join(name), honorific, in_words(" ".join(role)) if role else None)


_MR = frozenset(
    "president speaker chairman chair chairwoman chairperson secretary ambassador".split()
)


def _capitals(words: list[str]) -> tuple[list[str], list[str]]:
    """SECRETARY OF STATE BLINKEN → the name, and the role in front of it."""
    at = 0
    while at < len(words) - 1 and (is_office(words[at]) or _bare(words[at]) in ("of", "general")):
        at += 1
        if _bare(words[at - 1]) == "of" and at < len(words) - 1:
            at += 1
    while at < len(words) - 1 and _bare(words[at]) in POLITE:
        at += 1
    return words[at:], words[:at]


def _title_case(words: list[str]) -> tuple[list[str], list[str]]:
    """Deputy Foreign Minister Anna Lind → the name, and the role in front of it."""
    while len(words) > 2 and re.fullmatch(r"[A-Z]{2,4}|[A-Z]\w{0,2}[A-Z]", words[-1].strip(",.")):
        words = words[:-1]  # AM, MP, QC, PhD
    last = -1
    for n, word in enumerate(words):
        plain = _bare(word)
        if plain in PARTICLES and 0 < n < len(words) - 1:
            continue
        of_a_body = plain in lexicon.BODY_WORDS and n < len(words) - 2
        if word[:1].islower() or of_a_body or (is_office(word) and n < len(words) - 1):
            last = n
    name = words[last + 1 :]
    of_what = any(_bare(w) in JOINS | {"general"} for w in words[: last + 1])
    if len(name) > 2 and (of_what or (last >= 0 and len(name) > 3)):
        name = name[
            -3 if re.fullmatch(r"[A-Z]\.?", name[-2]) else -2 :
        ]  # "Mayor of the City of Harlow Ann Lind"
    while len(name) > 1 and _bare(name[0]) in POLITE:
        name = name[1:]
    return name, words[: len(words) - len(name)] if last >= 0 else []


def in_words(role: str) -> str:
    """A role in normal case: SURGEON GENERAL → Surgeon General."""
    if not is_capitals(role):
        return role
    return " ".join(w.lower() if w.lower() in JOINS else capitalised(w) for w in role.split())


def capitalised(word: str) -> str:
    """A name's word in normal case: O’NEILL → O’Neill, MCKAY → McKay, JEAN-PIERRE → Jean-Pierre."""
    if not word.isupper() or (len(word) == 2 and word.endswith(".")):
        return word
    if word in ("II", "III", "IV"):
        return word
    word = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
    word = re.sub(r"(['’])S\b", r"\1s", word)
    return re.sub(r"\bMc([a-z])", lambda m: f"Mc{m[1].upper()}", word)


def _names_nobody(words: list[str], *, article: bool) -> bool:
    plain = [
        _bare(re.sub(r"[_#\d]+$", "", w)) or _bare(w)
        for w in words
        if len(words) == 1 or not re.fullmatch(r"(?i:[#\d]+|[A-Z]|one|two|three|four|five)", w)
    ]
    if article and plain in (["speaker"], ["clerk"], ["host"]):
        return False
    return bool(plain) and plain[-1] in NOBODY and plain[0] not in POLITE


def is_office(word: str) -> bool:
    """Whether a word is one of an office's or a calling's: Secretary, deputy, co-founder."""
    plain = _bare(word)
    return (
        plain in lexicon.ROLES
        or f"{plain}." in lexicon.ROLES
        or plain in OFFICE
        or plain.rsplit("-", 1)[-1] in lexicon.ROLES
        or (len(plain) > 6 and plain.endswith(lexicon.PROFESSIONS))
        or (len(plain) > 6 and word.islower() and plain.endswith(("ist", "ian", "er", "or")))
    )


def _starts_with_office(aside: str) -> bool:
    words = [_bare(w) for w in aside.split()]
    return any(w in lexicon.ROLES or w in OFFICE for w in words[:3]) and len(words) < 20


def _has_shape(label: str) -> bool:
    """Whether a label reads like who speaks, and not like the first half of a sentence."""
    outside = without_asides(label)
    words = outside.split()
    if not words or len(words) > 18 or not words[0][0].isupper():
        return False
    if not all(_WORD.fullmatch(w) for w in words):
        return False
    if any(w.endswith(".") and not _is_short(w) for w in words):
        return False
    if len(words) > 1 and is_capitals(label) and HEADING & set(map(_bare, words)):
        return False
    lower = [_bare(w) for w in words if w[0].islower()]
    if not lower:
        sentence = SENTENCE | HEADING
        led = len(words) > 1 and words[0].casefold() in sentence  # "My Question", "Under the …"
        return not led and "dear" not in map(_bare, words)
    if len(lower) == 1 and len(words) < 4 and words[-1][0].islower():
        return _bare(words[-1]) in lexicon.ROLES | OFFICE | NOBODY  # "White House aide"
    if {_bare(w).replace("'", "’") for w in words} & SENTENCE or _bare(words[0]) in JOINS - {"the"}:
        return False
    return any(w.rstrip(",")[0].isupper() for w in (words[-1], *(w for w in words if w[-1] == ",")))


def _is_short(word: str) -> bool:
    """An abbreviation or initial, and no end of a sentence."""
    plain = word.rstrip(".,")
    return (
        len(plain) <= 2
        or _bare(word) in lexicon.HONORIFICS | lexicon.SUFFIXES
        or ("." in plain or f"{plain.casefold()}." in lexicon.ROLES or len(plain) <= 4)
    )


def _bare(word: str) -> str:
    return word.casefold().strip(".,*_")
