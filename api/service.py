"""Service: every part put together, each opened when it is first needed.

The server and the command line are two ways in to one of these.
"""

import logging
import os
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from api.settings import Settings
from index import parts
from index.ahead import Makers
from index.builder import Builder
from index.difference import Difference
from index.drift import Drift, drift, verify_files
from index.embedding import BUNDLED, Embedder, QuantisedEmbedder, embedder
from index.folder import Folders
from index.readers import Fields, supported
from index.store import Archived, Build, Filter, Store, StoreDamaged
from index.stores import open_store
from index.update import Progress
from qa.answers import Answerer
from qa.completions import Completions
from qa.reading.reader import Reader
from qa.replies import FoundPassage, Question, Reply, Turn
from qa.stages import Stages, both, unobserved
from qa.writer import Draft, Model

if TYPE_CHECKING:
    from api.metrics import Metrics

_T = TypeVar("_T")
_REMEMBERED = "documents"  # the file in the data directory that names the folders
_LOOK = 5.0  # seconds that a look at the folder's files is good for
_SPARED = 10  # times as long as a look took, no other is taken, whatever was committed since
_log = logging.getLogger(__name__)


class NotReady(RuntimeError):
    """No question can be answered now. The message says why, and what to do."""


class FolderMissing(RuntimeError):
    """There is no folder of documents. The message names it."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where a build is: ``done`` of ``total`` files, and the one that is being read."""

    stage: str
    done: int = 0
    total: int = 0
    path: str | None = None


