"""Links: which speaker the profiles of the catalogue's documents are, kept up block by block."""

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from index.documents import Profile
from index.speakers import merge
from index.stores.words import beginnings

SpeakerRow = tuple[str, str, str | None, str, int, int]
Place = tuple[str, int]  # of a profile: document id, ordinal


class Links(NamedTuple):
    """The speakers of a block by id, as rows of the catalogue, and whose each profile is."""

    speakers: dict[str, SpeakerRow]
    profiles: dict[Place, str | None]


def relink(connection: sqlite3.Connection, blocks: Collection[str]) -> None:
    """Resolve the speakers of these blocks anew from their profiles; write what changed."""
    both = [(name, resolved(connection, name), linked(connection, name)) for name in sorted(blocks)]
    # All of the old go first: an id may have moved to another block.
    for _, true, stored in both:
        old = [id for id, row in stored.speakers.items() if true.speakers.get(id) != row]
        connection.executemany("DELETE FROM speakers WHERE id = ?", [(id,) for id in old])
    for block, true, stored in both:
        for id, row in true.speakers.items():
            if stored.speakers.get(id) != row:
                _insert(connection, id, block, row)
        connection.executemany(
            "UPDATE profiles SET speaker_id = ? WHERE document_id = ? AND ordinal = ?",
            [
                (id, *place)
                for place, id in true.profiles.items()
                if stored.profiles.get(place) != id
            ],
        )


def _insert(connection: sqlite3.Connection, id: str, block: str, row: SpeakerRow) -> None:
    connection.execute(
        "INSERT INTO speakers (id, block, name, kind, role, aliases, statement_count,"
        " document_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (id, block, *row),
    )
    name, _, _, aliases, _, _ = row
    connection.executemany(
        "INSERT INTO beginnings VALUES (?, ?)",
        [(start, id) for start in beginnings((name, *json.loads(aliases)))],
    )


def resolved(connection: sqlite3.Connection, block: str) -> Links:
    """What the block's profiles make of it; a speaker without a statement is none."""
    rows = connection.execute(
        "SELECT document_id, ordinal, statements, name, kind, role, aliases FROM profiles"
        " WHERE block = ? ORDER BY document_id, ordinal",
        (block,),
    ).fetchall()
    profiles = [
        Profile(name, kind, role, tuple(json.loads(aliases)))
        for _, _, _, name, kind, role, aliases in rows
    ]
    links = Links({}, {(document, ordinal): None for document, ordinal, *_ in rows})
    for speaker, members in merge(profiles) if profiles else ():
        speaking = [rows[n] for n in members if rows[n][2]]
        if not speaking:
            continue
        links.speakers[speaker.id] = (
            speaker.name,
            speaker.kind,
            speaker.role,
            json.dumps(speaker.aliases),
            sum(statements for _, _, statements, *_ in speaking),
            len({document for document, *_ in speaking}),
        )
        links.profiles.update({rows[n][:2]: speaker.id for n in members})
    return links


def linked(connection: sqlite3.Connection, block: str) -> Links:
    """What the catalogue has of it."""
    speakers = connection.execute(
        "SELECT id, name, kind, role, aliases, statement_count, document_count FROM speakers"
        " WHERE block = ?",
        (block,),
    )
    profiles = connection.execute(
        "SELECT document_id, ordinal, speaker_id FROM profiles WHERE block = ?", (block,)
    )
    return Links(
        {id: tuple(row) for id, *row in speakers},
        {(document, ordinal): id for document, ordinal, id in profiles},
    )
