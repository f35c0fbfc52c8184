"""Names in a question → the indexed speakers they can mean."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from index import accents
from index.attribution import gender
from index.attribution.called import is_office
from index.attribution.lexicon import ABBREVIATIONS, HONORIFICS, SOLE_OFFICES
from index.documents import Speaker
from index.store import Filter, Snapshot
from qa import offices
from qa.described import MUCH, SELDOM, Described, by_opinion, by_role, described, heard
from qa.parts_of_names import is_initials, is_part
from qa.question import Query
from qa.slips import edits, is_slip_of_name
from qa.spellings import other
from qa.terms import words

_NEVER = frozenset("i it us he she they who we you the a and or no it's".split())
_TITLES = HONORIFICS.union(
    """professor president secretary minister senator representative general governor spokesman
    spokeswoman spokesperson chancellor premier king queen judge justice honourable honorable rt
    lord lady canon archdeacon rabbi imam father sister headteacher headmaster headmistress
    detective constable con sergeant inspector superintendent the admiral archbishop ayatollah
    bishop captain cardinal colonel congressman congresswoman councillor doctor lieutenant major
    pope prince princess reverend sheikh""".split()
)
# What stands in front of a first name alone: Sir Keir
_FIRST_NAMED = re.compile(
    r"^(?:dame|king|pope|prince|princess|queen|sheikh|sir) (?=\S+$)", re.IGNORECASE
)
_MOST_HONOURABLE = re.compile(r"^(?:the )?right (?=hon)", re.IGNORECASE)
_ACRONYM = re.compile(r"(?:(?i:the) )?([A-Z][A-Za-z]{1,4}[A-Z])")
# What has no accent that could be left off
_PLAIN = str.maketrans("øłđıð", "oldid") | str.maketrans({"æ": "ae", "œ": "oe"})
_LETTERS = re.compile(
    r",? (?:AM|MP|MEP|MSP|MLA|TD|KC|QC|JP|MBE|OBE|CBE|MD|PhD|Ph\.D\.)$", re.IGNORECASE
)

# What a firm is by law, behind its name
_FORM = re.compile(
    r"(?<=\w)(?:,? (?:ab|ag|bv|corp|gmbh|inc|incorporated|kg|limited|llc|llp|ltd|n\.?v|plc|pty"
    r"|s\.?a|spa|s\.?r\.?l)\.?)+$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\w+(?:[.'’]\w+)*\.?")
_SHORTEST = 5  # letters of a name that is long enough to be told from others in spite of a slip
_DESCRIBED = 500  # speakers that a description is looked for among
_MOST_READ = 20  # passages in which a word is looked for as it is written


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a text: the words ``text[start:end]`` and whom they can mean."""

    start: int
    end: int
    ids: frozenset[str]


