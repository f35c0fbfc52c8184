"""Plain text, in whatever encoding."""

from charset_normalizer import from_bytes

from index.readers.content import Content, Unreadable

_SAMPLE = (
    200_000  # bytes that the detection looks at; the whole text is then decoded with its answer
)


def read(data: bytes) -> Content:
    """The text as it is, line ends as line feeds. Raises Unreadable for what is no text."""
    return Content(text=decode(data))


def decode(data: bytes) -> str:
    """Bytes → text: UTF-8 where they are UTF-8, else the encoding charset-normalizer detects."""
    return _decode(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16")
    if b"\0" in data[:_SAMPLE] and not _looks_like_utf16(data):
        raise Unreadable("this is no text file (it holds null bytes)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise Unreadable("the encoding could not be detected; save the file as UTF-8")
    return _strict(data, best.encoding)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"it looks like {encoding}, but byte {error.start} does not fit; save it as UTF-8"
        raise Unreadable(reason) from error


def _looks_like_utf16(data: bytes) -> bool:
    """Every other byte of Western text in UTF-16 is null."""
    sample = data[: 4096 & ~1]
    return max(sample[::2].count(0), sample[1::2].count(0)) > 0.4 * len(sample) / 2
