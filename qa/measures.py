"""Measures of one question: how well what was given fits what was wanted. Each is in [0, 1].

The usual definitions: recall and nDCG over distinct documents with binary gains; exact match and
word F1 as SQuAD 2.0 has them (Rajpurkar et al., 2018).
"""

import re
import string
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import log2
from typing import NamedTuple

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_MARKS = str.maketrans("", "", string.punctuation + "’“”")
# What stands around a name and is no part of it
_TITLES = frozenset(
    """mr ms mrs miss dr sir dame lord lady hon right the secretary president vice senator sen
    representative rep governor gov minister prime general gen lieutenant lt admiral adm rear
    captain capt major colonel col ambassador chair chairman chairwoman director administrator
    press deputy assistant under nsc professor prof judge justice""".split()
)


class Place(NamedTuple):
    """A range of a document's text: code points, half open."""

    document_id: str
    start: int
    end: int


def recall(relevant: Collection[str], ranked: Sequence[str], k: int) -> float:
    """The share of the relevant documents among the first ``k`` distinct ones."""
    return len(set(relevant) & set(_distinct(ranked)[:k])) / len(set(relevant))


def ndcg(relevant: Collection[str], ranked: Sequence[str], k: int) -> float:
    """Normalised discounted cumulative gain of the first ``k`` distinct documents."""
    wanted = set(relevant)
    gained = sum(_discount(n) for n, id in enumerate(_distinct(ranked)[:k]) if id in wanted)
    return gained / sum(map(_discount, range(min(len(wanted), k))))


def evidence_hit(evidence: Iterable[Place], ranked: Sequence[Place], k: int) -> float:
    """Whether one of the first ``k`` ranges holds some evidence: overlaps it by at least half of
    the shorter of the two."""
    wanted = list(evidence)
    return float(any(_covers(place, each) for place in ranked[:k] for each in wanted))


def exact(given: str, acceptable: Iterable[str]) -> float:
    """Whether it is one of the acceptable answers, but for case, punctuation and articles."""
    return float(bool(given) and any(_plain(given) == _plain(each) for each in acceptable))


def f1(given: str, acceptable: Iterable[str]) -> float:
    """The harmonic mean of precision and recall of its words, to the nearest answer."""
    words = _plain(given).split()
    return max((_f1(words, _plain(each).split()) for each in acceptable), default=0.0)


def contained(given: str, acceptable: Iterable[str]) -> float:
    """Whether an acceptable answer stands in it, word for word."""
    text = f" {_plain(given)} "
    return float(any(f" {each} " in text for each in map(_plain, acceptable) if each))


def same_person(given: str, wanted: str) -> float:
    """Whether two names can be one person's: equal but for titles, one the end of the other, or of
    one surname and first initial."""
    one, other = _names(given), _names(wanted)
    if not one or not other:
        return float(bool(given.strip()) and given.strip().lower() == wanted.strip().lower())
    shorter = min(len(one), len(other))
    if one[-shorter:] == other[-shorter:]:
        return 1.0
    return float(one[-1] == other[-1] and one[0][0] == other[0][0])


def _distinct(ranked: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ranked))


def _discount(rank: int) -> float:
    return 1 / log2(rank + 2)


def _covers(one: Place, other: Place) -> bool:
    overlap = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return one.document_id == other.document_id and overlap > 0 and 2 * overlap >= shorter


def _plain(text: str) -> str:
    """In lower case, without punctuation and articles, words one space apart."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_MARKS)).split())


def _f1(given: Sequence[str], wanted: Sequence[str]) -> float:
    shared = sum((Counter(given) & Counter(wanted)).values())
    return 2 * shared / (len(given) + len(wanted)) if shared else 0.0


def _names(name: str) -> list[str]:
    """The words of a name, without titles and what stands in brackets."""
    plain = re.sub(r"[^\w\s']", " ", re.sub(r"\([^)]*\)", " ", name.lower()))
    return [word for word in plain.split() if word not in _TITLES]
