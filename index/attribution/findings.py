"""The first stage of attribution: parsed document → what is reported, and by which cue.

What a cue's grammar governs (``contents``) comes first; quotation marks then correct and extend it,
and a quotation without a cue of its own goes on from the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.contents import asserted, clause_around, clause_of_noun, complement, owned
from index.attribution.quotations import quotations, words
from index.documents import Span
from index.parsing import Paragraph, Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_LONGEST_GAP = 14  # tokens between a quotation and its cue: a name with its role, an adverb
_QUOTING = lexicon.CLAUSE_CUES | lexicon.AS_CUES  # what a quotation may be the content of
_SCARE_WORDS = 3  # quotations up to this long, on their own, are scare quotes or titles


@dataclass(frozen=True)
class Finding:
    """Something reported. ``cue`` is the word that reports it, None for a floating quotation.

    A floating quotation belongs to the speaker of ``continues``, an earlier finding. ``agent`` is
    the verb whose subject speaks, where that is not the cue itself.
    """

    paragraph: Paragraph
    spans: tuple[Span, ...]
    sentence: Span
    cue: Token | None
    cue_span: Span | None
    confidence: float
    continues: Finding | None = None
    agent: Token | None = None

    @property
    def place(self) -> tuple[Span, Span | None]:
        """What it keeps while its spans are corrected."""
        return self.sentence, self.cue_span


def find(parsed: Parsed) -> tuple[tuple[Finding, ...], tuple[Span, ...]]:
    """Everything reported, in text order, and the quotations of the document."""
    text = parsed.document.text
    quoted = quotations(text, [p.span for p in parsed.paragraphs])
    found: list[Finding] = []
    for paragraph in parsed.paragraphs:
        inside = [q for q in quoted if paragraph.span.holds(q)]
        reported = list(_participles(paragraph, list(_by_cue(paragraph, inside))))
        reported = list(_with_quotations(text, paragraph, reported, inside, found))
        found += sorted(reported, key=lambda f: f.spans[0])
    return tuple(found), quoted


def _by_cue(paragraph: Paragraph, quoted: Sequence[Span]) -> Iterator[Finding]:
    """What stands in a clause or phrase that a cue governs."""
    for token in paragraph.doc:
        at = paragraph.span_of(token, token)
        if any(q.holds(at) for q in quoted):
            continue
        content: set[Token] = set()
        confidence = 0.0
        lemma = token.lemma_.lower()
        last = token
        if _is_according(token):
            content, confidence = clause_around(token), 0.92
            if token.i + 1 < len(paragraph.doc) and token.nbor().lower_ == "to":
                last = token.nbor()
        elif token.pos_ == "VERB" and asserted(token):
            content, confidence = complement(token, lemma)
        elif token.pos_ == "NOUN" and lemma in lexicon.NOUN_CUES and owned(token):
            content, confidence = clause_of_noun(token), 0.7
        if content or (token.pos_ == "VERB" and asserted(token) and lemma in _QUOTING):
            spans = _ranges(paragraph, content)
            yield Finding(
                paragraph,
                spans,
                _sentence(paragraph, token),
                token,
                paragraph.span_of(token, last),
                confidence if spans else 0.9,
            )


def _is_according(token: Token) -> bool:
    """ "according to …" and "per Kirby", which is not the "per" of "60 miles per hour"."""
    if token.dep_ not in ("prep", "ROOT", "advcl", "pcomp"):
        return False
    named = (c.ent_type_ in ("PERSON", "ORG") for c in token.children if c.dep_ == "pobj")
    return token.lower_ == "according" or (token.lower_ == "per" and any(named))


def _participles(paragraph: Paragraph, reported: Sequence[Finding]) -> Iterator[Finding]:
    """ "rejected the claims that …, calling them …": the participle after the comma goes on with
    the main verb's subject, whatever the parse hangs it on, and is no part of its content.
    """
    held = list(reported)
    for n, finding in enumerate(held):
        cue = finding.cue
        if cue is None or cue.tag_ != "VBG" or not cue.i or cue.nbor(-1).text != ",":
            continue
        comma = paragraph.span_of(cue.nbor(-1), cue.nbor(-1))
        for m, other in enumerate(held):
            if other.cue is None or other.cue.i >= cue.i or other.sentence != finding.sentence:
                continue
            if any(span.holds(comma) for span in other.spans):
                cut = [Span(a, min(b, comma.start)) for a, b in other.spans if a < comma.start]
                held[m] = replace(other, spans=tuple(cut))
                held[n] = replace(finding, agent=other.agent or other.cue)
                break
    yield from held


def _ranges(paragraph: Paragraph, tokens: set[Token]) -> tuple[Span, ...]:
    """Neighbouring tokens as ranges, bare of the punctuation at their edges."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = []
    for run in runs:
        while run and (run[0].is_space or run[0].text in (",", ".", ";", ":", "-", "--", "—", ")")):
            run.pop(0)
        while run and (
            run[-1].is_space
            or run[-1].dep_ == "cc"  # "…, and his spokesman added": the join is nobody's word
            or run[-1].text in (",", ";", ":", "-", "--", "—", ".", "(")
        ):
            run.pop()
        if any(t.is_alpha or t.like_num for t in run):
            spans.append(paragraph.span_of(run[0], run[-1]))
    return tuple(spans)


def _sentence(paragraph: Paragraph, token: Token) -> Span:
    inside = [t for t in token.sent if not t.is_space]
    return paragraph.span_of(inside[0], inside[-1])


