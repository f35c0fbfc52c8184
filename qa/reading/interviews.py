"""Interviews and briefings → which passage answers a question there, and which others do not.

Who asks and who answers stands in the labels of a transcript, so that thousands of people's own
questions come with their answers. Beside the passage of the answer come others that a search finds
for the question: answers to another question, and now and then a question like it, which is about
the same matter and answers nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from index.attribution.transcripts import Turn, turns
from index.embedding import Embedder
from index.parsing import Parsed
from index.passages import split

OTHERS = 3  # passages beside the one that answers
_LEAST_QUESTION, _LEAST_ANSWER = 60, 150  # characters
_MOST_PARTS = 3  # passages of an answer: further on it has left the question
_NEAREST, _NEAR_QUESTIONS = 25, 6
_WORDS = 0.8  # how much words in common count beside the cosine
_QUESTIONS = 0.4  # of the last of the others, as many are questions


@dataclass(frozen=True, slots=True)
class Asked:
    """``answers`` are the passages of the turn that answers, in their order."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A question and passages, of which the first answers it."""

    question: str
    passages: tuple[str, ...]


def asked(parsed: Parsed) -> Iterator[Asked]:
    """The questions of a transcript whose label says that somebody asks ("Q"), each with the turn
    behind it."""
    text = parsed.document.text
    found = turns(parsed)
    passages = split(parsed)
    for one, next_one in pairwise(found):
        question = _line(text[slice(*one.words)])
        answer = next_one.span
        long = len(question) >= _LEAST_QUESTION and answer.end - answer.start >= _LEAST_ANSWER
        if _asks(one) and not _asks(next_one) and long:
            own = [p for p in passages if p.start >= answer.start and p.end <= answer.end]
            if own:
                yield Asked(question, tuple(_line(p.text) for p in own[:_MOST_PARTS]))


def rankings(
    some: Sequence[Asked], embedder: Embedder, number: int, chance: random.Random
) -> Iterable[Ranking]:
    """At most so many, of questions whose answer a search would find, in a new order."""
    answers = [passage for each in some for passage in each.answers]
    questions = [each.question for each in some]
    texts = [*answers, *questions]
    vectors = embedder.encode(texts)
    counts = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2)
    words = counts.fit_transform(texts)
    first = np.cumsum([0, *(len(each.answers) for each in some)])
    order = list(range(len(some)))
    chance.shuffle(order)
    for n in order[:number]:
        row, own = len(answers) + n, range(first[n], first[n + 1])
        scores = vectors @ vectors[row]
        scores += _WORDS * np.asarray((words @ words[row].T).todense()).ravel()
        best = [at for at in np.argsort(-scores)[:60].tolist() if texts[at] != questions[n]]
        if not any(at in own for at in best):
            continue
        others = [at for at in best if at not in own]
        near = [texts[at] for at in others if at < len(answers)][:_NEAREST]
        alike = [texts[at] for at in others if at >= len(answers)][:_NEAR_QUESTIONS]
        if len(near) < OTHERS:
            continue
        right = own[0] if chance.random() < 0.5 else max(own, key=lambda at: scores[at])
        last = alike if alike and chance.random() < _QUESTIONS else near
        wrong = [*chance.sample(near[: _NEAREST // 2], OTHERS - 1), chance.choice(last)]
        yield Ranking(questions[n], (texts[right], *wrong))


def _asks(turn: Turn) -> bool:
    return turn.label.form == "question"


def _line(text: str) -> str:
    return " ".join(text.split())
