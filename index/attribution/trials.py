"""What a trial makes of somebody, as far as it is told with the name: the defendant of "Ann Lind,
who denies theft, said", and the witness of "Giving evidence, Mr Rey said"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.attribution import lexicon

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

_TRIED = frozenset("accuse acquit allege arraign charge convict indict sentence try".split())
_PLEADING = frozenset("admit deny".split())
_CHARGES = frozenset(
    """abuse affray arson assault blackmail bribery burglary charge conspiracy corruption
    count embezzlement extortion fraud handling kidnap kidnapping laundering manslaughter murder
    offence offense perjury possession racketeering rape robbery stalking theft
    wounding""".split()
)


def in_court(run: Run) -> set[str]:
    """What somebody is in a trial, by what stands with the name; nothing for nearly all."""
    found: set[str] = set()
    for verb, is_done_to in _clauses(run.root):
        lemma = verb.lemma_.lower()
        objects = {t.lemma_.lower() for t in verb.children if t.dep_ == "dobj"}
        tried = is_done_to and lemma in _TRIED
        pleads = not is_done_to and lemma in _PLEADING and not _CHARGES.isdisjoint(objects)
        if tried or pleads or (lemma == "plead" and not is_done_to):
            found |= {"defendant", "accuse"}  # "the accused", of which the parse has the verb
        if not is_done_to and (lemma == "testify" or _gives_evidence(verb)):
            found.add("witness")
    return found


def _clauses(name: Token) -> Iterator[tuple[Token, bool]]:
    """The verbs of which somebody is the subject, each with whether it is done to them."""
    if name.dep_ in ("nsubj", "nsubjpass"):
        yield name.head, name.dep_ == "nsubjpass"
        led = (c for c in name.head.children if c.dep_ == "advcl" and c.i < name.i)
        yield from ((c, c.tag_ == "VBN") for c in led)  # "Giving evidence, …", "Charged with …"
    for clause in name.children:
        if clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBG"):
            yield clause, clause.tag_ == "VBN"
        elif clause.dep_ == "relcl":
            passive = any(c.dep_ == "nsubjpass" for c in clause.children)
            who = any(c.lower_ == "who" for c in clause.children)
            yield from ((clause, passive),) * who


def _gives_evidence(verb: Token) -> bool:
    """Whether it is to give evidence."""
    said = {t.lemma_.lower() for t in verb.children if t.dep_ == "dobj"}
    return verb.lemma_.lower() == "give" and not lexicon.GIVEN.isdisjoint(said)
