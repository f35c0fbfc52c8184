"""What the reader is told it got wrong: by labels, by which passage answers, by what it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import (
    binary_cross_entropy_with_logits,
    cross_entropy,
    log_softmax,
    mse_loss,
)

from qa.reading.lessons import Lesson
from qa.reading.network import Network
from qa.reading.recipes import Recipe

Loss = tuple[Tensor, dict[str, float]]
"""The mean over a batch, and its parts by name."""

_MULTIPLE = 16  # lengths are padded to a multiple of it
# How much each part counts of what is kept: a logit of relevance has the longer range
_KEPT_ANSWERS, _KEPT_RELEVANCE = 0.15, 0.06
_WITHIN, _FIRST, _REMEMBERED = 0.5, 0.5, 0.03  # … of dialogues, beside whether a passage answers


@dataclass(frozen=True, slots=True)
class Batch:
    ids: Tensor
    kinds: Tensor
    mask: Tensor
    inside: Tensor  # where an answer can be: in the passage
    answers: Sequence[NDArray[np.int64]]
    relevant: Tensor

    @property
    def told(self) -> Tensor:
        """1 where there is an answer, else 0; shape (passages,), float32."""
        each = [float(len(answers) > 0) for answers in self.answers]
        return torch.tensor(each, device=self.ids.device)

    def chances(self, bounds: Tensor) -> Tensor:
        """The logs of where an answer begins and ends: shape (passages, word pieces, 2)."""
        return log_softmax(bounds.masked_fill(~self.inside[..., None], -1e4), 1)


def batch(some: Sequence[Lesson], device: torch.device | None = None) -> Batch:
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
    ids, kinds, mask, inside, relevant = (
        tensor.to(device) for tensor in (ids, kinds, mask, inside, relevant)
    )
    return Batch(ids, kinds, mask, inside, [lesson.answers for lesson in some], relevant)


def label_loss(network: Network, before: Network | None, given: Batch, recipe: Recipe) -> Loss:
    """Of words, answers and relevance. Any of an answer's wordings will do."""
    bounds, judged = _outputs(network, given)
    chances = given.chances(bounds)
    spans = judged.new_zeros(())
    for row, answers in enumerate(given.answers):
        if len(answers):
            firsts, lasts = torch.from_numpy(answers).to(bounds.device).T
            any_of = torch.logsumexp(chances[row, firsts, 0] + chances[row, lasts, 1], 0)
            spans = spans - any_of
    told = given.told
    parts = {
        "spans": spans / max(1.0, float(told.sum())),
        "answers": binary_cross_entropy_with_logits(judged[:, 1], told),
        "relevance": binary_cross_entropy_with_logits(judged[:, 0], given.relevant),
    }
    total = parts["spans"] * min(1.0, 2 * float(told.mean()))
    total = total + recipe.answers * parts["answers"] + recipe.relevance * parts["relevance"]
    if before is not None:
        _, known = _said(before, given)
        parts["before"] = mse_loss(judged[:, 0], known[:, 0])
        total = total + recipe.before * parts["before"]
    return total, _told(parts)


def ranking_loss(network: Network, given: Batch, recipe: Recipe, sizes: Sequence[int]) -> Loss:
    """That of every question's passages, so many each, the first is found the most relevant."""
    _, judged = _outputs(network, given)
    groups = _groups(judged[:, 0], sizes)
    right, first = _ranked(groups)
    level = torch.stack([scores.mean() ** 2 for scores in groups]).mean()
    return right + recipe.level * level, {"ranking": float(right.detach()), "first": first}


def dialogue_loss(network: Network, before: Network, given: Batch, sizes: Sequence[int]) -> Loss:
    """Of passages of one text, so many a question: which of them answers, if any, and where.

    What a person marked there is a sentence or half of one, so that it teaches where an answer is
    and not how long: the words have to lie within one of the wordings.
    """
    bounds, judged = _outputs(network, given)
    _, known = _said(before, given)
    chances = given.chances(bounds)
    within = []
    for row, answers in enumerate(given.answers):
        if len(answers):
            wordings = [chances[row, a : z + 1].logsumexp(0).sum() for a, z in answers.tolist()]
            within.append(torch.stack(wordings).max())
    told = given.told
    each = zip(_groups(judged[:, 0], sizes), _groups(told, sizes), strict=True)
    answered = [scores for scores, has in each if has[0] and len(scores) > 1]
    nothing = judged.new_zeros(())
    right, first = _ranked(answered) if answered else (nothing, 0.0)
    parts = {
        "within": -torch.stack(within).mean() if within else nothing,
        "answers": binary_cross_entropy_with_logits(judged[:, 1], told),
        "ranking": right,
        "before": mse_loss(judged[:, 0], known[:, 0]),
    }
    total = parts["answers"] + _WITHIN * parts["within"] + _FIRST * parts["ranking"]
    return total + _REMEMBERED * parts["before"], {**_told(parts), "first": first}


def kept_loss(network: Network, before: Network, given: Batch) -> Loss:
    """How far it is from what it said before (distillation): words where there is an answer, and
    both scores."""
    bounds, judged = _outputs(network, given)
    old_bounds, old_judged = _said(before, given)
    chances, old = given.chances(bounds), given.chances(old_bounds)
    told = given.told
    apart = (old.exp() * (old - chances)).sum(1) * told[:, None]
    parts = {
        "kept words": apart.sum() / max(1.0, 2 * float(told.sum())),
        "kept answers": mse_loss(judged[:, 1], old_judged[:, 1]),
        "kept relevance": mse_loss(judged[:, 0], old_judged[:, 0]),
    }
    scores = _KEPT_ANSWERS * parts["kept answers"] + _KEPT_RELEVANCE * parts["kept relevance"]
    return parts["kept words"] + scores, _told(parts)


def _groups(scores: Tensor, sizes: Sequence[int]) -> list[Tensor]:
    return [scores[a:b] for a, b in pairwise(accumulate((0, *sizes)))]


def _ranked(groups: Sequence[Tensor]) -> tuple[Tensor, float]:
    """The cross-entropy of the first of each being the most relevant, and how often it is."""
    first = torch.zeros(1, dtype=torch.long, device=groups[0].device)
    right = torch.stack([cross_entropy(scores[None], first) for scores in groups]).mean()
    return right, sum(int(scores.argmax()) == 0 for scores in groups) / len(groups)


def _outputs(network: Network, given: Batch) -> tuple[Tensor, Tensor]:
    bounds, judged = network(given.ids, given.kinds, given.mask)
    return bounds.float(), judged.float()


def _said(before: Network, given: Batch) -> tuple[Tensor, Tensor]:
    with torch.no_grad():
        return _outputs(before, given)


def _told(parts: dict[str, Tensor]) -> dict[str, float]:
    return {name: float(part.detach()) for name, part in parts.items()}
