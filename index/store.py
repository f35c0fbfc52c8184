"""The contract of a store. Nothing outside ``index/stores`` knows what is behind it.

A *writer* changes the store, document by document, each in one transaction: one at a time, or any
number in a store that several machines share. Any number of *snapshots* read it, in any number of
threads and processes; a snapshot sees one generation, whole, for as long as it is open, and a
snapshot opened after a commit sees that commit (read after write).

Scores are cosine similarities in [-1, 1] for ``dense`` and BM25 for ``lexical``; in both, higher is
better, results come best first and ties are broken by id, ascending.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from index.corrections import Corrections
from index.difference import Difference
from index.documents import (
    Attribution,
    Document,
    Entity,
    Passage,
    Rule,
    Span,
    Speaker,
    StoredStatement,
)

Vectors = npt.NDArray[np.float32]
What = Literal["passages", "statements"]


UNATTRIBUTED = "none"
"""The attribution version of an index in which nobody was looked for who says anything."""


class StoreBusy(RuntimeError):
    """Another process is writing. The message names it."""


class StoreDamaged(RuntimeError):
    """The store on disk cannot be read. The message says what to do."""


class StoreOutdated(StoreDamaged):
    """An older version wrote the store; the next writer begins anew."""


class StoreAway(ConnectionError):
    """The store is elsewhere and does not answer, or refuses. The message says where, and why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the rows of a store were made with; rows of two manifests are never mixed."""

    embedder: str
    dimension: int
    chunker: str
    attribution: str
    readers: str = ""

    @property
    def attributed(self) -> bool:
        """Whether who says what was read, so that what is not found is not on record."""
        return self.attribution != UNATTRIBUTED


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the folder, as last seen. ``path`` is relative to the folder, with forward slashes.

    ``document_id`` is the document that answers for the file: its current content, or its last good
    one while ``error`` says why the current content could not be read. ``modified`` is nanoseconds
    since the epoch, ``size`` bytes, ``digest`` the SHA-256 of the bytes in hexadecimal.
    """

    path: str
    size: int
    modified: int
    digest: str
    document_id: str | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a writer may take up by itself: the paths in ``taken``. ``records``: of these files, and
    of some that others have, what is recorded by now."""

    taken: Sequence[str]
    records: Sequence[FileRecord] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is stored of one document.

    ``passage_vectors`` and ``statement_vectors``: shape (n, dimension), float32, L2-normalised, in
    the order of ``passages`` and ``attribution.statements``.
    """

    document: Document
    passages: Sequence[Passage]
    attribution: Attribution
    sentences: Sequence[Span]
    entities: Sequence[Entity]
    passage_vectors: Vectors
    statement_vectors: Vectors


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows may be found. An empty field lets everything through; fields are joined by *and*.

    ``speakers`` keeps the statements of these speakers, and the passages that hold one of them.
    ``published_from`` and ``published_to`` are inclusive and leave out documents without a date.
    ``spoken_only`` keeps the statements that have a resolved speaker.
    """

    speakers: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    published_from: date | None = None
    published_to: date | None = None
    spoken_only: bool = False


class Hit(NamedTuple):
    """One result of a search."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document in the store, its files and what was made of it."""

    document: Document
    paths: tuple[str, ...]
    passage_count: int
    statement_count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements a document (its text left empty) has of those that were asked for."""

    document: Document
    statement_count: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a name is a speaker's: by which rule, and in which documents (the latest first, their
    texts left empty)."""

    alias: str
    rule: Rule
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    documents: int = 0
    passages: int = 0
    statements: int = 0
    speakers: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class Build:
    """What one pass over the folder did. Times are seconds since the epoch, UTC."""

    started: float
    finished: float
    added: int = 0
    changed: int = 0
    renamed: int = 0
    removed: int = 0
    failed: int = 0
    unchanged: int = 0


class BadArchive(ValueError):
    """A file that is no archive of an index, or not a sound one. The message says why."""


class IndexExists(RuntimeError):
    """There is an index already, and nobody said to replace it."""


