"""Bodies that go by their initials as well, and names that look like common words: "the US" is the
United States and no pronoun, nor is "IT" one, and "Mrs May" is no verb.

Each is one word where words are compared (``as_words``), and all its forms where they are searched
for (``forms``). What other initials stand for is for the documents to tell.
"""

import re
from collections.abc import Sequence

_BODIES = {
    "EU": ["European Union"],
    "UAE": ["United Arab Emirates"],
    "UK": ["United Kingdom"],
    "UN": ["United Nations"],
    "US": ["United States", "United States of America", "USA"],
    "WHO": ["World Health Organization", "World Health Organisation"],
}
_PRONOUNS = ("US", "WHO")  # as texts are searched, in lower case
_LIKE_WORDS = ("UN", *_PRONOUNS)  # "tell us", "Kim Jong Un": in capitals alone, or behind "the"


def _word(name: str) -> str:
    return name.replace(" ", "")


def _dotted(initials: str) -> str:
    return ".".join(initials)


_SPELT = {
    form.upper(): _word(names[0])
    for initials, names in _BODIES.items()
    for each in (initials, *names)
    for form in ((each, _dotted(each)) if each.isupper() else (each,))
}


def _written(among_words: str) -> re.Pattern[str]:
    """How the names are written: in any case, but what looks like words behind "the" alone, or as
    ``among_words`` has it."""
    longest_first = sorted({*_SPELT}.difference(_LIKE_WORDS), key=len, reverse=True)
    like_words = "|".join((*_LIKE_WORDS, *map(str.lower, _LIKE_WORDS)))
    return re.compile(
        rf"(?<![\w.@/])(?=[EUWeuw])(?:(?ai:{'|'.join(map(re.escape, longest_first))})"
        rf"|(?:(?<=\b[Tt]he )|(?<=\bTHE ))(?:{like_words}){among_words})(?![\w@]|\.\w)"
    )


_FORMS = _written(f"|{'|'.join(_LIKE_WORDS)}")
_FORMS_IN_CAPITALS = _written("")
# No line in capitals, no month, no "May I" or "May the best one win"
_ALIKE = re.compile(
    r"(?<![A-Z]{2} )\bIT\b(?! [A-Z]{2})"
    r"|(?<!\d )(?<!\b[IiOo]n )(?<!-)(?<!ince )(?<!til )(?<!last )(?<!next )(?<!arly )(?<!ate )"
    r"\bMay\b(?! (?:\d|(?:an?|he|I|it|not|she|that|the|there|they|this|we|you)\b))"
)
_NAMES = {"it_": "IT", "may_": "May"} | {
    _word(names[0]).casefold(): names[0] for names in _BODIES.values()
}
_SEARCHED = {"it_": ["information technology"], "may_": ["may"]} | {
    _word(names[0]).casefold(): [
        names[0].casefold(),
        *([] if initials in _PRONOUNS else [initials.casefold()]),
        _dotted(initials.casefold()),
    ]
    for initials, names in _BODIES.items()
}


def as_words(text: str) -> str:
    """A text with each of these names as one word, "UnitedStates", "May_". What looks like words is
    none in a text of several words all in capitals, but behind "the"."""
    in_capitals = " " in text and text.isupper()
    written = _FORMS_IN_CAPITALS if in_capitals else _FORMS
    text = written.sub(lambda found: _SPELT[found[0].upper()], text)
    if in_capitals or ("IT" not in text and "May" not in text):
        return text
    return _ALIKE.sub(lambda found: f"{found[0]}_", text)


def name(word: str) -> str | None:
    """The name that a word of ``as_words`` in lower case stands for; None for any other word."""
    return _NAMES.get(word)


def forms(word: str) -> Sequence[str]:
    """What to search for in the place of such a word, in lower case, but for what is mostly a
    pronoun; nothing for any other word."""
    return _SEARCHED.get(word, ())
