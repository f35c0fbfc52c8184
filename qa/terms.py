"""The words of a question or a text that carry its matter: stemmed, without the common ones."""

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from math import log
from threading import Lock

import Stemmer

_WORD = re.compile(r"\w+(?:[.'’]\w+)*", re.UNICODE)
_COMMON = frozenset(
    """a about above after again against all almost along already also although always am among an
    and another any anybody anyone anything are around as at away back be became because become
    been before being below between both but by came can cannot come could did do does doing
    done down during each either else even ever every everybody everyone everything exactly few
    for from further gave get gets give given go goes going gone got had has have having he her
    here hers herself him himself his how however i if in indeed into is isn't it its itself
    just kind last least less let like likely made make makes many may maybe me might mine more
    most much must my myself near nearly need never next no nobody none nor not nothing now of
    off often on once one only onto or other others our ours out over own part per perhaps
    please put quite rather really said same saw say saying says see seen shall she should
    since so some somebody someone something soon sort still such take taken tell than that the
    their theirs them themselves then there therefore these they thing things think this those
    though through thus till to together told too toward towards under until up upon us use
    used using very was we well went were what whatever when where whether which while who
    whoever whole whom whose why will with within without would yes yet you your yours document
    documents article articles exist know known stated according""".split()
)
_stemmer = Stemmer.Stemmer("english")
_stemming = Lock()  # a stemmer is for one thread at a time


def words(text: str) -> list[str]:
    """Every word, in lower case, without possessive endings."""
    # In one piece: this is run over every text that a search finds.
    found = "\n".join([*_WORD.findall(text), ""]).casefold().replace("’", "'")
    return found.replace("'s\n", "\n").split("\n")[:-1]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Porter2 stem of a word in lower case."""
    with _stemming:
        stemmed: str = _stemmer.stemWord(word)
    return stemmed


def terms(text: str) -> list[str]:
    """The content words of a text, each once, in its order, unstemmed."""
    return list(dict.fromkeys(w for w in words(text) if w not in _COMMON))


def stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, set(words(text))))


class Weights:
    """How telling words are among the passages: inverse document frequency, at least 1."""

    def __init__(self, frequency: Callable[[str], int], total: int) -> None:
        self._frequency = frequency
        self._total = total
        self._known: dict[str, float] = {}

    def __getitem__(self, word: str) -> float:
        if word not in self._known:
            found = self._frequency(word)
            self._known[word] = (
                1 + log((self._total + 1) / (found + 0.5))
                if found
                else 1 + log(2 * (self._total + 1))
            )
        return max(1.0, self._known[word])

    def coverage(self, wanted: Collection[str], text: Iterable[str]) -> float:
        """The share of the wanted words, by weight, whose stems are among ``text``'s; in [0, 1]."""
        have = text if isinstance(text, frozenset) else frozenset(text)
        total = sum(self[w] for w in wanted)
        return sum(self[w] for w in wanted if stem(w) in have) / total if total else 0.0
