"""Speakers: everyone who is on record."""

from dataclasses import replace
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request

from api.paging import Window, by_count, by_date
from api.problems import Problem, unknown
from api.routes.given import GivenFilter, GivenService, GivenWindow
from api.schemas.pages import Page
from api.schemas.speakers import Speaker, SpeakerSummary, SpeakerWithEvidence
from api.schemas.statements import Statement
from api.service import Service
from index import documents
from index.identifiers import successor
from index.store import Filter, Snapshot
from qa.summary import summary

_MOVED: dict[int | str, dict[str, Any]] = {307: {"description": "The speaker has another id now."}}

router = APIRouter(prefix="/api/speakers", tags=["speakers"])


@router.get("")
def speakers(
    service: GivenService,
    where: GivenFilter,
    window: GivenWindow,
    q: Annotated[str, Query(max_length=200, description="how a word of the name starts")] = "",
) -> Page[Speaker]:
    """Who is on record, those with the most statements first. Filters keep who is on record there,
    and count that."""
    with service.store.snapshot() as snapshot:
        return window.page(
            lambda offset, limit: snapshot.speakers(q.strip(), offset, limit, where),
            by_count,
            Speaker.of,
        )


@router.get("/{id}", responses=_MOVED)
def speaker(service: GivenService, id: str) -> SpeakerWithEvidence:
    """One speaker, and why its names were put together.

    An id that was one by itself, before its names were merged with others, leads to the speaker.
    """
    with service.store.snapshot() as snapshot:
        found = _found(snapshot, id)
        return SpeakerWithEvidence.whole(found, snapshot.evidence(id))


@router.get("/{id}/statements", responses=_MOVED)
def statements(
    service: GivenService,
    request: Request,
    id: str,
    where: GivenFilter,
    window: GivenWindow,
) -> Page[Statement]:
    """All that a speaker is on record as saying: the latest document first, in text order."""
    with service.store.snapshot() as snapshot:
        _found(snapshot, id, f"/statements?{request.url.query}")
    return said(service, id, where, window)


def said(service: Service, id: str, where: Filter, window: Window) -> Page[Statement]:
    """The statements of a speaker. Raises Problem: 404, 307."""
    with service.store.snapshot() as snapshot:
        _found(snapshot, id, "/statements")
        where = replace(where, speakers=frozenset([id]))
        return window.page(partial(snapshot.statements_by, where), by_date, Statement.of)


@router.get("/{id}/summary", responses=_MOVED)
def speaker_summary(
    service: GivenService, request: Request, id: str, where: GivenFilter
) -> SpeakerSummary:
    """What a speaker is on record about, in which documents and in which months."""
    with service.store.snapshot() as snapshot:
        _found(snapshot, id, f"/summary?{request.url.query}")
        return SpeakerSummary.of(summary(snapshot, replace(where, speakers=frozenset([id]))))


def _found(snapshot: Snapshot, id: str, rest: str = "") -> documents.Speaker:
    """Raises Problem: 404, or 307 to the speaker who has its names now."""
    found = snapshot.speaker(id)
    if found is not None:
        return found
    other = successor(snapshot, id)
    if other is None:
        raise unknown("speaker", id)
    place = f"/api/speakers/{quote(other, safe='')}"
    raise Problem(307, f"This speaker is {place} now.", headers={"Location": place + rest})
