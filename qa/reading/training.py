"""Train the reader, and write it into the project.

    python -m qa.reading.training CORPUS.jsonl QUESTIONS.jsonl --cloze TEXTS.jsonl … \
        --encoder FOLDER --work FOLDER

First on questions that nobody wrote (cloze.py) about the passages of TEXTS, then on those of
QUESTIONS (lessons.py). Seeded; interrupted, it goes on from its last checkpoint in the work folder.
The encoder and the data are told of in MODEL_CARD.md beside this file.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, mse_loss

from qa.reading.lessons import Lesson, batches, cloze_lessons, lessons
from qa.reading.network import Network, export
from qa.reading.reader import WEIGHTS, best_span

_CHECKPOINT_EVERY = 100  # steps
_MULTIPLE = 16  # lengths are padded to a multiple of it


@dataclass(frozen=True)
class Recipe:
    """What a run is made of; part of a checkpoint's name, so that no two runs mix."""

    epochs: int = 3
    batch: int = 16
    encoder_rate: float = 6e-5
    heads_rate: float = 3e-4
    warm_up: float = 0.06
    weight_decay: float = 0.01
    answers: float = 2.0  # how much it counts whether a passage answers
    relevance: float = 0.5  # … and whether the question was asked of it
    before: float = 0.04  # … and the score that relevance had before training
    remembered: int = 2  # steps: that score is taken in one of so many
    average: float = 0.99  # of the exponential moving average that is shipped
    bf16: bool = False  # faster where the processor has instructions for it, ten times slower else
    seed: int = 13


CLOZE = Recipe(
    epochs=1, encoder_rate=1e-4, heads_rate=5e-4, answers=0.7, relevance=0.0, before=0.08,
    remembered=4, average=0.995,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor
    kinds: Tensor
    mask: Tensor
    inside: Tensor  # where an answer can be: in the passage
    answers: Sequence[NDArray[np.int64]]
    relevant: Tensor


def batch(some: Sequence[Lesson]) -> Batch:
    length = -(-max(len(s.pair.ids) for s in some) // _MULTIPLE) * _MULTIPLE
    ids, kinds, mask = (torch.zeros(len(some), length, dtype=torch.long) for _ in range(3))
    inside = torch.zeros(len(some), length, dtype=torch.bool)
    for row, lesson in enumerate(some):
        own = slice(0, len(lesson.pair.ids))
        ids[row, own] = torch.from_numpy(lesson.pair.ids)
        kinds[row, own] = torch.from_numpy(lesson.pair.kinds)
        mask[row, own] = 1
        inside[row, own] = torch.from_numpy(lesson.pair.starts >= 0)
    relevant = torch.tensor([float(lesson.relevant) for lesson in some])
    return Batch(ids, kinds, mask, inside, [lesson.answers for lesson in some], relevant)


def loss(
    network: Network, before: Network | None, given: Batch, recipe: Recipe
) -> tuple[Tensor, dict[str, float]]:
    """The mean over the batch, and its parts by name. Any of an answer's wordings will do."""
    bounds, judged = (t.float() for t in network(given.ids, given.kinds, given.mask))
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
    }
    total = parts["spans"] * min(1.0, 2 * float(told.mean()))
    total = total + recipe.answers * parts["answers"] + recipe.relevance * parts["relevance"]
    if before is not None:
        with torch.no_grad():
            _, known = before(given.ids, given.kinds, given.mask)
        parts["before"] = mse_loss(judged[:, 0], known[:, 0].float())
        total = total + recipe.before * parts["before"]
    return total, {k: float(v.detach()) for k, v in parts.items()}


def train(
    network: Network,
    some: Sequence[Lesson],
    held: Sequence[Lesson],
    recipe: Recipe,
    work: Path,
    before: Network,
    stop_after: int | None = None,
) -> None:
    """Leaves in ``network`` the average of its weights after the last epoch, or after the step
    ``stop_after``. Checkpoints go to ``work``, and a run that finds one there goes on from it.
    ``before`` is the network whose scores of relevance are not to be lost.

    The optimiser's weights are float32; what runs is a copy of them, in bf16 if so wished.
    """
    torch.manual_seed(recipe.seed)
    form = torch.bfloat16 if recipe.bf16 else torch.float32
    network.bert.embeddings.requires_grad_(False)
    working = copy.deepcopy(network).to(form).train()
    known = copy.deepcopy(before).to(form).eval()
    trained = {n: p for n, p in network.named_parameters() if p.requires_grad}
    copies = {n: p for n, p in working.named_parameters() if p.requires_grad}
    new = ("bounds", "answers")
    optimiser = torch.optim.AdamW(
        [
            {
                "params": [p for n, p in trained.items() if n.startswith(new) == heads],
                "lr": recipe.heads_rate if heads else recipe.encoder_rate,
            }
            for heads in (False, True)
        ],
        weight_decay=recipe.weight_decay,
    )
    chance = random.Random(recipe.seed)  # noqa: S311  nothing secret
    steps = [b for _ in range(recipe.epochs) for b in batches(some, recipe.batch, chance)]
    total, warm = len(steps), max(1, int(recipe.warm_up * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (total - s) / max(1, total - warm)))
    )
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
        with torch.no_grad():
            for key, value in copies.items():
                value.copy_(trained[key])
                value.grad = None
        remembered = known if step % recipe.remembered == 0 else None
        wrong, parts = loss(working, remembered, batch([some[n] for n in numbers]), recipe)
        wrong.backward()  # type: ignore[no-untyped-call]
        for key, value in copies.items():
            trained[key].grad = None if value.grad is None else value.grad.float()
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
            averaged = copy.deepcopy(network)
            averaged.load_state_dict(average, strict=False)
            print(f"held out: {held_out(averaged, held, recipe)}", flush=True)
        if last:
            break
    network.load_state_dict(average, strict=False)


