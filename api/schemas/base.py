"""What all shapes are made of: what a client sends and gets, and the kinds of their values."""

import re
from datetime import date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from qa.replies import LONGEST_QUESTION

LARGEST_LIMIT = 100
LARGEST_OFFSET = 1_000_000
LARGEST_HISTORY = 500  # messages

Range = tuple[int, int]
"""Unicode code points of the document's text, half open."""


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


class Given(BaseModel):
    """What a client sends; a field that is not known is most likely one that is misspelt."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Shown(BaseModel):
    """What a client gets."""

    model_config = ConfigDict(frozen=True)
