"""Questions that were written for the reader → lessons.

Four files of ``written/``, a JSON object a line:

- passages: {"doc_id", "title", "text", "questions": [{"question", "answers": [[start, end], …]}]}
- elsewhere: {"doc_id", "start", "end", "questions": …}, a passage of a text that is not part of the
  project. Answers are offsets in the passage.
- yes-or-no: as passages, with questions for a yes or a no, each answered by the sentence that
  settles it, if one does.
- conversations: {"doc_id", "title", "text", "conversations": [[{"question", "answers"}, …], …]},
  the questions of each in the order in which they were asked.

A question without answers is one that looks as if its passage, or its text, answered it. One
passage or text in eight is held out, with all its questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from index.documents import Document, Span
from index.parsing import Parser
from index.passages import split
from qa.reading.dialogues import dialogue
from qa.reading.lessons import Lesson, is_held_out, lesson, lines, others

FOLDER = Path(__file__).with_name("written")
_EVERY = 4  # to one question in so many comes another passage


def written_lessons(
    folder: Path, texts: Mapping[str, str], seed: int
) -> tuple[list[Lesson], list[Lesson]]:
    """(those to learn from, those held out). Passages of texts that are not given are left out."""
    passages: dict[str, str] = {}
    asked: list[tuple[str, Mapping[str, Any]]] = []
    for line in [*lines(folder / "passages.jsonl"), *lines(folder / "elsewhere.jsonl")]:
        id = line["doc_id"]
        text = line["text"] if "text" in line else texts.get(id, "")[line["start"] : line["end"]]
        if text:
            key = f"{id}:{line.get('start', 0)}"
            passages[key] = text
            asked += ((key, question) for question in line["questions"])
    near = others(passages, [q["question"] for _, q in asked], [[key] for key, _ in asked], seed)
    learnt: list[Lesson] = []
    held: list[Lesson] = []
    for number, ((key, question), other) in enumerate(zip(asked, near, strict=True)):
        where = held if is_held_out(key.rpartition(":")[0]) else learnt
        spans = [Span(start, end) for start, end in question["answers"]]
        where.append(lesson(question["question"], passages[key], spans, 1))
        if number % _EVERY == 0:
            where.append(lesson(question["question"], passages[other], [], 0))
    return learnt, held


def settled(folder: Path, seed: int) -> tuple[list[list[Lesson]], list[list[Lesson]]]:
    """(those to learn from, those held out): each question for a yes or a no with its passage,
    and with one near to it, which settles nothing."""
    written = list(lines(folder / "yes-or-no.jsonl"))
    passages = {line["doc_id"]: line["text"] for line in written}
    asked = [(line["doc_id"], question) for line in written for question in line["questions"]]
    near = others(passages, [q["question"] for _, q in asked], [[id] for id, _ in asked], seed)
    learnt: list[list[Lesson]] = []
    held: list[list[Lesson]] = []
    for (id, question), other in zip(asked, near, strict=True):
        spans = [Span(start, end) for start, end in question["answers"]]
        own = lesson(question["question"], passages[id], spans, 1)
        some = [own, lesson(question["question"], passages[other], [], 0)]
        (held if is_held_out(id) else learnt).append(some)
    return learnt, held


def written_dialogues(folder: Path) -> tuple[list[list[Lesson]], list[list[Lesson]]]:
    """(those to learn from, those held out): of each question passages of its text, of which the
    first answers, if any does."""
    parser = Parser()
    learnt: list[list[Lesson]] = []
    held: list[list[Lesson]] = []
    for line in lines(folder / "conversations.jsonl"):
        document = Document(line["doc_id"], line["title"], line["text"])
        passages = list(split(parser.outline(document)))
        for asked in chain.from_iterable(map(turns, line["conversations"])):
            if made := dialogue(asked, passages):
                some = [lesson(made.question, p.text, p.answers, 1) for p in made.passages]
                (held if is_held_out(document.id) else learnt).append(some)
    return learnt, held


def turns(conversation: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each question of a conversation with those before it, as dialogues.py takes them."""
    for number, turn in enumerate(conversation):
        yield {
            "question": turn["question"],
            "history": conversation[:number],
            "answerable": bool(turn["answers"]),
            "evidence": [{"start": start, "end": end} for start, end in turn["answers"]],
        }
