"""``onrecord export`` and ``onrecord import``."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from api.cli import GOOD, MISUSE, NOTHING, complain
from api.plaintext import counted
from api.schemas.passages import StoredPassage
from api.schemas.statements import Statement
from api.service import Service
from api.settings import Settings
from index.documents import Document, Passage, StoredStatement
from index.store import Archived, BadArchive, Filter, IndexExists, Snapshot

_PAGE = 100  # documents


def export(settings: Settings, file: Path, *, force: bool) -> int:
    """The whole index into one file."""
    if str(file) == "-":
        return complain("lines alone go to standard output: --statements or --passages.")
    if complaint := _taken(file, force=force):
        return complain(complaint)
    print(f"{_told(Service(settings).export(file))} are in {file}")
    return GOOD


def export_lines(settings: Settings, file: Path, what: str, *, force: bool) -> int:
    """Statements or passages, a JSON object a line; "-" is standard output."""
    with Service(settings).store.snapshot() as snapshot:
        lines = _statements(snapshot) if what == "statements" else _passages(snapshot)
        return write_lines(file, lines, what[:-1], force=force)


def write_lines(file: Path, lines: Iterable[str], what: str, *, force: bool) -> int:
    """Into a file that is there whole or not at all; ``what`` a line is, in the singular."""
    if complaint := _taken(file, force=force):
        return complain(complaint)
    if str(file) == "-":
        for line in lines:
            print(line)
        return GOOD
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("w", encoding="utf-8") as out:
            number = sum(bool(out.write(f"{line}\n")) for line in lines)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    verb = "is" if number == 1 else "are"
    print(f"{counted(number, what)} {verb} in {file}", file=sys.stderr)
    return GOOD


def import_(settings: Settings, file: Path, *, force: bool) -> int:
    """The other way round, with all that was checked."""
    service = Service(settings)
    try:
        said = service.restore(file, replace=force)
    except IndexExists as error:
        return complain(f"{error} --force replaces it.", MISUSE)
    except BadArchive as error:
        return complain(f"{file}: {error}.", NOTHING)
    print(f"{_told(said)} are in {settings.data}, of the folder {service.documents}")
    return GOOD


def _taken(file: Path, *, force: bool) -> str | None:
    if str(file) == "-":
        return None
    if not file.parent.is_dir():
        return f"there is no folder {file.parent}."
    return f"{file} is there already; --force replaces it." if file.exists() and not force else None


def _told(said: Archived) -> str:
    counts = said.counts
    return (
        f"{counted(counts.documents, 'document')}, {counted(counts.passages, 'passage')} and "
        f"{counted(counts.statements, 'statement')}"
    )


def _statements(snapshot: Snapshot) -> Iterator[str]:
    for document, _ in _documents(snapshot):
        for each in _said(snapshot, document):
            yield Statement.of(each).model_dump_json(exclude={"score", "stance"})


def _passages(snapshot: Snapshot) -> Iterator[str]:
    for document, passages in _documents(snapshot):
        said = {passage.id: snapshot.statements_in([passage.id]) for passage in passages}
        for passage in passages:
            yield StoredPassage.of(document, passage, said[passage.id]).model_dump_json()


def _documents(snapshot: Snapshot) -> Iterator[tuple[Document, Sequence[Passage]]]:
    for offset in range(0, snapshot.counts().documents, _PAGE):
        for each in snapshot.documents(offset, _PAGE):
            yield each.document, snapshot.passages_of(each.document.id)


def _said(snapshot: Snapshot, document: Document) -> Sequence[StoredStatement]:
    only = Filter(documents=frozenset([document.id]))
    _, total = snapshot.statements_by(only, limit=0)
    return snapshot.statements_by(only, limit=total)[0]
