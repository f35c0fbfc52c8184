"""What a cue governs: from a verb, a noun or "according" to the words that are its content.

Rules over the dependency parse, after the patterns of Pareti (2015) for reported speech and of the
syntactic rules in Asr et al. (2021).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from index.attribution import complements, lexicon

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_LONGEST_ASIDE = 14  # tokens of a reporting clause inside what it reports: a name with its role
_ABOUT = frozenset("about at over regarding".split())
_ADDRESSING = frozenset("advise assure caution inform notify reassure remind tell warn".split())
_SUBORDINATE = frozenset("ccomp xcomp advcl acl relcl pcomp csubj".split())
FINITE = ("VBD", "VBZ", "VBP")
"""The tags of verbs in the past or the present."""
GOVERNING = frozenset().union(
    complements.CLAUSE_CUES, complements.URGING_CUES, complements.ACCUSING_CUES,
    complements.AS_CUES, complements.PREPOSITION_CUES, complements.OBJECT_CUES,
    complements.EXPRESSING_CUES,
)  # fmt: skip
"""Lemmas of the verbs that have a ``complement``; no other has."""


def reading(token: Token) -> Token | None:
    """What reads so, where the parse has it otherwise: the email of "the email read: “…”", whose
    verb it takes for a noun, and the statement of "“…,” read the statement", for an object."""
    if token.text not in ("read", "reads") or not token.i:
        return None
    if token.pos_ != "VERB":
        written = token.nbor(-1)
    elif has_subject(token):
        return None
    else:
        written = next((c for c in token.children if c.dep_ == "dobj"), token)
    return written if written.lemma_.lower() in lexicon.WRITTEN else None


def is_passive_aside(verb: Token) -> bool:
    """ "Asked whether …, he …": to whom it was done; who did it is not told."""
    helped = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("advcl", "acl", "csubj", "prep") and (
        not helped and not has_subject(verb) and not any(c.dep_ == "agent" for c in verb.children)
    )  # fmt: skip


def complement(verb: Token, lemma: str) -> tuple[set[Token], float]:
    """The words that are the content of a cue verb, and how sure that is."""
    if lemma in complements.CLAUSE_CUES:
        if content := _clauses(verb, lemma):
            return _undated(content - {verb}, verb), 0.9
        if verb.dep_ in ("parataxis", "ccomp", "advcl", "dep") and _interrupts(verb):
            return set(verb.head.subtree) - _own_phrase(verb), 0.85
        if _is_as_told(verb, lemma):
            return set(verb.head.subtree) - set(verb.subtree), 0.85
    if lemma in complements.URGING_CUES and (content := _urged(verb)):
        return content, 0.8
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    accusing = complements.ACCUSING_CUES.get(lemma, ())
    if accusing and (content := _accused(verb, objects, accusing)):
        return content, 0.8
    if lemma in complements.AS_CUES and (content := _predicated(verb, objects)):
        return content, 0.8
    prepositions = complements.PREPOSITION_CUES.get(lemma, ())
    behind = (c for c in verb.children if c.dep_ == "prep" and c.i > verb.i)
    if content := _subtrees(c for c in behind if c.lower_ in prepositions):
        return content, 0.7
    done_to = next((c for c in objects if c.dep_ == "dobj"), None)
    if done_to is None or not _actor(verb):
        return set(), 0.0
    given = any(c.dep_ == "dative" for c in verb.children)  # "denied them care"
    content = set(done_to.subtree)
    if lemma in complements.OBJECT_CUES and len(content) > 1 and not given:
        return content, 0.7
    if lemma in complements.EXPRESSING_CUES and done_to.lemma_.lower() in complements.EXPRESSED:
        about = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in _ABOUT)
        return content | _subtrees(c for c in about if c.i > done_to.i), 0.6
    return set(), 0.0


def _subtrees(heads: Iterable[Token]) -> set[Token]:
    return {t for head in heads for t in head.subtree}


def _clauses(verb: Token, lemma: str) -> set[Token]:
    """The clauses that a verb has for its object: "said that …", "promised to …"."""
    children = list(verb.children)
    clauses = [c for c in children if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and _finite(c))]
    clauses = [c for c in clauses if not _parted(c, verb) and not _compared(c, verb)]
    if lemma in complements.INFINITIVE_CUES:
        clauses += [c for c in children if c.dep_ == "xcomp"]
    return _subtrees(clauses) or _that_clause(verb)


def _urged(verb: Token) -> set[Token]:
    """ "urged them to …": from whom is urged on."""
    children = list(verb.children)
    infinitive = [c for c in children if c.dep_ in ("xcomp", "ccomp") and _infinitive(c)]
    urged = [c for c in children if c.dep_ in ("dobj", "dative")]
    return _subtrees([*infinitive, *(c for c in urged if infinitive and c.i < infinitive[0].i)])


def _accused(verb: Token, objects: Sequence[Token], prepositions: Sequence[str]) -> set[Token]:
    """ "accused them of …", "put the loss at …": from the object on."""
    tails = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in prepositions]
    tails += [  # "accused them of lying", hung on "them"
        c for o in objects for c in o.children
        if c.lower_ in prepositions and any(g.dep_ == "pcomp" for g in c.children)
    ]  # fmt: skip
    return _subtrees([*objects, *tails]) if objects and tails and _actor(verb) else set()


def _parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon stands between a clause and the verb after it: then they are two."""
    return any(t.text == ";" for t in verb.doc[clause.i : verb.i])


