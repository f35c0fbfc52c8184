"""Quotation marks → the ranges that stand between them, marks included."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from index.documents import Kind, Span

_OPENING = "“«„"
_CLOSING = "”»"
_MARK = re.compile("[“”«»„\"]|``|''")
MARKS = "“«„‘\"'`"
"""What a quotation may begin with."""

CLOSED = ("”", "»", '"', "''", "``", "’", "'", "“")
"""What one may end with."""

# Single marks: one that opens stands before a word, one that closes behind one. What is left out
# of a word at its start is marked the same way: '90s, 'em, rock 'n' roll.
_OPENS_SINGLE = re.compile(
    r"(?<![^\s(\[/—–\"“«-])[‘'](?!\d0s|(?:em|tis|twas|cause|til|till|bout|round|n)\b)(?=[^\s‘’'])",
    re.IGNORECASE,
)
_CLOSES_SINGLE = re.compile(r"(?<=[^\s‘'(\[])[’'](?![\w’'])")
_EDGES = "“”«»„\"'‘’` "
_WORD = re.compile(r"\w+")
_SMALL = frozenset("a an and as at but by for from in nor of on or the to with".split())


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Ranges of words in quotation marks of any make, in text order, the outermost alone.

    A mark that no other answers closes at its paragraph's end, and does so only where it opens the
    paragraph or the next paragraph opens with a mark again: that is how a quotation of several
    paragraphs is set. Any other single mark (an inch, a slip) is left alone.
    """
    found: list[Span] = []
    left_open = False
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        first = "" if following is None else text[following.start]
        rest = _rest(text, paragraph) if left_open else None
        after = Span(rest.end if rest else paragraph.start, paragraph.end)
        goes_on = bool(first) and first in _OPENING + '"'
        left_open = not goes_on and following is not None and _rest(text, following) is not None
        double = [*([rest] if rest else ()), *_double(text, after, goes_on=goes_on or left_open)]
        left_open = left_open and bool(double) and not _closed(text, double[-1], paragraph)
        found += _outermost(text, double, list(_single(text, paragraph, goes_on=first == "‘")))
    return tuple(q for q in found if _WORD.search(text, *q))


def _rest(text: str, paragraph: Span) -> Span | None:
    """What a quotation of the paragraph before has left here, set without a mark at the front:
    up to a mark that can only close."""
    mark = _MARK.search(text, *paragraph)
    if mark is None or mark.start() == paragraph.start or mark[0] in _OPENING:
        return None
    behind_a_word = not text[mark.start() - 1].isspace() and not text[mark.start() - 1].isdigit()
    return Span(paragraph.start, mark.end()) if behind_a_word else None


def _closed(text: str, quotation: Span, paragraph: Span) -> bool:
    """Whether a quotation ends before its paragraph does, or with a mark."""
    return quotation.end < paragraph.end or bool(_MARK.fullmatch(text[quotation.end - 1]))


def _double(text: str, paragraph: Span, *, goes_on: bool) -> Iterator[Span]:
    marks = list(_MARK.finditer(text, *paragraph))
    found, opened = _nested(text, marks)
    balanced = not opened or (goes_on and len(opened) == 1 and opened[0] == paragraph.start)
    if not balanced:
        found, opened = _flat(text, marks)
    yield from found
    if opened and (goes_on or opened[0] == paragraph.start):
        yield Span(opened[0], paragraph.end)


def _nested(text: str, marks: Sequence[re.Match[str]]) -> tuple[list[Span], list[int]]:
    """The outermost quotations where quotations stand in quotations, and the marks left open."""
    found: list[Span] = []
    opened: list[int] = []
    for mark in marks:
        low = bool(opened) and text[opened[-1]] == "„"  # „…“ closes with what opens elsewhere
        if _opens(text, mark) and not (low and mark[0] == "“"):
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if not opened:
                found.append(Span(start, mark.end()))
    return found, opened


