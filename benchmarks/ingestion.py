"""Several processes index one folder into one Milvus and are killed at it: each document once?

    python -m benchmarks.ingestion [--documents 2000] [--processes 3] [--every 10] [--seed S]

A server of milvus-lite is started, and processes that index the same folder into it. Every so many
seconds one of them, by chance, is killed (kill -9) and another begun in its place, until those that
live have ended by themselves. Then

- the folder, the catalogue, the full text and the vectors have to agree (``verify``),
- and of each document one version was ever written: what a later one would have taken the place of
  is looked for all the time, before it is removed.

Readers, builder, store and server are the real ones. A document's words are read by rule and
embedded by hashing, so that nearly all the time is the store's.
"""

import argparse
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from benchmarks.crashes import analysed, parts
from index import readers
from index.builder import Builder
from index.documents import Document
from index.drift import verify_files
from index.parts import Analysis
from index.store import StoreAway, StoreBusy
from index.stores.milvus import edition
from index.stores.milvus.connection import CollectionMissing, Connection
from index.stores.milvus.store import MilvusStore

_PROCESSES = multiprocessing.get_context("forkserver")  # they begin with all modules at hand
# It looks through every row that it has not written out, which by default are 128 MB of each
# collection; a Milvus has an index on them.
_WRITTEN = {"MILVUS_LITE_MEMTABLE_MEMORY_LIMIT_BYTES": "400000"}
_STARTING = 60.0  # seconds that the server may take to start
_LOOK = 0.2  # seconds between two looks whether a process has ended
_FIRST = (
    "Ann Bob Cleo Dan Eve Finn Gus Hal Ida Jon Kim Liv Max Nan Oli Pam Quin Ray Sue Tom".split()
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--every", type=float, default=10.0, help="seconds between two kills")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    _PROCESSES.set_forkserver_preload(
        ["benchmarks.crashes", "index.stores.milvus.store", "pymilvus"]
    )
    with tempfile.TemporaryDirectory() as folder, milvus(Path(folder)) as address:
        trial = Trial(Path(folder), address, options.documents, random.Random(options.seed))  # noqa: S311
        trial.run(options.processes, options.every)
        print(f"seed {options.seed}: {trial.report()}")
        return 1 if trial.wrong() else 0


def work(folder: Path, address: str, log: Path) -> None:
    """Index a folder as ``onrecord index`` does; notes in ``log`` what is analysed, a line each."""

    def noted(document: Document) -> Analysis:
        with log.open("a") as lines:
            lines.write(f"{document.id}\n")
        return analysed(document)

    store = MilvusStore(address)
    made = replace(parts(), analyse=noted)
    while True:
        try:
            Builder(folder, store, made).build()
        except (StoreAway, StoreBusy) as error:
            print(error, file=sys.stderr)
            time.sleep(1.0)
        else:
            break
    store.close()


@dataclass
class Trial:
    """A folder of documents, and the processes that index it."""

    root: Path
    address: str
    documents: int
    random: random.Random
    seconds: float = 0.0
    killed: int = 0

    def __post_init__(self) -> None:
        self._folder, self._log = self.root / "documents", self.root / "analysed"
        self._folder.mkdir()
        for n in range(self.documents):
            name = f"{_FIRST[n % len(_FIRST)]} Speaker{n // len(_FIRST)}"
            text = f'{name} said: "word{n} is new."\nNothing else is in document {n}.\n'
            (self._folder / f"{n:05}.txt").write_text(text)
        self._versions: set[str] = set()
        self._ended = Counter[int]()

    def run(self, processes: int, every: float) -> None:
        began = time.monotonic()
        living = [self._begun() for _ in range(processes)]
        due = began + every
        while living:
            time.sleep(_LOOK)
            for process in [each for each in living if each.exitcode is not None]:
                living.remove(process)
                self._ended[process.exitcode or 0] += 1
            if living and time.monotonic() >= due:
                due += every
                victim = self.random.choice(living)
                victim.kill()
                victim.join()
                living[living.index(victim)] = self._begun()
                self.killed += 1
                self._look()
        self.seconds = time.monotonic() - began
        self._look()

    def wrong(self) -> list[str]:
        """What is not as it has to be."""
        store = MilvusStore(self.address)
        found = [str(each) for each in store.verify()]
        found += map(str, verify_files(self._folder, store, readers.supported))
        with store.snapshot() as snapshot:
            counts = snapshot.counts()
        store.close()
        if counts.documents != self.documents or counts.files != self.documents:
            found.append(f"{counts} are indexed")
        twice = [id for id, times in self._written().items() if times > 1]
        if twice:
            found.append(f"{len(twice)} were indexed more than once: {twice[:5]}")
        found += [f"{n} ended with status {status}" for status, n in self._ended.items() if status]
        return found

    def report(self) -> str:
        times = Counter(self._log.read_text().split()) if self._log.is_file() else Counter[str]()
        again = sum(times.values()) - len(times)
        said = "; ".join(self.wrong()) or "each indexed exactly once, verify clean"
        return (
            f"{self.documents:,} documents in {self.seconds:.0f} s, {self.killed} processes "
            f"killed: {said}. {again} analyses were made again, of what a killed process had."
        )

    def _begun(self) -> ForkServerProcess:
        process = _PROCESSES.Process(target=work, args=(self._folder, self.address, self._log))
        process.start()
        return process

    def _look(self) -> None:
        """Note every version of a document that there is by now, whether it lives or not."""
        connection = Connection(self.address)
        try:
            state = edition.served(connection)
            if state:
                rows = connection.scan(state.edition.catalogue, 'kind == "document"', ["pk"])
                # Rows after the state's generation are no commits, and may be undone.
                made = (row["pk"] for row in rows)
                until = state.generation
                self._versions |= {pk for pk in made if int(pk.rpartition("@")[2]) <= until}
        except CollectionMissing:
            pass  # nothing was begun yet
        finally:
            connection.close()

    def _written(self) -> Counter[str]:
        """How many versions there were, by document."""
        return Counter(pk.rpartition("@")[0] for pk in self._versions)


@contextmanager
def milvus(folder: Path) -> Iterator[str]:
    """A server of milvus-lite; gives the address of an index in it."""
    import grpc

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("milvus-lite")
    options = ("--data-dir", folder / "milvus", "--host", "127.0.0.1", "--port", str(port))
    with Path(os.devnull).open("wb") as nowhere:
        server = subprocess.Popen(
            [program, "server", *options], stdout=nowhere, stderr=nowhere, env=os.environ | _WRITTEN
        )
    try:
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            grpc.channel_ready_future(channel).result(timeout=_STARTING)
        yield f"milvus://127.0.0.1:{port}/ingestion"
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
