"""Bodies that go by their initials as well, and names that look like common words: "the US" is the
United States and no pronoun, nor is "IT" one, and "Mrs May" is no verb.

Each is one word where words are compared (``as_words``), and all its forms where they are searched
for (``forms``). What other initials stand for is for the documents to tell.
"""

import re
from collections.abc import Sequence
from functools import cache, partial

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


_NAMED = [name for names in _BODIES.values() for name in names]
_SPELT = {
    form.upper(): _word(names[0])
    for initials, names in _BODIES.items()
    for each in (initials, *names)
    for form in ((each, _dotted(each)) if each.isupper() else (each,))
}


# In any usual case. The pattern begins with one of six letters, which is found fast; what may stand
# before that is looked at where one of these is.
_LONGEST_FIRST = sorted(
    {written for form in (*_SPELT, *_NAMED) for written in (form, form.lower(), form.upper())},
    key=lambda form: (-len(form), form),
)
_END = r"(?![\w@]|\.\w)"
_FORMS = re.compile(rf"(?:{'|'.join(map(re.escape, _LONGEST_FIRST))}){_END}")
_WITHIN = "_.@/"  # behind these, as behind a letter, no name begins
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
    text = _FORMS.sub(partial(_as_word, in_capitals=in_capitals), text)
    if in_capitals or ("IT" not in text and "May" not in text):
        return text
    return _ALIKE.sub(lambda found: f"{found[0]}_", text)


def _as_word(found: re.Match[str], *, in_capitals: bool) -> str:
    form, before = found[0], found.string[max(0, found.start() - 4) : found.start()]
    if before and (before[-1].isalnum() or before[-1] in _WITHIN):
        return form
    like_word = form.upper() in _LIKE_WORDS and (in_capitals or form.islower())
    if like_word and before.casefold() != "the ":
        return form
    return _SPELT[form.upper()]


def holds(text: str, word: str) -> bool:
    """Whether a text has a name that is such a word, in any of its forms."""
    if word.endswith("_"):
        return _NAMES[word] in text and f"{_NAMES[word]}_" in as_words(text)
    in_capitals = " " in text and text.isupper()
    found = _of(word).finditer(text)
    return any(_as_word(each, in_capitals=in_capitals) != each[0] for each in found)


@cache
def _of(word: str) -> re.Pattern[str]:
    own = [form for form in _LONGEST_FIRST if _SPELT[form.upper()].casefold() == word]
    return re.compile(rf"(?:{'|'.join(map(re.escape, own))}){_END}")


def name(word: str) -> str | None:
    """The name that a word of ``as_words`` in lower case stands for; None for any other word."""
    return _NAMES.get(word)


def forms(word: str) -> Sequence[str]:
    """What to search for in the place of such a word, in lower case, but for what is mostly a
    pronoun; nothing for any other word."""
    return _SEARCHED.get(word, ())
