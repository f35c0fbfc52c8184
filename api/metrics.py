"""Metrics: how the server fares, as Prometheus reads it. No texts, no ids, no addresses.

Each server process has its own. Where ``PROMETHEUS_MULTIPROC_DIR`` names a folder, whichever is
asked tells the counts of all that write there; ``onrecord_turns`` is its own even then.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from opentelemetry.trace import Tracer
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from api.limits import Turns
from api.service import NotReady, Service
from index.store import StoreAway, StoreDamaged
from qa.replies import Reply
from qa.stages import Stage

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """What is counted and timed. Safe to use from several threads.

    With a ``tracer`` stages are spans, too.
    """

    def __init__(self, tracer: Tracer | None = None) -> None:
        self._tracer = tracer
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "onrecord_requests",
            "Requests, by what they led to.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._request_seconds = Histogram(
            "onrecord_request_seconds",
            "Seconds from a request to the end of its reply; of streams, to their end.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._replies = Counter(
            "onrecord_replies",
            "Questions that were replied to, by what they asked for; outcome is answered or the "
            "reason of the refusal.",
            ("intent", "outcome"),
            registry=self._registry,
        )
        self._stage_seconds = Histogram(
            "onrecord_stage_seconds",
            "Seconds of each stage of answering.",
            ("stage",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._told: list[Collector] = []

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        """Times it: a ``qa.stages.Stages``."""
        # Not the current span: a stage can go on in another thread than it began in.
        span = self._tracer.start_span(stage) if self._tracer else None
        began = time.perf_counter()
        try:
            yield
        finally:
            self._stage_seconds.labels(stage).observe(time.perf_counter() - began)
            if span:
                span.end()

    def replied(self, reply: Reply) -> None:
        outcome = reply.refusal.reason if reply.refusal else "answered"
        self._replies.labels(reply.intent, outcome).inc()

    def requested(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def tell_of(self, service: Service, turns: Turns) -> None:
        """Tell of these too, as they are when they are asked about."""
        self._told = [_Index(service), _Turns(turns)]

    def exposed(self) -> bytes:
        """In Prometheus' text format. Costs a few queries."""
        registry = CollectorRegistry()
        if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(self._registry)
            ProcessCollector(registry=registry)
        for each in self._told:
            registry.register(each)
        return generate_latest(registry)


class _Index(Collector):
    def __init__(self, service: Service) -> None:
        self._service = service

    def collect(self) -> Iterable[Metric]:
        """Nothing of an index that there is not."""
        try:
            ready, found = self._service.unready() is None, list(self._of_the_index())
        except (NotReady, StoreDamaged, StoreAway):
            ready, found = False, []
        yield from found
        yield _gauge("onrecord_ready", "Whether a question can be answered.", ready)

    def _of_the_index(self) -> Iterable[Metric]:
        with self._service.store.snapshot() as snapshot:
            generation, build = snapshot.generation, snapshot.last_build()
            counts = asdict(snapshot.counts())
            counts["failed files"] = sum(bool(file.error) for file in snapshot.files())
        items = GaugeMetricFamily("onrecord_index_items", "What the index holds.", labels=["kind"])
        for kind, count in counts.items():
            items.add_metric((kind,), count)
        yield items
        yield _gauge("onrecord_index_generation", "Commits to the index so far.", generation)
        yield _gauge(
            "onrecord_index_bytes",
            "Size of the data directory's files.",
            _size(self._service.settings.data),
        )
        if build:
            yield _gauge(
                "onrecord_index_built_timestamp_seconds",
                "When the last pass over the folder ended; time() less this is the index's age.",
                build.finished,
            )


class _Turns(Collector):
    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    def collect(self) -> Iterable[Metric]:
        turns = GaugeMetricFamily(
            "onrecord_turns", "Requests that are worked on and that wait.", labels=["state"]
        )
        turns.add_metric(("running",), self._turns.running)
        turns.add_metric(("waiting",), self._turns.waiting)
        yield turns


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)


def _size(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):  # which goes on where a directory went meanwhile
        for name in names:
            with suppress(OSError):
                total += Path(place, name).stat().st_size
    return total
