"""Corrections in the folder are put in force by a build."""

from pathlib import Path

import pytest

from index import folder as folders
from index.stores.local import LocalStore
from index.update import Progress
from tests.index.desk import OTHER, ZELENSKY

JACK = 'Jack Kirby: "I draw them as I see them."'
ONE = '[[same]]\nnames = ["John Kirby", "Jack Kirby"]\n'


@pytest.fixture
def kirbys(built):
    built.write("jack.txt", JACK)
    built.build()
    assert built.speakers() == {"john-kirby", "jack-kirby", "lloyd-austin"}
    return built


def test_corrections_in_the_folder_are_taken_up_without_reading_a_document(kirbys, monkeypatch):
    real = folders.read

    def read(path: Path) -> folders.Contents | None:
        assert path.name == "speakers.toml"
        return real(path)

    monkeypatch.setattr(folders, "read", read)
    kirbys.write("speakers.toml", ONE)
    assert not kirbys.whole_by_files()
    assert kirbys.build() == {"unchanged": 3}
    assert kirbys.speakers() == {"john-kirby", "lloyd-austin"}
    kirbys.write("speakers.toml", "# nothing any more\n")
    kirbys.build()
    assert kirbys.speakers() == {"john-kirby", "jack-kirby", "lloyd-austin"}
    kirbys.write("speakers.toml", ONE)
    kirbys.build()
    (kirbys.folder / "speakers.toml").unlink()
    kirbys.build()
    assert kirbys.speakers() == {"john-kirby", "jack-kirby", "lloyd-austin"}
    monkeypatch.undo()
    assert kirbys.whole()


@pytest.mark.parametrize("bad", ["[[same]\n", '[[same]]\nnmaes = ["A"]\n', b"\xff\xfe"])
def test_bad_corrections_are_listed_and_the_last_good_ones_stay_in_force(kirbys, bad):
    kirbys.write("speakers.toml", ONE)
    kirbys.build()
    kirbys.write("speakers.toml", bad)
    kirbys.write("new.txt", ZELENSKY)
    assert kirbys.build() == {"added": 1, "failed": 1, "unchanged": 3}
    (error,) = kirbys.errors().items()
    assert error[0] == "speakers.toml"
    assert error[1].startswith("line 1: ")
    assert "jack-kirby" not in kirbys.speakers()
    assert kirbys.build() == {"failed": 1, "unchanged": 4}
    assert kirbys.whole()
    for build in ({"fresh": True}, {"manifest": OTHER}):
        assert kirbys.build(**build) == {"added": 4, "failed": 1}
        assert "jack-kirby" not in kirbys.speakers(), "a rebuild carries them over"
    kirbys.write("speakers.toml", ONE)
    assert kirbys.build(OTHER) == {"unchanged": 4}
    assert kirbys.errors() == {}
    assert kirbys.whole()


def test_corrections_survive_rebuilds_and_the_loss_of_the_index(kirbys):
    kirbys.write("speakers.toml", ONE)
    kirbys.build(fresh=True)
    assert kirbys.speakers() == {"john-kirby", "lloyd-austin"}
    kirbys.store.close()
    kirbys.store = LocalStore(kirbys.data.with_name("new data"))
    kirbys.build()
    assert kirbys.speakers() == {"john-kirby", "lloyd-austin"}
    assert kirbys.whole()


def test_a_correction_does_not_wait_for_the_end_of_a_build(kirbys):
    for n in range(3):
        kirbys.write(f"{n}.txt", f'Person N{n}: "Word {n}."')
    seen = []

    def progress(at: Progress) -> None:
        if at.stage == "reading":
            seen.append("jack-kirby" in kirbys.speakers())
            kirbys.write("speakers.toml", ONE)

    kirbys.builder().build(progress=progress)
    assert seen == [True, False, False]
