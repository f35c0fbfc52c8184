"""Every store there is: what is tested here is true of each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.store import Store
from index.stores.local import LocalStore
from index.stores.milvus.store import MilvusStore
from tests.index.contract.stored import AUSTIN, BUILD, KIRBY, UNDATED, put
from tests.index.milvus_server import MilvusServer
from tests.index.reference import ReferenceStore
from tests.index.samples import MANIFEST

Make = Callable[[pytest.FixtureRequest, Path], Store]


def milvus_store(request: pytest.FixtureRequest, _: Path) -> Store:
    server: MilvusServer = request.getfixturevalue("milvus")
    return MilvusStore(server.address())


STORES: dict[str, Make] = {
    "local": lambda _, folder: LocalStore(folder),
    "local, in inverted lists": lambda _, folder: LocalStore(folder, lists_from=1),
    "milvus": milvus_store,
    "by brute force": lambda *_: ReferenceStore(),
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    store = STORES[request.param](request, tmp_path / "data")
    yield store
    assert store.verify() == []
    store.close()


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writer(MANIFEST) as writer:
        put(writer, kirby=KIRBY, austin=AUSTIN, undated=UNDATED)
        writer.finish(BUILD)
    return store
