"""The letters that a document is or holds: what stands between "Dear …" and "Sincerely," is on
record as whose name stands below; so is a letter to an editor, which begins with "SIR – " and ends
with the name alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from index import dates
from index.attribution import gender, lexicon
from index.attribution.authors import FULL_NAME, Author, Part, full_name, stripped
from index.attribution.called import is_capitals, is_office, read
from index.documents import Span

_DEAR = r"(?:My (?:own |very )?)?Dear(?:est)?"
_GREETING = re.compile(
    rf"\s*\(?(?:To whom it may concern\b|{_DEAR}\s+\S).{{0,100}}[:,)]\s*"
    rf"|\s*{_DEAR}(?:[ \t]+[\w.'’-]+){{1,5}}\s*",
    re.IGNORECASE,
)
_TO_AN_EDITOR = re.compile(
    r"[\s*_]*(?:SIR|MADAM|(?:Dear )?(?:Sir|Madam|Editor))[*_]*\s*(?:,\s*)?(?:[–—-]|(?<=,))\s*"
)
_CALLED = re.compile(r"(?:Mr\.?|Mrs\.?|Sir)?\s*(?P<name>[A-Z][\w'’-]+)[,:]?\s*")  # "Holt,"
_CLOSING = re.compile(  # and the name behind it, where lines were joined
    r"\s*(?:(?:(?:Yours|Very|Most)(?: \w+)?,? )?"
    r"(?:Sincerely|Faithfully|Respectfully|Truly|Cordially)(?: yours| submitted)?"
    r"|(?:(?:With )?(?:Best|Kind|Warm)(?:est)? (?:regards|wishes)|Regards|Yours(?:,? etc\.?)?)"
    r"|(?:Thank you|(?:(?:Many|With(?: many)?) )?thanks|(?:With )?love)[.!]?(?=,?\s*$)"
    r"|(?:(?:and )?I (?:am|remain|have the honou?r to (?:be|remain))\b.{0,60}?)?(?:"
    r"your (?:(?:most|very|humble|and) )*"
    r"(?:obedient (?:humble )?servant|(?:affectionate|loving) \w+)"
    r"|(?:ever )?yours (?:affectionately|always|ever|etc\.?)|ever yours)),?\s*"
    r"(?:(?<=,)|(?<=\s)|$)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[\d:]|\band\b|&|\t|\s{3}")
# What may stand between a closing and the name, and in front of it
_BETWEEN = re.compile(
    r"\W*(?:signed|signature)?\W*|\W*(?:for and )?on behalf of\b.*", re.IGNORECASE
)
_SIGNED = re.compile(r"[\s*_]*(?:/s/\s*)?", re.IGNORECASE)
_BEHIND = re.compile(r"\s*(?:Enc(?:l|s|losures?)?|c\.?c|Cop(?:y|ies|ied)|P\.?S)\b", re.IGNORECASE)
_RUN = re.compile(FULL_NAME)
_STREET = re.compile(
    rf"\s*(?:No\.? ?)?\d+[a-z]?,? (?!(?i:{dates.MONTH}))(?:[A-Z][\w’'-]*\.?(?:,? |\s*$))+"
)
_PLACE = re.compile(r"\W*(?:(?:[A-Z]\w*|\d+|s|at|by|near|of|on|the|upon)\b\W*)*")
_BEGINS = re.compile(r"\bdear|^[ \t*_]*(?:sir|madam|editor)\b", re.IGNORECASE | re.MULTILINE)
_ABOVE = 4  # lines over a greeting, with the day
_LONGEST_TO_AN_EDITOR = 5000  # characters
_HEAD = 1000  # characters above the first letter in which is said who writes
_MOST_BELOW = 8  # lines under the closing in which names are looked for
_MARKS = " \t\r\n*_\u200b"
_LONGEST = 60  # characters of a line with a name
_NAME = 30  # characters of a name alone


def letters(text: str, lines: Sequence[Span]) -> Iterator[Part]:
    """The letters of a text that one person signs, in text order. ``lines`` are the ranges of its
    lines, without those that are empty.

    Who writes to each other need not sign in full: "J. L." and "Jane" are whose full name stands at
    the head, or under another of the letters.
    """
    if _BEGINS.search(text) is None:
        return
    lines = [part for line in lines for part in _parted(text, line)]
    greetings = _greetings(text, lines)
    if not greetings:
        return
    written = [
        lines[greeting + 1 : following]
        for greeting, following in zip_longest(greetings, greetings[1:])
    ]
    head = text[: lines[greetings[0]].start][-_HEAD:]
    signed = [
        _letter(text, each) or _to_an_editor(text, lines[n], each)
        for n, each in zip(greetings, written, strict=True)
    ]
    known = {part.author.name for part in signed if part and part.author.name}
    known |= {
        called.name for run in _RUN.finditer(head) if (called := full_name(run[0])) and called.name
    }
    end = 0
    several = len(greetings) > 1
    following = [*(lines[n] for n in greetings[1:]), None]
    for greeting, each, part, then in zip(greetings, written, signed, following, strict=True):
        found = part or _among(text, each, known)
        if found is None or _is_greeted(text, found.author, lines[greeting], several=several):
            continue
        to_an_editor = _TO_AN_EDITOR.fullmatch(text, *lines[greeting])
        if then and not to_an_editor and _is_next(text, found.author, each, then):
            continue
        above = [line for line in lines[:greeting][-_ABOVE:] if line.start >= end]
        day = None if to_an_editor else _day(text, above)  # which is the paper's
        yield found if day is None else replace(found, line=day, dated=True)
        end = max(found.words.end, found.author.span.end)


def _parted(text: str, line: Span) -> Iterator[Span]:
    """A line, or the greeting of an editor and the prose that goes on behind it on the same line:
    not "Editor – Ann Lind"."""
    greeting = _TO_AN_EDITOR.match(text, *line)
    behind = text[greeting.end() : line.end] if greeting else ""
    is_prose = len(behind) > _NAME or behind.rstrip(f'{_MARKS}”"’').endswith((".", "?", "!"))
    end = greeting.end() if greeting and is_prose else line.end
    yield Span(line.start, end)
    if end < line.end:
        yield Span(end, line.end)


def _is_greeted(text: str, author: Author, greeting: Span, *, several: bool) -> bool:
    """Whether who seems to sign is whom the letter greets, by the first name or, where there are
    ``several`` letters, the surname."""
    name = (read(author.name or "").name or " ").split()
    return not {*name[:1], *name[-1:] * several}.isdisjoint(_capitals(text, greeting))


def _is_next(text: str, author: Author, lines: Sequence[Span], greeting: Span) -> bool:
    """Whether who seems to sign is to whom the next letter goes: a street stands behind the name,
    or a place of its own line, or no empty line, in front of a greeting that names the same."""
    behind = [line for line in lines if line.start >= author.span.end]
    if any(_STREET.match(text, *line) and not dates.FULL.search(text, *line) for line in behind):
        return True
    name = (read(author.name or "").name or "").split()
    apart = not behind or text[author.span.end : behind[0].start].count("\n") > 1
    greeted = not _capitals(text, greeting).isdisjoint(name)
    return greeted and (len(behind) > 1 or not apart)


def _capitals(text: str, line: Span) -> set[str]:
    return set(re.findall(r"[A-Z][\w'’-]+", text[slice(*line)]))


def _day(text: str, above: Sequence[Span]) -> int | None:
    """Where the line begins that stands above a greeting and has the day, and at most a place and
    a weekday besides."""
    for line in reversed(above):
        day = dates.FULL.search(text, *line) if line.end - line.start <= _LONGEST else None
        if day and _PLACE.fullmatch(text[line.start : day.start()] + text[day.end() : line.end]):
            return line.start
    return None


def _greetings(text: str, lines: Sequence[Span]) -> list[int]:
    """Which lines greet somebody; "Holt," does behind another letter's "My dear Holt,"."""
    found = [
        n
        for n, line in enumerate(lines)
        if _GREETING.fullmatch(text, *line) or _TO_AN_EDITOR.fullmatch(text, *line)
    ]
    greeted = {word for n in found for word in _capitals(text, lines[n])}
    for n, line in enumerate(lines):
        called = _CALLED.fullmatch(text, *line)
        if called and called["name"] in greeted and text[line.end - 1] in ",:" and n not in found:
            found.append(n)
    return sorted(found)


