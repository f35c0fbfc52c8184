"""How a fact is told: its exact words and who vouches for them, and the sentence they stand in."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.documents import Passage, Span, StoredStatement
from qa import excerpts, relevance, talk, wording
from qa.facts import Fact
from qa.intents.case import Case
from qa.lines import led_in
from qa.replies import FoundStatement, Reply, Sentence
from qa.stances import denies_by_cue, stance
from qa.wanted import asks_how, is_told_whole, wanted

_WORD = re.compile(r"[^\W\d_]+(?![\w(])")
_NAMED = re.compile(r"[\"“'‘`][^\s\"”'’`]+[\"”'’`]")
# "It is:", "Then, run the following:"
_POINTS_AHEAD = re.compile(
    r"\b(?:follow(?:s|ing)|it is|like|so|this|these)\b[^.:\n]{0,40}:\W*$", re.IGNORECASE
)


def told(case: Case, best: Fact, more: Sequence[Fact] = ()) -> Reply:
    """The exact words and who vouches for them, the sentence that holds them, and what ``more``
    places say. Whether a thing is true no few words say, nor how to do one, nor does what is only
    denied: there the sentence stands alone; how to do a thing with what that leads in."""
    sentences: list[Sentence] = []
    rows: list[tuple[Passage, float, Sequence[Span]]] = []
    surest: list[StoredStatement] = []
    led = _led_in(case, best)
    # of a list, the words that lead it in answer nothing
    whole = bool(led) and wanted(case.query.text) == "words"
    for fact in (best, *led, *more):
        stored = case.snapshot.document(fact.document_id)
        passage = case.snapshot.passage_at(fact.document_id, fact.words.start)
        if stored is None or passage is None:
            continue
        text = stored.document.text
        denied = _is_denied(case, passage, fact.words)
        marked = fact.sentence if denied else fact.words
        by = vouching(case, passage, fact.words)
        surest = by if fact is best else surest
        if fact is best and not (denied or whole) and _stands_alone(case, fact):
            named = [s for s in by[:1] if s.speaker or talk.tells_who(s)]
            said = f", according to {wording.name(named[0]).removesuffix('.')}" if named else ""
            exact = f"{_begun(text, fact.words)}{said}."
            sentences.append(Sentence(exact, (passage.id,)))
        sentence = _sentence(text, fact, by, named=fact is best and bool(sentences))
        sentences.append(Sentence(sentence, (passage.id,)))
        rows.append((passage, fact.score, (marked,)))
    if not rows:
        return case.nothing()
    found = [FoundStatement(s, round(best.score, 4)) for s in surest[:1]]
    return case.answered(sentences, found, len(found), rows)


def _led_in(case: Case, best: Fact) -> list[Fact]:
    """The lines that a sentence of nobody's turn leads in, or, where it tells how a thing is done,
    the one behind it in its paragraph with those."""
    passage = case.snapshot.passage_at(best.document_id, best.sentence.start)
    if passage is None or any(s.kind == "turn" for s in _holding(case, passage, best.sentence)):
        return []
    within = Span(best.sentence.start, max(best.sentence.end, passage.end))
    reading = case.snapshot.reading(best.document_id, within)
    if reading is None:
        return []
    text = reading.document.text
    own = list(led_in(text, best.sentence))
    behind = next((s for s in reading.sentences if s.start >= best.sentence.end), None)
    how = asks_how(case.query.text)
    if behind and how and not own and _POINTS_AHEAD.search(text, *behind):
        lines = list(led_in(text, behind))
        own = [behind, *lines] if lines else []
    return [replace(best, words=each, sentence=each, exact=False) for each in own]


def _begun(text: str, at: Span) -> str:
    """Words at the beginning of a sentence: with a capital, unless it would change what is no word,
    as `i32` and `add_one`, or a single one that the text has in quotation marks, as a key's."""
    words = text[slice(*at)]
    named = _NAMED.fullmatch(text, max(0, at.start - 1), at.end + 1)
    return words[:1].upper() + words[1:] if _WORD.match(words) and not named else words


