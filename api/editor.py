"""Editor: changes ``speakers.toml`` in the folder of documents, and puts the change in force."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from filelock import FileLock, Timeout

from api.service import FolderMissing, NotReady, Service
from index import aliasedits, aliasfile
from index.aliasedits import ChangedMeanwhile
from index.aliasfile import Aliases, BadCorrections
from index.corrections import Correction, Corrections, correction_id
from index.curation import Change, concerned
from index.documents import Speaker
from index.store import Snapshot, StoreBusy

_ATTEMPTS = 5  # to change the file before somebody else does
_PATIENCE = 10.0  # seconds to wait for another change, and for a build to let this one in
_LOOK = 0.1  # seconds between two looks


class Unwritable(RuntimeError):
    """The alias file cannot be changed; nothing was. The message says why."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What was changed. ``in_force`` is False where a build keeps it waiting: the file has it, and
    that build or the next takes it up. ``speakers``: whom it concerns, as of now."""

    added: tuple[Correction, ...]
    removed: tuple[Correction, ...]
    in_force: bool
    speakers: Sequence[Speaker]


class Editor:
    """Safe to use from several threads and processes: one changes the file at a time."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._store = service.store

    def change(self, decide: Callable[[Snapshot, Corrections], Change]) -> Edit:
        """Make a change, given the speakers and what the file says. All of it is made, or nothing.

        Raises what ``decide`` does, BadCorrections, NotEditable and Contradiction (see
        ``aliasedits.edited``), Unwritable, FolderMissing, NotReady.
        """
        if self._store.manifest is None:
            raise NotReady("There is no index yet; its speakers can be corrected once there is.")
        lock = FileLock(self._service.settings.data / "corrections.lock")
        try:
            with lock.acquire(timeout=_PATIENCE):
                change, before = self._write(decide)
        except Timeout:
            raise Unwritable(f"Somebody else goes on changing {aliasfile.NAME}.") from None
        removed = tuple(each for each in before if correction_id(each) in change.removed)
        in_force = self._put_in_force()
        with self._store.snapshot() as snapshot:
            found = concerned(snapshot, (*change.added, *removed))
        return Edit(change.added, removed, in_force, found)

    def _write(
        self, decide: Callable[[Snapshot, Corrections], Change]
    ) -> tuple[Change, Corrections]:
        folder = self._service.documents.first
        if not folder.is_dir():
            raise FolderMissing(f"There is no folder {folder}; nothing was changed.")
        for _ in range(_ATTEMPTS):
            contents = aliasfile.load(folder)
            data = contents.data if contents else b""
            before = aliasfile.parse(data)
            with self._store.snapshot() as snapshot:
                change = decide(snapshot, before)
            edited = aliasedits.edited(data, change.added, change.removed)
            try:
                aliasedits.write(folder, edited, instead_of=contents)
            except ChangedMeanwhile:
                continue
            except OSError as error:
                raise Unwritable(
                    f"{folder / aliasfile.NAME} cannot be written: {error.strerror}."
                ) from error
            return change, before
        raise Unwritable(f"Somebody else goes on changing {aliasfile.NAME}.")

    def _put_in_force(self) -> bool:
        """What the file says now, which others may have changed too; False where a build that goes
        on for longer keeps it waiting."""
        folder, end = self._service.documents.first, time.monotonic() + _PATIENCE
        while (manifest := self._store.manifest) is not None and time.monotonic() < end:
            try:
                with self._store.writer(manifest) as writer:
                    Aliases.of(folder, self._store, writer).take_up()
            except StoreBusy:
                time.sleep(_LOOK)
            else:
                return True
            with self._store.snapshot() as snapshot, suppress(BadCorrections):
                contents = aliasfile.load(folder)
                if contents and aliasfile.parse(contents.data) == snapshot.corrections():
                    return True  # the build that runs has looked at the file
        return False
