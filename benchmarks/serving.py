"""How long a start, a question and a command take, and how much memory the server holds.

    python -m benchmarks.serving [--cold]

Real processes over a copy of seeds/, on this machine, one after the other; every figure is a median
with its spread. ``--cold`` also clones the project into a new folder and times ``make serve`` there
to the first answer, with whatever pip has in its cache (minutes, 2 GB of disk).
"""

import argparse
import http.client
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).parents[1]
QUESTIONS = (
    "what did Kirby say?",
    "who said the soldiers would be legitimate targets?",
    "how many troops did the NIS report?",
    "what did the North Korean government say?",
    "did North Korea send troops to Russia?",
    "what did Putin say?",
    "what did Austin say about the treaty?",
    "what did Merkel say?",
    "what is the capital of France?",
    "when was the treaty signed?",
)
_PATIENCE = 900  # seconds
_FIRST_PAINT = """() => new Promise((done) =>
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) done(entry.startTime);
  }).observe({ type: "paint", buffered: true }))"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--cold", action="store_true", help="also time a fresh clone")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    print(machine())
    print("\n| what | median | least – most |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        data, documents = Path(folder) / "data", Path(folder) / "documents"
        shutil.copytree(_ROOT / "seeds", documents)
        environment = {
            **os.environ, "ONRECORD_DATA": str(data), "ONRECORD_DOCUMENTS": str(documents),
        }  # fmt: skip
        runs = options.runs
        _row("`onrecord --help`", _timed(lambda: _run(environment, "--help"), runs), "s")
        _row("first index of seeds/", _timed(lambda: _run(environment, "index"), 1), "s")
        _row(
            "`onrecord index`, nothing changed",
            _timed(lambda: _run(environment, "index"), runs),
            "s",
        )
        ask = ("ask", QUESTIONS[0])
        _row(
            "`onrecord ask` over a built index", _timed(lambda: _run(environment, *ask), runs), "s"
        )
        _row("restart to `/readyz`", _timed(lambda: _restart(environment), runs), "s")
        _questions(environment)
    if options.cold:
        _cold()


def _questions(environment: dict[str, str]) -> None:
    with serving([command(), "serve", "--port", "0"], environment) as (process, port):
        until_ready(port)
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for question in QUESTIONS:
            ask(connection, question)
        times = [ask(connection, q) for _ in range(30) for q in QUESTIONS]
        _row("a warm `POST /api/ask`, the ten questions of the issue 30 times", times, "ms")
        if painted := _painted(f"http://127.0.0.1:{port}/"):
            _row("first paint of the page, in a browser that knows nothing of it", painted, "ms")
        held = memory(process.pid)
        print(f"| memory of the server after them (resident) | {held:.0f} MB | |")
        document = Path(environment["ONRECORD_DOCUMENTS"]) / "note.txt"
        start = time.perf_counter()
        document.write_text("Mayor Ana Quill said the bridge would reopen on Friday.\n")
        while not _answered(connection, "what did Quill say?"):
            pass
        taken = time.perf_counter() - start
        print(f"| a new file to its first answer (the parser is loaded for it) | {taken:.2f} s | |")
        print(f"| memory of the server after that | {memory(process.pid):.0f} MB | |")
        start = time.perf_counter()
        document.write_text("Mayor Ana Quill said the bridge would stay shut until Monday.\n")
        while not _answered(connection, "what did Quill say?", "Monday"):
            pass
        print(f"| a changed file to its first answer | {time.perf_counter() - start:.2f} s | |")
        connection.close()


def _painted(url: str) -> list[float]:
    """Seconds from asking for the page to its first contentful paint; none without Chromium."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        times = []
        for _ in range(5):
            page = browser.new_context().new_page()
            page.goto(url)
            times.append(page.evaluate(_FIRST_PAINT) / 1000)
            page.context.close()
        browser.close()
    return times


def _cold() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "onrecord"
        subprocess.run(["git", "clone", "-q", str(_ROOT), str(clone)], check=True)
        port = _free_port()
        models = str(Path(folder) / "models")
        environment = {**os.environ, "ONRECORD_PORT": str(port), "ONRECORD_MODELS": models}
        environment.pop("VIRTUAL_ENV", None)
        start = time.perf_counter()
        made = ["make", "-C", str(clone), "serve"]
        process = subprocess.Popen(
            made, env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            installed = None
            while time.perf_counter() - start < _PATIENCE:
                if installed is None and (clone / ".venv" / ".installed").exists():
                    installed = time.perf_counter() - start
                try:
                    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                    if _answered(connection, QUESTIONS[0]):
                        break
                except OSError:
                    pass
                if process.poll() is not None:
                    sys.exit("make serve ended before it answered")
            total = time.perf_counter() - start
            print(f"| cold `make serve`, a fresh clone, to the first answer | {total:.0f} s | |")
            print(f"| … of which `make install` | {installed or 0:.0f} s | |")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def _restart(environment: dict[str, str]) -> None:
    with serving([command(), "serve", "--port", "0"], environment) as (_, port):
        until_ready(port)


@contextmanager
def serving(
    arguments: list[str], environment: dict[str, str]
) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """A real server process on a free port; it is stopped and waited for in the end."""
    port = _free_port()
    arguments = [str(port) if part == "0" else part for part in arguments]
    process = subprocess.Popen(
        arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process, port
    finally:
        process.terminate()
        process.wait()


def until_ready(port: int) -> None:
    deadline = time.perf_counter() + _PATIENCE
    while time.perf_counter() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        time.sleep(0.005)
    sys.exit("the server did not become ready")


def ask(connection: http.client.HTTPConnection, question: str) -> float:
    """Asks and reads the reply; the seconds it took. Raises ValueError for another status than
    200."""
    start = time.perf_counter()
    _reply(connection, question)
    return time.perf_counter() - start


def _reply(connection: http.client.HTTPConnection, question: str) -> dict[str, object]:
    body = json.dumps({"question": question})
    connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    data = response.read()
    if response.status != http.HTTPStatus.OK:
        raise ValueError(f"status {response.status}")
    loaded: dict[str, object] = json.loads(data)
    return loaded


def _answered(connection: http.client.HTTPConnection, question: str, words: str = "") -> bool:
    try:
        reply = _reply(connection, question)
    except ValueError:
        return False  # it is not ready yet
    return bool(reply.get("answered")) and words in json.dumps(reply)


def _run(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([command(), *arguments], env=environment, check=True, capture_output=True)


def command() -> str:
    return str(Path(sys.executable).with_name("onrecord"))


def _timed(action: Callable[[], None], runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return times


def _row(what: str, seconds: list[float], unit: str) -> None:
    factor = 1000 if unit == "ms" else 1
    shown = [f"{t * factor:.{1 if unit == 'ms' else 2}f}" for t in
             (statistics.median(seconds), min(seconds), max(seconds))]  # fmt: skip
    spread = f"{shown[1]} – {shown[2]}" if len(seconds) > 1 else ""
    print(f"| {what} | {shown[0]} {unit} | {spread} |", flush=True)


def memory(pid: int) -> float:
    """Resident memory in MB (10^6 bytes)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def machine() -> str:
    """The processor, the Python and the day, for the head of a table."""
    model = "an unnamed processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    python = sys.version.split()[0]
    return f"{os.cpu_count()} cores of {model}, Python {python}, {time.strftime('%Y-%m-%d')}"


if __name__ == "__main__":
    main()
