"""Document → parsed document: paragraphs, sentences, named entities, language.

The parser is spaCy's small English model, run paragraph by paragraph so that no sentence crosses a
paragraph's end. What it is given has the document's characters one for one (line breaks as spaces,
quotation marks and dashes as their ASCII forms), so its offsets are the document's, shifted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING

from index.documents import Document, Entity, Span
from index.languages import is_english
from index.pipeline import Grammar, Splitter

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

PARSER = "en_core_web_sm-3.8.0"
_LONGEST = 20_000  # characters the parser is given at once; longer paragraphs are cut at a space
_REMEMBERED = 8_000_000  # characters of which the words are kept
_WRAPPED = 55, 100  # characters of a line between which it may be one that is wrapped
_FEW_LINES = 4  # which tell nothing about the others
_FULL = 0.7  # share of such a line's length, with the next word, from which on it is full
_FIRST = re.compile(r"[ \t]*\S+")  # word of a line
_ENDLESS = re.compile(r"\S{200,}")  # no word: a line of marks, an address, a script without spaces
_PLAIN = {n: " " for n in range(0x3001) if chr(n).isspace()} | str.maketrans("“”‘’–", "\"\"''-")
# "Okafor et al. argue": the parser ends a sentence there, and knows an "and co"
_OTHERS, _AND_OTHERS = re.compile(r"\bet al\.(?!\s+[\"A-Z]|\s*$)"), "and co"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and its parse. ``start`` is the offset of the parse in the document."""

    start: int
    doc: Doc = field(repr=False)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """All of them, made once: the parse makes each anew whenever it is asked."""
        return tuple(self.doc)

    @cached_property
    def span(self) -> Span:
        last = self.doc[-1]
        return Span(self.start, self.start + last.idx + len(last) + len(last.whitespace_))

    def span_of(self, first: Token, last: Token) -> Span:
        """The range from the first to the last token, in the document's offsets."""
        return Span(self.start + first.idx, self.start + last.idx + len(last))

    def within(self, span: Span) -> Run | None:
        """The tokens that lie wholly in a range of the document; None where none does."""
        return self._run(span, "contract")

    def touching(self, span: Span) -> Run | None:
        """The tokens of which anything lies in a range of the document; None where nothing does."""
        return self._run(span, "expand")

    def _run(self, span: Span, mode: str) -> Run | None:
        start, end = span.start - self.start, span.end - self.start
        return self.doc.char_span(start, end, alignment_mode=mode)


@dataclass(frozen=True)
class Parsed:
    """A document with its parse, in text order.

    An outline has sentences and neither names nor grammar; ``parser`` is who parses the whole.
    """

    document: Document
    paragraphs: tuple[Paragraph, ...]
    parser: Parser | None = None

    @cached_property
    def whole(self) -> Parsed:
        """The parse with names and grammar, made now where this is an outline."""
        return self if self.parser is None else self.parser.parse(self.document)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Ranges of the sentences, without the white space around them."""
        return tuple(s for p in self.paragraphs for s in _sentences(p))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        return tuple(
            Entity(p.start + e.start_char, p.start + e.end_char, e.label_)
            for p in self.paragraphs
            for e in p.doc.ents
        )

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that an offset of the document lies in."""
        number = bisect_right(self.paragraphs, offset, key=lambda p: p.start) - 1
        if number < 0 or offset >= self.paragraphs[number].span.end:
            return None
        return self.paragraphs[number]

    @cached_property
    def language(self) -> str | None:
        """The document's own word for it, else "en" where the words are English ones, else None."""
        if self.document.language:
            return self.document.language
        words = (t.text for p in self.paragraphs for t in p.doc if t.is_alpha)
        return "en" if is_english(words) else None


class Parser:
    """spaCy's English pipelines, each loaded on first use (the whole one takes a second).

    Of several threads one parses; who asks for outlines does not wait for it.
    """

    def __init__(self) -> None:
        self._grammar = _Pipeline(Grammar)
        self._splitter = _Pipeline(Splitter)

    def load(self) -> None:
        """Load the weights now instead of with the first document."""
        self._grammar.load()

    def parse(self, document: Document) -> Parsed:
        return Parsed(document, self._grammar.run(document.text))

    def outline(self, document: Document) -> Parsed:
        """Paragraphs and sentences alone, at a thirtieth of the cost. A sentence may end elsewhere
        than the whole parse has it."""
        return Parsed(document, self._splitter.run(document.text), self)


class _Pipeline:
    """A pipeline for one thread at a time.

    It keeps every word that it has met, so after some millions of characters it is loaded anew:
    what a long build takes stays flat.
    """

    def __init__(self, kind: type[Grammar | Splitter]) -> None:
        self._kind = kind
        self._lock = Lock()
        self._loaded: Grammar | Splitter | None = None
        self._read = 0  # characters since it was loaded

    def load(self) -> None:
        with self._lock:
            self._fresh("")

    def run(self, text: str) -> tuple[Paragraph, ...]:
        pieces = list(_pieces(text))
        with self._lock:
            docs = list(self._fresh(text).docs([piece for _, piece in pieces]))
        return tuple(Paragraph(start, doc) for (start, _), doc in zip(pieces, docs, strict=True))

    def _fresh(self, text: str) -> Grammar | Splitter:
        """The pipeline to run over ``text``. What is parsed already keeps its own words."""
        self._read += len(text)
        if self._loaded is None or self._read > _REMEMBERED:
            self._loaded = self._kind()
            self._read = len(text)
        return self._loaded


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs with their offsets, as the parser is given them.

    Each line is a paragraph, unless lines are wrapped: then paragraphs are what empty lines part,
    and lines that had room for what follows.
    """
    lengths = [len(line) for line in text.splitlines() if line.strip()]
    long = [n for n in lengths if _WRAPPED[0] < n < _WRAPPED[1]]
    most = len(long) > len(lengths) / 2 or _go_on(text)
    wrapped = "\n\n" in text and len(lengths) > _FEW_LINES and most
    full = _FULL * sum(long) / max(1, len(long)) if wrapped else 0
    start = line = 0
    for end in [m.start() for m in re.finditer(r"\n", text)] + [len(text)]:
        following = _FIRST.match(text, end + 1)
        if full and following and end - line + len(following[0]) >= full:
            line = end + 1  # which goes on in the next
            continue
        yield from _cut(text, start, end)
        start, line = end, end + 1


def _go_on(text: str) -> bool:
    """Whether most lines of a text that may be wrapped, of those with another right below, go on in
    that with a small letter: of a manual half may be headings, tables and commands."""
    lines = [line.strip() for line in text.splitlines()]
    below = [b for a, b in pairwise(lines) if b and _WRAPPED[0] < len(a) < _WRAPPED[1]]
    return len(below) > _FEW_LINES and sum(b[0].islower() for b in below) > len(below) / 2


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while start < end and (text[start].isspace() or text[start] == ">"):  # of a quoted message
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end:
        cut = end
        if end - start > _LONGEST:
            space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = space + 1 if space > 0 else start + _LONGEST
        plain = _ENDLESS.sub(_as_word, text[start:cut].translate(_PLAIN))
        yield start, _OTHERS.sub(_AND_OTHERS, plain)
        start = cut


def _as_word(run: re.Match[str]) -> str:
    """One word of the same length: the parser takes marks off a word's ends one by one, each time
    looking at all that is left."""
    return re.sub(r"\W", "x", run[0])


def _sentences(paragraph: Paragraph) -> Iterator[Span]:
    for sentence in paragraph.doc.sents:
        words = [t for t in sentence if not t.is_space]
        if words:
            yield paragraph.span_of(words[0], words[-1])
