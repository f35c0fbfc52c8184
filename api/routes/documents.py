"""Documents: what is indexed, each with its text; files that come and go."""

import errno
import io
from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any, BinaryIO

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.access import WRITE
from api.limits import TURN
from api.paging import by_date, by_title
from api.problems import Fault, Problem, unknown
from api.routes.given import GivenJobs, GivenService, GivenWindow
from api.schemas.documents import Document, DocumentWithText
from api.schemas.pages import Page
from api.schemas.statements import Statement
from api.service import FolderMissing, Service
from api.state import Job
from index import uploads
from index.readers import supported
from index.store import Filter, StoredDocument

_FULL = (errno.ENOSPC, errno.EDQUOT)

router = APIRouter(prefix="/api/documents", tags=["documents"])


class TextFile(BaseModel):
    """A file by its name and its text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    text: str


class Uploaded(BaseModel):
    """``path`` is in the folder of documents, ``size`` bytes; ``job`` is about to read it."""

    model_config = ConfigDict(frozen=True)

    path: str
    size: int
    job: Job


class Deleted(BaseModel):
    """``paths`` were in the folder of documents; ``job`` is about to notice."""

    model_config = ConfigDict(frozen=True)

    paths: list[str]
    job: Job


_TAKEN: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                    "required": ["file"],
                    "additionalProperties": False,
                }
            },
            "application/json": {"schema": TextFile.model_json_schema()},
        },
    }
}


@router.get("", dependencies=[TURN])
def documents(
    service: GivenService,
    window: GivenWindow,
    q: Annotated[str, Query(max_length=200, description="words of the title or the path")] = "",
) -> Page[Document]:
    """Which documents there are, by title, without their texts."""
    with service.store.snapshot() as snapshot:

        def read(offset: int, limit: int) -> tuple[Sequence[StoredDocument], int]:
            if q.strip():
                return snapshot.titled(q, offset, limit)
            return snapshot.documents(offset, limit), snapshot.counts().documents

        return window.page(read, by_title, Document.of)


@router.post("", status_code=202, dependencies=[WRITE], openapi_extra=_TAKEN)
async def upload_document(
    service: GivenService,
    jobs: GivenJobs,
    request: Request,
    response: Response,
    replace: Annotated[bool, Query(description="a file of the same name")] = False,
) -> Uploaded:
    """Puts a file into the folder of documents, the first of several, to be read like any other.

    As the field `file` of a form, or a text as JSON.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        try:
            form = await request.form(max_files=1, max_fields=1)
        except HTTPException as error:
            if error.status_code != 400:
                raise  # nothing is wrong with the form: it is too big, or comes too slowly
            raise Problem(400, f"The form cannot be read: {error.detail}") from None
        except OSError as error:  # what is longer waits in a file for its end
            raise _unstored(error) from error
        file = form.get("file")
        if not isinstance(file, UploadFile):
            await form.close()
            raise Problem(422, "The form needs a file, in the field file.")
        given, data = file.filename or "", file.file
    else:
        try:
            text = TextFile.model_validate_json(await request.body())
        except ValidationError as error:
            faults = [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
            raise RequestValidationError(faults) from None
        given, data = text.name, io.BytesIO(text.text.encode("utf-8", "replace"))
    with data:
        path, size = await run_in_threadpool(_store, service, given, data, replace)
    job = Job.of(await run_in_threadpool(jobs.submit))
    response.headers["Location"] = f"/api/jobs/{job.id}"
    return Uploaded(path=path, size=size, job=job)


@router.delete("/{id}", status_code=202, dependencies=[WRITE, TURN])
def delete_document(service: GivenService, jobs: GivenJobs, id: str) -> Deleted:
    """Deletes a document's files from the folder of documents; the index follows."""
    with service.store.snapshot() as snapshot:
        files = [file for file in snapshot.files() if file.document_id == id]
    if not files:
        raise unknown("document", id)
    try:
        paths = uploads.remove(service.documents, files)
    except uploads.FileChanged as changed:
        raise Problem(409, f"{changed} has changed since it was indexed; look again.") from None
    except OSError as error:
        raise Problem(409, f"It cannot be deleted: {error.strerror}.") from error
    return Deleted(paths=paths, job=Job.of(jobs.submit()))


@router.get("/{id}", dependencies=[TURN])
def document(service: GivenService, id: str) -> DocumentWithText:
    """A document with its text, which all offsets point into."""
    with service.store.snapshot() as snapshot:
        found = snapshot.document(id)
    if found is None:
        raise unknown("document", id)
    return DocumentWithText.whole(found)


@router.get("/{id}/statements", dependencies=[TURN])
def document_statements(service: GivenService, id: str, window: GivenWindow) -> Page[Statement]:
    """All that a document has on record, in text order."""
    with service.store.snapshot() as snapshot:
        if snapshot.document(id) is None:
            raise unknown("document", id)
        where = Filter(documents=frozenset([id]))
        return window.page(partial(snapshot.statements_by, where), by_date, Statement.of)


def _store(service: Service, given: str, data: BinaryIO, replace: bool) -> tuple[str, int]:
    folders = service.documents
    folder = folders.first
    if not folder.is_dir():
        raise FolderMissing(f"There is no folder {folder}; nothing was stored.")
    try:
        name = uploads.name_of(given, supported)
        return folders.in_first(name), uploads.store(folder, name, data, replace=replace)
    except uploads.BadUpload as bad:
        raise Problem(422, str(bad)) from None
    except uploads.FileTaken:
        taken = "There is a file of this name; with replace=true it is replaced."
        fault = Fault(detail=taken, parameter="replace")  # what tells it from other conflicts
        raise Problem(409, taken, errors=[fault]) from None
    except OSError as error:
        raise _unstored(error) from error


def _unstored(error: OSError) -> Problem:
    status = 507 if error.errno in _FULL else 409
    return Problem(status, f"It cannot be stored: {error.strerror}.")
