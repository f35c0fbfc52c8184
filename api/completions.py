"""Completions: questions and replies in the shapes of OpenAI's chat completions.

What asks a language model to be more or less so (``temperature``, a system message) means nothing
here and is named in ``onrecord.ignored``; what asks for another kind of reply is refused.
"""

import re
import time
from collections.abc import Sequence
from typing import Any, Literal, Self
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

from api.problems import Problem
from api.schemas.base import LARGEST_HISTORY
from api.schemas.replies import Reply
from index.embedding import tokenizer
from qa.replies import LONGEST_QUESTION, Question, Sentence, Turn

MODEL = "onrecord"
_NUMBER = re.compile(r" ?\[\d{1,3}\]")  # of a citation, as in the answers of before


class _Shape(BaseModel):
    """OpenAI goes on adding fields; those that are not known here are let through and named."""

    model_config = ConfigDict(extra="allow", frozen=True)


class _Part(_Shape):
    """A piece of a message."""

    type: str
    text: str = ""


class ChatMessage(_Shape):
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[_Part] | None = None

    def text(self, at: int) -> str:
        """Raises Problem where it is more than text."""
        if not isinstance(self.content, list):
            return self.content or ""
        for part in self.content:
            if part.type not in ("text", "refusal"):
                raise Problem(400, f"messages.{at} has a part of type {part.type[:50]!r}; text "
                              "alone is read.")  # fmt: skip
        return "".join(part.text for part in self.content)


class _Typed(_Shape):
    type: str


class StreamOptions(_Shape):
    include_usage: bool | None = None


class CompletionRequest(_Shape):
    """The last message of the user is the question, those before it are the history."""

    model: str
    messages: list[ChatMessage] = Field(min_length=1, max_length=LARGEST_HISTORY + 1)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = None
    logprobs: bool | None = None
    modalities: list[str] | None = None
    response_format: _Typed | None = None
    tool_choice: str | _Typed | None = None
    function_call: str | dict[str, Any] | None = None

    def question(self) -> Question:
        """Raises Problem: 404 for another model, 400 for what cannot be done here."""
        if self.model != MODEL:
            raise unknown_model(self.model)
        for asked, reason in (
            (self.n not in (None, 1), "n: there is one answer."),
            (self.logprobs, "logprobs: no model gives chances to tokens here."),
            (set(self.modalities or ()) - {"text"}, "modalities: text is all there is."),
            (self.response_format and self.response_format.type != "text",
             "response_format: the answer is text; all of it as data is in `onrecord`."),
            (self.tool_choice not in (None, "none", "auto") or self.function_call not in
             (None, "none", "auto"), "tool_choice: no tool is ever called here."),
        ):  # fmt: skip
            if asked:
                raise Problem(400, reason)
        last = self._last
        text = self.messages[last].text(last).strip()
        if not 0 < len(text) <= LONGEST_QUESTION:
            raise Problem(
                400, f"The last message of the user can have 1 to {LONGEST_QUESTION} characters."
            )
        turns = []
        for at, message in enumerate(self.messages[:last]):
            if message.role == "user":
                turns.append(Turn("user", message.text(at)))
            elif message.role == "assistant" and message.content:
                turns.append(Turn("assistant", _NUMBER.sub("", message.text(at))))
        return Question(text, tuple(turns))

    @property
    def ignored(self) -> list[str]:
        """What was sent and changes nothing."""
        last = self._last
        messages = [
            f"messages.{at} ({message.role})"
            for at, message in enumerate(self.messages)
            if at > last or message.role not in ("user", "assistant")
        ]
        return [*messages, *(name[:100] for name, v in (self.model_extra or {}).items() if v)]

    @property
    def _last(self) -> int:
        for at in range(len(self.messages) - 1, -1, -1):
            if self.messages[at].role == "user":
                return at
        raise Problem(400, "messages: one of the user's is needed; it is the question.")


class Content:
    """An answer as one text with numbered citations, which grows sentence by sentence."""

    def __init__(self) -> None:
        self.text = ""
        self._numbers: dict[str, int] = {}
        self._cited: list[tuple[int, int, str]] = []

    def add(self, sentence: Sentence) -> str:
        """The sentence as it goes on from what there is: "It did. [1][2]"."""
        start = len(self.text)
        self.text += f"{' ' * bool(self.text)}{sentence.text} "
        for passage in sentence.citations:
            number = self._numbers.setdefault(passage, len(self._numbers) + 1)
            mark = f"[{number}]"
            self._cited.append((len(self.text), len(self.text) + len(mark), passage))
            self.text += mark
        return self.text[start:]

    def annotations(self, reply: Reply, base: str) -> "list[Annotation]":
        """One a citation, which leads to the passage on the page (``api/web/routes.js``); ``base``
        is the server's own address."""
        passages = {passage.id: passage for passage in reply.passages}
        return [
            Annotation(
                url_citation=UrlCitation(
                    title=passages[id].document.title,
                    url=f"{base}#/documents/{passages[id].document.id}"
                    f"?at={passages[id].start}-{passages[id].end}",
                    start_index=start,
                    end_index=end,
                )
            )
            for start, end, id in self._cited
            if id in passages
        ]


class UrlCitation(BaseModel):
    """A citation's number in the content: code points, half open."""

    title: str
    url: str
    start_index: int
    end_index: int


class Annotation(BaseModel):
    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class Usage(BaseModel):
    """Word pieces of the bundled model, as no language model need be there to count its own."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @classmethod
    def of(cls, question: Question, content: str) -> Self:
        asked = _pieces([question.text, *(turn.content for turn in question.history)])
        answered = _pieces([content])
        return cls(prompt_tokens=asked, completion_tokens=answered, total_tokens=asked + answered)


class OnRecord(BaseModel):
    """All of the reply, in the API's own shape, and what was sent and changed nothing."""

    reply: Reply
    ignored: list[str]


class AnswerMessage(BaseModel):
    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    index: int = 0
    message: AnswerMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class _Head(BaseModel):
    id: str = Field(default_factory=lambda: f"chatcmpl-{uuid4().hex}")
    created: int = Field(default_factory=lambda: int(time.time()))
    model: str = MODEL


class Completion(_Head):
    """The content is the answer with its citations numbered, or why there is none."""

    object: Literal["chat.completion"] = "chat.completion"
    choices: list[Choice]
    usage: Usage
    onrecord: OnRecord


class ChunkChoice(BaseModel):
    index: int = 0
    delta: dict[str, Any]
    finish_reason: Literal["stop"] | None = None
    logprobs: None = None


class Chunk(_Head):
    """A piece of a completion; the last one with a choice has the annotations and `onrecord`."""

    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    choices: list[ChunkChoice] = []
    usage: Usage | None = None
    onrecord: OnRecord | None = None


class Model(BaseModel):
    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


class ModelList(BaseModel):
    object: Literal["list"] = "list"
    data: list[Model]


def unknown_model(name: str) -> Problem:
    return Problem(404, f"There is no model {name[:100]!r}; the one there is is {MODEL!r}.")


def _pieces(texts: Sequence[str]) -> int:
    encoded = tokenizer().encode_batch(list(texts), add_special_tokens=False)
    return sum(len(each.ids) for each in encoded)
