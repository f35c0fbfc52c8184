"""What somebody is called between given name and surname: Steve “Sparky” Holt, Ann (Nan) Lind."""

from __future__ import annotations

import re

from index.attribution import gender
from index.attribution.vocabulary import CAPITALISED, PARTICLES
from index.documents import Span

_NICKNAME = rf" [\"'“‘(](?:[Tt]he )?(?P<nickname>{CAPITALISED})[\"'”’)] "
_GIVEN = re.compile(rf"\b(?P<given>{CAPITALISED}){_NICKNAME}$")
_FAMILY = re.compile(
    rf"{_NICKNAME}(?P<family>(?:(?:{'|'.join(sorted(PARTICLES))}) )*{CAPITALISED})\b"
)
_LONGEST = 60  # characters in front of a surname


def nicknamed(text: str, name: Span) -> tuple[str, str] | None:
    """The full name, and the nickname, of which a name in a text is the given name or the surname;
    None where no first name tells that, as in "Lind (Labour) Rey"."""
    words = text[slice(*name)]
    if " " in words:
        return None
    before = _GIVEN.search(text, max(0, name.start - _LONGEST), name.start)
    if before and gender.is_full_name([before["given"], words]):
        return f"{before['given']} {words}", before["nickname"]
    behind = _FAMILY.match(text, name.end)
    if behind and gender.is_full_name([words, behind["family"]]):
        return f"{words} {behind['family']}", behind["nickname"]
    return None
