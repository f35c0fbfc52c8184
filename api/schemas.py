"""Schemas: what goes over HTTP, and what ``--json`` prints. The contract is in DESIGN.md."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from index import documents, store
from index.documents import Kind, PlaceKind, SpeakerKind
from qa import replies, stages, summary
from qa.replies import LONGEST_QUESTION, Intent, Reason, Stance

LARGEST_LIMIT = 100
LARGEST_OFFSET = 1_000_000
LARGEST_HISTORY = 500  # messages
LARGEST_EVIDENCE = 20  # documents of a name
LARGEST_SUMMARY = 200  # documents of a speaker

Range = tuple[int, int]
"""Unicode code points of the document's text, half open."""


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def _number(value: object) -> object:
    """Pydantic takes "8" and true for numbers, too."""
    if isinstance(value, (str, bool)):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return value


def _date(value: object) -> object:
    """Pydantic takes seconds and instants for dates, too."""
    if type(value) is date:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return value
    raise PydanticCustomError("date_type", "Input should be a valid date, as in 2024-10-23")


# No two of Python, Pydantic and JSON Schema's patterns (ECMA-262) take the same for space: here is
# what any of them does.
_NO_SPACE = r"[^\s\u001c-\u001f\u0085\ufeff]"


def _something(value: str) -> str:
    if not re.search(_NO_SPACE, value):
        raise PydanticCustomError("string_too_short", "Input is blank", {"min_length": 1})
    return value


Whole = Annotated[int, BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_date)]
NotBlank = AfterValidator(_something)
ShownNotBlank = Field(json_schema_extra={"pattern": _NO_SPACE})
"""What makes a text have something in it when it is stripped, and the OpenAPI document say so."""
QuestionText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION),
    NotBlank,
    ShownNotBlank,
]
Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_Item = TypeVar("_Item")


class _Given(BaseModel):
    """What a client sends; a field that is not known is most likely one that is misspelt."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _Shown(BaseModel):
    """What a client gets."""

    model_config = ConfigDict(frozen=True)


class Message(_Given):
    role: Literal["user", "assistant"]
    content: str


class Filters(_Given):
    """Joined by *and*; the dates are inclusive and leave out documents without a date."""

    speakers: list[Id] = Field(default_factory=list, max_length=LARGEST_LIMIT)
    documents: list[Id] = Field(default_factory=list, max_length=LARGEST_LIMIT)
    published_from: Day | None = None
    published_to: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.published_from and self.published_to and self.published_from > self.published_to:
            raise ValueError("filters.published_from is after filters.published_to.")
        return self

    def to_filter(self) -> store.Filter:
        return store.Filter(
            speakers=frozenset(self.speakers),
            documents=frozenset(self.documents),
            published_from=self.published_from,
            published_to=self.published_to,
        )


class AskRequest(_Given):
    """``limit`` and ``offset`` page through the statements; ``history`` is oldest first; with
    ``timings`` the reply says how long each stage took."""

    question: QuestionText
    history: list[Message] = Field(default_factory=list, max_length=LARGEST_HISTORY)
    filters: Filters = Field(default_factory=Filters)
    limit: Whole = Field(8, ge=1, le=LARGEST_LIMIT)
    offset: Whole = Field(0, ge=0, le=LARGEST_OFFSET)
    timings: StrictBool = False

    def to_question(self) -> replies.Question:
        return replies.Question(
            text=self.question,
            history=tuple(replies.Turn(turn.role, turn.content) for turn in self.history),
            filters=self.filters.to_filter(),
            limit=self.limit,
            offset=self.offset,
        )


class SpeakerReference(_Shown):
    id: str
    name: str
    role: str | None

    @classmethod
    def of(cls, speaker: documents.Speaker) -> Self:
        return cls(id=speaker.id, name=speaker.name, role=speaker.role)


class SpeakerName(_Shown):
    id: str
    name: str


class DocumentReference(_Shown):
    id: str
    title: str
    published: date | None


class Repetition(_Shown):
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
            document=DocumentReference(
                id=stored.document_id, title=stored.title, published=stored.published
            ),
            passage=stored.passage_id,
        )


class Statement(_Shown):
    """Who said what: ``text`` is the content spans, joined by " … ". It is listed once, with the
    other places where the same is on record."""

    id: str
    speaker: SpeakerReference | None
    source_text: str
    kind: Kind
    cue: str | None
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
            text=stored.text,
            spans=list(stored.spans),
            sentence=stored.sentence,
            document=DocumentReference(
                id=stored.document_id, title=stored.title, published=stored.published
            ),
            passage=stored.passage_id,
            confidence=stored.confidence,
            score=score,
            stance=stance,
            repeated_in=[Repetition.of(each) for each in repeated_in],
        )

    @classmethod
    def found(cls, found: replies.FoundStatement) -> Self:
        return cls.of(found.statement, found.score, found.stance, found.repeated_in)


class Copy(_Shown):
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


class Passage(_Shown):
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


class StoredPassage(_Shown):
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


class Sentence(_Shown):
    """``citations``: the ids of the passages that the sentence rests on."""

    text: str
    citations: list[str]


class Words(_Shown):
    """A range of the passage's document."""

    text: str
    passage: str
    start: int
    end: int


