"""A question → a reply: an answer in the sources' words, or a refusal with its reason.

This is the whole life of a question: understood (``qa.question``, ``qa.conversation``), searched
for (``qa.retrieval``) and answered (``qa.intents``, a module an intent), all within one snapshot.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from index.embedding import Embedder
from index.store import Filter, Snapshot, Store
from qa import evidence, refusals
from qa.context import points_back
from qa.conversation import standalone
from qa.holdings import is_chat
from qa.intents import (
    claims,
    comparison,
    decisions,
    fact,
    findings,
    holdings,
    occasions,
    questions,
    sentences,
    statements,
    tasks,
    votes,
    whole,
)
from qa.intents.case import Case, latest
from qa.names import Index, Names
from qa.reading.reader import Reader
from qa.relevance import FEW_WORDS
from qa.replies import FoundPassage, Intent, Question, Reply, Turn
from qa.retrieval import Retrieval
from qa.stages import Stages, unobserved
from qa.terms import terms
from qa.understanding import understand
from qa.wanted import is_of_whole

_PRONOUNS = frozenset(["he", "she"])
_CAPITAL = re.compile(r"(?<=\W)[A-Z]")  # behind the first word
_MOST_DATED = 1000  # statements of which it is looked whether they have a date
LISTED = 100  # passages that a search lists at most
_WAYS: Mapping[Intent, Callable[[Case], Reply]] = {
    "statements": statements.answer,
    "speaker": claims.answer,
    "positions": claims.answer,
    "fact": fact.answer,
}


class Answerer:
    """Answers over a store. Safe for use by several threads."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        reader: Reader | None = None,
    ) -> None:
        """Without a ``reader`` passages keep the order of the search, and the words that answer are
        found by rules: faster, and worse."""
        self._store = store
        self._embedder = embedder
        self._reader = reader
        self._names: Index | None = None

    def ask(self, question: Question, stages: Stages = unobserved) -> Reply:
        with self._store.snapshot() as snapshot:
            with stages("understanding"):
                names = self._named(snapshot)
                asked = standalone(question.text, question.history, names)
                query = understand(asked.text, names, lambda: latest(snapshot))
                query = replace(query, wordings=asked.wordings, in_context=asked.in_context)
                query = replace(query, of_matter=asked.of_matter)
                if asked.of_matter and query.intent == "positions" and query.open:
                    query = replace(query, intent="fact")
            reply = Reply(question.text, asked.shown, query.intent, snapshot.generation)
            retrieval = Retrieval(snapshot, self._embedder, self._reader, stages, asked.told)
            case = Case(snapshot, retrieval, question, query, reply)
            if told := _of_documents(case):
                return told
            manifest = self._store.manifest
            if manifest and not manifest.attributed:
                # Nobody is on record there, and to say so of anybody would be untrue.
                return fact.answer(case.by_words())
            reply = _answer(case)
            return (findings.answer(case) or reply) if reply.refusal else reply

    def search(
        self,
        query: str,
        *,
        limit: int,
        where: Filter = Filter(),  # noqa: B008  frozen
        history: Sequence[Turn] = (),
        stages: Stages = unobserved,
    ) -> Sequence[FoundPassage]:
        """Passages alone, best first, each text once, whatever they are worth; of a follow-up,
        those that the whole conversation looks for."""
        with self._store.snapshot() as snapshot:
            wordings: Sequence[str] = ()
            if history:
                wordings = standalone(query, history, self._named(snapshot)).wordings
            retrieval = Retrieval(snapshot, self._embedder, self._reader, stages)
            found = retrieval.passages(query, limit, where, wordings)
            rows = [(c.row, c.score, ()) for c in found]
            return evidence.passages(snapshot, rows, retrieval.repeated)

    def nearest(
        self,
        query: str,
        where: Filter,
        offset: int,
        limit: int,
        stages: Stages = unobserved,
    ) -> tuple[Sequence[FoundPassage], int]:
        """A part of the list of the ``LISTED`` best passages, by descending score and then by id,
        and how many it has in all. All of it is ranked for each part."""
        with self._store.snapshot() as snapshot:
            retrieval = Retrieval(snapshot, self._embedder, self._reader, stages)
            found = retrieval.passages(query, LISTED, where)
            rows = [(c.row, c.score, ()) for c in found[offset : offset + limit]]
            return evidence.passages(snapshot, rows, retrieval.repeated), len(found)

    def _named(self, snapshot: Snapshot) -> Names:
        """Everybody's names; what was made of them for the last question serves the next."""
        names = Names(snapshot, self._names)
        self._names = names.index
        return names


