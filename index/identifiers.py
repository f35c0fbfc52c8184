"""Identifiers of speakers: readable, and the same however fully a document names somebody."""

import re

from index.documents import SpeakerKind
from index.people import short_name
from index.store import Snapshot

_PREFIXES = {"government": "gov-", "organisation": "org-", "person": ""}


def identifier(name: str, kind: SpeakerKind) -> str:
    """john-kirby, of John F. Kirby; org-ann-lee, of a body that is called Ann Lee."""
    if kind != "person":
        return _PREFIXES[kind] + slug(name)
    short = slug(short_name(name))
    taken = short.startswith(tuple(filter(None, _PREFIXES.values())))
    return f"person-{short}" if taken else short


def slug(name: str) -> str:
    plain = re.sub(r"['’]s?\b", "", name.casefold())
    return "-".join(re.findall(r"\w+", plain)) or "unnamed"


def successor(snapshot: Snapshot, id: str) -> str | None:
    """The one speaker to whom a name belongs that would have this identifier by itself.

    So an identifier goes on leading to its speaker after names were merged, and after a fuller name
    came up; None where several or none are left. Looks at every name there is.
    """
    kinds: tuple[SpeakerKind, ...] = ("person", "organisation", "government")
    found = {
        speaker
        for alias, speaker in snapshot.aliases()
        if any(identifier(alias, kind) == id for kind in kinds)
    }
    return found.pop() if len(found) == 1 else None
