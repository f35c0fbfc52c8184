"""Documents in a line, for the tests of the index: 'John Kirby: "Words."' is a statement of his,
and answers what is asked before it.

A passage is a paragraph, a vector is made from the words by hashing: texts that share words are
near.
"""

import hashlib
import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from index import readers
from index.documents import Attribution, Document, Passage, Profile, Span, Statement
from index.interrogatives import asked_at_end
from index.parts import Analysis, Parts
from index.store import Build, Entry, FileRecord, Manifest, Store, Vectors

DIMENSION = 16
MANIFEST = Manifest("hashed-words", DIMENSION, "paragraphs-1", "colons-1")

_SAID = re.compile(r'([A-Z][\w ]+)(:) "([^"]*)"')


def encode(texts: Sequence[str]) -> Vectors:
    """Shape (n, DIMENSION), float32, L2-normalised."""
    vectors = np.full((len(texts), DIMENSION), 0.01, np.float32)
    for row, text in zip(vectors, texts, strict=True):
        for word in re.findall(r"\w+", text.lower()):
            digest = hashlib.sha256(word.encode()).digest()
            row += np.frombuffer(digest[:DIMENSION], np.uint8) / np.float32(128) - 1
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def document(text: str, title: str = "A title", published: date | None = None) -> Document:
    id = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Document(id, title, text, published)


def passages(document: Document) -> tuple[Passage, ...]:
    found = re.finditer(r"[^\n]+", document.text)
    return tuple(
        Passage(f"{document.id}-p{n}", document.id, m.start(), m.end(), m[0])
        for n, m in enumerate(found)
    )


def attribution(document: Document) -> Attribution:
    names: list[str] = []
    statements = []
    for match in _SAID.finditer(document.text):
        if match[1] not in names:
            names.append(match[1])
        statements.append(
            Statement(
                spans=(Span(*match.span(3)),),
                sentence=Span(*match.span()),
                kind="direct",
                cue=Span(*match.span(2)),
                source=Span(*match.span(1)),
                source_text=match[1],
                speaker=None if match[1] == "Officials" else names.index(match[1]),
                confidence=0.9,
                asked=asked_at_end(document.text, Span(0, match.start())),
            )
        )
    return Attribution(tuple(statements), tuple(Profile(name, "person") for name in names))


def entry_of(document: Document) -> Entry:
    parts, said = passages(document), attribution(document)
    words = [" ".join(document.text[slice(*s)] for s in each.spans) for each in said.statements]
    return Entry(
        document=document,
        passages=parts,
        attribution=said,
        sentences=[Span(p.start, p.end) for p in parts],
        entities=[],
        passage_vectors=encode([p.text for p in parts]),
        statement_vectors=encode(words),
    )


def entry(text: str, title: str = "A title", published: date | None = None) -> Entry:
    return entry_of(document(text, title, published))


def file(path: str, entry: Entry) -> FileRecord:
    data = entry.document.text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return FileRecord(path, len(data), 1, digest, entry.document.id)


KIRBY = entry('John Kirby: "They would be legitimate targets."', title="Targets")
AUSTIN = entry('Lloyd Austin: "It is a serious issue."\nKirby: "We have seen it."', title="Ships")
BUILD = Build(started=1.0, finished=2.0)


def titles(store: Store) -> list[str]:
    """Of the documents that a store has."""
    with store.snapshot() as snapshot:
        return [each.document.title for each in snapshot.documents()]


class Workshop:
    """Parts with the real readers and an analysis that is cheap; notes which texts it was given,
    and which of their passages and statements to embed.

    A text that holds the word "unanalysable" makes it fail.
    """

    def __init__(self, manifest: Manifest = MANIFEST) -> None:
        self.analysed: list[str] = []
        self.embedded: list[str] = []
        self.parts = Parts(manifest, readers.supported, readers.read, self._analyse, self._encode)

    def _analyse(self, document: Document) -> Analysis:
        self.analysed.append(document.text)
        if "unanalysable" in document.text:
            raise ZeroDivisionError("the analysis has a flaw")
        made = entry_of(document)
        return Analysis(document, made.sentences, made.entities, made.passages, made.attribution)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return encode(texts)
