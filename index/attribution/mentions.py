"""The people, organisations and governments that a document names, each with all its names.

"John Kirby, spokesman for the White House National Security Council", "Mr. Kirby" and "Kirby" are one
person of one document; "the National Intelligence Service (NIS)" and "the NIS" one organisation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.governments import Government, country_of, government
from index.documents import Profile, Span, SpeakerKind
from index.parsing import Paragraph, Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

_ACRONYM = re.compile(r"\s*\(\s*(?:the )?[\"'“]?([A-Z][A-Za-z&.]*[A-Z.])[\"'”]?\s*\)")
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_ROLE = 12  # words


@dataclass(eq=False)
class Figure:
    """One speaker of a document in the making."""

    kind: SpeakerKind
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    spoken: Counter[str] = field(default_factory=Counter)
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
        return max(self.names, key=lambda n: (len(n.split()), self.names[n], n))

    @property
    def role(self) -> str | None:
        """The fullest role the document gives."""
        return max(self.roles, key=lambda r: (len(r.split()), r)) if self.roles else None

    def profile(self) -> Profile:
        name = self.name
        aliases = tuple(n for n in sorted(self.names) if n != name)
        return Profile(name=name, kind=self.kind, role=self.role, aliases=aliases)


@dataclass(frozen=True)
class Mention:
    """A place where the document names a figure; ``subject`` where it is what the clause is about."""

    span: Span
    figure: Figure
    subject: bool


class Cast:
    """Everybody a document names, in text order."""

    def __init__(self, parsed: Parsed) -> None:
        self.mentions: list[Mention] = []
        self._figures: list[Figure] = []
        self._text = parsed.document.text
        named = [(p, e) for p in parsed.paragraphs for e in p.doc.ents]
        surnames = {_words(e.text)[-1] for _, e in named if _is_full_name(e)}
        for wanted in (True, False):  # full names first, so that surnames find theirs
            for paragraph, entity in named:
                if self._is_person(entity, surnames) and wanted == (len(_words(entity.text)) > 1):
                    self._person(paragraph, entity)
        for paragraph, entity in named:
            if not self._is_person(entity, surnames) and entity.label_ in _BODIES:
                self._body(paragraph, entity)
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

    def named(self, name: str, kind: SpeakerKind, span: Span, *, subject: bool) -> Figure:
        """The figure of a name the parser did not mark, made where there is none yet."""
        figure = self._find(name, kind) or self._add(Figure(kind))
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

    @staticmethod
    def _is_person(entity: Run, surnames: set[str]) -> bool:
        words = _words(entity.text)
        if not words:
            return False
        if entity.label_ == "PERSON":
            return True
        if entity.label_ not in _BODIES:
            return False
        return (len(words) == 1 and words[0] in surnames) or bool(_department(entity))

    def _person(self, paragraph: Paragraph, entity: Run) -> None:
        role_words, words = _split_role(entity)
        if not words:
            return
        name = " ".join(words)
        figure = self._find(name, "person") or self._add(Figure("person"))
        figure.names[name] += 1
        start = entity.end_char - len(entity.text)
        span = _trimmed(paragraph.start + start, entity.text)
        roles = [_title_before(entity, role_words), _apposition_after(entity)]
        for role in filter(None, roles):
            figure.roles[self._text[paragraph.start + role.start : paragraph.start + role.end]] += 1
        before = entity.doc[entity.start - 1].lower_.rstrip(".") if entity.start else ""
        if before in ("mr", "mrs", "ms", "miss"):
            figure.female = before != "mr"
        self.mentions.append(Mention(span, figure, _is_subject(entity)))

    def _body(self, paragraph: Paragraph, entity: Run) -> None:
        span = _trimmed(paragraph.start + entity.start_char, entity.text)
        name = _plain(self._text[span.start : span.end])
        found = government(name)
        if found is not None:
            figure = self.country(found, name)
        elif entity.label_ in ("GPE", "NORP"):
            return
        else:
            owner = _owner_before(entity)
            whole = Span(paragraph.start + owner, span.end) if owner is not None else span
            full = _plain(self._text[whole.start : whole.end])
            figure = self._find(name, "organisation") or self._add(Figure("organisation"))
            figure.names[name] += 1
            figure.names[full] += full != name
            after = _ACRONYM.match(self._text, span.end)
            if after and after[1].isupper():
                figure.names[after[1]] += 1
        self.mentions.append(Mention(span, figure, _is_subject(entity)))

    def _find(self, name: str, kind: SpeakerKind) -> Figure | None:
        """Who goes by this name already: the same form, or a part of a fuller one."""
        plain = name.casefold()
        for figure in reversed(self._figures):
            if any(n.casefold() == plain for n in figure.names):
                return figure
        words = plain.split()
        for figure in reversed(self._figures):
            if figure.kind != kind or kind == "government":
                continue
            for known in figure.names:
                parts = known.casefold().split()
                if kind == "person" and _same_person(words, parts):
                    return figure
                if kind == "organisation" and len(words) > 1 and _ends_with(parts, words):
                    return figure
        return None


_BODIES = ("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART")


def _same_person(words: list[str], known: list[str]) -> bool:
    """Whether a name is a shorter (or longer) form of another: Kirby, John F. Kirby, John Kirby."""
    if len(words) == 1 or len(known) == 1:
        return words[-1] == known[-1] or (len(words) == 1 and words[0] == known[0])
    return words[-1] == known[-1] and words[0] == known[0]


def _ends_with(whole: list[str], part: list[str]) -> bool:
    return whole[-len(part) :] == part or part[-len(whole) :] == whole


def _plain(name: str) -> str:
    return re.sub(r"^[Tt]he\s+", "", " ".join(_POSSESSIVE.sub("", name).split()))


def _trimmed(start: int, text: str) -> Span:
    """The range of a name without the possessive ending the parser took in."""
    return Span(start, start + len(_POSSESSIVE.sub("", text)))


def _words(name: str) -> list[str]:
    """The words of a person's name, bare of honorifics, possessives and marks."""
    words = [w.strip("\"'’.,()[]") for w in _POSSESSIVE.sub("", name).split()]
    while words and words[0].casefold() in lexicon.HONORIFICS:
        words.pop(0)
    return [w if len(w) != 1 else f"{w}." for w in words if w]


