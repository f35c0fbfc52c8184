"""Whether a name is a person's, as far as its words and what stands beside it tell.

The parser's label is one witness among others: in "Mayor Agnes Holt" it may see a place, and in
"Ann Lind, director, Halden Foods" two people.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.forms import HYPHENATED, surname, words_of
from index.attribution.governments import country_of, government
from index.attribution.roles import apposition_after, is_of_several, is_role, nominal_before

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

PLACES = ("GPE", "NORP", "LOC")
"""The parser's labels of places and peoples."""

_OF_BODIES = frozenset(("of", "on", "for", "against"))  # "Conference on Hunger"
_BODIES = frozenset(lexicon.BODIES) | lexicon.FIRMS | {"agency", "club", "newspaper", "paper"}
# … or a body may be, as shops and firms are
_THINGS_IN_IST = frozenset(
    "list mist twist gist checklist playlist shortlist waitlist florist specialist".split()
)
_PERSONAL = frozenset(
    """admit believe confess demand hope insist joke muse quip recall remember regret think
    wonder""".split()
)
_SETTLEMENTS = frozenset(
    """camp capital city county district hamlet harbour island neighbourhood port province region
    settlement suburb town village""".split()
)
_OF_PLACES = frozenset("bishop governor mayor vicar".split())
# What nobody does but a person
_GESTURES = frozenset("chuckle frown grin laugh nod shrug sigh smile weep".split())
_THINGS = frozenset("it its itself they their them themselves".split())
_SUBJECTS = 3  # times a name is one, from which on what goes on from it tells
OFTEN = 4
"""Times more that somebody is she than he, from which on no first name tells otherwise."""

_LONGEST_ROLE = 8  # words
_NEXT = 30  # words behind a sentence in which somebody goes on


def is_person(run: Run, label: str, alone: set[str]) -> bool:
    """Whether a run that the parser gives a label is somebody's name. ``alone`` are the words that
    stand by themselves somewhere, as surnames do."""
    words = words_of(run)
    if not words or _is_no_name(run, words, label):
        return False
    if len(words) > 1 and words[-1].isupper() and not words[0].isupper():
        return surname(words) != words[-1]  # "Indiana GOP", but "Harry Hurt III"
    if label != "PERSON" and government(run.text):
        return False
    if len(words) == 1 and (_is_initials(run) or (label == "NORP" and run.root.tag_ == "NNPS")):
        return is_titled(run)  # "COVID", "Americans"
    unsure = label in ("NORP", "ORG") or (label == "" and len(words) > 1)
    if unsure and run.doc[: run.start][-1:].text.casefold() == "the":
        return False  # "the Argentine, who was booked", "the Orlando Echo"
    if speaks_for(run) is not None:
        return True
    described = nominal_before(run)
    if described is not None and described.lemma_.lower() in lexicon.FIRMS:
        return False
    if label == "PERSON":
        return True
    if len(words) == 1 and label not in PLACES and gender.of_run(run) is not None:
        return True
    if speaks(run) and len(words) == 1 and _says_of_himself(run):
        return True
    if len(words) == 1 and label == "ORG" and _is_taken_up(run):
        return True
    if len(words) == 2 and label != "ORG" and HYPHENATED.fullmatch(words[0]):
        return True
    if label == "" and run.root.dep_ == "nsubj" and run.root.head.lemma_ in _GESTURES:
        return True
    may_be = len(words) in (2, 3) and (label not in ("GPE", "NORP") or speaks(run))
    if may_be and gender.is_full_name(words):
        return True
    if is_titled(run) or _who_follows(run) or (len(run) > 1 and is_in_office(run.doc, run.start)):
        return True
    told = apposition_after(run) or described is not None or _is_told_of_as_person(run)
    if label not in ("GPE", "NORP") and told:
        return len(words) > 1 or label == ""
    return len(words) in (2, 3) and label not in ("GPE", "NORP") and words[-1] in alone