def _letter(text: str, lines: Sequence[Span]) -> Part | None:
    """What stands behind a greeting, up to its closing, if that is a letter."""
    closed = False
    for n, line in enumerate(lines):
        if closing := _CLOSING.match(text, *line):
            below = lines[n + 1 : n + 1 + _MOST_BELOW]
            if closing.end() < line.end:
                below = [Span(closing.end(), line.end), *below]
            author = _signed(text, below)
            if n and author is not None:
                return _part(text, lines[:n], author)
            closed = closed or closing.end() == line.end  # and no "Respectfully, I disagree"
    last = name_alone(text, lines[-1]) if len(lines) > 1 and not closed else None
    if last is not None and is_capitals(last.name or ""):  # a President closes with the name alone
        return _part(text, lines[:-1], last)
    return None


def _to_an_editor(text: str, greeting: Span, lines: Sequence[Span]) -> Part | None:
    """A letter to an editor, which ends with the first line that is nothing but a name."""
    closed = any(_CLOSING.match(text, *line) for line in lines)
    if closed or not _TO_AN_EDITOR.fullmatch(text, *greeting):
        return None
    short = [line for line in lines if line.end - greeting.end <= _LONGEST_TO_AN_EDITOR]
    named = (
        (n, author)
        for n, line in enumerate(short)
        if n and text[line.end - 1] not in ".?!" and (author := name_alone(text, line))
    )
    return next((_part(text, lines[:n], author) for n, author in named), None)


