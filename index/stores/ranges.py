"""Ranges: sentences and entities as the catalogue keeps them, a JSON list of lists in text order.

A document has thousands, of which a question needs those of a passage. As they are in order, these
are found without decoding the others.
"""

import json
import re
import sys
from bisect import bisect_left
from typing import Any

from index.documents import Span

_BEGINNING = re.compile(r"\[(\d+)")


def decoded(stored: str, where: Span | None) -> list[list[Any]]:
    """All of them, or at least those that have something of ``where``; none where there is none."""
    if where is None or stored == "[]":
        return list(json.loads(stored))
    # The last that begins before ``where`` may reach into it.
    first = stored.rfind("[", 1, _before(stored, where.start))
    last = stored.find("]", _before(stored, where.end))
    return list(json.loads(f"[{stored[max(first, 1) : last + 1]}]"))


def _before(stored: str, offset: int) -> int:
    """The place in ``stored`` from which on no range begins before ``offset``."""

    def beginning(at: int) -> int:
        found = _BEGINNING.search(stored, at)
        return int(found[1]) if found else sys.maxsize

    return 1 + bisect_left(range(1, len(stored)), offset, key=beginning)
