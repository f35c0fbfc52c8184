"""What the label of a turn says of who speaks: a name, an honorific, a role, an office, or nobody.

"MR. KIRBY", "The Chair (Mrs. Ruth Obi)", "Deputy Mayor Ann Lind", "ANN LIND, CNN HOST", "Q".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.attribution import gender, lexicon
from index.attribution.vocabulary import (
    DISTANT,
    FIELDS,
    HELD,
    JOINS,
    NOBODY,
    OFFICE,
    PARTICLES,
    POLITE,
)

_RAISED = re.compile(r"(?:[A-Z]+[a-z]+)+(?:Error|Exception|Warning)")  # "TypeError"


@dataclass(frozen=True, slots=True)
class Called:
    """What a label says of who speaks; ``name`` is None where it names nobody.

    ``office`` is a role that stands for its holder ("THE PRESIDENT"), ``role`` one beside a name.
    """

    name: str | None
    honorific: str | None = None
    role: str | None = None
    office: str | None = None


def without_asides(label: str) -> str:
    """A label without what stands in brackets: "(Calder South, Ind.)", "(as interpreted)"."""
    while (shorter := re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", label)) != label:
        label = shorter
    return re.split(r"\s*[(\[]", label)[0].strip()


def is_capitals(label: str) -> bool:
    """MR. KIRBY, and the Mr. KIRBY, General MOSS and PRESIDENT von HALLER of other hands."""
    plain = without_asides(label).removesuffix(" pro tempore")
    plain = re.sub(r"^([A-Z][a-z]+\.? \S*[A-Z]{2}\S*) of .*", r"\1", plain)
    words = [w for w in plain.split() if bare(w) not in _BEFORE]
    while len(words) > 1 and words[0].istitle() and (words[0] == "The" or is_office(words[0])):
        words = words[1:]
    letters = [re.sub(r"[^\w]|\d", "", re.sub(r"^(?:Mc|Mac|O['’])", "", w)) for w in words]
    return (
        bool(words) and all(w.isupper() for w in letters if w) and any(len(w) > 1 for w in letters)
    )


def leads(label: str) -> bool:
    """Whether a label's first word is an honorific or an office: "Mr. HOLT", "General Moss"."""
    first = bare(label.split()[0])
    return first in lexicon.HONORIFICS or is_office(first)


def is_titled(label: str) -> bool:
    """Whether a label says by an honorific, an office or a description that somebody speaks."""
    called = read(label)
    if called.name is None or _read(without_asides(label)) == Called(None):
        return True
    words = without_asides(label).split()
    last = called.name.split()[-1]
    if last in words:
        words = words[: words.index(last) + 1]  # Senator BRADY of Ohio
    elif any(map(is_office, words)):
        return True  # The Minister for Ports (Lord Lund)
    if called.honorific and is_capitals(label):
        return True
    if all(w[0].isupper() or bare(w) in PARTICLES for w in words):
        led = words[1] if bare(words[0]) == "the" and len(words) > 1 else words[0]
        polite = bare(led) in DISTANT | lexicon.HONORIFICS
        return polite or any(map(is_office, words[: -len(called.name.split())]))
    return len(called.name.split()) > 1 and any(map(is_office, words))


def is_field(label: str) -> bool:
    """Whether a label is a word that heads fields, arguments and what a program reports, and not
    turns."""
    words = [bare(w) for w in without_asides(label).split()]
    return (
        _RAISED.fullmatch(label) is not None
        or all(w in FIELDS | JOINS | PARTICLES or w.isdigit() for w in words)
        or (len(words) > 1 and words[0] in JOINS - {"the"})
    )


def read(label: str) -> Called:
    """What a label says of who speaks."""
    outside = without_asides(label)
    inside = re.search(r"[(\[](.*?)(?:[)\]]?$|[)\]]\s+[(\[])", label[len(outside) :])
    called = _read(outside)
    if inside:
        aside = inside[1].rstrip(")] ")
        beside = _read(without_asides(aside))
        if _is_person(beside) and (called.name is None or _is_of_what(called, beside)):
            office = called.office or outside.removeprefix("The ")
            role = None if bare(office) in _QUESTIONS else in_words(office)
            return Called(beside.name, beside.honorific, role)
        if called.name and called.role is None and _starts_with_office(aside):
            return Called(called.name, called.honorific, aside)
    return called


