"""Who gives the statement to the police or to a court that a document is: "Statement of: Ada Lunt",
"I, Ada Lunt, will say as follows:", or "Signed: A. Lunt" below."""

from __future__ import annotations

import re

from index.attribution import gender
from index.attribution.authors import FULL_NAME, full_name

_HEAD, _END = 2000, 400  # characters of a document that are looked at
_MARKS = r"[ \t*_#]*"
# By the word alone, whoever it is; and "Statement of Financial Position", which is nobody
_SURELY = re.compile(
    rf"^{_MARKS}(?i:(?:\w+ )?witness statement (?:of|by):?|affidavit (?:of|by):?"
    rf"|(?:statement|declaration|deposition) (?:of|by):|(?:name of )?witness:){_MARKS}"
    rf"(?P<who>{FULL_NAME})(?:,[^\n]*|{_MARKS})$",
    re.MULTILINE,
)
_SWORN = re.compile(  # wherever it stands, as in a proclamation: "NOW, THEREFORE, I, Ada Lunt, …"
    rf"^{_MARKS}(?:NOW,? THEREFORE,? )?I, (?P<who>{FULL_NAME}),[^.]{{0,200}}?"
    r"\b(?:will say|hereby|solemnly|make oath|declare|swear|affirm|depose|state)\b",
    re.MULTILINE,
)
_LIKELY = re.compile(
    rf"^{_MARKS}(?i:(?:statement|declaration|deposition|testimony) (?:of|by)){_MARKS}"
    rf"(?P<who>{FULL_NAME})(?:,[^\n]*|{_MARKS})$",
    re.MULTILINE,
)
_SIGNED = re.compile(
    rf"^{_MARKS}(?i:\(?signed[:)]|signature:){_MARKS}(?P<who>{FULL_NAME}){_MARKS}(?:,[^\n]*)?$",
    re.MULTILINE,
)


def witness(text: str) -> str | None:
    """The full name; None where no line says so, or two people are named."""
    head = text[:_HEAD]
    surely = (*_SURELY.finditer(head), *_SWORN.finditer(text))
    names = {_name(found["who"]) for found in surely}
    names |= {_name(found["who"], told=False) for found in _LIKELY.finditer(head)}
    if not names:
        end = max(0, len(text) - _END)
        names = {_name(found["who"]) for found in _SIGNED.finditer(text, end)}
    return names.pop() if len(names) == 1 else None


def _name(words: str, *, told: bool = True) -> str | None:
    """A full name; where nothing else has ``told`` that it is one, a title or first name has to."""
    called = full_name(words)
    if called is None or called.name is None:
        return None
    told = told or called.honorific is not None or gender.has_first_name(called.name.split())
    return called.name if told else None
