"""What the local store promises beyond the contract: about crashes, other processes, damage."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from index.corrections import Corrections
from index.documents import Document
from index.store import Filter, StoreBusy, StoreDamaged
from index.stores.catalogue import NAME
from index.stores.local import LocalStore
from index.stores.memory import Memory
from index.stores.milvus.roll import Roll
from tests.index.samples import BUILD, DIMENSION, MANIFEST, encode, entry, file

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path):
    store = LocalStore(tmp_path / "data")
    yield store
    store.close()


def text(n: int, version: int = 0) -> str:
    return f'Person N{n}: "Statement {version} of number {n}."\nParagraph {version} of it.'


def fill(store: LocalStore, numbers, *, finish: bool = True, version: int = 0) -> None:
    with store.writer(MANIFEST) as writer:
        for n in numbers:
            each = entry(text(n, version))
            writer.put(file(f"{n}.txt", each), each)
        if finish:
            writer.finish(BUILD)


def edition(store: LocalStore) -> Path:
    return store.folder / (store.folder / "CURRENT").read_text()


def nearest(store: LocalStore, words: str, k: int = 1000) -> list[tuple[str, float]]:
    with store.snapshot() as snapshot:
        return [tuple(hit) for hit in snapshot.dense("passages", encode([words])[0], k)]


def tamper(store: LocalStore, statement: str) -> None:
    with closing(sqlite3.connect(edition(store) / NAME)) as connection, connection:
        connection.executescript(statement)


# The view


def lose(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-10])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-30] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [lose, cut, empty, flip])
def test_a_checkpoint_that_is_not_to_be_trusted_is_done_without(store, damage):
    fill(store, range(20))
    before = nearest(store, text(3))
    store.close()
    damage(edition(store) / "passages.view")
    again = LocalStore(store.folder)
    assert nearest(again, text(3)) == before
    assert again.verify() == []


def test_a_checkpoint_of_another_catalogue_is_done_without(tmp_path):
    one, other = LocalStore(tmp_path / "one"), LocalStore(tmp_path / "other")
    fill(one, range(20))
    fill(other, range(100, 110))
    before = nearest(one, text(3))
    for kind in ("passages.view", "statements.view"):
        (edition(other) / kind).replace(edition(one) / kind)
    again = LocalStore(one.folder)
    assert nearest(again, text(3)) == before
    assert again.verify() == []


def test_a_view_catches_up_from_its_checkpoint(store):
    fill(store, range(40))
    written = (edition(store) / "passages.view").stat().st_mtime_ns
    fill(store, [3], version=1)
    fill(store, [40])
    assert (edition(store) / "passages.view").stat().st_mtime_ns == written
    again = LocalStore(store.folder)
    found = dict(nearest(again, text(3)))
    assert found.keys() == dict(nearest(store, text(3))).keys()
    assert len(found) == 2 * 41
    assert not {p.id for p in entry(text(3)).passages} & found.keys()
    with again.snapshot() as snapshot:
        caught_up = snapshot.view("passages")
        assert (len(caught_up.tail_rows), len(caught_up.removed)) == (4, 2)
    assert again.verify() == []


def test_a_view_older_than_the_log_of_removals_is_made_anew(store):
    other = LocalStore(store.folder)
    fill(store, range(4))
    nearest(other, "anything")
    for version in range(1, 5):  # each changes all, so each writes a checkpoint and cuts the log
        fill(store, range(4), version=version)
    assert {id for id, _ in nearest(other, "anything")} == {
        passage.id for n in range(4) for passage in entry(text(n, 4)).passages
    }
    with closing(sqlite3.connect(edition(store) / NAME)) as connection:
        (logged,) = connection.execute("SELECT count(*) FROM removals").fetchone()
    assert logged < 4 * 2 * 3 * 2


def test_a_tie_between_what_was_saved_and_what_came_later_goes_by_id(store):
    twins = [entry(f"The same words.\n{n}") for n in range(30)]
    for half in (twins[:15], twins[15:]):
        with store.writer(MANIFEST) as writer:
            for n, twin in enumerate(half):
                writer.put(file(f"{half is twins}{twin.document.id}{n}", twin), twin)
            if half == twins[:15]:
                writer.finish(BUILD)
    expected = sorted(twin.passages[0].id for twin in twins)
    assert [id for id, _ in nearest(store, "The same words.", 7)] == expected[:7]
    assert [id for id, _ in nearest(store, "The same words.", 30)] == expected


def test_many_rows_get_a_base_and_are_found_as_exactly(store):
    rows = 5000
    rng = np.random.default_rng(0)
    vectors = rng.standard_normal((rows, DIMENSION), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    document = entry("\n".join(f"Line {n}." for n in range(rows)))
    with store.writer(MANIFEST) as writer:
        big = replace(document, passage_vectors=vectors)
        writer.put(file("big.txt", big), big)
    vector = vectors[17]
    with store.snapshot() as snapshot:
        assert snapshot.view("passages").base is not None
        hits = snapshot.dense("passages", vector, 50)
        where = Filter(documents=frozenset([big.document.id]))
        assert snapshot.dense("passages", vector, 50, where) == hits
    order = np.argsort(-(vectors.astype(float) @ vector), kind="stable")[:50]
    assert [hit.id for hit in hits] == [big.passages[n].id for n in order]
    assert store.verify() == []


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
from tests.index.test_local_store import BUILD, LocalStore, MANIFEST, entry, file, text

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


# Damage


def test_a_catalogue_that_is_no_database_is_named_and_a_rebuild_mends_it(store):
    fill(store, range(3))
    store.close()
    (edition(store) / NAME).write_bytes(b"This is no database. " * 1000)
    broken = LocalStore(store.folder)
    with pytest.raises(StoreDamaged, match=r"catalogue\.sqlite .*onrecord index --rebuild"):
        broken.snapshot().__enter__()
    with pytest.raises(StoreDamaged):
        fill(broken, [1])
    with broken.writer(MANIFEST, fresh=True) as writer:
        each = entry(text(1))
        writer.put(file("1.txt", each), each)
        writer.finish(BUILD)
    assert broken.verify() == []


def test_a_catalogue_of_another_program_is_named(store):
    fill(store, range(3))
    store.close()
    (edition(store) / NAME).unlink()
    with closing(sqlite3.connect(edition(store) / NAME)) as connection:
        connection.execute("CREATE TABLE state (theirs)")
    with pytest.raises(StoreDamaged, match="not an onrecord catalogue"):
        LocalStore(store.folder).snapshot().__enter__()


@pytest.mark.parametrize(("age", "version"), [("newer", 1000), ("older", 1)])
def test_a_catalogue_of_another_version_is_named_and_an_older_one_replaced(store, age, version):
    fill(store, range(3))
    store.close()
    tamper(store, f"PRAGMA user_version = {version}")
    with pytest.raises(StoreDamaged, match=f"{age} version"):
        LocalStore(store.folder).snapshot().__enter__()
    if age == "newer":
        with pytest.raises(StoreDamaged):
            fill(store, [1])
    else:
        fill(store, [1])
        assert len(nearest(store, "anything")) == 2
        assert store.verify() == []


@pytest.mark.parametrize("content", ["", "../elsewhere", "edition-00000000"])
def test_a_pointer_to_no_index_is_named(store, content):
    fill(store, range(3))
    store.close()
    (store.folder / "CURRENT").write_text(content)
    with pytest.raises(StoreDamaged, match="CURRENT names"):
        LocalStore(store.folder).snapshot().__enter__()


def test_damaged_pages_are_named_where_they_are_met(store):
    fill(store, range(50))
    store.close()
    path = edition(store) / NAME
    data = bytearray(path.read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(StoreDamaged), LocalStore(store.folder).snapshot() as snapshot:
        snapshot.documents()


UNTRUE = {
    "UPDATE passages SET start = start + 1 WHERE row = 1": "is not what stands at",
    "UPDATE documents SET text = 'short'": "a span lies at",
    "UPDATE statements SET text = 'He never said that.' WHERE row = 1": "not what its spans say",
    "DELETE FROM passage_words_docsize WHERE id = 1": "row 1 is missing",
    "INSERT INTO passage_words (rowid, text) VALUES (99, 'a ghost')": "row 99 is no more",
    "INSERT INTO passage_words (passage_words) VALUES ('delete-all')": "is missing",
    "DELETE FROM statement_vectors WHERE row = 2": "has no vector",
    "UPDATE passage_vectors SET vector = x'00000000' WHERE row = 2": "has 4 bytes",
    "UPDATE passage_vectors SET vector = zeroblob(64) WHERE row = 2": "has the length 0.0",
    "UPDATE profiles SET speaker_id = 'another'": "is linked to another speaker",
    "UPDATE speakers SET statement_count = 7": "is not what the documents' profiles make of it",
    "DELETE FROM speakers": "is not what the documents' profiles make of it",
    "UPDATE profiles SET statements = 0": "statements, not 0",
    "DELETE FROM files": "no file holds it",
    "INSERT INTO files VALUES ('x.txt', 1, 1, '', NULL, NULL)": "neither a document nor an error",
    "UPDATE files SET document_id = 'another'": "belongs to a row of documents that is not there",
    "DELETE FROM profiles": "its passage or its speaker is not there",
    "UPDATE documents SET sentences = 'nonsense' WHERE rowid = 1": "its rows cannot be read",
    "UPDATE profiles SET block = 'another'": "stands among the wrong names",
}


@pytest.mark.parametrize("statement", UNTRUE)
def test_verify_names_what_is_untrue(store, statement):
    fill(store, range(5))
    assert store.verify() == []
    tamper(store, statement)
    assert UNTRUE[statement] in " ".join(f"{d.where}: {d.what}" for d in store.verify())


def test_verify_compares_the_view_with_the_catalogue(store):
    fill(store, range(5))
    nearest(store, "load the view")
    (same,) = encode(["other words"])
    other = same.tobytes().hex()
    tamper(store, f"UPDATE passage_vectors SET vector = x'{other}' WHERE row = 2")  # noqa: S608
    assert [f"{d.where}: {d.what}" for d in store.verify()] == [
        "view of passages: row 2 has another vector"
    ]


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
