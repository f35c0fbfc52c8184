"""Train the tagger, and write it into the project.

    python -m index.attribution.training TRAIN.jsonl --dev DEV.jsonl --work FOLDER

Reads {"doc_id", "text", "quotes": [{"content", "cue", "source", "speech"}]} a line. Seeded;
interrupted, it goes on from its last checkpoint in the work folder. Uses a GPU where there is one.
``--teacher`` names the work folder of an earlier run whose network teaches one half as deep.
Encoder and data are told in MODEL_CARD.md beside this file.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from index.attribution.distillation import disagreement, learner, save, teacher
from index.attribution.lessons import Batch, Example, batch, epoch, examples, target
from index.attribution.network import LINK, Network, chain_loss, export, pooled
from index.attribution.tagger import WEIGHTS
from index.attribution.windows import windows
from index.embedding import bundled_folder

_CHECKPOINT_EVERY = 100  # steps


@dataclass(frozen=True)
class Recipe:
    """What a run is made of; part of a checkpoint's name, so that no two runs mix."""

    epochs: int = 4
    batch: int = 16
    encoder_rate: float = 1e-4
    heads_rate: float = 1e-3
    warm_up: float = 0.05
    weight_decay: float = 0.01
    average: float = 0.99  # of the exponential moving average that is shipped
    seed: int = 13


def loss(
    network: Network, given: Batch, taught_by: Network | None = None
) -> tuple[Tensor, dict[str, float]]:
    """The mean over the batch's windows, and its parts by name."""
    inputs = given.ids, given.mask, given.features, given.heads
    answered = network(*inputs)
    emissions, links, speech = answered
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
    if taught_by is not None:
        with torch.no_grad():
            told_so = taught_by(*inputs)
        parts["teacher"] = disagreement(answered, told_so, given.mask)
    total = sum(parts.values(), tagging.new_zeros(())) / len(given.targets)
    return total, {k: float(v.detach()) / len(given.targets) for k, v in parts.items()}


def train(
    documents: Sequence[Example],
    dev: Sequence[Example],
    recipe: Recipe,
    work: Path,
    encoder: Path,
    stop_after: int | None = None,
    taught_by: Network | None = None,
) -> Network:
    """The averaged network after the last epoch, or the step ``stop_after``; checkpoints go to
    ``work``, and a run that finds one there goes on from it. ``encoder`` is the folder of the
    model it starts from, or of the teacher whose learner it is."""
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    taught_by = taught_by and taught_by.to(device)
    network = (learner(taught_by) if taught_by else Network.started_from(encoder)).to(device)
    average = {k: v.detach().clone() for k, v in network.state_dict().items()}
    inner = [p for n, p in network.named_parameters() if n.startswith("encoder.")]
    outer = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": inner, "lr": recipe.encoder_rate}, {"params": outer, "lr": recipe.heads_rate}],
        weight_decay=recipe.weight_decay,
    )
    epochs = [epoch(documents, n, recipe.seed, recipe.batch) for n in range(recipe.epochs)]
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
                emitted, parts = loss(network, batch(targets, device), taught_by)
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
            tested = copy.deepcopy(network)
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
    parser.add_argument("--teacher", type=Path, default=None, help="work folder of a trained one")
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="default: the project's own")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(epochs=given.epochs, seed=given.seed)
    dev = examples(given.dev, given.work, print)
    documents = examples(given.train, given.work, print)
    taught_by = teacher(given.teacher) if given.teacher else None
    encoder = given.teacher or given.encoder or bundled_folder()
    network = train(documents, dev, recipe, given.work, encoder, taught_by=taught_by)
    save(network, given.work)
    export(network, given.target)
    print(f"wrote {given.target}; now fit the confidence: index.attribution.calibration")


if __name__ == "__main__":
    main()
