"""The lines of a document that can answer by themselves: the rows of its tables, each with the
heads of its columns, and what stands in short paragraphs, each with its heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from index.documents import Document, Span, overlapping
from index.store import Reading
from qa.rows import Row, has_cells, is_row, row

_PAIR = 2  # cells: a row without heads says in the first what the other is of
_LONGEST_HEADING = 12  # words
_ENDED = re.compile(r"[.?!:;,…{}(=\\][\"'”’)\]*_]*$")
_NUMBERED = re.compile(r"\d+(?:\.\d+)*[.)]?\s+(?=[^\W\d])")  # "2.3 Leave"
_ITEM = re.compile(r"(?:[-*+•–]|\d+[.)]|\(?[a-z]\))\s+(?=\S)")  # "- Rail", "2. Rail"
_PROMPT = re.compile(r"\s*(?:[$%]|>>>|[A-Z]:[\w\\]*>)\s")  # "$ make", ">>> import os"
_EMPTY = re.compile(r"\n[^\S\n]*\n")
_ASKS = re.compile(r"(?:\S+ ){0,23}\S+\?")  # "I lost my card. How do I get another?"
_SHORT = 300  # characters of a line that is read in one piece
_HEAD = 1000  # characters of a document, in which it tells what it is
_LEADS_IN = re.compile(r":\W{0,4}$")
_CAPTION = re.compile(r"[:?][\"'”’)\]*_]*$")
_RULE = re.compile(r"([-=_*~])\1{2,}")
_LED_IN = 8  # lines, at most
_FURTHEST = 4000  # characters in front of a line in which its heading is looked for


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row, and where it stands in what is read of it; ``head`` is that of its column,
    and in a table of two columns without heads the other cell."""

    span: Span
    head: str
    read: Span


@dataclass(frozen=True, slots=True)
class Line:
    """``read`` is what a reader is given of it, behind its ``heading``: the words themselves, and
    of a row each cell behind the head of its column. ``cells`` are a row's, ``sentences`` those of
    any other. ``prose``: it is a sentence of a paragraph that is read whole as well."""

    span: Span
    heading: str
    read: str
    cells: tuple[Cell, ...] = ()
    sentences: tuple[Span, ...] = ()
    prose: bool = False

    @property
    def values(self) -> str:
        """The words of a row's own cells."""
        return "\n".join(self.read[slice(*cell.read)] for cell in self.cells)

    @property
    def heads(self) -> str:
        """What a row's cells are read behind."""
        ends = [0, *(cell.read.end for cell in self.cells)]
        starts = [*(cell.read.start for cell in self.cells), len(self.read)]
        return "\n".join(self.read[a:b] for a, b in zip(ends, starts, strict=True))


def lines(reading: Reading, within: Span) -> Iterator[Line]:
    """The lines in a part of a document; of a paragraph of prose the sentences."""
    text = reading.document.text
    alone = "\n" not in text[slice(*within)].strip()
    for start, end in _lines(text, within):
        line = Span(start, end)
        if is_row(text, line):
            if row := _row(text, line):
                yield row
            continue
        heading = heading_of(text, start)
        short = end - start <= _SHORT and not alone
        for part in [line] if short else overlapping(reading.sentences, line):
            if line.holds(part):
                own = overlapping(reading.sentences, part)
                yield Line(part, heading, text[slice(*part)], sentences=tuple(own), prose=alone)


def headings(text: str, within: Span) -> Iterator[Span]:
    """The lines of a part of a text that can be headings."""
    found = (Span(start, end) for start, end in _lines(text, within))
    return (line for line in found if may_head(text[slice(*line)]) and _begins(text, line.start))


def _begins(text: str, start: int) -> bool:
    """Whether a line begins a block: any other is part of a listing or of a wrapped paragraph, and
    heads nothing."""
    above = next(islice(_all_above(text, start), 1, None), "")
    return not above or _RULE.fullmatch(above) is not None


def below(text: str, heading: Span) -> Iterator[Span]:
    """The lines below a heading, up to the next one, or to the end of a table: the next one is a
    line like a heading behind one that is none, or one with a number as well. Behind a heading,
    such lines are items of a list, unless they head what follows."""
    before, numbered = heading, _numbered(text, heading)
    found = (Span(*each) for each in _lines(text, Span(heading.end, len(text))))
    for line, following in pairwise(chain(found, [None])):
        if line is None:
            return
        told, above = text[slice(*line)], text[slice(*before)]
        if may_head(told):
            if _numbered(text, line) if numbered else not may_head(above):
                return
            if not numbered and before != heading and _ends_list(text, before, line, following):
                return
        if is_row(text, before) and not is_row(text, line):
            return
        yield line
        before = line


