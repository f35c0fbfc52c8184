"""Settings come from the command line, the environment or .env; the README tells them all."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import Settings, complaints, settings_table
from tests.api.conftest import ROOT


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ONRECORD_{name.upper()}", raising=False)


def test_every_setting_is_described() -> None:
    for field in Settings.model_fields.values():
        assert field.description
        assert field.description.endswith(".")


def test_the_table_of_the_readme_is_true() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"<!-- settings[^>]*-->\n(.*?)<!-- /settings -->", readme, re.DOTALL)
    assert found
    assert found[1].strip() == settings_table().strip()


def test_the_command_line_comes_before_the_environment_and_that_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("ONRECORD_PORT=1\nONRECORD_HOST=h\nONRECORD_WATCH=no\n")
    monkeypatch.setenv("ONRECORD_PORT", "2")
    monkeypatch.setenv("ONRECORD_HOST", "i")
    settings = Settings(port=3)
    assert (settings.port, settings.host, settings.watch) == (3, "i", False)


def test_host_names_stand_with_commas_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_HOSTS", "Record.example, other.example,")
    assert Settings().hosts == ("record.example", "other.example")


def test_folders_stand_with_commas_between_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ONRECORD_DOCUMENTS", "news, notes/2024")
    assert Settings().documents == (Path("news"), Path("notes/2024"))
    (tmp_path / "Smith, John").mkdir()
    monkeypatch.setenv("ONRECORD_DOCUMENTS", "Smith, John")
    assert Settings().documents == (Path("Smith, John"),)
    assert Settings(documents=Path("one, two")).documents == (Path("one, two"),)


def test_a_folder_may_lie_in_the_home_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    (tmp_path / ".env").write_text(
        "ONRECORD_DOCUMENTS=/mnt/archive,~/clippings\nONRECORD_DATA=~/index\n"
    )
    settings = Settings()
    assert settings.documents == (Path("/mnt/archive"), Path("/home/ana/clippings"))
    assert settings.data == Path("/home/ana/index")


def test_a_folder_within_another_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(documents=[Path("news"), Path("news/2024")])
    assert complaints(caught.value).startswith("ONRECORD_DOCUMENTS: ")
    assert "is read with it" in complaints(caught.value)


@pytest.mark.parametrize("origin", ["desk.example", "https://desk.example/", "https://*.example"])
def test_what_is_no_origin_is_refused(origin: str) -> None:
    with pytest.raises(ValidationError):
        Settings(origins=(origin,))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_what_only_this_machine_reaches(host: str) -> None:
    assert Settings(host=host).loopback


@pytest.mark.parametrize("host", ["192.0.2.1", "::", "192.168.1.2", "record.example"])
def test_what_others_reach(host: str) -> None:
    assert not Settings(host=host).loopback


def test_a_setting_that_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_PORT", "many")
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert complaints(caught.value).startswith("ONRECORD_PORT: ")
