"""Figures however they are written: "3" is "three", "£20m" 20 million, "2nd" the second."""

import re

from qa.terms import words

_ONES = "one two three four five six seven eight nine".split()
_TEENS = """ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen""".split()
_TIES = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_IN_WORDS = (
    {word: n for n, word in enumerate([*_ONES, *_TEENS], start=1)}
    | {word: n for n, word in enumerate(_ORDINALS, start=1)}
    | {word: 10 * n for n, word in enumerate(_TIES, start=2)}
)
_NUMBER = re.compile(
    rf"\b(?:(?:{'|'.join(_TIES)})[- ](?:{'|'.join(_ONES)})|{'|'.join(_IN_WORDS)})\b", re.IGNORECASE
)
_ORDINAL = re.compile(r"(?<=\d)(?:nd|rd|st|th)$")
_SCALES = {"thousand": "k", "million": "m", "mn": "m", "billion": "bn", "trillion": "tn"}
_SCALE = re.compile(rf"(?<=\d)[- ]?({'|'.join(_SCALES)})\b", re.IGNORECASE)


def has_figures(text: str, claim: str) -> bool:
    """Whether every figure of the claim is in the text, be it in words there ("three")."""
    figures = _figures(claim)
    return not figures or figures <= _figures(_NUMBER.sub(_in_digits, text))


def _figures(text: str) -> set[str]:
    """Those in digits, "20 million" as "20m" and "2nd" as "2"."""
    scaled = _SCALE.sub(lambda found: _SCALES[found[1].casefold()], text)
    return {_ORDINAL.sub("", word) for word in words(scaled) if word[0].isdigit()}


def _in_digits(found: re.Match[str]) -> str:
    return str(sum(_IN_WORDS[word] for word in re.split("[- ]", found[0].casefold())))
