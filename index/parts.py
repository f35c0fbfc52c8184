"""Parts: what makes a store's entry of a file, from reader to embedder, and their manifest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.documents import Attribution, Document, Entity, Passage, Span, Statement
from index.embedding import Embedder
from index.readers import Fields, Readers, supported
from index.store import Entry, Manifest, Vectors


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

    def entry(self, document: Document) -> Entry:
        """All that is to be stored of a document."""
        analysis = self.analyse(document)
        passages = len(analysis.passages)
        vectors = self.encode(
            embedded(document, analysis.passages, analysis.attribution.statements)
        )
        return Entry(
            document=analysis.document,
            passages=analysis.passages,
            attribution=analysis.attribution,
            sentences=analysis.sentences,
            entities=analysis.entities,
            passage_vectors=vectors[:passages],
            statement_vectors=vectors[passages:],
        )


def embedded(
    document: Document, passages: Sequence[Passage], statements: Sequence[Statement]
) -> list[str]:
    """The texts that are embedded of a document: its passages, then its statements."""
    return [*(p.text for p in passages), *(_context(document, s) for s in statements)]


def _context(document: Document, statement: Statement) -> str:
    """What is embedded of a statement: its words with the sentence that reports them."""
    start = min(statement.sentence.start, statement.spans[0].start)
    end = max(statement.sentence.end, statement.spans[-1].end)
    return document.text[start:end]


def standard(embedder: Embedder, fields: Fields | None = None) -> Parts:
    """The parts of onrecord itself; ``fields`` are the names that JSON records go by.

    The parser's weights are loaded with the first document.
    """
    from index import attribution, passages
    from index.parsing import Parser

    parser = Parser()
    readers = Readers(fields)

    def analyse(document: Document) -> Analysis:
        parsed = parser.parse(document)
        return Analysis(
            document=replace(document, language=parsed.language),
            sentences=parsed.sentences,
            entities=parsed.entities,
            passages=passages.split(parsed),
            attribution=attribution.on_record(attribution.attribute(parsed)),
        )

    return Parts(
        manifest=Manifest(
            embedder.name,
            embedder.dimension,
            passages.CHUNKER,
            attribution.ATTRIBUTION,
            readers.version,
        ),
        supported=supported,
        read=readers.read,
        analyse=analyse,
        encode=embedder.encode,
    )