def _among(text: str, lines: Sequence[Span], known: Collection[str]) -> Part | None:
    """The letter that one of those signs who are known to write, by name or less than that."""
    for n, line in enumerate(lines):
        name = _meant(text[slice(*line)].strip(_MARKS), known) if n else None
        if name is not None:
            if any(name_alone(text, other) for other in lines[n + 1 : n + 3]):
                return None  # several sign
            above = lines[:n]
            if n > 1 and _CLOSING.fullmatch(text, *above[-1]):
                above = above[:-1]
            return _part(text, above, Author(Span(*line), name))
    return None


def _meant(words: str, known: Collection[str]) -> str | None:
    """Who signs so: "Jane Lind", "J. Lind", "Jane", "J. L." and "J. L"."""
    if not words or len(words) > _LONGEST:
        return None
    given = [word.rstrip(".,") for word in words.split()]
    fitting = {name for name in known if _fits(given, name.split())}
    return fitting.pop() if len(fitting) == 1 else None


def _fits(given: Sequence[str], name: Sequence[str]) -> bool:
    if len(given) == 1:
        return given[0] == name[0]
    ends = given[-1] == name[-1] or given[-1] == name[-1][0]
    return ends and given[0] in (name[0], name[0][0])


def _part(text: str, lines: Sequence[Span], author: Author) -> Part | None:
    words = stripped(text, lines[0].start, lines[-1].end)
    return Part(author, words) if words else None


def _signed(text: str, below: Sequence[Span]) -> Author | None:
    """Whose name stands first under a letter, or under the office; None where it is no name, or
    several sign."""
    below = list(takewhile(lambda line: not _BEHIND.match(text, *line), below))
    below = [line for line in below if not _BETWEEN.fullmatch(text, *line)]
    office = [_is_office(text, line) for line in [*below, Span(0, 0)]]
    named = {
        n: author
        for n, line in enumerate(below)
        if (author := name_alone(text, line, told=office[n + 1] or (n == 1 and office[0])))
    }
    first = 0 if 0 in named else 1 if office[0] else None
    several = len({read(author.name or "").name for author in named.values()}) > 1
    if first is None or several or (author := named.get(first)) is None:
        return None
    beside = first + 1 if office[first + 1] else 0
    office_line = text[slice(*below[beside])].strip(_MARKS)
    return author if beside == first else _in_office(author, office_line)


def _in_office(author: Author, office: str) -> Author:
    """Who signs, with the office of the line beside the name, where the name's own tells none."""
    body = office.split()[0].casefold() in lexicon.BODY_WORDS  # "Office of the Port Ombudsman"
    if body or len(office) > _LONGEST or read(author.name or "").role:
        return author
    return replace(author, name=f"{author.name}, {office}")


def _is_office(text: str, line: Span) -> bool:
    """Whether a line is an office, as far as its first words tell: "Ombudsman", "Interim Head of
    Complaints", "Office of the Port Ombudsman", "Managing Partner"."""
    words = text[slice(*line)].strip(_MARKS).split()[:6]
    heads = any(word.endswith(":") for word in words)  # "Volunteer of the month: Ann Lind"
    return not heads and (any(map(is_office, words)) or words[-1:] == ["Partner"])


def name_alone(text: str, line: Span, *, told: bool = False) -> Author | None:
    """A line's full name, and the office on the same line; in capitals, or where an office beside
    it has ``told`` that somebody signs, any two words will do."""
    start = _SIGNED.match(text, *line)
    words = text[start.end() if start else line.start : line.end].strip(_MARKS)
    told = told or (start is not None and "/" in start[0])
    if not words or len(words) > _LONGEST or _NO_NAME.search(words):
        return None
    called = read(words)
    name = called.name or ""
    full = name.split()
    if not 2 <= len(full) <= 5 or any(map(is_office, full)):
        return None
    if not is_capitals(name) and not gender.has_first_name(full):
        in_front = not words.startswith(full[0]) and "of" in (called.role or "").split()
        told = told or bool(called.honorific or (called.role and not in_front))
        if not told or full_name(name) is None:
            return None
    at = text.index(words, line.start)
    return Author(Span(at, at + len(words)), words)
