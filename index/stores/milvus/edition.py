"""An edition: one whole index in three collections of Milvus, all of one manifest.

    <name>_e<number>_catalogue    what is looked up: files, documents and their texts, profiles,
                                  speakers, corrections; and the edition's state, one row
    <name>_e<number>_passages     with their vectors and the stems of their words
    <name>_e<number>_statements   the same

An alias, ``<name>``, leads to the catalogue of the edition that is served.

Every row but the state was born in a generation and died in one (``FOREVER``: not yet). What a
generation consists of are the rows with ``born <= generation < died``, so a change is: add rows
that are born in the next generation, say of others that they die in it, and then, in one step that
is done or not, write the state with this generation. Readers of earlier ones go on seeing all of
theirs, until the rows that died long ago are removed.
"""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from index.store import Build, Counts, Manifest, StoreDamaged, StoreOutdated
from index.stores.milvus.connection import CollectionMissing, Connection, Row

FORMAT = 2
NOTHING = Counts()
FOREVER = 2**62
LONGEST = 60_000  # bytes of one row's payload; Milvus takes 65,535
_STATE = 'pk == "state"'
_KEY = 1_024  # bytes
_NAMES = 1_024  # elements


class Edition(NamedTuple):
    """The names of an edition's collections."""

    prefix: str

    @property
    def catalogue(self) -> str:
        return f"{self.prefix}_catalogue"

    @property
    def passages(self) -> str:
        return f"{self.prefix}_passages"

    @property
    def statements(self) -> str:
        return f"{self.prefix}_statements"

    @property
    def all(self) -> tuple[str, str, str]:
        """The catalogue last: without it, an edition is none."""
        return (self.passages, self.statements, self.catalogue)


@dataclass(frozen=True, slots=True)
class State:
    """What an edition says of itself. ``retired``: when it was no longer served, in microseconds
    since the epoch. ``purged``: what died up to this generation may have been removed."""

    edition: Edition
    manifest: Manifest
    generation: int = 0
    counts: Counts = NOTHING
    last_build: Build | None = None
    retired: int | None = None
    purged: int = 0


def now() -> int:
    """Microseconds since the epoch: generations are numbered by the time of their commit."""
    return time.time_ns() // 1000


def after(generation: int) -> int:
    return max(generation + 1, now())


def create(connection: Connection, manifest: Manifest) -> State:
    """A new, empty edition."""
    edition = Edition(f"{connection.name}_e{now():x}")
    for collection in (edition.passages, edition.statements):
        connection.create(collection, *_searched(manifest.dimension))
    connection.create(edition.catalogue, *_looked_up())
    state = State(edition, manifest)
    write(connection, state)
    return state


def write(connection: Connection, state: State) -> None:
    """Put the state in the place of the former: the one step in which a change is made."""
    payload = json.dumps({"format": FORMAT, **asdict(state), "edition": state.edition.prefix})
    row = catalogue_row("state", kind="state", payload=payload)
    connection.upsert(state.edition.catalogue, [row])


def served(connection: Connection) -> State | None:
    """The edition that the alias leads to; None before the first."""
    try:
        return read(connection, connection.name)
    except CollectionMissing:
        return None


def read(connection: Connection, catalogue: str) -> State:
    """Raises CollectionMissing, StoreDamaged, StoreOutdated."""
    rows = connection.rows(catalogue, _STATE, ["payload"])
    if not rows:
        raise StoreDamaged(_advice(connection, f"{catalogue} does not say what it is"))
    given = json.loads(rows[0]["payload"])
    version = given.pop("format", 0)
    if version != FORMAT:
        kind = StoreOutdated if version < FORMAT else StoreDamaged
        older = "an older" if version < FORMAT else "a newer"
        raise kind(_advice(connection, f"{older} version of onrecord made it"))
    build = given.pop("last_build")
    return State(
        Edition(given.pop("edition")),
        Manifest(**given.pop("manifest")),
        counts=Counts(**given.pop("counts")),
        last_build=Build(**build) if build else None,
        **given,
    )


def editions(connection: Connection) -> Iterator[Edition]:
    """All there are, whole or not."""
    pattern = re.compile(
        rf"({re.escape(connection.name)}_e[0-9a-f]+)_(?:catalogue|passages|statements)"
    )
    found = filter(None, map(pattern.fullmatch, connection.collections()))
    yield from map(Edition, sorted({match[1] for match in found}))


