"""E-mail (RFC 5322): its header's chief fields and the message itself, as plain text or from its
HTML, without attachments."""

import re
from collections.abc import Iterator
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from index.readers import html
from index.readers.content import Content, Draft, Unreadable, line, quoted, string
from index.readers.plain import decode

_QUOTED = re.compile(r"(?:>[ ]?)+")
_WRAPPED = 50  # characters from which on a line can be one that goes on in the next
_SIGNATURE = "-- "
_SHOWN = ("From", "To", "Cc", "Date", "Subject")


def read(data: bytes) -> Content:
    """Subject, sender and date are the document's title, author and date. The text starts with the
    header as it is shown, which tells whose words follow. What is quoted of other messages stays in
    paragraphs of its own, each behind the marks of its depth (">"). Raises Unreadable."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    if not any(_header(message, name) for name in ("from", "subject", "date")):
        raise Unreadable("this is no e-mail: it has neither sender, subject nor date")
    body = message.get_body(("plain", "html"))
    if body is None:
        encrypted = message.get_content_type() == "multipart/encrypted"
        raise Unreadable("it is encrypted" if encrypted else "there is no text in the message")
    assert isinstance(body, EmailMessage)  # noqa: S101
    draft = Draft()
    draft.add(_shown(message))
    text = _text(body)
    if body.get_content_subtype() == "html":
        root = html.parse(text)
        html.strip(root)
        draft.add(html.blocks(root, marked=True))
    else:
        draft.add(_paragraphs(text))
    return Content(
        text=draft.text,
        title=string(_header(message, "subject")),
        published=_date(message),
        author=string(_header(message, "from")),
    )


def _shown(message: EmailMessage) -> Iterator[str]:
    fields = ((name, _header(message, name)) for name in _SHOWN)
    yield "\n".join(f"{name}: {line(value)}" for name, value in fields if value)


def _text(body: EmailMessage) -> str:
    raw = body.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    try:
        return data.decode(body.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (LookupError, ValueError):  # the latter for names that no codec can have
        return decode(data)


def _paragraphs(text: str) -> Iterator[str]:
    """Lines that were wrapped are joined; a change of quoting depth parts paragraphs."""
    lines: list[str] = []
    depth, full = 0, False
    for each in text.split("\n"):
        if each == _SIGNATURE:
            each = ""
        mark = _QUOTED.match(each)
        deep = mark[0].count(">") if mark else 0
        words = each[mark.end() :] if mark else each
        if not words.strip() or deep != depth:
            yield quoted("".join(lines), depth)
            lines, full = [], False
        if words.strip():
            goes_on = full and words[0].isalnum() | (words[0] in "“\"'(‘")
            lines.append((" " if goes_on else "\n") + words.strip() if lines else words.strip())
        depth, full = deep, len(words) > _WRAPPED
    yield quoted("".join(lines), depth)


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
    except (ValueError, IndexError, AttributeError):  # the parser's own slips on bad headers
        return None
    return None if value is None else str(value)


def _date(message: EmailMessage) -> date | None:
    try:
        moment = message["date"].datetime
    except (ValueError, IndexError, AttributeError, TypeError):
        return None
    return moment.date() if moment else None
