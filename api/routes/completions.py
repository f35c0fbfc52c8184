"""Completions: questions in the form of OpenAI's chat completions, for clients that know it."""

import time
from collections.abc import AsyncIterator, Callable

from fastapi import APIRouter, Request
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import Response

from api.completions import (
    MODEL,
    AnswerMessage,
    Choice,
    Chunk,
    ChunkChoice,
    Completion,
    CompletionRequest,
    Content,
    Model,
    ModelList,
    OnRecord,
    Usage,
    unknown_model,
)
from api.events import pieces, stream
from api.problems import OPENAI_RESPONSES
from api.routes.given import GivenService, GivenTurn
from api.schemas.replies import Reply
from qa.replies import Question
from qa.writer import Draft

router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"], responses=OPENAI_RESPONSES)


@router.post("/chat/completions", response_model=Completion)
def chat_completions(
    request: CompletionRequest, http: Request, service: GivenService, end_turn: GivenTurn
) -> Response | Completion:
    """The last message of the user is the question, those before it are the history; the answer's
    sources are its annotations. With `stream`, server-sent chunks, then `[DONE]`."""
    question = request.question()
    started = time.perf_counter()
    draft = service.draft(question)
    base = str(http.base_url)
    if request.stream:
        return stream(_chunks(request, question, draft, started, base, end_turn))
    content = Content()
    for sentence in draft:
        content.add(sentence)
    reply = Reply.of(draft.reply, time.perf_counter() - started)
    text = content.text or _refused(reply)
    message = AnswerMessage(content=text, annotations=content.annotations(reply, base))
    return Completion(
        choices=[Choice(message=message)],
        usage=Usage.of(question, text),
        onrecord=OnRecord(reply=reply, ignored=request.ignored),
    )


@router.get("/models")
def models() -> ModelList:
    """The one that there is. What answers is no language model, unless one is set up to word it."""
    return ModelList(data=[Model()])


@router.get("/models/{model}")
def model(model: str) -> Model:
    """The one that there is, by its name."""
    if model != MODEL:
        raise unknown_model(model)
    return Model()


async def _chunks(
    request: CompletionRequest,
    question: Question,
    draft: Draft,
    started: float,
    base: str,
    end_turn: Callable[[], None],
) -> AsyncIterator[str]:
    head = Chunk()

    def chunk(*, finish: bool = False, onrecord: OnRecord | None = None, **delta: object) -> str:
        choice = ChunkChoice(delta=delta, finish_reason="stop" if finish else None)
        return _event(head.model_copy(update={"choices": [choice], "onrecord": onrecord}))

    yield chunk(role="assistant", content="")
    content = Content()
    async for sentence in iterate_in_threadpool(draft):
        for piece in pieces(content.add(sentence)):
            yield chunk(content=piece)
    end_turn()  # what is left is to send it, which may take a client long
    reply = Reply.of(draft.reply, time.perf_counter() - started)
    if not content.text:
        yield chunk(content=_refused(reply))
    annotations = [each.model_dump() for each in content.annotations(reply, base)]
    onrecord = OnRecord(reply=reply, ignored=request.ignored)
    yield chunk(annotations=annotations, finish=True, onrecord=onrecord)
    if request.stream_options and request.stream_options.include_usage:
        usage = Usage.of(question, content.text or _refused(reply))
        yield _event(head.model_copy(update={"usage": usage}))
    yield "data: [DONE]\n\n"


def _event(chunk: Chunk) -> str:
    without = set() if chunk.onrecord else {"onrecord"}
    return f"data: {chunk.model_dump_json(exclude=without)}\n\n"


def _refused(reply: Reply) -> str:
    return reply.refusal.message if reply.refusal else ""
