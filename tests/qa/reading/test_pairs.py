"""A question and a passage as word pieces: every place is the passage's own, and none is lost."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Span
from qa.reading.pairs import LENGTH, padded, pairs

QUESTION = "How many lamps does the tower have?"
PASSAGE = "The tower at Skerry has 12 lamps. Nobody has lit them since the war."


def test_a_span_is_found_again_at_its_word_pieces():
    (pair,) = pairs(QUESTION, PASSAGE)
    start = PASSAGE.index("12 lamps")
    first, last = pair.place(Span(start, start + len("12 lamps")))
    assert PASSAGE[pair.starts[first] : pair.ends[last]] == "12 lamps"
    assert set(pair.kinds[first : last + 1]) == {1}


def test_of_a_long_passage_every_part_is_read_with_the_question():
    passage = " ".join(f"Lamp {n} burns." for n in range(400))
    parts = pairs(QUESTION, passage)
    assert len(parts) > 1
    assert all(len(part.ids) <= LENGTH for part in parts)
    head = parts[0].ids[: np.flatnonzero(parts[0].starts >= 0)[0]]
    assert all((part.ids[: len(head)] == head).all() for part in parts)
    covered = np.zeros(len(passage), dtype=bool)
    for part in parts:
        for start, end in zip(part.starts, part.ends, strict=True):
            covered[max(start, 0) : max(end, 0)] = True
    assert all(covered[n] for n, letter in enumerate(passage) if not letter.isspace())


def test_a_span_that_is_cut_has_no_place_in_that_part():
    passage = " ".join(f"Lamp {n} burns." for n in range(400))
    first, *_ = pairs(QUESTION, passage)
    end = int(first.ends.max())
    assert first.place(Span(end - 3, end + 40)) is None
    assert first.place(Span(end + 40, end + 50)) is None


def test_what_pads_a_batch_is_masked():
    short, long = pairs(QUESTION, "No.")[0], pairs(QUESTION, PASSAGE)[0]
    given = padded([short, long])
    assert given["ids"].shape == (2, len(long.ids))
    assert given["mask"].sum(axis=1).tolist() == [len(short.ids), len(long.ids)]


@given(st.text(max_size=60), st.text(max_size=400))
def test_whatever_is_written_all_offsets_lie_in_the_passage(question, passage):
    for pair in pairs(question, passage):
        inside = pair.starts >= 0
        assert (pair.ends[inside] <= len(passage)).all()
        assert (pair.starts[inside] < pair.ends[inside]).all()
        assert (pair.kinds[inside] == 1).all()
