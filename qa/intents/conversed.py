"""Which document a conversation is about, where it plainly is about one."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from index.documents import Passage
from qa import relevance
from qa.candidates import Candidate
from qa.context import has_few_words
from qa.intents.case import Case
from qa.question import Query
from qa.replies import Reply
from qa.retrieval import RANKED, READ
from qa.terms import content_stems, stem, stems, terms, words

_WHOLE = 3  # passages, from which on a document tells what it is about
_THING = re.compile(r"\b(?:the|this|that|these|those) (\w+)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z]\w+")


def passages(case: Case) -> list[Candidate[Passage]]:
    """The best passages for a question. Where it goes on from a conversation about one document and
    names nothing else, those of documents that have little of what was asked before are left out:
    their terms and fees are another matter's."""
    query = case.query
    found = case.retrieval.passages(query.text, RANKED, case.by_speakers, query.wordings)
    before = query.wordings[1].removesuffix(query.text) if query.goes_on else ""
    named = [name.casefold() for name in _NAME.findall(before)]  # which tell it from others
    asked = [w for w in named or terms(before) if case.snapshot.frequency("passages", w)]
    if not asked or case.of_one_document:
        return found[:READ]
    documents = dict.fromkeys(c.row.document_id for c in found)
    if len(documents) < 2:
        return found[:READ]
    covers = case.retrieval.weights.coverage(asked)

    @cache  # a document is long: it is looked through once, and only where it may be told of
    def share(id: str) -> float:
        return covers(_whole(case, id))

    best = max(dict.fromkeys(c.row.document_id for c in found[:READ]), key=share)
    if not relevance.is_of_conversation(share(best)):
        best = next((id for id in documents if relevance.is_of_conversation(share(id))), best)
    if not relevance.is_of_conversation(share(best)):
        return found[:READ]
    few = len(case.snapshot.passages_of(best)) < _WHOLE and not _of_thing_told(query)
    if few or _names_other(query.text, _whole(case, best)):
        return found[:READ]
    about = (c for c in found if relevance.is_of_same(share(c.row.document_id), share(best)))
    return list(islice(about, READ))


def may_tell(case: Case, reply: Reply, found: Sequence[Candidate[Passage]]) -> bool:
    """Whether what a question is told that was asked by itself may answer it: of a thing that the
    conversation had ("the study") only the document that comes first with that (``found``), and of
    a question with hardly a word of its own ("who decides?") unless it tells of all of them."""
    if not (reply.passages and found):
        return True
    told = reply.passages[0].passage
    if told.document_id == found[0].row.document_id:
        return True
    own = content_stems(case.query.text)
    all_told = len(own) > 1 and own <= set(stems(told.text))
    return (all_told or not has_few_words(case.query.text)) and not _of_thing_told(case.query)


def _of_thing_told(query: Query) -> bool:
    """Whether a question is of a thing that the conversation had: "when was the study made?"."""
    said = stems(" ".join(query.wordings[1:]).replace(query.text, " "))
    things = terms(" ".join(_THING.findall(query.text)))
    return any(stem(thing) in said for thing in things)


def _whole(case: Case, id: str) -> str:
    """A document's title and text."""
    stored = case.snapshot.document(id)
    return f"{stored.document.title}\n{stored.document.text}" if stored else ""


def _names_other(question: str, text: str) -> bool:
    """Whether a question names what a text has no word of."""
    known = set(words(text))
    return any(name.casefold() not in known for name in _NAME.findall(question))
