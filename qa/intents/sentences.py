"""What a thing is or does, what happens then, and how two things differ, which no few words answer:
the sentences that do, each read alone behind what heads it."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from operator import itemgetter
from typing import NamedTuple

from index.documents import Passage, Span
from index.interrogatives import only_asks
from index.store import Reading
from qa.candidates import Candidate
from qa.facts import Fact
from qa.fitting import CLOSING, is_program
from qa.intents.case import Case
from qa.intents.lines import headed
from qa.intents.telling import let_through, told
from qa.lines import heading_of, may_head
from qa.replies import Reply
from qa.retrieval import READ
from qa.terms import content_stems, stems, terms
from qa.wanted import asks_what, defined, differing

_PASSAGES = 8  # of which sentences are read
_MOST = 20  # sentences that are read
_RELEVANT, _TELLS = 6.0, -2.0  # (logits) of the matter, and of what it is as an answer
_DEFINING = 2.0  # (logits) for the form of a definition
_SIDE_BY_SIDE = 3.0  # (a logit) of the matter, where both things are named
_MORE = 2  # words of a sentence beside the names of the things
_TOLD = 5  # sentences
_LONGEST = 900  # characters of what tells them apart
_CODE = re.compile(r"[{}=]|\w\(")
_ASIDE = re.compile(r"\([^()]*\)")
_ARTICLE = re.compile(r"(?:an?|the) ", re.IGNORECASE)


class Found(NamedTuple):
    """A sentence, its heading, and what it is read behind."""

    candidate: Candidate[Passage]
    reading: Reading
    at: Span
    text: str
    heading: str
    before: str

    def fact(self, words: Span | None = None) -> Fact:
        """With the ``words`` of the sentence that answer best, if any do."""
        at = Span(self.at.start + words.start, self.at.start + words.end) if words else self.at
        id, covered = self.reading.document.id, self.candidate.coverage
        return Fact(id, at, self.at, covered, 1.0, exact=words is not None)


def of_passages(
    case: Case, passages: Sequence[Candidate[Passage]], asked: Set[str]
) -> Iterator[Found]:
    """The sentences of passages, each once, behind what has ``asked`` stems that it lacks."""
    known = set()
    for candidate in passages:
        within = Span(candidate.row.start, candidate.row.end)
        if not (reading := case.snapshot.reading(candidate.row.document_id, within)):
            continue
        whole, title = reading.document.text, reading.document.title
        for at in reading.sentences:
            if at.overlaps(within) and (reading.document.id, at) not in known:
                known.add((reading.document.id, at))
                text, heading = whole[slice(*at)], heading_of(whole, at.start)
                before = headed(asked - stems(text), title, heading)
                yield Found(candidate, reading, at, text, heading, before)


def answer(
    case: Case, passages: Sequence[Candidate[Passage]], turns: Collection[str] = ()
) -> list[Fact]:
    """The sentence that answers, as far as the reader finds that one does; no passage among the
    next best that is one of the ``turns`` of a transcript (ids) tells it."""
    question = case.query.text
    if case.query.goes_on or not (case.retrieval.reads and asks_what(case.plain)):
        return []
    if sides := differing(case.plain):
        return _apart(case, passages, *sides)
    covers = case.retrieval.weights.coverage(terms(question))
    asked = content_stems(question)
    near = case.retrieval.passages(question, _PASSAGES, case.where)
    passages = [*passages, *(c for c in near[READ:] if c.row.id not in turns)]
    found = [f for f in of_passages(case, passages, asked) if _tells(f.text)]
    thing = defined(case.plain)
    if thing:  # what another sentence of its document tells is of something else
        names = stems(thing) & asked
        found = [f for f in found if names <= stems(f"{f.heading}\n{_ASIDE.sub(' ', f.text)}")]
    found = sorted(found, key=lambda f: -covers(f"{f.before}\n{f.text}"))[:_MOST]
    defines = _definition(thing) if thing else None
    reads = case.retrieval.read(question, [f.text for f in found], [f.before for f in found])
    telling = [
        (read.relevance + read.answers + (_DEFINING if defines and defines(f) else 0.0), f, read)
        for f, read in zip(found, reads, strict=True)
        if read.relevance >= _RELEVANT and read.answers >= _TELLS
    ]
    if not telling:
        return []
    _, best, read = max(telling, key=itemgetter(0))
    return [best.fact(read.words)]


def apart(case: Case) -> Reply | None:
    """How two things differ, of which one goes by a speaker's name; None where no passage tells."""
    case = case.by_words()
    if not (case.retrieval.reads and differing(case.plain)):
        return None
    passages = case.retrieval.passages(case.query.text, READ, case.where)
    found = let_through(case, answer(case, passages))
    return told(case, found[0], found[1:]) if found else None


