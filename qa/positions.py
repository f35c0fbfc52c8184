"""Statements and a claim → who stands where to it.

That a statement is near a claim does not make it one on it ("Is the garden open at night?" –
"readers love the garden"), so the reader reads each with the question, as an answer to it.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.documents import Span, StoredStatement
from qa import relevance
from qa.candidates import Candidate
from qa.replies import FoundStatement
from qa.retrieval import Retrieval
from qa.stances import denies_by_cue
from qa.wording import name, reported

_TOGETHER = 8  # statements that are read; as many more where half of these are on the claim


def taken(
    retrieval: Retrieval, question: str, claim: str, found: Sequence[Candidate[StoredStatement]]
) -> list[FoundStatement]:
    """The candidates that are about a claim with their positions, the most relevant first; where
    there is no reader, all of them, told by their nearness and their words."""
    if retrieval.reads:
        read = _read(retrieval, question, found)
        found = [c for c in read if relevance.about_claim(c)] or read[:1]
    own = [retrieval.share(f"{c.row.asked_text} {c.row.text}", claim) for c in found]
    most: dict[tuple[str, Span], float] = {}  # of the statements of one sentence
    for candidate, part in zip(found, own, strict=True):
        place = candidate.row.document_id, candidate.row.sentence
        most[place] = max(part, most.get(place, 0.0))
    placed = []
    for candidate, part in zip(found, own, strict=True):
        row = candidate.row
        speaks = denies_by_cue(row) or (
            part == most[row.document_id, row.sentence]
            and (part or not retrieval.share(_around(row), claim))
        )
        position = relevance.position(candidate, claim) if speaks else None
        placed.append(FoundStatement(row, round(candidate.score, 4), position))
    return placed


def _read(
    retrieval: Retrieval, question: str, found: Sequence[Candidate[StoredStatement]]
) -> list[Candidate[StoredStatement]]:
    """The first of the candidates, each read as it is told behind the name of its speaker, the most
    relevant first. The words that the reader finds are ranges of what is told."""
    judged: list[tuple[float, Candidate[StoredStatement]]] = []
    for at in range(0, len(found), _TOGETHER):
        some = [c.row for c in found[at : at + _TOGETHER]]
        leads = [f"{name(row)}: " for row in some]
        texts = [lead + reported(row) for lead, row in zip(leads, some, strict=True)]
        reads = retrieval.read(question, texts, [row.asked_text for row in some])
        for lead, read, candidate in zip(leads, reads, found[at:], strict=False):
            own = replace(read, words=_behind(lead, read.words))
            judged.append((-read.relevance, replace(candidate, read=own)))
        if 2 * sum(map(relevance.settles, reads)) < len(reads):
            break
    return [candidate for _, candidate in sorted(judged, key=lambda each: each[0])]


def _behind(lead: str, words: Span | None) -> Span | None:
    """A range of a text as one of what stands behind its lead, None where it begins in that."""
    if words is None or words.start < len(lead):
        return None
    return Span(words.start - len(lead), words.end - len(lead))


def _around(statement: StoredStatement) -> str:
    """The sentence without the statement's words and without those that name its source."""
    text, start = statement.sentence_text, statement.sentence.start
    for span in reversed(statement.spans):
        if statement.sentence.overlaps(span):
            text = f"{text[: max(0, span.start - start)]} {text[span.end - start :]}"
    return text.replace(statement.source_text, " ") if statement.source_text else text
