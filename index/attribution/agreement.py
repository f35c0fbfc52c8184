"""What the tagger read and what the rules found → reports: findings with their sources, and the
evidence for each.

The tagger leads: it learnt from thousands of articles what people take for a quotation and for
its source. The rules stand by with what those articles hold too little of.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from index.attribution import lexicon
from index.attribution.assertions import is_aside
from index.attribution.block_quotations import to_blocks_end
from index.attribution.bystanders import is_cited_from, is_untold, was_asked, was_told
from index.attribution.contents import reading
from index.attribution.cues import is_according, is_in_words
from index.attribution.findings import Finding, sentence_of, whole
from index.attribution.quotations import holding, words
from index.attribution.sources import Source, before_suffix, link, whom_it_quotes, written_by
from index.attribution.tagger import Tagged
from index.attribution.trimming import (
    trimmed,
    uncited,
    uncontested,
    undated,
    unjoined,
    unled,
    unlinked,
    unlisted,
    unoccasioned,
    unreacted,
)
from index.documents import Span
from index.parsing import Paragraph, Parsed
from index.references import references

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

Sourced: TypeAlias = tuple[Finding, Source | None]
"""A finding, and the words that name whose it is; None where none do."""

_NEIGHBOURS = 12  # findings before and after that may be of the same words
_SAME = 0.5  # share of characters from which on two contents are one quotation


@dataclass(frozen=True)
class Report:
    """Something reported, and the words that name whose it is; None where none do.

    ``tagged`` and ``found`` are what the tagger and the rules say of it; at least one is there.
    ``nested``: the rules found it within another's words ("Austin said Kirby had warned that …").
    """

    finding: Finding
    source: Source | None
    tagged: Tagged | None
    found: Finding | None
    same_bounds: bool = False
    same_source: bool = False
    nested: bool = False


def agree(
    parsed: Parsed,
    found: Sequence[Sourced],
    tagged: Sequence[Tagged],
    quoted: Sequence[Span],
) -> list[Report]:
    """Reports in text order: one for each tagged quotation and for each finding besides."""
    found = sorted(found, key=lambda f: f[0].sentence)
    reports = _by_tagger(parsed, found, tagged, quoted)
    reports += _besides(found, reports)
    text = parsed.document.text
    cited = references(text)
    trim = (_trimmed(report, text, quoted) for report in reports)
    told = [
        r
        for r in trim
        if not (was_asked(r.finding, r.source, text) or was_told(r.finding, r.source))
        if not is_cited_from(r.found or r.finding, r.source, cited)
    ]
    return sorted(told, key=lambda r: r.finding.spans[0])


def _by_tagger(
    parsed: Parsed,
    found: Sequence[Sourced],
    tagged: Sequence[Tagged],
    quoted: Sequence[Span],
) -> list[Report]:
    """What the tagger reads, each with what the rules found of the same report."""
    starts = [f.sentence.start for f, _ in found]
    reports: list[Report] = []
    for one in tagged:
        as_finding = _as_finding(parsed, one, quoted)
        if as_finding is None:
            continue
        finding, source = as_finding
        finding, source = _at_hand(parsed, finding, source, reports, quoted)
        near = _near(found, starts, finding)
        twin = _twin(one, finding, near)
        if twin is None:
            reports.append(Report(finding, source, one, None))
            continue
        rules, theirs = twin
        if rules.floats and not rules.paragraph.span.holds(one.cue):
            continue  # in a conversation nobody is spoken for by the next one's cue
        if _inside(one.cue, finding.spans) and not _inside(one.cue, rules.spans):
            continue  # nobody reports the words of the report: the rules' finding stands alone
        same = bool(source and theirs and source.span.overlaps(theirs.span))
        alike = likeness(rules.spans, finding.spans) >= _SAME
        far = source is not None and not finding.sentence.holds(source.span)
        far = far and all(holding(quoted, s) for s in finding.spans)
        acts = rules.beside and source is not None  # a cue tells more than who is told of
        if theirs and not acts and (source is None or same or far or _is_subject(rules, theirs)):
            source = theirs
        finding = _alone(finding, rules, near, parsed.document.text, quoted)
        reports.append(Report(_bounds(finding, rules, near), source, one, rules, alike, same))
    return reports


def _besides(found: Sequence[Sourced], reports: Sequence[Report]) -> list[Report]:
    """What the rules found and the tagger did not."""
    taken = {report.found.place for report in reports if report.found is not None}
    by_tagger = sorted(reports, key=lambda r: r.finding.spans[0])
    first_words = [r.finding.spans[0].start for r in by_tagger]
    besides = []
    for finding, source in found:
        if finding.place in taken:
            continue
        ahead = bisect_right(first_words, finding.sentence.end)
        around = [r.finding for r in by_tagger[max(0, ahead - _NEIGHBOURS) : ahead]]
        nested = any(_inside(finding.cue_span, r.spans) for r in around)
        if not nested or tells(finding, source):
            besides.append(Report(finding, source, None, finding, nested=nested))
    return besides


def _trimmed(report: Report, text: str, quoted: Sequence[Span]) -> Report:
    finding, source = undated(report.finding, unlisted(report.source, text), text)
    finding = trimmed(finding, source, text, quoted)
    finding = unled(unoccasioned(unlinked(unreacted(finding, text), text), text), source, text)
    finding = uncited(uncontested(unjoined(finding, text), text), text)
    finding = to_blocks_end(_to_quotations_end(finding, text, quoted), text, quoted)
    untold = source is not None and is_untold(finding, source, quoted)
    return replace(report, finding=finding, source=None if untold else source)


def _to_quotations_end(finding: Finding, text: str, quoted: Sequence[Span]) -> Finding:
    """With the quotation of the same sentence that its words lead to: "dismissed it as a quarrel
    [“in a safety vest”]"."""
    if not finding.spans:
        return finding
    *before, last = finding.spans
    n = bisect_right(quoted, last.end, key=lambda q: q.start)
    if n == len(quoted) or text[last.end : quoted[n].start] != " ":
        return finding
    if text[last.end - 1] in '”"':
        return finding  # “a lie” “It is no lie,” another says
    end = quoted[n].end
    cued = finding.cue_span is not None and finding.cue_span.start > last.end
    if cued or end > finding.sentence.end:
        return finding
    return replace(finding, spans=(*before, Span(last.start, end)))


