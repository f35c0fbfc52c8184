"""The comparison with what a user would pick instead: what it counts, without running any of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.comparison import Row
from benchmarks.corpus import sample
from benchmarks.plot import Bar, bars
from tests.qa.library import SEEDS

ROOT = Path(__file__).parents[1]


def test_a_ratio_is_of_one_round():
    row = Row("time", {"onrecord": [1.0, 4.0], "recipe": [2.0, 16.0]}, ".1f", less=True)
    assert row.ratios("recipe") == [0.5, 0.25]
    assert row.ratios("txtai") == [], "what is not installed has none"


def test_a_larger_sample_holds_a_smaller_one(tmp_path):
    texts = tmp_path / "texts"
    for n in range(20):
        path = texts / f"{n % 3}" / f"{n}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("word " * 20)
    small, large = (
        {path.relative_to(into) for path in sample(texts, size, into).rglob("*.md")}
        for size, into in ((500, tmp_path / "small"), (1000, tmp_path / "large"))
    )
    assert len(small) == 5
    assert small < large


def test_a_bar_ends_left_of_one_where_something_is_worse():
    picture = bars(
        "times better", [Bar("a < b", 0.4, 0.5, 0.6, 2.5), Bar("c", 3.0, 4.0, 5.0, None)]
    )
    assert "a &lt; b" in picture
    assert "0.5 ×" in picture
    assert picture.count("#a40000") == 1, "one has an aim"


@pytest.mark.e2e
def test_a_build_tells_what_it_took(tmp_path):
    command = [sys.executable, "-m", "benchmarks.built", SEEDS, tmp_path / "index"]
    done = subprocess.run(
        [*command, "--unattributed"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    assert told["passages"] > 0
    assert told["characters"] == sum(len(p.read_text()) for p in SEEDS.rglob("*") if p.is_file())
    assert told["peak"] > 50_000_000
