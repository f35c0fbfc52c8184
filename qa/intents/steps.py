"""How a thing is done, or with which command or key: the sentence that instructs to do the very
thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile
from operator import itemgetter

from index.documents import Passage, Span
from qa.candidates import Candidate
from qa.dates import names_one
from qa.facts import Fact, read_out
from qa.intents.case import Case
from qa.intents.sentences import Found, of_passages
from qa.lines import head
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
    r"(?P<means>argument|button|command|flag|function|key|keyword|menu|method|option|parameter"
    r"|setting|switch|tool|variable)s?\b"
    r"(?! (?:is|are|do|does|did)\b)",
    re.IGNORECASE,
)
# "It waits for you to press the ring", "Figure 2: Stopping it by lifting the lid"
_TELLS_OF_OTHERS = re.compile(
    r"\W*(?:(?:he|it|she|that|these|they|this|those)\b|(?:example|figure|listing|table) \d)",
    re.IGNORECASE,
)
# A term that a manual explains: "--all", "set_limit (integer)", "drop <name>"
_TERM = re.compile(r"(?=-|\w*[_.]\w|[a-z]+$|[A-Z]+$|\S+ [\[<(])\S+(?:,? [-\[<(].*)?")
_LINE = re.compile(r"\S.*")
_CONDITION = re.compile(
    r"\b(?:if|once|unless|until|when|whenever|while)\b[^,;:]*[,;:]", re.IGNORECASE
)
_MAY_ONE = re.compile(r"(?:can|could|may) (?:i|we|you|one)\b", re.IGNORECASE)
_NAMES = re.compile(r"(?<=[\w,] )[A-Z]\w*[a-z]\w*")  # and no "VPN", which may be spelled out
_WITH = re.compile(r"\b(?:in|on|to|using|via|with) (?P<name>[^\W\d][\w.+-]*\w)\W*$")
_LEAST = 0.5  # of the question's words, by weight, that the sentence has beside its conditions
_BEFORE = 300  # characters, in which terms stand
_MOST = 8  # sentences that are read
_TELLS, _RELEVANT = -2.5, 6.0  # (logits) of what it is as an answer, and of the matter


def with_unknown(case: Case, passages: Sequence[Candidate[Passage]]) -> bool:
    """Whether it is asked how to do a thing, or whether one can, and the question has a name that
    no document has, or ends with a word for what it is done with, in or on that none has: how it is
    done with another does not answer."""
    question = case.query.text
    if not (asks_how(question) or _MAY_ONE.match(question)):
        return False
    with_ = _WITH.search(question)
    named = {with_["name"]} if with_ and not is_common(with_["name"].casefold()) else set[str]()
    if any(term in question for term in terms(question)):  # and no title, all in capitals
        named |= {name for name in _NAMES.findall(question) if not names_one(name)}
    titles = " ".join(stored.document.title.casefold() for c in passages
                      if (stored := case.snapshot.document(c.row.document_id)))  # fmt: skip
    return any(
        not case.snapshot.frequency("passages", name.casefold()) and name.casefold() not in titles
        for name in named
    )


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
        for each in of_passages(case, passages, wanted)
        if _may_tell(each, wanted, means["means"] if means else "")
    ]
    found = sorted((f for f in found if f[0] >= _LEAST), key=lambda f: -f[0])[:_MOST]
    some = [each for _, each in found]
    before = [e.heading if means and _TERM.fullmatch(e.heading) else e.before for e in some]
    reads = case.retrieval.read(question, [e.text for e in some], before)
    telling = [
        (read.relevance + read.answers, each, read.words if means else None)
        for each, read in zip(some, reads, strict=True)
        if read.answers >= _TELLS and read.relevance >= _RELEVANT
    ]
    if not telling:
        return []
    _, best, words = max(telling, key=itemgetter(0))
    named = list(_terms(best)) if means else []
    return [*named, _fact(best, None if named else words)]


def _terms(found: Found) -> Iterator[Fact]:
    """The terms in front of what explains them, which name what it is done with."""
    text, start = found.reading.document.text, found.at.start
    if not _TERM.fullmatch(found.heading):
        return
    above = [Span(*line.span()) for line in _LINE.finditer(text, max(0, start - _BEFORE), start)]
    nearest = dropwhile(lambda line: not _is_term(text, line), reversed(above))
    named = list(takewhile(lambda line: _is_term(text, line), nearest))
    start_of = named[0].start if named else start
    for each in reversed(named):
        if text.startswith("-", each.start) == text.startswith("-", start_of):
            yield replace(_fact(found, None), words=each, sentence=each)


def _is_term(text: str, line: Span) -> bool:
    return _TERM.fullmatch(text[slice(*line)]) is not None


def _fact(found: Found, words: Span | None) -> Fact:
    """With the words that name what it is done with, where that is asked."""
    at = found.at
    if words:
        words = Span(at.start + words.start, at.start + words.end)
        return replace(read_out(found.candidate, words, "words", found.reading), score=1.0)
    return Fact(found.reading.document.id, at, at, found.candidate.coverage, 1.0, exact=False)


def _may_tell(found: Found, asked: set[str], means: str) -> bool:
    """Whether a sentence instructs, or names such ``means``, or explains one, and may be about what
    is asked."""
    told = stems(found.text)
    named = means and (stem(means.casefold()) in told or _TERM.fullmatch(found.heading))
    if not (named or _INSTRUCTS.search(found.text)) or _TELLS_OF_OTHERS.match(found.text):
        return False
    return asked <= told | stems(head(found.reading.document)) | stems(found.heading)
