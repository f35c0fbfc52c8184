"""Documents made by a Ray cluster: nodes that are processes of this machine."""

import sys
from collections.abc import Iterator

import pytest

from index.ahead import MakersAway
from index.builder import Builder
from index.cluster import Cluster
from index.parts import Parts
from index.store import Manifest
from index.stores.local import LocalStore
from tests.index.samples import MANIFEST, Workshop


def workshop() -> Parts:
    """What the nodes make; they import this module."""
    return Workshop().parts


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    utils = pytest.importorskip("ray.cluster_utils", reason="ray is not installed (the extra ray)")
    nodes = utils.Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    nodes.add_node(num_cpus=1)
    nodes.add_node(num_cpus=1)
    yield nodes.address
    nodes.shutdown()


def test_a_folder_is_made_by_the_nodes_as_this_machine_would_make_it(address, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n}.txt").write_text(f'Ann Lee{n}: "It is word{n}."\n')
    (folder / "copy.txt").write_text('Ann Lee3: "It is word3."\n')
    (folder / "empty.txt").write_text("")
    (folder / "flaw.txt").write_text("This is unanalysable.")
    own, here = Workshop(), Workshop()
    stores = LocalStore(tmp_path / "spread"), LocalStore(tmp_path / "here")
    with Cluster(address, workshop, MANIFEST) as cluster:
        assert cluster.room == 6
        Builder(folder, stores[0], own.parts, makers=cluster).build()
    Builder(folder, stores[1], here.parts).build()
    assert own.analysed == []
    with stores[0].snapshot() as spread, stores[1].snapshot() as alone:
        assert spread.files() == alone.files()
        assert spread.counts() == alone.counts()
        for each in alone.documents():
            assert spread.document(each.document.id) == alone.document(each.document.id)
            assert spread.passages_of(each.document.id) == alone.passages_of(each.document.id)
    for store in stores:
        assert store.verify() == []
        store.close()


def test_what_is_wrong_with_a_node_is_told_and_no_file_is_blamed_for_it(address, tmp_path):
    (tmp_path / "a.txt").write_text('Ann Lee: "It is a word."\n')
    other = Manifest("another", MANIFEST.dimension, "chunks", "rules")
    store = LocalStore(tmp_path / "data")
    with Cluster(address, workshop, other) as cluster:
        with pytest.raises(MakersAway, match="another version"):
            Builder(tmp_path, store, Workshop(other).parts, makers=cluster).build()
        with store.writer(other) as writer:
            assert writer.files() == []
        with pytest.raises(MakersAway):
            Cluster(address, workshop, MANIFEST).made(tmp_path / "a.txt", b"word")
    store.close()


def test_a_cluster_that_is_not_there_is_named():
    pytest.importorskip("ray", reason="ray is not installed (the extra ray)")
    with pytest.raises(MakersAway, match=r"127\.0\.0\.1:1"):
        Cluster("127.0.0.1:1", workshop, MANIFEST)


def test_what_a_cluster_lacks_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MakersAway, match=r"onrecord\[ray\]"):
        Cluster("127.0.0.1:1", workshop, MANIFEST)
