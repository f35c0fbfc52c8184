"""Verification: is everything of an index in Milvus what the rest of it says? And mending it."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from index.difference import Difference
from index.documents import Document, Profile
from index.rulings import Rulings
from index.speakers import sighting
from index.store import Counts, What
from index.stores.milvus.connection import Row, key
from index.stores.milvus.edition import SEARCHED
from index.stores.milvus.entries import remove
from index.stores.milvus.links import joined_with, relink, resolved, speaker_row
from index.stores.milvus.reader import Reader, grouped
from index.stores.milvus.rows import day, document_of
from index.stores.milvus.snapshot import corrections_of
from index.stores.milvus.transaction import Transaction
from index.stores.milvus.words import joined

_KINDS: tuple[What, ...] = ("passages", "statements")


def differences(reader: Reader) -> list[Difference]:
    """Everything that is untrue. Reads the whole index, a document at a time."""
    rulings = Rulings(corrections_of(reader.looked_up("corrections", id=["all"])))
    files, documents = reader.all("file"), reader.all("document")
    profiles, speakers = reader.all("profile"), reader.all("speaker")
    found = list(_owners(reader, files, documents, profiles))
    found += _counts(reader, files, documents, speakers)
    by_document = grouped(profiles, "document")
    for row in documents:
        found += _document(reader, row, by_document[row["id"]])
    found += _speakers(reader, profiles, speakers, rulings)
    return found


def mend(change: Transaction, found: Collection[Difference], rulings: Rulings) -> Sequence[str]:
    """See ``index.store.Writer.mend``."""
    parts, done = {each.part for each in found}, []
    if "rows" in parts:
        _clean(change)
        done.append("Rows that belong to nothing were removed.")
    if parts & {"rows", "speakers"}:
        profiles = change.all("profile")
        relink(change, {row["payload"]["block"] for row in profiles}, rulings)
        for row in change.all("speaker"):
            if not change.find("profile", speaker=[row["id"]]):
                change.end("catalogue", row)
        done.append("All speakers were resolved anew.")
    return done


def _clean(change: Transaction) -> None:
    """Take out what belongs to nothing, and count what is there."""
    for row in change.all("file"):
        said = row["payload"]
        lost = said["document_id"] is not None and not change.find("document", id=[row["document"]])
        if lost or (said["document_id"] is None and said["error"] is None):
            change.end("catalogue", row)
    files = {row["document"] for row in change.all("file")}
    for row in change.all("document"):
        if row["id"] not in files:
            remove(change, [row["id"]])
    there = {row["id"] for row in change.all("document")}
    for kind in ("text", "profile"):
        for row in change.all(kind):
            if row["document"] not in there:
                change.end("catalogue", row)
    for what in _KINDS:
        owners = {row["document"] for row in change.reader.scan(what, "", ("document",))} - there
        for row in change.rows(what, document=owners):
            change.end(what, row)
    change.recount()


def _counts(
    reader: Reader, files: list[Row], documents: list[Row], speakers: list[Row]
) -> Iterator[Difference]:
    passages, statements = (sum(1 for _ in reader.scan(what, "", ("id",))) for what in _KINDS)
    true = Counts(len(documents), passages, statements, len(speakers), len(files))
    if true != reader.state.counts:
        yield Difference("state", f"says {reader.state.counts}, and there are {true}", "rows")


def _owners(
    reader: Reader, files: list[Row], documents: list[Row], profiles: list[Row]
) -> Iterator[Difference]:
    held = {row["document"] for row in files}
    there = Counter(row["id"] for row in documents)
    for id, n in there.items():
        if id not in held:
            yield Difference(f"document {id}", "no file holds it", "rows")
        if n > 1:
            yield Difference(f"document {id}", f"is there {n} times", "documents", id)
    for row in files:
        said = row["payload"]
        if said["document_id"] is None and said["error"] is None:
            yield Difference(f"file {said['path']}", "has neither a document nor an error", "rows")
        elif said["document_id"] is not None and key(said["document_id"]) not in there:
            yield Difference(f"file {said['path']}", "its document is not there", "rows")
    for what in _KINDS:
        for row in reader.scan(what, "", ("id", "document")):
            if row["document"] not in there:
                yield Difference(f"{what[:-1]} {row['id']}", "its document is not there", "rows")
    for row in profiles:
        if row["document"] not in there:
            yield Difference(f"profile {row['id']}", "its document is not there", "rows")


def _document(reader: Reader, row: Row, profiles: list[Row]) -> Iterator[Difference]:
    said, own = row["payload"], [row["id"]]
    texts = reader.looked_up("text", id=own)

    def wrong(where: str, what: str) -> Difference:
        return Difference(where, what, "documents", said["id"])

    if len(texts) != 1:
        yield wrong(f"document {said['id']}", "its text is not there")
        return
    document = document_of(row, texts[0]["payload"]["text"])
    speakers = {p["payload"]["ordinal"]: p["payload"]["speaker"] for p in profiles}
    for what in _KINDS:
        rows = reader.searched(what, SEARCHED, document=own)
        if len({each["id"] for each in rows}) != said[what] or len(rows) != said[what]:
            yield wrong(f"document {said['id']}", f"has {len(rows)} {what}, not {said[what]}")
        for each in rows:
            fault = _words(what, document, each) or _vector(each, reader)
            if fault:
                yield wrong(f"{what[:-1]} {each['id']}", fault)
            elif _led(what, each, speakers) != each["speakers"]:
                yield wrong(f"{what[:-1]} {each['id']}", "has other speakers than it should have")
    counted = Counter(
        each["payload"]["profile"]
        for each in reader.searched("statements", ("payload", "pk", "more"), document=own)
    )
    for each in profiles:
        said_by, where = each["payload"], f"profile {each['id']}"
        if said_by["statements"] != counted[said_by["ordinal"]]:
            yield wrong(where, f"has {counted[said_by['ordinal']]} statements")
        profile = Profile(
            said_by["name"], said_by["kind"], said_by["role"], tuple(said_by["aliases"])
        )
        true = sighting(profile, said_by["document"])
        if (true.block, key(true.block)) != (said_by["block"], each["block"]) or set(
            each["names"]
        ) != set(map(key, true.names)):
            yield wrong(where, "stands among the wrong names")


def _words(what: What, document: Document, row: Row) -> str | None:
    said, text = row["payload"], document.text
    if row["published"] != day(document.published):
        return "has another date than its document"
    if what == "passages":
        if text[row["start"] : row["stop"]] != said["text"]:
            return "is not what its offsets say"
        labelled = f"{said['label']}: {said['text']}" if said["label"] else said["text"]
    else:
        if said["title"] != document.title:
            return "has another title than its document"
        parts = filter(None, (said["cue"], said["source"], said["asked"]))
        spans = (*said["spans"], said["sentence"], *parts)
        if not all(0 <= start < end <= len(text) for start, end in spans):
            return "a span lies outside of its text"
        told = [" … ".join(text[slice(*span)] for span in said["spans"])]
        told += [text[slice(*(said[part] or (0, 0)))] for part in ("sentence", "asked")]
        if told != [said["text"], said["sentence_text"], said["asked_text"]]:
            return "its words are not what its spans say"
        labelled = said["text"]
    return None if row["words"] == joined(labelled) else "its words are not found"


def _vector(row: Row, reader: Reader) -> str | None:
    vector = np.array(row["vector"], np.float32)
    if len(vector) != reader.state.manifest.dimension:
        return f"its vector has {len(vector)} dimensions"
    norm = float(np.linalg.norm(vector))
    return None if abs(norm - 1.0) < 1e-3 else f"its vector has the length {norm}"


def _led(what: What, row: Row, speakers: dict[int, str | None]) -> list[str]:
    said = row["payload"]
    held = said["profiles"] if what == "passages" else [said["profile"]]
    return sorted({key(id) for n in held if n is not None and (id := speakers.get(n))})


def _speakers(
    reader: Reader, profiles: list[Row], speakers: list[Row], rulings: Rulings
) -> Iterator[Difference]:
    """Every speaker is resolved anew."""
    change = Transaction(reader.connection, reader.state)
    seen: set[str] = set()
    for block in sorted({row["payload"]["block"] for row in (*profiles, *speakers)}):
        if block in seen:
            continue
        joined_blocks = joined_with(change, [block], rulings)
        seen |= joined_blocks
        own = [row for row in profiles if row["payload"]["block"] in joined_blocks]
        stored = [row for row in speakers if row["payload"]["block"] in joined_blocks]
        true = resolved(change, own, stored, rulings)
        rows = {row["payload"]["id"]: speaker_row(row) for row in stored}
        for id in sorted(true.speakers.keys() | rows.keys()):
            if true.speakers.get(id) != rows.get(id):
                what = "is not what the documents' profiles make of it"
                yield Difference(f"speaker {id}", what, "speakers")
        for row in own:
            said = row["payload"]
            link = true.profiles[said["document"], said["ordinal"]]
            if (said["speaker"], said["rule"]) != link:
                what = "is linked to another speaker than it should be"
                yield Difference(f"profile {row['id']}", what, "speakers")
