"""What is true of the store on Milvus beyond the contract: it is another process, which can die."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.corrections import Called, Corrections, Same
from index.documents import Document
from index.store import Filter, IndexExists, StoreAway, StoreDamaged
from index.stores.local import LocalStore
from tests.index.milvus_server import MilvusServer, started
from tests.index.samples import (
    AUSTIN,
    BUILD,
    KIRBY,
    MANIFEST,
    document,
    entry,
    entry_of,
    file,
    titles,
)

pytest.importorskip("pymilvus", reason="pymilvus is not installed (the extra milvus)")

from index.stores.milvus import edition
from index.stores.milvus.connection import Connection, key
from index.stores.milvus.edition import FOREVER, Edition
from index.stores.milvus.store import MilvusStore


@pytest.fixture
def store(address: str) -> Iterator[MilvusStore]:
    store = MilvusStore(address)
    with store.writer(MANIFEST) as writer:
        writer.put(file("kirby.txt", KIRBY), KIRBY)
        writer.put(file("austin.txt", AUSTIN), AUSTIN)
        writer.finish(BUILD)
    yield store
    store.close()


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[MilvusServer]:
    """A Milvus of the test's own, that it may kill."""
    server = started(tmp_path / "milvus")
    yield server
    server.kill()


def once_back(step: Callable[[], object]) -> None:
    """Takes a step as soon as the server is found again: a channel looks for it at growing
    intervals, so that the first tries may still run out of time."""
    for _ in range(120):
        with suppress(StoreAway):
            step()
            return
    raise AssertionError("the server was not found again")


def served(connection: Connection) -> Edition:
    state = edition.served(connection)
    assert state is not None
    return state.edition


def test_what_was_committed_outlives_a_kill_of_the_server(mortal):
    store = MilvusStore(mortal.address("kept"))
    with store.writer(MANIFEST) as writer:
        writer.put(file("kirby.txt", KIRBY), KIRBY)
        writer.finish(BUILD)
        writer.put(file("austin.txt", AUSTIN), AUSTIN)
        mortal.kill()
        mortal.start()
        once_back(lambda: titles(store))
        with store.snapshot() as snapshot:
            assert snapshot.counts().documents == 2
            assert snapshot.document(AUSTIN.document.id).document == AUSTIN.document
            found = snapshot.dense("passages", KIRBY.passage_vectors[0], 1)
            assert [hit.id for hit in found] == [KIRBY.passages[0].id]
            assert snapshot.lexical("statements", ["serious"], 1)
            assert snapshot.statements_by(Filter())[1] == 3
        once_back(lambda: writer.forget(["austin.txt"]))
    assert store.verify() == []
    assert titles(store) == ["Targets"]


def test_a_server_that_is_away_is_named_within_the_time_limit_and_used_once_it_is_back(mortal):
    store = MilvusStore(mortal.address("away"), seconds=1.0)
    with store.writer(MANIFEST) as writer:
        writer.put(file("kirby.txt", KIRBY), KIRBY)
        with store.snapshot() as snapshot:
            mortal.kill()
            with pytest.raises(StoreAway, match=rf"127\.0\.0\.1:{mortal.port}"):
                snapshot.lexical("passages", ["targets"], 1)
        with pytest.raises(StoreAway), store.snapshot():
            pass
        with pytest.raises(StoreAway):
            writer.put(file("austin.txt", AUSTIN), AUSTIN)
        mortal.start()
        once_back(lambda: titles(store))
        assert titles(store) == ["Targets"], "nothing is half written"
        once_back(lambda: writer.put(file("austin.txt", AUSTIN), AUSTIN))
    assert titles(store) == ["Ships", "Targets"]
    assert store.verify() == []


def test_a_store_that_was_never_reached_is_reached_when_it_is_there(tmp_path):
    server = started(tmp_path / "milvus")
    server.kill()
    store = MilvusStore(server.address("late"), seconds=1.0)
    with pytest.raises(StoreAway):
        store.manifest  # noqa: B018
    server.start()
    try:
        once_back(lambda: store.manifest)
        assert store.manifest is None
    finally:
        server.kill()


