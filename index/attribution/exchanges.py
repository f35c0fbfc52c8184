"""The answers of an interview that has no labels: its questions are paragraphs of their own, and
whom they are put to is named in the title, or where the text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.attribution.authors import Author, Part, stripped
from index.attribution.respondent import in_title, respondent
from index.documents import Document, Span
from index.interrogatives import asked_at_end

_MARKS = " \t\n*_#"
_LONGEST = 400  # characters of a paragraph that asks
_LEAST = 4  # questions that are answered
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
_ME = re.compile(r"\b(?:I|me|my|mine|we|us|our)\b")
_TO_ONE = 0.4  # share of the questions that say "you", at least: else a list of questions
_OF_ONE = 0.5  # … and of the answers that say "I"


def exchanges(document: Document, lines: Sequence[Span]) -> Iterator[Part]:
    """The answers, in text order, each with its question; none where a text is no interview or
    does not tell of whom. ``lines`` are the ranges of its lines."""
    text = document.text
    found = list(_answered(text, _paragraphs(text, lines)))
    if len(found) < _LEAST or not _between_two(text, found):
        return
    name = respondent(document) or in_title(document)
    if not name or (at := text.find(name)) < 0:
        return
    author = Author(Span(at, at + len(name)), name)
    for question, answer in found:
        if words := stripped(text, *answer):
            yield Part(author, words, question)


def _answered(text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Each question with its answer, of which no more than a paragraph is told: the next may be who
    asks again ("They say that you were lucky.")."""
    for asking, answer in pairwise(paragraphs):
        if (asked := _asked(text, asking)) and not _asked(text, answer):
            yield asked, answer


def _paragraphs(text: str, lines: Sequence[Span]) -> list[Span]:
    """Lines with none that is empty between them."""
    found: list[Span] = []
    for line in lines:
        blank = not text[slice(*line)].strip(_MARKS)
        if found and not blank and line.start == found[-1].end + 1:
            found[-1] = Span(found[-1].start, line.end)
        elif not blank:
            found.append(line)
    return found


def _asked(text: str, paragraph: Span) -> Span | None:
    return asked_at_end(text, paragraph) if len(text[slice(*paragraph)]) <= _LONGEST else None


def _between_two(text: str, found: Sequence[tuple[Span, Span]]) -> bool:
    to_one = sum(_YOU.search(text, *question) is not None for question, _ in found)
    of_one = sum(_ME.search(text, *answer) is not None for _, answer in found)
    return to_one >= _TO_ONE * len(found) and of_one >= _OF_ONE * len(found)
