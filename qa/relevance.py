"""Candidates → what counts: every threshold of an answer is here.

How they were chosen is told in docs/benchmarks.md.
"""

from collections.abc import Sequence

from index.documents import Passage, StoredStatement
from qa.reading.chance import enough
from qa.replies import Stance
from qa.retrieval import Candidate
from qa.stances import stance
from qa.terms import stem, words

# A statement is on a topic from this cosine on, or from this share of the topic's words; with half
# of the words only, it has to be somewhat near as well
_NEAR_STATEMENT = 0.45
_NEAR_STANCE = 0.38  # for "who denied it?": that it is a denial speaks for it already
_HALF_THE_WORDS, _SOMEWHAT_NEAR = 0.5, 0.3
_MOST_WORDS, _FAINT = 0.75, 0.12  # nearer than faint, or shared words are a coincidence
# A passage answers from this cosine on, or from this share of the question's words
_NEAR_PASSAGE = 0.45
_WORDS_OF_QUESTION, _FAINT_PASSAGE = 0.6, 0.2
# Of the statements on a claim, those this far behind the best are left out
_BEHIND_BEST = 0.3
_NEAR_CLAIM = 0.5  # a statement asserts a claim from this cosine on, or where it is among the best
_PRONOUNS = frozenset("i we he she they it you who this that these those some many one".split())


def on_topic(candidate: Candidate[StoredStatement], *, by_stance: bool = False) -> bool:
    """Whether a statement is about what was asked; less is asked where its stance was."""
    if candidate.cosine >= (_NEAR_STANCE if by_stance else _NEAR_STATEMENT):
        return True
    least = _FAINT if candidate.coverage >= _MOST_WORDS else _SOMEWHAT_NEAR
    return candidate.coverage >= _HALF_THE_WORDS and candidate.cosine >= least


def answers(candidate: Candidate[Passage]) -> bool:
    """Whether a passage can hold the answer to a question; the reader says where it has read it."""
    if candidate.read:
        return candidate.chance >= enough()
    covered = candidate.coverage >= _WORDS_OF_QUESTION and candidate.cosine >= _FAINT_PASSAGE
    return covered or candidate.cosine >= _NEAR_PASSAGE


def near_at_all(candidate: Candidate[Passage]) -> bool:
    """Whether a passage is worth offering beside a refusal."""
    return candidate.cosine >= _FAINT


def leading(
    candidates: Sequence[Candidate[StoredStatement]], *, margins: int = 1
) -> list[Candidate[StoredStatement]]:
    """Those not too far behind the first, which is the best."""
    least = candidates[0].score - margins * _BEHIND_BEST if candidates else 0.0
    return [c for c in candidates if c.score >= least]


def position(candidate: Candidate[StoredStatement], best: float) -> Stance | None:
    """Asserted is only what comes near the claim; what is merely about it has no stance."""
    found = stance(candidate.row)
    near = candidate.cosine >= _NEAR_CLAIM or candidate.score >= best - _BEHIND_BEST
    return None if found == "asserts" and not near else found


def tells_who(statement: StoredStatement) -> bool:
    """Whether an unnamed source says anything of who it is, which "we" does not."""
    return statement.source_text.casefold() not in _PRONOUNS


def has_cue(statement: StoredStatement, verb: str) -> bool:
    """Whether a statement is reported by this verb, given as its stem."""
    return any(stem(word) == verb for word in words(statement.cue or ""))