def test_readers_meet_no_error_while_rebuilds_are_switched_to(address, store):
    errors: list[BaseException] = []
    seen: list[tuple[int, int]] = []
    over = threading.Event()

    def ask() -> None:
        own = MilvusStore(address)
        try:
            while not over.is_set():
                with own.snapshot() as snapshot:
                    found = snapshot.dense("passages", KIRBY.passage_vectors[0], 10)
                    said, total = snapshot.statements_by(Filter())
                    passages = snapshot.passages([hit.id for hit in found])
                    assert len(said) == total == snapshot.counts().statements
                    assert len(found) == len(passages) == snapshot.counts().passages
                    seen.append((snapshot.generation, total))
        except BaseException as error:
            errors.append(error)
        finally:
            own.close()

    readers = [threading.Thread(target=ask) for _ in range(8)]
    for reader in readers:
        reader.start()
    for n in range(3):
        with store.writer(MANIFEST, fresh=True) as writer:
            writer.put(file("kirby.txt", KIRBY), KIRBY)
            if n % 2:
                writer.put(file("austin.txt", AUSTIN), AUSTIN)
            writer.finish(BUILD)
    over.set()
    for reader in readers:
        reader.join()
    assert errors == []
    assert {total for _, total in seen} <= {1, 3}
    assert titles(store) == ["Targets"]


def test_what_a_stopped_writer_left_is_undone_by_the_next(address, store):
    connection = Connection(address)
    own, later = served(connection), edition.now() + 10**6
    (row,) = connection.rows(own.passages, f'id == "{KIRBY.passages[0].id}"', edition.SEARCHED)
    connection.upsert(own.passages, [row | {"pk": "new", "born": later}, row | {"died": later}])
    with store.snapshot() as snapshot:
        assert len(snapshot.dense("passages", KIRBY.passage_vectors[0], 10)) == 3
    with store.writer(MANIFEST) as writer:
        writer.finish(BUILD)
    assert not connection.rows(own.passages, f"born > {later - 1}", ["pk"])
    assert not connection.rows(own.passages, f"died < {FOREVER}", ["pk"])
    assert store.verify() == []
    connection.close()


def test_what_is_gone_can_be_read_for_a_while_and_is_removed_after_it(address, store):
    connection = Connection(address)
    with store.writer(MANIFEST) as writer:
        writer.forget(["austin.txt"])
        writer.finish(BUILD)
    former = served(connection)
    assert connection.rows(former.passages, f"died < {FOREVER}", ["pk"])
    with store.writer(MANIFEST, fresh=True) as writer:
        writer.put(file("kirby.txt", KIRBY), KIRBY)
        writer.finish(BUILD)
    assert set(edition.editions(connection)) == {former, served(connection)}
    hasty = MilvusStore(address, kept=0.0)
    with hasty.writer(MANIFEST) as writer:
        writer.put(file("austin.txt", AUSTIN), AUSTIN)
        writer.forget(["austin.txt"])
        writer.finish(BUILD)
    assert list(edition.editions(connection)) == [served(connection)]
    assert not connection.rows(served(connection).passages, f"died < {FOREVER}", ["pk"])
    assert titles(store) == ["Targets"]
    hasty.close()
    connection.close()


@pytest.mark.parametrize(("version", "age"), [(0, "older"), (99, "newer")])
def test_an_index_of_another_version_is_named_and_an_older_one_begun_anew(
    address, store, version, age
):
    connection = Connection(address)
    own = served(connection)
    (row,) = connection.rows(own.catalogue, 'pk == "state"', edition.CATALOGUE)
    own_version, other = f'"format": {edition.FORMAT}', f'"format": {version}'
    said = row["payload"].replace(own_version, other)
    connection.upsert(own.catalogue, [row | {"payload": said}])
    with pytest.raises(StoreDamaged, match=f"{age} version.*onrecord index --rebuild"):
        titles(store)
    with suppress(StoreDamaged), store.writer(MANIFEST, fresh=age == "newer") as writer:
        assert writer.files() == []
        writer.put(file("kirby.txt", KIRBY), KIRBY)
        writer.finish(BUILD)
    assert titles(store) == ["Targets"]
    connection.close()


def test_texts_longer_than_a_field_of_milvus_come_back_whole(store):
    said = "words and wörds " * 9_000
    long = entry(f'Ann Lee: "{said}"\n' + "\n".join(f"Line {n} € \x00." for n in range(3_000)))
    with store.writer(MANIFEST) as writer:
        writer.put(file("long.txt", long), long)
        assert writer.entry(long.document.id).document == long.document
    with store.snapshot() as snapshot:
        (statement,) = snapshot.statements([f"{long.document.id}-s0"])
        assert statement.text == said
        assert snapshot.reading(long.document.id).document == long.document
        assert snapshot.passages_of(long.document.id) == list(long.passages)
    assert store.verify() == []
    with store.writer(MANIFEST) as writer:
        writer.forget(["long.txt"])
        assert writer.entry(long.document.id) is None
    assert store.verify() == []


