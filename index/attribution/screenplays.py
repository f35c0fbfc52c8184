"""The dialogue of a screenplay: below a line with a name in capitals, up to an empty line, where
headings tell of scenes ("INT. BAKERY - NIGHT")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from index.attribution.authors import Author, Part, stripped
from index.attribution.called import capitalised
from index.documents import Span

_SCENE = re.compile(
    r"^[ \t*_]*(?:\d{1,3}[A-Z]?\.?[ \t]+)?(?:INT|EXT|INT\.? ?/ ?EXT|I/E)\b[. ][^a-z\n]+$",
    re.MULTILINE,
)
_CUE = re.compile(  # "MARGIT", "OLD MAN #2", "DR. REY (V.O.)", and no "CUT TO:", "FADE OUT."
    r"[ \t*_]*(?P<who>[A-Z][A-Z’'.#\d-]*(?: [A-Z#\d][A-Z’'.#\d-]*){0,3}(?<!\.))"
    r"(?:[ \t]*\([^()\n]{1,40}\))*[ \t*_]*"
)
_ASIDE = re.compile(r"[ \t]*\([^()\n]*\)[ \t]*")  # "(not looking up)"
_SCENES = 2
_LEAST = 4  # lines with a name, of two people or more


def screenplay(text: str, lines: Sequence[Span]) -> Iterator[Part]:
    """What each says, in text order; none where a text has no scenes. ``lines`` are the ranges of
    those that are not empty."""
    scenes = [scene.start() for scene in _SCENE.finditer(text)]
    if len(scenes) < _SCENES:
        return
    lines = [line for line in lines if line.start >= scenes[0]]
    found: list[Part] = []
    n = 0
    while n < len(lines):
        cue = None if _SCENE.match(text, *lines[n]) else _CUE.fullmatch(text, *lines[n])
        after = n + 1
        while cue and _goes_on(lines, after):
            after += 1
        below = [*dropwhile(lambda line: _ASIDE.fullmatch(text, *line), lines[n + 1 : after])]
        if cue and below and (said := stripped(text, below[0].start, below[-1].end)):
            name = " ".join(map(capitalised, cue["who"].split()))
            found.append(Part(Author(Span(*cue.span("who")), name), said, line=lines[n].start))
        n = after
    if len(found) >= _LEAST and len({part.author.name for part in found}) > 1:
        yield from found


def _goes_on(lines: Sequence[Span], n: int) -> bool:
    """Whether no empty line is above a line."""
    return 0 < n < len(lines) and lines[n].start == lines[n - 1].end + 1
