"""A small disk of its own, for tests that fill it or make it read-only; root can have one."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


class Disk:
    """``path`` is where it lies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filler = path / "filler"

    def fill(self, *, but: int = 0) -> None:
        """Leave no more than ``but`` bytes."""
        with self._filler.open("wb", buffering=0) as file:
            with suppress(OSError):
                while file.write(bytes(4096)) == 4096:
                    pass
            file.truncate(max(0, file.tell() - but))

    def empty(self) -> None:
        self._filler.unlink()

    def freeze(self) -> None:
        """Nothing can be written to it any more."""
        subprocess.run(["mount", "-o", "remount,ro", self.path], check=True)

    def thaw(self) -> None:
        subprocess.run(["mount", "-o", "remount,rw", self.path], check=True)


@contextmanager
def small_disk(path: Path, size: int) -> Iterator[Disk]:
    """``size`` in bytes. Skips the test where there can be none."""
    path.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"a disk of its own cannot be had here: {made.stderr.strip()}")
    try:
        yield Disk(path)
    finally:
        subprocess.run(["umount", "-l", path], check=True)
