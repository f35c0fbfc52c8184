"""The trained tagger: windows → contents, cues and sources, linked, with their probabilities.

The network (network.py, trained by training.py, told of in MODEL_CARD.md) runs as int8 on ONNX
Runtime. Here its scores are read: the best path of tags along each chain (Viterbi), how sure each
span is (forward-backward), and which cue a content and which source a cue belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.attribution.windows import BEGIN, INSIDE, OUT, Hint, Window, pieces, windows
from index.documents import Span
from index.inference import Inputs, Model
from index.parsing import Parsed

WEIGHTS = Path(__file__).with_name("tagger.onnx")
_TOGETHER = 64  # windows whose paths are sought at once
_CONTEXT = 48  # word pieces of what stands before that a window starts with
_CONTENT, _CUE, _SOURCE = range(3)

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Tagged:
    """One quotation as the tagger reads it. Probabilities are the network's own, uncalibrated.

    ``source`` is None where nobody is named. ``certain`` is how sure the content's span is,
    ``linked`` its cue and ``sourced`` the cue's source; ``speech`` is how likely the words are
    reported speech and no mere attitude ("supports the bill").
    """

    contents: tuple[Span, ...]
    cue: Span
    source: Span | None
    certain: float
    linked: float
    sourced: float
    speech: float


class Scores(NamedTuple):
    """Of one window: path (n, 3), marginals (n, 3, 3), links (n, 4, d), speech (n, 2)."""

    path: NDArray[np.int64]
    marginals: Floats
    links: Floats
    speech: Floats


@dataclass(frozen=True)
class _Found:
    first: int
    last: int
    certain: float


class Tagger:
    """Loaded on first use. Safe for use by several threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._weights = weights

    def read(self, parsed: Parsed, hints: Sequence[Hint], quoted: Sequence[Span]) -> list[Tagged]:
        """The quotations of a document, in text order."""
        cut = windows(pieces(parsed, hints, quoted), context=_CONTEXT)
        found: dict[Span, Tagged] = {}
        for window, scores in self._scores(cut):
            for one in self._quotations(window, scores):
                before = found.get(one.cue)
                found[one.cue] = one if before is None else _together(before, one)
        return sorted(found.values(), key=lambda t: t.contents[0])

    @cached_property
    def _network(self) -> Model:
        return Model(self._weights)

    @cached_property
    def _learnt(self) -> dict[str, Floats]:
        """What the network knows beside its layers: transitions and the vectors for nobody."""
        told = self._network.metadata
        return {
            name: np.array(json.loads(told[name]), dtype=np.float32)
            for name in ("transitions", "nobody")
        }

    def _scores(self, cut: Sequence[Window]) -> Iterator[tuple[Window, Scores]]:
        """Each window by itself: what it is read as depends on no other, and what it takes stays
        in the processor's cache."""
        for at in range(0, len(cut), _TOGETHER):
            some = cut[at : at + _TOGETHER]
            outputs = self._network.run(["emissions", "links", "speech"], [*map(_inputs, some)])
            lengths = np.array([len(window) for window in some])
            emissions = np.zeros((len(some), lengths.max(), 3, 3), dtype=np.float32)
            for row, (own, _, _) in enumerate(outputs):
                emissions[row, : lengths[row]] = own[0]
            path, marginals = best_paths(emissions, self._learnt["transitions"], lengths)
            for row, (window, (_, links, speech)) in enumerate(zip(some, outputs, strict=True)):
                inside = slice(0, len(window))
                yield window, Scores(path[row, inside], marginals[row, inside], links[0], speech[0])

    def _quotations(self, window: Window, scores: Scores) -> Iterator[Tagged]:
        chains = [_runs(scores.path[:, n], scores.marginals[:, n]) for n in range(3)]
        contents = [c for c in chains[_CONTENT] if c.first >= window.fresh]
        cues, sources = chains[_CUE], chains[_SOURCE]
        if not contents or not cues:
            return
        nobody = self._learnt["nobody"]
        links = scores.links
        cue_keys = np.vstack([_pooled(links[:, 1], cues), nobody[:1]])
        source_keys = np.vstack([_pooled(links[:, 3], sources), nobody[1:]])
        to_cue = _softmax(_pooled(links[:, 0], contents) @ cue_keys.T / np.sqrt(links.shape[-1]))
        to_source = _softmax(_pooled(links[:, 2], cues) @ source_keys.T / np.sqrt(links.shape[-1]))
        of_cue = _pooled(scores.speech[:, 0], cues)
        of_content = _pooled(scores.speech[:, 1], contents)
        for n, content in enumerate(contents):
            at = int(to_cue[n, :-1].argmax())
            who = int(to_source[at].argmax())
            yield Tagged(
                (_place(window, content),),
                _place(window, cues[at]),
                _place(window, sources[who]) if who < len(sources) else None,
                content.certain,
                float(to_cue[n, at]),
                float(to_source[at, who]),
                float(1 / (1 + np.exp(-(of_cue[at] + of_content[n])))),
            )


