"""The full names by which those are introduced whose labels are but a first name.

They stand outside of what is said, as in a title or above the first turn; "I'm Dario Lima" in the
turns of the label itself; or "with me is Dario Lima" in another's. Of whom the turns merely tell is
nobody who speaks: "we talk about Henry Ford".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from index.attribution import gender, lexicon
from index.attribution.authors import full_name, outside
from index.attribution.transcripts import Turn
from index.attribution.vocabulary import CAPITALISED, PARTICLES
from index.documents import Span

# Words with a capital in a row, as names are, as an expression
RUN = re.compile(
    rf"(?<!\w){CAPITALISED}(?:[ \t\u00a0]+(?:(?:{'|'.join(PARTICLES)})[ \t\u00a0]+)*{CAPITALISED})+"
)
LONGEST = 3  # words of a surname, or of a name
_OF_HIMSELF = re.compile(r"\b(?:I['’]m|I am|my name(?:['’]s| is)|this is)\b", re.IGNORECASE)
_BY_ANOTHER = re.compile(
    r"\b(?:with (?:me|us)|here with|join(?:ed by|ing (?:me|us))|welcome|introduce|(?:co-)?hosts?"
    r"|guests?|(?:chatting|speaking|talking) (?:to|with)|thanks?(?: you)?|hello|hey|hi"
    r"|good (?:afternoon|evening|morning))\b",
    re.IGNORECASE,
)
_WELCOMED = re.compile(r",?\s+(?:welcome|thanks?\b|joins (?:me|us)|is (?:here|my guest|with us))")
_TITLED = re.compile(rf"\b(?:{'|'.join(sorted(lexicon.HONORIFICS))})\.", re.IGNORECASE)
_ENDS = re.compile(  # where it is no longer told who is there
    r"[.!?:;\n]|\b(?:about|discuss\w*|talk|whom?|whose)\b", re.IGNORECASE
)
_OF = re.compile(  # within a phrase: "thanks to Henry Ford"
    r"\b(?:about|after|called|for|from|in|like|named|of|on|to)\b[^,]*$", re.IGNORECASE
)
_TOLD = re.compile(r"\b(?:about|after|called|like|named|of|on)\s+(?:\w+\s+)?$")
_NEAR = 80  # characters between a greeting and who is greeted

# How somebody from the audience begins: "Thank you. Councillor Tom Obi. My question is …"
_MYSELF = re.compile(
    r"\W*(?:(?:thank(?:s| you)|hello|hi|good (?:morning|afternoon|evening)|yes)[^.,!?]{0,30}"
    r"[.,!]\s+){0,3}(?P<told>(?:my name(?: is|['’]s)|I am|I['’]m)\s+)?"
    r"(?-i:(?P<who>[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+)){1,3}))(?!\w)"
    r"(?P<ends>[.,;:!?]|\s*[–—]|\s+(?:and|at|from|here|of|with)\b|\s*$)?",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:you|your|he|him|his|she|her)\b", re.IGNORECASE)


def of_himself(text: str, words: Span, *, bare: bool) -> str | None:
    """The full name by which somebody introduces himself at the head of what he says: "I'm Tom
    Obi", or the ``bare`` name in a sentence of its own, which may be another's: who is asked, or
    asked about, where a "you" or "he" follows."""
    found = _MYSELF.match(text, *words)
    called = full_name(found["who"]) if found else None
    if found is None or called is None or called.name is None or found["ends"] is None:
        return None
    own = bare and found["ends"] == "." and not _ANOTHER.search(text, found.end(), words.end)
    if not (found["told"] or own) or not gender.has_first_name(called.name.split()):
        return None
    return called.name


def introduced(
    title: str, text: str, turns: Sequence[Turn], firsts: Mapping[str, str]
) -> Mapping[str, set[tuple[str, ...]]]:
    """By first name, of the ``firsts`` of labels: the words of the full names that begin so."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    everybody = frozenset(firsts.values())
    around = f"{title}\n{outside(text, [turn.words for turn in turns])}"
    for run in RUN.finditer(around):
        if not _TOLD.search(around, max(0, run.start() - _NEAR), run.start()):
            for part in _sentences(run[0]):
                _add(found, part, everybody)
    for turn in turns:
        own = firsts.get(turn.label.text)
        for name in _greeted(text, turn.words, _OF_HIMSELF) if own else ():
            _add(found, name, {own})
        for name in _greeted(text, turn.words, _BY_ANOTHER):
            _add(found, name, everybody, apart=own)
    return found


def _sentences(run: str) -> list[str]:
    """The words with a capital of each sentence, where one ends among them: "Ann. Tom Obi"."""
    return re.split(r"(?<=[^\W\d_]{2})\.\s+", _TITLED.sub("", run).strip())


def _add(
    found: dict[str, set[tuple[str, ...]]],
    run: str,
    firsts: Collection[str | None],
    apart: str | None = None,
) -> None:
    words = [re.sub(r"['’]s$|\.$", "", word) for word in run.split()]
    for at, word in enumerate(words):
        if word in firsts and word != apart and at + 1 < len(words) <= at + LONGEST:
            found[word].add(tuple(words[at:]))


def _greeted(text: str, words: Span, greeting: re.Pattern[str]) -> Iterator[str]:
    """The names behind, or right before, a greeting."""
    for hailed in greeting.finditer(text, *words):
        start, end = hailed.end(), min(words.end, hailed.end() + 2 * _NEAR)
        for run in RUN.finditer(text, start, end):
            between = _TITLED.sub("", text[start : run.start()])
            if len(between) > _NEAR or _ENDS.search(between):
                break
            if not _OF.search(between) and not run[0].endswith(("'s", "’s")):
                yield _sentences(run[0])[0]
    if greeting is _BY_ANOTHER:
        for run in RUN.finditer(text, *words):
            if _WELCOMED.match(text, run.end(), words.end):
                yield _sentences(run[0])[-1]
