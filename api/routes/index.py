"""The index and its jobs."""

from fastapi import APIRouter, Response
from starlette.responses import StreamingResponse

from api.access import ADMIN
from api.events import STREAMED, progress, stream
from api.limits import TURN
from api.problems import Problem
from api.routes.given import GivenJobs, GivenService
from api.state import Index, Job

router = APIRouter(tags=["index"])


@router.get("/api/index", dependencies=[TURN])
def index(service: GivenService, jobs: GivenJobs) -> Index:
    """What is served: generation, counts, models, the last build, files that failed and why, and
    how far it is behind the folder."""
    manifest = service.store.manifest
    with service.store.snapshot() as snapshot:
        return Index.of(snapshot, manifest, jobs.current, service.drift(), service.documents)


@router.post("/api/index/rebuild", status_code=202, dependencies=[ADMIN])
def rebuild(jobs: GivenJobs, response: Response) -> Job:
    """Makes the index anew beside the one that is served, then switches."""
    job = jobs.submit(fresh=True)
    response.headers["Location"] = f"/api/jobs/{job.id}"
    return Job.of(job)


@router.get("/api/jobs/{id}")
def job(jobs: GivenJobs, id: str) -> Job:
    """How far a build is, or how it ended."""
    found = jobs.get(id)
    if found is None:
        raise _unknown(id)
    return Job.of(found)


@router.get("/api/jobs/{id}/events", response_class=StreamingResponse, responses=STREAMED)
def job_events(jobs: GivenJobs, id: str) -> StreamingResponse:
    """Server-sent events: `progress` with the job, whenever it changes, until it has ended."""
    if jobs.get(id) is None:
        raise _unknown(id)
    return stream(progress(jobs, id))


@router.delete("/api/jobs/{id}", status_code=202, dependencies=[ADMIN])
def cancel(jobs: GivenJobs, id: str) -> Job:
    """Stops a job: at once where it waits, after the file in hand where it runs."""
    found = jobs.cancel(id)
    if found is None:
        raise _unknown(id)
    return Job.of(found)


def _unknown(id: str) -> Problem:
    return Problem(404, f"There is no job {id[:100]!r}; only the latest are kept.")
