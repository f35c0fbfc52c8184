"""An endpoint on this machine that plays a language model: well, badly or with ill will."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Play = Callable[["Stage"], None]
"""What it does with a request."""


def event(text: str | None, **more: Any) -> bytes:
    """A piece of an answer, as it is streamed."""
    sent = {"choices": [{"index": 0, "delta": {"content": text}, **more}]}
    return b"data: " + json.dumps(sent).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


class Stage(BaseHTTPRequestHandler):
    """One request on its way. ``over`` is set when the endpoint closes."""

    protocol_version = "HTTP/1.1"
    play: Play
    asked: list[dict[str, Any]]
    over: Event

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        request = {"path": self.path, "key": self.headers["Authorization"], **json.loads(body)}
        self.asked.append(request)
        self.close_connection = True
        with suppress(OSError):  # whoever asked has left
            self.server.stage.play(self)  # type: ignore[attr-defined]

    def answer(
        self, *parts: bytes, status: int = 200, kind: str = "text/event-stream", **headers: str
    ) -> None:
        """The head of an answer and parts of its body."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.send(*parts)

    def send(self, *parts: bytes) -> None:
        for part in parts:
            self.wfile.write(part)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


class Endpoint:
    """``play`` can be set anew at any time; ``asked`` are the requests so far."""

    def __init__(self, stage: type[Stage], url: str) -> None:
        self._stage = stage
        self.url = url
        self.asked = stage.asked
        self.over = stage.over

    def plays(self, play: Play) -> None:
        self._stage.play = staticmethod(play)  # type: ignore[assignment]
        self.asked.clear()

    def says(self, *lines: str) -> None:
        """Plays a model that writes these lines, each in two pieces."""
        text = "\n".join(lines)
        cut = len(text) // 2
        self.plays(lambda s: s.answer(event(None), event(text[:cut]), event(text[cut:]), DONE))


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    stage = type("Playing", (Stage,), {"asked": [], "over": Event()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), stage)
    server.daemon_threads = True
    server.stage = stage  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Endpoint(stage, f"http://127.0.0.1:{server.server_port}/v1")
    finally:
        stage.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def numbered(request: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """The sources that a request gave the model."""
    lines = request["messages"][1]["content"].splitlines()
    return [json.loads(line) for line in lines if line.startswith('{"source"')]
