"""Documents: what is indexed."""

from datetime import date
from typing import Self

from api.schemas.base import Shown
from index import store
from index.documents import PlaceKind


class Document(Shown):
    """``paths`` are the files that hold it, relative to the folder of documents."""

    id: str
    title: str
    published: date | None
    origin: str | None
    author: str | None
    language: str | None
    paths: list[str]
    passage_count: int
    statement_count: int

    @classmethod
    def of(cls, stored: store.StoredDocument) -> Self:
        document = stored.document
        return cls(
            id=document.id,
            title=document.title,
            published=document.published,
            origin=document.origin,
            author=document.author,
            language=document.language,
            paths=list(stored.paths),
            passage_count=stored.passage_count,
            statement_count=stored.statement_count,
        )


class Place(Shown):
    """A page, slide, sheet, chapter or record of the file, and the range of the text it holds."""

    start: int
    end: int
    kind: PlaceKind
    name: str


class DocumentWithText(Document):
    """All offsets point into ``text``."""

    places: list[Place]
    text: str

    @classmethod
    def whole(cls, stored: store.StoredDocument) -> Self:
        document = stored.document
        return cls(
            **Document.of(stored).model_dump(),
            places=[Place.model_validate(each._asdict()) for each in document.places],
            text=document.text,
        )
