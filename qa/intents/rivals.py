"""Of a passage that answers, the sentence that answers better by itself than the one the reader
points at: "nobody voted for a larger cut" beside "five members voted for the decision"."""

from collections.abc import Sequence
from dataclasses import replace

from index.documents import Document, Passage, Span, overlapping
from index.interrogatives import only_asks
from qa import another
from qa.facts import Fact
from qa.fitting import is_disowned, may_be
from qa.intents.case import Case
from qa.reading.reader import Read
from qa.retrieval import matter
from qa.rows import is_row
from qa.terms import stem, terms

_MOST = 4  # sentences that are read beside the one that was found
_MORE = 0.15  # of the question's words, by weight, that such a sentence has beyond that one's
_BETTER = 2.0  # (logits) by which it has to answer better
_LEAST = -2.5  # (a logit) of its words


def preferred(case: Case, found: Fact) -> Fact:
    """What was found, or what another sentence of its passage tells that has more words of the
    question, and which the reader, given each alone, finds to answer better; not who did it, as the
    one names whom it was done to, nor where a conversation tells what the words are of."""
    query = case.query
    if query.goes_on or query.claimed or query.wanted == "person":
        return found
    passage = case.snapshot.passage_at(found.document_id, found.words.start)
    stored = case.snapshot.document(found.document_id)
    if not (passage and stored) or is_row(stored.document.text, found.sentence):
        return found
    document = stored.document
    others = _others(case, document, passage, found)
    if not others:
        return found
    texts = [document.text[slice(*each)] for each in (found.sentence, *others)]
    own, *reads = case.retrieval.read(query.text, texts)
    told = max(zip(others, reads, strict=True), key=lambda each: _worth(each[1]))
    sentence, read = told
    if _worth(read) < _worth(own) + _BETTER or read.answers < _LEAST or read.words is None:
        return found
    words = Span(sentence.start + read.words.start, sentence.start + read.words.end)
    asked = set(map(stem, terms(query.text)))
    around = document.text[slice(*sentence)]
    if not may_be(query, document.text[slice(*words)], asked, around):
        return found
    return replace(found, words=words, sentence=sentence, exact=True)


def _others(case: Case, document: Document, passage: Passage, found: Fact) -> Sequence[Span]:
    """The sentences of a passage that have more words of the question than the one found."""
    text, within = document.text, Span(passage.start, passage.end)
    reading, query = case.snapshot.reading(document.id, within), case.query
    covers = case.retrieval.weights.coverage(matter(query.text))
    least = covers(text[slice(*found.sentence)]) + _MORE
    some = [
        (covered, sentence)
        for sentence in overlapping(reading.sentences if reading else (), within)
        if within.holds(sentence)
        and (covered := covers(told := text[slice(*sentence)])) >= least
        and not (only_asks(told) or is_disowned(told, text) or is_row(text, sentence))
        and not another.is_of_another(query.text, told)
    ]
    return [sentence for _, sentence in sorted(some, reverse=True)[:_MOST]]


def _worth(read: Read) -> float:
    return read.answers + read.relevance
