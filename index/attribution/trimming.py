"""Contents without what is told about their telling: who says it, and on what occasion.

"Asked whether the yard was safe, Hart said, “It is.”" reports "It is." alone, and so does "“It is,”
said Hart when asked." Only where the words stand in quotation marks is it beyond doubt which are
the speaker's; in reported clauses "in 2008, he said, prices fell" may be told of 2008.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.bystanders import ASKED
from index.attribution.contents import FINITE
from index.attribution.quotations import wordless
from index.attribution.reported import Finding
from index.attribution.sources import Source
from index.documents import Span
from index.references import bare, borders, references

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_WHEN_ASKED = re.compile(
    rf"\s*(?:when|after being|while being)\s+(?:later\s+)?{ASKED}", re.IGNORECASE
)
_SAID_OF = re.compile(r"\s*(?:of|about)\s*", re.IGNORECASE)
_THEN = re.compile(r"(?:and|but)\s+(?!that\b)", re.IGNORECASE)
_OCCASION = re.compile(
    rf"(?:later\s+)?{ASKED}|(?:speaking|talking|writing|appearing)\s+(?:at|in|on|to|with)\b|"
    r"at (?:about )?(?:the|that) (?:same )?(?:time|moment|point)$",
    re.IGNORECASE,
)


# "SEOUL, June 3 (AP) — ", "OSLO/HARBOR CITY – ", "OSLO and TURKU, 3 May – ": where an article was
# written, and by whom; "18.05 " and "10:15 a.m. GMT: ", at the head of what a live page tells
_DATELINE = re.compile(
    r"[*_]*(?:[01]?\d|2[0-3])[.:][0-5]\d(?: ?[ap]\.?m\b\.?)?(?: [A-Z]{2,4}\b)?[*_]*(?: ?[:–—-])?\s+"
    r"(?=[\"“]?[A-Z])"
    r"|[A-Z][A-Z.'’]+(?:(?:[ /-]|,? and )[A-Z][A-Z.'’]*){0,4}"
    r"(?:,\s(?:\d{1,2} )?[A-Z][\w.]+(?:[ ,.]+\w+){0,3})?"
    r"\s*(?:\([A-Z][\w /-]{1,30}\)\s*)?(?:—|–|--|-)\s+"
)


_LISTED = re.compile(r"\s*\((?:[A-Z]{2,8}|Nasdaq|Euronext)(?: [A-Z]\w+)?\s?:\s?[A-Z0-9.]{1,6}\)")

# "Karl Voss disagreed: turnout was high, he noted", "Karl Voss is less sure: turnout, he notes, was
# high": what he did or was first is told, and not said
_REACTION = re.compile(
    r"[A-Z][\w.'’ -]{1,60}? (?:(?:agree|bristle|concur|demur|disagree|laugh|nod|object|scoff|shrug"
    r"|sigh)(?:[a-z]?ed|d|s)(?: \w+){0,3}|(?:is|was|remain(?:s|ed)|sound(?:s|ed)) (?:\w+ ){0,2}?"
    rf"(?:{'|'.join(sorted(lexicon.MOODS))})):\s+"
)


# What joins a sentence to the one before, and is no part of what is told in it
_LINK = re.compile(
    r"\W*(?:and|as such|because|besides|but|consequently|for (?:example|instance)|furthermore|hence"
    r"|however|in (?:addition|fact|other words|short)|indeed|instead|likewise|moreover|nevertheless"
    r"|nonetheless|of course|on the other hand|rather|similarly|so|still|then|therefore|thus|yet)"
    r"\W*",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[“”\"«»]")
_SHORT = 5  # characters of what goes on behind a cue


def unreacted(finding: Finding, text: str) -> Finding:
    """A finding without what its speaker is told to have done before saying it."""
    first = finding.spans[0]
    found = _REACTION.match(text, *first)
    told_behind = finding.cue_span is not None and finding.cue_span.start >= first.end
    if found is None or not told_behind or found.end() >= first.end:
        return finding
    return replace(finding, spans=(Span(found.end(), first.end), *finding.spans[1:]))


def unlinked(finding: Finding, text: str) -> Finding:
    """A finding without what joins its sentence to the one before: "Moreover, he said, it pays"."""
    first, *others = finding.spans
    told_behind = finding.cue_span is not None and first.end <= finding.cue_span.start
    if not others or not told_behind or _LINK.fullmatch(text, *first) is None:
        return finding
    return replace(finding, spans=tuple(others))


def unled(finding: Finding, source: Source | None, text: str) -> Finding:
    """A finding without what a colon leads to it from: "It does not: Hart told me that it pays"."""
    if source is None or finding.cue_span is None or len(finding.spans) < 2:
        return finding
    first, second = finding.spans[:2]
    if not first.end <= source.span.start <= finding.cue_span.start < second.start:
        return finding
    before = text[first.start : source.span.start].rstrip()
    if not before.endswith(":") or before[0] in "\"“‘'«":
        return finding
    return replace(finding, spans=finding.spans[1:])


def unjoined(finding: Finding, text: str) -> Finding:
    """A finding that goes on behind its cue, without the other clause that a colon or semicolon
    parts from the one that the cue stands in: "Lind denied it: the plan, she said, was Obi's", "the
    plan, she said; Obi had another"."""
    if finding.cue_span is None or len(finding.spans) != 2:
        return finding
    first, second = finding.spans
    if not first.end <= finding.cue_span.start < finding.cue_span.end <= second.start:
        return finding
    if _QUOTES.search(text, first.start, second.end) or second.end - second.start < _SHORT:
        return finding
    if ";" in text[finding.cue_span.end : second.start]:
        return replace(finding, spans=(first,))
    if not {":", ";"}.isdisjoint(text[first.end : finding.cue_span.start]):
        return replace(finding, spans=(second,))  # "Lind denied it: in May, she said, …"
    at = max(text.rfind(mark, *first) for mark in (": ", "; "))
    if at < 0 or len(text[first.start : at].split()) < 2:
        return finding
    return replace(finding, spans=(Span(at + 2, first.end), second))


