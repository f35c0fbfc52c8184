"""Whether words can be somebody's name in another form: a part of it, or its initials."""

from index.attribution import gender
from index.attribution.short_forms import is_short_for

SMALL = frozenset("a and at by de for in of on or the to with".split())
"""Words of a name that its initials may leave out."""


def is_initials(letters: str, name: tuple[str, ...]) -> bool:
    """Whether letters are those that the words of a name begin with, of small words or not: BoE,
    FDA."""
    every = "".join(word[0] for word in name)
    telling = "".join(word[0] for word in name if word not in SMALL)
    return letters.casefold() in (every, telling)


def is_part(part: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether words are a name with others left out, with a given name in short or in full, or with
    the surname in front: Lula da Silva, of Luiz Inácio Lula da Silva; Joe Walker, of Joseph Walker;
    Dolores Huerta, of Dolores Huerta Rey, but no William Howard of William Howard Lind."""
    if len(part) < 2 or len(name) < 2:
        return False
    rest = iter(name)
    in_order = all(any(_is_given(word, known) for known in rest) for word in part)
    ends = part[-1] == name[-1] or not gender.has_first_name([part[-1].title(), ""])
    return (in_order and ends) or (*part[1:], part[0]) == name


def _is_given(word: str, known: str) -> bool:
    return word == known or is_short_for(word, known) or is_short_for(known, word)