HOSTILE = ['"', '") or (pk != "', "\\", "a\nb", "\x00", "{x}", "%", "\ud800", "é" * 400, ""]


def test_nothing_that_is_asked_for_is_taken_for_a_part_of_a_filter(store):
    with store.snapshot() as snapshot:
        for text in HOSTILE:
            assert snapshot.document(text) is None
            assert snapshot.passages([text]) == []
            only = Filter(speakers=frozenset([text]), documents=frozenset([text]))
            assert snapshot.statements_by(only) == ([], 0)
            assert snapshot.dense("passages", KIRBY.passage_vectors[0], 3, only) == []
            assert snapshot.lexical("passages", ["targets", text], 3, only) == []


def test_names_and_paths_of_any_characters_are_kept_and_found(store):
    paths = [f"{text}.txt" for text in HOSTILE if "\ud800" not in text]
    said = Corrections(same=(Same((Called("John Kirby"), Called('K"irby\\', paths[0]))),))
    with store.writer(MANIFEST) as writer:
        for path in paths:
            writer.point(file(path, KIRBY))
        writer.correct(said)
    with store.snapshot() as snapshot:
        assert snapshot.document(KIRBY.document.id).paths == tuple(sorted(["kirby.txt", *paths]))
        assert snapshot.corrections() == said
    with store.writer(MANIFEST) as writer:
        writer.forget(paths)
    assert store.verify() == []


def test_damage_is_found_and_mended(address, store):
    connection = Connection(address)
    own = served(connection)
    lost = replace(file("lost.txt", KIRBY), document_id=None)
    with store.writer(MANIFEST) as writer:
        writer.point(lost)
    connection.delete(own.catalogue, f'kind == "file" and id == "{key("austin.txt")}"')
    connection.delete(own.catalogue, 'kind == "speaker" and id == "john-kirby"')
    connection.delete(own.statements, f'id == "{KIRBY.document.id}-s0"')
    found = store.verify()
    assert {each.part for each in found} >= {"rows", "speakers", "documents"}
    with store.writer(MANIFEST) as writer:
        assert writer.entry(KIRBY.document.id) is None
        assert writer.mend(found)
        for id in {each.document for each in found if each.document}:
            assert id == KIRBY.document.id
            writer.put(file("kirby.txt", KIRBY), KIRBY)
    assert store.verify() == []
    assert titles(store) == ["Targets"]
    connection.close()


def test_an_archive_goes_from_milvus_to_a_local_store_and_back(store, milvus, tmp_path):
    corrections = Corrections(same=(Same((Called("John Kirby"), Called("Lloyd Austin"))),))
    failed = replace(file("bad.txt", KIRBY), document_id=None, error="it cannot be read")
    named = Document(KIRBY.document.id, "Another title", "")
    with store.writer(MANIFEST) as writer:
        writer.point(file("copy.txt", KIRBY), document=named)
        writer.point(failed)
        writer.correct(corrections)
    path = tmp_path / "index.zip"
    said = store.export(path)
    local, back = LocalStore(tmp_path / "local"), MilvusStore(milvus.address())
    local.restore(path)
    back.restore(path)
    with store.snapshot() as one, local.snapshot() as two, back.snapshot() as three:
        assert said.counts == one.counts() == two.counts() == three.counts()
        for other in (two, three):
            assert list(other.files()) == list(one.files())
            assert list(other.documents()) == list(one.documents())
            assert other.statements_by(Filter()) == one.statements_by(Filter())
            assert other.speakers() == one.speakers()
            assert other.corrections() == corrections
            vector = AUSTIN.passage_vectors[0]
            assert other.dense("passages", vector, 9) == one.dense("passages", vector, 9)
    with pytest.raises(IndexExists):
        back.restore(path)
    assert back.verify() == []
    back.close()


def test_documents_of_unlike_dates_are_found_by_date(store):
    old = entry_of(document("An old word.", published=date(1, 1, 1)))
    with store.writer(MANIFEST) as writer:
        writer.put(file("old.txt", old), old)
    with store.snapshot() as snapshot:
        ids = [hit.id for hit in snapshot.lexical(
            "passages", ["word"], 9, Filter(published_to=date(1999, 1, 1))
        )]  # fmt: skip
    assert ids == [old.passages[0].id]
