"""Candidates → what counts: the thresholds of an answer (that of a refusal: reading/chance.json).

How they were chosen is told in docs/benchmarks.md and docs/tried.md.
"""

import re
from collections.abc import Sequence

from index.attribution.lexicon import ABBREVIATIONS
from index.documents import Passage, StoredStatement
from index.interrogatives import only_asks, questions
from qa import talk
from qa.candidates import Candidate, Row
from qa.dates import months, months_told
from qa.reading.chance import enough
from qa.reading.reader import Read
from qa.replies import Stance
from qa.stances import denies_by_cue, gives_up, stance, yes_or_no
from qa.terms import Coverage, stem, stems, terms, words
from qa.verbs import judging

# A statement is on a topic from this cosine on, or from this share of the topic's words; with half
# of the words only, it has to be somewhat near as well
_NEAR_STATEMENT = 0.45
_NEAR_STANCE = 0.38  # for "who denied it?": that it is a denial speaks for it already
_HALF_THE_WORDS, _SOMEWHAT_NEAR = 0.5, 0.3
ALL_THE_WORDS = 0.99
_SOME_WORDS, _NEAR_COMPARED = 0.4, 0.25  # who is compared is named, so that less tells it
_MOST_WORDS, _FAINT = 0.75, 0.12  # nearer than faint, or shared words are a coincidence
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
_OF_ANOTHER, _BEHIND_MOST = -2.0, 2.0  # logits
_OF_TOPIC = -1.0  # (a logit) of what has most of a topic's words
_BEARS_ON_CLAIM = 4.0  # (a logit) of a passage, where a conversation goes on to a claim
# Of the statements on a claim, those this far behind the best are left out
_BEHIND_BEST = 0.3
# Read with a claim, a statement takes a stance to it from these logits on, and is about it from the
# third on
_OF_CLAIM, _SETTLES, _ABOUT_CLAIM = 5.0, -4.5, 2.0
_SURELY_SETTLES = -3.5
_UNSURE_OF_CLAIM = 3.5  # who is unsure settles nothing
# Logits of a line of a document that was read by itself
_LINE, _LINE_IN_ALL, _LINE_OF_WHO, _LINE_OF_PROSE = 3.0, 1.0, -1.0, -2.0
# Without the reader it takes one from this cosine on, or with most of its words, or where it
# is somewhat near and has half of them
_NEAR_CLAIM, _SOMEWHAT_NEAR_CLAIM = 0.6, 0.5
_FEW_WORDS = 2
_OBJECT = 60  # characters behind a verb in which its object stands
_CIRCUMSTANCE = re.compile(r"\b(?:after|because|before|when|while)\b", re.IGNORECASE)
# What follows is left open, or somebody else's words: "if", "he claims that"
_LEADS_AWAY = re.compile(
    r"\b(?:if|whether)\b|(?<!\bI )(?<!\bwe )(?<!\bhave )"
    r"\b(?:sa(?:id|ys?)|(?:believe|allege|accuse)[sd]?|claim(?:s|ed)?|thinks?|thought|feels?|felt)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:(?:assume|believe|imagine|suppose)[sd]?|thinks?|thought|feels?|felt)\b", re.IGNORECASE
)
_NEGATIVE = re.compile(r"\b(?:not?|never|nobody|nothing|without)\b|n['’]t\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_HAPPENED = re.compile(r"^(?:did|has|have|had|was|were)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|could|might|may|(?:likely|going|ready|willing|expected|about|set|want\w*|hop\w+"
    r"|expects?|intend\w*|plan\w*|seek\w*|threaten\w*) to) (?P<what>\w+(?: \w+)?)",
    re.IGNORECASE,
)
# "Is the border secure?", and no "Are they in favour of a strike?"
_IS_SO = re.compile(
    r"^(?:is|are)\b(?!.* (?:a|an|any|at|for|in|no|of|on|the|to) \w+\W*$).* (?P<so>\w+)\W*$",
    re.IGNORECASE,
)
_DOING = re.compile(r"\b(?:to|will|would|must|should|can|could|shall) (?P<what>\w+)", re.IGNORECASE)
_ASK, _CALL = stem("ask"), stem("call")
_CALLS_FOR = re.compile(
    r"\bcall(?:s|ed|ing)?(?: (?:again|once|out|\w+ly|\w+day))* (?:upon|on|for)\b", re.IGNORECASE
)


def on_topic(candidate: Candidate[Row], *, by_stance: bool = False) -> bool:
    """Whether a statement is about what was asked; less is asked where its stance was."""
    if candidate.cosine >= (_NEAR_STANCE if by_stance else _NEAR_STATEMENT):
        return True
    least = _FAINT if candidate.coverage >= _MOST_WORDS else _SOMEWHAT_NEAR
    return candidate.coverage >= _HALF_THE_WORDS and candidate.cosine >= least


def holds_topic(candidate: Candidate[Row]) -> bool:
    """Whether a statement of who is asked for has every word of the topic: one may be enough, as in
    a long turn."""
    return candidate.coverage >= ALL_THE_WORDS and candidate.cosine >= 0


def has_figure(candidate: Candidate[Row], topic: str) -> bool:
    """Whether a statement has the figure that is all of a topic."""
    return is_figure(topic) and candidate.coverage >= ALL_THE_WORDS


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
    return about and covered >= _MOST_WORDS


def most_relevant(candidates: Sequence[Candidate[Passage]]) -> list[Candidate[Passage]]:
    """Those that were read and are not far behind the most relevant, nor about something else."""
    read = [(c.read.relevance, c) for c in candidates if c.read]
    least = max([_OF_ANOTHER, *(relevance - _BEHIND_MOST for relevance, _ in read)])
    return [c for relevance, c in read if relevance >= least]


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


def position(
    candidate: Candidate[StoredStatement],
    claim: str,
    telling: str | None = None,
    question: str = "",
) -> Stance | None:
    """Where a speaker stands to a claim; what is merely about it has no stance, nor what gives
    another figure, nor what is only to come (see ``only_to_come``). ``telling`` are those
    of a turn's words that tell it. A yes or a no to the very question is one whatever follows."""
    if said := _answered(candidate.row, claim):
        return said
    if candidate.read:
        found = _read_position(candidate, candidate.read, claim, telling)
        to_come = only_to_come(telling or candidate.row.text, claim, question)
        return None if found == "asserts" and to_come else found
    found = stance(candidate.row)
    near, shared = candidate.cosine, candidate.coverage
    of_claim = shared >= _MOST_WORDS or near >= _NEAR_CLAIM
    if found == "unsure":
        return found if of_claim or near >= _SOMEWHAT_NEAR_CLAIM else None
    of_claim = of_claim or (near >= _SOMEWHAT_NEAR_CLAIM and shared >= _HALF_THE_WORDS)
    if not of_claim or not _is_of(candidate.row, claim):
        return None
    return None if _denies_another(candidate, found) else found


def _answered(statement: StoredStatement, claim: str) -> Stance | None:
    """The yes or no that a statement begins with, where it was asked all that is claimed, but
    for whom it begins with, who may be "you". Not to "won't you", which a no affirms."""
    asked, wanted = statement.asked_text, list(map(stem, terms(claim)))
    lacking = set(wanted) - stems(asked)
    if len(wanted) > _FEW_WORDS and _YOU.search(asked):
        lacking -= set(wanted[:1])
    if not wanted or lacking or _NEGATIVE.search(f"{asked} {claim}"):
        return None
    return yes_or_no(statement) if _has_figures(asked, claim) else None


def _read_position(
    candidate: Candidate[StoredStatement], read: Read, claim: str, telling: str | None
) -> Stance | None:
    row = candidate.row
    found = stance(row, telling)
    if found == "unsure":
        return found if read.relevance >= _UNSURE_OF_CLAIM else None
    if not settles(read) or not _is_of(row, claim):
        return None
    if found == "asserts" and gives_up(telling or row.text, claim):
        return "denies"
    if _leads_away(telling or row.text, claim) or _asks_only(row.text, claim):
        return None
    return None if _denies_another(candidate, found) else found


def _is_of(statement: StoredStatement, claim: str) -> bool:
    """Whether a statement has the claim's figures, and is told of its months, or in them."""
    told = months_told(statement.sentence_text)
    if statement.published:
        told |= {statement.published.month}
    return months(claim) <= told and _has_figures(statement.sentence_text, claim)


def only_to_come(text: str, claim: str, question: str) -> bool:
    """Whether a text tells only that a thing is willed or likely where it is asked whether it has
    happened ("I would sell it", "they want to meet"), or of making so what is asked to be so: "we
    will secure the border", of "is the border secure?"."""
    if _HAPPENED.match(question):
        wanted = set(map(stem, terms(claim)))
        return any(wanted & stems(found["what"]) for found in _AHEAD.finditer(text))
    so = _IS_SO.match(question)
    told = (found["what"].casefold() for found in _DOING.finditer(text))
    return so is not None and so["so"].casefold() in told


def settles(read: Read) -> bool:
    """Whether a sentence that was read with a yes-or-no question says whether it is so."""
    return read.relevance >= _OF_CLAIM and read.answers >= _SETTLES


def is_of_predicate(text: str, predicate: str, read: Read | None) -> bool:
    """Whether words that are read with a claim about somebody have a word of what is claimed, or
    surely say it in others: that Lind spoke does not tell whether he was dismissed."""
    wanted = set(map(stem, terms(predicate)))
    sure = read is None or read.answers >= _SURELY_SETTLES
    return sure or not wanted or not wanted.isdisjoint(stems(text))


def tells_alone(read: Read, *, who: bool, prose: bool) -> bool:
    """Whether a line that was read by itself says what is asked: surer of the matter, the reader
    may be less sure of the words; not of ``who`` did it, as a line names whom it was done to, nor
    of a sentence of ``prose``, which it found no answer in as a whole."""
    least = _LINE_OF_WHO if who else _LINE_OF_PROSE if prose else -read.relevance
    return read.relevance >= _LINE and read.answers >= max(least, _LINE_IN_ALL - read.relevance)


def _asks_only(text: str, claim: str) -> bool:
    """Whether all that a text has of a claim's words stands in what it asks."""
    rest = text
    for start, end in reversed(list(questions(text))):
        rest = f"{rest[:start]} {rest[end:]}"
    return _are_in(claim, text, and_not=rest)


def leaves_open(text: str, claim: str, question: str) -> bool:
    """Whether a text, asked whether a thing is so, tells only that it is to come, or supposed."""
    return only_to_come(text, claim, question) or is_supposed(text, claim)


def is_supposed(text: str, claim: str) -> bool:
    """Whether a text tells of a claim only that somebody supposed so: "he thought it was true"."""
    return _leads_away(text, claim, _SUPPOSED)


def _leads_away(text: str, claim: str, by: re.Pattern[str] = _LEADS_AWAY) -> bool:
    """Whether all that a text has of a claim's words stands behind an "if" or another's "said"."""
    away = by.search(text)
    return away is not None and _are_in(claim, text[away.end() :], and_not=text[: away.start()])


def _are_in(claim: str, text: str, *, and_not: str) -> bool:
    """Whether a text has words of a claim, of which another has none."""
    wanted = set(map(stem, terms(claim)))
    return wanted.isdisjoint(stems(and_not)) and not wanted.isdisjoint(stems(text))


def about_claim(candidate: Candidate[StoredStatement]) -> bool:
    """Whether a statement is about a claim at all, as far as the reader can tell."""
    return candidate.read is None or candidate.read.relevance >= _ABOUT_CLAIM


def is_of_claim(candidate: Candidate[StoredStatement], claim: str) -> bool:
    """Whether a statement can be what somebody is asked to have said; a single word in common with
    a claim is not enough."""
    few = len(terms(claim)) < _FEW_WORDS and not is_figure(claim)
    told = f"{candidate.row.sentence_text} {candidate.row.text}"
    return (not few or candidate.cosine >= _NEAR_STATEMENT) and _has_figures(told, claim)


def is_figure(topic: str) -> bool:
    """Whether a figure is all that is asked for ("who says 368?"), to which nothing is near."""
    wanted = terms(topic)
    return bool(wanted) and all(word[0].isdigit() for word in wanted)


def _has_figures(text: str, claim: str) -> bool:
    """Whether every figure of the claim is in the text."""
    figures = _figures(claim)
    return not figures or figures <= _figures(text)


def _figures(text: str) -> set[str]:
    return {word for word in words(text) if word[0].isdigit()}


def stands(candidate: Candidate[StoredStatement], wanted: Stance) -> bool:
    """Whether a statement on a topic has this stance to it."""
    return stance(candidate.row) == wanted and not _denies_another(candidate, wanted)


def takes_back(candidate: Candidate[StoredStatement]) -> bool:
    """Whether a statement on a claim denies it or leaves it open."""
    found = stance(candidate.row)
    return found in ("denies", "unsure") and not _denies_another(candidate, found)


def _denies_another(candidate: Candidate[StoredStatement], found: Stance | None) -> bool:
    """ "Water had never entered the tube" denies no more than it says: not that the tube is dry.
    ``found`` is the stance that its words, or the telling ones of them, have."""
    if found != "denies" or denies_by_cue(candidate.row):
        return False
    return candidate.coverage < (_HALF_THE_WORDS if candidate.read else _MOST_WORDS)


def is_called(statement: StoredStatement, office: str) -> bool:
    """Whether the speaker holds such an office, as far as role, name or source tell: "Gov.", "the
    governor"."""
    speaker = statement.speaker
    known = f"{speaker.name} {speaker.role or ''}" if speaker else ""
    told = words(f"{known} {statement.source_text}")
    return office in {ABBREVIATIONS.get(word, word).removesuffix("s") for word in told}


def has_cue(statement: StoredStatement, verb: str) -> bool:
    """Whether a statement is reported by this verb, given as its stem, or by one that judges so;
    "asks", which no turn has, by its question mark."""
    if verb == _ASK and statement.kind == "turn":
        return "?" in statement.text
    verbs = judging(verb) or {verb}
    return any(stem(word) in verbs for word in words(statement.cue or ""))


def is_meant(statement: StoredStatement, verb: str, question: str) -> bool:
    """Whether a "call" of the statement's sentence is as it is asked for: to call somebody a name,
    or to call on him, or for a thing; any other verb is."""
    told = statement.sentence_text
    if verb == _CALL and not _CALLS_FOR.search(question):
        return _CALL in stems(_CALLS_FOR.sub(" ", told))
    return verb != _CALL or _CALLS_FOR.search(told) is not None


def judges(statement: StoredStatement, verb: str, coverage: Coverage) -> bool:
    """Whether a statement is reported by such a verb, and whom or what is asked for stands behind
    it and is not its speaker."""
    if not has_cue(statement, verb) or not talk.tells_who(statement):
        return False
    sentence, cue = statement.sentence_text, statement.cue or ""
    behind = sentence[sentence.find(cue) + len(cue) :]
    who = statement.speaker.name if statement.speaker else statement.source_text
    judged = max(coverage(_CIRCUMSTANCE.split(t)[0][:_OBJECT]) for t in (statement.text, behind))
    return judged >= _HALF_THE_WORDS and coverage(who) < _HALF_THE_WORDS
