"""Who said it and who denies it, and who stands where."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

from index.documents import StoredStatement
from index.interrogatives import only_asks
from qa import (
    contradictions,
    denials,
    evidence,
    positions,
    quoted,
    refusals,
    relevance,
    settling,
    talk,
    who_said,
    wording,
)
from qa.candidates import Candidate
from qa.intents import fact, proposals
from qa.intents.case import Case
from qa.question import Query
from qa.repetitions import folded
from qa.replies import FoundStatement, Reply, Sentence, Stance
from qa.stances import asks, denies_by_cue, is_negated, stance
from qa.terms import stem, stems, terms, words
from qa.verbs import judging, proposes

_MOST_POSITIONS = 40
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_THAT = re.compile(r"(?:[\w’'-]+ ){0,3}that\b", re.IGNORECASE)
_FEWEST_QUOTED, _FEWEST_CLAIMED = 3, 6  # words
_FEW_WORDS = 3  # of a claim, which may stand in a statement by chance
_MOST_CONTRADICTED = 12  # of one speaker's statements, those that others are searched through for
_MOST_NEAR = 20  # statements with the words of one of those
_HEADS: Mapping[Stance | None, str] = {
    "asserts": "Asserted by",
    "denies": "Denied by",
    "unsure": "Unsure:",
    None: "Also on record about it:",
}


def answer(case: Case) -> Reply:
    query = case.query
    if query.against:
        return _against(case)
    if query.intent == "speaker" and judging(query.verb):
        return _judged(case)
    if not terms(query.topic) and query.cue is None:
        if query.verb:  # "who conceded?"
            return case.by_verb(case.where) or fact.answer(case.by_words())
        reply = case.all(case.by_speakers)  # "who said what?"
        return reply if reply.statements_total else case.nothing()
    asked = _QUOTED.search(query.text) if query.intent == "speaker" else None
    if asked and (verbatim := _verbatim(case, words(asked[1]), _FEWEST_QUOTED)):
        saying = [f for f in verbatim if query.cue or not _is_denied(f.statement)]
        return _first_of(case, saying) if saying else case.refused(refusals.only_denied(verbatim))
    if who_said.of_writing(case.plain):
        return _written(case)
    on_topic = _candidates(case)
    if not on_topic:
        return _told_by_documents(case) if query.intent == "positions" else case.nothing()
    if query.office:
        on_topic = [c for c in on_topic if relevance.is_called(c.row, query.office)]
        if not on_topic:
            return fact.answer(case.by_words())
    if query.intent == "speaker":
        return _speaker(case, on_topic)
    on_topic = relevance.leading(on_topic, margins=2)
    if query.claimed:
        on_topic = [c for c in on_topic if not talk.only_points_back(c.row)]
    if not query.claimed:
        telling = case.telling_first(on_topic, query.topic)
        telling.sort(key=lambda c: c.row.speaker in query.subject)  # of whom the others speak
        return _matter(case, list(map(evidence.ranked, telling)))
    placed = positions.taken(case.retrieval, query.text, query.topic, on_topic, query.predicate)
    if any(f.stance for f in placed):
        return _positions(case, placed)
    told = _told_by_documents(case)
    return told if told.refusal is None else case.refused(refusals.undecided(placed))


def _candidates(case: Case) -> list[Candidate[StoredStatement]]:
    """The statements on the topic by whoever has a name, and for a matter, or where nobody has, by
    whoever is told of."""
    query, by_stance = case.query, case.query.cue is not None
    if terms(query.topic):
        found = case.on_topic(case.by_speakers, _MOST_POSITIONS, by_stance=by_stance)
        own = _with_subjects_own(case, found)
        cut = case.retrieval.excerpts(own, query.topic, query.predicate)
        found = [
            c for c in cut
            if relevance.on_topic(c, by_stance=by_stance) and not talk.says_nothing(c.row)
        ]  # fmt: skip
    else:  # "who denied it?", with nothing before: whoever denied anything
        found = case.on_topic(case.by_speakers, by_stance=by_stance)
    before = len(found)
    found = quoted.own(found, case.retrieval.weights.coverage(terms(query.topic)))
    repeated = len(found) < before
    named = [c for c in found if c.row.speaker]
    telling = [c for c in found if c.row.speaker or talk.tells_who(c.row)]
    on_topic = case.as_asked(telling if query.intent == "positions" or repeated else named)
    if not on_topic and query.intent == "speaker":
        on_topic = case.as_asked(telling)  # "a former officer at the plant said …"
    return on_topic


def _verbatim(case: Case, wanted: Sequence[str], fewest: int) -> list[FoundStatement]:
    """The statements with these very words, if they are enough to tell, those that say least beside
    them first."""
    if len(wanted) < fewest:
        return []
    found = [
        case.retrieval.excerpt(row, " ".join(wanted)) for row in case.reported(wanted, case.where)
        if (row.speaker or talk.tells_who(row)) and not only_asks(row.text)
        and f" {' '.join(wanted)} " in f" {' '.join(words(row.text))} "
    ]  # fmt: skip
    found.sort(key=lambda row: len(row.text))
    return folded(case.ordered(list(map(evidence.stated, found))))


def _is_denied(statement: StoredStatement) -> bool:
    """Whether its words are told to be denied: "denied that the pier was shut", and not "dismissed
    it as nonsense"."""
    denied = statement.kind == "indirect" and _THAT.match(statement.text)
    return bool(denied) and denies_by_cue(statement)


