"""The people, organisations and governments that a document names, each with all its names.

"John Kirby, spokesman for the White House National Security Council", "Mr. Kirby" and "Kirby" are
one person of one document; "the National Intelligence Service (NIS)" and "the NIS" are one
organisation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.governments import Government, country_of, government
from index.attribution.naming import Name, names, surname
from index.attribution.roles import roles
from index.documents import Profile, Span, SpeakerKind
from index.parsing import Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Span as Run

_ACRONYM = re.compile(r"\s*\(\s*(?:the |or )?[\"'“]?([A-Z][A-Za-z&.]*[A-Z.])[\"'”]?\s*\)")
_POSSESSIVE = re.compile(r"['’]s?$")


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

    @property
    def name(self) -> str:
        """The fullest form: most words, then most often used.

        A government goes by the form in which it speaks: "the Kremlin" and not "Russia".
        """
        if self.government is not None:
            spoken = self.spoken or self.names
            return max(spoken, key=lambda n: ("government" in n, spoken[n], n))
        return max(self.names, key=lambda n: (len(n.split()), self.names[n], len(n), n))

    @property
    def role(self) -> str | None:
        """The fullest role the document gives."""
        return max(self.roles, key=lambda r: (len(r.split()), r)) if self.roles else None

    def profile(self) -> Profile:
        name = self.name
        aliases = {n for n in self.names if n != name}
        called = f"the {name}"  # kept where the document says so: "the Kremlin", never "the Moscow"
        if self.kind != "person" and any(
            source.casefold().startswith(called.casefold()) for source in self.sources
        ):
            aliases.add(called)
        return Profile(name=name, kind=self.kind, role=self.role, aliases=tuple(sorted(aliases)))


@dataclass(frozen=True)
class Mention:
    """A place where the document names a figure; ``subject`` where the clause is about it."""

    span: Span
    figure: Figure
    subject: bool


class Cast:
    """Everybody a document names, in text order."""

    def __init__(self, parsed: Parsed) -> None:
        self.mentions: list[Mention] = []
        self._figures: list[Figure] = []
        self._text = parsed.document.text
        named = names(parsed)
        people = [n for n in named if n.person]
        for name in people:  # full names first, so that surnames find theirs
            if len(name.words) > 1:
                self._person(name)
        self.mentions.sort(key=lambda m: m.span)
        for name in people:
            if len(name.words) == 1:
                self._person(name)
                self.mentions.sort(key=lambda m: m.span)
        for name in named:
            if not name.person and name.label:
                self._body(name)
        self.mentions.sort(key=lambda m: m.span)

    def at(self, span: Span) -> Figure | None:
        """The figure of the last mention inside a range, None where nobody is named there."""
        inside = [m for m in self.mentions if span.holds(m.span)]
        return inside[-1].figure if inside else None

    def covering(self, span: Span) -> Figure | None:
        """The figure of the mention that holds a range."""
        return next((m.figure for m in self.mentions if m.span.holds(span)), None)

    def before(self, offset: int) -> Iterator[Mention]:
        """The mentions that end before an offset, the nearest first."""
        return (m for m in reversed(self.mentions) if m.span.end <= offset)

    def figures(self, kind: SpeakerKind) -> list[Figure]:
        return [f for f in self._figures if f.kind == kind]

    def named(self, name: str, kind: SpeakerKind, span: Span, *, subject: bool) -> Figure:
        """The figure of a name the parser did not mark, made where there is none yet."""
        figure = self._find(name, kind, span) or self._add(Figure(kind))
        figure.names[name] += 1
        figure.government = figure.government or government(name)
        self.mentions.append(Mention(span, figure, subject))
        self.mentions.sort(key=lambda m: m.span)
        return figure

    def country(self, found: Government, name: str, *, spoken: bool = False) -> Figure:
        """The government of a country, under the name that is used for it."""
        for figure in self._figures:
            if figure.government == found:
                break
        else:
            figure = self._add(Figure("government", government=found))
        figure.names[name] += 1
        if spoken:
            figure.spoken[name] += 1
        return figure

    def _add(self, figure: Figure) -> Figure:
        self._figures.append(figure)
        return figure

    def _person(self, name: Name) -> None:
        words = name.words
        figure = self._find(" ".join(words), "person", name.span) or self._add(Figure("person"))
        figure.names[" ".join(words)] += 1
        for role in roles(name.run):
            start = name.paragraph.start
            figure.roles[" ".join(self._text[start + role.start : start + role.end].split())] += 1
        if (female := _female(name.run, figure)) is not None:
            figure.female = female
        self.mentions.append(Mention(name.span, figure, name.subject))

    def _body(self, name: Name) -> None:
        span = name.span
        plain = _plain(self._text[span.start : span.end])
        found = government(plain)
        if found is not None:
            self.mentions.append(Mention(span, self.country(found, plain), name.subject))
            return
        if name.label in ("GPE", "NORP", "LOC"):
            return
        after = _ACRONYM.match(self._text, span.end)
        acronym = after[1] if after else None
        doc, at = name.run.doc, name.paragraph.start
        span = Span(at + doc[_first_word(name.run, acronym)].idx, span.end)
        plain = _plain(self._text[span.start : span.end])
        owner = _owner_before(name.run)
        full = _plain(self._text[at + owner : span.end]) if owner is not None else plain
        figure = self._find(plain, "organisation", span) or self._add(Figure("organisation"))
        figure.names[plain] += 1
        figure.names[full] += full != plain
        if after and acronym:
            figure.names[acronym] += 1
            span = Span(span.start, after.end())
        self.mentions.append(Mention(span, figure, name.subject))

    def _find(self, name: str, kind: SpeakerKind, span: Span) -> Figure | None:
        """Who goes by this name already: the same form, or a part of a fuller one.

        Of two people of one surname, the one who was named last before.
        """
        plain = name.casefold()
        words = plain.split()
        fitting = [f for f in self._figures if f.kind == kind and _fits(words, f)]
        if kind == "person" and len(fitting) > 1:
            for mention in self.before(span.start):
                if mention.figure in fitting:
                    return mention.figure
        same = [f for f in self._figures if any(n.casefold() == plain for n in f.names)]
        return next(iter([*same, *fitting]), None)


def _fits(words: list[str], figure: Figure) -> bool:
    for known in figure.names:
        parts = known.casefold().split()
        if figure.kind == "person" and _same_person(words, parts):
            return True
        if figure.kind == "organisation" and (
            words == parts
            or (len(words) > 1 and _ends_with(parts, words))
            or (len(words) == 1 and words[0] == _initials(known))
        ):
            return True
    return False


def _same_person(words: list[str], known: list[str]) -> bool:
    """Whether a name is a shorter (or longer) form of another: Kirby, John F. Kirby, John Kirby."""
    if len(words) == 1 or len(known) == 1:
        return surname(words) == surname(known) or (len(words) == 1 and words[0] == known[0])
    return surname(words) == surname(known) and words[0] == known[0]


def _ends_with(whole: list[str], part: list[str]) -> bool:
    return whole[-len(part) :] == part or part[-len(whole) :] == whole


def _initials(name: str) -> str:
    """UN, of the United Nations, in lower case; empty for a name of one word."""
    capitals = [w[0] for w in name.split() if w[0].isupper()]
    return "".join(capitals).casefold() if len(capitals) > 1 else ""


def _plain(name: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", " ".join(_POSSESSIVE.sub("", name).split()))


def _female(run: Run, figure: Figure) -> bool | None:
    """What a title or role tells: "Mrs.", "spokeswoman", "chairman". None where nothing does."""
    before = run.doc[run.start - 1].lower_.rstrip(".") if run.start else ""
    told = {before} | {w for role in figure.roles for w in role.casefold().split()[:4]}
    if told & lexicon.WOMEN:
        return True
    return False if told & lexicon.MEN else None


def _first_word(run: Run, acronym: str | None) -> int:
    """Where a body's name starts: at the word from which on the initials spell its acronym."""
    doc = run.doc
    letters = "".join(c for c in acronym or "" if c.isupper())
    first = run.start
    while letters and first > 0 and run.start - first < len(letters) + 2:
        initials = "".join(t.text[0] for t in doc[first : run.end] if t.text[0].isupper())
        before = doc[first - 1]
        if initials == letters or not letters.endswith(initials):
            break
        if not (before.text[0].isupper() or before.lower_ in ("and", "of", "for", "the", "&")):
            break
        first -= 1
    initials = "".join(t.text[0] for t in doc[first : run.end] if t.text[0].isupper())
    while first < run.start and not doc[first].text[0].isupper():
        first += 1
    return first if initials == letters else run.start


def _owner_before(run: Run) -> int | None:
    """Where "South Korea's" starts, in front of "National Intelligence Service"."""
    doc = run.doc
    if run.start < 2:
        return None
    mark = doc[run.start - 1]
    owner = doc[run.start - 2]
    if mark.tag_ != "POS" or owner.pos_ != "PROPN":
        return None
    first = owner
    while first.i > 0 and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    known = country_of(doc.text[first.idx : owner.idx + len(owner)])
    return first.idx if known else None
