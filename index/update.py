"""Update: one pass over the files of a folder → the store, each taken up in its turn."""

import hashlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from index import aliasfile, folder
from index.ahead import TAKEN_UP, Ahead, Makers, MakersAway
from index.aliasfile import Aliases
from index.difference import Difference
from index.documents import Document
from index.drift import looks_same
from index.folder import Folders, Found
from index.parts import Parts
from index.readers import Unreadable
from index.store import Entry, FileRecord, Store, StoreAway, StoreDamaged, Writer

_log = logging.getLogger(__name__)
_NEAREST = 32  # files that are looked at ahead of their turn, at least
_LOOK = 0.5  # seconds between two looks at what other writers have done


class BuildCancelled(Exception):
    """The build was stopped between two files; what was committed stays."""


class BuildFailed(RuntimeError):
    """No file could be taken into a new index; the old one stays."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build is: ``done`` of ``total`` files that have to be looked at."""

    stage: Literal["scanning", "reading", "committing", "finishing"]
    done: int = 0
    total: int = 0
    path: str | None = None


class Update:
    """One pass: what is known of the files, and what is still to be done about them."""

    def __init__(
        self,
        folders: Folders,
        store: Store,
        parts: Parts,
        writer: Writer,
        found: Sequence[Found],
        served: Sequence[FileRecord],
        repair: Sequence[Difference] | None,
    ) -> None:
        self._folders, self._store, self._parts, self._writer = folders, store, parts, writer
        self._found = found
        self._thorough = repair is not None
        self._unsound = {each.document for each in repair or () if each.document}
        self._gone = set[str]()
        self._known: dict[str, FileRecord] = {}
        self._paths: dict[str, set[str]] = {}  # by document
        for record in writer.files():
            self._note(record)
        listed = self._known.pop(aliasfile.NAME, None)
        self._aliases = Aliases(folders.first, store, writer, listed)
        present = {file.path for file in found}
        self._away = tuple(file.path for file in found if file.path.endswith("/"))
        self._gone |= {path for path in self._known if path not in present and not self._kept(path)}
        self._served = {
            record.path: record.document_id
            for record in served
            if record.document_id and (record.path in present or self._kept(record.path))
        }
        self._tally = Counter[str]()

    def _kept(self, path: str) -> bool:
        """Whether nothing can be said of a file because what it lies in is away. While a folder is,
        so it is with what lies in none: the folders may have been named otherwise before."""
        folders = tuple(f"{name}/" for name in self._folders.named) if self._folders.several else ()
        if not path.startswith(folders) and any(folder in self._away for folder in folders):
            return True
        return path.startswith(self._away)

    def take_up(
        self,
        makers: Makers,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Counter[str]:
        """Bring the store up to the folder; gives the counts of a ``Build``."""
        self._correct()
        changed = [file for file in self._found if self._thorough or self._changed(file)]
        # What cannot have been renamed stops being answered first, however long the rest takes.
        sizes = {file.size for file in changed}
        self._forget({path for path in self._gone if self._known[path].size not in sizes})
        digests = {record.digest for record in self._known.values()}
        with Ahead(self._folders, makers, digests) as ahead:
            most = max(_NEAREST, TAKEN_UP * makers.room)
            for done, nearest in self._claimed(changed, most, cancelled):
                file = nearest[0]
                self._correct()  # a build can last, and a user waits for the correction
                ahead.begin(f for f in nearest if not f.error and f.path not in self._known)

                def committing(done: int = done, path: str = file.path) -> None:
                    progress(Progress("committing", done, len(changed), path))

                progress(Progress("reading", done, len(changed), file.path))
                self._take(file, ahead, committing)
                ahead.forget(file.path)  # one that could not be taken up was never asked for
        self._carry_away()
        self._forget(self._gone)
        for document_id in sorted(self._unsound & self._paths.keys()):
            self._renew(document_id)
        if self._served and not self._paths:
            raise BuildFailed("None of the files could be read; the index stays as it was.")
        self._tally["failed"] += self._aliases.bad
        return self._tally

    def _claimed(
        self, changed: Sequence[Found], most: int, cancelled: Callable[[], bool]
    ) -> Iterator[tuple[int, Sequence[Found]]]:
        """Each file that is this writer's to take up, with those that come after it, and how many
        are done. Ends when those that other writers have are done, too."""
        left = {file.path: file for file in changed}
        while left:
            before = len(left)
            claim = self._writer.claim(left.keys(), most)
            for record in claim.records:
                if not self._thorough and looks_same(left[record.path], record):
                    del left[record.path]
                    self._note(record)
            mine = [left.pop(path) for path in claim.taken if path in left]
            stopped = len(left) == before and cancelled()
            with self._writer.together():
                for n in range(len(mine)):
                    stopped = cancelled()
                    if stopped:
                        break  # what was put stays
                    yield len(changed) - len(left) - len(mine) + n, mine[n : n + most]
            if stopped:
                raise BuildCancelled
            if len(left) == before:
                time.sleep(_LOOK)

    def _correct(self) -> None:
        if self._folders.several and f"{next(iter(self._folders.named))}/" in self._away:
            self._aliases.keep()
        else:
            self._aliases.take_up()

    def _carry_away(self) -> None:
        """What is served of files that cannot be looked at goes into a new index too."""
        for path in sorted(self._served.keys() - self._known.keys()):
            if self._kept(path):
                self._fail(FileRecord(path, 0, 0, "", None), "The folder it lies in cannot be read")

    def _changed(self, file: Found) -> bool:
        record = self._known.get(file.path)
        if record and looks_same(file, record):
            self._tally["failed" if record.error else "unchanged"] += 1
            return False
        return True

    def _take(self, file: Found, ahead: Ahead, committing: Callable[[], None]) -> None:
        """Take up one file that is new or looks changed."""
        blank = FileRecord(file.path, file.size, file.modified, "", None)
        if file.error:
            self._fail(blank, file.error)
            return
        try:
            contents = folder.read(self._folders.place(file.path))
        except FileNotFoundError:
            whole = self._folders.folder(file.path)
            if not whole.is_dir() or not any(whole.iterdir()):
                raise  # all of it is away or gone, and the next pass sees which
            self._gone |= self._known.keys() & {file.path}
            return
        except OSError as error:
            self._fail(blank, f"The file cannot be opened: {error.strerror}")
            return
        if contents is None:
            _log.warning("%s is being written; it is left for the next pass", file.path)
            if file.path in self._served and file.path not in self._known:
                # A new index would begin without its last good version.
                self._fail(blank, "The file goes on changing while it is read")
            return
        digest = hashlib.sha256(contents.data).hexdigest()
        record = FileRecord(file.path, contents.size, contents.modified, digest, None)
        before = self._known.get(file.path)
        if before and before.digest == digest and before.error is None and self._sound(before):
            record = replace(record, document_id=before.document_id)
            if record != before:
                self._writer.point(record)
            self._tally["unchanged"] += 1
            return
        former = self._former(before)
        try:
            made = ahead.analysed(file.path, digest)
            document = made.document if made else self._parts.read(Path(file.path), contents.data)
            record = replace(record, document_id=document.id)
            stored = document.id in self._paths and self._sound(record)
            if stored and former and before and before.error:
                # It was carried into this index, from one that other readers may have made.
                stored = former.document.text == document.text
            entry = None
            if not stored:
                entry = made.entry if made else self._parts.entry(document, former)
        except Unreadable as error:
            self._fail(record, str(error))
            return
        except (MakersAway, StoreAway):
            raise
        except (OSError, MemoryError) as error:  # the machine's trouble, which passes
            _log.exception("%s could not be analysed for now", file.path)
            # Without a digest, every pass tries it again.
            self._fail(blank, f"The analysis failed for now: {type(error).__name__}: {error}")
            return
        except Exception as error:  # the analysis of one file never stops the others
            _log.exception("%s could not be analysed", file.path)
            self._fail(record, f"The analysis failed: {type(error).__name__}: {error}")
            return
        if entry is None:
            self._take_stored(record, document)
        else:
            committing()
            self._put(record, entry)
        if before:
            self._retitle(before.document_id, file.path)

    def _take_stored(self, record: FileRecord, document: Document) -> None:
        """Take up a file of which the store has the content already, by another path or its own."""
        holders = self._paths[document.id]
        former = min(holders & self._gone, default=None)
        if former and holders <= self._gone:
            # Title and date may come from the name, so they follow the file.
            self._writer.point(record, instead_of=former, document=document)
            self._drop(former)
            self._tally["renamed"] += 1
        else:
            self._writer.point(record)
            self._tally["changed" if record.path in self._known else "added"] += 1
        self._note(record)

    def _put(self, record: FileRecord, entry: Entry) -> None:
        try:
            self._writer.put(record, entry)
        except ValueError as error:
            _log.exception("%s could not be stored", record.path)
            self._fail(record, f"The analysis is not sound: {error}")
            return
        self._tally["changed" if record.path in self._known else "added"] += 1
        self._unsound.discard(record.document_id)
        self._note(record)

    def _former(self, record: FileRecord | None) -> Entry | None:
        """What is stored of the version before, for what did not change to be taken from."""
        if record is None or record.document_id is None or not self._sound(record):
            return None
        return self._writer.entry(record.document_id)

    def _sound(self, record: FileRecord) -> bool:
        return record.document_id not in self._unsound

    def _renew(self, document_id: str) -> None:
        """Make a document anew from its own text: no file of the folder has it any more."""
        entry = self._carry(document_id)
        if entry:
            self._writer.put(self._known[min(self._paths[document_id])], entry)

    def _fail(self, record: FileRecord, reason: str) -> None:
        """List a file with its reason; its last good version, if any, goes on answering."""
        before = self._known.get(record.path)
        document_id = before.document_id if before else self._served.get(record.path)
        failed = replace(record, document_id=document_id, error=reason)
        carried = None
        if document_id and document_id not in self._paths:
            carried = self._carry(document_id)
            failed = replace(failed, document_id=document_id if carried else None)
        if carried:
            self._writer.put(failed, carried)
        elif failed != before:
            self._writer.point(failed)
        self._tally["failed"] += 1
        self._note(failed)

    def _carry(self, document_id: str) -> Entry | None:
        """A document of the served index, made anew for the one that is being written; None where
        that has it no more or it cannot be analysed. The machine's trouble or the store's is no
        document's fault, which would be lost by it: it ends the pass."""
        stored = None
        with suppress(StoreDamaged), self._store.snapshot() as snapshot:
            stored = snapshot.document(document_id)
        try:
            return self._parts.entry(stored.document) if stored else None
        except (OSError, MemoryError):
            raise
        except Exception:
            _log.exception("%s could not be carried into the new index", document_id)
            return None

    def _note(self, record: FileRecord) -> None:
        self._drop(record.path)
        self._known[record.path] = record
        if record.document_id:
            self._paths.setdefault(record.document_id, set()).add(record.path)

    def _drop(self, path: str) -> None:
        record = self._known.pop(path, None)
        self._gone.discard(path)
        if record and record.document_id:
            self._paths[record.document_id].discard(path)
            if not self._paths[record.document_id]:
                del self._paths[record.document_id]

    def _forget(self, paths: Collection[str]) -> None:
        if not paths:
            return
        gone = sorted(paths)
        held = {path: self._known[path].document_id for path in gone}
        self._writer.forget(gone)
        for path in gone:
            self._drop(path)
        self._tally["removed"] += len(gone)
        for path, document_id in held.items():
            self._retitle(document_id, path)

    def _retitle(self, document_id: str | None, former: str) -> None:
        """Title and date may come from the name of a file that holds the document no more: then
        they are those that one which still does gives it."""
        holders = self._paths.get(document_id or "", set())
        sound = (path for path in holders - self._gone if not self._known[path].error)
        left = min(sound, default=None)
        if left is None or former in holders or Path(left).stem == Path(former).stem:
            return
        try:
            contents = folder.read(self._folders.place(left))
            document = self._parts.read(Path(left), contents.data) if contents else None
        except Exception:  # whatever it is, the file's own turn tells it
            _log.exception("%s could not be read for its title", left)
            return
        if document and document.id == document_id:
            self._writer.point(self._known[left], document=document)
