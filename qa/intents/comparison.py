"""How do X and Y differ: the statements of each on one matter, grouped by speaker."""

import re
from dataclasses import replace
from itertools import chain, zip_longest

from index.documents import Speaker, StoredStatement
from qa import contradictions, evidence, refusals, settling, wording
from qa.candidates import Candidate
from qa.intents.case import Case
from qa.question import Query
from qa.repetitions import folded
from qa.replies import FoundStatement, Reply, Sentence

_MOST_ON_NOTHING = 40  # statements that are set side by side without a topic
_AGREES = re.compile(r"\b(?:dis)?agree(?:s|d)?\b")


def answer(case: Case) -> Reply:
    """Every page has each speaker while they have statements left, best or latest first."""
    query = case.query
    each = {speaker.id: _of(case, speaker) for speaker in query.speakers}
    found = [f for turn in zip_longest(*each.values()) for f in turn if f is not None]
    if not found:
        nearest = case.nearest(query.topic or query.text, case.whenever)
        return case.refused(refusals.off_topic(query, nearest))
    if not query.topic:
        agreeing = [f for f in found if _agrees(f.statement, query)]
        told = agreeing and _AGREES.search(query.text)
        found = agreeing if told or len(found) > _MOST_ON_NOTHING else found
    if not found:
        return case.refused(refusals.of_no_matter(query, sum(map(len, each.values()))))
    page = case.page(found)
    grouped = [
        [f for f in page if f.statement.speaker and f.statement.speaker.id == id] for id in each
    ]
    shown = list(chain(*grouped))
    sentences = [
        Sentence(wording.told_by(f, dated=case.dated), evidence.citations(f.statement))
        for f in map(case.cut, shown)
    ]
    clashes = contradictions.among(found)
    return case.answered(sentences, shown, len(found), clashes=clashes)


def _agrees(statement: StoredStatement, query: Query) -> bool:
    """Whether somebody says that he agrees, or does not, with another who is asked about."""
    others = (s for s in query.speakers if statement.speaker and s.id != statement.speaker.id)
    called = "|".join(
        re.escape(name)
        for other in others
        for name in (other.name.split() if other.kind == "person" else [other.name.split()[-1]])
    )
    agrees = rf"{_AGREES.pattern}.* (?:{called})\b"
    return re.search(agrees, statement.sentence_text) is not None


def _of(case: Case, speaker: Speaker) -> list[FoundStatement]:
    given = case.where.speakers
    if given and speaker.id not in given:
        return []
    where = replace(case.where, speakers=frozenset([speaker.id]))
    placed = [_placed(c, case.query.topic) for c in case.on_topic(where)]
    return folded(case.ordered(placed))


def _placed(candidate: Candidate[StoredStatement], topic: str) -> FoundStatement:
    """With where the speaker stands; without a topic there is nothing to stand for or against."""
    position = settling.position(candidate, topic) if topic else None
    return FoundStatement(candidate.row, round(candidate.score, 4), position)
