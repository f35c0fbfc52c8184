"""WebVTT captions (W3C), and SubRip's, their forerunner: each voice's words, without the times."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.readers.content import Content, Unreadable
from index.readers.plain import decode

_HEADER = re.compile(r"WEBVTT(?:[ \t]+(?:-+[ \t]*)?([^\n]*))?(?=\n|\Z)")
# Looked for everywhere in a file, so none may have two ways to read a row of digits or of spaces.
_CLOCK = r"(?:(?<!\d)(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{3})"
_TIMING = re.compile(rf"{_CLOCK}[ \t]*-->[ \t]*{_CLOCK}[^\n]*")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<> \t][^<>]*)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[\d:.]+>|</>|\{\\[^{}]*\}")
_NAMED = re.compile(r"([^\W\d_][^:\n<>]{0,60}):\s+(?=\S)")
_NEXT = re.compile(r"(?:>>+|[-–—])\s*")
_PAUSE = 2.0  # seconds without a word, after which words without a voice begin a new paragraph


@dataclass(frozen=True, slots=True)
class _Words:
    """What is heard at one time; ``voice`` is None where the file does not say whose it is."""

    voice: str | None
    text: str
    start: float
    end: float
    fresh: bool = False


def read(data: bytes) -> Content:
    """A paragraph a voice, as "Name: words"; words without a voice in paragraphs between pauses.

    The title is the header's. Raises Unreadable where there are no cues.
    """
    source = decode(data)
    header = _HEADER.match(source)
    heard = list(_heard(source))
    if not heard:
        raise Unreadable("there are no captions in it")
    return Content(
        text="\n\n".join(_paragraphs(heard)),
        title=(header[1] or "").strip() or None if header else None,
    )


def _heard(source: str) -> Iterator[_Words]:
    last = ""
    for block in re.split(r"\n[ \t]*\n", source):
        if (timing := _TIMING.search(block)) is None:
            continue  # the header, a style, a note
        start, end = _seconds(*timing.groups()[:4]), _seconds(*timing.groups()[4:])
        for line in filter(str.strip, block[timing.end() :].splitlines()):
            if line == last:
                yield _Words(None, "", start, end)  # rolling captions show a line twice
            else:
                yield from _voices(line, start, end)
                last = line


def _voices(line: str, start: float, end: float) -> Iterator[_Words]:
    before, *rest = _VOICE.split(line)
    for voice, words in [(None, before), *zip(rest[::2], rest[1::2], strict=True)]:
        text = _plain(words)
        mark = _NEXT.match(text) if voice is None else None
        text = text[mark.end() :] if mark else text
        name = _plain(voice) if voice else None
        if name is None and (named := _NAMED.match(text)):
            name, text = named[1], text[named.end() :]
        if text:
            yield _Words(name, text, start, end, fresh=mark is not None)


def _paragraphs(heard: list[_Words]) -> Iterator[str]:
    voice: str | None = None
    texts: list[str] = []
    end = heard[0].start
    for words in heard:
        if not words.text:
            end = words.end
            continue
        goes_on = words.voice == voice or (words.voice is None and not words.fresh)
        pauses = voice is None and words.start - end > _PAUSE
        if texts and (not goes_on or pauses or words.fresh):
            yield _told(voice, texts)
            texts, voice = [], None
        voice = words.voice or voice
        texts.append(words.text)
        end = words.end
    yield _told(voice, texts)


def _told(voice: str | None, texts: list[str]) -> str:
    words = " ".join(texts)
    return f"{voice}: {words}" if voice else words


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _seconds(hours: str | None, minutes: str, seconds: str, millis: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(millis) / 1000
