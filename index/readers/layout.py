"""Layout: lines at their places on pages → paragraphs, as a reader of the page sees them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, which is counted from 1. Lengths are points, ``bottom`` grows upwards;
    ``hyphenated`` where a hyphen at its end was taken off, ``outer`` where it stands so near to
    the page's upper or lower edge that it can be a running head."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    height: float
    hyphenated: bool = False
    outer: bool = False


Paragraph = list[tuple[int, str]]
"""Its words, by the page they are on."""

_FEWEST = 3  # pages
_USUAL = 0.4  # share of the pages that have a running head; left and right pages can differ
_NEAR = 6.0  # points within which it stands at the same height
_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_COUNT = re.compile(r"^\d{1,4}\b|\b\d{1,4}$")  # beside a running head

_GAP = 1.35  # times the usual distance of lines, from which on a paragraph ends
_SIZES = 0.12  # share by which heights of one paragraph's lines differ
_SHORT = 0.85  # share of the column's width that a line which goes on has
_FEW = 8  # lines
_INDENT = 0.6  # of the line's height
_ENDS = re.compile(r"[.?!:…][”’\"')\]]*$")
_BEGINS = re.compile(
    r"[•◦▪‣–—*-]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s|[QA][.:]?\s|[A-Z][A-Z .,’'-]{1,60}:"
)
_LABEL = re.compile(r"(?:[A-Z][\w.’'-]*\s?){1,5}:\s")
_COMPOUND = frozenset(
    "all anti co ex half high long low mid non part post pre self short vice well".split()
)


def without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without running heads, feet and page numbers: what many pages have near an edge, at
    the same height and in the same words, but for the page's number."""
    edges = [[each for each in page if each.outer] for page in pages]
    seen = Counter(key for page in edges for key in {_key(each, shift)
                   for each in page for shift in (0, 1)})  # fmt: skip
    filled = sum(bool(page) for page in pages)

    def running(each: Line) -> bool:
        fewest = 2 if _NUMBER.fullmatch(each.text) else _FEWEST
        count = max(seen[_key(each, shift)] for shift in (0, 1))
        return count >= fewest and count >= _USUAL * filled

    out = [{id(each) for each in page if running(each)} for page in edges]
    return [[each for each in page if id(each) not in gone]
            for page, gone in zip(pages, out, strict=True)]  # fmt: skip


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[Paragraph]:
    """The paragraphs of all pages, in order; one can go on over a column's or a page's end."""
    lines = [each for page in pages for each in page]
    known = {word.lower() for each in lines for word in re.findall(r"\w+(?:-\w+)+", each.text)}
    open_: Paragraph = []
    before: Line | None = None
    widths = sorted(each.right - each.left for each in lines)
    for column in _columns(lines):
        left, right = min(each.left for each in column), max(each.right for each in column)
        if len(column) < _FEW:  # too few lines to tell how wide their column is
            right = max(right, left + widths[len(widths) * 3 // 4])
        gaps = [a.bottom - b.bottom for a, b in pairwise(column)]
        usual = median(gaps) if gaps else 0.0
        for n, each in enumerate(column):
            full = before is not None and before.right - left >= _SHORT * (right - left)
            if before is None or n == 0:
                goes_on = before is not None and _runs_on(before, each)
            else:
                indent = each.left - left > _INDENT * each.height and each.left > before.left
                goes_on = not (
                    gaps[n - 1] > _GAP * usual
                    or not _alike(before, each)
                    or _BEGINS.match(each.text)
                    or (_ENDS.search(before.text) and (indent or not full))
                    or (_ENDS.search(before.text) and _LABEL.match(each.text))
                    or (not full and not each.text[0].islower())
                )
            if before is not None and goes_on:
                _join(open_, before, each, known)
            else:
                if open_:
                    yield open_
                open_ = [(each.page, each.text)]
            before = each
    if open_:
        yield [*open_]


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines, each under the one before."""
    column: list[Line] = []
    for each in lines:
        if column and (each.page != column[-1].page or each.bottom >= column[-1].bottom):
            yield column
            column = []
        column.append(each)
    if column:
        yield column


def _runs_on(before: Line, after: Line) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if not _alike(before, after) or _BEGINS.match(after.text):
        return False
    return before.hyphenated or (not _ENDS.search(before.text) and after.text[0].islower())


def _alike(a: Line, b: Line) -> bool:
    return abs(a.height - b.height) <= _SIZES * max(a.height, b.height)


def _join(paragraph: Paragraph, before: Line, after: Line, known: set[str]) -> None:
    page, said = paragraph[-1]
    hyphen = before.hyphenated or bool(re.search(r"\w-$", said))
    stem = said if before.hyphenated else said.removesuffix("-") if hyphen else said
    between = ""
    if not hyphen:
        between = " "
    elif not _is_one_word(stem, after.text, known):
        between = "-"
    paragraph[-1] = (page, stem + between)
    if page == after.page:
        paragraph[-1] = (page, stem + between + after.text)
    else:
        paragraph.append((after.page, after.text))


def _is_one_word(head: str, tail: str, known: set[str]) -> bool:
    """Whether the hyphen between them only breaks a word at the line's end."""
    first, last = re.search(r"[\w-]*$", head), re.match(r"[\w-]*", tail)
    a, b = (first[0] if first else ""), (last[0] if last else "")
    if f"{a}-{b}".lower() in known or a.lower() in _COMPOUND:
        return False
    return a[-1:].isalpha() and b[:1].islower()


def _key(each: Line, shift: int) -> tuple[str, int, int]:
    """Alike for lines that say the same at nearly the same height."""
    at = int((each.bottom + shift * _NEAR / 2) // _NEAR)
    text = "#" if _NUMBER.fullmatch(each.text) else _COUNT.sub("#", each.text)
    return text.casefold(), shift, at
