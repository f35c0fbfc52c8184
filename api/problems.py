"""Problems: every error as a problem document (RFC 9457), with a sentence that helps."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, Self

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from api.editor import Unwritable
from api.feedback import NotKept, UnknownFeedback
from api.request_ids import request_id
from api.service import FolderMissing, NotReady
from index.aliasedits import NotEditable
from index.aliasfile import NAME, BadCorrections
from index.corrections import Contradiction
from index.curation import Conflict, Impossible, UnknownSpeaker
from index.embedding import ModelMissing
from index.store import StoreAway, StoreDamaged

MEDIA_TYPE = "application/problem+json"
_OPENAI = "/v1/"
_OPENAI_CODES = {401: "invalid_api_key", 404: "model_not_found", 429: "rate_limit_exceeded"}
_REFERENCE = "#/components/schemas/{model}"
RETRY: Final[Mapping[str, str]] = {"Retry-After": "2"}  # seconds
_EXPECTED = (
    NotReady,
    ModelMissing,
    StoreDamaged,
    StoreAway,
    UnknownSpeaker,
    Impossible,
    Conflict,
    Contradiction,
    BadCorrections,
    NotEditable,
    Unwritable,
    FolderMissing,
    UnknownFeedback,
    NotKept,
)

_TITLES = {
    400: "The request cannot be read",
    401: "A key is needed",
    403: "This is not allowed",
    404: "There is no such thing here",
    405: "This cannot be done here",
    408: "The request came too slowly",
    409: "This does not go with what there is",
    413: "The request is too big",
    415: "The request is not JSON",
    421: "This server goes by another name",
    422: "The request is not valid",
    429: "Too many requests",
    500: "The server failed",
    503: "This cannot be answered now",
    507: "There is no room for this",
}


class Fault(BaseModel):
    """What is wrong in one place: a pointer into the body (RFC 6901), or a parameter's name."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class ProblemDocument(BaseModel):
    """RFC 9457. ``request_id`` is what the server's log calls the request."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str | None = None
    errors: list[Fault] = Field(default_factory=list)


class OpenAIError(BaseModel):
    """What OpenAI's clients know as an error."""

    message: str
    type: str
    param: str | None
    code: str | None

    @classmethod
    def of(cls, problem: ProblemDocument) -> Self:
        kind = "server_error" if problem.status >= 500 else "invalid_request_error"
        place = problem.errors[0] if problem.errors else None
        return cls(
            message=problem.detail,
            type="rate_limit_error" if problem.status == 429 else kind,
            param=(place.pointer or "").strip("/").replace("/", ".") or None if place else None,
            code=_OPENAI_CODES.get(problem.status),
        )


class _OpenAIErrors(BaseModel):
    error: OpenAIError


class Problem(Exception):
    """An error that the client is told of; ``detail`` is a sentence."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.headers = headers
        self.document = ProblemDocument(
            type=_type(status),
            title=_title(status),
            status=status,
            detail=detail,
            request_id=request_id(),
            errors=list(errors),
        )

    def response(self, path: str) -> Response:
        """``path``: what was asked for, whose clients may know errors in another shape alone."""
        # ASCII: a lone surrogate in a path or a name is no reason for a second error.
        if path.startswith(_OPENAI):
            status = 400 if self.status == 422 else self.status
            error = OpenAIError.of(self.document).model_dump()
            return Response(json.dumps({"error": error}), status, self.headers, "application/json")
        body = json.dumps(self.document.model_dump(exclude_none=True))
        return Response(body, self.status, self.headers, MEDIA_TYPE)


def unknown(kind: str, id: str) -> Problem:
    """Of a speaker, a document or a correction that there is not."""
    return Problem(404, f"There is no {kind} {id[:100]!r}; /api/{kind}s lists them.")


def describe(error: Exception) -> Problem:
    """The problem that an exception is to the client."""
    match error:
        case Problem():
            return error
        case NotReady() | ModelMissing() | StoreDamaged() | StoreAway():
            return Problem(503, str(error), headers=RETRY)
        case UnknownSpeaker():
            return unknown("speaker", str(error))
        case UnknownFeedback():
            return Problem(
                404, f"There is no feedback {str(error)[:100]!r}; /api/feedback lists it."
            )
        case NotKept():
            return Problem(507, str(error))
        case Impossible() | Conflict() | Unwritable() | FolderMissing():
            return Problem(409, str(error))
        case Contradiction():
            return Problem(409, f"{error}; /api/corrections lists what was said before.")
        case BadCorrections() | NotEditable():
            return Problem(409, f"{NAME} has to be mended by hand first: {error}.")
        case RequestValidationError():
            return _invalid(error)
        case HTTPException():
            detail = _details(error)
            return Problem(error.status_code, detail, headers=error.headers)
        case _:
            return Problem(500, "Something went wrong in here; the server's log says what.")


def install(app: FastAPI) -> None:
    """Have every error of the app answered with its problem document."""
    _describe_in(app)

    async def respond(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException) and error.status_code == 405:
            allowed = ", ".join(sorted(_methods(app, request.scope)))
            error = HTTPException(405, headers={"Allow": allowed})
        return describe(error).response(request.url.path)

    for kind in (Problem, RequestValidationError, HTTPException, *_EXPECTED):
        app.add_exception_handler(kind, respond)


def _methods(app: FastAPI, scope: Scope) -> set[str]:
    """What the address takes. Starlette's own answer knows the first of its routes alone."""
    found: dict[str, set[str]] = {}
    for route in iter_route_contexts(app.routes):
        if route.methods and route.path and route.path_regex.match(scope["path"]):
            found.setdefault(route.path, set()).update(route.methods)
    # /api/speakers/merge is no speaker of that name.
    return found[min(found, key=lambda path: path.count("{"))] if found else set()


