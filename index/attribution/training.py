"""Train the tagger, and write it into the project.

    python -m index.attribution.training TRAIN.jsonl --dev DEV.jsonl --work FOLDER

Reads {"doc_id", "text", "quotes": [{"content", "cue", "source", "speech"}]} a line. Seeded;
interrupted, it goes on from its last checkpoint in the work folder. Uses a GPU where there is one.
Encoder and data are told in MODEL_CARD.md beside this file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import pickle
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from index.attribution.findings import find
from index.attribution.network import LINK, Network, chain_loss, export, pooled
from index.attribution.sources import link
from index.attribution.tagger import WEIGHTS
from index.attribution.windows import BEGIN, INSIDE, WORD_PIECES, Hint, Window, pieces, windows
from index.documents import Document, Span
from index.embedding import bundled_folder
from index.parsing import Parser

_LENGTHS = (64, 128, 192, WORD_PIECES)  # windows are padded to one of these: few kernels are made
_CHECKPOINT_EVERY = 100  # steps


@dataclass(frozen=True)
class Recipe:
    """What a run is made of; part of a checkpoint's name, so that no two runs mix."""

    epochs: int = 5
    batch: int = 16
    encoder_rate: float = 1.5e-4
    heads_rate: float = 1e-3
    warm_up: float = 0.05
    weight_decay: float = 0.01
    average: float = 0.99  # of the exponential moving average that is shipped
    seed: int = 13


@dataclass(frozen=True)
class Quote:
    """One quotation of the training data, in document offsets."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speech: bool


@dataclass(frozen=True)
class Example:
    """A document: its paragraphs' word pieces, and what is quoted in it."""

    paragraphs: list[Window]
    quotes: list[Quote]


@dataclass(frozen=True)
class Target:
    """A window with the tags (n, chains) and links that are to be learnt.

    ``contents``, ``cues``, ``sources`` (k, 2): positions of first and last piece; ``seeks_cue``
    (contents) and ``seeks_source`` (cues) number what is sought, the count itself for none;
    ``speech`` (contents) is 1, 0, or -1 where the cue lies elsewhere.
    """

    window: Window
    tags: NDArray[np.int64]
    contents: NDArray[np.int64]
    cues: NDArray[np.int64]
    sources: NDArray[np.int64]
    seeks_cue: NDArray[np.int64]
    seeks_source: NDArray[np.int64]
    speech: NDArray[np.int64]


def examples(path: Path, work: Path) -> list[Example]:
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
            print(f"parsed {number} of {len(lines)} documents of {path.name}", flush=True)
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
    return Example(pieces(parsed, hints, quoted), quotes_of(given))


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


def target(window: Window, quotes: Sequence[Quote]) -> Target:
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
    for quote in quotes:
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
    return Target(window, tags, contents, cues, found, seeks_cue, seeks_source, speech)


@dataclass(frozen=True)
class Batch:
    ids: Tensor
    mask: Tensor
    features: Tensor
    heads: Tensor
    tags: Tensor
    targets: Sequence[Target]


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
    to = [torch.from_numpy(a).to(device) for a in (ids, mask, features, heads, tags)]
    return Batch(to[0], to[1], to[2], to[3], to[4], targets)


def loss(network: Network, given: Batch) -> tuple[Tensor, dict[str, float]]:
    """The mean over the batch's windows, and its parts by name."""
    emissions, links, speech = network(given.ids, given.mask, given.features, given.heads)
    tagging = chain_loss(emissions, given.tags, given.mask, network.transitions)
    links, speech = links.float(), speech.float()
    linking = sourcing = telling = emissions.new_zeros((), dtype=torch.float32)
    for row, one in enumerate(given.targets):
        if len(one.contents):
            contents, cues, sources = (
                torch.from_numpy(a).to(links.device) for a in (one.contents, one.cues, one.sources)
            )
            wanted = torch.from_numpy(one.seeks_cue).to(links.device)
            keys = torch.cat([pooled(links[row, :, 1], cues), network.nobody[:1].float()])
            seeking = pooled(links[row, :, 0], contents) @ keys.T / math.sqrt(LINK)
            linking = linking + cross_entropy(seeking, wanted, reduction="sum")
            told = torch.from_numpy(one.speech).to(links.device)
            known = told >= 0
            if known.any():
                by_cue = pooled(speech[row, :, 0], cues)[wanted[known]]
                logits = by_cue + pooled(speech[row, :, 1], contents)[known]
                telling = telling + binary_cross_entropy_with_logits(
                    logits, told[known].float(), reduction="sum"
                )
        if len(one.cues):
            cues, sources = (torch.from_numpy(a).to(links.device) for a in (one.cues, one.sources))
            keys = torch.cat([pooled(links[row, :, 3], sources), network.nobody[1:].float()])
            seeking = pooled(links[row, :, 2], cues) @ keys.T / math.sqrt(LINK)
            wanted = torch.from_numpy(one.seeks_source).to(links.device)
            sourcing = sourcing + cross_entropy(seeking, wanted, reduction="sum")
    parts = {"tags": tagging, "cue": linking, "source": sourcing, "speech": telling}
    total = sum(parts.values(), tagging.new_zeros(())) / len(given.targets)
    return total, {k: float(v.detach()) / len(given.targets) for k, v in parts.items()}


