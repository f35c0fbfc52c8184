"""Traces: requests and stages of answering as spans, to an OpenTelemetry collector that is set."""

from opentelemetry.trace import TracerProvider

from api.settings import Settings
from api.version import installed_version

_TELLING = frozenset(["url.path", "url.query"])


class TelemetryMissing(RuntimeError):
    """What sends traces is not installed. The message says how to get it."""


def check(settings: Settings) -> None:
    """Raises TelemetryMissing where spans are to be sent and what sends them is not installed."""
    if not settings.traces:
        return
    try:
        import opentelemetry.exporter.otlp.proto.http.trace_exporter
        import opentelemetry.sdk.trace.export  # noqa: F401
    except ImportError as error:
        raise TelemetryMissing(
            "ONRECORD_TRACES needs more than is installed: pip install 'onrecord[telemetry]'."
        ) from error


def provider(settings: Settings) -> TracerProvider | None:
    """What sends the spans; None where no collector is set. Raises TelemetryMissing.

    Spans name requests by their route; the address itself may hold a question or an id.
    """
    check(settings)
    if not settings.traces:
        return None
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk import trace
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    class Silent(trace.SpanProcessor):
        def on_start(self, span: trace.Span, parent_context: object = None) -> None:  # noqa: ARG002
            for name in _TELLING.intersection(span.attributes or ()):
                span.set_attribute(name, "-")

    about = {"service.name": "onrecord", "service.version": installed_version()}
    made = trace.TracerProvider(resource=Resource.create(about))
    made.add_span_processor(Silent())
    exporter = OTLPSpanExporter(endpoint=f"{settings.traces.rstrip('/')}/v1/traces")
    made.add_span_processor(BatchSpanProcessor(exporter))
    return made
