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
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.attribution.windows import BEGIN, INSIDE, OUT, Hint, Window, pieces, windows
from index.documents import Span
from index.parsing import Parsed

if TYPE_CHECKING:  # ONNX Runtime comes with the first document
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).with_name("tagger.onnx")
_BATCH = 8  # windows the network is given at once
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

    path: NDArray[np.int8]
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
        for window, scores in zip(cut, self._scores(cut), strict=True):
            for one in self._quotations(window, scores):
                before = found.get(one.cue)
                found[one.cue] = one if before is None else _together(before, one)
        return sorted(found.values(), key=lambda t: t.contents[0])

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self._weights), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _learnt(self) -> dict[str, Floats]:
        """What the network knows beside its layers: transitions and the vectors for nobody."""
        told: dict[str, Any] = self._session.get_modelmeta().custom_metadata_map
        return {
            name: np.array(json.loads(told[name]), dtype=np.float32)
            for name in ("transitions", "nobody")
        }

    def _scores(self, cut: Sequence[Window]) -> list[Scores]:
        found: dict[int, Scores] = {}
        order = sorted(range(len(cut)), key=lambda n: len(cut[n]))  # alike lengths pad least
        for at in range(0, len(order), _TOGETHER):
            some = order[at : at + _TOGETHER]
            lengths = np.array([len(cut[n]) for n in some])
            outputs = [self._run([cut[n] for n in some[b : b + _BATCH]], int(lengths[-1]))
                       for b in range(0, len(some), _BATCH)]  # fmt: skip
            emissions, links, speech = (np.concatenate(o) for o in zip(*outputs, strict=True))
            path, marginals = best_paths(emissions, self._learnt["transitions"], lengths)
            for row, n in enumerate(some):
                own = slice(0, len(cut[n]))
                found[n] = Scores(
                    path[row, own], marginals[row, own], links[row, own], speech[row, own]
                )
        return [found[n] for n in range(len(cut))]

    def _run(self, some: Sequence[Window], length: int) -> list[Floats]:
        """Emissions, links and speech of a few windows, as if all were of one length."""
        longest = max(map(len, some))
        shape = len(some), longest
        ids, mask, heads = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        features = np.zeros((*shape, some[0].features.shape[1]), dtype=np.int64)
        for row, window in enumerate(some):
            own = slice(0, len(window))
            ids[row, own], mask[row, own] = window.ids, 1
            heads[row, own], features[row, own] = window.heads, window.features
        inputs = {"ids": ids, "mask": mask, "features": features, "heads": heads}
        outputs: list[Floats] = self._session.run(["emissions", "links", "speech"], inputs)
        return [_padded(output, length) for output in outputs]

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


def _padded(scores: Floats, length: int) -> Floats:
    rest = [(0, 0)] * (scores.ndim - 2)
    return np.pad(scores, [(0, 0), (0, length - scores.shape[1]), *rest])


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
) -> tuple[NDArray[np.int8], Floats]:
    """Each chain's likeliest path of tags (Viterbi) and the marginal probability of every tag
    (forward-backward, Rabiner 1989): shapes (windows, n, chains) and (windows, n, chains, tags).

    ``emissions`` (windows, n, chains, tags), ``transitions`` (chains, tags, tags), ``lengths``
    (windows,), from which on a window holds nothing. No path goes INSIDE from OUT.
    """
    moves = transitions.copy()
    moves[:, OUT, INSIDE] = -1e4
    longest = emissions.shape[1]
    best = emissions[:, 0].copy()
    best[..., INSIDE] -= 1e4
    ahead = np.empty_like(emissions)
    ahead[:, 0] = best
    back = np.empty(emissions.shape, dtype=np.int8)
    stay = np.arange(emissions.shape[-1], dtype=np.int8)
    for at in range(1, longest):
        live = (at < lengths)[:, None, None]
        reached = best[..., None] + moves
        back[:, at] = np.where(live, reached.argmax(axis=-2), stay)
        best = np.where(live, reached.max(axis=-2) + emissions[:, at], best)
        ahead[:, at] = _logsumexp(ahead[:, at - 1, :, :, None] + moves, -2) + emissions[:, at]
    behind = np.zeros_like(emissions)
    for at in range(longest - 2, -1, -1):
        following = behind[:, at + 1] + emissions[:, at + 1]
        live = (at + 1 < lengths)[:, None, None]
        behind[:, at] = np.where(live, _logsumexp(moves + following[..., None, :], -1), 0)
    path = np.empty(emissions.shape[:-1], dtype=np.int8)
    path[:, -1] = best.argmax(axis=-1)
    for at in range(longest - 1, 0, -1):
        there = path[:, at, :, None].astype(np.int64)
        path[:, at - 1] = np.take_along_axis(back[:, at], there, axis=-1)[..., 0]
    return path, _softmax(ahead + behind)


def _logsumexp(scores: Floats, axis: int) -> Floats:
    top = scores.max(axis=axis, keepdims=True)
    found: Floats = np.log(np.exp(scores - top).sum(axis=axis)) + top.squeeze(axis)
    return found


def _runs(path: NDArray[np.int8], marginals: Floats) -> list[_Found]:
    found = []
    starts = np.flatnonzero(path == BEGIN)
    for start in starts:
        end = start + 1
        while end < len(path) and path[end] == INSIDE:
            end += 1
        sure = marginals[np.arange(start, end), path[start:end]]
        found.append(_Found(int(start), int(end) - 1, float(sure.mean())))
    return found
