"""What a single line tells: a row of a table, an item of a list, a short paragraph, each read
behind its heading, where passages as a whole seem to answer nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from index.documents import Document, Passage, Span
from qa import settling
from qa.another import is_of_another, is_of_other_in_row, is_of_other_year, of_the_asked
from qa.candidates import Candidate
from qa.dates import is_of_other_season
from qa.facts import Fact
from qa.fitting import is_disowned, is_of_dateline, is_of_other_event, may_be, priced
from qa.intents.case import Case
from qa.lines import Cell, Line, lines, may_head
from qa.question import Query, Wanted
from qa.reading.reader import Read
from qa.retrieval import matter
from qa.rows import has_heads
from qa.terms import content_stems, stem, stems, terms
from qa.wanted import wanted

_MOST = 6  # lines that are read
_LEAST = 0.5  # of the question's words, by weight, that a line has together with what heads it
_BEHIND = 0.5  # how much less of them, and of those of its own, than another has a line may have
_BESIDE = 0.25  # the same of a row beside another one below the same heads
_FEW = 2  # words of a question that goes on, up to which it is read behind the one before it
# "the [Lumo Air] [H9]", "in [2024]", "at [12:30]"
_NAMED = re.compile(r"(?<=\s)(?:\w*\d[\w.,:]*(?<=\w)|[A-Z]\w*(?: (?!\w*\d)[A-Z]\w*)*)")
_FIGURES = re.compile(r"\d")
_FIGURE = re.compile(r"\d[\d,.]*")  # of which a cell may have several
_PRICED = frozenset(map(stem, ("cost", "pay")))  # what a list of prices need not have
# What columns are headed with that hold what is wanted
_HEADS: Mapping[Wanted, frozenset[str]] = {
    "duration": frozenset(map(stem, ("length", "duration", "period", "term"))),
    "person": frozenset(
        map(
            stem,
            """who name owner person responsible speaker performer artist author chair host leader
            lecturer teacher tutor instructor presenter contact""".split(),
        )
    ),
    "time": frozenset(map(stem, ("when", "by", "date", "day", "deadline", "due"))),
    "place": frozenset(map(stem, ("where", "place", "location", "room", "venue", "address"))),
    "money": frozenset(map(stem, ("cost", "price", "fee", "amount"))),
}


class _Found(NamedTuple):
    """A line, what it is read behind, and how many of the question's words are in both."""

    weight: float
    document: str
    before: str
    line: Line


def answers(
    case: Case, passages: Sequence[Candidate[Passage]], *, rows: bool = False
) -> list[Fact]:
    """The lines of passages that say what is asked, or the ``rows`` of tables alone, the most
    telling first: those with its names, if any has them."""
    query = case.query
    whole = len(terms(query.text)) > _FEW or not query.in_context
    question = query.text if whole else query.in_context[0]
    some = (e for e in _found(case, passages, question) if e.line.cells or not rows)
    found = sorted(some, key=lambda each: -each.weight)[:_MOST]
    if not found:
        return []
    before = [each.before for each in found]
    reads = case.retrieval.read(question, [each.line.read for each in found], before)
    who = wanted(query.text) == "person"
    telling = [
        (each, read)
        for each, read in zip(found, reads, strict=True)
        if settling.tells_alone(read, who=who and not _names(each.line), prose=each.line.prose)
        and (not query.claimed or _settles(case, each, read))
    ]
    most = found[0].weight  # what tells of the question best, though it may not answer
    telling = [(each, read) for each, read in telling if each.weight >= most - _BEHIND]
    telling = [(each, read) for each, read in telling if not _is_outdone(each, found)]
    telling.sort(key=lambda pair: -pair[1].relevance - pair[1].answers)  # of the matter and words
    facts = [fact for each, read in telling if (fact := _fact(case, each, read))]
    return [fact for fact in facts if not lacks_name(case, fact)] or facts


def _is_outdone(row: _Found, found: Sequence[_Found]) -> bool:
    """Whether another row below the same heads has more of the question's words."""
    cells, heads = row.line.cells, row.line.heads
    beside = (each.weight for each in found if each.line.cells and each.line.heads == heads)
    return bool(cells) and max(beside, default=0.0) > row.weight + _BESIDE


def _names(row: Line) -> bool:
    """Whether a row tells who it is of in a column for that, and so not whom it was done to."""
    return _cell(row, "person", frozenset()) is not None


