"""What is left of an index whose writer is killed: kill -9 at random moments, again and again.

    python -m benchmarks.crashes [--kills 200] [--minutes M] [--seed S]

Each round changes a generated folder (files added, changed, renamed, copied, deleted), begins a
build of one kind (an update, a rebuild, a build by another manifest) in a process of its own, and
kills it: half of the time after a random time, half of the time at a random line of a random module
of index/, so that short moments (a commit, a checkpoint, a switch) are met as often as long ones.
Then other
processes, as after a restart, check

- what is served at once: whole by ``verify``, each file answered once, by a version that it had,
  and found by words that only it has;
- the same after a build that is let end, which has to leave exactly what the folder holds;
- in one round of five, an export of it, taken in elsewhere.

Readers, store and builder are the real ones. A document's words are read by rule and embedded by
hashing, so that a round takes a fraction of a second and most of it is the store's.
"""

import argparse
import hashlib
import json
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import numpy as np

from index import readers
from index.builder import Builder
from index.documents import Attribution, Document, Passage, Profile, Span, Statement
from index.drift import verify_files
from index.parts import Analysis, Parts
from index.store import Manifest, Snapshot, Vectors
from index.stores.local import LocalStore

_ROOM = str(Path(__file__).parents[1] / "index")
_DIMENSION = 32
_MANIFESTS = [Manifest(f"hashed-{n}", _DIMENSION, "lines", "colons") for n in range(2)]
HASHED = Manifest("hashed", _DIMENSION, "lines", "colons")
_KINDS = ("update", "rebuild", "another manifest")
_LINE = re.compile(r'^(\w+ \w+) said: "([^"\n]*)"$', re.MULTILINE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=200, help="in the middle of a build")
    parser.add_argument("--minutes", type=float, help="stop after these, whatever the kills")
    parser.add_argument("--files", type=int, default=12)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes if options.minutes else float("inf")
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), random.Random(options.seed), options.files)  # noqa: S311
        while trial.killed.total() < options.kills and time.monotonic() < end:
            if wrong := trial.round():
                print(f"round {trial.rounds} of seed {options.seed}: {wrong}")
                return 1
    print(f"seed {options.seed}: {trial.report()}")
    return 0


