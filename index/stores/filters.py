"""Filters as conditions of SQL."""

import json
from collections.abc import Iterable

from index.store import Filter, What

_SPEAKS: dict[What, str] = {
    "passages": """r.row IN (
        SELECT h.passage FROM profiles f
        JOIN statements s ON s.document_id = f.document_id AND s.profile = f.ordinal
        JOIN holdings h ON h.statement = s.row
        WHERE f.speaker_id IN (SELECT value FROM json_each(?)))""",
    # An index has both and the row, so that no statement need be read.
    "statements": """(r.document_id, r.profile) IN (
        SELECT f.document_id, f.ordinal FROM profiles f
        WHERE f.speaker_id IN (SELECT value FROM json_each(?)))""",
}


def condition_of(what: What, where: Filter) -> tuple[str, tuple[str, ...]]:
    """What a filter asks of a row ``r`` of passages or statements, and the values it names."""
    conditions, values = ["true"], list[str]()
    if where.speakers:
        conditions.append(_SPEAKS[what])
        values.append(listed(sorted(where.speakers)))
    if where.documents:
        conditions.append("r.document_id IN (SELECT value FROM json_each(?))")
        values.append(listed(sorted(where.documents)))
    if where.published_from or where.published_to:
        dates = []
        if where.published_from:
            dates.append("published >= ?")
            values.append(where.published_from.isoformat())
        if where.published_to:
            dates.append("published <= ?")
            values.append(where.published_to.isoformat())
        dated = f"SELECT id FROM documents WHERE {' AND '.join(dates)}"
        conditions.append(f"r.document_id IN ({dated})")
    if where.spoken_only and what == "statements":
        conditions.append("r.profile IS NOT NULL")  # a profile with a statement has a speaker
    return " AND ".join(conditions), tuple(values)


def listed(values: Iterable[str] | Iterable[int]) -> str:
    """Any number of values as one parameter, for json_each."""
    return json.dumps(list(values))
