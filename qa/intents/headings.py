"""A question that a document asks itself, as a heading does, and answers right behind: "I lost my
card. How do I get another?"."""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from index.documents import Span
from index.interrogatives import only_asks
from index.store import Reading
from qa.facts import Fact
from qa.intents.case import Case
from qa.question import Wanted
from qa.retrieval import RANKED
from qa.rows import line_of
from qa.terms import stem, terms
from qa.wanted import asks_what, wanted

_BEFORE = 300  # characters in front of a passage, in which its heading may stand
_MORE = 2  # words that the document's question has beside those of the one asked
_SHORT = 40  # characters of an answer, from which on it goes on with its next sentence ("Yes.")


def answer(case: Case) -> Fact | None:
    """What stands behind the question that has all words of the one asked, and hardly another; of
    several that which has them in the same order: "string to number", and no "number to string"."""
    asked, kind = [stem(term) for term in terms(case.query.text)], wanted(case.query.text)
    if not asked:
        return None
    found: list[tuple[bool, Fact]] = []
    for candidate in case.retrieval.passages(case.query.text, RANKED, case.where):
        row = candidate.row
        around = Span(max(0, row.start - _BEFORE), row.end)
        if reading := case.snapshot.reading(row.document_id, around):
            found += [
                (other, Fact.whole(row.document_id, span))
                for other, span in _behind(reading, asked, kind)
            ]
    return min(found, key=itemgetter(0), default=(False, None))[1]


def of_procedure(case: Case) -> list[Fact]:
    """The same for a question that no few words answer."""
    whole = case.query.open or asks_what(case.plain)
    found = answer(case) if whole and case.retrieval.reads else None
    return [found] if found else []


def _behind(reading: Reading, asked: Sequence[str], kind: Wanted) -> Iterator[tuple[bool, Span]]:
    """Whether a question has the words that are ``asked`` in another order, and its answer."""
    text, sentences = reading.document.text, reading.sentences
    for n, sentence in enumerate(sentences[:-1]):
        told = text[slice(*sentence)]
        if not only_asks(told) or wanted(told) != kind:
            continue
        line = text[line_of(text, sentence).start : sentence.end]
        for own in ([stem(term) for term in terms(each)] for each in (told, line)):
            alike = set(asked) <= set(own) and len(set(own).difference(asked)) <= _MORE
            if alike and (answer := _answer(text, sentences[n + 1 :])):
                yield [word for word in own if word in asked] != asked, answer
                break


def _answer(text: str, behind: Sequence[Span]) -> Span | None:
    """The first sentence, with the next one of its paragraph where it is short."""
    first = behind[0]
    if only_asks(text[slice(*first)]) or text[slice(*first)].endswith(":"):
        return None
    short = first.end - first.start < _SHORT and len(behind) > 1
    if short and "\n\n" not in text[first.end : behind[1].start]:
        return Span(first.start, behind[1].end)
    return first
