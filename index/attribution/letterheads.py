"""The body that a release is by, as its first line has it: "MINISTRY OF FOREIGN AFFAIRS OF OLAND",
of which it goes on to tell as "the Ministry"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.vocabulary import JOINS
from index.parsing import Paragraph, Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Span as Run

_BODIES = lexicon.BODIES.keys() | lexicon.STATE_BODIES


def letterhead(parsed: Parsed) -> tuple[Paragraph, Run] | None:
    """The first paragraph and all of its words, where they are nothing but such a name."""
    first = next(iter(parsed.paragraphs), None)
    words = [t for t in first.tokens if not t.is_space] if first else []
    if first is None or len(words) < 3 or words[1].lower_ != "of":
        return None
    proper = all(t.text[0].isupper() or t.lower_ in JOINS for t in words)
    noun = words[0].text.title()
    told = re.search(rf"\b[Tt]he {re.escape(noun)} [a-z]", parsed.document.text)
    if not (proper and told and words[0].lower_ in _BODIES):
        return None
    return first, first.doc[words[0].i : words[-1].i + 1]
