"""Parsed document → the windows that the tagger reads: word pieces, and what the parse and the
rules know of each.

Every word piece carries the part of speech, the dependency, the entity label and the syntactic
head of the word it belongs to, whether it stands in quotation marks, and what the rules took it
for. A window ends on a paragraph's border wherever the paragraph fits into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.documents import Span
from index.embedding import tokenizer
from index.parsing import Paragraph, Parsed

Integers = NDArray[np.int64]

WORD_PIECES = 256  # a window's length, its marks of start and end included
OUT, BEGIN, INSIDE = 0, 1, 2
_PARTS_OF_SPEECH = (
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()
)
_DEPENDENCIES = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj "
    "csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass "
    "nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
).split()
_ENTITIES = (
    "PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE DATE TIME PERCENT MONEY "
    "QUANTITY ORDINAL CARDINAL"
).split()
# How many values each feature has, 0 for none: the three of the parse, quotation marks, and the
# rules' content, cue and source.
FEATURES = (len(_PARTS_OF_SPEECH) + 1, len(_DEPENDENCIES) + 1, len(_ENTITIES) + 1, 2, 3, 3, 3)
RULES_FROM = 4  # the first feature that the rules give

_ASKED: list[int | str] = ["IDX", "LENGTH", "HEAD", "POS", "DEP", "ENT_TYPE"]  # of the parse


@lru_cache(1)
def _values() -> tuple[dict[int, int], ...]:
    """What the parse numbers a part of speech, a dependency and an entity's label → the value that
    the network knows it by."""
    from spacy.strings import get_string_id  # spaCy is there once anything is parsed

    named = _PARTS_OF_SPEECH, _DEPENDENCIES, _ENTITIES
    return tuple({get_string_id(name): n for n, name in enumerate(some, 1)} for some in named)


class Hint(NamedTuple):
    """One finding of the rules."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None


@dataclass(frozen=True)
class Window:
    """``ids``, ``heads``, ``starts`` and ``ends`` have shape (n,), ``features`` (n, len(FEATURES)).

    ``heads`` are positions in the window; ``starts`` and ``ends`` are the document's offsets, -1
    for the marks that are not of the text. ``fresh`` is the first position that an earlier window
    has not read; those before it are context.
    """

    ids: Integers
    features: Integers
    heads: Integers
    starts: Integers
    ends: Integers
    fresh: int = 0

    def __len__(self) -> int:
        return len(self.ids)


def pieces(parsed: Parsed, hints: Sequence[Hint], quoted: Sequence[Span]) -> list[Window]:
    """Each paragraph's word pieces, without marks; ``heads`` are positions in the paragraph."""
    text = parsed.document.text
    of_text = np.zeros((len(text), 4), dtype=np.int8)
    for span in quoted:
        of_text[span.start : span.end, 0] = 1
    for hint in hints:
        for column, spans in enumerate((hint.content, (hint.cue,), (hint.source,)), 1):
            for span in filter(None, spans):
                of_text[span.start : span.end, column] = INSIDE
                of_text[span.start, column] = BEGIN
    return [_pieces(text, p, of_text[p.span.start : p.span.end]) for p in parsed.paragraphs]


def _pieces(text: str, paragraph: Paragraph, of_text: NDArray[np.int8]) -> Window:
    span = paragraph.span
    encoded = tokenizer().encode(text[span.start : span.end], add_special_tokens=False)
    offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    rows = paragraph.doc.to_array(_ASKED)
    starts, lengths, governors = rows[:, :3].astype(np.int64).T
    told = rows[:, 3:].T.tolist()
    words = np.searchsorted(starts, offsets[:, 0], side="right") - 1
    words[offsets[:, 0] >= (starts + lengths)[words]] = 0  # between words: nothing tells of it
    known = [
        [values.get(number, 0) for number in column]
        for values, column in zip(_values(), told, strict=True)
    ]
    # a word's first piece stands for it; a word without pieces is its own head's business
    first = np.full(len(starts), -1, dtype=np.int64)
    having, places = np.unique(words, return_index=True)
    first[having] = places
    heads = first[(np.arange(len(starts)) + governors)[words]]
    return Window(
        np.array(encoded.ids, dtype=np.int64),
        np.concatenate([np.array(known).T[words], of_text[offsets[:, 0]]], axis=1, dtype=np.int64),
        np.where(heads < 0, np.arange(len(heads)), heads),
        offsets[:, 0] + span.start,
        offsets[:, 1] + span.start,
    )


def windows(
    paragraphs: Iterable[Window], *, length: int = WORD_PIECES, first: int = 0, context: int = 0
) -> list[Window]:
    """Paragraphs packed into windows of at most ``length`` word pieces.

    Paragraphs stay whole where they fit; a longer one is cut. The first window is kept to
    ``first`` pieces if that is given: a training epoch so sees other borders than the one before.
    Each window but the first starts with up to ``context`` pieces of what stands before it.
    """
    room = length - 2
    found: list[list[Window]] = [[]]
    used = 0
    limit = first or room
    for paragraph in paragraphs:
        for piece in _cut(paragraph, room - (context + 1 if context else 0)):
            if found[-1] and used + 1 + len(piece) > limit:
                before = _tail(found[-1], context)
                found.append(before)
                used = sum(len(b) + 1 for b in before)
                limit = room
            found[-1].append(piece)
            used += len(piece) + (len(found[-1]) > 1)
    return [_joined(parts) for parts in found if any(not p.fresh for p in parts)]


def _cut(paragraph: Window, room: int) -> Iterable[Window]:
    for at in range(0, len(paragraph), room):
        part = slice(at, at + room)
        heads = paragraph.heads[part] - at
        inside = (heads >= 0) & (heads < len(heads))
        yield Window(
            paragraph.ids[part],
            paragraph.features[part],
            np.where(inside, heads, np.arange(len(heads))),
            paragraph.starts[part],
            paragraph.ends[part],
        )


def _tail(parts: Sequence[Window], context: int) -> list[Window]:
    """The last paragraphs of a window as context for the next, as far as they fit whole."""
    kept: list[Window] = []
    room = context
    for part in reversed(parts):
        if len(part) + 1 > room:
            break
        room -= len(part) + 1
        old = Window(part.ids, part.features, part.heads, part.starts, part.ends, len(part))
        kept.insert(0, old)
    return kept


def _joined(parts: Sequence[Window]) -> Window:
    """Paragraphs in one window: a mark of start, and a mark of end after each."""
    start, end = (tokenizer().token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
    pieces = [_mark(start)]
    at, fresh = 1, 1
    for part in parts:
        pieces += [replace(part, heads=part.heads + at), _mark(end, at + len(part))]
        at += len(part) + 1
        if part.fresh:
            fresh = at
    return Window(
        np.concatenate([p.ids for p in pieces]),
        np.concatenate([p.features for p in pieces]),
        np.concatenate([p.heads for p in pieces]),
        np.concatenate([p.starts for p in pieces]),
        np.concatenate([p.ends for p in pieces]),
        fresh,
    )


def _mark(id: int | None, at: int = 0) -> Window:
    """A piece that is not of the text, its own head, at a position of its window."""
    one = np.array([-1], dtype=np.int64)
    none = np.zeros((1, len(FEATURES)), dtype=np.int64)
    return Window(np.array([id], dtype=np.int64), none, np.array([at], dtype=np.int64), one, one)
