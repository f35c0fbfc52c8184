"""Reading: the rows of one generation of an edition, with what they say decoded."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from index.store import What
from index.stores.milvus.connection import Connection, Row, among, any_among
from index.stores.milvus.edition import CATALOGUE, LONGEST, SEARCHED, State

ARRAYS = ("names", "speakers")
_ASKED = 500  # values in one condition


class Reader:
    """Rows that are alive in the generation of ``state``. A row is a dict of the fields of its
    collection; ``payload`` is what it says, as JSON has it."""

    def __init__(self, connection: Connection, state: State) -> None:
        self.connection = connection
        self.state = state

    @property
    def alive(self) -> str:
        """The condition that a row is of this generation."""
        return f"born <= {self.state.generation} and died > {self.state.generation}"

    def collection(self, what: What) -> str:
        edition = self.state.edition
        return edition.passages if what == "passages" else edition.statements

    def looked_up(self, kind: str, **where: Collection[str]) -> list[Row]:
        """The rows of one kind in the catalogue of which each field has one of these keys."""
        rows = self._found(self.state.edition.catalogue, CATALOGUE, f'kind == "{kind}"', where)
        return self._decoded(rows)

    def searched(self, what: What, fields: Sequence[str], **where: Collection[str]) -> list[Row]:
        """The rows of passages or statements of which each field has one of these keys."""
        return self._decoded(self._found(self.collection(what), fields, "", where))

    def all(self, kind: str) -> list[Row]:
        """Every row of one kind in the catalogue."""
        condition = f'kind == "{kind}" and {self.alive}'
        catalogue = self.state.edition.catalogue
        fields = [field for field in CATALOGUE if field != "place"]
        return self._decoded(self.connection.scan(catalogue, condition, fields))

    def changed(self, kind: str, generation: int) -> list[Row]:
        """The rows of one kind that came or went after a generation, up to this one's."""
        since, until = generation, self.state.generation
        born, died = (f"({at} > {since} and {at} <= {until})" for at in ("born", "died"))
        condition = f'kind == "{kind}" and ({born} or {died})'
        fields = [field for field in CATALOGUE if field != "place"]
        rows = self.connection.scan(self.state.edition.catalogue, condition, fields)
        return self._decoded(rows)

    def scan(self, what: What, condition: str, fields: Sequence[str]) -> Iterator[Row]:
        """All rows of passages or statements that pass, not decoded."""
        condition = " and ".join(filter(None, [condition, self.alive]))
        return self.connection.scan(self.collection(what), condition, fields)

    def count(self, what: What, condition: str) -> int:
        """How many rows of passages or statements pass."""
        condition = f"{condition} and {self.alive}"
        return self.connection.count(self.collection(what), condition)

    def search(
        self,
        what: What,
        field: str,
        asked: object,
        n: int,
        condition: str,
        fields: Sequence[str],
    ) -> list[tuple[float, Row]]:
        """See ``Connection.search``."""
        condition = " and ".join(filter(None, [condition, self.alive]))
        return self.connection.search(self.collection(what), field, asked, n, condition, fields)

    def decoded(self, row: Row) -> Any:  # noqa: ANN401
        """What one row says, of its fields ``pk``, ``more`` and ``payload``."""
        return self._decoded([dict(row)])[0]["payload"]

    def _found(
        self, collection: str, fields: Sequence[str], given: str, where: dict[str, Collection[str]]
    ) -> Iterator[Row]:
        conditions = [given] if given else []
        most = max(where, key=lambda field: len(where[field]))
        for field, values in where.items():
            if not values:
                return
            if field != most:
                conditions.append(condition_of(field, values))
        values = sorted(where[most])
        seen: set[str] = set()
        for start in range(0, len(values), _ASKED):
            asked = condition_of(most, values[start : start + _ASKED])
            condition = " and ".join([*conditions, asked, self.alive])
            for row in self.connection.rows(collection, condition, fields):
                if row["pk"] not in seen:  # an array may have values of two conditions
                    seen.add(row["pk"])
                    yield row

    def _decoded(self, rows: Iterable[Row]) -> list[Row]:
        found = list(rows)
        long = [piece for row in found for piece in pieces_of(row)]
        pieces: dict[str, str] = {}
        for start in range(0, len(long), _ASKED):
            condition = among("pk", long[start : start + _ASKED])
            catalogue = self.state.edition.catalogue
            for row in self.connection.rows(catalogue, condition, ["pk", "payload"]):
                pieces[row["pk"]] = row["payload"]
        for row in found:
            for array in ARRAYS:
                if array in row:
                    row[array] = list(row[array])
            if "payload" in row:
                text = row["payload"] + "".join(pieces.get(piece, "") for piece in pieces_of(row))
                row["payload"] = json.loads(text)
        return found


def condition_of(field: str, values: Collection[str]) -> str:
    return any_among(field, values) if field in ARRAYS else among(field, values)


def encoded(payload: Any) -> list[str]:  # noqa: ANN401
    """What a row says, in pieces that fit a field. ASCII, so that characters are bytes."""
    text = json.dumps(payload, separators=(",", ":"))
    return [text[start : start + LONGEST] for start in range(0, len(text), LONGEST)]


def pieces_of(row: Row) -> list[str]:
    """The primary keys of the rows that hold what does not fit into this one."""
    return [f"{row['pk']}+{n}" for n in range(1, row.get("more", 0) + 1)]


def grouped(rows: Iterable[Row], field: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[field]].append(row)
    return found


PLAIN = tuple(field for field in SEARCHED if field not in ("words", "vector"))


class EmptyReader(Reader):
    """Of an index to which nothing was written yet."""

    def all(self, kind: str) -> list[Row]:  # noqa: ARG002
        return []

    def scan(self, *_: object) -> Iterator[Row]:
        return iter(())

    def count(self, *_: object) -> int:
        return 0

    def search(self, *_: object) -> list[tuple[float, Row]]:
        return []

    def _found(self, *_: object) -> Iterator[Row]:
        return iter(())
