"""What a reader gets out of a file."""

from dataclasses import dataclass
from datetime import date


class Unreadable(ValueError):
    """A file that holds no text to be had. The message is the reason, for the user."""


@dataclass(frozen=True, slots=True)
class Content:
    text: str
    title: str | None = None
    published: date | None = None
    origin: str | None = None
    language: str | None = None