def _is_person(beside: Called) -> bool:
    """Whether what stands in brackets behind an office names its holder, by a whole name or title:
    "(Ann Lind)", "(Lord Lind)"."""
    words = (beside.name or "").split()
    if not words or bare(words[-1]) in _BODIES:
        return False
    return bool(beside.honorific or len(words) > 1 or _is_peer(beside))


def _is_of_what(called: Called, beside: Called) -> bool:
    """Whether what seems to be a name is what an office is for, and its holder stands beside it:
    "The Minister of State, Department for Rural Affairs (Ann Lind)"."""
    role = [bare(w) for w in (called.role or "").split()]
    if len(role) > 1 and role[-1] in JOINS | {"her", "his"}:
        return True
    return bool(role) and (beside.honorific is not None or _is_peer(beside))


def _is_peer(called: Called) -> bool:
    return bool(called.role) and bare((called.role or "").split()[0]) in _PEERS


def _read(label: str) -> Called:
    first, *more = [part.strip() for part in label.split(",") if part.strip()] or [label]
    called = _read_words(first.split())
    if not more or (is_capitals(label) and not _stands(called, more[0])):
        return _read_words(label.replace(",", "").split())
    of_what = bool(called.role) and bare((called.role or "").split()[-1]) in JOINS
    if called.name and not of_what:
        more = [in_words(part) for part in more if bare(part) != "byline"]
        role = ", ".join(filter(None, [called.role, *more])) or None
        return Called(called.name, called.honorific, role)
    last = _read_words(more[-1].split())
    if last.name is None:
        return called
    before = label[: label.rfind(last.name)].strip(" ,") or None
    return Called(last.name, last.honorific, in_words(before) if before else None)


def _stands(called: Called, behind: str) -> bool:
    """Whether what stands in capitals before a comma is a name: ANN LIND, CNN HOST."""
    named = bool(called.name) and (called.role or len((called.name or "").split()) > 1)
    return bool(named) and bare(behind) not in lexicon.SUFFIXES


def _read_words(words: list[str]) -> Called:
    article = bool(words) and bare(words[0]) == "the"
    words = words[1:] if article else words
    if not any(c.isalpha() for c in "".join(words)) or _names_nobody(words, article=article):
        return Called(None)
    if len(words) == 1 and _CODE.fullmatch(bare(words[0])):
        return Called(None)
    honorific = None
    whole = words
    while len(words) > 1 and (bare(words[0]) in POLITE or bare(words[0]) in DISTANT):
        honorific = honorific or (bare(words[0]) if bare(words[0]) in POLITE else None)
        words = words[1:]
    if "of" in words[1:]:
        at = words.index("of", 1)
        named = is_capitals(words[at - 1]) or bare(words[0]) in _PEERS
        if honorific or (named and not is_office(words[at - 1])):
            words = words[:at]  # Mr. HOLT of Ohio, Baroness Lind of Marsh
    if all(is_office(w) for w in words) and (not honorific or article or bare(words[-1]) in _MR):
        return Called(None, office=in_words(" ".join(words)))
    name, role = (_capitals if is_capitals(" ".join(whole)) else _title_case)(words)
    if not name or (role and bare(name[-1]) in HELD):  # "Senate Majority Leader"
        return Called(None, office=in_words(" ".join(words)))
    if len(name) == 1 and len(bare(name[0])) == 1:  # of "Professor B" the title tells as much
        return Called(" ".join(whole))
    return Called(" ".join(name), honorific, in_words(" ".join(role)) if role else None)


_CODE = re.compile(r"[a-z]|[a-z]{1,3}_?\d{1,3}")  # "R", "P1": another in every document
_QUESTIONS = frozenset(["q", "question"])  # what is said, and nothing that somebody is
_PEERS = frozenset(["lord", "lady", "baroness"])
_BEFORE = PARTICLES | lexicon.HONORIFICS  # a name, and not in its capitals
_MR = frozenset(
    "president speaker chairman chair chairwoman chairperson secretary ambassador".split()
)


_BESIDE_OFFICE = ("of", "general", "administration")  # the last by a slip, for "administrator"


def _capitals(words: list[str]) -> tuple[list[str], list[str]]:
    """SECRETARY OF STATE BLINKEN → the name, and the role in front of it."""
    at = 0
    of_body = bare(words[0]) in lexicon.BODY_WORDS  # COUNTY CLERK OBI
    if of_body or not gender.has_first_name([words[0].capitalize(), words[-1]]):
        offices = (n for n, word in enumerate(words[:-1]) if of_body or bare(word) in HELD)
        at = next((n for n in offices if is_office(words[n])), 0)  # of DARYL BAKER OBI none
    while at < len(words) - 1 and (is_office(words[at]) or bare(words[at]) in _BESIDE_OFFICE):
        at += 1
        if bare(words[at - 1]) == "of" and at < len(words) - 1:
            at += 1
    while at < len(words) - 1 and bare(words[at]) in POLITE:
        at += 1
    return words[at:], words[:at]


