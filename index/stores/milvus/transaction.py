"""A transaction: rows added and ended, seen at once by who makes it and by readers all together."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Literal

from index.store import Counts, What
from index.stores.milvus.connection import Connection, Row, key
from index.stores.milvus.edition import (
    FOREVER,
    SEARCHED,
    State,
    after,
    catalogue_row,
    write,
)
from index.stores.milvus.reader import ARRAYS, Reader, encoded, pieces_of

Table = Literal["catalogue", "passages", "statements"]
_TABLES: tuple[Table, ...] = ("passages", "statements", "catalogue")  # as they are written
_COUNTED = {"document": "documents", "file": "files", "speaker": "speakers"}


class Transaction:
    """Changes of an edition that is at ``state``. Nothing is written before ``commit``."""

    def __init__(self, connection: Connection, state: State) -> None:
        self.reader = Reader(connection, state)
        self._connection = connection
        self.state = state
        self.generation = after(state.generation)
        self._added: dict[Table, dict[str, Row]] = {table: {} for table in _TABLES}
        self._ended: dict[Table, dict[str, Row]] = {table: {} for table in _TABLES}
        self._counts = {name: getattr(state.counts, name) for name in Counts.__dataclass_fields__}

    def find(self, kind: str, **where: Collection[str]) -> list[Row]:
        """Rows of one kind in the catalogue, as they are by now; as ``Reader.looked_up``."""
        found = self.reader.looked_up(kind, **where)
        return self._now("catalogue", found, where, kind)

    def find_all(self, kind: str, **where: Collection[str]) -> list[Row]:
        """The same, and those that were there before this change."""
        found = self.reader.looked_up(kind, **where)
        return found + self._now("catalogue", [], where, kind)

    def all(self, kind: str) -> list[Row]:
        """Every row of one kind in the catalogue, as they are by now."""
        found = self.reader.all(kind)
        return self._now("catalogue", [row | {"place": [0.0, 0.0]} for row in found], {}, kind)

    def rows(self, what: What, **where: Collection[str]) -> list[Row]:
        """Rows of passages or statements, as they are by now, whole."""
        return self._now(what, self.reader.searched(what, SEARCHED, **where), where)

    def add(self, kind: str, id: str, payload: Any, **fields: Any) -> None:  # noqa: ANN401
        """A row of the catalogue. ``id`` and fields are keys."""
        row = catalogue_row(
            f"{kind}:{key(id)}@{self.generation}", kind=kind, id=key(id), payload=payload,
            born=self.generation, **fields,
        )  # fmt: skip
        self._add("catalogue", row)

    def add_searched(self, what: What, id: str, payload: Any, **fields: Any) -> None:  # noqa: ANN401
        """A row of passages or statements."""
        row = {
            "pk": f"{key(id)}@{self.generation}", "id": key(id), "born": self.generation,
            "died": FOREVER, "more": 0, "payload": payload, **fields,
        }  # fmt: skip
        self._add(what, row)

    def end(self, table: Table, row: Row) -> None:
        """Take a row out, which ``find`` or ``rows`` gave."""
        if self._added[table].pop(row["pk"], None) is None:
            self._ended[table][row["pk"]] = row
        self._count(table, row, -1)

    def replace(self, table: Table, row: Row, **fields: Any) -> None:  # noqa: ANN401
        """Put a row with other fields in the place of one that ``find`` or ``rows`` gave."""
        if row["pk"] in self._added[table]:
            self._added[table][row["pk"]] |= fields
            return
        self._ended[table][row["pk"]] = row
        renewed = f"{row['pk'].rpartition('@')[0]}@{self.generation}"
        self._added[table][renewed] = row | fields | {"pk": renewed, "born": self.generation}

    def recount(self) -> None:
        """Count all rows anew instead of going by the former counts."""
        self._counts = dict.fromkeys(self._counts, 0)
        for kind in _COUNTED:
            for row in self.all(kind):
                self._count("catalogue", row, 1)
        for what in ("passages", "statements"):
            gone, added = self._ended[what], self._added[what]
            there = (row for row in self.reader.scan(what, "", ("pk",)) if row["pk"] not in gone)
            self._counts[what] = len(added) + sum(1 for _ in there)

    def commit(self, **said: Any) -> State:  # noqa: ANN401
        """Write everything, the state last; gives it. ``said``: fields of the state."""
        collections = dict(zip(_TABLES, self.state.edition.all, strict=True))
        more: list[Row] = []
        for table, collection in collections.items():
            rows = [self._written(row, more) for row in self._added[table].values()]
            self._connection.upsert(collection, rows)
        self._connection.upsert(self.state.edition.catalogue, more)
        gone: list[Row] = []
        died = {"died": self.generation}
        for table, collection in collections.items():
            rows = [self._written(row, gone) | died for row in self._ended[table].values()]
            self._connection.upsert(collection, rows)
        self._connection.upsert(self.state.edition.catalogue, [row | died for row in gone])
        state = replace(
            self.state, generation=self.generation, counts=Counts(**self._counts), **said
        )
        write(self._connection, state)
        return state

    def _add(self, table: Table, row: Row) -> None:
        self._added[table][row["pk"]] = row
        self._count(table, row, 1)

    def _count(self, table: Table, row: Row, step: int) -> None:
        name = table if table != "catalogue" else _COUNTED.get(row["kind"])
        if name:
            self._counts[name] += step

    def _now(
        self, table: Table, found: list[Row], where: dict[str, Collection[str]], kind: str = ""
    ) -> list[Row]:
        kept = [row for row in found if row["pk"] not in self._ended[table]]
        added = (row for row in self._added[table].values() if not kind or row["kind"] == kind)
        return kept + [row for row in added if _passes(row, where)]

    def _written(self, row: Row, more: list[Row]) -> Row:
        """A row as Milvus has it; what does not fit into it goes into rows of its own."""
        first, *others = encoded(row["payload"])
        written = row | {"payload": first, "more": len(others)}
        if "vector" in row:
            written["vector"] = [float(x) for x in row["vector"]]
        more += [
            catalogue_row(pk, kind="more", payload=piece, document=row["document"],
                          born=row["born"], died=row["died"])
            for pk, piece in zip(pieces_of(written), others, strict=True)
        ]  # fmt: skip
        return written


def _passes(row: Row, where: dict[str, Collection[str]]) -> bool:
    return all(
        not set(row[field]).isdisjoint(values) if field in ARRAYS else row[field] in values
        for field, values in where.items()
    )
