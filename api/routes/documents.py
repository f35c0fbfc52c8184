"""Documents: what is indexed, and each with its text."""

from fastapi import APIRouter

from api.problems import Problem
from api.routes.given import GivenService, Limit, Offset
from api.schemas import Document, DocumentWithText, Page

router = APIRouter(prefix="/api/documents", tags=["documents"])


@router.get("")
def documents(service: GivenService, limit: Limit = 20, offset: Offset = 0) -> Page[Document]:
    """By title."""
    with service.store.snapshot() as snapshot:
        found = snapshot.documents(offset, limit)
        total = snapshot.counts().documents
    items = [Document.of(each) for each in found]
    return Page(items=items, total=total, limit=limit, offset=offset)


@router.get("/{id}")
def document(service: GivenService, id: str) -> DocumentWithText:
    with service.store.snapshot() as snapshot:
        found = snapshot.document(id)
    if found is None:
        raise Problem(404, f"There is no document {id[:100]!r}; /api/documents lists them.")
    return DocumentWithText.whole(found)
