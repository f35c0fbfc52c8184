"""What is at hand for running it as a service fits the program."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.settings import Settings
from tests.api.conftest import ROOT, Shell

DEPLOY = ROOT / "deploy"


@pytest.mark.parametrize("file", ["onrecord.service", "Containerfile"])
def test_what_is_set_are_settings(file: str) -> None:
    named = re.findall(
        r"^[^#\n]*?ONRECORD_([A-Z_]+)=", (DEPLOY / file).read_text("utf-8"), re.MULTILINE
    )
    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)


@pytest.mark.parametrize("file", ["onrecord.service", "Containerfile"])
def test_the_commands_are_commands(file: str, empty_shell: Shell) -> None:
    text = (DEPLOY / file).read_text("utf-8")
    assert re.search(r'onrecord serve$|CMD \["serve"\]$', text, re.MULTILINE)
    assert "keys create --scope admin" in text
    made = empty_shell("keys", "create", "--scope", "admin")
    assert made.returncode == 0


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze here")
    unit = (DEPLOY / "onrecord.service").read_text("utf-8")
    installed = tmp_path / "onrecord.service"
    installed.write_text(unit.replace("/opt/onrecord/bin/onrecord serve", sys.executable), "utf-8")
    checked = subprocess.run([analyze, "verify", installed], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
