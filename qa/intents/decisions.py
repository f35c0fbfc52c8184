"""What was decided about a matter, or at all in a meeting: the sentences that tell it, whole."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from index.documents import Span
from index.store import Reading
from qa import dates, decisions
from qa.decisions import Asked
from qa.facts import Fact
from qa.intents import minutes, spoken
from qa.intents.case import Case
from qa.intents.minutes import Matter
from qa.intents.telling import told
from qa.lines import head
from qa.replies import FoundPassage, Reply
from qa.rows import line_of
from qa.terms import terms
from qa.whose import is_court

_READ = 12  # passages
_MOST, _MOST_OF_ALL = 3, 12  # sentences that are told
_SENTENCE = re.compile(r"(?<=[a-z\d)][.!?]) +(?=[A-Z])")


def answer(case: Case) -> Reply | None:
    """What was decided; None where that is not asked, or no decision is found. Of a time that the
    question ends with only documents of that time are asked, if that finds any."""
    if of_time := case.of_its_time():
        undated, of_then = of_time
        asked = decisions.asked(undated)
        if asked and (reply := _answer(of_then, asked)):
            return reply
        if asked and asked.by_name and not terms(asked.topic):  # of which it may not be known when
            then = replace(asked, who=f"{asked.who} {case.plain[len(undated) :]}")
            return _answer(case, then) or case.nothing()
    asked = decisions.asked(case.plain)
    return _answer(case, asked) if asked else None


def whether(case: Case) -> Reply | None:
    """What was decided of what is asked to be decided; None where that is not asked, or no decision
    is found."""
    asked = decisions.whether(case.plain)
    return _answer(case, asked) if asked and terms(asked.topic) else None


def _answer(case: Case, asked: Asked) -> Reply | None:
    if is_court(asked.who) or case.question.filters.speakers:
        return None
    if not terms(asked.topic):
        return _of_all(case, asked)
    matter = Matter(case, asked.topic, _written, _said, ends=True)
    near = matter.nearest(lambda reading: _is_of(asked, reading))
    facts = [each for each in near if not asked.is_anothers(_sentence(case, each))]
    return told(case, facts[0], facts[1:_MOST]) if facts else None


def _of_all(case: Case, asked: Asked) -> Reply | None:
    """All that a meeting decided, where it is told which."""
    one = case.of_one_document or case.query.goes_on or case.query.period is not None
    if not (one or asked.by_name):
        return None
    passages = case.retrieval.passages(case.query.text, _READ, case.where, case.query.wordings)
    of_turns = {turn.document_id for turn in spoken.turns(case, passages).values()}
    for id in dict.fromkeys(c.row.document_id for c in passages):
        reading = case.snapshot.reading(id)
        if reading and _is_of(asked, reading):
            tells = decisions.is_agreed if id in of_turns else decisions.is_decision
            whole = Span(0, len(reading.document.text))
            deciding = minutes.telling(reading, whole, tells)
            facts = [Fact.whole(id, each) for each in deciding][:_MOST_OF_ALL]
            return told(case, facts[0], facts[1:]) if facts else None
    return None


def is_told(case: Case, reply: Reply) -> bool:
    """Whether a reply that was found otherwise can tell what was decided, where that is asked: none
    that tells what was but discussed or proposed, nor one of another matter."""
    asked = decisions.asked(case.plain) or decisions.whether(case.plain)
    if asked is None:
        return True
    if any(asked.is_anothers(s.text) for s in reply.sentences) or any(
        _is_of_another_month(case, asked, found) for found in reply.passages
    ):
        return False
    own = terms(asked.topic)
    covers = case.retrieval.weights.coverage(own)
    each = [list(_SENTENCE.split(s.text)) for s in reply.sentences]
    of_it = ([s for s in parts if not own or covers(s) > 0] or parts for parts in each)
    if any(map(decisions.is_talk, chain.from_iterable(of_it))):
        return False
    return not own or all(map(covers, chain.from_iterable(map(_paragraphs, reply.passages))))


def _is_of_another_month(case: Case, asked: Asked, found: FoundPassage) -> bool:
    months, stored = dates.months_told(asked.who), case.snapshot.document(found.passage.document_id)
    first = dates.first_month(head(stored.document)) if months and stored else None
    return first is not None and first not in months


def _paragraphs(found: FoundPassage) -> Iterator[str]:
    """Those of a passage with the words that are pointed out, with its document's headline."""
    text, start = found.passage.text, found.passage.start
    for words in found.highlights:
        line = line_of(text, Span(words.start - start, words.end - start))
        yield f"{found.title}\n{text[slice(*line)]}"


def _written(sentence: str, before: str) -> bool:
    return decisions.is_decision(sentence, before) or decisions.is_left_open(sentence)


def _said(sentence: str, before: str) -> bool:
    return decisions.is_agreed(sentence, before) or decisions.is_left_open(sentence)


def _sentence(case: Case, found: Fact) -> str:
    stored = case.snapshot.document(found.document_id)
    return stored.document.text[slice(*found.sentence)] if stored else ""


def _is_of(asked: Asked, reading: Reading) -> bool:
    return asked.is_of(head(reading.document))
