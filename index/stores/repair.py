"""Repair: makes true again what verification found untrue of a catalogue.

What follows from other rows is made anew from them; rows that belong to nothing go. What only the
documents can tell is not for this module: they are put anew.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Set

from index.difference import Difference
from index.documents import Profile
from index.rulings import Rulings
from index.speakers import sighting
from index.store import StoreDamaged, What
from index.stores.catalogue import transaction
from index.stores.links import relink

_KINDS: tuple[What, ...] = ("passages", "statements")


def mend(
    connection: sqlite3.Connection, differences: Collection[Difference], rulings: Rulings
) -> list[str]:
    """See ``index.store.Writer.mend``. One transaction."""
    parts = {each.part for each in differences}
    if "pages" in parts:
        raise StoreDamaged("Pages of the catalogue are broken; only a rebuild makes it anew.")
    with transaction(connection):
        return list(_mended(connection, parts, rulings))


def _mended(connection: sqlite3.Connection, parts: Set[str], rulings: Rulings) -> Iterator[str]:
    if not parts - {"folder"}:
        return
    # First: a row that is taken out is taken out of the full text by its words.
    for what in _KINDS if parts & {"rows", "documents", "full text"} else ():
        table = f"{what[:-1]}_words"
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        yield f"The full text of the {what} was made anew."
    if "rows" in parts:
        _clean(connection)
        yield "Rows that belong to nothing were removed."
    if parts & {"rows", "speakers"}:
        _resolve(connection, rulings)
        yield "All speakers were resolved anew."
    # Every view, of this process and of others, is older than this and is made anew.
    connection.execute("UPDATE state SET logged_from = generation")
    connection.execute("DELETE FROM removals")
    yield "The views of the vectors were made anew."


def _clean(connection: sqlite3.Connection) -> None:
    """Take out what belongs to nothing, and what then does."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        if row is not None:
            connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
        elif table == "beginnings":
            connection.execute(
                "DELETE FROM beginnings WHERE speaker_id NOT IN (SELECT id FROM speakers)"
            )
        else:
            column = parent[:-1]  # holdings: of passages, of statements
            connection.execute(
                f"DELETE FROM {table} WHERE {column} NOT IN (SELECT row FROM {parent})"
            )
    connection.execute("DELETE FROM files WHERE document_id IS NULL AND error IS NULL")
    connection.execute(
        "DELETE FROM documents WHERE id NOT IN"
        " (SELECT document_id FROM files WHERE document_id IS NOT NULL)"
    )


def _resolve(connection: sqlite3.Connection, rulings: Rulings) -> None:
    """What is known of the profiles from their names and statements, and the speakers they are."""
    connection.execute("DELETE FROM callings")
    for document, ordinal, name, kind, role, aliases in connection.execute(
        "SELECT document_id, ordinal, name, kind, role, aliases FROM profiles"
    ).fetchall():
        true = sighting(Profile(name, kind, role, tuple(json.loads(aliases))), document)
        connection.execute(
            "UPDATE profiles SET block = ?, statements = (SELECT count(*) FROM statements s"
            " WHERE s.document_id = profiles.document_id AND s.profile = profiles.ordinal)"
            " WHERE document_id = ? AND ordinal = ?",
            (true.block, document, ordinal),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO callings VALUES (?, ?)",
            [(each, true.block) for each in true.names],
        )
    blocks = connection.execute("SELECT block FROM profiles UNION SELECT block FROM speakers")
    relink(connection, {block for (block,) in blocks}, rulings)
