"""The files that come next, read and analysed while those before them are committed.

Parsing holds the interpreter; the networks, the disk and the readers' process do not. A few files
in work at once so keep all cores busy, or those of a cluster. Each document still goes into the
store by itself and in its turn, so that those behind a long one are made meanwhile and wait; a
bound on the bytes of all of them keeps memory flat however large the folder is.
"""

import hashlib
import sys
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Protocol, Self

from index import folder
from index.documents import Document
from index.folder import Folders, Found
from index.store import Entry

TAKEN_UP = 3  # files for each that is made at once: in work, or made and waiting for their turn
_ROOM = 2_000_000  # bytes of the files taken up; one that is larger is so by itself
_SHARES = 8  # made at once for which that is meant; a cluster makes more, and has more room
_SWITCH = 0.0005  # seconds a thread keeps the interpreter where others want it, in place of 0.005:
# one that runs a network wants it back every few milliseconds, and leaves a core idle till then


class Makers(Protocol):
    """Those who read, attribute and embed documents: ``index.parts.Parts`` on this machine, or
    ``index.cluster.Cluster``. Safe to use from several threads."""

    @property
    def room(self) -> int:
        """How many documents they make at once."""

    def made(self, path: Path, data: bytes) -> tuple[Document, Entry]:
        """A file's document, and all that is to be stored of it. Raises MakersAway where nothing
        can be made, and anything else of this file alone."""


class MakersAway(ConnectionError):
    """Those who make documents are elsewhere and cannot be reached. The message says where."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """What a file of this digest gives."""

    digest: str
    document: Document
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Failed:
    digest: str
    error: Exception


class Ahead:
    """For the thread that builds. ``known`` are the digests of files whose content is stored."""

    def __init__(self, folders: Folders, makers: Makers, known: Iterable[str]) -> None:
        self._folders, self._makers = folders, makers
        self._digests = set(known)
        self._lock = Lock()
        self._files = TAKEN_UP * makers.room
        self._bytes = _ROOM * max(1, makers.room // _SHARES)
        self._threads = ThreadPoolExecutor(makers.room, "analysis")
        self._switch = sys.getswitchinterval()
        self._work: dict[str, tuple[int, Future[Analysed | _Failed | None]]] = {}

    def begin(self, files: Iterable[Found]) -> None:
        """Take up files in their order, as far as there is room."""
        for file in files:
            if file.path in self._work:
                continue
            room = self._bytes - sum(size for size, _ in self._work.values())
            if len(self._work) >= self._files or (self._work and file.size > room):
                return
            self._work[file.path] = file.size, self._threads.submit(self._analyse, file.path)

    def analysed(self, path: str, digest: str) -> Analysed | None:
        """What was made of a file, if that was begun and the file has still this digest.

        Waits for it, and raises what reading or analysing it raised.
        """
        _, begun = self._work.pop(path, (0, None))
        made = begun.result() if begun else None
        if made is None or made.digest != digest:
            return None
        if isinstance(made, _Failed):
            raise made.error
        return made

    def forget(self, path: str) -> None:
        """Make room: nobody asks any more what was made of this file."""
        self._work.pop(path, None)

    def _analyse(self, path: str) -> Analysed | _Failed | None:
        try:
            contents = folder.read(self._folders.place(path))
        except OSError:
            return None  # the build meets it in its turn, and tells it
        if contents is None:
            return None
        digest = hashlib.sha256(contents.data).hexdigest()
        with self._lock:
            if digest in self._digests:
                return None
            self._digests.add(digest)
        try:
            return Analysed(digest, *self._makers.made(Path(path), contents.data))
        except Exception as error:  # raised where the build has it
            return _Failed(digest, error)

    def __enter__(self) -> Self:
        sys.setswitchinterval(_SWITCH)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        sys.setswitchinterval(self._switch)
