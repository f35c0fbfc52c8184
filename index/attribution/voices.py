"""The turns of a transcript → who speaks in each: a label led to the full name, where one is given.

"MR. KIRBY" is the John Kirby of the title, of another label or of the text; "THE PRESIDENT" is the
President Obi of the title. A label that says no name ("Q", "MODERATOR", "SENIOR OFFICIAL") is
nobody, and never the speaker before.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from index.attribution import gender, lexicon
from index.attribution.called import Called, capitalised, is_office, read, without_asides
from index.attribution.figures import Figure
from index.attribution.forms import surname
from index.attribution.full_names import LEADS, named_in
from index.attribution.governments import government
from index.attribution.introductions import RUN, introduced, of_himself
from index.attribution.labels import LEADERS
from index.attribution.mentions import Cast
from index.attribution.respondent import respondent
from index.attribution.transcripts import Turn
from index.attribution.vocabulary import ASKING, CAPITALISED, PARTICLES
from index.parsing import Parsed

_BEFORE_A_NAME = re.compile(
    r"\b(?:[Bb]y|[Ff]rom|[Ww]ith|[Aa]nd|[Ff]eaturing|[Tt]o(?! the))\b|[,;:–—|]"
    r"|\b(?i:address|remarks|speech|statement|testimony) of\b"
)
_NOT_IN_OFFICE = r"(?<!vice )(?<!vice-)(?<!former )(?<!deputy )(?<!acting )"
_FAMILY = frozenset(
    "brother daughter father first husband lady late mother sister son wife".split()
)
_AUDIENCE = frozenset("attendee audience member members participant".split())
_OTHER_LABEL, _TITLE, _IN_OFFICE = 1000, 100, 20  # how much a full name found there counts
# Between a role and whose it is, and the other way round: "the Mayor of Harlow, Ann Lind", "Ann
# Lind, our mayor", "Ann Lind, and I'm the mayor"
_ROLE_FIRST = r"(?:,| of (?:the )?[A-Z][\w’'-]+(?: (?:of )?(?:the )?[A-Z][\w’'-]+)*,?)? "
_NAME_FIRST = r"(?:,?(?: who is| and I(?:['’]m| am)| is)| \(|, ?)(?:(?!and\b|of\b|wife\b)\w+ ){0,3}"
_INTRODUCTION = 5000  # characters in which those are named who are then known by initials


class Voices:
    """Who speaks under each label of one document."""

    def __init__(self, parsed: Parsed, cast: Cast, turns: Sequence[Turn]) -> None:
        self._parsed = parsed
        self._title = " ".join(parsed.document.title.split())
        self._text = parsed.document.text
        self._cast = cast
        self._turns = turns
        self._times = Counter(t.label.text for t in turns)
        self._read = {text: read(text) for text in self._times}
        self._called = {
            text: called if called.office is None else self._holder(called.office)
            for text, called in self._read.items()
        }
        self._full = self._full_names()
        self._figures: dict[str, Figure | None] = {}

    def figure(self, turn: Turn) -> Figure | None:
        """Whose turn it is; None where its label says no name."""
        label = turn.label.text
        if turn.label.form == "answer" and label == "A":
            return self._respondent
        if turn.label.form == "change":
            return None
        if label not in self._figures:
            self._figures[label] = self._find(label)
        return self._figures[label] or self._introduced_by(turn)

    def _introduced_by(self, turn: Turn) -> Figure | None:
        """Who merely asks or listens by the label, and says the own name first; none of those who
        speak, to whom he may call. A reporter's name alone is mostly what he asks about."""
        plain = without_asides(turn.label.text).casefold().split()
        if not plain or plain[-1] not in ASKING:
            return None
        name = of_himself(self._text, turn.words, bare=plain[-1] in _AUDIENCE)
        if name is None:
            return None
        names = (called.name for called in self._called.values())
        speaking = {name.casefold().split()[-1] for name in names if name}
        return None if name.casefold().split()[-1] in speaking else self._cast.billed(name)

    @cached_property
    def _respondent(self) -> Figure | None:
        """Who answers where "A" is all that stands before the answers."""
        name = respondent(self._parsed)
        return self._cast.billed(name) if name else None

    def _find(self, label: str) -> Figure | None:
        called = self._called[label]
        if called.name is None:
            return None
        words = [self._cased(w) for w in called.name.split()]
        by_office = self._read[label].office is not None
        full = self._completed(words, called, by_office) or self._spelt(called.name)
        if full is not None:
            figure = self._cast.billed(full)
        else:
            name = " ".join(words)
            if called.honorific and self._is_shared(called):
                name = f"{called.honorific.capitalize()}. {name}"
            figure = self._cast.billed(name, full=False)
        if role := self._role(full or " ".join(words)) or called.role or self._country(label):
            figure.roles = Counter({role: 1})  # title and label know it better than the parse
        if figure.female is None:
            figure.female = gender.of_words([called.honorific or ""])
        return figure

    def _country(self, label: str) -> str | None:
        """For which country somebody speaks: "Mr. Obi (Kenya)"."""
        country = re.search(r"\((?:the )?([A-Z][^()]+)\)", label)
        if country is None:
            return None
        sent = re.search(rf"\b[Rr]epresentative of (?:the )?{re.escape(country[1])}\b", self._text)
        return country[1] if sent or government(country[1]) else None

    def _completed(self, words: list[str], called: Called, by_office: bool) -> str | None:
        """The full name; None where none is given, or where it is not clear which. Who is known by
        the office alone is not any namesake of whom the text tells, but one who holds it there."""
        choices = self._full.get(" ".join(words).casefold())
        if choices is None and len(words) == 1 and not called.honorific:
            return self._by_first_name(words[0]) or self._by_initials(words[0], called)
        if choices is None:
            return " ".join(words) if len(words) > 1 else self._by_initials(words[0], called)
        told = gender.of_words([called.honorific or ""])
        sides = [told] if self._is_shared(called) else [None, told]
        clear = (self._clear(choices, called, by_office, side) for side in sides)
        return next(filter(None, clear), None) or self._by_initials(words[-1], called)

    def _clear(
        self, choices: Counter[str], called: Called, by_office: bool, told: bool | None
    ) -> str | None:
        """The one of some full names that is clearly meant, of a woman or a man where that is
        told."""
        scores: Counter[str] = Counter()
        sole = by_office or (called.role or "").casefold() in lexicon.SOLE_OFFICES
        titled = {full for full in choices if self._in_office(full, called.role)}
        for full, weight in choices.items():
            if titled and full.split()[0] not in {name.split()[0] for name in titled}:
                continue  # "MR. JOE OBI", where "COUNCILMEMBER OBI" is Councilmember Ann Obi
            if told is not None and gender.of_name(full.split()) is (not told):
                continue
            if called.role and self._is_relative(full, called.role):
                continue
            named = weight >= _TITLE and not (by_office and weight >= _OTHER_LABEL)
            if sole and not named and not self._holds(full, called.role or full):
                continue
            scores[full.split()[0]] += weight + self._in_office(full, called.role)
        (first, most), (_, next_most) = [*scores.most_common(2), ("", 0), ("", 0)][:2]
        if most < max(1, 2 * next_most):
            return None
        fitting = (full for full in choices if full.split()[0] == first)
        return max(fitting, key=lambda full: (choices[full], len(full), full))

    def _by_initials(self, last: str, called: Called) -> str | None:
        """J. Holt, of the label "Alderman HOLT", where the text has "Alderman J. Holt"."""
        title = (called.role or called.honorific or "").split()[-1:]
        if not title or last[:1].islower():
            return None
        named = rf"\b(?i:{re.escape(title[0])})\.? ((?:[A-Z]\. ?){{1,3}}{re.escape(last)})\b"
        found = set(re.findall(named, self._text))
        return found.pop() if len(found) == 1 else None

    def _by_first_name(self, first: str) -> str | None:
        """Dario Lima, of the label "Dario", where just one person is introduced as so called, or
        another label names just one."""
        labels = (called.name for called in self._called.values() if called.name)
        names = (" ".join(map(self._cased, name.split())) for name in labels)
        found = {name for name in names if name.startswith(f"{self._cased(first)} ")}
        for words in self._introduced.get(first, ()):
            name = " ".join(words)
            known = name in self._people or gender.has_first_name(words)
            place = is_office(words[-1]) or words[-1].casefold() in lexicon.BODY_WORDS
            if known and not place:
                found.add(name)
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _people(self) -> set[str]:
        return {figure.name for figure in self._cast.figures("person")}

    @cached_property
    def _introduced(self) -> Mapping[str, set[tuple[str, ...]]]:
        """The full names by first name, of the labels that are but one word."""
        names = ((label, called.name) for label, called in self._called.items() if called.name)
        firsts = {label: self._cased(name) for label, name in names if " " not in name}
        return introduced(self._title, self._text, self._turns, firsts)

    def _full_names(self) -> Mapping[str, Counter[str]]:
        """By surname, in lower case: the full names found, with how much speaks for each."""
        wanted = {
            " ".join(called.name.split()).casefold()
            for called in self._called.values()
            if called.name
        }
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for text, weight in ((self._title, _TITLE), (self._text, 1)):
            for last, full in named_in(text, wanted):
                found[last][full] += weight
        for name in (called.name for called in self._called.values() if called.name):
            words = [self._cased(w) for w in name.split()]
            last = surname(words).casefold()
            if len(words) > 1 and name.casefold() not in found and last in wanted:
                initial = len(words[0].strip(".")) == 1  # perhaps of a slip: "S. OBI", of "MS. OBI"
                found[last][" ".join(words)] += 1 if initial else _OTHER_LABEL
        return {
            last: names
            for last, names in (
                (last, Counter({f: n for f, n in names.items() if n > 3 or self._is_name(f, last)}))
                for last, names in found.items()
            )
            if names
        }

    def _is_name(self, full: str, last: str) -> bool:
        """Whether what stands before a surname is a first name, and no word that begins a sentence:
        "Thank Kirby", where "thank" stands in the text as well."""
        first = full.split()[0]
        if gender.has_first_name([first, last]):
            return True
        return len(last.split()) == 1 and not re.search(
            rf"\b{re.escape(first.lower())}\b", self._text
        )

    def _is_shared(self, called: Called) -> bool:
        """Whether "MR. SMITH" and "MS. SMITH" both speak, and not one of them by a slip."""
        assert called.name is not None  # noqa: S101  asked of names only
        sides: Counter[bool | None] = Counter()
        for label, other in self._called.items():
            if other.name and other.name.casefold() == called.name.casefold():
                sides[gender.of_words([other.honorific or ""])] += self._times[label]
        return min(sides[True], sides[False]) > 1

    def _in_office(self, full: str, role: str | None) -> int:
        """What the role in front of a full name, in the title or text, counts for it."""
        if role is None:
            return 0
        pattern = rf"\b{re.escape(role.split()[-1])}\s+{re.escape(full)}\b"
        return _IN_OFFICE * len(re.findall(pattern, f"{self._title}\n{self._text}"))

    def _holds(self, full: str, role: str) -> bool:
        """Whether the text has the role just before or behind a full name."""
        title, name = rf"(?i:\b{re.escape(role)}\b)", rf"(?i:\b{re.escape(full)}\b)"
        beside = f"{title}{_ROLE_FIRST}{name}|{name}{_NAME_FIRST}{title}"
        return re.search(beside, self._text) is not None

    def _is_relative(self, full: str, role: str) -> bool:
        """Whether a name is that of somebody else of the family: "First Lady Ann Obi", "my mother,
        Catherine Ann Obi"."""
        family = rf"\b(?i:{'|'.join(_FAMILY)})[\s,]+((?:[A-Z]\w+\s+){{1,2}}){re.escape(full)}\b"
        longer = re.findall(family, f"{self._title}\n{self._text}")
        if any(not any(map(is_office, given.split())) for given in longer):
            return True  # not "her son, Mayor Ann Obi", nor "First, President Ann Obi"
        for found in re.finditer(
            rf"\b(\w{{1,40}})([\s,.]{{1,5}}){re.escape(full)}\b", f"{self._title}\n{self._text}"
        ):
            before = found[1].casefold()
            if before in _FAMILY:
                return True
            # "Dr. Ann Obi" is no other, nor "my boss, Ann Obi", nor an adviser who was a minister
            office = is_office(found[1]) and before not in lexicon.HONORIFICS
            sole = role.casefold() in lexicon.SOLE_OFFICES and "," not in found[2]
            if sole and office and before not in role.casefold():
                return True
        return False

    def _holder(self, office: str) -> Called:
        """Who "THE PRESIDENT" is, by another label, the list of who is there, a name in brackets or
        the title, or else the president."""
        plain = office.casefold()
        for label, called in self._read.items():  # "The Chair (Mrs. Ruth Obi)"
            if "(" in label and called.name and (called.role or "").casefold() == plain:
                return called
        taken = {
            (called.name or "").casefold()
            for called in self._read.values()
            if (called.role or "").casefold() == plain
        }
        if listed := re.search(
            rf"^[ \t]*{re.escape(office)}:[ \t]+(?P<who>[^.\n]+(?:\. [^.\n]+)??){LEADERS}",
            self._text[:_INTRODUCTION],
            re.IGNORECASE | re.MULTILINE,
        ):
            called = read(listed["who"])
            return replace(called, role=office) if called.name else called
        beside = rf"\b{re.escape(office)} \((?P<who>[^()\n]{{3,60}})\)"  # "The Mayor (Mr. T. Obi)"
        if found := re.search(beside, self._text[:_INTRODUCTION], re.IGNORECASE):
            called = read(found["who"])
            if called.name and (called.honorific or called.role):
                return replace(called, role=office.capitalize())
        above = self._text[: min(_INTRODUCTION, self._turns[0].label.line)]
        behind = rf"(?<!\w)(?-i:{CAPITALISED}(?: {CAPITALISED}){{1,4}})(?= \({re.escape(plain)}\))"
        holding = re.findall(behind, above, re.IGNORECASE)  # "Members: Ann Obi (Chair); Ed Holt"
        if len(holding) == 1 and (called := read(holding[0])).name:
            return replace(called, role=office)
        named = rf"(?-i:({CAPITALISED}(?:\s+{CAPITALISED}){{0,3}}))"
        titled = 0
        pattern = rf"{_NOT_IN_OFFICE}\b{re.escape(plain)}\s+{named}"
        for found in re.finditer(pattern, self._title, re.IGNORECASE):
            words = [
                w for w in found[1].split() if w.casefold().strip(".") not in lexicon.COURTESIES
            ]
            while words and (words[-1].casefold() in LEADS or is_office(words[-1])):
                words.pop()
            name = self._likeliest(words)
            if name and taken.isdisjoint(name.casefold().split()):
                return Called(name, role=office)
            titled += bool(name)
        alone = re.search(
            rf"\bthe {re.escape(plain)}\b(?!\s+(?-i:[A-Z]))", self._title, re.IGNORECASE
        )
        if titled and not alone and len(taken) == 1:
            return Called(taken.pop(), role=office)  # a slip for "PRESIDENT OBI"
        return Called(f"The {office}")

    def _likeliest(self, words: Sequence[str]) -> str | None:
        """How many of a title's capitalised words are the name: up to the one the text uses most
        ("President Ann Obi Visits the Port")."""
        best, most = None, -1
        for n, word in enumerate(words, 1):
            uses = len(re.findall(rf"\b{re.escape(word)}\b", self._text))
            goes_on = n > 1 and self._goes_on(words[:n], uses)
            if word.casefold() in LEADS or goes_on:
                break
            is_first = n == 1 < len(words) and gender.has_first_name([word, ""])
            likelier = uses > most or (uses == most and n == len(words))
            if not is_first and likelier and not (best and self._is_a_word(word)):
                best, most = " ".join(words[:n]), uses
        return best

    @staticmethod
    def _goes_on(words: Sequence[str], uses: int) -> bool:
        """Whether a title goes on with what somebody does, by the last of its words so far:
        "President Obi Welcoming the Guard", "First Lady Ann Obi Opening the Fair"."""
        if not words[-1].endswith("ing"):
            return False
        named = gender.has_first_name([words[0], words[-1]])
        return uses < 2 if named and len(words) > 2 else not named

    def _is_a_word(self, word: str) -> bool:
        return bool(re.search(rf"\b{re.escape(word.lower())}\b", self._text))

    def _role(self, full: str) -> str | None:
        """The role that the title gives somebody: "Press Secretary", in front of the name."""
        at = self._title.find(full)
        words = _BEFORE_A_NAME.split(self._title[: max(0, at)])[-1].split()
        while words and words[-1].casefold().strip(".") in lexicon.COURTESIES:
            words.pop()
        while words and words[0].casefold() == "the":
            words.pop(0)
        return " ".join(words) if any(map(is_office, words)) and len(words) <= 12 else None

    def _cased(self, word: str) -> str:
        """A name's word as the title and the text write it: KIRBY → Kirby, MCCREA → McCrea."""
        if not word.isupper() or len(word.strip(".")) < 2:
            return capitalised(word)
        pattern = re.compile(rf"\b{re.escape(word)}(?!\w)", re.IGNORECASE)
        forms = Counter(
            form
            for text in (self._title, self._text)
            for form in pattern.findall(text)
            if not form.isupper() and (not form.islower() or form in PARTICLES)
        )
        return forms.most_common(1)[0][0] if forms else capitalised(word)

    def _spelt(self, initials: str) -> str | None:
        """Jane Holt, of the label "JH", where just one person has these initials."""
        if not (initials.isupper() and initials.isalpha() and 2 <= len(initials) <= 3):
            return None
        named = [figure.name for figure in self._cast.figures("person")]
        for run in RUN.finditer(f"{self._title}\n{self._text[:_INTRODUCTION]}"):
            words = run[0].split()
            for at in range(len(words) - len(initials) + 1):
                name = words[at : at + len(initials)]
                if gender.has_first_name(name):
                    named.append(" ".join(name))
        fitting = {name for name in named if "".join(w[0] for w in name.split()) == initials}
        return fitting.pop() if len(fitting) == 1 else None
