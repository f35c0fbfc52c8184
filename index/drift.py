"""Drift: what a folder and the index that was made from it say differently of each other."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index import aliasfile
from index.aliasfile import BadCorrections
from index.corrections import Corrections
from index.difference import Difference
from index.folder import Folders, Found
from index.store import FileRecord, Store


@dataclass(frozen=True, slots=True)
class Drift:
    """How many files of the folder an index is behind: as far as their sizes and times tell."""

    new: int = 0
    changed: int = 0
    gone: int = 0


def drift(
    folder: Path | Folders,
    store: Store,
    supported: Callable[[Path], bool],
    *,
    skip: Collection[Path] = (),
) -> Drift:
    """Costs a stat a file. Raises OSError where the folder is away."""
    with store.snapshot() as snapshot:
        known = {record.path: record for record in snapshot.files()}
        build = snapshot.last_build()
    known.pop(aliasfile.NAME, None)
    new = changed = 0
    since = build.started if build else 0.0
    for file in Folders.of(folder).scan(supported, skip=skip, known=[*known], since=since):
        record = known.pop(file.path, None)
        if file.path.endswith("/"):
            known = _without(known, file)
        if record is None:
            new += 1
        elif not looks_same(file, record):
            changed += 1
    return Drift(new, changed, len(known))


def looks_same(file: Found, record: FileRecord) -> bool:
    """Whether a file is what it was when it was last taken up, by its size and time."""
    same = (record.size, record.modified) == (file.size, file.modified)
    # Without a digest it could not be opened: a permission may have changed since.
    return same and bool(record.digest or file.error) and file.error in (None, record.error)


def verify_files(
    folder: Path | Folders,
    store: Store,
    supported: Callable[[Path], bool],
    *,
    skip: Collection[Path] = (),
) -> Sequence[Difference]:
    """What the folder and the catalogue say differently of each other. Reads every file."""
    with store.snapshot() as snapshot:
        known = {record.path: record for record in snapshot.files()}
        in_force = snapshot.corrections()
        build = snapshot.last_build()
    differences = []
    folders = Folders.of(folder)
    known.pop(aliasfile.NAME, None)
    since = build.started if build else 0.0
    files = folders.scan(supported, skip=skip, known=[*known], since=since)
    # Where the first of several is away, what it said last stays in force.
    with suppress(BadCorrections, FileNotFoundError):
        contents = aliasfile.load(folders.first)
        if in_force != (aliasfile.parse(contents.data) if contents else Corrections()):
            differences.append(_different(aliasfile.NAME, "was changed after it was indexed"))
    for file in files:
        record = known.pop(file.path, None)
        if file.path.endswith("/"):
            known = _without(known, file)
            differences.append(_different(file.path, f"is not seen: {file.error}"))
        elif record is None:
            differences.append(_different(file.path, "is not in the index"))
        elif (
            file.error is None
            and record.digest
            and _digest(folders.place(file.path)) != record.digest
        ):
            differences.append(_different(file.path, "was changed after it was indexed"))
    gone = [_different(path, "is in the index and not in the folder") for path in known]
    return differences + gone


def _without(known: Mapping[str, FileRecord], away: Found) -> dict[str, FileRecord]:
    """Nothing can be said of what lies in a directory that cannot be listed."""
    return {path: record for path, record in known.items() if not path.startswith(away.path)}


def _different(path: str, what: str) -> Difference:
    return Difference(f"file {path}", what, "folder")


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