def epoch(documents: Sequence[Example], number: int, recipe: Recipe) -> list[list[Target]]:
    """The epoch's batches: windows cut anew, alike lengths together, in the epoch's own order."""
    chance = random.Random(f"{recipe.seed}-{number}")  # noqa: S311  nothing secret
    targets = []
    for document in documents:
        first = chance.randrange(40, WORD_PIECES - 2)
        cut = windows(document.paragraphs, first=first)
        targets += [target(w, document.quotes) for w in cut]
    chance.shuffle(targets)
    batches = []
    pool = recipe.batch * 16
    for at in range(0, len(targets), pool):
        near = sorted(targets[at : at + pool], key=lambda t: len(t.window))
        batches += [near[n : n + recipe.batch] for n in range(0, len(near), recipe.batch)]
    chance.shuffle(batches)
    return batches


def train(
    documents: Sequence[Example],
    dev: Sequence[Example],
    recipe: Recipe,
    work: Path,
    encoder: Path,
    stop_after: int | None = None,
) -> Network:
    """The averaged network after the last epoch, or the step ``stop_after``; checkpoints go to
    ``work``, and a run that finds one there goes on from it."""
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = Network.started_from(encoder).to(device)
    average = {k: v.detach().clone() for k, v in network.state_dict().items()}
    inner = [p for n, p in network.named_parameters() if n.startswith("encoder.")]
    outer = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": inner, "lr": recipe.encoder_rate}, {"params": outer, "lr": recipe.heads_rate}],
        weight_decay=recipe.weight_decay,
    )
    epochs = [epoch(documents, n, recipe) for n in range(recipe.epochs)]
    total = sum(map(len, epochs))
    warm = max(1, int(recipe.warm_up * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (total - s) / max(1, total - warm)))
    )
    name = hashlib.sha256(f"{recipe}{encoder.name}{total}".encode()).hexdigest()[:8]
    checkpoint = work / f"checkpoint-{name}.pt"
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=False)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        average, done = state["average"], state["step"]
        torch.set_rng_state(state["random"].cpu())
        print(f"going on from step {done}", flush=True)

    def save(step: int) -> None:
        state = {
            "network": network.state_dict(), "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(), "average": average, "step": step,
            "random": torch.get_rng_state(),
        }  # fmt: skip
        torch.save(state, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").replace(checkpoint)

    step, began = 0, time.monotonic()
    shown: dict[str, float] = {}
    for number, batches in enumerate(epochs):
        for targets in batches:
            step += 1
            if step <= done:
                continue
            network.train()
            with torch.autocast(device.type, dtype=torch.bfloat16):
                emitted, parts = loss(network, batch(targets, device))
            optimiser.zero_grad(set_to_none=True)
            emitted.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            keep = min(recipe.average, step / (step + 10))
            with torch.no_grad():
                for key, value in network.state_dict().items():
                    if value.is_floating_point():
                        average[key].lerp_(value, 1 - keep)
            for key, value in parts.items():
                shown[key] = 0.95 * shown.get(key, value) + 0.05 * value
            if step % 20 == 0:
                told = " ".join(f"{k} {v:.2f}" for k, v in shown.items())
                pace = (time.monotonic() - began) / (step - done)
                left = pace * (total - step) / 60
                print(
                    f"epoch {number + 1} step {step}/{total} {told} | "
                    f"{pace:.2f} s a step, {left:.0f} min left",
                    flush=True,
                )
            if step % _CHECKPOINT_EVERY == 0 or step == stop_after:
                save(step)
            if step == stop_after:
                return network
        if step > done and dev:
            save(step)
            tested = Network.blank(encoder).to(device)
            tested.load_state_dict(average)
            print(f"epoch {number + 1} dev loss {held_out(tested, dev, recipe)}", flush=True)
    network.load_state_dict(average)
    return network


def held_out(network: Network, documents: Sequence[Example], recipe: Recipe) -> str:
    """The parts of the loss a window on documents that are not learnt from."""
    network.eval()
    device = next(network.parameters()).device
    sums: dict[str, float] = {}
    count = 0
    targets = [target(w, d.quotes) for d in documents for w in windows(d.paragraphs)]
    targets.sort(key=lambda t: len(t.window))
    with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
        for at in range(0, len(targets), recipe.batch):
            some = targets[at : at + recipe.batch]
            _, parts = loss(network, batch(some, device))
            count += len(some)
            for key, value in parts.items():
                sums[key] = sums.get(key, 0.0) + value * len(some)
    return " ".join(f"{k} {v / max(count, 1):.3f}" for k, v in sums.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="checkpoints and parses go here")
    parser.add_argument("--encoder", type=Path, default=None, help="default: the bundled MiniLM")
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="default: the project's own")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(epochs=given.epochs, seed=given.seed)
    dev = examples(given.dev, given.work)
    documents = examples(given.train, given.work)
    network = train(documents, dev, recipe, given.work, given.encoder or bundled_folder())
    torch.save(network.state_dict(), given.work / "tagger.pt")
    export(network, given.target)
    print(f"wrote {given.target}; now fit the confidence: index.attribution.calibration")


if __name__ == "__main__":
    main()