def responses() -> dict[int | str, dict[str, object]]:
    """For the OpenAPI document: what every path may answer instead."""
    content = {MEDIA_TYPE: {"schema": {"$ref": _REFERENCE.format(model="ProblemDocument")}}}
    return {
        "4XX": {"description": "The request was not understood.", "content": content},
        "5XX": {"description": "It cannot be answered now.", "content": content},
    }


OPENAI_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    range: {"model": _OpenAIErrors, "description": "An error in OpenAI's shape."}
    for range in ("4XX", "5XX")
}
"""For the OpenAPI document, the same of the paths whose clients are OpenAI's."""


def _describe_in(app: FastAPI) -> None:
    """Have the OpenAPI document define what ``responses`` refers to."""
    schema = ProblemDocument.model_json_schema(ref_template=_REFERENCE)
    defined = {**schema.pop("$defs"), "ProblemDocument": schema}
    document = app.openapi

    def complete() -> dict[str, Any]:
        made = document()
        made["components"]["schemas"].update(defined)
        return made

    app.openapi = complete  # type: ignore[method-assign]


def _type(status: int) -> str:
    return f"urn:onrecord:problem:{HTTPStatus(status).phrase.lower().replace(' ', '-')}"


def _title(status: int) -> str:
    return _TITLES.get(status) or HTTPStatus(status).phrase


def _details(error: HTTPException) -> str:
    match error.status_code:
        case 404:
            return "There is nothing at this address; /docs lists what there is."
        case 405:
            allowed = (error.headers or {}).get("Allow")
            return f"This address takes {allowed}." if allowed else "Another method is needed."
        case 400:
            return "The body cannot be read as JSON in UTF-8."
        case _:
            return f"{error.detail.rstrip('.')}."


def _invalid(error: RequestValidationError) -> Problem:
    found = error.errors()
    for each in found:
        if each["type"] == "json_invalid":
            reason = each.get("ctx", {}).get("error", "")
            at = f" at character {each['loc'][-1]}" if isinstance(each["loc"][-1], int) else ""
            return Problem(400, f"The body is not valid JSON: {reason}{at}.")
    faults = [_fault(each["loc"], _sentence(each)) for each in found]
    said = list(dict.fromkeys(fault.detail for fault in faults))
    return Problem(422, " ".join(said[:3]), errors=faults[:20])


def _fault(place: Sequence[int | str], detail: str) -> Fault:
    part, *rest = place
    if part == "body":
        tokens = (str(step).replace("~", "~0").replace("/", "~1") for step in rest)
        return Fault(detail=detail, pointer="".join(f"/{token}" for token in tokens))
    return Fault(detail=detail, parameter=".".join(map(str, rest)))


def _sentence(error: Mapping[str, object]) -> str:
    """What is wrong and what would be right, without repeating what was sent."""
    place = error["loc"]
    assert isinstance(place, tuple)  # noqa: S101  pydantic's own contract
    name = ".".join(str(step) for step in place[1:]) or "The body"
    context = error.get("ctx")
    limits = context if isinstance(context, dict) else {}
    match error["type"]:
        case "missing" if len(place) == 1:
            return "The body is missing: send a JSON object."
        case "missing":
            return f"{name} is missing."
        case "string_too_short":
            return f"{name} is empty; it needs at least {limits['min_length']} character."
        case "string_too_long":
            return f"{name} is too long; it can have {limits['max_length']} characters."
        case "too_long":
            return f"{name} has too many items; it can have {limits['max_length']}."
        case "greater_than_equal":
            return f"{name} must be {limits['ge']} or more."
        case "less_than_equal":
            return f"{name} must be {limits['le']} or less."
        case "extra_forbidden":
            return f"{name} is no field that is known here."
        case "value_error":
            return str(limits.get("error", error["msg"]))
        case _:
            message = str(error["msg"])
            return f"{name}: {message[:1].lower()}{message[1:]}."