def _flat(text: str, marks: Sequence[re.Match[str]]) -> tuple[list[Span], list[int]]:
    """Quotations where some mark is missing: each mark that can close closes the last that opened,
    and what is opened twice starts anew."""
    found: list[Span] = []
    opened: list[int] = []
    for mark in marks:
        if _opens(text, mark) and (mark[0] in _OPENING or not opened):
            opened = [mark.start()]
        elif opened:
            found.append(Span(opened.pop(), mark.end()))
    return found, opened


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark opens: a word behind it, and a straight one has none before it; “ closes by a
    slip where it has a word before it and none behind."""
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    free = not before or before.isspace() or before in "([—–-/‘'“«"
    free = free or (mark[0] in _OPENING and (after.isalnum() or not after.isascii()))
    return mark[0] not in _CLOSING and free and bool(after.strip())


def _single(text: str, paragraph: Span, *, goes_on: bool) -> Iterator[Span]:
    """Ranges in single marks, which look like apostrophes: the dockers' money, goin' home.

    A mark closes for sure behind punctuation or a word that ends in neither s nor in; else the
    first that may close does.
    """
    openings = [m.start() for m in _OPENS_SINGLE.finditer(text, *paragraph)]
    for start, until in zip(openings, [*openings[1:], paragraph.end], strict=False):
        closings = [m.start() for m in _CLOSES_SINGLE.finditer(text, start + 1, until)]
        sure = (at for at in closings if not text[:at].endswith(("s", "S", "in"), start))
        if closings:
            yield Span(start, next(sure, closings[0]) + 1)
        elif goes_on and start == paragraph.start and text[start] == "‘":
            yield Span(start, paragraph.end)


def _outermost(text: str, double: Sequence[Span], single: Sequence[Span]) -> list[Span]:
    """Both kinds in text order. Double marks inside single ones are the inner ones only where the
    single ones close like a quotation, behind punctuation; crossing marks are no quotation."""
    kept: list[Span] = []
    for quotation in single:
        crossed = [d for d in _near(double, quotation) if d.overlaps(quotation)]
        ended = text[quotation.end - 2] in ",.!?…—" or text[quotation.end - 1] not in "’'"
        if not crossed or (ended and all(quotation.holds(d) for d in crossed)):
            kept.append(quotation)
    return sorted([*kept, *(d for d in double if not holding(kept, d))])


def _near(sorted_spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """The disjoint ranges that may overlap a range."""
    first = bisect_right(sorted_spans, span.start, key=lambda s: s.end)
    last = bisect_right(sorted_spans, span.end, key=lambda s: s.start)
    return sorted_spans[first:last]


def holding(quoted: Sequence[Span], span: Span) -> Span | None:
    """The quotation that holds a range; quotations are disjoint and in text order."""
    number = bisect_right(quoted, span.start, key=lambda q: q.start) - 1
    return quoted[number] if number >= 0 and quoted[number].holds(span) else None


def within(quoted: Sequence[Span], span: Span) -> Sequence[Span]:
    """The quotations that lie in a range."""
    first = bisect_left(quoted, span.start, key=lambda q: q.start)
    return quoted[first : bisect_right(quoted, span.end, key=lambda q: q.end)]


def words(text: str, span: Span) -> int:
    """How many words a range holds."""
    return sum(1 for _ in _WORD.finditer(text, *span))


def wordless(text: str, span: Span) -> bool:
    """Whether a range holds no word; one that ends before it starts holds none."""
    return _WORD.search(text, *span) is None


def is_title(text: str, quotation: Span) -> bool:
    """Whether a quotation is set like the title of a book or film: “The Long Road to the Sea”."""
    found = _WORD.findall(text, *quotation)
    long = [w for w in found if w.casefold() not in _SMALL]
    return len(found) > 1 and all(w[0].isupper() or w[0].isdigit() for w in long) and bool(long)


def end_of(text: str, quotation: Span) -> str:
    """The punctuation that a quotation ends in, inside its marks or right behind; "" for none."""
    inside = text[quotation.start : quotation.end].rstrip(_EDGES)[-1:]
    behind = text[quotation.end : quotation.end + 1]
    return next((sign for sign in (inside, behind) if sign and sign in ".!?…,;:—–-"), "")


def is_open(text: str, quotation: Span, paragraph: Span) -> bool:
    """Whether a quotation ends with its paragraph without a mark that closes the one at its front,
    which a block has not."""
    inside = text[quotation.start + 1 : quotation.end]
    marked = text[quotation.start] in MARKS and not inside.endswith(CLOSED)
    return marked and quotation.end == paragraph.end


def kind(text: str, spans: Sequence[Span], quoted: Sequence[Span]) -> Kind:
    """How a statement's words stand in the text: all in quotation marks, none or some of them."""
    total = inside = 0
    for span in spans:
        for word in _WORD.finditer(text, *span):
            total += 1
            inside += holding(quoted, Span(word.start(), word.start() + 1)) is not None
    if inside and inside >= 0.97 * total:
        return "direct"
    return "mixed" if inside else "indirect"
