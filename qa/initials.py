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


def _word(name: str) -> str:
    return name.replace(" ", "")


def _dotted(initials: str) -> str:
    return ".".join(initials)


_SPELT = {
    form: _word(names[0])
    for initials, names in _BODIES.items()
    for each in (initials, *names)
    for form in ((each, _dotted(each)) if each.isupper() else (each,))
}
_LONGEST_FIRST = sorted(_SPELT, key=len, reverse=True)
_FORMS = re.compile(rf"(?<![\w.@/])(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})(?![\w@]|\.\w)")
# No line in capitals, no month, no "May I" or "May the best one win"
_ALIKE = re.compile(
    r"(?<![A-Z]{2} )\bIT\b(?! [A-Z]{2})"
    r"|(?<!\d )(?<!\b[IiOo]n )(?<!-)(?<!ince )(?<!til )(?<!last )(?<!next )(?<!arly )(?<!ate )"
    r"\bMay\b(?! (?:\d|(?:an?|he|I|it|not|she|that|the|there|they|this|we|you)\b))"
)
_HINTS = ("IT", "May", *{form[:3] if "." in form else form.split(" ")[0] for form in _SPELT})
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
    """A text with each of these names as one word, "UnitedStates", "May_"; as it is where it is
    several words all in capitals."""
    if not any(hint in text for hint in _HINTS) or (" " in text and text.isupper()):
        return text
    text = _FORMS.sub(lambda found: _SPELT[found[0]], text)
    return _ALIKE.sub(lambda found: f"{found[0]}_", text)


def name(word: str) -> str | None:
    """The name that a word of ``as_words`` in lower case stands for; None for any other word."""
    return _NAMES.get(word)


def forms(word: str) -> Sequence[str]:
    """What to search for in the place of such a word, in lower case, but for what is mostly a
    pronoun; nothing for any other word."""
    return _SEARCHED.get(word, ())
