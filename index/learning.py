"""A run of training: what tagger and reader have in common, whatever they learn.

The optimiser's weights are float32 and what runs is a copy of them, in bf16 if so wished, which a
processor with instructions for it does twice as fast. What is kept in the end is a moving average
of the weights. Interrupted, a run goes on from its last checkpoint as if nothing had happened.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn

_CHECKPOINT_EVERY = 120.0  # seconds: what one holds is four times the network
_TOLD_EVERY = 20

N = TypeVar("N", bound=nn.Module)


class Learning(Generic[N]):
    """``network`` holds the float32 weights, of which those that ask for gradients are trained;
    ``working`` is the copy to compute losses with."""

    def __init__(
        self,
        network: N,
        rate: Callable[[str], float],
        total: int,
        checkpoint: Path,
        *,
        warm_up: float,
        average: float,
        clip: float,
        weight_decay: float = 0.01,
        bf16: bool = False,
    ) -> None:
        """``rate`` gives the learning rate of a parameter by its name: raised over the first
        ``warm_up`` of ``total`` steps, then lowered to nothing. Gradients are clipped at the norm
        ``clip``; ``average`` is how much of the moving average a step keeps. What an earlier run
        left at ``checkpoint`` is taken up."""
        self.network, self._total, self._checkpoint = network, total, checkpoint
        self._average, self._clip = average, clip
        form = torch.bfloat16 if bf16 else torch.float32
        self.working = copy.deepcopy(network).to(form).train()
        self._trained = {n: p for n, p in network.named_parameters() if p.requires_grad}
        copies = dict(self.working.named_parameters())
        self._copies = {name: copies[name] for name in self._trained}
        by_rate: dict[float, list[Tensor]] = {}
        for name, parameter in self._trained.items():
            by_rate.setdefault(rate(name), []).append(parameter)
        self._optimiser = torch.optim.AdamW(
            [{"params": some, "lr": own} for own, some in by_rate.items()],
            weight_decay=weight_decay,
        )
        warm = max(1, int(warm_up * total))
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser,
            lambda s: min((s + 1) / warm, max(0.0, (total - s) / max(1, total - warm))),
        )
        self._mean = {name: p.detach().clone() for name, p in self._trained.items()}
        self._done = self._made = 0
        self._began = self._kept = time.monotonic()
        self._shown: dict[str, Tensor] = {}
        if checkpoint.exists():
            self._take_up()

    @property
    def done(self) -> int:
        """Steps made, in this run or before it was interrupted."""
        return self._done

    def learn(self, loss: Tensor, parts: Mapping[str, Tensor]) -> None:
        """One step down a loss of ``working``, whose ``parts`` are told now and then."""
        loss.backward()  # type: ignore[no-untyped-call]
        for name, parameter in self._trained.items():
            grad = self._copies[name].grad
            parameter.grad = None if grad is None else grad.float()
        torch.nn.utils.clip_grad_norm_(list(self._trained.values()), self._clip)
        self._optimiser.step()
        self._schedule.step()
        self._done += 1
        self._made += 1
        keep = min(self._average, self._done / (self._done + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(self._mean.values()), list(self._trained.values()), 1 - keep)
        self._copy()
        for key, part in parts.items():
            shown = self._shown.get(key)
            self._shown[key] = part if shown is None else 0.95 * shown + 0.05 * part
        if self._done % _TOLD_EVERY == 0:
            self._tell()
        if time.monotonic() - self._kept > _CHECKPOINT_EVERY:
            self.save()

    def averaged(self) -> N:
        """A network of the averaged weights."""
        network = copy.deepcopy(self.network)
        network.load_state_dict(self._mean, strict=False)
        return network

    def save(self) -> None:
        """Keep all that the run needs to go on from here."""
        state = {
            "network": self.network.state_dict(), "optimiser": self._optimiser.state_dict(),
            "schedule": self._schedule.state_dict(), "mean": self._mean, "done": self._done,
            "random": torch.get_rng_state(),
        }  # fmt: skip
        part = self._checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self._checkpoint)
        self._kept = time.monotonic()

    def _take_up(self) -> None:
        device = next(self.network.parameters()).device
        state = torch.load(self._checkpoint, map_location=device, weights_only=False)
        self.network.load_state_dict(state["network"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._schedule.load_state_dict(state["schedule"])
        self._mean, self._done = state["mean"], state["done"]
        torch.set_rng_state(state["random"].cpu())
        self._copy()
        print(f"going on from step {self._done}", flush=True)

    def _copy(self) -> None:
        with torch.no_grad():
            torch._foreach_copy_(list(self._copies.values()), list(self._trained.values()))
        for value in self._copies.values():
            value.grad = None

    def _tell(self) -> None:
        pace = (time.monotonic() - self._began) / self._made
        left = pace * (self._total - self._done) / 60
        told = " ".join(f"{key} {value:.2f}" for key, value in self._shown.items())
        step = f"step {self._done}/{self._total}"
        print(f"{step} {told} | {pace:.2f} s a step, {left:.0f} min left", flush=True)


def mean(
    states: Sequence[Mapping[str, Tensor]], shares: Sequence[float] | None = None
) -> dict[str, Tensor]:
    """The mean of several networks' weights, each counted by its share (equal ones if none are
    given): better than any of them where one was trained from another (Izmailov et al. 2018;
    Wortsman et al. 2022)."""
    counted = torch.tensor(shares or [1.0] * len(states), dtype=torch.float32)
    counted /= counted.sum()

    def mixed(name: str) -> Tensor:
        each = torch.stack([state[name].float() for state in states])
        found: Tensor = torch.tensordot(counted.to(each.device), each, 1)
        return found.to(states[0][name].dtype)

    return {name: mixed(name) for name in states[0]}
