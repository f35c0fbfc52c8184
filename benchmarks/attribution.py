"""Attribution figures on sets of hand-labelled articles.

    python -m benchmarks.attribution [FOLDER]

FOLDER (default ../shared) holds ``data/attribution/NAME/dev.jsonl`` and the scorer,
``score/score_attribution.py``. What is scored is what ``onrecord statements --jsonl`` writes. The
sets are not part of the project.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SETS = ("polnear", "gum_news")


def main() -> None:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared").resolve()
    scorer = shared / "score" / "score_attribution.py"
    if not scorer.exists():
        sys.exit(f"{scorer} is not there; name the folder of the sets: make eval DATA=FOLDER")
    command = str(Path(sys.executable).with_name("onrecord"))
    for name in _SETS:
        gold = shared / "data" / "attribution" / name / "dev.jsonl"
        with tempfile.NamedTemporaryFile("w+", suffix=".jsonl") as predicted:
            start = time.perf_counter()
            subprocess.run(
                [command, "statements", str(gold), "--jsonl"], stdout=predicted, check=True
            )
            taken = time.perf_counter() - start
            print(f"\n{name} (dev), {taken:.0f} s")
            subprocess.run([sys.executable, str(scorer), str(gold), predicted.name], check=True)


if __name__ == "__main__":
    main()
