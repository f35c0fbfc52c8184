"""How many, when, where, who: the shortest exact words, and who vouches for them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.attribution.called import is_office
from index.documents import Passage, Span, StoredStatement
from index.store import Reading
from qa import another, offices, refusals, relevance, talk
from qa.candidates import Candidate
from qa.context import points_back
from qa.dates import is_of_other_season
from qa.facts import Fact, facts, read_out
from qa.fitting import (
    aged,
    is_anothers_time,
    is_disowned,
    is_of_dateline,
    is_own_day,
    is_own_deed,
    is_program,
    may_be,
    priced,
)
from qa.intents import (
    acronyms,
    alone,
    conversed,
    fields,
    headings,
    lines,
    persons,
    sections,
    sentences,
    spoken,
    steps,
    whether,
)
from qa.intents.case import Case
from qa.intents.telling import let_through, told
from qa.lines import head
from qa.replies import Reply
from qa.retrieval import READ
from qa.terms import stem, stems, terms

# Of these kinds of words there is an expression in the text, or there is no answer
_EXPRESSIBLE = frozenset(("number", "money", "percent", "time", "duration", "age"))
_BESIDE = 12  # characters
_MORE = 2  # further places that may answer, told after the best
_COVERED = 0.1  # likelier, by so much, where the passage has all words of the question
_NEARLY = 0.75  # as likely as the best one, at the least
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)  # "Was it the harbour or the canal?"

_Place = tuple[str, Span, float]
"""A document's id, a range of it and how far that speaks for an answer, in [0, 1]."""


def answer(case: Case) -> Reply:
    query = case.query
    if reply := persons.holder(case) or acronyms.answer(case):
        return reply
    if query.wanted == "role":
        return _role(case)
    if not query.speakers:
        reply = _by_passages(case)
        headed = headings.answer(case) if reply.refusal and case.retrieval.reads else None
        return told(case, headed) if headed and let_through(case, [headed]) else reply
    candidates = case.on_topic(case.by_speakers)
    if not candidates:
        return _unspoken(case)
    read = _read(case, _own_words(case, candidates[:READ])) if case.retrieval.reads else []
    if read and read[0].score >= relevance.SURE:
        return told(case, read[0])
    places = [(c.row.document_id, _own(c.row), c.score / 1.5) for c in candidates]
    return _by_rules(case, places)


def _own_words(case: Case, said: Sequence[Candidate[StoredStatement]]) -> list[Candidate[Passage]]:
    """What somebody's statements say, each in its sentence and a turn, or what of a long one bears
    on the question, as it is; read as passages are behind what it answers."""
    rows = [case.retrieval.excerpt(c.row, case.query.text) for c in said]
    told = [
        (row, row.spans[0], row.text)
        if row.kind == "turn"
        else (row, row.sentence, row.sentence_text)
        for row in rows
    ]
    asked = [row.asked_text for row in rows]
    reads = case.retrieval.read(case.query.text, [text for *_, text in told], asked)
    return [
        Candidate(Passage(row.id, row.document_id, *at, text), c.score, c.cosine, 1.0, read)
        for c, (row, at, text), read in zip(said, told, reads, strict=True)
    ]


def _own(statement: StoredStatement) -> Span:
    """Where a statement's own words stand in its sentence, which may hold others' as well."""
    whole, first = statement.sentence, statement.spans[0]
    return first if len(statement.spans) == 1 and whole.holds(first) else whole


