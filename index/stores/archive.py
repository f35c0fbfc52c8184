"""Archives: a whole index in one file, copied while it is served and checked before it is taken in.

An archive is a zip of two files, and nothing else is taken for one:

    index.json         what it holds, and the size and SHA-256 of the other
    catalogue.sqlite   the catalogue at one generation; the views are made from it

It may come from anywhere: nothing in it is a path, nothing is unpacked beyond the size it states,
and its catalogue has to have our schema to the letter before anything is asked of it.
"""

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import IO

from index.store import Archived, BadArchive, Counts, Manifest, StoreDamaged, StoreOutdated
from index.stores import catalogue
from index.stores.snapshot import LocalSnapshot

_FORMAT = 1
_ABOUT = "index.json"
_LONGEST = 65_536  # bytes of what it says of itself
_SPARE = 64 * 2**20  # bytes that are left free on the disk
_CHUNK = 2**20
_COMPRESSED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others can ask for gigabytes to unpack


def write(snapshot: LocalSnapshot, manifest: Manifest, path: Path, folder: str | None) -> Archived:
    """Make an archive of what a snapshot reads; ``path`` is replaced in one step.

    Costs a copy of the catalogue beside it for as long as it takes. Raises OSError.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as beside:
        copied, packed = Path(beside) / catalogue.NAME, Path(beside) / "archive"
        with (
            catalogue.damage_named(copied),
            closing(sqlite3.connect(copied, isolation_level=None)) as copy,
        ):
            snapshot.connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        with copied.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        about = Archived(
            manifest,
            snapshot.generation,
            snapshot.counts(),
            folder,
            copied.stat().st_size,
            digest,
        )
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_ABOUT, json.dumps({"format": _FORMAT, **asdict(about)}, indent=2))
            archive.write(copied, catalogue.NAME)
        packed.replace(path)
    return about


def unpack(path: Path, folder: Path) -> Archived:
    """Put the catalogue of an archive into an empty directory, if it is sound.

    Raises BadArchive and OSError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            about, catalogued = _members(archive)
            said = _about(archive, about)
            if catalogued.file_size != said.size:
                raise BadArchive("Its catalogue has another size than it says")
            if said.size + _SPARE > shutil.disk_usage(folder).free:
                raise BadArchive(f"There is no room for the {said.size:,} bytes that it holds")
            with archive.open(catalogued) as packed:
                _copy(packed, folder / catalogue.NAME, said)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
        raise BadArchive(f"It is no archive of an index, or it is damaged: {error}") from error
    try:
        with closing(catalogue.connect(folder / catalogue.NAME)) as connection:
            _check(connection, said)
    except StoreOutdated as error:
        raise BadArchive("Another version of onrecord made it, older than this one") from error
    except StoreDamaged as error:
        raise BadArchive("Its catalogue is none, or a newer version of onrecord made it") from error
    except sqlite3.Error as error:
        raise BadArchive(f"Its catalogue cannot be read: {error}") from error
    return said


def _members(archive: zipfile.ZipFile) -> tuple[zipfile.ZipInfo, zipfile.ZipInfo]:
    members = {member.filename: member for member in archive.infolist()}
    if len(archive.infolist()) != 2 or members.keys() != {_ABOUT, catalogue.NAME}:
        raise BadArchive(f"An archive holds {_ABOUT} and {catalogue.NAME}, and this one does not")
    if any(member.compress_type not in _COMPRESSED for member in members.values()):
        raise BadArchive("It is compressed in a way that no archive of ours is")
    return members[_ABOUT], members[catalogue.NAME]


def _about(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Archived:
    if member.file_size > _LONGEST:
        raise BadArchive(f"Its {_ABOUT} is too long")
    with archive.open(member) as file:
        data = file.read(_LONGEST)
    try:
        given = json.loads(data)
        if given.pop("format") != _FORMAT:
            raise BadArchive("Another version of onrecord made it")
        manifest, counts = Manifest(**given.pop("manifest")), Counts(**given.pop("counts"))
        said = Archived(manifest=manifest, counts=counts, **given)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        if isinstance(error, BadArchive):
            raise
        raise BadArchive(f"Its {_ABOUT} cannot be understood") from error
    sound = isinstance(said.folder, str | None) and isinstance(said.size, int)
    if not sound or not isinstance(said.sha256, str) or said.size < 0:
        raise BadArchive(f"Its {_ABOUT} cannot be understood")
    return said


def _copy(packed: IO[bytes], target: Path, said: Archived) -> None:
    digest, left = hashlib.sha256(), said.size
    with target.open("xb") as file:
        while chunk := packed.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise BadArchive("Its catalogue is longer than it says")
            digest.update(chunk)
            file.write(chunk)
    if left or digest.hexdigest() != said.sha256:
        raise BadArchive("Its catalogue is not the one that was put into it")


def _check(connection: sqlite3.Connection, said: Archived) -> None:
    with closing(catalogue.create(None, None)) as ours:
        if _schema(connection) != _schema(ours):
            raise BadArchive("Its catalogue is made otherwise than ours")
    if catalogue.manifest_of(connection) != said.manifest:
        raise BadArchive(f"Its catalogue has another manifest than {_ABOUT}")


def _schema(connection: sqlite3.Connection) -> set[tuple[str, str, str, str | None]]:
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema"
        " WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4')"  # what the planner has learnt
    )
    return set(rows)
