"""Speakers: everyone who is on record."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.problems import Problem
from api.routes.given import GivenService, Limit, Offset
from api.schemas import Page, Speaker, Statement
from index.store import Filter

router = APIRouter(prefix="/api/speakers", tags=["speakers"])


@router.get("")
def speakers(
    service: GivenService,
    q: Annotated[str, Query(max_length=200, description="how a word of the name starts")] = "",
    limit: Limit = 20,
    offset: Offset = 0,
) -> Page[Speaker]:
    """Those with the most statements first."""
    with service.store.snapshot() as snapshot:
        found, total = snapshot.speakers(q.strip(), offset, limit)
    items = [Speaker.of(each) for each in found]
    return Page(items=items, total=total, limit=limit, offset=offset)


@router.get("/{id}")
def speaker(service: GivenService, id: str) -> Speaker:
    with service.store.snapshot() as snapshot:
        found = snapshot.speaker(id)
    if found is None:
        raise _unknown(id)
    return Speaker.of(found)


@router.get("/{id}/statements")
def statements(
    service: GivenService, id: str, limit: Limit = 20, offset: Offset = 0
) -> Page[Statement]:
    """All that a speaker is on record as saying: the latest document first, in text order."""
    with service.store.snapshot() as snapshot:
        if snapshot.speaker(id) is None:
            raise _unknown(id)
        found, total = snapshot.statements_by(Filter(speakers=frozenset([id])), offset, limit)
    items = [Statement.of(each) for each in found]
    return Page(items=items, total=total, limit=limit, offset=offset)


def _unknown(id: str) -> Problem:
    return Problem(404, f"There is no speaker {id[:100]!r}; /api/speakers lists them.")
