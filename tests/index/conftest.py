"""What the tests of the index share."""

from collections.abc import Iterator

import pytest

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
