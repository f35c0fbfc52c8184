"""What the local store promises beyond the contract: about readers, crashes, other processes."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from index.corrections import Corrections
from index.documents import Document
from index.store import Filter, StoreBusy
from index.stores.local import LocalStore
from index.stores.memory import Memory
from index.stores.milvus.roll import Roll
from tests.index.local import edition, fill, nearest, text
from tests.index.samples import BUILD, MANIFEST, encode, entry, file

ROOT = Path(__file__).parents[2]

# Readers beside a writer


def test_readers_never_see_half_a_document_while_it_changes(store):
    versions = 60
    fill(store, range(3))
    done = Event()

    def read() -> int:
        looks = 0
        while not done.is_set() or looks == 0:
            with store.snapshot() as snapshot:
                (each,) = [d for d in snapshot.documents() if "0.txt" in d.paths]
                whole = snapshot.document(each.document.id)
                assert whole is not None
                document = whole.document
                said, total = snapshot.statements_by(Filter(documents=frozenset([document.id])))
                parts = snapshot.passages_of(document.id)
                assert "\n".join(p.text for p in parts) == document.text
                assert total == each.statement_count == 1
                assert said[0].text in document.text
                assert said[0].speaker is not None
                assert snapshot.speaker(said[0].speaker.id) == said[0].speaker
                hits = snapshot.dense("passages", encode([parts[0].text])[0], 6)
                assert hits[0].id == parts[0].id
                assert len(hits) == 6
                assert snapshot.mentions(said[0].text, 5)[0].id == parts[0].id
            looks += 1
        return looks

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            for version in range(1, versions):
                fill(store, [0], version=version, finish=version % 7 == 0)
        finally:
            done.set()
        assert all(reader.result() > 0 for reader in readers)
    assert store.verify() == []


def test_readers_go_on_through_rebuilds(store):
    fill(store, range(3))
    done = Event()

    def read() -> None:
        generation = 0
        while not done.is_set():
            with store.snapshot() as snapshot:
                assert snapshot.counts().documents == 3
                assert len(snapshot.dense("passages", encode(["anything"])[0], 9)) == 6
                assert snapshot.generation >= generation
                generation = snapshot.generation

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for _ in range(15):
                with store.writer(MANIFEST, fresh=True) as writer:
                    for n in range(3):
                        each = entry(text(n))
                        writer.put(file(f"{n}.txt", each), each)
                    writer.finish(BUILD)
        finally:
            done.set()
        for reader in readers:
            reader.result()
    assert [path.name for path in store.folder.glob("edition-*")] == [edition(store).name]


def test_a_reader_who_comes_while_an_edition_is_taken_away_gets_the_next(store):
    fill(store, range(2))
    done = Event()

    def read() -> None:
        while not done.is_set():
            other = LocalStore(store.folder)
            with other.snapshot() as snapshot:
                assert snapshot.counts().documents
            other.close()

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for _ in range(40):
                with store.writer(MANIFEST, fresh=True) as writer:
                    each = entry(text(1))
                    writer.put(file("1.txt", each), each)
                    writer.finish(BUILD)
        finally:
            done.set()
        for reader in readers:
            reader.result()


def test_words_that_stand_nowhere_take_no_room_in_what_is_remembered():
    memory = Memory(1)
    for n in range(30_000):
        memory.note_frequency("passages", f"xq{n}", 0)
    assert memory.note_frequency("passages", "quay", 3) == 3
    assert memory.frequencies == {("passages", "quay"): 3}
    roll = Roll("edition", 1, {})
    assert roll.frequency("passages", "xq", lambda: 0) == 0
    assert roll.frequency("passages", "quay", lambda: 3) == 3
    assert roll.frequencies == {("passages", "quay"): 3}


def test_another_store_on_the_same_directory_notices_every_commit_and_switch(store):
    other = LocalStore(store.folder)
    assert nearest(other, "anything") == []
    fill(store, [1])
    assert len(nearest(other, "anything")) == 2
    with store.writer(replace(MANIFEST, embedder="other")) as writer:
        writer.finish(BUILD)
    assert nearest(other, "anything") == []
    assert other.manifest == replace(MANIFEST, embedder="other")
    other.close()


# Other processes

CHILD = """
import sys
from pathlib import Path
from index.stores.local import LocalStore
from tests.index.local import text
from tests.index.samples import BUILD, MANIFEST, entry, file

store = LocalStore(Path(sys.argv[1]))
version = 0
while True:
    version += 1
    with store.writer(MANIFEST, fresh="rebuild" in sys.argv) as writer:
        for n in range(5):
            each = entry(text(n, version))
            print("before", flush=True)
            writer.put(file(f"{n}.txt", each), each)
            print("after", flush=True)
        writer.finish(BUILD)
        print("finished", flush=True)
"""


def child(store: LocalStore, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(store.folder), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_a_second_process_is_refused_and_told_who_writes(store):
    process = child(store)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(StoreBusy, match=f"Process {process.pid} .*-c"), store.writer(MANIFEST):
            pass
    finally:
        kill(process)
    fill(store, [1])


@pytest.mark.parametrize("arguments", [(), ("rebuild",)])
@pytest.mark.parametrize("lines", [1, 4, 10, 27])
def test_a_killed_writer_leaves_the_store_whole(store, arguments, lines):
    fill(store, range(5))
    process = child(store, *arguments)
    try:
        assert process.stdout is not None
        for _ in range(lines):
            assert process.stdout.readline()
    finally:
        kill(process)
    with store.snapshot() as snapshot:
        assert snapshot.counts().documents == 5
        documents = [snapshot.document(d.document.id) for d in snapshot.documents()]
        assert [d.paths for d in documents if d] == [
            (f"{d.document.text[8]}.txt",) for d in documents if d
        ]
    assert store.verify() == []
    fill(store, range(5), version=1000)
    assert store.verify() == []
    assert [path.name for path in store.folder.glob("edition-*")] == [edition(store).name]


def test_an_unfinished_rebuild_is_gone_on_with_after_a_correction(store):
    fill(store, range(3))
    each = entry(text(1))
    with store.writer(MANIFEST, fresh=True) as writer:
        writer.put(file("1.txt", each), each)
    with store.writer(MANIFEST) as writer:
        writer.correct(Corrections())
    with store.writer(MANIFEST, fresh=True) as writer:
        assert [record.path for record in writer.files()] == ["1.txt"]
        writer.finish(BUILD)
    with store.snapshot() as snapshot:
        assert snapshot.counts().documents == 1
    assert [path.name for path in store.folder.glob("edition-*")] == [edition(store).name]


def test_text_of_any_kind_comes_back_as_it_was(store):
    odd = "NUL \0 and 𝔘nicode ﷽ é\u0301 \u2028 \r\n ’ “”\n\N{PILE OF POO}"
    each = entry(odd)
    with store.writer(MANIFEST) as writer:
        writer.put(file("odd.txt", each), each)
    with store.snapshot() as snapshot:
        stored = snapshot.document(each.document.id)
        assert stored is not None
        assert stored.document == Document(each.document.id, "A title", odd)
        assert snapshot.passages_of(each.document.id) == list(each.passages)
    assert store.verify() == []
