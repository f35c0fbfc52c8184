"""Transfer: all of one store put into another, document by document."""

from collections.abc import Callable, Sequence

from index.corrections import Corrections
from index.store import Build, Entry, FileRecord, Manifest, Store, Writer
from index.stores.milvus.entries import entry_of
from index.stores.milvus.reader import Reader
from index.stores.milvus.rows import file_of
from index.stores.milvus.snapshot import corrections_of


def copy(reader: Reader, writer: Writer) -> None:
    """Put what a generation in Milvus holds into another store."""
    dimension = reader.state.manifest.dimension
    _put_all(
        sorted(map(file_of, reader.all("file")), key=lambda file: file.path),
        lambda document: entry_of(reader, document, dimension),
        corrections_of(reader.looked_up("corrections", id=["all"])),
        reader.state.last_build,
        writer,
    )


def take_in(store: Store, manifest: Manifest, writer: Writer) -> None:
    """Put what another store holds into Milvus."""
    with store.writer(manifest) as given, store.snapshot() as snapshot:
        build = snapshot.last_build()
        _put_all(given.files(), given.entry, given.corrections(), build, writer)


def _put_all(
    files: Sequence[FileRecord],
    entry: Callable[[str], Entry | None],
    corrections: Corrections,
    build: Build | None,
    writer: Writer,
) -> None:
    """Raises ValueError where a document is not sound."""
    writer.correct(corrections)
    put: set[str] = set()
    for file in files:
        if file.document_id is None or file.document_id in put:
            writer.point(file)
            continue
        found = entry(file.document_id)
        if found is None:
            raise ValueError(
                f"The document of {file.path} is not sound; `onrecord verify` mends it"
            )
        writer.put(file, found)
        put.add(file.document_id)
    writer.finish(build or Build(0.0, 0.0))