def unfloated(reports: Sequence[Report]) -> Iterator[Report]:
    """Reports in text order, without the quotations given to whoever spoke before that are part of
    what another report gives to its own source."""
    for n, report in enumerate(reports):
        around = reports[max(0, n - _NEIGHBOURS) : n + _NEIGHBOURS]
        if report.finding.cue is not None or not any(
            other is not report and _holds(other.finding, report.finding) for other in around
        ):
            yield report


def tells(finding: Finding, source: Source | None) -> bool:
    """Whether a report is one beyond doubt by its words alone: somebody by name, or he or she,
    said it, or it is told according to them, or to quote them, or leads to a quotation that is
    a paragraph."""
    if finding.cue is None or source is None:
        return False
    head = source.head
    named = head.pos_ == "PROPN" or head.lower_ in ("he", "she")
    named = named or any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in head.subtree)
    cue = finding.cue
    plain = cue.lemma_.lower() in lexicon.SPEAKING or is_according(cue) or is_in_words(cue)
    plain = plain or is_aside(cue)
    leads = any(not finding.paragraph.span.overlaps(span) for span in finding.spans)
    return named and (plain or leads)


def by_rules_alone(report: Report) -> Report | None:
    """What is left of a report without the tagger: None where the rules did not find it, or no
    source for it."""
    if report.found is None or not report.found.spans:
        return None
    source = report.source if report.tagged is None else link(report.found)
    return Report(report.found, source, None, report.found) if source else None


