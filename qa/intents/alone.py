"""The sentence that answers, read by itself: whether it does, and whether another one of its
passage does better, as "nobody voted for a larger cut" beside "five members voted for it"."""

from collections.abc import Sequence
from dataclasses import replace

from index.documents import Document, Passage, Span, overlapping
from index.interrogatives import only_asks
from qa import another
from qa.facts import Fact
from qa.fitting import is_disowned, may_be
from qa.intents.case import Case
from qa.question import Wanted
from qa.reading.reader import Read
from qa.retrieval import matter
from qa.rows import is_row
from qa.terms import content_stems, stem, stems

_MOST = 4  # sentences that are read beside the one that was found
_MORE = 0.15  # of the question's words, by weight, that such a sentence has beyond that one's
_BETTER = 2.0  # (logits) by which it has to answer better
_LEAST = -2.5  # (a logit) of its words
_HEAD = 200  # characters
# Words that ask for a figure or for a part of a text, which a sentence with it need not have
_ASK = frozenset(
    map(
        stem,
        """amount chapter clause cost high number percent percentage price rate section
        share size""".split(),
    )
)
_HARDLY = -3.0  # (a logit) under which a sentence by itself hardly answers


def preferred(case: Case, found: Fact) -> Fact | None:
    """What was found, or what another sentence of its passage tells that has more words of the
    question, and which the reader, given each alone, finds to answer better. None where a figure by
    itself hardly answers, and all of its passage lacks a word of the question: it is of something
    else. What any words may answer, which are told in other words than it is asked, stays as it is,
    as do a row of a table and what goes on from a conversation, which tells what words are of."""
    query = case.query
    passage = case.snapshot.passage_at(found.document_id, found.words.start)
    stored = case.snapshot.document(found.document_id)
    if query.goes_on or query.claimed or not (passage and stored):
        return found
    document = stored.document
    figure = _is_figure(query.wanted, document.text[slice(*found.words)])
    if is_row(document.text, found.sentence) or not (figure or query.wanted == "reason"):
        return found
    others = _others(case, document, passage, found)
    asked = content_stems(query.text)
    first = document.text[:_HEAD].partition("\n\n")[0]  # which may tell the year of all of it
    lacks = figure and not asked - _ASK <= stems(f"{document.title}\n{first}\n{passage.text}")
    if not (others or lacks):
        return found
    texts = [document.text[slice(*each)] for each in (found.sentence, *others)]
    own, *reads = case.retrieval.read(query.text, texts)
    best = max(zip(others, reads, strict=True), key=lambda each: _worth(each[1]), default=None)
    if best and _worth(best[1]) >= _worth(own) + _BETTER and best[1].answers >= _LEAST:
        (start, end), words = best[0], best[1].words
        if words and may_be(query, document.text[start:end][slice(*words)], asked):
            words = Span(start + words.start, start + words.end)
            return replace(found, words=words, sentence=best[0], exact=True)
    return None if lacks and own.answers < _HARDLY else found


def _is_figure(wanted: Wanted, words: str) -> bool:
    """Whether words are how much or how many there are of something."""
    if wanted in ("number", "money", "percent"):
        return True
    return wanted == "words" and any(map(str.isdigit, words))


def _others(case: Case, document: Document, passage: Passage, found: Fact) -> Sequence[Span]:
    """The sentences of a passage that have more words of the question than the one found."""
    text, within = document.text, Span(passage.start, passage.end)
    reading, question = case.snapshot.reading(document.id, within), case.query.text
    covers = case.retrieval.weights.coverage(matter(question))
    least = covers(text[slice(*found.sentence)]) + _MORE
    some = [
        (covered, sentence)
        for sentence in overlapping(reading.sentences if reading else (), within)
        if within.holds(sentence)
        and (covered := covers(told := text[slice(*sentence)])) >= least
        and not (only_asks(told) or is_disowned(told, text) or is_row(text, sentence))
        and not another.is_of_another(question, told)
    ]
    return [sentence for _, sentence in sorted(some, reverse=True)[:_MOST]]


def _worth(read: Read) -> float:
    return read.answers + read.relevance
