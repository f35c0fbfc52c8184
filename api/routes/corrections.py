"""Corrections: what users say of who is who. All of them stand in the folder's speakers.toml."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field, StringConstraints, field_validator, model_validator

from api.access import WRITE
from api.editor import Edit, Editor
from api.problems import unknown
from api.routes.given import GivenService
from api.schemas.base import Given, Id, NotBlank, Shown, ShownNotBlank
from api.schemas.references import SpeakerName
from index import aliasfile, corrections
from index.corrections import Same, correction_id
from index.curation import Change, concerned, merging, renaming, splitting
from index.documents import SpeakerKind
from index.store import Snapshot

router = APIRouter(tags=["corrections"])

Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=aliasfile.LONGEST),
    NotBlank,
    ShownNotBlank,
]


class ShownAs(Given):
    """What a speaker is shown by instead of what the documents say."""

    name: Words | None = None
    role: Words | None = None
    kind: SpeakerKind | None = None


class RenameRequest(ShownAs):
    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("Give a name, a role or a kind.")
        return self


class MergeRequest(ShownAs):
    """``speakers``: ids; the first gives the name and keeps its id, unless ``name`` is given."""

    speakers: list[Id] = Field(
        min_length=2, max_length=100, json_schema_extra={"uniqueItems": True}
    )

    @field_validator("speakers")
    @classmethod
    def _distinct(cls, value: list[str]) -> list[str]:
        if len(set(value)) < len(value):
            raise ValueError("Name two speakers or more, each once.")
        return value


class SplitName(Given):
    """A name that documents introduce the speaker by: in all of them, or in the one of this id."""

    name: Words
    document: Id | None = None


class SplitRequest(Given):
    names: list[SplitName] = Field(min_length=1, max_length=100)


class CalledName(Shown):
    """``document``: the path of the file in which alone the name is meant, null for all."""

    name: str
    document: str | None


class Correction(Shown):
    """``same``: all of the names are one speaker. ``apart``: no two of them are."""

    id: str
    type: Literal["same", "apart"]
    names: list[CalledName]
    name: str | None
    role: str | None
    kind: SpeakerKind | None

    @classmethod
    def of(cls, correction: corrections.Correction) -> Self:
        same = correction if isinstance(correction, Same) else None
        return cls(
            id=correction_id(correction),
            type="same" if same else "apart",
            names=[CalledName(name=n, document=document) for n, document in correction.names],
            name=same.name if same else None,
            role=same.role if same else None,
            kind=same.kind if same else None,
        )


class CorrectionInForce(Correction):
    """``speakers``: everybody who goes by one of the names; empty where no document uses them."""

    speakers: list[SpeakerName]


class CorrectionList(Shown):
    """``file`` is in the folder of documents; ``error`` says why it is not what is in force."""

    file: str
    error: str | None
    items: list[CorrectionInForce]


class Edited(Shown):
    """``in_force`` is false where a build has to end first; the file has the change already."""

    added: list[Correction]
    removed: list[Correction]
    in_force: bool
    speakers: list[SpeakerName]

    @classmethod
    def of(cls, edit: Edit) -> Self:
        return cls(
            added=[Correction.of(each) for each in edit.added],
            removed=[Correction.of(each) for each in edit.removed],
            in_force=edit.in_force,
            speakers=[SpeakerName(id=each.id, name=each.name) for each in edit.speakers],
        )


@router.post("/api/speakers/merge", status_code=201, dependencies=[WRITE])
def merge_speakers(request: MergeRequest, service: GivenService, response: Response) -> Edited:
    """These speakers are one."""
    shown = request.name, request.role, request.kind
    edit = Editor(service).change(lambda s, known: merging(s, known, request.speakers, *shown))
    return _told(edit, response)


@router.post("/api/speakers/{id}/split", status_code=201, dependencies=[WRITE])
def split_speaker(
    id: str, request: SplitRequest, service: GivenService, response: Response
) -> Edited:
    """These names of a speaker are somebody else's."""
    names = [(each.name, each.document) for each in request.names]
    return _told(Editor(service).change(lambda s, _: splitting(s, id, names)), response)


@router.patch("/api/speakers/{id}", dependencies=[WRITE])
def rename_speaker(
    id: str, request: RenameRequest, service: GivenService, response: Response
) -> Edited:
    """This speaker is shown by another name, role or kind; the id stays."""
    shown = request.name, request.role, request.kind
    return _told(Editor(service).change(lambda s, known: renaming(s, known, id, *shown)), response)


@router.get("/api/corrections")
def list_corrections(service: GivenService) -> CorrectionList:
    """What is in force, with whom it concerns."""
    with service.store.snapshot() as snapshot:
        errors = [file.error for file in snapshot.files() if file.path == aliasfile.NAME]
        items = [
            CorrectionInForce(
                **Correction.of(each).model_dump(),
                speakers=[SpeakerName(id=s.id, name=s.name) for s in concerned(snapshot, [each])],
            )
            for each in snapshot.corrections()
        ]
    return CorrectionList(file=aliasfile.NAME, error=next(iter(errors), None), items=items)


@router.delete("/api/corrections/{id}", dependencies=[WRITE])
def undo_correction(id: str, service: GivenService, response: Response) -> Edited:
    """Takes a correction back: its table goes from the file, and everything is as without it."""

    def decide(_: Snapshot, known: corrections.Corrections) -> Change:
        if id not in map(correction_id, known):
            raise unknown("correction", id)
        return Change(removed=(id,))

    return _told(Editor(service).change(decide), response)


def _told(edit: Edit, response: Response) -> Edited:
    if not edit.in_force:
        response.status_code = 202
    return Edited.of(edit)
