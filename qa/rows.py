"""The rows of tables: their cells, parted by bars or set in columns, and the heads of these."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.documents import Span

_BAR = " | "
# What parts cells that are set in columns: spaces, or dots that lead to the next; not the two
# spaces behind a sentence, nor what stands behind the name of a field ("Date:     3 May")
_GAP = re.compile(r"(?<=[^\s:]) *\.{4,} *(?=\S)|(?<=[^\s:.?!]) {2,}(?=\S)|(?<=[.?!]) {3,}(?=\S)")
_WIDE = re.compile(r"(?<=[^\s:])(?: {3,}| *\.{4,} *)(?=\S)")  # which no justified line has
_RULE = re.compile(r"[\s\-=_+|─━]+")  # "----  ----", below the heads
_YEAR = re.compile(r"\(?\d{4}\)?")
_PART = re.compile(r"(?:of (?:which|whom)|thereof|including)\b", re.IGNORECASE)
_LONGEST_CELL = 80  # characters of one that is set in a column
_FURTHEST = 4000  # characters in front of a row in which its heads are looked for
_PAIR = 2  # cells: a row without heads says in the first what the other is of


@dataclass(frozen=True, slots=True)
class Row:
    """The ``cells`` of a row and the head of each one's column, empty where it has none; ``start``
    is where its table begins, ``label`` what stands above it in the first column alone, or what it
    is a part of ("of which …")."""

    cells: tuple[Span, ...]
    heads: tuple[str, ...]
    start: int
    label: str = ""


def line_of(text: str, part: Span) -> Span:
    """The whole line, or lines, that something stands in."""
    end = text.find("\n", part.end)
    return Span(text.rfind("\n", 0, part.start) + 1, end if end >= 0 else len(text))


def has_cells(line: str) -> bool:
    """Whether a line looks like a row of a table."""
    return _BAR in line or _WIDE.search(line) is not None


def is_row(text: str, part: Span) -> bool:
    """Whether a line, or what stands in it, is a row of a table."""
    line = line_of(text, part)
    return _BAR in text[slice(*line)] or _is_in_columns(text, line)


def has_heads(text: str, part: Span) -> bool:
    """Whether a line, or what stands in it, is a row whose columns may have heads: not where it is
    but a pair that is set in columns."""
    line = line_of(text, part)
    if _BAR in text[slice(*line)]:
        return True
    if not _is_in_columns(text, line):
        return False
    found = _in_columns(text, line)
    return found is None or any(found.heads)


def row(text: str, part: Span) -> Row | None:
    """The row of a table that a line is; None where it has the heads."""
    line = line_of(text, part)
    return _barred(text, line) if _BAR in text[slice(*line)] else _in_columns(text, line)


def _barred(text: str, line: Span) -> Row | None:
    """A row with bars. In most formats empty lines part the rows as well, and else the tables."""
    heads: list[str] = []
    label = ""
    start, parted = line.start, False
    is_part = _PART.match(text, line.start) is not None
    tight = _is_tight(text, line)
    for other in _lines_above(text, line):
        told = text[slice(*other)]
        if not told.strip():
            parted = tight
        elif "|" not in told or parted:
            break
        else:
            heads, start = [head.strip() for head in told.split("|")], other.start
            if is_part and not label and not _PART.match(told):
                label = heads[0]
    cells = tuple(_between_bars(text, line))
    return Row(cells, tuple(heads), start, label) if len(cells) == len(heads) else None


def _is_tight(text: str, line: Span) -> bool:
    """Whether another row stands right above or below a row."""
    above, below = next(_lines_above(text, line), None), _below(text, line)
    return any("|" in text[slice(*other)] for other in (above, below) if other)


def _between_bars(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for told in text[slice(*line)].split("|"):
        inside = told.strip()
        at = start + (told.index(inside) if inside else 0)
        yield Span(at, at + len(inside))
        start += len(told) + 1


def _in_columns(text: str, line: Span) -> Row | None:
    """A row that is set in columns."""
    cells, (label, *rows) = _cells(text, line), _table(text, line)
    top = rows[-1]
    if top == line:
        below = _below(text, line)
        if below and _are_heads(text, top, [below]):
            return None
    heads = _cells(text, top) if _are_heads(text, top, rows[:-1]) else []
    places = [_under(cell, line, heads, top) for cell in cells]
    told = tuple(text[slice(*place)] if place else "" for place in places)
    return Row(tuple(cells), told, top.start, text[slice(*label)].strip())


def _table(text: str, line: Span) -> list[Span]:
    """What stands above a row in the first column alone, a label of several rows or the beginning
    of a cell, empty where there is none, the row, and those above it in its table, up to the
    topmost one. An empty line ends a table."""
    label, rows = Span(line.start, line.start), [line]
    width = _cells(text, line)[1].start - line.start
    for other in _lines_above(text, line):
        told = text[slice(*other)]
        if not told.strip():
            break
        if len(_cells(text, other)) > 1:
            rows.append(other)
        elif len(told) > width:
            break
        elif len(rows) == 1 and not _RULE.fullmatch(told):
            label = other
    return [label, *rows]


def _is_in_columns(text: str, line: Span) -> bool:
    """Whether a line has cells in the same columns as another one of its paragraph, next to it."""
    cells = _cells(text, line)
    if len(cells) < _PAIR or not _WIDE.search(text, *line):
        return False
    around = (_table(text, line)[2:3], [_below(text, line)])
    return any(
        _are_aligned(cells, line, _cells(text, other), other)
        for others in around
        for other in others
        if other
    )


def _are_aligned(cells: Sequence[Span], line: Span, others: Sequence[Span], other: Span) -> bool:
    """Whether one cell that is not the first stands below or above another's; of pairs, which a
    line of words with a gap looks like, from the same place on or up to it."""
    own = [_within(cell, line) for cell in cells]
    beside = [_within(cell, other) for cell in others] if len(others) > 1 else []
    beside = [cell for cell in beside if cell.start >= own[0].end]
    if len(own) == _PAIR:
        return any(own[1].start == c.start or own[1].end == c.end for c in beside)
    return any(cell.overlaps(c) for cell in own[1:] for c in beside)


def _under(cell: Span, line: Span, heads: Sequence[Span], top: Span) -> Span | None:
    """The head below which a cell stands."""
    own = _within(cell, line)
    return next((head for head in heads if _within(head, top).overlaps(own)), None)


def _are_heads(text: str, top: Span, rows: Sequence[Span]) -> bool:
    """Whether the topmost row of a table has the heads of others: its first column has none, or it
    has no figures, or one that is no figure has figures below it. Of pairs each says in its first
    cell what the other is of."""
    first, *heads = _cells(text, top)
    figures = {head for head in heads if _has_figure(text, head)}
    for line in rows:
        own, *cells = _cells(text, line)
        if _within(first, top).start > _within(own, line).end:
            return True
        if min(len(cells), len(heads)) < _PAIR:
            continue
        places = [_under(cell, line, heads, top) for cell in cells]
        headed = zip(places, cells, strict=True)
        if not figures or any(h and h not in figures and _has_figure(text, c) for h, c in headed):
            return True
    return False


def _has_figure(text: str, cell: Span) -> bool:
    """Whether a cell has a figure and is not but a year, as a head can be."""
    told = text[slice(*cell)]
    return any(map(str.isdigit, told)) and _YEAR.fullmatch(told) is None


def _cells(text: str, line: Span) -> list[Span]:
    """Those of a line that spaces part; none but the line itself where it is no row."""
    told = text[slice(*line)]
    start, end = line.start + len(told) - len(told.lstrip()), line.start + len(told.rstrip())
    if start >= end or _BAR in told or _RULE.fullmatch(told):
        return [line]
    gaps = [Span(*gap.span()) for gap in _GAP.finditer(text, start, end)]
    starts, ends = [start, *(g.end for g in gaps)], [*(g.start for g in gaps), end]
    cells = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
    return cells if all(c.end - c.start <= _LONGEST_CELL for c in cells) else [line]


def _within(cell: Span, line: Span) -> Span:
    return Span(cell.start - line.start, cell.end - line.start)


def _lines_above(text: str, line: Span) -> Iterator[Span]:
    """Whole lines, the nearest first."""
    furthest = max(0, line.start - _FURTHEST)
    while line.start > furthest:
        line = Span(text.rfind("\n", 0, line.start - 1) + 1, line.start - 1)
        yield line


def _below(text: str, line: Span) -> Span | None:
    return line_of(text, Span(line.end + 1, line.end + 1)) if line.end < len(text) else None
