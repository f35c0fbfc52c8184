"""Which document a conversation is about, where it plainly is about one."""

import re

from index.documents import Passage
from qa import relevance
from qa.candidates import Candidate
from qa.intents.case import Case
from qa.retrieval import RANKED, READ
from qa.terms import terms, words

_WHOLE = 3  # passages, from which on a document tells what it is about
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z]\w+")


def passages(case: Case) -> list[Candidate[Passage]]:
    """The best passages for a question. Where it goes on from a conversation about one document and
    names nothing else, those of documents that have little of what was asked before are left out:
    their terms and fees are another matter's."""
    query = case.query
    found = case.retrieval.passages(query.text, RANKED, case.by_speakers, query.wordings)
    before = query.wordings[1].removesuffix(query.text) if query.goes_on else ""
    asked = [w for w in terms(before) if case.snapshot.frequency("passages", w)]
    if not asked or case.of_one_document:
        return found[:READ]
    covers = case.retrieval.weights.coverage(asked)
    stored = map(case.snapshot.document, dict.fromkeys(c.row.document_id for c in found))
    texts = {s.document.id: f"{s.document.title}\n{s.document.text}" for s in stored if s}
    shares = {id: covers(text) for id, text in texts.items()}
    best = max(shares, key=lambda each: shares[each], default="")
    if not relevance.is_of_conversation(shares.get(best, 0.0)):
        return found[:READ]
    if len(case.snapshot.passages_of(best)) < _WHOLE or _names_other(query.text, texts[best]):
        return found[:READ]
    about = {id for id, share in shares.items() if relevance.is_of_same(share, shares[best])}
    return [c for c in found if c.row.document_id in about][:READ]


def _names_other(question: str, text: str) -> bool:
    """Whether a question names what a text has no word of."""
    known = set(words(text))
    return any(name.casefold() not in known for name in _NAME.findall(question))
