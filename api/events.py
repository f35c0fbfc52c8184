"""Server-sent events: how they are written, and a job's as it goes on."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

from starlette.responses import StreamingResponse

from api import state
from api.jobs import Job, Jobs

_MEDIA_TYPE = "text/event-stream"
_BEAT = 15.0  # seconds of silence after which a comment shows that the stream is alive


STREAMED: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {_MEDIA_TYPE: {"schema": {"type": "string"}}}}
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


async def progress(jobs: Jobs, id: str) -> AsyncIterator[str]:
    """``progress`` for every state of a job that there is time to tell, until it has ended.

    Ends too when the server does.
    """
    loop = asyncio.get_running_loop()
    changed = asyncio.Event()

    def listen(job: Job) -> None:
        if job.id == id:
            loop.call_soon_threadsafe(changed.set)

    told: Job | None = None
    with jobs.heard_by(listen):
        while True:
            changed.clear()
            job = jobs.get(id)
            if job is None:
                return
            if job != told:
                yield event("progress", state.Job.of(job).model_dump_json())
                told = job
            if job.ended or jobs.closed:
                return
            try:
                await asyncio.wait_for(changed.wait(), _BEAT)
            except TimeoutError:
                yield ": still here\n\n"
