"""Two statements → whether one denies what the other asserts: between speakers, and over time.

Nearness of meaning doesn't tell it. All the words of matter of the denial have to be in what is
asserted, most of that has to be in the denial, and both have to speak of the same time. What is in
doubt is no contradiction.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain, product

from index.documents import StoredStatement
from qa.replies import FoundStatement, Stance
from qa.stances import THE_CLAIM, denies_by_cue, is_negated, stance
from qa.terms import stem, terms

_LOOKED_AT = 40  # statements, of which every two are compared
_MOST = 3
_SHARED = 0.5  # of what is asserted, at least so much is denied; of what is denied, all is asserted
_FEWEST, _FEWEST_OF_PRONOUN = 2, 3  # words of matter; fewer say too little, "it" says less still
# What is said of a matter, and not the matter
_NO_MATTER = frozenset(
    stem(word)
    for word in """claim report allegation accusation assertion suggestion rumor rumour charge idea
    notion statement account true untrue false baseless groundless unfounded fake lie nonsense hoax
    absurd evidence case deny reject""".split()
)
_HEDGED = re.compile(
    r"\b(?:if|whether|unless|(?-i:may)|might|could|perhaps|possibly|probably|likely|should|must|want\w*)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|wo(?=n['’]t)|going to|plan\w*)\b|['’]ll\b", re.IGNORECASE
)
# The negation is of something else than the matter, or of a part of it, or of today alone
_OF_ELSE = re.compile(
    r"(?:\b(?:not|never)|n['’]t) (?:\w+ly )?(?:say|said|tell|told|think|thought|believe|know|known"
    r"|suggest|claim|mean|meant|expect|intend|hear|heard|see|seen|only|just|merely|simply|yet"
    r"|necessarily|all|always|every|even|enough)\b|\bno longer\b|\bany ?more\b|\byet\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(rf"{THE_CLAIM}that (?P<rest>[^“”\"]{{1,120}})$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"^[“\"]?(?:that )?(?:it|he|she|they|we|i|this|these|those|there)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is denied in one place is asserted in the other; of one speaker on two dates, or of two
    speakers."""

    asserted: StoredStatement
    denied: StoredStatement

    @property
    def over_time(self) -> bool:
        return self.asserted.speaker == self.denied.speaker

    @property
    def matter(self) -> str:
        """What the contradiction is about, as a clause in the words of one of them; empty where
        neither says it in one."""
        for each in (self.asserted, self.denied):
            clause = _CLAUSE.match(each.text)
            if clause and not (each is self.denied and not denies_by_cue(each)):
                return clause["rest"].rstrip(' .,;”"')
        return ""

    @property
    def in_time(self) -> tuple[StoredStatement, StoredStatement]:
        """Both, the earlier first; the assertion where that isn't told by their dates."""
        one, other = self.asserted, self.denied
        later = one.published and other.published and one.published > other.published
        return (other, one) if later else (one, other)


def among(found: Sequence[FoundStatement]) -> list[Contradiction]:
    """Those among the first statements found, one for every two speakers, the best first."""
    placed: dict[Stance | None, list[StoredStatement]] = defaultdict(list)
    for each in map(_earliest, found[:_LOOKED_AT]):
        placed[stance(each)].append(each)
    unique: dict[frozenset[str], Contradiction] = {}
    for asserted, denied in product(placed["asserts"], placed["denies"]):
        if is_of_same(asserted, denied) and asserted.speaker and denied.speaker:
            between = frozenset((asserted.speaker.id, denied.speaker.id))
            unique.setdefault(between, Contradiction(asserted, denied))
    return list(unique.values())[:_MOST]


def _earliest(found: FoundStatement) -> StoredStatement:
    """Of the places where a statement stands, the one of the earliest date."""
    places = (found.statement, *found.repeated_in)
    return min(places, key=lambda each: each.published or date.max)


def is_of_same(asserted: StoredStatement, denied: StoredStatement) -> bool:
    """Whether a denial is of the very thing that is asserted."""
    if asserted.speaker is None or denied.speaker is None:
        return False
    if asserted.speaker == denied.speaker and (
        not asserted.published or not denied.published or asserted.published == denied.published
    ):
        return False  # what somebody takes back in one breath is better read there
    one, other = _matter(asserted), _matter(denied)
    if not other <= one or len(other) < max(_FEWEST, _SHARED * len(one)):
        return False
    of_pronoun = _PRONOUN.match(denied.text) and asserted.document_id != denied.document_id
    if of_pronoun and len(other) < _FEWEST_OF_PRONOUN:
        return False
    texts = (asserted.text, denied.text)
    if any(_HEDGED.search(text) or _OF_ELSE.search(text) for text in texts):
        return False
    if bool(_FUTURE.search(asserted.text)) != bool(_FUTURE.search(denied.text)):
        return False
    return not (denies_by_cue(denied) and is_negated(asserted.text))


def statements(found: Sequence[Contradiction]) -> Iterator[StoredStatement]:
    return chain.from_iterable((each.asserted, each.denied) for each in found)


def _matter(statement: StoredStatement) -> frozenset[str]:
    return _stems(statement.text)


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, (w for w in terms(text) if "n't" not in w))) - _NO_MATTER
