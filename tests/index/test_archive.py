"""An archive holds a whole index; what is not one is refused, and nothing is lost."""

import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from index.store import BadArchive, Counts, IndexExists, StoreBusy
from index.stores import archive, catalogue
from index.stores.local import LocalStore
from tests.index.local import fill, nearest, text
from tests.index.samples import MANIFEST, entry, file


@pytest.fixture
def store(tmp_path):
    store = LocalStore(tmp_path / "data")
    fill(store, range(5))
    yield store
    store.close()


@pytest.fixture
def other(tmp_path):
    store = LocalStore(tmp_path / "other")
    yield store
    store.close()


def everything(store: LocalStore) -> tuple:
    with store.snapshot() as snapshot:
        documents = [snapshot.document(each.document.id) for each in snapshot.documents()]
        return documents, snapshot.files(), snapshot.speakers(), nearest(store, text(3))


def test_an_index_comes_back_as_it_was(store, other, tmp_path):
    said = store.export(tmp_path / "index.zip", folder="/news")
    assert (said.manifest, said.folder) == (MANIFEST, "/news")
    assert (said.counts.documents, said.counts.passages) == (5, 10)
    assert other.restore(tmp_path / "index.zip") == said
    assert everything(other) == everything(store)
    assert other.manifest == MANIFEST
    assert other.verify() == []
    fill(other, [7])
    assert other.verify() == []


def test_it_is_of_one_generation_while_the_writer_goes_on(store, other, tmp_path):
    before = everything(store)
    with store.snapshot() as snapshot:
        fill(store, range(3, 9), version=1)
        archive.write(snapshot, MANIFEST, tmp_path / "index.zip", None)
    other.restore(tmp_path / "index.zip")
    assert everything(other) == before
    assert everything(store) != before


def test_an_index_is_replaced_only_if_told_and_readers_follow(store, other, tmp_path):
    fill(other, [9])
    store.export(tmp_path / "index.zip")
    reader = LocalStore(other.folder)
    with reader.snapshot() as before:
        with pytest.raises(IndexExists):
            other.restore(tmp_path / "index.zip")
        other.restore(tmp_path / "index.zip", replace=True)
        assert before.counts().documents == 1
    with reader.snapshot() as after:
        assert after.counts().documents == 5
        assert after.generation > before.generation
    assert len(list(other.folder.glob("edition-*"))) == 1
    reader.close()


def test_while_another_writes_nothing_is_taken_in(store, other, tmp_path):
    store.export(tmp_path / "index.zip")
    with other.writer(MANIFEST), pytest.raises(StoreBusy):
        LocalStore(other.folder).restore(tmp_path / "index.zip", replace=True)


def test_an_index_without_anything_is_no_archive(other, tmp_path):
    with pytest.raises(FileNotFoundError):
        other.export(tmp_path / "index.zip")
    assert list(tmp_path.glob("*index*")) == []


OTHER = replace(MANIFEST, chunker="another")
Change = Callable[[dict[str, bytes]], None]


def about(**fields: object) -> Change:
    def change(members: dict[str, bytes]) -> None:
        said = json.loads(members["index.json"])
        members["index.json"] = json.dumps(said | fields).encode()

    return change


def edited(statement: str) -> Change:
    """With sizes and digest that are right: only the catalogue is not what it should be."""

    def change(members: dict[str, bytes]) -> None:
        with tempfile.NamedTemporaryFile() as copy:
            Path(copy.name).write_bytes(members["catalogue.sqlite"])
            with closing(sqlite3.connect(copy.name)) as connection, connection:
                connection.executescript(statement)
            data = Path(copy.name).read_bytes()
        members["catalogue.sqlite"] = data
        about(size=len(data), sha256=hashlib.sha256(data).hexdigest())(members)

    return change


def renamed(new: str) -> Change:
    def change(members: dict[str, bytes]) -> None:
        members[new] = members.pop("catalogue.sqlite")

    return change


