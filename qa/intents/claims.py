"""Who said it and who denies it, and who stands where."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from qa import evidence, relevance, wording
from qa.intents.case import Case
from qa.replies import FoundStatement, Reply, Sentence, Stance
from qa.terms import terms

_MOST_POSITIONS = 40
_HEADS: Mapping[Stance | None, str] = {
    "asserts": "Asserted by",
    "denies": "Denied by",
    "unsure": "Unsure:",
    None: "Also on record about it:",
}


def answer(case: Case) -> Reply:
    query = case.query
    if not terms(query.topic) and query.cue is None:  # "who said what?"
        reply = case.all(case.where)
        return reply if reply.statements_total else case.nothing()
    if terms(query.topic):
        found = case.retrieval.statements(query.topic, _MOST_POSITIONS, case.where)
    else:  # "who denied it?", with nothing before: whoever denied anything
        found = case.candidates(case.where)
    unnamed = query.intent == "positions"
    named = [c for c in found if c.row.speaker or (unnamed and relevance.tells_who(c.row))]
    by_stance = query.cue is not None
    on_topic = case.as_asked([c for c in named if relevance.on_topic(c, by_stance=by_stance)])
    if not on_topic:
        return case.nothing()
    best = on_topic[0].score
    if query.cue is None:
        margins = 2 if query.intent == "positions" else 1
        on_topic = relevance.leading(on_topic, margins=margins)
    shown = [
        FoundStatement(c.row, round(c.score, 4), relevance.position(c, best)) for c in on_topic
    ]
    if query.intent == "speaker":
        shown = [replace(f, stance=None) if query.cue is None else f for f in shown]
        return _speaker(case, shown)
    return _positions(case, shown)


def _speaker(case: Case, found: Sequence[FoundStatement]) -> Reply:
    """Who it was: the best statement answers, others near it follow."""
    many = case.query.cue is not None
    answering = found if many else found[:1]
    page = case.page(found)
    sentences = [
        Sentence(wording.told_by(f.statement), evidence.citations(f.statement))
        for f in answering[: case.question.limit]
    ]
    return case.answered(sentences, page, len(found), evidence.holding(case.snapshot, page))


def _positions(case: Case, found: Sequence[FoundStatement]) -> Reply:
    """Who stands where, a sentence a stance, with the best words for it and against it."""
    page = case.page(_in_turn(found))
    sentences: list[Sentence] = []
    told: set[str] = set()
    for position, head in _HEADS.items():
        taken = [f.statement for f in page if f.stance == position]
        if position is None:
            taken = [s for s in taken if wording.name(s) not in told]
        if not taken:
            continue
        told.update(map(wording.name, taken))
        names = wording.listed(list(dict.fromkeys(map(wording.name, taken))))
        cited = dict.fromkeys(id for s in taken for id in evidence.citations(s))
        sentences.append(Sentence(f"{head} {names}.", tuple(cited)))
        if position in ("asserts", "denies"):
            sentences.append(Sentence(wording.reported(taken[0]), evidence.citations(taken[0])))
    return case.answered(sentences, page, len(found), evidence.holding(case.snapshot, page))


def _in_turn(found: Sequence[FoundStatement]) -> list[FoundStatement]:
    """The best of each stance in turn, so that every page has every stance there is left."""
    piles = [[f for f in found if f.stance == s] for s in ("asserts", "denies", "unsure", None)]
    rounds = zip_longest(*piles)
    return [f for each in rounds for f in each if f is not None]
