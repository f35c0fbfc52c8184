"""One build, in a process of its own: what it took, as a line of JSON.

    python -m benchmarks.built FOLDER DATA [--unattributed]

The clock starts before the model and the parser are loaded. ``peak`` is the most memory that was
resident (bytes), of this process and the largest that it started.
"""

import argparse
import json
import resource
import time
from pathlib import Path

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
    service.build()
    told = {"seconds": time.perf_counter() - start, "processor": _processor() - before}
    with service.store.snapshot() as snapshot:
        counts = snapshot.counts()
    usages = [resource.getrusage(who) for who in _WHO]
    told |= {
        "characters": sum(
            len(path.read_text("utf-8")) for path in options.folder.rglob("*") if path.is_file()
        ),
        "passages": counts.passages,
        "peak": sum(usage.ru_maxrss for usage in usages) * 1024,
    }
    print(json.dumps(told))
    service.close()


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _processor() -> float:
    usages = [resource.getrusage(who) for who in _WHO]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    main()
