"""The examinations of a court's transcript: who asks behind "BY MR. HOLT:", and who was sworn."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.attribution.labels import Label
from index.documents import Span

_HEADING = re.compile(
    r"\s*(?:FURTHER )?(?:(?:CROSS|DIRECT|REDIRECT|RECROSS)[ -])?(?:EXAMINATION\b)?\s*"
    r"(?:BY (?P<who>(?:MR|MS|MRS|MISS|DR)\.? [A-Z][A-Z.'’ -]+|THE COURT):?)?\s*"
)
_SWORN = re.compile(
    r"^[ \t]*(?P<who>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){1,3}),\s+"
    r"(?:called|having|being|was|after)\b[^.:]{0,200}?\b(?:sworn|affirmed)\b",
    re.MULTILINE,
)


def headings(text: str, lines: Sequence[Span]) -> Iterator[int]:
    """Where lines start that head an examination, and where somebody is sworn: nobody says them."""
    yield from (line.start for line in lines if _heading(text, line))
    if "sworn" in text or "affirmed" in text:
        yield from (found.start() for found in _SWORN.finditer(text))


def examined(text: str, lines: Sequence[Span], labels: Sequence[Label]) -> list[Label]:
    """The labels, those of questions with whose examination they are of, those of answers with who
    was sworn last."""
    if not any(label.form == "question" for label in labels):
        return list(labels)
    by = [found for line in lines if (found := _heading(text, line)) and found["who"]]
    sworn = list(_SWORN.finditer(text))
    told = []
    for label in labels:
        if _heading(text, Span(label.line, label.words)):
            continue  # "BY MR. HOLT:" begins no turn of his
        answers = label.form == "answer" or label.text == "THE WITNESS"
        known = sworn if answers else by if label.form == "question" else []
        n = bisect_right(known, label.line, key=re.Match.start) - 1
        told.append(replace(label, text=known[n]["who"]) if n >= 0 else label)
    return told


def _heading(text: str, line: Span) -> re.Match[str] | None:
    start, end = line
    marked = "BY " in text[start:end] or "EXAMINATION" in text[start:end]
    return _HEADING.fullmatch(text, start, end) if marked else None
