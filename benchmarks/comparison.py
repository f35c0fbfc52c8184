"""onrecord beside what a user would pick instead, over the same documents, in turns, in one run.

    python -m benchmarks.comparison [TEXTS] [--built 1000000] [--searched 7000000] [--work FOLDER]

TEXTS is a folder of Markdown or a .tar.xz of one. The peers are in ``benchmarks/peers``: the bare
recipe, and txtai where `make bench` has installed it. Each round measures all systems one after the
other, and a ratio is of one round, so that what else runs on the machine bears on both. Beside the
clock stands the processor's time, which that bears on less; where the machine is busy, say
``--threads 1``, as torch's threads wait for each other by spinning, which counts as theirs.

What is asked are ``--searched`` bytes of documents: for onrecord a whole index, with statements;
for the peers their passages, whose vectors its int8 model makes, as theirs take longer to make and
are searched as fast. With ``--work`` these indexes are kept for the next run. The table goes to
stdout and the picture to ``--picture``.
"""

import argparse
import http.client
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import numpy as np

from api.settings import Settings
from benchmarks.corpus import SCALE, sample, unpacked
from benchmarks.peers.program import split, texts
from benchmarks.plot import Bar, bars
from benchmarks.serving import machine, memory, serving, until_ready
from benchmarks.systems import System, onrecord, peers
from index.embedding import QuantisedEmbedder

