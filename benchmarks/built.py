"""One build, in a process of its own: what it took, as a line of JSON.

    python -m benchmarks.built FOLDER DATA [--unattributed]

The clock starts before the model and the parser are loaded. ``peak`` is the most memory that was
resident at one time (bytes), in this process and all that it started, looked at five times a
second. What the system says of processes that have ended is of no use for that: a new one begins
with the peak of the one that started it.
"""

import argparse
import json
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

from api.service import Service
from api.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--unattributed", action="store_true")
    options = parser.parse_args()
    service = Service(
        Settings(
            documents=(options.folder,), data=options.data, attribution=not options.unattributed
        )
    )
    start, before = time.perf_counter(), _processor()
    watch = Watch()
    service.build()
    watch.end()
    told = {"seconds": time.perf_counter() - start, "processor": _processor() - before}
    with service.store.snapshot() as snapshot:
        counts = snapshot.counts()
    told |= {
        "characters": sum(
            len(path.read_text("utf-8")) for path in options.folder.rglob("*") if path.is_file()
        ),
        "passages": counts.passages,
        "peak": watch.peak,
    }
    print(json.dumps(told))
    service.close()


class Watch:
    """Looks at the memory of this process and of its children, and theirs, until it is ended."""

    def __init__(self) -> None:
        self.peak = resident(os.getpid())
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            self.peak = max(self.peak, resident(os.getpid()))


def resident(pid: int) -> int:
    """The bytes that a process and all that it started hold in memory."""
    return sum(_pages(each) for each in _family(pid)) * os.sysconf("SC_PAGE_SIZE")


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        pass  # it has ended meanwhile


def _pages(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0


_LOOK = 0.2  # seconds
_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _processor() -> float:
    usages = [resource.getrusage(who) for who in _WHO]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    main()