def _is_full_name(entity: Run) -> bool:
    return entity.label_ == "PERSON" and len(_words(entity.text)) > 1


def _split_role(entity: Run) -> tuple[int, list[str]]:
    """How many words at a name's front are a role the parser took for a name, and the name."""
    words = _words(entity.text)
    roles = [n for n, w in enumerate(words[:-1]) if w.casefold() in lexicon.ROLES]
    cut = max(roles[-1] + 1 if roles else 0, _department(entity))
    return cut, words[cut:]


def _department(entity: Run) -> int:
    """ "Secretary of [Defense Lloyd Austin]": how many words of the name are the department's."""
    if entity.start < 2 or entity.doc[entity.start - 1].lower_ != "of":
        return 0
    is_office = _is_role(entity.doc[entity.start - 2]) and len(entity) >= 3
    named = all(t.text[0].isupper() for t in entity) and entity.label_ in ("ORG", "PERSON")
    return len(entity) - 2 if is_office and named else 0


def _is_subject(entity: Run) -> bool:
    return entity.root.dep_ in ("nsubj", "nsubjpass")


def _title_before(entity: Run, inside: int = 0) -> Span | None:
    """The role in front of a name: "Ukrainian President", "spokesman", "Secretary of Defense".

    ``inside`` is how many words of the entity itself belong to it. Offsets are the paragraph's.
    """
    doc = entity.doc
    first = entity.start
    while first > 0 and entity.start - first < _LONGEST_ROLE and _may_be_role(doc[first - 1]):
        first -= 1
    while first < entity.start and doc[first].lower_ in ("of", "and", "for", "-", "the", "'s"):
        first += 1
    last = entity.start + inside
    run = [t for t in doc[first:last] if t.lower_.rstrip(".") not in ("mr", "mrs", "ms", "miss")]
    if not any(_is_role(t) for t in run):
        return None
    return Span(run[0].idx, run[-1].idx + len(run[-1]))


def _may_be_role(token: Token) -> bool:
    if token.is_punct or token.is_space or token.pos_ in ("VERB", "AUX", "ADP", "DET", "PRON"):
        return token.lower_ == "of" and token.i > 0 and _is_role(token.nbor(-1))
    if token.pos_ == "PART":
        return token.lower_ == "'s" and token.i > 0 and token.nbor(-1).ent_type_ != "PERSON"
    return token.pos_ in ("PROPN", "ADJ") or _is_role(token) or (
        token.pos_ == "NOUN" and token.i + 1 < len(token.doc) and token.dep_ == "compound"
    )  # fmt: skip


def _is_role(token: Token) -> bool:
    lemma = token.lemma_.casefold()
    return lemma in lexicon.ROLES or token.lower_ in lexicon.ROLES


def _apposition_after(entity: Run) -> Span | None:
    """The role behind a name: ", spokesman for the White House National Security Council,"."""
    doc = entity.doc
    at = entity.end
    if at + 1 >= len(doc) or doc[at].text not in (",", "(", "-", "—"):
        return None
    run: list[Token] = []
    for token in doc[at + 1 : at + 2 + 2 * _LONGEST_ROLE]:
        if token.text in (",", ".", ";", ":", ")", "(", '"', "-", "—") or token.is_space:
            break
        if token.pos_ in ("VERB", "AUX", "SCONJ") or token.tag_ in ("WP", "WDT", "PRP"):
            break
        run.append(token)
    while run and run[0].pos_ == "DET":
        run.pop(0)
    while run and run[-1].pos_ in ("ADP", "CCONJ", "DET", "ADV"):
        run.pop()
    if not any(_is_role(t) for t in run[:6]) or run[0].ent_type_ == "PERSON":
        return None
    return Span(run[0].idx, run[-1].idx + len(run[-1]))


def _owner_before(entity: Run) -> int | None:
    """Where "South Korea's" starts, in front of "National Intelligence Service"."""
    doc = entity.doc
    if entity.start < 2:
        return None
    mark = doc[entity.start - 1]
    owner = doc[entity.start - 2]
    if mark.tag_ != "POS" or owner.pos_ != "PROPN":
        return None
    first = owner
    while first.i > 0 and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    known = country_of(doc.text[first.idx : owner.idx + len(owner)])
    return first.idx if known else None
