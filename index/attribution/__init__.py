"""Document → statements, in three stages a file each, readable in this order:

``findings.find``: what is reported, and by which cue; ``sources.link``: the words that name whose
words they are; ``resolution.Resolver``: the speaker those words stand for.
"""

from index.attribution.findings import find
from index.attribution.mentions import Cast, Figure
from index.attribution.quotations import kind
from index.attribution.resolution import Resolved, Resolver, may_speak
from index.attribution.sources import Source, link
from index.documents import Attribution, Span, Statement
from index.parsing import Parsed

ATTRIBUTION = "rules-3"
_ENGLISH = "en"


def attribute(parsed: Parsed) -> Attribution:
    """The statements of a document, in text order, and the profiles of those who make them.

    A document in another language than English has none: no statement is better than a wrong one.
    """
    if not (parsed.language or "").lower().startswith(_ENGLISH):
        return Attribution((), ())
    findings, quoted = find(parsed)
    cast = Cast(parsed)
    resolver = Resolver(parsed, cast)
    text = parsed.document.text
    known: dict[tuple[Span, Span | None], tuple[Source | None, Resolved]] = {}
    statements: list[Statement] = []
    figures: dict[Figure, int] = {}
    for finding in findings:
        if finding.continues is not None:
            source, resolved = known.get(finding.continues.place, (None, Resolved(None, 0.5)))
        else:
            source = link(finding)
            if source is not None and not may_speak(finding, source):
                continue
            resolved = resolver.resolve(finding, source) if source else Resolved(None, 0.6)
        known[finding.place] = source, resolved
        if source is None or (source.head.lower_ == "it" and resolved.figure is None):
            continue  # "it was reported that …" puts nobody on record
        figure = resolved.figure
        if figure is not None:
            figure.sources.add(text[source.span.start : source.span.end])
        statements.append(
            Statement(
                spans=finding.spans,
                sentence=finding.sentence,
                kind=kind(text, finding.spans, quoted),
                cue=finding.cue_span,
                source=source.span,
                source_text=text[source.span.start : source.span.end],
                speaker=None if figure is None else figures.setdefault(figure, len(figures)),
                confidence=round(finding.confidence * resolved.certainty, 3),
            )
        )
    kept = (s for s in statements if not any(_within(s, other) for other in statements))
    return Attribution(tuple(kept), tuple(f.profile() for f in figures))


def _within(inner: Statement, outer: Statement) -> bool:
    """Whether a speaker's words are part of other words of theirs: "…, which he said would …"."""
    return (
        inner is not outer
        and inner.speaker is not None
        and inner.speaker == outer.speaker
        and inner.spans != outer.spans
        and all(any(o.holds(i) for o in outer.spans) for i in inner.spans)
    )
