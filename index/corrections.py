"""Corrections: what a user says of who is who, where the rules of ``index.speakers`` are wrong.

A name stands for whom the documents call so, in any case, with or without "the" and titles. With
the path of a document it stands for the one of that name in that document alone, and the same name
without one then for all the others.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal, NamedTuple

from index.documents import SpeakerKind


class Called(NamedTuple):
    """A name, over all documents or in the one at ``document``, a path relative to the folder."""

    name: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """All these names are one speaker. ``name``, one of the names too, is what the speaker is
    shown by, else the first of them; ``role`` and ``kind`` replace what the documents say."""

    names: tuple[Called, ...]
    name: str | None = None
    role: str | None = None
    kind: SpeakerKind | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """No two of these names are one speaker, whatever the rules say."""

    names: tuple[Called, ...]


Correction = Same | Apart


class Contradiction(ValueError):
    """Names that are to be one speaker and two. ``place``: of the ``Apart`` among its kind."""

    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that is corrected; of two ``Same`` for one speaker the later has the last word."""

    same: tuple[Same, ...] = ()
    apart: tuple[Apart, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.same or self.apart)

    def __iter__(self) -> Iterator[Correction]:
        yield from self.same
        yield from self.apart

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str | None) -> "Corrections":
        given = json.loads(stored) if stored else {}
        return cls(
            tuple(Same(**each | {"names": _called(each)}) for each in given.get("same", ())),
            tuple(Apart(_called(each)) for each in given.get("apart", ())),
        )


def _called(stored: dict[str, list[list[str | None]]]) -> tuple[Called, ...]:
    return tuple(Called(str(name), document) for name, document in stored["names"])


def correction_id(correction: Correction) -> str:
    """The same for the same correction, wherever it stands."""
    kind: Literal["same", "apart"] = "same" if isinstance(correction, Same) else "apart"
    written = json.dumps([kind, asdict(correction)], sort_keys=True)
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:12]
