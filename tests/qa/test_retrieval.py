"""Searching: what a follow-up leaves out is searched for as well."""

import numpy as np
import pytest

from index.embedding import Embedder
from index.store import Filter
from qa.replies import Turn
from qa.retrieval import Retrieval
from tests.qa.library import Library

TOWERS = {
    "Marten": "The Marten lighthouse stands on a reef. Visitors climb 214 steps to the lantern.",
    "Bodo": "The Bodo water tower stands on a hill. Visitors climb 96 steps to the tank.",
    "Steps": "Steps in public buildings are counted by inspectors, who climb them twice.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Library:
    folder = tmp_path_factory.mktemp("towers")
    for name, text in TOWERS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return Library(folder, tmp_path_factory.mktemp("data"), embedder)


@pytest.mark.parametrize("name", ["Marten", "Bodo"])
def test_a_follow_up_is_searched_for_with_what_it_goes_on_from(library: Library, name: str) -> None:
    history = [Turn("user", f"Where does the {name} tower or lighthouse stand?")]
    found = library.answerer.search("How many steps does it have?", limit=3, history=history)
    assert found[0].title == name


def test_a_question_that_stands_alone_is_searched_for_alone(library: Library) -> None:
    question = "How many steps do visitors climb to the lantern of the Marten lighthouse on a reef?"
    after = [Turn("user", "Who counts steps in public buildings?")]
    alone = library.answerer.search(question, limit=3)
    assert library.answerer.search(question, limit=3, history=after) == alone


def test_one_wording_is_searched_for_as_the_text_itself(
    library: Library, embedder: Embedder
) -> None:
    with library.store.snapshot() as snapshot:
        retrieval = Retrieval(snapshot, embedder)
        plain = retrieval.passages("climb to the tank", 3, Filter())
        worded = retrieval.passages("climb to the tank", 3, Filter(), ["climb to the tank"])
    assert [c.row.id for c in plain] == [c.row.id for c in worded]
    assert np.allclose([c.cosine for c in plain], [c.cosine for c in worded])
