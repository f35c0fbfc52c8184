"""A speaker of one document in the making, and where the document names him."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.called import capitalised
from index.attribution.governments import Government
from index.attribution.roles import head_of
from index.documents import Profile, Span, SpeakerKind

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token


@dataclass(eq=False)
class Figure:
    """One speaker of a document in the making."""

    kind: SpeakerKind
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    spoken: Counter[str] = field(default_factory=Counter)
    sources: set[str] = field(default_factory=set)
    government: Government | None = None
    female: bool | None = None
    billed: str | None = None
    described: set[str] = field(default_factory=set)  # lemmas of what is said beside the name
    first: int | None = None  # where the full name stands first
    office: bool = False  # whether it ever stands beside the full name
    polite: bool = False  # or a "Dr." or "First Lady"

    @property
    def name(self) -> str:
        """The fullest form: as billed, else of most words, then most often used.

        A government goes by the form in which it speaks: "the Kremlin" and not "Russia".
        """
        if self.government is not None:
            spoken, country = self.spoken or self.names, self.government.country
            return max(spoken, key=lambda n: ("government" in n, spoken[n], n == country, n))
        best = max(self.names, key=lambda n: (len(n.split()), self.names[n], len(n), n), default="")
        best = self.billed or best
        if self.kind == "person" and " " in best and best.isupper():  # as a caption has it
            words = [capitalised(word) for word in best.split()]
            return " ".join(words) if gender.has_first_name(words) else best
        return best

    @property
    def surely_person(self) -> bool:
        """Whether more than the parser's word says that this is a person."""
        return self.kind == "person" and (self.female is not None or bool(self.roles))

    @property
    def role(self) -> str | None:
        """The fullest role the document gives, and no mere "first woman" to do a thing; of offices
        that one at a time holds the one that it gives most often, as it may tell of a former one.
        """
        held = [r for r in self.roles if r.casefold() in lexicon.SOLE_OFFICES]
        former = set(held) - {max(held, key=lambda r: (self.roles[r], r), default="")}
        mere = {r for r in self.roles if head_of(r)[-1:] in (["man"], ["woman"])}
        given = self.roles.keys() - former - mere
        rank = {r: (len(r.split()), not r.isupper(), self.roles[r], r) for r in given}
        fullest = max(given, key=rank.__getitem__, default="").split()
        full = [name.split() for name in self.names if " " in name]
        begins = [name[:n] for name in full for n in range(1, len(name) + 1)]
        for n in range(1, len(fullest)):
            if fullest[n:] in begins and fullest[n].casefold() not in lexicon.ROLES:
                fullest = fullest[:n]  # "President of Norway Ann", before "Lind"
                break
        return " ".join(fullest) or None

    def profile(self) -> Profile:
        name = self.name
        aliases = {n for n in self.names if n != name}
        called = f"the {name}"  # kept where the document says so: "the Kremlin", never "the Moscow"
        if self.kind != "person" and any(
            source.casefold().startswith(called.casefold()) for source in self.sources
        ):
            aliases.add(called)
        if self.kind == "person" and self.female is not None and " " not in name:
            aliases.add(f"{'Ms.' if self.female else 'Mr.'} {name}")  # which tells namesakes apart
        return Profile(name=name, kind=self.kind, role=self.role, aliases=tuple(sorted(aliases)))


@dataclass(frozen=True)
class Mention:
    """A place where the document names a figure, or means it by a pronoun.

    ``head`` is its main word, or the noun it stands beside: the deputy of "Holt's deputy, Simon
    Arkwright,".
    """

    span: Span
    figure: Figure
    head: Token

    @cached_property
    def subject(self) -> bool:
        """Whether the clause is about the figure."""
        return self.head.dep_ in ("nsubj", "nsubjpass") or self._is_told_of

    @property
    def acts(self) -> bool:
        """Whether it is the subject of a main clause."""
        return self.subject and self.head.head.dep_ == "ROOT"

    @property
    def possessive(self) -> bool:
        return self.head.dep_ == "poss"

    @cached_property
    def addressed(self) -> bool:
        """Whether it is called to, and not told of: "Thank you, Jen", "So, Jen, is he ill?", and
        not "Jen Obi, the deputy, who knows, said", nor "Jen Obi, whose deputy knows, said", where
        the parse has two subjects."""
        if self.head.dep_ == "npadvmod":
            return not self._is_told_of
        subjects = [t for t in self.head.head.children if t.dep_ in ("nsubj", "nsubjpass")]
        later = [t for t in subjects if t.i > self.head.i and not _is_of_whose(t)]
        return self.subject and any(t.doc[t.i + 1 : t.i + 2].text != "," for t in later)

    @cached_property
    def _is_told_of(self) -> bool:
        """Whether the clause's subject is what the figure is told to be, whatever the parse says:
        "Jago, her twin, says"."""
        doc, first = self.head.doc, self.head.i + 1
        subjects = [t for t in self.head.head.children if t.dep_ == "nsubj" and t.pos_ == "NOUN"]
        beside = (t for t in subjects if t.left_edge.i == first + 1 and doc[first].text == ",")
        set_off = any(doc[t.right_edge.i + 1 : t.right_edge.i + 2].text == "," for t in beside)
        return self.head.dep_ == "npadvmod" and set_off

    @property
    def is_pronoun(self) -> bool:
        return self.head.pos_ == "PRON"


def _is_of_whose(noun: Token) -> bool:
    """Whether a clause that tells of somebody begins with it: "whose deputy"."""
    return any(t.tag_ == "WP$" for t in noun.children)
