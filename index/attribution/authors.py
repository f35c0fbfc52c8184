"""Who wrote a part of a document, and which: of messages, letters, a court's opinions and the
answers of an interview without labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.attribution import lexicon
from index.attribution.called import Called, bare, capitalised, is_office, read
from index.attribution.labels import Form, Label
from index.attribution.vocabulary import CAPITALISED, FIELDS, NOBODY, PARTICLES
from index.documents import Span

# A full name, and the titles in front of it, as an expression
FULL_NAME = (
    rf"{CAPITALISED}"
    rf"(?:[ \t]+(?:(?:{'|'.join(sorted(PARTICLES))})[ \t]+){{0,2}}{CAPITALISED}){{1,5}}"
)
_FULL_NAME = re.compile(FULL_NAME)
_NO_NAME = lexicon.BODY_WORDS | NOBODY | FIELDS


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: the place of the words that tell it, and the name; None where they are a mere
    address."""

    span: Span
    name: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """What one author writes, or answers, in a row. The lines that tell who it is are no part of
    it, nor what was ``asked``. ``line`` is where they begin, where they stand right before it;
    ``dated``: the day does, which says when it was."""

    author: Author
    words: Span
    asked: Span | None = None
    line: int | None = None
    dated: bool = False

    @property
    def label(self) -> Label:
        form: Form = "change" if not self.author.name else "dated" if self.dated else "name"
        start = self.words.start
        line = start if self.line is None else self.line
        return Label(line, self.author.span, start, self.author.name or "", form)


def stripped(text: str, start: int, end: int) -> Span | None:
    """A range without the white space at its ends; None where there is nothing else."""
    part = text[start:end]
    inside = part.strip()
    if not inside:
        return None
    start += len(part) - len(part.lstrip())
    return Span(start, start + len(inside))


def outside(text: str, said: Sequence[Span]) -> str:
    """A text without what is said in it, in lines of their own."""
    starts = [0, *(span.end for span in said)]
    ends = [*(span.start for span in said), len(text)]
    return "\n".join(text[a:b] for a, b in zip(starts, ends, strict=True))


def full_name(words: str) -> Called | None:
    """What words are that are nothing but a full name, as far as their form tells, and the titles
    in front of it: "Dr. Marta LUND" is Marta Lund. None for an office, a body, a surname."""
    if _FULL_NAME.fullmatch(words) is None:
        return None
    called = read(words)
    named = (called.name or "").split()
    if not 2 <= len(named) <= 5 or any(is_office(w) or bare(w) in _NO_NAME for w in named):
        return None
    return replace(called, name=" ".join(map(capitalised, named)))
