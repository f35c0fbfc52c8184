"""Several writers of one index in Milvus: they share the work; one may die or sleep at any time."""

import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress

import pytest

from index.builder import Builder
from index.store import StoreBusy
from tests.index.samples import AUSTIN, BUILD, KIRBY, MANIFEST, Workshop, entry, file, titles

pytest.importorskip("pymilvus", reason="pymilvus is not installed (the extra milvus)")

from index.stores.milvus import edition
from index.stores.milvus.connection import Connection, Row
from index.stores.milvus.edition import FOREVER
from index.stores.milvus.lease import held
from index.stores.milvus.store import MilvusStore


@pytest.fixture
def store(address: str) -> Iterator[MilvusStore]:
    store = MilvusStore(address)
    with store.writer(MANIFEST) as writer:
        writer.put(file("austin.txt", AUSTIN), AUSTIN)
        writer.finish(BUILD)
    yield store
    assert store.verify() == []
    store.close()


def let_leases_run_out(address: str) -> None:
    connection = Connection(address)
    leases = f"{connection.name}_leases"
    rows = connection.rows(leases, 'pk != ""', ["*"])
    connection.upsert(leases, [row | {"until": 1.0} for row in rows])
    connection.close()


def born(address: str) -> Counter[str]:
    """How often each document was written, what was taken out since among them."""
    connection = Connection(address)
    state = edition.served(connection)
    assert state is not None
    rows = connection.rows(state.edition.catalogue, 'kind == "document"', ["id", "died"])
    connection.close()
    return Counter(row["id"] for row in rows)


def write_until(address: str, request: int, by: signal.Signals) -> None:
    """Claim a file and put it, but send this process a signal before its n-th write in that."""
    store = MilvusStore(address)
    with store.writer(MANIFEST) as writer:
        writer.claim(["kirby.txt"], 1)
        sent, upsert = 0, Connection.upsert

        def stopped(self: Connection, collection: str, rows: Sequence[Row]) -> None:
            nonlocal sent
            if not collection.endswith("_leases"):
                sent += 1
                if sent == request:
                    os.kill(os.getpid(), by)
            upsert(self, collection, rows)

        Connection.upsert = stopped
        try:
            writer.put(file("kirby.txt", KIRBY), KIRBY)
        except StoreBusy:
            os._exit(3)
    os._exit(0)


