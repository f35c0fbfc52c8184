"""What somebody was asked: the questions that the turns of a speaker answer, each told as the one's
who asks it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.documents import Passage, Span, StoredStatement
from qa import evidence, excerpts, refusals, talk, wording
from qa.facts import Fact
from qa.intents.case import Case
from qa.intents.telling import told
from qa.replies import FoundStatement, Reply, Sentence
from qa.terms import terms

_INTERVIEWED = re.compile(r"who interviewed\b", re.IGNORECASE)
_BY = re.compile(
    r"\b[Ii]nterview(?:ed)? by (?P<who>[A-Z][\w.’'-]*(?: (?:[a-z]{2,3} )?[A-Z][\w’'-]+){1,3})"
)


def answer(case: Case) -> Reply:
    query = case.query
    where = case.asking(replace(query, speakers=query.put_to)).by_speakers
    answers = [c.row for c in case.on_topic(where) if c.row.asked]
    answers = [row for row in answers if not talk.is_talk(row.asked_text)]
    if wanted := terms(query.topic):  # those that name it go before what was answered with it
        covers = case.retrieval.weights.coverage(wanted)
        answers.sort(key=lambda row: not covers(row.asked_text))
    turns = {id: _turns(case, id) for id in {row.document_id for row in answers}}
    found = [(row, _asking(row, turns[row.document_id])) for row in answers]
    if query.speakers:
        found = [(row, turn) for row, turn in found if turn and turn.speaker in query.speakers]
    if _INTERVIEWED.match(case.plain) and (by := _interviewer(case, [row for row, _ in found])):
        return by
    if not found:
        return case.refused(refusals.unasked(query, case.nearest(query.topic, where)))
    sentences: list[Sentence] = []
    rows: list[tuple[Passage, float, Sequence[Span]]] = []
    asking: dict[str, FoundStatement] = {}
    for row, turn in found[case.question.offset :][: case.question.limit]:
        passage = case.snapshot.passage_at(row.document_id, row.asked.start) if row.asked else None
        if row.asked is None or passage is None:
            continue
        sentences.append(Sentence(_told(row, turn), (passage.id,)))
        rows.append((passage, 1.0, (row.asked,)))
        if turn:
            asking[turn.id] = evidence.stated(turn)
    return case.answered(sentences, list(asking.values()), len(found), rows)


def _interviewer(case: Case, answers: Sequence[StoredStatement]) -> Reply | None:
    """Whom the document of an interview names, whose questions are nobody's: "Interview by …"."""
    for id in dict.fromkeys(row.document_id for row in answers):
        stored = case.snapshot.document(id)
        if stored and (by := _BY.search(stored.document.text)):
            who, line = Span(*by.span("who")), Span(*by.span())
            return told(case.by_words(), Fact(id, who, line, 1.0, 1.0, exact=True))
    return None


def _turns(case: Case, document: str) -> list[StoredStatement]:
    passages = [passage.id for passage in case.snapshot.passages_of(document)]
    return [s for s in case.snapshot.statements_in(passages) if s.kind == "turn"]


def _asking(answer: StoredStatement, turns: Sequence[StoredStatement]) -> StoredStatement | None:
    """The turn that holds the question; None where its words are nobody's, as an interviewer's are
    who has no label."""
    asked = answer.asked
    return next((t for t in turns if asked and any(span.holds(asked) for span in t.spans)), None)


def _told(answer: StoredStatement, turn: StoredStatement | None) -> str:
    """The question, behind who asks it."""
    if turn is None or answer.asked is None:
        return answer.asked_text
    asked = excerpts.part(turn, answer.asked, answer.asked_text)
    return wording.told_by(evidence.stated(asked))
