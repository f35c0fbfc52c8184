"""The help of each command says what the command does."""

import pytest

from api.cli import main

DOES = {
    "serve": "serve the page and the API",
    "eval": "measure answers on questions of your own",
    "statements": "tell who says what in a text, without an index",
    "keys": "make, list and revoke keys to a server that others can reach",
}


@pytest.mark.parametrize(("command", "does"), DOES.items(), ids=list(DOES))
def test_what_a_command_does_stands_in_the_list_and_in_its_own_help(capsys, command, does):
    assert does in _told(capsys)
    assert f"{does[0].upper()}{does[1:]}. " in _told(capsys, command)


def test_the_exit_status_is_told(capsys):
    assert "Exit status: 0 good, 1 no answer or a difference, 2 misuse." in _told(capsys)


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit):
        main([*arguments, "--help"])
    return " ".join(capsys.readouterr().out.split())
