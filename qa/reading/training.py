"""Train the reader, and write it into the project.

    python -m qa.reading.training CORPUS.jsonl QUESTIONS.jsonl --cloze TEXTS.jsonl … \
        --interviews TEXTS.jsonl … --encoder FOLDER --work FOLDER

First on questions that nobody wrote (cloze.py) about the passages of TEXTS, then on those of
QUESTIONS (lessons.py), then on which passages answer what was asked in interviews (interviews.py),
with QUESTIONS between. Seeded; interrupted, it goes on from its last checkpoint in the work folder.
The encoder and the data are told of in MODEL_CARD.md beside this file.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from platformdirs import user_cache_path
from torch import Tensor
from torch.nn.functional import (
    binary_cross_entropy_with_logits,
    cross_entropy,
    log_softmax,
    mse_loss,
)

from index.embedding import BUNDLED, embedder
from index.learning import Learning
from qa.reading.lessons import Lesson, batches, cloze_lessons, lessons, ranking_lessons
from qa.reading.network import Network, export
from qa.reading.reader import WEIGHTS, best_span

_NEW = ("bounds", "answers")  # the layers that the encoder comes without
_MULTIPLE = 16  # lengths are padded to a multiple of it


@dataclass(frozen=True)
class Recipe:
    """What a run is made of; part of a checkpoint's name, so that no two runs mix."""

    epochs: int = 3
    batch: int = 16
    encoder_rate: float = 6e-5
    heads_rate: float = 3e-4
    relevance_rate: float = 6e-5
    warm_up: float = 0.06
    weight_decay: float = 0.01
    answers: float = 2.0  # how much it counts whether a passage answers
    relevance: float = 0.5  # … and whether the question was asked of it
    before: float = 0.04  # … and the score that relevance had before training
    remembered: int = 2  # steps: that score is taken in one of so many
    average: float = 0.99  # of the exponential moving average that is shipped
    level: float = 0.01  # … that the relevance of a question's passages stays around nothing
    bf16: bool = False  # faster where the processor has instructions for it, ten times slower else
    seed: int = 13

    def rate(self, parameter: str) -> float:
        if parameter.startswith(_NEW):
            return self.heads_rate
        return self.relevance_rate if parameter.startswith("classifier") else self.encoder_rate


CLOZE = Recipe(
    epochs=1, encoder_rate=1e-4, relevance_rate=1e-4, heads_rate=5e-4, answers=0.7, relevance=0.0,
    before=0.08, remembered=4, average=0.995,
)  # fmt: skip

INTERVIEWS = Recipe(epochs=1, encoder_rate=4e-5, relevance_rate=2e-4, heads_rate=4e-5, warm_up=0.03)
_RANKINGS = 4  # to a batch
_BETWEEN = 2  # batches of them to one of the lessons


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


def ranking_loss(
    network: Network, given: Batch, recipe: Recipe, each: int
) -> tuple[Tensor, dict[str, float]]:
    """That of every ``each`` passages the first is found the most relevant (cross-entropy)."""
    _, judged = network(given.ids, given.kinds, given.mask)
    scores = judged[:, 0].float().view(-1, each)
    right = cross_entropy(scores, torch.zeros(len(scores), dtype=torch.long))
    first = (scores.argmax(1) == 0).float().mean()
    parts = {"ranking": float(right.detach()), "first": float(first)}
    return right + recipe.level * (scores.mean(1) ** 2).mean(), parts


def train(
    network: Network,
    some: Sequence[Lesson],
    held: Sequence[Lesson],
    recipe: Recipe,
    work: Path,
    before: Network,
    stop_after: int | None = None,
    rankings: Sequence[Sequence[Lesson]] = (),
) -> None:
    """Leaves in ``network`` the average of its weights after the last epoch, or after the step
    ``stop_after``. Checkpoints go to ``work``, and a run that finds one there goes on from it.
    ``before`` is the network whose scores of relevance are not to be lost. Where there are
    ``rankings``, each is learnt once, and ``some`` between them, as often as it takes.
    """
    torch.manual_seed(recipe.seed)
    network.bert.embeddings.requires_grad_(False)
    known = copy.deepcopy(before).to(torch.bfloat16 if recipe.bf16 else torch.float32).eval()
    steps = _steps(some, rankings, recipe, random.Random(recipe.seed))  # noqa: S311  nothing secret
    name = hashlib.sha256(f"{recipe}{len(steps)}".encode()).hexdigest()[:8]
    learning = Learning(
        network,
        recipe.rate,
        len(steps),
        work / f"checkpoint-{name}.pt",
        warm_up=recipe.warm_up,
        average=recipe.average,
        clip=1.0,
        weight_decay=recipe.weight_decay,
        bf16=recipe.bf16,
    )
    for step, (lessons_of_it, each) in enumerate(steps, 1):
        if step <= learning.done:
            continue
        given = batch(lessons_of_it)
        if each:
            learning.learn(*ranking_loss(learning.working, given, recipe, each))
        else:
            remembered = known if step % recipe.remembered == 0 else None
            learning.learn(*loss(learning.working, remembered, given, recipe))
        last = step in (len(steps), stop_after)
        if step % (len(steps) // recipe.epochs or 1) == 0 or last:
            print(f"held out: {held_out(learning.averaged(), held, recipe)}", flush=True)
        if last:
            learning.save()
            break
    network.load_state_dict(learning.averaged().state_dict())


def _steps(
    some: Sequence[Lesson],
    rankings: Sequence[Sequence[Lesson]],
    recipe: Recipe,
    chance: random.Random,
) -> list[tuple[Sequence[Lesson], int]]:
    """What each step learns: lessons, or so many passages for each of some questions."""

    def plain() -> Iterator[tuple[Sequence[Lesson], int]]:
        for numbers in batches(some, recipe.batch, chance):
            yield [some[n] for n in numbers], 0

    if not rankings:
        return [step for _ in range(recipe.epochs) for step in plain()]
    between = chain.from_iterable(plain() for _ in count())
    found: list[tuple[Sequence[Lesson], int]] = []
    for numbers in batches([ranking[0] for ranking in rankings], _RANKINGS, chance):
        found.append(([lesson for n in numbers for lesson in rankings[n]], len(rankings[0])))
        if len(found) % (_BETWEEN + 1) == _BETWEEN:
            found.append(next(between))
    return found


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
    parser.add_argument("--interviews", type=Path, nargs="*", default=[], metavar="TEXTS")
    parser.add_argument("--rankings", type=int, default=5_000, help="questions of interviews")
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
    asked: Sequence[Sequence[Lesson]] = []
    if given.interviews:
        model = embedder(BUNDLED, user_cache_path("onrecord"))
        asked = ranking_lessons(given.interviews, given.rankings, model, given.seed)
    for recipe, learnt, ranked in (
        (CLOZE, first, ()), (Recipe(), some, ()), (INTERVIEWS, some if asked else (), asked)
    ):  # fmt: skip
        if not learnt:
            continue
        if ranked:
            before = copy.deepcopy(network)
        print(f"{len(learnt)} lessons, {len(ranked)} rankings, {len(held)} held out", flush=True)
        own = replace(recipe, seed=given.seed, bf16=given.bf16)
        train(network, learnt, held, own, given.work, before, rankings=ranked)
    torch.save(network.state_dict(), given.work / "reader.pt")
    export(network, given.target, ["bounds", "judged"])
    print(f"wrote {given.target}")


if __name__ == "__main__":
    main()
