"""The memory of a build: of all its processes, at one time."""

import os
import subprocess
import sys

from benchmarks.built import resident

HELD = 60_000_000
PROGRAM = f"held = bytearray(b'x') * {HELD}; print('held', flush=True); input()"


def test_what_a_child_holds_counts_as_long_as_it_lives() -> None:
    before = resident(os.getpid())
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == "held\n"
        during = resident(os.getpid())
        child.communicate("\n")
    after = resident(os.getpid())
    assert during - before > HELD
    assert after - before < HELD / 2
