"""How long a warm question takes over a large index: the middle and the slowest in twenty.

    python -m benchmarks.latency [TEXTS] [--searched 9000000] [--work FOLDER]

TEXTS is a folder of Markdown or a .tar.xz of one, of which so many bytes are indexed, with
statements; 9,000,000 make some 20,000 passages. With ``--work`` the index, which takes a quarter of
an hour, is kept for the next run, and for ``benchmarks.comparison``. A real server is asked over
HTTP, question after question by one client, with the trained reader and without it.
"""

import argparse
import http.client
import json
import os
import statistics
import tempfile
from pathlib import Path

from benchmarks.comparison import QUESTIONS
from benchmarks.corpus import SCALE, sample, unpacked
from benchmarks.serving import ask, command, machine, serving, until_ready

_AIMS = {"with the reader": (120, 250), "without it": (25, 50)}  # ms: median, 95th percentile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("texts", nargs="?", type=Path, default=SCALE)
    parser.add_argument("--searched", type=int, default=9_000_000, help="bytes that are asked")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        name = f"searched-{options.searched}"
        documents = sample(unpacked(options.texts, work), options.searched, work / name)
        data = work / f"{name}-onrecord"
        environment = {
            **os.environ, "ONRECORD_DOCUMENTS": str(documents), "ONRECORD_DATA": str(data),
        }  # fmt: skip
        print(machine())
        for n, (how, aims) in enumerate(_AIMS.items()):
            environment["ONRECORD_READER"] = str(not n)
            with serving([command(), "serve", "--port", "0"], environment) as (_, port):
                until_ready(port)
                passages = _passages(port)
                _asked(port)
                times = sorted(t for _ in range(options.rounds) for t in _asked(port))
            if not n:
                print(f"{passages:,} passages, load average {os.getloadavg()[0]:.1f}\n")
                print(
                    "| a warm question over HTTP | median, ms | aim | 95th percentile, ms | aim |"
                )
                print("|---|---|---|---|---|")
            middle, slow = statistics.median(times), times[int(0.95 * len(times))]
            print(
                f"| {how} | **{middle:.1f}** | ≤ {aims[0]} | **{slow:.1f}** | ≤ {aims[1]} |",
                flush=True,
            )


def _asked(port: int) -> list[float]:
    """The milliseconds that each question took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = [ask(connection, question) * 1000 for question in QUESTIONS]
    connection.close()
    return times


def _passages(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/api/index")
    told = json.loads(connection.getresponse().read())
    connection.close()
    return int(told["counts"]["passages"])


if __name__ == "__main__":
    main()
