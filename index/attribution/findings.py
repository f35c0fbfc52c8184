"""The first stage of attribution: parsed document → what is reported, and by which cue.

Rules over the dependency parse, after the patterns of Pareti (2015) for reported speech and of the
syntactic rules in Asr et al. (2021), extended by quotation marks, "as"-predicates and noun phrases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.quotations import quotations, words
from index.documents import Span
from index.parsing import Paragraph, Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_LONGEST_GAP = 14  # tokens between a quotation and its cue: a name with its role, an adverb
_SCARE_WORDS = 3  # quotations up to this long, on their own, are scare quotes or titles


@dataclass(frozen=True)
class Finding:
    """Something reported. ``cue`` is the word that reports it, None for a floating quotation.

    A floating quotation belongs to the speaker of ``continues``, an earlier finding. ``agent`` is the
    verb whose subject speaks, where that is not the cue itself.
    """

    paragraph: Paragraph
    spans: tuple[Span, ...]
    sentence: Span
    cue: Token | None
    cue_span: Span | None
    confidence: float
    continues: Finding | None = None
    agent: Token | None = None


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
        if token.lower_ in ("according", "per") and token.dep_ in (
            "prep",
            "ROOT",
            "advcl",
            "pcomp",
        ):
            content, confidence = _clause_around(token), 0.92
        elif token.pos_ == "VERB" and _asserted(token):
            content, confidence = _complement(token, lemma)
        elif token.pos_ == "NOUN" and lemma in lexicon.NOUN_CUES and _owned(token):
            content, confidence = _clause_of_noun(token), 0.7
        if content or (token.pos_ == "VERB" and _asserted(token) and lemma in lexicon.CLAUSE_CUES):
            spans = _ranges(paragraph, content)
            yield Finding(
                paragraph,
                spans,
                _sentence(paragraph, token),
                token,
                at,
                confidence if spans else 0.9,
            )


def _participles(paragraph: Paragraph, reported: Sequence[Finding]) -> Iterator[Finding]:
    """ "rejected the claims that …, calling them …": the participle after the comma goes on with the
    main verb's subject, whatever the parse hangs it on, and is no part of the main verb's content.
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


def _asserted(verb: Token) -> bool:
    """Whether the verb reports something said, not something denied, supposed, asked or wished."""
    if verb.dep_ in ("amod", "compound", "aux") or verb.tag_ == "MD":
        return False
    chain = [verb]
    while chain[-1].dep_ == "conj" and chain[-1].head.pos_ in ("VERB", "AUX"):
        chain.append(chain[-1].head)
    own_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    for link in chain[:1] if own_subject else chain:
        for child in link.children:
            if child.dep_ == "neg" or child.lower_ in ("never", "if", "unless", "whether"):
                return False
            if child.dep_ == "aux" and child.lower_ in lexicon.UNREAL:
                return False
    first = chain[0] if own_subject else chain[-1]
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if infinitive or first.dep_ == "xcomp":
        return first.head.lemma_.lower() in lexicon.RESUMING and _asserted(first.head)
    return verb.tag_ != "VB" or any(c.dep_ == "aux" and c.lemma_ == "do" for c in verb.children)


def _complement(verb: Token, lemma: str) -> tuple[set[Token], float]:
    """The words that are the content of a cue verb, and how sure that is."""
    children = list(verb.children)
    content: set[Token] = set()
    if lemma in lexicon.CLAUSE_CUES:
        clauses = [c for c in children if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and _finite(c))]
        if lemma in lexicon.INFINITIVE_CUES:
            clauses += [c for c in children if c.dep_ == "xcomp"]
        for clause in clauses:
            content |= set(clause.subtree)
        if content:
            return _without(content, verb), 0.9
        if verb.dep_ in ("parataxis", "ccomp", "advcl", "dep") and _interrupts(verb):
            return _without(set(verb.head.subtree), verb, whole=True), 0.85
    if lemma in lexicon.URGING_CUES:
        infinitive = [c for c in children if c.dep_ in ("xcomp", "ccomp") and _infinitive(c)]
        if infinitive:
            objects = [
                c for c in children if c.dep_ in ("dobj", "dative") and c.i < infinitive[0].i
            ]
            parts = [t for c in [*objects, *infinitive] for t in c.subtree]
            return set(parts), 0.8
    objects = [c for c in children if c.dep_ in ("dobj", "nsubjpass") and c.i != verb.i]
    for prepositions in (lexicon.ACCUSING_CUES.get(lemma, ()),):
        tails = [c for c in children if c.dep_ == "prep" and c.lower_ in prepositions]
        if objects and tails and _actor(verb):
            return {t for c in [*objects, *tails] for t in c.subtree}, 0.8
    if lemma in lexicon.AS_CUES and (content := _predicated(verb, objects)):
        return content, 0.8
    if lemma in lexicon.PREPOSITION_CUES:
        tails = [
            c for c in children
            if c.dep_ == "prep" and c.lower_ in lexicon.PREPOSITION_CUES[lemma]
        ]  # fmt: skip
        if tails:
            return {t for c in tails for t in c.subtree}, 0.7
    objects = [c for c in objects if c.dep_ == "dobj"]
    if objects and _actor(verb):
        size = len(list(objects[0].subtree))
        if lemma in lexicon.OBJECT_CUES and size > 1:
            return set(objects[0].subtree), 0.7
        if lemma in lexicon.EXPRESSING_CUES and objects[0].lemma_.lower() in lexicon.EXPRESSED:
            return set(objects[0].subtree), 0.6
    return set(), 0.0


