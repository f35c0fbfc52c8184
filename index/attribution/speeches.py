"""The speech or statement that a document is: what stands below "Address by Prime Minister Ann
Lind" is on record as hers, all of it. So is an opinion below "Opinion" and the author's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, dropwhile, islice, takewhile

from index.attribution import gender, lexicon
from index.attribution.authors import Author, Part, full_name, stripped
from index.attribution.called import Called, bare, is_office, read
from index.attribution.vocabulary import BY, FIELDS, NOBODY, PARTICLES
from index.documents import Document, Span

_KIND = (
    r"(?:[\w’'-]+ ){0,3}?(?:address|eulogy|homily|keynote|lecture|remarks|sermon|speech|statement"
    r"|testimony|toast)(?: (?:as )?(?:delivered|given|made|prepared(?: for delivery)?))?"
)
# What goes on behind the name: where, when and about what
_ON = (
    r"about|after|ahead|announcing|as|at|before|calling|celebrating|commemorating|concerning"
    r"|condemning|congratulating|delivered|during|endorsing|establishing|extending|following|for"
    r"|given|honou?ring|in|introducing|launching|marking|mourning|on|opposing|reaffirming"
    r"|recogni[sz]ing|regarding|rejecting|responding|supporting|thanking|to|upon|urging|welcoming"
    r"|while|with"
)
_HEADED = re.compile(
    rf"(?:(?:transcript|speech|video):\s+|(?:full )?text of )?(?:the )?(?:{_KIND}) (?:by|of|from) "
    rf"(?P<who>[^:–—|()]+?)(?:[,.]? ?[–—|(].*|,? (?:{_ON})\b[^:]*)?",
    re.IGNORECASE,
)
_STATED = re.compile(r"(?:[\w’'-]+ ){0,3}?statement (?:by|from|of)\b", re.IGNORECASE)
_BYLINE = re.compile(rf"[\s*_#]*(?:{BY})\s", re.IGNORECASE)
_COLUMN = re.compile(
    r"(?:guest )?(?:column|comment|commentary|essay|op-?ed|opinion|viewpoint)"
    r"(?: *[|·:/–—-].{,40})?",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"(?:(?i:{BY})\s+)?(?P<who>[^,|·–—]+)(?:[,|·–—].*)?")
_ENDED = re.compile(r"[.?!…:;,—–][\"'”’)\]*_]*$")  # as no heading is
# "Washington, D.C.", "As prepared for delivery:"
_HEADING = re.compile(
    r".{0,50}\b(?:[A-Z]\.){2,}|(?:remarks )?as (?:delivered|prepared)\b.{0,20}:", re.IGNORECASE
)
_END = re.compile(
    r"[*_]{0,2}(?:\\?#(?: ?#)+|(?:\* ?){3,}|[-–—_=]{3,}|ENDS?\b|(?i:end of (?:remarks|speech)\b"
    r"|notes? (?:to|for) editors?\b|(?:media |press )?(?:contact|enquir|inquir)|related\b|source:"
    r"|more (?:from|on)\b|footnotes?\b|references\b)).*"
)
_LABEL = re.compile(
    r"(?:Q|A|Question|Answer|Reporter|The [A-Z][\w ]{2,30}|[A-Z][\w.’' -]{2,40}): \S"
)
_OTHER = re.compile(rf"(?:{_KIND}) (?:by|of|from) [A-Z]", re.IGNORECASE)
_ACRONYM = re.compile(r"^[A-Z]{3,} (?=[A-Z][a-z]+ [A-Z])")  # of an office: "MEP Ann Lind"
_NO_ROLE = re.compile(  # "Ann Lind and", "Ministry of", "Leaders of the"
    r"^(?:(?! of ).)* (?:and|&)\b|\b(?:of|the)$"
)
_OF = re.compile(r"\b(?:of|for)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_OWN = re.compile(r"\b(?:I(?:['’]\w+)?|me|my|(?i:we|our|us))\b")
_LEAST_OWN = 2
_HEADINGS = 8  # above the speech, at most
_WORD = 40  # characters in which a word in front of another is looked for
_LONGEST = 250  # characters of a line that heads it
_MARKS = " \t\r\n#*_"
_NO_NAME = lexicon.BODY_WORDS | NOBODY | FIELDS | {"and", "&"}


def speech(document: Document, lines: Sequence[Span]) -> Iterator[Part]:
    """The speech, where its title or its head says whose it is, and the text speaks of nobody of
    that name, and as "I" or "we" does if it is no statement of who has an office. ``lines`` are the
    ranges of the text's lines."""
    text, head = document.text, document.title
    author = _speaker(head)
    blocks = _blocks(text, lines)
    is_column = False
    for block in islice(blocks, _HEADINGS + 1):
        is_column |= any(_COLUMN.fullmatch(text[slice(*line)].strip(_MARKS)) for line in block)
        read_by = _columnist if is_column else _speaker
        headed = (read_by(text[slice(*line)], line.start) for line in block)
        at, author = next(((n, by) for n, by in enumerate(headed) if by), (-1, author))
        head = text[slice(*block[at])] if at >= 0 else head
        if is_column and author:
            first = [line for line in block[at + 1 :] if is_prose(text[slice(*line)])]
            break
        if any(_BYLINE.match(text, *line) for line in block):
            return  # a report of it
        heads = is_column and text[slice(*block[-1])].rstrip(_MARKS).endswith("?")
        if not heads and any(is_prose(text[slice(*line)]) for line in block):
            first = list(block[at + 1 :])
            break
    else:
        return  # a list
    if author is None:
        return  # before more of the text is looked at
    below: Iterator[Span] = chain(first, chain.from_iterable(blocks))
    called = read(author.name or "")
    name = called.name or ""
    if is_column:  # up to what somebody else writes
        below = takewhile(lambda line: _columnist(text[slice(*line)], line.start) is None, below)
    below = dropwhile(lambda line: not any(map(str.isalnum, text[slice(*line)])), below)  # "***"
    spoken = list(takewhile(lambda line: not _ends(text[slice(*line)], name), below))
    words = stripped(text, spoken[0].start, spoken[-1].end) if spoken else None
    least = 0 if called.role and _STATED.match(head.strip(_MARKS)) else _LEAST_OWN
    if words and is_spoken(text[slice(*words)], author, least):
        yield Part(author, words)


