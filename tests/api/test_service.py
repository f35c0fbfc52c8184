"""What the service knows of the folders that it serves, and what that costs."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from api.service import Service
from api.settings import Settings
from index.drift import Drift, drift
from tests.index.samples import MANIFEST, entry, file


def test_a_memory_of_the_folders_that_a_power_cut_left_empty_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ONRECORD_DOCUMENTS", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "documents").touch()
    settings = Settings(data=tmp_path / "data")
    service = Service(settings)
    assert service.documents.paths == settings.documents
    service.close()


def test_a_large_folder_is_not_looked_at_again_after_every_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "documents").mkdir()
    service = Service(Settings(documents=(tmp_path / "documents",), data=tmp_path / "data"))
    clock = [1000.0]
    looks = []

    def slow(*arguments: Any, **options: Any) -> Drift | None:
        looks.append(clock[0])
        clock[0] += 2.0  # as of some 100,000 files
        return drift(*arguments, **options)

    monkeypatch.setattr("api.service.drift", slow)
    monkeypatch.setattr("api.service.time", SimpleNamespace(monotonic=lambda: clock[0]))
    for number in range(30):  # a commit a second, and each time the page asks
        each = entry(f"Number {number}.")
        with service.store.writer(MANIFEST) as writer:
            writer.put(file(f"{number}.txt", each), each)
        clock[0] += 1.0
        found = service.drift()
    assert len(looks) == 2
    assert found
    assert 0 < found.gone < 30, "as of the last look"
    clock[0] += 60.0
    found = service.drift()
    assert found
    assert found.gone == 30, "and it comes to know"
    service.close()
