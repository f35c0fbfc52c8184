"""Who denies that somebody said a thing: "The port denies that Lind told them to wait", "Lind
denied having said so". It contradicts who reports it, and not Lind."""

import re
from collections.abc import Sequence

from index.documents import Speaker, StoredStatement
from qa.stances import denies_by_cue
from qa.terms import Coverage
from qa.verbs import SAY

_TITLE = r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?(?:[A-Z][\w’'-]+ )*"
_EVER = r"(?:ever |had |has |have )*"
_MADE = r"made (?:the|that|this|any|such an?) (?:claim|comment|remark|statement|threat|promise)s?\b"
_HAVING = re.compile(
    r"^(?:ever )?(?:having (?:ever )?(?:said|told|made)|saying|telling"
    r"|making (?:the|that|any|such))\b"
)
_WHATEVER = re.compile(rf"\b{_MADE}|\b(?:said|saying) (?:so|it|that|this)\b")
_SOME = 0.3  # share of the topic's words, by weight


def is_of_saying(statement: StoredStatement, speakers: Sequence[Speaker]) -> bool:
    """Whether what it denies is that one of the speakers said something."""
    if not denies_by_cue(statement):
        return False
    if statement.speaker in speakers and _HAVING.match(statement.text):
        return True
    surnames = "|".join(re.escape(s.name.split()[-1]) for s in speakers)
    said = rf"^(?:that )?{_TITLE}(?:{surnames}) {_EVER}(?:{_MADE}|(?:{SAY})\b)"
    return bool(surnames) and re.match(said, statement.text) is not None


def of_topic(statement: StoredStatement, covers: Coverage | None) -> bool:
    """Whether what is denied is that a thing on the topic was said, or whatever was; ``covers``
    weighs the topic's words, where there is one."""
    told = covers is None or covers(statement.text) >= _SOME
    return told or _WHATEVER.search(statement.text) is not None
