"""Questions: a whole reply, or one that is streamed."""

import json
import logging
import time
from collections.abc import AsyncIterator, Callable

from fastapi import APIRouter
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.responses import Response, StreamingResponse

from api.events import STREAMED, event, pieces, stream
from api.limits import TURN
from api.problems import describe
from api.routes.given import GivenService, GivenTurn, check_known
from api.schemas.questions import AskRequest
from api.schemas.replies import Reply
from api.service import NotReady, Service
from qa.stages import Timings, unobserved

router = APIRouter(tags=["questions"])
_log = logging.getLogger(__name__)


@router.post("/api/ask", dependencies=[TURN], response_model=Reply)
def ask(request: AskRequest, service: GivenService) -> Response:
    """Answers a question with its evidence, or refuses with a reason."""
    # As JSON: FastAPI would have another thread see whether it is the model that it is.
    return Response(replied(request, service).model_dump_json(), media_type="application/json")


def replied(request: AskRequest, service: Service) -> Reply:
    """The same for those who take no HTTP."""
    question = request.to_question()
    check_known(service, question.filters)
    started = time.perf_counter()
    timings = Timings() if request.timings else None
    reply = service.ask(question, timings or unobserved)
    return Reply.of(reply, time.perf_counter() - started, timings)


@router.post("/api/chat", response_class=StreamingResponse, responses=STREAMED)
def chat(request: AskRequest, service: GivenService, end_turn: GivenTurn) -> StreamingResponse:
    """The same as server-sent events: `retrieval`, `token` …, `answer`, `done`; or `error`."""
    check_known(service, request.filters.to_filter())
    reason = service.unready()
    if reason:
        raise NotReady(reason)
    return stream(_told(request, service, end_turn))


async def _told(
    request: AskRequest, service: Service, end_turn: Callable[[], None]
) -> AsyncIterator[str]:
    started = time.perf_counter()
    timings = Timings() if request.timings else None
    try:
        draft = await run_in_threadpool(service.draft, request.to_question(), timings or unobserved)
    except Exception as error:
        problem = describe(error)
        if problem.status == 500:
            _log.exception("a question failed")
        yield event("error", problem.document.model_dump_json(exclude_none=True))
        return
    found = draft.retrieved
    yield event("retrieval", {"standalone_question": found.standalone, "intent": found.intent})
    between = ""
    async for sentence in iterate_in_threadpool(draft):
        for piece in pieces(between + sentence.text):
            yield event("token", json.dumps({"text": piece}, ensure_ascii=False))
        between = " "
    end_turn()  # what is left is to send it, which may take a client long
    reply = Reply.of(draft.reply, time.perf_counter() - started, timings)
    yield event("answer", reply.model_dump_json())
    yield event("done", {})
