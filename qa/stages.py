"""Stages: the parts of a question's way that whoever runs it or asks it may want to time."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Literal, get_args

Stage = Literal["understanding", "embedding", "search", "reading", "wording"]
"""What is read from the question, its vector, the search for passages and statements, their reading
by the reader, and the wording by a language model. What is left of a reply's time is putting it
together."""

Stages = Callable[[Stage], AbstractContextManager[None]]
"""Entered when a stage begins and left when it ends, in the thread that does it."""


def unobserved(_: Stage) -> AbstractContextManager[None]:
    return nullcontext()


def both(first: Stages, second: Stages) -> Stages:
    """Each stage, told to two."""

    @contextmanager
    def stage(stage: Stage) -> Iterator[None]:
        with first(stage), second(stage):
            yield

    return stage


class Timings:
    """How long one question spends in each stage, by ``clock``: a ``Stages``. ``seconds`` has all
    of them."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self.seconds: dict[Stage, float] = dict.fromkeys(get_args(Stage), 0.0)

    @contextmanager
    def __call__(self, stage: Stage) -> Iterator[None]:
        began = self._clock()
        try:
            yield
        finally:
            self.seconds[stage] += self._clock() - began
