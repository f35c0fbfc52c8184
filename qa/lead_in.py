"""What stands before somebody's words and tells what they are about.

"Adebayo was furious about the penalty. “It hit him on the shoulder,” he said." is on the penalty,
though the statement has no word of it.
"""

import re

from index.documents import Span, StoredStatement
from index.store import Snapshot

_NEAR = 600  # characters in which it begins
_SENTENCES = 2  # before the statement's own, at the most
_POINTS_BACK = re.compile(
    r"\b(?:it|its|this|that|these|those|they|them|their|he|him|his|she|her|one|both|neither)\b",
    re.IGNORECASE,
)


def lead_in(snapshot: Snapshot, statement: StoredStatement) -> str:
    """A statement's sentence with the one before it in its paragraph, or in the one before where a
    quotation begins one, where its words point back ("it", "they"), and with another where those
    do; nothing where its words stand alone."""
    if statement.kind == "turn" or not _POINTS_BACK.search(statement.text):
        return ""
    start, end = min(statement.sentence.start, statement.spans[0].start), statement.sentence.end
    reading = snapshot.reading(statement.document_id, Span(max(0, start - _NEAR), end))
    if reading is None:
        return ""
    text = reading.document.text
    first = text.rfind("\n\n", 0, start) + 1
    if start == statement.spans[0].start and not text[first:start].strip():
        # a quotation that begins a paragraph goes on from the one before
        first = text.rfind("\n\n", 0, max(0, first - 1)) + 1
    before = [s for s in reading.sentences if first <= s.start and s.end <= start]
    for sentence in reversed(before[-_SENTENCES:]):
        start = sentence.start
        if not _POINTS_BACK.search(text[slice(*sentence)]):
            break
    return text[start:end]
