"""The folder of documents: which of its files are read, and how.

Read is every regular file of a supported kind, at any depth, except what is hidden (a name that
starts with a dot), what ``.onrecordignore`` excludes, and the directories to skip. Links to
directories are not followed; a link to a file is read where that file lies in the folder. What
should be read and cannot be is given with the reason.
"""

import errno
import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from index import exclusions

LARGEST = 100_000_000
"""Bytes of the largest file that is read."""
_TOO_LARGE = f"up to {LARGEST:,} bytes are read"
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the folder. ``path`` is relative to it, with forward slashes; a directory that
    cannot be listed ends in one. ``size`` in bytes, ``modified`` in nanoseconds since the epoch."""

    path: str
    size: int = 0
    modified: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The bytes of a file, and the size and time it had when they were all there."""

    data: bytes
    size: int
    modified: int


def scan(
    folder: Path, supported: Callable[[Path], bool], *, skip: Collection[Path] = ()
) -> list[Found]:
    """The files of a folder, by path. Costs a stat a file.

    Raises OSError where the folder itself cannot be listed: it may be back soon, so that is never
    taken for an empty one. So it does where the folder's exclusions cannot be read.
    """
    root = folder.resolve(strict=True)
    skipped = {path.resolve() for path in skip}
    excluded = exclusions.load(root)
    files = [Found(exclusions.NAME, error=excluded.error)] if excluded.error else []
    directories = [root]
    while directories:
        place = directories.pop()
        try:
            with os.scandir(place) as listing:
                entries = list(listing)
        except OSError as error:
            if place == root:
                raise
            name = _name(place, root) + "/"
            files.append(Found(name, error=f"The directory cannot be listed: {error.strerror}"))
            continue
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith(".") or path in skipped:
                continue
            directory = entry.is_dir(follow_symlinks=False)
            if excluded.hold(path.relative_to(root).as_posix(), directory=directory):
                continue
            if directory:
                directories.append(path)
            elif supported(path) and not path.is_dir():
                files.append(_found(path, root))
    return sorted(files, key=lambda file: file.path)


def find(folder: Path, name: str) -> Found | None:
    """The file of this name in the folder itself; None where there is nothing of that name."""
    root = folder.resolve(strict=True)
    return _found(root / name, root) if os.path.lexists(root / name) else None


def read(path: Path) -> Contents | None:
    """The bytes of a file; None where it goes on changing while it is read. Raises OSError."""
    for _ in range(_ATTEMPTS):
        # What was a file when it was listed may be a pipe by now, which would be waited for.
        with open(path, "rb", opener=_without_waiting) as file:
            before = os.fstat(file.fileno())
            if not S_ISREG(before.st_mode):
                raise OSError(errno.EINVAL, "it is no regular file any more")
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise OSError(errno.EFBIG, _TOO_LARGE)
        after = path.stat()
        same = (before.st_ino, before.st_size, before.st_mtime_ns) == (
            after.st_ino,
            after.st_size,
            after.st_mtime_ns,
        )
        if same and len(data) == after.st_size:
            return Contents(data, after.st_size, after.st_mtime_ns)
    return None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _found(path: Path, root: Path) -> Found:
    name = _name(path, root)
    try:
        if not path.resolve(strict=True).is_relative_to(root):
            return Found(name, error="The link leads out of the folder")
        status = path.stat()
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        return Found(name, error=f"The file cannot be reached: {error}")
    if not S_ISREG(status.st_mode):
        return Found(name, error="This is not a regular file")
    if os.fsencode(path.relative_to(root)) != name.encode():
        return Found(name, error="The file's name is not UTF-8")
    refused = f"The file is too large: {_TOO_LARGE}" if status.st_size > LARGEST else None
    return Found(name, status.st_size, status.st_mtime_ns, refused)


def _name(path: Path, root: Path) -> str:
    """As it is stored and shown: relative, and always UTF-8."""
    relative = path.relative_to(root).as_posix()
    return os.fsencode(relative).decode("utf-8", "backslashreplace")
