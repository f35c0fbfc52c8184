"""Train the reader, and write it into the project.

    python -m qa.reading.training CORPUS.jsonl QUESTIONS.jsonl --encoder FOLDER --work FOLDER

Seeded; interrupted, it goes on from its last checkpoint in the work folder. The files are told of
in lessons.py, the encoder and the data in MODEL_CARD.md beside this file.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, mse_loss

from qa.reading.lessons import Lesson, batches, lessons
from qa.reading.network import Before, Network, export
from qa.reading.pairs import padded
from qa.reading.reader import WEIGHTS, best_span

_CHECKPOINT_EVERY = 100  # steps
_MULTIPLE = 16  # lengths are padded to a multiple of it


@dataclass(frozen=True)
class Recipe:
    """What a run is made of; part of a checkpoint's name, so that no two runs mix."""

    epochs: int = 4
    batch: int = 16
    frozen: int = 8  # of the encoder's layers, the lowest
    encoder_rate: float = 1e-4
    heads_rate: float = 5e-4
    warm_up: float = 0.08
    weight_decay: float = 0.01
    kept_relevance: float = 0.02  # how much the score that relevance had before counts
    average: float = 0.99  # of the exponential moving average that is shipped
    bf16: bool = False  # faster where the processor has instructions for it, ten times slower else
    seed: int = 13


@dataclass(frozen=True, slots=True)
class Kept:
    """What never changes of a lesson: the state after the frozen layers, (n, width), float16, and
    the relevance that the encoder saw in it before training."""

    state: Tensor
    relevance: float


@dataclass(frozen=True, slots=True)
class Batch:
    state: Tensor
    mask: Tensor
    inside: Tensor  # where an answer can be: in the passage
    answers: Sequence[NDArray[np.int64]]
    relevant: Tensor
    relevance: Tensor


def prepare(network: Network, some: Sequence[Lesson], work: Path, size: int = 16) -> list[Kept]:
    """Runs the frozen layers, and the whole encoder as it came, once over every lesson: as int8,
    which is what answers run, and several times faster."""
    whole = work / f"before-{network.frozen}.onnx"
    if not whole.exists():
        export(Before(network), whole, ["state", "relevance"])
    import onnxruntime  # after ``index``, which keeps it from reporting its use

    session = onnxruntime.InferenceSession(str(whole), providers=["CPUExecutionProvider"])
    found: dict[int, Kept] = {}
    order = sorted(range(len(some)), key=lambda n: len(some[n].pair.ids))
    for at in range(0, len(order), size):
        numbers = order[at : at + size]
        inputs = padded([some[n].pair for n in numbers])
        state, relevance = session.run(["state", "relevance"], inputs)
        for row, n in enumerate(numbers):
            own = state[row, : len(some[n].pair.ids)].astype(np.float16)
            found[n] = Kept(torch.from_numpy(own), float(relevance[row, 0]))
    return [found[n] for n in range(len(some))]


