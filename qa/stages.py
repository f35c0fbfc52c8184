"""Stages: the parts of a question's way that whoever runs it may want to time."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Literal

Stage = Literal["understanding", "embedding", "search", "reading", "wording"]
"""What is read from the question, its vector, the search for passages and statements, their reading
by the reader, and the wording by a language model. What is left of a reply's time is putting it
together."""

Stages = Callable[[Stage], AbstractContextManager[None]]
"""Entered when a stage begins and left when it ends, in the thread that does it."""


def unobserved(_: Stage) -> AbstractContextManager[None]:
    return nullcontext()