@dataclass
class Trial:
    """A folder and its index. ``round`` gives what is wrong afterwards, None where nothing is."""

    root: Path
    random: random.Random
    files: int = 12
    rounds: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    ended: int = 0
    places: Counter[str] = field(default_factory=Counter)  # the modules that were killed in

    def __post_init__(self) -> None:
        self._folder, self._data = self.root / "documents", self.root / "data"
        self._folder.mkdir()
        self._version = 0
        self._manifest = 0
        self._had: dict[str, set[str]] = {}  # by path: the texts that may be answered
        self._took: dict[str, tuple[float, dict[str, int]]] = {}  # by kind: seconds, lines
        for n in range(self.files):
            self._write(f"{n}.txt")
        self._settle()
        self._measure()

    def report(self) -> str:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.killed.items()))
        places = ", ".join(f"{count:,} {place}" for place, count in self.places.most_common())
        return (
            f"{self.killed.total():,} killed ({kinds}), {self.ended:,} had ended before; "
            "0 documents lost or doubled, 0 wrong answers, verify clean after each. "
            f"By the line, these were in: {places}"
        )

    def round(self) -> str | None:
        self.rounds += 1
        kind = self.random.choice(_KINDS)
        manifest = self._manifest
        if kind == "another manifest":
            self._manifest = 1 - manifest
        self._change()
        seconds, lines = self._took[kind]
        if self.random.random() < 0.5:
            moment = self.random.uniform(0, 1.1 * seconds)
            status = _process(lambda: self._build(kind), after=moment)
        else:
            module = self.random.choice(sorted(lines))
            line = self.random.randint(1, max(1, int(1.1 * lines[module])))
            status = _process(lambda: self._build(kind), lines=_Lines((module, line)))
            if status == -signal.SIGKILL:
                self.places[module] += 1
        if status == -signal.SIGKILL:
            self.killed[kind] += 1
        elif status == 0:
            self.ended += 1
        else:
            return f"the build of the kind {kind} failed by itself"
        if _process(self._check_served):
            return f"after a {kind} was killed, what is served is not right"
        if _process(lambda: self._build("update")) or _process(self._check_all):
            return f"after a {kind} was killed, the next build did not make it right"
        self._had = {path: {text} for path, text in self._now().items()}
        return None

    # What happens in processes of its own

    def _build(self, kind: str) -> None:
        store = LocalStore(self._data)
        made = parts(_MANIFESTS[self._manifest])
        Builder(self._folder, store, made).build(fresh=kind == "rebuild")
        store.close()

    def _check_served(self) -> None:
        """Whatever of the changes is in it: each file is answered once, by what it held."""
        store = LocalStore(self._data)
        assert not store.verify(), store.verify()
        with store.snapshot() as snapshot:
            answered: Counter[str] = Counter()
            for text, paths in _texts(snapshot):
                answered.update(paths)
                for path in paths:
                    assert text in self._had[path], f"{path} never held {text!r}"
                _found(snapshot, text)
            assert set(answered.values()) <= {1}, answered
            kept = {
                path for path, texts in self._had.items() if len(texts) == 1 and "" not in texts
            }
            assert kept <= answered.keys(), kept - answered.keys()
        store.close()

    def _check_all(self) -> None:
        store = LocalStore(self._data)
        found = [*store.verify(), *verify_files(self._folder, store, readers.supported)]
        assert not found, found
        assert len(list(self._data.glob("edition-*"))) == 1, "an edition was left behind"
        with store.snapshot() as snapshot:
            texts = {path: text for text, paths in _texts(snapshot) for path in paths}
            assert texts == self._now()
            for text in texts.values():
                _found(snapshot, text)
        if self.random.random() < 0.2:
            self._check_archive(store)
        store.close()

    def _check_archive(self, store: LocalStore) -> None:
        archive, elsewhere = self.root / "index.zip", LocalStore(self.root / "elsewhere")
        store.export(archive)
        elsewhere.restore(archive, replace=True)
        with store.snapshot() as one, elsewhere.snapshot() as other:
            assert _texts(one) == _texts(other)
        elsewhere.close()

    # The folder

    def _write(self, path: str) -> None:
        self._version += 1
        lines = [f'Ann Speaker{self._version % 7} said: "Nothing is new in it."']
        lines += [
            f'Bob Person{self._version % 5} said: "word{self._version}x{n} is new."'
            for n in range(self.random.randrange(1, 12))
        ]
        (self._folder / path).write_text("\n".join(lines))

    def _change(self) -> None:
        """Some changes; every path may be answered by what it held and by what it holds now."""
        before = self._now()
        for _ in range(self.random.randrange(1, self.files)):
            path = self.random.choice(sorted(self._now()))
            match self.random.randrange(6):
                case 0 | 1:
                    self._write(path)
                case 2:
                    self._write(f"{self._version}-new.txt")
                case 3:
                    (self._folder / path).rename(self._folder / f"{self._version}-{path[-20:]}")
                case 4:
                    text = (self._folder / path).read_text()
                    (self._folder / f"copy-{path[-20:]}").write_text(text)
                case _ if len(self._now()) > self.files // 2:
                    (self._folder / path).unlink()
        now = self._now()
        self._had = {
            path: {before.get(path, ""), now.get(path, "")} for path in before.keys() | now.keys()
        }

    def _now(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in self._folder.iterdir()}

    def _settle(self) -> None:
        assert _process(lambda: self._build("update")) == 0
        self._had = {path: {text} for path, text in self._now().items()}

    def _measure(self) -> None:
        """How long a build of each kind is, in seconds and in lines."""
        for kind in _KINDS:
            if kind == "another manifest":
                self._manifest = 1 - self._manifest
            for path in self._now():
                self._write(path)
            began = time.monotonic()
            assert _process(lambda kind=kind: self._build(kind)) == 0
            seconds = time.monotonic() - began
            self._took[kind] = (seconds, {})
        for kind in _KINDS:
            if kind == "another manifest":
                self._manifest = 1 - self._manifest
            for path in self._now():
                self._write(path)
            count = self.root / "lines"
            assert _process(lambda kind=kind: self._build(kind), lines=_Lines(), noted=count) == 0
            self._took[kind] = (self._took[kind][0], json.loads(count.read_text()))
        self._settle()


