"""What a document shows of its labels: whether who stands in front of a colon could speak.

Labels of one transcript are of one style, in capitals or not, and name people: by an honorific, an
office, a first name, or a surname that the text has as well. The parse is looked at last, as it may
have to be made for that.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from index.attribution import gender
from index.attribution.called import (
    capitalised,
    is_capitals,
    is_field,
    is_office,
    is_titled,
    read,
    without_asides,
)
from index.attribution.labels import NAMED, Label
from index.attribution.vocabulary import FIELDS, POLITE
from index.parsing import Parsed

_LOWER = re.compile(r"(?<!\w)[^\W\d_A-ZÀ-Þ][^\W\d_]*")
_ACCOUNT = re.compile(r"\(@\w+\)")  # whose words they are where people post them
_ESTABLISHED = 3  # labels in capitals, where one more is taken for one
_LINES = 6  # that begin with a label, of which the share below tells that a line is a turn
_EVERY_LINE, _HELD = 0.9, 0.4
_ENDS = (".", "?", "!", "…", "—", "–")
_POLITE = ("mr", "mrs", "ms", "dr")


class Evidence:
    """Everything that tells labels of turns from other words before a colon, in one document.
    ``keys`` are the labels' ``speakers``."""

    def __init__(self, parsed: Parsed, found: Sequence[Label], keys: Sequence[str]) -> None:
        self._parsed = parsed
        self._found = found
        self._speaker = {label.key: key for label, key in zip(found, keys, strict=True)}
        self._speakers = Counter(keys)
        self._counts = Counter(label.key for label in found)
        named = [x for x in found if x.form in NAMED and not is_field(x.text)]
        capitals = sum(is_capitals(label.text) for label in named)
        self._in_capitals = capitals > len(named) / 2
        self._by_stops = sum(x.form == "stop" for x in named) > len(named) / 2
        full = (words for x in named if len(words := (read(x.text).name or "").split()) > 1)
        self._surnames = frozenset(words[-1].casefold() for words in full)
        self._common = frozenset(_LOWER.findall(parsed.document.text))
        self._known: dict[str, bool] = {}
        for label in named:
            if not self._known.get(label.key):
                self._known[label.key] = self._could_speak(label)
        held = [x for x in named if self.holds(x)]
        self._numbered = any(x.question is not None for x in held)
        self._held = sum(is_capitals(x.text) for x in held)
        self._line_by_line = len(held) >= _HELD * len(found) and self._on_every_line(found)
        # ">>" before the name of who speaks: where it stands alone, another does
        text = parsed.document.text
        self._marked = any(self.holds(x) and text.startswith(">>", x.line) for x in named)

    def holds(self, label: Label) -> bool:
        """Whether a label may be one of a turn."""
        if label.form == "answer":
            return self._counts["q"] > 0
        if label.form == "change":
            return self._marked
        return label.form == "question" or self._known.get(label.key, False)

    def taken(self, label: Label) -> Label | None:
        """The label that this one is, if any. Where labels in capitals are the rule, one more of
        whom nothing tells that he speaks begins a turn all the same: of somebody the text names,
        else of nobody. So does one where each line is a turn ("Marketing: …"), of itself if it
        recurs. What stands behind a question's number is a question, whoever asks."""
        if self.holds(label):
            return label
        if label.question is not None:
            return label.question if self._numbered else None
        if self._line_by_line and label.form == "name" and not is_field(label.text):
            recurs = self._speakers[self._speaker[label.key]] > 1
            return label if recurs else replace(label, form="change")
        if label.form != "name" or not self._in_capitals or self._held < _ESTABLISHED:
            return None
        words = without_asides(label.text).split()
        common = any(word.casefold() in self._common for word in words)
        if common or is_field(label.text) or not is_capitals(label.text):
            return None
        told_of = capitalised(words[-1]) in self._parsed.document.text
        named = told_of and words[-1].casefold() in self._people
        return label if named else replace(label, form="change")

    def _on_every_line(self, found: Sequence[Label]) -> bool:
        """Whether hardly a line from the first to the last is without one."""
        if len(found) < _LINES:
            return False
        between = self._parsed.document.text[found[0].line : found[-1].words]
        lines = sum(bool(line.strip()) for line in between.splitlines())
        return len(found) >= _EVERY_LINE * lines

    def _could_speak(self, label: Label) -> bool:
        if _ACCOUNT.search(self._parsed.document.text, label.span.start, label.words):
            return True
        capitals = is_capitals(label.text)
        words = without_asides(label.text).split()
        recurs = self._speakers[self._speaker[label.key]] > 1  # whoever it names has another
        if label.form == "stop" and not capitals:  # "Mr. Holt. (Applause.)" greets him elsewhere
            return self._by_stops
        if is_titled(label.text):
            polite = len(words) > 1 and words[0].rstrip(".").casefold() in _POLITE
            again = self._counts[label.key] > 1
            return capitals or not self._in_capitals or again or polite
        if capitals != self._in_capitals:
            return False
        name = (read(label.text).name or "").split()
        if label.form == "line":  # most lines of few words are headings
            known = len(name) > 1 and (self._is_person(name) or self._described(label, name))
            return known or (len(name) == 1 and words[0].casefold() in self._surnames)
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

    def _described(self, label: Label, name: Sequence[str]) -> bool:
        """Whether an office stands behind a name without common words: "Ngozi Obi - Harlow & Co. -
        Analyst"."""
        told = any(map(is_office, label.text.partition(",")[2].split()))
        return told and not any(word.casefold() in self._common for word in name)

    def _is_surname(self, label: Label, word: str, *, recurs: bool) -> bool:
        if not recurs:
            return word.casefold() in self._surnames  # Ann Lind from the first, Lind from then on
        if not self._tells[label.key]:
            return False
        if word.casefold() not in self._common:
            return True
        return word.casefold() in self._people or "PROPN" in self._tags(label)

    def _is_person(self, name: Sequence[str]) -> bool:
        return gender.has_first_name(list(name)) or name[-1].casefold() in self._people

    @cached_property
    def _tells(self) -> Mapping[str, bool]:
        """Whether any label of a key has words of a sentence behind it, or a line of its own: not
        "Filename: main.py"."""
        text, told = self._parsed.document.text, defaultdict[str, bool](bool)
        for label in self._found:
            end = text.find("\n", label.words)
            behind = text[label.words : end if end >= 0 else len(text)].split()
            told[label.key] |= len(behind) != 1 or behind[0].endswith(_ENDS)
        return told

    @cached_property
    def _people(self) -> frozenset[str]:
        return _people(self._parsed.whole)

    def _tags(self, label: Label) -> set[str]:
        paragraph = self._parsed.whole.paragraph_at(label.span.start)
        if paragraph is None:
            return set()
        run = paragraph.touching(label.span)
        return {t.pos_ for t in run} if run is not None else set()


