"""A text and a claim → whether it settles the claim, and with which stance.

A text that has a claim's words may tell only what is to come, what is supposed, or what others say:
none of that settles it. How the thresholds were chosen is told in docs/benchmarks.md and
docs/tried.md.
"""

import re

from index.documents import StoredStatement
from index.interrogatives import questions
from qa.candidates import Candidate
from qa.dates import months, months_told
from qa.numerals import has_figures
from qa.reading.reader import Read
from qa.relevance import FEW_WORDS, HALF_THE_WORDS, MOST_WORDS
from qa.replies import Stance
from qa.stances import denies_by_cue, gives_up, stance, yes_or_no
from qa.terms import content_stems, stem, stems, terms

# Read with a claim, a statement takes a stance to it from these logits on
_OF_CLAIM, _SETTLES = 5.0, -4.5
_OF_TOLD_CLAIM = 4.0  # where it has all of the claim's words
_SURELY_SETTLES, _SURELY_OF_OTHERS = -2.5, -1.0
_UNSURE_OF_CLAIM = 3.5  # who is unsure settles nothing
# Logits of a line of a document that was read by itself
_LINE, _LINE_IN_ALL, _LINE_OF_WHO, _LINE_OF_PROSE = 3.0, 1.0, -1.0, -2.0
# Without the reader it takes one from this cosine on, or with most of its words, or where it
# is somewhat near and has half of them
_NEAR_CLAIM, _SOMEWHAT_NEAR_CLAIM = 0.6, 0.5
# What follows is left open, or somebody else's words: "if", "he claims that"
_LEADS_AWAY = re.compile(
    r"\b(?:if|whether)\b|(?<!\bI )(?<!\bwe )(?<!\bhave )"
    r"\b(?:sa(?:id|ys?)|(?:believe|allege|accuse)[sd]?|claim(?:s|ed)?|thinks?|thought|feels?|felt)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:(?:assume|believe|imagine|suppose)[sd]?|thinks?|thought|feels?|felt)\b", re.IGNORECASE
)
# "If the dam had failed", up to where the clause ends; and not "asked whether it had, he said so"
_CONDITION = re.compile(r"(?<!asked )\b(?:if|unless|whether|in case)\b[^,;:]*", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:not?|never|nobody|nothing|without)\b|n['’]t\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_HAPPENED = re.compile(r"^(?:did|has|have|had|was|were)(?:n['’]t)?\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|could|might|may|(?:likely|going|ready|willing|expected|about|set|want\w*|hop\w+"
    r"|expects?|intend\w*|plan\w*|seek\w*|threaten\w*) to) (?P<what>\w+(?: \w+)?)",
    re.IGNORECASE,
)
# "Is the border secure?", and no "Are they in favour of a strike?"
_IS_SO = re.compile(
    r"^(?:is|are)(?:n['’]t)?\b(?!.* (?:a|an|any|at|for|in|no|of|on|the|to) \w+\W*$)"
    r".* (?P<so>\w+)\W*$",
    re.IGNORECASE,
)
_NAMED_BEHIND = re.compile(r"(?<=[a-z] )[A-Z]\w{3,}")
_OF_NAME = 4  # letters that "Canada" and "Canadian" share
_STANDS_FOR_NAME = re.compile(
    r"\b(?:s?he|her|him|here|it|they|them|there|us|we|you)\b", re.IGNORECASE
)
_DOING = re.compile(r"\b(?:to|will|would|must|should|can|could|shall) (?P<what>\w+)", re.IGNORECASE)


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
    of_claim = shared >= MOST_WORDS or near >= _NEAR_CLAIM
    if found == "unsure":
        return found if of_claim or near >= _SOMEWHAT_NEAR_CLAIM else None
    of_claim = of_claim or (near >= _SOMEWHAT_NEAR_CLAIM and shared >= HALF_THE_WORDS)
    if not of_claim or not _is_of(candidate.row, claim):
        return None
    return None if _denies_another(candidate, found) else found


def _answered(statement: StoredStatement, claim: str) -> Stance | None:
    """The yes or no that a statement begins with, where it was asked all that is claimed, but
    for whom it begins with, who may be "you". Not to "won't you", which a no affirms."""
    asked, wanted = statement.asked_text, list(map(stem, terms(claim)))
    lacking = set(wanted) - stems(asked)
    if _YOU.search(asked):
        lacking -= stems(statement.speaker.name) if statement.speaker else set()
        lacking -= set(wanted[:1]) if len(wanted) > FEW_WORDS else set()
    if not wanted or lacking or _NEGATIVE.search(f"{asked} {claim}"):
        return None
    return yes_or_no(statement) if has_figures(asked, claim) else None


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
    return months(claim) <= told and has_figures(statement.sentence_text, claim)


