"""The service remembers which folders it serves."""

from pathlib import Path

import pytest

from api.service import Service
from api.settings import Settings


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