class Answer(_Shown):
    """``words``: the shortest exact words that answer."""

    text: str
    words: Words | None
    sentences: list[Sentence]


class NearestStatement(_Shown):
    type: Literal["statement"] = "statement"
    statement: Statement


class NearestPassage(_Shown):
    type: Literal["passage"] = "passage"
    passage: Passage


class NearestSpeaker(_Shown):
    type: Literal["speaker"] = "speaker"
    speaker: SpeakerReference


Nearest = Annotated[NearestStatement | NearestPassage | NearestSpeaker, Field(discriminator="type")]


def _nearest(
    found: replies.FoundStatement | replies.FoundPassage | documents.Speaker,
) -> NearestStatement | NearestPassage | NearestSpeaker:
    match found:
        case replies.FoundStatement():
            return NearestStatement(statement=Statement.found(found))
        case replies.FoundPassage():
            return NearestPassage(passage=Passage.found(found))
        case documents.Speaker():
            return NearestSpeaker(speaker=SpeakerReference.of(found))


class Refusal(_Shown):
    """Why there is no answer, and the nearest thing there is."""

    reason: Reason
    message: str
    nearest: list[Nearest]


class Dropped(_Shown):
    """A sentence that the language model wrote and that is not in the answer."""

    text: str
    reason: str


class Wording(_Shown):
    """Whose words the answer's sentences are. ``model`` was asked, ``note`` is what went wrong."""

    by: Literal["sources", "model"]
    model: str | None
    dropped: list[Dropped]
    note: str | None

    @classmethod
    def of(cls, wording: replies.Wording) -> Self:
        return cls(
            by=wording.by,
            model=wording.model,
            dropped=[Dropped(text=each.text, reason=each.reason) for each in wording.dropped],
            note=wording.note,
        )


class Timings(_Shown):
    """Milliseconds: reading the question, its vector, the search, the reader, a language model's
    wording, and the rest, which is putting the reply together; ``took_ms`` is all of them."""

    understanding: float
    embedding: float
    search: float
    reading: float
    wording: float
    rest: float

    @classmethod
    def of(cls, timings: stages.Timings, seconds: float) -> Self:
        parts = timings.seconds
        rest = seconds - sum(parts.values())
        return cls(**{name: _ms(part) for name, part in parts.items()}, rest=_ms(max(rest, 0.0)))


class Reply(_Shown):
    """Either ``answer`` or ``refusal`` is null. ``took_ms`` is the server's own time; ``timings``
    are null where they were not asked for."""

    question: str
    standalone_question: str
    intent: Intent
    answered: bool
    answer: Answer | None
    refusal: Refusal | None
    statements: list[Statement]
    statements_total: int
    passages: list[Passage]
    wording: Wording
    generation: int
    took_ms: float
    timings: Timings | None

    @classmethod
    def of(
        cls, reply: replies.Reply, seconds: float, timings: stages.Timings | None = None
    ) -> Self:
        refusal = reply.refusal
        return cls(
            question=reply.question,
            standalone_question=reply.standalone,
            intent=reply.intent,
            answered=reply.answered,
            answer=None
            if refusal
            else Answer(
                text=reply.text,
                words=Words(
                    text=reply.words.text,
                    passage=reply.words.passage_id,
                    start=reply.words.span.start,
                    end=reply.words.span.end,
                )
                if reply.words
                else None,
                sentences=[
                    Sentence(text=each.text, citations=list(each.citations))
                    for each in reply.sentences
                ],
            ),
            refusal=Refusal(
                reason=refusal.reason,
                message=refusal.message,
                nearest=[_nearest(each) for each in refusal.nearest],
            )
            if refusal
            else None,
            statements=[Statement.found(each) for each in reply.statements],
            statements_total=reply.statements_total,
            passages=[Passage.found(each) for each in reply.passages],
            wording=Wording.of(reply.wording),
            generation=reply.generation,
            took_ms=_ms(seconds),
            timings=Timings.of(timings, seconds) if timings else None,
        )


class Page(_Shown, Generic[_Item]):
    """A part of a list: ``total`` is how many there are in all, ``next`` the cursor of what
    follows, null at the end."""

    items: list[_Item]
    total: int
    limit: int
    offset: int
    next: str | None = None


class Speaker(_Shown):
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


class Evidence(_Shown):
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


class SpeakerDocument(_Shown):
    document: DocumentReference
    statement_count: int


class SpeakerMonth(_Shown):
    """``month``: as in "2024-10", null for documents without a date."""

    month: str | None
    statement_count: int


class SpeakerTopic(_Shown):
    """``word`` is in ``statement_count`` of the speaker's statements (of the latest thousand)."""

    word: str
    statement_count: int


class SpeakerSummary(_Shown):
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


class Document(_Shown):
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


class Place(_Shown):
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
