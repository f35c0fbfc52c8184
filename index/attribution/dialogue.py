"""Conversations that are told: paragraphs that are turns of who speaks in them.

A novel, a memoir or a feature tells at first who speaks and then leaves it out, as each paragraph
is somebody else's than the one before. In the news it is the other way round: a quotation alone in
its paragraph is whose words came before. So a conversation must show itself, by a question that the
next paragraph answers in a few words, one of them without a word of who speaks, as nobody is quoted
in the news, or by many questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from index.attribution import complements
from index.attribution.contents import FINITE
from index.attribution.quotations import end_of, is_open, is_title, words
from index.attribution.strangers import is_one
from index.documents import Span
from index.parsing import Paragraph

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_ENDS = (".", "!", "?", "…", ",", "—", "–", "-", ";", ":")
_OFTEN = 6  # questions that another paragraph answers, from which on a document is a story
_LEAST = 3  # turns of a conversation in another
_FEW = 5  # words
_SHORT = 40  # words of a paragraph between two turns, at most
_SILENT = re.compile(
    r"\b(?:said nothing|(?:made|gave|found|had) no (?:answer|reply|response)|silent|speechless"
    r"|(?:not|n[’']t|nothing to) (?:answer|reply|respond|say|speak))\b"
)


class Turn(NamedTuple):
    """What one says in a conversation, or leaves unsaid: the numbers of the first and the last of
    its paragraphs. ``told`` is whether words beside it may tell who speaks, ``led`` whether the
    paragraph right above it tells of somebody by name, and ``leads`` whom, if it is no turn.
    """

    first: int
    last: int
    asks: bool = False
    brief: bool = False
    told: bool = False
    led: bool = False
    leads: tuple[Paragraph, Token] | None = None

    @property
    def is_bare(self) -> bool:
        return self.brief and not self.told


def conversations(
    text: str, paragraphs: Sequence[Paragraph], quoted: Sequence[Sequence[Span]]
) -> list[list[Turn]]:
    """The conversations of a document, in text order; none for nearly all news. ``quoted`` are the
    quotations of each paragraph."""
    if not any(end_of(text, q) == "?" for each in quoted for q in each):
        return []
    runs = list(_runs(text, paragraphs, quoted))
    if is_story(runs):
        return runs
    scenes = [scene for run in runs for scene in _scenes(run)]
    return [scene for scene in scenes if len(scene) >= _LEAST and _is_answered(scene)]


def is_story(runs: Sequence[Sequence[Turn]]) -> bool:
    """Whether a document has so many conversations that no quotation is set as in the news."""
    return sum(turn.asks for run in runs for turn in run[:-1]) >= _OFTEN


def _scenes(run: list[Turn]) -> Iterator[list[Turn]]:
    """The parts of a conversation that begin as a quotation in the news does: somebody is told of,
    and then said to speak."""
    begin = [n for n, turn in enumerate(run) if n and turn.led and turn.told]
    for start, end in pairwise([0, *begin, len(run)]):
        yield run[start:end]


def _is_answered(run: Sequence[Turn]) -> bool:
    """Whether a question is answered in a few words, and it is not told of both who speaks."""
    return any(
        turn.asks and answer.brief and (turn.is_bare or answer.is_bare)
        for turn, answer in pairwise(run)
    )


def beside(paragraph: Paragraph, quoted: Sequence[Span]) -> Token | None:
    """Who is told to do something beside what is said in a paragraph, the nearest one before it if
    there is any: "Holt shook his head. “No.”"."""
    first, last = quoted[0].start - paragraph.start, quoted[-1].end - paragraph.start
    told = [
        t for t in paragraph.tokens
        if _acts(t) and not any(q.overlaps(paragraph.span_of(t, t)) for q in quoted)
    ]  # fmt: skip
    before = [t for t in told if t.idx < first]
    after = [t for t in told if t.idx >= last]
    return next(iter([*reversed(before), *after, *told]), None)


def _runs(
    text: str, paragraphs: Sequence[Paragraph], quoted: Sequence[Sequence[Span]]
) -> Iterator[list[Turn]]:
    """Paragraphs in which somebody speaks, with no more than a short one between them."""
    run: list[Turn] = []
    told: list[int] = []  # what stands between two turns
    for number, paragraph in enumerate(paragraphs[: len(quoted)]):
        spoken = [q for q in quoted[number] if _is_speech(text, q)]
        if not spoken:
            told.append(number)
            continue
        leads, named = None, False
        if told:
            above = paragraphs[told[-1]]
            short = len(told) == 1 and words(text, above.span) <= _SHORT
            who = _subject(above) if short else None
            unheard = short and _is_unheard(text, above, who)
            if run and unheard:
                run.append(Turn(told[0], told[0]))
            elif run and who is None:
                yield run
                run = []
            named = who is not None and who.pos_ != "PRON"
            leads = (above, who) if who is not None and named and not unheard else None
        asks = end_of(text, spoken[-1]) == "?" and spoken[0].start == paragraph.start
        if run and not told and is_open(text, quoted[number - 1][-1], paragraphs[number - 1].span):
            run[-1] = run[-1]._replace(last=number, asks=asks, brief=False)
        else:
            brief = sum(words(text, q) for q in spoken) <= _FEW
            said = _may_be_told(text, paragraph.span, spoken)
            run.append(Turn(number, number, asks, brief, said, named, leads))
        told = []
    if run:
        yield run


def _is_speech(text: str, quotation: Span) -> bool:
    """Whether a quotation is something said, and no word or title within a sentence."""
    end = end_of(text, quotation)
    titled = is_title(text, quotation) and words(text, quotation) > 2 and end == ","
    return end in _ENDS and not titled


def _may_be_told(text: str, paragraph: Span, spoken: Sequence[Span]) -> bool:
    """Whether words behind what is said, or right in front of it, may tell who says it."""
    before = text[paragraph.start : spoken[0].start].rstrip()
    return paragraph.end > spoken[-1].end or before.endswith((",", ":"))


def _subject(paragraph: Paragraph) -> Token | None:
    """Whom a paragraph tells of first."""
    return next((t for t in paragraph.tokens if _acts(t)), None)


def _is_unheard(text: str, paragraph: Paragraph, who: Token | None) -> bool:
    """Whether a paragraph tells of a turn that is not quoted: "Holt did not answer.", "Holt said
    that it was late."."""
    if who is not None and who.head.lemma_.lower() in complements.CLAUSE_CUES:
        return True
    return _SILENT.search(text, *paragraph.span) is not None


def _acts(token: Token) -> bool:
    """Whether somebody is told to do something, in a clause of its own."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.tag_ not in FINITE:
        return False
    if verb.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    return token.pos_ == "PROPN" or token.lower_ in ("he", "she", "i") or is_one(token)
