"""The most memory that a build takes, by the size of the folder: is it flat?

    python -m benchmarks.build_memory [TEXTS] [--sizes 5 10 20] [--unattributed]

TEXTS is a folder of Markdown or a .tar.xz of one; a size of 1000 takes all of it. Each build is a
process of its own over a sample of so many megabytes, and the larger sample holds the smaller. At
some 100 seconds of the processor a megabyte, 131 MB with attribution take hours.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import SCALE, sample, unpacked
from benchmarks.serving import machine


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("texts", nargs="?", type=Path, default=SCALE)
    parser.add_argument("--sizes", nargs="+", type=float, default=[5, 10, 20], help="megabytes")
    parser.add_argument("--unattributed", action="store_true")
    options = parser.parse_args()
    print(machine())
    print("\n| megabytes | passages | memory at its peak, MB | processor, s | clock, s |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        texts = unpacked(options.texts, work)
        for size in sorted(options.sizes):
            documents = sample(texts, int(size * 1e6), work / f"{size}")
            command = [sys.executable, "-m", "benchmarks.built", documents, work / f"{size}.index"]
            if options.unattributed:
                command.append("--unattributed")
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
            told = json.loads(done.stdout.splitlines()[-1])
            print(
                f"| {told['characters'] / 1e6:.1f} | {told['passages']:,} |"
                f" {told['peak'] / 1e6:,.0f} | {told['processor']:,.0f} | {told['seconds']:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
