"""Plain text, in whatever encoding."""

from index.readers.content import LONGEST, Content, Unreadable

# bytes that the detection looks at; the whole text is then decoded with its answer
_SAMPLE = 200_000
_ALIKE = 0.02  # difference in charset-normalizer's two measures, chaos and coherence
_WESTERN, _STRAY = 0.4, 0.02  # shares of null bytes in the two halves of UTF-16


def read(data: bytes) -> Content:
    """The text as it is, line ends as line feeds. Raises Unreadable for what is no text."""
    return Content(text=decode(data))


def decode(data: bytes, *, longest: int = LONGEST) -> str:
    """Bytes → text: UTF-8 where they are UTF-8, else the encoding charset-normalizer detects.

    Raises Unreadable, past ``longest`` code points too.
    """
    if len(data) > 4 * longest or len(text := _decode(data)) > longest:
        raise Unreadable(f"it is longer than the {longest:,} characters that are read")
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16")
    if b"\0" in data[:_SAMPLE]:
        if (unmarked := _utf16(data)) is None:
            raise Unreadable("this is no text file (it holds null bytes)")
        return _strict(data, unmarked)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _strict(data, _detected(data[:_SAMPLE]))


def _detected(sample: bytes) -> str:
    """The likeliest encoding; of several that fit alike, Windows' Western one, the commonest."""
    from charset_normalizer import from_bytes  # takes long to import, and few files need it

    best = from_bytes(sample).best()
    if best is None:
        raise Unreadable("the encoding could not be detected; save the file as UTF-8")
    western = from_bytes(sample, cp_isolation=["cp1252"]).best()
    if western is None or western.chaos > best.chaos + _ALIKE:
        return best.encoding
    return "cp1252" if western.coherence >= best.coherence - _ALIKE else best.encoding


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"it looks like {encoding}, but byte {error.start} does not fit; save it as UTF-8"
        raise Unreadable(reason) from error


def _utf16(data: bytes) -> str | None:
    """Which UTF-16 it is without saying so: of Western text, every other byte is null."""
    sample = data[: 4096 & ~1]
    even, odd = (sample[at::2].count(0) / max(1, len(sample) // 2) for at in (0, 1))
    if min(even, odd) > _STRAY:
        return None
    return ("utf-16-be" if even > odd else "utf-16-le") if max(even, odd) > _WESTERN else None
