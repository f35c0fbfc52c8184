"""Isolation: a reader run in a process of its own, with bounds on its time and memory.

Parsers of rich formats are large, and files can be made to hang them, to fill the memory or to
bring them down. There, that costs the one file. The process is kept for the files that follow and
ends by itself when none comes.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Timer
from weakref import finalize

from index.documents import Emphasis, Place
from index.readers.content import Content, Unreadable, date_of

SECONDS = 120.0
"""The longest that reading one file may take."""
MEMORY = 1024
"""MiB of address space that the process may have, where the system bounds it (not on macOS and
Windows, where the bounds on size are left)."""


class Isolation:
    """For any thread; one file is read at a time."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._end: Callable[[], object] = lambda: None

    def read(self, module: str, data: bytes, options: Mapping[str, object]) -> Content:
        """What ``read`` of that module gives for these bytes. Raises Unreadable."""
        head = {"module": module, "size": len(data), "options": options}
        request = json.dumps(head).encode() + b"\n"
        with self._lock:
            answer = self._answer(request, data) or self._answer(request, data)
        if not answer:
            raise Unreadable("the process that reads such files does not start")
        given = json.loads(answer)
        if "unreadable" in given:
            raise Unreadable(given["unreadable"])
        for name in ("published", "created"):
            given[name] = date_of(given[name])
        given["places"] = tuple(Place(*place) for place in given["places"])
        given["emphases"] = tuple(Emphasis(*each) for each in given["emphases"])
        return Content(**given)

    def _answer(self, request: bytes, data: bytes) -> bytes:
        """A line of JSON; nothing where the process had just ended by itself."""
        process, late = self._running(), Event()
        assert process.stdin is not None  # noqa: S101
        assert process.stdout is not None  # noqa: S101

        def stop() -> None:
            late.set()
            process.kill()

        timer = Timer(self._seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(request)
            process.stdin.write(data)
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        except BaseException:  # an interrupt: what it is at is of no use any more
            process.kill()
            raise
        finally:
            timer.cancel()
        if answer.endswith(b"\n"):
            return answer
        status = process.wait()
        if late.is_set() or status == -_CPU_TIME:
            raise Unreadable(f"reading it takes longer than {self._seconds:.0f} seconds")
        if status:
            raise Unreadable(
                f"the parser broke down: the file is damaged, or takes more than {self._memory} MiB"
            )
        return b""

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            root = str(Path(__file__).parents[2])
            paths = filter(None, (root, os.environ.get("PYTHONPATH")))
            self._process = subprocess.Popen(  # noqa: S603
                # -P: nothing is imported from a folder that happens to be the current one.
                [sys.executable, "-P", "-m", "index.readers.worker",
                 str(self._memory), str(self._seconds)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1",
                     "OPENBLAS_NUM_THREADS": "1"},
            )  # fmt: skip
            self._end = finalize(self, _end, self._process)
        return self._process


_CPU_TIME = 24  # SIGXCPU, which Windows has no name for


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(BrokenPipeError):  # what was not sent any more
                pipe.close()
