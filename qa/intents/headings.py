"""A question that a document asks itself, as a heading does, and answers right behind."""

from collections.abc import Sequence

from index.documents import Span
from index.interrogatives import only_asks
from index.store import Reading
from qa.facts import Fact
from qa.intents.case import Case
from qa.question import Wanted
from qa.retrieval import READ
from qa.terms import stem, terms
from qa.wanted import wanted

_BEFORE = 300  # characters in front of a passage, in which its heading may stand
_MORE = 2  # words that the document's question has beside those of the one asked
_SHORT = 40  # characters of an answer, from which on it goes on with its next sentence ("Yes.")


def answer(case: Case) -> Fact | None:
    """What stands behind the question that has all words of the one asked, and hardly another."""
    asked, kind = set(map(stem, terms(case.query.text))), wanted(case.query.text)
    if not asked:
        return None
    for candidate in case.retrieval.passages(case.query.text, READ, case.where):
        row = candidate.row
        around = Span(max(0, row.start - _BEFORE), row.end)
        reading = case.snapshot.reading(row.document_id, around)
        if reading and (found := _behind(reading, asked, kind)):
            return Fact(row.document_id, found, found, 1.0, 1.0, exact=False)
    return None


def _behind(reading: Reading, asked: set[str], kind: Wanted) -> Span | None:
    text, sentences = reading.document.text, reading.sentences
    for n, sentence in enumerate(sentences[:-1]):
        told = text[slice(*sentence)]
        own = set(map(stem, terms(told))) if only_asks(told) else set[str]()
        alike = own and asked <= own and len(own - asked) <= _MORE
        if alike and wanted(told) == kind:
            return _answer(text, sentences[n + 1 :])
    return None


def _answer(text: str, behind: Sequence[Span]) -> Span | None:
    """The first sentence, with the next one of its paragraph where it is short."""
    first = behind[0]
    if only_asks(text[slice(*first)]) or text[slice(*first)].endswith(":"):
        return None
    short = first.end - first.start < _SHORT and len(behind) > 1
    if short and "\n\n" not in text[first.end : behind[1].start]:
        return Span(first.start, behind[1].end)
    return first
