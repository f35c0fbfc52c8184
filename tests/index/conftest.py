"""What the tests of the index share."""

from collections.abc import Iterator

import pytest

from index.stores.local import LocalStore
from tests.index.desk import AUSTIN, KIRBY, Desk
from tests.index.milvus_server import MilvusServer, started


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MilvusServer]:
    """A Milvus for indexes of many names; nobody stops it."""
    server = started(tmp_path_factory.mktemp("milvus") / "data")
    yield server
    server.kill()


@pytest.fixture
def address(milvus: MilvusServer) -> str:
    """Of an index that nobody else has."""
    return milvus.address()


@pytest.fixture
def store(tmp_path):
    store = LocalStore(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def built(desk):
    desk.write("kirby.txt", KIRBY)
    desk.write("news/austin.txt", AUSTIN)
    assert desk.build() == {"added": 2}
    return desk
