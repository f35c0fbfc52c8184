"""Parts of speech, morphology and irregular lemmas as spaCy's attribute ruler sets them.

The ruler matches 179 patterns against every token. All but a few look at one token, by its word,
tag and dependency, so what they set is worked out once for each of these and kept: a seventh of the
time. Of words only those that a pattern names count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, LOWER, MORPH, POS, TAG
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

_LOOKED_AT = [LOWER, TAG, DEP]
_SET = [TAG, DEP, POS, LEMMA, MORPH]
_OTHER = "other"  # a word that no pattern names


class WordClasses:
    """Sets them in docs with tags and dependencies, by a ruler's patterns."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._vocab = ruler.vocab
        self._longer = AttributeRuler(ruler.vocab)
        rules: list[dict[str, Any]] = ruler.patterns
        for rule in rules:
            if any(len(pattern) > 1 for pattern in rule["patterns"]):
                self._longer.add(**rule)
        named = list(_words(ruler))
        self._named = frozenset(word for word in named if isinstance(word, str))
        self._patterns = [word for word in named if not isinstance(word, str)]
        self._words: dict[int, int] = {}  # lower-cased words → those that stand for them
        self._known: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._vocab.strings.add(_OTHER)

    def set(self, doc: Doc) -> None:
        if not len(doc):
            return
        rows = []
        for word, tag, dependency in doc.to_array(_LOOKED_AT).tolist():
            key = self._words.get(word) or self._standing_for(word), tag, dependency
            rows.append(self._known.get(key) or self._looked_up(*key))
        doc.from_array(_SET, np.array(rows, dtype=np.uint64))  # type: ignore[arg-type]
        self._longer(doc)

    def _standing_for(self, word: int) -> int:
        text = self._vocab.strings[word]
        named = text.isspace() or text in self._named or any(p.search(text) for p in self._patterns)
        self._words[word] = word if named else self._vocab.strings[_OTHER]
        return self._words[word]

    def _looked_up(self, word: int, tag: int, dependency: int) -> tuple[int, ...]:
        doc = Doc(self._vocab, [self._vocab.strings[word]])
        doc.from_array([TAG, DEP], np.array([[tag, dependency]], dtype=np.uint64))  # type: ignore[arg-type]
        made = tuple(self._ruler(doc).to_array(_SET)[0].tolist())
        self._known[word, tag, dependency] = made
        return made


def _words(ruler: AttributeRuler) -> Iterator[str | re.Pattern[str]]:
    """The words that its patterns name, and expressions for words."""
    rules: list[dict[str, Any]] = ruler.patterns
    tokens = [t for rule in rules for pattern in rule["patterns"] for t in pattern]
    for named in [t["LOWER"] for t in tokens if "LOWER" in t]:
        values: dict[str, Any] = {"IN": [named]} if isinstance(named, str) else named
        for how, value in values.items():
            if how not in ("IN", "REGEX"):
                raise ValueError(f"a pattern names words by {how}, which is not known here")
            yield from value if how == "IN" else [re.compile(value)]
