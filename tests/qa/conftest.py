import pytest

from tests.qa.library import DOCUMENTS, SEEDS, Library, model


@pytest.fixture(scope="session")
def embedder():
    return model()


@pytest.fixture(scope="session")
def seeds(embedder, tmp_path_factory):
    library = Library(SEEDS, tmp_path_factory.mktemp("seeds"), embedder)
    yield library
    library.store.close()


@pytest.fixture(scope="session")
def news(embedder, tmp_path_factory):
    """The documents of tests/documents: invented, in the manner of the seeds."""
    library = Library(DOCUMENTS, tmp_path_factory.mktemp("news"), embedder)
    yield library
    library.store.close()