def _by_passages(case: Case) -> Reply:
    query, goes_on, reads = case.query, case.query.goes_on, case.retrieval.reads
    passages = conversed.passages(case)
    if steps.with_unknown(case, passages):
        return case.nothing()
    turns = spoken.turns(case, passages)  # what those say who ask is nobody's answer
    untold = [c for c in passages if c.row.id not in turns]
    listed = (
        sections.answer(case, passages)
        or fields.answer(case, passages)
        or (headings.of_procedure(case) if not turns else [])
        or steps.answer(case, untold)
        or sentences.answer(case, untold, turns)
    )
    if section := let_through(case, listed):
        return told(case, section[0], section[1:])
    put = {id for id, turn in turns.items() if spoken.asks_it(case, turn)}
    asking = put | {id for id, turn in turns.items() if talk.only_asking(turn)}
    passages = [c for c in passages if c.row.id not in asking]
    if goes_on and reads:
        near, read = _in_context(case, passages)
    else:
        near = read = [c for c in passages if relevance.answers(c, goes_on=goes_on)]
    found = _read(case, read)
    if query.wanted in ("age", "person") and not found and any(map(_words, read)):
        return case.nothing()  # what is told is another's, or nobody's name
    sure = bool(found) and found[0].score >= relevance.SURE
    if put and not found and (reply := spoken.to_the_question(case)):
        return reply
    if reads and not (sure or goes_on or query.of_few_words):
        if reply := spoken.answer(case, passages, turns):
            return reply
        passages = [c for c in passages if c.row.id not in turns]
    # of a table that is read as a passage the reader knows no heads of columns
    of_other_row = bool(found) and lines.is_of_other_row(case, found[0])
    unsure = not sure or of_other_row or lines.are_rows(case, found[:1])
    unsure = reads and (unsure or _of_before(case, found[0]))
    by_itself = unsure or (reads and lines.lacks_name(case, found[0]))
    by_lines = lines.answers(case, passages, rows=not unsure) if by_itself else ()
    if read_alone := let_through(case, by_lines):
        stands = [best for each in read_alone if (best := alone.preferred(case, each))]
        return told(case, stands[0], stands[1:][:_MORE]) if stands else case.nothing()
    if of_other_row:
        return case.nothing()
    if found and reads:
        if (best := alone.preferred(case, found[0])) is None:
            return case.nothing()
        found = [best, *found[1:]]
    if not near and (query.open or (query.claimed and not goes_on)):
        near = [c for c in passages if relevance.tells_of(c)]
    if not near:
        return _anew(case, passages) if goes_on else case.nothing()
    if query.claimed and not goes_on and reads:
        found = whether.settling_it(case, _facts(case, _readings(case, _places(near))))
        if found:
            return told(case, found[0], found[1:][:_MORE])
        if not case.of_one_document:
            return case.nothing()
        found = _read(case, [c for c in near if relevance.surely_answers(c)])
        found = [each for each in found if not whether.tells_of_another(case, each)]
        return told(case, found[0]) if found else case.nothing()
    if query.claimed and (settled := _with_all_words(case, near)):
        return told(case, settled)
    if found:
        more = [f for f in found[1:] if f.score >= _NEARLY * found[0].score]
        return told(case, found[0], more[:_MORE])
    if goes_on and reads:
        best = _unsure(case, near)
        return told(case, best) if best else _anew(case, passages)
    return _by_rules(case, _places(near))


def _unsure(case: Case, near: Sequence[Candidate[Passage]]) -> Fact | None:
    """The sentence with the words that the reader finds and is not sure of."""
    return next((replace(f, words=f.sentence, exact=False) for f in _read(case, near)), None)


def _anew(case: Case, passages: Sequence[Candidate[Passage]]) -> Reply:
    """Of a question that goes on from a conversation and is not answered there: what it is told by
    itself, as a whole question may begin anew."""
    if case.of_one_document or points_back(case.query.text):
        return case.nothing()
    reply = answer(case.by_itself())
    return reply if conversed.may_tell(case, reply, passages) else case.nothing()


def _by_rules(case: Case, places: Sequence[_Place]) -> Reply:
    best = _best(case, places)
    if best is None or (case.query.wanted in _EXPRESSIBLE and not best.fits):
        return _unspoken(case) if case.query.speakers else case.nothing()
    return told(case, best)


def of_writing(case: Case) -> Reply | None:
    """What a writing says of a topic ("what does the lease say about pets?"): the sentence with the
    topic's words in a passage that the reader finds to be about it, of a document that calls itself
    so, if several are asked; None where there is none."""
    query = case.query
    covers = case.retrieval.weights.coverage(terms(query.topic))
    passages = case.retrieval.passages(query.text, READ, case.where)
    near = [c for c in passages if relevance.is_of_topic(c, covers(c.row.text))]
    readings = _readings(case, _places(near))
    if not case.of_one_document:
        kind = stem(query.who.split()[-1].casefold())
        readings = [r for r in readings if kind in stems(head(r[0].document))]
    texts = {reading.document.id: reading.document.text for reading, _, _ in readings}
    found = let_through(case, facts(query.topic, "words", readings, case.retrieval.weights))
    own = [covers(texts[f.document_id][slice(*f.sentence)]) for f in found]  # and no heading's
    return told(case.by_words(), found[own.index(max(own))]) if found else None