def _length(some: Sequence[Lesson]) -> int:
    return -(-max(len(s.pair.ids) for s in some) // _MULTIPLE) * _MULTIPLE


def batch(numbers: Sequence[int], some: Sequence[Lesson], kept: Sequence[Kept]) -> Batch:
    length = _length([some[n] for n in numbers])
    state = torch.zeros(len(numbers), length, kept[0].state.shape[-1])
    mask = torch.zeros(len(numbers), length, dtype=torch.long)
    inside = torch.zeros(len(numbers), length, dtype=torch.bool)
    for row, n in enumerate(numbers):
        pair = some[n].pair
        state[row, : len(pair.ids)] = kept[n].state.float()
        mask[row, : len(pair.ids)] = 1
        inside[row, : len(pair.ids)] = torch.from_numpy(pair.starts >= 0)
    relevant = torch.tensor([float(some[n].relevant) for n in numbers])
    relevance = torch.tensor([kept[n].relevance for n in numbers])
    return Batch(state, mask, inside, [some[n].answers for n in numbers], relevant, relevance)


def loss(network: Network, given: Batch, recipe: Recipe) -> tuple[Tensor, dict[str, float]]:
    """The mean over the batch, and its parts by name. Any of an answer's wordings will do."""
    with torch.autocast("cpu", torch.bfloat16, enabled=recipe.bf16):
        bounds, judged = network.upper(given.state, given.mask)
    bounds, judged = bounds.float(), judged.float()
    chances = log_softmax(bounds.masked_fill(~given.inside[..., None], -1e4), 1)
    spans = judged.new_zeros(())
    for row, answers in enumerate(given.answers):
        if len(answers):
            firsts, lasts = torch.from_numpy(answers).T
            any_of = torch.logsumexp(chances[row, firsts, 0] + chances[row, lasts, 1], 0)
            spans = spans - any_of
    told = torch.tensor([float(len(a) > 0) for a in given.answers])
    parts = {
        "spans": spans / max(1.0, float(told.sum())),
        "answers": binary_cross_entropy_with_logits(judged[:, 1], told),
        "relevance": binary_cross_entropy_with_logits(judged[:, 0], given.relevant),
        "before": mse_loss(judged[:, 0], given.relevance) * recipe.kept_relevance,
    }
    share = float(told.mean())
    total = parts["spans"] * min(1.0, 2 * share) + 2 * parts["answers"] + 0.5 * parts["relevance"]
    return total + parts["before"], {k: float(v.detach()) for k, v in parts.items()}


def train(
    some: Sequence[Lesson],
    held: Sequence[Lesson],
    recipe: Recipe,
    work: Path,
    encoder: Path,
    stop_after: int | None = None,
) -> Network:
    """The averaged network after the last epoch, or the step ``stop_after``; checkpoints go to
    ``work``, and a run that finds one there goes on from it."""
    torch.manual_seed(recipe.seed)
    network = Network.started_from(encoder, recipe.frozen)
    kept, kept_held = prepare(network, some, work), prepare(network, held, work)
    print(f"prepared {len(kept)} lessons and {len(kept_held)} held out", flush=True)
    lower = ["embeddings.", *(f"encoder.layer.{n}." for n in range(recipe.frozen))]
    for name, parameter in network.bert.named_parameters():
        parameter.requires_grad_(not name.startswith(tuple(lower)))
    inner = [p for p in network.bert.encoder.parameters() if p.requires_grad]
    heads = [network.bounds, network.answers]
    known = [
        p for n, p in network.named_parameters() if n.startswith(("bert.pooler", "classifier"))
    ]
    optimiser = torch.optim.AdamW(
        [
            {"params": [*inner, *known], "lr": recipe.encoder_rate},
            {"params": [p for h in heads for p in h.parameters()], "lr": recipe.heads_rate},
        ],
        weight_decay=recipe.weight_decay,
    )
    chance = random.Random(recipe.seed)  # noqa: S311  nothing secret
    steps = [b for _ in range(recipe.epochs) for b in batches(some, recipe.batch, chance)]
    total, warm = len(steps), max(1, int(recipe.warm_up * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (total - s) / max(1, total - warm)))
    )
    trained = {n: p for n, p in network.named_parameters() if p.requires_grad}
    average = {n: p.detach().clone() for n, p in trained.items()}
    name = hashlib.sha256(f"{recipe}{total}".encode()).hexdigest()[:8]
    checkpoint, done = work / f"checkpoint-{name}.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        average, done = state["average"], state["step"]
        torch.set_rng_state(state["random"])
        print(f"going on from step {done}", flush=True)
    began, shown = time.monotonic(), Counter[str]()
    for step, numbers in enumerate(steps, 1):
        if step <= done:
            continue
        network.train()
        wrong, parts = loss(network, batch(numbers, some, kept), recipe)
        optimiser.zero_grad(set_to_none=True)
        wrong.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(list(trained.values()), 1.0)
        optimiser.step()
        schedule.step()
        keep = min(recipe.average, step / (step + 10))
        with torch.no_grad():
            for key, value in trained.items():
                average[key].lerp_(value, 1 - keep)
        for key, value_ in parts.items():
            shown[key] = 0.95 * shown.get(key, value_) + 0.05 * value_  # type: ignore[assignment]
        if step % 20 == 0:
            pace = (time.monotonic() - began) / (step - done)
            told = " ".join(f"{k} {v:.2f}" for k, v in shown.items())
            left = pace * (total - step) / 60
            print(f"step {step}/{total} {told} | {pace:.2f} s, {left:.0f} min left", flush=True)
        last = step in (total, stop_after)
        if step % _CHECKPOINT_EVERY == 0 or last:
            made = {
                "network": network.state_dict(), "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(), "average": average, "step": step,
                "random": torch.get_rng_state(),
            }  # fmt: skip
            torch.save(made, checkpoint.with_suffix(".part"))
            checkpoint.with_suffix(".part").replace(checkpoint)
        if step % (total // recipe.epochs or 1) == 0 or last:
            own = {n: p.detach().clone() for n, p in trained.items()}
            network.load_state_dict(average, strict=False)
            print(f"held out: {held_out(network, held, kept_held, recipe)}", flush=True)
            if not last:
                network.load_state_dict(own, strict=False)
        if last:
            break
    return network


def held_out(network: Network, held: Sequence[Lesson], kept: Sequence[Kept], recipe: Recipe) -> str:
    """The parts of the loss, how often the best span has the words of an answer (the share of word
    pieces in common, F1), and how well answering pairs are told apart (area under the curve)."""
    network.eval()
    sums: Counter[str] = Counter()
    likeness, chances, truths = [], [], []
    order = sorted(range(len(held)), key=lambda n: len(held[n].pair.ids))
    with torch.no_grad():
        for at in range(0, len(order), recipe.batch):
            numbers = order[at : at + recipe.batch]
            given = batch(numbers, held, kept)
            _, parts = loss(network, given, recipe)
            sums.update({k: v * len(numbers) for k, v in parts.items()})
            bounds, judged = (t.numpy() for t in network.upper(given.state, given.mask))
            for row, n in enumerate(numbers):
                chances.append(float(judged[row, 1]))
                truths.append(len(held[n].answers) > 0)
                if len(held[n].answers):
                    found, _ = best_span(bounds[row], given.inside[row].numpy())
                    likeness.append(max(_likeness(found, a) for a in held[n].answers))
    yes, no = ([c for c, t in zip(chances, truths, strict=True) if t is w] for w in (True, False))
    area = float(np.mean([(y > n) + 0.5 * (y == n) for y in yes for n in no])) if yes and no else 0
    told = " ".join(f"{k} {v / len(held):.3f}" for k, v in sums.items())
    return f"{told} likeness {np.mean(likeness):.3f} area {area:.3f}"


def _likeness(found: tuple[int, int], answer: NDArray[np.int64]) -> float:
    first, last = int(answer[0]), int(answer[1])
    common = min(found[1], last) - max(found[0], first) + 1
    both = found[1] - found[0] + last - first + 2
    return max(0.0, 2 * common / both)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="checkpoints go here")
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="default: the project's own")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--frozen", type=int, default=Recipe.frozen)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--bf16", action="store_true", help="for processors that are fast at it")
    parser.add_argument(
        "--stop-after", type=int, help="steps; what is learnt until then is written"
    )
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(epochs=given.epochs, frozen=given.frozen, seed=given.seed, bf16=given.bf16)
    some, held = lessons(given.corpus, given.questions, recipe.seed)
    network = train(some, held, recipe, given.work, given.encoder, given.stop_after)
    torch.save(network.state_dict(), given.work / "reader.pt")
    export(network, given.target, ["bounds", "judged"])
    print(f"wrote {given.target}")


if __name__ == "__main__":
    main()
