"""Countries and bodies that go by their initials as well: "the US" is the United States, and no
pronoun.

Each is one word where words are compared (``as_words``), and all its forms where they are searched
for (``forms``). What other initials stand for is for the documents to tell.
"""

import re
from collections.abc import Sequence

_NAMES = {
    "EU": "European Union", "UAE": "United Arab Emirates", "UK": "United Kingdom",
    "UN": "United Nations", "US": "United States", "WHO": "World Health Organization",
}  # fmt: skip
_LONGER = {"USA": "US", "United States of America": "US", "World Health Organisation": "WHO"}
_PRONOUNS = ("us", "who")  # in lower case, as texts are searched

_WORDS = {name.replace(" ", "").casefold(): name for name in _NAMES.values()}
_INITIALS = {name: initials for initials, name in _NAMES.items()}
_SPELT = {
    form: _NAMES[initials].replace(" ", "")
    for plain, initials in (
        *((name, initials) for initials, name in _NAMES.items()),
        *((initials, initials) for initials in _NAMES),
        *_LONGER.items(),
    )
    for form in ((plain, ".".join(plain)) if plain.isupper() else (plain,))
}
_HINTS = tuple({form[:3] if "." in form else form.split(" ")[0] for form in _SPELT})
_FORMS = re.compile(
    rf"(?<![\w.@/])(?P<form>{'|'.join(map(re.escape, sorted(_SPELT, key=len, reverse=True)))})"
    r"(?![\w@]|\.\w)"
)


def as_words(text: str) -> str:
    """A text with each of these names as one word, "UnitedStates"; as it is where it is all in
    capitals."""
    if not any(hint in text for hint in _HINTS) or text.isupper():
        return text
    return _FORMS.sub(lambda found: _SPELT[found["form"]], text)


def name(word: str) -> str | None:
    """The name that a word of ``as_words`` in lower case stands for; None for any other word."""
    return _WORDS.get(word)


def forms(word: str) -> Sequence[str]:
    """What to search for in the place of such a word, in lower case, but for what is mostly a
    pronoun; nothing for any other word."""
    if (full := name(word)) is None:
        return ()
    initials = _INITIALS[full].casefold()
    return [
        full.casefold(),
        *([] if initials in _PRONOUNS else [initials]),
        ".".join(initials),
    ]