def _first_of(case: Case, found: Sequence[FoundStatement]) -> Reply:
    page = case.page(found)
    return case.answered([_told(case, f) for f in page[:1]], page, len(found))


def _with_subjects_own(
    case: Case, found: Sequence[Candidate[StoredStatement]]
) -> list[Candidate[StoredStatement]]:
    """Together with what a claim's subject says of it without the own name: "did Holt sell it?" is
    answered by Holt's "I never sold it"."""
    query = case.query
    if not query.subject or not terms(query.predicate):
        return list(found)
    own = case.on_topic(case.by_subject, _MOST_POSITIONS, topic=query.predicate)
    known = {c.row.id for c in own}
    name = {w for s in query.subject for form in (s.name, *s.aliases) for w in words(form)}
    others = [c for c in found if c.row.id not in known and not name.issuperset(words(c.row.text))]
    return sorted([*own, *others], key=lambda c: -c.score)


def _told_by_documents(case: Case) -> Reply:
    """Nobody is on record on it; what is asked to be true or not, or what there is on it, the
    documents may tell in their own words."""
    if case.where.speakers or not (case.query.claimed or case.query.open):
        return case.nothing()
    told = fact.answer(case.by_words())
    return replace(told, intent=case.query.intent) if told.refusal else told


def _by_documents(case: Case) -> Reply:
    """What the documents tell in the question's own verb, and nobody who is disagreed with says."""
    told = fact.answer(case.by_words())
    named = {w for s in case.query.speakers for form in (s.name, *s.aliases) for w in stems(form)}
    asked = set(map(stem, terms(case.query.text))) - named - stems(case.query.topic)
    own = any(found.statement.speaker in case.query.speakers for found in told.statements)
    in_verb = any(asked & stems(sentence.text) for sentence in told.sentences)
    return told if told.refusal is None and in_verb and not own else case.nothing()


def _written(case: Case) -> Reply:
    """Who wrote a thing, as the documents tell it in most of these words."""
    asked = Query(case.query.text, "fact", case.query.text, wanted="person")
    told = fact.answer(case.by_words().asking(asked))
    covers = case.retrieval.weights.coverage(terms(case.plain))
    held = any(covers(sentence.text) >= relevance.MOST_WORDS for sentence in told.sentences)
    return told if told.refusal is None and held else case.nothing()


def _speaker(case: Case, on_topic: list[Candidate[StoredStatement]]) -> Reply:
    """Who it was: the best statement answers, others near it follow."""
    cue = case.query.cue
    if cue is None:
        on_topic = relevance.leading(on_topic)
        if case.query.claimed:
            if not case.query.verb.startswith("ask"):  # a question claims nothing
                on_topic = [c for c in on_topic if not (only_asks(c.row.text) or asks(c.row))]
            near = [c for c in on_topic if relevance.is_of_claim(c, case.query.topic)]
            on_topic = _saying_so(case, near)
            if not on_topic:
                verbatim = _verbatim(case, words(case.query.topic), _FEWEST_CLAIMED)
                so = [f for f in verbatim if stance(f.statement) != "denies"]
                return _first_of(case, so) if so else case.nothing()
        if case.query.claimed and not is_negated(case.query.topic):
            saying = [c for c in on_topic if not settling.takes_back(c)]
            if not saying:
                return case.refused(refusals.only_denied(list(map(evidence.ranked, on_topic))))
            on_topic = saying
    found = folded(case.ordered([evidence.ranked(c, cue) for c in on_topic]))
    page = case.page(found)
    all_told = cue is not None or (case.query.everyone and not case.query.claimed)
    answering = page if all_told else page[:1]
    return case.answered([_told(case, f) for f in answering], page, len(found))


def _saying_so(
    case: Case, near: list[Candidate[StoredStatement]]
) -> list[Candidate[StoredStatement]]:
    """Of the statements near a claim those that say whether it is so, as the reader finds; all of
    them where the nearest has all of its words, and these are more than a few ("it is over")."""
    if not near or not case.retrieval.reads:
        return near
    told = len(terms(case.query.topic)) > _FEW_WORDS
    if told and near[0].coverage >= relevance.ALL_THE_WORDS:
        return near
    asked = f"Did they say that {case.query.topic}?"
    saying = {c.row.id for c in positions.said(case.retrieval, asked, case.query.topic, near)}
    return [c for c in near if c.row.id in saying]


