from collections.abc import Mapping
from contextlib import ExitStack

import pytest

from qa.answers import Answerer
from qa.reading.reader import Reader
from tests.qa.island import BRIEFING, PAPER
from tests.qa.library import DOCUMENTS, SEEDS, Library, model
from tests.qa.minutes import (
    APRIL,
    BOARD,
    CLUB,
    MINUTES,
    NEWS,
    PARISH,
    PLANNING,
    PLANS,
    ROWERS,
    SENATE,
    TALK,
    TOWN,
    TRUSTEES,
)
from tests.qa.named import names


@pytest.fixture(scope="session")
def embedder():
    return model()


@pytest.fixture(scope="module")
def written(embedder, tmp_path_factory):
    """Makes a library of documents that a test writes, by file name; with a reader, if one is
    given."""
    with ExitStack() as opened:

        def library(documents: Mapping[str, str], reader: Reader | None = None) -> Library:
            folder = tmp_path_factory.mktemp("written")
            for name, text in documents.items():
                (folder / name).write_text(text, "utf-8")
            made = Library(folder, tmp_path_factory.mktemp("data"), embedder)
            opened.callback(made.store.close)
            if reader is not None:
                made.answerer = Answerer(made.store, embedder, reader)
            return made

        yield library


@pytest.fixture(scope="module")
def told(request, written):
    """The library of a module's DOCUMENTS, with a reader."""
    return written(request.module.DOCUMENTS, Reader())


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """The names of tests/qa/named.py."""
    with names(tmp_path_factory.mktemp("names")) as found:
        yield found


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


@pytest.fixture(scope="module")
def meetings(written):
    return written({"council.md": MINUTES, "choir.txt": TALK, "pier.txt": NEWS}, Reader())


@pytest.fixture(scope="module")
def boards(written):
    documents = {"march.md": BOARD, "april.md": APRIL, "club.txt": CLUB, "town.txt": TOWN}
    return written({**documents, "festival.txt": PLANNING}, Reader())


@pytest.fixture(scope="module")
def plans(written):
    documents = {"plans.txt": PLANS, "trustees.md": TRUSTEES, "parish.txt": PARISH}
    return written({**documents, "rowers.md": ROWERS, "senate.txt": SENATE}, Reader())


@pytest.fixture(scope="module")
def island(written):
    return written({"paper.txt": PAPER, "briefing.txt": BRIEFING}, Reader())