# "on our results" and "call that sales rose", where the parse takes the call for what is said
_ON = re.compile(r"\s+(?:on|in|at|during)\s+(?:[\w’'-]+\s+){1,4}", re.IGNORECASE)
_OCCASION_THAT = re.compile(rf"(?:{'|'.join(sorted(lexicon.OCCASIONS))})\s+(?=that\s)")


def unoccasioned(finding: Finding, text: str) -> Finding:
    """A finding without the occasion that a clause stands behind: "I said on our results call that
    sales rose"."""
    first = finding.spans[0]
    found = _OCCASION_THAT.match(text, *first)
    if found is None or finding.cue_span is None or finding.cue_span.end > first.start:
        return finding
    if _ON.fullmatch(text, finding.cue_span.end, first.start) is None:
        return finding
    return replace(finding, spans=(Span(found.end(), first.end), *finding.spans[1:]))


# "a claim that the steward, Ann Lind, denied", which is another's word on what was said
_CONTESTED = re.compile(
    r",\s+an?\s+(?:accusation|allegation|assertion|charge|claim|suggestion)\s[^.;“”\"]{0,200}?\b"
    r"(?:contest(?:s|ed)|den(?:ies|ied|y)|dismiss(?:es|ed)?|disput(?:es?|ed)|reject(?:s|ed)?)\b"
    r"(?!\s+that\b)[^“”\"]*\Z"
)


def uncontested(finding: Finding, text: str) -> Finding:
    """A finding without what stands behind it of who contests it: "Lind said that it was late, a
    claim that Obi denied"."""
    *before, last = finding.spans
    found = _CONTESTED.search(text, *last)
    if found is None or found.start() == last.start:
        return finding
    return replace(finding, spans=(*before, Span(last.start, found.start())))


