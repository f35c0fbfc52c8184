"""Passages: runs of sentences, with who speaks in them."""

from collections.abc import Sequence
from typing import Self

from api.schemas.base import Range, Shown
from api.schemas.references import DocumentReference, SpeakerName
from index import documents
from qa import replies


class Copy(Shown):
    """Another passage with the same text."""

    id: str
    document: DocumentReference
    start: int
    end: int

    @classmethod
    def of(cls, copy: replies.Copy) -> Self:
        passage = copy.passage
        return cls(
            id=passage.id,
            document=DocumentReference(
                id=passage.document_id, title=copy.title, published=copy.published
            ),
            start=passage.start,
            end=passage.end,
        )


class Passage(Shown):
    """``highlights`` are the words that answer, in the document's offsets; ``place`` is where the
    passage stands in the file ("page 3"), null in a file of one piece; ``also_in`` are the places
    of the same text, which are not listed beside it."""

    id: str
    document: DocumentReference
    start: int
    end: int
    text: str
    place: str | None
    score: float
    speakers: list[SpeakerName]
    highlights: list[Range]
    also_in: list[Copy]

    @classmethod
    def found(cls, found: replies.FoundPassage) -> Self:
        passage = found.passage
        return cls(
            id=passage.id,
            document=DocumentReference(
                id=passage.document_id, title=found.title, published=found.published
            ),
            start=passage.start,
            end=passage.end,
            text=passage.text,
            place=passage.place,
            score=found.score,
            speakers=[SpeakerName(id=each.id, name=each.name) for each in found.speakers],
            highlights=list(found.highlights),
            also_in=[Copy.of(each) for each in found.also_in],
        )


class StoredPassage(Shown):
    """A passage and who speaks in it, as `onrecord export --passages` writes it."""

    id: str
    document: DocumentReference
    start: int
    end: int
    text: str
    speakers: list[SpeakerName]

    @classmethod
    def of(
        cls,
        document: documents.Document,
        passage: documents.Passage,
        statements: Sequence[documents.StoredStatement],
    ) -> Self:
        speakers = {each.speaker.id: each.speaker.name for each in statements if each.speaker}
        return cls(
            id=passage.id,
            document=DocumentReference(
                id=document.id, title=document.title, published=document.published
            ),
            start=passage.start,
            end=passage.end,
            text=passage.text,
            speakers=[SpeakerName(id=id, name=name) for id, name in speakers.items()],
        )
