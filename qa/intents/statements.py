"""What did X say: a speaker's statements, nobody else's."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import chain

from index.documents import Speaker, StoredStatement
from index.store import Filter
from qa import (
    contradictions,
    dates,
    denials,
    evidence,
    positions,
    refusals,
    relevance,
    settling,
    talk,
)
from qa.candidates import Candidate
from qa.intents import comparison, fact, responses
from qa.intents.case import MOST_ON_TOPIC, Case
from qa.lines import head
from qa.question import Query
from qa.relations import of_somebody
from qa.repetitions import folded
from qa.replies import FoundStatement, Reply
from qa.stances import is_negated
from qa.terms import stem, stems, terms, words
from qa.verbs import judging
from qa.whose import is_thing, is_writing

_REPORTERS = frozenset("reporter reporters journalist journalists press questioners".split())
_AUTHORS = frozenset("the author authors paper report researchers scientists study team".split())
_OF_AUTHORS = frozenset(map(stem, ("abstract", "authors", "study", "trial")))
_THINKS = re.compile(r"\b(?:think|thought|believ|doubt|suspect)(?:s|es|e|ed|ing)?\b", re.IGNORECASE)
_OF_TIME = re.compile(
    r"^(?:when|where|how often|how many times|(?:in|on|at) (?:what|which) \w+) ", re.IGNORECASE
)
_HOW = re.compile(r"^how ", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|during|in) ", re.IGNORECASE)
_MOST_TOLD = 1000
_MOST_TOGETHER = 40  # statements of several who discussed something, that are listed
_TALKED = re.compile(r"\b(?:discuss|speak|talk)\b", re.IGNORECASE)
_LEADING_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
# What may stand between somebody's name and the verb, in front of the name, and before that
_BETWEEN = r"(?:,(?:[^,]{1,80},)?)?(?: who)?(?: \w+ly| also| still| (?:does|do|did) not| never)?"
_IN_FRONT = re.compile(r"(?:[A-Z][\w.’'-]*\s+)*$")
_OF = re.compile(r"(?:\b(?:against|at|by|for|of|to|with)|['’]s)\s+$")
# Whom all is told that is on record, though the documents do not tell of them
_AUDIENCE = frozenset("journalists media press public reporters".split())
_ADDING = frozenset("of for from in at on with to by about who".split())
_ADDITION = re.compile(rf",|\s[—–-]\s|\s(?:{'|'.join(sorted(_ADDING))})\b")


def answer(case: Case) -> Reply:
    query, where = case.query, case.by_speakers
    if responded := responses.answer(case):
        return responded
    if query.whom:
        return _told(case)
    denied = _denied(case)
    if not (query.topic or query.cue or query.verb or query.changed):
        return _all(case, denied)
    if query.whether and query.verb and not query.topic:  # "did he concede?"
        by_verb = case.by_verb(where)
        if by_verb or query.cue is None:
            return by_verb or fact.answer(case.by_words())
    on_topic = case.as_asked(case.on_topic(where))
    if query.cue and not query.topic:  # "what did he deny?"
        on_topic = [c for c in on_topic if relevance.has_cue(c.row, query.verb)] or on_topic
    if not (on_topic or query.claimed or query.bare or judging(query.verb)):
        on_topic = case.as_asked(case.led_to(where) or case.headed(where))
    if query.when and query.claimed and query.cue is None and not is_negated(query.topic):
        on_topic = _saying_it(case, on_topic)
    if query.whether and query.cue is None and case.retrieval.reads and on_topic:
        told = positions.said(case.retrieval, query.text, query.topic, on_topic)
        if not told:
            near = list(map(evidence.ranked, on_topic))
            return case.refused(refusals.off_topic(query, near))
        on_topic = told
    if denied:  # what is denied to have been said is on record as denied alone
        own = [c for c in on_topic if not any(_is_within(c.row, d.statement) for d in denied)]
        found = list(map(evidence.ranked, own))
        return case.statements(list({f.statement.id: f for f in [*found, *denied]}.values()))
    if query.counted and query.topic:
        covered = case.retrieval.weights.coverage(terms(query.topic))
        own = [c for c in on_topic if covered(c.row.text) >= relevance.ALL_THE_WORDS]
        on_topic = own or on_topic  # "how often did she mention it?": what has the very words
    if query.changed and (turned := _turned(on_topic)):
        return case.statements(turned)
    if on_topic:
        listed = list(map(evidence.ranked, on_topic))
        return comparison.with_silent(case, case.statements(listed), listed)
    if query.bare:  # the name may be no more than one of the words
        return fact.answer(case.by_words())
    near = case.nearest(query.topic, where, MOST_ON_TOPIC)
    return _told_then(case) or _held(case) or _unspoken(case, near)


def _all(case: Case, denied: Sequence[FoundStatement]) -> Reply:
    """All that the speakers said, of whatever, or what they discussed with one another."""
    query, where = case.query, case.by_speakers
    if denied:  # "did he really say that?"
        rows, _ = case.snapshot.statements_by(where, 0, MOST_ON_TOPIC)
        return case.statements([*map(evidence.stated, rows), *denied])
    reply = case.all(where)
    together = query.several and " and " in query.who and _TALKED.search(query.text)
    if together and reply.statements_total > _MOST_TOGETHER:
        tells = fact.answer(case.by_words())
        return tells if tells.refusal is None else reply
    return reply if reply.statements_total else _told_then(case) or _unspoken(case, [])


def _saying_it(
    case: Case, on_topic: Sequence[Candidate[StoredStatement]]
) -> list[Candidate[StoredStatement]]:
    """Of statements on what it is asked when somebody said, those that say it, and deny nothing."""
    topic, reads = case.query.topic, case.retrieval.reads
    read = positions.said(case.retrieval, _whether(case.query), topic, on_topic) if reads else ()
    said = {c.row.id for c in read}
    by_chance = reads and len(terms(topic)) < relevance.FEW_WORDS  # has the words
    return [
        c for c in on_topic
        if c.row.id in said
        or not (by_chance or settling.takes_back(c) or talk.says_nothing(c.row))
    ]  # fmt: skip


def _is_within(inner: StoredStatement, outer: StoredStatement) -> bool:
    same = inner.document_id == outer.document_id
    return same and all(any(o.holds(i) for o in outer.spans) for i in inner.spans)


def _whether(query: Query) -> str:
    """Whether somebody said what it is asked when he said: "Did Kirby say that …?"."""
    return _OF_TIME.sub("", query.text, count=1)


def _denied(case: Case) -> list[FoundStatement]:
    """Who denies that the speakers said it, where it is asked whether they did."""
    query, wanted = case.query, terms(case.query.topic)
    if not query.whether or query.cue is not None:
        return []
    covers = case.retrieval.weights.coverage(wanted) if wanted else None
    surnames = [s.name.split()[-1].casefold() for s in query.speakers]
    return [
        evidence.stated(row, "denies")
        for row in case.reported([*surnames, *wanted, "denies", "denied"], case.where)
        if denials.is_of_saying(row, query.speakers) and denials.of_topic(row, covers)
    ]


def _told(case: Case) -> Reply:
    """What somebody said to somebody: in a sentence that names both. Where none does, all may be
    said to a room that the documents tell of ("reporters"), and what is told to a person is about
    him."""
    query = case.query
    asked = query.whom.split()[-1]
    called = re.compile(rf"\b{re.escape(asked)}\b")
    telling = _who_tell(case)
    naming = [
        evidence.ranked(c)
        for c in case.as_asked(case.on_topic(case.by_speakers))
        if (len(asked) > 1 and called.search(c.row.sentence_text)) or _is_to_me(c.row, telling)
    ]
    if naming:
        return case.statements([*naming, *_denied(case)])
    if talks := _talks(case, telling):
        there = {id for id in talks if _is_held_at(case, id)} if query.topic else frozenset()
        told = replace(query, whom="", topic="" if there else query.topic)
        reply = answer(case.within(frozenset(there or talks), told))
        if reply.refusal is None:
            return reply
    named = query.whom.removeprefix("the ")[:1].isupper()
    about = named or not (asked in _AUDIENCE or case.snapshot.mentions(asked, 1))
    topic = f"{query.whom} {query.topic}".strip() if about else query.topic
    return answer(case.asking(replace(query, whom="", topic=topic)))


def _talks(case: Case, telling: Sequence[StoredStatement]) -> Set[str]:
    """The documents in which the speakers and those who were told have the floor in turn."""
    rows, _ = case.snapshot.statements_by(case.by_speakers, 0, _MOST_TOLD)
    heard = {row.document_id for row in telling if row.kind == "turn"}
    return heard & {row.document_id for row in rows if row.kind == "turn"}


def _is_held_at(case: Case, id: str) -> bool:
    """Whether all of the topic is where or on what occasion a document was spoken, and no matter
    that its first lines happen to name."""
    query = case.query
    place = re.escape(_AT.sub("", query.topic, count=1))
    if not re.search(rf"{_AT.pattern}{place}", query.text, re.IGNORECASE):
        return False
    stored = case.snapshot.document(id)
    wanted = set(map(stem, terms(query.topic)))
    return stored is not None and wanted <= stems(head(stored.document))


def _who_tell(case: Case) -> Sequence[StoredStatement]:
    """What those say who were told: their turns, and what they tell as "I"."""
    if not case.query.addressees:
        return ()
    rows, _ = case.snapshot.statements_by(
        case.asking(replace(case.query, speakers=case.query.addressees)).by_speakers, 0, _MOST_TOLD
    )
    return [row for row in rows if row.kind == "turn" or row.source_text == "I"]


def _is_to_me(statement: StoredStatement, telling: Sequence[StoredStatement]) -> bool:
    """Whether a statement is reported as made to "me", by one who tells it: in a turn of theirs,
    or in a document that they tell."""
    if not re.search(rf"\b{re.escape(statement.cue or '')} (?:to )?me\b", statement.sentence_text):
        return False
    own = (row for row in telling if row.document_id == statement.document_id)
    return any(
        row.kind != "turn" or any(span.holds(statement.spans[0]) for span in row.spans)
        for row in own
    )


def _held(case: Case) -> Reply | None:
    """What documents tell that somebody thinks, which is no statement of his: "Lind believes that
    the port will reopen"."""
    query = case.query
    if not _THINKS.search(query.text):
        return None
    reply = fact.answer(case.by_words())
    topic = stems(" ".join(terms(query.topic)))
    sentences = tuple(
        s
        for s in reply.sentences[-1:]
        if _thinks(query.who, s.text) and not (topic and topic.isdisjoint(stems(s.text)))
    )
    return replace(reply, sentences=sentences, words=None) if sentences else None


