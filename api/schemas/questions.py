"""Questions: what is asked, of whom and of what."""

from typing import Literal, Self

from pydantic import Field, StrictBool, model_validator

from api.schemas.base import (
    LARGEST_HISTORY,
    LARGEST_LIMIT,
    LARGEST_OFFSET,
    Day,
    Given,
    Id,
    QuestionText,
    Whole,
)
from index import store
from qa import replies


class Message(Given):
    role: Literal["user", "assistant"]
    content: str


class Filters(Given):
    """All of them have to hold; the dates are inclusive and leave out documents without a date."""

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


class AskRequest(Given):
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
