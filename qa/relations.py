"""Who is asked for as somebody's: "Kirby's wife", "her lawyer"."""

import re
from collections.abc import Sequence

from index.attribution import gender
from index.documents import Span, StoredStatement
from index.store import Snapshot

_PRONOUN = r"(?:his|her|their|its|my|our|your)"
_OWNED = re.compile(
    rf"(?P<whose>{_PRONOUN}|\S.*?(?:['’]s|s['’])) (?P<who>[\w-]+(?: [\w-]+){{0,3}})",
    re.IGNORECASE,
)
_SEARCHED = 200  # passages
_BEFORE = 600  # characters in which it stands whose "his wife" is


def of_somebody(snapshot: Snapshot, who: str) -> Sequence[StoredStatement]:
    """What one relative or hand of somebody says, with a name or without; nothing where several
    are called so. "His" and "her" are of whoever is named last before."""
    asked = _OWNED.fullmatch(who)
    if asked is None:
        return ()
    whose, relation = asked["whose"], asked["who"]
    owner = None
    if not re.fullmatch(_PRONOUN, whose, re.IGNORECASE):
        owner = re.sub(r"['’]s?$", "", whose).split()[-1]
    called = rf"\b(?P<whose>{_PRONOUN}|[\w’'-]+?['’]s?) (?:[\w-]+ ){{0,2}}?{re.escape(relation)}\b"
    rows = []
    for row in snapshot.statements_in([h.id for h in snapshot.mentions(relation, _SEARCHED)]):
        found = re.search(called, row.source_text, re.IGNORECASE)
        own = ("my", "our", whose.casefold())  # as who is asked about would call him, or it is told
        same = owner is None and found and found["whose"].casefold() in own
        if found and (same or (owner and _owns(snapshot, owner, found["whose"], row))):
            rows.append(row)
    one = {(row.document_id, row.speaker.id if row.speaker else None) for row in rows}
    return rows if len(one) == 1 else ()


def _owns(snapshot: Snapshot, owner: str, whose: str, row: StoredStatement) -> bool:
    """Whether the words before a relation are somebody's name, or mean him."""
    if not re.fullmatch(_PRONOUN, whose, re.IGNORECASE):
        return re.sub(r"['’]s?$", "", whose).casefold() == owner.casefold()
    if whose.casefold() in ("my", "our"):
        beside = snapshot.statements_in([row.passage_id] if row.passage_id else [])
        around = (s for s in beside if any(span.holds(row.sentence) for span in s.spans))
        return any(
            s.speaker and owner.casefold() in s.speaker.name.casefold().split() for s in around
        )
    before = Span(max(0, row.sentence.start - _BEFORE), row.sentence.start)
    reading = snapshot.reading(row.document_id, before)
    if reading is None:
        return False
    text, female = reading.document.text, gender.PRONOUNS.get(whose.casefold())
    people = [e for e in reading.entities if e.label == "PERSON" and e.end <= before.end]
    named = [text[e.start : e.end] for e in sorted(people, key=lambda e: -e.start)]
    meant = (n for n in named if female is None or gender.of_name(n.split()) is not (not female))
    return owner.casefold() in re.findall(r"[\w-]+", next(meant, "").casefold())
