"""Train the reader, and write it into the project.

    python -m qa.reading.training CORPUS.jsonl QUESTIONS.jsonl --cloze TEXTS.jsonl … \
        --interviews TEXTS.jsonl … --dialogues CORPUS.jsonl QUESTIONS.jsonl \
        --written TEXTS.jsonl … --encoder FOLDER --work FOLDER

First on questions that nobody wrote (cloze.py) about the passages of TEXTS, then on those of
QUESTIONS (lessons.py), then on which passages answer what was asked in interviews (interviews.py),
with QUESTIONS between, on conversations about texts (dialogues.py), with what was learnt before
beside them (the mean of the weights before and after that goes on), and last on what was written
for it (written.py). Seeded; interrupted, it goes on from its last checkpoint in the work folder.
The encoder and the data are told of in MODEL_CARD.md beside this file. Uses a GPU if there is one.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, islice
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from platformdirs import user_cache_path

from index.embedding import BUNDLED, embedder
from index.learning import Learning, mean
from qa.reading.lessons import (
    Lesson,
    batches,
    cloze_lessons,
    dialogue_lessons,
    lessons,
    lines,
    ranking_lessons,
)
from qa.reading.losses import Loss, batch, dialogue_loss, kept_loss, label_loss, ranking_loss
from qa.reading.network import Network, export
from qa.reading.reader import WEIGHTS, best_span
from qa.reading.recipes import CLOZE, DIALOGUES, INTERVIEWS, QUESTIONS, WRITTEN, Recipe
from qa.reading.written import FOLDER, settled, written_dialogues, written_lessons

Way: TypeAlias = Literal["labels", "ranking", "dialogue", "kept"]

_GROUPS = 4  # questions with several passages each, to a step
_BETWEEN = 2  # steps of rankings to one of the lessons
_BEFORE = 0.3  # share of what the weights were before dialogues, in what is shipped
_LABELLED, _KEPT, _KEPT_RANKINGS = 0.2, 0.3, 0.15  # steps beside one of dialogues
_AGAIN, _OTHERS = 0.2, 0.07  # … beside one of what was written: labels; dialogues, and rankings


@dataclass(frozen=True, slots=True)
class Step:
    """What one step learns. ``sizes``: how many of the lessons belong to each question, where these
    are passages to choose from."""

    lessons: Sequence[Lesson]
    way: Way = "labels"
    sizes: tuple[int, ...] = ()


def train(
    network: Network,
    steps: Sequence[Step],
    held: Sequence[Lesson],
    recipe: Recipe,
    work: Path,
    before: Network,
    stop_after: int | None = None,
) -> None:
    """Leaves in ``network`` the average of its weights after the last of the steps, or after the
    one numbered ``stop_after``. Checkpoints go to ``work``, and a run that finds one there goes on
    from it. ``before`` is the network that is not to be forgotten.
    """
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device).bert.embeddings.requires_grad_(False)
    form = torch.bfloat16 if recipe.bf16 else torch.float32
    known = copy.deepcopy(before).to(device, form).eval()
    told = hashlib.sha256(f"{recipe}{len(steps)}".encode())
    for lesson in chain.from_iterable(step.lessons for step in steps):
        told.update(lesson.pair.ids.tobytes())
    name = told.hexdigest()[:8]
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
    for number, step in enumerate(steps, 1):
        if number <= learning.done:
            continue
        remembered = number % recipe.remembered == 0
        learning.learn(*_loss(learning.working, known, step, recipe, remembered=remembered))
        last = number in (len(steps), stop_after)
        if number % (len(steps) // recipe.epochs or 1) == 0 or last:
            print(f"held out: {held_out(learning.averaged(), held, recipe)}", flush=True)
        if last:
            learning.save()
            break
    network.load_state_dict(learning.averaged().state_dict())


def _loss(
    network: Network, known: Network, step: Step, recipe: Recipe, *, remembered: bool
) -> Loss:
    given = batch(step.lessons, next(network.parameters()).device)
    if step.way == "ranking":
        return ranking_loss(network, given, recipe, step.sizes)
    if step.way == "dialogue":
        return dialogue_loss(network, known, given, step.sizes)
    if step.way == "kept":
        return kept_loss(network, known, given)
    return label_loss(network, known if remembered else None, given, recipe)


def plain(some: Sequence[Lesson], recipe: Recipe, chance: random.Random) -> Iterator[Step]:
    """Each lesson once."""
    for numbers in batches(some, recipe.batch, chance):
        yield Step([some[n] for n in numbers])


def question_steps(some: Sequence[Lesson], recipe: Recipe) -> list[Step]:
    chance = random.Random(recipe.seed)  # noqa: S311  nothing secret
    return [step for _ in range(recipe.epochs) for step in plain(some, recipe, chance)]


def interview_steps(
    rankings: Sequence[Sequence[Lesson]], some: Sequence[Lesson], recipe: Recipe
) -> list[Step]:
    """Each ranking once, and between them ``some`` lessons, as often as it takes."""
    chance = random.Random(recipe.seed)  # noqa: S311  nothing secret
    between = chain.from_iterable(plain(some, recipe, chance) for _ in count())
    found: list[Step] = []
    for step in _grouped(rankings, "ranking", chance):
        found.append(step)
        if len(found) % (_BETWEEN + 1) == _BETWEEN:
            found.append(next(between))
    return found


def dialogue_steps(
    dialogues: Sequence[Sequence[Lesson]],
    rankings: Sequence[Sequence[Lesson]],
    some: Sequence[Lesson],
    recipe: Recipe,
) -> list[Step]:
    """Each dialogue once an epoch, and beside them ``some`` lessons by their labels, and lessons
    and rankings that are to stay as they are known, as many as their shares of the steps say."""
    chance = random.Random(recipe.seed)  # noqa: S311  nothing secret
    epochs = [_grouped(dialogues, "dialogue", chance) for _ in range(recipe.epochs)]
    steps = list(chain.from_iterable(epochs))
    labelled = islice(plain(some, recipe, chance), round(_LABELLED * len(steps)))
    kept = chain(
        islice(plain(some, recipe, chance), round(_KEPT * len(steps))),
        islice(_grouped(rankings, "ranking", chance), round(_KEPT_RANKINGS * len(steps))),
    )
    steps = [*steps, *labelled, *(replace(step, way="kept") for step in kept)]
    chance.shuffle(steps)
    return steps


def written_steps(
    written: Sequence[Lesson],
    conversations: Sequence[Sequence[Lesson]],
    dialogues: Sequence[Sequence[Lesson]],
    rankings: Sequence[Sequence[Lesson]],
    some: Sequence[Lesson],
    recipe: Recipe,
) -> list[Step]:
    """What was written each once an epoch, and beside it, as many as their shares of the steps say,
    ``some`` lessons, dialogues, and rankings that are to stay as they are known."""
    chance = random.Random(recipe.seed)  # noqa: S311  nothing secret
    steps: list[Step] = []
    for _ in range(recipe.epochs):
        steps += plain(written, recipe, chance)
        steps += _grouped(conversations, "dialogue", chance)
    again, others = round(_AGAIN * len(steps)), round(_OTHERS * len(steps))
    kept = (replace(step, way="kept") for step in _grouped(rankings, "ranking", chance))
    steps += islice(plain(some, recipe, chance), again)
    steps += islice(_grouped(dialogues, "dialogue", chance), others)
    steps += islice(kept, others)
    chance.shuffle(steps)
    return steps


def _grouped(groups: Sequence[Sequence[Lesson]], way: Way, chance: random.Random) -> Iterator[Step]:
    """Each group of passages once, some to a step, alike lengths together."""
    longest = [max(group, key=lambda lesson: len(lesson.pair.ids)) for group in groups]
    for numbers in batches(longest, _GROUPS, chance):
        own = [groups[n] for n in numbers]
        yield Step([lesson for group in own for lesson in group], way, tuple(map(len, own)))


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
            given = batch(some, next(network.parameters()).device)
            _, parts = label_loss(network, None, given, recipe)
            sums.update({k: float(v) * len(some) for k, v in parts.items()})
            answered = network(given.ids, given.kinds, given.mask)
            bounds, judged = (tensor.cpu().numpy() for tensor in answered)
            for row, lesson in enumerate(some):
                chances.append(float(judged[row, 1]))
                truths.append(len(lesson.answers) > 0)
                if len(lesson.answers):
                    found, _ = best_span(bounds[row], given.inside[row].cpu().numpy())
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
    parser.add_argument("--dialogues", type=Path, nargs=2, metavar=("CORPUS", "QUESTIONS"))
    parser.add_argument("--written", type=Path, nargs="*", metavar="TEXTS")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="checkpoints go here")
    parser.add_argument("--target", type=Path, default=WEIGHTS, help="default: the project's own")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--bf16", action="store_true", help="for processors that are fast at it")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    network = Network.started_from(given.encoder)
    some, held = lessons(given.corpus, given.questions, given.seed)
    first = cloze_lessons(given.cloze, given.clozes, given.seed)
    rankings: Sequence[Sequence[Lesson]] = []
    if given.interviews:
        model = embedder(BUNDLED, user_cache_path("onrecord"))
        rankings = ranking_lessons(given.interviews, given.rankings, model, given.seed)
    dialogues = dialogue_lessons(*given.dialogues) if given.dialogues else []
    own: Sequence[Lesson] = []
    asked: Sequence[Sequence[Lesson]] = []
    if given.written is not None:
        texts = {line["doc_id"]: line["text"] for path in given.written for line in lines(path)}
        own = written_lessons(FOLDER, texts, given.seed)[0]
        asked = [*written_dialogues(FOLDER)[0], *settled(FOLDER, given.seed)[0]]
    cloze, questions, interviews, conversations, written = (
        replace(recipe, seed=given.seed, bf16=given.bf16)
        for recipe in (CLOZE, QUESTIONS, INTERVIEWS, DIALOGUES, WRITTEN)
    )
    before = copy.deepcopy(network)
    for recipe, steps, anew in (
        (cloze, question_steps(first, cloze), False),
        (questions, question_steps(some, questions), False),
        (interviews, interview_steps(rankings, some, interviews), True),
        (conversations, dialogue_steps(dialogues, rankings, some, conversations), True),
        (written, written_steps(own, asked, dialogues, rankings, some, written), True),
    ):
        if not steps:
            continue
        if anew:  # what the network can do by now is not to be lost
            before = copy.deepcopy(network)
        print(f"{len(steps)} steps, {len(held)} lessons held out", flush=True)
        train(network, steps, held, recipe, given.work, before)
        if recipe is conversations:
            both = [before.state_dict(), network.state_dict()]
            network.load_state_dict(mean(both, (_BEFORE, 1 - _BEFORE)))
    torch.save(network.state_dict(), given.work / "reader.pt")
    export(network, given.target, ["bounds", "judged"])
    print(f"wrote {given.target}")


if __name__ == "__main__":
    main()