def _is_no_name(run: Run, words: Sequence[str], label: str) -> bool:
    """Whether the words alone tell that a run is no person's name, whatever stands beside it."""
    first, last = words[0].casefold(), words[-1].casefold()
    # "Jude Law", but "Albert Hall" where the parse takes it for a place
    named = label == "PERSON" and len(words) == 2 and gender.is_full_name(words)
    return (
        (last in lexicon.BODY_WORDS and not named)
        or not _OF_BODIES.isdisjoint(words)
        or any(c.isdigit() for c in run.text)
        or last in lexicon.NO_SURNAMES
        or last.endswith(("ism", "ists"))  # "Christian Socialism"
        or first in ("team", "camp")
        or words[0].startswith("pro-")
        or not {"v.", "vs"}.isdisjoint(words)  # a case's: "Lampert v Harlow", but "Eugene V. Debs"
    )


def gone_on_from(runs: Sequence[Run]) -> dict[str, int]:
    """Names of one word that are subjects three times or more and that "he" or "she" goes on from
    rather than "it", with how many times more that is "she" than "he": "Rudge lost her seat. She …"
    is said of a person, whatever the parser says."""
    found: dict[str, list[str]] = {}
    for run in (r for r in runs if len(words_of(r)) == 1 and not r.text.isupper()):
        theirs = found.setdefault(run.text, [])
        if run.doc[: run.start][-1:].text.casefold() == "the" or run.root.tag_ == "NNPS":
            theirs.append("it")
        elif run.root.dep_ in ("nsubj", "nsubjpass"):
            theirs.append(_goes_on(run))
    called = {
        name: [gender.PRONOUNS[word] for word in theirs if word in gender.PRONOUNS]
        for name, theirs in found.items()
        if len(theirs) >= _SUBJECTS and country_of(name) is None
    }
    return {
        name: 2 * sum(women) - len(women)
        for name, women in called.items()
        if len(women) > len([word for word in found[name] if word == "it"])
    }


def _goes_on(run: Run) -> str:
    """The pronoun that goes on from a subject, of "it" and "they" the former; none where somebody
    else is told of before that, or may be: "Rudge said she was late"."""
    for token in run.doc[run.end : run.sent.end + 1]:
        if token.lower_ in gender.PRONOUNS:
            return token.lower_
        if token.lower_ in _THINGS or (token.lower_ in _BODIES and token.nbor(-1).lower_ == "the"):
            return "it"
        somebody = token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.ROLES | lexicon.PEOPLE
        reported = token.lemma_ in lexicon.SPEAKING or token.is_quote
        if somebody or reported or token.ent_type_ == "PERSON":
            break
    return ""


def _is_initials(run: Run) -> bool:
    """Whether a word in capitals stands among others that are not: no name of a person is written
    so."""
    others = [t for t in run.sent if t.is_alpha and not run.start <= t.i < run.end]
    small = sum(not t.is_upper for t in others)
    return len(run) == 1 and run.text.isupper() and len(run.text) > 2 and 2 * small > len(others)


def speaks_for(run: Run) -> Token | None:
    """The spokesman whose name stands behind the body that he speaks for: "a spokeswoman for the
    Unity Party, Marthe Obi,"."""
    body = run.root.head
    if run.root.dep_ != "appos" or body.dep_ != "pobj" or body.head.lower_ not in ("for", "of"):
        return None
    speaker = body.head.head
    named = body.pos_ == "PROPN" and not is_role(body) and len(run) > 1
    return speaker if named and speaker.lemma_.lower() in lexicon.SPOKESPEOPLE else None


def is_where(run: Run) -> bool:
    """Whether something is said to be in it or near it, as nothing is in a person, or it is said
    to be a place: "the village of Deir Sanaa"."""
    before = run.root.head
    if run.root.dep_ != "pobj":
        return False
    if before.lower_ == "of":
        of_place = len(run) == 1 and before.head.lemma_.lower() in _OF_PLACES
        return of_place or before.head.lemma_.lower() in _SETTLEMENTS
    if len(run) > 1:
        return before.lower_ in ("in", "at") and not gender.has_first_name(words_of(run))
    return before.lower_ in ("in", "at", "near", "outside")


