"""The people, organisations and governments that a document names, each with all its names.

"John Kirby, spokesman for the White House National Security Council", "Mr. Kirby" and "Kirby" are
one person of one document; "the National Intelligence Service (NIS)" and "the NIS" are one
organisation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.bearers import by_half, differs_by_short_form, fits, goes_by
from index.attribution.called import in_words, is_office
from index.attribution.figures import Figure, Mention
from index.attribution.forms import (
    bare,
    first_word,
    owner_before,
    same_body,
    shared,
    surname,
)
from index.attribution.governments import Government, country_of, government
from index.attribution.naming import Name, is_prose, names, overlooked
from index.attribution.nicknames import nicknamed
from index.attribution.persons import PLACES, speaks
from index.attribution.roles import descriptors, roles
from index.attribution.subjects import subject
from index.attribution.trials import in_court
from index.documents import Span, SpeakerKind
from index.parsing import Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_ACRONYM = re.compile(r"\s*\(\s*(?:the |or )?[\"'“]?([A-Z][A-Za-z&.]*[A-Z.])[\"'”]?\s*\)")
_FRESH = 400  # characters: somebody named so short before is still the one spoken of
_MAIN = 4  # times as often named as another: the one whom a document is about


class Cast:
    """Everybody a document names, in text order; not in ``apart``, the labels of its turns."""

    def __init__(self, parsed: Parsed, apart: Sequence[Span] = ()) -> None:
        self.mentions: list[Mention] = []
        self._figures: list[Figure] = []
        self._bearers: dict[str, dict[Figure, None]] = {}  # by each word of their names
        self._alone: set[str] = set()  # the names of one word
        self._text = parsed.document.text
        self._talk = bool(apart)
        self._words_in_use = {t.text for p in parsed.paragraphs for t in p.tokens if t.is_lower}
        self._subject = self._titular(subject(parsed.document.title))
        named = [n for n in names(parsed) if not _overlaps(n.span, apart)]
        self._shared = shared(self._text[slice(*n.span)] for n in named if not n.person)
        people = [n for n in named if n.person]
        taken = [*(n.span for n in named if n.person or n.label), *apart]
        for name in people:  # full names first, so that surnames find theirs
            if len(name.words) > 1 and not self._is_phrase(name):
                self._person(name)
        missed = list(overlooked(parsed, self._surnames(), taken))
        alone = [*(n for n in people if len(n.words) == 1), *missed]
        self._alone = {n.words[0].casefold() for n in alone}
        for name in sorted(alone, key=attrgetter("span")):
            if not self._is_no_name(name):
                self._person(name)
        prose = {p.start for p in parsed.paragraphs if is_prose(p)}
        inside = {
            n.run.text for n in named
            if n.paragraph.start in prose or not n.run[0].is_sent_start
        }  # fmt: skip
        for name in named:
            begins = name.run.text not in inside and name.run.text.casefold() in self._words_in_use
            if not name.person and name.label and not begins:  # "Hacker boasts of break-ins"
                self._body(name)
        taken += [n.span for n in missed]
        for name in list(overlooked(parsed, self._surnames(), taken)):
            self._person(name)  # of those without a full name

    def at(self, span: Span) -> Figure | None:
        """The figure of the last mention inside a range, None where nobody is named there."""
        inside = self.within(span)
        return inside[-1].figure if inside else None

    def within(self, span: Span) -> list[Mention]:
        """The mentions inside a range, in text order."""
        found: list[Mention] = []
        for n in range(bisect_left(self.mentions, span.start, key=_start), len(self.mentions)):
            if self.mentions[n].span.start >= span.end:
                break
            if span.holds(self.mentions[n].span):
                found.append(self.mentions[n])
        return found

    def covering(self, span: Span, apart: Span | None = None) -> Figure | None:
        """The figure of the mention that holds a range, and nothing of what stands ``apart``."""
        n = bisect_right(self.mentions, span.start, key=_start)
        near = self.mentions[max(0, n - 3) : n]
        clear = (m for m in near if apart is None or not m.span.overlaps(apart))
        return next((m.figure for m in clear if m.span.holds(span)), None)

    def before(self, offset: int) -> Iterator[Mention]:
        """The mentions that end before an offset, the nearest first."""
        n = bisect_left(self.mentions, offset, key=_start)
        return (
            self.mentions[i] for i in range(n - 1, -1, -1) if self.mentions[i].span.end <= offset
        )

    def figures(self, kind: SpeakerKind) -> list[Figure]:
        return [f for f in self._figures if f.kind == kind]

    def named(self, name: str, kind: SpeakerKind, span: Span, head: Token) -> Figure:
        """The figure of a name the parser did not mark, made where there is none yet."""
        figure = self._find(name, kind, span) or self._add(Figure(kind))
        self._call(figure, name)
        figure.government = figure.government or government(name)
        self._mention(span, figure, head)
        return figure

    def means(self, mention: Mention) -> None:
        """Take in where a person is meant by something else than a name."""
        self._mention(mention.span, mention.figure, mention.head)

    def billed(self, name: str, *, full: bool = True) -> Figure:
        """The person that a title or a label gives this name, made where there is none yet.

        A name that is not ``full`` is a surname whose first name is nowhere told: nobody's who has
        another first name.
        """
        plain = name.casefold()
        people = self.figures("person")
        same = [f for f in people if plain in map(str.casefold, f.names)]
        unbilled = [f for f in people if f.billed is None]
        fitting = [f for f in unbilled if fits(plain.split(), f)]
        fitting += [f for f in unbilled if self._is_short_of(plain.split(), f)]
        if not full:
            same = [f for f in same if len(f.name.split()) == len(name.split())]
            fitting = []
        figure = next(iter([*same, *fitting]), None) or self._add(Figure("person"))
        self._call(figure, name)
        figure.billed = figure.billed or name
        return figure

    def _titular(self, name: str | None) -> Figure | None:
        """Whose life a document is that has somebody's name for its title."""
        if name is None:
            return None
        figure = self._add(Figure("person", female=gender.of_name(name.split())))
        self._call(figure, name)
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

    def _call(self, figure: Figure, name: str) -> None:
        figure.names[name] += 1
        for word in name.casefold().split():
            self._bearers.setdefault(word, {})[figure] = None

    def _add(self, figure: Figure) -> Figure:
        self._figures.append(figure)
        return figure

    def _person(self, name: Name) -> None:
        full, nickname = nicknamed(self._text, name.span) or (" ".join(name.words), None)
        female = gender.of_name(full.split()) if nickname else gender.of_run(name.run)
        female = female if name.mostly is None else None  # Brett, whom "she" goes on from
        start = name.paragraph.start
        given = [
            " ".join(self._text[start + role.start : start + role.end].split())
            for role in roles(name.run)
        ]
        figure = self._known(full, female, name.span, given) or self._add(Figure("person"))
        self._call(figure, full)
        if nickname and nickname not in figure.names:
            self._call(figure, nickname)
        figure.roles.update(given)
        if len(name.words) > 1:
            figure.office |= bool(_offices(given))
            figure.polite |= _is_polite(name)
            figure.first = name.span.start if figure.first is None else figure.first
        figure.described |= descriptors(name.run) | in_court(name.run)
        if female is None and figure.female is None:
            female = gender.of_roles(figure.roles)
            female = name.female if female is None else female
        female = female if name.mostly is None else name.mostly
        if female is not None:
            figure.female = female
        self._mention(name.span, figure, name.head)

    def _is_no_name(self, name: Name) -> bool:
        """Whether a word that the parser takes for somebody is one that the document uses without
        a capital, and nothing else tells of a person ("Yeah", "Laughs"), or a paper's or a body's
        ("Executive Order")."""
        word = name.words[0].casefold()
        many = name.run.root.tag_ == "NNPS" and self.is_common(word)
        return (
            word in lexicon.GENERIC
            or (many and word not in self._bearers)
            or (
                word in self._words_in_use
                and word not in self._bearers
                and not roles(name.run)
                and gender.of_run(name.run) is None
            )
        )

    def _is_phrase(self, name: Name) -> bool:
        """Whether several words with capitals, of which the document uses one without or the last
        is an office, are nobody's name as far as anything else tells: "Hurricane Lind", "Pell
        Grants", "Senior Advisor"."""
        plain = (word.casefold() for word in name.words if not is_office(word))
        in_use = not self._words_in_use.isdisjoint(plain)
        in_use = in_use or name.words[-1].casefold() in lexicon.ROLES
        unknown = gender.of_run(name.run) is None and not roles(name.run)
        return in_use and unknown and not speaks(name.run)

    def _surnames(self) -> frozenset[str]:
        names = (n.split() for f in self._figures if f.surely_person for n in f.names)
        return frozenset(s for n in names if len(s := surname(n)) > 1)

    def _mention(self, span: Span, figure: Figure, head: Token) -> None:
        at = bisect_left(self.mentions, span, key=attrgetter("span"))
        self.mentions.insert(at, Mention(span, figure, head))

    def _body(self, name: Name) -> None:
        span = name.span
        plain = bare(self._text[span.start : span.end])
        found = government(plain)
        if found is not None:
            self._mention(span, self.country(found, plain), name.head)
            return
        if name.label in PLACES:
            return
        after = _ACRONYM.match(self._text, span.end)
        acronym = after[1] if after else None
        doc, at = name.run.doc, name.paragraph.start
        span = Span(at + doc[first_word(name.run, acronym)].idx, span.end)
        plain = bare(self._text[span.start : span.end])
        owner = owner_before(name.run)
        if plain.isupper() and plain.split()[0].casefold() in lexicon.BODIES:
            plain = in_words(plain)  # MINISTRY OF HEALTH
        full = bare(self._text[at + owner : span.end]) if owner is not None else plain
        figure = self._find(plain, "organisation", span) or self._add(Figure("organisation"))
        figure.names[plain] += 1
        figure.names[full] += full != plain
        figure.described |= descriptors(name.run)
        if after and acronym:
            figure.names[acronym] += 1
            span = Span(span.start, after.end())
        self._mention(span, figure, name.head)

    def _find(self, name: str, kind: SpeakerKind, span: Span) -> Figure | None:
        """Who goes by this name already: the same form, or a part of a fuller one."""
        if kind == "person":
            bodies = (
                f for f in self.figures("organisation") if " " not in name and name in f.names
            )
            return self._known(name, None, span, ()) or next(bodies, None)
        plain = name.casefold()
        same = (f for f in self._figures if any(n.casefold() == plain for n in f.names))
        if (known := next(same, None)) is not None:
            return known
        fitting = [
            f for f in self._figures
            if f.kind == kind == "organisation" and same_body(plain.split(), f.names, self._shared)
        ]  # fmt: skip
        if " " not in plain and len(fitting) > 1:
            fitting = []  # "Halden", of Halden Foods Corp. and Halden Steel Corp.
        return next(iter(fitting), None)

    def _known(
        self, name: str, female: bool | None, span: Span, given: Sequence[str]
    ) -> Figure | None:
        """Which person a name stands for, with the roles that it is ``given`` here.

        Of two people of one surname it is whose life the document is, or the one whom it is about,
        if that is clear; or the one who acted just before; or the one who was last called by the
        surname alone.
        """
        words, offices = name.casefold().split(), _offices(given)
        bearers: dict[Figure, None] = {}
        for word in (surname(words), *words[:1]):
            bearers |= self._bearers.get(word, {})
        fitting: list[Figure] = [
            f for f in bearers
            if f.kind == "person"
            and (female is None or f.female in (None, female))
            and (fits(words, f) or self._is_short_of(words, f, offices))
            and not (len(words) == 1 and _is_of_family(f, span, given))
        ]  # fmt: skip
        by_surname = [f for f in fitting if len(words) > 1 or goes_by(words[0], f)]
        fitting = by_surname or fitting
        fitting = fitting or by_half(words, female, self.figures("person"), self._alone)
        in_office = [f for f in fitting if offices & _offices(f.roles)]
        fitting = in_office or fitting
        if len(fitting) < 2:
            return next(iter(fitting), None)
        if self._subject in fitting and not given:
            return self._subject
        counts = sorted(fitting, key=lambda f: -f.names.total())
        before = [m for m in self.before(span.start) if m.figure in fitting]
        if counts[0].names.total() >= _MAIN * counts[1].names.total() and any(
            m.figure == counts[0] for m in before
        ):
            return counts[0]
        alone = next((m for m in before if self._words(m.span) == words), None)
        full = [m for m in before if len(self._words(m.span)) > 1]
        acting = next((m for m in full if m.acts), None) or next(
            (m for m in full if m.subject), next(iter(full or before), None)
        )
        if acting is None:
            return fitting[0]
        afresh = acting.span.end > span.start - _FRESH
        return acting.figure if alone is None or afresh else alone.figure

    def _is_short_of(self, words: list[str], figure: Figure, offices: Collection[str] = ()) -> bool:
        """Whether a full name is a figure's with a short form: where they have one of the offices,
        or where people talk, who say Jim to the James of a label."""
        one = self._talk or not _offices(figure.roles).isdisjoint(offices)
        return one and differs_by_short_form(words, figure)

    def called(self, span: Span) -> Figure | None:
        """Whose name a single word with a capital is that the parser takes for a noun."""
        word = self._text[slice(*span)]
        plain = word.casefold()
        if not word[:1].isupper():
            return None
        if plain in self._bearers:
            return self._known(word, None, span, ())
        if plain in self._words_in_use or plain in lexicon.GENERIC:
            return None
        return next((f for f in self.figures("organisation") if word in f.names), None)

    def is_common(self, word: str, *, in_use: bool = True) -> bool:
        """Whether a word with a capital is nobody's name by itself: a people's or an office's
        plural or, where it may be a word ``in_use``, one that the document has in small letters."""
        plain = word.casefold()
        one = plain.removesuffix("s")
        many = one != plain and (bool(country_of(one)) or one in lexicon.ROLES)
        return many or (in_use and plain in self._words_in_use)

    def _words(self, span: Span) -> list[str]:
        return self._text[span.start : span.end].casefold().split()


def _overlaps(span: Span, apart: Sequence[Span]) -> bool:
    n = bisect_left(apart, span)
    return any(other.overlaps(span) for other in apart[max(0, n - 1) : n + 1])


def _start(mention: Mention) -> int:
    return mention.span.start


def _is_polite(name: Name) -> bool:
    before = name.run.doc[: name.run.start][-1:]
    return any(t.lower_.rstrip(".") in lexicon.POLITE for t in before)


def _is_of_family(figure: Figure, span: Span, given: Sequence[str]) -> bool:
    """Whether "President Obi", there at ``span``, is somebody else than this Ann Obi: who holds
    such an office is introduced with it, and not after the surname has stood alone."""
    highest = any(role.casefold() in lexicon.SOLE_OFFICES for role in given)
    if figure.first is None or figure.office or not highest:
        return False
    return figure.polite or span.start < figure.first


def _offices(roles: Iterable[str]) -> set[str]:
    """The last word of each role that is an office: of "Vice President" the president."""
    return {last.casefold() for role in roles if is_office(last := role.split()[-1])}