def _in_context(
    case: Case, passages: Sequence[Candidate[Passage]]
) -> tuple[Sequence[Candidate[Passage]], Sequence[Candidate[Passage]]]:
    """Of the passages for a question that goes on from a conversation, those that may answer, and
    those whose words do as far as the reader can tell. What no few words answer is told by what is
    about it, unless there is but one document, which all is about."""
    query = case.query
    read = case.retrieval.in_context(query.text, query.in_context, passages)
    if query.claimed:
        read = [c for c in read if relevance.bears_on_claim(c)]
        return read, read
    sure = [c for c in read if relevance.surely_answers(c)]
    if query.of_few_words or case.of_one_document:
        return sure, sure
    return [c for c in read if relevance.tells_of(c)] or sure, sure


def _role(case: Case) -> Reply:
    """Who somebody is."""
    if several := persons.in_turn(case):
        return several
    speaker = case.query.speakers[0]
    if not case.snapshot.statements_by(case.by_speakers, 0, 1)[1]:
        return _unspoken(case)
    own = None if speaker.role else persons.introduced(case) or _told_who(case)
    return own or persons.by_role(case) or _unspoken(case)


def _told_who(case: Case) -> Reply | None:
    """Who somebody is of whom no role is known: an office that a sentence with the name tells."""
    name = case.query.speakers[0].name
    asked = replace(case.query, wanted="words", who="", speakers=())
    found = _by_passages(case.asking(asked))
    office = found.words is not None and any(map(is_office, found.words.text.split()))
    own = re.compile(rf"(?<!\bof ){re.escape(name)}(?!['’])")  # and no brother of his
    with_name = any(own.search(sentence.text) for sentence in found.sentences[:2])
    return found if found.refusal is None and office and with_name else None


def _of_before(case: Case, found: Fact) -> bool:
    """Whether what was found has none of the own words of what goes on from a conversation without
    asking anything itself, "and rare ones?": it may answer what was asked before."""
    stored = case.snapshot.document(found.document_id)
    own = set(map(stem, terms(case.query.text)))
    told = stems(stored.document.text[slice(*found.sentence)]) if stored else own
    return case.query.goes_on and case.query.open and bool(own) and own.isdisjoint(told)


def _with_all_words(case: Case, near: Sequence[Candidate[Passage]]) -> Fact | None:
    """The sentence with all words of what is asked to be so, where a conversation goes on to it:
    the words that the reader finds there answer what was asked before."""
    some = _facts(case, _readings(case, _places(near)))[:1]
    return next((f for f in some if f.coverage >= relevance.ALL_THE_WORDS), None)


def _best(case: Case, places: Sequence[_Place]) -> Fact | None:
    found = _facts(case, _readings(case, places))
    goes_on = len(case.query.wordings) > 1  # the few words it has itself need not be there
    if not found or (
        found[0].coverage < relevance.SOME_OF_FACT and not case.query.speakers and not goes_on
    ):
        return None
    return found[0]


def _facts(case: Case, readings: Sequence[tuple[Reading, Span, float]]) -> list[Fact]:
    found = facts(case.query.text, case.query.wanted, readings, case.retrieval.weights)
    texts = {reading.document.id: reading for reading, _, _ in readings}
    found = [f for f in found if not _is_own_day(case, texts[f.document_id], f.words)]
    asked = set(map(stem, terms(case.query.text)))
    return let_through(case, [f for f in found if _can_be(case, texts[f.document_id], f, asked)])


def _can_be(case: Case, reading: Reading, fact: Fact, asked: set[str]) -> bool:
    """Whether words that rules found can be what is wanted, where these stems are ``asked``."""
    text = reading.document.text
    told, words = text[slice(*fact.sentence)], text[slice(*fact.words)]
    if case.query.wanted == "time" and is_of_other_season(case.query.text, told):
        return False
    if another.tells(case.query, text, fact.words, fact.sentence):
        return False
    return not fact.exact or may_be(case.query, words, asked, told)


def _other_days(case: Case, candidate: Candidate[Passage]) -> list[Fact]:
    """The best time that a passage tells, where the reader found the day of the document, or
    another season."""
    where = [(candidate.row.document_id, Span(candidate.row.start, candidate.row.end), 0.0)]
    told = [f for f in _facts(case, _readings(case, where)) if f.exact]
    return [replace(f, score=candidate.chance) for f in told[:1]]


