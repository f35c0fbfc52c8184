"""A text → its parse, by the real parser, loaded once for all tests of a run."""

from functools import cache

from index.attribution import attribute, on_record
from index.documents import Attribution, Document, Span
from index.parsing import Parsed, Parser


@cache
def parser() -> Parser:
    return Parser()


def parse(text: str) -> Parsed:
    return parser().parse(Document("d", "A title", text))


def place(text: str, words: str) -> Span:
    """Where words stand first in a text."""
    return Span(text.index(words), text.index(words) + len(words))


def attributed(text: str) -> Attribution:
    """What goes on record of a text, as an index stores it."""
    return on_record(attribute(parse(text)))


def said(text: str) -> list[tuple[str | None, str | None, str]]:
    """Who said it, by which cue, and what, in text order. The speaker is None where unnamed."""
    found = attributed(text)
    return [
        (
            found.profiles[s.speaker].name if s.speaker is not None else None,
            text[slice(*s.cue)] if s.cue else None,
            " … ".join(text[slice(*span)] for span in s.spans),
        )
        for s in found.statements
    ]


def roles(text: str) -> dict[str, str | None]:
    """The role of everybody who is on record."""
    return {profile.name: profile.role for profile in attributed(text).profiles}
