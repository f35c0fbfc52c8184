"""The trained reader: question + passages → how well each answers, and in which words.

The network (network.py, trained by training.py, told of in MODEL_CARD.md) runs as int8 on ONNX
Runtime.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.attribution.vocabulary import BY
from index.documents import Span
from index.inference import Model
from index.interrogatives import questions
from qa.reading.pairs import Pair, padded, pairs

WEIGHTS = Path(__file__).with_name("reader.onnx")
_FLAT = 3.0  # relevance has the long range of a score that was learnt for order alone
_LONGEST = 30  # word pieces of the exact words of an answer
_WHEN = re.compile(
    r"\b(?:when|what (?:date|day|month|year|time)|which (?:day|month|year))\b", re.IGNORECASE
)
# "OSLO, 4 March —" at the head of a line
_DATELINE = re.compile(r"^\s*[A-Z][A-Z .,'’-]{2,40}[^\n—–]{0,40}(?:—|–|--)\s", re.MULTILINE)
_TODAY = re.compile(r"[^.\n]{0,200}?\btoday\b", re.IGNORECASE)
# "dies at 81", "died aged 81", and no time of the day
_AGES = re.compile(
    r"\b(?:dies|died|dead)(?:,? aged| at(?: the age of)?) \d{1,3}\b"
    r"(?! ?(?:[ap]\.?m|o['’]clock)|[:.]\d)"
)
# "Q", "MR. KIRBY:", "[2026-05-04 14:07] ann.lind:" at the head of a line
_LABEL = re.compile(
    r"^(?:[QA][.:]|Q(?=\s)|A(?=\s*\n|\s{2,})|[A-Z][A-Z.’' -]{1,40}:"
    r"|\[[\d.,:/T -]{4,25}\] [^\n:]{1,40}:)",
    re.MULTILINE,
)
# "By Ada Renwick", "Interview by Dan Pell": who wrote it, and no part of what is told
BYLINE = re.compile(
    rf"^[*_ ]*(?i:{BY}) "
    r"[A-Z][\w.’'-]+(?: (?:and|[A-Z][\w.’'-]*)){1,5}[*_ ]*"
    r"(?:[,|·–—].{0,60}| (?:at|from|in) [A-Z].{0,40})?$",
    re.MULTILINE,
)
_OF_WRITING = re.compile(
    r"\b(?:by|wr[io]te|written|writer|author\w*|interview\w*|report\w*)\b", re.IGNORECASE
)
_YES_OR_NO = re.compile(r"\b(?:yes|no)(?=[.,;!])(?!\. ?\d)", re.IGNORECASE)  # no "No. 269"

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
    def chance(self) -> float:
        """That it answers, by the reader alone, in [0, 1]."""
        return _chance(self.answers)

    @property
    def bearing(self) -> float:
        """How far the passage is about the matter, in [0, 1]: a flat form of ``relevance``."""
        return _chance(self.relevance / _FLAT)

    @property
    def worth(self) -> float:
        """By which passages are put in order, in [0, 2]."""
        return self.bearing + self.chance


class Reader:
    """Loaded on first use. Safe for use by several threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._weights = weights

    def read(
        self,
        question: str,
        passages: Sequence[str],
        asked: Sequence[str] | None = None,
        told: Sequence[str] = (),
    ) -> list[Read]:
        """One for each passage, in their order. ``asked`` is what each of them answers, nothing of
        most: it is read before the passage. No question is read for an answer, nor are the words
        that were ``told`` already."""
        before = [f"{each}\n" if each else "" for each in asked or [""] * len(passages)]
        texts = [first + text for first, text in zip(before, passages, strict=True)]
        parts = [(n, pair) for n, text in enumerate(texts) for pair in pairs(question, text)]
        read = self._model.run(["bounds", "judged"], [padded([pair]) for _, pair in parts])
        barred = [
            [*_barred(question, text), *_places(told, text)] for text in texts
        ]  # of a long one there are many parts
        found: dict[int, Read] = {}
        for (n, pair), (bounds, judged) in zip(parts, read, strict=True):
            made = _read(pair, bounds[0], judged[0], barred[n], len(before[n]))
            if n not in found or made.answers > found[n].answers:
                found[n] = made
        return [found[n] for n in range(len(passages))]

    @cached_property
    def _model(self) -> Model:
        return Model(self._weights)


def _read(pair: Pair, bounds: Floats, judged: Floats, barred: Sequence[Span], begins: int) -> Read:
    """``barred`` holds no answer; the passage ``begins`` behind what is read before it."""
    inside = pair.starts >= begins
    for start, end in barred:
        inside &= (pair.starts < start) | (pair.starts >= end)
    (first, last), sure = best_span(bounds, inside)
    words = Span(int(pair.starts[first]) - begins, int(pair.ends[last]) - begins) if sure else None
    return Read(words, sure, float(judged[1]), float(judged[0]))


def _barred(question: str, text: str) -> list[Span]:
    """What holds no answer to a question."""
    barred = [*_no_times(question, text), *questions(text), *_said(text)]
    if not _OF_WRITING.search(question):
        barred += [Span(*each.span()) for each in BYLINE.finditer(text)]
    return barred


def _places(some: Sequence[str], text: str) -> list[Span]:
    """Where these words stand in a text."""
    found = (re.finditer(rf"\b{re.escape(words)}\b", text) for words in some)
    return [Span(*each.span()) for places in found for each in places]


def _no_times(question: str, text: str) -> list[Span]:
    """What cannot answer a question for a time: it tells when a text was written, and of nothing
    that the text tells of when that was, but for what is told to be "today"; or how old somebody
    was."""
    if not _WHEN.search(question):
        return []
    datelines = (d for d in _DATELINE.finditer(text) if not _TODAY.match(text, d.end()))
    return [Span(*each.span()) for each in (*datelines, *_AGES.finditer(text))]


def _said(text: str) -> list[Span]:
    """The labels of a transcript, and each "No.", which is said to another question than the one
    that the reader is given words for."""
    found = (*_LABEL.finditer(text), *_YES_OR_NO.finditer(text))
    return [Span(*each.span()) for each in found]


def _chance(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def best_span(bounds: Floats, inside: NDArray[np.bool_]) -> tuple[tuple[int, int], float]:
    """(first, last) of the word pieces most likely to answer, and how far they stand out: the log
    of their chance among all that lies ``inside``, above zero never, zero where nothing does. No
    answer reaches across what does not.

    ``bounds``: shape (n, 2), the logits of where an answer begins and ends.
    """
    if not inside.any():
        return (0, 0), 0.0
    scores = np.where(inside[:, None], bounds, -1e4).astype(np.float64)
    scores -= np.logaddexp.reduce(scores, axis=0)
    n = len(scores)
    both = scores[:, 0, None] + scores[None, :, 1]
    length = np.arange(n)[None, :] - np.arange(n)[:, None]
    left_out = np.cumsum(~inside)
    across = left_out[None, :] != left_out[:, None]
    both[(length < 0) | (length >= _LONGEST) | across] = -1e9
    first, last = divmod(int(both.argmax()), n)
    return (first, last), min(float(both[first, last]), -1e-9)
