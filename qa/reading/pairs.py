"""A question and a passage → the word pieces that the reader reads, with their places in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.documents import Span
from index.embedding import tokenizer

LENGTH = 320  # word pieces of question and passage together
_MOST_OF_QUESTION = 64
_OVERLAP = 64  # word pieces that two parts of one long passage share

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pair:
    """``ids``, ``kinds`` (0 question, 1 passage), ``starts`` and ``ends`` have shape (n,); the last
    two are offsets in the passage's text, -1 for what is not of it."""

    ids: Integers
    kinds: Integers
    starts: Integers
    ends: Integers

    def place(self, span: Span) -> tuple[int, int] | None:
        """Positions of the first and the last word piece of a span; None if it is not all there."""
        inside = np.flatnonzero((self.starts < span.end) & (self.ends > span.start))
        if not len(inside):
            return None
        first, last = int(inside[0]), int(inside[-1])
        whole = self.starts[first] <= span.start and self.ends[last] >= span.end
        return (first, last) if whole else None


def pairs(question: str, passage: str) -> list[Pair]:
    """One, or several that overlap where a passage is too long for one."""
    known = tokenizer()
    start, end = (known.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
    asked = known.encode(question, add_special_tokens=False).ids[:_MOST_OF_QUESTION]
    encoded = known.encode(passage, add_special_tokens=False)
    told = np.array(encoded.ids, dtype=np.int64)
    offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    room = LENGTH - len(asked) - 3
    head = np.array([start, *asked, end], dtype=np.int64)
    none = np.full(len(head), -1, dtype=np.int64)
    found = []
    for at in range(0, max(1, len(told) - _OVERLAP), room - _OVERLAP):
        part = slice(at, at + room)
        ids = np.concatenate([head, told[part], [end]])
        kinds = np.zeros(len(ids), dtype=np.int64)
        kinds[len(head) :] = 1
        starts, ends = (np.concatenate([none, offsets[part, n], [-1]]) for n in (0, 1))
        found.append(Pair(ids, kinds, starts, ends))
    return found


def padded(some: Sequence[Pair]) -> dict[str, Integers]:
    """What the network is given: ids, kinds and mask, shape (pairs, longest)."""
    shape = len(some), max(len(pair.ids) for pair in some)
    ids, kinds, mask = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for row, pair in enumerate(some):
        own = slice(0, len(pair.ids))
        ids[row, own], kinds[row, own], mask[row, own] = pair.ids, pair.kinds, 1
    return {"ids": ids, "kinds": kinds, "mask": mask}