def _together(one: Tagged, other: Tagged) -> Tagged:
    """Two spans of one quotation: they share their cue."""
    weight = [sum(c.end - c.start for c in t.contents) for t in (one, other)]
    main = one if weight[0] >= weight[1] else other
    return Tagged(
        tuple(sorted({*one.contents, *other.contents})),
        one.cue,
        one.source or other.source,
        main.certain,
        main.linked,
        main.sourced,
        main.speech,
    )


def _inputs(window: Window) -> Inputs:
    return {
        "ids": window.ids[None],
        "features": window.features[None],
        "heads": window.heads[None],
    }


def _place(window: Window, found: _Found) -> Span:
    return Span(int(window.starts[found.first]), int(window.ends[found.last]))


def _pooled(vectors: Floats, spans: Sequence[_Found]) -> Floats:
    """The mean of the vectors of each span's first and last word piece, as in training."""
    first = [s.first for s in spans]
    last = [s.last for s in spans]
    return (vectors[first] + vectors[last]) / np.float32(2)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return found


def best_paths(
    emissions: Floats, transitions: Floats, lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Floats]:
    """Each chain's likeliest path of tags (Viterbi) and the marginal probability of every tag
    (forward-backward, Rabiner 1989): shapes (windows, n, chains) and (windows, n, chains, tags).

    ``emissions`` (windows, n, chains, tags), ``transitions`` (chains, tags, tags), ``lengths``
    (windows,), from which on a window holds nothing. No path goes INSIDE from OUT.
    """
    moves = transitions.copy()
    moves[:, OUT, INSIDE] = -1e4
    by_place = np.ascontiguousarray(emissions.swapaxes(0, 1))
    path = _likeliest(by_place, moves, lengths).swapaxes(0, 1)
    return path, _marginals(by_place, moves, lengths).swapaxes(0, 1)


def _likeliest(emissions: Floats, moves: Floats, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Emissions (n, windows, chains, tags) → tags (n, windows, chains)."""
    best = emissions.copy()
    best[0, ..., INSIDE] -= 1e4
    for at in range(1, len(best)):
        best[at] += (best[at - 1][..., None] + moves).max(axis=-2)
    before = (best[..., None] + moves).argmax(axis=-2)  # the tag before each
    path: NDArray[np.int64] = best.argmax(axis=-1)
    window, chain = np.ogrid[: path.shape[1], : path.shape[2]]
    for at in range(len(best) - 2, -1, -1):
        inside = (at + 1 < lengths)[:, None]
        path[at] = np.where(inside, before[at, window, chain, path[at + 1]], path[at])
    return path


def _marginals(emissions: Floats, moves: Floats, lengths: NDArray[np.int64]) -> Floats:
    """Of every tag, shaped as the emissions. Read from its end a window obeys the same law with the
    moves turned round, so that one pass gives both what leads to a tag and what follows it."""
    place, window = np.ogrid[: len(emissions), : len(lengths)]
    turned = np.where(place < lengths, lengths - 1 - place, place)
    likely = np.exp((emissions - emissions.max(axis=-1, keepdims=True)).astype(np.float64))
    both = np.stack([likely, likely[turned, window]], axis=1)
    law = np.exp(moves.astype(np.float64))
    laws = np.stack([law, law.swapaxes(-1, -2)])[:, None]
    reached = np.ones_like(both)
    reached[0, 0, ..., INSIDE] = 0
    for at in range(1, len(both)):
        passed = reached[at - 1] * both[at - 1]
        passed /= passed.sum(axis=-1, keepdims=True)
        reached[at] = (passed[..., None, :] @ laws)[..., 0, :]
    marginals = reached[:, 0] * likely * reached[:, 1][turned, window]
    shares: Floats = (marginals / marginals.sum(axis=-1, keepdims=True)).astype(np.float32)
    return shares


def _runs(path: NDArray[np.int64], marginals: Floats) -> list[_Found]:
    found = []
    starts = np.flatnonzero(path == BEGIN)
    for start in starts:
        end = start + 1
        while end < len(path) and path[end] == INSIDE:
            end += 1
        sure = marginals[np.arange(start, end), path[start:end]]
        found.append(_Found(int(start), int(end) - 1, float(sure.mean())))
    return found
