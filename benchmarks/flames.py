"""Where the time of a build and of questions goes, as two pictures: flame graphs.

    python -m benchmarks.flames FOLDER --sampler PROGRAM [--into docs]

FOLDER holds documents. PROGRAM is py-spy, which `make flames` installs by itself; a hundred times a
second it looks at what each thread that runs is doing. First an index of FOLDER is built with
attribution, then a server of it answers for some seconds. Each box is a function, as wide as the
share of the samples in which it ran, on top of the one that called it (Gregg 2016); what is
narrower than two pixels is left out. Point at a box for its name and share.
"""

import argparse
import http.client
import os
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from benchmarks.comparison import QUESTIONS
from benchmarks.serving import ask, command, serving, until_ready

_WIDTH, _ROW, _LETTER = 1200, 17, 6.6  # pixels
_LEAST = 2.0  # pixels of the narrowest box
_SECONDS = 20  # that the server is asked
_COLOURS = {"index": "#9db8d9", "qa": "#a9cfa4", "api": "#e3c08f", "benchmarks": "#ddd"}
_OTHERS = "#d9d3c7"

Stack = tuple[str, ...]
"""What is called, outermost first: "name (file)"."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sampler", default="py-spy")
    parser.add_argument("--into", type=Path, default=Path("docs"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        data, raw = Path(work) / "data", Path(work) / "stacks"
        sampled = [options.sampler, "record", "--format", "raw", "--nonblocking", "-o", str(raw)]
        build = [command(), "index", str(options.folder), "--data", str(data)]
        subprocess.run([*sampled, "--", *build], check=True, stdout=subprocess.DEVNULL)
        _draw(raw, "A build with attribution", options.into / "flames-build.svg")
        environment = {
            **os.environ, "ONRECORD_DOCUMENTS": str(options.folder), "ONRECORD_DATA": str(data),
        }  # fmt: skip
        with serving([command(), "serve", "--port", "0"], environment) as (process, port):
            until_ready(port)
            _ask(port, 1.0)
            watch = [*sampled, "--duration", str(_SECONDS), "--pid", str(process.pid)]
            with subprocess.Popen(watch, stdout=subprocess.DEVNULL) as sampler:
                while sampler.poll() is None:
                    _ask(port, 0.5)
        _draw(raw, "Questions over HTTP, with the reader", options.into / "flames-questions.svg")


def _ask(port: int, seconds: float) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for question in QUESTIONS:
            ask(connection, question)
    connection.close()


def _draw(raw: Path, title: str, picture: Path) -> None:
    picture.write_text(flames(title, stacks(raw.read_text("utf-8").splitlines())), "utf-8")
    print(f"wrote {picture}")


def stacks(lines: Iterable[str]) -> Counter[Stack]:
    """How often each stack was seen; ``lines`` are "outermost (file:line);… COUNT"."""
    found: Counter[Stack] = Counter()
    for line in lines:
        called, _, count = line.rpartition(" ")
        # How the import system calls itself, six deep a module, tells nothing.
        frames = (frame for frame in called.split(";") if "importlib" not in frame)
        found[tuple(map(_named, frames))] += int(count)
    return found


def _named(frame: str) -> str:
    name, _, place = frame.partition(" (")
    return f"{name} ({place.rstrip(')').rpartition(':')[0] or place.rstrip(')')})"


@dataclass
class _Box:
    samples: int = 0
    above: dict[str, "_Box"] = field(default_factory=dict)


def flames(title: str, seen: Counter[Stack]) -> str:
    """A flame graph, as SVG. Its lowest box is all samples; side by side boxes stand by name."""
    root = _Box()
    for frames, count in seen.items():
        box = root
        box.samples += count
        for frame in frames:
            box = box.above.setdefault(frame, _Box())
            box.samples += count
    boxes = list(_laid_out(root, "all", 0.0, 0, _WIDTH / max(root.samples, 1)))
    height = _ROW * (max(depth for _, _, depth, _ in boxes) + 3)
    shapes = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'font-family="monospace" font-size="11" fill="#1c1c1c">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="4" y="13" font-weight="bold">{escape(title)}: {root.samples:,} samples</text>',
    ]
    for name, left, depth, samples in boxes:
        width = samples * _WIDTH / root.samples
        top = height - _ROW * (depth + 1)
        told = escape(f"{name}: {samples / root.samples:.1%}")
        shown = escape(name[: int((width - 4) / _LETTER)]) if width > 3 * _LETTER else ""
        shapes.append(
            f'<g><title>{told}</title><rect x="{left:.1f}" y="{top}" width="{width - 0.5:.1f}" '
            f'height="{_ROW - 1}" fill="{_colour(name)}"/>'
            f'<text x="{left + 2:.1f}" y="{top + 12}">{shown}</text></g>'
        )
    return "\n".join([*shapes, "</svg>"]) + "\n"


def _laid_out(
    box: _Box, name: str, left: float, depth: int, scale: float
) -> Iterator[tuple[str, float, int, int]]:
    """(name, left edge, depth, samples) of a box and those on it, as far as they can be seen."""
    yield name, left, depth, box.samples
    for called, above in sorted(box.above.items()):
        if above.samples * scale >= _LEAST:
            yield from _laid_out(above, called, left, depth + 1, scale)
        left += above.samples * scale


def _colour(name: str) -> str:
    place = name.rpartition(" (")[2].rstrip(")")
    return _COLOURS.get(place.partition("/")[0], _OTHERS)


if __name__ == "__main__":
    main()