def _as_finding(parsed: Parsed, one: Tagged, quoted: Sequence[Span]) -> Sourced | None:
    """A tagged quotation in the parse's terms: the main words of its cue and of its source."""
    at_cue = parsed.paragraph_at(one.cue.start)
    at_source = parsed.paragraph_at(one.source.start) if one.source else at_cue
    cue = _root(at_cue, one.cue)
    if at_cue is None or at_source is None or cue is None:
        return None
    finding = Finding(
        at_source, one.contents, sentence_of(at_cue, cue), cue, one.cue, confidence=1.0
    )
    head = _root(at_source, one.source) if one.source else None
    source = Source(head, one.source) if head is not None and one.source else None
    source = before_suffix(source, at_source) if source else None
    finding = whole(parsed.document.text, finding, quoted)
    finding = replace(finding, spans=tuple(_near_cue(at_cue, cue, finding.spans, quoted)))
    kept = [_in_sentence(s, finding.sentence, quoted) for s in finding.spans]
    if any(finding.sentence.holds(s) for s in kept):
        kept = [
            s for s in kept if s.end > finding.sentence.start or any(q.overlaps(s) for q in quoted)
        ]
    uncut = [_uncut(s, one.cue, quoted) for s in kept]
    spans = tuple(dict.fromkeys(s for s in uncut if words(parsed.document.text, s)))
    return (replace(finding, spans=spans), source) if spans else None


def _at_hand(
    parsed: Parsed,
    finding: Finding,
    source: Source | None,
    reports: Sequence[Report],
    quoted: Sequence[Span],
) -> Sourced:
    """With the source beside words that are no quotation: where it stands in another paragraph,
    what their own verb is about; or, where it stands in a later one, the source of the report
    before in the same sentence: "He noted … and asked that …"."""
    cue, here = finding.cue, parsed.paragraph_at(finding.sentence.start)
    if source is None or cue is None or here is None or source.head.doc is cue.doc:
        return finding, source
    if any(q.overlaps(span) for span in finding.spans for q in quoted):
        return finding, source
    own = replace(finding, paragraph=here)
    if any(c.dep_ == "nsubj" for c in cue.children):
        return own, link(own)
    if source.span.start < finding.sentence.end:
        return finding, source
    last = reports[-1] if reports else None
    beside = last is not None and last.finding.sentence == finding.sentence
    return own, last.source if last is not None and beside else None


def _near_cue(
    paragraph: Paragraph, cue: Token, spans: Sequence[Span], quoted: Sequence[Span]
) -> Iterator[Span]:
    """What can be one cue's content: of another paragraph, quotations alone, between which and the
    cue's nobody else is quoted; where a colon leads to words, of no earlier one."""
    here = paragraph.span
    if cue.text.endswith(":") and any(span.start > paragraph.start + cue.idx for span in spans):
        spans = [span for span in spans if span.end > here.start]
    others = [q for q in quoted if not any(q.overlaps(span) for span in spans)]
    for span in spans:
        between = Span(min(span.end, here.end), max(span.start, here.start))
        alone = not any(between.holds(other) for other in others)
        if here.overlaps(span) or (alone and any(q.overlaps(span) for q in quoted)):
            yield span


def _in_sentence(span: Span, sentence: Span, quoted: Sequence[Span]) -> Span:
    """Words in no quotation marks, up to the end of the sentence that reports them."""
    if any(q.overlaps(span) for q in quoted) or not span.start < sentence.end < span.end:
        return span
    return Span(span.start, sentence.end)


def _uncut(span: Span, cue: Span, quoted: Sequence[Span]) -> Span:
    """The whole quotation, of a content that ends with one and starts within it."""
    for quotation in quoted:
        ends = quotation.holds(span) and quotation.end - span.end <= 1
        if ends and not quotation.holds(cue):
            return quotation
    return span


def _root(paragraph: Paragraph | None, span: Span) -> Token | None:
    """The main word of a range: the one on which the others depend."""
    if paragraph is None:
        return None
    run = paragraph.touching(span)
    return None if run is None else run.root


def _near(found: Sequence[Sourced], starts: Sequence[int], finding: Finding) -> Sequence[Sourced]:
    """What the rules found in the sentences of a finding and a few before and after it."""
    low = bisect_right(starts, min(finding.sentence.start, finding.spans[0].start))
    high = bisect_right(starts, max(finding.sentence.end, finding.spans[-1].end))
    return found[max(0, low - _NEIGHBOURS) : high + _NEIGHBOURS]