def garbled(members: dict[str, bytes]) -> None:
    data = bytearray(members["catalogue.sqlite"])
    data[len(data) // 2] ^= 1
    members["catalogue.sqlite"] = bytes(data)


BAD: dict[str, tuple[Change, str]] = {
    "a path out of the folder": (renamed("../catalogue.sqlite"), "and this one does not"),
    "an absolute path": (renamed("/catalogue.sqlite"), "and this one does not"),
    "one file more": (lambda m: m.update(extra=b"x"), "and this one does not"),
    "another format": (about(format=2), "Another version"),
    "no format": (lambda m: m.update({"index.json": b"{}"}), "cannot be understood"),
    "no JSON": (lambda m: m.update({"index.json": b"["}), "cannot be understood"),
    "a list": (lambda m: m.update({"index.json": b"[]"}), "cannot be understood"),
    "a field more": (about(more=1), "cannot be understood"),
    "a size that is none": (about(size="many"), "cannot be understood"),
    "an endless description": (lambda m: m.update({"index.json": b" " * 99999}), "too long"),
    "more than it says": (about(size=10), "another size"),
    "other bytes": (garbled, "not the one that was put into it"),
    "another manifest": (about(manifest=asdict(OTHER)), "another manifest"),
    "an older catalogue": (edited("PRAGMA user_version = 1"), "older than this one"),
    "a newer catalogue": (edited("PRAGMA user_version = 99"), "a newer version"),
    "another program's": (edited("PRAGMA application_id = 1"), "is none"),
    "a trigger of its own": (
        edited("CREATE TRIGGER t AFTER INSERT ON files BEGIN DELETE FROM documents; END"),
        "made otherwise",
    ),
    "what does not agree": (edited("UPDATE passages SET text = 'never'"), "does not agree"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_what_is_not_sound_is_refused_and_what_is_served_stays(store, other, tmp_path, kind):
    change, reason = BAD[kind]
    path = tmp_path / "index.zip"
    store.export(path)
    with zipfile.ZipFile(path) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as bad:
        for name, data in members.items():
            bad.writestr(name, data)
    fill(other, [9])
    before = everything(other)
    there = {p for p in tmp_path.rglob("*") if not p.name.endswith(("-shm", "-wal"))}
    with pytest.raises(BadArchive, match=reason):
        other.restore(path, replace=True)
    assert everything(other) == before
    assert {p for p in tmp_path.rglob("*") if not p.name.endswith(("-shm", "-wal"))} == there


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04" + os.urandom(500)])
def test_what_is_no_archive_at_all_is_refused(other, tmp_path, data):
    (tmp_path / "index.zip").write_bytes(data)
    with pytest.raises(BadArchive, match="no archive of an index"):
        other.restore(tmp_path / "index.zip")
    assert list(other.folder.glob("edition-*")) == []


def test_an_archive_with_a_bit_turned_is_refused_or_gives_what_was_put_into_it(store, tmp_path):
    path = tmp_path / "index.zip"
    said = store.export(path)
    data = path.read_bytes()
    with zipfile.ZipFile(path) as whole:
        catalogued = whole.getinfo(catalogue.NAME)
    start = catalogued.header_offset + 30 + len(catalogue.NAME)
    refused = 0
    for n in range(64):
        turned = bytearray(data)
        turned[start + n * catalogued.compress_size // 64] ^= 1 << n % 8
        path.write_bytes(turned)
        (tmp_path / str(n)).mkdir()
        try:
            assert archive.unpack(path, tmp_path / str(n)) == said
        except BadArchive:
            refused += 1
    assert refused > 32


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_another_program_compressed_otherwise_is_refused(store, other, tmp_path, kind):
    path = tmp_path / "index.zip"
    store.export(path)
    with zipfile.ZipFile(path) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(path, "w", kind) as bad:
        for name, data in members.items():
            bad.writestr(name, data)
    with pytest.raises(BadArchive, match="compressed"):
        other.restore(path)


def test_an_archive_is_not_unpacked_beyond_the_room_there_is(store, other, tmp_path, monkeypatch):
    store.export(tmp_path / "index.zip")
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(archive.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(BadArchive, match="no room"):
        other.restore(tmp_path / "index.zip")
    with other.snapshot() as snapshot:
        assert snapshot.counts() == Counts()


def test_a_truncated_archive_is_refused(store, other, tmp_path):
    path = tmp_path / "index.zip"
    store.export(path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BadArchive):
        other.restore(path)
    each = entry("New words.")
    with other.writer(MANIFEST) as writer:
        writer.put(file("new.txt", each), each)
    assert other.verify() == []
    assert catalogue.NAME in {p.name for p in other.folder.rglob("*")}
