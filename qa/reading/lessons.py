"""Questions with their paragraphs → what the reader is to learn, in batches.

CORPUS is {"doc_id", "text"} a line, QUESTIONS {"qid", "question", "answerable", "relevant",
"evidence": [{"doc_id", "start", "end"}]}: offsets of answers in a paragraph's text. A question with
no evidence is one that its paragraph does not answer. To every second question comes another
paragraph, near in its words, that is not the one it was asked of; to those with an answer come what
negatives.py makes of them, but none is held out.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from index.documents import Document, Passage, Span
from index.embedding import Embedder
from index.parsing import Parser
from index.passages import split
from qa.reading.cloze import clozes
from qa.reading.dialogues import dialogue
from qa.reading.interviews import asked, rankings
from qa.reading.negatives import exchanged, kinds, parsed, without_answer
from qa.reading.pairs import Pair, pairs

_NEAREST = 5  # other paragraphs, of which one is taken
_EVERY = 2  # for one question in so many
_EACH = 2  # cloze questions a passage
_LEAST_TEXT = 250  # characters of a passage that they are made of
_HELD_OUT = 8  # one paragraph in so many, with all its questions, is not learnt from


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question with a paragraph. ``answers`` are positions of first and last word pieces, shape
    (n, 2); ``relevant`` is 1 where the question was asked of this paragraph."""

    pair: Pair
    answers: NDArray[np.int64]
    relevant: int


def lessons(corpus: Path, questions: Path, seed: int) -> tuple[list[Lesson], list[Lesson]]:
    """(those to learn from, those held out)."""
    texts = {d["doc_id"]: d["text"] for d in lines(corpus)}
    asked = [q for q in lines(questions) if q["relevant"]]
    parser, chance = Parser(), random.Random(seed)  # noqa: S311  nothing secret
    paragraphs = {id: parsed(text, parser) for id, text in texts.items() if not is_held_out(id)}
    known = kinds(list(paragraphs.values()))
    near = others(texts, [q["question"] for q in asked], [q["relevant"] for q in asked], seed)
    learnt: list[Lesson] = []
    kept: list[Lesson] = []
    for number, (question, other) in enumerate(zip(asked, near, strict=True)):
        paragraph = question["relevant"][0]
        spans = [
            Span(e["start"], e["end"]) for e in question["evidence"] if e["doc_id"] == paragraph
        ]
        if question["answerable"] and not spans:
            continue
        where = kept if is_held_out(paragraph) else learnt
        where.append(lesson(question["question"], texts[paragraph], spans, 1))
        if number % _EVERY == 0:
            where.append(lesson(question["question"], texts[other], [], 0))
        if spans and paragraph in paragraphs:
            own = paragraphs[paragraph]
            rest = without_answer(own, spans)
            if rest:
                learnt.append(lesson(question["question"], rest, [], 1))
            other_wording = exchanged(
                parsed(question["question"], parser), kinds([own]), known, chance
            )
            if other_wording:
                learnt.append(lesson(other_wording, texts[paragraph], [], 1))
    return learnt, kept


def cloze_lessons(texts: Sequence[Path], number: int, seed: int) -> list[Lesson]:
    """At most so many, of passages of texts ({"doc_id", "text"} a line) that nobody has asked
    about; none of what is held out."""
    parser, chance = Parser(), random.Random(seed)  # noqa: S311  nothing secret
    documents = [
        parsed(line["text"], parser)
        for path in texts
        for line in lines(path)
        if not is_held_out(line["doc_id"])
    ]
    passages = [p.text for each in documents for p in split(each) if len(p.text) >= _LEAST_TEXT]
    chance.shuffle(passages)
    passages = passages[: -(-number // _EACH)]
    made = clozes(passages, parser, chance, _EACH)
    return [lesson(c.question, c.passage, [c.answer] if c.answer else [], 1) for c in made]


def ranking_lessons(
    texts: Sequence[Path], number: int, embedder: Embedder, seed: int
) -> list[list[Lesson]]:
    """At most so many questions of transcripts, each with passages of which the first answers."""
    parser, chance = Parser(), random.Random(seed)  # noqa: S311  nothing secret
    some = [
        each
        for path in texts
        for line in lines(path)
        for each in asked(parser.outline(Document(line["doc_id"], "", line["text"])))
    ]
    found = rankings(some, embedder, number, chance)
    return [[lesson(r.question, passage, [], 1) for passage in r.passages] for r in found]


def dialogue_lessons(corpus: Path, questions: Path) -> list[list[Lesson]]:
    """Of each question of conversations about a text, passages of it; the first answers, if any
    does. None of the texts that are held out."""
    parser = Parser()
    texts = {d["doc_id"]: d["text"] for d in lines(corpus)}
    found = []
    passages: dict[str, list[Passage]] = {}
    for each in lines(questions):
        (id,) = each["relevant"]
        if is_held_out(id):
            continue
        if id not in passages:
            passages[id] = list(split(parser.outline(Document(id, "", texts[id]))))
        if made := dialogue(each, passages[id]):
            some = [lesson(made.question, p.text, p.answers, 1) for p in made.passages]
            found.append(some)
    return found


def lesson(question: str, text: str, spans: Sequence[Span], relevant: int) -> Lesson:
    """Of a long paragraph, the part that has the first answer."""
    parts = pairs(question, text)
    if not spans:
        return Lesson(parts[0], np.empty((0, 2), dtype=np.int64), relevant)
    found = [(part, [at for s in dict.fromkeys(spans) if (at := part.place(s))]) for part in parts]
    part, places = max(found, key=lambda f: len(f[1]))
    return Lesson(part, np.array(places, dtype=np.int64).reshape(-1, 2), relevant)


def others(
    texts: dict[str, str], asked: Sequence[str], own: Sequence[Sequence[str]], seed: int
) -> Iterator[str]:
    """For each question one of the paragraphs nearest to it that are not its own."""
    chance = random.Random(seed)  # noqa: S311  nothing secret
    ids = list(texts)
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    paragraphs = words.fit_transform(texts[id] for id in ids)
    near = (words.transform(asked) @ paragraphs.T).toarray()
    for row, mine in zip(near, own, strict=True):
        order = [ids[n] for n in np.argsort(-row, kind="stable")[: _NEAREST + len(mine)]]
        yield chance.choice([id for id in order if id not in mine][:_NEAREST])


def batches(some: Sequence[Lesson], size: int, chance: random.Random) -> list[list[int]]:
    """Numbers of lessons, alike lengths together, in a new order."""
    order = list(range(len(some)))
    chance.shuffle(order)
    found = []
    pool = size * 16
    for at in range(0, len(order), pool):
        near = sorted(order[at : at + pool], key=lambda n: len(some[n].pair.ids))
        found += [near[n : n + size] for n in range(0, len(near), size)]
    chance.shuffle(found)
    return found


def is_held_out(paragraph: str) -> bool:
    return int(hashlib.sha256(paragraph.encode()).hexdigest(), 16) % _HELD_OUT == 0


def lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
