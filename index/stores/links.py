"""Links: which speaker the profiles of the catalogue's documents are, kept up block by block.

Blocks that an acronym or a correction joins are resolved together.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, count
from typing import NamedTuple

from index.clusters import OF_BODIES, Sighting
from index.documents import Profile, Rule, SpeakerKind
from index.rulings import Rulings
from index.speakers import merge, sighting
from index.stores.filters import listed
from index.stores.words import beginnings

SpeakerRow = tuple[str, str, str, str | None, str, int, int]  # as in the catalogue, without the id
Place = tuple[str, int]  # of a profile: document id, ordinal
ProfileRow = tuple[str, int, int, str, SpeakerKind, str | None, str]  # place, statements, profile
_AMONG = "IN (SELECT value FROM json_each(?))"


class Links(NamedTuple):
    """The speakers of some blocks by id, and whose each profile is, with the reason."""

    speakers: dict[str, SpeakerRow]
    profiles: dict[Place, tuple[str | None, Rule | None]]


def relink(connection: sqlite3.Connection, blocks: Collection[str], rulings: Rulings) -> None:
    """Resolve the speakers of these blocks anew from their profiles; write what changed."""
    joined = joined_with(connection, blocks, rulings)
    true, stored = resolved(connection, joined, rulings), linked(connection, joined)
    old = [(id,) for id, row in stored.speakers.items() if true.speakers.get(id) != row]
    connection.executemany("DELETE FROM speakers WHERE id = ?", old)
    for id, row in true.speakers.items():
        if stored.speakers.get(id) != row:
            _insert(connection, id, row)
    connection.executemany(
        "UPDATE profiles SET speaker_id = ?, rule = ? WHERE document_id = ? AND ordinal = ?",
        [
            (*link, *place)
            for place, link in true.profiles.items()
            if stored.profiles.get(place) != link
        ],
    )
    empty = joined - blocks_of(connection, joined)
    connection.execute(f"DELETE FROM callings WHERE block {_AMONG}", [listed(empty)])


def joined_with(
    connection: sqlite3.Connection, blocks: Collection[str], rulings: Rulings
) -> set[str]:
    """These blocks and all that acronyms or corrections join with them, near or far."""

    def names_of(some: set[str], among: Collection[str]) -> Iterable[str]:
        query = (
            f"SELECT DISTINCT name FROM callings WHERE block {_AMONG}"
            f" AND (name {_AMONG} OR name GLOB '{OF_BODIES}*')"
        )
        rows = connection.execute(query, [listed(some), listed(among)])
        return [name for (name,) in rows]

    return closure(blocks, rulings, names_of, lambda names: called(connection, names))


def closure(
    blocks: Collection[str],
    rulings: Rulings,
    names_of: Callable[[set[str], Collection[str]], Iterable[str]],
    called: Callable[[Iterable[str]], set[str]],
) -> set[str]:
    """The same for any store: ``names_of`` gives the names of some blocks' profiles, at least those
    among the given ones and those that are blocks of acronyms, and ``called`` the blocks that hold
    a profile of one of some names."""
    groups: dict[str, set[str]] = defaultdict(set)
    for group in rulings.groups:
        names = {name for name, _ in group.keys}
        for name in names:
            groups[name] |= names
    found, last = set(blocks), set(blocks)
    while last:
        names = set(names_of(last, groups))
        reached = {block for block in last if block.startswith(OF_BODIES)}
        reached = reached.union(*(groups.get(name, ()) for name in names))
        last = called(reached) | {name for name in names if name.startswith(OF_BODIES)}
        last -= found
        found |= last
    return found


def called(connection: sqlite3.Connection, names: Iterable[str]) -> set[str]:
    """The blocks that hold a profile of one of these names."""
    query = f"SELECT DISTINCT block FROM callings WHERE name {_AMONG}"
    return {block for (block,) in connection.execute(query, [listed(names)])}


def blocks_of(connection: sqlite3.Connection, blocks: Collection[str]) -> set[str]:
    """Those of these blocks that hold a profile."""
    query = f"SELECT DISTINCT block FROM profiles WHERE block {_AMONG}"
    return {block for (block,) in connection.execute(query, [listed(blocks)])}


def _insert(connection: sqlite3.Connection, id: str, row: SpeakerRow) -> None:
    connection.execute(
        "INSERT INTO speakers (id, block, name, kind, role, aliases, statement_count,"
        " document_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (id, *row),
    )
    _, name, _, _, aliases, _, _ = row
    connection.executemany(
        "INSERT INTO beginnings VALUES (?, ?)",
        [(start, id) for start in beginnings((name, *json.loads(aliases)))],
    )


def resolved(connection: sqlite3.Connection, blocks: Collection[str], rulings: Rulings) -> Links:
    """What the blocks' profiles make of them; a speaker without a statement is none."""
    rows = connection.execute(
        "SELECT document_id, ordinal, statements, name, kind, role, aliases FROM profiles"
        f" WHERE block {_AMONG} ORDER BY document_id, ordinal",
        [listed(blocks)],
    ).fetchall()
    elsewhere = f"SELECT 1 FROM speakers WHERE id = ? AND block NOT {_AMONG}"

    def taken(id: str) -> bool:
        return connection.execute(elsewhere, (id, listed(blocks))).fetchone() is not None

    return resolve(rows, _paths(connection, rulings.paths), rulings, taken)


