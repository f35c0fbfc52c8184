"""Ranges of the catalogue, of which those of one place are decoded."""

import json

from hypothesis import given
from hypothesis import strategies as st

from index.documents import Span
from index.stores.ranges import decoded

STEPS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), max_size=20)


def in_order(steps):
    """Ranges with gaps of these sizes before them."""
    at, found = 0, []
    for gap, size in steps:
        found.append([at + gap, at + gap + size, "DATE"])
        at += gap + size
    return found


@given(STEPS, st.integers(0, 90), st.integers(1, 30))
def test_what_lies_in_a_place_is_decoded_and_little_else(steps, start, size):
    ranges, where = in_order(steps), Span(start, start + size)
    inside = [each for each in ranges if where.overlaps(Span(*each[:2]))]
    near = decoded(json.dumps(ranges), where)
    assert [each for each in near if each in inside] == inside
    assert bool(ranges) <= len(near) <= len(inside) + 1


@given(STEPS)
def test_without_a_place_all_are(steps):
    ranges = in_order(steps)
    assert decoded(json.dumps(ranges), None) == ranges
