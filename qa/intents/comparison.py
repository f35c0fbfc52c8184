"""How do X and Y differ: the statements of each on one matter, grouped by speaker."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from index.documents import Speaker, StoredStatement
from index.store import Filter
from qa import contradictions, evidence, refusals, settling, wording
from qa.candidates import Candidate
from qa.intents.case import Case
from qa.question import Query
from qa.repetitions import folded
from qa.replies import FoundStatement, Reply, Sentence

_MOST_ON_NOTHING = 40  # statements that are set side by side without a topic
_EACH = re.compile(r",| and ")  # "Lind and Voss", and not "the mayors"
_AGREES = re.compile(r"\b(?:dis)?agree(?:s|d)?\b")


def answer(case: Case) -> Reply:
    """Every page has each speaker while they have statements left, best or latest first; of whom
    none is found on the matter, the first page says so."""
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
    silent = [speaker for speaker in query.speakers if not each[speaker.id]]
    near = [] if case.question.offset else _silent(case, silent)
    sentences += [sentence for sentence, _ in near]
    rows = evidence.holding(case.snapshot, [*shown, *(nearest for _, nearest in near)])
    return case.answered(sentences, shown, len(found), rows, contradictions.among(found))


def with_silent(case: Case, reply: Reply, found: Sequence[FoundStatement]) -> Reply:
    """A list of what "Lind and Voss" said of a matter, the first page with of whom nothing is in
    it."""
    query = case.query
    if not (query.several and query.topic and _EACH.search(query.who)) or case.question.offset:
        return reply
    said = {f.statement.speaker.id for f in found if f.statement.speaker}
    told = _silent(case, [speaker for speaker in query.speakers if speaker.id not in said])
    rows = evidence.holding(case.snapshot, [nearest for _, nearest in told])
    known = {shown.passage.id for shown in reply.passages}
    return replace(
        reply,
        sentences=(*reply.sentences, *(sentence for sentence, _ in told)),
        passages=(
            *reply.passages,
            *evidence.passages(case.snapshot, [row for row in rows if row[0].id not in known]),
        ),
    )


def _silent(case: Case, silent: Sequence[Speaker]) -> list[tuple[Sentence, FoundStatement]]:
    """Of whom nothing was found on the matter, each told with the nearest of that one's."""
    topic = case.query.topic
    own = [(speaker, _own(case, speaker)) for speaker in silent]
    nearest = [(s, case.nearest(topic, where)[:1]) for s, where in own if topic and where]
    return [
        (Sentence(wording.silent(speaker, topic), evidence.citations(found.statement)), found)
        for speaker, near in nearest
        for found in near
    ]


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
    where = _own(case, speaker)
    if where is None:
        return []
    topic = case.query.topic
    found = case.on_topic(where) or (case.headed(where) if topic else [])
    placed = [_placed(candidate, topic) for candidate in found]
    return folded(case.ordered(placed))


def _own(case: Case, speaker: Speaker) -> Filter | None:
    """Nobody else's statements; None where the filters let none of theirs through."""
    given = case.where.speakers
    if given and speaker.id not in given:
        return None
    return replace(case.where, speakers=frozenset([speaker.id]))


def _placed(candidate: Candidate[StoredStatement], topic: str) -> FoundStatement:
    """With where the speaker stands; without a topic there is nothing to stand for or against."""
    position = settling.position(candidate, topic) if topic else None
    return evidence.ranked(candidate, position)
