"""What a document has in a field, "Lead investigator: Ruth Calloway", and who was at a meeting,
"Present: Ann Lind (Chair), Karl Voss"."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from index.attribution.called import is_office
from index.documents import Document, Passage, Span
from qa.candidates import Candidate
from qa.facts import Fact
from qa.intents.case import Case
from qa.terms import content_stems, stems

_FIELD = re.compile(
    r"^[ \t*_#]*(?P<label>[A-Z][\w’' -]{2,40}?)[*_]*:[*_]*[ \t]+(?P<value>\S.{0,400}?)[ \t*_]*$",
    re.MULTILINE,
)
_FOR = re.compile(r"^(?:who|what|when|where)(?: is| are| was| were|['’]s) ", re.IGNORECASE)
_ATTENDED = re.compile(
    r"^who (?:all )?(?:attended|(?:was|were) (?:present|in attendance)\b(?: at| in)?)",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"(?:members )?(?:present|attending|attendance|attendees)|in attendance|participants",
    re.IGNORECASE,
)
_HEAD = 2000  # characters of a document, in which its fields stand
_LONGEST_FIELD = 600  # characters, more than ``_FIELD`` takes
_LEAST = 2  # words of a label that others may stand beside in a question
_LONGEST = 80  # characters of what a single field holds


def answer(case: Case, passages: Sequence[Candidate[Passage]]) -> list[Fact]:
    """The fields of the first document that has what is asked for: by all words of the question,
    those of its title and head aside."""
    text = case.query.text
    attended = _ATTENDED.match(text)
    asked = content_stems(_ATTENDED.sub("", text))
    if not asked or not (attended or _FOR.match(text)):
        return []
    for id in dict.fromkeys(c.row.document_id for c in passages):
        if stored := case.snapshot.document(id):
            document = stored.document
            fields = _present(document, asked) if attended else _labelled(document, asked)
            if found := [Fact(id, value, line, 1.0, 1.0, exact=True) for line, value in fields]:
                return found
    return [] if attended else _by_whole_label(case, passages, asked)


def _by_whole_label(
    case: Case, passages: Sequence[Candidate[Passage]], asked: set[str]
) -> list[Fact]:
    """The field of each document whose label is all that is asked for ("Landlord: Foyle Ltd"), if
    it has it once: a label that comes again is that of who speaks."""
    found = []
    for id in dict.fromkeys(c.row.document_id for c in passages):
        if stored := case.snapshot.document(id):
            fields = [f for f in _fields(stored.document) if _is_told(f) and asked == _label(f)]
            if len(fields) == 1:
                line, value = Span(*fields[0].span()), Span(*fields[0].span("value"))
                found.append(Fact(id, value, line, 1.0, 1.0, exact=True))
    return found


def _is_told(field: re.Match[str]) -> bool:
    """Whether a field holds a few words and no sentence."""
    value = field["value"]
    return len(value) <= _LONGEST and not value.endswith((".", "!", "?"))


def _label(field: re.Match[str]) -> set[str]:
    return content_stems(field["label"])


def _fields(document: Document) -> Iterator[re.Match[str]]:
    """Those that begin in its head, each to its end."""
    found = _FIELD.finditer(document.text, 0, _HEAD + _LONGEST_FIELD)
    return takewhile(lambda field: field.start() < _HEAD, found)


def _present(document: Document, asked: set[str]) -> Iterator[tuple[Span, Span]]:
    if asked <= stems(f"{document.title}\n{document.text[:_HEAD]}"):
        for field in _fields(document):
            if _PRESENT.fullmatch(field["label"]):
                yield Span(*field.span()), Span(*field.span("value"))


def _labelled(document: Document, asked: set[str]) -> Iterator[tuple[Span, Span]]:
    for field in _fields(document):
        label, value = (content_stems(field[part]) for part in ("label", "value"))
        whole = len(label) >= _LEAST and label <= asked <= label | stems(document.title)
        if whole and len(field["value"]) <= _LONGEST:
            yield Span(*field.span()), Span(*field.span("value"))
        elif value == asked and len(value) >= _LEAST and is_office(field["label"].split()[-1]):
            yield Span(*field.span()), Span(*field.span("label"))
