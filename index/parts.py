"""Parts: what makes a store's entry of a file, from reader to embedder, and their manifest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.documents import Attribution, Document, Entity, Passage, Span, Statement
from index.embedding import Embedder
from index.inference import cores
from index.readers import Fields, Readers, supported
from index.store import UNATTRIBUTED, Entry, Manifest, Vectors


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is found in a document before it is embedded."""

    document: Document
    sentences: Sequence[Span]
    entities: Sequence[Entity]
    passages: Sequence[Passage]
    attribution: Attribution


@dataclass(frozen=True, slots=True)
class Parts:
    """``read`` raises ``index.readers.Unreadable``; the others have no error of their own."""

    manifest: Manifest
    supported: Callable[[Path], bool]
    read: Callable[[Path, bytes], Document]
    analyse: Callable[[Document], Analysis]
    encode: Callable[[Sequence[str]], Vectors]

    @property
    def room(self) -> int:
        """How many documents may be made at once."""
        return cores() + 2

    def made(self, path: Path, data: bytes) -> tuple[Document, Entry]:
        """A file's document, and all that is to be stored of it. Raises Unreadable."""
        document = self.read(path, data)
        return document, self.entry(document)

    def entry(self, document: Document, former: Entry | None = None) -> Entry:
        """All that is to be stored of a document.

        What it has in common with ``former``, an earlier version of it by the same manifest, is not
        embedded again.
        """
        analysis = self.analyse(document)
        passages = len(analysis.passages)
        texts = embedded(document, analysis.passages, analysis.attribution.statements)
        vectors = self._encode(texts, _vectors(former) if former else {})
        return Entry(
            document=analysis.document,
            passages=analysis.passages,
            attribution=analysis.attribution,
            sentences=analysis.sentences,
            entities=analysis.entities,
            passage_vectors=vectors[:passages],
            statement_vectors=vectors[passages:],
        )

    def _encode(self, texts: Sequence[str], known: Mapping[str, Vectors]) -> Vectors:
        new = list(dict.fromkeys(text for text in texts if text not in known))
        made = dict(zip(new, self.encode(new), strict=True)) if new else {}
        vectors = np.empty((len(texts), self.manifest.dimension), np.float32)
        for n, text in enumerate(texts):
            vectors[n] = made[text] if text in made else known[text]
        return vectors


def embedded(
    document: Document, passages: Sequence[Passage], statements: Sequence[Statement]
) -> list[str]:
    """The texts that are embedded of a document: its passages, then its statements."""
    return [*(p.labelled for p in passages), *(_context(document, s) for s in statements)]


def _vectors(entry: Entry) -> Mapping[str, Vectors]:
    """The vector of every text that was embedded of an entry: shape (dimension,)."""
    texts = embedded(entry.document, entry.passages, entry.attribution.statements)
    return dict(zip(texts, (*entry.passage_vectors, *entry.statement_vectors), strict=True))


def _context(document: Document, statement: Statement) -> str:
    """What is embedded of a statement: its words with the sentence that reports them, behind the
    question that they answer."""
    start = min(statement.sentence.start, statement.spans[0].start)
    end = max(statement.sentence.end, statement.spans[-1].end)
    words = document.text[start:end]
    return f"{document.text[slice(*statement.asked)]} {words}" if statement.asked else words


def standard(embedder: Embedder, fields: Fields | None = None, *, attributed: bool = True) -> Parts:
    """The parts of onrecord itself; ``fields`` are the names that JSON records go by. Where it is
    not ``attributed``, no statements are looked for, and of a document only the outline is parsed.

    The parser's weights are loaded with the first document.
    """
    from index import attribution, passages
    from index.parsing import Parser

    parser = Parser()
    readers = Readers(fields)

    def analyse(document: Document) -> Analysis:
        parsed = parser.parse(document) if attributed else parser.outline(document)
        found = attribution.attribute(parsed) if attributed else Attribution((), ())
        return Analysis(
            document=replace(document, language=parsed.language),
            sentences=parsed.sentences,
            entities=parsed.entities,
            passages=passages.split(parsed),
            attribution=attribution.on_record(found),
        )

    return Parts(
        manifest=Manifest(
            embedder.name,
            embedder.dimension,
            passages.CHUNKER,
            attribution.ATTRIBUTION if attributed else UNATTRIBUTED,
            readers.version,
        ),
        supported=supported,
        read=readers.read,
        analyse=analyse,
        encode=embedder.encode,
    )
