"""What a single line tells: a row of a table, an item of a list, a short paragraph, each read
behind its heading, where passages as a whole seem to answer nothing."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.documents import Document, Passage, Span
from qa import relevance
from qa.candidates import Candidate
from qa.facts import Fact, is_withdrawn, may_be
from qa.intents.case import Case
from qa.lines import Cell, Line, lines, may_head
from qa.reading.reader import Read
from qa.terms import stem, stems, terms
from qa.wanted import wanted

_MOST = 6  # lines that are read
_LEAST = 0.5  # of the question's words, by weight, that a line has together with what heads it
# "the [Lumo Air]", "in [2024]"
_NAMED = re.compile(r"(?<=\s)(?:[A-Z]\w*(?: [A-Z]\w*)*|\w*\d[\w.,]*(?<=\w))")


class _Found(NamedTuple):
    """A line, what it is read behind, and how many of the question's words are in both."""

    weight: float
    document: str
    before: str
    line: Line


def answers(case: Case, passages: Sequence[Candidate[Passage]]) -> list[Fact]:
    """The lines of passages that say what is asked, the most telling first."""
    found = sorted(_found(case, passages), key=lambda each: -each.weight)[:_MOST]
    if not found:
        return []
    query = case.query
    question = query.in_context[0] if query.goes_on and query.in_context else query.text
    before = [each.before for each in found]
    reads = case.retrieval.read(question, [each.line.read for each in found], before)
    told = [
        (read.relevance, fact)
        for each, read in zip(found, reads, strict=True)
        if relevance.tells_alone(read, who=wanted(query.text) == "person")
        and (fact := _fact(case, each, read))
    ]
    return [fact for _, fact in sorted(told, key=lambda each: -each[0])]


def _found(case: Case, passages: Sequence[Candidate[Passage]]) -> Iterator[_Found]:
    """The lines that may answer, each behind its heading and its document's title, where these have
    words of the question that it lacks."""
    covers = case.retrieval.weights.coverage(terms(case.query.text))
    for row in (c.row for c in passages):
        within = Span(row.start, row.end)
        if not (reading := case.snapshot.reading(row.document_id, within)):
            continue
        title = reading.document.title
        for line in lines(reading, within):
            lacking = set(map(stem, terms(case.query.text))) - stems(line.read)
            before = "\n".join(h for h in (title, line.heading) if lacking & stems(h))
            own, covered = covers(line.read), covers(f"{before}\n{line.read}")
            if own and covered >= _LEAST and _may_tell(case.query.text, reading.document, line):
                yield _Found(own + covered, row.document_id, before, line)


def _may_tell(question: str, document: Document, line: Line) -> bool:
    """Whether a line may tell what is asked: not where it is a heading with no word but the
    question's, nor where it is of something of another name or figure, nor of nothing but what the
    document is of."""
    asked = set(map(stem, terms(question)))
    own = {each for each in stems(" ".join(terms(line.read))) if not each[0].isdigit()}
    if (own <= asked and may_head(line.read)) or is_withdrawn(line.read):
        return False
    told = f"{line.heading}\n{line.read}"
    further = asked - stems(document.title)
    if further and further.isdisjoint(stems(told)):
        return False
    low = f"{document.title}\n{told}".casefold()
    return all(name.casefold() in low for name in _NAMED.findall(question))


def _fact(case: Case, found: _Found, read: Read) -> Fact | None:
    """The words that answer, if they may, with their sentence; of a row the cell whose head the
    question has, or all of it."""
    query, line, words = case.query, found.line, read.words
    if words is None:
        return None
    asked = set(map(stem, terms(query.text)))
    at = sentence = line.span
    if cell := _cell(line, asked):
        words, at = cell.read, cell.span
    elif not line.cells:
        at = Span(line.span.start + words.start, line.span.start + words.end)
        around = [each for each in line.sentences if each.overlaps(at)] or [line.span]
        sentence = Span(around[0].start, around[-1].end)
    if not query.claimed and not may_be(query, line.read[slice(*words)], asked, line.read):
        return None
    return Fact(found.document, at, sentence, 1.0, 1.0, exact=at != line.span)


def _cell(line: Line, asked: set[str]) -> Cell | None:
    headed = [cell for cell in line.cells[1:] if not asked.isdisjoint(stems(cell.head))]
    return headed[0] if len(headed) == 1 else None
