"""A folder with its store, for the tests of what a build makes of it."""

from dataclasses import replace
from pathlib import Path

from index import readers
from index.builder import Builder
from index.drift import Drift, drift, verify_files
from index.store import Build, Manifest
from index.stores.local import LocalStore
from tests.index.samples import MANIFEST, Workshop

KIRBY = 'John Kirby: "They would be legitimate targets."'
AUSTIN = 'Lloyd Austin: "It is a very serious issue."'
ZELENSKY = 'Volodymyr Zelensky: "They are in the training camps."'
OTHER = replace(MANIFEST, embedder="another-model")


class Desk:
    """A folder, its store, and the parts that fill it."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "documents"
        self.folder.mkdir()
        self.data = tmp_path / "data"
        self.store = LocalStore(self.data)
        self.workshop = Workshop()

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def builder(self, manifest: Manifest = MANIFEST) -> Builder:
        parts = replace(self.workshop.parts, manifest=manifest)
        return Builder(self.folder, self.store, parts, skip=[self.data])

    def build(self, manifest: Manifest = MANIFEST, *, fresh: bool = False) -> dict[str, int]:
        """What the pass did: the counts that are not zero."""
        self.workshop.analysed.clear()
        self.workshop.embedded.clear()
        build = self.builder(manifest).build(fresh=fresh)
        with self.store.snapshot() as snapshot:
            assert snapshot.last_build() == build
        assert build.finished >= build.started
        return tally(build)

    def answers(self) -> dict[str, set[str]]:
        """Every document that is answered from: text → paths."""
        with self.store.snapshot() as snapshot:
            documents = [snapshot.document(d.document.id) for d in snapshot.documents(limit=1000)]
        answers: dict[str, set[str]] = {}
        for d in documents:  # the same text as .txt and as .md is two documents
            if d:
                answers.setdefault(d.document.text, set()).update(d.paths)
        return answers

    def errors(self) -> dict[str, str]:
        with self.store.snapshot() as snapshot:
            return {file.path: file.error for file in snapshot.files() if file.error}

    def speakers(self) -> set[str]:
        with self.store.snapshot() as snapshot:
            return {speaker.id for speaker in snapshot.speakers()[0]}

    def whole_by_files(self) -> bool:
        return not verify_files(self.folder, self.store, readers.supported, skip=[self.data])

    def whole(self) -> bool:
        differences = verify_files(self.folder, self.store, readers.supported, skip=[self.data])
        return not differences and not self.store.verify()


def tally(build: Build) -> dict[str, int]:
    names = ("added", "changed", "renamed", "removed", "failed", "unchanged")
    return {name: getattr(build, name) for name in names if getattr(build, name)}


def drifted(desk: Desk) -> Drift:
    return drift(desk.folder, desk.store, readers.supported, skip=[desk.data])


def repaired(desk: Desk) -> list[str]:
    """Repairs what verification finds; gives what was said to be done."""
    found = verify_files(desk.folder, desk.store, readers.supported, skip=[desk.data])
    done: list[str] = []
    differences = [*desk.store.verify(), *found]
    assert differences
    desk.builder().build(repair=differences, note=done.append)
    return done
