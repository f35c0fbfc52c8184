"""What is it about? Of one document: how it begins, in its own words, and who speaks in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.documents import Passage, Span, StoredStatement
from qa import evidence, wording
from qa.fitting import is_closed
from qa.intents.case import Case
from qa.replies import Reply, Sentence

_SENTENCES = 3  # of the beginning
_WITHIN = 6  # passages in which these are looked for
_LEAST = 4  # words of a sentence; fewer are a heading or a greeting
_NAMED = 8  # speakers
_STATEMENTS = 500  # among which they are counted


def answer(case: Case) -> Reply:
    (document,) = case.where.documents or {d.document.id for d in case.snapshot.documents(0, 1)}
    stored = case.snapshot.document(document)
    if stored is None or not evidence.within(stored.document.published, case.where):
        return case.nothing()
    begins = [] if case.where.speakers else _beginning(case, document)  # it is nobody's words
    on_record = _on_record(case, document)
    if not begins and not on_record:
        return case.nothing()
    sentences = [Sentence(text, (passage.id,)) for passage, _, text in begins]
    rows: list[tuple[Passage, float, Sequence[Span]]]
    rows = [(passage, 1.0, (span,)) for passage, span, _ in begins]
    if on_record:
        cited = evidence.cited(on_record)
        names = wording.listed([wording.called(s.speaker) for s in on_record if s.speaker])
        sentences.append(Sentence(f"On record here: {names}.", cited))
        known = {passage.id for passage, _, _ in rows}
        others = case.snapshot.passages([id for id in cited if id not in known])
        rows += [(passage, 0.0, ()) for passage in others]
    return case.answered(sentences, [], 0, rows)


def _beginning(case: Case, document: str) -> list[tuple[Passage, Span, str]]:
    """The first whole sentences that nobody speaks, each with its passage."""
    passages = case.snapshot.passages_of(document)[:_WITHIN]
    if not passages:
        return []
    reading = case.snapshot.reading(document, Span(passages[0].start, passages[-1].end))
    if reading is None:
        return []
    held = case.snapshot.statements_in([p.id for p in passages])
    turns = [s for s in held if s.kind == "turn"]
    found: list[tuple[Passage, Span, str]] = []
    for sentence in reading.sentences:
        text = reading.document.text[slice(*sentence)]
        passage = next((p for p in passages if p.start <= sentence.start < p.end), None)
        spoken = any(turn.sentence.overlaps(sentence) for turn in turns)
        if passage is None or spoken or not _is_whole(text):
            continue
        found.append((passage, sentence, text))
        if len(found) == _SENTENCES:
            break
    return found


def _is_whole(text: str) -> bool:
    """Whether these words are a sentence and no heading."""
    return len(text.split()) >= _LEAST and is_closed(text)


def _on_record(case: Case, document: str) -> list[StoredStatement]:
    """A statement of each of those who say most in it, whoever says the most first."""
    where = replace(case.where, documents=frozenset({document}), spoken_only=True)
    rows, _ = case.snapshot.statements_by(where, 0, _STATEMENTS)
    first: dict[str, StoredStatement] = {}
    for row in rows:
        if row.speaker:
            first.setdefault(row.speaker.id, row)
    counted = Counter(row.speaker.id for row in rows if row.speaker)
    return [first[id] for id, _ in counted.most_common(_NAMED)]
