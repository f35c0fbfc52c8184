"""Candidates → what counts: the thresholds of an answer (that of a refusal: reading/chance.json;
those of a claim: settling.py).

How they were chosen is told in docs/benchmarks.md and docs/tried.md.
"""

import re
from collections.abc import Sequence

from index.attribution.lexicon import ABBREVIATIONS
from index.dates import WEEKDAY
from index.documents import Passage, StoredStatement
from index.interrogatives import only_asks, questions
from qa import talk
from qa.candidates import Candidate, Row
from qa.numerals import has_figures
from qa.offices import KINDS_OF_BODIES
from qa.reading.chance import enough
from qa.terms import Coverage, is_figure, stem, stems, terms, words
from qa.verbs import judging

# A statement is on a topic from this cosine on, or from this share of the topic's words; with half
# of the words only, it has to be somewhat near as well
_NEAR_STATEMENT = 0.45
_NEAR_STANCE = 0.38  # for "who denied it?": that it is a denial speaks for it already
HALF_THE_WORDS, _SOMEWHAT_NEAR = 0.5, 0.3
ALL_THE_WORDS = 0.99
_SOME_WORDS, _NEAR_COMPARED = 0.4, 0.25  # who is compared is named, so that less tells it
MOST_WORDS, _FAINT = 0.75, 0.12  # nearer than faint, or shared words are a coincidence
# A passage answers from this cosine on, or from this share of the question's words
_NEAR_PASSAGE = 0.45
_WORDS_OF_QUESTION, _FAINT_PASSAGE = 0.6, 0.2
_NEAR_FOLLOW_UP = 0.52
# A document with this share of the words of a conversation's questions, by weight, is what it is
# about, and one with this part of that share may be as well
_OF_CONVERSATION, _OF_SAME = 0.4, 0.6
SOME_OF_FACT = 0.25  # of a question's words are at least in a sentence that answers it
SURE = 0.5  # the chance from which on the reader is sure enough of one
# What no few words answer is told by a passage that the reader finds as relevant as this (a logit)
# and that is as near as this
_RELEVANT, _NEAR_OPEN = 2.0, 0.4
_SPOKEN = 4.5  # (a logit) from which on a turn is about a question
_OF_TOPIC = -1.0  # (a logit) of what has most of a topic's words
_BEARS_ON_CLAIM = 4.0  # (a logit) of a passage, where a conversation goes on to a claim
_ABOUT_CLAIM = 2.0  # (a logit) of a statement
# Of the statements on a claim, those this far behind the best are left out
_BEHIND_BEST = 0.3
FEW_WORDS = 2  # of a claim
_OBJECT = 60  # characters behind a verb in which its object stands
_CIRCUMSTANCE = re.compile(r"\b(?:after|because|before|when|while)\b", re.IGNORECASE)
# The last word of a name, and no day of the week, which a text seldom tells
_SURNAME = re.compile(rf"\b(?!(?i:{WEEKDAY})\b)[A-Z]\w+\b(?! [A-Z])")
_ASK, _CALL = stem("ask"), stem("call")
_CALLS_FOR = re.compile(
    r"\bcall(?:s|ed|ing)?(?: (?:again|once|out|\w+ly|\w+day))* (?:upon|on|for)\b", re.IGNORECASE
)


def on_topic(candidate: Candidate[Row], *, by_stance: bool = False) -> bool:
    """Whether a statement is about what was asked; less is asked where its stance was."""
    if candidate.cosine >= (_NEAR_STANCE if by_stance else _NEAR_STATEMENT):
        return True
    least = _FAINT if candidate.coverage >= MOST_WORDS else _SOMEWHAT_NEAR
    return candidate.coverage >= HALF_THE_WORDS and candidate.cosine >= least


def holds_topic(candidate: Candidate[Row]) -> bool:
    """Whether a statement of who is asked for has every word of the topic: one may be enough, as in
    a long turn."""
    return candidate.coverage >= ALL_THE_WORDS and candidate.cosine >= 0


def on_topic_compared(candidate: Candidate[Row]) -> bool:
    """Whether a statement of one of those who are set side by side may be about the topic."""
    return candidate.coverage >= _SOME_WORDS and candidate.cosine >= _NEAR_COMPARED


def near_headline(candidate: Candidate[Row]) -> bool:
    """Whether a statement of who is asked for may be about the topic, if its document is."""
    return candidate.cosine >= _NEAR_COMPARED


def may_answer(candidate: Candidate[Passage]) -> bool:
    """Whether a passage is worth reading: not where it is faint and lacks words of the question, or
    asks itself and says nothing."""
    if only_asks(candidate.row.text):
        return False
    return candidate.cosine >= _FAINT_PASSAGE or candidate.coverage >= _WORDS_OF_QUESTION


def answers(candidate: Candidate[Passage], *, goes_on: bool = False) -> bool:
    """Whether a passage can hold the answer to a question; the reader says where it has read it.

    Of a question that goes on from a conversation only nearness to all of it counts: the few words
    it has itself are soon found.
    """
    if candidate.read:
        return candidate.chance >= enough()
    if goes_on:
        return candidate.cosine >= _NEAR_FOLLOW_UP
    covered = candidate.coverage >= _WORDS_OF_QUESTION and candidate.cosine >= _FAINT_PASSAGE
    return covered or candidate.cosine >= _NEAR_PASSAGE


