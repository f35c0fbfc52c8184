"""Who somebody is: by a role that statements, appositions or labels tell, or an introduction."""

from collections.abc import Sequence
from dataclasses import replace

from index.documents import Passage, Span, StoredStatement
from qa import evidence, offices, wording
from qa.facts import Fact
from qa.intents.case import Case
from qa.intents.telling import let_through, told
from qa.introductions import introduction
from qa.offices import Holder
from qa.replies import Reply, Sentence
from qa.terms import words

_SEARCHED = 10  # passages in which a role may be told


def holder(case: Case) -> Reply | None:
    """Who is told to hold the office that is asked for; None where none is, or nobody."""
    asked = case.asking(replace(case.query, wanted="person", who="", speakers=()))
    held = _holders(case)
    found = [Fact(h.document_id, h.words, h.sentence, 1.0, 1.0, exact=True) for h in held]
    found = let_through(asked, found)
    return told(asked, found[0], found[1:]) if found else None


def in_turn(case: Case) -> Reply | None:
    """Each of several who held an office one after the other, by name; None where it is one."""
    if not case.query.several:
        return None
    own = (replace(case.where, speakers=frozenset({s.id})) for s in case.query.speakers)
    latest = [row for each in own for row in case.snapshot.statements_by(each, 0, 1)[0]]
    shown = list(map(evidence.stated, latest))
    return case.answered(list(map(_named, latest)), shown, len(shown)) if shown else None


def introduced(case: Case) -> Reply | None:
    """Somebody without a role, by the sentence that introduces the name; None without one."""
    speaker = case.query.speakers[0]
    found = None if speaker.role else introduction(case.snapshot, speaker, case.where)
    if found is None:
        return None
    document_id, place = found
    of_nobody = case.asking(replace(case.query, who="", speakers=()))
    return told(of_nobody, Fact.whole(document_id, place))


def by_role(case: Case) -> Reply | None:
    """The role, out of the statement whose source tells it, or of a label; what somebody without
    one said. None for who is not on record."""
    rows, _ = case.snapshot.statements_by(case.by_speakers, 0, 1000)
    role = case.query.speakers[0].role or ""
    spoken_of = [r for r in rows if role and r.kind != "turn"]  # of a turn the label tells it
    telling = [r for r in spoken_of if role.casefold() in r.sentence_text.casefold()]
    if not rows:
        return None
    if not telling:  # a label or another document tells it
        reply = case.all(case.by_speakers)
        first = [f.statement for f in reply.statements[:1] if role]
        told_in = _telling_role(case, role)
        if first and told_in:
            id = told_in[0][0].id
            others = (p for p in reply.passages if p.passage.id != id)
            return replace(
                reply,
                sentences=(replace(_named(first[0]), citations=(id,)),),
                words=evidence.words(case.query, reply.statements, told_in),
                passages=(*evidence.passages(case.snapshot, told_in), *others),
            )
        return replace(reply, sentences=tuple(map(_named, first))) if first else reply
    found = [evidence.stated(telling[0])]
    excerpt = case.retrieval.excerpt(telling[0], role)
    sentence = Sentence(wording.reported(excerpt), evidence.citations(excerpt))
    both = [*found, evidence.stated(excerpt)]
    passages = evidence.holding(case.snapshot, both)
    return case.answered([_named(telling[0]), sentence], found, 1, passages)


def _holders(case: Case) -> Sequence[Holder]:
    """Who is told to hold the office that is asked for, if one is."""
    query = case.query
    asked = set(words(query.who))
    if any(asked <= set(words(form)) for s in query.speakers for form in (s.name, *s.aliases)):
        return ()  # Stephen King
    office = offices.asked(query.text) or offices.leading(query.text)
    return offices.holders(case.snapshot, office, case.where) if office else ()


def _telling_role(case: Case, role: str) -> Sequence[tuple[Passage, float, Sequence[Span]]]:
    """A passage with the role in these very words and the surname; of a label there may be none."""
    surname = case.query.speakers[0].name.split()[-1].casefold()
    wanted = [*words(role), surname]
    hits = case.snapshot.lexical("passages", wanted, _SEARCHED, case.where)
    for passage in case.snapshot.passages([hit.id for hit in hits]):
        text = passage.text.casefold()
        if role.casefold() in text and surname in text:
            return [(passage, 0.0, ())]
    return []


def _named(statement: StoredStatement) -> Sentence:
    """The speaker's name and role, and nothing of what is said."""
    return Sentence(f"{wording.who(statement)}.", evidence.citations(statement))
