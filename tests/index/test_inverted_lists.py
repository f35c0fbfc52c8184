"""What is promised of views too large to compare every row with a question."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.documents import Attribution
from index.store import Entry, FileRecord, Filter, Vectors
from index.stores.catalogue import NAME
from index.stores.local import LocalStore
from index.stores.view import View
from tests.index.samples import BUILD, MANIFEST, document, passages

DOCUMENTS, A_DOCUMENT, DIMENSION = 200, 60, 48
LARGE = DOCUMENTS * A_DOCUMENT // 2  # rows from which on a view is in lists
WIDE = replace(MANIFEST, dimension=DIMENSION)
ALL = Filter()


def points(rows: int, seed: int) -> Vectors:
    """Shape (rows, DIMENSION), float32, L2-normalised: about 300 middles, as texts are about
    topics."""
    middles = np.random.default_rng(0).standard_normal((300, DIMENSION), np.float32)
    rng = np.random.default_rng(seed)
    around = 0.6 * rng.standard_normal((rows, DIMENSION), np.float32)
    found = middles[rng.integers(0, 300, rows)] + around
    return found / np.linalg.norm(found, axis=1, keepdims=True)


QUESTIONS = points(60, seed=1)


def entry(number: int, version: int) -> Entry:
    lines = (f"Line {n} of document {number}, version {version}." for n in range(A_DOCUMENT))
    made = document("\n".join(lines))
    vectors = points(A_DOCUMENT, seed=2 + 1000 * version + number)
    nothing = np.empty((0, DIMENSION), np.float32)
    return Entry(made, passages(made), Attribution((), ()), [], [], vectors, nothing)


def fill(
    store: LocalStore, numbers: Iterable[int], version: int = 0, *, finish: bool = True
) -> dict[str, Vectors]:
    """Put these documents, and give the vector of every passage, by id."""
    given = {}
    with store.writer(WIDE) as writer:
        for number in numbers:
            each = entry(number, version)
            id = each.document.id
            writer.put(FileRecord(f"{number}.txt", 1, version, id, id), each)
            given.update(zip((p.id for p in each.passages), each.passage_vectors, strict=True))
        if finish:
            writer.finish(BUILD)
    return given


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Vectors]]:
    store = LocalStore(tmp_path_factory.mktemp("lists") / "data", lists_from=LARGE)
    given = fill(store, range(DOCUMENTS))
    store.close()
    return store.folder, given


@pytest.fixture
def store(filled: tuple[Path, dict[str, Vectors]], tmp_path: Path) -> Iterator[LocalStore]:
    """A store of all documents, to do with as a test likes."""
    shutil.copytree(filled[0], tmp_path / "data")
    store = LocalStore(tmp_path / "data", lists_from=LARGE)
    yield store
    store.close()


@pytest.fixture
def given(filled: tuple[Path, dict[str, Vectors]]) -> dict[str, Vectors]:
    return dict(filled[1])


def view(store: LocalStore) -> View:
    with store.snapshot() as snapshot:
        return snapshot.view("passages")


def kind(store: LocalStore) -> str | None:
    base = view(store).base
    return base.kind if base else None


def nearest(store: LocalStore, vector: Vectors, k: int, where: Filter = ALL) -> list[str]:
    with store.snapshot() as snapshot:
        return [hit.id for hit in snapshot.dense("passages", vector, k, where)]


def exactly(given: dict[str, Vectors], vector: Vectors, k: int) -> list[str]:
    scores = np.array(list(given.values())).astype(float) @ vector
    ids = list(given)
    return [ids[n] for n in np.argsort(-scores, kind="stable")[:k]]


def recall(store: LocalStore, given: dict[str, Vectors], k: int) -> float:
    found = [set(nearest(store, q, k)) & set(exactly(given, q, k)) for q in QUESTIONS]
    return float(np.mean([len(each) / k for each in found]))


def checkpoint(store: LocalStore) -> Path:
    return store.folder / (store.folder / "CURRENT").read_text() / "passages.view"


def test_a_small_view_is_exact_and_a_large_one_in_lists(store, tmp_path):
    small = LocalStore(tmp_path / "small", lists_from=LARGE)
    few = fill(small, range(DOCUMENTS // 2 - 1))
    assert (kind(small), kind(store)) == ("flat", "lists")
    assert recall(small, few, 10) == 1.0


def test_what_lists_find_has_its_exact_score(store, given):
    assert recall(store, given, 10) >= 0.98
    with store.snapshot() as snapshot:
        hits = snapshot.dense("passages", QUESTIONS[0], 100)
    scores = [float(given[hit.id].astype(float) @ QUESTIONS[0]) for hit in hits]
    assert [hit.score for hit in hits] == pytest.approx(scores, abs=1e-6)
    assert scores == sorted(scores, reverse=True)


def test_as_many_are_found_as_are_wanted_and_there(store, given):
    assert sorted(nearest(store, QUESTIONS[0], 2 * len(given))) == sorted(given)


@pytest.mark.parametrize("documents", [3, 20, DOCUMENTS // 2])  # few rows, some, most lists' part
def test_a_filter_misses_nothing(store, given, documents):
    chosen = {entry(number, 0).document.id for number in range(documents)}
    of_these = {id: vector for id, vector in given.items() if id.partition("-")[0] in chosen}
    where = Filter(documents=frozenset(chosen))
    for question in QUESTIONS:
        assert nearest(store, question, 50, where) == exactly(of_these, question, 50)


def test_what_changes_is_found_or_gone_at_once_and_the_lists_stay(store, given):
    before = view(store)
    for id in [id for n in (3, 4) for id in (p.id for p in entry(n, 0).passages)]:
        del given[id]
    given.update(fill(store, [3, 4], version=1))
    after = view(store)
    assert after.base is before.base
    assert (len(after.tail_rows), len(after.removed)) == (2 * A_DOCUMENT,) * 2
    assert recall(store, given, 10) >= 0.98
    assert sorted(nearest(store, QUESTIONS[0], 2 * len(given))) == sorted(given)
    new = next(iter(fill(store, [5], version=1).values()))
    assert nearest(store, new, 1) == [entry(5, 1).passages[0].id]
    assert store.verify() == []


def test_the_same_rows_make_the_same_lists(store, tmp_path):
    again = LocalStore(tmp_path / "again", lists_from=LARGE)
    fill(again, range(DOCUMENTS))
    for (rows, vectors), (others, those) in zip(
        view(store).pieces(), view(again).pieces(), strict=True
    ):
        assert rows.tolist() == others.tolist()
        assert vectors.tobytes() == those.tobytes()


def test_without_a_checkpoint_a_reader_compares_every_row_and_the_writer_makes_lists_again(
    store, given
):
    checkpoint(store).unlink()
    assert kind(store) == "flat"
    assert nearest(store, QUESTIONS[0], 100) == exactly(given, QUESTIONS[0], 100)
    fill(store, [])
    assert kind(LocalStore(store.folder)) == "lists"


def test_a_long_pass_makes_lists_before_it_ends(tmp_path):
    store = LocalStore(tmp_path / "data", lists_from=LARGE)
    given = fill(store, range(DOCUMENTS), finish=False)
    assert kind(store) == "lists"
    assert sorted(nearest(store, QUESTIONS[0], 2 * len(given))) == sorted(given)
    assert store.verify() == []


def test_verify_sees_a_vector_that_the_lists_have_otherwise(store):
    other = np.roll(QUESTIONS[0], 1).astype("<f4").tobytes().hex()
    with closing(sqlite3.connect(checkpoint(store).with_name(NAME))) as connection, connection:
        connection.execute(f"UPDATE passage_vectors SET vector = x'{other}' WHERE row = 7")  # noqa: S608
    assert [f"{d.where}: {d.what}" for d in store.verify()] == [
        "view of passages: row 7 has another vector"
    ]
