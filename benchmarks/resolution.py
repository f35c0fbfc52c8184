"""How often a source is led to the right speaker, the finding of quotations left aside.

    python -m benchmarks.resolution [FOLDER]

FOLDER (default ../shared) holds ``data/attribution/NAME/dev.jsonl`` and the scorer,
``score/score_attribution.py``, which says when two names are the same. Every hand-labelled
quotation is handed to the resolver with its own source, in text order; a source that is led to
nobody counts by its own words, as in the scorer. "silver" is the answer another system gave,
which is wrong about as often as the resolver differs from it. The sets are not part of the project.
"""

from __future__ import annotations

import json
import runpy
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from index.attribution.choice import Choice
from index.attribution.findings import Finding
from index.attribution.mentions import Cast
from index.attribution.resolution import Resolver
from index.attribution.sources import Source
from index.documents import Document, Span
from index.parsing import Paragraph, Parsed, Parser

if TYPE_CHECKING:
    from spacy.tokens import Token

SETS = ("polnear", "gum_news")
_PRONOUNS = frozenset("he she they it i we you who".split())


class Quote(TypedDict, total=False):
    """A labelled quotation; offsets are code points of the document's text."""

    content: list[list[int]]
    cue: list[int] | None
    source: list[int] | None
    source_kind: str | None
    speaker: str | None
    speaker_from: str | None
    speaker_silver: str | None
    speaker_aliases: list[str] | None


class Labelled(TypedDict):
    """A document of a set."""

    doc_id: str
    title: str
    text: str
    quotes: list[Quote]


SameName = Callable[[str, str | None, list[str] | None], bool]


@dataclass(frozen=True)
class Case:
    """One labelled source: its words, whose they are, where that is known from, and the answer."""

    words: str
    form: str
    speaker: str
    aliases: list[str]
    origin: str
    place: int
    resolved: Choice


def cases(parsed: Parsed, quotes: list[Quote]) -> Iterator[Case]:
    """The labelled sources of a document and what the resolver makes of them."""
    resolver = Resolver(parsed, Cast(parsed))
    for quote in sorted(quotes, key=_order):
        if not (span := quote.get("source")):
            continue
        start, end = span
        paragraph = _paragraph(parsed, start)
        tokens = _tokens(paragraph, start, end) if paragraph else []
        if paragraph is None or not tokens:
            continue
        source = paragraph.span_of(tokens[0], tokens[-1])
        head = paragraph.doc[tokens[0].i : tokens[-1].i + 1].root
        cue = _tokens(paragraph, *at) if (at := quote.get("cue")) else []
        finding = Finding(
            paragraph,
            tuple(Span(*s) for s in quote["content"]),
            paragraph.span_of(head.sent[0], head.sent[-1]),
            cue[0] if cue else None,
            paragraph.span_of(cue[0], cue[-1]) if cue else None,
            1.0,
        )
        words = parsed.document.text[start:end]
        yield Case(
            words,
            _form(head, words, quote.get("source_kind") or ""),
            quote.get("speaker") or quote.get("speaker_silver") or "",
            quote.get("speaker_aliases") or [],
            (quote.get("speaker_from") or "gold") if quote.get("speaker") else "silver",
            start,
            resolver.resolve(finding, Source(head, source)),
        )


def _order(quote: Quote) -> tuple[int, int]:
    """Text order, with what holds others before them."""
    spans = quote["content"]
    return spans[0][0], -spans[-1][1]


def _form(head: Token, words: str, kind: str) -> str:
    if words.casefold() in _PRONOUNS or kind == "pronoun":
        return "pronoun"
    named = kind in ("name", "org") or head.pos_ == "PROPN"
    return "name" if named else "description"


def _paragraph(parsed: Parsed, at: int) -> Paragraph | None:
    return next((p for p in parsed.paragraphs if p.span.start <= at < p.span.end), None)


def _tokens(paragraph: Paragraph, start: int, end: int) -> list[Token]:
    first, last = start - paragraph.start, end - paragraph.start
    return [t for t in paragraph.doc if t.idx < last and t.idx + len(t) > first]


def read(path: Path) -> list[Labelled]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared").resolve()
    scorer = shared / "score" / "score_attribution.py"
    if not scorer.exists():
        sys.exit(f"{scorer} is not there; name the folder of the sets")
    same: SameName = runpy.run_path(str(scorer))["same_name"]
    parser = Parser()
    for name in SETS:
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        taken = 0.0
        for labelled in read(shared / "data" / "attribution" / name / "dev.jsonl"):
            document = Document(labelled["doc_id"], labelled["title"], labelled["text"])
            parsed = parser.parse(document)
            start = time.perf_counter()
            found = list(cases(parsed, labelled["quotes"]))
            taken += time.perf_counter() - start
            for case in found:
                figure = case.resolved.figure
                right = int(same(case.speaker, figure.name if figure else case.words, case.aliases))
                if case.speaker:
                    row = counts[f"{case.form}, {case.origin}"]
                    row[0] += 1
                    row[1] += figure is not None
                    row[2] += right
                    row[3] += right * (figure is not None)
        print(f"\n{name} (dev), {taken:.1f} s after the parse")
        for form, (n, given, right, led) in sorted(counts.items()):
            shares = f"{right / n:6.1%} right, {led / max(given, 1):6.1%} of the {given} led"
            print(f"{form:24} {shares}, n {n}")


if __name__ == "__main__":
    main()
