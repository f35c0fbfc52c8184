"""Who posts under a handle: "@ann_l wrote", "another user, @ann_l, said"."""

from __future__ import annotations

import re

from index.attribution.figures import Figure
from index.attribution.findings import Finding
from index.attribution.mentions import Cast
from index.attribution.sources import Source

_HANDLE = re.compile(r"@\w+")


def by_handle(finding: Finding, source: Source, text: str, cast: Cast) -> Figure | None:
    """Whose handle a source is, or has in apposition: whose name it stands beside in brackets, or
    else nobody known by another name. None where it has none, or several, or names a person."""
    head = source.head
    handles = [t for t in (head, *head.children) if _HANDLE.fullmatch(t.text)]
    handles = [t for t in handles if t == head or t.dep_ == "appos"]
    within = (m for m in cast.within(source.span) if not text.startswith("@", m.span.start))
    if len(handles) != 1 or any(m.figure.kind == "person" for m in within):
        return None
    at = finding.paragraph.span_of(handles[0], handles[0])
    handle = text[slice(*at)]
    beside = re.search(rf" \({re.escape(handle)}\)", text, re.IGNORECASE)
    named = next(cast.before(beside.start() + 1), None) if beside else None
    if beside is not None and named is not None and named.span.end == beside.start():
        return named.figure
    return cast.named(handle, "person", at, handles[0])
