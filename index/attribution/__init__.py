"""Document → statements, in stages a file each, readable in this order:

``findings.find`` and ``sources.link``: what the grammar says is reported, and by whom;
``tagger.Tagger``: what a trained network reads, with that at hand; ``agreement.agree``: the two
together; ``confidence``: how sure each report is; ``resolution.Resolver``: the speaker that the
words of its source stand for. Where the document is a transcript, ``floor.Floor`` knows who has
the floor: each turn is a statement, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.agreement import Report, Sourced, agree, by_rules_alone, unfloated
from index.attribution.alternation import UNTOLD, Alternation, Told, Voice
from index.attribution.assertions import asserted
from index.attribution.bylines import author
from index.attribution.bystanders import hands_on
from index.attribution.choice import Choice
from index.attribution.confidence import confidence
from index.attribution.contents import FINITE
from index.attribution.figures import Figure
from index.attribution.findings import Finding, find
from index.attribution.floor import Floor
from index.attribution.nobody import is_topic, may_speak
from index.attribution.offices import nameless
from index.attribution.quotations import kind
from index.attribution.resolution import Resolver
from index.attribution.roles import is_role
from index.attribution.sources import link
from index.attribution.tagger import Tagger
from index.attribution.windows import Hint
from index.documents import Attribution, Span, Statement
from index.parsing import Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

ATTRIBUTION = "tagger-5.26"
_ENGLISH = "en"
_SPEECH = 0.5  # chance from which on words are speech and no attitude
# The confidence under which a report is dropped, chosen on the development sets: of speech, and of
# attitudes, which are harder to tell.
_LEAST, _LEAST_ATTITUDE = 0.4, 0.55
_UNTOLD = [["her"], ["him"], ["me"], ["us"], ["them"], ["you"], ["which"], ["who"], ["whom"]]
SURE = 0.3  # confidence, in words and speaker, from which on a statement goes on record


def attribute(parsed: Parsed) -> Attribution:
    """The statements of a document, in text order, and the profiles of those who make them:
    all that is found, attitudes and unnamed sources too. ``on_record`` picks what is shown.

    A document in another language than English has none: no statement is better than a wrong one.
    """
    if not (parsed.language or "").lower().startswith(_ENGLISH):
        return Attribution((), ())
    reports, quoted = read(parsed)
    text, floor = parsed.document.text, Floor(parsed)
    writer = None if floor.turns else author(parsed, floor.cast)
    turns = Alternation(parsed, () if floor.turns else quoted, floor.cast)
    resolver = Resolver(parsed, floor.cast, writer, quoted, nameless(parsed, floor), turns)
    sure = unfloated(list(_sure(reports, text, quoted)))
    told = _led_to_speakers(sure, floor, turns, resolver)
    statements: list[Statement] = []
    figures: dict[Figure, int] = {}
    for report, (source, resolved, _), together in turns.completed(told):
        finding, figure = report.finding, resolved.figure
        if figure is not None and source is not None:
            figure.sources.add(text[source.span.start : source.span.end])
        statements.append(
            Statement(
                spans=finding.spans,
                sentence=floor.sentence(finding),
                kind=kind(text, finding.spans, quoted),
                cue=finding.cue_span,
                source=source.span if source else None,
                source_text=text[source.span.start : source.span.end] if source else "",
                speaker=None if figure is None else figures.setdefault(figure, len(figures)),
                confidence=round(confidence(report, text, quoted) * resolved.certainty, 3),
                speech=_is_speech(report, text, quoted)
                and (figure is not None or _may_be_anybody(report, text)),
                beside=tuple(figures.setdefault(other, len(figures)) for other in together),
            )
        )
    kept = _outermost([*statements, *floor.statements(figures)])
    return Attribution(tuple(kept), tuple(f.profile() for f in figures))


def _led_to_speakers(
    reports: Iterable[Report], floor: Floor, turns: Alternation, resolver: Resolver
) -> list[Told]:
    """Each report, in text order, with whose words it is; without those that are none of their own
    in the turn of a transcript."""
    known: dict[tuple[Span, Span | None], Voice] = {}
    told: list[Told] = []
    for report in reports:
        finding, source = report.finding, report.source
        voice = Voice(source, Choice(None, 1.0))
        if finding.continues is not None:
            if not floor.continues(finding):
                continue
            voice = known.get(finding.continues.place, UNTOLD)
        elif finding.floats and source is None:
            voice = turns.expected(finding)
        elif source is not None:
            answer = floor.resolve(finding, source, resolver)
            if answer is None:
                continue
            voice = Voice(source, answer)
        known[(report.found or finding).place] = voice
        turns.hear(finding, voice)
        speaker = voice.choice.figure
        others = resolver.beside(finding, voice.source, speaker) if voice.source else []
        told.append(Told(report, voice, others))
    return told


def read(parsed: Parsed) -> tuple[list[Report], tuple[Span, ...]]:
    """What rules and tagger report together, in text order, and the document's quotations."""
    findings, quoted = find(parsed)
    found: list[Sourced] = [(f, None if f.continues else link(f)) for f in findings]
    hints = [Hint(f.spans, f.cue_span, source.span if source else None) for f, source in found]
    tagged = _tagger().read(parsed, hints, quoted)
    return agree(parsed, found, tagged, quoted), quoted


