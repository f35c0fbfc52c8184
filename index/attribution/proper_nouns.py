"""Names that the parser's entities left out, and the grammar has as proper nouns all the same."""

from __future__ import annotations

from index.attribution import lexicon
from index.attribution.called import is_office
from index.attribution.choice import NO_ONE, Choice
from index.attribution.findings import Finding
from index.attribution.mentions import Cast
from index.attribution.naming import is_prose
from index.attribution.sources import Source
from index.documents import SpeakerKind


def proper(finding: Finding, source: Source, text: str, cast: Cast) -> Choice:
    """Whom the run of proper nouns around a source's head names."""
    head = source.head
    first = last = head
    while first.i > 0 and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).text[0].isupper():
        first = first.nbor(-1)
    while last.i + 1 < len(last.doc) and last.nbor().pos_ == "PROPN":
        behind = finding.paragraph.span_of(last.nbor(), last.nbor())
        if finding.cue_span and behind.overlaps(finding.cue_span):
            break
        last = last.nbor()
    span = finding.paragraph.span_of(first, last)
    words = text[span.start : span.end].split()
    known = cast.at(span)
    if known is not None and words[-1].casefold() not in lexicon.BODY_WORDS:
        return Choice(known, 0.9)
    while words and (
        words[0].casefold().rstrip(".") in lexicon.HONORIFICS
        or words[0].casefold() in lexicon.ROLES
    ):
        words.pop(0)
    if not words or not words[-1][0].isupper():
        return NO_ONE
    alone = words[0].casefold() if len(words) == 1 else ""
    generic = lexicon.GENERIC | lexicon.UNNAMED | {"i", "therefore"}  # "THEREFORE, I, ANN LIND"
    before = first.doc[: first.i][-1:].text
    within = is_prose(finding.paragraph) and not first.is_sent_start  # "…, Hill said."
    may_be_a_word = not within or before.casefold() == "the"
    may_be_a_word &= before != "The" or alone.endswith("s")  # "The Stage"
    if alone in generic or (alone and cast.is_common(alone, in_use=may_be_a_word)):
        return NO_ONE  # "the Executive Order", "MAN DENIES ARSON", "Americans"
    name = " ".join(words)
    a_body = (
        head.ent_type_ in ("ORG", "FAC", "GPE")
        or words[-1].casefold() in lexicon.BODY_WORDS
        or (len(words) == 1 and name.isupper())
        or (first.i > 0 and first.nbor(-1).lower_ == "the")
    )
    office = [n for n, word in enumerate(words[:-1]) if is_office(word)]
    if office and not a_body:  # "White House Deputy Press Secretary Kush Desai"
        name = " ".join(words[office[-1] + 1 :])
    kind: SpeakerKind = "organisation" if a_body else "person"
    return Choice(cast.named(name, kind, span, head), 0.8)
