"""The folder of documents, or several: which of their files are read, and how.

Read is every regular file of a supported kind, at any depth, except what is hidden (a name that
starts with a dot), what ``.onrecordignore`` excludes, and the directories to skip. Links to
directories are not followed; a link to a file is read where that file lies in the folder. What
should be read and cannot be is given with the reason.

A drive that is not mounted leaves an empty directory where it was. That is not taken for one whose
files were deleted: it has not changed since the files were last seen.
"""

import errno
import os
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISREG

from index import exclusions

LARGEST = 100_000_000
"""Bytes of the largest file that is read."""
_TOO_LARGE = f"up to {LARGEST:,} bytes are read"
_ATTEMPTS = 3
_ROUNDED = 2.0  # seconds to which some file systems round their times
_UNMOUNTED = "It is empty, and nothing was deleted from it: what was mounted there is away"


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


class Folders:
    """The folders of documents. What one index knows a file by is its path in the folder; where
    there are several, the folder's name stands before it: ``clippings/2024/may.txt``.

    Of two with the same name the later is ``clippings-2``. What is one for all of them, the user's
    corrections of speakers, is in the first.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        """Raises ValueError where one is named twice or lies in another."""
        self.paths = tuple(paths)
        self.named: Mapping[str, Path] = dict(zip(_names(paths), paths, strict=True))

    @classmethod
    def of(cls, folder: "Path | Folders") -> "Folders":
        return folder if isinstance(folder, Folders) else cls([folder])

    def __str__(self) -> str:
        return ", ".join(map(str, self.paths))

    @property
    def first(self) -> Path:
        return self.paths[0]

    @property
    def several(self) -> bool:
        return len(self.paths) > 1

    def folder(self, path: str) -> Path:
        """The one that a file of this path lies in."""
        return self.named[path.partition("/")[0]] if self.several else self.first

    def place(self, path: str) -> Path:
        """Where a file of this path lies."""
        return self.folder(path) / self.inside(path)

    def inside(self, path: str) -> str:
        """The same path, as its folder knows it."""
        return path.partition("/")[2] if self.several else path

    def in_first(self, inside: str) -> str:
        """The path of a file that the first folder knows by this one."""
        return f"{next(iter(self.named))}/{inside}" if self.several else inside

    def scan(
        self,
        supported: Callable[[Path], bool],
        *,
        skip: Collection[Path] = (),
        known: Sequence[str] = (),
        since: float = 0.0,
    ) -> list[Found]:
        """As ``scan`` does. One of several that cannot be listed is given like such a directory,
        and only if none can, OSError is raised."""
        if not self.several:
            return scan(self.first, supported, skip=skip, known=known, since=since)
        found, away = list[Found](), list[OSError]()
        for name, path in self.named.items():
            own = [self.inside(each) for each in known if each.startswith(f"{name}/")]
            try:
                files = scan(path, supported, skip=skip, known=own, since=since)
            except OSError as error:
                away.append(error)
                files = [Found("", error=f"The folder {path} cannot be read: {error.strerror}")]
            found += [replace(file, path=f"{name}/{file.path}") for file in files]
        if len(away) == len(self.paths):
            raise away[0]
        return sorted(found, key=lambda file: file.path)


def _names(paths: Sequence[Path]) -> list[str]:
    names = list[str]()
    resolved = [path.resolve() for path in paths]
    for n, path in enumerate(resolved):
        for other in resolved[:n]:
            if path == other:
                raise ValueError(f"{paths[n]} is named twice")
            for outer, inner in ((path, other), (other, path)):
                if inner.is_relative_to(outer):
                    raise ValueError(f"{inner} lies in {outer}, and is read with it")
        name = unique = _utf8(path.name) or "root"
        number = 1
        while unique in names:
            number += 1
            unique = f"{name}-{number}"
        names.append(unique)
    return names


def scan(
    folder: Path,
    supported: Callable[[Path], bool],
    *,
    skip: Collection[Path] = (),
    known: Sequence[str] = (),
    since: float = 0.0,
) -> list[Found]:
    """The files of a folder, by path. Costs a stat a file. ``known``: the paths, in order, of those
    it had when it was last looked at, ``since`` then (seconds since the epoch).

    Raises OSError where the folder itself cannot be listed or is not mounted: it may be back soon,
    so that is never taken for an empty one. So it does where the folder's exclusions cannot be
    read.
    """
    root = folder.resolve(strict=True)
    skipped = {path.resolve() for path in skip}
    excluded = exclusions.load(root)
    files = [Found(exclusions.NAME, error=excluded.error)] if excluded.error else []
    directories = [root]
    while directories:
        place = directories.pop()
        name = "" if place == root else _name(place, root) + "/"
        try:
            entries = _entries(place, name, known, since)
        except OSError as error:
            if place == root:
                raise
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
            elif supported(path) and not os.path.isdir(path):  # noqa: PTH112  # Path's own can raise
                files.append(_found(path, root))
    return sorted(files, key=lambda file: file.path)


def _entries(
    place: Path, name: str, known: Sequence[str], since: float
) -> list["os.DirEntry[str]"]:
    """What is in a directory. Raises OSError, for one that is not mounted too."""
    with os.scandir(place) as listing:
        entries = list(listing)
    at = bisect_left(known, name)
    held = at < len(known) and known[at].startswith(name)
    if held and not entries:
        status = place.stat()
        # A copy that keeps times sets the first of them alone.
        if max(status.st_mtime, status.st_ctime) < since - _ROUNDED:
            raise OSError(errno.ENODEV, _UNMOUNTED, str(place))
    return entries


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
    return _utf8(path.relative_to(root).as_posix())


def _utf8(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")