def _stands_alone(case: Case, fact: Fact) -> bool:
    """Whether the exact words are told before their sentence: not where a thing is asked to be so,
    nor what happened, what a thing does or how one is done, nor where any words may answer and the
    reader is not sure that these do."""
    question = case.query.text
    if case.query.claimed or not fact.exact or is_told_whole(case.plain) or asks_how(question):
        return False
    unsure = case.retrieval.reads and fact.score < relevance.SURE
    return wanted(case.query.text) not in ("words", "reason") or not unsure


def _sentence(text: str, fact: Fact, by: Sequence[StoredStatement], *, named: bool) -> str:
    """The sentence that holds a fact; what is part of a turn without its label, behind who speaks
    unless that is ``named`` already."""
    turn = next((each for each in by if each.kind == "turn"), None)
    if turn is None:
        return text[slice(*fact.sentence)]
    start = max(fact.sentence.start, turn.sentence.start)
    own = Span(start, max(start, min(fact.sentence.end, turn.sentence.end)))
    words = text[slice(*own)]
    found = FoundStatement(excerpts.part(turn, own, words), fact.score)
    return words if named else wording.told_by(found)


def let_through(case: Case, found: Sequence[Fact]) -> list[Fact]:
    """Where a filter names speakers, the facts that stand in their statements: a passage may hold
    others' as well. Where the question names some, none that is another's alone."""
    if not (case.where.speakers or case.query.speakers):
        return list(found)
    placed = [(f, case.snapshot.passage_at(f.document_id, f.words.start)) for f in found]
    if case.where.speakers:
        placed = [(f, p) for f, p in placed if p and vouching(case, p, f.words)]
    return [f for f, p in placed if not (p and _is_anothers(case, p, f.words))]


def _is_anothers(case: Case, passage: Passage, words: Span) -> bool:
    """Whether words stand in what is said by somebody else than those who are asked about."""
    asked, held = case.query.speakers, _holding(case, passage, words)
    own = _within_turns(held, words) or held
    return bool(asked and own) and not any(s.speaker in asked for s in own)


def _is_denied(case: Case, passage: Passage, words: Span) -> bool:
    """Whether all that is said with these words is told to be denied."""
    held = _holding(case, passage, words)
    return bool(held) and all(map(denies_by_cue, held))


def _holding(case: Case, passage: Passage, words: Span) -> list[StoredStatement]:
    """The statements in which some of these words stand."""
    said = case.snapshot.statements_in([passage.id])
    return [s for s in said if any(span.overlaps(words) for span in s.spans)]


def vouching(case: Case, passage: Passage, words: Span) -> list[StoredStatement]:
    """The statements that hold these words, the surest first, but what somebody is told to say
    within another's turn before that, which are not the other's own words; whoever denies them
    vouches for nothing, nor do several for words that run on from what one says to what the next
    does."""
    speakers, given = case.query.speakers, case.where.speakers

    def counts(statement: StoredStatement) -> bool:
        of = statement.speaker
        return (not speakers or of in speakers) and (
            not given or (of is not None and of.id in given)
        )

    every = _holding(case, passage, words)
    within = _within_turns(every, words)
    if within and not any(map(counts, within)):
        return []
    held = [s for s in every if counts(s) and stance(s) != "denies"]
    if any(map(_go_on, held, held[1:])):
        held = [s for s in held if any(span.holds(words) for span in s.spans)]
    within = _within_turns(held, words)
    return sorted(held, key=lambda s: (s not in within, -s.confidence))


def _go_on(one: StoredStatement, other: StoredStatement) -> bool:
    """Whether two statements are those of two speakers, apart from one another."""
    together = any(a.overlaps(b) for a in one.spans for b in other.spans)
    return one.speaker != other.speaker and not together


def _within_turns(held: Sequence[StoredStatement], words: Span) -> list[StoredStatement]:
    """Those that hold the words within another's turn, as somebody's by name."""
    turns = [each for each in held if each.kind == "turn"]
    return [
        s for s in held
        if s.speaker is not None and any(span.holds(words) for span in s.spans)
        and any(turn.spans[0].holds(s.spans[0]) for turn in turns if turn is not s)
    ]  # fmt: skip
