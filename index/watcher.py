"""Watcher: tells when something in the folder changed."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from threading import Event

from watchfiles import Change
from watchfiles import watch as watch_files

from index import exclusions

_QUIET = 300  # milliseconds without a change, and a burst is over
_LONGEST = 1600  # milliseconds after which a burst that does not end is told all the same
_LOOK = 500  # milliseconds after which the folder is looked for, if nothing happens


def watch(
    folder: Path,
    stop: Event,
    *,
    skip: Collection[Path] = (),
    polling: bool | None = None,
) -> Iterator[None]:
    """Yields once for every burst of changes in the folder, until ``stop`` is set.

    It yields within a second of its start too, so that nothing falls between a build and the watch
    that follows it. A folder that goes away is waited for, and told when it is back. What is hidden
    or under ``skip`` is not looked at, but for the folder's exclusions. ``polling`` looks at every
    file again and again, for folders whose changes the system does not tell (network drives); None
    lets the system decide.
    """
    while not stop.is_set():
        identity = _identity(folder)
        if identity is None:
            stop.wait(_LOOK / 1000)
            continue
        yield from _watch(folder, identity, stop, _counts(folder, skip), polling=polling)


def _watch(
    folder: Path,
    identity: tuple[int, int],
    stop: Event,
    counts: Callable[[Change, str], bool],
    *,
    polling: bool | None,
) -> Iterator[None]:
    """Until the folder is gone, or another stands in its place."""
    told = False
    try:
        for changes in watch_files(
            folder,
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
            if _identity(folder) != identity:
                return
    except FileNotFoundError:
        return


def _counts(folder: Path, skip: Collection[Path]) -> Callable[[Change, str], bool]:
    """Which changes are the documents' own: the index may lie in the folder it is made from."""
    roots = {folder.absolute(), folder.resolve()}
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


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