def only_to_come(text: str, claim: str, question: str) -> bool:
    """Whether a text tells only that a thing is willed or likely where it is asked whether it has
    happened ("I would sell it", "they want to meet"), or of making so what is asked to be so: "we
    will secure the border", of "is the border secure?"."""
    if _HAPPENED.match(question):
        wanted = content_stems(claim)
        return any(wanted & stems(found["what"]) for found in _AHEAD.finditer(text))
    so = _IS_SO.match(question)
    told = (found["what"].casefold() for found in _DOING.finditer(text))
    return so is not None and so["so"].casefold() in told


def settles(read: Read, *, all_told: bool = False) -> bool:
    """Whether a sentence that was read with a yes-or-no question says whether it is so;
    ``all_told``: it has all words of that, so that the reader need not be as sure that it is of
    it."""
    least = _OF_TOLD_CLAIM if all_told else _OF_CLAIM
    return read.relevance >= least and read.answers >= _SETTLES


def is_of_predicate(text: str, predicate: str, read: Read | None) -> bool:
    """Whether words that are read with a claim about somebody have a word of what is claimed, or
    surely say it in others: that Lind spoke does not tell whether he was dismissed."""
    wanted = content_stems(predicate)
    sure = read is None or read.answers >= _SURELY_SETTLES
    return sure or not wanted or not wanted.isdisjoint(stems(text))


def is_of_names(text: str, claim: str, read: Read | None) -> bool:
    """Whether words that are read with a claim have the names that it goes on with, in some form,
    or may stand for them by a pronoun, or surely say it: that Voss met the envoy in May does not
    tell of Oslo."""
    sure = read is None or read.answers >= _SURELY_OF_OTHERS
    if sure or _STANDS_FOR_NAME.search(text):
        return True
    low = text.casefold()
    return all(name[:_OF_NAME].casefold() in low for name in _NAMED_BEHIND.findall(claim))


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
    """Whether a text, asked whether a thing is so, tells only that it is to come, or supposed, or,
    where it is asked whether it has happened, what would be if it had."""
    conditional = _HAPPENED.match(question) and _is_condition(text, claim)
    return bool(conditional) or only_to_come(text, claim, question) or is_supposed(text, claim)


def is_supposed(text: str, claim: str) -> bool:
    """Whether a text tells of a claim only that somebody supposed so: "he thought it was true"."""
    return _leads_away(text, claim, _SUPPOSED)


def _is_condition(text: str, claim: str) -> bool:
    """Whether all that a text has of a claim's words stands in one "if"."""
    found = _CONDITION.search(text)
    return found is not None and _are_in(
        claim, found[0], and_not=f"{text[: found.start()]} {text[found.end() :]}"
    )


def _leads_away(text: str, claim: str, by: re.Pattern[str] = _LEADS_AWAY) -> bool:
    """Whether all that a text has of a claim's words stands behind an "if" or another's "said"."""
    away = by.search(text)
    return away is not None and _are_in(claim, text[away.end() :], and_not=text[: away.start()])


def _are_in(claim: str, text: str, *, and_not: str) -> bool:
    """Whether a text has words of a claim, of which another has none."""
    wanted = content_stems(claim)
    return wanted.isdisjoint(stems(and_not)) and not wanted.isdisjoint(stems(text))


def stands(
    candidate: Candidate[StoredStatement], wanted: Stance, telling: str | None = None
) -> bool:
    """Whether a statement on a topic has this stance to it, or those of its words have that are
    ``telling``."""
    found = stance(candidate.row, telling)
    return found == wanted and not _denies_another(candidate, wanted)


def takes_back(candidate: Candidate[StoredStatement]) -> bool:
    """Whether a statement on a claim denies it or leaves it open."""
    found = stance(candidate.row)
    return found in ("denies", "unsure") and not _denies_another(candidate, found)


def _denies_another(candidate: Candidate[StoredStatement], found: Stance | None) -> bool:
    """ "Water had never entered the tube" denies no more than it says: not that the tube is dry.
    ``found`` is the stance that its words, or the telling ones of them, have."""
    if found != "denies" or denies_by_cue(candidate.row):
        return False
    return candidate.coverage < (HALF_THE_WORDS if candidate.read else MOST_WORDS)