def on_record(found: Attribution) -> Attribution:
    """What goes into the index: speech with a source, or the turn of who is named in the title.
    Attitudes ("supports the bill") and words without a source ("it is believed") put nobody on
    record, and who is too unsure stays out."""
    sure = [s for s in found.statements if s.speech and _is_told(s) and s.confidence >= SURE]
    kept = [
        replace(statement, speaker=speaker, beside=())
        for statement in sure
        for speaker in _all_of(statement)
    ]
    speaking = sorted({s.speaker for s in kept if s.speaker is not None})
    number = {old: new for new, old in enumerate(speaking)}
    return Attribution(
        tuple(s if s.speaker is None else replace(s, speaker=number[s.speaker]) for s in kept),
        tuple(found.profiles[old] for old in speaking),
    )


def _is_told(statement: Statement) -> bool:
    """Whether words of the document tell who says it, or its title does."""
    by_title = statement.kind == "turn" and statement.speaker is not None
    return statement.source is not None or by_title


def _all_of(statement: Statement) -> Sequence[int | None]:
    """Everybody who says it; None alone where nobody of them has a name."""
    named = [n for n in (statement.speaker, *statement.beside) if n is not None]
    return named or [None]


def _sure(reports: Iterable[Report], text: str, quoted: Sequence[Span]) -> Iterator[Report]:
    """The reports that are sure enough.

    One that the tagger makes doubtful is kept as the rules alone have it, where they vouch for it.
    """
    for report in reports:
        if not _owned(report, quoted):
            continue
        if confidence(report, text, quoted) >= _least(report):
            yield report
            continue
        plain = by_rules_alone(report)
        if plain is not None and plain.source and may_speak(plain.finding, plain.source):
            yield plain


def _owned(report: Report, quoted: Sequence[Span]) -> bool:
    """Whether it is somebody's: an attitude without a source ("it is believed") is nobody's, nor
    is a thing without one ("no injuries were reported")."""
    if report.source is not None or report.finding.continues is not None:
        return True
    return _speaks(report) and _is_whole(report, quoted)


def _least(report: Report) -> float:
    return _LEAST if _speaks(report) else _LEAST_ATTITUDE


def _speaks(report: Report) -> bool:
    return report.tagged is None or report.tagged.speech >= _SPEECH


