"""A language model behind any OpenAI-compatible endpoint: chat completions, streamed.

The HTTP client is imported with the first question that goes there.
"""

import codecs
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic

_MOST_BYTES = 2_000_000  # of a whole reply, as it is sent: some 5,000 words
_log = logging.getLogger(__name__)


class ModelFailed(RuntimeError):
    """The model gave nothing, or nothing more. The message says why, going on from "it"; it holds
    nothing of what was sent or came back."""


class Completions:
    """One model. Safe for use by several threads."""

    def __init__(self, base_url: str, name: str, *, key: str, seconds: float) -> None:
        """``seconds`` is the longest that a reply may take, from the first to the last word."""
        self.name = name
        self._address = f"{base_url.rstrip('/')}/chat/completions"
        self._headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._seconds = seconds

    def stream(self, messages: Sequence[Mapping[str, str]]) -> Iterator[str]:
        """The text that the model writes, in pieces as they come. Raises ModelFailed, and never
        takes longer than the time limit, whatever the other side does."""
        # Only a thread of its own can be left alone with a server that is silent, or a name
        # service that is; its own timeouts end it soon after.
        pieces: SimpleQueue[str | ModelFailed | None] = SimpleQueue()
        left = Event()
        end = monotonic() + self._seconds
        Thread(
            target=self._read, args=(messages, pieces.put, left), name="model", daemon=True
        ).start()
        try:
            while True:
                try:
                    piece = pieces.get(timeout=max(0.0, end - monotonic()))
                except Empty:
                    piece = None
                if monotonic() >= end:
                    raise ModelFailed(f"took longer than {self._seconds:g} seconds")
                if piece is None:
                    return
                if isinstance(piece, ModelFailed):
                    raise piece
                yield piece
        finally:
            left.set()

    def _read(
        self,
        messages: Sequence[Mapping[str, str]],
        give: Callable[[str | ModelFailed | None], None],
        left: Event,
    ) -> None:
        """Gives the pieces, then None; or why there are no more. Never raises."""
        import httpx

        try:
            with httpx.stream(
                "POST",
                self._address,
                json={"model": self.name, "messages": messages, "stream": True},
                headers=self._headers,
                timeout=self._seconds,
            ) as response:
                _accept(response.status_code, response.headers.get("Content-Type", ""))
                # Raw: what is compressed all the same may unfold to any size.
                for piece in _pieces(_lines(response.iter_raw(), left)):
                    give(piece)
            give(None)
        except ModelFailed as failure:
            give(failure)
        except httpx.TimeoutException:
            give(ModelFailed(f"took longer than {self._seconds:g} seconds"))
        except httpx.ConnectError:
            give(ModelFailed("could not be reached"))
        except httpx.TransportError:
            give(ModelFailed("broke off"))
        except Exception as error:
            # Its message may hold the address, or a header with the key.
            _log.error("asking the language model failed: %s", type(error).__name__)
            give(ModelFailed("could not be asked"))


def _accept(status: int, content_type: str) -> None:
    if status != HTTPStatus.OK:
        raise ModelFailed(f"answered with status {status}")
    if not content_type.lower().startswith("text/event-stream"):
        raise ModelFailed("answered with something else than a stream")


def _lines(chunks: Iterable[bytes], left: Event) -> Iterator[str]:
    """The lines of a stream, until nobody wants them any more."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    size, rest = 0, ""
    for chunk in chunks:
        size += len(chunk)
        if size > _MOST_BYTES:
            raise ModelFailed("wrote more than could be an answer")
        if left.is_set():
            return
        *lines, rest = (rest + decoder.decode(chunk)).split("\n")
        yield from lines
    yield rest


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    """The text in the events of a stream. Raises ModelFailed where it ends before its end."""
    finished = False
    for line in lines:
        field, _, data = line.partition(":")
        if field.strip() != "data":
            continue
        if data.strip() == "[DONE]":
            return
        try:
            sent = json.loads(data)
        except (ValueError, RecursionError):
            raise ModelFailed("answered with something that cannot be read") from None
        match sent:
            case {"error": _}:
                raise ModelFailed("reported an error")
            case {"choices": [{"delta": {"content": str(text)}, **rest}, *_]}:
                # Half a surrogate pair can be written in JSON, but is no text.
                yield text.encode("utf-8", "replace").decode()
            case {"choices": [{"delta": {}, **rest}, *_]}:
                pass
            case {"choices": []}:  # only how many tokens it took
                continue
            case _:
                raise ModelFailed("answered with something that cannot be read")
        finished = finished or bool(rest.get("finish_reason"))
    if not finished:
        raise ModelFailed("broke off")
