"""Who wrote a part of a document, and which: of messages, letters, a court's opinions and the
answers of an interview without labels."""

from __future__ import annotations

from dataclasses import dataclass

from index.attribution.labels import Form, Label
from index.documents import Span


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: the place of the words that tell it, and the name; None where they are a mere
    address."""

    span: Span
    name: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """What one author writes, or answers, in a row. The lines that tell who it is are no part of
    it, nor what was ``asked``."""

    author: Author
    words: Span
    asked: Span | None = None

    @property
    def label(self) -> Label:
        form: Form = "name" if self.author.name else "change"
        start = self.words.start
        return Label(start, self.author.span, start, self.author.name or "", form)


def stripped(text: str, start: int, end: int) -> Span | None:
    """A range without the white space at its ends; None where there is nothing else."""
    part = text[start:end]
    inside = part.strip()
    if not inside:
        return None
    start += len(part) - len(part.lstrip())
    return Span(start, start + len(inside))
