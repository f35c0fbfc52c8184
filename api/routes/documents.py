"""Documents: what is indexed, and each with its text."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.problems import Problem
from api.routes.given import GivenService, Limit, Offset
from api.schemas import Document, DocumentWithText, Page, Statement
from index.store import Filter

router = APIRouter(prefix="/api/documents", tags=["documents"])


@router.get("")
def documents(
    service: GivenService,
    q: Annotated[str, Query(max_length=200, description="words of the title or the path")] = "",
    limit: Limit = 20,
    offset: Offset = 0,
) -> Page[Document]:
    """By title."""
    with service.store.snapshot() as snapshot:
        if q.strip():
            found, total = snapshot.titled(q, offset, limit)
        else:
            found, total = snapshot.documents(offset, limit), snapshot.counts().documents
    items = [Document.of(each) for each in found]
    return Page(items=items, total=total, limit=limit, offset=offset)


@router.get("/{id}")
def document(service: GivenService, id: str) -> DocumentWithText:
    with service.store.snapshot() as snapshot:
        found = snapshot.document(id)
    if found is None:
        raise _unknown(id)
    return DocumentWithText.whole(found)


@router.get("/{id}/statements")
def document_statements(
    service: GivenService, id: str, limit: Limit = 20, offset: Offset = 0
) -> Page[Statement]:
    """All that a document has on record, in text order."""
    with service.store.snapshot() as snapshot:
        if snapshot.document(id) is None:
            raise _unknown(id)
        found, total = snapshot.statements_by(Filter(documents=frozenset([id])), offset, limit)
    items = [Statement.of(each) for each in found]
    return Page(items=items, total=total, limit=limit, offset=offset)


def _unknown(id: str) -> Problem:
    return Problem(404, f"There is no document {id[:100]!r}; /api/documents lists them.")