def _thinks(who: str, sentence: str) -> bool:
    """Whether somebody is who thinks in a sentence, and not whose critics do."""
    form = who if who.casefold() in sentence.casefold() else who.split()[-1]
    thinking = rf"\b{re.escape(form)}\b{_BETWEEN} {_THINKS.pattern}"
    for found in re.finditer(thinking, sentence, re.IGNORECASE):
        if not _OF.search(_IN_FRONT.sub("", sentence[: found.start()])):
            return True
    return False


def _told_then(case: Case) -> Reply | None:
    """What documents without a date tell to have been said in the period asked for."""
    if (period := case.query.period) is None:
        return None
    found = [
        c for c in case.as_asked(case.on_topic(case.whenever))
        if c.row.published is None and dates.tells_of(period, c.row.sentence_text)
    ]  # fmt: skip
    told = list(map(evidence.ranked, found))
    return case.statements(told) if told else None


def _turned(candidates: Sequence[Candidate[StoredStatement]]) -> list[FoundStatement]:
    """The statements in which the speakers contradict themselves, the earlier first."""
    found = folded(list(map(evidence.ranked, candidates)))
    pairs = [each.in_time for each in contradictions.among(found) if each.over_time]
    known = {place.id: each for each in found for place in (each.statement, *each.repeated_in)}
    turned = [known[place.id] for place in chain.from_iterable(pairs)]
    return list({each.statement.id: each for each in turned}.values())


