"""The view of a local store: caught up from its checkpoint, or made anew."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.store import Filter
from index.stores.catalogue import NAME
from index.stores.local import LocalStore
from tests.index.local import edition, fill, nearest, text
from tests.index.samples import BUILD, DIMENSION, MANIFEST, entry, file


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
