"""Whom a document is about, where its title is a name: "Lind, Sir Josiah (1851–1926), engineer"."""

from __future__ import annotations

import re

from index.attribution import gender
from index.attribution.authors import FULL_NAME, full_name
from index.attribution.vocabulary import CAPITALISED

_YEARS = r"[ \t]*[(\[](?:b(?:orn|\.)?|c\.?)? ?\d{3,4}\b[^()\[\]]*[)\]]"
_INVERTED = re.compile(
    rf"(?P<last>{CAPITALISED}(?: {CAPITALISED})?), "
    rf"(?P<first>{CAPITALISED}(?: {CAPITALISED}){{0,4}}){_YEARS}.*"
)
_PLAIN = re.compile(rf"(?P<name>{FULL_NAME})(?P<years>{_YEARS}.*)?")


def subject(title: str) -> str | None:
    """The full name; None where a title says more, or other things, than a name and years do."""
    title = " ".join(title.strip("*_# ").split())
    if found := _INVERTED.fullmatch(title):
        called = full_name(f"{found['first']} {found['last']}")
        return called.name if called else None
    found = _PLAIN.fullmatch(title)
    called = full_name(found["name"]) if found else None
    name = called.name if called else None
    told = found is not None and found["years"] is not None
    return name if name and (told or gender.is_full_name(name.split())) else None
