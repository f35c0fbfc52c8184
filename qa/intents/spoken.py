"""What was said of a matter: the turns of transcripts that the reader finds to be about a question
that no few words answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.documents import Passage, Span, StoredStatement
from index.interrogatives import asked_at_end, only_asks, questions
from qa import evidence, excerpts, relevance, wording
from qa.candidates import Candidate
from qa.intents.case import Case
from qa.plain import plainest
from qa.replies import FoundStatement, Reply, Sentence
from qa.terms import content_stems
from qa.wanted import wanted

_MOST = 3  # turns that are told
_ANSWERS = 20  # statements near to a question, among which its answer is looked for
_MORE = 2  # words beside those of the one asked, at most, and no more than these
_NEARLY = 1.0  # (a logit) behind the most relevant, at most


Turns = Mapping[str, StoredStatement]
"""Of passages that are a turn or part of one, by id: the turn."""


def turns(case: Case, passages: Sequence[Candidate[Passage]]) -> Turns:
    held = case.snapshot.statements_in([c.row.id for c in passages])
    spoken = [s for s in held if s.kind == "turn"]
    found = {}
    for row in (c.row for c in passages):
        of = [
            s for s in spoken
            if s.document_id == row.document_id and s.sentence.overlaps(Span(row.start, row.end))
        ]  # fmt: skip
        if of:
            found[row.id] = max(of, key=lambda s: _length(_within(s, row)))
    return found


def asks_it(case: Case, turn: StoredStatement) -> bool:
    """Whether a turn ends by asking the very question, which whoever speaks next answers."""
    asking = asked_at_end(turn.text, Span(0, len(turn.text)))
    return asking is not None and _asks(case, turn.text[slice(*asking)])


def _asks(case: Case, text: str) -> bool:
    """Whether the last question of a text asks for the same kind of words, and has all words of the
    one asked, and hardly another."""
    asked = content_stems(case.query.text)
    last = text[slice(*[*questions(text)][-1])] if "?" in text else ""
    own = content_stems(last)
    if not asked or not asked <= own or len(own - asked) > min(_MORE, len(asked)):
        return False
    return wanted(plainest(last)) == wanted(case.plain)


def answer(case: Case, passages: Sequence[Candidate[Passage]], found: Turns) -> Reply | None:
    """What is said in these, the most relevant first, each turn once, by those whom the filters let
    through; None where none is relevant."""
    speakers = case.where.speakers
    of = ((c, found[c.row.id]) for c in passages if c.row.id in found)
    telling = [
        (c, turn) for c, turn in of
        if turn.speaker and (not speakers or turn.speaker.id in speakers) and relevance.is_about(c)
    ]  # fmt: skip
    telling.sort(key=lambda each: -_relevance(each[0]))
    once: dict[str, tuple[Candidate[Passage], StoredStatement]] = {}
    for candidate, turn in telling:
        if _relevance(candidate) >= _relevance(telling[0][0]) - _NEARLY:
            once.setdefault(turn.id, (candidate, turn))
    if not once:
        return None
    told = list(once.values())[:_MOST]
    parts = [_part(case, candidate, turn) for candidate, turn in told]
    statements = [FoundStatement(turn, round(c.score, 4)) for c, turn in told]
    sentences = [
        Sentence(wording.told_by(replace(whole, statement=part)), evidence.citations(part))
        for whole, part in zip(statements, parts, strict=True)
    ]
    marks = [_words(c) or part.spans for (c, _), part in zip(told, parts, strict=True)]
    rows = [(c.row, c.score, marked) for (c, _), marked in zip(told, marks, strict=True)]
    return case.answered(sentences, statements, len(statements), rows)


def to_the_question(case: Case) -> Reply | None:
    """What was answered to the very question, where somebody in a transcript asks it."""
    weighed = case.retrieval.weighed(case.query.text, _ANSWERS, case.where)
    for row in (c.row for c in case.retrieval.statements(weighed)):
        if row.asked_text and _asks(case, row.asked_text) and not only_asks(row.text):
            return case.statements([evidence.stated(row)])
    return None


def _words(candidate: Candidate[Passage]) -> Sequence[Span]:
    """The words that answer, where the reader finds some that do."""
    words = candidate.read.words if candidate.read and relevance.answers(candidate) else None
    start = candidate.row.start
    return [Span(start + words.start, start + words.end)] if words else []


def _part(case: Case, candidate: Candidate[Passage], turn: StoredStatement) -> StoredStatement:
    """What of a turn stands in a passage, cut to what bears on the question, with the words that
    answer."""
    passage = candidate.row
    own = _within(turn, passage)
    text = passage.text[own.start - passage.start : own.end - passage.start]
    whole = replace(excerpts.part(turn, own, text), passage_id=passage.id)
    cut = case.retrieval.excerpt(whole, case.query.text)
    return cut if all(map(cut.sentence.holds, _words(candidate))) else whole


def _length(span: Span) -> int:
    return span.end - span.start


def _within(turn: StoredStatement, passage: Passage) -> Span:
    return Span(max(turn.sentence.start, passage.start), min(turn.sentence.end, passage.end))


def _relevance(candidate: Candidate[Passage]) -> float:
    return candidate.read.relevance if candidate.read else float("-inf")
