"""Watcher: tells when something in the folders changed."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

from watchfiles import Change
from watchfiles import watch as watch_files

from index import exclusions
from index.folder import Folders

_QUIET = 300  # milliseconds without a change, and a burst is over
_LONGEST = 1600  # milliseconds after which a burst that does not end is told all the same
_LOOK = 500  # milliseconds after which the folder is looked for, if nothing happens


def watch(
    folder: Path | Folders,
    stop: Event,
    *,
    skip: Collection[Path] = (),
    polling: bool | None = None,
) -> Iterator[None]:
    """Yields once for every burst of changes in the folder or the folders, until ``stop`` is set.

    It yields within a second of its start too, so that nothing falls between a build and the watch
    that follows it, when a folder has gone away, and when it is back. What is hidden or under
    ``skip`` is not looked at, but for the folders' exclusions. ``polling`` looks at every file
    again and again, for folders whose changes the system does not tell (network drives); None lets
    the system decide.
    """
    folders = Folders.of(folder).paths
    while not stop.is_set():
        there = _there(folders)
        if not there:
            stop.wait(_LOOK / 1000)
            continue
        yield from _watch(folders, there, stop, _counts(folders, skip), polling=polling)


def _watch(
    folders: Sequence[Path],
    there: Mapping[Path, tuple[int, int]],
    stop: Event,
    counts: Callable[[Change, str], bool],
    *,
    polling: bool | None,
) -> Iterator[None]:
    """Until one of the folders is gone, back, or another stands in its place."""
    told = False
    try:
        for changes in watch_files(
            *there,
            watch_filter=counts,
            stop_event=stop,
            debounce=_LONGEST,
            step=_QUIET,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            force_polling=polling,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if changes or not told:
                told = True
                yield
            # What is made anew at once may get the inode that the other had
            gone = any(kind == Change.deleted and Path(name) in there for kind, name in changes)
            now = _there(folders)
            if not gone and there.keys() - now.keys():
                yield  # it went while the last change was told, and nothing more is heard of it
            if gone or now != there:
                return
    except FileNotFoundError:
        return


def _counts(folders: Sequence[Path], skip: Collection[Path]) -> Callable[[Change, str], bool]:
    """Which changes are the documents' own: the index may lie in the folder it is made from."""
    roots = {path.absolute() for path in folders} | {path.resolve() for path in folders}
    skipped = {path.resolve() for path in skip} | {path.absolute() for path in skip}

    def counts(_: Change, name: str) -> bool:
        path = Path(name)
        if any(path.is_relative_to(other) for other in skipped):
            return False
        root = next((root for root in roots if path.is_relative_to(root)), Path("/"))
        inside = path.relative_to(root)
        hidden = any(part.startswith(".") for part in inside.parts)
        return not hidden or str(inside) == exclusions.NAME

    return counts


def _there(folders: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """Those of the folders that are there, and which directory each is."""
    found = {}
    for folder in folders:
        with suppress(OSError):
            status = folder.stat()
            found[folder] = (status.st_dev, status.st_ino)
    return found
