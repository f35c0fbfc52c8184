"""What an office is for, where others of the same name are for something else: who is the defence
minister is no foreign minister, and an auditor general no attorney general."""

from __future__ import annotations

from collections.abc import Iterable

_CHARGES = frozenset(
    """agriculture attorney auditor budget business climate commerce culture defence defense
    development economy education energy environment executive exterior finance financial fisheries
    foreign health home housing immigration industry interior justice labor labour legal medical
    operating prime press solicitor surgeon technology tourism trade transport transportation
    treasury""".split()
)
_ALIKE = {
    "defense": "defence", "exterior": "foreign", "financial": "finance", "labor": "labour",
    "transportation": "transport",
}  # fmt: skip


def charges(words: Iterable[str]) -> set[str]:
    """Of the words of a role, in lower case, those that say what it is for."""
    return {_ALIKE.get(word, word) for word in words if word in _CHARGES}


def are_opposed(said: Iterable[str], told: Iterable[str]) -> bool:
    """Whether both say what an office is for, and not the same."""
    ours, theirs = charges(said), charges(told)
    return bool(ours and theirs) and ours.isdisjoint(theirs)
