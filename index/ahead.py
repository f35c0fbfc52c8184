"""The files that come next, read and analysed while those before them are committed.

Parsing holds the interpreter; the networks, the disk and the readers' process do not. A few files
in work at once so keep all cores busy, each document still goes into the store by itself and in its
turn, and a bound on the bytes in work keeps memory flat however large the folder is.
"""

import hashlib
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from index import folder
from index.documents import Document
from index.folder import Folders, Found
from index.inference import cores
from index.parts import Parts
from index.store import Entry

_ROOM = 2_000_000  # bytes of the files in work at once; one that is larger is so by itself


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

    def __init__(self, folders: Folders, parts: Parts, known: Iterable[str]) -> None:
        self._folders, self._parts = folders, parts
        self._digests = set(known)
        self._lock = Lock()
        self._files = cores() + 1
        self._threads = ThreadPoolExecutor(self._files, "analysis")
        self._work: dict[str, tuple[int, Future[Analysed | _Failed | None]]] = {}

    def begin(self, files: Iterable[Found]) -> None:
        """Take up files in their order, as far as there is room."""
        for file in files:
            if file.path in self._work:
                continue
            room = _ROOM - sum(size for size, _ in self._work.values())
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
            document = self._parts.read(Path(path), contents.data)
            return Analysed(digest, document, self._parts.entry(document))
        except Exception as error:  # raised where the build has it
            return _Failed(digest, error)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
