"""Server-sent events: how they are written, and a job's as it goes on."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from api import state
from api.jobs import Job, Jobs
from api.remote_jobs import RemoteJobs
from api.service import NotReady

_MEDIA_TYPE = "text/event-stream"
_LOOK = 0.1  # seconds between two looks at a job
_BEAT = 15.0  # seconds of silence after which a comment shows that the stream is alive


STREAMED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {
            _MEDIA_TYPE: {
                "schema": {
                    "description": "Each event; its data is JSON.",
                    "type": "object",
                    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
                }
            }
        }
    }
}
"""For the OpenAPI document."""


def event(name: str, data: str | Mapping[str, object]) -> str:
    """One event; ``data`` is JSON, or becomes it."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f"event: {name}\ndata: {text}\n\n"


def pieces(text: str) -> list[str]:
    """A text word by word, with the space before each."""
    return re.findall(r"\s*\S+\s*$|\s*\S+", text)


def stream(events: AsyncIterator[str]) -> StreamingResponse:
    # A proxy that gathers the reply would make a stream of it that comes all at once.
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type=_MEDIA_TYPE, headers=headers)


async def progress(jobs: Jobs | RemoteJobs, id: str) -> AsyncIterator[str]:
    """``progress`` for every state of a job that there is time to tell, until it has ended.

    Ends too when the server does.
    """
    told: Job | None = None
    beat = time.monotonic()
    while True:
        try:
            job = await run_in_threadpool(jobs.get, id)
        except NotReady:
            return
        if job is None:
            return
        if job != told:
            yield event("progress", state.Job.of(job).model_dump_json())
            told, beat = job, time.monotonic()
        if job.ended or jobs.closed:
            return
        if time.monotonic() - beat > _BEAT:
            yield ": still here\n\n"
            beat = time.monotonic()
        await asyncio.sleep(_LOOK)
