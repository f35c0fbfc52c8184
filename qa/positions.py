"""Statements and a claim → who stands where to it.

That a statement is near a claim does not make it one on it ("Is the garden open at night?" –
"readers love the garden"), so the reader reads each with the question, as an answer to it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from index.documents import Span, StoredStatement
from qa import evidence, relevance, settling
from qa.candidates import Candidate
from qa.replies import FoundStatement
from qa.retrieval import Retrieval
from qa.stances import answers_yes_or_no, denies_by_cue
from qa.terms import Coverage, stem, stems, terms
from qa.verbs import AUXILIARY
from qa.wording import around, name, reported

_TOGETHER = 8  # statements that are read; as many more where half of these are on the claim
_CLEARLY, _HALF = 0.3, 0.5  # more of a claim's words, and enough of them, by weight
_FIRST = 3  # words
_SHORT = 4  # words of an answer that may leave out what was asked
_PREDICATE = re.compile(rf"(?<=\w )(?:{AUXILIARY})\b.*", re.IGNORECASE)
_CLAUSES = re.compile(r"[,;]\s+(?:and|but|while|whereas)\s+")
_CLOSING = "”’\"')"
# No sentence ends with "the U.S." or "Mr.", or before a small letter; one does where words of
# another's stand between
_NO_END = "".join(rf"(?<!\b{short})" for short in "[A-Z] Dr Gov Mr Mrs Ms Rep Sen St".split())
_SENTENCE = re.compile(
    rf"[^\s…].*?(?:(?<![.!?]){_NO_END}[.!?]++[”’\"')\]]*+(?=\s++[^a-z]|\s*+$)|(?= … )|$)", re.DOTALL
)

Read = tuple[Candidate[StoredStatement], str | None]
"""A statement and, of several sentences that were read, the one that the reader finds telling."""


def taken(
    retrieval: Retrieval,
    question: str,
    claim: str,
    found: Sequence[Candidate[StoredStatement]],
    predicate: str = "",
) -> list[FoundStatement]:
    """The candidates that are about a claim with their positions, the most relevant first; where
    there is no reader, all of them, told by their nearness and their words. Of a claim about a
    speaker the ``predicate`` is what is claimed of that one."""
    if retrieval.reads:
        read = _read(retrieval, question, found)
        told = [each for each in read if relevance.about_claim(each[0])] or read[:1]
    else:
        told = [(candidate, None) for candidate in found]
    covers = retrieval.weights.coverage(terms(claim))
    own = [covers(f"{c.row.asked_text} {c.row.text}") for c, _ in told]
    most: dict[tuple[str, Span], float] = {}  # of the statements of one sentence
    on_it: set[str] = set()  # whose statements have words of the claim
    for (candidate, _), part in zip(told, own, strict=True):
        place = candidate.row.document_id, candidate.row.sentence
        most[place] = max(part, most.get(place, 0.0))
        on_it |= {name(candidate.row)} if part else set()
    placed = []
    for (candidate, telling), part in zip(told, own, strict=True):
        row = candidate.row
        elsewhere = covers(_around(row)) or _tells_of_speaker(row, claim)
        speaks = denies_by_cue(row) or (
            part == most[row.document_id, row.sentence]
            and (part or not (elsewhere or name(row) in on_it))
            and not _evades(row, covers)
        )
        if telling is not None:
            telling = _more_telling(reported(row), telling, claim, covers)
        position = settling.position(candidate, claim, telling, question) if speaks else None
        words = f"{row.asked_text} {row.text}"
        told_of = f"{name(row)} {row.sentence_text} {words}"
        if not settling.is_of_predicate(words, predicate, candidate.read) or not (
            settling.is_of_names(told_of, claim, candidate.read)
        ):
            position = None
        placed.append(evidence.ranked(candidate, position))
    return placed


def said(
    retrieval: Retrieval, question: str, claim: str, found: Sequence[Candidate[StoredStatement]]
) -> list[Candidate[StoredStatement]]:
    """Of somebody's statements those that say what it is asked whether he said: with a word of what
    it says of whom or what it is about, or surely in others ("the dam is old" says nothing of its
    fall)."""
    told = _PREDICATE.search(claim)
    predicate = told[0] if told and terms(told[0]) else " ".join(terms(claim)[1:])
    judged = (each for each, _ in _read(retrieval, question, found))
    return [
        each for each in judged
        if each.read is not None
        and settling.settles(each.read, all_told=each.coverage >= relevance.ALL_THE_WORDS)
        and settling.is_of_predicate(f"{each.row.asked_text} {each.row.text}", predicate, each.read)
    ]  # fmt: skip


def _read(
    retrieval: Retrieval, question: str, found: Sequence[Candidate[StoredStatement]]
) -> list[Read]:
    """The first of the candidates, each read as it is told behind the name of its speaker, the most
    relevant first."""
    judged: list[tuple[float, Read]] = []
    for at in range(0, len(found), _TOGETHER):
        some = found[at : at + _TOGETHER]
        told = [reported(c.row) for c in some]
        leads = [f"{name(c.row)}: " for c in some]
        texts = [lead + text for lead, text in zip(leads, told, strict=True)]
        reads = retrieval.read(question, texts, [c.row.asked_text for c in some])
        for candidate, lead, text, read in zip(some, leads, told, reads, strict=True):
            several = candidate.row.cue is None or _is_several(candidate.row.text)
            at_words = read.words.start - len(lead) if read.words and several else -1
            telling = _sentence(text, at_words)
            judged.append((-read.relevance, (replace(candidate, read=read), telling)))
        if 2 * sum(map(settling.settles, reads)) < len(reads):
            break
    return [each for _, each in sorted(judged, key=lambda each: each[0])]


def telling(text: str, covers: Coverage) -> str | None:
    """Of several sentences the one with most of a matter's words; None of one, or where none has
    any."""
    best = max((s[0] for s in _SENTENCE.finditer(text)), key=covers, default="")
    return best if _is_several(text) and covers(best) else None


def _is_several(text: str) -> bool:
    """Whether it is more than one sentence: "He ran for an hour. He was never ill"."""
    return sum(1 for _ in islice(_SENTENCE.finditer(text), 2)) > 1


def _sentence(text: str, at: int) -> str | None:
    """The sentence at a place of a text; None for what stands before it."""
    sentences = _SENTENCE.finditer(text) if at >= 0 else ()
    return next((s[0] for s in sentences if s.end() > at), None)


def _more_telling(text: str, telling: str, claim: str, covers: Coverage) -> str:
    """The sentence that the reader finds telling, or the clause that begins with whom a claim is
    about, or the sentence that clearly has more of its words: "He paid it all, and the city paid
    nothing" – for "Did the city pay?"; of a sentence the clause that has all it has of them."""
    sentences = [s[0] for s in _SENTENCE.finditer(text) if not s[0].rstrip(_CLOSING).endswith("?")]
    about = terms(claim)[:1]
    if about and not _begins(telling, about[0]):
        clauses = (clause for sentence in sentences for clause in _CLAUSES.split(sentence))
        own = [c for c in clauses if _begins(c, about[0]) and covers(c) >= _HALF]
        if own:
            return max(own, key=covers)
    best = max(sentences, key=covers, default=telling)
    best = best if covers(best) >= covers(telling) + _CLEARLY else telling
    covered = covers(best)
    return next((c for c in _CLAUSES.split(best) if covered and covers(c) >= covered), best)


def _begins(text: str, word: str) -> bool:
    """Whether a word is among the first of a text, in some form."""
    return stem(word) in stems(" ".join(text.split()[:_FIRST]))


def _evades(statement: StoredStatement, covers: Coverage) -> bool:
    """Whether an answer says neither yes nor no, and nothing of what it was asked: "Signals were
    given, and I was not there", to "Were shots fired?"."""
    if not statement.asked_text or covers(statement.text) or answers_yes_or_no(statement):
        return False
    return len(statement.text.split()) > _SHORT  # and not "It is."


def _tells_of_speaker(statement: StoredStatement, claim: str) -> bool:
    """Whether what is claimed of who speaks is told beside the name: "Lind, who is not related to
    the mayor, said …"."""
    first, *rest = [*map(stem, terms(claim)), ""]
    called = stems(name(statement))
    return first in called and not (stems(statement.source_text) - called).isdisjoint(rest)


def _around(statement: StoredStatement) -> str:
    """The sentence without the statement's words and without those that name its source."""
    text = around(statement)
    return text.replace(statement.source_text, " ") if statement.source_text else text