def speakers(labels: Sequence[Label]) -> list[str]:
    """What one speaker's labels share, label by label: "Mayor of Harlow Ann Lind" is "Ann Lind"
    from then on, and "Lind" too, and "The Mayor" after "The Mayor (Ann Lind)", where it is clear
    who that is."""
    told = [read(label.text) for label in labels]
    keys = [
        (x.name if " " in x.name else f"{x.honorific or ''} {x.name}").casefold().strip()
        if x.name
        else label.key
        for x, label in zip(told, labels, strict=True)
    ]
    full: dict[str, set[str]] = defaultdict(set)
    for key, called, label in zip(keys, told, labels, strict=True):
        first, *more = key.split() or [""]
        if called.name and more and first not in POLITE:
            full[more[-1]].add(key)
        if called.name and called.role and "(" in label.text:
            full[called.role.casefold()].add(key)
    short = [(x.office or key).casefold() for x, key in zip(told, keys, strict=True)]
    return [
        next(iter(full[other])) if len(full.get(other, ())) == 1 else key
        for key, other in zip(keys, short, strict=True)
    ]


def _people(parsed: Parsed) -> frozenset[str]:
    """The words of people's names, as the parser finds them, in lower case."""
    text = parsed.document.text
    return frozenset(
        word.strip(".,'’:").casefold()
        for e in parsed.entities
        if e.label == "PERSON"
        for word in text[e.start : e.end].split()
    )