# The last word of a body's name, and nobody's surname
_BODIES = frozenset(
    """agency association authority board bureau center centre commission committee council
    department embassy foundation group institute ministry office organisation organization party
    service society team union university""".split()
)


def _title_case(words: list[str]) -> tuple[list[str], list[str]]:
    """Deputy Foreign Minister Anna Lind → the name, and the role in front of it."""
    while len(words) > 2 and re.fullmatch(r"[A-Z]{2,4}|[A-Z]\w{0,2}[A-Z]", words[-1].strip(",.")):
        words = words[:-1]  # AM, MP, QC, PhD
    last = -1
    for n, word in enumerate(words):
        plain = bare(word)
        if plain in PARTICLES and 0 < n < len(words) - 1:
            continue
        of_a_body = plain in lexicon.BODY_WORDS and n < len(words) - 2
        if word[:1].islower() or of_a_body or (is_office(word) and n < len(words) - 1):
            last = n
    name = words[last + 1 :]
    if len(words) > 1 and bare(words[-1]) in _BODIES:
        return words, []  # "Harlow Port Press Office"
    of_what = any(bare(w) in JOINS | {"general"} for w in words[: last + 1])
    if len(name) > 2 and (of_what or (last >= 0 and len(name) > 3)):
        name = name[
            -3 if re.fullmatch(r"[A-Z]\.?", name[-2]) else -2 :
        ]  # "Mayor of the City of Harlow Ann Lind"
    while len(name) > 1 and bare(name[0]) in POLITE:
        name = name[1:]
    return name, words[: len(words) - len(name)] if last >= 0 else []


def in_words(role: str) -> str:
    """A role in normal case: SURGEON GENERAL → Surgeon General."""
    if not is_capitals(role):
        return role
    return " ".join(w.lower() if w.lower() in JOINS else capitalised(w) for w in role.split())


def capitalised(word: str) -> str:
    """A name's word in normal case: O’NEILL → O’Neill, MCKAY → McKay, JEAN-PIERRE → Jean-Pierre."""
    if joined := re.fullmatch(r"(Mc|Mac|De|La|Le|Van)([A-Z]{2,})", word):
        return joined[1] + joined[2].capitalize()
    if not word.isupper() or (len(word) == 2 and word.endswith(".")):
        return word
    if word in ("JR", "JR.", "SR", "SR."):
        return word.capitalize()
    if word in ("II", "III", "IV") or not set(word) & set("AEIOUY"):  # CNN, NBC
        return word
    word = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
    word = re.sub(r"(['’])S\b", r"\1s", word)
    return re.sub(r"\bMc([a-z])", lambda m: f"Mc{m[1].upper()}", word)


def _names_nobody(words: list[str], *, article: bool) -> bool:
    plain = [
        bare(re.sub(r"[_#\d]+$", "", w)) or bare(w)
        for w in words
        if len(words) == 1 or not re.fullmatch(r"(?i:[#\d]+|[A-Z]|one|two|three|four|five)", w)
    ]
    if article and plain in (["speaker"], ["clerk"], ["host"]):
        return False
    if plain == ["hon", "members"]:
        return True
    return bool(plain) and plain[-1] in NOBODY and plain[0] not in POLITE


def is_office(word: str) -> bool:
    """Whether a word is one of an office's or a calling's: Secretary, deputy, co-founder."""
    plain = bare(word)
    return (
        plain in lexicon.ROLES
        or f"{plain}." in lexicon.ROLES
        or plain in OFFICE
        or plain.rsplit("-", 1)[-1] in lexicon.ROLES
        or (len(plain) > 6 and plain.endswith(lexicon.PROFESSIONS))
        or (len(plain) > 6 and word.islower() and plain.endswith(("ist", "ian", "er", "or")))
    )


def _starts_with_office(aside: str) -> bool:
    words = [bare(w) for w in aside.split()]
    return any(w in lexicon.ROLES or w in OFFICE for w in words[:3]) and len(words) < 20


def bare(word: str) -> str:
    return word.casefold().strip(".,*_")