def held_out(network: Network, held: Sequence[Lesson], recipe: Recipe) -> str:
    """The parts of the loss, how often the best span has the words of an answer (the share of word
    pieces in common, F1), and how well answering pairs are told apart (area under the curve)."""
    network.eval()
    sums: Counter[str] = Counter()
    likeness, chances, truths = [], [], []
    order = sorted(held, key=lambda lesson: len(lesson.pair.ids))
    with torch.no_grad():
        for at in range(0, len(order), recipe.batch):
            some = order[at : at + recipe.batch]
            given = batch(some)
            _, parts = loss(network, None, given, recipe)
            sums.update({k: v * len(some) for k, v in parts.items()})
            bounds, judged = (t.numpy() for t in network(given.ids, given.kinds, given.mask))
            for row, lesson in enumerate(some):
                chances.append(float(judged[row, 1]))
                truths.append(len(lesson.answers) > 0)
                if len(lesson.answers):
                    found, _ = best_span(bounds[row], given.inside[row].numpy())
                    likeness.append(max(_likeness(found, a) for a in lesson.answers))
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
    parser.add_argument("--cloze", type=Path, nargs="*", default=[], metavar="TEXTS")
    parser.add_argument("--clozes", type=int, default=13_000, help="questions made of TEXTS")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="checkpoints go here")
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="default: the project's own")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--bf16", action="store_true", help="for processors that are fast at it")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    network = Network.started_from(given.encoder)
    before = copy.deepcopy(network)
    some, held = lessons(given.corpus, given.questions, given.seed)
    first = cloze_lessons(given.cloze, given.clozes, given.seed)
    for recipe, learnt in ((CLOZE, first), (Recipe(), some)):
        if learnt:
            print(f"{len(learnt)} lessons, {len(held)} held out", flush=True)
            own = replace(recipe, seed=given.seed, bf16=given.bf16)
            train(network, learnt, held, own, given.work, before)
    torch.save(network.state_dict(), given.work / "reader.pt")
    export(network, given.target, ["bounds", "judged"])
    print(f"wrote {given.target}")


if __name__ == "__main__":
    main()