def _unspoken(case: Case, nearest: Sequence[FoundStatement]) -> Reply:
    """On record, but not with this, or not then."""
    if not nearest:
        rows, _ = case.snapshot.statements_by(case.whenever, 0, 1)
        nearest = [FoundStatement(row, 0.0) for row in rows]
    return case.refused(refusals.off_topic(case.query, nearest))


def of_nobody(case: Case) -> Reply:
    """For a source that is no indexed speaker: its statements in the documents' own words
    ("officials", "the report"), or why there are none. "A spokesman for officials" is another."""
    wanted = set(case.query.who.casefold().split()) - {"the", "a", "an"}
    if wanted and wanted <= _REPORTERS and (asked := _asked_by_reporters(case)):
        return case.statements(asked)
    phrase = _LEADING_ARTICLE.sub("", case.query.who)
    found = case.snapshot.statements_in([h.id for h in case.snapshot.mentions(phrase, 200)])
    rows = [
        s for s in found
        if s.speaker is None and (wanted <= _head(s.source_text, wanted) or _is_called(s, phrase))
        and (not phrase.isupper() or phrase in s.source_text)  # the WHO is not "who"
        and _passes(s, case.where)
    ]  # fmt: skip
    rows = _by_verb(case, rows) or _of_us(case) or rows
    if not rows and (speakers := _called(case, found, phrase)):
        called = case.asking(replace(case.query, speakers=speakers))
        if called.query.ambiguous:
            return case.refused(refusals.ambiguous(called.query))
        return fact.answer(called) if called.query.intent == "fact" else answer(called)
    if not rows and (theirs := of_somebody(case.snapshot, case.query.who)):
        if speaker := theirs[0].speaker:
            return answer(case.asking(replace(case.query, speakers=(speaker,))))
        rows = [row for row in theirs if _passes(row, case.where)]
    if rows:
        told = [evidence.stated(row) for row in _on_topic(case, rows)]
        near = list(map(evidence.stated, rows))
        return case.statements(told) if told else case.refused(refusals.off_topic(case.query, near))
    if is_writing(case.query.who) and (reply := fact.of_writing(case)):
        return reply
    if held := _held(case):
        return held
    how = _HOW.match(case.query.text) and is_thing(case.query.who)  # "how did the price react?"
    if how or is_writing(case.query.who):
        reply = fact.answer(case.by_words())
        if not stems(" ".join(terms(case.query.who))).isdisjoint(stems(reply.text)):
            return reply
    return case.refused(refusals.no_speaker(case.query, case.snapshot, case.retrieval, case.where))


