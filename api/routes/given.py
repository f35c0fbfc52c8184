"""What the routes are given: the service, its jobs, and the parameters that several share."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic.json_schema import SkipJsonSchema

from api.jobs import Jobs
from api.limits import turn
from api.paging import Window
from api.problems import Problem, unknown
from api.remote_jobs import RemoteJobs
from api.schemas.base import LARGEST_LIMIT, LARGEST_OFFSET, Day, Id
from api.service import Service
from index.store import Filter


async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _jobs(request: Request) -> Jobs | RemoteJobs:
    jobs: Jobs | RemoteJobs = request.app.state.jobs
    return jobs


GivenService = Annotated[Service, Depends(_service)]
GivenTurn = Annotated[Callable[[], None], Depends(turn, scope="request")]
"""Of a reply that is worked on while it is sent; called, it ends the turn before that."""
GivenJobs = Annotated[Jobs | RemoteJobs, Depends(_jobs)]
Absent = SkipJsonSchema[None]
"""Of a parameter that can be left out: nobody can send null, so the OpenAPI document has none."""
Limit = Annotated[int, Query(ge=1, le=LARGEST_LIMIT, description="items a page")]
Offset = Annotated[int, Query(ge=0, le=LARGEST_OFFSET, description="items to leave out first")]


async def _window(
    limit: Limit = 20,
    offset: Offset = 0,
    cursor: Annotated[
        str | Absent,
        Query(max_length=4000, description="`next` of the page before: go on after it"),
    ] = None,
) -> Window:
    return Window(limit, offset, cursor)


GivenWindow = Annotated[Window, Depends(_window)]


def _filter(
    document: Annotated[list[Id] | Absent, Query(description="ids, any of which")] = None,
    published_from: Annotated[Day | Absent, Query(description="the first day")] = None,
    published_to: Annotated[Day | Absent, Query(description="the last day")] = None,
) -> Filter:
    if published_from and published_to and published_from > published_to:
        raise Problem(422, "published_from is after published_to.")
    return Filter(
        documents=frozenset(document or ()),
        published_from=published_from,
        published_to=published_to,
    )


GivenFilter = Annotated[Filter, Depends(_filter)]
"""Of documents and dates; a document that there is not lets nothing through."""


def check_known(service: Service, where: Filter) -> None:
    """Raises Problem for a filter on a speaker or document that there is not."""
    if not (where.speakers or where.documents):
        return
    with service.store.snapshot() as snapshot:
        for id in sorted(where.speakers):
            if snapshot.speaker(id) is None:
                raise unknown("speaker", id)
        for id in sorted(where.documents):
            if snapshot.document(id) is None:
                raise unknown("document", id)
