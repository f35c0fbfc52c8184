"""How a thing is done, or with which command or key: the sentence that instructs to do the very
thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from index.documents import Passage, Span
from index.store import Reading
from qa.candidates import Candidate
from qa.facts import Fact, read_out
from qa.intents.case import Case
from qa.intents.lines import headed
from qa.lines import head, heading_of
from qa.spelling import is_common
from qa.terms import stem, stems, terms
from qa.wanted import asks_how

_DO = (
    "call|choose|click|define|enter|execute|hit|invoke|pass|pick|press|put|run|select|set|tap|turn"
    "|type|use"
)
# "To stop it, lift …", "Press the ring", "you can …", "press the ring to stop it", "by lifting it"
_INSTRUCTS = re.compile(
    rf"^\W*(?:(?:in order )?to (?!be\b)[a-z]+\b.*?[,:]|(?:{_DO})\b)"
    r"|\b(?:you|we|one)(?:['’](?:d|ll))?(?: \w+){0,2}?"
    rf" (?:can|could|may|must|need|have to|should|will|{_DO})\b"
    rf"|\b(?:{_DO})\b.*\bto [a-z]+\b|\bby \w+ing\b",
    re.IGNORECASE | re.DOTALL,
)
# What may be named is what it is done with: "which key …?"
_MEANS = re.compile(
    r"\W*(?:with |by )?(?:which|what) (?:\w+ )?"
    r"(?P<means>button|command|flag|function|key|keyword|menu|method|option|setting|switch|tool)s?\b"
    r"(?! (?:is|are|do|does|did)\b)",
    re.IGNORECASE,
)
# "It waits for you to press the ring", "Figure 2: Stopping it by lifting the lid"
_TELLS_OF_OTHERS = re.compile(
    r"\W*(?:(?:he|it|she|that|these|they|this|those)\b|(?:example|figure|listing|table) \d)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|once|unless|until|when|whenever|while)\b[^,;:]*[,;:]", re.IGNORECASE
)
_WITH = re.compile(r"\b(?:in|on|to|using|via|with) (?P<name>[^\W\d][\w.+-]*\w)\W*$")
_LEAST = 0.5  # of the question's words, by weight, that the sentence has beside its conditions
_MOST = 8  # sentences that are read
_TELLS, _RELEVANT = -2.5, 6.0  # (logits) of what it is as an answer, and of the matter


def with_unknown(case: Case, passages: Sequence[Candidate[Passage]]) -> bool:
    """Whether it is asked how to do a thing with, in or on something by a name that no document
    has: how it is done with another does not answer."""
    named = _WITH.search(case.query.text)
    if not (named and asks_how(case.query.text)):
        return False
    name = named["name"]
    titles = {stored.document.title.casefold() for c in passages
              if (stored := case.snapshot.document(c.row.document_id))}  # fmt: skip
    told = case.snapshot.frequency("passages", name.casefold()) or any(
        name.casefold() in title for title in titles
    )
    return not told and (name[0].isupper() or not is_common(name))


class _Found(NamedTuple):
    """A sentence, and what it is read behind."""

    candidate: Candidate[Passage]
    reading: Reading
    at: Span
    text: str
    before: str


def answer(case: Case, passages: Sequence[Candidate[Passage]]) -> list[Fact]:
    """The sentence that has all words of the question but those that its heading and its document's
    head have, as far as the reader finds that it answers."""
    question = case.query.text
    means = _MEANS.match(question)
    asked = terms(question[means.end() :] if means else question)
    if not ((means or asks_how(question)) and asked and case.retrieval.reads):
        return []
    covers = case.retrieval.weights.coverage(asked)
    wanted = set(map(stem, asked))
    found = [
        (covers(_CONDITION.sub(" ", each.text)), each)
        for candidate in passages
        for each in _sentences(case, candidate, wanted, means["means"] if means else "")
    ]
    found = sorted((f for f in found if f[0] >= _LEAST), key=lambda f: -f[0])[:_MOST]
    some = [each for _, each in found]
    reads = case.retrieval.read(question, [e.text for e in some], [e.before for e in some])
    telling = [
        (read.relevance + read.answers, _fact(each, read.words if means else None))
        for each, read in zip(some, reads, strict=True)
        if read.answers >= _TELLS and read.relevance >= _RELEVANT
    ]
    return [max(telling, key=itemgetter(0))[1]] if telling else []


def _fact(found: _Found, words: Span | None) -> Fact:
    """With the words that name what it is done with, where that is asked."""
    at = found.at
    if words:
        words = Span(at.start + words.start, at.start + words.end)
        return replace(read_out(found.candidate, words, "words", found.reading), score=1.0)
    return Fact(found.reading.document.id, at, at, found.candidate.coverage, 1.0, exact=False)


def _sentences(
    case: Case, candidate: Candidate[Passage], asked: set[str], means: str
) -> Iterator[_Found]:
    """Those of a passage that instruct, or name such ``means``, and may be about what is asked."""
    row = candidate.row
    within = Span(row.start, row.end)
    reading = case.snapshot.reading(row.document_id, within)
    if not reading:
        return
    whole = reading.document.text
    of = stems(head(reading.document))
    for sentence in reading.sentences:
        text = whole[slice(*sentence)]
        instructs = _INSTRUCTS.search(text) or (means and stem(means.casefold()) in stems(text))
        if not (sentence.overlaps(within) and instructs) or _TELLS_OF_OTHERS.match(text):
            continue
        heading = heading_of(whole, sentence.start)
        lacking = asked - stems(text)
        if lacking <= of | stems(heading):
            before = headed(lacking, reading.document.title, heading)
            yield _Found(candidate, reading, sentence, text, before)
