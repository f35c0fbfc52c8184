"""Files of questions: a line of JSON each, read one by one."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import AliasChoices, BaseModel, Field, ValidationError

from api.schemas.base import QuestionText
from index.store import Filter
from qa.replies import Question, Turn


class BadLine(ValueError):
    """A line that cannot be asked. The message names it and says what is wrong."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"line {number}: {reason}")


class _Exchange(BaseModel):
    """A question of before and what was answered, if that is known."""

    question: str
    answer: str | None = None

    def turns(self) -> Sequence[Turn]:
        answered = [Turn("assistant", self.answer)] if self.answer else []
        return [Turn("user", self.question), *answered]


class _Message(BaseModel):
    """One turn, by the names that chat APIs have for it or those of MTRAG."""

    role: Literal["user", "assistant", "agent"] = Field(
        validation_alias=AliasChoices("role", "speaker")
    )
    content: str = Field(validation_alias=AliasChoices("content", "text"))

    def turns(self) -> Sequence[Turn]:
        return [Turn("user" if self.role == "user" else "assistant", self.content)]


class Asked(BaseModel):
    """A question with what came before it, oldest first. Fields beyond these are no matter."""

    question: QuestionText
    history: list[_Exchange | _Message] = Field([])

    @property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(turn for each in self.history for turn in each.turns())


class Query(Asked):
    """A question of a run, with the id that its line in the run gets, and the documents that alone
    it is asked of, if it is, by what runs call them."""

    qid: str | int
    documents: list[str] = Field([])

    def to_question(self, limit: int, documents: frozenset[str]) -> Question:
        return Question(self.question, self.turns, Filter(documents=documents), limit=limit)


_Line = TypeVar("_Line", bound=Asked)


def read(file: str, model: type[_Line]) -> Iterator[tuple[int, _Line]]:
    """The questions of a file with their line numbers, read as they are taken; "-" is standard
    input. Raises OSError and BadLine."""
    source = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115
    with source:
        for number, line in enumerate(source, 1):
            if not line.strip():
                continue
            try:
                given = model.model_validate_json(line)
            except ValidationError as error:
                raise BadLine(number, _reason(error)) from error
            yield number, given


def _reason(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}." if where else f"{first['msg']}."
