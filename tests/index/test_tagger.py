"""The tagger: what it reads is cut truly, and its scores are read as they are meant."""

from itertools import pairwise, product

import numpy as np
import pytest

from index.attribution import read
from index.attribution.agreement import likeness
from index.attribution.tagger import best_paths
from index.attribution.windows import BEGIN, FEATURES, INSIDE, OUT, WORD_PIECES, pieces, windows
from index.documents import Span
from tests.index.parsed import parse

STORY = (
    "The harbour of Lindmouth will stay open.\n\n"
    "“Nobody asked me,” said Marta Oduya, who runs the yard. She added that the ice was gone.\n\n"
    + "The council met on Tuesday and talked about the quay, the crane and the new road. "
    * 30
)


def test_every_word_piece_lies_at_its_place_in_the_text() -> None:
    parsed = parse(STORY)
    for window in windows(pieces(parsed, [], [])):
        assert window.features.shape == (len(window), len(FEATURES))
        for start, end in zip(window.starts, window.ends, strict=True):
            assert (start < 0) == (end < 0)
            if start >= 0:
                assert STORY[start:end].strip() == STORY[start:end] != ""


def test_windows_hold_all_of_a_document_once_and_none_is_too_long() -> None:
    paragraphs = pieces(parse(STORY), [], [])
    for context in (0, 48):
        cut = windows(paragraphs, context=context)
        assert len(cut) > 1
        assert max(map(len, cut)) <= WORD_PIECES
        fresh = [s for w in cut for s in w.starts[w.fresh :] if s >= 0]
        assert fresh == [s for p in paragraphs for s in p.starts]


def test_a_window_starts_with_the_paragraph_before_as_context() -> None:
    paragraphs = pieces(parse("One said it.\n\n" + "Two said it. " * 58 + "\n\nThree did."), [], [])
    first, second = windows(paragraphs, length=200, context=48)[:2]
    assert first.fresh == 1
    assert second.fresh >= 1
    assert all(head < len(second) for head in second.heads)


def test_what_stands_in_quotation_marks_is_a_feature() -> None:
    text = "“Nobody asked me,” said Marta Oduya."
    found = pieces(parse(text), [], [Span(0, 18)])[0]
    quoted = [text[s:e] for s, e, f in zip(found.starts, found.ends, found.features, strict=True)
              if f[3]]  # fmt: skip
    assert quoted == ["“", "Nobody", "asked", "me", ",", "”"]


@pytest.mark.parametrize("seed", range(5))
def test_the_best_path_is_the_likeliest_and_its_certainty_its_share(seed: int) -> None:
    """Against all paths, counted out one by one."""
    chance = np.random.default_rng(seed)
    lengths = np.array([6, 4])
    emissions = chance.normal(size=(2, 6, 3, 3)).astype(np.float32) * 2
    transitions = chance.normal(size=(3, 3, 3)).astype(np.float32)
    paths, marginals = best_paths(emissions, transitions, lengths)
    for window, chain in product(range(2), range(3)):
        length = lengths[window]
        scores = {}
        for tags in product((OUT, BEGIN, INSIDE), repeat=int(length)):
            moves = list(pairwise(tags))
            if tags[0] == INSIDE or (OUT, INSIDE) in moves:
                continue  # nothing goes on that has not begun
            own = emissions[window, :length, chain]
            scores[tags] = sum(own[at, t] for at, t in enumerate(tags)) + sum(
                transitions[chain, a, b] for a, b in moves
            )
        path = tuple(paths[window, :length, chain])
        assert path == max(scores, key=lambda tags: scores[tags])
        weights = {tags: np.exp(score) for tags, score in scores.items()}
        for at, tag in product(range(length), (OUT, BEGIN, INSIDE)):
            share = sum(w for tags, w in weights.items() if tags[at] == tag)
            found = marginals[window, at, chain, tag]
            assert found == pytest.approx(share / sum(weights.values()), abs=1e-3)


def test_a_quotation_its_cue_and_its_source_are_read_together() -> None:
    reports, _ = read(parse(STORY))
    told = {
        (STORY[slice(*r.finding.cue_span)], STORY[slice(*r.source.span)])
        for r in reports
        if r.tagged and r.source and r.finding.cue_span
    }
    assert {"said", "added"} <= {cue for cue, _ in told}
    assert any(source.startswith("Marta Oduya") for _, source in told)


def test_likeness_is_the_share_of_common_characters() -> None:
    assert likeness([Span(0, 10)], [Span(0, 10)]) == 1
    assert likeness([Span(0, 10)], [Span(20, 30)]) == 0
    assert likeness([Span(0, 10)], [Span(5, 15)]) == pytest.approx(1 / 3)
    assert likeness([Span(0, 5), Span(10, 15)], [Span(0, 15)]) == pytest.approx(2 / 3)