@dataclass(frozen=True, slots=True)
class Archived:
    """What an archive says of itself. ``folder``: the one that was indexed, as it was called there,
    or several with NUL between them.
    ``size`` in bytes and ``sha256`` are of the catalogue in it."""

    manifest: Manifest
    generation: int
    counts: Counts
    folder: str | None
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The marked-up text of one document: what reading an answer out of it needs. Sentences and
    entities are in text order."""

    document: Document
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()


class Snapshot(Protocol):
    """One generation of the store. Absent ids are left out of a result, never an error."""

    @property
    def generation(self) -> int:
        """Grows by at least one with every commit."""

    def counts(self) -> Counts: ...

    def last_build(self) -> Build | None: ...

    def files(self) -> Sequence[FileRecord]:
        """Every file, by path."""

    def documents(self, offset: int = 0, limit: int = 100) -> Sequence[StoredDocument]:
        """By title, then id; the documents' texts are left empty."""

    def titled(
        self, words: str, offset: int = 0, limit: int = 100
    ) -> tuple[Sequence[StoredDocument], int]:
        """Of ``documents`` those whose title or a file's path holds each of these words (any case,
        with or without accents), and how many there are in all. Looks at every title."""

    def document(self, id: str) -> StoredDocument | None:
        """With its text."""

    def reading(self, document_id: str, where: Span | None = None) -> Reading | None:
        """Of ``where``, if it is given: the sentences that have something of it and their entities,
        and perhaps more; never no entity of a document that has any."""

    def passages(self, ids: Sequence[str]) -> Sequence[Passage]:
        """In the order of ``ids``."""

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """In text order."""

    def passage_at(self, document_id: str, offset: int) -> Passage | None:
        """The passage that holds this code point."""

    def statements(self, ids: Sequence[str]) -> Sequence[StoredStatement]:
        """In the order of ``ids``."""

    def contexts(self, statement_ids: Sequence[str]) -> Mapping[str, str]:
        """Their ``context``, by id: less than ``statements`` reads where few of many are wanted."""

    def statements_by(
        self, where: Filter, offset: int = 0, limit: int = 100
    ) -> tuple[Sequence[StoredStatement], int]:
        """One page of the statements that pass, by document date (latest first), document and
        place, and how many pass in all."""

    def tally(self, where: Filter) -> Sequence[Tally]:
        """Where the statements that pass are: by document date (latest first), then id."""

    def statements_in(self, passage_ids: Sequence[str]) -> Sequence[StoredStatement]:
        """The statements these passages hold, in text order."""

    def speakers(
        self, prefix: str = "", offset: int = 0, limit: int = 100, where: Filter = ...
    ) -> tuple[Sequence[Speaker], int]:
        """Those with a name or alias of which some word starts with ``prefix`` (any case), most
        statements first, then by name; and how many there are in all. With ``where``, those of whom
        a statement passes, with the counts of what passes."""

    def speaker(self, id: str) -> Speaker | None: ...

    def evidence(self, speaker_id: str) -> Sequence[Evidence]:
        """Why the names of a speaker were put together: those of the most documents first."""

    def corrections(self) -> Corrections:
        """Those that are in force."""

    def aliases(self) -> Sequence[tuple[str, str]]:
        """Every (alias or name in lower case, speaker id). Kept in memory per generation."""

    def frequency(self, what: What, word: str) -> int:
        """In how many rows a word (as the full-text index stems it) occurs."""

    def dense(self, what: What, vector: Vectors, k: int, where: Filter = ...) -> Sequence[Hit]:
        """The ``k`` nearest rows. ``vector``: shape (dimension,), float32, L2-normalised."""

    def lexical(
        self, what: What, words: Collection[str], k: int, where: Filter = ...
    ) -> Sequence[Hit]:
        """The ``k`` best rows by BM25 for any of these words (stemmed, any case)."""

    def mentions(self, name: str, k: int) -> Sequence[Hit]:
        """Passages in which the words of ``name`` stand side by side, best first."""


class Writer(Protocol):
    """The right to change the store. Each verb is one transaction.

    A verb that raises has changed nothing. ValueError: an entry that is not true to itself, or a
    file that names a document which is not stored. StoreBusy: the right was lost to another writer,
    or one has taken out meanwhile what a file names; a new pass with a new writer goes on.
    """

    def files(self) -> Sequence[FileRecord]:
        """Every file of what is being written, by path; a rebuild's differ from the served."""

    def claim(self, paths: Collection[str], most: int) -> Claim:
        """Take up some of these files, in their order, which no other writer takes up until the
        next claim of this one, or its end. About ``most`` are of use at once; the only writer
        there can be has all. What a killed writer had is free some seconds later."""

    def together(self) -> AbstractContextManager[None]:
        """What is put within may be seen some time after it is put, several documents at once: the
        next time another verb is called, at the latest at the end. What fails drops the rest."""

    def entry(self, document_id: str) -> Entry | None:
        """All that was put of a document; None where it is not there or not sound any more."""

    def put(self, file: FileRecord, entry: Entry) -> None:
        """Make ``entry`` what the file says; its former document goes unless another file has
        it."""

    def point(
        self,
        file: FileRecord,
        *,
        instead_of: str | None = None,
        document: Document | None = None,
    ) -> None:
        """Record a file whose document is already stored (a copy, a rename, a touch, a failure),
        and forget the path ``instead_of`` in the same transaction. ``document`` gives the title,
        date and origin that the document has by its new name."""

    def forget(self, paths: Iterable[str]) -> None:
        """Remove files, and the documents that no other file has."""

    def corrections(self) -> Corrections:
        """Those in force for what is being written; a rebuild begins with none."""

    def correct(self, corrections: Corrections) -> None:
        """Put these in force instead, and resolve anew the speakers they and the former ones name;
        no document is touched. Raises Contradiction."""

    def mend(self, differences: Collection[Difference]) -> Sequence[str]:
        """Make true again what ``verify`` found untrue of the store, but for the documents that it
        names: these have to be put anew. Gives what was done, a sentence each. Raises StoreDamaged
        where nothing but a rebuild helps."""

    def finish(self, build: Build) -> None:
        """Note a finished pass over the folder and write the views' checkpoint."""


class Store(Protocol):
    @property
    def manifest(self) -> Manifest | None:
        """Of the generation that is served; None before anything was written."""

    def snapshot(self) -> AbstractContextManager[Snapshot]: ...

    def writer(self, manifest: Manifest, *, fresh: bool = False) -> AbstractContextManager[Writer]:
        """Raises StoreBusy where another process writes that cannot be joined. A manifest that
        differs from the served one writes beside it, and so does ``fresh``; the switch comes with
        ``finish``. What an earlier writer of the same manifest left unfinished there is gone on
        with. A store of an older version is replaced."""

    def verify(self) -> Sequence[Difference]:
        """Compares the catalogue, the full-text index and the vectors. Empty when all is true."""

    def export(self, path: Path, *, folder: str | None = None) -> Archived:
        """Write all of one generation into one file, which is replaced in one step; readers and
        the writer go on. Raises FileNotFoundError where there is nothing to export, OSError."""

    def restore(self, path: Path, *, replace: bool = False) -> Archived:
        """Serve what an archive holds instead. It is checked as a whole first, and what is served
        stays until then. Raises BadArchive, IndexExists without ``replace``, StoreBusy, OSError."""

    def close(self) -> None: ...