def _compared(clause: Token, verb: Token) -> bool:
    """ "…, he said, as recalled by Kirby": how he said it, or who tells so."""
    return clause.i > verb.i and any(
        c.lower_ == "as" and c.i < clause.i and c.dep_ in ("mark", "advmod")
        for c in clause.children
    )


def _is_as_told(verb: Token, lemma: str) -> bool:
    """ "As Kirby told reporters, the plan failed": the clause it hangs on is what was told."""
    marked = any(c.lower_ == "as" and c.i < verb.i for c in verb.children)
    agent = any(c.dep_ == "agent" for c in verb.children)
    if verb.dep_ != "advcl" or not marked or not (has_subject(verb) or agent):
        return False
    addressed = lemma in _ADDRESSING or not any(c.dep_ == "dobj" for c in verb.children)
    first, last = verb.left_edge, verb.right_edge
    opens = first.i == verb.sent.start or first.nbor(-1).is_punct
    behind = last.nbor() if last.i + 1 < verb.sent.end else last
    return addressed and opens and behind.is_punct and verb.head.pos_ in ("VERB", "AUX")


def _that_clause(verb: Token) -> set[Token]:
    """A clause with "that" which the parse hung elsewhere: "said in a statement that …"."""
    hosts = [t for t in verb.subtree if t.i > verb.i and t.pos_ == "NOUN" and _hosts(t, verb)]
    for host in hosts:
        for clause in host.children:
            marked = any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)
            if clause.dep_ in ("acl", "relcl", "ccomp") and marked and has_subject(clause):
                return set(clause.subtree)
    that = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if that is None or that.lower_ != "that" or that.dep_ == "dobj":
        return set()
    for token in verb.doc[that.i + 2 : verb.sent.end]:
        if token.is_punct:
            return set()
        if token.pos_ in ("VERB", "AUX"):
            while token.dep_ in ("aux", "auxpass") and token.head.i > token.i:
                token = token.head
            return set(verb.doc[that.i : token.right_edge.i + 1])
    return set()


def _hosts(noun: Token, verb: Token) -> bool:
    """Whether a noun may have taken the verb's clause: "said in a statement that …", but not "said
    prior to the announcement that …"."""
    if noun.dep_ == "pobj":
        return noun.head.head.pos_ not in ("ADV", "ADJ")
    return noun.dep_ == "dobj" and verb.lemma_.lower() in _ADDRESSING


def _predicated(verb: Token, objects: Sequence[Token]) -> set[Token]:
    """ "described the plan as reckless", "called the claims groundless" → from the object on."""
    tails = [
        c for c in verb.children
        if (c.dep_ == "prep" and c.lower_ == "as")
        or c.dep_ in ("oprd", "ccomp")
        or (c.dep_ == "advcl" and any(m.lower_ == "as" for m in c.children))
    ]  # fmt: skip
    tails += [c for o in objects for c in o.children if c.dep_ == "prep" and c.lower_ == "as"]
    if not tails or not _actor(verb):
        return set()
    said = [o for o in objects if o.tag_ not in ("WP", "WDT")]  # "what he called …"
    content = _subtrees([*said, *tails])
    first = min((t for t in content if t.is_alpha), key=lambda t: t.i, default=None)
    naming = first is not None and first.pos_ == "PROPN" and not objects
    return set() if naming else content  # "a book called The Long Road"


def _actor(verb: Token) -> bool:
    """Whether somebody is said to do it: a passive without "by …" reports nobody's words."""
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    return not passive or any(c.dep_ == "agent" for c in verb.children)


def _finite(clause: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in clause.children)


