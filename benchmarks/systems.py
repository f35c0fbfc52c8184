"""onrecord and what a user would pick instead, as commands that do the same."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.serving import command

_ROOT = Path(__file__).parents[1]
_PEERS = _ROOT / ".venv-peers" / "bin" / "python"  # `make bench` makes it; txtai is in it


@dataclass(frozen=True, slots=True)
class System:
    """``build`` and ``build_given`` print what they took, ``serve`` is given INDEX and PORT and
    takes questions at ``path``. Words in braces are put in."""

    name: str
    build: Sequence[str]  # {folder} {index}
    ask: Sequence[str]  # {index} {question}
    serve: Sequence[str]  # {index} {port}
    path: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def filled(self, words: Sequence[str], **values: object) -> list[str]:
        return [word.format(**values) for word in words]


def onrecord(*, attributed: bool = True) -> System:
    """Its own command. The reader is off, as no peer has one."""
    build = (sys.executable, "-m", "benchmarks.built", "{folder}", "{index}")
    return System(
        "onrecord" if attributed else "onrecord, attribution off",
        build if attributed else (*build, "--unattributed"),
        (command(), "ask", "{question}", "--data", "{index}"),
        (command(), "serve", "--data", "{index}", "--port", "{port}", "--no-watch"),
        "/api/ask",
        {"ONRECORD_READER": "false"},
    )


def peers(threads: str | None = None) -> list[System]:
    """The bare recipe, and txtai where it is installed, with as many threads as they take."""
    found = [_peer("recipe", sys.executable, threads)]
    if _PEERS.exists():
        found.append(_peer("txtai", str(_PEERS), threads))
    return found


def _peer(name: str, python: str, threads: str | None) -> System:
    environment = {"HF_HUB_OFFLINE": "1", "PYTHONPATH": str(_ROOT)}
    if threads:
        environment["OMP_NUM_THREADS"] = threads
    module = (python, "-m", f"benchmarks.peers.{name}")
    return System(
        name,
        (*module, "build", "{folder}", "{index}"),
        (*module, "ask", "{index}", "{question}"),
        (*module, "serve", "{index}", "{port}"),
        "/ask",
        environment,
    )
