"""Words as the catalogue looks them up: full-text expressions, and names by any of their words."""

import re
from collections.abc import Iterable, Sequence

from index import accents

_WORD = re.compile(r"\w+")


def phrase(text: str) -> str | None:
    """A full-text expression for these words side by side; None where there is no word.

    Nothing in the text is taken for syntax: it becomes one string, which the index splits and stems
    as it did the rows.
    """
    # FTS5 reads a C string, so NUL would end it; lone surrogates are no UTF-8.
    plain = text.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
    return '"' + plain.replace('"', '""') + '"' if _WORD.search(plain) else None


def any_of(words: Iterable[str]) -> str | None:
    """A full-text expression for any of these words; None where there is none."""
    distinct = {word.casefold(): word for word in sorted(words)}
    return " OR ".join(filter(None, map(phrase, distinct.values()))) or None


def fold(name: str) -> str:
    """A name without case, accents and needless space: what is compared when one is typed."""
    return " ".join(accents.without(name.casefold()).split())


def beginnings(names: Sequence[str]) -> set[str]:
    """The folded names, from each of their words on: "john kirby" and "kirby"."""
    folded = map(fold, names)
    return {name[word.start() :] for name in folded for word in _WORD.finditer(name)}
