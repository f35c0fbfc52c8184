"""Speakers: everyone who is on record, and why their names are one."""

from collections.abc import Sequence
from typing import Self

from api.schemas.base import Shown
from api.schemas.references import DocumentReference
from index import documents, store
from index.documents import SpeakerKind
from qa import summary

LARGEST_EVIDENCE = 20  # documents of a name
LARGEST_SUMMARY = 200  # documents of a speaker


class Speaker(Shown):
    id: str
    name: str
    role: str | None
    kind: SpeakerKind
    aliases: list[str]
    statement_count: int
    document_count: int

    @classmethod
    def of(cls, speaker: documents.Speaker) -> Self:
        return cls.model_validate(speaker, from_attributes=True)


class Evidence(Shown):
    """Why a name is a speaker's: the rule, and the latest documents of ``document_count``."""

    alias: str
    rule: documents.Rule
    documents: list[DocumentReference]
    document_count: int

    @classmethod
    def of(cls, evidence: store.Evidence) -> Self:
        return cls(
            alias=evidence.alias,
            rule=evidence.rule,
            documents=[
                DocumentReference.model_validate(each, from_attributes=True)
                for each in evidence.documents[:LARGEST_EVIDENCE]
            ],
            document_count=len(evidence.documents),
        )


class SpeakerWithEvidence(Speaker):
    """``evidence``: why these names were put together."""

    evidence: list[Evidence]

    @classmethod
    def whole(cls, speaker: documents.Speaker, evidence: Sequence[store.Evidence]) -> Self:
        shown = Speaker.of(speaker).model_dump()
        return cls(**shown, evidence=[Evidence.of(each) for each in evidence])


class SpeakerDocument(Shown):
    document: DocumentReference
    statement_count: int


class SpeakerMonth(Shown):
    """``month``: as in "2024-10", null for documents without a date."""

    month: str | None
    statement_count: int


class SpeakerTopic(Shown):
    """``word`` is in ``statement_count`` of the speaker's statements (of the latest thousand)."""

    word: str
    statement_count: int


class SpeakerSummary(Shown):
    """The counts keep to the filters. ``documents``: the latest of ``document_count``; ``topics``:
    the words that set the speaker's statements apart from all others, the most telling first."""

    statement_count: int
    document_count: int
    documents: list[SpeakerDocument]
    months: list[SpeakerMonth]
    topics: list[SpeakerTopic]

    @classmethod
    def of(cls, made: summary.Summary) -> Self:
        return cls(
            statement_count=sum(each.statement_count for each in made.documents),
            document_count=len(made.documents),
            documents=[
                SpeakerDocument.model_validate(each, from_attributes=True)
                for each in made.documents[:LARGEST_SUMMARY]
            ],
            months=[
                SpeakerMonth(
                    month=each.first.isoformat()[:7] if each.first else None,
                    statement_count=each.statement_count,
                )
                for each in made.months
            ],
            topics=[
                SpeakerTopic.model_validate(each, from_attributes=True) for each in made.topics
            ],
        )