def _of_documents(case: Case) -> Reply | None:
    """What a whole document is about, or which there are, if that is asked."""
    if is_chat(case.query.text) or _asks_nothing(case):
        return case.refused(refusals.chat())
    if case.query.listed and case.snapshot.counts().documents:
        return holdings.answer(case)
    if not is_of_whole(case.query.text, goes_on=case.query.goes_on):
        return None
    if case.of_one_document:
        return whole.answer(case)
    many = len(case.where.documents) or case.snapshot.counts().documents
    return case.refused(refusals.of_many(many)) if many else None


def _asks_nothing(case: Case) -> bool:
    """Whether it is a bare "Why?" or "According to whom?" that goes on from nothing, and not
    "What is the WHO?"."""
    query = case.query
    bare = query.intent == "fact" and not (query.who or query.listed or terms(query.text))
    named = _CAPITAL.search(query.text) is not None
    return bare and not (named or query.goes_on or case.of_one_document)


def _answer(case: Case) -> Reply:
    query = case.query
    if not case.snapshot.counts().documents:
        return case.refused(refusals.empty())
    if decided := decisions.answer(case):
        return decided
    if query.ambiguous:
        meant = _on_record(case)
        return _answer(meant) if meant else case.refused(refusals.ambiguous(query))
    if query.who.casefold() in _PRONOUNS:
        if query.whether and query.topic and case.of_one_document:  # "did she write any books?"
            return fact.answer(case.by_words())
        return case.refused(refusals.nobody_before(query))
    if query.who and not query.speakers:
        return (sentences.apart(case) if query.compared else None) or statements.of_nobody(case)
    if query.put_to:
        return questions.answer(case)
    if query.compared:
        return comparison.answer(case)
    if voted := votes.answer(case):
        return voted
    if given := tasks.answer(case, least=tasks.CLOSE):
        return given
    asked = _WAYS[query.intent]
    if query.of_matter and query.intent == "positions" and points_back(query.text):
        told = fact.answer(case.by_words())  # "does it have a pool?"
        # "is it permanent?": whoever else has the one word that it has speaks of something else
        if told.answered or len(terms(query.topic)) < FEW_WORDS:
            return told
    reply = occasions.answer(case, asked) or asked(case)
    if not (reply.refusal or (decisions.is_told(case, reply) and votes.is_told(case, reply))):
        reply = case.nothing()
    return (decisions.whether(case) or tasks.answer(case) or reply) if reply.refusal else reply


def _on_record(case: Case) -> Case | None:
    """The question of the one of several of the name who is on record in the time, or in the
    documents, that it is asked of; None where that is nobody, or several, or where another has
    said what has no date."""
    each = (replace(case.query, speakers=(speaker,)) for speaker in case.query.speakers)
    found = [
        one
        for one in map(case.asking, each)
        if case.snapshot.statements_by(one.by_speakers, 0, 1)[1]
        or (case.query.period and _is_undated(one))
    ]
    return found[0] if len(found) == 1 else None


def _is_undated(case: Case) -> bool:
    """Whether a speaker has said something of which it is not known when."""
    rows, _ = case.snapshot.statements_by(case.whenever, 0, _MOST_DATED)
    return any(row.published is None for row in rows)