def uncited(finding: Finding, text: str) -> Finding:
    """A finding without the references that its words end with, and without what is parted from
    its cue by one behind another sentence: "“A.” [p. 12] Lind said that B"."""
    spans = [bare(text, span) for span in finding.spans]
    if len(spans) > 1 and text[slice(*spans[0])] == "it":
        del spans[0]  # "as Lind expressed it: “A.”"
    cue = finding.cue_span
    ahead = [s for s in spans if cue is not None and s.end < cue.start]
    if cue is not None and ahead and len(ahead) < len(spans):
        found = references(text, ahead[0].start, cue.start)
        last = max(borders(text, found), default=ahead[0].start)
        spans = [s for s in spans if s.start >= last] or spans
    return replace(finding, spans=tuple(spans))


def undated(finding: Finding, source: Source | None, text: str) -> tuple[Finding, Source | None]:
    """A finding and its source without the dateline that their paragraph begins with. What stands
    between two dashes ("NATO – the alliance – said") is no dateline's end."""
    start, end = finding.paragraph.span
    found = _DATELINE.match(text, start, end)
    if found is None or re.match(r"[^.!?]{0,80}?\s(?:—|–|--|-)\s", text[found.end() : end]):
        return finding, source
    spans = tuple(_after(found.end(), span) for span in finding.spans)
    if source is not None:
        source = replace(source, span=_after(found.end(), source.span))
    return replace(finding, spans=spans), source


def unlisted(source: Source | None, text: str) -> Source | None:
    """A source without where a firm's shares are listed: "Halden Foods, Inc. (NYSE: HFD) today"."""
    found = _LISTED.search(text, *source.span) if source is not None else None
    if source is None or found is None or found.start() == source.span.start:
        return source
    return replace(source, span=Span(source.span.start, found.start()))


def _after(dateline: int, span: Span) -> Span:
    return Span(dateline, span.end) if span.start < dateline < span.end else span


def trimmed(finding: Finding, source: Source | None, text: str, quoted: Sequence[Span]) -> Finding:
    """The finding itself where nothing is to be cut, or where nothing would be left."""
    inside = [q for q in quoted if any(q.overlaps(span) for span in finding.spans)]
    if not inside or finding.cue is None or finding.cue_span is None:
        return finding
    spans = list(finding.spans)
    if source is not None:
        spans = [part for span in spans for part in _outside(source.span, span, inside, text)]
    spans = [_alone(span, finding, inside, text) for span in spans]
    if len(spans) > 1 and _is_occasion(finding, spans, inside, text):
        del spans[0]
    if len(spans) > 1 and _is_object(spans, finding.cue_span, inside, text):
        del spans[1:]
    return replace(finding, spans=tuple(spans)) if spans else finding


def _outside(source: Span, span: Span, inside: Sequence[Span], text: str) -> Iterator[Span]:
    """What of a span is not of the words that name its speaker; a quotation stays whole."""
    if not source.overlaps(span) or any(q.holds(source) for q in inside):
        yield span
        return
    for part in (Span(span.start, source.start), Span(source.end, span.end)):
        if part.start < part.end and not wordless(text, part):
            yield _bare(part, text)


def _bare(span: Span, text: str) -> Span:
    """Without white space at its edges."""
    start, end = span
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _alone(span: Span, finding: Finding, inside: Sequence[Span], text: str) -> Span:
    """A whole quotation without what stands beside it in its sentence: "when asked …" or the
    sentence's own verb behind it, an aside before it."""
    for quotation in inside:
        if not span.holds(quotation) or span == quotation:
            continue
        if quotation.start == span.start and (
            _WHEN_ASKED.match(text, quotation.end, span.end)
            or (_is_sentence(finding, quotation, text) and _goes_on(finding, quotation))
        ):
            return quotation
        before = Span(span.start, quotation.start)
        if quotation.end == span.end and (
            _is_aside(finding, before, quotation, text) or _is_told(finding, before, inside)
        ):
            return quotation
    return span


