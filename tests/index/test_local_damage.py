"""Damage to a local store is named, and what to do about it."""

import os
import sqlite3
from contextlib import closing

import pytest

from index.store import StoreDamaged
from index.stores.catalogue import NAME
from index.stores.local import LocalStore
from tests.index.local import UNTRUE, edition, fill, nearest, tamper, text
from tests.index.samples import BUILD, MANIFEST, encode, entry, file


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
