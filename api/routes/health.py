"""Health: whether the server runs, and whether it can answer."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

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
