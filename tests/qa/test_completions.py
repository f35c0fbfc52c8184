"""Whatever the other side does, there is a text or a reason, within the time limit."""

import logging
import socket
from collections.abc import Iterator
from itertools import count

import pytest

from qa.completions import Completions, ModelFailed
from tests.models import DONE, Endpoint, Play, Stage, endpoint, event

KEY = "sk-very-secret"
ASKED = ({"role": "user", "content": "well?"},)
AMPLE, SHORT = 120.0, 0.3  # seconds: never reached here; reached whenever nothing else ends it


@pytest.fixture(scope="module")
def model() -> Iterator[Endpoint]:
    with endpoint() as playing:
        yield playing


def text(url: str, seconds: float = AMPLE) -> str:
    return "".join(Completions(url, "small", key=KEY, seconds=seconds).stream(ASKED))


def test_a_text_comes_in_pieces_and_the_request_is_the_usual_one(model: Endpoint) -> None:
    model.says("One. [1]", "Two – “2”.")
    assert text(model.url) == "One. [1]\nTwo – “2”."
    (asked,) = model.asked
    assert asked["path"] == "/v1/chat/completions"
    assert asked["key"] == f"Bearer {KEY}"
    assert (asked["model"], asked["stream"]) == ("small", True)
    assert asked["messages"] == list(ASKED)


@pytest.mark.parametrize(
    "parts",
    [
        [event("a"), event("b", finish_reason="stop")],
        [b": beat\r\n\r\n", event("a").replace(b"\n", b"\r\n"), event("b"), DONE],
        [event("a"), event("b"), b'data: {"choices": [], "usage": {}}\n\n', b"data:[DONE]\n\n"],
        [event(None), b"".join((event("a"), event("b"), DONE, b"data: no more is read"))],
    ],
)
def test_streams_are_understood_as_servers_write_them(model: Endpoint, parts: list[bytes]) -> None:
    model.plays(lambda stage: stage.answer(*parts))
    assert text(model.url) == "ab"


def test_a_letter_may_be_cut_in_two(model: Endpoint) -> None:
    whole = 'data: {"choices": [{"delta": {"content": "“ö”"}}]}\n\n'.encode()
    model.plays(lambda stage: stage.answer(*(bytes([b]) for b in whole), DONE))
    assert text(model.url) == "“ö”"


def _endless(stage: Stage) -> None:
    stage.answer()
    for number in count():
        stage.send(event(f"{number} " * 100))


def _silent(stage: Stage) -> None:
    stage.over.wait(AMPLE)


def _trickling(stage: Stage) -> None:
    stage.answer()
    while not stage.over.wait(0.01):
        stage.send(event("word "))


def _falling_silent(stage: Stage) -> None:
    stage.answer(event("Lopez said "))
    stage.over.wait(AMPLE)


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (lambda s: s.answer(b"oh no", status=500), "answered with status 500"),
        (lambda s: s.answer(b"", status=401), "answered with status 401"),
        (lambda s: s.answer(b"", status=307, Location="/v1"), "answered with status 307"),
        (lambda s: s.answer(b"{}", kind="application/json"), "something else than a stream"),
        (lambda s: s.answer(b"<html>", kind="text/html"), "something else than a stream"),
        (lambda s: s.answer(b"data: not JSON\n\n"), "cannot be read"),
        (lambda s: s.answer(b"data: " + b"[" * 100_000 + b"\n\n"), "cannot be read"),
        (lambda s: s.answer(b'data: {"choices": "many"}\n\n'), "cannot be read"),
        (lambda s: s.answer(b"\x1f\x8b\x00\xff", Content_Encoding="gzip"), "broke off"),
        (lambda s: s.answer(b'data: {"error": {"message": "x"}}\n\n'), "reported an error"),
        (lambda s: s.answer(event("half a sen")), "broke off"),
        (lambda s: s.answer(event("half"), Content_Length="999999"), "broke off"),
        (lambda s: s.answer(), "broke off"),
        (lambda s: s.wfile.write(b"garbage\r\n\r\n"), "broke off"),
        (lambda s: s.answer(b"data: " + b"x" * 3_000_000), "more than could be an answer"),
        (_endless, "more than could be an answer"),
    ],
)
def test_a_bad_answer_is_a_reason(model: Endpoint, play: Play, reason: str) -> None:
    model.plays(play)
    with pytest.raises(ModelFailed, match=reason):
        text(model.url)


@pytest.mark.parametrize("play", [_silent, _trickling, _falling_silent])
def test_no_answer_takes_longer_than_the_limit(model: Endpoint, play: Play) -> None:
    model.plays(play)
    with pytest.raises(ModelFailed, match=r"took longer than 0\.3 seconds"):
        text(model.url, SHORT)


def test_an_endpoint_that_is_not_there_is_a_reason() -> None:
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(ModelFailed, match="could not be reached"):
            text(f"http://127.0.0.1:{taken.getsockname()[1]}/v1")


def test_neither_a_reason_nor_the_log_holds_the_key(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(ModelFailed) as failed:
        list(Completions("no such address", "m", key=KEY, seconds=AMPLE).stream(ASKED))
    assert KEY not in str(failed.value) + caplog.text


def test_half_a_surrogate_pair_does_no_harm(model: Endpoint) -> None:
    model.plays(
        lambda s: s.answer(
            rb'data: {"choices": [{"delta": {"content": "a\ud800"}}]}', b"\n\n", DONE
        )
    )
    assert text(model.url) == "a?"