def _tells(text: str) -> bool:
    """Whether a sentence tells anything: it is no heading, no question and no line of a program."""
    code = _CODE.search(text) and not text.rstrip(CLOSING).endswith((".", "!", ":", ";"))
    return not (code or may_head(text) or only_asks(text) or is_program(text))


def _definition(thing: str) -> Callable[[Found], bool]:
    """Whether a sentence has the form of a definition: "a lock is a …", "called a lock", or it
    explains a term in front of it, "lock"."""
    name = re.escape(_ARTICLE.sub("", thing))
    form = re.compile(
        rf"^\W*(?:an? |the |such )?\W?{name}s?\W{{0,3}}(?: \([^)]*\))? "
        r"(?:(?:is|are) (?:an?|any|one|the|used|what)|means?|refers? to|stands? for|consists? of)\b"
        rf"|(?<!so-)\b(?:called|known as|termed)(?: the| an?)? \W?{name}s?\b",
        re.IGNORECASE,
    )
    asked = stems(name)

    def defines(found: Found) -> bool:
        return form.search(found.text) is not None or stems(found.heading) == asked

    return defines


def _apart(case: Case, passages: Sequence[Candidate[Passage]], one: str, other: str) -> list[Fact]:
    """What the passage that tells two things apart says of them: its sentences that name one of
    them, or both, if it names each."""
    things = _Things(content_stems(one), content_stems(other))
    if not (things.one and things.other):
        return []
    best: list[Found] = []
    least = _SIDE_BY_SIDE
    for candidate in passages:
        named = [
            (found, sides)
            for found in of_passages(case, [candidate], things.one | things.other)
            if _tells(found.text) and any(sides := things.named(found))
        ]
        if not all(any(sides[n] for _, sides in named) for n in (0, 1)):
            continue
        telling = [found for found, _ in named if things.tells(found.text)]
        text = " ".join(found.text for found in telling)[:_LONGEST]
        (read,) = case.retrieval.read(case.query.text, [text], [named[0][0].before])
        if telling and read.relevance >= least:
            best, least = telling, read.relevance
    return [found.fact() for found in best[:_TOLD]]


class _Things(NamedTuple):
    """The words of two things, as stems."""

    one: set[str]
    other: set[str]

    def named(self, found: Found) -> tuple[bool, bool]:
        """Which of them a sentence names by what the other's name lacks, or its heading, if that
        names one alone; a name within the other's ("lock", "dead lock") where that is not named."""
        own, others = self.one - self.other or self.one, self.other - self.one or self.other
        heading = stems(found.heading)
        both = own <= heading and others <= heading
        told = stems(found.text) | (frozenset() if both else heading)
        one, other = own <= told, others <= told
        if self.one < self.other:
            return one and not other, other
        return one, other and not (one and self.other < self.one)

    def tells(self, text: str) -> bool:
        """Whether a sentence has more words than the names, and is no mere "see the lock"."""
        return len(content_stems(text) - self.one - self.other) >= _MORE
