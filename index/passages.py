"""Parsed document → passages: runs of whole sentences, sized for the embedder."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from index.attribution.called import without_asides
from index.attribution.transcripts import Turn, turns
from index.documents import Document, Passage, Span, passage_id
from index.parsing import Parsed

CHUNKER = "turns-900-labelled-3"
_LONGEST = 900  # characters; about 200 of the 256 word pieces the embedder reads
_SHORTEST = 200  # a paragraph under this joins the next one; in a turn, whatever there is room for


def split(parsed: Parsed) -> tuple[Passage, ...]:
    """The passages, in text order. They hold every sentence, each in one passage only.

    A paragraph of middling length is a passage; short ones (headings, list items) are read
    together with what follows, long ones are cut between sentences into parts of about equal
    length. A single sentence longer than a passage should be is cut between words.

    No passage runs from one turn of a transcript into the next, however short they are, so that
    its words are one speaker's; within one, paragraphs are read together as far as there is room,
    as a spoken answer is one thought. The first of a turn starts with the label, which tells a
    reader and the search who speaks; the others have it beside their text.
    """
    document = parsed.document
    spoken = turns(parsed)
    borders = [offset for turn in spoken for offset in turn.span]
    spans = list(_joined(list(_paragraphs(parsed, borders)), borders))
    return tuple(
        Passage(
            passage_id(document.id, n),
            document.id,
            s.start,
            s.end,
            document.text[s.start : s.end],
            document.place(s.start, s.end),
            _label(s, spoken, borders),
        )
        for n, s in enumerate(spans)
    )


def _label(span: Span, spoken: Sequence[Turn], borders: Sequence[int]) -> str | None:
    turn, after = divmod(bisect_right(borders, span.start) - 1, 2)
    if turn < 0 or after or span.start < spoken[turn].words.start:
        return None
    label = spoken[turn].label
    return None if label.form == "change" else without_asides(label.text) or None


def _paragraphs(parsed: Parsed, borders: Sequence[int]) -> Iterator[Span]:
    sentences = iter(parsed.sentences)
    sentence = next(sentences, None)
    for paragraph in parsed.paragraphs:
        inside: list[Span] = []
        while sentence is not None and sentence.start < paragraph.span.end:
            for piece in _pieces(sentence, borders):
                inside += _words(parsed.document, piece)
            sentence = next(sentences, None)
        for _, stretch in groupby(inside, lambda s: bisect_right(borders, s.start)):
            yield from _parts(list(stretch))


def _pieces(sentence: Span, borders: Sequence[int]) -> Iterator[Span]:
    """The sentence, cut where the parse has it running over a border."""
    inside = borders[bisect_right(borders, sentence.start) : bisect_left(borders, sentence.end)]
    return (Span(a, b) for a, b in pairwise([sentence.start, *inside, sentence.end]))


def _parts(sentences: list[Span]) -> Iterator[Span]:
    """Neighbouring sentences as ranges of about equal length, none over ``_LONGEST``."""
    if not sentences:
        return
    whole = sentences[-1].end - sentences[0].start
    target = whole / -(-whole // _LONGEST)
    start, end = sentences[0]
    for s in sentences[1:]:
        if s.end - start > _LONGEST or (end - start + s.end - start) / 2 > target:
            yield Span(start, end)
            start = s.start
        end = s.end
    yield Span(start, end)


def _words(document: Document, sentence: Span) -> Iterator[Span]:
    start, end = sentence
    while end - start > _LONGEST:
        space = document.text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > start else start + _LONGEST
        yield Span(start, cut)
        start = cut + (document.text[cut : cut + 1] == " ")
    if start < end:
        yield Span(start, end)


def _joined(spans: list[Span], borders: Sequence[int]) -> Iterator[Span]:
    held: Span | None = None
    for s in spans:
        if (
            held is not None
            and s.end - held.start <= _LONGEST
            and (place := bisect_right(borders, held.start)) == bisect_right(borders, s.start)
            and (place % 2 or held.end - held.start < _SHORTEST)
        ):
            s = Span(held.start, s.end)
        elif held is not None:
            yield held
        held = s
    if held is not None:
        yield held