def drop(connection: Connection, edition: Edition) -> None:
    there = set(connection.collections())
    for collection in reversed(edition.all):
        if collection in there:
            connection.drop(collection)


def recover(connection: Connection, state: State) -> None:
    """Undo what a writer left that was stopped before its commit: rows born after the state's
    generation go, and what was to die after it lives."""
    later, edition = state.generation, state.edition
    for collection in edition.all:
        fields = CATALOGUE if collection == edition.catalogue else SEARCHED
        dying = f"died > {later} and died < {FOREVER} and born <= {later}"
        rows = list(connection.scan(collection, dying, fields))
        connection.upsert(collection, [row | {"died": FOREVER} for row in rows])
        if connection.rows(collection, f"born > {later}", ["pk"]):
            connection.delete(collection, f"born > {later}")


def purge(connection: Connection, state: State, until: int) -> None:
    """Remove the rows that died up to this generation, which nobody reads any more."""
    for collection in state.edition.all:
        connection.delete(collection, f"died <= {until}")


def serve(connection: Connection, state: State) -> None:
    connection.alias(connection.name, state.edition.catalogue)


def catalogue_row(pk: str, *, kind: str, payload: str, **fields: Any) -> Row:  # noqa: ANN401
    """All fields of a row of the catalogue, those that are not given left empty."""
    empty: Row = {
        "id": "", "document": "", "block": "", "speaker": "", "names": [],
        "born": 0, "died": FOREVER, "more": 0,
    }  # fmt: skip
    return {**empty, "pk": pk, "kind": kind, "payload": payload, "place": [0.0, 0.0], **fields}


CATALOGUE = ("pk", "kind", "id", "document", "block", "speaker", "names", "born", "died", "more",
             "payload", "place")  # fmt: skip
SEARCHED = ("pk", "id", "document", "ordinal", "start", "stop", "published", "speakers", "born",
            "died", "more", "payload", "words", "vector")  # fmt: skip


def _looked_up() -> tuple[Any, Any]:
    """Schema and indexes of a catalogue. Milvus has no collection without a vector: ``place``."""
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("pk", DataType.VARCHAR, is_primary=True, max_length=_KEY)
    for name in ("kind", "id", "document", "block", "speaker"):
        schema.add_field(name, DataType.VARCHAR, max_length=_KEY)
    _add_array(schema, "names")
    _add_lifetime(schema)
    schema.add_field("place", DataType.FLOAT_VECTOR, dim=2)
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("place", index_type="FLAT", metric_type="L2")
    for name in ("kind", "id", "document", "block", "speaker"):
        indexes.add_index(name, index_type="INVERTED")
    return schema, indexes


def _searched(dimension: int) -> tuple[Any, Any]:
    """Schema and indexes of passages or statements."""
    from pymilvus import DataType, Function, FunctionType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("pk", DataType.VARCHAR, is_primary=True, max_length=_KEY)
    for name in ("id", "document"):
        schema.add_field(name, DataType.VARCHAR, max_length=_KEY)
    for name in ("ordinal", "start", "stop", "published"):
        schema.add_field(name, DataType.INT64)
    _add_array(schema, "speakers")
    _add_lifetime(schema)
    schema.add_field(
        "words", DataType.VARCHAR, max_length=65_535, enable_analyzer=True, enable_match=True,
        analyzer_params={"tokenizer": "standard"},
    )  # fmt: skip
    schema.add_field("weights", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
    schema.add_function(Function("bm25", FunctionType.BM25, ["words"], ["weights"]))
    indexes = MilvusClient.prepare_index_params()
    indexes.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    indexes.add_index("weights", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    for name in ("id", "document"):
        indexes.add_index(name, index_type="INVERTED")
    return schema, indexes


def _add_array(schema: Any, name: str) -> None:  # noqa: ANN401
    from pymilvus import DataType

    schema.add_field(
        name, DataType.ARRAY, element_type=DataType.VARCHAR, max_length=_KEY, max_capacity=_NAMES
    )


def _add_lifetime(schema: Any) -> None:  # noqa: ANN401
    from pymilvus import DataType

    for name in ("born", "died", "more"):
        schema.add_field(name, DataType.INT64)
    schema.add_field("payload", DataType.VARCHAR, max_length=65_535)


def _advice(connection: Connection, reason: str) -> str:
    return (
        f"The index {connection.name} in Milvus at {connection.place} cannot be read: {reason}. "
        "The documents are untouched; `onrecord index --rebuild` makes it anew."
    )