def _judged(case: Case) -> Reply:
    """Who criticized it: whoever is reported by such a verb with it as the object; else who
    proposed it in the own words, or what the documents tell of that themselves."""
    wanted, verb = terms(case.query.topic), case.query.verb
    coverage = case.retrieval.weights.coverage(wanted)
    found = case.reported([*wanted, *judging(verb)], case.where)
    least = relevance.MOST_WORDS if proposes(verb) else relevance.HALF_THE_WORDS
    rows = [row for row in found if relevance.judges(row, verb, case.query.topic, coverage, least)]
    if office := case.query.office:
        rows = [row for row in rows if relevance.is_called(row, office)]
    if not rows:
        return proposals.answer(case) if proposes(verb) else fact.answer(case.by_words())
    once = folded(case.ordered(list(map(evidence.stated, rows))))
    page = case.page(once)
    return case.answered([_told(case, f) for f in page], page, len(once))


def _positions(case: Case, found: Sequence[FoundStatement]) -> Reply:
    """Who stands where, a sentence a stance, with the best words for it and against it, and the
    contradictions in it."""
    once = folded(case.ordered(found))
    clashes = contradictions.among([f for f in once if f.stance])
    page = case.page(_in_turn(once))
    sentences: list[Sentence] = []
    told_of: set[str] = set()
    for position, head in _HEADS.items():
        taken = [f.statement for f in page if f.stance == position]
        if position is None:
            taken = [s for s in taken if wording.name(s) not in told_of]
        if not taken:
            continue
        told_of.update(map(wording.name, taken))
        names = wording.listed(list(dict.fromkeys(map(wording.name, taken))))
        told = f"{head} {names.removesuffix('.')}."
        sentences.append(Sentence(told, evidence.cited(taken)))
        if position is not None:
            sentences.append(Sentence(wording.reported(taken[0]), evidence.citations(taken[0])))
    return case.answered(sentences, page, len(once), clashes=clashes)


def _matter(case: Case, found: Sequence[FoundStatement]) -> Reply:
    """What each of them says of it, and the contradictions in that."""
    once = folded(case.ordered(found))
    page = case.page(once)
    told = [_told(case, f) for f in page]
    return case.answered(told, page, len(once), clashes=contradictions.among(once))


def _against(case: Case) -> Reply:
    """Who denies what the speakers assert, or denies it as theirs ("denied Ana Quill's claim").

    Only words that the statements share are searched for, so this costs a few full-text searches.
    """
    candidates = case.on_topic(case.by_speakers)
    asserted = (c.row for c in candidates if stance(c.row) == "asserts")
    theirs = list(islice(asserted, _MOST_CONTRADICTED))
    known = {s.id for s in case.query.speakers}
    names = [f for s in case.query.speakers for f in (s.name, *s.aliases, s.name.split()[-1])]
    called = [] if case.query.topic else [set(words(name)) for name in names]
    found: dict[str, FoundStatement] = {}
    unsaid = False
    for text in (*(s.text for s in theirs), *dict.fromkeys(names)):
        hits = case.snapshot.lexical("statements", terms(text), _MOST_NEAR, case.where)
        for other in case.snapshot.statements([hit.id for hit in hits]):
            if other.speaker is None or other.speaker.id in known or stance(other) != "denies":
                continue
            if denials.is_of_saying(other, case.query.speakers):
                unsaid = True  # that they said it, and not what they say
                continue
            said = set(words(other.text))
            named = denies_by_cue(other) and any(name <= said for name in called)
            if named or any(contradictions.is_of_same(each, other) for each in theirs):
                found.setdefault(other.id, evidence.stated(other, "denies"))
    if not found:
        return case.nothing() if unsaid else _by_documents(case)
    once = folded(case.ordered(list(found.values())))
    page = case.page(once)
    own = list(map(evidence.stated, theirs))
    clashes = [clash for clash in contradictions.among([*own, *once]) if not clash.over_time]
    return case.answered([_told(case, f) for f in page], page, len(once), clashes=clashes)


def _told(case: Case, found: FoundStatement) -> Sentence:
    """With the whole name, which is what was asked for."""
    told = wording.told_by(found, dated=case.dated, in_full=True)
    return Sentence(told, evidence.citations(found.statement))


def _in_turn(found: Sequence[FoundStatement]) -> list[FoundStatement]:
    """The best of each stance in turn, so that every page has every stance there is left."""
    piles = [[f for f in found if f.stance == s] for s in ("asserts", "denies", "unsure", None)]
    rounds = zip_longest(*piles)
    return [f for each in rounds for f in each if f is not None]
