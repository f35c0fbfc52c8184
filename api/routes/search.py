"""Search: passages alone."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query

from api.paging import by_score
from api.routes.given import Absent, GivenService, GivenWindow, check_known
from api.schemas.base import Id, QuestionText
from api.schemas.pages import Page
from api.schemas.passages import Passage
from index.store import Filter

router = APIRouter(tags=["questions"])


@router.get("/api/search")
def search(
    service: GivenService,
    q: QuestionText,
    window: GivenWindow,
    speaker: Annotated[list[Id] | Absent, Query(description="on record in the passage")] = None,
) -> Page[Passage]:
    """The 100 passages nearest to a query, best first."""
    where = Filter(speakers=frozenset(speaker or ()))
    check_known(service, where)
    return window.page(partial(service.nearest, q, where), by_score, Passage.found)