def resolve(
    rows: Sequence[ProfileRow],
    paths: Mapping[str, Sequence[str]],
    rulings: Rulings,
    taken: Callable[[str], bool],
) -> Links:
    """The speakers of profiles, which come by document and ordinal. ``paths``: of the files that
    hold a document; ``taken``: whether a speaker of other blocks has an id."""
    seen: list[Sighting] = [
        sighting(_profile(*profile), document, paths.get(document, ()))
        for document, _, _, *profile in rows
    ]
    links = Links({}, {(document, ordinal): (None, None) for document, ordinal, *_ in rows})
    for speaker, members, rules in merge(seen, rulings):
        speaking = [rows[n] for n in members if rows[n][2]]
        if not speaking:
            continue
        numbered = chain([speaker.id], (f"{speaker.id}-{n}" for n in count(2)))
        id = next(id for id in numbered if id not in links.speakers and not taken(id))
        links.speakers[id] = (
            min(seen[n].block for n in members),
            speaker.name,
            speaker.kind,
            speaker.role,
            json.dumps(speaker.aliases),
            sum(statements for _, _, statements, *_ in speaking),
            len({document for document, *_ in speaking}),
        )
        links.profiles.update(
            {rows[n][:2]: (id, rule) for n, rule in zip(members, rules, strict=True)}
        )
    return links


@lru_cache(maxsize=65536)
def _profile(name: str, kind: SpeakerKind, role: str | None, aliases: str) -> Profile:
    """Of a row; a speaker of many documents has few that differ."""
    return Profile(name, kind, role, tuple(json.loads(aliases)))


def linked(connection: sqlite3.Connection, blocks: Collection[str]) -> Links:
    """What the catalogue has of them."""
    speakers = connection.execute(
        "SELECT id, block, name, kind, role, aliases, statement_count, document_count"
        f" FROM speakers WHERE block {_AMONG}",
        [listed(blocks)],
    )
    profiles = connection.execute(
        f"SELECT document_id, ordinal, speaker_id, rule FROM profiles WHERE block {_AMONG}",
        [listed(blocks)],
    )
    return Links(
        {id: tuple(row) for id, *row in speakers},
        {(document, ordinal): (id, rule) for document, ordinal, id, rule in profiles},
    )


def _paths(connection: sqlite3.Connection, paths: Collection[str]) -> dict[str, list[str]]:
    """Which of these files hold which document."""
    held: dict[str, list[str]] = defaultdict(list)
    if paths:
        query = f"SELECT document_id, path FROM files WHERE path {_AMONG} ORDER BY path"
        for document, path in connection.execute(query, [listed(paths)]):
            held[document].append(path)
    return held
