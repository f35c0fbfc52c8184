"""What an acronym stands for: "the National Union of Painters (NUP)", "NUP stands for …"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from index.documents import Passage, Span
from qa.facts import Fact
from qa.intents.case import Case
from qa.intents.telling import let_through, told
from qa.parts_of_names import SMALL
from qa.replies import Reply

_SHORT = r"(?:(?:acronym|abbreviation|initials) )?[\"“]?(?P<{}>[A-Z][A-Za-z.&]{{1,10}})[\"”]?"
_ASKED = re.compile(
    rf"(?i:what (?:do|does|did|is|are) (?:the )?){_SHORT.format('of')}"
    r" (?:stand for|mean|short for|an (?:acronym|abbreviation) (?:for|of))"
    rf"|(?i:what is (?:the )?(?:full (?:form|name)|meaning) of (?:the )?){_SHORT.format('whose')}"
)
_STANDS_FOR = (
    r"[\"”’]?(?: \(|,? (?:(?:is |which )?(?:stands?|standing|short) for|is an? \w+ (?:for|of)|or) )"
    r"(?:the )?[\"“]?"
)
_PART = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")  # of "HyperText"
_OWNER = re.compile(r"[’']s$")
_WORD = re.compile(r"[A-Za-z][\w’']*")
_Way = tuple[bool, bool]
# Whether a small word may be the first ("for your information"), and whether letters within words
# are of the name (CPR); the way that is tried last is for names that stand in front alone
_WAYS: Sequence[_Way] = ((False, False), (True, False), (False, True))
_LONGEST = 160  # characters of a name
_BESIDE_LETTERS = 5  # words of a name that its letters may leave out
_MENTIONS = 5  # in a passage; the first ones tell what it stands for, if any
_MOST = 60  # passages with the acronym that are looked through


def answer(case: Case) -> Reply | None:
    """The words that spell what is asked for beside it, of the best passage that has
    them, or a refusal; None where another thing is asked, or might be ("what does NUP mean?")."""
    asked = _ASKED.fullmatch(case.plain)
    short = (asked["of"] or asked["whose"] or "") if asked else ""
    letters = "".join(c for c in short if c.isalpha())
    if asked is None or not letters[1:].isupper():
        return None
    if fact := next((f for f in _facts(case, letters) if let_through(case, [f])), None):
        return told(case, fact)
    return None if asked[0].endswith("mean") else case.nothing()


def _facts(case: Case, letters: str) -> Iterator[Fact]:
    hits = case.snapshot.lexical("passages", [letters, ".".join(letters)], _MOST, case.where)
    for row in case.snapshot.passages([hit.id for hit in hits]):
        for words in _names(row, letters):
            reading = case.snapshot.reading(row.document_id, words)
            sentences = reading.sentences if reading else ()
            sentence = next((s for s in sentences if s.holds(words)), words)
            yield Fact(row.document_id, words, sentence, 1.0, 1.0, exact=True)


def _names(row: Passage, letters: str) -> Iterator[Span]:
    """The names in a passage that stand in front of the acronym in brackets, or behind it."""
    short = r"[.&]?".join(map(re.escape, letters)) + r"\.?"
    opening = r"(?:[\"”’]? \((?:the |or )?|, (?:or|(?:also )?known as) (?:the )?)[\"“‘]?"
    most = len(letters) + _BESIDE_LETTERS
    mentions = re.finditer(rf"{opening}{short}[\"”’]?[);,. ]", row.text)
    for found in islice(mentions, _MENTIONS):
        before = max(0, found.start() - _LONGEST)
        words = list(_WORD.finditer(row.text, before, found.start()))[-most:]
        runs = [words[first:] for first in reversed(range(len(words)))]
        yield from _spelling(row, runs, letters, _WAYS)
    for found in islice(re.finditer(rf"\b{short}{_STANDS_FOR}", row.text), _MENTIONS):
        words = list(_WORD.finditer(row.text, found.end(), found.end() + _LONGEST))[:most]
        runs = [words[: last + 1] for last in range(len(words))]
        yield from _spelling(row, runs, letters, _WAYS[:-1])


def _spelling(
    row: Passage, runs: Sequence[Sequence[re.Match[str]]], letters: str, ways: Sequence[_Way]
) -> Iterator[Span]:
    """The shortest run of words that spells the letters in the first way in which any does."""
    for small_first, within in ways:
        for run in runs:
            words = [word[0] for word in run]
            if (small_first or words[0] not in SMALL) and _spell(words, letters, within=within):
                yield Span(row.start + run[0].start(), row.start + run[-1].end())
                return


def _spell(words: Sequence[str], letters: str, *, within: bool) -> bool:
    """Whether the initials of words spell some letters, together with letters within these words
    where ``within``; small words may be left out, but the first."""
    bare = [_OWNER.sub("", word) for word in words]
    parts = [(part, part in SMALL) for word in bare for part in _PART.findall(word)]
    wanted = letters.casefold()
    reached = {0}  # so many letters
    for at, (part, small) in enumerate(parts):
        spelt = {n + 1 for n in reached if wanted[n : n + 1] == part[:1].casefold()}
        for letter in part[1:].casefold() if within else "":
            spelt |= {n + 1 for n in spelt if wanted[n : n + 1] == letter}
        reached = spelt | (reached if small and at else set())
    return len(letters) in reached
