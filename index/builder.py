"""Builder: a folder → the store, touching only what changed.

A file that looks the same (size and time) is not opened, one with the same bytes is not analysed,
and neither is a renamed or copied one. Every other is analysed and put in one transaction; what its
former version has word for word is not embedded again. A file that fails is listed with its reason,
and its last good version goes on answering until it is gone. So it is with ``speakers.toml``, of
which only the speakers are resolved anew, and with all files of a directory that cannot be listed
or is not mounted, or of one of several folders that is away.

A pass that repairs trusts nothing that verification could find untrue: it reads every file.

Where a store lets several write, each claims files before it takes them up, and a pass ends when
all of them are done, whoever did them.
"""

import logging
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path

from index.ahead import Makers
from index.difference import Difference
from index.folder import Folders
from index.parts import Parts
from index.store import Build, FileRecord, Store, StoreDamaged
from index.update import Progress, Update

_log = logging.getLogger(__name__)


class Builder:
    """Keeps a store true to a folder, or to several as one. ``skip`` are directories that hold no
    documents; ``makers``, else ``parts``, make those of files that are new."""

    def __init__(
        self,
        folder: Path | Folders,
        store: Store,
        parts: Parts,
        *,
        skip: Collection[Path] = (),
        makers: Makers | None = None,
    ) -> None:
        self._folders = Folders.of(folder)
        self._store = store
        self._parts = parts
        self._makers = makers or parts
        self._skip = skip

    def build(
        self,
        *,
        fresh: bool = False,
        repair: Sequence[Difference] | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
        note: Callable[[str], None] = _log.info,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Build:
        """One pass over the folder; ``fresh`` makes everything anew, beside what is served.

        ``repair`` are the differences that verification found: what they name is mended, ``note``
        is told how, and every file is read, however unchanged it looks. Raises OSError where the
        folder is away or the disk is full, MakersAway, StoreBusy, BuildCancelled, BuildFailed, and
        StoreDamaged where only a fresh build helps. The store is whole after each of them.
        """
        started = time.time()
        progress(Progress("scanning"))
        served, since = self._served()
        known = [record.path for record in served]
        found = self._folders.scan(self._parts.supported, skip=self._skip, known=known, since=since)
        with self._store.writer(self._parts.manifest, fresh=fresh) as writer:
            if repair is not None:
                for done in writer.mend(repair):
                    note(done)
            run = Update(self._folders, self._store, self._parts, writer, found, served, repair)
            tally = run.take_up(self._makers, progress, cancelled)
            progress(Progress("finishing"))
            build = Build(started, time.time(), **tally)
            writer.finish(build)
        return build

    def _served(self) -> tuple[Sequence[FileRecord], float]:
        """The files that are served, and when the folder was last looked at."""
        # A damaged index is told of by the writer, and a rebuild has nothing to take from it.
        with suppress(StoreDamaged), self._store.snapshot() as snapshot:
            build = snapshot.last_build()
            return snapshot.files(), build.started if build else 0.0
        return (), 0.0
