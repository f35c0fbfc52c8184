"""The memory of a build: of all its processes, at one time."""

import subprocess
import sys

from benchmarks.built import resident

HELD = 60_000_000
CHILD = f"held = bytearray(b'x') * {HELD}; print('held', flush=True); input()"
# A process of its own, as what else a test run holds comes and goes
PARENT = f"""
import subprocess, sys
print("begun", flush=True)
input()
with subprocess.Popen([sys.executable, "-c", {CHILD!r}], stdin=subprocess.PIPE) as child:
    input()
    child.communicate(b"\\n")
print("ended", flush=True)
input()
"""


def test_what_a_child_holds_counts_as_long_as_it_lives() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdin
        assert parent.stdout
        held = []
        for told in ("begun\n", "held\n", "ended\n"):
            assert parent.stdout.readline() == told
            held.append(resident(parent.pid))
            parent.stdin.write("\n")
            parent.stdin.flush()
    before, during, after = held
    assert during - before > HELD
    assert after - before < HELD / 2