def _with_quotations(
    text: str,
    paragraph: Paragraph,
    reported: Sequence[Finding],
    quoted: Sequence[Span],
    before: Sequence[Finding],
) -> Iterator[Finding]:
    """Give each quotation to its cue; one without a cue goes on from the one before it."""
    held = list(reported)
    latest: int | None = None
    for quotation in quoted:
        taken = [n for n, f in enumerate(held) if any(s.overlaps(quotation) for s in f.spans)]
        owner = _owner(paragraph, held, quotation, quoted)
        if owner is None and taken:
            owner = min(taken, key=lambda n: abs(held[n].spans[0].start - quotation.start))
        if owner is not None:
            held[owner] = _joined(text, held[owner], quotation)
            latest = owner
        elif words(text, quotation) <= _SCARE_WORDS:
            continue
        elif latest is not None and _follows(text, held[latest], quotation):
            held[latest] = _joined(text, held[latest], quotation)
        elif earlier := (
            _speaking_just_before(text, held, quotation)
            or _speaking_before(text, paragraph, before, quotation)
        ):
            held.append(
                Finding(paragraph, (quotation,), quotation, None, None, 0.7, continues=earlier)
            )
            latest = len(held) - 1
    yield from (_whole(text, f, quoted) for f in held if f.spans)


def _owner(
    paragraph: Paragraph, held: Sequence[Finding], quotation: Span, quoted: Sequence[Span]
) -> int | None:
    """The finding whose cue introduces or follows the quotation in its own sentence."""
    best: tuple[int, int] | None = None
    for number, finding in enumerate(held):
        cue = finding.cue
        if cue is None or cue.lower_ in ("according", "per") or cue.pos_ == "NOUN":
            continue
        at = paragraph.span_of(cue, cue)
        lo, hi = (
            (quotation.end, at.start) if at.start >= quotation.end else (at.end, quotation.start)
        )
        if any(lo <= q.start < hi for q in quoted if q != quotation):
            continue
        gap = [t for t in paragraph.doc if lo <= paragraph.start + t.idx < hi and not t.is_space]
        closing = quotation.end <= at.start
        if len(gap) > _LONGEST_GAP or any(t.text in ".!?;" for t in gap):
            continue
        if closing and any(t.pos_ in ("VERB", "AUX") and t.dep_ == "ROOT" for t in gap):
            continue
        if closing and finding.spans and finding.spans[0].start >= at.end:
            continue  # a cue with content of its own after it: the quotation before is another's
        if not closing and not _leads_to(gap):
            continue
        if best is None or len(gap) < best[1]:
            best = (number, len(gap))
    return best[0] if best else None


def _leads_to(gap: Sequence[Token]) -> bool:
    """Whether the words between a cue and a quotation lead to it: "said, ", "told reporters: "."""
    marks = [t for t in gap if t.text in (",", ":")]
    others = [t for t in gap if t.text not in (",", ":")]
    return bool(marks) or len(others) <= 4


def _joined(text: str, finding: Finding, quotation: Span) -> Finding:
    """The finding with the quotation among its spans.

    A parse that cut the quotation up, or took little beyond it, gives way to the quotation itself.
    """
    spans = [s for s in finding.spans if not quotation.holds(s)]
    for n, span in enumerate(spans):
        if not span.overlaps(quotation):
            continue
        outside = [
            Span(span.start, min(span.end, quotation.start)),
            Span(max(span.start, quotation.end), span.end),
        ]
        if sum(words(text, o) for o in outside if o.end > o.start) >= 2:
            merged = Span(min(span.start, quotation.start), max(span.end, quotation.end))
            return replace(finding, spans=(*spans[:n], merged, *spans[n + 1 :]))
        spans[n] = quotation
        return replace(finding, spans=tuple(sorted(set(spans))))
    return replace(finding, spans=tuple(sorted([*spans, quotation])))


def _whole(text: str, finding: Finding, quoted: Sequence[Span]) -> Finding:
    """The finding with no quotation that it ends in, or starts in, cut in two, and no span that
    goes on where another ends."""
    spans: list[Span] = []
    for span in finding.spans:
        start, end = span
        for quotation in quoted:
            if quotation.start < end < quotation.end and start <= quotation.start:
                end = quotation.end
            elif quotation.start < start < quotation.end < end:
                start = quotation.start
        if spans and not words(text, Span(spans[-1].end, max(start, spans[-1].end))):
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return replace(finding, spans=tuple(spans))


def _follows(text: str, finding: Finding, quotation: Span) -> bool:
    """ "A," she said. "B.": nothing but the cue's sentence end stands between the two."""
    end = max(
        finding.spans[-1].end, finding.sentence.end, finding.cue_span.end if finding.cue_span else 0
    )
    return (
        quotation.start >= finding.spans[-1].end
        and words(text, Span(min(end, quotation.start), quotation.start)) == 0
    )


def _speaking_just_before(text: str, held: Sequence[Finding], quotation: Span) -> Finding | None:
    """ "Kirby said there were three sites. “We have seen them.”": the sentence before tells who."""
    for finding in held:
        between = Span(min(finding.sentence.end, quotation.start), quotation.start)
        # the parser may count the opening mark to the sentence before
        ended = finding.cue is not None and finding.sentence.end <= quotation.start + 1
        if ended and not words(text, between):
            return finding
    return None


def _speaking_before(
    text: str, paragraph: Paragraph, before: Sequence[Finding], quotation: Span
) -> Finding | None:
    """A quotation that opens its paragraph belongs to the speaker of the paragraph before."""
    if not before or text[paragraph.start : quotation.start].strip():
        return None
    last = before[-1]
    between = text[last.paragraph.span.end : paragraph.start]
    return last if not between.strip() else None