QUESTIONS = (
    "what did the President say about vaccines?",
    "what did the Vice President say about voting rights?",
    "what did Psaki say about inflation?",
    "what did Jean-Pierre say about gun violence?",
    "what did Sullivan say about Ukraine?",
    "who said that inflation was coming down?",
    "who announced new tariffs on steel?",
    "who said the economy is strong?",
    "how many Americans are fully vaccinated?",
    "how much money goes to broadband?",
    "when was the infrastructure law signed?",
    "how many jobs were created?",
    "which states received disaster funding after the hurricane?",
    "what does the executive order say about artificial intelligence?",
    "what is done about the price of insulin?",
    "how are student loans forgiven?",
    "what happened at the border?",
    "why were oil reserves released?",
    "what is planned for semiconductor factories?",
    "how many troops were sent to Europe?",
    "what was said about the ceasefire in Gaza?",
    "what did the First Lady say about community college?",
    "which treaty was sent to the Senate?",
    "what is known about the Chinese balloon?",
)
_CLIENTS = 8
_PARTS = ("builds", "starts", "questions")
_TICK = os.sysconf("SC_CLK_TCK")
Figures = dict[str, list[float]]
"""By system, one a round."""


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that is measured. ``less`` is better, or more; ``aims`` are the ratios to be reached,
    by peer."""

    what: str
    figures: Figures
    form: str
    less: bool
    aims: dict[str, float] = field(default_factory=dict)
    ours: str = "onrecord"

    def ratios(self, peer: str) -> list[float]:
        """Of the rounds in which both lived: the figure of one that has died is 0."""
        pairs = zip(self.figures[self.ours], self.figures.get(peer, ()), strict=False)
        return [ours / theirs for ours, theirs in pairs if ours and theirs]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("texts", nargs="?", type=Path, default=SCALE)
    parser.add_argument("--built", type=int, default=1_000_000, help="bytes that are built over")
    parser.add_argument("--searched", type=int, default=7_000_000, help="bytes that are asked")
    parser.add_argument("--builds", type=int, default=3, help="rounds of building")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of everything else")
    parser.add_argument("--seconds", type=float, default=10, help="that 8 clients ask a round")
    parser.add_argument("--parts", nargs="+", choices=_PARTS, default=_PARTS)
    parser.add_argument("--threads", help="of the peers; 1 on a machine that is busy")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    if not options.texts.exists():
        sys.exit(f"There is no {options.texts}; name a folder of Markdown files.")
    others = peers(options.threads)
    if len(others) == 1:
        print("txtai is not installed; `make bench` does it", file=sys.stderr)
    print(machine())
    print(f"load average {os.getloadavg()[0]:.1f} at the start\n")
    rows: list[Row] = []

    def told(more: Sequence[Row]) -> None:
        rows.extend(more)
        _print(more, others)

    _print_head(others)
    with tempfile.TemporaryDirectory() as folder:
        work = options.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        found = unpacked(options.texts, work)
        if "builds" in options.parts:
            built = sample(found, options.built, work / f"built-{options.built}")
            told(_builds(built, others, options.builds))
        asked = sample(found, options.searched, work / f"searched-{options.searched}")
        indexes = _indexes(asked, work, [onrecord(), *others])
        if "starts" in options.parts:
            told(_cold(indexes, options.rounds))
        if "questions" in options.parts:
            told(_served(indexes, options.rounds, options.seconds))
    print(f"\nload average {os.getloadavg()[0]:.1f} at the end")
    if options.picture:
        options.picture.write_text(_picture(rows, others), "utf-8")


def _builds(folder: Path, others: Sequence[System], rounds: int) -> list[Row]:
    systems = [onrecord(attributed=False), onrecord(), *others]
    clock: Figures = {each.name: [] for each in systems}
    processor: Figures = {each.name: [] for each in systems}
    peak: Figures = {each.name: [] for each in systems}
    for _ in range(rounds):
        for system in systems:
            with tempfile.TemporaryDirectory() as made:
                told = _build(system, folder, Path(made) / "index")
            clock[system.name].append(told["characters"] / told["seconds"])
            processor[system.name].append(told["characters"] / told["processor"])
            peak[system.name].append(told["peak"] / 1e6)
    off = onrecord(attributed=False).name
    what = "documents → searchable, characters a second"
    aims = {"recipe": 2.5, "txtai": 2.5}
    return [
        Row(f"{what}, attribution off", clock, ",.0f", less=False, aims=aims, ours=off),
        Row("… a second of the processor", processor, ",.0f", less=False, aims=aims, ours=off),
        Row(f"{what}, with attribution", clock, ",.0f", less=False, aims={"recipe": 1.2}),
        Row("… a second of the processor", processor, ",.0f", less=False, aims={"recipe": 1.2}),
        Row("memory at its peak, attribution off, MB", peak, ",.0f", less=True, ours=off),
        Row("memory at its peak, with attribution, MB", peak, ",.0f", less=True),
    ]


def _indexes(folder: Path, work: Path, systems: Sequence[System]) -> list[tuple[System, Path]]:
    """The systems with an index of the folder each, made where there is none yet."""
    found = []
    for system in systems:
        index = work / f"{folder.name}-{system.name}"
        given: list[str] = []
        if system.name != "onrecord":
            vectors = work / f"{folder.name}.npy"
            if not vectors.exists():
                embedder = QuantisedEmbedder(Settings().models)
                np.save(vectors, embedder.encode(split(texts(folder))))
            given = ["--vectors", str(vectors)]
        if not index.exists():
            told = _build(system, folder, index, *given)
            print(f"{system.name} has {told['passages']:,.0f} passages", file=sys.stderr)
        found.append((system, index))
    return found


def _build(system: System, folder: Path, index: Path, *more: str) -> dict[str, float]:
    command = [*system.filled(system.build, folder=folder, index=index), *more]
    done = subprocess.run(command, env=_environment(system), check=True, stdout=subprocess.PIPE)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _cold(indexes: Sequence[tuple[System, Path]], rounds: int) -> list[Row]:
    clock: Figures = {system.name: [] for system, _ in indexes}
    processor: Figures = {system.name: [] for system, _ in indexes}
    for n in range(rounds):
        for system, index in indexes:
            question = QUESTIONS[n % len(QUESTIONS)]
            start, before = time.perf_counter(), _of_children()
            command = system.filled(system.ask, index=index, question=question)
            subprocess.run(command, env=_environment(system), check=False, capture_output=True)
            clock[system.name].append(time.perf_counter() - start)
            processor[system.name].append(_of_children() - before)
    what = "a new process to its first answer, s"
    aims = {"recipe": 0.12}
    return [
        Row(what, clock, ".2f", less=True, aims=aims),
        Row("… of the processor", processor, ".2f", less=True, aims=aims),
    ]


def _served(indexes: Sequence[tuple[System, Path]], rounds: int, seconds: float) -> list[Row]:
    names = [system.name for system, _ in indexes]
    alone: Figures = {name: [] for name in names}
    within: Figures = {name: [] for name in names}
    used: Figures = {name: [] for name in names}
    rate: Figures = {name: [] for name in names}
    rate_used: Figures = {name: [] for name in names}
    held: Figures = {name: [] for name in names}
    once: Figures = {name: [] for name in names}
    errors = Counter[str]()
    with ExitStack() as stack:
        servers = []
        for system, index in indexes:
            arguments = system.filled(system.serve, index=index, port=0)
            process, port = stack.enter_context(serving(arguments, _environment(system)))
            until_ready(port)
            servers.append((system, process.pid, port))
            _one_by_one(system, port)
        for _ in range(rounds):
            for system, pid, port in servers:
                before = _of(pid)
                told = _one_by_one(system, port)
                used[system.name].append((_of(pid) - before) / len(told) * 1000)
                alone[system.name].append(statistics.median(t for t, _ in told) * 1000)
                within[system.name].append(statistics.median(t for _, t in told))
        for _ in range(rounds):
            for system, pid, port in servers:
                before = _of(pid)
                times, failed = _together(system, port, seconds)
                errors[system.name] += failed
                rate[system.name].append(times / seconds)
                rate_used[system.name].append((_of(pid) - before) / max(times, 1) * 1000)
        for system, pid, _ in servers:
            held[system.name].append(memory(pid))
            once[system.name].append(_once(pid))
    # Ours with HTTP, theirs without: what a recipe's own code would wait for.
    bare = {**within, "onrecord": alone["onrecord"]}
    failed = ", ".join(f"{name} {errors[name]}" for name in names)
    return [
        Row("a warm question over HTTP, ms", alone, ".1f", less=True),
        Row("… theirs without HTTP", bare, ".1f", less=True, aims={"recipe": 0.4}),
        Row("… of the processor", used, ".1f", less=True, aims={"recipe": 0.4}),
        Row(f"8 clients, questions a second (errors: {failed})", rate, ",.0f", less=False,
            aims={"recipe": 3.5}),
        Row("… a question, ms of the processor", rate_used, ".1f", less=True),
        Row("memory of the server (resident), MB", held, ",.0f", less=True),
        Row("… each page once (Pss)", once, ",.0f", less=True, aims={"recipe": 0.6}),
    ]  # fmt: skip


def _one_by_one(system: System, port: int) -> list[tuple[float, float]]:
    """Of each question: the seconds it took here, and the milliseconds the server says it took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    told = [_ask(connection, system, question) for question in QUESTIONS]
    connection.close()
    return told


