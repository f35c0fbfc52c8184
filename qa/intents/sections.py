"""What stands below a heading that has the words of the question: the steps of a procedure, the
items of a list. No few words of it answer."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from index.documents import Passage, Span
from qa.candidates import Candidate
from qa.facts import Fact
from qa.intents.case import Case
from qa.lines import below, headings
from qa.terms import content_stems, stem, stems

_BEFORE = 300  # characters in front of a passage, in which its heading may stand
_MORE = 1  # words that a heading has beside those of the question
_ITEMS = 3  # lines, from which on they are a list
_LONGEST_ITEM = 160  # characters
_MOST, _LONGEST = 12, 1500  # lines and characters that are told
_FRAME = frozenset(  # of a question for them
    map(stem, ("list", "meeting", "minutes", "name", "procedure", "steps"))
)
_LISTED = re.compile(
    r"^(?:list|name|(?:what|which)(?:['’]s| is| are| were| comes)\b)", re.IGNORECASE
)


def answer(case: Case, passages: Sequence[Candidate[Passage]]) -> list[Fact]:
    """The lines of the section; of one that is no list only where it is asked how to do it."""
    query = case.query
    asked = content_stems(query.text) - _FRAME
    if not asked or not (query.open or _LISTED.match(query.text)):
        return []
    for row in (c.row for c in passages):
        if not (stored := case.snapshot.document(row.document_id)):
            continue
        text, title = stored.document.text, stems(stored.document.title)
        for heading in headings(text, Span(max(0, row.start - _BEFORE), row.end)):
            own = content_stems(re.sub(r"[\d.]+", " ", text[slice(*heading)]))
            if not (own & asked and asked <= own | title and len(own - asked) <= _MORE):
                continue
            section = list(_told(text, heading))
            items = [line for line in section if line.end - line.start <= _LONGEST_ITEM]
            if section and (query.open or len(items) == len(section) >= _ITEMS):
                return [Fact.whole(row.document_id, line) for line in section]
    return []


def _told(text: str, heading: Span) -> Iterator[Span]:
    for line in islice(below(text, heading), _MOST):
        if line.end - heading.end > _LONGEST:
            return
        yield line
