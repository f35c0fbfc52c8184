"""What the reader is told it got wrong: by labels, by which passage answers, by what it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, mse_loss

from qa.reading.lessons import Lesson
from qa.reading.network import Network
from qa.reading.recipes import Recipe

Loss = tuple[Tensor, dict[str, Tensor]]
"""The mean over a batch, and its parts by name."""

_NEVER = -1e4  # a logit
_MULTIPLE = 16  # lengths are padded to a multiple of it
# How much each part counts of what is kept: a logit of relevance has the longer range
_KEPT_ANSWERS, _KEPT_RELEVANCE = 0.15, 0.06
_WITHIN, _FIRST, _REMEMBERED = 0.5, 0.5, 0.03  # … of dialogues, beside whether a passage answers


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions with passages, padded to one length. ``answers`` (passages, most, 2) are first and
    last word pieces of the wordings, padded with zeros, where no answer is."""

    ids: Tensor
    kinds: Tensor
    mask: Tensor
    inside: Tensor  # where an answer can be: in the passage
    answers: Tensor
    relevant: Tensor

    @property
    def wordings(self) -> Tensor:
        """Which of the answers are none but padding is not; shape (passages, most)."""
        return self.answers[..., 1] > 0

    @property
    def told(self) -> Tensor:
        """1 where there is an answer, else 0; shape (passages,), float32."""
        return self.wordings.any(1).float()

    def chances(self, bounds: Tensor) -> Tensor:
        """The logs of where an answer begins and ends: shape (passages, word pieces, 2)."""
        return log_softmax(bounds.masked_fill(~self.inside[..., None], _NEVER), 1)


def batch(some: Sequence[Lesson], device: torch.device | None = None) -> Batch:
    length = -(-max(len(s.pair.ids) for s in some) // _MULTIPLE) * _MULTIPLE
    ids, kinds, mask = (np.zeros((len(some), length), dtype=np.int64) for _ in range(3))
    inside = np.zeros((len(some), length), dtype=np.bool_)
    most = max(1, *(len(s.answers) for s in some))
    answers = np.zeros((len(some), most, 2), dtype=np.int64)
    for row, lesson in enumerate(some):
        n = len(lesson.pair.ids)
        ids[row, :n], kinds[row, :n], mask[row, :n] = lesson.pair.ids, lesson.pair.kinds, 1
        inside[row, :n] = lesson.pair.starts >= 0
        answers[row, : len(lesson.answers)] = lesson.answers
    relevant = np.array([lesson.relevant for lesson in some], dtype=np.float32)
    arrays = ids, kinds, mask, inside, answers, relevant
    return Batch(*(torch.from_numpy(array).to(device) for array in arrays))


def label_loss(network: Network, before: Network | None, given: Batch, recipe: Recipe) -> Loss:
    """Of words, answers and relevance. Any of an answer's wordings will do."""
    bounds, judged = _outputs(network, given)
    chances = given.chances(bounds)
    firsts, lasts = (chances[..., n].gather(1, given.answers[..., n]) for n in (0, 1))
    any_of = (firsts + lasts).masked_fill(~given.wordings, _NEVER).logsumexp(1)
    told = given.told
    parts = {
        "spans": -(any_of * told).sum() / told.sum().clamp(min=1.0),
        "answers": binary_cross_entropy_with_logits(judged[:, 1], told),
        "relevance": binary_cross_entropy_with_logits(judged[:, 0], given.relevant),
    }
    total = parts["spans"] * (2 * told.mean()).clamp(max=1.0)
    total = total + recipe.answers * parts["answers"] + recipe.relevance * parts["relevance"]
    if before is not None:
        _, known = _said(before, given)
        parts["before"] = mse_loss(judged[:, 0], known[:, 0])
        total = total + recipe.before * parts["before"]
    return total, _told(parts)


def ranking_loss(network: Network, given: Batch, recipe: Recipe, sizes: Sequence[int]) -> Loss:
    """That of every question's passages, so many each, the first is found the most relevant."""
    _, judged = _outputs(network, given)
    groups = _grouped(judged[:, 0], sizes, _NEVER)
    right, first = _ranked(groups, torch.ones_like(groups[:, 0]))
    each = _grouped(judged[:, 0], sizes).sum(1) / torch.tensor(sizes, device=judged.device)
    level = (each**2).mean()
    return right + recipe.level * level, {"ranking": right.detach(), "first": first}


def dialogue_loss(network: Network, before: Network, given: Batch, sizes: Sequence[int]) -> Loss:
    """Of passages of one text, so many a question: which of them answers, if any, and where.

    What a person marked there is a sentence or half of one, so that it teaches where an answer is
    and not how long: the words have to lie within one of the wordings.
    """
    bounds, judged = _outputs(network, given)
    _, known = _said(before, given)
    chances, told = given.chances(bounds), given.told
    at = torch.arange(chances.shape[1], device=chances.device)
    within = (at >= given.answers[..., :1]) & (at <= given.answers[..., 1:])
    each = chances[:, None].masked_fill(~within[..., None], _NEVER).logsumexp(2).sum(-1)
    best = each.masked_fill(~given.wordings, 2 * _NEVER).amax(1)
    several = torch.tensor(sizes, device=judged.device) > 1
    answered = _grouped(told, sizes)[:, 0] * several
    right, first = _ranked(_grouped(judged[:, 0], sizes, _NEVER), answered)
    parts = {
        "within": -(best * told).sum() / told.sum().clamp(min=1.0),
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
        "kept words": apart.sum() / (2 * told.sum()).clamp(min=1.0),
        "kept answers": mse_loss(judged[:, 1], old_judged[:, 1]),
        "kept relevance": mse_loss(judged[:, 0], old_judged[:, 0]),
    }
    scores = _KEPT_ANSWERS * parts["kept answers"] + _KEPT_RELEVANCE * parts["kept relevance"]
    return parts["kept words"] + scores, _told(parts)


def _grouped(values: Tensor, sizes: Sequence[int], padding: float = 0.0) -> Tensor:
    """(questions, most): what belongs to each question's passages, behind it ``padding``."""
    each = list(torch.split(values, list(sizes)))
    return torch.nn.utils.rnn.pad_sequence(each, batch_first=True, padding_value=padding)


def _ranked(groups: Tensor, counted: Tensor) -> tuple[Tensor, Tensor]:
    """The cross-entropy of the first of each being the most relevant, and how often it is; of
    those that are ``counted``."""
    number = counted.sum().clamp(min=1.0)
    right = -(log_softmax(groups, 1)[:, 0] * counted).sum() / number
    return right, ((groups.argmax(1) == 0) * counted).sum().detach() / number


def _outputs(network: Network, given: Batch) -> tuple[Tensor, Tensor]:
    bounds, judged = network(given.ids, given.kinds, given.mask)
    return bounds.float(), judged.float()


def _said(before: Network, given: Batch) -> tuple[Tensor, Tensor]:
    with torch.no_grad():
        return _outputs(before, given)


def _told(parts: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: part.detach() for name, part in parts.items()}
