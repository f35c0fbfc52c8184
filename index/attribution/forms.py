"""The forms a name takes: which of them may be one and the same, and where a form begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.governments import country_of
from index.attribution.vocabulary import PARTICLES

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Span as Run

MARKS = "\"'’‘“”.,()[]*_"
"""What may stand at the edges of a name's words and is no part of them."""

HYPHENATED = re.compile(r"(?!(?:Anti|Co|Ex|Mid|Non|Post|Pre|Pro|Re|Self)-)[A-Z][a-z]+-[a-z]+")
"""A given name in two parts, wherever it stands: Kim Jong-un, Hyun-ju Obi; and no Co-hosting."""

_COMPANY = lexicon.COMPANY_FORMS.union(lexicon.BODIES["company"]) - {"group"}
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_POSSESSIVE = re.compile(r"['’]s?$")


def surname(words: list[str]) -> str:
    """The word a full name is shortened to: Kirby, of John F. Kirby Jr., and the Kim of Kim
    Jong-un, which comes first where a given name is written so."""
    core = [w for w in words if w.strip(".").casefold() not in lexicon.SUFFIXES]
    if len(core) == 2 and core[0].istitle() and HYPHENATED.fullmatch(core[1]):
        return core[0]
    return core[-1] if core else ""


def words_of(run: Run) -> list[str]:
    """The words of a name, bare of marks; an initial keeps its full stop."""
    words = [w.strip(MARKS) for w in run.text.split()]
    return [w if len(w) != 1 else f"{w}." for w in words if w]


def same_person(words: list[str], known: list[str]) -> bool:
    """Whether a name is a shorter (or longer) form of another: Kirby, John F. Kirby, John Kirby.

    John Kirby Jr. is another than John Kirby.
    """
    if len(words) == 1 or len(known) == 1:
        return surname(words) == surname(known) or words[0] == known[0]
    return (
        surname(words) == surname(known)
        and words[0] == known[0]
        and (words[-1] == surname(words)) == (known[-1] == surname(known))
    )


def without_particles(words: list[str]) -> list[str]:
    """A name without what goes before a surname: "von der Leyen" is a surname alone."""
    return [word for word in words if word.casefold() not in PARTICLES] or words


def same_body(words: list[str], known: Collection[str], shared: Collection[str]) -> bool:
    """Whether a body that is ``known`` by some names may go by this one too: by its initials, or by
    what its other name ends with ("the National Intelligence Service", "the Intelligence Service"),
    or, of a company, without the words that say that it is one.

    Not by a single word, but a firm's first: "the Administration" is many a body's. Not where it
    has a name of another beginning, and not by a name that is ``shared``: that of two bodies which
    begin differently, or with which two begin.
    """
    named = (words, *(name.casefold().split() for name in known))
    words, *others = ([word.rstrip(".") for word in each] for each in named)
    firm = any(_firm(words) == other or _firm(other) == words for other in others)
    if firm and (words[1:] or words[0] not in shared):
        return True
    if len(words) == 1:
        led = words[0] not in shared and _is_short_for(words, others)
        return led or any(words[0] == initials(name) for name in known)
    whole = [other for other in others if len(other) > 1]
    alike = [other for other in whole if ends_with(other, words)]
    clash = any(o[-1] == words[-1] and o not in alike for o in whole)
    shorter = (o if len(o) < len(words) else words for o in alike)
    return not clash and any(" ".join(short) not in shared for short in shorter)


def _is_short_for(word: list[str], firms: Sequence[list[str]]) -> bool:
    """Whether a word is the first of a firm's name, which goes by it: "Halden", of "Halden Foods
    Corp."."""
    return any(firm[:1] == word and _firm(firm) != firm for firm in firms)


def _firm(words: list[str]) -> list[str]:
    """A company's name without the words that say no more than that it is one: Halden, of Halden
    Foods, Inc."""
    end = len(words)
    while end > 1 and words[end - 1].strip(".,") in _COMPANY:
        end -= 1
    return [word.strip(",") for word in words[:end]]


def shared(bodies: Iterable[str]) -> frozenset[str]:
    """The names that two others end with which begin differently: "department of education",
    where there are Iowa's and Ohio's; and the words that two begin with which go on differently:
    "halden", where there are Halden Foods Corp. and Halden University."""
    forms = {bare(name).casefold() for name in bodies}
    fuller: dict[str, set[str]] = {}
    for form in forms:
        parts = form.split()
        for at in range(1, len(parts) - 1):
            fuller.setdefault(" ".join(parts[at:]), set()).add(form)
    led: dict[str, set[str]] = {}
    alone = set()
    for words, name in ((form.split(), _firm(form.split())) for form in forms):
        if len(name) > 1:
            led.setdefault(name[0], set()).add(" ".join(name))
        elif len(words) > 1:  # Halden Inc.
            alone.update(name)
    begun = (
        first
        for first, longer in led.items()
        if any(not (a.startswith(b) or b.startswith(a)) for a, b in combinations(longer, 2))
        or (first in alone and any(n.split()[-1] in lexicon.BODY_WORDS for n in longer))
    )
    return frozenset(begun) | frozenset(
        short
        for short, longer in fuller.items()
        if any(not (a.endswith(f" {b}") or b.endswith(f" {a}")) for a, b in combinations(longer, 2))
    )


def ends_with(whole: list[str], part: list[str]) -> bool:
    return whole[-len(part) :] == part or part[-len(whole) :] == whole


def initials(name: str) -> str:
    """UN, of the United Nations, in lower case; empty for a name of one word."""
    capitals = [w[0] for w in name.split() if w[0].isupper()]
    return "".join(capitals).casefold() if len(capitals) > 1 else ""


def bare(name: str) -> str:
    """A name without its article and possessive, and without characters that nobody sees."""
    seen = _UNSEEN.sub("", name)
    return re.sub(r"^[Tt]he\s+", "", " ".join(_POSSESSIVE.sub("", seen).split()))


def first_word(run: Run, acronym: str | None) -> int:
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


def owner_before(run: Run) -> int | None:
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