def _twin(one: Tagged, finding: Finding, found: Sequence[Sourced]) -> Sourced | None:
    """What the rules say of the same report: of the same cue, else of mostly the same words."""
    for pair in found:
        cue = pair[0].cue_span
        if cue is not None and cue.overlaps(one.cue):
            return pair
    beside = [f for f in found if not _inside(f[0].cue_span, finding.spans)]
    best = max(beside, key=lambda f: likeness(f[0].spans, finding.spans), default=None)
    return best if best and likeness(best[0].spans, finding.spans) >= _SAME else None


def _alone(
    finding: Finding,
    twin: Finding,
    found: Sequence[Sourced],
    text: str,
    quoted: Sequence[Span],
) -> Finding:
    """The tagger's finding without the quotations that are statements of their own: those that
    follow words of another report in their paragraph, or words of this one that are no quotation,
    "Kirby said there were three sites. “We have seen them.”"."""
    plain = not any(q.overlaps(s) for s in twin.spans for q in quoted)
    own = [
        span
        for f, _ in found
        if f.continues is not None and f.paragraph is f.continues.paragraph
        if plain or f.continues.place != twin.place
        for span in f.spans
    ]
    own += [span for f, _ in found if f.floats and f.place != twin.place for span in f.spans]
    own += [
        span
        for f, _ in found
        if (f.cue is not None or f.speaker is not None) and f.place != twin.place
        if not f.sentence.overlaps(finding.sentence)
        for span in f.spans
        if any(q.overlaps(span) for q in quoted)
    ]
    left = []
    for start, end in finding.spans:
        first = min((o.start for o in own if start < o.end and end > o.start), default=end)
        end = start + len(text[start : min(end, first)].rstrip()) if first < end else end
        left += [Span(start, end)] if words(text, Span(start, end)) else []
    return replace(finding, spans=tuple(left)) if left else finding


def _bounds(finding: Finding, twin: Finding, found: Sequence[Sourced]) -> Finding:
    """The better drawn of the tagger's and the rules' finding of one report.

    The rules' never cut a clause, and never run on into the next report ("… and added that …").
    But they draw them too narrow where a quotation goes on without a cue, or too far apart.
    """
    if not twin.spans:
        return finding
    beyond = [f for f, _ in found if not _holds(twin, f) and f != twin]
    if any(f.cue is None and _holds(finding, f) for f in beyond):
        return finding
    goes_on = any(not twin.paragraph.span.holds(s) for s in twin.spans) and _holds(twin, finding)
    if goes_on or (twin.cue is not None and is_according(twin.cue)):
        return twin
    runs_on = any(_inside(f.cue_span, finding.spans) for f in beyond)
    alike = likeness(twin.spans, finding.spans) >= _SAME
    return twin if alike or runs_on else finding


def _is_subject(finding: Finding, source: Source) -> bool:
    """Whether a source holds the subject of the very cue, or what the cue is said of ("a sign that
    says", "a letter from Kirby warning"), which the parse seldom gets wrong; or stands beside a
    quotation without a cue."""
    if finding.cue is None:
        return finding.speaker is not None
    if source.head.lemma_.lower() in lexicon.INSCRIBED and source.head == finding.cue.head:
        return True
    if source.head in (reading(finding.cue), written_by(finding.cue), whom_it_quotes(finding.cue)):
        return True
    if is_in_words(finding.cue):
        return True
    if finding.cue.dep_ == "pcomp" and finding.cue.head.lower_ == "as":
        return source.head.dep_ in ("nsubjpass", "dobj")  # "Kirby was quoted by Reuters as saying"
    subjects = (c for c in finding.cue.children if c.dep_ == "nsubj")
    return any(source.span.holds(finding.paragraph.span_of(c, c)) for c in subjects)


def _holds(outer: Finding, inner: Finding) -> bool:
    return all(any(o.holds(i) for o in outer.spans) for i in inner.spans)


def _inside(cue: Span | None, contents: Sequence[Span]) -> bool:
    return cue is not None and any(content.holds(cue) for content in contents)


def likeness(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of characters that two contents have in common (Jaccard)."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    total = sum(s.end - s.start for s in (*one, *other)) - common
    return common / total if total else 0.0
