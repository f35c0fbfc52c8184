"""A long turn → the sentences of it that bear on a matter.

Whoever speaks for an hour touches on everything, so where somebody stands is told by the few
sentences that hold the words asked for, and by nothing else of the turn.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.documents import Span, StoredStatement, overlapping
from index.store import Snapshot

_LONG = 500  # characters; a turn of no more is told whole
_SENTENCES = 3  # of an excerpt, at the most


def excerpt(
    snapshot: Snapshot, statement: StoredStatement, coverage: Callable[[str], float]
) -> StoredStatement:
    """The statement, of a long turn cut to the fewest sentences with most of the words covered.

    Its words, offsets and passage are the excerpt's; it has the question that it answers only where
    it begins with the turn. Where no sentence holds any of the words it stays as it is.
    """
    whole = statement.sentence
    if statement.kind != "turn" or whole.end - whole.start <= _LONG:
        return statement
    reading = snapshot.reading(statement.document_id, whole)
    if reading is None:
        return statement
    text = reading.document.text
    sentences = [s for s in overlapping(reading.sentences, whole) if whole.holds(s)]
    telling = [bool(coverage(text[slice(*s)])) for s in sentences]
    runs = _runs(sentences, telling)
    weighed = [(coverage(text[slice(*run)]), run.start - run.end, run) for run in runs]
    covered, _, best = max(weighed, default=(0.0, 0, whole))
    passage = snapshot.passage_at(statement.document_id, best.start)
    if not covered or passage is None:
        return statement
    cut = replace(part(statement, best, text[slice(*best)]), passage_id=passage.id)
    return cut if best.start == whole.start else replace(cut, asked=None, asked_text="")


def part(statement: StoredStatement, where: Span, words: str) -> StoredStatement:
    """A part of a turn in the place of all of it; its passage stays."""
    return replace(statement, text=words, spans=(where,), sentence=where, sentence_text=words)


def _runs(sentences: Sequence[Span], telling: Sequence[bool]) -> Iterator[Span]:
    """Of sentences in a row, from and to those that have any of the words."""
    for first, sentence in enumerate(sentences):
        if telling[first]:
            for last in range(first, min(first + _SENTENCES, len(sentences))):
                if telling[last]:
                    yield Span(sentence.start, sentences[last].end)