def _ask(
    connection: http.client.HTTPConnection, system: System, question: str
) -> tuple[float, float]:
    """The same of one. Raises OSError, and ValueError for another status than 200."""
    body = json.dumps({"question": question})
    start = time.perf_counter()
    connection.request("POST", system.path, body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    data = response.read()
    took = time.perf_counter() - start
    if response.status != http.HTTPStatus.OK:
        raise ValueError(f"status {response.status}")
    return took, json.loads(data)["took_ms"]


def _together(system: System, port: int, seconds: float) -> tuple[int, int]:
    """How many questions all clients had answered, and how many failed."""
    counts = Counter[str]()
    end = time.monotonic() + seconds

    def client(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        n = first
        while time.monotonic() < end:
            try:
                _ask(connection, system, QUESTIONS[n % len(QUESTIONS)])
                counts["answered"] += 1
            except (OSError, http.client.HTTPException, ValueError):
                counts["failed"] += 1
                connection.close()  # the next question opens it again
            n += 1
        connection.close()

    threads = [Thread(target=client, args=(3 * n,)) for n in range(_CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counts["answered"], counts["failed"]


def _environment(system: System) -> dict[str, str]:
    return {**os.environ, **system.environment}


def _of(pid: int) -> float:
    """Seconds of the processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _once(pid: int) -> float:
    """Memory in MB (10^6 bytes), of pages that are mapped several times the process's share: every
    connection of onrecord maps the catalogue, and resident memory counts it for each."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except ProcessLookupError:  # it has died, as ``memory`` says by a zero, too
        return 0.0
    for line in told.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def _of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _print_head(others: Sequence[System]) -> None:
    names = [other.name for other in others]
    print("| what | onrecord |", *(f" {name} | ratio, least – most | aim |" for name in names))
    print("|---|---|" + "---|---|---|" * len(names), flush=True)


def _print(rows: Sequence[Row], others: Sequence[System]) -> None:
    names = [other.name for other in others]
    for row in rows:
        cells = [row.what, _median(row, row.ours)]
        for name in names:
            ratios = row.ratios(name)
            aim = row.aims.get(name)
            said = "" if aim is None else f"{'≤' if row.less else '≥'} {aim:g}"
            cells += [_median(row, name), _spread(ratios), said]
        print(f"| {' | '.join(cells)} |", flush=True)


def _median(row: Row, name: str) -> str:
    lived = [figure for figure in row.figures[name] if figure]
    return format(statistics.median(lived), row.form) if lived else "its process died"


def _spread(ratios: Sequence[float]) -> str:
    """Three digits that count, whatever the size."""
    if not ratios:
        return ""
    shown = [f"{each:.3g}" for each in (statistics.median(ratios), min(ratios), max(ratios))]
    return f"**{shown[0]}** {shown[1]} – {shown[2]}" if len(ratios) > 1 else f"**{shown[0]}**"


def _picture(rows: Sequence[Row], others: Sequence[System]) -> str:
    """How many times better than each peer, whichever way is better."""
    shown = []
    for row in rows:
        better: Callable[[float], float] = (lambda r: 1 / r) if row.less else (lambda r: r)
        for other in others:
            times = sorted(better(ratio) for ratio in row.ratios(other.name))
            if not times:
                continue
            aim = row.aims.get(other.name)
            label = f"{row.what.partition(' (')[0]}: {other.name}"
            middle = statistics.median(times)
            shown.append(Bar(label, times[0], middle, times[-1], better(aim) if aim else None))
    return bars("How many times better than …", shown)


if __name__ == "__main__":
    main()