def begun(address: str, request: int, by: signal.Signals) -> int:
    """The id of a process that does so, once the signal has come."""
    spawned = multiprocessing.get_context("spawn").Process(
        target=write_until, args=(address, request, by)
    )
    spawned.start()
    assert spawned.pid
    os.waitid(os.P_PID, spawned.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    return spawned.pid


# Rows are added by the first four, what is gone is marked by the next, and the ninth writes the
# state, which makes it a commit.
@pytest.mark.parametrize("request_", [1, 3, 9])
def test_a_writer_that_slept_through_the_end_of_its_lease_writes_nothing_more(
    address, store, request_
):
    sleeper = begun(address, request_, signal.SIGSTOP)
    try:
        let_leases_run_out(address)
        with store.writer(MANIFEST) as writer:
            assert writer.claim(["kirby.txt"], 1).taken == ["kirby.txt"]
            writer.put(file("kirby.txt", KIRBY), KIRBY)
            generation = writer.files()[1], titles(store)
    finally:
        os.kill(sleeper, signal.SIGCONT)
    assert os.waitstatus_to_exitcode(os.waitpid(sleeper, 0)[1]) == 3
    assert titles(store) == ["Ships", "Targets"]
    assert generation == (file("kirby.txt", KIRBY), ["Ships", "Targets"])
    assert set(born(address).values()) == {1}


@pytest.mark.parametrize("request_", [2, 9])
def test_what_a_killed_writer_left_is_undone_and_what_it_claimed_is_free(address, store, request_):
    killed = begun(address, request_, signal.SIGKILL)
    os.waitpid(killed, 0)
    assert titles(store) == ["Ships"]
    let_leases_run_out(address)
    with store.writer(MANIFEST) as writer:
        connection = Connection(address)
        state = edition.served(connection)
        for collection in state.edition.all:
            assert not connection.rows(collection, f"born > {state.generation}", ["pk"])
            assert not connection.rows(collection, f"died < {FOREVER}", ["pk"])
        connection.close()
        assert writer.claim(["kirby.txt"], 1).taken == ["kirby.txt"]
        writer.put(file("kirby.txt", KIRBY), KIRBY)


def test_no_two_writers_have_their_turn_at_once(address):
    writers, turns = 3, 4
    ready, inside, most = threading.Barrier(writers), threading.Semaphore(1), list[bool]()

    def take_turns() -> None:
        connection = Connection(address)
        with held(connection) as lease:
            for _ in range(turns):
                ready.wait()  # all draw their tickets together
                with lease.turn():
                    alone = inside.acquire(blocking=False)
                    lease.claimed(["a.txt"])  # as long as a request takes
                    if alone:
                        inside.release()
                    most.append(alone)
        connection.close()

    threads = [threading.Thread(target=take_turns) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [True] * writers * turns


def test_what_is_put_together_takes_one_turn(store):
    with store.writer(MANIFEST) as writer:
        with store.snapshot() as before:
            pass
        with writer.together():
            for n in range(3):
                each = entry(f'Ann Lee{n}: "It is word{n}."', title=f"{n}")
                writer.put(file(f"{n}.txt", each), each)
            with store.snapshot() as during:
                assert during.generation == before.generation
        with store.snapshot() as after:
            assert [d.document.title for d in after.documents()] == ["0", "1", "2", "Ships"]


def test_what_an_error_interrupts_leaves_nothing_half_put(store):
    with store.writer(MANIFEST) as writer:
        with suppress(KeyError), writer.together():
            writer.put(file("kirby.txt", KIRBY), KIRBY)
            raise KeyError
        assert [f.path for f in writer.files()] == ["austin.txt"]
    assert titles(store) == ["Ships"]


def test_builders_share_a_folder_and_none_does_a_document_twice(milvus, tmp_path):
    address = milvus.address()
    folder = tmp_path / "documents"
    folder.mkdir()
    for n in range(16):
        (folder / f"{n:02}.txt").write_text(f'Ann Lee{n}: "It is word{n}."\n')
        (folder / f"{n:02}-copy.txt").write_text(f'Ann Lee{n % 3}: "It is word{n % 3}."\n')
    workshops = [Workshop() for _ in range(3)]
    failed: list[BaseException] = []

    def build(workshop: Workshop) -> None:
        store = MilvusStore(address)
        try:
            Builder(folder, store, workshop.parts).build()
        except BaseException as error:
            failed.append(error)
        finally:
            store.close()

    builders = [threading.Thread(target=build, args=(each,)) for each in workshops]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert failed == []
    assert Counter(born(address).values()) == {1: 16}
    store = MilvusStore(address)
    with store.snapshot() as snapshot:
        assert snapshot.counts().files == 32
        assert snapshot.counts().documents == snapshot.counts().statements == 16
    assert store.verify() == []
    store.close()


def test_a_rebuild_is_not_begun_beside_those_who_write_to_what_is_served(address, store):
    other = MilvusStore(address)
    with store.writer(MANIFEST), pytest.raises(StoreBusy, match=r"Process \d+"):
        other.writer(MANIFEST, fresh=True).__enter__()
    with store.writer(MANIFEST, fresh=True) as one, other.writer(MANIFEST, fresh=True) as two:
        two.put(file("austin.txt", AUSTIN), AUSTIN)
        one.put(file("kirby.txt", KIRBY), KIRBY)
        assert titles(store) == ["Ships"]
        one.finish(BUILD)
        assert titles(store) == ["Ships", "Targets"]
        two.forget(["austin.txt"])
        two.finish(BUILD)
    assert titles(store) == ["Targets"]
    other.close()