def _settles(case: Case, found: _Found, read: Read) -> bool:
    """Whether a line that was read with a yes-or-no question can say whether it is so."""
    query, text = case.query, found.line.read
    of_predicate = settling.is_of_predicate(text, query.predicate, read)
    stored = case.snapshot.document(found.document)
    told = f"{stored.document.title if stored else ''} {found.before} {text}"
    of_names = settling.is_of_names(told, query.topic, read)
    return of_predicate and of_names and not settling.leaves_open(text, query.topic, query.text)


def are_rows(case: Case, found: Sequence[Fact]) -> bool:
    """Whether what was found stands in rows of tables, whose columns may have heads; of pairs that
    are set in columns a reader sees all that there is to know."""
    texts = ((fact, case.snapshot.document(fact.document_id)) for fact in found)
    return all(stored and has_heads(stored.document.text, fact.sentence) for fact, stored in texts)


def is_of_other_row(case: Case, found: Fact) -> bool:
    """Whether what was found stands in a row with no word of the question, of which another row of
    its passage has one, or in one of other years than the question names."""
    passage = case.snapshot.passage_at(found.document_id, found.words.start)
    within = Span(passage.start, passage.end) if passage else found.sentence
    reading = case.snapshot.reading(found.document_id, within)
    asked = set(map(stem, matter(case.query.text)))
    rows = [line for line in lines(reading, within) if line.cells] if reading else []
    own = [row for row in rows if row.span.overlaps(found.words)]
    others = [row for row in rows if row not in own]
    question = case.query.text
    if any(is_of_other_year(question, f"{row.heading}\n{row.read}") for row in own):
        return True
    lacks = bool(own) and all(asked.isdisjoint(stems(row.values)) for row in own)
    return lacks and any(not asked.isdisjoint(stems(row.values)) for row in others)


def lacks_name(case: Case, found: Fact) -> bool:
    """Whether neither the sentence nor its document's title has a name that the question has, so
    that what was found may be of another."""
    stored = case.snapshot.document(found.document_id)
    text = (
        f"{stored.document.title}\n{stored.document.text[slice(*found.sentence)]}" if stored else ""
    )
    return not _has_names(text, case.query.text)


def _has_names(text: str, question: str) -> bool:
    """Whether a text has every figure and name of a question, "Sundays" as "Sunday"."""
    low, told = text.casefold(), stems(text)
    return all(
        name.casefold() in low or (not _FIGURES.search(name) and stems(name) <= told)
        for name in _NAMED.findall(question)
    )


def _found(case: Case, passages: Sequence[Candidate[Passage]], question: str) -> Iterator[_Found]:
    """The lines that may answer, each behind its heading and its document's title, where these have
    words that it lacks of the ``question`` that it is read with."""
    sought = [term for term in matter(case.query.text) if stem(term) not in _PRICED]
    covers = case.retrieval.weights.coverage(sought or matter(case.query.text))
    for row in (c.row for c in passages):
        within = Span(row.start, row.end)
        if not (reading := case.snapshot.reading(row.document_id, within)):
            continue
        title = reading.document.title
        for line in lines(reading, within):
            lacking = set(map(stem, matter(question))) - stems(line.read)
            before = headed(lacking, title, line.heading)
            own, covered = covers(line.read), covers(f"{before}\n{line.read}")
            if own and covered >= _LEAST and _may_tell(case.query.text, reading.document, line):
                yield _Found(own + covered, row.document_id, before, line)


def headed(lacking: Set[str], title: str, heading: str) -> str:
    """What a line is read behind: its document's title and its heading, where these have stems that
    it is ``lacking`` of the question's."""
    return "\n".join(h for h in (title, heading) if not lacking.isdisjoint(stems(h)))


def _may_tell(question: str, document: Document, line: Line) -> bool:
    """Whether a line may tell what is asked: not where it is a heading with no word but the
    question's, nor where it is of something of another name or figure, nor of nothing but what the
    document is of; a row neither where it has no word of the question but those of its heads."""
    asked = set(map(stem, matter(question)))
    own = {each for each in stems(" ".join(terms(line.read))) if not each[0].isdigit()}
    heads = not line.cells and own <= asked and may_head(line.read)
    if (
        heads
        or is_disowned(line.read, document.text)
        or is_of_another(question, line.read)
        or (line.cells and not _is_of(line, asked, document))
    ):
        return False
    told = f"{line.heading}\n{line.read}"
    further = asked - stems(document.title)
    if further and further.isdisjoint(stems(told)):
        return False
    return _has_names(f"{document.title}\n{told}", question)


