"""What is nobody, though it stands where a source does: what cannot speak, what is only spoken of,
and people of whom a document only tells how many they are, or of what country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.figures import Figure
from index.attribution.findings import Finding
from index.attribution.governments import country_of, government
from index.attribution.naming import OF_A_PEOPLE
from index.attribution.roles import is_role
from index.attribution.sources import Source
from index.attribution.vocabulary import HONOURED

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_ABLE = lexicon.PEOPLE | lexicon.DOCUMENTS | lexicon.VESSELS | lexicon.STATE_BODIES
_SEVERAL = frozenset("all few many more most other several some these those two three".split())
PARTISANS = frozenset("republican democrat conservative liberal socialist independent".split())
# A work by whoever has a surname: "Lind (2019)", "Lind and Obi (2019)", "Lind et al."
_SURNAME = r"[^\W\d_a-z][\w’'-]+"
_CITATION = re.compile(
    rf"{_SURNAME}(?:(?:,? (?:and|&) {_SURNAME})? \((?:19|20)\d\d[a-z]?\)?| et al\b.*)"
)
_TOPIC = re.compile(r"[\W_]*(?:On|About|Regarding)\s[^:“\"]*$")


def may_speak(finding: Finding, source: Source) -> bool:
    """Whether the source is something that can put words on record.

    "The stance underscores the risk" reports nobody; "said" and "told" need no such check.
    """
    cue, head = finding.cue, source.head
    if cue is None or cue.lemma_.lower() in lexicon.SPEAKING or cue.lower_ in ("according", "per"):
        return head.lower_ not in ("this", "that")
    if head.pos_ == "PRON":
        return head.lower_ in (*gender.PRONOUNS, "they", "we", "i", "who", "it")
    lemma = head.lemma_.lower()
    return (
        lemma in _ABLE
        or is_role(head)
        or head.pos_ == "PROPN"
        or head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        # "a bystander, Jane Doe": somebody by name
        or any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in head.subtree)
        or (head.pos_ == "NOUN" and lemma.endswith(("ist", "ian", "man", "crat")))
    )


def is_topic(finding: Finding, source: Source, text: str) -> bool:
    """Whether it is what words behind a colon are about, and not whose: "On Lind: “…”"."""
    if finding.cue is not None and not finding.cue.is_punct:
        return False  # "On Friday, said Lind: “…”"
    line = text[text.rfind("\n", 0, source.span.start) + 1 : source.span.end]
    behind = text[source.span.end :][:1]
    return behind == ":" and source.head.pos_ != "PRON" and _TOPIC.match(line) is not None


def is_cited(figure: Figure, source: Source, text: str) -> bool:
    """Whether a source is a work that is cited by a mere surname, which others have as well,
    and no work of somebody whom the document names in full."""
    own = text[slice(*source.span)]
    in_full = any(" " in name and name not in own for name in figure.names)
    return not in_full and _CITATION.fullmatch(own) is not None


def is_of_a_people(head: Token) -> bool:
    """Whether somebody is only told to be of a country: "the Italian", and not "the French"."""
    alone = [c.lower_ for c in head.lefts] == ["the"]
    plural = head.tag_ in ("NNS", "NNPS") or head.lower_.endswith(("ch", "ese", "sh", "ss"))
    known = country_of(head.text) is not None and government(head.text) is None
    named = head.doc[head.i + 1 : head.i + 2].text.istitle()  # "the Frenchman Paul Lind"
    known = known or (OF_A_PEOPLE.fullmatch(head.text) is not None and not named)
    return alone and not plural and head.text[0].isupper() and known


def is_of_many(head: Token) -> bool:
    """Whether people are only told to be many, or of a country or a party: "many Greens",
    "Russians", "two House Committees", and not "All Nippon Airways"."""
    one = head.lower_.removesuffix("s")
    named = head.i > 0 and head.nbor(-1).pos_ == "PROPN" and one not in lexicon.GENERIC
    several = head.tag_ == "NNPS" and not named and any(c.lower_ in _SEVERAL for c in head.lefts)
    a_people = one in PARTISANS or head.lower_ in lexicon.NO_SURNAMES or country_of(one)
    return one != head.lower_ and bool(several or a_people)


def is_generic(head: Token, named: Figure | None) -> bool:
    """Whether a noun with a capital is nobody's name by itself: "the Department"."""
    if head.lemma_.lower() not in lexicon.GENERIC:
        return False
    if named is not None and all(name.casefold() in lexicon.GENERIC for name in named.names):
        return True
    return all(c.dep_ == "det" or c.tag_ == "PRP$" or c.is_punct for c in head.children)


def is_addressed(head: Token) -> bool:
    """Whether it is how members of a house speak of each other: "the hon. Lady"."""
    before = [t.lower_.rstrip(".") for t in head.doc[max(0, head.i - 2) : head.i]]
    called = head.lower_ in ("friend", "gentleman", "lady", "lord", "member", "members")
    return called and not HONOURED.isdisjoint(before)