def _is_sentence(finding: Finding, quotation: Span, text: str) -> bool:
    """Whether a quotation is closed by a comma or has a verb with its subject."""
    if text[quotation.start : quotation.end].rstrip("”\"’'").endswith(","):
        return True
    own = _tokens(finding, quotation)
    return any(t.dep_ in ("nsubj", "nsubjpass") and t.head in own for t in own)


def _goes_on(finding: Finding, quotation: Span) -> bool:
    """Whether a verb in the present or past stands right behind: it is not the speaker's."""
    behind = _tokens(finding, Span(quotation.end, finding.paragraph.span.end))
    following = next((t for t in behind if not t.is_space), None)
    return following is not None and following.tag_ in ("VBZ", "VBD", "VBN")


def _is_aside(finding: Finding, aside: Span, quotation: Span, text: str) -> bool:
    """ "said of her first child, a girl born in May, “Next summer …”"."""
    cue = finding.cue_span
    before = text[slice(*aside)].rstrip()
    first = text[quotation.start + 1 : quotation.start + 2]
    if cue is None or aside.start < cue.end or not before.endswith(",") or not first.isupper():
        return False
    return not any(t.tag_ in (*FINITE, "MD") for t in _tokens(finding, aside))


def _is_told(finding: Finding, before: Span, inside: Sequence[Span]) -> bool:
    """Whether a quotation with a cue of its own stands before: "“It is old,” she said, but …"."""
    if finding.cue_span is None or finding.cue_span.start < before.end:
        return False
    first = next((q for q in inside if q.start == before.start), None)
    behind = _tokens(finding, Span(first.end, before.end)) if first is not None else []
    opening = [t for t in behind if not t.is_space][:2]
    return any(t.lemma_.lower() in lexicon.SPEAKING for t in opening) and any(
        t.pos_ in ("PRON", "PROPN") for t in opening
    )


def _is_object(spans: Sequence[Span], cue: Span, inside: Sequence[Span], text: str) -> bool:
    """Whether, behind a quotation and its cue, come words in no marks that tell what it was said
    of, or what happened then: "“It is slow,” she said of the ferry, “It is,” he says, and at last
    he laughs."."""
    if spans[0] not in inside or any(q.overlaps(s) for s in spans[1:] for q in inside):
        return False
    between = text[cue.end : max(cue.end, spans[1].start)].rstrip()
    then = between.endswith(",") and _THEN.match(text, *spans[1]) is not None
    of_it = then or _SAID_OF.fullmatch(text, cue.end, spans[1].start)
    return bool(of_it) and spans[0].end <= cue.start


def _tokens(finding: Finding, span: Span) -> Sequence[Token]:
    """The words of a range of the cue's paragraph; of another's, none."""
    paragraph = finding.paragraph
    run = paragraph.touching(span) if span.start >= paragraph.start else None
    return [] if run is None else list(run)


def _is_occasion(
    finding: Finding, spans: Sequence[Span], inside: Sequence[Span], text: str
) -> bool:
    """Whether the first span tells when, where or upon what the next, behind the cue, was said."""
    first, second = spans[:2]
    if finding.cue_span is None or not first.end <= finding.cue_span.start < second.start:
        return False
    if not any(q.start == second.start for q in inside):
        return False
    return bool(_OCCASION.match(text, *first)) or _is_place(finding, first)


def _is_place(finding: Finding, span: Span) -> bool:
    """ "In an interview", "On ABC’s “Good Morning America” Tuesday"."""
    run = _tokens(finding, span)
    if not run or run[0].lower_ not in ("at", "during", "in", "on", "via"):
        return False
    if any(t.pos_ in ("VERB", "AUX") for t in run):
        return False
    nouns = [t for t in run if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ not in ("DATE", "TIME")]
    return bool(nouns) and all(
        t.lemma_.lower() in lexicon.OCCASIONS or t.ent_type_ in ("ORG", "WORK_OF_ART")
        for t in nouns
    )
