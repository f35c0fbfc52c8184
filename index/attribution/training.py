"""Train the tagger, and write it into the project.

    python -m index.attribution.training TRAIN.jsonl --dev DEV.jsonl --work FOLDER

Reads {"doc_id", "text", "quotes": [{"content", "cue", "source", "speech"}]} a line. Seeded;
interrupted, it goes on from its last checkpoint in the work folder. Uses a GPU where there is one.
``--teacher`` names the work folder of an earlier run whose network teaches one half as deep, and
``--unlabelled`` texts, {"doc_id", "text"} a line, in which it teaches by its own judgement alone.
Encoder and data are told in MODEL_CARD.md beside this file.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from index.attribution.distillation import disagreement, distance, learner, save, teacher
from index.attribution.lessons import (
    NOTHING,
    Batch,
    Example,
    Target,
    batch,
    epoch,
    examples,
    target,
)
from index.attribution.network import LINK, Network, chain_loss, export, pooled
from index.attribution.tagger import WEIGHTS
from index.attribution.windows import windows
from index.embedding import bundled_folder
from index.learning import Learning, mean

LEARNERS_RATE = 2e-4  # of the encoder, where a teacher steadies it


@dataclass(frozen=True)
class Recipe:
    """What a run is made of; part of a checkpoint's name, so that no two runs mix."""

    epochs: int = 6
    batch: int = 16
    encoder_rate: float = 1e-4
    heads_rate: float = 1e-3
    warm_up: float = 0.06
    weight_decay: float = 0.01
    linking: float = 2.0  # how much links count beside the tags
    speech: float = 4.0  # … and telling speech from attitude, which else settles last
    layers: float = 0.3  # … and what a teacher's layers make of the words
    average: float = 0.995  # of the exponential moving average of the weights
    last: int = 4  # epochs: what is shipped is the mean of that average after each of them
    bf16: bool = False  # faster where the processor has instructions for it, ten times slower else
    seed: int = 13


def loss(
    network: Network, given: Batch, recipe: Recipe, taught_by: Network | None = None
) -> tuple[Tensor, dict[str, Tensor]]:
    """The mean over the batch's windows, and its parts by name, each before it is weighed. A batch
    that is not labelled teaches by the teacher's word alone."""
    inputs = given.ids, given.mask, given.features, given.heads
    answered, states = network.read(*inputs)
    parts = _labels(network, answered, given) if given.labelled else {}
    if taught_by is not None:
        with torch.no_grad():
            its, its_states = taught_by.read(*inputs)
        parts["teacher"] = disagreement(answered, its, given.mask)
        parts["layers"] = distance(states, its_states, given.mask)
    weights = {"cue": recipe.linking, "source": recipe.linking, "speech": recipe.speech}
    weights["layers"] = recipe.layers
    total = torch.stack([weights.get(name, 1.0) * part for name, part in parts.items()]).sum()
    return total / len(given), {name: part.detach() / len(given) for name, part in parts.items()}


def _labels(
    network: Network, answered: tuple[Tensor, Tensor, Tensor], given: Batch
) -> dict[str, Tensor]:
    """How far what the network answers is from the labels, summed over the batch's windows."""
    emissions, links, speech = answered
    links, speech = links.float(), speech.float()
    nobody = network.nobody.float()
    cue = _sought(links[:, :, 0], given.contents, links[:, :, 1], given.cues, nobody[0])
    source = _sought(links[:, :, 2], given.cues, links[:, :, 3], given.sources, nobody[1])
    by_cue = pooled(speech[:, :, :1], given.cues)[..., 0]
    known = given.speech >= 0
    its_cue = by_cue.gather(1, torch.where(known, given.seeks_cue, 0))
    told = its_cue + pooled(speech[:, :, 1:], given.contents)[..., 0]
    telling = binary_cross_entropy_with_logits(
        told, given.speech.clamp(0, 1).float(), known.float(), reduction="sum"
    )
    return {
        "tags": chain_loss(emissions, given.tags, given.mask, network.transitions),
        "cue": _missed(cue, given.seeks_cue),
        "source": _missed(source, given.seeks_source),
        "speech": telling,
    }


def _missed(logits: Tensor, wanted: Tensor) -> Tensor:
    return cross_entropy(
        logits.flatten(0, 1), wanted.flatten(), ignore_index=NOTHING, reduction="sum"
    )


def _sought(
    seeking: Tensor, seekers: Tensor, sought: Tensor, spans: Tensor, nobody: Tensor
) -> Tensor:
    """The logits of each seeker finding each span, and behind these none: (windows, seekers, spans
    + 1). What pads the spans is at the first mark, where no span is."""
    keys = pooled(sought, spans)
    keys = torch.cat([keys, nobody.expand(len(keys), 1, -1)], 1)
    logits = pooled(seeking, seekers) @ keys.mT / math.sqrt(LINK)
    padding = torch.nn.functional.pad(spans[..., 0] == 0, (0, 1), value=False)
    return logits.masked_fill(padding[:, None], -1e4)


