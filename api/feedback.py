"""Feedback: what users think of replies, kept in a file of its own that no rebuild touches."""

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, Self
from uuid import uuid4

from filelock import FileLock
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from api.schemas.base import LARGEST_HISTORY, LARGEST_LIMIT, Id, QuestionText, Whole
from api.schemas.questions import Filters, Message
from index.store import Snapshot
from qa.replies import Intent, Reason

LONGEST_NOTE = 2_000  # characters
LARGEST_FILE = 50_000_000  # bytes
_LONGEST_ANSWER = 100_000  # characters
_log = logging.getLogger(__name__)

Thumb = Literal["up", "down"]


class JudgedWords(BaseModel):
    """``answer.words`` of the reply that is judged."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1, max_length=_LONGEST_ANSWER)
    passage: Id
    start: Whole = Field(ge=0)
    end: Whole = Field(ge=0)


class Judged(BaseModel):
    """A reply and the judgement of it: all but ``thumb`` and ``note`` is taken over from the
    request and the reply, so that it can be asked again.

    ``answer`` is the reply's ``answer.text``, or ``refusal`` its ``refusal.reason``: one of them.
    ``statements`` and ``passages`` are the ids of those that were shown.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: QuestionText
    history: list[Message] = Field(default_factory=list, max_length=LARGEST_HISTORY)
    filters: Filters = Field(default_factory=Filters)
    standalone_question: str = Field(min_length=1, max_length=_LONGEST_ANSWER)
    intent: Intent
    answer: str | None = Field(None, min_length=1, max_length=_LONGEST_ANSWER)
    words: JudgedWords | None = None
    refusal: Reason | None = None
    statements: list[Id] = Field(default_factory=list, max_length=LARGEST_LIMIT)
    passages: list[Id] = Field(default_factory=list, max_length=LARGEST_LIMIT)
    generation: Whole = Field(ge=0)
    thumb: Thumb
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NOTE)] = ""

    @model_validator(mode="after")
    def _of_one_reply(self) -> Self:
        if (self.answer is None) == (self.refusal is None):
            raise ValueError("Either answer or refusal is needed, as the reply has it.")
        return self


class FeedbackRequest(Judged):
    """``replaces`` is the id of earlier feedback that this takes the place of: the note that comes
    after the thumb, or the other thumb."""

    replaces: Id | None = None


class EvidenceRange(BaseModel):
    """A range of a document's text; ``document`` is its id, which another text would not have."""

    model_config = ConfigDict(frozen=True)

    document: str
    start: int
    end: int


class Feedback(Judged):
    """Feedback as it is kept. ``evidence`` is where the statements and the exact words stand, and
    ``speaker`` who says all of the statements, null where that is not one."""

    id: str
    given: datetime
    evidence: list[EvidenceRange]
    speaker: str | None

    @classmethod
    def of(cls, request: FeedbackRequest, snapshot: Snapshot) -> Self:
        """What the reply showed and the index does not hold any more is no evidence."""
        statements = snapshot.statements(request.statements)
        ranges = [
            EvidenceRange(document=each.document_id, start=start, end=end)
            for each in statements
            for start, end in each.spans
        ]
        if (words := request.words) is not None:
            for passage in snapshot.passages([words.passage]):
                at = slice(words.start - passage.start, words.end - passage.start)
                if at.start >= 0 and passage.text[at] == words.text:
                    place = EvidenceRange(
                        document=passage.document_id, start=words.start, end=words.end
                    )
                    ranges.append(place)
        names = {each.speaker.name if each.speaker else None for each in statements}
        return cls(
            **request.model_dump(exclude={"replaces"}),
            id=request.replaces or uuid4().hex,
            given=datetime.now(UTC),
            evidence=list(dict.fromkeys(ranges)),
            speaker=names.pop() if len(names) == 1 else None,
        )


class NotKept(RuntimeError):
    """There is no room for the feedback. The message says what to do."""


class UnknownFeedback(LookupError):
    """There is no feedback of this id."""


class FeedbackFile:
    """A line of JSON each, oldest first; a later line of the same id takes the place of the former.

    Safe to use from several threads and processes. A line is written whole or left out of what is
    read.
    """

    def __init__(self, data: Path, largest: int = LARGEST_FILE) -> None:
        """``data``: the data directory. ``largest``: bytes that the file may have."""
        self._path = data / "feedback.jsonl"
        self._lock = FileLock(data / "feedback.lock")
        self._largest = largest

    def add(self, feedback: Feedback, *, anew: bool = True) -> None:
        """Raises NotKept and, where it is not ``anew``, UnknownFeedback."""
        line = feedback.model_dump_json().encode() + b"\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock, self._path.open("a+b") as file:
                if not anew and all(each.id != feedback.id for each in self):
                    raise UnknownFeedback(feedback.id)
                size = file.seek(0, os.SEEK_END)
                if size + len(line) > self._largest:
                    raise NotKept(
                        "There is no room for more feedback. `onrecord feedback export` writes "
                        f"what there is; then {self._path.name} in the data directory can be "
                        "moved away."
                    )
                if size:
                    file.seek(-1, os.SEEK_END)
                    if file.read(1) != b"\n":  # what a crash or a full disk left of a line
                        line = b"\n" + line
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise NotKept(f"{self._path.name} cannot be written: {error.strerror}.") from error

    def __iter__(self) -> Iterator[Feedback]:
        """Oldest first. Reads the whole file."""
        latest: dict[str, Feedback] = {}
        if self._path.is_file():
            with self._path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    try:
                        feedback = Feedback.model_validate_json(line)
                    except ValidationError:
                        _log.warning("line %d of %s cannot be read", number, self._path)
                    else:
                        latest[feedback.id] = feedback
        return iter(latest.values())
