"""From a question and the paragraph that answers it → pairs that look alike and have no answer.

Two ways, after what people do who write such questions (Rajpurkar, Jia and Liang, ACL 2018, table
2): the paragraph without the sentences that answer, and the question with a name or a number
exchanged for another of its kind.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from index.documents import Document, Span
from index.parsing import Parsed, Parser

_LEAST = 150  # characters that have to be left of a paragraph
_FROM_PARAGRAPH = 0.7  # how often what is put in stands in the paragraph, where anything does

Kinds = Mapping[str, Sequence[str]]  # names and numbers by their kind


def parsed(text: str, parser: Parser) -> Parsed:
    return parser.parse(Document("", "", text))


def kinds(texts: Sequence[Parsed]) -> Kinds:
    """The names and numbers of several texts, as often as they stand there."""
    found: dict[str, list[str]] = {}
    for each in texts:
        text = each.document.text
        for start, end, label in each.entities:
            found.setdefault(label, []).append(text[start:end])
    return found


def without_answer(paragraph: Parsed, answers: Sequence[Span]) -> str | None:
    """The paragraph without the sentences that answers stand in; None where too little is left, or
    an answer all the same."""
    text = paragraph.document.text
    left = [
        text[s.start : s.end]
        for s in paragraph.sentences
        if not any(s.start < a.end and a.start < s.end for a in answers)
    ]
    rest = " ".join(left)
    told = any(text[a.start : a.end].casefold() in rest.casefold() for a in answers)
    return rest if len(rest) >= _LEAST and not told else None


def exchanged(question: Parsed, near: Kinds, far: Kinds, chance: random.Random) -> str | None:
    """The question with one name or number exchanged, for one of ``near`` (the paragraph's) or
    ``far``; None where it has none that can be."""
    text = question.document.text
    entities = list(question.entities)
    if not entities:
        return None
    start, end, label = chance.choice(entities)
    own = text[start:end].casefold()
    others = [
        [
            each
            for each in some.get(label, ())
            if not (each.casefold() in own or own in each.casefold())
        ]
        for some in (near, far)
    ]
    pool = others[0] if others[0] and chance.random() < _FROM_PARAGRAPH else others[1]
    return text[:start] + chance.choice(pool) + text[end:] if pool else None
