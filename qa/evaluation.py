"""A file of questions → figures: what was wanted of each, what was given, and how often it fits."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.store import Filter
from qa import measures
from qa.measures import Place
from qa.replies import FoundPassage, Question, Reply

_DEPTH = 50  # passages searched; more than ten, as several can be of one document
_RESAMPLES = 1000  # of the bootstrap
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what is wanted of the reply; what is left empty isn't measured.

    ``documents`` are ids. ``answerable`` false: the documents hold no answer, and a refusal is
    what is wanted.
    """

    question: Question
    answers: tuple[str, ...] = ()
    speaker: str = ""
    documents: frozenset[str] = frozenset()
    evidence: tuple[Place, ...] = ()
    answerable: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: ``seconds`` are those of the reply, ``passages`` those of the search,
    and ``measured`` has a value in [0, 1] for each measure that the case carries."""

    case: Case
    reply: Reply
    passages: tuple[FoundPassage, ...]
    seconds: float
    measured: Mapping[str, float] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The exact words that answer; empty where the question was refused."""
        return self.reply.words.text if self.reply.words else self.reply.text

    @property
    def speaker(self) -> str:
        """Who is answered to have said it; empty for nobody."""
        speakers = [found.statement.speaker for found in self.reply.statements[:1]]
        return speakers[0].name if speakers and speakers[0] else ""

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with it, the gravest first."""
        return tuple(fault for fault, is_so in _FAULTS.items() if is_so(self))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over the ``count`` questions that carry what it needs, with the 95 % interval of a
    bootstrap over them. A share in [0, 1], but for latencies, which are in seconds."""

    name: str
    value: float
    low: float
    high: float
    count: int


SHARES = (
    "recall@1", "recall@5", "recall@10", "ndcg@10", "evidence_hit@5", "evidence_hit@10",
    "exact", "f1", "contained", "speaker",
    "refusal_precision", "refusal_recall", "refusal_f1",
)  # fmt: skip
"""The figures that are a share, better the higher, in the order in which they are told."""
LATENCIES = ("latency_median", "latency_p95")


class Answers(Protocol):
    """What is evaluated: ``qa.answers.Answerer``, or ``api.service.Service`` around it."""

    def ask(self, question: Question) -> Reply: ...

    def search(self, query: str, *, limit: int, where: Filter) -> Sequence[FoundPassage]: ...


def evaluate(cases: Iterable[Case], answers: Answers) -> Iterator[Outcome]:
    """Asks every question, in its order, one after the other."""
    for case in cases:
        question = case.question
        started = time.perf_counter()
        reply = answers.ask(question)
        seconds = time.perf_counter() - started
        searched = answers.search(reply.standalone, limit=_DEPTH, where=question.filters)
        outcome = Outcome(case, reply, tuple(searched), seconds)
        yield replace(outcome, measured=_measured(outcome))


def figures(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Those that the questions carry something for, in the order of SHARES and LATENCIES."""
    found = []
    for name in SHARES:
        values = [o.measured[name] for o in outcomes if name in o.measured]
        if values:
            found.append(_figure(name, np.array([values]), lambda v: v[0].mean(axis=-1)))
    found += _refusals(outcomes)
    if outcomes:
        seconds = np.array([[o.seconds for o in outcomes]])
        found.append(_figure(LATENCIES[0], seconds, lambda v: np.median(v[0], axis=-1)))
        found.append(_figure(LATENCIES[1], seconds, lambda v: np.percentile(v[0], 95, axis=-1)))
    return found


def reasons(outcomes: Iterable[Outcome]) -> Mapping[str, int]:
    """How often each reason to refuse was given, the most frequent first."""
    return dict(Counter(o.reply.refusal.reason for o in outcomes if o.reply.refusal).most_common())


def failures(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those with a fault, worst first: by the gravest one, then by how little fits."""
    gravity = {fault: n for n, fault in enumerate(_FAULTS)}
    failed = [outcome for outcome in outcomes if outcome.faults]
    return sorted(failed, key=lambda o: (gravity[o.faults[0]], sum(o.measured.values())))


# The gravest first: a wrong answer is worse than none
_FAULTS: Mapping[str, Callable[[Outcome], bool]] = {
    "answered, though there is no answer": lambda o: o.reply.answered and not o.case.answerable,
    "wrong speaker": lambda o: o.reply.answered and o.measured.get("speaker") == 0,
    "wrong answer": lambda o: (
        o.reply.answered and o.measured.get("f1") == 0 and o.measured.get("contained") == 0
    ),
    "refused, though there is an answer": lambda o: not o.reply.answered and o.case.answerable,
    "evidence not among the first ten": lambda o: o.measured.get("evidence_hit@10") == 0,
    "document not among the first ten": lambda o: o.measured.get("recall@10") == 0,
}


def _measured(outcome: Outcome) -> dict[str, float]:
    """Of a question without an answer, nothing but the refusal counts."""
    case, found = outcome.case, {}
    if case.speaker:
        found["speaker"] = measures.same_person(outcome.speaker, case.speaker)
    if not case.answerable:
        return found
    listed = chain.from_iterable(
        (f.passage, *(also.passage for also in f.also_in)) for f in outcome.passages
    )
    places = [Place(p.document_id, p.start, p.end) for p in listed]
    if case.documents:
        ranked = [place.document_id for place in places]
        found |= {f"recall@{k}": measures.recall(case.documents, ranked, k) for k in (1, 5, 10)}
        found["ndcg@10"] = measures.ndcg(case.documents, ranked, 10)
    if case.evidence:
        for k in (5, 10):
            found[f"evidence_hit@{k}"] = measures.evidence_hit(case.evidence, places, k)
    if case.answers:
        found["exact"] = measures.exact(outcome.words, case.answers)
        found["f1"] = measures.f1(outcome.words, case.answers)
        found["contained"] = measures.contained(outcome.reply.text, case.answers)
    return found


def _refusals(outcomes: Sequence[Outcome]) -> list[Figure]:
    """How right the refusals are, where some of the questions have no answer."""
    refused = np.array([not o.reply.answered for o in outcomes], dtype=np.float64)
    unanswerable = np.array([not o.case.answerable for o in outcomes], dtype=np.float64)
    if not unanswerable.any():
        return []

    def precision(rows: _Floats) -> _Floats:
        return _share((rows[0] * rows[1]).sum(axis=-1), rows[0].sum(axis=-1))

    def recall(rows: _Floats) -> _Floats:
        return _share((rows[0] * rows[1]).sum(axis=-1), rows[1].sum(axis=-1))

    def f1(rows: _Floats) -> _Floats:
        return _share(2 * (rows[0] * rows[1]).sum(axis=-1), rows.sum(axis=(0, -1)))

    both = np.stack([refused, unanswerable])
    return [
        _figure("refusal_precision", both, precision),
        _figure("refusal_recall", both, recall),
        _figure("refusal_f1", both, f1),
    ]


def _share(part: _Floats, whole: _Floats) -> _Floats:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)


def _figure(name: str, rows: _Floats, of: Callable[[_Floats], _Floats]) -> Figure:
    """``rows``: shape (any, n), what ``of`` makes a figure of along the last axis. The interval is
    the percentile bootstrap's (Efron, 1979), the same for the same questions."""
    n = rows.shape[-1]
    drawn = np.random.default_rng(0).integers(0, n, (_RESAMPLES, n))
    low, high = np.percentile(of(rows[:, drawn]), (2.5, 97.5))
    value = float(of(rows[:, np.newaxis, :])[0])
    return Figure(name, value, min(value, float(low)), max(value, float(high)), n)
