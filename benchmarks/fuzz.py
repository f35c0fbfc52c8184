"""Whether the API does what its OpenAPI document says, whatever is sent: schemathesis, all checks.

    python -m benchmarks.fuzz [--examples 5000] [--seed N]      `make fuzz` makes .venv-fuzz first

A real server process over a copy of seeds/ that asks for keys. Prints schemathesis' own summary;
ends with its exit status.
"""

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from benchmarks.serving import command, machine, serving, until_ready

_ROOT = Path(__file__).parents[1]
_SCHEMATHESIS = _ROOT / ".venv-fuzz" / "bin" / "schemathesis"
_CONFIG = Path(__file__).with_name("schemathesis.toml")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--examples", type=int, default=5000, help="over all operations")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("options", nargs="*", help="more for schemathesis, after --")
    given = parser.parse_args()
    if not _SCHEMATHESIS.exists():
        sys.exit("schemathesis is not installed: `make fuzz` does that")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(_ROOT / "seeds", Path(folder) / "documents")
        environment = {
            **os.environ,
            "ONRECORD_DATA": str(Path(folder) / "data"),
            "ONRECORD_DOCUMENTS": str(Path(folder) / "documents"),
            "ONRECORD_ACCESS": "keys",
            "ONRECORD_RATE": "0",
        }
        create = [command(), "keys", "create", "--scope", "admin"]
        key = subprocess.run(
            create, env=environment, check=True, capture_output=True, text=True
        ).stdout.strip()
        with serving([command(), "serve", "--port", "0"], environment) as (_, port):
            until_ready(port)
            address = f"http://127.0.0.1:{port}/openapi.json"
            with urllib.request.urlopen(address) as response:
                paths = json.load(response)["paths"]
            operations = sum(map(len, paths.values()))
            print(f"{machine()}; {operations} operations", flush=True)
            run = [
                *(str(_SCHEMATHESIS), "--config-file", str(_CONFIG), "run", address),
                *("--header", f"Authorization: Bearer {key}"),
                # What is deleted is gone a moment later: 202 says no more.
                *("--exclude-checks", "use_after_free"),
                *("--checks", "all", "--seed", str(given.seed)),
                *("--max-examples", str(math.ceil(given.examples / operations))),
                *given.options,
            ]
            environment["SCHEMATHESIS_HOOKS"] = "fuzz_hooks"
            environment["PYTHONPATH"] = str(Path(__file__).parent)
            status = subprocess.run(run, cwd=folder, env=environment, check=False).returncode
    sys.exit(status)


if __name__ == "__main__":
    main()