def train(
    documents: Sequence[Example],
    dev: Sequence[Example],
    recipe: Recipe,
    work: Path,
    encoder: Path,
    stop_after: int | None = None,
    taught_by: Network | None = None,
    unlabelled: Sequence[Example] = (),
) -> Network:
    """The averaged network after the last epochs, or the step ``stop_after``; checkpoints go to
    ``work``, and a run that finds one there goes on from it. ``encoder`` is the folder of the
    model it starts from, or of the teacher whose learner it is and who alone teaches what is
    ``unlabelled``."""
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = (learner(taught_by) if taught_by else Network.started_from(encoder)).to(device)
    if taught_by:
        taught_by = copy.deepcopy(taught_by).to(device, _form(recipe))
    epochs = [_batches(documents, unlabelled, n, recipe) for n in range(recipe.epochs)]
    total = sum(map(len, epochs))
    name = hashlib.sha256(f"{recipe}{encoder.name}{total}".encode()).hexdigest()[:8]
    learning = Learning(
        network,
        lambda n: recipe.encoder_rate if n.startswith("encoder.") else recipe.heads_rate,
        total,
        work / f"checkpoint-{name}.pt",
        warm_up=recipe.warm_up,
        average=recipe.average,
        clip=5.0,
        weight_decay=recipe.weight_decay,
        bf16=recipe.bf16,
    )
    step, done = 0, learning.done
    for number, batches in enumerate(epochs, 1):
        for targets in batches:
            step += 1
            if step <= done:
                continue
            given = batch(targets, device)
            learning.learn(*loss(learning.working, given, recipe, taught_by))
            if step == stop_after:
                learning.save()
                return learning.averaged()
        if step >= done:  # else an earlier run has kept it
            averaged = learning.averaged()
            torch.save(averaged.state_dict(), work / f"epoch-{name}-{number}.pt")
            if dev:
                print(f"epoch {number} dev loss {held_out(averaged, dev, recipe)}", flush=True)
    first = max(1, recipe.epochs - recipe.last + 1)
    shipped = learning.averaged()
    last = [work / f"epoch-{name}-{n}.pt" for n in range(first, recipe.epochs + 1)]
    shipped.load_state_dict(mean([torch.load(file, weights_only=True) for file in last]))
    return shipped


def _batches(
    documents: Sequence[Example], unlabelled: Sequence[Example], number: int, recipe: Recipe
) -> list[list[Target]]:
    """An epoch's: the labelled in their order, and the others evenly between them."""
    batches = [epoch(some, number, recipe.seed, recipe.batch) for some in (documents, unlabelled)]
    placed = [((n + 0.5) / len(of), b) for of in batches for n, b in enumerate(of)]
    return [batch for _, batch in sorted(placed, key=itemgetter(0))]


def _form(recipe: Recipe) -> torch.dtype:
    return torch.bfloat16 if recipe.bf16 else torch.float32


def held_out(network: Network, documents: Sequence[Example], recipe: Recipe) -> str:
    """The parts of the loss a window on documents that are not learnt from. The network is left in
    the form that it runs in."""
    network = network.to(_form(recipe)).eval()
    device = next(network.parameters()).device
    sums: dict[str, float] = {}
    count = 0
    targets = [target(w, d.quotes) for d in documents for w in windows(d.paragraphs)]
    targets.sort(key=lambda t: len(t.window))
    with torch.no_grad():
        for at in range(0, len(targets), recipe.batch):
            some = targets[at : at + recipe.batch]
            _, parts = loss(network, batch(some, device), recipe)
            count += len(some)
            for key, value in parts.items():
                sums[key] = sums.get(key, 0.0) + float(value) * len(some)
    return " ".join(f"{k} {v / max(count, 1):.3f}" for k, v in sums.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="checkpoints and parses go here")
    parser.add_argument("--encoder", type=Path, default=None, help="default: the bundled MiniLM")
    parser.add_argument("--teacher", type=Path, default=None, help="work folder of a trained one")
    parser.add_argument("--unlabelled", type=Path, default=None, help="texts for the teacher")
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="default: the project's own")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--bf16", action="store_true", help="for processors that are fast at it")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    if given.unlabelled and not given.teacher:
        parser.error("--unlabelled needs a --teacher")
    rate = LEARNERS_RATE if given.teacher else Recipe.encoder_rate
    recipe = Recipe(given.epochs, encoder_rate=rate, seed=given.seed, bf16=given.bf16)
    dev = examples(given.dev, given.work, print)
    documents = examples(given.train, given.work, print)
    taught_by = teacher(given.teacher) if given.teacher else None
    encoder = given.teacher or given.encoder or bundled_folder()
    others = examples(given.unlabelled, given.work, print) if given.unlabelled else []
    network = train(
        documents, dev, recipe, given.work, encoder, taught_by=taught_by, unlabelled=others
    )
    save(network, given.work)
    export(network, given.target)
    print(f"wrote {given.target}; now fit the confidence: index.attribution.calibration")


if __name__ == "__main__":
    main()
