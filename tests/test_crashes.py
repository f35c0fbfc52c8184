"""A writer that is killed at any moment leaves a whole index, and the next build makes it right."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_nothing_is_lost_or_doubled_by_kill_9(tmp_path):
    command = ["-m", "benchmarks.crashes", "--kills", "5", "--seed", "1", "--files", "6"]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed" in done.stdout
