"""The answers of an interview that has no labels: its questions are paragraphs of their own, and
whom they are put to is named in the title, or where the text begins.

Where the questions are in bold, in italics or headings, what else is so between them is a prompt,
too ("And it wasn't working."), and the answer is all that stands between two. Where nothing tells
them from answers, one paragraph of an answer is told: the next may be who asks again ("They say
that you were lucky.").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from index.attribution.authors import Author, Part, stripped
from index.attribution.block_quotations import MARK
from index.attribution.respondent import in_standfirst, in_title, respondent
from index.documents import Document, Emphasis, Span
from index.interrogatives import asked_at_end
from index.parsing import Parsed

_MARKS = " \t\n*_#"
_EMPHASISED = re.compile(
    r"^[ \t]*(?:(?P<mark>\*{1,3}|_{1,3})(?=\S)(?:(?!(?P=mark)).){1,400}?(?P=mark)[?.!]?"
    r"|(?P<heading>#{1,6})[ \t]+[^\n]{1,400})(?P<end>[ \t]*$)?",
    re.MULTILINE | re.DOTALL,
)
_BOLD = ("**", "***", "__", "___")
_SENTENCE = re.compile(r"[.?!…][\"'”’)]*$")  # what a prompt ends as, and a heading does not
_LONGEST = 400  # characters of a paragraph that asks
_LEAST = 4  # prompts that are answered
_LEAST_ASKED = 3  # of them questions, and half of all that is emphasised like these
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
_ME = re.compile(r"\b(?:I|me|my|mine|we|us|our)\b")
_TO_ONE = 0.4  # share of the questions that say "you", at least: else a list of questions
_OF_ONE = 0.5  # … and of the answers that say "I"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """``mark`` is what sets all of it off from others, "" where nothing does."""

    span: Span
    mark: str

    def words(self, text: str) -> Span:
        start, end = self.span
        part = text[start:end]
        return Span(end - len(part.lstrip(_MARKS)), start + len(part.rstrip(_MARKS)))


def exchanges(parsed: Parsed, lines: Sequence[Span]) -> Iterator[Part]:
    """The answers, in text order, each with its question; none where a text is no interview or
    does not tell of whom. ``lines`` are the ranges of its lines."""
    document, text = parsed.document, parsed.document.text
    if text.count("?") < _LEAST_ASKED:
        return
    name = respondent(parsed) or in_title(parsed) or in_standfirst(parsed)
    if not name:
        return
    paragraphs = list(_paragraphs(document, lines))
    found = list(_prompted(text, paragraphs, name))
    if not _between_two(text, found):
        found = list(_answered(text, paragraphs))
        if not _between_two(text, found):
            return
    at = text.find(name)  # or nowhere, where the title alone tells it
    author = Author(Span(at, at + len(name)) if at >= 0 else Span(0, 0), name)
    for question, answer in found:
        if words := stripped(text, *answer):
            yield Part(author, words, question)


def _answered(text: str, paragraphs: Sequence[_Paragraph]) -> Iterator[tuple[Span, Span]]:
    """Each question with the paragraph behind it."""
    for asking, answer in pairwise(paragraphs):
        if (asked := _asked(text, asking)) and not _asked(text, answer):
            yield asked, answer.span


def _prompted(
    text: str, paragraphs: Sequence[_Paragraph], name: str
) -> Iterator[tuple[Span, Span]]:
    """Each emphasised prompt, from the first that asks to the last, with all of its answer; none
    where hardly any asks."""
    asked = [n for n, each in enumerate(paragraphs) if each.mark and _asked(text, each)]
    if len(asked) < _LEAST_ASKED:
        return
    mark = Counter(paragraphs[n].mark for n in asked).most_common(1)[0][0]
    asked = [n for n in asked if paragraphs[n].mark == mark]
    alike = [n for n in range(asked[0], asked[-1] + 1) if paragraphs[n].mark == mark]
    if len(asked) < _LEAST_ASKED or 2 * len(asked) < len(alike):
        return
    for n, following in zip_longest(alike, alike[1:]):
        prompt = paragraphs[n].words(text)
        behind = paragraphs[n + 1 : following]
        if _SENTENCE.search(text, prompt.end - 3, prompt.end) and behind and not behind[0].mark:
            by = None if following else name
            put = asked_at_end(text, prompt, asks=True)
            answer = Span(behind[0].span.start, _end(text, behind, by))
            if put:
                yield put, answer


def _end(text: str, behind: Sequence[_Paragraph], last_of: str | None) -> int:
    """Where an answer ends: before a heading, a note in italics or a rule. Behind the last one of
    an interview, whose end nothing marks, what tells of the respondent and not of "me" is none."""
    for before, each in pairwise(behind):
        between = text[before.span.end : each.span.start].strip()
        words = text[slice(*each.span)]
        if each.mark or between or not re.search(r"\w", words):
            return before.span.end
        if last_of and (not _ME.search(words) or any(w in words for w in last_of.split())):
            return before.span.end
    return behind[-1].span.end


def _paragraphs(document: Document, lines: Sequence[Span]) -> Iterator[_Paragraph]:
    """Lines with none that is empty between them, parted where emphasis begins and ends."""
    text = document.text
    for start, end in _blocks(text, lines):
        at = start
        for emphasis in _emphases(document, Span(start, end)):
            if text[at : emphasis.start].strip(_MARKS):
                yield _Paragraph(Span(at, emphasis.start), "")
            yield _Paragraph(Span(emphasis.start, emphasis.end), emphasis.mark)
            at = emphasis.end
        if text[at:end].strip(_MARKS):
            yield _Paragraph(Span(at, end), "")


def _blocks(text: str, lines: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for line in lines:
        blank = not text[slice(*line)].strip(_MARKS)
        if found and not blank and line.start == found[-1].end + 1:
            found[-1] = Span(found[-1].start, line.end)
        elif not blank:
            found.append(line)
    return found


def _emphases(document: Document, block: Span) -> Iterator[Emphasis]:
    """What is emphasised in whole lines, and sentences in bold with which a line begins; as the
    file has it, or else by marks in the text."""
    if document.emphases:
        first = bisect_left(document.emphases, block.start, key=_start)
        last = bisect_left(document.emphases, block.end, key=_start)
        yield from (each for each in document.emphases[first:last] if each.mark != MARK)
        return
    text = document.text
    for found in _EMPHASISED.finditer(text, *block):
        mark = found["mark"] or found["heading"]
        bold = mark in _BOLD and _SENTENCE.search(found[0].rstrip(_MARKS))
        if bold or found["end"] is not None:
            yield Emphasis(found.start(), found.end(), mark)


def _start(emphasis: Emphasis) -> int:
    return emphasis.start


def _asked(text: str, paragraph: _Paragraph) -> Span | None:
    words = paragraph.words(text)
    return asked_at_end(text, words) if words.end - words.start <= _LONGEST else None


def _between_two(text: str, found: Sequence[tuple[Span, Span]]) -> bool:
    """Whether enough is asked of one who is spoken to, and answered by one who tells of himself."""
    asked = [text[slice(*question)] for question, _ in found]
    asked = [question for question in asked if "?" in question]
    to_one = sum(_YOU.search(question) is not None for question in asked)
    of_one = sum(_ME.search(text, *answer) is not None for _, answer in found)
    return (
        len(found) >= _LEAST and to_one >= _TO_ONE * len(asked) and of_one >= _OF_ONE * len(found)
    )
