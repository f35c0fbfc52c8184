"""Questions of people who had not read the text → which of its passages answers, and where.

Each is asked in a conversation about one text and in other words than those that answer; what
another passage of the same text says of the matter answers nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from index.documents import Passage, Span
from qa.context import in_context, leaves_out
from qa.replies import Turn

OTHERS = 3  # passages beside the one that answers: those nearest in their words


@dataclass(frozen=True, slots=True)
class Told:
    """A passage's text and the wordings of the answer in it, in its own offsets."""

    text: str
    answers: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A question and passages of one text, of which the first alone has answers, if any has."""

    question: str
    passages: tuple[Told, ...]


def dialogue(asked: Mapping[str, Any], passages: Sequence[Passage]) -> Dialogue | None:
    """``asked``: {"question", "history": [{"question"}], "answerable", "evidence": [{"start",
    "end"}]}, offsets in the text of the ``passages``. None where no passage holds an answer whole,
    though there is one."""
    answers = [Span(e["start"], e["end"]) for e in asked["evidence"]]
    found: list[Told] = []
    if asked["answerable"]:
        best = max(passages, key=lambda p: len(_held(p, answers)))
        if not (held := _held(best, answers)):
            return None
        found.append(Told(best.text, held))
        passages = [
            p for p in passages if not any(Span(p.start, p.end).overlaps(a) for a in answers)
        ]
    question = _wording(asked)
    return Dialogue(question, (*found, *(Told(p.text) for p in _nearest(question, passages))))


def _held(passage: Passage, answers: Sequence[Span]) -> tuple[Span, ...]:
    where = Span(passage.start, passage.end)
    held = [Span(a.start - where.start, a.end - where.start) for a in answers if where.holds(a)]
    return tuple(dict.fromkeys(held))


def _wording(asked: Mapping[str, Any]) -> str:
    """The question, behind the one before it where it goes on from that."""
    question = str(asked["question"]).strip()
    before = [Turn("user", str(turn["question"]).strip()) for turn in asked["history"][-1:]]
    return in_context(question, before)[0] if leaves_out(question, before) else question


def _nearest(question: str, passages: Sequence[Passage]) -> Sequence[Passage]:
    if len(passages) <= OTHERS:
        return passages
    counts = TfidfVectorizer(sublinear_tf=True)
    words = counts.fit_transform([p.text for p in passages])
    near = (words @ counts.transform([question]).T).toarray().ravel()
    return [passages[n] for n in np.argsort(-near, kind="stable")[:OTHERS]]