class Service:
    """One data directory and its folder of documents. Safe to use from several threads, but for
    ``build``, of which one runs at a time."""

    def __init__(
        self,
        settings: Settings,
        announce: Callable[[str], None] = _log.info,
        metrics: "Metrics | None" = None,
    ) -> None:
        """``announce`` is told of a model that takes long to load, ``metrics`` of every reply."""
        self.settings = settings
        self._metrics = metrics
        self._stages = metrics.stage if metrics else unobserved
        key = settings.store_key.get_secret_value()
        self.store: Store = open_store(settings.data, settings.store, key)
        self._announce = announce
        self._loading = Lock()
        self._looking = Lock()
        self._drift: tuple[float, float, int, Drift | None] = (-_LOOK, 0.0, -1, None)
        self._embedders: dict[str, Embedder] = {}
        self._answerers: dict[str, Answerer] = {}
        self._parts: parts.Parts | None = None
        self._reader = Reader() if settings.reader else None
        self._llm = _language_model(settings)

    @property
    def documents(self) -> Folders:
        """The folders of documents: those that are set, else those the index was made from."""
        remembered = self.settings.data / _REMEMBERED
        if "documents" in self.settings.model_fields_set or not remembered.is_file():
            return Folders(self.settings.documents)
        named = remembered.read_text("utf-8", "surrogateescape")
        return _folders(named) if named else Folders(self.settings.documents)

    @property
    def skipped(self) -> Sequence[Path]:
        """Directories that hold no documents, wherever they lie."""
        return (self.settings.data, self.settings.models)

    def ask(self, question: Question, stages: Stages = unobserved) -> Reply:
        """The whole reply; ``stages`` is told of its own. Raises NotReady, ModelMissing,
        StoreDamaged."""
        draft = self.draft(question, stages)
        for _ in draft:
            pass
        return draft.reply

    def draft(self, question: Question, stages: Stages = unobserved) -> Draft:
        """The reply as it is being worded. Raises as ``ask`` does, and not any more after that.

        A further page of statements is not worded again.
        """
        if self.settings.log_questions:
            _log.info("asked: %s", question.text, extra={"fields": {"question": question.text}})
        told = both(self._stages, stages)
        reply = self._answered(lambda answerer: answerer.ask(question, told))
        if self._metrics:
            self._metrics.replied(reply)
        return Draft(reply, None if question.offset else self._llm, told)

    def search(
        self, query: str, *, limit: int, where: Filter, history: Sequence[Turn] = ()
    ) -> Sequence[FoundPassage]:
        """The passages nearest to a query, best first. Raises as ``ask`` does."""
        return self._answered(
            lambda answerer: answerer.search(
                query, limit=limit, where=where, history=history, stages=self._stages
            )
        )

    def nearest(
        self, query: str, where: Filter, offset: int, limit: int
    ) -> tuple[Sequence[FoundPassage], int]:
        """The same in parts; see ``Answerer.nearest``."""
        return self._answered(
            lambda answerer: answerer.nearest(query, where, offset, limit, self._stages)
        )

    def warm(self) -> None:
        """Load now what the first question needs. Raises as ``ask`` does."""
        self.search("warm", limit=1, where=Filter())

    def unready(self) -> str | None:
        """Why no question can be answered at this moment; None where one can. Loads nothing."""
        try:
            model = self._model_of(self._served())
        except NotReady as reason:
            return str(reason)
        return None if model in self._embedders else "The model is being loaded."

    def build(
        self,
        *,
        fresh: bool = False,
        repair: Sequence[Difference] | None = None,
        report: Callable[[Step], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Build:
        """Bring the index up to the folder; see ``Builder.build``.

        Raises FolderMissing, ModelMissing and MakersAway too.
        """
        folders = self.documents
        if not any(path.is_dir() for path in folders.paths):
            raise FolderMissing(f"There is no folder {folders}; name the one that holds documents.")
        if self._parts is None:
            report(Step("loading the model"))
            self._parts = parts.standard(
                self._embedder(self.settings.model),
                self.settings.json_fields,
                attributed=self.settings.attribution,
            )

        def progress(at: Progress) -> None:
            report(Step(at.stage, at.done, at.total, at.path))

        self._remember(folders)
        with self._makers(self._parts) as makers:
            builder = Builder(folders, self.store, self._parts, skip=self.skipped, makers=makers)
            return builder.build(
                fresh=fresh,
                repair=repair,
                progress=progress,
                note=self._announce,
                cancelled=cancelled,
            )

    def repair(self, differences: Sequence[Difference], report: Callable[[Step], None]) -> Build:
        """Mend these differences, which ``verify`` found, and take up what changed in the folder.

        What is so broken that it cannot be mended is made anew. Raises as ``build`` does.
        """
        try:
            return self.build(repair=differences, report=report)
        except StoreDamaged:
            self._announce("The catalogue is broken; everything is made anew from the documents.")
            return self.build(fresh=True, report=report)

    def drift(self) -> Drift | None:
        """How far the index is behind the folder, as far as sizes and times tell; None where the
        folder is away. Costs a stat a file, at most once in some seconds and after commits, and of
        a large folder a small part of the time."""
        with self._looking:
            now = time.monotonic()
            with self.store.snapshot() as snapshot:
                generation = snapshot.generation
            looked, took, seen, found = self._drift
            age = now - looked
            if age > _SPARED * took and (generation != seen or age > _LOOK):
                try:
                    found = drift(self.documents, self.store, supported, skip=self.skipped)
                except OSError:
                    found = None
                looked = time.monotonic()
                self._drift = (looked, looked - now, generation, found)
            return found

    def verify(self) -> Sequence[Difference]:
        """What is untrue of the index or differs from the folder. Reads every file."""
        differences = list(self.store.verify())
        try:
            files = verify_files(self.documents, self.store, supported, skip=self.skipped)
        except OSError as error:
            where = f"folder {self.documents}"
            differences.append(Difference(where, f"{error.strerror}", "folder"))
        else:
            differences.extend(files)
        return differences

    def export(self, path: Path) -> Archived:
        """The whole index as one file; see ``index.store.Store.export``."""
        return self.store.export(path, folder=_named(self.documents))

    def restore(self, path: Path, *, replace: bool) -> Archived:
        """The other way round. The folders that are set, else the archive's own, are remembered."""
        said = self.store.restore(path, replace=replace)
        if "documents" in self.settings.model_fields_set:
            self._remember(Folders(self.settings.documents))
        elif said.folder:
            self._remember(_folders(said.folder))
        return said

    def close(self) -> None:
        self.store.close()

    def _makers(self, own: parts.Parts) -> AbstractContextManager[Makers]:
        """Those who make documents: a cluster where one is set, else this process."""
        if not self.settings.ray:
            return nullcontext(own)
        from index.cluster import Cluster

        settings = self.settings
        make = partial(_parts, settings.model, settings.models, settings.json_fields)
        make = partial(make, attributed=settings.attribution)
        return Cluster(settings.ray, make, own.manifest)

    def _answered(self, step: Callable[[Answerer], _T]) -> _T:
        while True:
            name = self._served()
            given = step(self._answerer(name))
            # A rebuild may have switched to another model's vectors in between.
            if self._served() == name:
                return given

    def _answerer(self, name: str) -> Answerer:
        """The one that reads vectors of the embedder of this name."""
        answerer = self._answerers.get(name)
        if answerer is None:
            answerer = self._answerers.setdefault(
                name, Answerer(self.store, self._embedder(self._model_of(name)), self._reader)
            )
        return answerer

    def _model_of(self, name: str) -> str:
        """The setting that gives the embedder of this name; no other model is ever fetched."""
        if name == QuantisedEmbedder.name:
            return BUNDLED
        if name == self.settings.model:
            return name
        raise NotReady(
            f"The index was made with the model {name} and the setting says "
            f"{self.settings.model}. `onrecord index` makes it anew; a running server is at it."
        )

    def _embedder(self, model: str) -> Embedder:
        with self._loading:
            if model not in self._embedders:
                self._embedders[model] = embedder(model, self.settings.models, self._announce)
            return self._embedders[model]

    def _served(self) -> str:
        """The name of the embedder that the served vectors were made with."""
        manifest = self.store.manifest
        if manifest is not None:
            with self.store.snapshot() as snapshot:
                if snapshot.generation:
                    return manifest.embedder
        raise NotReady(
            f"There is no index in {self.settings.data} yet. A running server makes it by "
            "itself; in the shell, `onrecord index` does."
        )

    def _remember(self, folders: Folders) -> None:
        self.settings.data.mkdir(parents=True, exist_ok=True)
        path, name = self.settings.data / _REMEMBERED, _named(folders)
        if path.is_file() and path.read_text("utf-8", "surrogateescape") == name:
            return
        # In one step: a full disk, or a power cut, leaves the one that was remembered.
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)


def _parts(model: str, models: Path, fields: Fields, *, attributed: bool) -> parts.Parts:
    """The parts that these settings mean, on whatever machine this is called."""
    return parts.standard(embedder(model, models, _log.info), fields, attributed=attributed)


def _named(folders: Folders) -> str:
    """As they are remembered: no name has a NUL in it."""
    return "\0".join(str(path.resolve()) for path in folders.paths)


def _folders(named: str) -> Folders:
    return Folders([Path(name) for name in named.split("\0")])


def _language_model(settings: Settings) -> Model | None:
    """The one that words answers, where one is set."""
    if not settings.llm_url:
        return None
    return Completions(
        settings.llm_url,
        settings.llm_model,
        key=settings.llm_key.get_secret_value(),
        seconds=settings.llm_timeout,
    )