def surely_answers(candidate: Candidate[Passage]) -> bool:
    """Whether the reader is as sure of it as it has to be where a question goes on from a
    conversation, or asks one document whether a thing is so."""
    return candidate.chance >= SURE


def is_of_conversation(share: float) -> bool:
    """Whether a document with a ``share`` of a conversation's words can be what that is about."""
    return share >= _OF_CONVERSATION


def is_of_same(share: float, most: float) -> bool:
    """Whether one with this share may be of the same matter as the one that has ``most``."""
    return share >= _OF_SAME * most


def is_about(candidate: Candidate[Passage]) -> bool:
    """Whether what is said in a passage is about what is asked, as the reader learnt of what
    reporters are answered."""
    return candidate.read is not None and candidate.read.relevance >= _SPOKEN


def is_of_topic(candidate: Candidate[Passage], covered: float) -> bool:
    """Whether a passage with such a share of a topic's words is on it, as far as the reader can
    tell."""
    about = candidate.read is not None and candidate.read.relevance >= _OF_TOPIC
    return about and covered >= MOST_WORDS


def bears_on_claim(candidate: Candidate[Passage]) -> bool:
    """Whether a passage that was read in the context of a conversation is about what is asked to be
    so there."""
    return candidate.read is not None and candidate.read.relevance >= _BEARS_ON_CLAIM


def tells_of(candidate: Candidate[Passage]) -> bool:
    """Whether a passage can answer what no few words answer, which is what the reader looks for."""
    read = candidate.read
    return read is not None and read.relevance >= _RELEVANT and candidate.cosine >= _NEAR_OPEN


def near_at_all(candidate: Candidate[Passage]) -> bool:
    """Whether a passage is worth offering beside a refusal."""
    return candidate.cosine >= _FAINT


def leading(
    candidates: Sequence[Candidate[StoredStatement]], *, margins: int = 1
) -> list[Candidate[StoredStatement]]:
    """Those not too far behind the first, which is the best."""
    least = candidates[0].score - margins * _BEHIND_BEST if candidates else 0.0
    return [c for c in candidates if c.score >= least]


def about_claim(candidate: Candidate[StoredStatement]) -> bool:
    """Whether a statement is about a claim at all, as far as the reader can tell."""
    return candidate.read is None or candidate.read.relevance >= _ABOUT_CLAIM


def is_of_claim(candidate: Candidate[StoredStatement], claim: str) -> bool:
    """Whether a statement can be what somebody is asked to have said; a single word in common with
    a claim is not enough."""
    few = len(terms(claim)) < FEW_WORDS and not is_figure(claim)
    told = f"{candidate.row.sentence_text} {candidate.row.text}"
    return (not few or candidate.cosine >= _NEAR_STATEMENT) and has_figures(told, claim)


def is_called(statement: StoredStatement, office: str) -> bool:
    """Whether the speaker holds such an office, as far as role, name or source tell: "Gov.", "the
    governor"; or is such a body, or a country."""
    speaker = statement.speaker
    if speaker and office in KINDS_OF_BODIES:
        return speaker.kind == KINDS_OF_BODIES[office]
    known = f"{speaker.name} {speaker.role or ''}" if speaker else ""
    told = words(f"{known} {statement.source_text}")
    return office in {ABBREVIATIONS.get(word, word).removesuffix("s") for word in told}


def has_cue(statement: StoredStatement, verb: str) -> bool:
    """Whether a statement is reported by this verb, given as its stem, or by one that judges so;
    "asks", which no turn has, by its questions."""
    if verb == _ASK and statement.kind == "turn":
        return next(questions(statement.text), None) is not None
    verbs = judging(verb) or {verb}
    return any(stem(word) in verbs for word in words(statement.cue or ""))


def is_meant(statement: StoredStatement, verb: str, question: str) -> bool:
    """Whether a "call" of the statement's sentence is as it is asked for: to call somebody a name,
    or to call on him, or for a thing; any other verb is."""
    told = statement.sentence_text
    if verb == _CALL and not _CALLS_FOR.search(question):
        return _CALL in stems(_CALLS_FOR.sub(" ", told))
    return verb != _CALL or _CALLS_FOR.search(told) is not None


def judges(
    statement: StoredStatement, verb: str, topic: str, coverage: Coverage, least: float
) -> bool:
    """Whether a statement is reported by such a verb, and whom or what is asked for stands behind
    it with so many of its words at the least, its names among them, and is not its speaker."""
    if not has_cue(statement, verb) or not talk.tells_who(statement):
        return False
    sentence, cue = statement.sentence_text, statement.cue or ""
    behind = sentence[sentence.find(cue) + len(cue) :]
    who = statement.speaker.name if statement.speaker else statement.source_text
    names = stems(" ".join(_SURNAME.findall(topic)))
    judged = [_CIRCUMSTANCE.split(text)[0][:_OBJECT] for text in (statement.text, behind)]
    named = (text for text in judged if names <= stems(text))
    return max(map(coverage, named), default=0.0) >= least and coverage(who) < HALF_THE_WORDS
