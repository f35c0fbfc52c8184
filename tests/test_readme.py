"""The README says what is so."""

import re

import pytest

from api.cli import _parser
from benchmarks.readme import README, refreshed


@pytest.mark.e2e
def test_the_reply_and_the_settings_shown_are_the_programs_own() -> None:
    text = README.read_text("utf-8")
    assert _unscored(refreshed(text)) == _unscored(text), "run `make readme`"


def test_every_command_is_told_of() -> None:
    text = README.read_text("utf-8")
    commands = re.findall(r"^    ([a-z]+) ", _parser().format_help(), re.MULTILINE)
    assert commands
    for command in commands:
        assert f"onrecord {command} " in text


def _unscored(text: str) -> str:
    """Without scores and confidence: processors differ in the last digits of int8."""
    return re.sub(r'"(score|confidence)": [\d.]+', r'"\1": 0', text)