def _ends(line: str, name: str) -> bool:
    """Whether the speech has ended before a line: notes, on who spoke as well, a question, somebody
    else's label, another speech."""
    words = line.strip(_MARKS)
    if words.startswith(f"{name} "):
        return True
    return bool(_END.fullmatch(line.strip()) or _LABEL.match(words) or _OTHER.match(words))


def _blocks(text: str, lines: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """Lines without an empty one between them."""
    block: list[Span] = []
    for line in lines:
        if block and "\n" in text[block[-1].end + 1 : line.start]:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def is_prose(line: str) -> bool:
    words = line.strip(_MARKS)
    if _HEADING.fullmatch(words):
        return False
    return len(words) > _LONGEST or _ENDED.search(words) is not None


def _speaker(line: str, start: int | None = None) -> Author | None:
    """Whose speech a line of the text at ``start`` heads, or the title, which has no place; None
    where it heads none, or one of several, or of nobody's name."""
    words = line.strip(_MARKS)
    found = _HEADED.fullmatch(words) if len(words) <= _LONGEST else None
    parts = _ACRONYM.sub("", found["who"].strip()).split(", ") if found else []
    for n in range(1, len(parts) + 1):  # "the Prime Minister, Ann Lind, Oslo"
        name, behind = ", ".join(parts[:n]), parts[n:]
        office = n == 1 or read(", ".join(parts[: n - 1])).office is not None
        if not (office and _names_somebody(name)):
            continue
        if any(_names_somebody(part) or _is_another(part) for part in behind):
            return None
        if behind and is_office(behind[0].split()[0]):
            name = f"{name}, {behind[0]}"
        at = start + line.find(name) if start is not None else 0
        return Author(Span(at, at + (len(name) if start is not None else 0)), name)
    return None


def _columnist(line: str, start: int) -> Author | None:
    """Who writes, by a line of the text at ``start`` that says a name and at most what that one
    is: not "Ann Lind, the mayor, told me so."."""
    words = line.strip(_MARKS)
    if is_prose(line) and not _BYLINE.match(line):
        return None
    found = _SIGNED.fullmatch(words)
    called = full_name(found["who"].strip()) if found else None
    if called is None or not called.name or not gender.has_first_name(called.name.split()):
        return None
    at = start + line.find(found["who"]) if found else start
    return Author(Span(at, at + len(found["who"].rstrip()) if found else at), called.name)


def _names_somebody(words: str) -> bool:
    """Whether words name one person, by a full name or by a surname behind an office."""
    called = read(words)
    named = (called.name or "").split()
    if not named or any(is_office(w) or bare(w) in _NO_NAME for w in named):
        return False
    role = called.role or ""
    if all(is_office(each.split()[-1]) for each in re.split(r" (?:and|&) ", role) if each.strip()):
        role = role.replace(" and ", " ")  # "Senior Advisor and Chief Spokesperson"
    ends = is_office(role.split()[-1]) if role else True  # and the name is all behind it
    if _NO_ROLE.search(role) or not (ends or _OF.search(role)):
        return False
    titled = bool(called.honorific or role)
    if not titled and not gender.has_first_name(named):
        return False
    most = 3 if PARTICLES.isdisjoint(named) else 5  # or the title goes on
    return named[0][0].isupper() and (1 if titled else 2) <= len(named) <= most


def _is_another(words: str) -> bool:
    """Whether a name goes on with somebody else's behind an office: "President Lind of Oland"."""
    each = words.split()
    name = list(dropwhile(is_office, each))
    return len(name) < len(each) and bool(name) and name[0][0].isupper()


def _called(surname: str, words: str) -> Iterator[str]:
    """What stands in front of a surname, if it has a capital, wherever somebody is called by that,
    and does not say that he is called so."""
    name = re.escape(surname)
    others = re.sub(rf"\b(?:I am|I['’]m|I,|name is)(?: [\w.]+){{,3}}? {name}\b", "", words)
    led = r"(?!(?:-\w+)? (?:[Aa]dministration|[Gg]overnment)\b)"
    for found in re.finditer(rf"\b{name}\b{led}", others):
        front = others[max(0, found.start() - _WORD) : found.start()]
        before = re.search(r"\b[A-Z][\w.’'-]*(?=\s+$)", front)
        yield before[0] if before else ""


def _means(before: str, called: Called) -> bool:
    """Whether a surname is that of who is ``called`` by it, as far as the word in front of it
    tells: another's first name or office ("President Lind") is of somebody else of the family."""
    own = f"{called.name} {called.role or ''}".casefold().split()
    if before.casefold() in own:
        return True
    another = gender.has_first_name([before, "X"]) if before else False
    return not (another or (before and is_office(before) and bool(called.role)))


def is_spoken(words: str, author: Author, least: int) -> bool:
    """Whether somebody speaks of himself, ``least`` so often, and nobody of who is said to."""
    called = read(author.name or "")
    named = [w for w in (called.name or "").split() if bare(w) not in lexicon.SUFFIXES]
    if not named:
        return False
    unquoted = _QUOTED.sub(" ", words)
    is_told_of = any(_means(before, called) for before in _called(named[-1], words))
    sure = 1 if not gender.has_first_name(named) else 2  # and what the title goes on with
    if any(
        w.endswith("ing") or re.search(rf"\b{re.escape(w.lower())}\b", words) for w in named[sure:]
    ):
        return False  # "President Obi Two Years After"
    if is_told_of or len(_OWN.findall(unquoted)) < least:
        return False
    office = " ".join((called.role or "").split(" of ")[0].split()[-2:])
    by_office = rf"\bthe {re.escape(office)}\b(?! of\b)"  # as a report goes on: "the mayor said"
    return not office or re.search(by_office, unquoted, re.IGNORECASE) is None
