"""Replies: an answer or a refusal, with its evidence."""

from typing import Annotated, Literal, Self

from pydantic import Field

from api.schemas.base import Shown
from api.schemas.passages import Passage
from api.schemas.references import SpeakerReference
from api.schemas.statements import Statement
from index import documents
from qa import replies, stages
from qa.replies import Intent, Reason


class Sentence(Shown):
    """``citations``: the ids of the passages that the sentence rests on."""

    text: str
    citations: list[str]


class Words(Shown):
    """A range of the passage's document."""

    text: str
    passage: str
    start: int
    end: int


class Answer(Shown):
    """``words``: the shortest exact words that answer."""

    text: str
    words: Words | None
    sentences: list[Sentence]


class NearestStatement(Shown):
    type: Literal["statement"] = "statement"
    statement: Statement


class NearestPassage(Shown):
    type: Literal["passage"] = "passage"
    passage: Passage


class NearestSpeaker(Shown):
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


class Refusal(Shown):
    """Why there is no answer, and the nearest thing there is.

    ``reason``: the name occurs nowhere (unknown_speaker), is mentioned and nowhere on record
    (no_statements), is on record and not about this (nothing_on_topic); the documents hold nothing
    on it (nothing_relevant); several go by the name (ambiguous_speaker).
    """

    reason: Reason
    message: str
    nearest: list[Nearest]


class Dropped(Shown):
    """A sentence that the language model wrote and that is not in the answer."""

    text: str
    reason: str


class Wording(Shown):
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


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


class Timings(Shown):
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


class Reply(Shown):
    """Either ``answer`` or ``refusal`` is null. ``standalone_question`` is the question as it was
    read, with what a follow-up leaves out. ``intent``: what somebody said (statements), who said a
    thing (speaker), a fact, or who stands where (positions). ``statements`` are a page of
    ``statements_total``; ``generation`` is the state of the index. ``took_ms`` is the server's own
    time; ``timings`` are null where they were not asked for."""

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
