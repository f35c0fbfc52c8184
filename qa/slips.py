"""Slips of the pen in names: how far one is from another, and how far it may be."""

from collections.abc import Sequence

from index.attribution import gender

_SHORTEST = 4  # letters of a name that one slip leaves to be told from others
_LONG = 9  # letters from which on two slips still make no other word


def is_slip_of_name(words: Sequence[str], known: Sequence[str]) -> bool:
    """Whether each word is the other's or a slip of it; where one is the very same, another that is
    long may begin differently, and one that is no first name itself may be short, but no two
    letters: the UK government is not the US government."""
    if all(map(is_slip, words, known)):
        return True
    apart = [(word, its) for word, its in zip(words, known, strict=True) if word != its]
    return len(apart) < len(known) and all(
        edits(word, its) <= 1
        and (
            len(its) >= _LONG
            or (word[0] == its[0] and len(word) > 2 and gender.of_name([word]) is None)
        )
        for word, its in apart
    )


def is_slip(word: str, known: str) -> bool:
    """Whether one is a slip of the other: the same beginning, and an edit or two apart."""
    if word == known:
        return True
    most = 2 if len(known) >= _LONG else 1 if len(known) >= _SHORTEST else 0
    alike = word[:1] == known[:1] and abs(len(word) - len(known)) <= most
    return alike and edits(word, known) <= most


def edits(word: str, known: str) -> int:
    """Letters put in, left out, changed or swapped with the next: the optimal string alignment."""
    before, row = list[int](), list(range(len(known) + 1))
    for i, letter in enumerate(word, start=1):
        last, before, row = before, row, [i]
        for j, other in enumerate(known, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == known[j - 2] and word[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
