"""One statement in several places, one paragraph in several documents: each is shown once.

What is the same is told from the words alone, never from how near they are in meaning.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TypeVar

from index.documents import StoredStatement
from qa.replies import FoundStatement
from qa.stances import stance

_Row = TypeVar("_Row")
_Words = tuple[str, ...]

_WORD = re.compile(r"\w+")
_LIGHT = frozenset("a an the that".split())
_EDGE = 5  # words at either end: what has neither in common is not compared any further
_NEAR_EDGE = 100  # characters that surely hold them
_SHORTEST, _SHORTEST_TURN = 4, 8  # "Yes." said twice answers two questions
_LONG, _WHOLE = 8, 0.8  # of so many words, this share is as good as all of them …
_TURNING = frozenset(  # with what is left of "didn't"
    "no not never nor none nobody cannot t unless if but until only except without".split()
)
_SHINGLE, _MOSTLY = 4, 0.8  # words in a row; the share of them that makes two texts one


def folded(found: Sequence[FoundStatement]) -> list[FoundStatement]:
    """Each statement once, in the order given, with the other places it stands in.

    One speaker's statements are one where speaker and stance agree and the words are the same but
    for case, punctuation and articles, or one of them goes on for a few words more, which turn
    nothing ("not", a figure). Of a source that is not named, the whole sentence has to be the same.
    """
    heads: list[StoredStatement] = []
    places: list[list[StoredStatement]] = []
    known: dict[tuple[str, bool, _Words], list[int]] = defaultdict(list)
    kept = []
    for each in found:
        statement = each.statement
        edges = [(_who(statement), *edge) for edge in _edges(statement.text)]
        near = dict.fromkeys(n for edge in edges for n in known.get(edge, ()))
        same = next((n for n in near if _is_same(heads[n], statement)), None)
        if same is not None:
            places[same].append(statement)
            continue
        for edge in edges:
            known[edge].append(len(heads))
        heads.append(statement)
        places.append([])
        kept.append(each)
    return [
        replace(each, repeated_in=tuple(others)) if others else each
        for each, others in zip(kept, places, strict=True)
    ]


def alike(
    ranked: Sequence[_Row], text: Callable[[_Row], str], most: int
) -> list[tuple[_Row, tuple[_Row, ...]]]:
    """The first ``most`` different texts of a ranking, each with those after it that repeat it.

    Twice as many are looked at. Two texts are one where they share four fifths of their runs of
    four words, and every figure and every "not".
    """
    found: list[tuple[_Row, list[_Row], _Text]] = []
    for row in ranked[: 2 * most]:
        read = _Text(text(row))
        same = next((others for _, others, of in found if read.repeats(of)), None)
        if same is not None:
            same.append(row)
        else:
            found.append((row, [], read))
    return [(row, tuple(others)) for row, others, _ in found[:most]]


def different(rows: Iterable[_Row], text: Callable[[_Row], str]) -> Iterator[_Row]:
    """Those whose text repeats none that came before, by the same measure."""
    seen: list[_Text] = []
    for row in rows:
        read = _Text(text(row))
        if not any(map(read.repeats, seen)):
            seen.append(read)
            yield row


def _who(statement: StoredStatement) -> str:
    speaker = statement.speaker
    return f"speaker {speaker.id}" if speaker else " ".join(_words(statement.sentence_text))


def _edges(text: str) -> list[tuple[bool, _Words]]:
    """The first and the last words, told apart; cheap, as most statements need no more."""
    first = _plain(_WORD.findall(text[:_NEAR_EDGE].casefold()))[:_EDGE]
    last = _plain(_WORD.findall(text[-_NEAR_EDGE:].casefold()))[-_EDGE:]
    return [(False, first), (True, last)]


def _is_same(one: StoredStatement, other: StoredStatement) -> bool:
    shorter, longer = sorted((_words(one.text), _words(other.text)), key=len)
    least = _SHORTEST_TURN if "turn" in (one.kind, other.kind) else _SHORTEST
    if len(shorter) < least or stance(one) != stance(other):
        return False
    if shorter == longer:
        return True
    if len(shorter) < max(_LONG, _WHOLE * len(longer)):
        return False
    if longer[: len(shorter)] == shorter:
        more = longer[len(shorter) :]
    elif longer[-len(shorter) :] == shorter:
        more = longer[: -len(shorter)]
    else:
        return False
    return not any(map(_turns, more))


@lru_cache(maxsize=4096)
def _words(text: str) -> _Words:
    return _plain(_WORD.findall(text.casefold()))


def _plain(words: Sequence[str]) -> _Words:
    return tuple(word for word in words if word not in _LIGHT)


def _turns(word: str) -> bool:
    """Whether a word more or less makes another statement of it."""
    return word in _TURNING or word.isdigit()


class _Text:
    """The words of a text that turn the sense, and, where two have the same, its runs of words."""

    def __init__(self, text: str) -> None:
        self._words = _WORD.findall(text.casefold())
        # no call a word: this is run over every passage that a search finds
        self._turning = [w for w in self._words if w in _TURNING or w.isdigit()]

    @cached_property
    def _runs(self) -> frozenset[_Words]:
        words = self._words
        runs = frozenset(zip(*(words[n:] for n in range(_SHINGLE)), strict=False))
        return runs or frozenset([tuple(words)])

    def repeats(self, other: "_Text") -> bool:
        if self._turning != other._turning:
            return False
        fewer, more = sorted((len(self._runs), len(other._runs)))
        if fewer < _MOSTLY * more:
            return False
        shared = len(self._runs & other._runs)
        return shared >= _MOSTLY * (fewer + more - shared)
