"""Health: whether the server runs, and whether it can answer."""

from typing import Literal

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel
from starlette.responses import PlainTextResponse

from api.access import ASK
from api.metrics import Metrics
from api.routes.given import GivenService
from api.service import NotReady

router = APIRouter(tags=["health"])


class Health(BaseModel):
    status: Literal["ok", "ready"]


@router.get("/healthz")
async def healthz() -> Health:
    """The server runs."""
    return Health(status="ok")


@router.get("/readyz")
def readyz(service: GivenService) -> Health:
    """A question can be answered; 503 with the reason where none can."""
    reason = service.unready()
    if reason:
        raise NotReady(reason)
    return Health(status="ready")


@router.get("/metrics", dependencies=[ASK], response_class=PlainTextResponse)
def metrics(request: Request) -> PlainTextResponse:
    """How the server fares, in Prometheus' text format."""
    counted: Metrics = request.app.state.metrics
    return PlainTextResponse(counted.exposed(), headers={"Content-Type": CONTENT_TYPE_LATEST})
