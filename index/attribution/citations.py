"""Whose words a reference behind a quotation says they are: "“…” [Ann Lind, The Quay, p. 12]"."""

import re
from collections.abc import Callable, Iterator, Sequence

from index.attribution import gender
from index.attribution.quotations import words
from index.attribution.reported import Finding
from index.documents import Span
from index.parsing import Paragraph
from index.references import author, references

_FEWEST = 4  # words of a quotation that is no mere term
_INITIALS = re.compile(r"(?:-?[A-Z]\.?){1,4}")
_BETWEEN = re.compile(r"[.,]?\s*")


def cited(
    text: str,
    paragraph: Paragraph,
    quoted: Sequence[Span],
    is_known: Callable[[str], bool],
) -> Iterator[Finding]:
    """The quotations of a paragraph behind which a reference names the author, who is one where
    ``is_known`` says so of the surname, or the first name or initials tell."""
    found = references(text, *paragraph.span) if quoted else []
    for quotation in quoted:
        reference = next((r for r in found if r.start >= quotation.end), None)
        if reference is None or not _BETWEEN.fullmatch(text, quotation.end, reference.start):
            continue
        named = author(text, reference)
        run = paragraph.within(named) if named is not None else None
        if named is None or run is None or words(text, quotation) < _FEWEST:
            continue
        *first, last = text[slice(*named)].split()
        told = bool(first) and (
            gender.is_full_name([*first, last]) or _INITIALS.fullmatch(first[0])
        )
        if told or is_known(last):
            line = Span(quotation.start, reference.end)
            yield Finding(paragraph, (quotation,), line, None, None, 0.75, speaker=run[-1])