def _process(
    work: Callable[[], None],
    *,
    after: float | None = None,
    lines: "_Lines | None" = None,
    noted: Path | None = None,
) -> int:
    """Do work in a process of its own; gives its exit status, negative for a signal.

    It is killed ``after`` seconds, or where ``lines`` say; into ``noted`` it writes how many lines
    there were.
    """
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if lines:
                sys.settrace(lines)
            work()
            sys.settrace(None)
            if noted and lines:
                noted.write_text(json.dumps(lines.seen))
            status = 0
        except BaseException:
            sys.settrace(None)
            import traceback

            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(status)
    if after is not None:
        _wait(child, after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _wait(child: int, seconds: float) -> None:
    """Until then, or until it has ended by itself; its status is left for others to take."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(min(0.001, max(0.0, end - time.monotonic())))


class _Lines:
    """Counts the lines of index/ that are run, by module; kills its process at the n-th of one."""

    def __init__(self, last: tuple[str, int] | None = None) -> None:
        self.seen = Counter[str]()
        self._last = last

    def __call__(self, frame: FrameType, event: str, _: object) -> "_Lines | None":
        file = frame.f_code.co_filename
        if event == "call":
            return self if file.startswith(_ROOM) else None
        if event == "line":
            module = file.removeprefix(_ROOM).strip("/").removesuffix(".py")
            self.seen[module] += 1
            if self._last == (module, self.seen[module]):
                os.kill(os.getpid(), signal.SIGKILL)
        return self


# Documents whose lines are passages, and statements where they read so


def parts(manifest: Manifest = HASHED) -> Parts:
    """The real readers, and an analysis that costs next to nothing."""
    return Parts(manifest, readers.supported, readers.read, analysed, encoded)


def analysed(document: Document) -> Analysis:
    passages = [
        Passage(f"{document.id}-p{n}", document.id, found.start(), found.end(), found[0])
        for n, found in enumerate(re.finditer(r"[^\n]+", document.text))
    ]
    names: list[str] = []
    statements = []
    for found in _LINE.finditer(document.text):
        if found[1] not in names:
            names.append(found[1])
        statements.append(
            Statement(
                spans=(Span(*found.span(2)),),
                sentence=Span(*found.span()),
                kind="direct",
                cue=None,
                source=Span(*found.span(1)),
                source_text=found[1],
                speaker=names.index(found[1]),
                confidence=1.0,
            )
        )
    profiles = tuple(Profile(name, "person") for name in names)
    sentences = [Span(p.start, p.end) for p in passages]
    return Analysis(document, sentences, [], passages, Attribution(tuple(statements), profiles))


def encoded(texts: Sequence[str], dimension: int = _DIMENSION) -> Vectors:
    """Vectors that nothing but the same words have: shape (n, dimension), L2-normalised."""
    rows = []
    for text in texts:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        rows.append(np.random.default_rng(seed).standard_normal(dimension))
    vectors = np.array(rows, np.float32).reshape(len(rows), dimension)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _texts(snapshot: Snapshot) -> list[tuple[str, tuple[str, ...]]]:
    """Every document that is answered from: its text and its files."""
    found = []
    for each in snapshot.documents(limit=10_000):
        whole = snapshot.document(each.document.id)
        assert whole
        found.append((whole.document.text, whole.paths))
    return sorted(found)


def _found(snapshot: Snapshot, text: str) -> None:
    """A document's own words are found by their letters and by their vector, with who said them."""
    line = text.splitlines()[-1]
    (vector,) = encoded([line])
    near = snapshot.dense("passages", vector, 1)
    word = line.split('"')[1].split()[0]
    hits = snapshot.mentions(word, 5)
    assert [hit.id for hit in near] == [hit.id for hit in hits], (near, hits)
    (passage,) = snapshot.passages([near[0].id])
    assert passage.text == line
    (said,) = snapshot.statements_in([passage.id])
    assert said.speaker
    assert said.speaker.name == line.split(" said")[0]


if __name__ == "__main__":
    sys.exit(main())
