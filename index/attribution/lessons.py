"""Labelled documents → what the network is to learn: windows with tags and links, in batches.

A line of the data is {"doc_id", "text", "quotes": [{"content", "cue", "source", "speech"}]}, or
without "quotes" where nobody labelled it.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from index.attribution.findings import find
from index.attribution.sources import link
from index.attribution.windows import BEGIN, INSIDE, WORD_PIECES, Hint, Window, pieces, windows
from index.documents import Document, Span
from index.parsing import Parser

NOTHING = -100  # is sought: torch's own mark of what counts for no loss
_LENGTHS = (64, 128, 192, WORD_PIECES)  # windows are padded to one of these: few kernels are made


@dataclass(frozen=True)
class Quote:
    """One quotation of the training data, in document offsets."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speech: bool


@dataclass(frozen=True)
class Example:
    """A document: its paragraphs' word pieces, and what is quoted in it; None where nobody said."""

    paragraphs: list[Window]
    quotes: list[Quote] | None


@dataclass(frozen=True)
class Target:
    """A window with the tags (n, chains) and links that are to be learnt.

    ``contents``, ``cues``, ``sources`` (k, 2): positions of first and last piece; ``seeks_cue``
    (contents) and ``seeks_source`` (cues) number what is sought, the count itself for none;
    ``speech`` (contents) is 1, 0, or -1 where the cue lies elsewhere. All is empty, and every tag
    OUT, where it is not ``labelled``.
    """

    window: Window
    tags: NDArray[np.int64]
    contents: NDArray[np.int64]
    cues: NDArray[np.int64]
    sources: NDArray[np.int64]
    seeks_cue: NDArray[np.int64]
    seeks_source: NDArray[np.int64]
    speech: NDArray[np.int64]
    labelled: bool = True


