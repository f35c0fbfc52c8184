"""Who takes the floor in what is told, without a word yet: "he said" goes on from such a one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.figures import Mention

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_REACTING = frozenset(
    "agree balk bristle concur demur disagree laugh nod object scoff shrug sigh smile".split()
)
_HELD = frozenset("concern doubt misgiving qualm regret reservation sympathy view worry".split())
_ASKING = frozenset(
    "ask challenge cross examine grill interview press prompt question quiz".split()
)


def reacts(mention: Mention) -> bool:
    """Whether somebody takes the floor without a word yet: "Rudge disagreed. “It is on,” he
    said.", "Rudge is less sure", "Rudge had doubts", "So did Rudge", "I asked Rudge whether it
    was"."""
    if _is_asked(mention.head):
        return True
    if mention.is_pronoun:
        return False
    verb = mention.head.head
    moved = verb.lemma_ in _REACTING or any(
        (c.dep_ == "acomp" and c.lower_ in lexicon.MOODS)
        or (c.dep_ == "dobj" and c.lemma_ in _HELD and verb.lemma_ in ("have", "take"))
        for c in verb.children
    )
    return (mention.subject and moved) or _does_so(mention.head)


def _is_asked(name: Token) -> bool:
    """Whether somebody is put a question: "I asked Rudge", "Rudge was asked"."""
    put = name.dep_ in ("dobj", "dative", "nsubjpass") and name.head.lemma_ in _ASKING
    return put and not any(c.dep_ == "xcomp" for c in name.head.children)  # "asked Rudge to go"


def _does_so(name: Token) -> bool:
    """Whether somebody is said to do the same: "So did Rudge", "nor does Ann Rudge"."""
    first, doc = name.i, name.doc
    while first > 1 and doc[first - 1].pos_ == "PROPN":
        first -= 1
    verb = doc[first - 1].lemma_ if first > 1 else ""
    return verb in ("be", "do", "have") and doc[first - 2].lower_ in ("so", "nor", "neither")


def asks(mention: Mention) -> bool:
    """Whether somebody is named as who asked, and another is told of: "Asked by Rudge, …"."""
    by = mention.head.head
    return mention.head.dep_ == "pobj" and by.lower_ == "by" and by.head.lemma_ in _ASKING
