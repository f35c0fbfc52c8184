"""State: the index and its jobs, as clients see them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Literal, Self

import index.drift
from api import jobs
from api.schemas.base import Shown
from index import exclusions, store
from index.folder import Folders
from index.parsing import PARSER


class Job(Shown):
    """``done`` of ``total`` files; ``message`` is the file that is read, what is waited for, or
    why the job failed. ``rate`` is files a second, ``left`` the seconds that the rest takes."""

    id: str
    kind: Literal["update", "rebuild"]
    state: jobs.State
    stage: str | None
    done: int
    total: int
    message: str | None
    rate: float | None
    left: float | None
    started: datetime | None
    finished: datetime | None

    @classmethod
    def of(cls, job: jobs.Job) -> Self:
        return cls(
            id=job.id,
            kind="rebuild" if job.fresh else "update",
            state=job.state,
            stage=job.stage,
            done=job.done,
            total=job.total,
            message=job.message,
            rate=round(job.rate, 3) if job.rate else None,
            left=None if job.left is None else round(job.left, 1),
            started=_instant(job.started) if job.started else None,
            finished=_instant(job.finished) if job.finished else None,
        )


class Counts(Shown):
    documents: int
    passages: int
    statements: int
    speakers: int
    files: int


class Models(Shown):
    embedder: str | None
    parser: str


class Versions(Shown):
    readers: str | None
    chunker: str | None
    attribution: str | None


class Build(Shown):
    """What the last pass over the folder did, in files."""

    started: datetime
    finished: datetime
    added: int
    changed: int
    renamed: int
    removed: int
    failed: int
    unchanged: int

    @classmethod
    def of(cls, build: store.Build) -> Self:
        fields = asdict(build)
        fields.update(started=_instant(build.started), finished=_instant(build.finished))
        return cls(**fields)


class FailedFile(Shown):
    """``path`` is relative to the folder of documents."""

    path: str
    reason: str


class Folder(Shown):
    """A folder of documents. Where there are several, paths of files begin with its ``name``.
    ``away``: it cannot be found; what was indexed from it is answered all the same."""

    name: str
    files: int
    away: bool


class Drift(Shown):
    """How many files of the folder are new, changed and gone since they were indexed, as far as
    their sizes and times tell; `onrecord verify` reads them."""

    new: int
    changed: int
    gone: int


class Index(Shown):
    """The generation that is served, what it was made with, and the job that is or was last.

    ``drift`` is null where no folder of documents can be found.
    """

    generation: int
    counts: Counts
    models: Models
    versions: Versions
    last_build: Build | None
    folders: list[Folder]
    failed: list[FailedFile]
    drift: Drift | None
    job: Job | None

    @classmethod
    def of(
        cls,
        snapshot: store.Snapshot,
        manifest: store.Manifest | None,
        job: jobs.Job | None,
        drift: index.drift.Drift | None,
        folders: Folders,
    ) -> Self:
        build = snapshot.last_build()
        return cls(
            generation=snapshot.generation,
            counts=Counts(**asdict(snapshot.counts())),
            models=Models(embedder=manifest.embedder if manifest else None, parser=PARSER),
            versions=Versions(
                readers=manifest.readers if manifest else None,
                chunker=manifest.chunker if manifest else None,
                attribution=manifest.attribution if manifest else None,
            ),
            last_build=Build.of(build) if build else None,
            folders=_folders(folders, snapshot.files()),
            failed=failed_files(snapshot),
            drift=Drift(**asdict(drift)) if drift else None,
            job=Job.of(job) if job else None,
        )


def _folders(folders: Folders, files: Sequence[store.FileRecord]) -> list[Folder]:
    # What is listed for its error alone, a directory or the exclusions, is no file of documents.
    held = [file.path for file in files if not file.path.endswith(("/", exclusions.NAME))]
    within = Counter(path.partition("/")[0] for path in held)
    return [
        Folder(
            name=name,
            files=within[name] if folders.several else len(held),
            away=not path.is_dir(),
        )
        for name, path in folders.named.items()
    ]


def failed_files(snapshot: store.Snapshot) -> list[FailedFile]:
    return [
        FailedFile(path=file.path, reason=file.error) for file in snapshot.files() if file.error
    ]


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
