"""The words of a source → the speaker they stand for."""

from index.attribution.findings import Finding
from index.attribution.mentions import Cast
from index.attribution.resolution import Resolver
from index.attribution.sources import Source
from index.documents import Span
from index.parsing import Parsed
from tests.index.parsed import parse


def resolve(text: str, words: str, *, head: str | None = None) -> tuple[str | None, float]:
    """Who the last of some words in a text stand for, and how sure that is."""
    parsed = parse(text)
    start = text.rindex(words)
    source = Span(start, start + len(words))
    resolver = Resolver(parsed, Cast(parsed))
    at = text.index(head, start) if head else start + len(words) - 1
    found = resolver.resolve(*asked(parsed, source, at))
    return (found.figure.name if found.figure else None), found.certainty


def asked(parsed: Parsed, source: Span, at: int) -> tuple[Finding, Source]:
    """A source and what it would report, by the word at an offset."""
    paragraph = next(p for p in parsed.paragraphs if p.span.start <= at < p.span.end)
    token = next(t for t in paragraph.doc if paragraph.start + t.idx + len(t) > at)
    sentence = paragraph.span_of(token.sent[0], token.sent[-1])
    return Finding(paragraph, (), sentence, None, None, 1.0), Source(token, source)
