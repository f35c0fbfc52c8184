"""Searching: what a follow-up leaves out is searched for as well."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.embedding import Embedder
from index.store import Filter, Hit
from qa.answers import Answerer
from qa.fusion import fuse
from qa.reading.reader import Read, Reader
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


HEARING = """\
MS. ROWE: Let us begin with the dredging of the channel.

MR. OSTROM: Indeed.

MS. ROWE: What will the council put into it, given that the fund of last year is empty by now?

MR. OSTROM: Resourcing is going to be important. We currently put four million a year into the
channel, and the council will have to find half as much again.

MS. ROWE: And the quays?

MR. OSTROM: Your point's taken.

MS. ROWE: The fishermen say that the quays are in a poor state.

MR. OSTROM: Absolutely.
"""


@pytest.mark.parametrize("read", [False, True])
def test_turns_of_a_word_or_two_come_behind_those_that_tell_something(
    tmp_path: Path, embedder: Embedder, read: bool
) -> None:
    """Their label is nearly all there is of them, so that they are near to its name."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "hearing.txt").write_text(HEARING, "utf-8")
    store = Library(folder, tmp_path / "data", embedder).store
    answerer = Answerer(store, embedder, Reader() if read else None)
    found = answerer.search("What did Mr. Ostrom say about investment?", limit=1)
    assert found[0].passage.text.startswith("MR. OSTROM: Resourcing")
    asked = answerer.search("Was Mr. Ostrom's point taken?", limit=1)  # all its words: it tells
    assert asked[0].passage.text == "MR. OSTROM: Your point's taken."


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("How many steps lead to the lantern of the Marten lighthouse?", True),
        ("What is the capital of France?", False),
    ],
)
def test_what_is_far_from_a_question_is_not_read(
    library: Library, embedder: Embedder, question: str, *, read: bool
) -> None:
    with library.store.snapshot() as snapshot:
        retrieval = Retrieval(snapshot, embedder, Reader())
        found = retrieval.passages(question, 3, Filter())
    assert len(found) == 3
    assert any(candidate.read for candidate in found) == read


_Ranking = Sequence[tuple[str, float]]


def _order(dense: _Ranking, lexical: _Ranking = ()) -> list[str]:
    return [id for id, _ in fuse([Hit(*d) for d in dense], [Hit(*each) for each in lexical])]


def test_what_stands_out_in_one_search_comes_before_what_is_middling_in_both() -> None:
    dense = [("a-p0", 0.52), ("b-p0", 0.51), ("c-p0", 0.50), ("d-p0", 0.49)]
    lexical = [("d-p0", 19.0), ("a-p0", 3.0), ("b-p0", 2.9), ("c-p0", 2.8)]
    assert _order(dense, lexical)[0] == "d-p0"


def test_a_passage_beside_a_better_one_is_lifted_towards_it() -> None:
    dense = [("a-p4", 0.8), ("b-p9", 0.31), ("a-p5", 0.3), ("c-p0", 0.1)]
    assert _order(dense) == ["a-p4", "a-p5", "b-p9", "c-p0"]


def test_what_one_search_alone_finds_counts_for_something() -> None:
    assert _order([], [("a-p0", 2.0)]) == ["a-p0"]
    assert _order([("b-p0", 0.4)], [("a-p0", 2.0)]) == ["a-p0", "b-p0"]
    assert _order([]) == []


def test_ties_are_broken_by_id() -> None:
    assert _order([("b-p0", 0.5), ("a-p0", 0.5)]) == ["a-p0", "b-p0"]


def test_scores_below_zero_are_no_worse_than_being_left_out() -> None:
    assert _order([("a-p0", -0.1), ("b-p0", -0.3)]) == ["a-p0", "b-p0"]


class Judge(Reader):
    """Finds relevant what has a word, and that it answers where it is told to; counts the texts."""

    def __init__(self, word: str, answers: float) -> None:
        self.texts: list[str] = []
        self._word, self._answers = word, answers

    def read(
        self, _: str, passages: Sequence[str], _asked: Sequence[str], _told: Sequence[str]
    ) -> list[Read]:
        self.texts += passages
        return [Read(None, 0.0, self._answers, 9.0 * (self._word in text)) for text in passages]


@pytest.fixture(scope="module")
def quays(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Library:
    """Twenty documents that tell alike of the steps of a quay, the last of them of its warden."""
    folder = tmp_path_factory.mktemp("quays")
    for n in range(20):
        text = f"Quay {n} of the port has {n + 3} steps. Its warden is asked about quay {n}."
        (folder / f"{n:02}.txt").write_text(text, "utf-8")
    return Library(folder, tmp_path_factory.mktemp("data"), embedder)


@pytest.mark.parametrize(("answers", "read"), [(3.0, 4), (-3.0, 12)])
def test_more_is_read_where_none_of_the_first_passages_seems_to_answer(
    quays: Library, embedder: Embedder, answers: float, read: int
) -> None:
    judge = Judge("Quay", answers)
    with quays.store.snapshot() as snapshot:
        retrieval = Retrieval(snapshot, embedder, judge)
        found = retrieval.passages("How many steps has a quay of the port?", 20, Filter())
    assert len(judge.texts) == read
    assert [c.read is not None for c in found] == [True] * read + [False] * (20 - read)


def test_of_what_goes_on_from_a_conversation_reading_tells_the_order_and_no_answer(
    quays: Library, embedder: Embedder
) -> None:
    wordings = ["How many has it?", "How many steps has a quay of the port? How many has it?"]
    with quays.store.snapshot() as snapshot:
        plain = Retrieval(snapshot, embedder).passages(wordings[0], 20, Filter(), wordings)
        wanted = plain[7].row.text
        judge = Judge(wanted, 3.0)
        found = Retrieval(snapshot, embedder, judge).passages(wordings[0], 20, Filter(), wordings)
    assert found[0].row.text == wanted
    assert all(c.read is None for c in found)
    assert found[0].cosine == plain[7].cosine


@pytest.mark.e2e
def test_who_is_asked_for_speaks_of_what_he_names_however_far_it_is_from_the_rest(written):
    text = """Rival Pulmera, which sells the competing AirNote device, said last week it had seen \
"no material change" in orders since the recall.
"""
    library = written({"recall.txt": text})
    reply = library.ask("What did Pulmera say about orders?")
    assert [found.statement.text[:11] for found in reply.statements] == ["it had seen"]
