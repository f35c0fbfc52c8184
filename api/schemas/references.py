"""References: a speaker or a document as other things name it."""

from datetime import date
from typing import Self

from api.schemas.base import Shown
from index import documents


class SpeakerReference(Shown):
    id: str
    name: str
    role: str | None

    @classmethod
    def of(cls, speaker: documents.Speaker) -> Self:
        return cls(id=speaker.id, name=speaker.name, role=speaker.role)


class SpeakerName(Shown):
    id: str
    name: str


class DocumentReference(Shown):
    id: str
    title: str
    published: date | None

    @classmethod
    def of(cls, stored: documents.StoredStatement) -> Self:
        """Of the document that a statement stands in."""
        return cls(id=stored.document_id, title=stored.title, published=stored.published)
