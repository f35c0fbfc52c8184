"""Logs: what the server writes on stderr, as lines to read or as JSON. Questions stay out of them
unless they are asked for."""

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from api.plaintext import clean
from api.request_ids import request_id
from api.settings import Settings

_OURS = ("api", "index", "qa")


def configure(settings: Settings) -> None:
    """Everybody's warnings, and of our own parts what the level lets through."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if settings.log_format == "json" else Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for name in _OURS:
        logging.getLogger(name).setLevel(settings.log_level.upper())


def fields(**values: object) -> Mapping[str, Mapping[str, object]]:
    """For ``extra``: what a line says as data."""
    return {"fields": values}


class Lines(logging.Formatter):
    """A line a message, whatever a client has put into it; only a traceback has lines below."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's own name
        id = request_id()
        return clean(super().formatMessage(record)) + (f" [{id}]" if id else "")


class JsonLines(logging.Formatter):
    """An object a line: time (UTC), level, logger, message, and what there is of request_id,
    exception and a line's own fields."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if id := request_id():
            line["request_id"] = id
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)