def _infinitive(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _interrupts(verb: Token) -> bool:
    """ "The plan, Kirby said, would fail": the cue hangs on the clause that it reports; or stands
    before it: "At times, Kirby said, the plan would fail"."""
    own = [t for t in _own_phrase(verb) if not t.is_punct]
    if verb.head.pos_ not in ("VERB", "AUX") or len(own) > _LONGEST_ASIDE:
        return False
    first = min(t.i for t in own)
    left = first and verb.doc[first - 1].text in (",", '"')
    ahead = verb.dep_ == "parataxis" and verb.head.i > verb.i and verb.nbor().text == ","
    return verb.dep_ != "advcl" and (bool(left) or ahead) and has_subject(verb)


def has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def clause_around(according: Token) -> set[Token]:
    """The clause that "according to …" stands in, without those words."""
    phrase = set(according.subtree)
    if not any(t.dep_ in ("pobj", "pcomp") for t in phrase):
        return set()
    top = according
    sentence, first, last = according.sent, according.left_edge, according.right_edge
    opening = all(t.is_punct or t.is_space for t in sentence.doc[sentence.start : according.i])
    # set off at the sentence's end it is said of all that stands before, not of the last clause
    ends = all(t.is_punct or t.is_space for t in sentence.doc[last.i + 1 : sentence.end])
    closing = ends and first.i > sentence.start and first.nbor(-1).text == ","
    while top.head != top and (
        opening
        or top.pos_ not in ("VERB", "AUX")
        or top in phrase
        or (closing and top.dep_ in _SUBORDINATE)
    ):
        top = top.head
    if top in phrase:
        return set()
    for clause in (c for c in top.children if _is_anothers(c, according)):
        phrase |= set(clause.subtree)
    content = {t for t in top.subtree if t not in phrase and (t.dep_ != "mark" or t.head != top)}
    told = any(t.pos_ not in ("ADV", "CCONJ", "PUNCT", "SPACE") for t in content)
    return content if told else set()  # "Indeed, according to Kirby, “…”"


def _is_anothers(clause: Token, according: Token) -> bool:
    """Whether a clause that goes on from one has a source of its own: "according to Lind it is
    safe, and according to Obi it is not", "it is safe, according to Lind, and Obi said it was"."""
    if clause.i < according.i or clause.dep_ not in ("advcl", "conj"):
        return False
    if any(c.lower_ == "according" and c != according for c in clause.children):
        return True
    says = clause.lemma_.lower() in lexicon.SPEAKING and clause.dep_ == "conj"
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    if not says or subject is None:
        return False
    # "according to police he went in, and Obi said no", or to Lind "she said no", is all theirs
    to = (according, *according.children)
    ones = any(t.pos_ == "PROPN" and t.dep_ == "pobj" and t.head in to for t in according.subtree)
    return clause.head.i < according.i or (ones and subject.pos_ == "PROPN")


def clause_of_noun(noun: Token) -> set[Token]:
    """The content of "Kirby's claim that …", "reports from the media about …"."""
    clauses = [c for c in noun.children if c.dep_ in ("acl", "ccomp") and _finite(c)]
    clauses = clauses or [c for c in noun.children if c.dep_ == "prep" and c.lower_ == "about"]
    return _subtrees(clauses)


def owned(noun: Token) -> bool:
    """Whether the noun names whose words it stands for: "Kirby's claim", "a claim by Kirby"."""
    return any(
        c.dep_ == "poss" or (c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from"))
        for c in noun.children
    )


def _own_phrase(verb: Token) -> set[Token]:
    """The words of a reporting clause. Where the parse gives it two subjects ("Austin, Kirby said,
    had misread it", "Austin, said Kirby, had misread it"), the farther one is the reported
    clause's."""
    subjects = sorted((c for c in verb.children if c.dep_ == "nsubj"), key=lambda c: c.i)
    lent = {t for c in subjects[:-1] for t in c.subtree if c.i < verb.i}
    first = min((t.i for t in verb.subtree if t not in lent and not t.is_punct), default=verb.i)
    return {t for t in verb.subtree if t not in lent and (t.i >= first - 1)}


def _undated(content: set[Token], verb: Token) -> set[Token]:
    """ "said on Wednesday there was …": the day right behind the cue is when it was said."""
    phrase: set[Token] = set()
    for token in sorted(content, key=lambda t: t.i):
        if token.i != verb.i + 1 + len(phrase):
            break
        if not (token.ent_type_ in ("DATE", "TIME") or (token.lower_ == "on" and not phrase)):
            break
        phrase.add(token)
    days = [t for t in phrase if t.ent_type_]
    follows = verb.i + 1 + len(phrase) < len(verb.doc)
    if not days or not follows:
        return content
    after = verb.doc[verb.i + 1 + len(phrase)]
    return content - phrase if after.pos_ not in ("VERB", "AUX") else content