class Index:
    """Every name and alias of one generation, by its words. Made once a generation and kept."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.generation = snapshot.generation
        self.firsts: set[str] = set()
        self._described: Sequence[Described] | None = None
        self.by_words: dict[tuple[str, ...], set[str]] = defaultdict(set)
        by_firm: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.longest = 1
        for alias, id in snapshot.aliases():
            key = _key(alias)
            if key in ((), ("i",), ("a",)):
                continue
            self.by_words[key].add(id)
            if len(plain := _key(_plain(alias))) > 1:
                self.by_words[plain].add(id)
            if (bare := _key(_FORM.sub("", alias))) not in (key, ()):
                by_firm[bare].add(id)  # Adhera, of Adhera GmbH
            self.longest = max(self.longest, len(key))
        for bare, ids in by_firm.items():  # where nobody is called so as it is
            self.by_words.setdefault(bare, ids)
        self.firsts.update(key[0] for key in self.by_words)

    def described(self, snapshot: Snapshot) -> Sequence[Described]:
        """The speakers with the most statements, each with the words of the role and of the name;
        ``snapshot`` is of the same generation."""
        if self._described is None:
            self._described = [*map(described, snapshot.speakers(limit=_DESCRIBED)[0])]
        return self._described


class Names:
    """The names of the indexed speakers, looked up in one snapshot."""

    def __init__(self, snapshot: Snapshot, index: Index | None = None) -> None:
        fresh = index if index and index.generation == snapshot.generation else None
        self.index = fresh or Index(snapshot)
        self._snapshot = snapshot
        self._by_words = self.index.by_words
        self._longest = self.index.longest
        self._found: dict[str, Sequence[Named]] = {}
        self._resolved: dict[str, tuple[Speaker, ...]] = {}
        self.read: dict[tuple[str, str], Query] = {}  # questions, by ``qa.understanding``

    def find(self, text: str) -> Sequence[Named]:
        """The names in a text, longest first match, left to right."""
        if text not in self._found:  # a question is looked through for each thing it can be
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> Sequence[Named]:
        shouted = text.isupper() and len(text.split()) > 1
        tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
        # No word is left of a mark that stands alone
        firsts = [(_key(text[start:end]) or ("",))[0] for start, end in tokens]
        found: list[Named] = []
        at = 0
        while at < len(tokens):
            begins = firsts[at : at + 2] if firsts[at] == "the" else firsts[at : at + 1]
            longest = 0 if self.index.firsts.isdisjoint(begins) else self._longest
            for size in range(min(longest, len(tokens) - at), 0, -1):
                start, end = tokens[at][0], tokens[at + size - 1][1]
                ids = self._by_words.get(_key(text[start:end]))
                if ids and not self._is_common(text[start:end], size, shouted=shouted):
                    while text[end - 1] in ".'’":
                        end -= 1
                    found.append(Named(start, end, frozenset(ids)))
                    at += size
                    break
            else:
                at += 1
        return found

    def resolve(self, name: str) -> tuple[Speaker, ...]:
        """Whom a name means: one speaker, several where it is ambiguous, none where nobody's.

        Tried in turn: the name itself, without titles, without initials and "Jr.", a description
        that is the role, or part of the name, of one speaker only ("the White House spokesman"),
        and part of a name.
        """
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def _resolve(self, name: str) -> tuple[Speaker, ...]:
        for form in (name, _untitled(name), _plain(_untitled(name))):
            ids = self._by_words.get(_key(form))
            if ids and not self._is_common(form, len(form.split())):
                found = _titled(name, form, self._preferred(form, ids))
                return self._in_office(name, found) if all(map(is_office, _key(form))) else found
        inside = self.find(name)
        if len(inside) == 1 and _untitled(name[: inside[0].start]) == "":
            whole = inside[0].end == len(name)
            found = self._speakers(inside[0].ids) if whole else self._holding(name)
            return found or self._by_part(name)
        return (
            self._by_role(name)
            or by_opinion(name, self.index.described(self._snapshot))
            or self._holding(name)
            or self._in_office_named(name)
            or self._by_part(name)
            or self._by_initials(name)
        )

    def clear(self, name: str) -> tuple[Speaker, ...]:
        """Whom a name means beyond doubt; nobody where it is nobody's, or several people's. A body
        that is listed twice is one, and so is who goes by the name alone in some documents."""
        found = self.resolve(name)
        if len(found) > 1 and (_is_one_body(found) or _may_all_be_one(name, found)):
            return found
        likely = self.likely(name, found)
        return likely if len(likely) == 1 or len(likely) < len(found) else ()

    @staticmethod
    def likely(name: str, speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
        """Of several whom a surname can mean, whom it means beyond doubt, else all of them.

        That is who says nearly all that is said by people of the name, or says it in nearly all
        documents, and whom documents call by the surname alone, so that what he is of theirs is not
        known to be one: where two thousand statements are a President's, three of his daughter's
        leave no doubt who is asked about, nor do thirty in one long talk with a son.
        """
        asked = _key(_untitled(name))
        most = max((s.statement_count for s in speakers), default=0)
        if len(speakers) < 2 or len(asked) > 1 or most < MUCH:
            return speakers
        if not all(asked[-1:] == _key(_plain(s.name))[-1:] for s in speakers):
            return speakers  # "the Republican" is a description, and no surname
        everywhere = max(s.document_count for s in speakers)
        heard = [
            s for s in speakers
            if s.statement_count >= SELDOM * most and s.document_count >= SELDOM * everywhere
        ]  # fmt: skip
        bare = [s for s in heard if _key(s.name) == asked]
        full = [s for s in heard if s not in bare]
        if len(full) > 1 or len(bare) > 1 or (full and bare and not _may_be_one(full[0], bare[0])):
            return speakers
        rare = [s for s in speakers if s not in heard and _key(s.name) == asked]
        if full and not bare and len(rare) == 1 and _may_be_one(full[0], rare[0]):
            bare = rare  # who goes by the very name that is asked for, be it seldom
        return (*full, *bare)

    @staticmethod
    def in_turn(description: str, speakers: Sequence[Speaker]) -> bool:
        """Whether a description is the very office of each of several people, and one that one
        person at a time holds: presidents, and no two towns' mayors."""
        office = _key(description)
        sole = " ".join(office) in SOLE_OFFICES
        return sole and all(office in (_key(s.role or ""), _key(s.name)) for s in speakers)

    def nearest(self, name: str) -> str | None:
        """The name of whom this can be a slip, or what several are called of whom it can be; None
        where the documents hold these very words, where nobody's name is near, or several are."""
        key = _key(_untitled(name))
        if not key or sum(map(len, key)) < _SHORTEST or self._snapshot.mentions(name, 1):
            return None
        found: dict[int, dict[tuple[str, ...], set[str]]] = defaultdict(dict)
        for known, ids in self._by_words.items():
            if len(known) == len(key) and is_slip_of_name(key, known):
                found[sum(map(edits, key, known))][known] = ids
        names = found[min(found)] if found else {}
        near = self._speakers({id for ids in names.values() for id in ids})
        called = " ".join(next(iter(names), ())).title()
        near = self.likely(called, near) if len(names) == 1 else near
        if len(near) == 1:
            return near[0].name
        return called if len(names) == 1 else None

    def frequency(self, word: str) -> int:
        """In how many passages a word stands, in any of its forms and spellings."""
        spelt = dict.fromkeys((word, other(word)))
        return sum(self._snapshot.frequency("passages", each) for each in spelt)

    def is_written(self, word: str) -> bool:
        """Whether a word stands as it is in one of the passages in which it is most frequent."""
        hits = self._snapshot.lexical("passages", [word], _MOST_READ)
        texts = (passage.text for passage in self._snapshot.passages([hit.id for hit in hits]))
        return any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for text in texts)

    def among(self, text: str) -> tuple[Speaker, ...]:
        """Everybody named in a text, in its order, each once; ambiguous names left out, and offices
        in front of names."""
        found = self.find(text)
        before = {each.start - 1 for each in found}
        ids = [
            next(iter(n.ids)) for n in found
            if len(n.ids) == 1
            and not (n.end in before and is_office(text[n.start : n.end].split()[-1]))
        ]  # fmt: skip
        return self._speakers(list(dict.fromkeys(ids)))

    def _by_part(self, name: str) -> tuple[Speaker, ...]:
        """Who is called by a part of a full name: by the first name, where that is all that is
        told, or by several of its words."""
        first = _FIRST_NAMED.sub("", name)
        if " " not in first:
            key, told = _key(first), first != name or gender.of_name([first]) is not None
            found = [ids for known, ids in self._by_words.items() if known[: len(key)] == key]
            ids = set[str]().union(*found) if key and told else set[str]()
        else:
            key = _key(_untitled(name))
            whole = " ".join(key)
            another = bool(self._snapshot.mentions(whole, 1))  # who may be called so
            known = (k for k in self._by_words if not another or whole in " ".join(k))
            ids = {id for k in known if is_part(key, k) for id in self._by_words[k]}
        return tuple(s for s in self._speakers(ids) if s.kind == "person")

    def _by_initials(self, name: str) -> tuple[Speaker, ...]:
        """The body whose initials a name is, where no document tells so: the ECB."""
        called = _ACRONYM.fullmatch(name.replace(".", ""))
        if called is None:
            return ()
        known = (ids for key, ids in self._by_words.items() if is_initials(called[1], key))
        speakers = self._speakers(set[str]().union(*known))
        return tuple(s for s in speakers if s.kind == "organisation")

    def _in_office_named(self, name: str) -> tuple[Speaker, ...]:
        """Who has both the name that a description ends with and the office in front of it: "Fed
        Chair Powell", of Jerome Powell, Federal Reserve Chair."""
        inside = self.find(name)
        before = words(name[: inside[-1].start]) if inside and inside[-1].end == len(name) else []
        if not before or not is_office(before[-1]):
            return ()
        office = ABBREVIATIONS.get(before[-1], before[-1])
        return tuple(s for s in self._speakers(inside[-1].ids) if office in _role(s))

    def _by_role(self, description: str) -> tuple[Speaker, ...]:
        return by_role(description, self.index.described(self._snapshot))

    def _holding(self, description: str) -> tuple[Speaker, ...]:
        """Who is told to hold the office of a body that is described so ("Norvanta's CEO"), or
        speaks in it in a document of that body's."""
        if (office := offices.described(description)) is None:
            return ()
        found = offices.holders(self._snapshot, office, Filter())
        named = ((self.find(holder.name), len(holder.name)) for holder in found)
        ids = [inside[-1].ids for inside, end in named if inside and inside[-1].end == end]
        if held := self._speakers(set[str]().union(*ids)):
            return held
        known = (speaker for speaker, _, _ in self.index.described(self._snapshot))
        return offices.speaking(self._snapshot, office, known)

    def _in_office(self, office: str, called: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
        """Who is called by an office alone in some documents, and who holds it in others: "the
        President" is who says nearly all of what all of them say, else all who held it in turn."""
        holding = tuple(s for s in self._by_role(office) if s not in called)
        found = heard((*called, *holding))
        if len(found) == 1 or (len(holding) > 1 and self.in_turn(office, holding)):
            return found
        return called

    def _preferred(self, name: str, ids: set[str]) -> tuple[Speaker, ...]:
        """Of several, the one whose very name it is, if it is a full one."""
        speakers = self._speakers(ids)
        exact = [s for s in speakers if _key(s.name) == _key(name) and len(_key(name)) > 1]
        return tuple(exact) if len(exact) == 1 or _is_one_body(exact) else speakers

    def _speakers(self, ids: Sequence[str] | set[str] | frozenset[str]) -> tuple[Speaker, ...]:
        ordered = sorted(ids) if isinstance(ids, set | frozenset) else ids
        return tuple(s for s in map(self._snapshot.speaker, ordered) if s is not None)

    @staticmethod
    def _is_common(text: str, size: int, *, shouted: bool = False) -> bool:
        """ "us" and "who" are pronouns unless capitals make them the US and the WHO."""
        pronoun = size == 1 and text.strip(".").casefold() in _NEVER
        return pronoun and (shouted or not text.isupper())


def _is_one_body(speakers: Sequence[Speaker]) -> bool:
    """Whether organisations have the very same name: "the Department" of some documents, of which
    others tell what it is for short."""
    return len({_key(s.name) for s in speakers}) == 1 and all(s.kind != "person" for s in speakers)


def _may_all_be_one(name: str, speakers: Sequence[Speaker]) -> bool:
    """Whether all but one of these have no other name than the surname or the first name that is
    asked for, and nothing told of them says that they are two."""
    asked = _key(_untitled(name))
    while len(asked) > 1 and is_office(asked[0]):
        asked = asked[1:]
    bare = [s for s in speakers if _key(s.name) == asked]
    person = any(s.kind == "person" for s in speakers)
    return (
        person
        and len(asked) == 1
        and len(bare) >= len(speakers) - 1
        and all(_may_be_one(one, other) for one, other in combinations(speakers, 2))
    )


def _may_be_one(one: Speaker, other: Speaker) -> bool:
    """Whether the roles of two go together, as far as they are known."""
    roles = [set(words(s.role or "")) for s in (one, other)]
    return not all(roles) or not roles[0].isdisjoint(roles[1])


def _key(name: str) -> tuple[str, ...]:
    """What a name is looked up by, with or without its accents: Vuković is Vukovic, too."""
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", name)  # U.S. → US.
    if not plain.isascii():
        plain = accents.without(plain.casefold().translate(_PLAIN))
    key = [w.replace(".", "") for w in words(plain)]
    return tuple(key[1:] if len(key) > 1 and key[0] == "the" else key)


def _role(speaker: Speaker) -> set[str]:
    """The words of what somebody is, unabridged."""
    return {ABBREVIATIONS.get(word, word) for word in words(speaker.role or "")}


def _untitled(name: str) -> str:
    parts = _MOST_HONOURABLE.sub("", name).split()
    while parts and parts[0].casefold().strip(".,") in _TITLES:
        parts.pop(0)
    return " ".join(parts)


def _titled(name: str, form: str, speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """Of several who are called by a form of a name, those whose role the titles before it tell:
    President Biden is not the First Lady."""
    title = set(words(name)) - set(words(form)) - {"the"}
    office = {ABBREVIATIONS.get(word, word) for word in title}
    told = tuple(s for s in speakers if office and office <= _role(s))
    female = gender.of_words(title)
    if not told and female is not None and len(speakers) > 1:  # "Mr. Lind", who is not Ann Lind
        told = tuple(s for s in speakers if gender.of_name(s.name.split()) is not (not female))
    return told or speakers


def _plain(name: str) -> str:
    """John F. Kirby Jr. → John Kirby, Ann Lowe MP → Ann Lowe."""
    name = _LETTERS.sub("", name)
    name = re.sub(r"(?<=\w\s)\w\.?\s+(?=\w)", "", name)
    return re.sub(r",?\s+(?:jr|sr|ii|iii|iv)\.?$", "", name, flags=re.IGNORECASE)
