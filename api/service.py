"""Service: every part put together, each opened when it is first needed.

The server and the command line are two ways in to one of these.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

from api.settings import Settings
from index import parts
from index.builder import Builder, Progress, verify_files
from index.embedding import BUNDLED, Embedder, QuantisedEmbedder, embedder
from index.readers import supported
from index.store import Build, Difference, Filter, Store
from index.stores.local import LocalStore
from qa.answers import Answerer
from qa.completions import Completions
from qa.replies import FoundPassage, Question, Reply, Turn
from qa.writer import Draft, Model

_T = TypeVar("_T")
_REMEMBERED = "documents"  # the file in the data directory that names the folder
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

    def __init__(self, settings: Settings, announce: Callable[[str], None] = _log.info) -> None:
        """``announce`` is told of a model that takes long to load."""
        self.settings = settings
        self.store: Store = LocalStore(settings.data)
        self._announce = announce
        self._loading = Lock()
        self._embedders: dict[str, Embedder] = {}
        self._answerers: dict[str, Answerer] = {}
        self._parts: parts.Parts | None = None
        self._llm = _language_model(settings)

    @property
    def documents(self) -> Path:
        """The folder of documents: the one that is set, else the one the index was made from."""
        remembered = self.settings.data / _REMEMBERED
        if "documents" in self.settings.model_fields_set or not remembered.is_file():
            return self.settings.documents
        return Path(remembered.read_text("utf-8", "surrogateescape"))

    @property
    def skipped(self) -> Sequence[Path]:
        """Directories that hold no documents, wherever they lie."""
        return (self.settings.data, self.settings.models)

    def ask(self, question: Question) -> Reply:
        """The whole reply. Raises NotReady, ModelMissing, StoreDamaged."""
        draft = self.draft(question)
        for _ in draft:
            pass
        return draft.reply

    def draft(self, question: Question) -> Draft:
        """The reply as it is being worded. Raises as ``ask`` does, and not any more after that.

        A further page of statements is not worded again.
        """
        reply = self._answered(lambda answerer: answerer.ask(question))
        return Draft(reply, None if question.offset else self._llm)

    def search(
        self, query: str, *, limit: int, where: Filter, history: Sequence[Turn] = ()
    ) -> Sequence[FoundPassage]:
        """The passages nearest to a query, best first. Raises as ``ask`` does."""
        return self._answered(
            lambda answerer: answerer.search(query, limit=limit, where=where, history=history)
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
        report: Callable[[Step], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Build:
        """Bring the index up to the folder; see ``Builder.build``.

        Raises FolderMissing and ModelMissing too.
        """
        folder = self.documents
        if not folder.is_dir():
            raise FolderMissing(f"There is no folder {folder}; name the one that holds documents.")
        if self._parts is None:
            report(Step("loading the model"))
            self._parts = parts.standard(
                self._embedder(self.settings.model), self.settings.json_fields
            )
        builder = Builder(folder, self.store, self._parts, skip=self.skipped)

        def progress(at: Progress) -> None:
            report(Step(at.stage, at.done, at.total, at.path))

        self._remember(folder)
        return builder.build(fresh=fresh, progress=progress, cancelled=cancelled)

    def verify(self) -> Sequence[Difference]:
        """What is untrue of the index or differs from the folder. Reads every file."""
        differences = list(self.store.verify())
        try:
            files = verify_files(self.documents, self.store, supported, skip=self.skipped)
        except OSError as error:
            differences.append(Difference(f"folder {self.documents}", f"{error.strerror}"))
        else:
            differences.extend(files)
        return differences

    def close(self) -> None:
        self.store.close()

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
                name, Answerer(self.store, self._embedder(self._model_of(name)))
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

    def _remember(self, folder: Path) -> None:
        self.settings.data.mkdir(parents=True, exist_ok=True)
        path = self.settings.data / _REMEMBERED
        path.write_text(str(folder.resolve()), "utf-8", "surrogateescape")


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