def led_in(text: str, sentence: Span) -> Iterator[Span]:
    """The lines that a sentence leads in with a colon at its end: the paragraph or listing behind
    it, and of a list the items that follow the first."""
    if not _LEADS_IN.search(text, *sentence):
        return
    before = sentence
    for each in islice(_lines(text, Span(sentence.end, len(text))), _LED_IN):
        line = Span(*each)
        parted = before != sentence and _EMPTY.search(text, before.end, line.start)
        if (parted and not _ITEM.match(text, line.start)) or _RULE.fullmatch(text, *line):
            return
        yield line
        before = line


def _ends_list(text: str, before: Span, line: Span, following: Span | None) -> bool:
    """Whether a line like a heading is one behind the items of a list and none of these: it stands
    behind an empty line, without the mark that the one before has, or in front of a line that is no
    item, or behind items between which there are no empty lines. Where nothing marks the items, the
    last of those in front of a paragraph looks the same, and is left out."""
    if not _EMPTY.search(text, before.end, line.start) or _ITEM.match(text, line.start):
        return False
    if _ITEM.match(text, before.start) or (following and not may_head(text[slice(*following)])):
        return True
    end = text.rfind("\n", 0, before.start)
    return bool(text[text.rfind("\n", 0, end) + 1 : end].strip())


def _numbered(text: str, line: Span) -> bool:
    return _NUMBERED.match(text[slice(*line)]) is not None


def _lines(text: str, within: Span) -> Iterator[tuple[int, int]]:
    for found in re.compile(r"[^\n]+").finditer(text, *within):
        told = found[0].strip()
        if told:
            start = found.start() + found[0].index(told)
            yield start, start + len(told)


def _row(text: str, line: Span) -> Line | None:
    """A row of a table; None of the one with the heads."""
    found = row(text, line)
    if found is None:
        return None
    named = any(found.heads)
    read = ""
    cells: list[Cell] = []
    for head, span in zip(found.heads, found.cells, strict=True):
        read += ("; " if named or len(cells) > 1 else ": ") if cells else ""
        read += f"{head}: " if head else ""
        head = head or (text[slice(*found.cells[0])] if len(found.cells) == _PAIR else "")
        cells.append(Cell(span, head, Span(len(read), len(read) + span.end - span.start)))
        read += text[slice(*span)]
    return Line(line, _heading_of_row(text, found), read, tuple(cells))


def _heading_of_row(text: str, found: Row) -> str:
    """What heads a row: its table's heading, what leads in the table or asks what it answers, and
    what is above the row within that."""
    caption = next(filter(None, _all_above(text, found.start)), "")
    parts = (
        heading_of(text, found.start),
        caption if _CAPTION.search(caption) else "",
        found.label,
    )
    return "\n".join(filter(None, parts))


def _all_above(text: str, start: int) -> Iterator[str]:
    """The lines in front of a place, the nearest first, with the empty ones; the first is what
    stands in front of it on its own line."""
    return map(str.strip, reversed(text[max(0, start - _FURTHEST) : start].split("\n")))


def head(document: Document) -> str:
    """The title of a document and the beginning of its text, in which it tells what it is."""
    return f"{document.title}\n{document.text[:_HEAD]}"


def heading_of(text: str, start: int) -> str:
    """The nearest line in front of a place that can be one, or that asks; one that begins a block,
    unless none does."""
    lines = list(islice(_all_above(text, start), 1, None))
    begin = (told for told, above in pairwise([*lines, ""]) if not above or _RULE.fullmatch(above))
    heads = (told for told in begin if may_head(told) or _ASKS.fullmatch(told))
    return next(chain(heads, filter(may_head, filter(None, lines))), "")


def may_head(line: str) -> bool:
    """Whether a line can be a heading: a few words without a mark at their end, and no command."""
    few = len(line.split()) <= _LONGEST_HEADING
    return few and not (_ENDED.search(line) or has_cells(line) or _PROMPT.match(line))