def _is_whole(report: Report, quoted: Sequence[Span]) -> bool:
    """Whether the content is a clause or in quotation marks, and not the name of a thing."""
    finding = report.finding
    return any(q.overlaps(span) for span in finding.spans for q in quoted) or any(
        token.tag_ in (*FINITE, "MD", "TO")
        for token in finding.paragraph.tokens
        if any(s.holds(finding.paragraph.span_of(token, token)) for s in finding.spans)
    )


def _is_speech(report: Report, text: str, quoted: Sequence[Span]) -> bool:
    """Whether words were put on record: not an attitude, unless a quotation behind a colon tells it
    ("She thinks it is small: “A million.”"), and not "did not say" or "may say"."""
    finding, tagged = report.finding, report.tagged
    if [text[slice(*span)].casefold() for span in finding.spans] in _UNTOLD:
        return False  # "the firm dismissed her", "the letter, which the Ledger first reported"
    if finding.cue is not None and finding.cue_span is not None:
        start, end = finding.cue_span
        run = [t for t in finding.cue.sent if start <= finding.paragraph.start + t.idx < end]
        if any(t.pos_ == "VERB" and not asserted(t) for t in run or [finding.cue]):
            return False
        if run and run[-1].lemma_.lower() == "recall" and not _is_whole(report, quoted):
            return False  # a product: "the firm recalled 38,000 heaters"
        if hands_on(finding.cue, report.source):
            return False
        if finding.cue.lemma_.lower() == "dismiss" and _are_people(finding.cue):
            return False  # "the club dismissed its coach"
        if _is_written(finding) and not any(q.overlaps(s) for q in quoted for s in finding.spans):
            return False
    if tagged is None or report.found is not None or tagged.speech >= _SPEECH:
        return True
    inside = (q for q in quoted if any(span.holds(q) for span in finding.spans))
    return any(text[: q.start].rstrip().endswith(":") for q in inside)


def _are_people(verb: Token) -> bool:
    """Whether it is done to people: "its coach", "180 of his men"."""
    done_to = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    some = (o for o in done_to if o.pos_ in ("NUM", "PRON", "DET"))
    done_to += [t for o in some for c in o.children if c.lower_ == "of" for t in c.children]
    return any(
        t.ent_type_ == "PERSON" or is_role(t) or t.lemma_.lower() in lexicon.PEOPLE for t in done_to
    )


def _is_written(finding: Finding) -> bool:
    """Whether it is a thing that somebody wrote, and no words: "wrote a bill that would …"."""
    verb = finding.cue
    if verb is None or verb.lemma_.lower() != "write":
        return False
    places = (finding.paragraph.span_of(c, c) for c in verb.children if c.dep_ == "dobj")
    return any(span.holds(place) for span in finding.spans for place in places)


def _may_be_anybody(report: Report, text: str) -> bool:
    """Whether a source of no known name could be a speaker, and not "the treaty" that indicates."""
    finding, source = report.finding, report.source
    if source is None:
        return True
    return may_speak(finding, source) and not is_topic(finding, source, text)


@cache
def _tagger() -> Tagger:
    return Tagger()


def _outermost(statements: Sequence[Statement]) -> Iterator[Statement]:
    """The statements in text order, without those that are part of other words of their speaker,
    "…, which he said would …", or the same by the same cue once more."""
    open_: dict[int, list[Statement]] = {}
    for one in sorted(statements, key=_place):
        if one.speaker is not None:
            around = open_.get(one.speaker, [])
            around = [o for o in around if o.spans[-1].end > one.spans[0].start]
            open_[one.speaker] = [*around, one]
            if any(_within(one, outer) for outer in around):
                continue
        yield one


def _place(statement: Statement) -> tuple[int, int, float]:
    """The outer one and, of the same words, the surer one first."""
    return statement.spans[0].start, -statement.spans[-1].end, -statement.confidence


def _within(inner: Statement, outer: Statement) -> bool:
    if inner.spans == outer.spans:
        return inner.cue is not None and inner.cue == outer.cue
    return all(any(o.holds(i) for o in outer.spans) for i in inner.spans)