def speaks(run: Run) -> bool:
    """Whether a name is the subject of a verb of saying."""
    return run.root.dep_ == "nsubj" and run.root.head.lemma_ in lexicon.SPEAKING


def employs(run: Run) -> bool:
    """Whether a name stands behind somebody's and his role there: "Ann Lind, director, [Halden
    Foods]"."""
    doc, at = run.doc, run.start - 1
    if at < 3 or doc[at].text != "," or not is_role(doc[at - 1]):
        return False
    first = max(1, run.start - _LONGEST_ROLE)
    while at > first and doc[at - 1].text not in (",", ";", ".", ":"):
        at -= 1
    before = doc[at - 2]
    named = at > 1 and doc[at - 1].text == "," and before.ent_type_ == "PERSON"
    return named and len(run) > 1 and not gender.is_full_name(words_of(run))


def is_titled(run: Run) -> bool:
    if not run.start:
        return False
    before = run.doc[run.start - 1]
    if before.lower_.rstrip(".") in lexicon.HONORIFICS:
        return True
    if is_of_several(before) and len(run) == 2:
        return True
    return is_role(before) and before.lemma_.lower() not in lexicon.FIRMS and before.tag_ != "NNS"


def is_in_office(doc: Doc, at: int) -> bool:
    """Whether a position follows "Secretary of", or "Secretary of Defense"."""
    first = at - 1
    while (
        first > 1 and at - first < 5 and (doc[first].pos_ == "PROPN" or doc[first].lower_ == "and")
    ):
        first -= 1
    return first > 0 and doc[first].lower_ == "of" and is_role(doc[first - 1])


def _who_follows(run: Run) -> bool:
    after = [t.lower_ for t in run.doc[run.end : run.end + 2]]
    return after == [",", "who"] or after[:1] == ["who"]


def _says_of_himself(run: Run) -> bool:
    """Whether "he" is the first that a name of one word says: "Rudge said he would sue"."""
    verb = run.root.head
    said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if said is None or run.text.isupper() or verb.lemma_ != "say":
        return False
    if any(t.lower_ in _BODIES and t.nbor(-1).lower_ == "the" for t in run.doc[1:]):
        return False  # "Tesla said he would go. The company …"
    return any(c.dep_ == "nsubj" and c.lower_ in ("he", "she") for c in said.children)


def _is_taken_up(run: Run) -> bool:
    """Whether "he" or "she" goes on where a paragraph begins with a name of one word that does what
    bodies seldom do: "Rudge demanded that Obi go. “It is late,” he said."."""
    verb, doc = run.root.head, run.doc
    said = run.root.dep_ == "nsubj" and any(c.dep_ == "ccomp" for c in verb.children)
    if not said or run.text.isupper() or run.start or verb.lemma_ not in _PERSONAL:
        return False
    following = doc[verb.sent.end : verb.sent.end + _NEXT]
    speaking = (t for t in following if t.lemma_ in lexicon.SPEAKING)
    subjects = [c for t in speaking for c in t.children if c.dep_ == "nsubj"]
    return bool(subjects) and subjects[0].lower_ in ("he", "she")


def _is_told_of_as_person(run: Run) -> bool:
    """Whether what stands beside a name is only said of people: "Raivo Unt, an allergist at …",
    "Raivo Unt, head of sales, who was not asked"."""
    for beside in (c for c in run.root.children if c.dep_ == "appos" and c.tag_ == "NN"):
        who = (t for t in beside.subtree if t.lower_ == "who" and t.head.dep_ == "relcl")
        if any(t.head.head == beside for t in who):
            return True
        article = any(c.lower_ in ("a", "an", "the") for c in beside.children)
        if article and beside.lower_.endswith("ist") and beside.lower_ not in _THINGS_IN_IST:
            return True
    return False