def _is_own_day(case: Case, reading: Reading, words: Span) -> bool:
    return is_own_day(case.query.text, reading.document, words, case.query.wanted)


def _places(near: Sequence[Candidate[Passage]]) -> list[_Place]:
    return [(c.row.document_id, Span(c.row.start, c.row.end), max(0.0, c.cosine)) for c in near]


def _readings(case: Case, places: Sequence[_Place]) -> list[tuple[Reading, Span, float]]:
    """What of each document is looked at, read once."""
    within: dict[str, Span] = {}
    for id, where, _ in places:
        known = within.get(id, where)
        within[id] = Span(min(known.start, where.start), max(known.end, where.end))
    read = {id: case.snapshot.reading(id, part) for id, part in within.items()}
    return [(of, where, prior) for id, where, prior in places if (of := read[id])]


def _words(candidate: Candidate[Passage]) -> Span | None:
    return candidate.read.words if candidate.read else None


def _read(case: Case, near: Sequence[Candidate[Passage]]) -> list[Fact]:
    """What the reader found, likeliest first; nothing where there is no reader. An age is told
    beside a word of the question, as the name is, or it is another's; unless the question names
    nobody ("how old was she?") and goes on from a conversation, or asks one document."""
    known = frozenset[str]() if _CHOICE.search(case.query.text) else stems(case.query.text)
    asked = set(map(stem, terms(case.query.text))) - {"old", "age"}
    told_before = case.of_one_document or case.query.goes_on
    anybody = case.query.wanted != "age" or (told_before and not asked)
    office = offices.asked(case.query.text)
    found = []
    for candidate in near:
        row, words = candidate.row, _words(candidate)
        if not words:
            continue
        if case.query.wanted == "age":
            words = aged(row.text, words, asked)
        if case.query.wanted == "number":
            words = priced(row.text, words, case.query.text)
        around = row.text[max(0, words.start - _BESIDE) : words.end + _BESIDE]
        if not may_be(case.query, row.text[slice(*words)], asked, around):
            continue
        at = Span(row.start + words.start, row.start + words.end)
        rest = Span(at.start, row.end)  # with what stands behind a heading
        if reading := case.snapshot.reading(row.document_id, rest):
            fact = read_out(candidate, at, case.query.wanted, reading, known)
            own = another.of_the_asked(
                reading.document.text, fact.words, fact.sentence, case.query.text
            )
            fact = replace(fact, words=own)
            told = reading.document.text[slice(*fact.sentence)]
            if office and (
                offices.is_anothers(office, row.text[slice(*words)], told)
                or offices.is_of_others(office, reading.document)
                or not offices.may_be_somebody(reading, at)
            ):
                continue
            of_dateline = is_of_dateline(case.query.wanted, reading.document.text, fact.words)
            if of_dateline or is_disowned(told, reading.document.text):
                continue
            if another.tells(case.query, reading.document.text, fact.words, fact.sentence):
                continue
            timed = case.query.wanted == "time"
            if timed and is_anothers_time(case.query.text, reading.document.text, at):
                continue
            elsewhen = timed and is_of_other_season(case.query.text, told)
            if elsewhen or _is_own_day(case, reading, at if timed else fact.words):
                found += _other_days(case, candidate) if timed else []
                continue
            if is_own_deed(case.query.text, told):
                fact = replace(fact, words=fact.sentence, exact=False)
            if anybody or not asked.isdisjoint(stems(told)):
                found.append(fact)
    if case.query.wanted in ("words", "reason"):
        programs = [f for f in found if _is_program(case, f)]
        found = [f for f in found if f not in programs] or programs
    found.sort(key=lambda f: (f.score < relevance.SURE, -f.score * (1 + _COVERED * f.coverage)))
    return let_through(case, found)


def _is_program(case: Case, fact: Fact) -> bool:
    """Whether what was found is a line of a program, which explains nothing."""
    stored = case.snapshot.document(fact.document_id)
    return stored is not None and is_program(stored.document.text[slice(*fact.sentence)])


def _unspoken(case: Case) -> Reply:
    """The speakers are on record, but not with what was asked for."""
    nearest = case.nearest(case.query.text, case.whenever)
    return case.refused(refusals.off_topic(case.query, nearest))
