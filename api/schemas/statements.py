"""Statements: who said what."""

from collections.abc import Sequence
from typing import Self

from api.schemas.base import Range, Shown
from api.schemas.references import DocumentReference, SpeakerReference
from index import documents
from index.documents import Kind
from qa import replies
from qa.replies import Stance


class Asked(Shown):
    """The question that an answer in a transcript is to, in the words of who asks."""

    text: str
    span: Range


class Repetition(Shown):
    """Where else a statement stands, in the words it has there."""

    id: str
    text: str
    spans: list[Range]
    sentence: Range
    document: DocumentReference
    passage: str | None

    @classmethod
    def of(cls, stored: documents.StoredStatement) -> Self:
        return cls(
            id=stored.id,
            text=stored.text,
            spans=list(stored.spans),
            sentence=stored.sentence,
            document=DocumentReference.of(stored),
            passage=stored.passage_id,
        )


class Statement(Shown):
    """Who said what: ``text`` is the content spans, joined by " … ". It is listed once, with the
    other places where the same is on record. ``asked`` is not the speaker's.

    ``kind``: the speaker's own words in quotation marks (direct), the document's wording of them
    (indirect), partly both (mixed), or uninterrupted in a transcript or a message (turn).
    ``speaker`` is null where the source has no name ("officials"). ``confidence`` is the chance
    that words and speaker are right; ``score`` compares within one reply only.
    """

    id: str
    speaker: SpeakerReference | None
    source_text: str
    kind: Kind
    cue: str | None
    asked: Asked | None
    text: str
    spans: list[Range]
    sentence: Range
    document: DocumentReference
    passage: str | None
    confidence: float
    score: float | None
    stance: Stance | None
    repeated_in: list[Repetition]

    @classmethod
    def of(
        cls,
        stored: documents.StoredStatement,
        score: float | None = None,
        stance: Stance | None = None,
        repeated_in: Sequence[documents.StoredStatement] = (),
    ) -> Self:
        return cls(
            id=stored.id,
            speaker=SpeakerReference.of(stored.speaker) if stored.speaker else None,
            source_text=stored.source_text,
            kind=stored.kind,
            cue=stored.cue,
            asked=Asked(text=stored.asked_text, span=stored.asked) if stored.asked else None,
            text=stored.text,
            spans=list(stored.spans),
            sentence=stored.sentence,
            document=DocumentReference.of(stored),
            passage=stored.passage_id,
            confidence=stored.confidence,
            score=score,
            stance=stance,
            repeated_in=[Repetition.of(each) for each in repeated_in],
        )

    @classmethod
    def found(cls, found: replies.FoundStatement) -> Self:
        return cls.of(found.statement, found.score, found.stance, found.repeated_in)
