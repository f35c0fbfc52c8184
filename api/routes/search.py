"""Search: passages alone."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.routes.given import Absent, GivenService, Limit, check_known
from api.schemas import Id, Page, Passage, QuestionText
from index.store import Filter

router = APIRouter(tags=["questions"])


@router.get("/api/search")
def search(
    service: GivenService,
    q: QuestionText,
    limit: Limit = 10,
    speaker: Annotated[list[Id] | Absent, Query(description="on record in the passage")] = None,
) -> Page[Passage]:
    """The passages nearest to a query, best first."""
    where = Filter(speakers=frozenset(speaker or ()))
    check_known(service, where)
    items = [Passage.found(each) for each in service.search(q, limit=limit, where=where)]
    return Page(items=items, total=len(items), limit=limit, offset=0)
