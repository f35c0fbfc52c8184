"""What a document shows of its labels: whether who stands in front of a colon could speak.

Labels of one transcript are of one style, in capitals or not, and name people: by an honorific, an
office, a first name, or a surname that the text has as well. The parse is looked at last, as it may
have to be made for that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from index.attribution import gender
from index.attribution.labels import (
    Label,
    is_capitals,
    is_field,
    is_titled,
    read,
    without_asides,
)
from index.attribution.vocabulary import FIELDS
from index.parsing import Parsed

_LOWER = re.compile(r"(?<!\w)[^\W\d_A-ZÀ-Þ][^\W\d_]*")
_POLITE = ("mr", "mrs", "ms", "dr")


class Evidence:
    """Everything that tells labels of turns from other words before a colon, in one document."""

    def __init__(self, parsed: Parsed, found: Sequence[Label]) -> None:
        self._parsed = parsed
        self._counts = Counter(label.key for label in found)
        named = [x for x in found if x.form == "name" and not is_field(x.text)]
        capitals = sum(is_capitals(label.text) for label in named)
        self._in_capitals = capitals > len(named) / 2
        full = (words for x in named if len(words := without_asides(x.text).split()) > 1)
        self._surnames = frozenset(words[-1].casefold() for words in full)
        self._common = frozenset(_LOWER.findall(parsed.document.text))
        self._known: dict[str, bool] = {}
        for label in named:
            if not self._known.get(label.key):
                self._known[label.key] = self._could_speak(label)

    def holds(self, label: Label) -> bool:
        """Whether a label may be one of a turn."""
        if label.form == "answer":
            return self._counts["q"] > 0
        return label.form == "question" or self._known.get(label.key, False)

    def _could_speak(self, label: Label) -> bool:
        capitals = is_capitals(label.text)
        words = without_asides(label.text).split()
        recurs = self._counts[label.key] > 1
        if is_titled(label.text):
            polite = len(words) > 1 and words[0].rstrip(".").casefold() in _POLITE
            return capitals or not self._in_capitals or recurs or polite
        if capitals != self._in_capitals:
            return False
        name = (read(label.text).name or "").split()
        if len(words) == 1:
            return self._is_surname(label, words[0], recurs=recurs)
        if len(name) < 2 or any(w.casefold().strip(".,") in FIELDS for w in name):
            return False
        if len(name) == len(words) <= 4:
            uncommon = not any(w.casefold() in self._common for w in name)
            return ((recurs or not capitals) and uncommon) or self._is_person(name)
        # "Olympic skating champion Anna Lind": a description and a name, and no verb between them
        told = recurs or self._is_person(name)
        return told and not self._tags(label) & {"VERB", "AUX", "PRON"}

    def _is_surname(self, label: Label, word: str, *, recurs: bool) -> bool:
        if not recurs:
            return word.casefold() in self._surnames  # Ann Lind from the first, Lind from then on
        if self._in_capitals and word.casefold() not in self._common:
            return True
        return word.casefold() in self._people or "PROPN" in self._tags(label)

    def _is_person(self, name: Sequence[str]) -> bool:
        return gender.of_name(list(name)) is not None or name[-1].casefold() in self._people

    @cached_property
    def _people(self) -> frozenset[str]:
        return _people(self._parsed.whole)

    def _tags(self, label: Label) -> set[str]:
        paragraph = self._parsed.whole.paragraph_at(label.span.start)
        if paragraph is None:
            return set()
        start, end = (offset - paragraph.start for offset in label.span)
        run = paragraph.doc.char_span(start, end, alignment_mode="expand")
        return {t.pos_ for t in run} if run is not None else set()


def _people(parsed: Parsed) -> frozenset[str]:
    """The words of people's names, as the parser finds them, in lower case."""
    text = parsed.document.text
    return frozenset(
        word.strip(".,'’:").casefold()
        for e in parsed.entities
        if e.label == "PERSON"
        for word in text[e.start : e.end].split()
    )
