"""Several rankings of one search → one: by score where their scores compare, else by rank."""

from collections.abc import Mapping, Sequence

import numpy as np

from index.documents import passage_place
from index.store import Hit

CANDIDATES = 100  # of each search
_TYPICAL = 50  # the first so many tell how far scores lie apart
_LEAST_SPREAD = 0.1  # of the best score's height
_FUSION = 60  # the constant of reciprocal rank fusion (Cormack et al., 2009)
_BESIDE = 0.4  # how far a passage is lifted towards a better one beside it
_OF_DOCUMENT = 0.3  # how much its document's best passage counts beside a passage


def fuse(dense: Sequence[Hit], lexical: Sequence[Hit]) -> list[tuple[str, float]]:
    """A dense and a lexical ranking → one, best first; ties by id.

    Scores are what counts, and not ranks: how far a passage stands out in a ranking, in standard
    deviations, above what the ranking leaves out. A document with one good passage is likelier to
    hold another.
    """
    places = {hit.id: passage_place(hit.id) for hits in (dense, lexical) for hit in hits}
    scores: dict[str, float] = {}
    for hits in (dense, lexical):
        for id, height in _heights(_lifted(hits, places)).items():
            scores[id] = scores.get(id, 0.0) + height
    best: dict[str, float] = {}
    for id, score in scores.items():
        document = places[id][0]
        best[document] = max(score, best.get(document, 0.0))
    return _best_first({id: s + _OF_DOCUMENT * best[places[id][0]] for id, s in scores.items()})


def fuse_ranks(*rankings: Sequence[Hit]) -> list[tuple[str, float]]:
    """Rankings whose scores don't compare → one, by the sum of reciprocal ranks; ties by id."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, start=1):
            scores[hit.id] = scores.get(hit.id, 0.0) + 1 / (_FUSION + rank)
    return _best_first(scores)


def _best_first(scores: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _lifted(hits: Sequence[Hit], places: Mapping[str, tuple[str, int]]) -> dict[str, float]:
    """Scores by id, each lifted part of the way to a better one of the passage before or after:
    what is said there often tells what this one is about."""
    scores = {places[id]: score for id, score in hits}
    lifted = {}
    for id, score in hits:
        document, number = places[id]
        before = scores.get((document, number - 1), 0.0)
        beside = max(before, scores.get((document, number + 1), 0.0))
        lifted[id] = score + _BESIDE * max(0.0, beside - score)
    return lifted


def _heights(scores: dict[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    values = sorted(scores.values(), reverse=True)
    floor = values[-1] if len(values) >= CANDIDATES else min(0.0, values[-1])
    spread = max(float(np.std(values[:_TYPICAL])), _LEAST_SPREAD * (values[0] - floor), 1e-9)
    return {id: (score - floor) / spread for id, score in scores.items()}
