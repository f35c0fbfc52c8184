"""Links: which speaker the profiles of the documents are, kept up block by block.

Statements and passages have the ids of their speakers with them, so that a search can filter by
them; where a link changes, the rows concerned are written anew.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from index.documents import Profile, Rule
from index.rulings import Rulings
from index.speakers import sighting
from index.stores.links import Links, ProfileRow, SpeakerRow, closure, resolve
from index.stores.milvus.connection import Row, key
from index.stores.milvus.transaction import Transaction


def relink(change: Transaction, blocks: Collection[str], rulings: Rulings) -> None:
    """Resolve the speakers of these blocks anew from their profiles; write what changed."""
    joined = joined_with(change, blocks, rulings)
    profiles = change.find("profile", block=list(map(key, joined)))
    speakers = change.find("speaker", block=list(map(key, joined)))
    true = resolved(change, profiles, speakers, rulings)
    stored = {row["payload"]["id"]: row for row in speakers}
    for id, row in stored.items():
        if id not in true.speakers:
            change.end("catalogue", row)
    for id, speaker in true.speakers.items():
        if id not in stored:
            change.add("speaker", id, said_of(id, speaker), block=key(speaker[0]))
        elif speaker_row(stored[id]) != speaker:
            payload = said_of(id, speaker)
            change.replace("catalogue", stored[id], payload=payload, block=key(speaker[0]))
    _lead(change, profiles, true)


def joined_with(change: Transaction, blocks: Collection[str], rulings: Rulings) -> set[str]:
    """These blocks and all that acronyms or corrections join with them, near or far, or did before
    this change: where the last of a name goes, what was joined by it comes apart."""

    def names_of(some: set[str], _: Collection[str]) -> Iterable[str]:
        rows = change.find_all("profile", block=list(map(key, some)))
        return (name for row in rows for name in _names(row))

    return closure(blocks, rulings, names_of, lambda names: called(change, names))


def called(change: Transaction, names: Iterable[str]) -> set[str]:
    """The blocks that hold a profile of one of these names, or did before this change."""
    rows = change.find_all("profile", names=list(map(key, names)))
    return {row["payload"]["block"] for row in rows}


def resolved(
    change: Transaction, profiles: Collection[Row], speakers: Collection[Row], rulings: Rulings
) -> Links:
    """What the profiles of some blocks make of them; ``speakers`` are those the blocks have."""
    files = change.find("file", id=list(map(key, rulings.paths)))
    paths: dict[str, list[str]] = defaultdict(list)
    for said in sorted((row["payload"] for row in files), key=lambda said: str(said["path"])):
        if said["document_id"] is not None:
            paths[said["document_id"]].append(said["path"])
    rows = sorted(map(_profile_row, profiles))
    # Nearly all ids are free at the first try, so all are looked up at once.
    first = set(map(key, resolve(rows, paths, rulings, lambda _: False).speakers))
    own = {row["id"] for row in speakers}
    others = {row["id"] for row in change.find("speaker", id=first)}

    def taken(id: str) -> bool:
        if key(id) in own:
            return False
        return key(id) in others if key(id) in first else bool(change.find("speaker", id=[key(id)]))

    return resolve(rows, paths, rulings, taken)


def speaker_row(row: Row) -> SpeakerRow:
    said = row["payload"]
    return (
        said["block"], said["name"], said["kind"], said["role"], json.dumps(said["aliases"]),
        said["statements"], said["documents"],
    )  # fmt: skip


def said_of(id: str, speaker: SpeakerRow) -> dict[str, Any]:
    block, name, kind, role, aliases, statements, documents = speaker
    return {
        "id": id, "block": block, "name": name, "kind": kind, "role": role,
        "aliases": json.loads(aliases), "statements": statements, "documents": documents,
    }  # fmt: skip


def _profile_row(row: Row) -> ProfileRow:
    said = row["payload"]
    return (
        said["document"], said["ordinal"], said["statements"], said["name"], said["kind"],
        said["role"], json.dumps(said["aliases"]),
    )  # fmt: skip


def _names(row: Row) -> tuple[str, ...]:
    said = row["payload"]
    profile = Profile(said["name"], said["kind"], said["role"], tuple(said["aliases"]))
    return sighting(profile, said["document"]).names


def _lead(change: Transaction, profiles: Collection[Row], true: Links) -> None:
    """Write the links of profiles, and the speakers of what they said."""
    changed: dict[str, dict[int, str | None]] = defaultdict(dict)  # by document: ordinal, speaker
    for row in profiles:
        said = row["payload"]
        link: tuple[str | None, Rule | None] = true.profiles[said["document"], said["ordinal"]]
        if (said["speaker"], said["rule"]) == link:
            continue
        if said["speaker"] != link[0]:
            changed[row["document"]][said["ordinal"]] = link[0]
        payload = said | {"speaker": link[0], "rule": link[1]}
        change.replace("catalogue", row, payload=payload, speaker=key(link[0]) if link[0] else "")
    if not changed:
        return
    speakers = {
        (row["document"], row["payload"]["ordinal"]): row["payload"]["speaker"]
        for row in change.find("profile", document=changed)
    }
    for row in change.rows("statements", document=changed):
        profile = row["payload"]["profile"]
        if profile in changed[row["document"]]:
            id = speakers[row["document"], profile]
            payload = row["payload"] | {"speaker": id}
            change.replace("statements", row, payload=payload, speakers=[key(id)] if id else [])
    for row in change.rows("passages", document=changed):
        held = row["payload"]["profiles"]
        if not changed[row["document"]].keys().isdisjoint(held):
            found = {speakers[row["document"], profile] for profile in held} - {None}
            change.replace("passages", row, speakers=sorted(map(key, found)))