def _on_topic(case: Case, rows: Sequence[StoredStatement]) -> Sequence[StoredStatement]:
    """Those that are on the topic, if there is one, or have a word of it."""
    wanted = set(map(stem, terms(case.query.topic)))
    if not wanted:
        return rows
    known = {c.row.id for c in case.on_topic(case.where)}
    on_it = [row for row in rows if row.id in known]
    return on_it or [row for row in rows if not wanted.isdisjoint(stems(row.sentence_text))]


def _called(case: Case, found: Sequence[StoredStatement], phrase: str) -> tuple[Speaker, ...]:
    """Who speaks by these very words: "The company", "Plaintiff". Nobody of whom it is asked
    whether he does what the words before tell ("does the company agree?")."""
    if case.query.whether and not case.query.topic:
        return ()
    speaking = (
        s.speaker for s in found
        if s.kind != "turn" and evidence.within(s.published, case.where)
        and _LEADING_ARTICLE.sub("", s.source_text).casefold() == phrase.casefold()
    )  # fmt: skip
    return tuple(dict.fromkeys(speaker for speaker in speaking if speaker))


def _by_verb(case: Case, rows: Sequence[StoredStatement]) -> list[StoredStatement]:
    """Those that are reported by the question's own verb, if it is a telling one."""
    verb = case.query.verb
    return [row for row in rows if verb and relevance.has_cue(row, verb)]


def _of_us(case: Case) -> list[StoredStatement]:
    """What "we" conclude in a writing, where it is asked what its authors do."""
    query = case.query
    if not (query.verb and _AUTHORS.issuperset(query.who.casefold().split())):
        return []
    forms = [word for word in words(query.text) if stem(word) == query.verb]
    rows = case.reported([*forms, "we", *terms(query.topic)], case.where)
    ours = [row for row in rows if row.speaker is None and row.source_text.casefold() == "we"]
    return [
        row for row in _by_verb(case, ours)
        if _passes(row, case.where) and _is_of_authors(case, row.document_id)
    ]  # fmt: skip


def _is_of_authors(case: Case, id: str) -> bool:
    """Whether a document calls itself a study, or what is asked for, or names its authors so."""
    stored = case.snapshot.document(id)
    kinds = _OF_AUTHORS | {stem(case.query.who.split()[-1].casefold())}
    return stored is not None and not kinds.isdisjoint(stems(head(stored.document)))


def _asked_by_reporters(case: Case) -> list[FoundStatement]:
    """What those ask who are labelled as asking, and by no name."""
    candidates = case.on_topic(case.where) if case.query.topic else []
    return [
        evidence.ranked(c) for c in candidates
        if c.row.speaker is None and talk.only_asking(c.row)
    ]  # fmt: skip


def _head(source: str, wanted: Set[str]) -> set[str]:
    """The words of a source up to its first addition, unless that is asked for as well."""
    low = source.casefold()
    addition = _ADDITION.search(low)
    if addition and not wanted & _ADDING:
        low = low[: addition.start()]
    return set(low.split())


def _is_called(statement: StoredStatement, name: str) -> bool:
    """Whether a source tells its name: "a woman who gave her name as Becky"."""
    told = rf"\b(?:call(?:s|ed|ing)|named|name (?:as|is|was))(?: \w+self)? {re.escape(name)}\b"
    return name[:1].isupper() and re.search(told, statement.source_text) is not None


def _passes(statement: StoredStatement, where: Filter) -> bool:
    """Whether a statement without a speaker passes the question's filters."""
    if where.speakers or (where.documents and statement.document_id not in where.documents):
        return False
    return evidence.within(statement.published, where)
