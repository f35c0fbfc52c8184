"""What verification finds untrue of folder or index is mended."""

import os

import pytest

from index import folder as folders
from index import readers
from index.difference import Difference
from index.drift import Drift, verify_files
from index.store import Filter, StoreDamaged
from index.stores.local import LocalStore
from tests.index.desk import AUSTIN, KIRBY, ZELENSKY, drifted, repaired
from tests.index.local import UNTRUE, tamper
from tests.index.local import text as numbered
from tests.index.samples import encode


def test_differences_between_folder_and_catalogue_are_named(built):
    (built.folder / "kirby.txt").unlink()
    built.write("news/austin.txt", KIRBY)
    built.write("new.txt", ZELENSKY)
    found = verify_files(built.folder, built.store, readers.supported)
    assert {(each.where, each.what) for each in found} == {
        ("file kirby.txt", "is in the index and not in the folder"),
        ("file news/austin.txt", "was changed after it was indexed"),
        ("file new.txt", "is not in the index"),
    }


def test_how_far_an_index_is_behind_is_told_without_reading_a_file(built, monkeypatch):
    assert drifted(built) == Drift()
    built.write("bad.txt", "")
    built.build()
    assert drifted(built) == Drift(), "a failed file is known as it is"
    monkeypatch.setattr(folders, "read", lambda path: pytest.fail(f"{path} was read"))
    (built.folder / "kirby.txt").unlink()
    built.write("news/austin.txt", AUSTIN + " And more.")
    built.write("new.txt", ZELENSKY)
    built.write("newer.txt", ZELENSKY)
    assert drifted(built) == Drift(new=2, changed=1, gone=1)


@pytest.mark.parametrize("statement", UNTRUE)
def test_whatever_verify_names_is_mended(desk, statement):
    for n in range(5):
        desk.write(f"{n}.txt", numbered(n))
    desk.build()
    with desk.store.snapshot() as snapshot:
        said, _ = snapshot.statements_by(Filter())
        assert len(snapshot.dense("passages", encode([numbered(1)])[0], 20)) == 10
    tamper(desk.store, statement)
    assert repaired(desk)
    assert desk.whole()
    assert desk.answers() == {numbered(n): {f"{n}.txt"} for n in range(5)}
    with desk.store.snapshot() as snapshot:
        assert snapshot.statements_by(Filter()) == (said, 5)
        assert snapshot.mentions("Statement 0 of number 3", 5)[0].id.endswith("-p0")
        assert len(snapshot.dense("passages", encode([numbered(1)])[0], 20)) == 10
    again = LocalStore(desk.data)
    assert again.verify() == []
    again.close()


def test_a_view_that_differs_is_made_anew_in_every_process(built):
    other = LocalStore(built.data)
    for store in (built.store, other):
        with store.snapshot() as snapshot:
            snapshot.dense("passages", encode(["load the view"])[0], 1)
    vector = encode(["other words"])[0].tobytes().hex()
    tamper(built.store, f"UPDATE passage_vectors SET vector = x'{vector}' WHERE row = 2")  # noqa: S608
    assert other.verify()
    assert repaired(built) == ["The views of the vectors were made anew."]
    assert other.verify() == built.store.verify() == []
    other.close()


def test_a_repair_sees_a_change_that_left_size_and_time_as_they_were(built):
    file = built.folder / "kirby.txt"
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    file.write_text(KIRBY.replace("legitimate", "ridiculous"))
    os.utime(file, ns=times)
    assert built.build() == {"unchanged": 2}
    assert not built.whole()
    assert repaired(built) == []
    assert built.whole()


def test_a_repair_analyses_nothing_that_is_sound(built):
    tamper(built.store, "UPDATE statements SET text = 'Never said.' WHERE text LIKE '%serious%'")
    built.workshop.analysed.clear()
    repaired(built)
    assert built.workshop.analysed == [AUSTIN]


def test_a_last_good_version_is_mended_from_its_own_text(built):
    built.write("kirby.txt", "unanalysable now")
    built.build()
    tamper(built.store, "DELETE FROM passage_vectors")
    assert repaired(built)
    assert built.whole()
    assert built.answers()[KIRBY] == {"kirby.txt"}
    assert built.errors().keys() == {"kirby.txt"}


def test_what_only_a_rebuild_mends_is_told(built):
    broken = Difference("catalogue", "a page is missing", "pages")
    with pytest.raises(StoreDamaged):
        built.builder().build(repair=[broken])
    assert set(built.answers()) == {KIRBY, AUSTIN}
