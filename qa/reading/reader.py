"""The trained reader: question + passages → how well each answers, and in which words.

The network (network.py, trained by training.py, told of in MODEL_CARD.md) runs as int8 on ONNX
Runtime.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.documents import Span
from qa.reading.pairs import Pair, padded, pairs

if TYPE_CHECKING:  # ONNX Runtime comes with the first question
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).with_name("reader.onnx")
_BATCH = 4  # pairs the network is given at once
_FLAT = 3.0  # relevance has the long range of a score that was learnt for order alone
_LONGEST = 30  # word pieces of the exact words of an answer

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Read:
    """One passage as an answer to the question. All scores are logits: the higher the better.

    ``words`` are the words that answer best, in the passage's own offsets, None where it is empty;
    ``sure`` is how far they stand out. ``answers`` is whether they answer, ``relevance`` whether
    the passage is about the matter.
    """

    words: Span | None
    sure: float
    answers: float
    relevance: float

    @property
    def worth(self) -> float:
        """By which passages are put in order, in [0, 2]."""
        return _chance(self.relevance / _FLAT) + _chance(self.answers)


class Reader:
    """Loaded on first use. Safe for use by several threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._weights = weights

    def read(self, question: str, passages: Sequence[str]) -> list[Read]:
        """One for each passage, in their order."""
        parts = [(n, pair) for n, text in enumerate(passages) for pair in pairs(question, text)]
        parts.sort(key=lambda part: len(part[1].ids))  # alike lengths pad least
        found: dict[int, Read] = {}
        for at in range(0, len(parts), _BATCH):
            some = parts[at : at + _BATCH]
            for (n, _), read in zip(some, self._read([pair for _, pair in some]), strict=True):
                if n not in found or read.answers > found[n].answers:
                    found[n] = read
        return [found[n] for n in range(len(passages))]

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # threads that wait for each other by spinning take the cores from other questions
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            str(self._weights), options, providers=["CPUExecutionProvider"]
        )

    def _read(self, some: Sequence[Pair]) -> list[Read]:
        bounds, judged = self._session.run(["bounds", "judged"], padded(some))
        found = []
        for row, pair in enumerate(some):
            (first, last), sure = best_span(bounds[row, : len(pair.ids)], pair.starts >= 0)
            words = Span(int(pair.starts[first]), int(pair.ends[last])) if sure else None
            found.append(Read(words, sure, float(judged[row, 1]), float(judged[row, 0])))
        return found


def _chance(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def best_span(bounds: Floats, inside: NDArray[np.bool_]) -> tuple[tuple[int, int], float]:
    """(first, last) of the word pieces most likely to answer, and how far they stand out: the log
    of their chance among all that lies ``inside``, above zero never, zero where nothing does.

    ``bounds``: shape (n, 2), the logits of where an answer begins and ends.
    """
    if not inside.any():
        return (0, 0), 0.0
    scores = np.where(inside[:, None], bounds, -1e4).astype(np.float64)
    scores -= np.logaddexp.reduce(scores, axis=0)
    n = len(scores)
    both = scores[:, 0, None] + scores[None, :, 1]
    length = np.arange(n)[None, :] - np.arange(n)[:, None]
    both[(length < 0) | (length >= _LONGEST)] = -1e9
    first, last = divmod(int(both.argmax()), n)
    return (first, last), min(float(both[first, last]), -1e-9)
