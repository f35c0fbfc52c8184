"""Whether somebody whom a document names may go by another name, too: the forms of people's names,
by the names alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from index.attribution import gender
from index.attribution.figures import Figure
from index.attribution.forms import same_person, surname, without_particles
from index.attribution.short_forms import is_short_for

_BOTH = 2  # surnames, at most
_SPELT_ALIKE = 0.7  # of two spellings of a name; Joe and Jill are alike by .29


def differs_by_short_form(words: list[str], figure: Figure) -> bool:
    """Whether two full names differ by a short form: Jim Obi, of James Obi."""
    known = [name.casefold().split() for name in figure.names]
    return len(words) > 1 and any(
        len(k) > 1
        and surname(k) == surname(words)
        and (is_short_for(words[0], k[0]) or is_short_for(k[0], words[0]))
        for k in known
    )


def by_half(
    words: list[str], female: bool | None, people: Sequence[Figure], alone: Collection[str]
) -> list[Figure]:
    """The one of two surnames who is called by half of them, where nobody has that for his own:
    "Dr. Udeh", of Emeka Thorvaldsen-Udeh; "Ms. Acosta", of Clara Acosta Febo. ``alone`` are the
    names that stand by themselves somewhere."""
    if len(words) > 1:
        return []
    titled = female is not None
    double = ((f, n.casefold().split()) for f in people for n in f.names)
    halves = {
        f
        for f, full in double
        if words[0] in _halves(full, former=titled or surname(full) not in alone)
    }
    agreeing = [f for f in halves if female is None or f.female in (None, female)]
    return agreeing if len(agreeing) == 1 else []


def _halves(full: list[str], *, former: bool) -> list[str]:
    """The halves of a surname that has two; without a hyphen, the ``former``, where a title tells
    that it is one or nobody goes by the latter, and no first name: no "Mr. Howard" is William
    Howard Lind."""
    last = surname(full)
    joined = last.split("-")
    before = full[1 : full.index(last)][-1:] if former and last in full else []
    before = [word for word in before if not gender.has_first_name([word.title(), ""])]
    return joined if len(joined) > 1 else before


def _is_both(words: list[str], full: list[str]) -> bool:
    """Whether a name is both surnames of another, and neither of its words a first name: López
    Obregón, of María López Obregón."""
    led = gender.has_first_name([words[0].title(), ""])
    return len(words) == _BOTH < len(full) and full[-_BOTH:] == words and not led


def goes_by(word: str, figure: Figure) -> bool:
    """Whether a word is somebody's surname, or all that is known of the name."""
    return any(surname(n.casefold().split()) == word for n in figure.names)


def _alike(one: str, other: str) -> bool:
    """Whether two given names may be one person's: Joe and Joseph, J. and Joe, Jon and John, but
    not Joe and Jill."""
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return (
        long.startswith(short)
        or (short[0] == long[0] and SequenceMatcher(None, short, long).ratio() > _SPELT_ALIKE)
        or is_short_for(short, long)
        or is_short_for(long, short)
    )


def fits(words: list[str], figure: Figure) -> bool:
    """Whether a person may go by this name too: nobody whose full name begins otherwise, though
    both are called by the surname."""
    if any(_is_both(words, name.casefold().split()) for name in figure.names):
        return True
    words = without_particles(words)
    known = [without_particles(name.casefold().split()) for name in figure.names]
    others = [k for k in known if min(len(k), len(words)) > 1 and not _alike(k[0], words[0])]
    return any(same_person(words, k) for k in known) and not any(
        surname(k) == surname(words) for k in others
    )
