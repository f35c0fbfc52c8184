"""Words as the full text of Milvus has them: taken apart, folded and stemmed by us.

Milvus and milvus-lite analyse text differently, and milvus-lite does not stem. So that both find
the same, a row holds the stems of its words with spaces between them, which every analyser leaves
as they are; Milvus' own BM25 function weighs them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import Lock

import Stemmer

from index import accents

MOST = 65_535  # bytes of the words of one row; what a longer one has beyond is not searched for
_WORD = re.compile(r"[^\W_]+")
_porter = Stemmer.Stemmer("porter")
_stemming = Lock()  # a stemmer is for one thread at a time


def stems(text: str) -> list[str]:
    """The stems of a text's words, in their order: without case and accents."""
    return [_stem(word) for word in _WORD.findall(accents.without(text.casefold()))]


def joined(text: str) -> str:
    """The stems as a row holds them."""
    words = " ".join(stems(text))
    if len(words.encode()) <= MOST:
        return words
    return words.encode()[:MOST].decode(errors="ignore").rpartition(" ")[0]


def holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether these stems stand side by side among those."""
    size = len(phrase)
    return any(list(words[n : n + size]) == list(phrase) for n in range(len(words) - size + 1))


def phrases(words: Iterable[str]) -> list[list[str]]:
    """Each word as the stems that it is taken apart into; those of nothing left out."""
    distinct = {tuple(found): found for word in sorted(words) if (found := stems(word))}
    return list(distinct.values())


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    with _stemming:
        return str(_porter.stemWord(word))
