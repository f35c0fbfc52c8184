"""A disk that is full or read-only: what was indexed is answered, and the next pass mends it."""

import errno

import pytest

from index.stores.local import LocalStore
from tests.disks import small_disk
from tests.index.desk import AUSTIN, KIRBY, Desk


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk", 16_000_000) as disk:
        yield disk


@pytest.fixture
def desk(tmp_path, disk):
    desk = Desk(tmp_path)
    desk.data = disk.path / "data"
    desk.store = LocalStore(desk.data)
    desk.write("kirby.txt", KIRBY)
    desk.write("austin.txt", AUSTIN)
    desk.build()
    yield desk
    desk.store.close()


def write_many(desk: Desk) -> None:
    for n in range(40):
        lines = "\n".join(f"Line {k} of {n}." for k in range(40))
        desk.write(f"{n}.txt", f'Person N{n}: "Word {n}."\n{lines}')


@pytest.mark.parametrize("room", [0, 20_000, 300_000])
@pytest.mark.parametrize("fresh", [False, True], ids=["update", "rebuild"])
def test_a_disk_that_fills_up_leaves_the_index_and_the_next_pass_goes_on(desk, disk, fresh, room):
    write_many(desk)
    disk.fill(but=room)
    with pytest.raises(OSError, match="space") as failed:
        desk.build(fresh=fresh)
    assert failed.value.errno == errno.ENOSPC
    assert {KIRBY, AUSTIN} <= desk.answers().keys()
    assert desk.store.verify() == []
    another = LocalStore(desk.data)
    assert another.verify() == []
    another.close()
    disk.empty()
    desk.build(fresh=fresh)
    assert len(desk.answers()) == 42
    assert desk.whole()
    assert len(list(desk.data.glob("edition-*"))) == 1


def test_an_unfinished_rebuild_makes_room_for_an_update(desk, disk):
    write_many(desk)
    disk.fill(but=300_000)
    for fresh, editions in ((True, 2), (False, 1)):
        with pytest.raises(OSError, match="space"):
            desk.build(fresh=fresh)
        assert len(list(desk.data.glob("edition-*"))) == editions
    assert {KIRBY, AUSTIN} <= desk.answers().keys()


def test_a_read_only_index_is_answered_from(desk, disk):
    desk.store.close()
    disk.freeze()
    frozen = desk.store = LocalStore(desk.data)
    assert desk.answers().keys() == {KIRBY, AUSTIN}
    assert frozen.verify() == []
    with pytest.raises(OSError, match="Read-only"):
        desk.build()
    frozen.close()
    disk.thaw()
    desk.write("kirby.txt", "Nobody.")
    desk.store = LocalStore(desk.data)
    assert desk.build() == {"changed": 1, "unchanged": 1}
    assert desk.whole()


def test_a_read_only_folder_of_documents_is_indexed(tmp_path):
    desk = Desk(tmp_path)
    desk.folder.rmdir()
    with small_disk(desk.folder, 1_000_000) as disk:
        desk.write("kirby.txt", KIRBY)
        disk.freeze()
        assert desk.build() == {"added": 1}
        assert desk.whole()
    desk.store.close()
