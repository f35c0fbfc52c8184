"""What somebody signs who greets nobody, a proclamation or an order: a text that ends with a full
name in capitals, and in which "I" speaks, is on record as that one's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

from index.attribution import gender
from index.attribution.authors import Part, stripped
from index.attribution.called import capitalised, is_capitals
from index.attribution.letters import name_alone
from index.attribution.speeches import is_prose, is_spoken
from index.documents import Span

_BELOW = 2  # lines under the name: where and when it was signed
_LEAST_OWN = 1


def signed(text: str, lines: Sequence[Span]) -> Iterator[Part]:
    """The words above the name, from the first line of prose on, if they speak of nobody who is
    called so. ``lines`` are the ranges of the text's lines."""
    for at in range(len(lines) - 1, max(0, len(lines) - 2 - _BELOW), -1):
        author = name_alone(text, lines[at])
        name = [capitalised(word) for word in (author.name or "").split()] if author else []
        if author is None or not is_capitals(author.name or "") or not gender.has_first_name(name):
            continue
        above = [*dropwhile(lambda line: _is_heading(text[slice(*line)]), lines[:at])]
        words = stripped(text, above[0].start, above[-1].end) if above else None
        named = replace(author, name=" ".join(name))
        if words and is_spoken(text[slice(*words)], named, _LEAST_OWN):
            yield Part(named, words)
        return


def _is_heading(line: str) -> bool:
    """Whether no prose begins: "A Proclamation", "TO THE CONGRESS OF THE UNITED STATES:"."""
    return line.isupper() or not is_prose(line)