def _predicated(verb: Token, objects: Sequence[Token]) -> set[Token]:
    """ "described the plan as reckless", "called the claims groundless" → from the object on."""
    tails = [
        c for c in verb.children
        if (c.dep_ == "prep" and c.lower_ == "as")
        or c.dep_ in ("oprd", "ccomp")
        or (c.dep_ == "advcl" and any(m.lower_ == "as" for m in c.children))
    ]  # fmt: skip
    tails += [c for o in objects for c in o.children if c.dep_ == "prep" and c.lower_ == "as"]
    if not tails or not _actor(verb):
        return set()
    return {t for c in [*objects, *tails] for t in c.subtree}


def _actor(verb: Token) -> bool:
    """Whether somebody is said to do it: a passive without "by …" reports nobody's words."""
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    return not passive or any(c.dep_ == "agent" for c in verb.children)


def _finite(clause: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in clause.children)


def _infinitive(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _interrupts(verb: Token) -> bool:
    """ "The plan, Kirby said, would fail": the cue hangs on the clause that it reports."""
    own = [t for t in verb.subtree if not t.is_punct]
    if verb.head.pos_ not in ("VERB", "AUX") or len(own) > _LONGEST_GAP:
        return False
    left = verb.left_edge.i and verb.doc[verb.left_edge.i - 1].text in (",", '"')
    return verb.dep_ != "advcl" and bool(left) and _has_subject(verb)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _clause_around(according: Token) -> set[Token]:
    """The clause that "according to …" stands in, without those words."""
    phrase = set(according.subtree)
    if not any(t.dep_ in ("pobj", "pcomp") for t in phrase):
        return set()
    top = according
    opening = all(
        t.is_punct or t.is_space for t in according.doc[according.sent.start : according.i]
    )
    while top.head != top and (opening or top.pos_ not in ("VERB", "AUX") or top in phrase):
        top = top.head
    if top in phrase:
        return set()
    return {t for t in top.subtree if t not in phrase}


def _clause_of_noun(noun: Token) -> set[Token]:
    """The content of "Kirby's claim that …", "reports from the media about …"."""
    clauses = [c for c in noun.children if c.dep_ in ("acl", "ccomp") and _finite(c)]
    clauses = clauses or [c for c in noun.children if c.dep_ == "prep" and c.lower_ == "about"]
    return {t for c in clauses for t in c.subtree}


def _owned(noun: Token) -> bool:
    """Whether the noun names whose words it stands for: "Kirby's claim", "a claim by Kirby"."""
    return any(
        c.dep_ == "poss" or (c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from"))
        for c in noun.children
    )


def _without(content: set[Token], cue: Token, *, whole: bool = False) -> set[Token]:
    """Content without the cue and, where the content is the ``whole`` sentence, its own phrase."""
    if whole:
        return content - set(cue.subtree)
    return content - {cue}


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
            run[-1].is_space or run[-1].text in (",", ";", ":", "-", "--", "—", ".", "(")
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
        elif earlier := _speaking_before(text, paragraph, before, quotation):
            held.append(
                Finding(paragraph, (quotation,), quotation, None, None, 0.7, continues=earlier)
            )
            latest = len(held) - 1
    yield from (_whole(f, quoted) for f in held if f.spans)


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
        if sum(words(text, o) for o in outside if o.end > o.start) >= 3:
            merged = Span(min(span.start, quotation.start), max(span.end, quotation.end))
            return replace(finding, spans=(*spans[:n], merged, *spans[n + 1 :]))
        spans[n] = quotation
        return replace(finding, spans=tuple(sorted(set(spans))))
    return replace(finding, spans=tuple(sorted([*spans, quotation])))


def _whole(finding: Finding, quoted: Sequence[Span]) -> Finding:
    """The finding with no quotation that it ends in, or starts in, cut in two."""
    spans: list[Span] = []
    for span in finding.spans:
        start, end = span
        for quotation in quoted:
            if quotation.start < end < quotation.end and start <= quotation.start:
                end = quotation.end
            elif quotation.start < start < quotation.end < end:
                start = quotation.start
        if not spans or start >= spans[-1].end:
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


def _speaking_before(
    text: str, paragraph: Paragraph, before: Sequence[Finding], quotation: Span
) -> Finding | None:
    """A quotation that opens its paragraph belongs to the speaker of the paragraph before."""
    if not before or text[paragraph.start : quotation.start].strip():
        return None
    last = before[-1]
    between = text[last.paragraph.span.end : paragraph.start]
    return last if not between.strip() else None