def examples(
    path: Path, work: Path, announce: Callable[[str], None] = lambda _: None
) -> list[Example]:
    """The documents of a file, parsed; kept in the work folder, as parsing takes minutes."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    kept = work / f"parsed-{digest}.pickle"
    if kept.exists():
        with kept.open("rb") as file:
            loaded: list[Example] = pickle.load(file)  # noqa: S301  our own, of the work folder
            return loaded
    parser = Parser()
    found = []
    lines = path.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        found.append(_example(json.loads(line), parser))
        if number % 50 == 0 or number == len(lines):
            announce(f"parsed {number} of {len(lines)} documents of {path.name}")
    with kept.open("wb") as file:
        pickle.dump(found, file)
    return found


def _example(given: dict[str, Any], parser: Parser) -> Example:
    parsed = parser.parse(Document(given["doc_id"], given.get("title") or "", given["text"]))
    findings, quoted = find(parsed)
    hints = []
    for finding in findings:
        source = link(finding)
        hints.append(Hint(finding.spans, finding.cue_span, source.span if source else None))
    quotes = quotes_of(given) if "quotes" in given else None
    return Example(pieces(parsed, hints, quoted), quotes)


def quotes_of(given: dict[str, Any]) -> list[Quote]:
    """The quotations of one line of labelled data."""
    return [
        Quote(
            tuple(Span(*s) for s in q["content"]),
            Span(*q["cue"]) if q.get("cue") else None,
            Span(*q["source"]) if q.get("source") else None,
            bool(q.get("speech", True)),
        )
        for q in given["quotes"]
    ]


def target(window: Window, quotes: Sequence[Quote] | None) -> Target:
    """What a window is to teach: the parts of quotations that lie in it."""
    tags = np.zeros((len(window), 3), dtype=np.int64)
    spans: tuple[dict[tuple[int, int], int], ...] = ({}, {}, {})

    def put(chain: int, span: Span | None) -> int | None:
        if span is None:
            return None
        inside = np.flatnonzero((window.starts < span.end) & (window.ends > span.start))
        if not len(inside):
            return None
        place = int(inside[0]), int(inside[-1])
        if place not in spans[chain]:
            tags[place[0] : place[1] + 1, chain] = INSIDE
            tags[place[0], chain] = BEGIN
            spans[chain][place] = len(spans[chain])
        return spans[chain][place]

    wanted: list[tuple[int, int | None, bool]] = []
    sources: dict[int, int | None] = {}
    for quote in quotes or ():
        cue, source = put(1, quote.cue), put(2, quote.source)
        if cue is not None:
            sources[cue] = source
        contents_of = [put(0, span) for span in quote.content]
        wanted += [(content, cue, quote.speech) for content in contents_of if content is not None]
    contents, cues, found = (np.array(list(s), dtype=np.int64).reshape(-1, 2) for s in spans)
    seeks_cue = np.full(len(contents), len(cues))
    speech = np.full(len(contents), -1)
    for content, cue, said in wanted:
        if cue is not None:
            seeks_cue[content], speech[content] = cue, said
    seeks_source = np.full(len(cues), len(found))
    for cue, source in sources.items():
        if source is not None:
            seeks_source[cue] = source
    labelled = quotes is not None
    return Target(window, tags, contents, cues, found, seeks_cue, seeks_source, speech, labelled)


@dataclass(frozen=True)
class Batch:
    """Windows padded to one length, all of them labelled or none.

    ``contents``, ``cues`` and ``sources`` (windows, most, 2) are padded with zeros, ``seeks_cue``
    and ``seeks_source`` (windows, most) with NOTHING: they number what is sought, the padded
    count itself for none. ``speech`` (windows, most) is -1 where it is not known or there is none.
    """

    labelled: bool
    ids: Tensor
    mask: Tensor
    features: Tensor
    heads: Tensor
    tags: Tensor
    contents: Tensor
    cues: Tensor
    sources: Tensor
    seeks_cue: Tensor
    seeks_source: Tensor
    speech: Tensor

    def __len__(self) -> int:
        return len(self.ids)


def batch(targets: Sequence[Target], device: torch.device) -> Batch:
    longest = max(len(t.window) for t in targets)
    length = next(n for n in _LENGTHS if n >= longest)
    shape = len(targets), length
    ids, mask, heads = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    features = np.zeros((*shape, targets[0].window.features.shape[1]), dtype=np.int64)
    tags = np.zeros((*shape, 3), dtype=np.int64)
    for row, one in enumerate(targets):
        n = len(one.window)
        ids[row, :n], heads[row, :n] = one.window.ids, one.window.heads
        mask[row, :n], features[row, :n], tags[row, :n] = 1, one.window.features, one.tags
    contents, cues, sources = (
        _padded([getattr(t, name) for t in targets], 0) for name in ("contents", "cues", "sources")
    )
    seeks_cue = _padded([_sought(t.seeks_cue, t.cues, cues) for t in targets], NOTHING)
    seeks_source = _padded([_sought(t.seeks_source, t.sources, sources) for t in targets], NOTHING)
    speech = _padded([t.speech for t in targets], -1)
    arrays = (
        ids, mask, features, heads, tags, contents, cues, sources, seeks_cue, seeks_source, speech
    )  # fmt: skip
    return Batch(targets[0].labelled, *(torch.from_numpy(a).to(device) for a in arrays))


def _padded(each: Sequence[NDArray[np.int64]], value: int) -> NDArray[np.int64]:
    most = max(1, *map(len, each))
    found = np.full((len(each), most, *each[0].shape[1:]), value, dtype=np.int64)
    for row, one in enumerate(each):
        found[row, : len(one)] = one
    return found


def _sought(
    numbers: NDArray[np.int64], own: NDArray[np.int64], padded: NDArray[np.int64]
) -> NDArray[np.int64]:
    """None is behind all that a batch has, not behind a window's own."""
    return np.where(numbers == len(own), padded.shape[1], numbers)


def epoch(documents: Sequence[Example], number: int, seed: int, size: int) -> list[list[Target]]:
    """The epoch's batches of ``size`` windows: cut anew, alike lengths together, in its own
    order."""
    chance = random.Random(f"{seed}-{number}")  # noqa: S311  nothing secret
    targets = []
    for document in documents:
        first = chance.randrange(40, WORD_PIECES - 2)
        cut = windows(document.paragraphs, first=first)
        targets += [target(w, document.quotes) for w in cut]
    chance.shuffle(targets)
    batches = []
    pool = size * 16
    for at in range(0, len(targets), pool):
        near = sorted(targets[at : at + pool], key=lambda t: len(t.window))
        batches += [near[n : n + size] for n in range(0, len(near), size)]
    chance.shuffle(batches)
    return batches
