"""Flame graphs: what a sampler saw, as boxes."""

import re
from collections import Counter

from benchmarks.flames import flames, stacks


def test_stacks_that_differ_in_the_line_alone_are_one() -> None:
    lines = [
        "main (api/cli.py:3);ask (qa/answers.py:7) 2",
        "main (api/cli.py:3);ask (qa/answers.py:9) 3",
    ]
    assert stacks(lines) == Counter({("main (api/cli.py)", "ask (qa/answers.py)"): 5})


def test_the_import_system_is_passed_over() -> None:
    lines = ["main (a.py:1);_load (<frozen importlib._bootstrap>:2);<module> (b.py:1) 2"]
    assert stacks(lines) == Counter({("main (a.py)", "<module> (b.py)"): 2})


def test_a_box_is_as_wide_as_its_share_and_stands_on_who_called_it() -> None:
    picture = flames("A run", Counter({("main (a.py)", "<one> (b.py)"): 3, ("main (a.py)",): 1}))
    told = re.findall(
        r"<title>([^<]*)</title><rect x=\"([\d.]+)\" y=\"(\d+)\" width=\"([\d.]+)", picture
    )
    assert [(name, float(width)) for name, _, _, width in told] == [
        ("all: 100.0%", 1199.5),
        ("main (a.py): 100.0%", 1199.5),
        ("&lt;one&gt; (b.py): 75.0%", 899.5),
    ]
    tops = [int(top) for _, _, top, _ in told]
    assert tops == sorted(tops, reverse=True)


def test_what_could_not_be_seen_is_left_out() -> None:
    picture = flames("A run", Counter({("wide (a.py)",): 9_999, ("narrow (b.py)",): 1}))
    assert "wide (a.py)" in picture
    assert "narrow (b.py)" not in picture
