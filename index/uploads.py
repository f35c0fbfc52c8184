"""Uploads: files that come into the folder of documents from elsewhere, and that go from it.

Of a client's file nothing but its name and its bytes is taken. A name that would lead anywhere but
into the folder itself, be hidden, or be no document there is refused.
"""

import os
import re
import time
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from stat import S_ISDIR
from typing import BinaryIO

from index import exclusions
from index.folder import LARGEST, Folders
from index.store import FileRecord

_LONGEST_NAME = 200  # bytes; file systems take 255
_CHUNK = 1 << 20  # bytes
_PART = re.compile(r"\.[0-9a-f]{16}\.upload")
_LEFT = 3600.0  # seconds after which nobody writes to a part any more


class BadUpload(ValueError):
    """A file that is not taken in. The message says why."""


class FileTaken(FileExistsError):
    """There is something of this name already."""


class FileChanged(RuntimeError):
    """A file is not what was indexed any more. The message names it."""


def name_of(given: str, supported: Callable[[Path], bool]) -> str:
    """The name that a file gets in the folder. Raises BadUpload."""
    name = unicodedata.normalize("NFC", given)
    if not name.strip(". ") or len(name.encode("utf-8", "replace")) > _LONGEST_NAME:
        raise BadUpload(f"A file needs a name, of up to {_LONGEST_NAME} bytes.")
    if any(c in "/\\:" or unicodedata.category(c)[0] == "C" for c in name):
        raise BadUpload("A file's name can have no slashes, colons and control characters.")
    if name != name.strip() or name.startswith("."):
        raise BadUpload("A file's name can't begin with a dot or a space, nor end with one.")
    if not supported(Path(name)):
        raise BadUpload(f"There is no reader for {Path(name).suffix or 'files without a suffix'}.")
    return name


def store(folder: Path, name: str, data: BinaryIO, *, replace: bool = False) -> int:
    """Put a file of this name (see ``name_of``) into the folder, whole or not at all; its bytes.

    Raises BadUpload, FileTaken unless ``replace``, and OSError.
    """
    root = folder.resolve(strict=True)
    target = root / name
    if exclusions.load(root).hold(name):
        raise BadUpload(f"{exclusions.NAME} excludes files of this name.")
    if os.path.lexists(target):
        if S_ISDIR(target.lstat().st_mode):
            raise BadUpload("There is a directory of this name.")
        if not replace:
            raise FileTaken(name)
    part = root / f".{token_hex(8)}.upload"  # hidden, so it is no document yet
    try:
        with part.open("xb") as file:
            size = 0
            while chunk := data.read(_CHUNK):
                size += len(chunk)
                if size > LARGEST:
                    raise BadUpload(f"The file is too large: up to {LARGEST:,} bytes are read.")
                file.write(chunk)
            if size == 0:
                raise BadUpload("The file is empty.")
            file.flush()
            os.fsync(file.fileno())
        if replace:
            part.replace(target)
        else:
            _rename_anew(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return size


def clear(folder: Path) -> None:
    """Delete what uploads that were killed left in the folder, as far as that can be done."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _PART.fullmatch(entry.name):
                with suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > _LEFT:
                        Path(entry.path).unlink()


def remove(folders: Folders, files: Sequence[FileRecord]) -> list[str]:
    """Delete these files from their folders, as they were indexed; gives the paths of those that
    were.

    Raises FileChanged, with nothing deleted, where one is another by now, and OSError.
    """
    found = []
    for file in files:
        try:
            root, path = folders.folder(file.path).resolve(strict=True), folders.place(file.path)
        except KeyError:  # the folders were named otherwise when it was indexed
            raise FileChanged(file.path) from None
        # The name itself goes, be it a link; the directories on the way to it must not be links.
        if not path.parent.resolve().is_relative_to(root):
            raise FileChanged(file.path)
        with suppress(FileNotFoundError):
            status = path.stat()
            if (status.st_size, status.st_mtime_ns) != (file.size, file.modified):
                raise FileChanged(file.path)
            found.append((file.path, path))
    for _, path in found:
        path.unlink(missing_ok=True)
    return [name for name, _ in found]


def _rename_anew(part: Path, target: Path) -> None:
    """Raises FileTaken where somebody was first."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise FileTaken(target.name) from None
    except OSError:  # this file system has no links
        if os.path.lexists(target):
            raise FileTaken(target.name) from None
        part.rename(target)
