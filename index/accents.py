"""Letters without what is set above, below or through them, as they are often typed."""

from unicodedata import combining, normalize


def without(text: str) -> str:
    """A text without its accents: Vuković is Vukovic. What is another letter stays (ø, ł)."""
    return "".join(c for c in normalize("NFKD", text) if not combining(c))
