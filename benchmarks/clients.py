"""Many clients asking at once: how long they wait, what fails, and what memory the server holds.

    python -m benchmarks.clients [--clients 50] [--minutes 5] [--pause 2] [--workers 1]
                                 [--documents DIR]

A real server with the limits that it has by itself. First one client asks each question of the
list some times; then all clients ask for the given minutes, each a random question after a pause
of random length up to ``--pause`` seconds (0: at once, so that the server always has a question).

An error is a connection that fails, a status that is not 200, or a reply that differs from what the
one client got. Memory is resident, of the server's processes together, each second.
"""

import argparse
import http.client
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from http import HTTPStatus
from pathlib import Path
from threading import Event, Lock, Thread

from benchmarks.serving import QUESTIONS, command, machine, memory, serving, until_ready

_ROOT = Path(__file__).parents[1]
_ALONE = 20  # times that the one client asks each question
_PATIENCE = 60  # seconds for a reply
_FLAT = 0.05  # share that memory may grow by between the first and the last minute under load
_RATIO = 10


class Tally:
    """What all clients saw."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.errors: Counter[str] = Counter()
        self.memory: list[float] = []
        self._lock = Lock()

    def add(self, seconds: float, error: str | None) -> None:
        with self._lock:
            self.seconds.append(seconds)
            if error:
                self.errors[error] += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--pause", type=float, default=2.0, help="seconds, at most")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--documents", type=Path, default=_ROOT / "seeds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "ONRECORD_DATA": str(Path(folder) / "data"),
            "ONRECORD_DOCUMENTS": str(options.documents),
        }
        arguments = [command(), "serve", "--port", "0", "--no-watch"]
        if options.workers > 1:
            arguments += ["--workers", str(options.workers)]
        with serving(arguments, environment) as (process, port):
            until_ready(port)
            alone, replies = _alone(port)
            tally = _together(port, process.pid, replies, options)
    sys.exit(_told(alone, tally, options))


def _alone(port: int) -> tuple[list[float], dict[str, str]]:
    """One client: its seconds, and what is answered to each question."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    replies = {question: _ask(connection, question) for question in QUESTIONS}
    seconds = []
    for question in QUESTIONS * _ALONE:
        start = time.perf_counter()
        if _ask(connection, question) != replies[question]:
            sys.exit(f"one client alone gets different replies to {question!r}")
        seconds.append(time.perf_counter() - start)
    connection.close()
    return seconds, replies


def _together(port: int, pid: int, replies: dict[str, str], options: argparse.Namespace) -> Tally:
    tally, over = Tally(), Event()

    def client(seed: int) -> None:
        chosen = random.Random(seed)  # noqa: S311
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        while not over.wait(chosen.uniform(0, options.pause)):
            question = chosen.choice(QUESTIONS)
            start, error = time.perf_counter(), None
            try:
                if _ask(connection, question) != replies[question]:
                    error = "another reply than one client gets"
            except (OSError, http.client.HTTPException, ValueError) as failure:
                error = f"{type(failure).__name__}: {failure}"
                connection.close()  # the next question opens it again
            tally.add(time.perf_counter() - start, error)
        connection.close()

    threads = [Thread(target=client, args=(n,)) for n in range(options.clients)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 60 * options.minutes
    while time.monotonic() < end:
        tally.memory.append(sum(map(memory, _family(pid))))
        time.sleep(1)
    over.set()
    for thread in threads:
        thread.join()
    return tally


def _ask(connection: http.client.HTTPConnection, question: str) -> str:
    """What is answered, but for how long it took. Raises ValueError for another status than 200."""
    body = json.dumps({"question": question})
    connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    data = response.read()
    if response.status != HTTPStatus.OK:
        raise ValueError(f"status {response.status}")
    return json.dumps(json.loads(data) | {"took_ms": None})


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            found += map(int, children.read_text().split())
    return found


def _told(alone: list[float], tally: Tally, options: argparse.Namespace) -> int:
    """Prints the figures; gives the exit status, 1 where an aim is missed."""
    median = statistics.median(alone)
    p95 = statistics.quantiles(tally.seconds, n=20)[-1]
    minute = max(len(tally.memory) // max(round(options.minutes), 1), 1)
    first = statistics.median(tally.memory[:minute])
    last = statistics.median(tally.memory[-minute:])
    errors = sum(tally.errors.values())
    met = not errors and p95 < _RATIO * median and last <= first * (1 + _FLAT)
    rate = len(tally.seconds) / (60 * options.minutes)
    print(machine())
    print(
        f"{options.clients} clients, {options.minutes:g} minutes, pauses up to {options.pause:g} s"
        f", {options.workers} worker(s); load average at the end {os.getloadavg()[0]:.1f}"
    )
    print("\n| what | here | aim |\n|---|---|---|")
    print(f"| one client, median of {len(alone):,} | {median * 1000:.1f} ms | |")
    print(f"| all clients: questions, a second | {len(tally.seconds):,}, {rate:.1f} | |")
    print(f"| errors | {errors:,} | 0 |")
    print(f"| median | {statistics.median(tally.seconds) * 1000:.1f} ms | |")
    print(f"| p95 | {p95 * 1000:.1f} ms = {p95 / median:.1f} × one client | < {_RATIO} × |")
    print(f"| longest | {max(tally.seconds) * 1000:.0f} ms | |")
    print(
        f"| memory, first and last minute | {first:.0f} MB, {last:.0f} MB"
        f" ({last / first - 1:+.1%}) | ≤ +{_FLAT:.0%} |"
    )
    for error, times in tally.errors.most_common(5):
        print(f"{times:,} × {error}")
    return 0 if met else 1


if __name__ == "__main__":
    main()