def _is_of(row: Line, asked: set[str], document: Document) -> bool:
    """Whether a row's own cells have what tells it from others: a word of the question that neither
    the heads nor the document's title have; where there is none, any other of the question; and
    whether they tell anything else."""
    behind = "\n".join(row.read[slice(*cell.read)] for cell in row.cells[1:])
    if asked >= content_stems(behind):
        return False
    told = stems(f"{row.heads}\n{row.heading}\n{document.title}")
    return not (asked - told or asked).isdisjoint(stems(row.values))


def _fact(case: Case, found: _Found, read: Read) -> Fact | None:
    """The words that answer, if they may, with their sentence; of a row the cell whose head the
    question has, or all of it."""
    query, line = case.query, found.line
    if read.words is None or is_of_dateline(query.wanted, line.read, read.words):
        return None
    asked = set(map(stem, matter(query.text)))
    tells = _in_row if line.cells else _in_sentence
    words, at, sentence = tells(query, line, read.words, asked)
    if not query.claimed and not may_be(query, line.read[slice(*words)], asked, line.read):
        return None
    begins = line.span.start
    told = line.read if line.cells else line.read[sentence.start - begins : sentence.end - begins]
    timed = query.wanted == "time"
    if timed and (is_of_other_event(query.text, told) or is_of_other_season(query.text, told)):
        return None
    if is_of_other_in_row(query.text, told):
        return None
    return Fact(found.document, at, sentence, 1.0, 1.0, exact=at not in (line.span, sentence))


def _in_row(query: Query, line: Line, words: Span, asked: set[str]) -> tuple[Span, Span, Span]:
    """The words of a row that answer, in what is read of it and in the document, and its place."""
    whole = Span(0, len(line.read)), line.span, line.span
    cell = _cell(line, wanted(query.text), asked)
    if cell is None:
        return whole
    told, at = line.read[slice(*cell.read)], cell.span
    several = len(_FIGURE.findall(told)) > 1 and any(map(str.isalpha, told))
    if several and cell.read.holds(words) and _FIGURE.search(line.read, *words):
        start = cell.span.start - cell.read.start
        at = Span(start + words.start, start + words.end)
    else:
        words = cell.read
    if not may_be(query, line.read[slice(*words)], asked, line.read):  # "closed", of when
        return whole
    return words, at, line.span


def _in_sentence(query: Query, line: Line, words: Span, asked: set[str]) -> tuple[Span, Span, Span]:
    """The same of a line that is no row, and the sentence that holds them."""
    if query.wanted == "number":
        words = priced(line.read, words, query.text)
    words = of_the_asked(line.read, words, Span(0, len(line.read)), query.text)
    at = Span(line.span.start + words.start, line.span.start + words.end)
    around = [each for each in line.sentences if each.overlaps(at)] or [line.span]
    sentence = Span(around[0].start, around[-1].end)
    if not terms(line.read[slice(*words)]):  # "not", ","
        at = sentence
    if better := _of_the_question(line, sentence, asked):
        at = sentence = better
    return words, at, sentence


def _of_the_question(line: Line, sentence: Span, asked: set[str]) -> Span | None:
    """The sentence of a line that has the words of the question, where the one that answers has
    none of them: it may answer what was asked before; not where that sentence asks it."""
    begins = line.span.start
    texts = {
        each: line.read[max(0, each.start - begins) : max(0, each.end - begins)]
        for each in (sentence, *line.sentences)  # which may begin in front of the line
    }
    told = {each: stems(text) for each, text in texts.items()}
    if not asked.isdisjoint(told[sentence]):
        return None
    best = max(line.sentences, key=lambda each: len(asked & told[each]), default=None)
    return None if best is None or texts[best].rstrip().endswith("?") else best


def _cell(line: Line, kind: Wanted, asked: Set[str]) -> Cell | None:
    """The cell of a row below the head that the question has; else below one that says that such
    words are wanted. One with words of the question tells the row from others, and answers only
    where no other does."""
    heads = [(cell, stems(cell.head)) for cell in line.cells[1:]]
    keys = {c for c, _ in heads if not asked.isdisjoint(stems(line.read[slice(*c.read)]))}
    others = [(cell, head) for cell, head in heads if cell not in keys]
    ways = ((others, asked), (others, _HEADS.get(kind, frozenset[str]())), (heads, asked))
    for among, sought in ways:
        headed = [cell for cell, head in among if not head.isdisjoint(sought)]
        if headed:
            return headed[0] if len(headed) == 1 else None
    return None
